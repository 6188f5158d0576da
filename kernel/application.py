"""`create_application()`: the FastAPI application that every service is.

It gives a service its database role, the process pool, problems for every failure, ids in raw paths, the unit of work that
commits when the answer is known, idempotency keys, health and metrics.
"""

import re
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import datetime
from types import MappingProxyType
from typing import Annotated, Any
from urllib.parse import quote, unquote

import orjson
from fastapi import APIRouter, Depends, FastAPI, Query, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.routing import APIRoute
from starlette.convertors import Convertor, register_url_convertor
from starlette.exceptions import HTTPException

from kernel import idempotency
from kernel.bodies import Limits
from kernel.compute import ComputePool
from kernel.database import Database, UnitOfWork
from kernel.documents import Instant
from kernel.edge import Edge, request_id
from kernel.principals import Caller, Principal, require_scope
from kernel.principals import Scope as KeyScope
from kernel.problems import (
    FieldError,
    ForbiddenError,
    InvalidRequestError,
    InvalidTextError,
    MalformedBodyError,
    MethodNotAllowedError,
    NotFoundError,
    PayloadTooLargeError,
    Problem,
    ProblemDocument,
    UnauthenticatedError,
    UnsupportedMediaTypeError,
    problem_response,
    problems_of_a_body,
)
from kernel.settings import Settings
from kernel.telemetry import metrics_page, say_workspace
from kernel.tracing import UNTRACED, provider_of, service_of_role


class EncodedConvertor(Convertor[str]):
    """One path segment that is still percent-encoded while routes are matched: `a%2Fb` is the one id `a/b`."""

    regex = "[^/]+"

    def convert(self, value: str) -> str:
        """The id as the caller means it."""
        try:
            return unquote(value, errors="strict")
        except UnicodeDecodeError as error:
            raise InvalidTextError("The path is not percent-encoded UTF-8.") from error

    def to_string(self, value: str) -> str:
        """The id as it stands in a path."""
        return quote(value, safe="")


register_url_convertor("encoded", EncodedConvertor())


class StrictRequest(Request):
    """A request whose JSON is JSON: no NaN, no lone surrogate, no NUL in a string."""

    async def json(self) -> Any:  # noqa: ANN401 — what JSON may be
        """The body.

        Raises:
            MalformedBodyError: It is no JSON.
            InvalidTextError: A string in it holds NUL, which Postgres cannot keep.
        """
        body = await self.body()
        try:
            document = orjson.loads(body)
        except orjson.JSONDecodeError as error:
            raise MalformedBodyError(f"The body is not valid JSON: {error}.") from error
        if b"\\u0000" in body and holds_nul(document):
            raise InvalidTextError("A string in the body holds NUL.")
        return document


def holds_nul(document: object) -> bool:
    """Whether some string of what JSON said, a key or a value, holds NUL."""
    pending = [document]
    while pending:
        value = pending.pop()
        if isinstance(value, str) and "\0" in value:
            return True
        if isinstance(value, dict):
            pending.extend(value.keys())
            pending.extend(value.values())
        elif isinstance(value, list):
            pending.extend(value)
    return False


class ServiceRoute(APIRoute):
    """A route whose unit of work commits once the answer is made and before it is sent."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 — FastAPI's own
        """As FastAPI makes it; where the framework reads a body, with the refusals of what is none."""
        super().__init__(*args, **kwargs)
        if self.body_field is not None:
            self.responses = problems_of_a_body(self.responses)

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The handler, inside the request's unit of work."""
        handler = super().get_route_handler()

        async def handle(request: Request) -> Response:
            request = StrictRequest(request.scope, request.receive)
            try:
                async with AsyncExitStack() as stack:
                    request.state.stack = stack
                    request.state.work = None
                    response = await handler(request)
                    if request.state.work is not None:
                        await idempotency.remember(request, request.state.work, response)
            except idempotency.Replay as replay:
                return replay.response()
            return response

        return handle


def new_router(tag: str) -> APIRouter:
    """A service's router: its tag names its operations in the OpenAPI document."""
    return APIRouter(tags=[tag], route_class=ServiceRoute)


async def begin_work(request: Request, principal: Principal, *, snapshot: bool = False) -> UnitOfWork:
    """Open the request's unit of work; a route that reads its body itself calls this after it has it.

    Args:
        request: The request.
        principal: Who makes it.
        snapshot: All its statements see the database as it was at the first.

    Raises:
        UnauthenticatedError: The principal has no workspace.
        IdempotencyKeyReusedError: The Idempotency-Key belongs to another request.
    """
    if principal.workspace_id is None:
        raise UnauthenticatedError
    say_workspace(principal.workspace_id)
    database: Database = request.app.state.database
    stack: AsyncExitStack = request.state.stack
    work = await stack.enter_async_context(database.work(principal, request_id(request.scope), snapshot=snapshot))
    request.state.work = work
    await idempotency.claim(request, work)
    return work


async def _open_work(request: Request, caller: Caller) -> UnitOfWork:
    return await begin_work(request, caller)


Work = Annotated[UnitOfWork, Depends(_open_work)]


async def _open_snapshot(request: Request, caller: Caller) -> UnitOfWork:
    return await begin_work(request, caller, snapshot=True)


Snapshot = Annotated[UnitOfWork, Depends(_open_snapshot)]
"""As `Work`, for a read of many statements whose sums must agree: all see the database as it was at the first."""

Moment = Annotated[Instant | None, Query(description="The moment to look from; the workspace's clock by default.")]


async def _as_of(work: Work, as_of: Moment = None) -> datetime:
    return (await work.workspace()).now() if as_of is None else as_of


AsOf = Annotated[datetime, Depends(_as_of)]


async def _as_of_snapshot(work: Snapshot, as_of: Moment = None) -> datetime:
    return (await work.workspace()).now() if as_of is None else as_of


SnapshotAsOf = Annotated[datetime, Depends(_as_of_snapshot)]
"""As `AsOf`, beside a `Snapshot`."""


def requires(scope: KeyScope) -> Any:  # noqa: ANN401 — FastAPI's own type for a dependency
    """The dependency that refuses callers without a scope. Every route names one."""

    async def check(caller: Caller) -> None:  # async: FastAPI sends what is not to a thread
        require_scope(caller, scope)

    check.__scope__ = scope  # type: ignore[attr-defined]  # the contract tests read it
    return Depends(check)


async def _compute(request: Request) -> ComputePool:
    pool: ComputePool = request.app.state.compute
    return pool


Compute = Annotated[ComputePool, Depends(_compute)]


@asynccontextmanager
async def _lifespan(application: FastAPI) -> AsyncIterator[None]:
    try:
        yield
    finally:
        application.state.compute.close()
        await application.state.database.close()


def create_application(
    service: str,
    role: str,
    settings: Settings,
    routers: Sequence[APIRouter],
    *,
    compute: ComputePool | None = None,
    description: str = "",
    limits: Limits = MappingProxyType({}),
) -> FastAPI:
    """The application of one service.

    Args:
        service: Its name, also in metrics.
        role: The Postgres role it logs in with.
        settings: The process' settings.
        routers: Its routes, from `new_router`.
        compute: A pool to share with other services of the process; its own otherwise.
        description: What the OpenAPI document says of it.
        limits: Of bodies, by prefix, where they are not the usual one. The gateway reads them too.
    """
    provider = provider_of(settings, service_of_role(role))
    application = FastAPI(
        title=f"Attune {service}",
        description=description,
        lifespan=_lifespan,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        telemetry={
            "tracing": provider is not None,
            "tracer_provider": provider,
            "metrics": False,  # ours are counted in `Edge`, with labels that we know
            "logs": False,  # they would hold the texts of exceptions
            "operation_spans": False,
            "auto_configure": False,
            "exclude": lambda scope: scope["path"] in UNTRACED,
        },
        generate_unique_id_function=lambda route: f"{route.tags[0]}_{route.name}" if route.tags else route.name,
    )
    application.state.settings = settings
    application.state.limits = limits
    application.state.database = Database(settings, role)
    application.state.compute = compute or ComputePool(settings.compute_workers)
    for router in routers:
        application.include_router(router)
    _add_health(application)
    application.state.patterns = [
        (route.path_regex, route.methods)
        for routes in (application.routes, *(router.routes for router in routers))
        for route in routes
        if isinstance(route, APIRoute)
    ]
    _add_problem_handlers(application)
    application.add_middleware(Edge, service=service, settings=settings, limits=limits)
    return application


def _add_health(application: FastAPI) -> None:
    @application.get("/livez", include_in_schema=False)
    async def livez() -> JSONResponse:
        return JSONResponse({"status": "ok"})

    @application.get("/readyz", include_in_schema=False)
    async def readyz() -> JSONResponse:
        await application.state.database.ping()
        return JSONResponse({"status": "ok"})

    @application.get("/metrics", include_in_schema=False)
    async def metrics() -> Response:
        page, media_type = metrics_page()
        return Response(page, media_type=media_type)


def _add_problem_handlers(application: FastAPI) -> None:
    async def on_problem(request: Request, error: Exception) -> Response:
        return problem_response(error, request_id(request.scope))

    async def on_invalid(request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)  # noqa: S101 — what it is registered for
        return problem_response(invalid_request(error), request_id(request.scope))

    async def on_http(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)  # noqa: S101 — what it is registered for
        return problem_response(_of_http(application, request, error), request_id(request.scope))

    application.add_exception_handler(Problem, on_problem)
    application.add_exception_handler(RequestValidationError, on_invalid)
    application.add_exception_handler(HTTPException, on_http)


def _of_http(application: FastAPI, request: Request, error: HTTPException) -> Problem:
    if isinstance(error.__cause__, Problem):  # FastAPI wraps what is raised while it reads a body
        return error.__cause__
    if error.status_code == 405:
        allowed = allowed_methods(application, request.scope["path"])
        method = f"{request.method} is not one of the methods here: {', '.join(allowed)}."
        return MethodNotAllowedError(method, headers={"Allow": ", ".join(allowed)})
    kinds = {
        400: MalformedBodyError,
        401: UnauthenticatedError,
        403: ForbiddenError,
        404: NotFoundError,
        413: PayloadTooLargeError,
        415: UnsupportedMediaTypeError,
    }
    kind: type[Problem] = kinds.get(error.status_code, InvalidRequestError)
    detail = "There is nothing at this path." if error.status_code == 404 and error.detail == "Not Found" else str(error.detail)
    return kind(detail)


def allowed_methods(application: FastAPI, path: str) -> list[str]:
    """Every method that some route answers at a path (Starlette names only the first route's)."""
    patterns: list[tuple[re.Pattern[str], set[str]]] = application.state.patterns
    return sorted({method for pattern, methods in patterns if pattern.match(path) for method in methods})


def invalid_request(error: RequestValidationError) -> Problem:
    """A 422 that points at every fault; 400 when the body is no JSON at all, 415 when it is not said to be JSON."""
    faults = error.errors()
    if any(fault["type"] == "json_invalid" for fault in faults):
        return MalformedBodyError("The body is not valid JSON.")
    if isinstance(error.body, bytes):  # FastAPI leaves what is of another type as it came
        return UnsupportedMediaTypeError("The body must be JSON; send Content-Type: application/json.")
    errors = [FieldError(pointer=_pointer(fault["loc"]), message=fault["msg"], code=fault["type"]) for fault in faults[:100]]
    first = errors[0]
    return InvalidRequestError(f"{first.pointer or 'The body'}: {first.message}", errors=errors)


def _pointer(location: tuple[Any, ...]) -> str:
    place, *parts = location
    if place == "body":
        return "".join(f"/{str(part).replace('~', '~0').replace('/', '~1')}" for part in parts)
    mark = {"query": "?", "header": "#", "path": "path:"}.get(place, "")
    return _printable(f"{mark}{'.'.join(str(part) for part in parts)}")


def _printable(text: str) -> str:
    """Text that can be encoded: a pointer may repeat what the caller sent."""
    return text.encode("utf-8", "replace").decode()


__all__ = [
    "AsOf",
    "Caller",
    "Compute",
    "ProblemDocument",
    "ServiceRoute",
    "Snapshot",
    "SnapshotAsOf",
    "Work",
    "begin_work",
    "create_application",
    "holds_nul",
    "new_router",
    "requires",
]
