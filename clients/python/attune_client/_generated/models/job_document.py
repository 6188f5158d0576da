from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.job_document_state import JobDocumentState

if TYPE_CHECKING:
    from ..models.job_document_result_type_0 import JobDocumentResultType0
    from ..models.problem_document import ProblemDocument


T = TypeVar("T", bound="JobDocument")


@_attrs_define
class JobDocument:
    """A job on the wire.

    Example:
        {'created_at': '2026-11-01T12:00:00Z', 'id': '019a5c1e-7d3b-7a52-9d0e-4f6f1c7b2a10', 'kind':
            'segmentation.import', 'progress': 0.42, 'stage': 'rows', 'started_at': '2026-11-01T12:00:01Z', 'state':
            'running'}

    Attributes:
        id (UUID):
        kind (str):
        state (JobDocumentState):
        progress (float): Share of the work that is done.
        stage (str): What it is at; `cancelling` from the request to cancel until its end.
        result (JobDocumentResultType0 | None): Its answer, once it succeeded.
        error (None | ProblemDocument): Why it failed.
        created_at (datetime.datetime):
        started_at (datetime.datetime | None): When its last attempt began.
        finished_at (datetime.datetime | None):
    """

    id: UUID
    kind: str
    state: JobDocumentState
    progress: float
    stage: str
    result: JobDocumentResultType0 | None
    error: None | ProblemDocument
    created_at: datetime.datetime
    started_at: datetime.datetime | None
    finished_at: datetime.datetime | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.job_document_result_type_0 import JobDocumentResultType0
        from ..models.problem_document import ProblemDocument

        id = str(self.id)

        kind = self.kind

        state = self.state.value

        progress = self.progress

        stage = self.stage

        result: dict[str, Any] | None
        if isinstance(self.result, JobDocumentResultType0):
            result = self.result.to_dict()
        else:
            result = self.result

        error: dict[str, Any] | None
        if isinstance(self.error, ProblemDocument):
            error = self.error.to_dict()
        else:
            error = self.error

        created_at = self.created_at.isoformat()

        started_at: None | str
        if isinstance(self.started_at, datetime.datetime):
            started_at = self.started_at.isoformat()
        else:
            started_at = self.started_at

        finished_at: None | str
        if isinstance(self.finished_at, datetime.datetime):
            finished_at = self.finished_at.isoformat()
        else:
            finished_at = self.finished_at

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "kind": kind,
                "state": state,
                "progress": progress,
                "stage": stage,
                "result": result,
                "error": error,
                "created_at": created_at,
                "started_at": started_at,
                "finished_at": finished_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.job_document_result_type_0 import JobDocumentResultType0
        from ..models.problem_document import ProblemDocument

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        kind = d.pop("kind")

        state = JobDocumentState(d.pop("state"))

        progress = d.pop("progress")

        stage = d.pop("stage")

        def _parse_result(data: object) -> JobDocumentResultType0 | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                result_type_0 = JobDocumentResultType0.from_dict(data)

                return result_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(JobDocumentResultType0 | None, data)

        result = _parse_result(d.pop("result"))

        def _parse_error(data: object) -> None | ProblemDocument:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                error_type_0 = ProblemDocument.from_dict(data)

                return error_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | ProblemDocument, data)

        error = _parse_error(d.pop("error"))

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        def _parse_started_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                started_at_type_0 = datetime.datetime.fromisoformat(data)

                return started_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        started_at = _parse_started_at(d.pop("started_at"))

        def _parse_finished_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                finished_at_type_0 = datetime.datetime.fromisoformat(data)

                return finished_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        finished_at = _parse_finished_at(d.pop("finished_at"))

        job_document = cls(
            id=id,
            kind=kind,
            state=state,
            progress=progress,
            stage=stage,
            result=result,
            error=error,
            created_at=created_at,
            started_at=started_at,
            finished_at=finished_at,
        )

        job_document.additional_properties = d
        return job_document

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
