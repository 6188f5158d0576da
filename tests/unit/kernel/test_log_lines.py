"""What lines of the log say, and what they never say."""

import asyncio
import json
import subprocess
import sys
from collections.abc import Iterator, MutableMapping
from typing import Any
from uuid import UUID

import pytest
import structlog
from fastapi import APIRouter
from httpx import AsyncClient
from structlog.testing import capture_logs

from kernel.application import new_router, requires
from kernel.identifiers import new_id
from kernel.principals import Principal
from kernel.settings import Settings
from kernel.telemetry import add_said, log_context, logger, said, say_workspace
from tests.unit.kernel.toy import READ, REQUEST_ID, calling, toy_service

Lines = list[MutableMapping[str, Any]]


@pytest.fixture
def lines() -> Iterator[Lines]:
    """The lines that are logged, with what is bound to them."""
    with capture_logs(processors=[add_said]) as captured:
        yield captured


def talking_router() -> APIRouter:
    router = new_router("toys")

    @router.get("/v1/words", dependencies=[requires(READ)])
    async def words() -> dict[str, str]:
        logger.info("said")
        return {}

    @router.get("/v1/failures", dependencies=[requires(READ)])
    async def fail() -> dict[str, str]:
        raise RuntimeError("inside")

    return router


@pytest.fixture
async def talker(offline: Settings, admin: Principal) -> Any:  # noqa: ANN401 — an iterator of clients
    async with calling(toy_service(offline, [talking_router()]), admin) as client:
        yield client


@pytest.mark.parametrize(("path", "event"), [("/v1/words", "said"), ("/v1/failures", "request_failed")])
async def test_a_service_says_for_which_request_and_workspace(
    path: str, event: str, lines: Lines, talker: AsyncClient, admin: Principal
) -> None:
    await talker.get(path)
    (line,) = (line for line in lines if line["event"] == event)
    told = {name: line[name] for name in ("request_id", "workspace_id", "service")}
    assert told == {"request_id": REQUEST_ID, "workspace_id": str(admin.workspace_id), "service": "toy"}
    assert said() == {}  # ASGITransport calls in this very task


async def test_a_caller_without_a_workspace_leaves_none_behind(lines: Lines, offline: Settings) -> None:
    async with calling(toy_service(offline, [talking_router()]), None) as client:
        with log_context(request_id="outer", workspace_id="outer"):
            await client.get("/v1/words")
            logger.info("after")
    assert [(line["request_id"], line["workspace_id"]) for line in lines] == [("outer", "outer")]


def test_a_context_ends_with_all_that_was_bound_in_it() -> None:
    with log_context(request_id="1", actor=None):
        with log_context(request_id="2", service="toy"):
            say_workspace(UUID(int=7))
            assert said() == {"request_id": "2", "service": "toy", "workspace_id": str(UUID(int=7))}
        assert said() == {"request_id": "1"}
    assert said() == {}


async def test_requests_side_by_side_do_not_mix() -> None:
    async def serve(name: str, workspace: UUID) -> tuple[str, str]:
        with log_context(request_id=name):
            await asyncio.sleep(0)
            say_workspace(workspace)
            await asyncio.sleep(0)
            return said()["request_id"], said()["workspace_id"]

    workspaces = {name: new_id() for name in "abc"}
    seen = await asyncio.gather(*(serve(name, workspace) for name, workspace in workspaces.items()))
    assert seen == [(name, str(workspace)) for name, workspace in workspaces.items()]


_PROGRAM = """
import logging
from kernel.telemetry import configure_logs, logger
configure_logs({format!r})
texts = [
    "duplicate key\\nDETAIL:  Key (email)=(Jane Canary) already exists.\\nHINT: none",
    "invalid input for query argument $1: 'Jane Canary' (expected str)",
    'invalid input syntax for type integer: "Jane Canary"',
    "no customer jane.canary@mail.example.org here",
    "GET /v1/customers/jane.canary%40example.org failed",
]
for text in texts:
    try:
        raise RuntimeError(text)
    except RuntimeError:
        logger.exception("failed")
        logging.getLogger("some.library").exception("failed for jane.canary@example.org")
"""


@pytest.mark.parametrize("log_format", ["json", "text"])
def test_exceptions_are_logged_without_the_values_that_they_quote(log_format: str) -> None:
    program = _PROGRAM.format(format=log_format)
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stderr
    assert told.count("RuntimeError: ") == 10
    assert "canary" not in told.lower()
    if log_format == "json":
        assert {json.loads(line)["event"] for line in told.splitlines()} == {"failed", "failed for an address, left out"}
        assert "HINT: none" in told


_PLAIN = """
import logging, uuid
from kernel.telemetry import configure_logs, log_context, logger
configure_logs("json", "info")
logger.debug("unsaid")
with log_context(request_id="r"):
    logger.info("ours", number=1, id=uuid.UUID(int=7))
    logging.getLogger("some.library").info("theirs")
    logger.warning("odd", text="\\ud800", thing=object)
"""


def test_our_lines_and_the_libraries_have_one_form() -> None:
    told = subprocess.run([sys.executable, "-c", _PLAIN], capture_output=True, text=True, check=True).stderr
    ours, theirs, odd = (json.loads(line) for line in told.splitlines())
    assert {name: ours[name] for name in ("event", "level", "logger", "request_id", "number", "id")} == {
        "event": "ours",
        "level": "info",
        "logger": "attune",
        "request_id": "r",
        "number": 1,
        "id": "00000000-0000-0000-0000-000000000007",
    }
    assert set(theirs) == set(ours) - {"number", "id"}
    assert (theirs["logger"], theirs["event"]) == ("some.library", "theirs")
    assert (odd["text"], odd["level"]) == ("\ud800", "warning")


def test_no_trace_is_named_where_there_is_none(lines: Lines) -> None:
    structlog.get_logger().info("said")
    assert "trace_id" not in lines[0]
