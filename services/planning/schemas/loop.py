"""The whole loop's state in one answer."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from inference.totals import total_interval
from services.planning.domain.equity import LEVEL, METHOD
from services.planning.domain.truth import Truth
from services.planning.reductions.returns import Lift, Recommendation
from services.planning.reductions.worth import Equity
from services.planning.schemas.goals import GoalDocument
from services.planning.schemas.loop_example import EXAMPLE
from services.planning.schemas.loop_return import Amount, LoopEstimate, ReturnStep
from services.planning.use_cases.loop import Communication, Loop
from services.planning.use_cases.measuring import NEW_DAYS


class IdentifyStep(BaseModel):
    """Step 1: who the customers are, by what they did before `as_of`."""

    customers: int = Field(description="Known now: with or without a purchase, anonymous and erased ones too.")
    anonymous: int
    erased: int = Field(description="Tombstones: what they did stays counted, who they were is not known any more.")
    purchasers: int = Field(description="Customers with a purchase: an order that is neither cancelled nor refunded whole.")
    active_customers: int = Field(description="Who bought within the last 90 days.")
    repeat_customers: int = Field(description="Who bought on more than one day.")
    repeat_rate: float | None = Field(description="Their share of the purchasers; null where there are none.")
    new_customers: int = Field(description=f"Whose first purchase was within the last {NEW_DAYS} days.")
    orders: int
    purchases: int
    revenue: Amount = Field(description="Net of all orders.")
    average_order_value: Amount | None = Field(description="Revenue per purchase; null where there are none.")
    warnings: list[str] = Field(
        description="`orders_in_other_currencies`: some are in another than the workspace's, added up as if they were in it."
    )

    @classmethod
    def of(cls, loop: Loop) -> "IdentifyStep | None":
        """The step; None where there are no customers."""
        profiles, base = loop.profiles, loop.base
        if not profiles.customers:
            return None
        return cls(
            customers=profiles.customers,
            anonymous=profiles.anonymous,
            erased=profiles.erased,
            purchasers=base.purchasers,
            active_customers=base.active_customers,
            repeat_customers=base.repeat_customers,
            repeat_rate=base.repeat_customers / base.purchasers if base.purchasers else None,
            new_customers=base.new_customers,
            orders=base.orders,
            purchases=base.purchases,
            revenue=base.revenue,
            average_order_value=base.revenue / base.purchases if base.purchases else None,
            warnings=["orders_in_other_currencies"] if base.foreign_orders else [],
        )


class ValueStep(BaseModel):
    """Step 2: what customers are worth by the published model, as of the end of its calibration."""

    model_id: UUID
    model: str
    calibration_end: date
    published_at: datetime
    customers: int = Field(description="Valued by the model.")
    customers_with_value: int = Field(description="Of them, those that have a lifetime value.")
    expected_alive: float = Field(description="Sum of P(alive).")
    customer_equity: LoopEstimate = Field(
        description="Sum of the lifetime values. The interval is conservative: that of a sum of estimates whose errors add up."
    )
    top_customers: int = Field(description="A tenth of the customers with a value, rounded up: the most valuable.")
    top_share: float | None = Field(description="Their share of the customer equity; null where that is 0.")

    @classmethod
    def of(cls, equity: Equity | None) -> "ValueStep | None":
        """The step; None where no model is published."""
        if equity is None:
            return None
        ends = None if equity.without_interval else total_interval(equity.equity, equity.half_width)
        low, high = ends or (None, None)
        return cls(
            model_id=equity.model_id,
            model=equity.model,
            calibration_end=equity.calibration_end,
            published_at=equity.published_at,
            customers=equity.customers,
            customers_with_value=equity.with_value,
            expected_alive=equity.expected_alive,
            customer_equity=LoopEstimate(estimate=equity.equity, low=low, high=high, level=LEVEL, method=METHOD),
            top_customers=equity.top_customers,
            top_share=equity.top_equity / equity.equity if equity.equity > 0 else None,
        )


class LoopChannel(BaseModel):
    """What was said through a channel, and what was paid for it, before `as_of`."""

    channel: str
    touchpoints: int
    by_kind: dict[str, int] = Field(description="Touchpoints by click, visit, impression, open, sent, other.")
    campaigns: int = Field(description="How many its touchpoints name.")
    spend: Amount


class LoopHoldout(BaseModel):
    """A universal holdout by its latest analysis: who is communicated with, and who is not."""

    key: str
    held_out: int
    communicated: int
    analysed_until: datetime


class CommunicateStep(BaseModel):
    """Step 3: what was said where, to whom, at what cost."""

    touchpoints: int
    customers_reached: int = Field(description="Whom any touchpoint touched.")
    reach: float | None = Field(description="Their share of all customers known now; null where there are none.")
    spend: Amount
    channels: list[LoopChannel]
    holdouts: list[LoopHoldout] = Field(description="Of each universal holdout that was analysed.")
    warnings: list[str] = Field(
        description="`spend_in_other_currencies`: some is in another than the workspace's, added up as if it were in it."
    )

    @classmethod
    def of(cls, communication: Communication | None, customers: int) -> "CommunicateStep | None":
        """The step; None where nothing was said and nothing paid."""
        if communication is None:
            return None
        reached = communication.customers_reached
        return cls(
            touchpoints=sum(each.touchpoints for each in communication.touches),
            customers_reached=reached,
            reach=reached / customers if customers else None,
            spend=sum((each.amount for each in communication.spend), Decimal(0)),
            channels=_channels(communication),
            holdouts=_holdouts(communication.holdouts),
            warnings=["spend_in_other_currencies"] if any(each.foreign for each in communication.spend) else [],
        )


def _channels(communication: Communication) -> list[LoopChannel]:
    spend = {each.channel: each.amount for each in communication.spend}
    by_kind: dict[str, Counter[str]] = defaultdict(Counter)
    campaigns: dict[str, set[str]] = defaultdict(set)
    for each in communication.touches:
        by_kind[each.channel][each.kind] += each.touchpoints
        if each.campaign is not None:
            campaigns[each.channel].add(each.campaign)
    return [
        LoopChannel(
            channel=channel,
            touchpoints=by_kind[channel].total(),
            by_kind=dict(sorted(by_kind[channel].items())),
            campaigns=len(campaigns[channel]),
            spend=spend.get(channel, Decimal(0)),
        )
        for channel in sorted({*spend, *by_kind})
    ]


def _holdouts(lifts: Sequence[Lift]) -> list[LoopHoldout]:
    found = {lift.key: lift for lift in lifts}  # the same users under every metric
    return [
        LoopHoldout(
            key=lift.key, held_out=lift.control_users, communicated=lift.treatment_users, analysed_until=lift.analysed_until
        )
        for lift in found.values()
    ]


class LoopCurrent(BaseModel):
    """What is spent on the plan's channels now, and should bring."""

    spend: Amount
    response: float


class LoopGain(BaseModel):
    """The recommended spend's response less the current one's."""

    estimate: float
    low: float
    high: float
    probability: float = Field(description="That it is above 0, as far as the response curves tell.")


class BudgetStep(BaseModel):
    """Step 5: where the next budget should go, by the latest recommendation; all amounts are of its horizon."""

    plan_id: UUID
    created_at: datetime
    report_id: UUID | None = Field(description="Whose credit the response curves were learnt from.")
    from_published_report: bool = Field(description="Whether that is the report that is published now.")
    budget: Amount
    horizon_weeks: int | None
    allocation: dict[str, Amount] = Field(description="Channel → what to spend on it.")
    unspent: Amount | None = Field(description="What no channel may take, or gains by.")
    response: LoopEstimate = Field(description="The value that the allocation should bring.")
    current: LoopCurrent | None
    gain: LoopGain | None

    @classmethod
    def of(cls, plan: Recommendation | None, published: UUID | None) -> "BudgetStep | None":
        """The step; None where nothing was recommended."""
        if plan is None:
            return None
        intervals = plan.document.get("intervals", {})
        response = {"estimate": plan.response, "low": plan.response_low, "high": plan.response_high}
        return cls.model_validate(
            {name: getattr(plan, name) for name in ("plan_id", "created_at", "report_id", "budget", "horizon_weeks")}
            | {name: plan.document.get(name) for name in ("unspent", "current", "gain")}
            | {
                "from_published_report": plan.report_id is not None and plan.report_id == published,
                "allocation": plan.document.get("allocation", {}),
                "response": {**response, "level": intervals.get("level"), "method": intervals.get("method")},
            }
        )


class LoopSteps(BaseModel):
    """The five steps of integrated marketing communications; one is null where its input is missing."""

    model_config = ConfigDict(populate_by_name=True)

    identify: IdentifyStep | None
    value: ValueStep | None
    communicate: CommunicateStep | None
    return_: ReturnStep | None = Field(alias="return")
    budget: BudgetStep | None


class LoopTruth(BaseModel):
    """The sums that must be one, side by side; what cannot be compared is null."""

    orders: Amount = Field(description="Net of all orders before `as_of`.")
    profiles: Amount = Field(description="The same, added up over customers.")
    report_value: Amount | None = Field(description="Net of the orders of the published report's window.")
    report_orders: Amount | None = Field(description="Net of the orders of that window now.")
    unattributed: Amount | None
    credited: dict[str, Amount] | None = Field(description="By model; `participation` shares nothing out and is not compared.")
    profiles_agree: bool = Field(description="profiles = orders.")
    credit_agrees: bool | None = Field(
        description="credited + unattributed = report_value, for every model that shares out; null where none does."
    )
    report_agrees: bool | None = Field(description="report_value = report_orders; where not, the report is stale.")
    reconciled: bool = Field(description="Nothing that can be compared disagrees.")

    @classmethod
    def of(cls, truth: Truth) -> "LoopTruth":
        """The truth as it crosses the wire."""
        report = truth.report
        return cls(
            orders=truth.orders,
            profiles=truth.profiles,
            report_value=None if report is None else report.value,
            report_orders=None if report is None else report.value_now,
            unattributed=None if report is None else report.unattributed,
            credited=None if report is None else dict(report.credited),
            profiles_agree=truth.profiles_agree,
            credit_agrees=truth.credit_agrees,
            report_agrees=truth.report_agrees,
            reconciled=truth.reconciled,
        )


class LoopDocument(BaseModel):
    """The state of the whole loop, of one state of the database.

    `as_of` bounds behaviour, touchpoints and spend; models, reports, analyses and recommendations are those published now, and
    refunds those known now.
    """

    model_config = ConfigDict(json_schema_extra={"example": EXAMPLE})

    as_of: datetime
    currency: str
    steps: LoopSteps
    missing: dict[str, str] = Field(
        description="Step → why it is null: `no_customers`, `no_model`, `no_communication`, `no_report`, `no_recommendation`."
    )
    goals: list[GoalDocument] = Field(description="Every open one, the latest first.")
    truth: LoopTruth

    @classmethod
    def of(cls, loop: Loop) -> "LoopDocument":
        """The loop as it crosses the wire."""
        report = None if loop.returned is None else loop.returned.report
        return cls(
            as_of=loop.as_of,
            currency=loop.currency,
            steps=LoopSteps(
                identify=IdentifyStep.of(loop),
                value=ValueStep.of(loop.equity),
                communicate=CommunicateStep.of(loop.communication, loop.profiles.customers),
                return_=ReturnStep.of(loop.returned),
                budget=BudgetStep.of(loop.recommendation, None if report is None else report.report_id),
            ),
            missing=loop.missing,
            goals=[GoalDocument.of(goal, loop.as_of) for goal in loop.goals],
            truth=LoopTruth.of(loop.truth),
        )
