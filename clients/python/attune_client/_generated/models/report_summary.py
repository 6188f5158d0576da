from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.report_plan_document import ReportPlanDocument
    from ..models.report_totals import ReportTotals


T = TypeVar("T", bound="ReportSummary")


@_attrs_define
class ReportSummary:
    """A report in a list.

    Example:
        {'code_version': '0.1.0', 'created_at': '1998-07-01T00:00:00Z', 'digest': '9f2c…', 'id':
            '0198c5a0-7c1e-7000-8000-000000000001', 'job_id': '0198c5a0-7c1e-7000-8000-000000000000', 'published': True,
            'request': {'after_conversion': 'restart', 'from': '1998-01-05', 'level': 0.95, 'lookback_days': 30,
            'margin_rate': 0.3, 'models': ['linear'], 'touch_kinds': ['click', 'visit', 'open', 'impression', 'other'],
            'until': '1998-06-28', 'until_at': '1998-06-29T00:00:00Z'}, 'totals': {'conversions': 412, 'spend': '3950.0000',
            'unattributed': {'conversions': 61, 'value': '2210.5000'}, 'value': '14935.1000'}}

    Attributes:
        id (UUID):
        job_id (None | UUID):
        request (ReportPlanDocument): What a report was asked for, with every default made explicit.
        digest (str): SHA-256 of the reduced inputs and the request.
        code_version (str):
        created_at (datetime.datetime):
        published (bool): Whether its credit is the published one: the latest report's is.
        totals (ReportTotals): What there was to share out: for every model that shares credit out, its sum over the
            channels plus `unattributed`.
    """

    id: UUID
    job_id: None | UUID
    request: ReportPlanDocument
    digest: str
    code_version: str
    created_at: datetime.datetime
    published: bool
    totals: ReportTotals
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = str(self.id)

        job_id: None | str
        if isinstance(self.job_id, UUID):
            job_id = str(self.job_id)
        else:
            job_id = self.job_id

        request = self.request.to_dict()

        digest = self.digest

        code_version = self.code_version

        created_at = self.created_at.isoformat()

        published = self.published

        totals = self.totals.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "job_id": job_id,
                "request": request,
                "digest": digest,
                "code_version": code_version,
                "created_at": created_at,
                "published": published,
                "totals": totals,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.report_plan_document import ReportPlanDocument
        from ..models.report_totals import ReportTotals

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

        request = ReportPlanDocument.from_dict(d.pop("request"))

        digest = d.pop("digest")

        code_version = d.pop("code_version")

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        published = d.pop("published")

        totals = ReportTotals.from_dict(d.pop("totals"))

        report_summary = cls(
            id=id,
            job_id=job_id,
            request=request,
            digest=digest,
            code_version=code_version,
            created_at=created_at,
            published=published,
            totals=totals,
        )

        report_summary.additional_properties = d
        return report_summary

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
