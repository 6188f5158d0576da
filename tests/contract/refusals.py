"""What holds for every refusal: it is a problem of the contract, and nothing is written."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import httpx

from attune.composition import merged_openapi
from gateway.use_cases import NewWorkspace
from kernel.problems import ProblemDocument
from schema import metadata
from schema.roles import workspace_key
from tests.contract.running import System

JSON = "application/json"
MIB = 1024 * 1024
TABLES = [table.name for table in metadata.sorted_tables if workspace_key(table.name) == "workspace_id"]


def assert_problem(answer: httpx.Response, status: int, code: str, *pointers: str) -> ProblemDocument:
    """The answer is a problem of the contract, which names its status and code, and points at these faults."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    problem = ProblemDocument.model_validate(answer.json(), strict=True)
    assert set(answer.json()) >= {"type", "title", "status", "detail", "code", "request_id"}
    assert (problem.status, problem.code) == (status, code), answer.text
    assert problem.type.endswith(f":{code}")
    assert problem.request_id == answer.headers["x-request-id"]
    assert problem.title
    assert problem.detail
    assert {error.pointer for error in problem.errors or []} >= set(pointers), answer.text
    assert "Traceback" not in answer.text
    operation = operation_of(answer.request)
    if operation is not None:
        documented = operation["responses"].get(str(status), {"description": ""})
        assert f"`{code}`" in documented["description"], (operation["operationId"], status, code)
    return problem


def operation_of(request: httpx.Request) -> dict[str, Any] | None:
    """The operation of the contract that a request is of; None where there is none."""
    path = request.url.raw_path.partition(b"?")[0].decode()
    found = [item for pattern, item in _paths() if pattern.fullmatch(path) and request.method.lower() in item]
    return found[0][request.method.lower()] if found else None


@cache
def _paths() -> list[tuple[re.Pattern[str], dict[str, Any]]]:
    """The paths of the contract, those with fewer parameters first: `/v1/experiments/analyze` is no experiment's."""
    paths = sorted(merged_openapi()["paths"].items(), key=lambda path: path[0].count("{"))
    return [(re.compile(re.sub(r"\\{\w+\\}", "[^/]+", re.escape(path))), item) for path, item in paths]


@contextmanager
def nothing_written(system: System, workspace: NewWorkspace) -> Iterator[None]:
    """No row of the workspace is added or taken away, and its settings stay."""
    union = " union all ".join(f"select '{name}', count(*) from attune.{name} where workspace_id = $1" for name in TABLES)
    settings = "select * from attune.workspaces where id = $1"

    def state() -> tuple[dict[str, int], tuple[object, ...]]:
        rows = {row[0]: row[1] for row in system.query(union, workspace.workspace_id)}
        return rows, tuple(system.query(settings, workspace.workspace_id)[0])

    before = state()
    yield
    assert state() == before
