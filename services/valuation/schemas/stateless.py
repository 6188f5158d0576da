"""Stateless requests and answers: everything that the mathematics needs is in the body."""

from typing import Annotated, Literal, NotRequired

from pydantic import AfterValidator, BaseModel, ConfigDict, FailFast, Field
from typing_extensions import TypedDict  # pydantic wants this TypedDict on Python 3.11

from kernel.documents import example, strict_example
from kernel.stateless import MOST_ROWS
from services.valuation.domain.models import FittedModel, PredictedModel

# A row is a plain dictionary of numbers: a million of them are read in a second.
_ROW = ConfigDict(extra="forbid", strict=True, allow_inf_nan=False)

Count = Annotated[
    float,
    Field(description="How many customers share the row; 1 by default.", json_schema_extra={"type": "integer", "minimum": 1}),
]
Frequency = Annotated[
    float, Field(description="Purchase days after the first.", json_schema_extra={"type": "integer", "minimum": 0})
]
Recency = Annotated[float, Field(description="From the first purchase to the last.", json_schema_extra={"minimum": 0})]
Age = Annotated[
    float, Field(description="From the first purchase to the end of the calibration.", json_schema_extra={"minimum": 0})
]
MonetaryValue = Annotated[float, Field(description="Mean net total per repeat day; at most 0 counts as unknown: see `code`.")]
Unit = Literal["day", "week", "month"]


class HistoryRow(TypedDict):
    """A purchase history; times in one unit of the caller's choice."""

    __pydantic_config__ = _ROW  # type: ignore[misc]  # how pydantic configures a TypedDict

    frequency: Frequency
    recency: Recency
    T: Age
    customers: NotRequired[Count]


class SpendRow(TypedDict):
    """What customers spent per repeat purchase day."""

    __pydantic_config__ = _ROW  # type: ignore[misc]  # how pydantic configures a TypedDict

    frequency: Frequency
    monetary_value: MonetaryValue
    customers: NotRequired[Count]


class ValuedHistoryRow(TypedDict):
    """A purchase history, with what was spent."""

    __pydantic_config__ = _ROW  # type: ignore[misc]  # how pydantic configures a TypedDict

    frequency: Frequency
    recency: Recency
    T: Age
    monetary_value: NotRequired[MonetaryValue]
    customers: NotRequired[Count]


class PurchaseFitRequest(BaseModel):
    """Purchase histories to fit a model of purchases to."""

    model_config = strict_example(
        model="bg_nbd",
        rows=[
            {"frequency": 0, "recency": 0, "T": 38.86, "customers": 1411},
            {"frequency": 2, "recency": 30.43, "T": 38.86},
            {"frequency": 1, "recency": 1.71, "T": 38.86, "customers": 4},
        ],
    )

    model: FittedModel
    rows: Annotated[list[HistoryRow], FailFast()] = Field(max_length=MOST_ROWS)


class SpendFitRequest(BaseModel):
    """Spend records to fit Gamma-Gamma to; those with frequency 0 or value ≤ 0 are set aside and counted."""

    model_config = strict_example(
        model="gamma_gamma",
        rows=[{"frequency": 2, "monetary_value": 22.35}, {"frequency": 1, "monetary_value": 11.77, "customers": 3}],
    )

    model: Literal["gamma_gamma"]
    rows: Annotated[list[SpendRow], FailFast()] = Field(max_length=MOST_ROWS)


FitRequest = Annotated[PurchaseFitRequest | SpendFitRequest, Field(discriminator="model")]


EXAMPLE_COVARIANCE = [
    [0.000158, 0.00371, -0.0000878, 0.0000656],
    [0.00371, 0.143, -0.00287, 0.0105],
    [-0.0000878, -0.00287, 0.0345, 0.123],
    [0.0000656, 0.0105, 0.123, 0.498],
]


class FitAnswer(BaseModel):
    """A model fitted by maximum likelihood."""

    model_config = example(
        model="bg_nbd",
        parameters={"r": 0.2426, "alpha": 4.4136, "a": 0.7929, "b": 2.4259},
        standard_errors={"r": 0.0126, "alpha": 0.3782, "a": 0.1857, "b": 0.7054},
        covariance=EXAMPLE_COVARIANCE,
        log_likelihood=-9582.4292,
        aic=19172.8584,
        bic=19195.9190,
        customers=2357,
        excluded=0,
        boundary=None,
        limit_model=None,
    )

    model: str
    parameters: dict[str, float] = Field(description="By name; where there is a `limit_model`, they are its own.")
    standard_errors: dict[str, float] | None = Field(description="From the curvature at the maximum; null where there is none.")
    covariance: list[list[float]] | None = Field(
        description="Of the parameters on their natural scale, in the order of `parameters`."
    )
    log_likelihood: float
    aic: float = Field(description="Akaike's information criterion; the smaller the better, among models of the same rows.")
    bic: float = Field(description="The Bayesian information criterion, likewise.")
    customers: int = Field(description="How many were fitted.")
    excluded: int = Field(description="How many were set aside.")
    boundary: str | None = Field(
        description="Null for a maximum within the parameters' space, else the edge that the data call for: `no_dropout`, "
        "`homogeneous_dropout`, `homogeneous_rate`, `polarised_dropout`, `homogeneous_spend`, `constant_spend`."
    )
    limit_model: str | None = Field(description="The model that the parameters belong to at a boundary; predict accepts it.")


class SpendParameters(BaseModel):
    """Gamma-Gamma's parameters."""

    model_config = strict_example(p=6.25, q=3.74, v=15.44)

    p: float = Field(gt=0)
    q: float = Field(gt=0)
    v: float = Field(gt=0)


def _square(matrix: list[list[float]]) -> list[list[float]]:
    if any(len(row) != len(matrix) for row in matrix):
        raise ValueError("A covariance has as many columns as rows.")
    return matrix


Matrix = Annotated[list[list[float]], AfterValidator(_square)]


class PredictRequest(BaseModel):
    """Customers' histories, and the model to look ahead with."""

    model_config = strict_example(
        model="bg_nbd",
        parameters={"r": 0.2426, "alpha": 4.4136, "a": 0.7929, "b": 2.4259},
        rows=[{"frequency": 2, "recency": 30.43, "T": 38.86, "monetary_value": 22.35}],
        horizon=52,
        time_unit="week",
        spend={"p": 6.25, "q": 3.74, "v": 15.44},
        annual_discount_rate=0.1,
    )

    model: PredictedModel
    parameters: dict[str, float] = Field(
        description="bg_nbd {r, alpha, a, b}; nbd {r, alpha}; fixed_dropout {r, alpha, p}; fixed_rate {lambda}, and with "
        "dropout {lambda, a, b} or {lambda, p}."
    )
    covariance: Matrix | None = Field(
        default=None,
        description="Of the parameters on their natural scale, in the order that fit gives. Without it there are neither "
        "`intervals` nor `predictive`.",
    )
    rows: Annotated[list[ValuedHistoryRow], FailFast()] = Field(max_length=MOST_ROWS)
    horizon: float = Field(ge=0, description="How far to look ahead of T, in `time_unit`; at most 100 years.")
    time_unit: Unit = Field(description="Of the histories, the horizon and the parameters: a week is 7 days, a month 30.4375.")
    spend: SpendParameters | None = Field(default=None, description="Without it there is neither `expected_spend` nor `clv`.")
    spend_covariance: Matrix | None = Field(
        default=None, description="Of p, q and v. Without it, spend's parameters count as known in the intervals."
    )
    annual_discount_rate: float = Field(default=0.0, gt=-1, description="0.1 for ten per cent a year; by default none.")
    level: float = Field(default=0.95, gt=0, lt=1, description="Of the intervals.")


class Prediction(BaseModel):
    """What one customer will buy, and be worth, within the horizon."""

    expected_purchases: float
    probability_alive: float
    expected_spend: float | None = Field(default=None, description="Per purchase; null where it has no mean.")
    clv: float | None = Field(
        default=None, description="expected_spend × the discounted expected purchases within the horizon."
    )
    intervals: dict[str, tuple[float | None, float | None]] | None = Field(
        default=None, description="[low, high] by quantity: what the parameters' uncertainty leaves open (delta method)."
    )
    predictive: dict[str, tuple[float | None, float | None]] | None = Field(
        default=None, description="[low, high] by quantity: of the outcome itself, its own noise included."
    )
    code: str | None = Field(
        default=None,
        description="`undefined_mean_spend`: why there is no spend and no value. `spend_unknown`: the customer came back, "
        "yet no `monetary_value` above 0 is known, so the mean of all customers stands for it.",
    )


class PredictAnswer(BaseModel):
    """Predictions, in the order of the rows."""

    model_config = example(rows=[{"expected_purchases": 1.56, "probability_alive": 0.7, "expected_spend": 24.65, "clv": 36.7}])

    rows: list[Prediction]
