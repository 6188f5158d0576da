"""Forecasts of the weeks to come."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from pydantic import BaseModel, Field

from kernel.documents import example, request_example
from services.valuation.domain.forecasting import INTERVAL_METHOD
from services.valuation.schemas.models import StrictNumber
from services.valuation.store.forecasts import Forecast
from services.valuation.use_cases.forecasting import MOST_WEEKS
from services.valuation.use_cases.product_groups import MOST_GROUPS

ForecastMethod = Literal["model", "model_in_season", "seasonal_naive", "recent_mean"]


class ForecastRequest(BaseModel):
    """A forecast to be made by the published model."""

    model_config = request_example(known_until="1998-06-30", weeks=26, level=0.9, groups=10)

    known_until: date | None = Field(
        default=None,
        description="The last day that is known, and is over by the workspace's clock. By default the last one that is.",
    )
    weeks: int = Field(default=26, ge=1, le=MOST_WEEKS, strict=True, description="Of seven days each, from the next day on.")
    level: StrictNumber = Field(default=0.9, gt=0.0, lt=1.0, description="Of all intervals.")
    groups: int = Field(
        default=10,
        ge=0,
        le=MOST_GROUPS,
        strict=True,
        description="Categories of products that are forecast by themselves, at most; 0 for no groups at all.",
    )


class Expected(BaseModel):
    """An expectation with the interval that the outcome lies in."""

    estimate: float
    low: float
    high: float


class CumulativeWeek(BaseModel):
    """From the first week to the end of this one."""

    purchases: Expected
    revenue: Expected | None
    new_customers: Expected


class ForecastWeek(BaseModel):
    """A week to come."""

    starts_on: date
    purchases: Expected = Field(description="Days on which a customer buys, one for each customer.")
    active_customers: Expected = Field(description="Customers who buy.")
    revenue: Expected | None = Field(description="Net; null where nobody knows, `methods` says why.")
    new_customers: Expected = Field(description="Who buy for the first time.")
    cumulative: CumulativeWeek


class ChosenMethod(BaseModel):
    """How a quantity is foretold: by the model, unless another method beat it in the backtest on both errors."""

    method: ForecastMethod | None = Field(
        description="`model`: the published model and the arrivals of new customers. `model_in_season`: the same times the "
        "season of the year. `seasonal_naive`: the same week a year ago. `recent_mean`: the mean of the last 13 weeks."
    )
    widened_by: float | None = Field(description="What the variances were multiplied by, for what the backtest shows.")
    reason: str | None = Field(description="Why the model does not tell of it: `foreign_currency`, `spend_not_fitted`.")


class MethodScoreDocument(BaseModel):
    """How a method did over the weeks of all origins."""

    weeks: int
    mean_absolute_error: float
    root_mean_square_error: float
    bias: float | None = Field(description="Total foretold / actual − 1.")
    coverage: float = Field(description="Share of weeks that its intervals held, before they were widened.")
    spread: float | None = Field(description="Mean of the squared standardised errors: 1 where the variances are right.")


class BacktestDocument(BaseModel):
    """Every method at rolling origins, of which it knew nothing that came after."""

    origins: list[date] = Field(description="The last day that was known at each.")
    weeks: int = Field(description="How many were foretold from each.")
    reason: str | None = Field(description="Why there is none: `past_too_short`, or what a fit was refused with.")
    scores: dict[str, dict[ForecastMethod, MethodScoreDocument]] = Field(description="By quantity, then by method.")


class ForecastRequestDocument(BaseModel):
    """What was asked for, with every default made explicit."""

    known_until: date
    weeks: int
    level: float
    groups: int = Field(default=0, description="0: none was asked for, as before there were groups.")


class CumulativeGroupWeek(BaseModel):
    """From the first week to the end of this one."""

    purchases: Expected
    revenue: Expected | None


class GroupWeek(BaseModel):
    """A week to come of a group."""

    starts_on: date
    purchases: Expected = Field(description="Days on which a customer buys, each of the group on which most is spent that day.")
    revenue: Expected | None = Field(description="Net, by the lines of orders; null where that of all is.")
    cumulative: CumulativeGroupWeek


GroupScoreName = Literal["shares", "shares_in_season", "seasonal_naive", "recent_mean"]


class ProductGroup(BaseModel):
    """A group of products; the groups' estimates add up to those of the whole."""

    kind: Literal["category", "unknown", "other"] = Field(
        description="`category`: as orders name it. `unknown`: products without a category, and orders without products. "
        "`other`: all categories that do not stand by themselves."
    )
    category: str | None = Field(description="Its name; null where it is no category.")
    share: dict[str, float] = Field(description="Of all weeks to come, by quantity.")
    widened_by: dict[str, float] = Field(description="What the variances were multiplied by, for what the backtest shows.")
    beaten_by_naive: dict[str, bool | None] = Field(
        description="Whether the group's own same week a year ago, or its own last 13 weeks, was better in the backtest on "
        "both errors; null where it was not tried."
    )
    scores: dict[str, dict[GroupScoreName, MethodScoreDocument]] = Field(
        description="At those of the backtest's origins at which the group stood by itself, by the 52 weeks before the origin, "
        "and had been bought for 13 weeks; by quantity, then by method; the naive ones are of the group by itself."
    )
    weeks: list[GroupWeek]


class ProductGroups(BaseModel):
    """What is forecast of groups of products: each week's whole, shared out."""

    reason: str | None = Field(description="Why there are none: `no_categories`, where no order of the past year names any.")
    methods: dict[str, Literal["shares", "shares_in_season"] | None] = Field(
        description="How shares are foretold, by quantity. `shares`: as they have been lately. `shares_in_season`: as they "
        "were in the same weeks a year ago, moved as they have moved since; used where that is better in the backtest on both "
        "errors."
    )
    groups: list[ProductGroup] = Field(description="Categories by revenue of the past year, then `unknown`, then `other`.")


_EXPECTED = {"estimate": 58.1, "low": 44.0, "high": 73.0}
_SCORE = {
    "weeks": 39,
    "mean_absolute_error": 9.1,
    "root_mean_square_error": 11.8,
    "bias": -0.04,
    "coverage": 0.87,
    "spread": 1.3,
}


class ForecastDocument(BaseModel):
    """A forecast: an immutable record."""

    model_config = example(
        id="0198c5a0-7c1e-7000-8000-000000000009",
        job_id="0198c5a0-7c1e-7000-8000-000000000008",
        model_id="0198c5a0-7c1e-7000-8000-000000000001",
        request={"known_until": "1998-06-30", "weeks": 26, "level": 0.9, "groups": 10},
        digest="9f2c…",
        code_version="0.1.0",
        created_at="1998-07-01T00:00:00Z",
        weeks=[
            {
                "starts_on": "1998-07-01",
                "purchases": _EXPECTED,
                "active_customers": {"estimate": 55.4, "low": 43.0, "high": 68.0},
                "revenue": {"estimate": 2140.0, "low": 1490.0, "high": 2890.0},
                "new_customers": {"estimate": 0.0, "low": 0.0, "high": 0.0},
                "cumulative": {
                    "purchases": _EXPECTED,
                    "revenue": {"estimate": 2140.0, "low": 1490.0, "high": 2890.0},
                    "new_customers": {"estimate": 0.0, "low": 0.0, "high": 0.0},
                },
            }
        ],
        product_groups={
            "reason": None,
            "methods": {"purchases": "shares", "revenue": "shares"},
            "groups": [
                {
                    "kind": "category",
                    "category": "Jazz",
                    "share": {"purchases": 0.31, "revenue": 0.34},
                    "widened_by": {"purchases": 1.1, "revenue": 1.0},
                    "beaten_by_naive": {"purchases": False, "revenue": False},
                    "scores": {"purchases": {"shares": _SCORE, "recent_mean": _SCORE}},
                    "weeks": [
                        {
                            "starts_on": "1998-07-01",
                            "purchases": {"estimate": 18.0, "low": 11.0, "high": 26.0},
                            "revenue": {"estimate": 728.0, "low": 410.0, "high": 1120.0},
                            "cumulative": {
                                "purchases": {"estimate": 18.0, "low": 11.0, "high": 26.0},
                                "revenue": {"estimate": 728.0, "low": 410.0, "high": 1120.0},
                            },
                        }
                    ],
                }
            ],
        },
        methods={"purchases": {"method": "model", "widened_by": 1.3, "reason": None}},
        backtest={
            "origins": ["1997-09-30", "1997-12-30", "1998-03-31"],
            "weeks": 13,
            "reason": None,
            "scores": {"purchases": {"model": _SCORE, "recent_mean": _SCORE}},
        },
        intervals={"method": INTERVAL_METHOD},
    )

    id: UUID
    job_id: UUID | None
    model_id: UUID = Field(description="The run whose parameters it stands on.")
    request: ForecastRequestDocument
    digest: str = Field(description="SHA-256 of the reduced inputs and the request.")
    code_version: str
    created_at: datetime
    weeks: list[ForecastWeek]
    methods: dict[str, ChosenMethod] = Field(description="By quantity.")
    backtest: BacktestDocument
    intervals: dict[str, str] = Field(description="Their method.")
    product_groups: ProductGroups | None = Field(default=None, description="Null where none were asked for.")

    @classmethod
    def of(cls, forecast: Forecast, weeks: int | None = None) -> "ForecastDocument":
        """The record, or its first weeks."""
        document = forecast.document
        return cls.model_validate(
            {
                "id": forecast.id,
                "job_id": forecast.job_id,
                "model_id": forecast.model_id,
                "request": forecast.request,
                "digest": forecast.digest,
                "code_version": forecast.code_version,
                "created_at": forecast.created_at,
                **document,
                "weeks": document["weeks"][:weeks],
                "product_groups": _first_weeks(document.get("product_groups"), weeks),
            }
        )


def _first_weeks(groups: Mapping[str, Any] | None, weeks: int | None) -> Mapping[str, Any] | None:
    if groups is None:
        return None
    return {**groups, "groups": [{**group, "weeks": group["weeks"][:weeks]} for group in groups["groups"]]}
