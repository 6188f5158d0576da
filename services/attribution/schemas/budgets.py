"""Budget plans: what to divide, and the record of how it is best divided."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, Field, WithJsonSchema

from kernel.documents import example, request_example
from kernel.pagination import Page
from services.attribution.domain import AttributionModel
from services.attribution.domain.fitting import FITTED
from services.attribution.schemas.reports import IntervalsDocument, Money, ReturnEstimate, StrictInteger, StrictNumber
from services.attribution.store import BudgetPlan, BudgetPlanHead
from services.attribution.use_cases.budget_planning import AUTO, MOST_WEEKS, ChannelBounds
from services.attribution.use_cases.planning import LEVEL

MoneyIn = Annotated[Decimal, Field(decimal_places=4, allow_inf_nan=False)]
"""Money as a caller states it: a decimal string or a number, with four decimals at the most."""

_LEARNT = [model.value for model in AttributionModel if model.shares_out]


class BudgetedChannel(BaseModel):
    """A channel to divide the budget over."""

    model_config = request_example(channel="email", min="50.00", max="400.00")

    channel: str = Field(max_length=255)
    min: MoneyIn = Field(default=Decimal(0), description="That it is given at the least, over the horizon.")
    max: MoneyIn | None = Field(default=None, description="That it is given at the most.")

    def bounds(self) -> ChannelBounds:
        """The channel and its bounds."""
        return ChannelBounds(self.channel, self.min, self.max)


class BudgetPlanRequest(BaseModel):
    """A budget to be divided over the workspace's channels."""

    model_config = request_example(budget="1000.00", horizon_weeks=4, model="linear", curve="auto")

    budget: MoneyIn = Field(description="A ceiling, over the whole horizon.")
    channels: list[BudgetedChannel] | None = Field(
        default=None,
        min_length=1,
        max_length=1000,
        description="Those to divide it over; by default all that left touchpoints and had spend.",
    )
    horizon_weeks: StrictInteger = Field(
        default=1, description="How many weeks it is for.", json_schema_extra={"minimum": 1, "maximum": MOST_WEEKS}
    )
    report: str | None = Field(
        default=None, max_length=255, description="The report to learn from; by default the published one."
    )
    model: Annotated[str, WithJsonSchema({"type": "string", "enum": _LEARNT})] = Field(
        default=AttributionModel.LINEAR.value, description="Whose credit to learn from: one of the report's models, or linear."
    )
    curve: Annotated[str, WithJsonSchema({"type": "string", "enum": [AUTO, *(kind.value for kind in FITTED)]})] = Field(
        default=AUTO, description="Of the response; `auto` is whichever fits each channel best."
    )
    level: StrictNumber = Field(
        default=LEVEL, description="Of all intervals.", json_schema_extra={"exclusiveMinimum": 0, "exclusiveMaximum": 1}
    )


class ChannelBoundsDocument(BaseModel):
    """A channel's bounds, over the horizon."""

    channel: str
    min: Money
    max: Money | None


class BudgetRequestDocument(BaseModel):
    """What a plan was asked for, with every default made explicit."""

    budget: Money
    channels: list[ChannelBoundsDocument] | None
    horizon_weeks: int
    report: UUID
    model: str
    curve: str
    level: float


class Range(BaseModel):
    """An interval."""

    low: float
    high: float


class FittedCurve(BaseModel):
    """What a week's spend brings in a week, in value, after calibration."""

    kind: str
    parameters: dict[str, float] = Field(description="As `/v1/budgets/optimize` takes them.")
    method: str = Field(
        description="`least_squares` on weeks, or `assumed_elasticity` where spend varied too little: then one average and an "
        "assumption are all there is."
    )
    elasticity: float = Field(description="Per cent of response per per cent of spend, at the mean spend.")
    periods: int = Field(description="Weeks that it was fitted to.")
    r_squared: float | None


class CalibrationDocument(BaseModel):
    """By what an experiment measured: incremental to credited value, the factor that the curve is multiplied with.

    A factor below 0 makes the curve 0.
    """

    experiment: str
    factor: float
    low: float
    high: float
    level: float


class PlannedChannel(BaseModel):
    """A channel of the plan; all amounts and responses are of the whole horizon."""

    channel: str
    spend: Money = Field(description="Recommended.")
    spend_interval: Range = Field(description="Of the best spend, over the curves that the data leave possible.")
    response: float = Field(description="That the recommended spend should bring, in value.")
    current_spend: Money = Field(description="Mean of the weeks that were learnt from.")
    current_response: float = Field(description="That it should bring.")
    curve: FittedCurve | None
    calibration: CalibrationDocument | None = Field(description="Null where no experiment measured the whole channel.")
    code: str | None = Field(
        description="`too_little_spend_variation`: the curve is an assumed one. `no_credit`: nothing was credited to it, so "
        "that it is given its minimum."
    )


class ExcludedChannel(BaseModel):
    """A channel with spend that the budget is not divided over."""

    channel: str
    code: str = Field(description="`not_visible`: it left no touchpoints to learn from. `not_asked_for`.")


class CurrentSpend(BaseModel):
    """What is spent on the plan's channels now, and should bring."""

    spend: Money
    response: float


class Gain(BaseModel):
    """The recommended spend's response less the current one's."""

    estimate: float
    low: float
    high: float
    probability: float = Field(description="That it is above 0, as far as the curves tell.")


_SUMMARY: dict[str, Any] = {
    "id": "0198c5a0-7c1e-7000-8000-000000000003",
    "job_id": "0198c5a0-7c1e-7000-8000-000000000002",
    "report_id": "0198c5a0-7c1e-7000-8000-000000000001",
    "request": {
        "budget": "120.0000",
        "channels": None,
        "horizon_weeks": 1,
        "report": "0198c5a0-7c1e-7000-8000-000000000001",
        "model": "linear",
        "curve": "auto",
        "level": 0.95,
    },
    "digest": "41d0…",
    "code_version": "0.1.0",
    "created_at": "1998-07-01T00:00:00Z",
    "budget": "120.0000",
    "response": {"estimate": 410.2, "low": 330.7, "high": 512.9},
}


class BudgetPlanSummary(BaseModel):
    """A budget plan in a list."""

    model_config = example(**_SUMMARY)

    id: UUID
    job_id: UUID | None
    report_id: UUID | None = Field(description="The report whose weekly spend and credit it was learnt from.")
    request: BudgetRequestDocument
    digest: str = Field(description="SHA-256 of the request and the report's own digest.")
    code_version: str
    created_at: datetime
    budget: Money
    response: ReturnEstimate = Field(description="That the recommended spend should bring over the horizon, in value.")

    @classmethod
    def of(cls, plan: BudgetPlanHead) -> "BudgetPlanSummary":
        """The plan as listed."""
        return cls.model_validate(_head(plan))


class BudgetPlanPage(Page[BudgetPlanSummary]):
    """One page of budget plans."""


class BudgetPlanRecord(BudgetPlanSummary):
    """A budget plan: an immutable record."""

    model_config = example(
        **_SUMMARY,
        allocation={"paid_search": "120.0000"},
        channels=[
            {
                "channel": "paid_search",
                "spend": "120.0000",
                "spend_interval": {"low": 96.1, "high": 120.0},
                "response": 410.2,
                "current_spend": "45.0000",
                "current_response": 251.3,
                "curve": {
                    "kind": "michaelis_menten",
                    "parameters": {"a": 741.5, "k": 96.9},
                    "method": "least_squares",
                    "elasticity": 0.68,
                    "periods": 25,
                    "r_squared": 0.61,
                },
                "calibration": None,
                "code": None,
            }
        ],
        excluded=[{"channel": "direct_mail", "code": "not_visible"}],
        unspent="0.0000",
        marginal=1.52,
        current={"spend": "45.0000", "response": 251.3},
        gain={"estimate": 158.9, "low": 90.2, "high": 240.5, "probability": 1.0},
        weeks=25,
        intervals={
            "method": "draws of the curves' parameters around their least squares",
            "level": 0.95,
            "replicates": 1000,
            "seed": 2801235021923,
        },
    )

    allocation: dict[str, Money] = Field(description="Channel → what to spend on it over the horizon.")
    channels: list[PlannedChannel]
    excluded: list[ExcludedChannel]
    unspent: Money = Field(description="What no channel may take, or gains by.")
    marginal: float | None = Field(description="λ: what the next unit of budget would bring; null where it has no bound.")
    current: CurrentSpend
    gain: Gain
    weeks: int = Field(description="Whole weeks that were learnt from.")
    intervals: IntervalsDocument

    @classmethod
    def reading(cls, plan: BudgetPlan) -> "BudgetPlanRecord":
        """The plan in full."""
        return cls.model_validate({**plan.document, **_head(plan)})


def _head(plan: BudgetPlanHead) -> dict[str, Any]:
    return {
        "id": plan.id,
        "job_id": plan.job_id,
        "report_id": plan.report_id,
        "request": plan.request,
        "digest": plan.digest,
        "code_version": plan.code_version,
        "created_at": plan.created_at,
        "budget": plan.budget,
        "response": {"estimate": plan.response, "low": plan.response_low, "high": plan.response_high},
    }
