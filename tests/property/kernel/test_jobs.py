"""Any order of claims, heartbeats, endings, deaths, freezes and requests to cancel, against a model, on a real Postgres.

A worker that is killed forgets its claims; one that freezes keeps them and goes on later as if nothing had happened. The leases
run out when a rule says so.
"""

import asyncio
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, TypeVar
from uuid import UUID

from hypothesis import HealthCheck
from hypothesis import settings as given_settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    MultipleResults,
    RuleBasedStateMachine,
    initialize,
    invariant,
    multiple,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import text

from kernel.database import Database
from kernel.identifiers import new_id
from kernel.jobs import enqueue, leases, request_cancel
from kernel.jobs.leases import Beat, Claim, Ending
from kernel.principals import Principal
from kernel.settings import Settings
from schema.roles import DISPATCHER, GATEWAY
from tests.conftest import make_workspace

Answer = TypeVar("Answer")

LEASE = 3600.0
THOROUGH = given_settings(max_examples=40, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck))
EXPIRE = text("update attune.jobs set lease_until = now() - interval '1 s' where state = 'running' and kind = :kind")
READ = text(
    """
    select j.id, j.state, j.attempt, count(f.id) from attune.jobs j
    left join attune.feed f on f.workspace_id = j.workspace_id and f.type = 'job.failed' and f.subject = cast(j.id as text)
    where j.kind = :kind group by j.workspace_id, j.id
    """
)
OWNERS = st.sampled_from(["ada", "grace"])


@dataclass
class Known:
    """What the model knows of a job."""

    allowed: int
    state: str = "queued"
    attempt: int = 0
    holder: str | None = None
    expired: bool = False
    cancelled: bool = False


@dataclass
class Ground:
    """A workspace and the connections to it, in a loop of their own."""

    settings: Settings
    runner: asyncio.Runner = field(default_factory=asyncio.Runner)

    def __post_init__(self) -> None:
        self.dispatcher = Database(self.settings, DISPATCHER)
        self.gateway = Database(self.settings, GATEWAY)
        self.principal: Principal = self.run(make_workspace(self.gateway))

    def run(self, coroutine: Coroutine[Any, Any, Answer]) -> Answer:
        return self.runner.run(coroutine)

    def close(self) -> None:
        self.run(self.dispatcher.close())
        self.run(self.gateway.close())
        self.runner.close()


@contextmanager
def ground_of(settings: Settings) -> Iterator[Ground]:
    ground = Ground(settings)
    try:
        yield ground
    finally:
        ground.close()


class Jobs(RuleBasedStateMachine):
    """The jobs' table beside its model."""

    ground: Ground
    claims = Bundle("claims")

    def __init__(self) -> None:
        super().__init__()
        self.kind = f"test.{new_id()}"
        self.known: dict[UUID, Known] = {}

    def _run(self, coroutine: Coroutine[Any, Any, Answer]) -> Answer:
        return self.ground.run(coroutine)

    @initialize(allowed=st.lists(st.integers(1, 4), min_size=2, max_size=3))
    def ask_for_some(self, allowed: list[int]) -> None:
        for each in allowed:
            self.ask(each)

    @precondition(lambda self: len(self.known) < 5)
    @rule(allowed=st.integers(1, 4))
    def ask(self, allowed: int) -> None:
        async def ask() -> UUID:
            async with self.ground.gateway.work(self.ground.principal) as work:
                return (await enqueue(work, self.kind, {}, max_attempts=allowed)).id

        self.known[self._run(ask())] = Known(allowed)

    @rule(target=claims, owner=OWNERS, free=st.integers(1, 3))
    def claim(self, owner: str, free: int) -> MultipleResults[Claim]:
        return self._claim(owner, free)

    def _claim(self, owner: str, free: int) -> MultipleResults[Claim]:
        async def take() -> list[Claim]:
            async with self.ground.dispatcher.connection() as connection:
                return await leases.claim(connection, owner, [self.kind], free, LEASE)

        claimed = self._run(take())
        open_to_all = {id_ for id_, job in self.known.items() if self._claimable(job)}
        assert {claim.job.id for claim in claimed} <= open_to_all
        assert len(claimed) == min(free, len(open_to_all))
        for claim in claimed:
            job = self.known[claim.job.id]
            job.state, job.holder, job.expired, job.attempt = "running", owner, False, job.attempt + 1
            assert (claim.attempt, claim.owner, claim.is_last) == (job.attempt, owner, job.attempt >= job.allowed)
        return multiple(*claimed)

    @staticmethod
    def _claimable(job: Known) -> bool:
        free = job.state == "queued" or (job.state == "running" and job.expired)
        return free and not job.cancelled and job.attempt < job.allowed

    def _held(self, claim: Claim) -> Known | None:
        """The job, where the claim still holds it."""
        job = self.known[claim.job.id]
        return job if (job.state, job.attempt, job.holder) == ("running", claim.attempt, claim.owner) else None

    @rule(claim=claims, progress=st.floats(0, 1), stage=st.text("abc", max_size=3))
    def beat(self, claim: Claim, progress: float, stage: str) -> None:
        async def beat() -> dict[tuple[UUID, int], bool]:
            async with self.ground.dispatcher.connection() as connection:
                return await leases.beat(connection, claim.owner, [Beat(claim, progress, stage)], LEASE)

        held = self._run(beat())
        job = self._held(claim)
        if job is None:
            assert held == {}
        else:
            assert held == {(claim.job.id, claim.attempt): job.cancelled}
            job.expired = False

    @rule(claim=claims, ending=st.sampled_from(list(Ending)), give_back=st.booleans())
    def end(self, claim: Claim, ending: Ending, give_back: bool) -> None:
        job = self._held(claim)
        give_back = give_back or claim.is_last  # the worker ends a last attempt that failed

        async def end() -> bool:
            last = Beat(claim, 0.5, "")
            async with self.ground.dispatcher.connection() as connection:
                if ending is Ending.AGAIN:
                    return await leases.run_again(connection, claim, delay_seconds=0.0, give_back=give_back)
                return await leases.end(connection, last, ending, result={"attempt": claim.attempt}, problem={"code": "c"})

        assert self._run(end()) is (job is not None)
        if job is not None:
            job.state, job.holder = ending.value, None
            if ending is Ending.AGAIN and give_back:
                job.allowed += 1

    @rule(jobs=st.data())
    def cancel(self, jobs: st.DataObject) -> None:
        job_id = jobs.draw(st.sampled_from(sorted(self.known)))

        async def cancel() -> str:
            async with self.ground.gateway.work(self.ground.principal) as work:
                return (await request_cancel(work, job_id)).state

        job = self.known[job_id]
        assert self._run(cancel()) == job.state
        job.cancelled = job.cancelled or job.state in ("queued", "running")

    @rule()
    def let_the_leases_run_out(self) -> None:
        async def expire() -> None:
            async with self.ground.dispatcher.connection() as connection:
                statement = (
                    "update attune.jobs set lease_until = now() - interval '1 s' where state = 'running' and kind = :kind"
                )
                await connection.execute(text(statement), {"kind": self.kind})

        self._run(expire())
        for job in self.known.values():
            job.expired = job.state == "running"

    @rule(target=claims, owner=OWNERS)
    def freeze_everyone_and_take_over(self, owner: str) -> MultipleResults[Claim]:
        self.let_the_leases_run_out()
        return self._claim(owner, 3)

    @rule()
    def settle(self) -> None:
        async def settle() -> list[leases.Ended]:
            async with self.ground.dispatcher.connection() as connection:
                return await leases.settle(connection)

        ended = {job.id: job.state for job in self._run(settle()) if job.kind == self.kind}
        expected = {}
        for id_, job in self.known.items():
            abandoned = job.state == "running" and job.expired
            if job.cancelled and (job.state == "queued" or abandoned):
                expected[id_] = job.state = "cancelled"
            elif abandoned and job.attempt >= job.allowed:
                expected[id_] = job.state = "failed"
        assert ended == expected

    @invariant()
    def the_table_is_as_the_model_says(self) -> None:
        async def read() -> list[tuple[UUID, str, int, int]]:
            async with self.ground.dispatcher.connection() as connection:
                return [(*row,) for row in await connection.execute(READ, {"kind": self.kind})]

        assert {id_: (state, attempt, told) for id_, state, attempt, told in self._run(read())} == {
            id_: (job.state, job.attempt, int(job.state == "failed")) for id_, job in self.known.items()
        }

    @invariant()
    def no_job_is_begun_more_often_than_allowed(self) -> None:
        assert all(job.attempt <= job.allowed for job in self.known.values())


def test_jobs_against_their_model(settings: Settings) -> None:
    with ground_of(settings) as ground:
        Jobs.ground = ground
        run_state_machine_as_test(Jobs, settings=THOROUGH)
