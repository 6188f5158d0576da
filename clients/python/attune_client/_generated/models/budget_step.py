from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast
from uuid import UUID

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.budget_step_allocation import BudgetStepAllocation
    from ..models.loop_current import LoopCurrent
    from ..models.loop_estimate import LoopEstimate
    from ..models.loop_gain import LoopGain


T = TypeVar("T", bound="BudgetStep")


@_attrs_define
class BudgetStep:
    """Step 5: where the next budget should go, by the latest recommendation; all amounts are of its horizon.

    Attributes:
        plan_id (UUID):
        created_at (datetime.datetime):
        report_id (None | UUID): Whose credit the response curves were learnt from.
        from_published_report (bool): Whether that is the report that is published now.
        budget (str):
        horizon_weeks (int | None):
        allocation (BudgetStepAllocation): Channel → what to spend on it.
        unspent (None | str): What no channel may take, or gains by.
        response (LoopEstimate): An estimate with its interval.
        current (LoopCurrent | None):
        gain (LoopGain | None):
    """

    plan_id: UUID
    created_at: datetime.datetime
    report_id: None | UUID
    from_published_report: bool
    budget: str
    horizon_weeks: int | None
    allocation: BudgetStepAllocation
    unspent: None | str
    response: LoopEstimate
    current: LoopCurrent | None
    gain: LoopGain | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.loop_current import LoopCurrent
        from ..models.loop_gain import LoopGain

        plan_id = str(self.plan_id)

        created_at = self.created_at.isoformat()

        report_id: None | str
        if isinstance(self.report_id, UUID):
            report_id = str(self.report_id)
        else:
            report_id = self.report_id

        from_published_report = self.from_published_report

        budget = self.budget

        horizon_weeks: int | None
        horizon_weeks = self.horizon_weeks

        allocation = self.allocation.to_dict()

        unspent: None | str
        unspent = self.unspent

        response = self.response.to_dict()

        current: dict[str, Any] | None
        if isinstance(self.current, LoopCurrent):
            current = self.current.to_dict()
        else:
            current = self.current

        gain: dict[str, Any] | None
        if isinstance(self.gain, LoopGain):
            gain = self.gain.to_dict()
        else:
            gain = self.gain

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "plan_id": plan_id,
                "created_at": created_at,
                "report_id": report_id,
                "from_published_report": from_published_report,
                "budget": budget,
                "horizon_weeks": horizon_weeks,
                "allocation": allocation,
                "unspent": unspent,
                "response": response,
                "current": current,
                "gain": gain,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.budget_step_allocation import BudgetStepAllocation
        from ..models.loop_current import LoopCurrent
        from ..models.loop_estimate import LoopEstimate
        from ..models.loop_gain import LoopGain

        d = dict(src_dict)
        plan_id = UUID(d.pop("plan_id"))

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

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

        from_published_report = d.pop("from_published_report")

        budget = d.pop("budget")

        def _parse_horizon_weeks(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        horizon_weeks = _parse_horizon_weeks(d.pop("horizon_weeks"))

        allocation = BudgetStepAllocation.from_dict(d.pop("allocation"))

        def _parse_unspent(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        unspent = _parse_unspent(d.pop("unspent"))

        response = LoopEstimate.from_dict(d.pop("response"))

        def _parse_current(data: object) -> LoopCurrent | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                current_type_0 = LoopCurrent.from_dict(data)

                return current_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(LoopCurrent | None, data)

        current = _parse_current(d.pop("current"))

        def _parse_gain(data: object) -> LoopGain | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                gain_type_0 = LoopGain.from_dict(data)

                return gain_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(LoopGain | None, data)

        gain = _parse_gain(d.pop("gain"))

        budget_step = cls(
            plan_id=plan_id,
            created_at=created_at,
            report_id=report_id,
            from_published_report=from_published_report,
            budget=budget,
            horizon_weeks=horizon_weeks,
            allocation=allocation,
            unspent=unspent,
            response=response,
            current=current,
            gain=gain,
        )

        budget_step.additional_properties = d
        return budget_step

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
