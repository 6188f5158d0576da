"""Flags: HTTP in, HTTP out."""

from typing import Annotated

from fastapi import Query, Response

from kernel.application import Work, new_router, requires
from kernel.pagination import DEFAULT_LIMIT, Cursor, Limit, decode_cursor, paginate
from kernel.principals import Scope
from kernel.problems import problems
from services.experiments.domain.errors import (
    InvalidConditionError,
    InvalidFlagError,
    InvalidFlagValueError,
    InvalidPatternError,
    InvalidSplitError,
    UnknownExperimentError,
    UnknownGroupError,
)
from services.experiments.problems import FlagArchivedError, FlagKeyTakenError, FlagNotFoundError, RuleFieldError
from services.experiments.schemas.flags import FlagChange, FlagCreation, FlagDocument, FlagPage
from services.experiments.use_cases import flags

router = new_router("flags")

_REFUSALS = (
    RuleFieldError,
    InvalidFlagError,
    InvalidFlagValueError,
    InvalidSplitError,
    InvalidConditionError,
    InvalidPatternError,
    UnknownGroupError,
    UnknownExperimentError,
)


@router.post(
    "/v1/flags",
    status_code=201,
    dependencies=[requires(Scope.EXPERIMENTS_WRITE)],
    responses=problems(FlagKeyTakenError, *_REFUSALS),
    summary="Make a flag.",
)
async def create(body: FlagCreation, work: Work) -> FlagDocument:
    """Make a flag: it is live when this is answered."""
    return FlagDocument.of(await flags.create_flag(work, body.request()))


@router.get("/v1/flags", dependencies=[requires(Scope.EXPERIMENTS_READ)], responses=problems(), summary="List the flags.")
async def index(
    work: Work,
    limit: Limit = DEFAULT_LIMIT,
    cursor: Cursor = None,
    archived: Annotated[bool, Query(description="The archived ones in place of the live ones.")] = False,
) -> FlagPage:
    """Flags, by key."""
    position = decode_cursor(cursor, str)
    found = await flags.list_flags(work, limit, position[0] if position else None, archived=archived)
    page, next_cursor = paginate(found, limit, lambda flag: [flag.key])
    return FlagPage(items=[FlagDocument.of(flag) for flag in page], next_cursor=next_cursor)


@router.get(
    "/v1/flags/{key:encoded}",
    dependencies=[requires(Scope.EXPERIMENTS_READ)],
    responses=problems(FlagNotFoundError),
    summary="Read a flag.",
)
async def read(key: str, work: Work) -> FlagDocument:
    """A flag, archived or not."""
    return FlagDocument.of(await flags.read_flag(work, key))


@router.patch(
    "/v1/flags/{key:encoded}",
    dependencies=[requires(Scope.EXPERIMENTS_WRITE)],
    responses=problems(FlagNotFoundError, FlagArchivedError, *_REFUSALS),
    summary="Change a flag.",
)
async def change(key: str, body: FlagChange, work: Work) -> FlagDocument:
    """Change a flag: the next evaluation sees it. Changes of one flag wait for each other, and the last one stands."""
    return FlagDocument.of(await flags.change_flag(work, key, body.changes()))


@router.delete(
    "/v1/flags/{key:encoded}",
    status_code=204,
    dependencies=[requires(Scope.EXPERIMENTS_WRITE)],
    responses=problems(FlagNotFoundError),
    summary="Archive a flag.",
)
async def archive(key: str, work: Work) -> Response:
    """Archive a flag: it is evaluated no more. A change with `archived`: false takes it back."""
    await flags.archive_flag(work, key)
    return Response(status_code=204)
