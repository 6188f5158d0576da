"""One truth through the whole loop: Σ credited + unattributed = Σ orders = Σ profiles = the loop's total, to the cent.

For every model that shares credit out, after whatever is said and done, in any order of arrival; and again after a refund that
comes when the report is already published. The behaviour's own part is in `services/segmentation/test_one_truth.py`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from hypothesis import HealthCheck, example, given, settings
from sqlalchemy import text

from kernel.database import Database
from kernel.identifiers import new_id
from kernel.jobs import JobContext
from kernel.principals import Principal
from kernel.settings import Settings
from schema.roles import ATTRIBUTION, GATEWAY, PLANNING, SEGMENTATION
from services.attribution.domain import AttributionModel
from services.attribution.problems import NoOrdersError
from services.attribution.use_cases.planning import ReportPlan
from services.attribution.use_cases.reporting import run_report
from services.planning.use_cases.loop import Loop, read_loop
from tests.conftest import make_workspace
from tests.property.saying import NOW, START, Case, Erasure, ImportedFile, Message, Undo, cases, deliver, truths

SHARING = tuple(
    AttributionModel(model)
    for model in (
        *("first_touch", "last_touch", "last_non_direct", "linear", "position_based", "time_decay", "markov", "shapley"),
        "participation",
    )
)
PLAN = ReportPlan(from_on=None, until_on=None, until_at=NOW, models=SHARING)


@dataclass(frozen=True, slots=True)
class House:
    """The services of one workspace."""

    settings: Settings
    database_of: Callable[[str], Database]
    principal: Principal

    def context(self, role: str) -> JobContext:
        """What a job of a service runs in."""
        return JobContext(self.settings, self.database_of(role), self.principal, new_id(), {})

    async def report(self) -> bool:
        """Make and publish a report; whether there was an order to report on."""
        try:
            await run_report(self.context(ATTRIBUTION), PLAN)
        except NoOrdersError:
            return False
        return True

    async def loop(self) -> Loop:
        """The loop as it is read."""
        async with self.database_of(PLANNING).work(self.principal, snapshot=True) as work:
            return await read_loop(work, NOW)


def touch(number: int, user: str, source: str, hours: int) -> Message:
    at = START + timedelta(hours=hours)
    context = {"campaign": {"source": source, "medium": "cpc"}}
    return {"type": "page", "userId": user, "messageId": f"t-{number}", "timestamp": at.isoformat(), "context": context}


def order(number: int, user: str, total: str, hours: int, event: str = "Order Completed") -> Message:
    at = START + timedelta(hours=hours)
    properties = {"order_id": f"o-{number}", "total": total}
    message = {"type": "track", "event": event, "userId": user, "messageId": f"{event}-{number}", "properties": properties}
    return {**message, "timestamp": at.isoformat()}


# Three touches of one customer before an order of a third that no number of decimals divides, one order without a touch.
THIRDS = [touch(1, "u-0", "google", 0), touch(2, "u-0", "facebook", 1), touch(3, "u-1", "bing", 1)]
THIRDS += [order(0, "u-0", "100.0001", 2), order(1, "u-2", "0.0001", 3), order(2, "u-1", "0", 3)]
THIRDS += [{"type": "alias", "userId": "u-0", "previousId": "u-1", "messageId": "m-alias", "timestamp": START.isoformat()}]
NO_FILE = ImportedFile(())


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(case=cases())
@example(case=Case(THIRDS, NO_FILE, [], 0))
@example(case=Case(THIRDS, NO_FILE, [Undo(0), Erasure("u-0")], 1))
async def test_credit_orders_profiles_and_the_loop_are_one_sum(
    settings: Settings, database_of: Callable[[str], Database], case: Case
) -> None:
    house = House(settings, database_of, await make_workspace(database_of(GATEWAY)))
    behaviour = house.context(SEGMENTATION)
    for delivery in case.deliveries():
        await deliver(behaviour, delivery)
    await assert_one_sum(house, case.revenue())


async def assert_one_sum(house: House, expected: Decimal) -> None:
    reported = await house.report()
    loop = await house.loop()
    async with house.context(SEGMENTATION).work() as work:
        assert await truths(work) == (expected, expected, expected)
    assert (loop.truth.orders, loop.truth.profiles) == (expected, expected)
    assert loop.truth.reconciled
    assert (loop.truth.report is not None) == reported
    if loop.truth.report is not None:
        sums = loop.truth.report
        assert (sums.value, sums.value_now) == (expected, expected)
        assert not sums.is_stale
        assert {credited + sums.unattributed for credited in sums.shared.values()} <= {expected}
        if sums.credited:
            assert set(sums.credited) == {model.value for model in SHARING}


async def test_a_refund_after_the_report_makes_it_stale_and_the_next_one_true(
    settings: Settings, database_of: Callable[[str], Database]
) -> None:
    house = House(settings, database_of, await make_workspace(database_of(GATEWAY)))
    behaviour = house.context(SEGMENTATION)
    await deliver(behaviour, THIRDS)
    await assert_one_sum(house, Decimal("100.0002"))
    await deliver(behaviour, [order(0, "u-0", "33.3333", 5, "Order Refunded")])
    loop = await house.loop()
    assert loop.truth.orders == Decimal("66.6669")
    assert loop.truth.report is not None
    assert loop.truth.report.is_stale
    assert not loop.truth.reconciled
    await assert_one_sum(house, Decimal("66.6669"))


async def test_what_no_touch_led_to_is_credited_to_nobody(settings: Settings, database_of: Callable[[str], Database]) -> None:
    house = House(settings, database_of, await make_workspace(database_of(GATEWAY)))
    await deliver(house.context(SEGMENTATION), THIRDS)
    await house.report()
    async with database_of(ATTRIBUTION).work(house.principal) as work:
        rows = await work.execute(text("select unattributed_value, unattributed_conversions from published.attribution_report"))
        assert [tuple(row) for row in rows] == [
            (Decimal("0.0001"), 2)
        ]  # the $0 order comes after a purchase, where the path begins anew
