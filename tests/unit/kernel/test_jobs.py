import threading
from datetime import UTC, datetime
from uuid import UUID

import pytest
from pydantic import SecretStr

from kernel.database import Database
from kernel.identifiers import new_id
from kernel.jobs import Job, JobCancelledError, JobContext, JobDocument, JobKind, JobState, Worker, principal_of
from kernel.principals import Scope
from kernel.problems import ConflictError, problem_document
from kernel.settings import Settings

NOWHERE = Settings(database_url="postgresql://127.0.0.1:1/none", secret_key=SecretStr("0" * 64))
JOB_ID = UUID("019a5c1e-7d3b-7a52-9d0e-4f6f1c7b2a10")


class Told:
    """A context without a process, and what it told."""

    def __init__(self, job_id: UUID = JOB_ID) -> None:
        self.words: list[tuple[float, str]] = []
        self.cancelled = threading.Event()
        self.context = JobContext(
            NOWHERE,
            Database(NOWHERE, "nobody"),
            principal_of(new_id(), job_id),
            job_id,
            {},
            tell=lambda fraction, stage: self.words.append((fraction, stage)),
            cancelled=self.cancelled,
        )


def make_job(state: JobState, *, cancelled: bool = False) -> Job:
    now = datetime(2026, 11, 1, tzinfo=UTC)
    problem = problem_document(ConflictError(), None).model_dump(mode="json", exclude_none=True)
    return Job(
        id=JOB_ID,
        workspace_id=new_id(),
        kind="test.kind",
        arguments={},
        state=state,
        progress=0.5,
        stage="rows",
        result={"n": 1} if state == "succeeded" else None,
        problem=problem if state == "failed" else None,
        attempt=1,
        created_at=now,
        started_at=now,
        finished_at=None,
        cancel_requested_at=now if cancelled else None,
    )


async def test_words_of_progress_are_few_but_no_stage_is_missed() -> None:
    told = Told()
    for n in range(1000):
        await told.context.progress(n / 1000, "rows")
    await told.context.progress(1.5, "sums")
    stages = [stage for _, stage in told.words]
    assert (stages[0], stages[-1]) == ("rows", "sums")
    assert len(told.words) < 100
    assert told.words[-1] == (1.0, "sums")


async def test_progress_raises_once_the_job_is_called_off() -> None:
    told = Told()
    await told.context.progress(0.1, "rows")
    told.cancelled.set()
    with pytest.raises(JobCancelledError):
        await told.context.progress(0.2, "rows")


def test_a_seed_is_the_jobs_own_and_a_bigint_holds_it() -> None:
    assert Told().context.seed == Told().context.seed
    seeds = {Told(new_id()).context.seed for _ in range(100)}
    assert len(seeds) == 100
    assert all(0 <= seed < 2**63 for seed in seeds)


def test_a_job_acts_in_its_workspace_with_all_scopes() -> None:
    workspace_id = new_id()
    principal = principal_of(workspace_id, JOB_ID)
    assert (principal.workspace_id, principal.actor) == (workspace_id, f"job:{JOB_ID}")
    assert all(principal.may(scope) for scope in Scope)


def test_the_document_has_the_contracts_shape() -> None:
    document = JobDocument.of(make_job("failed")).model_dump(mode="json")
    assert list(document)[:7] == ["id", "kind", "state", "progress", "stage", "result", "error"]
    assert (document["state"], document["result"], document["error"]["code"]) == ("failed", None, "conflict")
    assert JobDocument.of(make_job("succeeded")).result == {"n": 1}
    JobDocument.model_validate(JobDocument.model_config["json_schema_extra"]["example"])  # type: ignore[index]  # it is a dict


@pytest.mark.parametrize(("state", "stage"), [("queued", "cancelling"), ("running", "cancelling"), ("succeeded", "rows")])
def test_a_job_that_is_called_off_says_so_until_it_ends(state: JobState, stage: str) -> None:
    assert JobDocument.of(make_job(state, cancelled=True)).stage == stage


async def handle(_: JobContext) -> dict[str, object]:
    return {}


def test_two_kinds_of_one_name_are_refused() -> None:
    kind = JobKind("test.kind", "nobody", handle)
    with pytest.raises(ValueError, match="one name"):
        Worker(NOWHERE, "nobody", [kind, kind])
