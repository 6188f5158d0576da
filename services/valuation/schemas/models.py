"""Model runs: what to run, and the record of what was run."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field

from kernel.documents import example, request_example
from kernel.pagination import Page
from services.valuation.domain.models import FittedModel, OpportunityModel
from services.valuation.domain.origins import FEWEST_ORIGINS
from services.valuation.schemas.segments import EXAMPLE_SEGMENTS, SegmentsReport, SegmentsRequest
from services.valuation.schemas.selection import EXAMPLE_SELECTION, PromotionReport, SelectionReport
from services.valuation.schemas.stateless import EXAMPLE_COVARIANCE, DependenceReport, Unit
from services.valuation.store.runs import ModelRun, ModelState
from services.valuation.use_cases.planning import CHANGE, PromotionPolicy, RunPlan
from services.valuation.use_cases.promoting import RegisteredRun

OpportunityName = Literal["day", "week", "month", "quarter", "year"]

StrictNumber = Annotated[float, Field(strict=True)]


class ChangeThreshold(BaseModel):
    """How far a customer's value moves from where it was last told before `value.changed` tells it again: by both."""

    model_config = request_example(relative=0.2, absolute=5)

    relative: StrictNumber = Field(default=CHANGE.relative, ge=0, allow_inf_nan=False, description="0.2 for a fifth of it.")
    absolute: StrictNumber = Field(default=CHANGE.absolute, ge=0, allow_inf_nan=False, description="In the currency.")


class ModelRequest(BaseModel):
    """A model run to be made from the workspace's orders."""

    model_config = request_example(
        model="auto",
        calibration_end="1997-09-30",
        observation_end="1998-06-30",
        time_unit="week",
        annual_discount_rate=0.1,
        horizon=52,
        promote="if_better",
        segments={"trait": "plan"},
    )

    model: Literal["auto", FittedModel, OpportunityModel] = Field(
        description="`auto`: of the models that suit the data, the best on held-out purchases; promoted only if it beats every "
        "naive forecast. By name: that one."
    )
    calibration_end: date | None = Field(
        default=None, description="The last day to fit on; customers are valued as of it. By default `observation_end`."
    )
    observation_end: date | None = Field(
        default=None,
        description="The last day to look at; the days after `calibration_end` test the model. By default today, by the "
        "workspace's clock, as values are of today too; it counts as a whole day, though some of it is still to come. Name the "
        "day before for a run that does not depend on the hour.",
    )
    time_unit: Unit = "week"
    opportunity: OpportunityName | None = Field(
        default=None,
        description="Where customers buy at opportunities or do not (gifts by year, boxes by month): which part of the "
        "calendar is one. Several purchases within it count once, only those that are over count, and `horizon` is a number of "
        "them. `bg_bb` needs it; with `auto`, models of opportunities are tried. Null: purchases may fall on any day.",
    )
    annual_discount_rate: StrictNumber = Field(default=0.1, description="0.1 for ten per cent a year; above -1.")
    horizon: StrictNumber = Field(
        default=52.0, description="How far ahead to value customers, in `time_unit`; above 0, at most 100 years."
    )
    promote: PromotionPolicy | None = Field(
        default=None,
        description="`if_better`: if it beats every naive forecast on held-out purchases, over at least three origins. "
        "`always`: whatever the gate says, which is on record. `never`: it stays a challenger. By default `if_better` for "
        "`auto`, `always` for a model that is named.",
    )
    origins: int = Field(default=FEWEST_ORIGINS, ge=FEWEST_ORIGINS, le=24, strict=True, description="Rolling origins.")
    recalibrate: bool = Field(
        default=False,
        strict=True,
        description="Multiply expected purchases and values by what the holdouts say of the model's bias, if on later holdouts "
        "that has brought forecasts nearer to what was bought.",
    )
    change: ChangeThreshold = Field(
        default_factory=ChangeThreshold, description="Of the run's values, while it is the champion and they follow orders."
    )
    segments: SegmentsRequest | None = Field(
        default=None,
        description="Tell segments of customers apart, too, beside the channels that acquired them: for prospects. Customers' "
        "own values stay by the model of all. The key needs `behaviour:read` too; who reads the record without it is told "
        "the trait's name, and no segments.",
    )


class RunRequest(BaseModel):
    """What a run was asked for, with every default made explicit."""

    model: str
    calibration_end: date
    observation_end: date
    time_unit: Unit
    opportunity: OpportunityName | None = None
    annual_discount_rate: float
    horizon: float
    promote: PromotionPolicy = PromotionPolicy.ALWAYS
    origins: int = FEWEST_ORIGINS
    recalibrate: bool = False
    change: ChangeThreshold = Field(default_factory=ChangeThreshold)
    level: float = Field(description="Of all intervals.")
    segments: SegmentsRequest | None = Field(default=None, description="Null: channels alone.")


class ModelFit(BaseModel):
    """A fit as the run keeps it."""

    model: str
    parameters: dict[str, float] = Field(description="By name; where there is a `limit_model`, they are its own.")
    parameter_order: list[str] = Field(description="Of the covariance's rows and columns.")
    standard_errors: dict[str, float] | None
    covariance: list[list[float]] | None
    log_likelihood: float
    aic: float | None = Field(default=None, description="Akaike's information criterion; null in records that are older.")
    bic: float | None = Field(default=None, description="The Bayesian information criterion; likewise.")
    customers: int
    boundary: str | None
    limit_model: str | None
    gradient_norm: float = Field(description="Largest derivative of the log-likelihood per customer at the end of the search.")
    iterations: int


class SpendFit(ModelFit):
    """A fit of spend as the run keeps it."""

    excluded: int
    frequency_spend_correlation: float | None
    dependence: DependenceReport | None = Field(
        default=None,
        description="Whether spend goes with frequency; null where that cannot be told, and in records that are older.",
    )


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
    warnings: list[str] = Field(
        description="Codes of what to beware of. `no_segments`: no value of the trait is shared by enough customers. "
        "`segments_not_told`: nobody could be told apart, for nothing was spent, or all buy or leave alike."
    )


_SUMMARY = {
    "id": "0198c5a0-7c1e-7000-8000-000000000001",
    "job_id": "0198c5a0-7c1e-7000-8000-000000000000",
    "model": "bg_nbd",
    "request": {
        "model": "auto",
        "calibration_end": "1997-09-30",
        "observation_end": "1998-06-30",
        "time_unit": "week",
        "annual_discount_rate": 0.1,
        "horizon": 52,
        "promote": "if_better",
        "origins": 3,
        "recalibrate": False,
        "change": {"relative": 0.2, "absolute": 0},
        "level": 0.95,
        "segments": {"trait": "plan"},
    },
    "state": "champion",
    "digest": "9f2c…",
    "code_version": "0.1.0",
    "created_at": "1998-07-01T00:00:00Z",
}


class ModelSummary(BaseModel):
    """A model run in a list."""

    model_config = example(**_SUMMARY)

    id: UUID
    job_id: UUID | None
    model: str = Field(description="Of purchases: the one that was named, or found to be the best.")
    request: RunRequest
    state: ModelState = Field(
        description="`champion`: its values are published. `retired`: they once were. `challenger`: they never were."
    )
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
    """A model run: an immutable record, and where it stands."""

    model_config = example(
        **_SUMMARY,
        fit={
            "model": "bg_nbd",
            "parameters": {"r": 0.2426, "alpha": 4.4136, "a": 0.7929, "b": 2.4259},
            "parameter_order": ["r", "alpha", "a", "b"],
            "standard_errors": {"r": 0.0126, "alpha": 0.3782, "a": 0.1857, "b": 0.7054},
            "covariance": EXAMPLE_COVARIANCE,
            "log_likelihood": -9582.4292,
            "aic": 19172.8584,
            "bic": 19195.919,
            "customers": 2357,
            "boundary": None,
            "limit_model": None,
            "gradient_norm": 2e-16,
            "iterations": 5,
        },
        spend=None,
        backtest={
            "origin": "requested",
            "calibration_end": "1997-09-30",
            "observation_end": "1998-06-30",
            "horizon": 39,
            "customers": 2357,
            "actual": 1882,
            "model": {
                "predicted": 1653.41,
                "mean_absolute_error": 0.7855,
                "root_mean_square_error": 1.608,
                "bias": -0.1215,
                "correlation": 0.6256,
            },
            "naive": {
                "predicted": 2930.1,
                "mean_absolute_error": 1.0237,
                "root_mean_square_error": 2.2119,
                "bias": 0.5569,
                "correlation": 0.5839,
            },
            "beats_naive": True,
            "fit": None,
        },
        diagnostics={
            "distinct_histories": 1016,
            "customers": 2357,
            "repeat_customers": 946,
            "repeat_purchases": 2457,
            "frequency_spend_correlation": 0.114,
            "excluded": {"purchases": 0, "spend": 1411},
            "intervals": {"method": "delta method on the covariance at the maximum of the likelihood (Laplace)"},
            "seeds": [],
            "warnings": ["spend_too_few_customers"],
        },
        selection=EXAMPLE_SELECTION,
        segments=EXAMPLE_SEGMENTS,
        promotions=[{"promoted_at": "1998-07-01T00:00:05Z", "previous_model_id": None, "cause": "gate"}],
    )

    fit: ModelFit
    spend: SpendFit | None = Field(description="Null where too few customers came back to fit it.")
    backtest: BacktestReport | None = Field(description="Null where the past is too short to divide.")
    diagnostics: Diagnostics
    selection: SelectionReport | None = Field(description="Null of runs that were made before there was a gate.")
    segments: SegmentsReport | None = Field(
        description="Null where the model cannot be pooled (purchases at opportunities; who leaves does so at once), where "
        "nothing was spent, and of older runs."
    )
    promotions: list[PromotionReport] = Field(description="The latest first.")

    @classmethod
    def of_registry(cls, registered: RegisteredRun) -> "ModelRecord":
        """The run in full, as the registry has it."""
        run, told = registered.run, [PromotionReport.of(each) for each in registered.promotions]
        documents = {name: getattr(run, name) for name in cls.model_fields if name != "promotions"}
        trait = RunPlan.of_record(run.request).trait
        segments = None if run.segments is None else SegmentsReport.of(run.segments, trait)
        return cls.model_validate({**documents, "segments": segments, "promotions": told})

    def without_traits(self) -> "ModelRecord":
        """For who may not see customers' traits."""
        return self if self.segments is None else self.model_copy(update={"segments": self.segments.without_traits()})
