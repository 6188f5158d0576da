"""The state of the whole loop, from one snapshot of what the services published."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal

from kernel.database import UnitOfWork
from services.planning import store
from services.planning.domain.calendar import start_of
from services.planning.domain.truth import ReportSums, Truth
from services.planning.reductions.behaviour import PROFILES, CustomerBase, Profiles
from services.planning.reductions.communication import CHANNEL_SPEND, REACH, TOUCHES, ChannelSpend, Touches
from services.planning.reductions.returns import CREDIT, LIFTS, RECOMMENDATION, REPORT, Credit, Lift, Recommendation, Report
from services.planning.reductions.worth import Equity
from services.planning.use_cases.goals import MAX_OPEN, GoalReading, read_live
from services.planning.use_cases.measuring import Measurer

_BEGINNING = datetime(1, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Communication:
    """What was said where, by channel, kind and campaign; how many customers it reached; what it cost; who is held out."""

    touches: Sequence[Touches]
    customers_reached: int
    spend: Sequence[ChannelSpend]
    holdouts: Sequence[Lift]


@dataclass(frozen=True, slots=True)
class Return:
    """What communication returned; at least one of the two is there."""

    report: Report | None
    credit: Sequence[Credit]
    sums: ReportSums | None
    lifts: Sequence[Lift]


@dataclass(frozen=True, slots=True)
class Loop:
    """The five steps, with what they stand on; a step is None, and its name in `missing`, where its input is.

    Attributes:
        missing: Step → why it is None.
    """

    as_of: datetime
    currency: str
    profiles: Profiles
    base: CustomerBase
    equity: Equity | None
    communication: Communication | None
    returned: Return | None
    recommendation: Recommendation | None
    goals: Sequence[GoalReading]
    truth: Truth

    @property
    def missing(self) -> dict[str, str]:
        """Step → why it is not there."""
        reasons = {
            "identify": None if self.profiles.customers else "no_customers",
            "value": None if self.equity is not None else "no_model",
            "communicate": None if self.communication is not None else "no_communication",
            "return": None if self.returned is not None else "no_report",
            "budget": None if self.recommendation is not None else "no_recommendation",
        }
        return {step: reason for step, reason in reasons.items() if reason is not None}


async def read_loop(work: UnitOfWork, as_of: datetime) -> Loop:
    """The whole loop at a moment; `work` is a snapshot, so that its sums are of one state of the database.

    Behaviour is what lies before `as_of`; models, reports, analyses and recommendations are the latest that are published.
    """
    measurer = Measurer(work)
    base = await measurer.customer_base(as_of)
    lifts = await work.reduce(LIFTS)
    returned = await _read_return(work, measurer, lifts, as_of)
    goals = await store.list_goals(work, MAX_OPEN, None, is_open=True)
    return Loop(
        as_of=as_of,
        currency=(await work.workspace()).currency,
        profiles=(await work.reduce(PROFILES))[0],
        base=base,
        equity=await measurer.equity(),
        communication=await _read_communication(work, as_of, [lift for lift in lifts if lift.holdout_id is not None]),
        returned=returned,
        recommendation=next(iter(await work.reduce(RECOMMENDATION)), None),
        goals=[await read_live(work, measurer, goal, as_of) for goal in goals[:MAX_OPEN]],
        truth=Truth(base.revenue, base.revenue_of_profiles, None if returned is None else returned.sums),
    )


async def _read_communication(work: UnitOfWork, as_of: datetime, holdouts: Sequence[Lift]) -> Communication | None:
    touches = await work.reduce(TOUCHES, as_of=as_of)
    workspace = await work.workspace()
    spend = await work.reduce(CHANNEL_SPEND, as_of=as_of, time_zone=workspace.time_zone, currency=workspace.currency)
    if not spend and not touches:
        return None
    reached = (await work.reduce(REACH, as_of=as_of))[0].customers if touches else 0
    return Communication(touches, reached, spend, holdouts)


async def _read_return(work: UnitOfWork, measurer: Measurer, lifts: Sequence[Lift], as_of: datetime) -> Return | None:
    report = next(iter(await work.reduce(REPORT)), None)
    if report is None:
        return Return(None, [], None, lifts) if lifts else None
    credit = await work.reduce(CREDIT)
    credited: dict[str, Decimal] = defaultdict(Decimal)
    for each in credit:
        credited[each.model] += each.value
    value, conversions = await _now(work, measurer, report, as_of)
    sums = ReportSums(report.value, value, conversions == report.conversions, report.unattributed_value, credited)
    return Return(report, credit, sums, lifts)


async def _now(work: UnitOfWork, measurer: Measurer, report: Report, as_of: datetime) -> tuple[Decimal, int]:
    """Net of the orders of a report's window, and the purchases among them, as they are now."""
    if report.window_from is None and report.window_until == as_of:  # all orders before it: these are added up already
        base = await measurer.customer_base(as_of)
        return base.revenue, base.purchases
    zone = (await work.workspace()).zone
    since = _BEGINNING if report.window_from is None else start_of(report.window_from, zone)
    sums = await measurer.orders(since, report.window_until)
    return sums.revenue, sums.purchases
