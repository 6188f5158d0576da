"""The reductions beside their definition in Python, on exposures and orders that Hypothesis makes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert, select, update

from kernel.database import UnitOfWork
from kernel.identifiers import new_id
from kernel.principals import Principal
from schema import behaviour
from schema.experiments import experiments, exposures, holdout_members, holdouts
from schema.roles import EXPERIMENTS, GATEWAY, SEGMENTATION
from services.experiments.reductions import (
    EXPERIMENT_OUTCOMES,
    HOLDOUT_OUTCOMES,
    UNASSIGNED_CUSTOMERS,
    ArmOutcome,
    UnassignedCustomer,
)
from tests.conftest import make_workspace

from .conftest import DatabaseOf, PastOrder, store_people

FIRST = datetime(2026, 3, 1, tzinfo=UTC)
BEFORE_ALL = UUID(int=0)

# The identifiers of three people; `b` is also somebody's anonymous id, and `stranger` is nobody's.
PEOPLE = {
    "ann": [("user", "a"), ("anonymous", "a-phone")],
    "bob": [("user", "b"), ("anonymous", "b-phone"), ("anonymous", "b-laptop")],
    "cat": [("anonymous", "b"), ("anonymous", "c")],
}
UNITS = ("a", "a-phone", "b", "b-phone", "b-laptop", "c", "stranger", "stranger 2")


def moments() -> st.SearchStrategy[datetime]:
    """Mostly moments that meet others exactly, some with fractions of seconds."""
    hours = st.integers(0, 12).map(lambda n: FIRST + timedelta(hours=12 * n))
    return st.one_of(hours, hours.map(lambda moment: moment + timedelta(microseconds=1)))


def money() -> st.SearchStrategy[Decimal]:
    return st.one_of(st.just(Decimal(0)), st.decimals(Decimal(-50), Decimal(500), places=4))


@dataclass(frozen=True, slots=True)
class Shown:
    """An exposure."""

    unit: str
    variation: str
    exposed_at: datetime


@dataclass(frozen=True, slots=True)
class Case:
    """A past, and the window to look at it through."""

    shown: list[Shown]
    orders: list[PastOrder]
    since: datetime
    until: datetime
    window: timedelta


def past_orders() -> st.SearchStrategy[PastOrder]:
    return st.builds(
        PastOrder,
        customer=st.sampled_from(sorted(PEOPLE)),
        ordered_at=st.one_of(st.none(), moments(), moments()),
        net=money(),
        is_purchase=st.sampled_from([True, True, False]),
        margin=st.one_of(st.none(), money()),
    )


def cases() -> st.SearchStrategy[Case]:
    shown = st.builds(Shown, st.sampled_from(UNITS), st.sampled_from("AB"), moments())
    return st.builds(
        Case,
        shown=st.lists(shown, max_size=10, unique_by=lambda each: (each.unit, each.variation)),
        orders=st.lists(past_orders(), max_size=12),
        since=moments(),
        until=moments(),
        window=st.sampled_from([timedelta(hours=12), timedelta(days=2), timedelta(days=100_000)]),
    )


def outcome(arm: str | None, baskets: Sequence[Sequence[PastOrder]]) -> ArmOutcome:
    """The definition, of one arm's users, each with the orders that count."""
    revenue = [sum((order.net for order in basket), Decimal(0)) for basket in baskets]
    purchases = [sum(order.is_purchase for order in basket) for basket in baskets]
    margin = [sum((order.margin for order in basket if order.margin is not None), Decimal(0)) for basket in baskets]
    return ArmOutcome(
        arm=arm,
        users=len(baskets),
        revenue=float(sum(revenue)),
        revenue_squares=float(sum(each * each for each in revenue)),
        purchases=sum(purchases),
        purchase_squares=sum(each * each for each in purchases),
        buyers=sum(each > 0 for each in purchases),
        margin=float(sum(margin)),
        margin_squares=float(sum(each * each for each in margin)),
        purchases_without_margin=sum(order.is_purchase and order.margin is None for basket in baskets for order in basket),
    )


def person_of(unit: str) -> str:
    """Whose an identifier is: a user's before an anonymous one's; nobody's is a person of its own."""
    for kind in ("user", "anonymous"):
        for name, identifiers in PEOPLE.items():
            if (kind, unit) in identifiers:
                return name
    return f"unit {unit}"


def experiment_outcomes(case: Case) -> dict[str | None, ArmOutcome]:
    met: dict[str, list[Shown]] = {}
    for shown in case.shown:
        if shown.exposed_at < case.until:
            met.setdefault(person_of(shown.unit), []).append(shown)
    arms: dict[str | None, list[list[PastOrder]]] = {}
    for person, all_shown in met.items():
        variations = {shown.variation for shown in all_shown}
        first = min(shown.exposed_at for shown in all_shown)
        end = min(case.until, first + case.window)
        basket = [o for o in case.orders if o.customer == person and o.ordered_at and first <= o.ordered_at < end]
        arms.setdefault(variations.pop() if len(variations) == 1 else None, []).append(basket)
    return {arm: outcome(arm, baskets) for arm, baskets in arms.items()}


async def make_experiment(work: UnitOfWork) -> UUID:
    row = {"id": new_id(), "key": "x", "seed": "x", "variations": [], "control": "A", "metric": "revenue", "coverage": 1.0}
    await work.execute(insert(experiments).values(workspace_id=work.workspace_id, **row))
    assert isinstance(row["id"], UUID)
    return row["id"]


async def expose(work: UnitOfWork, experiment_id: UUID, shown: Sequence[Shown]) -> None:
    place = {"workspace_id": work.workspace_id, "experiment_id": experiment_id, "unit_digest": b"x"}
    rows = [{**place, "unit": each.unit, "variation": each.variation, "exposed_at": each.exposed_at} for each in shown]
    if rows:
        await work.execute(insert(exposures), rows)


# The connections are shared by all examples; every example has a workspace of its own.
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(case=cases())
async def test_outcomes_of_an_experiment_are_their_definition(database_of: DatabaseOf, case: Case) -> None:
    principal = await make_workspace(database_of(GATEWAY))
    await store_people(database_of, principal, PEOPLE, case.orders)
    async with database_of(EXPERIMENTS).work(principal) as work:
        other = await make_experiment(work)
        await work.execute(update(experiments).values(key="other"))
        await expose(work, other, [Shown(unit, "A", FIRST) for unit in UNITS])
        experiment_id = await make_experiment(work)
        await expose(work, experiment_id, case.shown)
        found = await work.reduce(EXPERIMENT_OUTCOMES, experiment_id=experiment_id, until=case.until, window=case.window)
    assert {each.arm: each for each in found} == experiment_outcomes(case)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(case=cases(), sides=st.dictionaries(st.sampled_from(sorted(PEOPLE)), st.booleans()), gone=st.sampled_from(["", "ann"]))
async def test_outcomes_of_a_holdout_are_their_definition(
    database_of: DatabaseOf, case: Case, sides: dict[str, bool], gone: str
) -> None:
    principal = await make_workspace(database_of(GATEWAY))
    ids = await store_people(database_of, principal, PEOPLE, case.orders)
    if gone:
        await erase(database_of, principal, ids[gone])
    async with database_of(EXPERIMENTS).work(principal) as work:
        holdout_id = await make_holdout(work, {ids[name]: side for name, side in sides.items()})
        found = await work.reduce(HOLDOUT_OUTCOMES, holdout_id=holdout_id, since=case.since, until=case.until)
    arms: dict[str | None, list[list[PastOrder]]] = {}
    for name, held in sides.items():
        basket = [o for o in case.orders if o.customer == name and o.ordered_at and case.since <= o.ordered_at < case.until]
        if name != gone:
            arms.setdefault("held" if held else "open", []).append(basket)
    assert {each.arm: each for each in found} == {arm: outcome(arm, baskets) for arm, baskets in arms.items()}


async def make_holdout(work: UnitOfWork, sides: dict[UUID, bool]) -> UUID:
    mine, holdout_id = {"workspace_id": work.workspace_id}, new_id()
    await work.execute(insert(holdouts).values(**mine, id=holdout_id, key="h", seed="h", share=0.5, started_at=FIRST))
    if sides:
        rows = [{**mine, "holdout_id": holdout_id, "customer_id": id_, "held": held} for id_, held in sides.items()]
        await work.execute(insert(holdout_members), rows)
    return holdout_id


async def erase(database_of: DatabaseOf, principal: Principal, customer_id: UUID) -> None:
    table = behaviour.customers
    async with database_of(SEGMENTATION).work(principal) as work:
        await work.execute(update(table).where(table.c.id == customer_id).values(erased_at=FIRST, customer_id=None))


async def test_without_exposures_there_is_no_arm(database_of: DatabaseOf, principal: Principal) -> None:
    async with database_of(EXPERIMENTS).work(principal) as work:
        window = {"until": FIRST, "window": timedelta(days=1)}
        assert await work.reduce(EXPERIMENT_OUTCOMES, experiment_id=await make_experiment(work), **window) == []
        assert await work.reduce(HOLDOUT_OUTCOMES, holdout_id=await make_holdout(work, {}), since=FIRST, until=FIRST) == []


async def test_sums_of_money_are_exact(database_of: DatabaseOf, principal: Principal) -> None:
    """Ten million and a hundredth of a cent, and their squares, differ from what floats would add up to."""
    amounts = [Decimal("10000000.0001"), Decimal("0.0001"), Decimal("-10000000")]
    await store_people(database_of, principal, {"ann": [("user", "a")]}, [PastOrder("ann", FIRST, each) for each in amounts])
    async with database_of(EXPERIMENTS).work(principal) as work:
        experiment_id = await make_experiment(work)
        await expose(work, experiment_id, [Shown("a", "A", FIRST)])
        [found] = await work.reduce(
            EXPERIMENT_OUTCOMES, experiment_id=experiment_id, until=FIRST + timedelta(days=1), window=timedelta(days=1)
        )
    assert (found.revenue, found.revenue_squares) == (0.0002, 4e-08)


@pytest.mark.parametrize("size", [1, 2, 100])
async def test_customers_without_a_side_are_found_however_late_they_come(
    database_of: DatabaseOf, principal: Principal, size: int
) -> None:
    people = {f"c-{number}": [("user", f"c-{number}")] for number in range(5)}
    ids = await store_people(database_of, principal, {**people, "nobody": [("anonymous", "x")], "gone": [("user", "g")]})
    await erase(database_of, principal, ids["gone"])
    early, *rest = sorted(people, key=lambda name: ids[name])
    async with database_of(EXPERIMENTS).work(principal) as work:
        # as if the row of the earliest had become visible last
        holdout_id = await make_holdout(work, {ids[name]: False for name in rest[1:]})
        found: list[UnassignedCustomer] = []
        after = BEFORE_ALL
        while page := await work.reduce(UNASSIGNED_CUSTOMERS, holdout_id=holdout_id, after=after, size=size):
            assert len(page) <= size
            found += page
            after = page[-1].id
        assert (await work.execute(select(holdouts.c.key))).scalar_one() == "h"
    assert found == [UnassignedCustomer(ids[name], name) for name in (early, rest[0])]
