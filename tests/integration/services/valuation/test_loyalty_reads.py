"""A page of loyal customers, and one customer, are read by keys: not from all orders, referrals and values of a workspace.

Where the planner takes the workspace for empty, since its statistics are of another one, all is read a few times, and not for
each of them.
"""

import asyncio
from collections.abc import Callable, Iterator
from datetime import timedelta
from decimal import Decimal

import pytest

from kernel.database import Database, UnitOfWork
from kernel.principals import Principal
from kernel.settings import Settings
from schema.roles import GATEWAY, SEGMENTATION, VALUATION
from services.valuation.domain.value_grid import GridCell
from services.valuation.use_cases.loyal_customers import Scale, list_customers, read_customer, settle_scale
from services.valuation.use_cases.loyalty import Question
from tests.conftest import make_workspace, prepared_database
from tests.integration.reads import reads_of, take_last_statistics

from .loyalty_market import AS_OF, Bought, Market, Told, Value, store_market

DatabaseOf = Callable[[str], Database]
CUSTOMERS, ORDERS, PAGE = 1_000, 5, 10
QUESTION = Question(365, margin=0.4, acquisition_cost=20.0, type_one_share=0.5)
AT = AS_OF - timedelta(days=100)
READS_OF_A_PAGE = 1_000
"""Of rows of orders and their indexes, by those who are looked at."""
READS_OF_ALL = 30
"""How often the rows of a table or an index may be read, where the planner knows nothing: all at once, not for each row."""

# Every fourth customer brought the next one.
MARKET = Market(
    orders=[
        Bought(f"c-{number}", AT + timedelta(days=day), Decimal(10)) for number in range(CUSTOMERS) for day in range(ORDERS)
    ],
    referrals=[Told(f"c-{number}", f"c-{number + 1}", AT) for number in range(0, CUSTOMERS, 4)],
    values={f"c-{number}": Value(clv, clv / 1.3, clv * 1.3) for number in range(CUSTOMERS) for clv in [10.0 + number % 7]},
)


@pytest.fixture(scope="module")
def settings(postgres_url: str) -> Iterator[Settings]:
    """A database of which nobody else takes statistics."""
    with prepared_database(postgres_url) as settings:
        yield settings


@pytest.fixture(scope="module")
def filled(settings: Settings) -> dict[bool, Principal]:
    """Two workspaces, by whether the planner knows them."""
    return asyncio.run(_fill(settings))


async def _fill(settings: Settings) -> dict[bool, Principal]:
    databases = {role: Database(settings, role) for role in (GATEWAY, SEGMENTATION, VALUATION)}
    known, late = [await make_workspace(databases[GATEWAY]) for _ in range(2)]
    await store_market(databases.__getitem__, known, MARKET)
    await take_last_statistics(settings)
    await store_market(databases.__getitem__, late, MARKET)
    for database in databases.values():
        await database.close()
    return {True: known, False: late}


def assert_few(reads: dict[str, int], known: bool) -> None:
    if known:
        assert sum(count for name, count in reads.items() if "orders" in name) <= READS_OF_A_PAGE, reads
    assert max(reads.values()) <= READS_OF_ALL * CUSTOMERS * ORDERS, reads


async def scale_of(work: UnitOfWork) -> Scale:
    settled = await settle_scale(work, AS_OF, QUESTION)
    assert settled.scale is not None
    return settled.scale


@pytest.mark.parametrize("known", [True, False])
@pytest.mark.parametrize("cell", [None, *GridCell])
async def test_a_page_reads_what_its_customers_need(
    database_of: DatabaseOf, filled: dict[bool, Principal], cell: GridCell | None, known: bool
) -> None:
    async with database_of(VALUATION).work(filled[known]) as work:
        scale = await scale_of(work)
        whole = await list_customers(work, scale, cell, CUSTOMERS, None)
        async with reads_of(work) as reads:
            page = await list_customers(work, scale, cell, PAGE, whole[20].id)
        one_by_one = [(await list_customers(work, scale, cell, 1, whole[place].id))[0] for place in range(20, 24)]
    assert page == whole[21 : 22 + PAGE]
    assert one_by_one == whole[21:25]
    assert_few(reads, known)


async def test_all_cells_are_all_customers(database_of: DatabaseOf, filled: dict[bool, Principal]) -> None:
    async with database_of(VALUATION).work(filled[True]) as work:
        scale = await scale_of(work)
        whole = await list_customers(work, scale, None, CUSTOMERS, None)
        cells = {cell: await list_customers(work, scale, cell, CUSTOMERS, None) for cell in GridCell}
    assert (len(whole), scale.cuts.crv) == (CUSTOMERS, 0.0)
    assert {cell: [each.id for each in found] for cell, found in cells.items()} == {
        cell: [each.id for each in whole if each.cell is cell] for cell in GridCell
    }
    assert all(cells.values())


@pytest.mark.parametrize("known", [True, False])
async def test_one_customer_costs_no_orders_of_others(
    database_of: DatabaseOf, filled: dict[bool, Principal], known: bool
) -> None:
    async with database_of(VALUATION).work(filled[known]) as work, reads_of(work) as reads:
        told, _ = await read_customer(work, "c-4", AS_OF, QUESTION)
    assert told.brought == 1
    assert_few(reads, known)
