"""RFM in SQL beside its definition in Python, on orders that Hypothesis makes."""

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import UUID
from zoneinfo import ZoneInfo

import numpy as np
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert

from kernel.database import Database
from kernel.identifiers import new_id
from kernel.principals import Principal
from schema import behaviour
from schema.roles import GATEWAY, SEGMENTATION
from services.segmentation.domain.rfm import recency_scores, rfm_scores
from services.segmentation.reductions import RFM
from services.segmentation.use_cases.reading import read_rfm
from tests.conftest import make_workspace

ZONES = ("UTC", "America/New_York", "Asia/Kathmandu", "Pacific/Kiritimati")
AS_OF = datetime(2025, 11, 2, 12, tzinfo=UTC)
# Few days, the hours about midnight in New York and about its change of clocks, and the moment looked from: ties are common.
MOMENTS = (
    *(datetime(2025, 10, day, hour, 30, tzinfo=UTC) for day in (30, 31) for hour in (0, 3, 4, 11)),
    *(datetime(2025, 11, 2, hour, 30, tzinfo=UTC) for hour in (3, 4, 5, 6, 11)),
    *(AS_OF, AS_OF - timedelta(microseconds=1), AS_OF + timedelta(days=1)),
)


@dataclass(frozen=True, slots=True)
class PastOrder:
    """An order of a customer, told of one of the two subjects that the customer has."""

    customer: int
    subject: int
    ordered_at: datetime | None
    net: Decimal
    is_purchase: bool


ORDERS = st.lists(
    st.builds(
        PastOrder,
        customer=st.integers(0, 11),
        subject=st.integers(0, 1),
        ordered_at=st.sampled_from(MOMENTS) | st.none(),
        net=st.sampled_from([Decimal(0), Decimal("9.99"), Decimal(20)]) | st.decimals(0, 10**6, places=4),
        is_purchase=st.sampled_from([True, True, True, False]),
    ),
    max_size=40,
)
TIES = [PastOrder(customer, 0, MOMENTS[customer % 3], Decimal(5), True) for customer in range(12)]

Cell = tuple[int, int, int]


def definition(orders: list[PastOrder], zone: ZoneInfo) -> dict[Cell, tuple[int, int, Decimal]]:
    """Customers, orders and revenue by scores, as the domain says."""
    bought: dict[int, list[PastOrder]] = defaultdict(list)
    for order in orders:
        if order.is_purchase and order.ordered_at is not None and order.ordered_at < AS_OF:
            bought[order.customer].append(order)
    if not bought:
        return {}
    today = AS_OF.astimezone(zone).date()
    elapsed = [min((today - placed(each, zone)).days for each in mine) for mine in bought.values()]
    money = [sum((order.net for order in mine), Decimal(0)) for mine in bought.values()]
    scores = zip(
        recency_scores(np.array(elapsed)).tolist(),
        rfm_scores(np.array([len(mine) for mine in bought.values()])).tolist(),
        rfm_scores(np.array([int(each * 10_000) for each in money])).tolist(),
        strict=True,
    )
    cells: dict[Cell, tuple[int, int, Decimal]] = {}
    for cell, mine, paid in zip(scores, bought.values(), money, strict=True):
        customers, count, revenue = cells.get(cell, (0, 0, Decimal(0)))
        cells[cell] = (customers + 1, count + len(mine), revenue + paid)
    return cells


def placed(order: PastOrder, zone: ZoneInfo) -> date:
    assert order.ordered_at is not None
    return order.ordered_at.astimezone(zone).date()


# The connections are shared by all examples; every example has workspaces of its own.
@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(orders=ORDERS, others=ORDERS, time_zone=st.sampled_from(ZONES))
@example(orders=TIES, others=[], time_zone="America/New_York")
@example(orders=[], others=TIES, time_zone="UTC")
async def test_the_scores_in_sql_are_those_of_the_definition(
    database_of: Callable[[str], Database], orders: list[PastOrder], others: list[PastOrder], time_zone: str
) -> None:
    principal = await make_workspace(database_of(GATEWAY), time_zone)
    await store(database_of(SEGMENTATION), principal, orders)
    await store(database_of(SEGMENTATION), await make_workspace(database_of(GATEWAY)), others)
    async with database_of(SEGMENTATION).work(principal) as work:
        cells = await work.reduce(RFM, as_of=AS_OF, time_zone=time_zone)
        report = await read_rfm(work, AS_OF)
    found = {
        (cell.recency_score, cell.frequency_score, cell.monetary_score): (cell.customers, cell.orders, cell.revenue)
        for cell in cells
    }
    expected = definition(orders, ZoneInfo(time_zone))
    assert list(found) == sorted(found)
    assert found == expected
    assert report.customers == sum(customers for customers, _, _ in expected.values())
    by_name: Counter[str] = Counter()
    for cell in cells:
        by_name[cell.segment] += cell.customers
    assert {segment.name: segment.customers for segment in report.segments if segment.customers} == by_name


async def store(database: Database, principal: Principal, orders: list[PastOrder]) -> None:
    """Write customers of two subjects each, and their orders."""
    ids: dict[int, tuple[UUID, UUID, UUID]] = {order.customer: (new_id(), new_id(), new_id()) for order in orders}
    mine = {"workspace_id": principal.workspace_id}
    if not orders:
        return
    async with database.work(principal) as work:
        named = [{**mine, "id": each[0], "customer_id": f"c-{number}"} for number, each in ids.items()]
        await work.execute(insert(behaviour.customers), named)
        subjects = [
            {**mine, "id": each[1 + turn], "kind": "user", "value": f"{number}-{turn}", "customer_id": each[0]}
            for number, each in ids.items()
            for turn in range(2)
        ]
        await work.execute(insert(behaviour.subjects), subjects)
        rows = [
            {
                **mine,
                "order_key": f"o-{position}",
                "subject_id": ids[order.customer][1 + order.subject],
                "ordered_at": order.ordered_at,
                "gross": order.net,
                "net": order.net,
                "is_purchase": order.is_purchase,
            }
            for position, order in enumerate(orders)
        ]
        await work.execute(insert(behaviour.orders), rows)
