"""Forgetting a customer: who it was goes, what was done stays counted.

Identifiers become tombstones, traits and whatever events say are dropped. Orders, touchpoints and the keys of messages stay,
each with the id of its subject, which leads to nobody any more: totals stay true, and a repeated message is a duplicate.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from kernel.database import UnitOfWork
from kernel.identifiers import identifier_digest
from kernel.jobs import JobContext
from services.segmentation.domain.recognition import escaped, names_one_of
from services.segmentation.store import erasure, identities, merges
from services.segmentation.store.erasure import Identifier

ROWS_AT_ONCE = 1000  # one transaction's: well below the 5 s that a writing transaction may last
SUBJECTS_AT_ONCE = 100
SOUGHT_IN_SQL = 50  # identifiers; of more than these it is quicker to read every reject

_BEFORE_ALL = UUID(int=0)
_MILLISECOND = 1 << 80  # of the ids that are made here (RFC 9562, version 7)
_CLOCKS_APART = 60_000 * _MILLISECOND


@dataclass(frozen=True, slots=True)
class Erased:
    """What an erasure took away; of one that began again, what was left to take.

    Attributes:
        customer_id: Our id of the customer.
        subjects: Identifiers that are tombstones now.
        events: Events that said something.
        traits: Traits of all subjects.
        rejects: Refused messages and rows that named the customer.
    """

    customer_id: UUID
    subjects: int
    events: int
    traits: int
    rejects: int


@dataclass(frozen=True, slots=True)
class _Person:
    """A customer with all that went into it.

    Attributes:
        erased: Whether tombstones stand already.
    """

    customer_id: UUID
    identifiers: Sequence[Identifier]
    erased: bool

    @property
    def subjects(self) -> list[UUID]:
        return [each.subject_id for each in self.identifiers]

    @property
    def values(self) -> frozenset[str]:
        return frozenset() if self.erased else frozenset(each.value for each in self.identifiers)


@dataclass(frozen=True, slots=True)
class _Search:
    """How far rejects were searched.

    Attributes:
        sought: The identifiers.
        dropped: Rejects that named one of them.
        last: The last one that was looked at.
    """

    sought: frozenset[str]
    dropped: int = 0
    last: UUID = _BEFORE_ALL

    @property
    def resume(self) -> UUID:
        """Where rejects begin that were made since: some may have been made by a clock that is behind."""
        return UUID(int=max(self.last.int - _CLOCKS_APART, 0))


async def erase(context: JobContext, customer_id: UUID) -> Erased:
    """Forget a customer, and all who went into it, in transactions of a chunk each; asked again, it goes on.

    Rejects are searched for the customer's identifiers, all of them, once: a reject that names nobody, or somebody only by
    other data, is not found. Files whose import is running and answers kept for an Idempotency-Key are not searched: the rows
    make a new customer, the answers are forgotten after two days.
    """
    dropped = 0
    while True:
        async with context.work() as work:
            person = await _find(work, customer_id)
        search = await _search_rejects(context, person.values)
        dropped += search.dropped
        buried = await _bury(context, customer_id, search)
        if buried is not None:
            break
    person, late = buried
    events = await _empty_events(context, person.subjects)
    traits = await _drop_traits(context, person.subjects)
    return Erased(person.customer_id, len(person.identifiers), events, traits, dropped + late)


async def _find(work: UnitOfWork, customer_id: UUID) -> _Person:
    end = await merges.follow(work, customer_id)
    return _Person(end.customer_id, await erasure.read_identifiers(work, end.customer_id), end.erased)


async def _search_rejects(context: JobContext, sought: frozenset[str]) -> _Search:
    """Drop the rejects that name somebody, while identifiers are still known."""
    search, more = _Search(sought), bool(sought)
    while more:
        async with context.work() as work:
            search, more = await _search_on(work, search, search.last)
        await context.progress(0.1, "rejects")
    return search


async def _search_on(work: UnitOfWork, search: _Search, after: UUID) -> tuple[_Search, bool]:
    """Look at the next rejects.

    Returns:
        The search, and whether there are more of them.
    """
    texts = [escaped(each) for each in search.sought] if len(search.sought) <= SOUGHT_IN_SQL else []
    found = await erasure.search_rejects(work, texts, after, ROWS_AT_ONCE)
    named = [each.id for each in found if each.raw is not None and names_one_of(each.raw, search.sought)]
    dropped = search.dropped + await erasure.drop_rejects(work, named)
    return _Search(search.sought, dropped, found[-1].id if found else after), len(found) == ROWS_AT_ONCE


async def _bury(context: JobContext, customer_id: UUID, search: _Search) -> tuple[_Person, int] | None:
    """Put the tombstones up, in one transaction beside which no fact is written.

    Who writes facts holds the workspace's settings from its start: nobody has looked an identifier up and writes of it later.

    Returns:
        Whom, and how many rejects had come since the search; None if an identifier has come that was not sought.
    """
    async with context.work() as work:
        await work.wait_for_facts()
        await identities.hold_map(work, to_merge=True)
        person = await _find(work, customer_id)
        if person.erased:
            return person, 0
        if not person.values <= search.sought:
            return None
        late, more = _Search(search.sought, last=search.resume), True
        while more:
            late, more = await _search_on(work, late, late.last)
        await erasure.bury(work, await merges.read_parts(work, person.customer_id), person.identifiers)
        await _tell(work, person, context.settings.derived_secret("identifiers"))
        return person, late.dropped


async def _tell(work: UnitOfWork, person: _Person, secret: str) -> None:
    """Tell those who know the customer by an identifier; a digest stands beside the subject that it is of."""
    digests = [identifier_digest(secret, work.workspace_id, each.value).hex() for each in person.identifiers]
    await work.emit(
        "customer.erased",
        person.customer_id,
        {"subjects": [str(each) for each in person.subjects], "digests": digests},
    )
    await work.record("customer.erased", person.customer_id, after={"subjects": len(person.identifiers)})


async def _empty_events(context: JobContext, subjects: Sequence[UUID]) -> int:
    emptied = 0
    for start in range(0, len(subjects), SUBJECTS_AT_ONCE):
        some = subjects[start : start + SUBJECTS_AT_ONCE]
        position: tuple[UUID, datetime, UUID] | None = (_BEFORE_ALL, datetime.min.replace(tzinfo=UTC), _BEFORE_ALL)
        while position is not None:
            await context.progress(0.2 + 0.7 * start / len(subjects), "events")
            async with context.work() as work:
                done = await erasure.empty_events(work, some, position, ROWS_AT_ONCE)
            emptied, position = emptied + done.events, done.position
    return emptied


async def _drop_traits(context: JobContext, subjects: Sequence[UUID]) -> int:
    dropped = 0
    for start in range(0, len(subjects), SUBJECTS_AT_ONCE):
        await context.progress(0.9, "traits")
        async with context.work() as work:
            dropped += await erasure.drop_traits(work, subjects[start : start + SUBJECTS_AT_ONCE])
    return dropped
