"""A gateway in front of a toy service, on a real Postgres."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import Annotated, Any

import asyncpg
import pytest
from fastapi import FastAPI, Query, Request
from httpx import ASGITransport, AsyncClient
from pydantic import BaseModel

from gateway.app import Gateway, create_gateway
from gateway.settings import GatewaySettings
from gateway.upstreams import Remote, read_names
from gateway.use_cases import NewWorkspace, create_workspace
from kernel.application import Caller, Work, create_application, new_router, requires
from kernel.database import Database
from kernel.identifiers import new_id
from kernel.principals import Scope
from kernel.problems import problems
from kernel.settings import Settings
from schema.roles import GATEWAY, SEGMENTATION
from tests.integration.gateway.hops import SETTINGS, Hop, MakeHop
from tests.integration.gateway.peers import Script, peer, sound

PREFIXES = {"/v1/toys": "toy", "/v1/track": "toy", "/v1/imports": "toy"}


class ToyRequest(BaseModel):
    name: str
    size: int


class Toy(BaseModel):
    name: str
    workspace: str | None = None
    actor: str | None = None
    request_id: str | None = None
    headers: list[str] = []


def toy_service(settings: Settings) -> FastAPI:
    """A service with one of everything."""
    router = new_router("toys")

    @router.get("/v1/toys/{toy_id:encoded}", dependencies=[requires(Scope.BEHAVIOUR_READ)], responses=problems())
    async def read(toy_id: str, work: Work, request: Request) -> Toy:
        return Toy(
            name=toy_id,
            workspace=str(work.workspace_id),
            actor=work.principal.actor,
            request_id=work.request_id,
            headers=sorted(request.headers.keys()),
        )

    @router.post("/v1/toys", dependencies=[requires(Scope.BEHAVIOUR_WRITE)], responses=problems())
    async def create(body: ToyRequest, work: Work, size: Annotated[int, Query(ge=0)] = 0) -> Toy:
        return Toy(name=f"{body.name}{size}", workspace=str(work.workspace_id))

    @router.delete("/v1/toys", dependencies=[requires(Scope.BEHAVIOUR_WRITE)], responses=problems())
    async def break_down() -> Toy:
        raise RuntimeError("the inside of a service")

    @router.post("/v1/track", responses=problems())
    async def track(request: Request, caller: Caller) -> Toy:
        return Toy(name=str(len(await request.body())), workspace=str(caller.workspace_id))

    @router.post("/v1/imports/toys", dependencies=[requires(Scope.BEHAVIOUR_WRITE)], responses=problems())
    async def load(request: Request) -> Toy:
        return Toy(name=str(sum([len(chunk) async for chunk in request.stream()])))

    return create_application("toy", SEGMENTATION, settings, [router], limits={"/v1/imports": None})


@pytest.fixture
async def gateway(settings: Settings) -> AsyncIterator[Gateway]:
    """The whole system, with a toy for a service."""
    gateway = create_gateway(settings, {"toy": toy_service(settings)}, PREFIXES)
    async with gateway.lifespan():
        yield gateway


@pytest.fixture
async def client(gateway: Gateway) -> AsyncIterator[AsyncClient]:
    """A caller without a key, somewhere else in the world."""
    transport = ASGITransport(gateway, client=("203.0.113.7", 40000))
    async with AsyncClient(transport=transport, base_url="http://attune.example") as client:
        yield client


ReadAudit = Callable[[str], Awaitable[list[Any]]]


@dataclass(frozen=True)
class Keyed:
    """A workspace and the headers of its keys."""

    created: NewWorkspace

    @staticmethod
    def bearer(key: str) -> dict[str, str]:
        return {"Authorization": f"Bearer {key}"}

    @property
    def admin(self) -> dict[str, str]:
        return self.bearer(self.created.admin_key)

    @property
    def write(self) -> dict[str, str]:
        return self.bearer(self.created.write_key)

    @property
    def client(self) -> dict[str, str]:
        return self.bearer(self.created.client_key)


@pytest.fixture
async def house(database_of: Callable[[str], Database]) -> Keyed:
    """A new workspace."""
    return Keyed(await create_workspace(database_of(GATEWAY), f"house {new_id()}"))


@pytest.fixture
async def neighbour(database_of: Callable[[str], Database]) -> Keyed:
    """Another new workspace."""
    return Keyed(await create_workspace(database_of(GATEWAY), f"neighbour {new_id()}"))


@pytest.fixture
def read_audit(settings: Settings) -> ReadAudit:
    """The trail of one request, as the database's superuser sees it: no service may read it."""

    async def read(request_id: str) -> list[Any]:
        connection = await asyncpg.connect(settings.database_url)
        try:
            return list(
                await connection.fetch("select * from attune.audit_log where request_id = $1 order by occurred_at", request_id)
            )
        finally:
            await connection.close()

    return read


@pytest.fixture
async def make_hop() -> AsyncIterator[MakeHop]:
    """A hop to a service that does what its script says."""
    async with AsyncExitStack() as stack:

        async def make(script: Script = sound, settings: GatewaySettings = SETTINGS, **options: Any) -> Hop:  # noqa: ANN401 — the peer's own
            served = await stack.enter_async_context(peer(script, **options))
            remote = Remote("toy", read_names(served.address), settings)
            await stack.enter_async_context(remote.lifespan())
            await remote._was_watched.wait()
            return Hop(remote, served, settings)

        yield make
