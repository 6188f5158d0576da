from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.backtest_report_origin import BacktestReportOrigin

if TYPE_CHECKING:
    from ..models.accuracy import Accuracy
    from ..models.model_fit import ModelFit


T = TypeVar("T", bound="BacktestReport")


@_attrs_define
class BacktestReport:
    """A model beside the naive forecast (each customer's own rate so far) on a holdout.

    Attributes:
        origin (BacktestReportOrigin): `requested`: the run's own fit, on the days after its calibration. `chosen`: the
            run left no holdout, so a fit of its own was made where a third of the past was left.
        calibration_end (datetime.date):
        observation_end (datetime.date):
        horizon (float):
        customers (int):
        actual (float): Purchase days in the holdout.
        model (Accuracy): How far forecasts of holdout purchases were off.
        naive (Accuracy): How far forecasts of holdout purchases were off.
        beats_naive (bool):
        fit (ModelFit | None): Of a chosen origin.
    """

    origin: BacktestReportOrigin
    calibration_end: datetime.date
    observation_end: datetime.date
    horizon: float
    customers: int
    actual: float
    model: Accuracy
    naive: Accuracy
    beats_naive: bool
    fit: ModelFit | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.model_fit import ModelFit

        origin = self.origin.value

        calibration_end = self.calibration_end.isoformat()

        observation_end = self.observation_end.isoformat()

        horizon = self.horizon

        customers = self.customers

        actual = self.actual

        model = self.model.to_dict()

        naive = self.naive.to_dict()

        beats_naive = self.beats_naive

        fit: dict[str, Any] | None
        if isinstance(self.fit, ModelFit):
            fit = self.fit.to_dict()
        else:
            fit = self.fit

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "origin": origin,
                "calibration_end": calibration_end,
                "observation_end": observation_end,
                "horizon": horizon,
                "customers": customers,
                "actual": actual,
                "model": model,
                "naive": naive,
                "beats_naive": beats_naive,
                "fit": fit,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.accuracy import Accuracy
        from ..models.model_fit import ModelFit

        d = dict(src_dict)
        origin = BacktestReportOrigin(d.pop("origin"))

        calibration_end = datetime.date.fromisoformat(d.pop("calibration_end"))

        observation_end = datetime.date.fromisoformat(d.pop("observation_end"))

        horizon = d.pop("horizon")

        customers = d.pop("customers")

        actual = d.pop("actual")

        model = Accuracy.from_dict(d.pop("model"))

        naive = Accuracy.from_dict(d.pop("naive"))

        beats_naive = d.pop("beats_naive")

        def _parse_fit(data: object) -> ModelFit | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                fit_type_0 = ModelFit.from_dict(data)

                return fit_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(ModelFit | None, data)

        fit = _parse_fit(d.pop("fit"))

        backtest_report = cls(
            origin=origin,
            calibration_end=calibration_end,
            observation_end=observation_end,
            horizon=horizon,
            customers=customers,
            actual=actual,
            model=model,
            naive=naive,
            beats_naive=beats_naive,
            fit=fit,
        )

        backtest_report.additional_properties = d
        return backtest_report

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
