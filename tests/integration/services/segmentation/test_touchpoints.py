"""Touchpoints: of events, in their transaction and once; of files, with spend beside them."""

import asyncio
import random
from collections.abc import AsyncIterator, Callable
from decimal import Decimal
from typing import Any

import httpx
import pytest
from sqlalchemy import text

from kernel.database import Database, UnitOfWork
from kernel.identifiers import new_id
from kernel.jobs import JobContext
from kernel.settings import Settings
from schema.roles import GATEWAY, SEGMENTATION
from services.segmentation.domain.imports import ImportKind
from services.segmentation.domain.rows import FileFormat
from services.segmentation.use_cases import imports, projection
from services.segmentation.use_cases.imports import Imported, Staging, run_import
from tests.conftest import make_workspace
from tests.integration.services.segmentation.conftest import import_file
from tests.integration.services.segmentation.test_ingestion import completed, profile, send, track

CAMPAIGN = {"name": "Spring", "source": "google", "medium": "cpc", "term": "shoes"}


def counts(done: Imported) -> tuple[int, int, int]:
    return done.accepted, done.duplicates, done.rejected


async def rows_of(context: JobContext, query: str) -> list[tuple[Any, ...]]:
    async with context.work() as work:
        return [tuple(row) for row in await work.execute(text(query))]


async def touches(context: JobContext) -> list[tuple[Any, ...]]:
    query = (
        "select touch_key, channel, source, medium, campaign, kind from published.touchpoints order by occurred_at, touch_key"
    )
    return await rows_of(context, query)


def page(message_id: str, **more: object) -> dict[str, Any]:
    return {"type": "page", "anonymousId": "visitor", "messageId": message_id, "timestamp": "2026-01-02T03:04:05Z", **more}


class TestOfEvents:
    async def test_each_event_is_at_most_one(self, api: httpx.AsyncClient, context: JobContext) -> None:
        url = "https://www.shop.example/?utm_source=news&utm_medium=email&utm_campaign=Spring&gclid=x"
        search = {"page": {"url": "https://shop.example/", "referrer": "https://www.google.com/"}}
        inside = {"page": {"url": "https://shop.example/b", "referrer": "https://www.shop.example/"}}
        await send(
            api,
            track("m-1", context={"campaign": CAMPAIGN}),
            page("m-2", properties={"url": url}),
            page("m-3", context=search),
            page("m-4", context=inside),
            track("m-5"),
            track("m-6", "Email Opened", properties={"campaign_name": "Spring"}),
            {"type": "identify", "userId": "u-1", "messageId": "m-7", "context": {"campaign": CAMPAIGN}},
        )
        assert await touches(context) == [
            ("message:m-1", "paid_search", "google", "cpc", "Spring", "click"),
            ("message:m-2", "email", "news", "email", "Spring", "click"),
            ("message:m-3", "organic_search", "google.com", "organic", None, "visit"),
            ("message:m-6", "email", None, "email", "Spring", "open"),
        ]

    async def test_it_is_as_its_event_is(self, api: httpx.AsyncClient, context: JobContext) -> None:
        """Of the same subject and moment, so that it goes where the event goes."""
        await send(api, page("m-1", context={"campaign": CAMPAIGN}), track("m-2", context={"campaign": CAMPAIGN}))
        query = """
            select count(*) from attune.touchpoints t join attune.events e
            on e.workspace_id = t.workspace_id and t.touch_key = 'message:' || e.message_id
            and e.subject_id = t.subject_id and e.occurred_at = t.occurred_at
        """
        assert await rows_of(context, query) == [(2,)]

    async def test_an_anonymous_visit_becomes_the_customers(self, api: httpx.AsyncClient, context: JobContext) -> None:
        await send(api, page("m-1", context={"campaign": CAMPAIGN}))
        await send(api, {"type": "identify", "userId": "u-1", "anonymousId": "visitor", "messageId": "m-2"})
        customer = (await profile(api, "u-1"))["id"]
        assert await rows_of(context, "select customer_id::text from published.touchpoints") == [(customer,)]

    async def test_an_orders_campaign_is_a_touch_at_its_moment(self, api: httpx.AsyncClient, context: JobContext) -> None:
        await send(api, completed("m-1", "o-1", 5, context={"campaign": CAMPAIGN}))
        query = """
            select o.net from published.orders o join published.touchpoints t
            on t.customer_id = o.customer_id and t.occurred_at <= o.ordered_at
        """
        assert await rows_of(context, query) == [(Decimal(5),)]

    async def test_a_refused_event_is_none(self, api: httpx.AsyncClient, context: JobContext) -> None:
        foreign = track(
            "m-1",
            "Order Completed",
            context={"campaign": CAMPAIGN},
            properties={"order_id": "o", "total": 5, "currency": "JPY"},
        )
        assert len((await send(api, foreign))["rejected"]) == 1
        assert await touches(context) == []

    async def test_crossed_batches_tell_each_once(self, api: httpx.AsyncClient, context: JobContext) -> None:
        said = [page(f"m-{i:03}", anonymousId=f"a-{i % 7}", context={"campaign": CAMPAIGN}) for i in range(120)]
        shuffled = [random.Random(seed).sample(said, len(said)) for seed in range(6)]  # noqa: S311 — orders of arrival
        answers = await asyncio.gather(*(send(api, *batch) for batch in shuffled))
        assert sum(answer["accepted"] for answer in answers) == len(said)
        assert [touch[0] for touch in await touches(context)] == [f"message:m-{i:03}" for i in range(120)]

    async def test_the_first_telling_stands(self, api: httpx.AsyncClient, context: JobContext) -> None:
        """A repetition tells nothing, of a touchpoint that its first telling was none of either."""
        other = {"campaign": CAMPAIGN | {"medium": "affiliate"}}
        await send(api, track("m-1", context={"campaign": CAMPAIGN}), track("m-1", context=other), track("m-2"))
        await send(api, track("m-1", context=other), track("m-2", context=other))
        assert await touches(context) == [("message:m-1", "paid_search", "google", "cpc", "Spring", "click")]

    async def test_a_forgotten_id_that_comes_again_changes_nothing(self, api: httpx.AsyncClient, context: JobContext) -> None:
        """Nor does a rebuild, whichever of the two happened first."""
        await send(api, track("m-1", context={"campaign": CAMPAIGN}), page("m-2"))
        async with context.work() as work:
            await work.execute(text("delete from attune.event_keys"))
        again: dict[str, Any] = {
            "context": {"campaign": {"source": "news", "medium": "email"}},
            "timestamp": "2025-01-01T00:00:00Z",
        }
        await send(api, track("m-1", **again), page("m-2", **again))
        before = await touches(context)
        assert [touch[:2] for touch in before] == [("message:m-2", "email"), ("message:m-1", "paid_search")]
        done = await projection.rebuild(context)
        assert (done.touchpoints, done.dropped_touchpoints) == (2, 0)
        assert await touches(context) == before

    async def test_those_that_were_stored_already_are_covered_by_the_rebuild(
        self, api: httpx.AsyncClient, context: JobContext, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(projection, "_CHUNK", 3)
        said = [page(f"m-{i:03}", context={"campaign": CAMPAIGN} if i % 3 else {}) for i in range(20)]
        await send(api, *said)
        before = await touches(context)
        async with context.work() as work:
            await work.execute(text("delete from attune.touchpoints"))
        assert (await projection.rebuild(context)).touchpoints == len(before) == 13
        assert await touches(context) == before


TOUCHES = "customer_id,occurred_at,channel,campaign,kind,cost"


class TestImportedTouchpoints:
    async def test_the_same_file_twice_adds_nothing_and_equal_rows_all_count(self, context: JobContext) -> None:
        rows = ["c-1,2026-01-02,tv,,,", "c-1,2026-01-02,tv,,,", "c-2,2026-01-02T10:00:00Z,Paid TV,Spring,impression,0.25"]
        assert counts(await import_file(context, ImportKind.TOUCHPOINTS, TOUCHES, *rows)) == (3, 0, 0)
        assert counts(await import_file(context, ImportKind.TOUCHPOINTS, TOUCHES, *rows)) == (0, 3, 0)
        found = await rows_of(context, "select channel, campaign, kind, cost, source from attune.touchpoints order by cost")
        assert found == [("Paid TV", "Spring", "impression", Decimal("0.25"), None), *[("tv", None, "other", None, None)] * 2]

    async def test_a_changed_row_of_an_id_is_an_update(self, context: JobContext) -> None:
        head = "touchpoint_id,customer_id,occurred_at,channel"
        first = await import_file(context, ImportKind.TOUCHPOINTS, head, "t-1,c-1,2026-01-02,tv", "t-2,c-1,2026-01-02,tv")
        again = await import_file(context, ImportKind.TOUCHPOINTS, head, "t-1,c-2,2026-01-02,radio", "t-2,c-1,2026-01-02,tv")
        assert (counts(first), counts(again)) == ((2, 0, 0), (1, 1, 0))
        query = (
            "select c.customer_id, t.channel from published.touchpoints t join published.customers c on c.id = t.customer_id"
        )
        assert sorted(await rows_of(context, query)) == [("c-1", "tv"), ("c-2", "radio")]

    async def test_of_one_id_in_a_file_the_last_row_counts(self, context: JobContext) -> None:
        head = "touchpoint_id,customer_id,occurred_at,channel"
        rows = ("t-1,c-1,2026-01-02,tv", "t-1,c-1,2026-01-02,radio", "t-1,c-1,2026-01-02,radio")
        assert counts(await import_file(context, ImportKind.TOUCHPOINTS, head, *rows)) == (2, 1, 0)
        assert await rows_of(context, "select channel from attune.touchpoints") == [("radio",)]

    async def test_bad_rows_are_set_aside_with_their_lines(self, context: JobContext) -> None:
        rows = [
            "c-1,2026-01-02,tv,,click,1",
            ",2026-01-02,tv,,,",
            "c-1,soon,tv,,,",
            "c-1,,tv,,,",
            "c-1,2026-01-02,,,,",
            "c-1,2026-01-02," + "c" * 256 + ",,,",
            "c-1,2026-01-02,tv," + "c" * 256 + ",,",
            "c-1,2026-01-02,tv,,glance,",
            "c-1,2026-01-02,tv,,,-1",
            "c-1,2026-01-02,tv",
        ]
        done = await import_file(context, ImportKind.TOUCHPOINTS, TOUCHES, *rows)
        assert counts(done) == (1, 0, 9)
        assert [(each.line, each.code) for each in done.rejects] == [
            (3, "customer_id_missing"),
            (4, "occurred_at_invalid"),
            (5, "occurred_at_missing"),
            (6, "channel_missing"),
            (7, "channel_invalid"),
            (8, "campaign_invalid"),
            (9, "touchpoint_kind_invalid"),
            (10, "touchpoint_cost_invalid"),
            (11, "row_width"),
        ]

    async def test_a_day_is_the_workspaces_day(self, settings: Settings, database_of: Callable[[str], Database]) -> None:
        tokyo = await make_workspace(database_of(GATEWAY), time_zone="Asia/Tokyo", currency="JPY")
        context = JobContext(settings, database_of(SEGMENTATION), tokyo, new_id(), {})
        await import_file(context, ImportKind.TOUCHPOINTS, "customer_id,occurred_at,channel", "c-1,2026-01-02,tv")
        found = await rows_of(context, "select occurred_at at time zone 'UTC' from attune.touchpoints")
        assert str(found[0][0]) == "2026-01-01 15:00:00"

    async def test_a_rebuild_leaves_them(self, context: JobContext) -> None:
        await import_file(context, ImportKind.TOUCHPOINTS, "customer_id,occurred_at,channel", "c-1,2026-01-02,tv")
        before = await rows_of(context, "select * from attune.touchpoints")
        assert (await projection.rebuild(context)).dropped_touchpoints == 0
        assert await rows_of(context, "select * from attune.touchpoints") == before


SPEND = "channel,day,amount,campaign,currency"


class TestSpend:
    async def test_the_same_file_twice_adds_nothing_and_equal_rows_all_count(self, context: JobContext) -> None:
        rows = ["tv,2026-01-02,10.5,,", "tv,2026-01-02,10.50,,", "tv,2026-01-03,-2,Spring,USD"]
        assert counts(await import_file(context, ImportKind.SPEND, SPEND, *rows)) == (3, 0, 0)
        assert counts(await import_file(context, ImportKind.SPEND, SPEND, *rows)) == (0, 3, 0)
        query = "select channel, campaign, day::text, amount, currency from published.spend order by amount"
        assert await rows_of(context, query) == [
            ("tv", "Spring", "2026-01-03", Decimal(-2), None),
            *[("tv", None, "2026-01-02", Decimal("10.5"), None)] * 2,
        ]

    async def test_the_workspaces_currency_is_the_same_named_or_not(self, context: JobContext) -> None:
        assert counts(await import_file(context, ImportKind.SPEND, "channel,day,amount", "tv,2026-01-02,10")) == (1, 0, 0)
        assert counts(await import_file(context, ImportKind.SPEND, SPEND, "tv,2026-01-02,10,,usd")) == (0, 1, 0)
        head = "customer_id,occurred_at,amount"
        assert counts(await import_file(context, ImportKind.ORDERS, head, "c-1,2026-01-02,10")) == (1, 0, 0)
        assert counts(await import_file(context, ImportKind.ORDERS, f"{head},currency", "c-1,2026-01-02,10,USD")) == (0, 1, 0)

    async def test_a_changed_row_of_an_id_is_an_update(self, context: JobContext) -> None:
        head = "spend_id,channel,day,amount"
        await import_file(context, ImportKind.SPEND, head, "s-1,tv,2026-01-02,10", "s-2,tv,2026-01-02,5")
        again = await import_file(context, ImportKind.SPEND, head, "s-1,tv,2026-01-02,12", "s-2,tv,2026-01-02,5.00")
        assert counts(again) == (1, 1, 0)
        assert await rows_of(context, "select sum(amount) from attune.spend") == [(Decimal(17),)]

    async def test_bad_rows_are_set_aside_with_their_lines(self, context: JobContext) -> None:
        rows = [
            "tv,2026-01-02,1,,",
            ",2026-01-02,1,,",
            "tv,,1,,",
            "tv,2026-02-30,1,,",
            "tv,2026-01-02,,,",
            "tv,2026-01-02,one,,",
            "tv,2026-01-02,1,,EURO",
            "tv,2026-01-02,1,,EUR",
        ]
        done = await import_file(context, ImportKind.SPEND, SPEND, *rows)
        assert counts(done) == (1, 0, 7)
        assert [(each.line, each.code) for each in done.rejects] == [
            (3, "channel_missing"),
            (4, "day_missing"),
            (5, "day_invalid"),
            (6, "spend_amount_missing"),
            (7, "spend_amount_invalid"),
            (8, "currency_invalid"),
            (9, "currency_without_rate"),
        ]

    async def test_an_import_that_died_goes_on_where_it_was(self, context: JobContext, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(imports, "ROWS_AT_ONCE", 3)
        settle = imports._settle
        done = iter(range(9))

        async def die_at_the_third(*arguments: Any) -> Any:  # noqa: ANN401 — whatever the use case hands on
            if next(done) == 2:
                raise RuntimeError("the attempt's process died here")
            return await settle(*arguments)

        async def body() -> AsyncIterator[bytes]:
            yield "\n".join(["channel,day,amount", *["tv,2026-01-02,1"] * 10]).encode()

        staging = Staging(context.database, context.principal, ImportKind.SPEND, FileFormat.CSV)
        await staging.receive(body())
        async with context.work() as work:
            import_id = await staging.finish(work)
        monkeypatch.setattr(imports, "_settle", die_at_the_third)
        with pytest.raises(RuntimeError):
            await run_import(context, import_id)
        assert counts(await run_import(context, import_id)) == (10, 0, 0)
        assert await rows_of(context, "select count(*), sum(amount) from attune.spend") == [(10, Decimal(10))]


class TestImportedEvents:
    HEAD = "customer_id,occurred_at,name,order_id,total,utm_source,utm_medium"
    ROWS = (
        "c-1,2026-01-02,Order Completed,o-1,10,,",
        "c-1,2026-01-03,Order Refunded,o-1,4,,",
        "c-1,2026-01-01,Viewed,,,news,email",
        "c-1,2026-01-01,Viewed,,,news,email",
        "c-2,2026-01-01,page,,,,",
    )

    async def test_they_go_the_collectors_way(self, api: httpx.AsyncClient, context: JobContext) -> None:
        assert counts(await import_file(context, ImportKind.EVENTS, self.HEAD, *self.ROWS)) == (5, 0, 0)
        behaviour = (await profile(api, "c-1"))["behaviour"]
        assert (behaviour["orders"], behaviour["revenue"], behaviour["events"]) == (1, "6.0000", 4)
        assert [touch[1:] for touch in await touches(context)] == [("email", "news", "email", None, "click")] * 2
        summary = (await api.get("/v1/events/summary")).json()
        assert summary["by_name"] == {"Order Completed": 1, "Order Refunded": 1, "Viewed": 2, "page": 1}
        assert (summary["duplicates"], summary["rejected"]) == (0, 0)

    async def test_the_same_file_adds_nothing_whatever_the_age_of_its_keys(
        self, api: httpx.AsyncClient, context: JobContext, segmentation: UnitOfWork
    ) -> None:
        await import_file(context, ImportKind.EVENTS, self.HEAD, *self.ROWS)
        await segmentation.execute(text("delete from attune.event_keys where received_on < '9000-01-01'"))
        assert counts(await import_file(context, ImportKind.EVENTS, self.HEAD, *self.ROWS)) == (0, 5, 0)
        assert (await api.get("/v1/events/summary")).json()["events"] == 5

    async def test_an_event_that_was_sent_is_a_duplicate(self, api: httpx.AsyncClient, context: JobContext) -> None:
        await send(api, completed("m-1", "o-1", 5))
        line = '{"customer_id": "u-1", "occurred_at": "2026-01-02", "name": "Viewed", "messageId": "%s"}'
        done = await import_file(context, ImportKind.EVENTS, line % "m-1", line % "m-2", form=FileFormat.NDJSON)
        assert counts(done) == (1, 1, 0)

    async def test_an_event_that_was_sent_before_is_remembered_as_long_as_the_file_is(
        self, api: httpx.AsyncClient, context: JobContext
    ) -> None:
        """The collector forgets its ids after a while; a file that was taken in once adds nothing for ever."""
        await send(api, completed("m-1", "o-1", 5), completed("m-3", "o-3", 5))
        line = '{"customer_id": "u-1", "occurred_at": "2026-01-02", "name": "Viewed", "messageId": "%s"}'
        lines = line % "m-1", line % "m-2"
        assert counts(await import_file(context, ImportKind.EVENTS, *lines, form=FileFormat.NDJSON)) == (1, 1, 0)
        async with context.work() as work:
            query = "delete from attune.event_keys where received_on < '9000-01-01' returning message_id"
            assert (await work.execute(text(query))).scalars().all() == ["m-3"]
        assert counts(await import_file(context, ImportKind.EVENTS, *lines, form=FileFormat.NDJSON)) == (0, 2, 0)

    async def test_rebuilt_is_as_live(self, context: JobContext) -> None:
        await import_file(context, ImportKind.EVENTS, self.HEAD, *self.ROWS)
        queries = [f"select * from attune.{table} order by 2, 3" for table in ("orders", "order_events", "touchpoints")]
        before = [await rows_of(context, query) for query in queries]
        assert [len(rows) for rows in before] == [1, 2, 2]
        await projection.rebuild(context)
        assert [await rows_of(context, query) for query in queries] == before

    async def test_bad_rows_are_set_aside_with_their_lines(self, api: httpx.AsyncClient, context: JobContext) -> None:
        rows = [
            "c-1,2026-01-02,Order Completed,o-1,ten,",
            "c-1,2026-01-02,Order Completed,o-1,,",
            "c-1,2026-01-02,Order Completed,o-1,5,EUR",
            "c-1,2026-01-02,,,,",
            ",2026-01-02,Viewed,,,",
        ]
        head = "customer_id,occurred_at,name,order_id,total,currency"
        done = await import_file(context, ImportKind.EVENTS, head, *rows)
        assert [(each.line, each.code) for each in done.rejects] == [
            (2, "order_amount_invalid"),
            (3, "order_amount_missing"),
            (4, "currency_without_rate"),
            (5, "event_name_missing"),
            (6, "customer_id_missing"),
        ]
        assert (await api.get("/v1/events/summary")).json()["events"] == 0


@pytest.mark.parametrize(
    ("kind", "lines"),
    [
        (ImportKind.TOUCHPOINTS, ("customer_id,occurred_at,channel", "c-1,2026-01-02,tv")),
        (ImportKind.SPEND, ("channel,day,amount", "tv,2026-01-02,1")),
        (ImportKind.EVENTS, ("customer_id,occurred_at,name", "c-1,2026-01-02,Viewed")),
    ],
)
async def test_the_first_of_each_fixes_time_zone_and_currency(
    context: JobContext, kind: ImportKind, lines: tuple[str, ...]
) -> None:
    assert await rows_of(context, "select has_facts from published.facts") == [(False,)]
    assert counts(await import_file(context, kind, *lines)) == (1, 0, 0)
    assert await rows_of(context, "select has_facts from published.facts") == [(True,)]
