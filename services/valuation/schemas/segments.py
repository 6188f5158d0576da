"""Each channel's customers by a model of their own, as a run keeps it."""

from typing import Any

from pydantic import BaseModel, Field

_PER_DAY = {"estimate": 31.4, "log_variance": 0.0009}

EXAMPLE_SEGMENTS: dict[str, Any] = {
    "grouping": {"by": "channel", "rule": "last_non_direct", "lookback_days": 30},
    "spend_per_day": {"estimate": 33.9, "log_variance": 0.0002},
    "items": [
        {
            "segment": "email",
            "customers": 412,
            "purchases": 530,
            "parameters": {"r": 0.31, "alpha": 4.9},
            "parameter_order": ["r", "alpha"],
            "standard_errors": {"r": 0.03, "alpha": 0.6},
            "covariance": [[0.0009, 0.012], [0.012, 0.36]],
            "own_share": {"r": 0.81, "alpha": 0.77},
            "spend_per_day": _PER_DAY,
            "spend_own_share": 0.74,
        }
    ],
}


class MeanSpend(BaseModel):
    """Mean net spend of a purchase day."""

    estimate: float
    log_variance: float = Field(description="Of its logarithm.")


class SegmentReport(BaseModel):
    """The customers whom one channel acquired."""

    segment: str
    customers: int
    purchases: int = Field(description="Repeat purchases of theirs.")
    parameters: dict[str, float] = Field(description="Of the run's fitted model.")
    parameter_order: list[str] = Field(description="Of the covariance's rows and columns.")
    standard_errors: dict[str, float]
    covariance: list[list[float]]
    own_share: dict[str, float] = Field(
        description="How much of what is known of a parameter the segment itself has told: 0 is of all customers, 1 its own."
    )
    spend_per_day: MeanSpend
    spend_own_share: float


class Grouping(BaseModel):
    """What tells segments apart: the channel that acquired a customer, as cohorts and economics have it by default."""

    by: str
    rule: str
    lookback_days: int


class SegmentsReport(BaseModel):
    """A model for each segment, pooled toward that of all customers."""

    grouping: Grouping
    spend_per_day: MeanSpend = Field(description="Of all customers.")
    items: list[SegmentReport] = Field(description="At most 50, those with the most customers.")
