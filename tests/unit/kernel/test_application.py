"""What every service answers where something is wrong, and how it reads ids."""

import logging

import pytest
from httpx import AsyncClient

from kernel.principals import Principal
from kernel.settings import Settings
from tests.unit.kernel.toy import READ, calling, problem_of, toy_service

JSON = {"Content-Type": "application/json"}


@pytest.mark.parametrize(
    "body",
    ["{", "", "nul", '{"name": NaN}', '{"name": Infinity}', '{"name": "\\ud800"}', '{"name": "\\udc00\\ud800"}', "[" * 100_000],
)
async def test_what_is_no_json_is_refused(body: str, toys: AsyncClient) -> None:
    response = await toys.post("/v1/toys", content=body, headers=JSON)
    if body == "":
        problem_of(response, 422, "invalid_request")
    else:
        problem_of(response, 400, "body_unparsable")


async def test_bytes_that_are_no_utf8_are_no_json(toys: AsyncClient) -> None:
    response = await toys.post("/v1/toys", content=b'{"name": "\xff\xfe"}', headers=JSON)
    problem_of(response, 400, "body_unparsable")


@pytest.mark.parametrize(
    "body", ['{"name": "a\\u0000b"}', '{"a\\u0000": 1, "name": "a"}', '{"name": "a", "x": [{"y": "\\u0000"}]}']
)
async def test_nul_in_a_body_is_refused(body: str, toys: AsyncClient) -> None:
    problem_of(await toys.post("/v1/toys", content=body, headers=JSON), 400, "text_invalid")


async def test_an_escaped_backslash_before_u0000_is_no_nul(toys: AsyncClient) -> None:
    response = await toys.post("/v1/toys", content='{"name": "a\\\\u0000b"}', headers=JSON)
    assert response.json()["name"] == "a\\u0000b"


@pytest.mark.parametrize("path", ["/v1/toys/a%00b", "/v1/toys?search=%00", "/v1/toys?search=a&x=%00"])
async def test_nul_in_a_path_or_query_is_refused(path: str, toys: AsyncClient) -> None:
    problem_of(await toys.get(path), 400, "text_invalid")


@pytest.mark.parametrize("path", ["/v1/toys/%ff", "/v1/toys/%ED%A0%80", "/v1/toys?search=%ff", "/v1/toys?search=%ED%A0%80"])
async def test_a_path_or_query_that_is_no_utf8_is_refused(path: str, toys: AsyncClient) -> None:
    problem_of(await toys.get(path), 400, "text_invalid")


@pytest.mark.parametrize(
    ("path", "known_as"),
    [
        ("a%2Fb", "a/b"),
        ("a%2fb%2F", "a/b/"),
        ("50%25", "50%"),
        ("%252F", "%2F"),
        ("a+b", "a+b"),
        ("a%2Bb", "a+b"),
        ("a%20b", "a b"),
        ("%C3%A9l%C3%A8ve", "élève"),
        ("%E5%AE%A2%E6%88%B7", "客户"),
        ("%D0%BA%D0%BB%D0%B8%D0%B5%D0%BD%D1%82", "клиент"),
        ("%D8%B9%D9%85%D9%8A%D9%84", "عميل"),
        ("%F0%9F%A6%8A", "🦊"),
        ("a%3Fb%23c", "a?b#c"),
        ("%2E%2E", ".."),
        ("jane%40example.org", "jane@example.org"),
    ],
)
async def test_an_id_in_a_path_is_one_segment(path: str, known_as: str, toys: AsyncClient) -> None:
    response = await toys.get(f"/v1/toys/{path}")
    assert response.status_code == 200, response.text
    assert response.json()["id"] == known_as


async def test_two_segments_are_no_id(toys: AsyncClient) -> None:
    problem_of(await toys.get("/v1/toys/a/b"), 404, "not_found")


async def test_nothing_at_a_path_is_a_problem(toys: AsyncClient) -> None:
    assert problem_of(await toys.get("/v1/nothing"), 404, "not_found")["detail"] == "There is nothing at this path."


async def test_a_known_absence_says_what_is_absent(toys: AsyncClient) -> None:
    assert problem_of(await toys.post("/v1/failures/not_found"), 404, "not_found")["detail"] == "There is no toy 'a'."


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("PATCH", "/v1/toys/a%2Fb", "DELETE, GET, PUT"),
        ("POST", "/v1/toys/a", "DELETE, GET, PUT"),
        ("DELETE", "/v1/toys", "GET, POST"),
        ("OPTIONS", "/v1/toys", "GET, POST"),
        ("GET", "/v1/failures/bug", "POST"),
        ("POST", "/livez", "GET"),
        ("POST", "/readyz", "GET"),
        ("DELETE", "/metrics", "GET"),
    ],
)
async def test_a_method_that_is_not_allowed_learns_all_that_are(
    method: str, path: str, allowed: str, toys: AsyncClient
) -> None:
    response = await toys.request(method, path)
    assert response.status_code == 405
    assert response.headers["allow"] == allowed
    problem_of(response, 405, "method_not_allowed")


@pytest.mark.parametrize(("kind", "detail"), [("too_large", "A toy is at most 3 bytes."), ("http_413", "too much")])
async def test_a_body_that_is_too_large(kind: str, detail: str, toys: AsyncClient) -> None:
    assert problem_of(await toys.post(f"/v1/failures/{kind}"), 413, "payload_too_large")["detail"] == detail


async def test_a_media_type_that_is_refused(toys: AsyncClient) -> None:
    problem_of(await toys.post("/v1/failures/http_415"), 415, "unsupported_media_type")


@pytest.mark.parametrize(
    "media_type", ["text/plain", "application/x-www-form-urlencoded", "application/octet-stream", "nonsense", None]
)
async def test_json_that_is_not_said_to_be_json(media_type: str | None, toys: AsyncClient) -> None:
    headers = {} if media_type is None else {"Content-Type": media_type}
    response = await toys.post("/v1/toys", content=b'{"name": "a"}', headers=headers)
    assert "application/json" in problem_of(response, 415, "unsupported_media_type")["detail"]


@pytest.mark.parametrize("media_type", ["application/json", "application/json; charset=utf-8", "application/merge-patch+json"])
async def test_json_by_its_names(media_type: str, toys: AsyncClient) -> None:
    response = await toys.post("/v1/toys", content=b'{"name": "a"}', headers={"Content-Type": media_type})
    assert response.status_code == 200


async def test_every_fault_of_a_body_has_a_pointer(toys: AsyncClient) -> None:
    body = {"name": 5, "sizes": [{"width": 1}, {"width": "wide"}, {}, 7]}
    document = problem_of(await toys.post("/v1/toys", json=body), 422, "invalid_request")
    assert [(error["pointer"], error["code"]) for error in document["errors"]] == [
        ("/name", "string_type"),
        ("/sizes/1/width", "int_parsing"),
        ("/sizes/2/width", "missing"),
        ("/sizes/3", "model_attributes_type"),
    ]


@pytest.mark.parametrize("body", ["[]", "null", "3", '"text"'])
async def test_a_body_of_another_kind_is_at_fault_as_a_whole(body: str, toys: AsyncClient) -> None:
    document = problem_of(await toys.post("/v1/toys", content=body, headers=JSON), 422, "invalid_request")
    assert [error["pointer"] for error in document["errors"]] == [""]


@pytest.mark.parametrize("limit", ["0", "1001", "many", "1e3", ""])
async def test_a_fault_of_a_query_names_its_parameter(limit: str, toys: AsyncClient) -> None:
    document = problem_of(await toys.get("/v1/toys", params={"limit": limit}), 422, "invalid_request")
    assert [error["pointer"] for error in document["errors"]] == ["?limit"]


async def test_a_fault_of_a_cursor_is_told_as_one(toys: AsyncClient) -> None:
    document = problem_of(await toys.get("/v1/toys", params={"cursor": "WzEsMl0"}), 422, "invalid_request")
    assert [(error["pointer"], error["code"]) for error in document["errors"]] == [("?cursor", "cursor_invalid")]


async def test_a_body_of_a_thousand_faults_names_the_first_hundred(toys: AsyncClient) -> None:
    document = problem_of(await toys.post("/v1/toys", json={"name": "a", "sizes": [{}] * 1000}), 422, "invalid_request")
    assert len(document["errors"]) == 100


async def test_a_failure_of_ours_says_nothing_of_its_inside(toys: AsyncClient, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        response = await toys.post("/v1/failures/bug")
    problem_of(response, 500, "internal_error")
    assert "secret inside" not in response.text


async def test_a_domain_error_is_the_callers_and_points_at_the_row(toys: AsyncClient) -> None:
    document = problem_of(await toys.post("/v1/failures/domain"), 422, "matrix_singular")
    assert document["title"] == "The matrix is singular"
    assert [(error["pointer"], error["code"]) for error in document["errors"]] == [("/rows/3", "matrix_singular")]


async def test_nobody_is_unauthenticated(offline: Settings) -> None:
    async with calling(toy_service(offline), None) as client:
        response = await client.get("/v1/toys/a")
    problem_of(response, 401, "unauthenticated")
    assert response.headers["www-authenticate"] == "Bearer"


async def test_a_caller_whose_key_is_not_resolved_is_unauthenticated(offline: Settings) -> None:
    async with calling(toy_service(offline), Principal(None, "unresolved", frozenset())) as client:
        problem_of(await client.get("/v1/toys/a"), 401, "unauthenticated")


async def test_a_scope_that_is_lacking_is_named(offline: Settings, admin: Principal) -> None:
    reader = Principal(admin.workspace_id, "key:2", frozenset({READ}))
    async with calling(toy_service(offline), reader) as client:
        assert (await client.get("/v1/toys/a")).status_code == 200
        document = problem_of(await client.post("/v1/toys", json={"name": "a"}), 403, "forbidden")
    assert "behaviour:write" in document["detail"]


async def test_livez_needs_no_database_and_readyz_names_what_is_down(toys: AsyncClient) -> None:
    assert (await toys.get("/livez")).json() == {"status": "ok"}
    response = await toys.get("/readyz")
    assert "database" in problem_of(response, 503, "unavailable")["detail"]
    assert response.headers["retry-after"] == "1"


async def test_metrics_count_requests_by_route_template_never_by_id(toys: AsyncClient) -> None:
    await toys.get("/v1/toys/somebody%40example.org")
    await toys.get("/v1/somewhere/somebody%40example.org")
    page = (await toys.get("/metrics")).text
    labels = 'method="GET",route="/v1/toys/{toy_id:encoded}",service="toy",status="200"'
    assert f"attune_http_requests_total{{{labels}}}" in page
    assert "somebody" not in page


async def test_operations_are_named_by_tag_and_function(offline: Settings) -> None:
    paths = toy_service(offline).openapi()["paths"]
    assert {path: sorted(each["operationId"] for each in methods.values()) for path, methods in paths.items()} == {
        "/v1/toys/{toy_id}": ["toys_read", "toys_remove", "toys_replace"],
        "/v1/toys": ["toys_create", "toys_find"],
        "/v1/failures/{kind}": ["toys_fail"],
    }
