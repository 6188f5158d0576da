from copy import deepcopy
from typing import Any

import pytest

from gateway.openapi import MergeError, merge

REFERENCE = {"$ref": "#/components/schemas/Toy"}


def document(path: str = "/v1/toys", tag: str = "toys", name: str = "list", toy: str = "string") -> dict[str, Any]:
    """As FastAPI makes one."""
    return {
        "openapi": "3.1.0",
        "info": {"title": "Attune toys", "version": "0.1.0"},
        "paths": {
            path: {
                "get": {
                    "tags": [tag],
                    "operationId": f"{tag}_{name}",
                    "security": [{"HTTPBearer": []}],
                    "responses": {
                        "200": {"description": "OK", "content": {"application/json": {"schema": REFERENCE}}},
                        "404": {"description": "Not Found: `not_found`", "content": {"application/json": {"schema": {}}}},
                        "422": {
                            "description": "Validation Error",
                            "content": {
                                "application/json": {"schema": {"$ref": "#/components/schemas/HTTPValidationError"}},
                            },
                        },
                    },
                }
            }
        },
        "components": {
            "schemas": {
                "Toy": {"type": toy},
                "HTTPValidationError": {"properties": {"detail": {"$ref": "#/components/schemas/ValidationError"}}},
                "ValidationError": {"type": "object"},
            },
            "securitySchemes": {"HTTPBearer": {"type": "http", "scheme": "bearer"}},
        },
    }


def test_all_operations_of_all_services_are_there() -> None:
    merged = merge({"a": document("/v1/a", "as"), "b": document("/v1/b", "bs")}, "1.2", {"as": "The as.", "bs": "The bs."})
    assert list(merged["paths"]) == ["/v1/a", "/v1/b"]
    assert merged["openapi"] == "3.1.0"
    assert merged["info"]["version"] == "1.2"
    assert merged["tags"] == [{"name": "as", "description": "The as."}, {"name": "bs", "description": "The bs."}]


def test_a_schema_that_all_mean_alike_is_one() -> None:
    merged = merge({"a": document("/v1/a", "as"), "b": document("/v1/b", "bs")})
    assert merged["components"]["schemas"]["Toy"] == {"type": "string"}


def test_a_schema_with_two_meanings_is_an_error() -> None:
    with pytest.raises(MergeError, match="Toy of b"):
        merge({"a": document("/v1/a", "as"), "b": document("/v1/b", "bs", toy="integer")})


def test_two_schemas_of_one_name_in_a_service_are_an_error() -> None:
    odd = document()
    odd["components"]["schemas"]["services__toys__Toy"] = {"type": "object"}
    with pytest.raises(MergeError, match="services__toys__Toy"):
        merge({"a": odd})


def test_two_operations_with_one_id_are_an_error() -> None:
    with pytest.raises(MergeError, match="toys_list"):
        merge({"a": document("/v1/a"), "b": document("/v1/b")})


def test_one_operation_of_two_services_is_an_error() -> None:
    with pytest.raises(MergeError, match="GET /v1/toys of b"):
        merge({"a": document(name="list"), "b": document(name="index")})


@pytest.mark.parametrize("change", [{"operationId": "list"}, {"tags": []}, {"tags": ["toys", "games"]}])
def test_an_operation_without_a_proper_name_is_an_error(change: dict[str, Any]) -> None:
    odd = document()
    odd["paths"]["/v1/toys"]["get"] |= change
    with pytest.raises(MergeError, match="GET /v1/toys"):
        merge({"a": odd})


def test_a_reference_to_nothing_is_an_error() -> None:
    odd = document()
    del odd["components"]["schemas"]["Toy"]
    with pytest.raises(MergeError, match="components/schemas/Toy"):
        merge({"a": odd})


def test_every_refusal_is_a_problem_and_nothing_else() -> None:
    merged = merge({"a": document()})
    responses = merged["paths"]["/v1/toys"]["get"]["responses"]
    assert set(responses) == {"200", "400", "401", "403", "404", "422", "503"}
    for status in sorted(set(responses) - {"200"}):
        schema = {"schema": {"$ref": "#/components/schemas/ProblemDocument"}}
        assert responses[status]["content"] == {"application/problem+json": schema}
    assert responses["200"]["content"] == {"application/json": {"schema": REFERENCE}}
    assert set(merged["components"]["schemas"]) == {"Toy", "ProblemDocument", "FieldError"}
    assert "code" in merged["components"]["schemas"]["ProblemDocument"]["required"]


def test_there_is_one_security_scheme() -> None:
    merged = merge({"a": document()})
    assert merged["paths"]["/v1/toys"]["get"]["security"] == [{"bearer": []}]
    (scheme,) = merged["components"]["securitySchemes"].values()
    assert (scheme["type"], scheme["scheme"]) == ("http", "bearer")


def test_the_services_documents_stay_as_they_are() -> None:
    given = document()
    kept = deepcopy(given)
    merge({"a": given})
    assert given == kept


def test_a_refusal_in_the_form_of_another_protocol_stays_as_it_is() -> None:
    odd = document()
    content = {"application/json": {"schema": REFERENCE}}
    odd["paths"]["/v1/toys"]["get"]["responses"]["404"] = {"description": "`TOY_NOT_FOUND`", "content": content}
    assert merge({"a": odd})["paths"]["/v1/toys"]["get"]["responses"]["404"]["content"] == content
