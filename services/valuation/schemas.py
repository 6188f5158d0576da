"""What crosses the wire."""

from datetime import date, datetime
from typing import Annotated, Any, Literal, NotRequired
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, FailFast, Field
from typing_extensions import TypedDict  # pydantic wants this TypedDict on Python 3.11

from kernel.documents import example, request_example
from kernel.pagination import Page
from services.valuation.store import CustomerValue, Interval, ModelRun, PublishedModel

MOST_ROWS = 1_000_000

# A row is a plain dictionary of numbers: a million of them are read in a second.
_ROW = ConfigDict(extra="forbid", strict=True, allow_inf_nan=False)

StrictNumber = Annotated[float, Field(strict=True)]
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
MonetaryValue = Annotated[float, Field(description="Mean net total per repeat day; at most 0 counts as unknown.")]
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


def _strict_example(**content: Any) -> ConfigDict:  # noqa: ANN401 — whatever the example shows
    return {**request_example(**content), "strict": True}


class PurchaseFitRequest(BaseModel):
    """Purchase histories to fit BG/NBD to."""

    model_config = _strict_example(
        model="bg_nbd",
        rows=[
            {"frequency": 0, "recency": 0, "T": 38.86, "customers": 1411},
            {"frequency": 2, "recency": 30.43, "T": 38.86},
            {"frequency": 1, "recency": 1.71, "T": 38.86, "customers": 4},
        ],
    )

    model: Literal["bg_nbd"]
    rows: Annotated[list[HistoryRow], FailFast()] = Field(max_length=MOST_ROWS)


class SpendFitRequest(BaseModel):
    """Spend records to fit Gamma-Gamma to; those with frequency 0 or value ≤ 0 are set aside and counted."""

    model_config = _strict_example(
        model="gamma_gamma",
        rows=[{"frequency": 2, "monetary_value": 22.35}, {"frequency": 1, "monetary_value": 11.77, "customers": 3}],
    )

    model: Literal["gamma_gamma"]
    rows: Annotated[list[SpendRow], FailFast()] = Field(max_length=MOST_ROWS)


FitRequest = Annotated[PurchaseFitRequest | SpendFitRequest, Field(discriminator="model")]


class FitAnswer(BaseModel):
    """A model fitted by maximum likelihood."""

    model_config = example(
        model="bg_nbd",
        parameters={"r": 0.2426, "alpha": 4.4136, "a": 0.7929, "b": 2.4259},
        standard_errors={"r": 0.0126, "alpha": 0.3782, "a": 0.1857, "b": 0.7054},
        covariance=[
            [1.6e-4, 3.9e-3, 4e-4, 1.1e-3],
            [3.9e-3, 0.143, 8e-4, -3e-3],
            [4e-4, 8e-4, 0.0345, 0.126],
            [1.1e-3, -3e-3, 0.126, 0.498],
        ],
        log_likelihood=-9582.4292,
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
    customers: int = Field(description="How many were fitted.")
    excluded: int = Field(description="How many were set aside.")
    boundary: str | None = Field(
        description="Null for a maximum within the parameters' space, else the edge that the data call for: `no_dropout`, "
        "`homogeneous_dropout`, `homogeneous_rate`, `polarised_dropout`, `homogeneous_spend`, `constant_spend`."
    )
    limit_model: str | None = Field(description="The model that the parameters belong to at a boundary; predict accepts it.")


class SpendParameters(BaseModel):
    """Gamma-Gamma's parameters."""

    model_config = _strict_example(p=6.25, q=3.74, v=15.44)

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

    model_config = _strict_example(
        model="bg_nbd",
        parameters={"r": 0.2426, "alpha": 4.4136, "a": 0.7929, "b": 2.4259},
        rows=[{"frequency": 2, "recency": 30.43, "T": 38.86, "monetary_value": 22.35}],
        horizon=52,
        time_unit="week",
        spend={"p": 6.25, "q": 3.74, "v": 15.44},
        annual_discount_rate=0.1,
    )

    model: Literal["bg_nbd", "nbd", "fixed_dropout", "fixed_rate"]
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
    horizon: float = Field(ge=0, description="How far to look ahead of T, in `time_unit`.")
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
    code: str | None = Field(default=None, description="Why there is no spend and no value, where there is none.")


class PredictAnswer(BaseModel):
    """Predictions, in the order of the rows."""

    model_config = example(rows=[{"expected_purchases": 1.56, "probability_alive": 0.7, "expected_spend": 24.65, "clv": 36.7}])

    rows: list[Prediction]


class ModelRequest(BaseModel):
    """A model run to be made from the workspace's orders."""

    model_config = request_example(
        model="bg_nbd",
        calibration_end="1997-09-30",
        observation_end="1998-06-30",
        time_unit="week",
        annual_discount_rate=0.1,
        horizon=52,
    )

    model: Literal["bg_nbd"]
    calibration_end: date | None = Field(
        default=None, description="The last day to fit on; customers are valued as of it. By default `observation_end`."
    )
    observation_end: date | None = Field(
        default=None,
        description="The last day to look at; the days after `calibration_end` test the model. By default today, by the "
        "workspace's clock.",
    )
    time_unit: Unit = "week"
    annual_discount_rate: StrictNumber = Field(default=0.1, description="0.1 for ten per cent a year; above -1.")
    horizon: StrictNumber = Field(default=52.0, description="How far ahead to value customers, in `time_unit`; above 0.")


class RunRequest(BaseModel):
    """What a run was asked for, with every default made explicit."""

    model: str
    calibration_end: date
    observation_end: date
    time_unit: Unit
    annual_discount_rate: float
    horizon: float
    level: float = Field(description="Of all intervals.")


class ModelFit(BaseModel):
    """A fit as the run keeps it."""

    model: str
    parameters: dict[str, float] = Field(description="By name; where there is a `limit_model`, they are its own.")
    parameter_order: list[str] = Field(description="Of the covariance's rows and columns.")
    standard_errors: dict[str, float] | None
    covariance: list[list[float]] | None
    log_likelihood: float
    customers: int
    boundary: str | None
    limit_model: str | None
    gradient_norm: float = Field(description="Largest derivative of the log-likelihood per customer at the end of the search.")
    iterations: int


class SpendFit(ModelFit):
    """A fit of spend as the run keeps it."""

    excluded: int
    frequency_spend_correlation: float | None


class Accuracy(BaseModel):
    """How far forecasts of holdout purchases were off."""

    predicted: float = Field(description="Sum over customers.")
    mean_absolute_error: float
    root_mean_square_error: float
    bias: float | None = Field(description="(predicted − actual) / actual, of the sums; null where nothing happened.")
    correlation: float | None = Field(description="Of forecast and outcome over customers.")


class BacktestReport(BaseModel):
    """A model beside the naive forecast (each customer's own rate so far) on a holdout."""

    origin: Literal["requested", "chosen"] = Field(
        description="`requested`: the run's own fit, on the days after its calibration. `chosen`: the run left no holdout, so "
        "a fit of its own was made where a third of the past was left."
    )
    calibration_end: date
    observation_end: date
    horizon: float
    customers: int
    actual: float = Field(description="Purchase days in the holdout.")
    model: Accuracy
    naive: Accuracy
    beats_naive: bool
    fit: ModelFit | None = Field(description="Of a chosen origin.")


class Diagnostics(BaseModel):
    """What else is to be known of a run."""

    distinct_histories: int
    customers: int
    repeat_customers: int
    repeat_purchases: int
    frequency_spend_correlation: float | None = Field(description="Spend is supposed to be independent of frequency.")
    excluded: dict[str, int] = Field(description="Customers set aside, by what was fitted.")
    intervals: dict[str, str] = Field(description="The method of all intervals.")
    seeds: list[int] = Field(description="Of what was drawn at random: nothing.")
    warnings: list[str] = Field(description="Codes of what to beware of.")


class ModelSummary(BaseModel):
    """A model run in a list."""

    model_config = example(
        id="0198c5a0-7c1e-7000-8000-000000000001",
        job_id="0198c5a0-7c1e-7000-8000-000000000000",
        model="bg_nbd",
        request={
            "model": "bg_nbd",
            "calibration_end": "1997-09-30",
            "observation_end": "1998-06-30",
            "time_unit": "week",
            "annual_discount_rate": 0.1,
            "horizon": 52,
            "level": 0.95,
        },
        digest="9f2c…",
        code_version="0.1.0",
        created_at="1998-07-01T00:00:00Z",
    )

    id: UUID
    job_id: UUID | None
    model: str
    request: RunRequest
    digest: str = Field(description="SHA-256 of the reduced inputs and the request.")
    code_version: str
    created_at: datetime

    @classmethod
    def of(cls, run: ModelRun) -> "ModelSummary":
        """The run as listed."""
        return cls.model_validate(run, from_attributes=True)


class ModelPage(Page[ModelSummary]):
    """One page of model runs."""


class ModelRecord(ModelSummary):
    """A model run: an immutable record."""

    model_config = example()

    fit: ModelFit
    spend: SpendFit | None = Field(description="Null where too few customers came back to fit it.")
    backtest: BacktestReport | None = Field(description="Null where the past is too short to divide.")
    diagnostics: Diagnostics

    @classmethod
    def of(cls, run: ModelRun) -> "ModelRecord":
        """The run in full."""
        return cls.model_validate(run, from_attributes=True)


class ValueEstimate(BaseModel):
    """An estimate with its interval; null where there is none."""

    estimate: float | None
    low: float | None
    high: float | None

    @classmethod
    def of(cls, interval: Interval) -> "ValueEstimate":
        """The estimate on the wire."""
        return cls(estimate=interval.estimate, low=interval.low, high=interval.high)


class ValuedCustomer(BaseModel):
    """A customer and what they are worth; times in the run's unit, intervals at its level."""

    model_config = example(
        id="0198c5a0-7c1e-7000-8000-000000000002",
        customer_id="c-17",
        frequency=2,
        recency=30.43,
        T=38.86,
        monetary_value=22.35,
        probability_alive={"estimate": 0.83, "low": 0.77, "high": 0.87},
        expected_purchases={"estimate": 1.56, "low": 1.41, "high": 1.73},
        expected_spend={"estimate": 24.65, "low": 23.7, "high": 25.6},
        clv={"estimate": 36.8, "low": 33.1, "high": 40.9},
    )

    id: UUID = Field(description="Ours.")
    customer_id: str | None = Field(description="The company's own id; null while the customer is anonymous.")
    frequency: float
    recency: float
    T: float
    monetary_value: float | None = Field(description="Mean net total per repeat day; null without one.")
    probability_alive: ValueEstimate
    expected_purchases: ValueEstimate = Field(description="Within the run's horizon.")
    expected_spend: ValueEstimate = Field(description="Per purchase.")
    clv: ValueEstimate = Field(description="Discounted, within the run's horizon.")

    @classmethod
    def of(cls, value: CustomerValue) -> "ValuedCustomer":
        """The customer on the wire."""
        return cls(
            id=value.id,
            customer_id=value.customer_id,
            frequency=value.frequency,
            recency=value.recency,
            T=value.T,
            monetary_value=value.monetary_value,
            probability_alive=ValueEstimate.of(value.probability_alive),
            expected_purchases=ValueEstimate.of(value.expected_purchases),
            expected_spend=ValueEstimate.of(value.expected_spend),
            clv=ValueEstimate.of(value.clv),
        )


class PublishedRun(BaseModel):
    """The run whose values are shown, and how its intervals were made."""

    id: UUID
    model: str
    published_at: datetime
    request: RunRequest
    method: str = Field(description="Of the intervals.")

    @classmethod
    def of(cls, published: PublishedModel) -> "PublishedRun":
        """The run on the wire."""
        run = published.run
        return cls(
            id=run.id,
            model=run.model,
            published_at=published.published_at,
            request=RunRequest.model_validate(run.request),
            method=run.diagnostics["intervals"]["method"],
        )


class ValuedCustomerPage(Page[ValuedCustomer]):
    """One page of customers with their values."""

    model: PublishedRun | None = Field(description="Null, and no items, before the first run is published.")
