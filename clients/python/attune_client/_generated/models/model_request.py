from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.model_request_model import ModelRequestModel
from ..models.model_request_opportunity_type_0 import ModelRequestOpportunityType0
from ..models.model_request_time_unit import ModelRequestTimeUnit
from ..models.promotion_policy import PromotionPolicy
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.change_threshold import ChangeThreshold
    from ..models.segments_request import SegmentsRequest


T = TypeVar("T", bound="ModelRequest")


@_attrs_define
class ModelRequest:
    """A model run to be made from the workspace's orders.

    Example:
        {'annual_discount_rate': 0.1, 'calibration_end': '1997-09-30', 'horizon': 52, 'model': 'auto',
            'observation_end': '1998-06-30', 'promote': 'if_better', 'segments': {'trait': 'plan'}, 'time_unit': 'week'}

    Attributes:
        model (ModelRequestModel): `auto`: of the models that suit the data, the best on held-out purchases; promoted
            only if it beats every naive forecast. By name: that one.
        calibration_end (datetime.date | None | Unset): The last day to fit on; customers are valued as of it. By
            default `observation_end`.
        observation_end (datetime.date | None | Unset): The last day to look at; the days after `calibration_end` test
            the model. By default today, by the workspace's clock, as values are of today too; it counts as a whole day,
            though some of it is still to come. Name the day before for a run that does not depend on the hour.
        time_unit (ModelRequestTimeUnit | Unset):  Default: ModelRequestTimeUnit.WEEK.
        opportunity (ModelRequestOpportunityType0 | None | Unset): Where customers buy at opportunities or do not (gifts
            by year, boxes by month): which part of the calendar is one. Several purchases within it count once, only those
            that are over count, and `horizon` is a number of them. `bg_bb` needs it; with `auto`, models of opportunities
            are tried. Null: purchases may fall on any day.
        annual_discount_rate (float | Unset): 0.1 for ten per cent a year; above -1. Default: 0.1.
        horizon (float | Unset): How far ahead to value customers, in `time_unit`; above 0, at most 100 years. Default:
            52.0.
        promote (None | PromotionPolicy | Unset): `if_better`: if it beats every naive forecast on held-out purchases,
            over at least three origins. `always`: whatever the gate says, which is on record. `never`: it stays a
            challenger. By default `if_better` for `auto`, `always` for a model that is named.
        origins (int | Unset): Rolling origins. Default: 3.
        recalibrate (bool | Unset): Multiply expected purchases and values by what the holdouts say of the model's bias,
            if on later holdouts that has brought forecasts nearer to what was bought. Default: False.
        change (ChangeThreshold | Unset): How far a customer's value moves from where it was last told before
            `value.changed` tells it again: by both. Example: {'absolute': 5, 'relative': 0.2}.
        segments (None | SegmentsRequest | Unset): Tell segments of customers apart, too, beside the channels that
            acquired them: for prospects. Customers' own values stay by the model of all. The key needs `behaviour:read`
            too; who reads the record without it is told the trait's name, and no segments.
    """

    model: ModelRequestModel
    calibration_end: datetime.date | None | Unset = UNSET
    observation_end: datetime.date | None | Unset = UNSET
    time_unit: ModelRequestTimeUnit | Unset = ModelRequestTimeUnit.WEEK
    opportunity: ModelRequestOpportunityType0 | None | Unset = UNSET
    annual_discount_rate: float | Unset = 0.1
    horizon: float | Unset = 52.0
    promote: None | PromotionPolicy | Unset = UNSET
    origins: int | Unset = 3
    recalibrate: bool | Unset = False
    change: ChangeThreshold | Unset = UNSET
    segments: None | SegmentsRequest | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        from ..models.segments_request import SegmentsRequest

        model = self.model.value

        calibration_end: None | str | Unset
        if isinstance(self.calibration_end, Unset):
            calibration_end = UNSET
        elif isinstance(self.calibration_end, datetime.date):
            calibration_end = self.calibration_end.isoformat()
        else:
            calibration_end = self.calibration_end

        observation_end: None | str | Unset
        if isinstance(self.observation_end, Unset):
            observation_end = UNSET
        elif isinstance(self.observation_end, datetime.date):
            observation_end = self.observation_end.isoformat()
        else:
            observation_end = self.observation_end

        time_unit: str | Unset = UNSET
        if not isinstance(self.time_unit, Unset):
            time_unit = self.time_unit.value

        opportunity: None | str | Unset
        if isinstance(self.opportunity, Unset):
            opportunity = UNSET
        elif isinstance(self.opportunity, ModelRequestOpportunityType0):
            opportunity = self.opportunity.value
        else:
            opportunity = self.opportunity

        annual_discount_rate = self.annual_discount_rate

        horizon = self.horizon

        promote: None | str | Unset
        if isinstance(self.promote, Unset):
            promote = UNSET
        elif isinstance(self.promote, PromotionPolicy):
            promote = self.promote.value
        else:
            promote = self.promote

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

        field_dict.update(
            {
                "model": model,
            }
        )
        if calibration_end is not UNSET:
            field_dict["calibration_end"] = calibration_end
        if observation_end is not UNSET:
            field_dict["observation_end"] = observation_end
        if time_unit is not UNSET:
            field_dict["time_unit"] = time_unit
        if opportunity is not UNSET:
            field_dict["opportunity"] = opportunity
        if annual_discount_rate is not UNSET:
            field_dict["annual_discount_rate"] = annual_discount_rate
        if horizon is not UNSET:
            field_dict["horizon"] = horizon
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
        model = ModelRequestModel(d.pop("model"))

        def _parse_calibration_end(data: object) -> datetime.date | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                calibration_end_type_0 = datetime.date.fromisoformat(data)

                return calibration_end_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None | Unset, data)

        calibration_end = _parse_calibration_end(d.pop("calibration_end", UNSET))

        def _parse_observation_end(data: object) -> datetime.date | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                observation_end_type_0 = datetime.date.fromisoformat(data)

                return observation_end_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None | Unset, data)

        observation_end = _parse_observation_end(d.pop("observation_end", UNSET))

        _time_unit = d.pop("time_unit", UNSET)
        time_unit: ModelRequestTimeUnit | Unset
        if isinstance(_time_unit, Unset):
            time_unit = UNSET
        else:
            time_unit = ModelRequestTimeUnit(_time_unit)

        def _parse_opportunity(
            data: object,
        ) -> ModelRequestOpportunityType0 | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                opportunity_type_0 = ModelRequestOpportunityType0(data)

                return opportunity_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(ModelRequestOpportunityType0 | None | Unset, data)

        opportunity = _parse_opportunity(d.pop("opportunity", UNSET))

        annual_discount_rate = d.pop("annual_discount_rate", UNSET)

        horizon = d.pop("horizon", UNSET)

        def _parse_promote(data: object) -> None | PromotionPolicy | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                promote_type_0 = PromotionPolicy(data)

                return promote_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | PromotionPolicy | Unset, data)

        promote = _parse_promote(d.pop("promote", UNSET))

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

        model_request = cls(
            model=model,
            calibration_end=calibration_end,
            observation_end=observation_end,
            time_unit=time_unit,
            opportunity=opportunity,
            annual_discount_rate=annual_discount_rate,
            horizon=horizon,
            promote=promote,
            origins=origins,
            recalibrate=recalibrate,
            change=change,
            segments=segments,
        )

        return model_request
