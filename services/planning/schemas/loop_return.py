"""The fourth step of the loop: what communication returned."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, Field, PlainSerializer

from services.planning.reductions.returns import Credit, Lift
from services.planning.use_cases.loop import Return

Amount = Annotated[Decimal, PlainSerializer(lambda amount: f"{amount:.4f}", return_type=str)]
"""Money of record: with four decimals, in the workspace's currency."""


class LoopEstimate(BaseModel):
    """An estimate with its interval."""

    estimate: float
    low: float | None
    high: float | None
    level: float | None = Field(description="Of the interval; null where its record says it.")
    method: str | None = Field(description="How the interval was made; null likewise.")


class LoopRatio(BaseModel):
    """A ratio to spend, with its interval."""

    estimate: float
    low: float | None
    high: float | None


class LoopCredit(BaseModel):
    """What a model gives to a channel, and what that is per unit of the channel's spend; null where nothing was spent."""

    model: str
    channel: str
    conversions: float
    conversions_low: float | None
    conversions_high: float | None
    value: Amount
    value_low: float | None
    value_high: float | None
    roas: LoopRatio | None = Field(description="Value per unit of spend.")
    roci_gross: LoopRatio | None = Field(description="Margin per unit of spend; null where the margin is not known, too.")
    roci_net: LoopRatio | None = Field(description="(margin − spend) / spend; null likewise.")

    @classmethod
    def of(cls, credit: Credit, channels: Mapping[str, Mapping[str, Any]]) -> "LoopCredit":
        """The row as it crosses the wire, with what the report's own document says of its channel."""
        told = channels.get(credit.channel, {}).get("credit", {}).get(credit.model, {})
        return cls.model_validate(
            {name: getattr(credit, name) for name in _OF_CREDIT} | {name: told.get(name) for name in _OF_DOCUMENT}
        )


_OF_CREDIT = ("model", "channel", "conversions", "conversions_low", "conversions_high", "value", "value_low", "value_high")
_OF_DOCUMENT = ("roas", "roci_gross", "roci_net")


class LoopBlended(BaseModel):
    """All that was earned beside all that was spent; null where nothing was spent, or the margin is not known."""

    cpa: float | None
    roas: float | None
    roci_gross: float | None
    roci_net: float | None


class LoopReport(BaseModel):
    """The published report of attribution."""

    report_id: UUID
    published_at: datetime
    window_from: date | None = Field(description="Null: from the first order on.")
    window_until: datetime
    conversions: int
    value: Amount = Field(description="Net of all orders of the window, as it was when the report was made.")
    value_now: Amount = Field(description="The same, as it is now.")
    stale: bool = Field(description="Whether its orders have come to another number or sum since.")
    unattributed_conversions: int
    unattributed_value: Amount = Field(description="Of orders that no touchpoint preceded.")
    spend: Amount = Field(description="Of the window.")
    spend_by_channel: dict[str, Amount]
    blended: LoopBlended | None
    level: float | None = Field(description="Of the intervals of `credit`.")
    method: str | None = Field(description="How they were made.")
    warnings: list[str] = Field(description="Codes of what to beware of.")
    credit: list[LoopCredit]

    @classmethod
    def of(cls, returned: Return) -> "LoopReport | None":
        """The report as it crosses the wire; None where there is none."""
        report, sums = returned.report, returned.sums
        if report is None or sums is None:
            return None
        channels = {channel["channel"]: channel for channel in report.document.get("channels", [])}
        intervals = report.document.get("intervals", {})
        return cls.model_validate(
            {name: getattr(report, name) for name in _OF_REPORT}
            | {
                "value_now": sums.value_now,
                "stale": sums.is_stale,
                "spend_by_channel": {name: channel["spend"] for name, channel in channels.items()},
                "blended": report.document.get("all"),
                "level": intervals.get("level"),
                "method": intervals.get("method"),
                "warnings": report.document.get("warnings", []),
                "credit": [LoopCredit.of(credit, channels) for credit in returned.credit],
            }
        )


_OF_REPORT = (
    *("report_id", "published_at", "window_from", "window_until", "conversions", "value"),
    *("unattributed_conversions", "unattributed_value", "spend"),
)


class LoopLift(BaseModel):
    """What was proven: a treatment beside its control, by the latest analysis."""

    key: str
    experiment_id: UUID | None
    holdout_id: UUID | None = Field(description="Of a universal holdout, where the treatment is all communication.")
    channel: str | None
    campaign: str | None
    started_at: datetime | None
    analysed_until: datetime
    metric: str
    treatment: str
    control: str
    treatment_users: int
    control_users: int
    difference: LoopEstimate = Field(description="Per user.")
    p_value: float
    relative: LoopEstimate | None = Field(description="To the control; null where the control is too close to 0.")
    incremental: LoopEstimate = Field(description="What the treatment brought in all: difference × its users.")

    @classmethod
    def of(cls, lift: Lift) -> "LoopLift":
        """The row as it crosses the wire."""

        def estimate(name: str, method: str) -> dict[str, object] | None:
            value, low, high = (getattr(lift, f"{name}{end}") for end in ("", "_low", "_high"))
            if value is None:
                return None
            return {"estimate": value, "low": low, "high": high, "level": lift.level, "method": method}

        return cls.model_validate(
            {name: getattr(lift, name) for name in _OF_LIFT}
            | {
                "difference": estimate("difference", "Welch"),
                "relative": estimate("relative", "Fieller"),
                "incremental": estimate("incremental", "Welch, times the treatment's users"),
            }
        )


_OF_LIFT = (
    *("key", "experiment_id", "holdout_id", "channel", "campaign", "started_at", "analysed_until", "metric"),
    *("treatment", "control", "treatment_users", "control_users", "p_value"),
)


class ReturnStep(BaseModel):
    """Step 4: what communication returned. Credit is shared out by rules and models; lifts are proven."""

    report: LoopReport | None = Field(description="Null before a report is published.")
    lifts: list[LoopLift]

    @classmethod
    def of(cls, returned: Return | None) -> "ReturnStep | None":
        """The step; None where there is neither a report nor an analysis."""
        if returned is None:
            return None
        return cls(report=LoopReport.of(returned), lifts=[LoopLift.of(lift) for lift in returned.lifts])
