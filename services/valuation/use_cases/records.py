"""Between what is stored and what the mathematics speaks: groups of customers in, JSON values out."""

from collections.abc import Sequence
from dataclasses import fields, is_dataclass
from importlib.metadata import version
from math import isfinite
from typing import Any

import numpy as np

from services.valuation.domain import GammaGammaFit, PurchaseFit, PurchaseHistories, SpendRecords
from services.valuation.reductions.histories import HistoryGroup, SpendGroup


def purchase_histories(groups: Sequence[HistoryGroup], days_per_unit: float) -> PurchaseHistories:
    """Groups as the models want them, in a unit of so many of the days (or opportunities) that they count."""
    return PurchaseHistories.of(
        [group.frequency for group in groups],
        np.array([group.recency_days for group in groups]) / days_per_unit,
        np.array([group.age_days for group in groups]) / days_per_unit,
        [group.customers for group in groups],
    )


def spend_records(groups: Sequence[SpendGroup]) -> SpendRecords:
    """Groups as the model of spend wants them."""
    return SpendRecords.of(
        np.array([group.frequency for group in groups], dtype=np.int64),
        np.array([group.monetary_value for group in groups], dtype=np.float64),
        np.array([group.customers for group in groups], dtype=np.int64),
    )


def fit_record(fit: PurchaseFit | GammaGammaFit) -> dict[str, Any]:
    """A fit as JSON values, with the order of its parameters, which JSON objects do not keep in Postgres."""
    return {**as_record(fit), "aic": fit.aic, "bic": fit.bic, "parameter_order": list(fit.parameters)}


def finite(number: float) -> float | None:
    """The number, or None where there is none."""
    return number if isfinite(number) else None


def as_record(value: object) -> Any:  # noqa: ANN401 — JSON of any shape
    """A result as JSON values: what has no number becomes null."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: as_record(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, np.ndarray):
        return as_record(value.tolist())
    if isinstance(value, dict):
        return {name: as_record(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [as_record(each) for each in value]
    return finite(value) if isinstance(value, float) else value


def code_version() -> str:
    """Of this distribution."""
    return version("attune")
