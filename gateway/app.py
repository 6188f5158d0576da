"""`create_gateway()`: the one door, with the services behind it."""

from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from importlib.metadata import version
from typing import Any

import orjson
from alembic.script import ScriptDirectory
from fastapi import FastAPI
from fastapi.routing import APIRoute, iter_route_contexts
from sqlalchemy import text
from starlette.types import Receive, Scope, Send

from gateway import routes
from gateway.authentication import KeyRing, Signer
from gateway.forwarding import Forwarding
from gateway.openapi import merge
from gateway.pages import Check, Pages
from gateway.router import Access, Route, Router
from gateway.settings import GatewaySettings
from gateway.upstreams import InProcess, Upstream
from kernel.application import create_application
from kernel.bodies import Limits, limit_of
from kernel.database import Database
from kernel.problems import ServiceUnavailableError
from kernel.scraping import Scrapers
from kernel.settings import Settings
from kernel.tracing import service_of_role, tracer_of
from schema.prepare import alembic_config
from schema.roles import GATEWAY

OWN_PREFIXES = ("/v1/keys", "/v1/jobs", "/v1/workspace")

INGESTION = frozenset(
    {
        *(f"/v1/{name}" for name in ("track", "identify", "page", "screen", "group", "alias", "batch")),
        *(f"/v1/{letter}" for letter in "tipsgab"),
        "/v1/import",
        "/beacon/v1/batch",
    }
)
"""Where a key may also stand in the body or the query, for the collector to find."""


def create_app(settings: Settings) -> FastAPI:
    """The gateway's own service."""
    routers = [routes.keys, routes.workspace, routes.jobs]
    return create_application("gateway", GATEWAY, settings, routers, description="Keys, jobs and the workspace.")


class Gateway:
    """The ASGI application of the whole system."""

    def __init__(
        self,
        own: FastAPI,
        services: Mapping[str, FastAPI],
        prefixes: Mapping[str, str],
        upstreams: Mapping[str, Upstream],
        gateway_settings: GatewaySettings,
    ) -> None:
        """A gateway before services.

        Args:
            own: The gateway's own service.
            services: Name → application: what the contract is made of.
            prefixes: Prefix → name of the service it leads to.
            upstreams: Name → where the service runs.
            gateway_settings: Beside those of the process.

        Raises:
            ValueError: A prefix leads to no service, or a service has a path to which none leads.
        """
        self._applications = {**services, "gateway": own}
        self._database: Database = own.state.database
        self._keys = KeyRing(self._database)
        self._upstreams = upstreams
        _check_prefixes(self._applications, {**prefixes, **dict.fromkeys(OWN_PREFIXES, "gateway")})
        table: dict[str, Upstream] = {prefix: self._upstreams[name] for prefix, name in prefixes.items()}
        self._own = InProcess(own)
        table |= dict.fromkeys(OWN_PREFIXES, self._own)
        pages = Pages(self._checks(), lambda: orjson.dumps(self.openapi()))
        signer = Signer(own.state.settings.principal_secret)
        forwarding = Forwarding(gateway_settings.trusted_proxies)
        tracer = tracer_of(own.state.settings, service_of_role(GATEWAY), is_edge=True)
        limits = {prefix: limit for each in services.values() for prefix, limit in each.state.limits.items()}
        table_of_routes = [*_routes(table, limits), *_page_routes(pages)]
        patience = gateway_settings.caller_idle_seconds
        scrapers = Scrapers(own.state.settings.metrics_token.get_secret_value())
        self._router = Router(table_of_routes, self._keys, signer, forwarding, tracer, patience, scrapers)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request, or the lifespan."""
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        else:
            await self._router(scope, receive, send)

    def openapi(self) -> dict[str, Any]:
        """The contract of the whole system."""
        documents = {name: application.openapi() for name, application in self._applications.items()}
        return merge(documents, version("attune"))

    @asynccontextmanager
    async def lifespan(self) -> AsyncIterator[None]:
        """The time in which it serves: that of every upstream behind it."""
        async with AsyncExitStack() as stack:
            for upstream in (*self._upstreams.values(), self._own):
                await stack.enter_async_context(upstream.lifespan())
            stack.push_async_callback(self._keys.close)
            yield

    async def _live(self, receive: Receive, send: Send) -> None:
        await receive()
        async with self.lifespan():
            await send({"type": "lifespan.startup.complete"})
            await receive()
        await send({"type": "lifespan.shutdown.complete"})

    def _checks(self) -> dict[str, Check]:
        """What must be up for the system to be ready."""
        checks: dict[str, Check] = {"database": self._database.ping, "migrations": _MigrationCheck(self._database)}
        return checks | {name: upstream.ready for name, upstream in self._upstreams.items()}


class _MigrationCheck:
    """Whether the database has had every migration that this version knows."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._head = ScriptDirectory.from_config(alembic_config()).get_current_head()

    async def __call__(self) -> None:
        async with self._database.connection() as connection:
            found = (await connection.execute(text("select version_num from attune.alembic_version"))).scalar_one_or_none()
        if found != self._head:
            raise ServiceUnavailableError(f"The database is at migration {found}, this version needs {self._head}.")


def _check_prefixes(applications: Mapping[str, FastAPI], prefixes: Mapping[str, str]) -> None:
    """Nothing that a service offers may be out of reach."""
    unknown = sorted(set(prefixes.values()) - set(applications))
    if unknown:
        raise ValueError(f"prefixes lead to services that are not there: {', '.join(unknown)}")
    for name, application in applications.items():
        for path in _paths(application):
            reached = [prefix for prefix in prefixes if path == prefix or path.startswith(f"{prefix}/")]
            if not reached or prefixes[max(reached, key=len)] != name:
                raise ValueError(f"no prefix leads to {path} of {name}")


def _paths(application: FastAPI) -> Iterator[str]:
    """The paths of a service beside its health."""
    for context in iter_route_contexts(application.routes):
        if isinstance(context.original_route, APIRoute) and context.path not in ("/livez", "/readyz", "/metrics"):
            yield str(context.path)


def _routes(table: Mapping[str, Upstream], limits: Limits) -> Iterator[Route]:
    """One route for each prefix that leads somewhere, and for each below it that has a limit or an access of its own."""
    for prefix in {*table, *limits, *INGESTION}:
        above = [each for each in table if prefix == each or prefix.startswith(f"{each}/")]
        if above:
            limit = limit_of(prefix, limits)
            access = Access.INGESTION if prefix in INGESTION else Access.KEY
            upstream = table[max(above, key=len)]
            yield Route(prefix, upstream.streamed if limit is None else upstream, access, limit)


def _page_routes(pages: Pages) -> Iterator[Route]:
    for prefix in ("/livez", "/readyz", "/openapi.json", "/docs"):
        yield Route(prefix, pages, Access.OPEN)
    yield Route("/metrics", pages, Access.OPERATOR)


def create_gateway(
    settings: Settings,
    services: Mapping[str, FastAPI],
    prefixes: Mapping[str, str],
    upstreams: Mapping[str, Upstream] | None = None,
    gateway_settings: GatewaySettings | None = None,
) -> Gateway:
    """The whole system as one ASGI application.

    Args:
        settings: The process' settings.
        services: Name → application, as its `create_app` made it.
        prefixes: Prefix of the path → name of the service it leads to.
        upstreams: Name → where the service runs; all of them in this process by default.
        gateway_settings: From the environment by default.
    """
    if upstreams is None:
        upstreams = {name: InProcess(application) for name, application in services.items()}
    return Gateway(create_app(settings), services, prefixes, upstreams, gateway_settings or GatewaySettings())
