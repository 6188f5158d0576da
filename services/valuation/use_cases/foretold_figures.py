"""What is foretold, as a record writes it: expectations with their intervals."""

from inference.arrays import FloatArray
from services.valuation.domain.forecasting import Foretold, Quantity, interval_of
from services.valuation.use_cases.records import as_record

Figures = list[dict[str, float]]


def weekly_figures(quantity: Quantity, told: Foretold, level: float) -> Figures:
    """Of each week."""
    return _with_ends(quantity, told.mean, told.variance, level)


def cumulative_figures(quantity: Quantity, told: Foretold, level: float) -> Figures:
    """From the first week to the end of each."""
    return _with_ends(quantity, told.cumulative, told.cumulative_variance, level)


def _with_ends(quantity: Quantity, mean: FloatArray, variance: FloatArray, level: float) -> Figures:
    low, high = interval_of(quantity, mean, variance, level)
    told = zip(mean.tolist(), low.tolist(), high.tolist(), strict=True)
    return [as_record({"estimate": estimate, "low": least, "high": most}) for estimate, least, most in told]
