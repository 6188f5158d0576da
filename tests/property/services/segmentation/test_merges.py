"""The undo of a merge is as if it had not been: the map is what the merges that stand make of it, in their order."""

from collections.abc import Callable
from dataclasses import dataclass

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from kernel.database import Database, UnitOfWork
from kernel.principals import Principal
from schema.roles import GATEWAY, SEGMENTATION
from services.segmentation.domain.decoding import Document
from services.segmentation.domain.messages import read_batch
from services.segmentation.use_cases import identity, ingestion
from tests.conftest import make_workspace
from tests.property.saying import NOW

PEOPLE = 5


@dataclass(frozen=True, slots=True)
class Alias:
    """One person is said to be another."""

    previous: int
    user: int


@dataclass(frozen=True, slots=True)
class Undo:
    """One of the merges that stand is undone: modulo their number."""

    which: int


Step = Alias | Undo


class Replay:
    """The definition: merges of customers in their order, each with whether it stands; nothing else is remembered."""

    def __init__(self) -> None:
        self.merges: list[tuple[int, int]] = []
        self.undone: set[int] = set()

    def owner(self, person: int) -> int:
        """Whose the person's identifier is: its own customer's, moved on by every merge that stands."""
        owner = person
        for number, (absorbed, survivor) in enumerate(self.merges):
            if number not in self.undone and owner == absorbed:
                owner = survivor
        return owner

    def alias(self, previous: int, user: int) -> None:
        if self.owner(previous) != self.owner(user):
            self.merges.append((self.owner(previous), self.owner(user)))

    def standing(self) -> list[int]:
        return [number for number in range(len(self.merges)) if number not in self.undone]


def steps() -> st.SearchStrategy[list[Step]]:
    person = st.integers(0, PEOPLE - 1)
    return st.lists(st.builds(Alias, person, person) | st.builds(Undo, st.integers(0, 3)), min_size=1, max_size=14)


CHAIN_UNDONE_FROM_ITS_START: list[Step] = [Alias(0, 1), Alias(1, 2), Alias(2, 3), Undo(0), Undo(0), Undo(0)]
CROSSING: list[Step] = [Alias(0, 1), Alias(1, 2), Undo(0), Alias(0, 2), Undo(0), Alias(1, 0), Undo(1)]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(steps=steps())
@example(steps=CHAIN_UNDONE_FROM_ITS_START)
@example(steps=CROSSING)
async def test_the_map_is_what_the_merges_that_stand_make_of_it(
    database_of: Callable[[str], Database], steps: list[Step]
) -> None:
    principal, database, replay = await make_workspace(database_of(GATEWAY)), database_of(SEGMENTATION), Replay()
    await say(database, principal, [{"type": "identify", "userId": str(i), "messageId": f"p-{i}"} for i in range(PEOPLE)])
    for number, step in enumerate(steps):
        if isinstance(step, Alias):
            replay.alias(step.previous, step.user)
            alias = {"type": "alias", "previousId": str(step.previous), "userId": str(step.user), "messageId": f"m-{number}"}
            await say(database, principal, [alias])
        elif replay.standing():
            chosen = replay.standing()[step.which % len(replay.standing())]
            replay.undone.add(chosen)
            async with database.work(principal) as work:
                await undo(work, chosen)
        async with database.work(principal) as work:
            assert await owners(work) == [replay.owner(person) for person in range(PEOPLE)]


async def say(database: Database, principal: Principal, batch: list[dict[str, str]]) -> None:
    read = read_batch(Document({"batch": batch}, suspect=False), kind="batch", received_at=NOW, new_message_id=str)
    async with database.work(principal) as work:
        await ingestion.ingest(work, read, NOW)


async def undo(work: UnitOfWork, number: int) -> None:
    rows = await work.execute(text("select id, absorbed_id from attune.customer_merges order by merged_at, id"))
    merge = rows.all()[number]
    await identity.undo_merge(work, str(merge.absorbed_id), merge.id)


async def owners(work: UnitOfWork) -> list[int]:
    """Of each person's identifier the customer, by the number of the person whom it was made for."""
    rows = await work.execute(
        text(
            "select s.value, c.customer_id from attune.subjects s join attune.customers c on c.id = s.customer_id"
            " where c.merged_into is null order by s.value"
        )
    )
    return [int(customer_id) for _, customer_id in rows]
