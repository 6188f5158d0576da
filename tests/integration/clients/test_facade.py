"""The client's facade before a system that fails, refuses and takes its time: answers by a script, over httpx."""

import json
from pathlib import Path
from typing import Any

import httpx
import pytest

from attune_client import Attune, AttuneProblemError, ImportCounts, JobCancelledError, JobFailedError
from attune_client.models import JobDocument, KeyRequest
from attune_client.operations import customers_read, keys_create, workspace_read

KEY = "attune_admin_" + "k" * 43
JOB_ID = "019a5c1e-7d3b-7a52-9d0e-4f6f1c7b2a10"
WORKSPACE = {"id": JOB_ID, "name": "cdnow", "time_zone": "UTC", "currency": "USD", "clock_at": None}
ISSUED = {
    "id": JOB_ID,
    "name": "report",
    "kind": "admin",
    "prefix": "attune_admin_kkkkkk",
    "scopes": ["admin"],
    "created_at": "2026-11-01T12:00:00Z",
    "expires_at": None,
    "revoked_at": None,
    "last_used_at": None,
    "key": KEY,
}

COUNTS = {"accepted": 2, "duplicates": 1, "rejected": 0, "rejected_sample": []}

Answer = httpx.Response | Exception


class Script:
    """Answers one after another, the last for ever, and what was asked."""

    def __init__(self, *answers: Answer) -> None:
        self.answers = list(answers)
        self.requests: list[httpx.Request] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        request.read()
        self.requests.append(request)
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, Exception):
            raise answer
        return answer

    def attune(self, tries: int = 5) -> Attune:
        """A client that asks this script."""
        return Attune("http://attune.example", KEY, transport=httpx.MockTransport(self), tries=tries)

    def header(self, name: str) -> list[str | None]:
        """A header of every request."""
        return [request.headers.get(name) for request in self.requests]


@pytest.fixture(autouse=True)
def sleeps(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How long the client waited between its tries, in the place of waiting."""
    waited: list[float] = []
    monkeypatch.setattr("time.sleep", waited.append)
    return waited


def answer(status: int, document: object, **headers: str) -> httpx.Response:
    return httpx.Response(status, json=document, headers=headers)


def problem(status: int, code: str, **more: object) -> httpx.Response:
    document = {"type": f"urn:attune:problem:{code}", "title": "No", "status": status, "detail": "It is so.", "code": code}
    headers = {"Content-Type": "application/problem+json", "Retry-After": "3"}
    return httpx.Response(status, content=json.dumps({**document, "message": "", "request_id": "r-1", **more}), headers=headers)


def job(state: str, progress: float = 0.0, stage: str = "", **more: object) -> httpx.Response:
    return answer(200, job_document(state, progress, stage, **more))


def job_document(state: str, progress: float = 0.0, stage: str = "", **more: object) -> dict[str, Any]:
    moments = {"created_at": "2026-11-01T12:00:00Z", "started_at": None, "finished_at": None}
    document = {"id": JOB_ID, "kind": "segmentation.import", "state": state, "progress": progress, "stage": stage}
    return {**document, "result": None, "error": None, **moments, **more}


def queued() -> JobDocument:
    return JobDocument.from_dict(job_document("queued"))


class TestRetries:
    def test_what_is_not_available_is_asked_again_when_it_says(self, sleeps: list[float]) -> None:
        script = Script(problem(503, "unavailable"), problem(503, "unavailable"), answer(201, ISSUED))
        with script.attune() as attune:
            issued = attune.call(keys_create, body=KeyRequest(name="report"))
        assert issued.key == KEY
        assert sleeps == [3.0, 3.0]
        keys = script.header("idempotency-key")
        assert keys[0]
        assert keys == [keys[0]] * 3
        assert [json.loads(request.content)["name"] for request in script.requests] == ["report"] * 3
        assert script.header("authorization") == [f"Bearer {KEY}"] * 3

    def test_two_mutations_are_two(self) -> None:
        script = Script(answer(201, ISSUED))
        with script.attune() as attune:
            for _ in range(2):
                attune.call(keys_create, body=KeyRequest())
        assert len(set(script.header("idempotency-key"))) == 2

    def test_what_fails_on_the_way_is_sent_again_later_and_later(self, sleeps: list[float]) -> None:
        script = Script(*[httpx.ConnectError("refused")] * 3, answer(200, WORKSPACE))
        with script.attune() as attune:
            assert attune.call(workspace_read).name == "cdnow"
        assert script.header("idempotency-key") == [None] * 4
        for tried, waited in enumerate(sleeps, 1):
            assert 0.1 * 2**tried <= waited <= 0.2 * 2**tried

    @pytest.mark.parametrize("tries", [1, 3])
    def test_it_gives_up_after_so_many_tries(self, tries: int) -> None:
        script = Script(httpx.ReadTimeout("slow"))
        with script.attune(tries) as attune, pytest.raises(httpx.ReadTimeout):
            attune.call(workspace_read)
        assert len(script.requests) == tries
        script = Script(*[problem(503, "unavailable") for _ in range(tries)])
        with script.attune(tries) as attune, pytest.raises(AttuneProblemError) as refusal:
            attune.call(workspace_read)
        assert (refusal.value.status, refusal.value.code) == (503, "unavailable")
        assert len(script.requests) == tries

    @pytest.mark.parametrize("status", [400, 401, 403, 404, 409, 413, 422, 500])
    def test_a_refusal_is_final(self, status: int) -> None:
        script = Script(problem(status, "no"))
        with script.attune() as attune, pytest.raises(AttuneProblemError):
            attune.call(workspace_read)
        assert len(script.requests) == 1

    def test_no_wait_is_longer_than_one_can_bear(self, sleeps: list[float]) -> None:
        late = httpx.Response(429, headers={"Retry-After": "86400"})
        dated = httpx.Response(429, headers={"Retry-After": "Wed, 01 Jan 2042 00:00:00 GMT"})
        script = Script(late, dated, answer(200, WORKSPACE))
        with script.attune() as attune:
            attune.call(workspace_read)
        assert sleeps[0] == 20.0
        assert sleeps[1] < 1.0


class TestProblems:
    def test_a_problem_is_an_exception_with_all_that_it_says(self) -> None:
        errors = [{"pointer": "/rows/3/T", "message": "not a number", "code": "float_parsing"}]
        script = Script(problem(422, "invalid_request", errors=errors))
        with script.attune() as attune, pytest.raises(AttuneProblemError) as refusal:
            attune.call(customers_read, "c-17")
        error = refusal.value
        assert (error.status, error.code, error.detail) == (422, "invalid_request", "It is so.")
        assert (error.request_id, error.errors) == ("r-1", errors)
        assert str(error) == "It is so. [invalid_request]"

    def test_an_error_that_is_none_of_ours_is_one_too(self) -> None:
        script = Script(httpx.Response(404, text="<h1>nginx</h1>"))
        with script.attune() as attune, pytest.raises(AttuneProblemError) as refusal:
            attune.call(workspace_read)
        assert (refusal.value.status, refusal.value.code) == (404, "unexpected_answer")
        assert "nginx" in refusal.value.detail

    def test_an_id_is_one_segment_of_the_path(self) -> None:
        script = Script(problem(404, "not_found"))
        with script.attune() as attune, pytest.raises(AttuneProblemError):
            attune.call(customers_read, "a/b %+ć")
        assert script.requests[0].url.raw_path == b"/v1/customers/a%2Fb%20%25%2B%C4%87"


class TestJobs:
    def test_a_job_is_waited_for_and_its_progress_told(self) -> None:
        script = Script(job("queued"), job("running", 0.5, "rows"), job("succeeded", 1.0, "rows", result={"model_id": "m"}))
        told: list[tuple[float, str]] = []
        with script.attune() as attune:
            assert attune.wait(queued(), lambda share, stage: told.append((share, stage))) == {"model_id": "m"}
        assert told == [(0.0, ""), (0.5, "rows"), (1.0, "rows")]
        assert {request.url.path for request in script.requests} == {f"/v1/jobs/{JOB_ID}"}

    def test_one_that_fails_says_why(self) -> None:
        error = {"status": 422, "code": "too_few_customers", "detail": "Of 3 customers no model can be made."}
        script = Script(job("running"), job("failed", error=error))
        with script.attune() as attune, pytest.raises(JobFailedError) as failure:
            attune.wait(queued())
        assert (failure.value.status, failure.value.code) == (422, "too_few_customers")

    def test_one_that_was_called_off_says_so(self) -> None:
        script = Script(job("cancelled"))
        with script.attune() as attune, pytest.raises(JobCancelledError):
            attune.wait(queued())

    def test_no_one_waits_for_ever(self) -> None:
        script = Script(job("running"))
        with script.attune() as attune, pytest.raises(TimeoutError):
            attune.wait(queued(), timeout=0.0)

    def test_a_system_that_is_away_for_a_moment_is_no_end(self) -> None:
        script = Script(job("running"), httpx.ConnectError("restarting"), problem(503, "unavailable"), job("succeeded"))
        with script.attune() as attune:
            assert attune.wait(queued()) == {}


class TestImports:
    @pytest.mark.parametrize(
        ("name", "media_type"),
        [
            ("orders.csv", "text/csv"),
            ("orders.NDJSON", "application/x-ndjson"),
            ("orders.jsonl", "application/x-ndjson"),
            ("orders.parquet", "application/vnd.apache.parquet"),
        ],
    )
    def test_a_file_is_streamed_up_and_its_job_waited_for(self, tmp_path: Path, name: str, media_type: str) -> None:
        file = tmp_path / name
        file.write_bytes(b"x" * 700_000)
        script = Script(answer(202, job_document("queued")), job("succeeded", 1.0, result=COUNTS))
        told: list[tuple[float, str]] = []
        with script.attune() as attune:
            counts = attune.import_file("orders", file, lambda share, stage: told.append((share, stage)))
        assert counts == ImportCounts(2, 1, 0, ())
        sent = script.requests[0]
        assert (sent.method, sent.url.path) == ("POST", "/v1/imports/orders")
        assert sent.headers["content-type"] == media_type
        assert sent.content == file.read_bytes()
        assert sent.headers["idempotency-key"]
        uploaded = [share for share, stage in told if stage == "upload"]
        assert len(uploaded) == 3
        assert uploaded[-1] == 1.0

    def test_a_stream_cannot_be_sent_again(self, tmp_path: Path) -> None:
        file = tmp_path / "orders.csv"
        file.write_text("customer_id,occurred_at,amount\n")
        script = Script(problem(503, "unavailable"))
        with script.attune() as attune, pytest.raises(AttuneProblemError):
            attune.import_file("orders", file)
        assert len(script.requests) == 1

    def test_another_ending_is_refused_before_anything_is_sent(self, tmp_path: Path) -> None:
        script = Script(job("queued"))
        with script.attune() as attune, pytest.raises(ValueError, match=r"'orders\.xlsx' ends in none of"):
            attune.import_file("orders", tmp_path / "orders.xlsx")
        assert script.requests == []
