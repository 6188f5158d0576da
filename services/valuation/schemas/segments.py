"""Customers of a channel, of a segment, or of both, by a model of their own, as a run keeps it."""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, Field

from kernel.documents import request_example
from services.valuation.use_cases.parts import GroupedBy, Part, read_parts

_PER_DAY = {"estimate": 31.4, "log_variance": 0.0009}


def _example(channel: str | None, segment: str | None, customers: int) -> dict[str, Any]:
    return {
        "channel": channel,
        "segment": segment,
        "customers": customers,
        "purchases": 530,
        "parameters": {"r": 0.31, "alpha": 4.9},
        "parameter_order": ["r", "alpha"],
        "standard_errors": {"r": 0.03, "alpha": 0.6},
        "covariance": [[0.0009, 0.012], [0.012, 0.36]],
        "own_share": {"r": 0.81, "alpha": 0.77},
        "spend_per_day": _PER_DAY,
        "spend_own_share": 0.74,
    }


EXAMPLE_SEGMENTS: dict[str, Any] = {
    "spend_per_day": {"estimate": 33.9, "log_variance": 0.0002},
    "groupings": [
        {
            "by": "channel",
            "rule": "last_non_direct",
            "lookback_days": 30,
            "trait": None,
            "items": [_example("email", None, 412)],
        },
        {"by": "segment", "rule": None, "lookback_days": None, "trait": "plan", "items": [_example(None, "gold", 390)]},
        {
            "by": "channel_and_segment",
            "rule": "last_non_direct",
            "lookback_days": 30,
            "trait": "plan",
            "items": [_example("email", "gold", 171)],
        },
    ],
}


class SegmentsRequest(BaseModel):
    """Which segments a run is to tell apart, beside channels: the values of a trait."""

    model_config = request_example(trait="plan")

    trait: str = Field(
        min_length=1,
        max_length=255,
        description="Its values, as they are now, are the segments: at most 50; of five customers or more. What a trait is now "
        "may be what customers have become since they came (`plan: gold`): that is hindsight, so take one that is known of a "
        "lead, too.",
    )


class MeanSpend(BaseModel):
    """Mean net spend of a purchase day."""

    estimate: float
    log_variance: float = Field(description="Of its logarithm.")


class SegmentReport(BaseModel):
    """The customers of a channel, of a segment, or of both."""

    channel: str | None = Field(description="That acquired them; null where it does not tell them apart.")
    segment: str | None = Field(description="What the trait is of them; null where it does not tell them apart.")
    customers: int = Field(description="How many, five or more: fewer of a channel, a segment or both are not told apart.")
    purchases: int = Field(description="Repeat purchases of theirs.")
    parameters: dict[str, float] = Field(description="Of the run's fitted model.")
    parameter_order: list[str] = Field(description="Of the covariance's rows and columns.")
    standard_errors: dict[str, float]
    covariance: list[list[float]]
    own_share: dict[str, float] = Field(
        description="How much of what is known of a parameter these customers have told: 0 nothing, 1 all. The rest is what "
        "all customers have told, or, of a channel's customers of a segment, what the segment's have."
    )
    spend_per_day: MeanSpend
    spend_own_share: float = Field(description="Likewise of the mean spend.")

    @classmethod
    def of(cls, part: Part, item: Mapping[str, Any]) -> "SegmentReport":
        """An item of a run's record."""
        named = {
            field: {name: item[field][name] for name in item["parameter_order"]}
            for field in ("parameters", "standard_errors", "own_share")
        }
        return cls.model_validate({**item, **named, "channel": part.channel, "segment": part.segment})


class Grouping(BaseModel):
    """Customers told apart in one way; each with a model of its own, pooled toward that of all (by both: of the segment)."""

    by: GroupedBy = Field(
        description="`channel`: that acquired them, as cohorts and economics have it by default. `segment`: the values of the "
        "trait. `channel_and_segment`: both. The last two only of a run that was asked for segments."
    )
    rule: str | None = Field(description="Which touch before the first purchase has the new customer; null by segment alone.")
    lookback_days: int | None = Field(description="How long before it that touch may be; null by segment alone.")
    trait: str | None = Field(description="Whose values, as they were when the run was made, are the segments.")
    items: list[SegmentReport] = Field(
        description="At most 50, those with the most customers, and each of five or more; by their names."
    )


class SegmentsReport(BaseModel):
    """Models of channels and segments, and what all customers spend."""

    spend_per_day: MeanSpend = Field(description="Of all customers.")
    groupings: list[Grouping]
    withheld: bool = Field(
        default=False,
        description="Whether groupings by segment are left out, since they show values of a trait and the key lacks "
        "`behaviour:read`.",
    )

    def without_traits(self) -> "SegmentsReport":
        """For who may not see customers' traits."""
        shown = [each for each in self.groupings if each.by is GroupedBy.CHANNEL]
        return self.model_copy(update={"groupings": shown, "withheld": len(shown) < len(self.groupings)})

    @classmethod
    def of(cls, record: Mapping[str, Any], trait: str | None) -> "SegmentsReport":
        """What a run's record says; the trait it was asked for by."""
        rule = {name: record["grouping"][name] for name in ("rule", "lookback_days")}
        groupings = [
            Grouping(
                by=by,
                **(dict.fromkeys(rule) if by is GroupedBy.SEGMENT else rule),
                trait=None if by is GroupedBy.CHANNEL else trait,
                items=[SegmentReport.of(part, item) for part, item in items.items()],
            )
            for by, items in read_parts(record).items()
        ]
        return cls(spend_per_day=MeanSpend.model_validate(record["spend_per_day"]), groupings=groupings)
