from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.channel_report import ChannelReport
    from ..models.intervals_document import IntervalsDocument
    from ..models.report_plan_document import ReportPlanDocument
    from ..models.report_totals import ReportTotals
    from ..models.whole_report import WholeReport


T = TypeVar("T", bound="ReportRecord")


@_attrs_define
class ReportRecord:
    """A report: an immutable record, and whether it still holds.

    Example:
        {'all': {'cpa': 9.59, 'incremental': [], 'roas': 3.78, 'roci_gross': 1.13, 'roci_net': 0.13}, 'channels':
            [{'channel': 'email', 'credit': {'linear': {'conversions': {'estimate': 71.5, 'high': 86.0, 'low': 58.1}, 'cpa':
            {'estimate': 4.55, 'high': 5.59, 'low': 3.78}, 'margin': {'estimate': 777.04, 'high': 940.2, 'low': 624.4},
            'roas': {'estimate': 7.97, 'high': 9.64, 'low': 6.4}, 'roci_gross': {'estimate': 2.39, 'high': 2.89, 'low':
            1.92}, 'roci_net': {'estimate': 1.39, 'high': 1.89, 'low': 0.92}, 'value': {'estimate': 2590.1375, 'high':
            3133.9, 'low': 2081.4}}}, 'incremental': [], 'removal_effect': 0.21, 'spend': '325.0000', 'touches': 310,
            'visible': True}], 'code_version': '0.1.0', 'created_at': '1998-07-01T00:00:00Z', 'digest': '9f2c…', 'id':
            '0198c5a0-7c1e-7000-8000-000000000001', 'intervals': {'level': 0.95, 'method': 'poisson_bootstrap',
            'replicates': 1000, 'seed': 2801235021923}, 'job_id': '0198c5a0-7c1e-7000-8000-000000000000', 'margin': 4480.53,
            'nulls': 530, 'published': True, 'request': {'after_conversion': 'restart', 'from': '1998-01-05', 'level': 0.95,
            'lookback_days': 30, 'margin_rate': 0.3, 'models': ['linear'], 'touch_kinds': ['click', 'visit', 'open',
            'impression', 'other'], 'until': '1998-06-28', 'until_at': '1998-06-29T00:00:00Z'}, 'stale': False, 'totals':
            {'conversions': 412, 'spend': '3950.0000', 'unattributed': {'conversions': 61, 'value': '2210.5000'}, 'value':
            '14935.1000'}, 'touches': 2210, 'warnings': []}

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
        stale (bool): Whether the orders of its window have come to another number or sum since it was made. Orders
            only: later touchpoints, spend or merged customers do not show here.
        touches (int): Touchpoints in the window, of the kinds that count.
        nulls (int): Journeys that came to nothing.
        margin (float | None): Of all orders of the window; null where it is not known.
        channels (list[ChannelReport]):
        all_ (WholeReport): All that was earned beside all that was spent (blended), and what the universal holdout
            proved of it.
        intervals (IntervalsDocument): How the intervals of credit were made.
        warnings (list[str]): Codes of what to beware of.
    """

    id: UUID
    job_id: None | UUID
    request: ReportPlanDocument
    digest: str
    code_version: str
    created_at: datetime.datetime
    published: bool
    totals: ReportTotals
    stale: bool
    touches: int
    nulls: int
    margin: float | None
    channels: list[ChannelReport]
    all_: WholeReport
    intervals: IntervalsDocument
    warnings: list[str]
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

        stale = self.stale

        touches = self.touches

        nulls = self.nulls

        margin: float | None
        margin = self.margin

        channels = []
        for channels_item_data in self.channels:
            channels_item = channels_item_data.to_dict()
            channels.append(channels_item)

        all_ = self.all_.to_dict()

        intervals = self.intervals.to_dict()

        warnings = self.warnings

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
                "stale": stale,
                "touches": touches,
                "nulls": nulls,
                "margin": margin,
                "channels": channels,
                "all": all_,
                "intervals": intervals,
                "warnings": warnings,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.channel_report import ChannelReport
        from ..models.intervals_document import IntervalsDocument
        from ..models.report_plan_document import ReportPlanDocument
        from ..models.report_totals import ReportTotals
        from ..models.whole_report import WholeReport

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

        stale = d.pop("stale")

        touches = d.pop("touches")

        nulls = d.pop("nulls")

        def _parse_margin(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        margin = _parse_margin(d.pop("margin"))

        channels = []
        _channels = d.pop("channels")
        for channels_item_data in _channels:
            channels_item = ChannelReport.from_dict(channels_item_data)

            channels.append(channels_item)

        all_ = WholeReport.from_dict(d.pop("all"))

        intervals = IntervalsDocument.from_dict(d.pop("intervals"))

        warnings = cast(list[str], d.pop("warnings"))

        report_record = cls(
            id=id,
            job_id=job_id,
            request=request,
            digest=digest,
            code_version=code_version,
            created_at=created_at,
            published=published,
            totals=totals,
            stale=stale,
            touches=touches,
            nulls=nulls,
            margin=margin,
            channels=channels,
            all_=all_,
            intervals=intervals,
            warnings=warnings,
        )

        report_record.additional_properties = d
        return report_record

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
