from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.forecast_score import ForecastScore
    from ..models.not_fitted import NotFitted


T = TypeVar("T", bound="OriginReport")


@_attrs_define
class OriginReport:
    """One origin: what was known by `calibration_end`, scored by what came until `observation_end`.

    Attributes:
        calibration_end (datetime.date):
        observation_end (datetime.date):
        horizon (float): Length of the holdout, in the run's unit.
        customers (int):
        actual (float): Purchase days in the holdout.
        not_fitted (list[NotFitted]):
        forecasts (list[ForecastScore]):
    """

    calibration_end: datetime.date
    observation_end: datetime.date
    horizon: float
    customers: int
    actual: float
    not_fitted: list[NotFitted]
    forecasts: list[ForecastScore]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        calibration_end = self.calibration_end.isoformat()

        observation_end = self.observation_end.isoformat()

        horizon = self.horizon

        customers = self.customers

        actual = self.actual

        not_fitted = []
        for not_fitted_item_data in self.not_fitted:
            not_fitted_item = not_fitted_item_data.to_dict()
            not_fitted.append(not_fitted_item)

        forecasts = []
        for forecasts_item_data in self.forecasts:
            forecasts_item = forecasts_item_data.to_dict()
            forecasts.append(forecasts_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "calibration_end": calibration_end,
                "observation_end": observation_end,
                "horizon": horizon,
                "customers": customers,
                "actual": actual,
                "not_fitted": not_fitted,
                "forecasts": forecasts,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.forecast_score import ForecastScore
        from ..models.not_fitted import NotFitted

        d = dict(src_dict)
        calibration_end = datetime.date.fromisoformat(d.pop("calibration_end"))

        observation_end = datetime.date.fromisoformat(d.pop("observation_end"))

        horizon = d.pop("horizon")

        customers = d.pop("customers")

        actual = d.pop("actual")

        not_fitted = []
        _not_fitted = d.pop("not_fitted")
        for not_fitted_item_data in _not_fitted:
            not_fitted_item = NotFitted.from_dict(not_fitted_item_data)

            not_fitted.append(not_fitted_item)

        forecasts = []
        _forecasts = d.pop("forecasts")
        for forecasts_item_data in _forecasts:
            forecasts_item = ForecastScore.from_dict(forecasts_item_data)

            forecasts.append(forecasts_item)

        origin_report = cls(
            calibration_end=calibration_end,
            observation_end=observation_end,
            horizon=horizon,
            customers=customers,
            actual=actual,
            not_fitted=not_fitted,
            forecasts=forecasts,
        )

        origin_report.additional_properties = d
        return origin_report

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
