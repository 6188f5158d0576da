"""What must hold of the gateway's table and of its own routes."""

from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute, iter_route_contexts
from pydantic import SecretStr

from attune.composition import create_system
from gateway.app import INGESTION, create_app
from gateway.openapi import merge
from gateway.router import Access, Route
from kernel.bodies import MIB
from kernel.settings import Settings

NOWHERE = Settings(database_url="postgresql://127.0.0.1:1/none", secret_key=SecretStr("0" * 64))


@pytest.fixture
def own() -> FastAPI:
    return create_app(NOWHERE)


@pytest.fixture
def table() -> dict[str, Route]:
    """The routes of the whole system's gateway."""
    return {prefix.decode(): route for prefix, route in create_system(NOWHERE)._router._routes.items()}


def api_routes(application: FastAPI) -> Iterator[APIRoute]:
    for context in iter_route_contexts(application.routes):
        if isinstance(context.original_route, APIRoute) and context.original_route.include_in_schema:
            yield context.original_route


def test_only_ingestion_and_pages_are_open_without_a_key(table: dict[str, Route]) -> None:
    by_access = {access: {prefix for prefix, route in table.items() if route.access is access} for access in Access}
    assert by_access[Access.INGESTION] == INGESTION
    assert by_access[Access.OPEN] == {"/livez", "/readyz", "/openapi.json", "/docs"}
    assert by_access[Access.OPERATOR] == {"/metrics"}
    assert {"/v1/keys", "/v1/jobs", "/v1/workspace", "/v1/imports", "/v1/valuation"} <= by_access[Access.KEY]


def test_the_limits_are_those_of_the_contract(table: dict[str, Route]) -> None:
    large = {"/v1/valuation/fit", "/v1/valuation/predict", "/v1/attribution/compute", "/v1/budgets/optimize"}
    assert table["/v1/imports"].limit is None
    assert {table[prefix].limit for prefix in large} == {64 * MIB}
    assert {route.limit for prefix, route in table.items() if prefix not in {*large, "/v1/imports"}} == {4 * MIB}


def test_every_route_names_a_scope(own: FastAPI) -> None:
    routes = list(api_routes(own))
    assert len(routes) == 8
    for route in routes:
        assert any(hasattr(each.dependency, "__scope__") for each in route.dependencies), route.path


def test_a_problem_is_never_documented_as_plain_json(own: FastAPI) -> None:
    document = own.openapi()
    for item in document["paths"].values():
        for operation in item.values():
            refusals = {status: response for status, response in operation["responses"].items() if status >= "400"}
            assert {"401", "403", "422"} <= set(refusals)
            for response in refusals.values():
                assert list(response["content"]) == ["application/problem+json"]


def test_every_operation_of_the_merged_document_has_words_and_a_name_of_its_own(own: FastAPI) -> None:
    merged = merge({"gateway": own.openapi()})
    operations = [operation for item in merged["paths"].values() for operation in item.values()]
    names = [operation["operationId"] for operation in operations]
    assert len(names) == len(set(names)) == 8
    assert all(operation["summary"] and operation["description"] for operation in operations)
    assert all("description" in tag for tag in merged["tags"])
