from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.model_request_model import ModelRequestModel
from ..models.model_request_time_unit import ModelRequestTimeUnit
from ..types import UNSET, Unset

T = TypeVar("T", bound="ModelRequest")


@_attrs_define
class ModelRequest:
    """A model run to be made from the workspace's orders.

    Example:
        {'annual_discount_rate': 0.1, 'calibration_end': '1997-09-30', 'horizon': 52, 'model': 'bg_nbd',
            'observation_end': '1998-06-30', 'time_unit': 'week'}

    Attributes:
        model (ModelRequestModel):
        calibration_end (datetime.date | None | Unset): The last day to fit on; customers are valued as of it. By
            default `observation_end`.
        observation_end (datetime.date | None | Unset): The last day to look at; the days after `calibration_end` test
            the model. By default today, by the workspace's clock.
        time_unit (ModelRequestTimeUnit | Unset):  Default: ModelRequestTimeUnit.WEEK.
        annual_discount_rate (float | Unset): 0.1 for ten per cent a year; above -1. Default: 0.1.
        horizon (float | Unset): How far ahead to value customers, in `time_unit`; above 0, at most 100 years. Default:
            52.0.
    """

    model: ModelRequestModel
    calibration_end: datetime.date | None | Unset = UNSET
    observation_end: datetime.date | None | Unset = UNSET
    time_unit: ModelRequestTimeUnit | Unset = ModelRequestTimeUnit.WEEK
    annual_discount_rate: float | Unset = 0.1
    horizon: float | Unset = 52.0

    def to_dict(self) -> dict[str, Any]:
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

        annual_discount_rate = self.annual_discount_rate

        horizon = self.horizon

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
        if annual_discount_rate is not UNSET:
            field_dict["annual_discount_rate"] = annual_discount_rate
        if horizon is not UNSET:
            field_dict["horizon"] = horizon

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
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

        annual_discount_rate = d.pop("annual_discount_rate", UNSET)

        horizon = d.pop("horizon", UNSET)

        model_request = cls(
            model=model,
            calibration_end=calibration_end,
            observation_end=observation_end,
            time_unit=time_unit,
            annual_discount_rate=annual_discount_rate,
            horizon=horizon,
        )

        return model_request
