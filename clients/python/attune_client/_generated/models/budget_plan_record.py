from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.budget_plan_record_allocation import BudgetPlanRecordAllocation
    from ..models.budget_request_document import BudgetRequestDocument
    from ..models.current_spend import CurrentSpend
    from ..models.excluded_channel import ExcludedChannel
    from ..models.gain import Gain
    from ..models.intervals_document import IntervalsDocument
    from ..models.planned_channel import PlannedChannel
    from ..models.return_estimate import ReturnEstimate


T = TypeVar("T", bound="BudgetPlanRecord")


@_attrs_define
class BudgetPlanRecord:
    """A budget plan: an immutable record.

    Example:
        {'allocation': {'paid_search': '120.0000'}, 'budget': '120.0000', 'channels': [{'channel': 'paid_search',
            'current_response': 251.3, 'current_spend': '45.0000', 'curve': {'elasticity': 0.68, 'kind': 'michaelis_menten',
            'method': 'least_squares', 'parameters': {'a': 741.5, 'k': 96.9}, 'periods': 25, 'r_squared': 0.61}, 'response':
            410.2, 'spend': '120.0000', 'spend_interval': {'high': 120.0, 'low': 96.1}}], 'code_version': '0.1.0',
            'created_at': '1998-07-01T00:00:00Z', 'current': {'response': 251.3, 'spend': '45.0000'}, 'digest': '41d0…',
            'excluded': [{'channel': 'direct_mail', 'code': 'not_visible'}], 'gain': {'estimate': 158.9, 'high': 240.5,
            'low': 90.2, 'probability': 1.0}, 'id': '0198c5a0-7c1e-7000-8000-000000000003', 'intervals': {'level': 0.95,
            'method': "draws of the curves' parameters around their least squares", 'replicates': 1000, 'seed':
            2801235021923}, 'job_id': '0198c5a0-7c1e-7000-8000-000000000002', 'marginal': 1.52, 'report_id':
            '0198c5a0-7c1e-7000-8000-000000000001', 'request': {'budget': '120.0000', 'curve': 'auto', 'horizon_weeks': 1,
            'level': 0.95, 'model': 'linear', 'report': '0198c5a0-7c1e-7000-8000-000000000001'}, 'response': {'estimate':
            410.2, 'high': 512.9, 'low': 330.7}, 'unspent': '0.0000', 'weeks': 25}

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
        allocation (BudgetPlanRecordAllocation): Channel → what to spend on it over the horizon.
        channels (list[PlannedChannel]):
        excluded (list[ExcludedChannel]):
        unspent (str): What no channel may take, or gains by.
        marginal (float | None): λ: what the next unit of budget would bring; null where it has no bound.
        current (CurrentSpend): What is spent on the plan's channels now, and should bring.
        gain (Gain): The recommended spend's response less the current one's.
        weeks (int): Whole weeks that were learnt from.
        intervals (IntervalsDocument): How the intervals of credit were made.
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
    allocation: BudgetPlanRecordAllocation
    channels: list[PlannedChannel]
    excluded: list[ExcludedChannel]
    unspent: str
    marginal: float | None
    current: CurrentSpend
    gain: Gain
    weeks: int
    intervals: IntervalsDocument
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

        allocation = self.allocation.to_dict()

        channels = []
        for channels_item_data in self.channels:
            channels_item = channels_item_data.to_dict()
            channels.append(channels_item)

        excluded = []
        for excluded_item_data in self.excluded:
            excluded_item = excluded_item_data.to_dict()
            excluded.append(excluded_item)

        unspent = self.unspent

        marginal: float | None
        marginal = self.marginal

        current = self.current.to_dict()

        gain = self.gain.to_dict()

        weeks = self.weeks

        intervals = self.intervals.to_dict()

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
                "allocation": allocation,
                "channels": channels,
                "excluded": excluded,
                "unspent": unspent,
                "marginal": marginal,
                "current": current,
                "gain": gain,
                "weeks": weeks,
                "intervals": intervals,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.budget_plan_record_allocation import BudgetPlanRecordAllocation
        from ..models.budget_request_document import BudgetRequestDocument
        from ..models.current_spend import CurrentSpend
        from ..models.excluded_channel import ExcludedChannel
        from ..models.gain import Gain
        from ..models.intervals_document import IntervalsDocument
        from ..models.planned_channel import PlannedChannel
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

        allocation = BudgetPlanRecordAllocation.from_dict(d.pop("allocation"))

        channels = []
        _channels = d.pop("channels")
        for channels_item_data in _channels:
            channels_item = PlannedChannel.from_dict(channels_item_data)

            channels.append(channels_item)

        excluded = []
        _excluded = d.pop("excluded")
        for excluded_item_data in _excluded:
            excluded_item = ExcludedChannel.from_dict(excluded_item_data)

            excluded.append(excluded_item)

        unspent = d.pop("unspent")

        def _parse_marginal(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        marginal = _parse_marginal(d.pop("marginal"))

        current = CurrentSpend.from_dict(d.pop("current"))

        gain = Gain.from_dict(d.pop("gain"))

        weeks = d.pop("weeks")

        intervals = IntervalsDocument.from_dict(d.pop("intervals"))

        budget_plan_record = cls(
            id=id,
            job_id=job_id,
            report_id=report_id,
            request=request,
            digest=digest,
            code_version=code_version,
            created_at=created_at,
            budget=budget,
            response=response,
            allocation=allocation,
            channels=channels,
            excluded=excluded,
            unspent=unspent,
            marginal=marginal,
            current=current,
            gain=gain,
            weeks=weeks,
            intervals=intervals,
        )

        budget_plan_record.additional_properties = d
        return budget_plan_record

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
