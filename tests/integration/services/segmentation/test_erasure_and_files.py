"""Files beside erasures: sent again they bring nobody back, and corrected they say whose a fact is."""

import httpx
import pytest

from kernel.jobs import JobContext
from services.segmentation.domain.imports import ImportKind
from services.segmentation.use_cases import projection
from tests.integration.services.segmentation.conftest import Erase, import_file
from tests.integration.services.segmentation.test_ingestion import profile, send, track

WHO, NAME = 'who-Łukasz"o\\brien', 'Łukasz"o\\brien'


async def counted(context: JobContext, kind: ImportKind, *lines: str) -> tuple[int, int]:
    """(accepted, duplicates) of a file."""
    done = await import_file(context, kind, *lines)
    assert done.rejected == 0
    return done.accepted, done.duplicates


ORDERS = ("customer_id,occurred_at,amount,order_id", f"{WHO},2026-01-01,5,", f"{WHO},2026-01-01,5,", f"{WHO},2026-01-02,7,f-1")
TOUCHES = ("customer_id,occurred_at,channel", f"{WHO},2026-01-01,post", f"{WHO},2026-01-01,post")
NUMBERED = ("customer_id,occurred_at,channel,touchpoint_id", f"{WHO},2026-01-01,post,t-1")
EVENTS = ("customer_id,occurred_at,name,plan", f"{WHO},2026-01-01,Signed up,{NAME}")


@pytest.mark.parametrize(
    ("kind", "lines"), [(ImportKind.ORDERS, ORDERS), (ImportKind.TOUCHPOINTS, TOUCHES), (ImportKind.EVENTS, EVENTS)]
)
async def test_a_file_sent_again_brings_nothing_back(
    api: httpx.AsyncClient, context: JobContext, erase: Erase, kind: ImportKind, lines: tuple[str, ...]
) -> None:
    rows = len(lines) - 1
    assert await counted(context, kind, *lines) == (rows, 0)
    before = await profile(api, WHO)
    await erase(WHO)
    assert await counted(context, kind, *lines) == (0, rows)
    assert (await api.get(f"/v1/customers/{WHO}")).status_code == 404
    assert (await profile(api, before["id"]))["behaviour"] == before["behaviour"]
    await projection.rebuild(context)
    assert (await profile(api, before["id"]))["behaviour"] == before["behaviour"]


async def test_a_corrected_row_of_an_erased_customers_order_counts_and_makes_nobody(
    api: httpx.AsyncClient, context: JobContext, erase: Erase
) -> None:
    await import_file(context, ImportKind.ORDERS, *ORDERS)
    customer = (await profile(api, WHO))["id"]
    await erase(WHO)
    assert await counted(context, ImportKind.ORDERS, ORDERS[0], f"{WHO},2026-01-02,6,f-1") == (1, 0)
    assert (await profile(api, customer))["behaviour"]["revenue"] == "16.0000"
    assert (await api.get(f"/v1/customers/{WHO}")).status_code == 404


@pytest.mark.parametrize(
    ("kind", "told", "corrected"),
    [
        (ImportKind.ORDERS, ORDERS, (ORDERS[0], "somebody,2026-01-02,7,f-1")),
        (ImportKind.TOUCHPOINTS, NUMBERED, (NUMBERED[0], "somebody,2026-01-01,post,t-1")),
    ],
)
async def test_a_corrected_row_gives_what_was_of_the_erased_to_another_who_was_known_beside(
    api: httpx.AsyncClient,
    context: JobContext,
    erase: Erase,
    kind: ImportKind,
    told: tuple[str, ...],
    corrected: tuple[str, ...],
) -> None:
    await send(api, track("s-1", userId="somebody"))
    await import_file(context, kind, *told)
    await erase(WHO)
    assert await counted(context, kind, *corrected) == (1, 0)
    somebody = await profile(api, "somebody")
    if kind is ImportKind.ORDERS:
        assert somebody["behaviour"]["revenue"] == "7.0000"
    else:
        assert somebody["touchpoints"]["touchpoints"] == 1


async def test_a_row_of_who_is_known_only_since_the_erasure_stays_with_the_tombstone(
    api: httpx.AsyncClient, context: JobContext, erase: Erase
) -> None:
    await import_file(context, ImportKind.ORDERS, *ORDERS)
    await erase(WHO)
    await send(api, track("s-1", userId=WHO))
    assert await counted(context, ImportKind.ORDERS, *ORDERS) == (0, 3)
    assert (await profile(api, WHO))["behaviour"]["revenue"] == "0.0000"
