"""What communication returned, what was proven, what is recommended: the latest records that other services published."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from kernel.reduce import reduction


@dataclass(frozen=True, slots=True)
class Report:
    """The published report of attribution; no row where there is none."""

    report_id: UUID
    published_at: datetime
    window_from: date | None
    window_until: datetime
    conversions: int
    value: Decimal
    unattributed_conversions: int
    unattributed_value: Decimal
    spend: Decimal
    document: dict[str, Any]


REPORT = reduction(
    """
    select r.report_id, r.published_at, r.window_from, r.window_until, r.conversions, r.value, r.unattributed_conversions,
           r.unattributed_value, r.spend, r.document
    from published.attribution_report r
    where r.workspace_id = :workspace_id
    """,
    row=Report,
)


@dataclass(frozen=True, slots=True)
class Credit:
    """What a model of the published report gives to a channel."""

    model: str
    channel: str
    conversions: float
    conversions_low: float | None
    conversions_high: float | None
    value: Decimal
    value_low: float | None
    value_high: float | None


CREDIT = reduction(
    """
    select c.model, c.channel, c.conversions, c.conversions_low, c.conversions_high, c.value, c.value_low, c.value_high
    from published.channel_credit c
    where c.workspace_id = :workspace_id
    order by c.model, c.channel
    """,
    row=Credit,
)


@dataclass(frozen=True, slots=True)
class Lift:
    """What a treatment of an experiment, or communication beside the universal holdout, brought.

    Attributes:
        level: Of all its intervals.
    """

    experiment_id: UUID | None
    holdout_id: UUID | None
    key: str
    channel: str | None
    campaign: str | None
    started_at: datetime | None
    analysed_until: datetime
    level: float
    metric: str
    treatment: str
    control: str
    control_users: int
    treatment_users: int
    difference: float
    difference_low: float
    difference_high: float
    p_value: float
    relative: float | None
    relative_low: float | None
    relative_high: float | None
    incremental: float
    incremental_low: float
    incremental_high: float


LIFTS = reduction(
    """
    select l.experiment_id, l.holdout_id, l.key, l.channel, l.campaign, l.started_at, l.analysed_until, l.level,
           l.metric, l.treatment, l.control, l.control_users, l.treatment_users,
           l.difference, l.difference_low, l.difference_high, l.p_value,
           l.relative, l.relative_low, l.relative_high, l.incremental, l.incremental_low, l.incremental_high
    from published.experiment_lift l
    where l.workspace_id = :workspace_id
    order by l.holdout_id nulls last, l.key, l.metric, l.treatment
    """,
    row=Lift,
)


@dataclass(frozen=True, slots=True)
class Recommendation:
    """The latest budget plan; no row where there is none.

    Attributes:
        horizon_weeks: For how many weeks it is.
    """

    plan_id: UUID
    report_id: UUID | None
    budget: Decimal
    response: float
    response_low: float | None
    response_high: float | None
    horizon_weeks: int | None
    document: dict[str, Any]
    created_at: datetime


RECOMMENDATION = reduction(
    """
    select b.plan_id, b.report_id, b.budget, b.response, b.response_low, b.response_high,
           b.horizon_weeks, b.document, b.created_at
    from published.budget_recommendation b
    where b.workspace_id = :workspace_id
    """,
    row=Recommendation,
)
