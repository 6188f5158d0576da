"""A toy service on `create_application`, and callers of it as the gateway would be."""

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from typing import Annotated, Any

from fastapi import APIRouter, FastAPI, HTTPException, Query
from httpx import ASGITransport, AsyncClient, Response
from pydantic import BaseModel

from kernel.application import create_application, new_router, requires
from kernel.pagination import Cursor, Limit, decode_cursor
from kernel.principals import PRINCIPAL_HEADER, Principal, Scope, sign_principal
from kernel.problems import MEDIA_TYPE, NotFoundError, PayloadTooLargeError, problems
from kernel.settings import Settings

READ, WRITE = Scope.BEHAVIOUR_READ, Scope.BEHAVIOUR_WRITE
REQUEST_ID = "request-7"


class Size(BaseModel):
    width: int


class ToyRequest(BaseModel):
    name: str
    sizes: list[Size] = []


class Echo(BaseModel):
    id: str | None = None
    name: str | None = None


class SingularError(Exception):
    """A domain's error: it knows nothing of HTTP."""

    code = "matrix_singular"
    title = "The matrix is singular"

    def __init__(self, row: int) -> None:
        super().__init__(f"Row {row} is a multiple of another.")
        self.row = row


def toy_router() -> APIRouter:
    """Routes without a database."""
    router = new_router("toys")

    @router.get("/v1/toys/{toy_id:encoded}", dependencies=[requires(READ)], responses=problems(NotFoundError))
    async def read(toy_id: str) -> Echo:
        return Echo(id=toy_id)

    @router.put("/v1/toys/{toy_id:encoded}", dependencies=[requires(WRITE)], responses=problems())
    async def replace(toy_id: str, body: ToyRequest) -> Echo:
        return Echo(id=toy_id, name=body.name)

    @router.delete("/v1/toys/{toy_id:encoded}", dependencies=[requires(WRITE)], responses=problems())
    async def remove(toy_id: str) -> Echo:
        return Echo(id=toy_id)

    @router.get("/v1/toys", dependencies=[requires(READ)], responses=problems())
    async def find(limit: Limit = 10, cursor: Cursor = None, q: Annotated[str | None, Query(alias="search")] = None) -> Echo:
        position = decode_cursor(cursor, int)
        return Echo(id=str((position or [limit])[0]), name=q)

    @router.post("/v1/toys", dependencies=[requires(WRITE)], responses=problems())
    async def create(body: ToyRequest) -> Echo:
        return Echo(name=body.name)

    @router.post("/v1/failures/{kind:encoded}", dependencies=[requires(WRITE)], responses=problems())
    async def fail(kind: str) -> Echo:
        raise {
            "bug": RuntimeError("secret inside"),
            "domain": SingularError(3),
            "too_large": PayloadTooLargeError("A toy is at most 3 bytes."),
            "http_413": HTTPException(413, "too much"),
            "http_415": HTTPException(415, "not this"),
            "not_found": NotFoundError("There is no toy 'a'."),
        }[kind]

    return router


def toy_service(settings: Settings, routers: Iterable[APIRouter] | None = None, role: str = "attune_segmentation") -> FastAPI:
    """The toy service."""
    return create_application("toy", role, settings, list(routers) if routers is not None else [toy_router()])


@asynccontextmanager
async def calling(application: FastAPI, principal: Principal | None) -> AsyncIterator[AsyncClient]:
    """A client of a running application whose requests came through the gateway, on behalf of a principal."""
    headers = {"X-Request-Id": REQUEST_ID}
    if principal is not None:
        headers[PRINCIPAL_HEADER] = sign_principal(principal, application.state.settings.principal_secret)
    transport = ASGITransport(application, raise_app_exceptions=False)
    async with (
        application.router.lifespan_context(application),
        AsyncClient(transport=transport, base_url="http://toy", headers=headers) as client,
    ):
        yield client


def problem_of(response: Response, status: int, code: str) -> dict[str, Any]:
    """The problem that a response is; it has everything that a problem has, and nothing of our inside."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == MEDIA_TYPE
    document: dict[str, Any] = response.json()
    assert document["status"] == status
    assert document["code"] == code
    assert document["type"] == f"urn:attune:problem:{code}"
    assert document["title"]
    assert document["detail"] == document["message"]
    assert document["request_id"] == REQUEST_ID
    assert "Traceback" not in response.text
    assert ".py" not in response.text
    return document
