"""How a run's model was chosen: rolling origins, scores, the gate."""

from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from pydantic import BaseModel, Field

from kernel.documents import example
from services.valuation.store.runs import Promotion, PromotionCause
from services.valuation.use_cases.planning import PromotionPolicy

_SCORE: dict[str, Any] = {
    "log_score": -0.6038,
    "mean_absolute_error": 0.3303,
    "root_mean_square_error": 0.7412,
    "bias": -0.1417,
    "gini": 0.6609,
    "calibration_error": 0.1634,
    "predicted": 1653.4,
    "actual": 1882,
}

EXAMPLE_SELECTION: dict[str, Any] = {
    "candidates": ["bg_nbd"],
    "best": "bg_nbd",
    "promote": "if_better",
    "to_be_promoted": True,
    "gate": {
        "passed": True,
        "reasons": [],
        "gains": [
            {"naive": "own_rate", "log_score": None, "log_score_error": None, "root_mean_square_error": -0.11},
            {"naive": "segment_mean", "log_score": 0.31, "log_score_error": 0.02, "root_mean_square_error": -0.24},
        ],
    },
    "forecasts": [{"forecast": "bg_nbd", **_SCORE, "tenths": [{"customers": 707.1, "predicted": 0.02, "actual": 0.03}]}],
    "origins": [
        {
            "calibration_end": "1997-09-30",
            "observation_end": "1997-12-30",
            "horizon": 13,
            "customers": 2357,
            "actual": 782,
            "not_fitted": [],
            "forecasts": [{"forecast": "bg_nbd", **_SCORE}],
        }
    ],
    "recalibration": {
        "factor": {"estimate": 1.138, "low": 1.02, "high": 1.27, "log_variance": 0.003},
        "level": 0.95,
        "checks": [{"factor": 1.13, "before": -0.12, "after": -0.01}],
        "helps": True,
        "applied": False,
    },
}


class ForecastScore(BaseModel):
    """How good a forecast of held-out purchases was, over customers."""

    forecast: str = Field(description="A model, or what needs none: `own_rate`, `own_rate_smoothed`, `segment_mean`.")
    log_score: float | None = Field(
        description="Mean natural logarithm of the probability that was given to what each customer did; more is better. "
        "Null of a forecast without probabilities, and where what happened was called impossible."
    )
    mean_absolute_error: float
    root_mean_square_error: float
    bias: float | None = Field(description="Total predicted / actual − 1; null where nothing happened.")
    gini: float | None = Field(description="Normalised: 1 where the forecast has customers in their true order, 0 in none.")
    calibration_error: float | None = Field(description="Mean over tenths of |predicted − actual|, over the mean of actual.")
    predicted: float
    actual: float


class TenthOfCustomers(BaseModel):
    """A tenth of the customers in the order of their forecasts: mean purchases foretold and made."""

    customers: float
    predicted: float
    actual: float


class OverallScore(ForecastScore):
    """A forecast over all origins."""

    tenths: list[TenthOfCustomers] = Field(description="From the lowest forecasts to the highest.")


class NotFitted(BaseModel):
    """A candidate that could not be fitted at an origin: then it is none."""

    model: str
    code: str


class OriginReport(BaseModel):
    """One origin: what was known by `calibration_end`, scored by what came until `observation_end`."""

    calibration_end: date
    observation_end: date
    horizon: float = Field(description="Length of the holdout, in the run's unit.")
    customers: int
    actual: float = Field(description="Purchase days in the holdout.")
    not_fitted: list[NotFitted]
    forecasts: list[ForecastScore]


class GateReason(BaseModel):
    """Why a model does not pass."""

    code: Literal[
        "too_few_origins",
        "no_candidate",
        "nothing_bought_in_holdout",
        "root_mean_square_error_not_below_naive",
        "log_score_not_above_naive",
    ]
    naive: str | None = Field(description="The forecast that it does not beat.")
    model_figure: float | None = Field(description="The model's own, or the number that there is.")
    naive_figure: float | None = Field(description="The naive forecast's, or the number that is wanted.")


class GateGain(BaseModel):
    """How much better than a naive forecast the best candidate is."""

    naive: str
    log_score: float | None = Field(description="Mean difference, in nats per customer.")
    log_score_error: float | None = Field(description="Its standard error over customers, compared in pairs.")
    root_mean_square_error: float | None = Field(description="The model's over the naive forecast's, less 1.")


class GateReport(BaseModel):
    """Whether the best candidate beats every naive forecast on both scores, over at least three origins."""

    passed: bool
    reasons: list[GateReason]
    gains: list[GateGain]


class BiasFactorReport(BaseModel):
    """Actual purchases over predicted ones, learnt on all holdouts."""

    estimate: float
    low: float
    high: float
    log_variance: float


class BiasCheckReport(BaseModel):
    """A holdout's bias without and with the factor that earlier holdouts teach."""

    factor: float
    before: float
    after: float


class RecalibrationReport(BaseModel):
    """What holdouts say about the bias."""

    factor: BiasFactorReport
    level: float
    checks: list[BiasCheckReport] = Field(description="Of each holdout from the second on.")
    helps: bool | None = Field(description="Whether the factor brought later forecasts nearer to what was bought.")
    applied: bool = Field(description="Whether the run's expected purchases and values are multiplied by it.")


class SelectionReport(BaseModel):
    """How the model was chosen."""

    model_config = example(**EXAMPLE_SELECTION)

    candidates: list[str]
    best: str | None = Field(description="By log score; null where none was fitted at every origin.")
    promote: PromotionPolicy
    to_be_promoted: bool
    gate: GateReport
    forecasts: list[OverallScore] = Field(description="Of candidates and naive forecasts, over all origins.")
    origins: list[OriginReport]
    recalibration: RecalibrationReport | None = Field(description="Null where there was nothing to learn from.")


class PromotionReport(BaseModel):
    """A promotion: it passed the gate, its request said `always`, or it was asked for later."""

    promoted_at: datetime
    previous_model_id: UUID | None
    cause: PromotionCause

    @classmethod
    def of(cls, promotion: Promotion) -> "PromotionReport":
        """The promotion on the wire."""
        return cls.model_validate(promotion, from_attributes=True)
