from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.budget_request_document import BudgetRequestDocument
    from ..models.return_estimate import ReturnEstimate


T = TypeVar("T", bound="BudgetPlanSummary")


@_attrs_define
class BudgetPlanSummary:
    """A budget plan in a list.

    Example:
        {'budget': '120.0000', 'code_version': '0.1.0', 'created_at': '1998-07-01T00:00:00Z', 'digest': '41d0…', 'id':
            '0198c5a0-7c1e-7000-8000-000000000003', 'job_id': '0198c5a0-7c1e-7000-8000-000000000002', 'report_id':
            '0198c5a0-7c1e-7000-8000-000000000001', 'request': {'budget': '120.0000', 'curve': 'auto', 'horizon_weeks': 1,
            'level': 0.95, 'model': 'linear', 'report': '0198c5a0-7c1e-7000-8000-000000000001'}, 'response': {'estimate':
            410.2, 'high': 512.9, 'low': 330.7}}

    Attributes:
        id (UUID):
        job_id (None | UUID):
        report_id (None | UUID): The report whose weekly spend and credit it was learnt from.
        request (BudgetRequestDocument): What a plan was asked for, with every default made explicit.
        digest (str): SHA-256 of the request and the report's own digest.
        code_version (str):
        created_at (datetime.datetime):
        budget (str):
        response (ReturnEstimate): An estimate with its interval; null ends where it has none.
    """

    id: UUID
    job_id: None | UUID
    report_id: None | UUID
    request: BudgetRequestDocument
    digest: str
    code_version: str
    created_at: datetime.datetime
    budget: str
    response: ReturnEstimate
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        job_id: None | str
        if isinstance(self.job_id, UUID):
            job_id = str(self.job_id)
        else:
            job_id = self.job_id

        report_id: None | str
        if isinstance(self.report_id, UUID):
            report_id = str(self.report_id)
        else:
            report_id = self.report_id

        request = self.request.to_dict()

        digest = self.digest

        code_version = self.code_version

        created_at = self.created_at.isoformat()

        budget = self.budget

        response = self.response.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "job_id": job_id,
                "report_id": report_id,
                "request": request,
                "digest": digest,
                "code_version": code_version,
                "created_at": created_at,
                "budget": budget,
                "response": response,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.budget_request_document import BudgetRequestDocument
        from ..models.return_estimate import ReturnEstimate

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

        def _parse_report_id(data: object) -> None | UUID:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                report_id_type_0 = UUID(data)

                return report_id_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | UUID, data)

        report_id = _parse_report_id(d.pop("report_id"))

        request = BudgetRequestDocument.from_dict(d.pop("request"))

        digest = d.pop("digest")

        code_version = d.pop("code_version")

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        budget = d.pop("budget")

        response = ReturnEstimate.from_dict(d.pop("response"))

        budget_plan_summary = cls(
            id=id,
            job_id=job_id,
            report_id=report_id,
            request=request,
            digest=digest,
            code_version=code_version,
            created_at=created_at,
            budget=budget,
            response=response,
        )

        budget_plan_summary.additional_properties = d
        return budget_plan_summary

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
