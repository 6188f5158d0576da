"""Bad input through the door, of every endpoint alike: each a problem with a code and a pointer, and nothing half-written.

What a service's own statements are refused for stands in the files of `bad_input`.
"""

import gzip
import json
import re
import socket
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest

from gateway.use_cases import NewWorkspace
from tests.contract.refusals import JSON, MIB, assert_problem
from tests.contract.running import System
from tests.contract.test_walls import OPERATIONS, Operation

pytestmark = pytest.mark.usefixtures("nothing_is_written")

WITH_BODY = [operation for operation in OPERATIONS.values() if operation.media_type == JSON]
INGESTION = [operation for operation in WITH_BODY if operation.path.count("/") == 2 and operation.name.startswith("events_")]
TYPED = [operation for operation in WITH_BODY if operation not in INGESTION and operation.name != "ofrep_evaluate"]
"""OFREP's refusals have a shape of their own."""
STATELESS = [
    operation
    for operation in TYPED
    if operation.path
    in (
        *("/v1/valuation/fit", "/v1/valuation/predict", "/v1/attribution/compute", "/v1/budgets/optimize"),
        *("/v1/experiments/analyze", "/v1/experiments/sample-size"),
    )
]
"""Their bodies are read in the process pool."""
STORED = [operation for operation in TYPED if operation not in STATELESS]
MAY_BE_ABSENT = ("experiments_start", "experiments_stop", "holdouts_stop")
"""Whose body is null where there is none."""
OF_ANY_TYPE = {"flags_create": ("default",), "flags_change": ("default",)}
"""Fields that are any JSON; the flag's kind says which, under a code of its own."""


def call(api: httpx.Client, operation: Operation, content: bytes, media_type: str | None = JSON) -> httpx.Response:
    headers = {} if media_type is None else {"Content-Type": media_type}
    return api.request(operation.method, operation.path, content=content, headers=headers)


def by_name(operation: Operation) -> str:
    return operation.name


class TestBodiesThatCannotBeRead:
    @pytest.mark.parametrize("operation", [*INGESTION, *TYPED], ids=by_name)
    @pytest.mark.parametrize("body", [b"{", b'{"a": ', b"\xff\xfe{}", b'{"a": 1}}', b'"half \\ud83'])
    def test_malformed_json(self, api: httpx.Client, operation: Operation, body: bytes) -> None:
        assert_problem(call(api, operation, body), 400, "body_unparsable")

    @pytest.mark.parametrize("operation", TYPED, ids=by_name)
    @pytest.mark.parametrize("body", [b"[]", b"null", b"1", b'"text"'])
    def test_json_that_is_no_object(self, api: httpx.Client, operation: Operation, body: bytes) -> None:
        if body == b"null" and operation.name in MAY_BE_ABSENT:
            assert_problem(call(api, operation, body), 404, "not_found")
            return
        problem = assert_problem(call(api, operation, body), 422, "invalid_request")
        assert problem.errors

    @pytest.mark.parametrize("operation", TYPED, ids=by_name)
    def test_every_field_of_a_wrong_type(self, api: httpx.Client, operation: Operation) -> None:
        assert operation.body is not None
        example: dict[str, Any] = json.loads(operation.body)
        for field in set(example) - set(OF_ANY_TYPE.get(operation.name, ())):
            body = json.dumps({**example, field: {"wrong": [None]}}).encode()
            problem = assert_problem(call(api, operation, body), 422, "invalid_request")
            assert any(error.pointer.startswith(f"/{field}") for error in problem.errors or []), problem

    @pytest.mark.parametrize("operation", STORED, ids=by_name)
    def test_numbers_that_are_none_and_text_with_nul(self, api: httpx.Client, operation: Operation) -> None:
        assert operation.body is not None
        example = operation.body.decode()
        for wrong in ("NaN", "Infinity", "-Infinity"):
            assert_problem(call(api, operation, f'{example[:-1]}, "more": {wrong}}}'.encode()), 400, "body_unparsable")
        assert_problem(call(api, operation, f'{example[:-1]}, "more": "a\\u0000b"}}'.encode()), 400, "text_invalid")

    @pytest.mark.parametrize("body", [b"{}", b'{"batch": null}', b'{"batch": {}}', b"[]", b"3"])
    def test_a_batch_without_messages(self, api: httpx.Client, body: bytes) -> None:
        assert_problem(api.post("/v1/batch", content=body), 400, "batch_malformed")

    def test_a_batch_of_too_many_messages(self, api: httpx.Client) -> None:
        assert_problem(api.post("/v1/batch", content=b'{"batch": [%s0]}' % (b"0," * 5_000)), 413, "batch_too_large")

    def test_compression_that_is_damaged_cut_or_unknown(self, api: httpx.Client) -> None:
        sound = gzip.compress(b'{"userId": "u", "event": "Seen"}')
        for body in (b"no gzip", sound[:-4], sound + b"tail", sound[:10] + b"\0\0" + sound[12:]):
            answer = api.post("/v1/track", content=body, headers={"Content-Encoding": "gzip"})
            assert_problem(answer, 400, "body_unparsable")
        answer = api.post("/v1/track", content=sound, headers={"Content-Encoding": "br"})
        assert_problem(answer, 415, "content_encoding_unsupported")


class TestBodiesThatAreTooLarge:
    @pytest.mark.parametrize("path", ["/v1/track", "/v1/batch", "/v1/keys", "/v1/workspace", "/v1/valuation/models"])
    def test_by_their_announcement(self, api: httpx.Client, path: str) -> None:
        method = "PATCH" if path == "/v1/workspace" else "POST"
        answer = api.request(method, path, content=b" " * (4 * MIB + 1), headers={"Content-Type": JSON})
        assert_problem(answer, 413, answer.json()["code"])

    @pytest.mark.parametrize("path", ["/v1/track", "/v1/batch", "/v1/keys", "/v1/valuation/models"])
    def test_by_what_comes_in_pieces(self, api: httpx.Client, path: str) -> None:
        pieces = (b" " * MIB for _ in range(5))
        answer = api.post(path, content=pieces, headers={"Content-Type": JSON})
        assert_problem(answer, 413, answer.json()["code"])

    def test_by_what_they_inflate_to(self, api: httpx.Client) -> None:
        bomb = gzip.compress(b" " * (64 * MIB))
        assert len(bomb) < MIB
        for path in ("/v1/track", "/v1/batch"):
            answer = api.post(path, content=bomb, headers={"Content-Encoding": "gzip"})
            assert_problem(answer, 413, "body_too_large")

    def test_before_they_are_read(self, system: System, house: NewWorkspace) -> None:
        """The refusal comes at once: nobody waits for a terabyte."""
        place = urlsplit(system.address)
        with socket.create_connection((str(place.hostname), int(place.port or 0)), timeout=5) as line:
            head = f"POST /v1/track HTTP/1.1\r\nHost: attune\r\nAuthorization: Bearer {house.write_key}\r\n"
            line.sendall(f"{head}Content-Length: 1000000000000\r\n\r\n".encode())
            assert line.recv(64).startswith(b"HTTP/1.1 413 ")


class TestParameters:
    @pytest.mark.parametrize(
        ("path", "pointer"),
        [
            ("/v1/customers?limit=0", "?limit"),
            ("/v1/customers?limit=ten", "?limit"),
            ("/v1/customers?cursor=garbage", "?cursor"),
            ("/v1/keys?cursor=WzFd", "?cursor"),
            ("/v1/jobs?state=bored", "?state"),
            ("/v1/jobs?cursor=%F0%9F%98%80", "?cursor"),
            ("/v1/customers/c?as_of=yesterday", "?as_of"),
            ("/v1/customers/c?as_of=2026-01-01T00:00:00", "?as_of"),
            ("/v1/events/summary?as_of=", "?as_of"),
            ("/v1/rfm?as_of=2026-13-01T00:00:00Z", "?as_of"),
            ("/v1/valuation/customers?order=clv%3B+drop+table", "?order"),
            ("/v1/valuation/loyalty?as_of=soon", "?as_of"),
            ("/v1/valuation/loyalty?window_days=0", "?window_days"),
            ("/v1/valuation/loyalty?margin_rate=1.5", "?margin_rate"),
            ("/v1/valuation/loyalty?acquisition_cost=inf", "?acquisition_cost"),
            ("/v1/valuation/loyalty?type_one_share=-1", "?type_one_share"),
            ("/v1/valuation/loyalty/customers?cell=heroes", "?cell"),
            ("/v1/valuation/loyalty/customers?cursor=garbage", "?cursor"),
            ("/v1/valuation/loyalty/customers/c?margin_rate=much", "?margin_rate"),
            ("/v1/feedback?cursor=garbage", "?cursor"),
            ("/v1/feedback?as_of=2026-01-01", "?as_of"),
            ("/v1/jobs/no-uuid", "path:job_id"),
            ("/v1/goals?open=perhaps", "?open"),
            ("/v1/goals?cursor=garbage", "?cursor"),
            ("/v1/goals?as_of=soon", "?as_of"),
            ("/v1/loop?as_of=2026-01-01", "?as_of"),
            ("/v1/attribution/reports?limit=1001", "?limit"),
            ("/v1/budgets?cursor=garbage", "?cursor"),
            ("/v1/flags?limit=0", "?limit"),
            ("/v1/experiments?cursor=garbage", "?cursor"),
            ("/v1/holdouts?limit=-1", "?limit"),
            ("/v1/customers/c/merges?cursor=garbage", "?cursor"),
        ],
    )
    def test_a_parameter_that_is_none_of_its_kind(self, api: httpx.Client, path: str, pointer: str) -> None:
        assert_problem(api.get(path), 422, "invalid_request", pointer)

    @pytest.mark.parametrize("unknown", ["no-uuid", "00000000-0000-7000-8000-000000000000", "%F0%9F%98%80"])
    @pytest.mark.parametrize(
        ("method", "path", "code"),
        [
            ("GET", "/v1/customers/{}", "not_found"),
            ("DELETE", "/v1/customers/{}", "not_found"),
            ("GET", "/v1/customers/{}/merges", "not_found"),
            ("GET", "/v1/valuation/models/{}", "not_found"),
            ("GET", "/v1/valuation/loyalty/customers/{}", "not_found"),
            ("GET", "/v1/attribution/reports/{}", "not_found"),
            ("GET", "/v1/budgets/{}", "not_found"),
            ("GET", "/v1/goals/{}", "not_found"),
            ("DELETE", "/v1/goals/{}", "not_found"),
            ("GET", "/v1/flags/{}", "flag_not_found"),
            ("DELETE", "/v1/flags/{}", "flag_not_found"),
            ("GET", "/v1/experiments/{}", "not_found"),
            ("GET", "/v1/experiments/{}/analyses", "not_found"),
            ("GET", "/v1/experiments/{}/results", "not_found"),
            ("POST", "/v1/experiments/{}/start", "not_found"),
            ("POST", "/v1/experiments/{}/stop", "not_found"),
            ("POST", "/v1/experiments/{}/archive", "not_found"),
            ("GET", "/v1/holdouts/{}", "not_found"),
            ("GET", "/v1/holdouts/{}/analyses", "not_found"),
            ("GET", "/v1/holdouts/{}/results", "not_found"),
            ("POST", "/v1/holdouts/{}/stop", "not_found"),
        ],
    )
    def test_what_is_not_there(self, api: httpx.Client, method: str, path: str, code: str, unknown: str) -> None:
        assert_problem(api.request(method, path.format(unknown)), 404, code)

    def test_a_key_that_is_none(self, api: httpx.Client) -> None:
        assert_problem(api.delete("/v1/keys/no-uuid"), 422, "invalid_request", "path:key_id")

    @pytest.mark.parametrize("path", ["/v1/customers/a%00b", "/v1/customers?cursor=a%00b", "/v1/customers/%FF"])
    def test_nul_and_what_is_no_utf8_in_the_address(self, api: httpx.Client, path: str) -> None:
        assert_problem(api.get(path), 400, "text_invalid")


class TestAddresses:
    @pytest.mark.parametrize(
        "path", ["/", "/v1", "/v1/", "/v1/nothing", "/v2/track", "/v1/track/", "/v1/trackx", "/v1/customers/a/b", "//v1/track"]
    )
    def test_an_unknown_path(self, api: httpx.Client, path: str) -> None:
        place = httpx.URL(str(api.base_url)).copy_with(raw_path=path.encode())
        assert_problem(api.get(place), 404, "not_found")

    @pytest.mark.parametrize("path", sorted({operation.path for operation in OPERATIONS.values()}))
    def test_a_method_that_is_none_of_the_path_names_all_that_are(self, api: httpx.Client, path: str) -> None:
        place = path.replace("{kind}", "orders").replace("{", "").replace("}", "")
        patterns = {operation: re.sub(r"\{\w+\}", "[^/]+", operation.path) for operation in OPERATIONS.values()}
        allowed = {operation.method for operation, pattern in patterns.items() if re.fullmatch(pattern, place)} | {"OPTIONS"}
        if "GET" in allowed:
            allowed.add("HEAD")
        for method in ("GET", "POST", "PUT", "PATCH", "DELETE"):
            if method not in allowed:
                answer = api.request(method, place)
                assert_problem(answer, 405, "method_not_allowed")
                assert set(answer.headers["allow"].split(", ")) == allowed

    @pytest.mark.parametrize("path", ["/livez", "/readyz", "/openapi.json", "/docs", "/metrics"])
    def test_pages_take_only_get(self, api: httpx.Client, path: str) -> None:
        answer = api.post(path)
        assert_problem(answer, 405, "method_not_allowed")
        assert {"GET", "HEAD"} <= set(answer.headers["allow"].split(", "))


class TestContentTypes:
    @pytest.mark.parametrize("media_type", [None, "text/plain", "application/xml"])
    def test_a_file_of_an_unknown_type(self, api: httpx.Client, media_type: str | None) -> None:
        headers = {} if media_type is None else {"Content-Type": media_type}
        answer = api.post("/v1/imports/orders", content=b"customer_id,occurred_at,amount\n", headers=headers)
        assert_problem(answer, 415, "content_type_unsupported")

    @pytest.mark.parametrize("operation", STORED, ids=by_name)
    def test_json_under_another_name(self, api: httpx.Client, operation: Operation) -> None:
        assert operation.body is not None
        answer = call(api, operation, operation.body, "text/csv")
        assert_problem(answer, 415, "unsupported_media_type")


class TestStatements:
    @pytest.mark.parametrize(
        ("body", "pointer"),
        [
            ({"time_zone": "Mars/Olympus"}, "/time_zone"),
            ({"currency": "zloty"}, "/currency"),
            ({"name": ""}, "/name"),
            ({"name": " x "}, "/name"),
            ({"clock_at": "2026-01-01T00:00:00"}, "/clock_at"),
        ],
    )
    def test_settings_that_are_none(self, api: httpx.Client, body: dict[str, str], pointer: str) -> None:
        assert_problem(api.patch("/v1/workspace", json=body), 422, "invalid_request", pointer)

    @pytest.mark.parametrize(
        "body",
        [
            {"kind": "scoped"},
            {"kind": "admin", "scopes": ["keys"]},
            {"kind": "scoped", "scopes": ["everything"]},
            {"kind": "scoped", "scopes": ["keys"], "expires_at": "2020-01-01T00:00:00Z"},
            {"kind": "master"},
        ],
    )
    def test_keys_that_cannot_be(self, api: httpx.Client, body: dict[str, object]) -> None:
        problem = assert_problem(api.post("/v1/keys", json=body), 422, "invalid_request")
        assert problem.errors


def test_every_problem_of_the_contract_is_documented_as_one() -> None:
    from attune.composition import merged_openapi

    for path, item in merged_openapi()["paths"].items():
        for method, operation in item.items():
            for status, response in operation["responses"].items():
                if operation["operationId"] == "ofrep_evaluate" and status in ("400", "404"):
                    schema = response["content"]["application/json"]["schema"]
                    assert schema == {"$ref": "#/components/schemas/EvaluationFailure"}
                elif status >= "400":
                    schema = response["content"]["application/problem+json"]["schema"]
                    assert schema == {"$ref": "#/components/schemas/ProblemDocument"}, (method, path, status)
