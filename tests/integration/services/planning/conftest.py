"""The planning service, called as the gateway calls it, beside the segmentation service, through whose door facts come in."""

import json
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import asyncpg
import httpx
import pytest
from sqlalchemy import insert, select, update

from kernel.database import Database
from kernel.identifiers import new_id
from kernel.principals import Principal
from kernel.settings import Settings
from kernel.tables import workspaces
from schema.behaviour import spend, subjects, touchpoints
from schema.roles import GATEWAY, SEGMENTATION
from services.planning.app import create_app
from services.segmentation.domain.decoding import parse_json
from services.segmentation.domain.messages import read_batch
from services.segmentation.use_cases import ingestion
from tests.integration.vouching import calls_of

ApiOf = Callable[[Principal], AbstractAsyncContextManager[httpx.AsyncClient]]


@pytest.fixture
async def api_of(settings: Settings) -> AsyncIterator[ApiOf]:
    """Calls in the name of a principal."""
    application = create_app(settings)

    @asynccontextmanager
    async def client(principal: Principal) -> AsyncIterator[httpx.AsyncClient]:
        async with calls_of(application, principal, settings) as api:
            yield api

    async with application.router.lifespan_context(application):
        yield client


@pytest.fixture
async def api(api_of: ApiOf, principal: Principal) -> AsyncIterator[httpx.AsyncClient]:
    """Calls in the name of the test's workspace."""
    async with api_of(principal) as client:
        yield client


Audit = Callable[[], Coroutine[Any, Any, list[tuple[Any, ...]]]]


@pytest.fixture
def audit(settings: Settings, principal: Principal) -> Audit:
    """Action, before and after of everything on record in the test's workspace; services may write it, not read it."""

    async def read() -> list[tuple[Any, ...]]:
        connection = await asyncpg.connect(settings.database_url)
        try:
            rows = await connection.fetch(
                "select action, before, after from attune.audit_log where workspace_id = $1 order by id", principal.workspace_id
            )
        finally:
            await connection.close()
        return [(action, *(None if each is None else json.loads(each) for each in told)) for action, *told in rows]

    return read


@dataclass(frozen=True, slots=True)
class Told:
    """An order that a client tells of.

    Attributes:
        refunded: None for nothing; "whole" or an amount.
    """

    who: str
    at: datetime
    total: str
    refunded: str | None = None

    def messages(self, number: int) -> list[dict[str, Any]]:
        """As Segment's API takes it."""
        order: dict[str, Any] = {"type": "track", "userId": self.who, "timestamp": self.at.isoformat()}
        said = [
            {**order, "event": "Order Completed", "messageId": f"m-{number}"}
            | {"properties": {"order_id": f"o-{number}", "total": self.total}}
        ]
        if self.refunded is not None:
            properties = {"order_id": f"o-{number}"} | ({} if self.refunded == "whole" else {"total": self.refunded})
            said.append({**order, "event": "Order Refunded", "messageId": f"r-{number}", "properties": properties})
        return said

    @property
    def net(self) -> Decimal:
        """What is left of it."""
        given = Decimal(0) if self.refunded is None else Decimal(self.total if self.refunded == "whole" else self.refunded)
        return Decimal(self.total) - min(given, Decimal(self.total))

    @property
    def is_purchase(self) -> bool:
        """Whether it is not given back whole; of an order of nothing an amount gives nothing back."""
        return self.refunded != "whole" and (self.refunded is None or self.net > 0 or not Decimal(self.total))


async def tell(database_of: Callable[[str], Database], principal: Principal, orders: Sequence[Told]) -> None:
    """Orders, through segmentation's own use case."""
    await send(database_of, principal, [each for number, order in enumerate(orders) for each in order.messages(number)])


async def send(database_of: Callable[[str], Database], principal: Principal, messages: Sequence[dict[str, Any]]) -> None:
    """Messages of Segment's API, through segmentation's own use case."""
    received_at = datetime.now(UTC)
    body = parse_json(json.dumps({"batch": list(messages)}).encode())
    batch = read_batch(body, kind="batch", received_at=received_at, new_message_id=lambda: str(new_id()))
    async with database_of(SEGMENTATION).work(principal) as work:
        await ingestion.ingest(work, batch, received_at)


@dataclass(frozen=True, slots=True)
class Touch:
    """A touchpoint, as segmentation keeps it."""

    who: str
    at: datetime
    channel: str
    kind: str = "click"
    campaign: str | None = None


async def store_touches(database_of: Callable[[str], Database], principal: Principal, touches: Sequence[Touch]) -> None:
    """Write touchpoints of users who are known."""
    mine = {"workspace_id": principal.workspace_id}
    async with database_of(SEGMENTATION).work(principal) as work:
        known = dict((await work.execute(select(subjects.c.value, subjects.c.id))).all())
        rows = [
            {**mine, "touch_key": f"t-{number}", "subject_id": known[touch.who], "occurred_at": touch.at}
            | {"channel": touch.channel, "kind": touch.kind, "campaign": touch.campaign}
            for number, touch in enumerate(touches)
        ]
        if rows:
            await work.execute(insert(touchpoints), rows)


async def store_spend(
    database_of: Callable[[str], Database], principal: Principal, paid: Sequence[tuple[str, Any, Decimal]]
) -> None:
    """Write what was paid: channel, day, amount."""
    rows = [
        {"workspace_id": principal.workspace_id, "spend_key": f"s-{number}", "channel": channel, "day": day, "amount": amount}
        for number, (channel, day, amount) in enumerate(paid)
    ]
    if rows:
        async with database_of(SEGMENTATION).work(principal) as work:
            await work.execute(insert(spend), rows)


async def set_clock(database_of: Callable[[str], Database], principal: Principal, at: datetime) -> None:
    """Put the workspace's clock."""
    async with database_of(GATEWAY).work(principal) as work:
        await work.execute(update(workspaces).where(workspaces.c.id == principal.workspace_id).values(clock_at=at))
