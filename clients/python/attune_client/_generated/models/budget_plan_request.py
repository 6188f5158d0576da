from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.budget_plan_request_curve import BudgetPlanRequestCurve
from ..models.budget_plan_request_model import BudgetPlanRequestModel
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.budgeted_channel import BudgetedChannel


T = TypeVar("T", bound="BudgetPlanRequest")


@_attrs_define
class BudgetPlanRequest:
    """A budget to be divided over the workspace's channels.

    Example:
        {'budget': '1000.00', 'curve': 'auto', 'horizon_weeks': 4, 'model': 'linear'}

    Attributes:
        budget (float | str): A ceiling, over the whole horizon.
        channels (list[BudgetedChannel] | None | Unset): Those to divide it over; by default all that left touchpoints
            and had spend.
        horizon_weeks (int | Unset): How many weeks it is for. Default: 1.
        report (None | str | Unset): The report to learn from; by default the published one.
        model (BudgetPlanRequestModel | Unset): Whose credit to learn from: one of the report's models, or linear.
            Default: BudgetPlanRequestModel.LINEAR.
        curve (BudgetPlanRequestCurve | Unset): Of the response; `auto` is whichever fits each channel best. Default:
            BudgetPlanRequestCurve.AUTO.
        level (float | Unset): Of all intervals. Default: 0.95.
    """

    budget: float | str
    channels: list[BudgetedChannel] | None | Unset = UNSET
    horizon_weeks: int | Unset = 1
    report: None | str | Unset = UNSET
    model: BudgetPlanRequestModel | Unset = BudgetPlanRequestModel.LINEAR
    curve: BudgetPlanRequestCurve | Unset = BudgetPlanRequestCurve.AUTO
    level: float | Unset = 0.95

    def to_dict(self) -> dict[str, Any]:
        budget: float | str
        budget = self.budget

        channels: list[dict[str, Any]] | None | Unset
        if isinstance(self.channels, Unset):
            channels = UNSET
        elif isinstance(self.channels, list):
            channels = []
            for channels_type_0_item_data in self.channels:
                channels_type_0_item = channels_type_0_item_data.to_dict()
                channels.append(channels_type_0_item)

        else:
            channels = self.channels

        horizon_weeks = self.horizon_weeks

        report: None | str | Unset
        if isinstance(self.report, Unset):
            report = UNSET
        else:
            report = self.report

        model: str | Unset = UNSET
        if not isinstance(self.model, Unset):
            model = self.model.value

        curve: str | Unset = UNSET
        if not isinstance(self.curve, Unset):
            curve = self.curve.value

        level = self.level

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "budget": budget,
            }
        )
        if channels is not UNSET:
            field_dict["channels"] = channels
        if horizon_weeks is not UNSET:
            field_dict["horizon_weeks"] = horizon_weeks
        if report is not UNSET:
            field_dict["report"] = report
        if model is not UNSET:
            field_dict["model"] = model
        if curve is not UNSET:
            field_dict["curve"] = curve
        if level is not UNSET:
            field_dict["level"] = level

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.budgeted_channel import BudgetedChannel

        d = dict(src_dict)

        def _parse_budget(data: object) -> float | str:
            return cast(float | str, data)

        budget = _parse_budget(d.pop("budget"))

        def _parse_channels(data: object) -> list[BudgetedChannel] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                channels_type_0 = []
                _channels_type_0 = data
                for channels_type_0_item_data in _channels_type_0:
                    channels_type_0_item = BudgetedChannel.from_dict(
                        channels_type_0_item_data
                    )

                    channels_type_0.append(channels_type_0_item)

                return channels_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[BudgetedChannel] | None | Unset, data)

        channels = _parse_channels(d.pop("channels", UNSET))

        horizon_weeks = d.pop("horizon_weeks", UNSET)

        def _parse_report(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        report = _parse_report(d.pop("report", UNSET))

        _model = d.pop("model", UNSET)
        model: BudgetPlanRequestModel | Unset
        if isinstance(_model, Unset):
            model = UNSET
        else:
            model = BudgetPlanRequestModel(_model)

        _curve = d.pop("curve", UNSET)
        curve: BudgetPlanRequestCurve | Unset
        if isinstance(_curve, Unset):
            curve = UNSET
        else:
            curve = BudgetPlanRequestCurve(_curve)

        level = d.pop("level", UNSET)

        budget_plan_request = cls(
            budget=budget,
            channels=channels,
            horizon_weeks=horizon_weeks,
            report=report,
            model=model,
            curve=curve,
            level=level,
        )

        return budget_plan_request
