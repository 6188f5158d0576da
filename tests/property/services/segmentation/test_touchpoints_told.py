"""Every touchpoint is told once, whatever the order, the batches and the repetitions in which its event arrives."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from kernel.database import Database, UnitOfWork
from kernel.identifiers import new_id
from kernel.jobs import JobContext
from kernel.principals import Principal
from kernel.problems import ServiceUnavailableError
from kernel.settings import Settings
from schema.roles import GATEWAY, SEGMENTATION
from services.segmentation.domain.decoding import Document
from services.segmentation.domain.messages import read_batch
from services.segmentation.domain.touchpoints import touch_of
from services.segmentation.use_cases import ingestion, projection
from tests.conftest import make_workspace

START = datetime(2026, 1, 1, tzinfo=UTC)
NOW = datetime(2026, 6, 1, tzinfo=UTC)
URLS = [
    None,
    "https://a.example/",
    "https://a.example/?utm_source=news&utm_medium=email&fbclid=1",
    "https://a.example/?gclid=1",
]
REFERRERS = [None, "https://a.example/", "https://www.google.com/", "https://blog.example/", "https://paypal.com/"]
NAMES = ["Viewed", "Email Opened", "Email Delivered", "Order Completed"]

Message = dict[str, Any]


@st.composite
def messages(draw: st.DrawFn) -> list[Message]:
    said = []
    for number in range(draw(st.integers(1, 15))):
        at = START + timedelta(hours=draw(st.integers(0, 3)))
        campaign = draw(st.sampled_from([None, {"name": "Spring", "source": "google", "medium": "cpc"}, {"source": "news"}]))
        message: Message = {
            "type": draw(st.sampled_from(["track", "page", "screen", "identify"])),
            "event": draw(st.sampled_from(NAMES)),
            "messageId": f"m-{number}",
            "timestamp": at.isoformat(),
            "context": {
                "page": {"url": draw(st.sampled_from(URLS)), "referrer": draw(st.sampled_from(REFERRERS))},
                "campaign": campaign,
            },
            "properties": {"total": 5},
            "anonymousId": draw(st.sampled_from(["a-0", "a-1"])),
        }
        said.append(message | draw(st.sampled_from([{}, {"userId": "u-0"}])))
    return said


def deliveries(said: list[Message], random: Random) -> list[list[Message]]:
    repeated = [*said, *random.sample(said, random.randint(0, len(said)))]
    random.shuffle(repeated)
    batches = []
    while repeated:
        size = random.randint(1, 6)
        batches.append(repeated[:size])
        del repeated[:size]
    return batches


def told(said: list[Message]) -> list[tuple[object, ...]]:
    """The definition: what each event by itself says."""
    found = []
    for message in said:
        kind = message["type"]
        touch = touch_of(
            kind,
            message["event"] if kind == "track" else kind,
            message["properties"],
            message["context"],
            message_id=message["messageId"],
            occurred_at=datetime.fromisoformat(message["timestamp"]),
        )
        if touch is not None:
            seen = message.get("userId", message["anonymousId"])
            found.append(
                (touch.key, seen, touch.occurred_at, str(touch.channel), touch.source, touch.campaign, str(touch.kind))
            )
    return sorted(found)


async def kept(work: UnitOfWork) -> list[tuple[object, ...]]:
    query = """
        select t.touch_key, s.value, t.occurred_at, t.channel, t.source, t.campaign, t.kind
        from published.touchpoints t join published.subjects s on s.subject_id = t.subject_id
    """
    return sorted(tuple(row) for row in await work.execute(text(query)))


async def send(database: Database, principal: Principal, batch: list[Message]) -> None:
    """Deliver as clients do: what is refused with 503 is sent again."""
    document = Document({"batch": batch}, suspect=False)
    read = read_batch(document, kind="batch", received_at=NOW, new_message_id=lambda: str(new_id()))
    while True:
        try:
            async with database.work(principal) as work:
                done = await ingestion.ingest(work, read, NOW)
        except ServiceUnavailableError:
            await asyncio.sleep(0.05)
        else:
            assert done.rejects == ()
            return


# The connections are shared by all examples; every example has a workspace of its own.
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(said=messages(), shuffle=st.integers(0, 2**32), at_once=st.booleans())
async def test_touchpoints_are_what_the_events_say(
    settings: Settings, database_of: Callable[[str], Database], said: list[Message], shuffle: int, at_once: bool
) -> None:
    principal = await make_workspace(database_of(GATEWAY))
    database = database_of(SEGMENTATION)
    batches = deliveries(said, Random(shuffle))  # noqa: S311 — an order of arrival, drawn by Hypothesis
    if at_once:
        await asyncio.gather(*(send(database, principal, batch) for batch in batches))
    else:
        for batch in batches:
            await send(database, principal, batch)
    expected = told(said)
    async with database.work(principal) as work:
        assert await kept(work) == expected
        await work.execute(text("update attune.touchpoints set channel = 'direct' where kind = 'click'"))
    done = await projection.rebuild(JobContext(settings, database, principal, new_id(), {}))
    assert (done.touchpoints, done.dropped_touchpoints) == (len(expected), 0)
    async with database.work(principal) as work:
        assert await kept(work) == expected
