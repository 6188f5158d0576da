"""A toy service with a database: a note is a customer, and all that shares its fate is written beside it."""

from datetime import datetime
from uuid import UUID

import asyncpg
from fastapi import APIRouter, Response
from pydantic import BaseModel
from sqlalchemy import func, insert, select, text

from kernel.application import AsOf, Work, new_router, requires
from kernel.database import UnitOfWork
from kernel.identifiers import new_id
from kernel.jobs import enqueue
from kernel.principals import Principal, Scope
from kernel.problems import ConflictError, problems
from kernel.settings import Settings
from schema.behaviour import customers

READ, WRITE = Scope.BEHAVIOUR_READ, Scope.BEHAVIOUR_WRITE
JOB_KIND = "toy.nobody_runs_this"


class Note(BaseModel):
    text: str
    fail: str | None = None


class Kept(BaseModel):
    id: UUID
    text: str


class Seen(BaseModel):
    count: int
    at: datetime


async def keep(work: UnitOfWork, note: Note) -> Kept:
    """Write one of everything that belongs to a change."""
    kept = Kept(id=new_id(), text=note.text)
    await work.execute(insert(customers).values(workspace_id=work.workspace_id, id=kept.id, customer_id=note.text))
    await work.emit("note.kept", kept.id, {"length": len(note.text)})
    await work.record("note.keep", kept.id, before=None, after={"text": note.text})
    await enqueue(work, JOB_KIND, {"note": str(kept.id)})
    return kept


def notes_router() -> APIRouter:
    """Routes that write, and fail in several ways after they wrote."""
    router = new_router("notes")

    @router.post("/v1/notes", dependencies=[requires(WRITE)], responses=problems(ConflictError), status_code=201)
    async def create(work: Work, note: Note, response: Response) -> Kept:
        kept = await keep(work, note)
        response.headers["Location"] = f"/v1/notes/{kept.id}"
        if note.fail == "conflict":
            raise ConflictError("There is such a note.")
        if note.fail == "bug":
            raise RuntimeError("a bug after the writes")
        if note.fail == "answer":
            return {"id": "no uuid"}  # type: ignore[return-value]  # a bug in the answer itself
        if note.fail == "constraint":
            await work.execute(insert(customers).values(workspace_id=work.workspace_id, id=kept.id))
        if note.fail == "terminated":
            await work.execute(text("select pg_terminate_backend(pg_backend_pid())"))
        return kept

    @router.put("/v1/notes", dependencies=[requires(WRITE)], responses=problems())
    async def replace(work: Work, note: Note) -> Kept:
        return await keep(work, note)

    @router.delete("/v1/notes", dependencies=[requires(WRITE)], responses=problems(), status_code=204)
    async def remove(work: Work) -> None:
        await work.record("note.remove", new_id())

    @router.get("/v1/notes", dependencies=[requires(READ)], responses=problems())
    async def find(work: Work, as_of: AsOf) -> Seen:
        count = (await work.execute(select(func.count()).select_from(customers))).scalar_one()
        return Seen(count=count, at=as_of)

    return router


async def effects(settings: Settings, principal: Principal) -> dict[str, int]:
    """How many rows of each kind a workspace has."""
    connection = await asyncpg.connect(settings.database_url)
    try:
        return {
            table: await connection.fetchval(
                f"select count(*) from attune.{table} where workspace_id = $1", principal.workspace_id
            )
            for table in ("customers", "feed", "audit_log", "jobs", "idempotency_keys")
        }
    finally:
        await connection.close()
