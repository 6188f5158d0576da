from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.promotion_policy import PromotionPolicy
from ..models.run_request_opportunity_type_0 import RunRequestOpportunityType0
from ..models.run_request_time_unit import RunRequestTimeUnit
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.change_threshold import ChangeThreshold
    from ..models.segments_request import SegmentsRequest


T = TypeVar("T", bound="RunRequest")


@_attrs_define
class RunRequest:
    """What a run was asked for, with every default made explicit.

    Attributes:
        model (str):
        calibration_end (datetime.date):
        observation_end (datetime.date):
        time_unit (RunRequestTimeUnit):
        annual_discount_rate (float):
        horizon (float):
        level (float): Of all intervals.
        opportunity (None | RunRequestOpportunityType0 | Unset):
        promote (PromotionPolicy | Unset): Whether a run is promoted when it is made.
        origins (int | Unset):  Default: 3.
        recalibrate (bool | Unset):  Default: False.
        change (ChangeThreshold | Unset): How far a customer's value moves from where it was last told before
            `value.changed` tells it again: by both. Example: {'absolute': 5, 'relative': 0.2}.
        segments (None | SegmentsRequest | Unset): Null: channels alone.
    """

    model: str
    calibration_end: datetime.date
    observation_end: datetime.date
    time_unit: RunRequestTimeUnit
    annual_discount_rate: float
    horizon: float
    level: float
    opportunity: None | RunRequestOpportunityType0 | Unset = UNSET
    promote: PromotionPolicy | Unset = UNSET
    origins: int | Unset = 3
    recalibrate: bool | Unset = False
    change: ChangeThreshold | Unset = UNSET
    segments: None | SegmentsRequest | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.segments_request import SegmentsRequest

        model = self.model

        calibration_end = self.calibration_end.isoformat()

        observation_end = self.observation_end.isoformat()

        time_unit = self.time_unit.value

        annual_discount_rate = self.annual_discount_rate

        horizon = self.horizon

        level = self.level

        opportunity: None | str | Unset
        if isinstance(self.opportunity, Unset):
            opportunity = UNSET
        elif isinstance(self.opportunity, RunRequestOpportunityType0):
            opportunity = self.opportunity.value
        else:
            opportunity = self.opportunity

        promote: str | Unset = UNSET
        if not isinstance(self.promote, Unset):
            promote = self.promote.value

        origins = self.origins

        recalibrate = self.recalibrate

        change: dict[str, Any] | Unset = UNSET
        if not isinstance(self.change, Unset):
            change = self.change.to_dict()

        segments: dict[str, Any] | None | Unset
        if isinstance(self.segments, Unset):
            segments = UNSET
        elif isinstance(self.segments, SegmentsRequest):
            segments = self.segments.to_dict()
        else:
            segments = self.segments

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "model": model,
                "calibration_end": calibration_end,
                "observation_end": observation_end,
                "time_unit": time_unit,
                "annual_discount_rate": annual_discount_rate,
                "horizon": horizon,
                "level": level,
            }
        )
        if opportunity is not UNSET:
            field_dict["opportunity"] = opportunity
        if promote is not UNSET:
            field_dict["promote"] = promote
        if origins is not UNSET:
            field_dict["origins"] = origins
        if recalibrate is not UNSET:
            field_dict["recalibrate"] = recalibrate
        if change is not UNSET:
            field_dict["change"] = change
        if segments is not UNSET:
            field_dict["segments"] = segments

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.change_threshold import ChangeThreshold
        from ..models.segments_request import SegmentsRequest

        d = dict(src_dict)
        model = d.pop("model")

        calibration_end = datetime.date.fromisoformat(d.pop("calibration_end"))

        observation_end = datetime.date.fromisoformat(d.pop("observation_end"))

        time_unit = RunRequestTimeUnit(d.pop("time_unit"))

        annual_discount_rate = d.pop("annual_discount_rate")

        horizon = d.pop("horizon")

        level = d.pop("level")

        def _parse_opportunity(
            data: object,
        ) -> None | RunRequestOpportunityType0 | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                opportunity_type_0 = RunRequestOpportunityType0(data)

                return opportunity_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | RunRequestOpportunityType0 | Unset, data)

        opportunity = _parse_opportunity(d.pop("opportunity", UNSET))

        _promote = d.pop("promote", UNSET)
        promote: PromotionPolicy | Unset
        if isinstance(_promote, Unset):
            promote = UNSET
        else:
            promote = PromotionPolicy(_promote)

        origins = d.pop("origins", UNSET)

        recalibrate = d.pop("recalibrate", UNSET)

        _change = d.pop("change", UNSET)
        change: ChangeThreshold | Unset
        if isinstance(_change, Unset):
            change = UNSET
        else:
            change = ChangeThreshold.from_dict(_change)

        def _parse_segments(data: object) -> None | SegmentsRequest | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                segments_type_0 = SegmentsRequest.from_dict(data)

                return segments_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | SegmentsRequest | Unset, data)

        segments = _parse_segments(d.pop("segments", UNSET))

        run_request = cls(
            model=model,
            calibration_end=calibration_end,
            observation_end=observation_end,
            time_unit=time_unit,
            annual_discount_rate=annual_discount_rate,
            horizon=horizon,
            level=level,
            opportunity=opportunity,
            promote=promote,
            origins=origins,
            recalibrate=recalibrate,
            change=change,
            segments=segments,
        )

        run_request.additional_properties = d
        return run_request

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
