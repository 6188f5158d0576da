from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.model_state import ModelState

if TYPE_CHECKING:
    from ..models.run_request import RunRequest


T = TypeVar("T", bound="ModelSummary")


@_attrs_define
class ModelSummary:
    """A model run in a list.

    Example:
        {'code_version': '0.1.0', 'created_at': '1998-07-01T00:00:00Z', 'digest': '9f2c…', 'id':
            '0198c5a0-7c1e-7000-8000-000000000001', 'job_id': '0198c5a0-7c1e-7000-8000-000000000000', 'model': 'bg_nbd',
            'request': {'annual_discount_rate': 0.1, 'calibration_end': '1997-09-30', 'change': {'absolute': 0, 'relative':
            0.2}, 'horizon': 52, 'level': 0.95, 'model': 'auto', 'observation_end': '1998-06-30', 'origins': 3, 'promote':
            'if_better', 'recalibrate': False, 'segments': {'trait': 'plan'}, 'time_unit': 'week'}, 'state': 'champion'}

    Attributes:
        id (UUID):
        job_id (None | UUID):
        model (str): Of purchases: the one that was named, or found to be the best.
        request (RunRequest): What a run was asked for, with every default made explicit.
        state (ModelState): Where a run stands in the registry: its values are published, or were once, or never have
            been.
        digest (str): SHA-256 of the reduced inputs and the request.
        code_version (str):
        created_at (datetime.datetime):
    """

    id: UUID
    job_id: None | UUID
    model: str
    request: RunRequest
    state: ModelState
    digest: str
    code_version: str
    created_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        job_id: None | str
        if isinstance(self.job_id, UUID):
            job_id = str(self.job_id)
        else:
            job_id = self.job_id

        model = self.model

        request = self.request.to_dict()

        state = self.state.value

        digest = self.digest

        code_version = self.code_version

        created_at = self.created_at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "job_id": job_id,
                "model": model,
                "request": request,
                "state": state,
                "digest": digest,
                "code_version": code_version,
                "created_at": created_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.run_request import RunRequest

        d = dict(src_dict)
        id = UUID(d.pop("id"))

        def _parse_job_id(data: object) -> None | UUID:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                job_id_type_0 = UUID(data)

                return job_id_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UUID, data)

        job_id = _parse_job_id(d.pop("job_id"))

        model = d.pop("model")

        request = RunRequest.from_dict(d.pop("request"))

        state = ModelState(d.pop("state"))

        digest = d.pop("digest")

        code_version = d.pop("code_version")

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        model_summary = cls(
            id=id,
            job_id=job_id,
            model=model,
            request=request,
            state=state,
            digest=digest,
            code_version=code_version,
            created_at=created_at,
        )

        model_summary.additional_properties = d
        return model_summary

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
