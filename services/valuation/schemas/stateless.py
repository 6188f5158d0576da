"""Stateless requests and answers: everything that the mathematics needs is in the body."""

from typing import Annotated, Literal, NotRequired

from pydantic import AfterValidator, BaseModel, ConfigDict, FailFast, Field, ValidationInfo
from typing_extensions import TypedDict  # pydantic wants this TypedDict on Python 3.11

from kernel.documents import example, strict_example
from kernel.stateless import MOST_ROWS
from services.valuation.domain.bootstrap import MOST_REPLICATES
from services.valuation.domain.models import FittedModel, LimitModel, OpportunityLimitModel, OpportunityModel
from services.valuation.domain.predictive import MOST_COUNTED
from services.valuation.domain.shifted_beta_geo import ContractModelName

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


class BootstrapRequest(BaseModel):
    """Samples of as many customers to draw from the rows, with replacement, and to fit as well."""

    model_config = strict_example(replicates=200, seed=0)

    replicates: int = Field(ge=1, le=MOST_REPLICATES, description="How many; times distinct rows, 2,000,000 at the most.")
    seed: int = Field(default=0, ge=0, description="The same seed draws the same samples.")


OnDemand = Annotated[
    BootstrapRequest | None, Field(description="How sure the fit is, asked of the rows themselves; by default not asked.")
]


class PurchaseFitRequest(BaseModel):
    """Purchase histories to fit a model of purchases to.

    For `bg_bb` time is counted in opportunities to buy: T is how many there have been, recency which of them was the last with
    a purchase.
    """

    model_config = strict_example(
        model="bg_nbd",
        rows=[
            {"frequency": 0, "recency": 0, "T": 38.86, "customers": 1411},
            {"frequency": 2, "recency": 30.43, "T": 38.86},
            {"frequency": 1, "recency": 1.71, "T": 38.86, "customers": 4},
        ],
    )

    model: Literal[FittedModel, OpportunityModel]
    rows: Annotated[list[HistoryRow], FailFast()] = Field(max_length=MOST_ROWS)
    bootstrap: OnDemand = None


class SpendFitRequest(BaseModel):
    """Spend records to fit Gamma-Gamma to; those with frequency 0 or value ≤ 0 are set aside and counted."""

    model_config = strict_example(
        model="gamma_gamma",
        rows=[{"frequency": 2, "monetary_value": 22.35}, {"frequency": 1, "monetary_value": 11.77, "customers": 3}],
    )

    model: Literal["gamma_gamma"]
    rows: Annotated[list[SpendRow], FailFast()] = Field(max_length=MOST_ROWS)
    bootstrap: OnDemand = None


class CohortRow(TypedDict):
    """A cohort of contracts."""

    __pydantic_config__ = _ROW  # type: ignore[misc]  # how pydantic configures a TypedDict

    survivors: Annotated[
        list[float],
        Field(
            description="Customers at the beginning, after one renewal, after two and so on: whole, never more than before.",
            json_schema_extra={"minItems": 1, "items": {"type": "integer", "minimum": 0}},
        ),
    ]


class ContractFitRequest(BaseModel):
    """Cohorts of contracts to fit sBG to."""

    model_config = strict_example(model="sbg", rows=[{"survivors": [1000, 869, 743, 653, 593, 551, 517, 491]}])

    model: Literal["sbg"]
    rows: Annotated[list[CohortRow], FailFast()] = Field(max_length=MOST_ROWS)
    bootstrap: OnDemand = None


FitRequest = Annotated[PurchaseFitRequest | SpendFitRequest | ContractFitRequest, Field(discriminator="model")]


EXAMPLE_COVARIANCE = [
    [0.000158, 0.00371, -0.0000878, 0.0000656],
    [0.00371, 0.143, -0.00287, 0.0105],
    [-0.0000878, -0.00287, 0.0345, 0.123],
    [0.0000656, 0.0105, 0.123, 0.498],
]


class DependenceReport(BaseModel):
    """How spend per purchase goes with frequency, which Gamma-Gamma supposes it does not."""

    elasticity: float = Field(description="By how many per cent expected spend rises as frequency rises by one per cent.")
    low: float = Field(description="Lower end of its 95 % interval, by an error that holds for spends of other shapes, too.")
    high: float
    p_value: float = Field(description="Of an elasticity of 0.")
    breaks_model: bool = Field(description="Whether it is significant (p < .01) and sizeable (at least .25 either way).")
    parameters: dict[str, float] = Field(description="Of the model that allows for it, {p, q, v, elasticity}, for `spend`.")
    covariance: list[list[float]] = Field(description="Of these.")
    log_likelihood: float


class BootstrapReport(BaseModel):
    """What fits to samples drawn anew say."""

    replicates: int
    seed: int
    missed: int = Field(description="Samples of which nothing could be learnt.")
    fitted_models: dict[str, int] = Field(description="How many samples called for which model.")
    standard_errors: dict[str, float] | None = Field(
        description="Of the fit's parameters, over samples that call for the same model; null where too few do."
    )
    covariance: list[list[float]] | None = Field(description="Of the same, for predict's `covariance`.")


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
        fitted_model="bg_nbd",
    )

    model: str
    parameters: dict[str, float] = Field(description="By name; where there is a `limit_model`, they are its own.")
    standard_errors: dict[str, float] | None = Field(
        description="From the curvature at the maximum; null where there is none. At a boundary of gamma_gamma the shape that "
        "is as large as the search goes counts as known, and has 0."
    )
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
        "`homogeneous_dropout`, `homogeneous_rate`, `polarised_dropout`, `polarised_rate`, `homogeneous_spend`, "
        "`constant_spend`."
    )
    limit_model: str | None = Field(description="The model that the parameters belong to at a boundary; predict accepts it.")
    fitted_model: str = Field(
        description="What predict takes as `model` for these parameters: `limit_model`, else `model`; for `mbg_nbd` with the "
        "model's name before it, as `fixed_dropout` and `fixed_rate` alone are those of `bg_nbd`, with the same parameters."
    )
    frequency_spend_correlation: float | None = Field(
        default=None, description="Of gamma_gamma: of frequency and monetary value over the fitted customers."
    )
    bootstrap: BootstrapReport | None = Field(default=None, description="Where it was asked for.")
    dependence: DependenceReport | None = Field(
        default=None,
        description="Of gamma_gamma: the test of that; null where it cannot be told, as where frequency does not vary.",
    )


class SpendParameters(BaseModel):
    """Gamma-Gamma's parameters; with an elasticity, those of the model in which spend goes with frequency."""

    model_config = strict_example(p=6.25, q=3.74, v=15.44)

    p: float = Field(gt=0)
    q: float = Field(gt=0)
    v: float = Field(gt=0)
    elasticity: float | None = Field(default=None, description="As `dependence` of the fit gives it, with its p, q and v.")


def _square(matrix: list[list[float]]) -> list[list[float]]:
    if any(len(row) != len(matrix) for row in matrix):
        raise ValueError("A covariance has as many columns as rows.")
    return matrix


Matrix = Annotated[list[list[float]], AfterValidator(_square)]


Covariance = Annotated[
    Matrix | None,
    Field(
        description="Of the parameters on their natural scale, in the order that fit gives. Without it there are neither "
        "`intervals` nor `predictive`. Where these would take minutes, of rows of very many kinds, they are refused as "
        "`too_many_probabilities`: ask for fewer rows at a time. So are, with or without it, rows at opportunities "
        "that have more of these behind them, in all, than can be looked at."
    ),
]
Spend = Annotated[SpendParameters | None, Field(description="Without it there is neither `expected_spend` nor `clv`.")]
SpendCovariance = Annotated[
    Matrix | None,
    Field(description="Of spend's parameters, in the order that fit gives. Without it, they count as known in the intervals."),
]
AnnualRate = Annotated[float, Field(gt=-1, description="0.1 for ten per cent a year; by default none.")]
Level = Annotated[float, Field(gt=0, lt=1, description="Of the intervals.")]
CountsUpTo = Annotated[
    int | None,
    Field(
        ge=0,
        le=MOST_COUNTED,
        description="Asks for `counts`: how likely each number of purchases (of a contract, renewals) within the horizon is, "
        "from 0 to this one. One more, times rows, makes 2,000,000 at the most.",
    ),
]


class PurchasePredictRequest(BaseModel):
    """Customers' histories, and the model to look ahead with."""

    model_config = strict_example(
        model="bg_nbd",
        parameters={"r": 0.2426, "alpha": 4.4136, "a": 0.7929, "b": 2.4259},
        rows=[{"frequency": 2, "recency": 30.43, "T": 38.86, "monetary_value": 22.35}],
        horizon=52,
        time_unit="week",
        spend={"p": 6.25, "q": 3.74, "v": 15.44},
        annual_discount_rate=0.1,
        counts_up_to=3,
    )

    model: Literal[FittedModel, LimitModel]
    parameters: dict[str, float] = Field(
        description="bg_nbd and mbg_nbd {r, alpha, a, b}; pareto_nbd {r, alpha, s, beta}; nbd {r, alpha}; fixed_dropout {r, "
        "alpha, p}, or {r, alpha, mu} where customers leave at any time; fixed_rate {lambda}, and with dropout {lambda, a, b}, "
        "{lambda, p}, {lambda, s, beta} or {lambda, mu}; after `mbg_nbd/` they are those of customers who may leave at their "
        "first purchase, too."
    )
    covariance: Covariance = None
    rows: Annotated[list[ValuedHistoryRow], FailFast()] = Field(max_length=MOST_ROWS)
    horizon: float = Field(
        json_schema_extra={"minimum": 0}, description="How far to look ahead of T, in `time_unit`; at most 100 years."
    )
    time_unit: Unit = Field(description="Of the histories, the horizon and the parameters: a week is 7 days, a month 30.4375.")
    spend: Spend = None
    spend_covariance: SpendCovariance = None
    annual_discount_rate: AnnualRate = 0.0
    level: Level = 0.95
    counts_up_to: CountsUpTo = None


def _needs_unit(rate: float, told: ValidationInfo) -> float:
    if rate != 0.0 and told.data.get("time_unit") is None:
        raise ValueError("An annual rate needs a `time_unit`.")
    return rate


PeriodUnit = Annotated[
    Unit | None,
    Field(description="Of `opportunity_length`: a week is 7 days, a month 30.4375. Only an annual discount rate needs it."),
]
PeriodLength = Annotated[
    float,
    Field(
        gt=0, le=36525, description="From one opportunity, or renewal, to the next, in `time_unit`: 12 months for yearly ones."
    ),
]


class OpportunityPredictRequest(BaseModel):
    """Histories at opportunities to buy, and the model to look ahead with."""

    model_config = strict_example(
        model="bg_bb",
        parameters={"alpha": 1.2035, "beta": 0.7497, "gamma": 0.6567, "delta": 2.7834},
        rows=[{"frequency": 4, "recency": 5, "T": 6, "monetary_value": 30}],
        horizon=5,
        time_unit="month",
        opportunity_length=12,
        spend={"p": 6.25, "q": 3.74, "v": 15.44},
        annual_discount_rate=0.1,
    )

    model: Literal[OpportunityModel, OpportunityLimitModel]
    parameters: dict[str, float] = Field(
        description="bg_bb {alpha, beta, gamma, delta}; beta_binomial {alpha, beta}; bg_bb_fixed_dropout {alpha, beta, theta}; "
        "bg_bb_fixed_rate {p}, and with dropout {p, theta} or {p, gamma, delta}."
    )
    covariance: Covariance = None
    rows: Annotated[list[ValuedHistoryRow], FailFast()] = Field(
        max_length=MOST_ROWS,
        description="T is how many opportunities there have been, recency which was the last with a purchase.",
    )
    horizon: float = Field(
        json_schema_extra={"minimum": 0}, description="How many opportunities to look ahead: a whole number, at most 1,000."
    )
    time_unit: PeriodUnit = None
    opportunity_length: PeriodLength = 1.0
    spend: Spend = None
    spend_covariance: SpendCovariance = None
    annual_discount_rate: Annotated[AnnualRate, AfterValidator(_needs_unit)] = 0.0
    level: Level = 0.95
    counts_up_to: CountsUpTo = None


class ContractRow(TypedDict):
    """A customer who has a contract."""

    __pydantic_config__ = _ROW  # type: ignore[misc]  # how pydantic configures a TypedDict

    age: Annotated[float, Field(description="Renewals made so far.", json_schema_extra={"type": "integer", "minimum": 0})]
    monetary_value: NotRequired[Annotated[float, Field(description="What a renewal brings; without it there is no `clv`.")]]


class ContractPredictRequest(BaseModel):
    """Customers who have a contract, and the model to look ahead with."""

    model_config = strict_example(
        model="sbg",
        parameters={"alpha": 0.668, "beta": 3.806},
        rows=[{"age": 7, "monetary_value": 120}],
        horizon=5,
        time_unit="month",
        opportunity_length=12,
        annual_discount_rate=0.1,
    )

    model: ContractModelName
    parameters: dict[str, float] = Field(description="sbg {alpha, beta}; sbg_fixed_dropout {theta}.")
    covariance: Covariance = None
    rows: Annotated[list[ContractRow], FailFast()] = Field(max_length=MOST_ROWS)
    horizon: float = Field(
        json_schema_extra={"minimum": 0}, description="How many renewals to look ahead: a whole number, at most 1,000."
    )
    time_unit: PeriodUnit = None
    opportunity_length: PeriodLength = 1.0
    annual_discount_rate: Annotated[AnnualRate, AfterValidator(_needs_unit)] = 0.0
    level: Level = 0.95
    counts_up_to: CountsUpTo = None


PredictRequest = Annotated[
    PurchasePredictRequest | OpportunityPredictRequest | ContractPredictRequest, Field(discriminator="model")
]


class CountDistribution(BaseModel):
    """How likely each number of purchases within the horizon is, at the parameters as they are given."""

    model_config = example(probabilities=[0.489, 0.199, 0.113, 0.07], more=0.129)

    probabilities: list[float] = Field(description="P(X = 0), P(X = 1), … P(X = `counts_up_to`).")
    more: float = Field(description="P(X > `counts_up_to`): with these it makes 1.")


class Prediction(BaseModel):
    """What one customer will buy, and be worth, within the horizon."""

    expected_purchases: float = Field(description="Of a contract, renewals.")
    probability_alive: float = Field(
        description="That the customer has not left by T; at opportunities, that they will be there at the next; of a "
        "contract, that it is there still at the end of the horizon."
    )
    retention_rate: float | None = Field(default=None, description="Of a contract: that the next renewal is made.")
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
    counts: CountDistribution | None = Field(default=None, description="Where `counts_up_to` is given.")
    code: str | None = Field(
        default=None,
        description="`undefined_mean_spend`: why there is no spend and no value. `spend_unknown`: the customer came back, "
        "yet no `monetary_value` above 0 is known, so the mean of all customers stands for it.",
    )


class PredictAnswer(BaseModel):
    """Predictions, in the order of the rows."""

    model_config = example(rows=[{"expected_purchases": 1.56, "probability_alive": 0.7, "expected_spend": 24.65, "clv": 36.7}])

    rows: list[Prediction]
