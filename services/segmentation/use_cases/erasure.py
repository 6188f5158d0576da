"""Forgetting a customer: who it was goes, what was done stays counted.

Identifiers become tombstones, traits, comments and whatever events say are dropped, and what others' events say of referrals
with them. Orders, touchpoints, scores and referrals and the keys of messages stay, each with the id of its subject, which leads
to nobody any more: totals stay true, and a repeated message is a duplicate.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from kernel.database import UnitOfWork
from kernel.identifiers import identifier_digest, read_id
from kernel.jobs import JobContext
from services.segmentation.domain.recognition import Sought
from services.segmentation.store import erasure, feedback, identities, merges, referrals
from services.segmentation.store.erasure import ChunkSize, Identifier
from services.segmentation.use_cases.reading import find_customer

ROWS_AT_ONCE = 1000  # one transaction's: well below the 5 s that a writing transaction may last
BYTES_AT_ONCE = 8 * 1024 * 1024  # of rejects
SUBJECTS_AT_ONCE = 100
SOUGHT_IN_SQL = 50  # identifiers; of more than these it is quicker to read every reject
PASSES_AT_MOST = 10  # through what was refused meanwhile, should it come as quickly as it can be searched

_NIL = UUID(int=0)
_BEFORE_ALL = datetime.min.replace(tzinfo=UTC)
_AFTER_ALL = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Asked:
    """Who is to be forgotten.

    Merges and their undo may come between the request and its job: whose an identifier is, and where a customer has gone, is
    told only when the tombstones are put up.

    Attributes:
        customer_id: Our id; of the customer that was named where it was named by our id, and not of one that it had gone into.
        subject_id: The identifier by which the company named the customer; None where it was named by our id.
    """

    customer_id: UUID
    subject_id: UUID | None = None


async def ask(work: UnitOfWork, reference: str) -> Asked:
    """Ask for somebody to be forgotten, by the company's id or ours; who asked goes on record.

    Raises:
        NotFoundError: There is no such customer in this workspace.
    """
    await identities.hold_map(work, to_merge=False)
    customer = await find_customer(work, reference)
    by_theirs = (await identities.find_users(work, [reference])).get(reference)
    if by_theirs is not None and by_theirs.customer_id == customer.id:
        asked = Asked(customer.id, by_theirs.id)
    else:
        asked = Asked(read_id(reference) or customer.id)
    await work.record("customer.erasure_requested", asked.customer_id)
    return asked


@dataclass(frozen=True, slots=True)
class Erased:
    """What an erasure took away; of one that began again, what was left to take.

    Attributes:
        customer_id: Our id of the customer.
        subjects: Identifiers that are tombstones now.
        events: Events that said something, others' events of referrals with the customer among them.
        traits: Traits of all subjects.
        comments: Of answers to surveys.
        rejects: Refused messages and rows that named the customer.
    """

    customer_id: UUID
    subjects: int
    events: int
    traits: int
    comments: int
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
        until: All that were received before this moment were looked at.
    """

    sought: Sought
    dropped: int
    until: datetime


_Position = tuple[datetime, UUID]  # (received_at, id) of a reject


@dataclass(frozen=True, slots=True)
class _Chunk:
    """Rejects that were looked at; `last` is None where there were no more."""

    last: _Position | None
    dropped: int


async def erase(context: JobContext, asked: Asked) -> Erased:
    """Forget a customer, and all who went into it, in transactions of a chunk each; asked again, it goes on.

    Rejects are searched for the customer's identifiers, all of them, once: a reject that names nobody, or somebody only by
    other data, is not found. Files whose import is running and answers kept for an Idempotency-Key are not searched: the rows
    make a new customer, the answers are forgotten after two days.
    """
    dropped = 0
    while True:
        async with context.work() as work:
            person = await _find(work, asked)
        search = await _search_rejects(context, Sought(person.values))
        dropped += search.dropped
        buried = await _bury(context, asked, search)
        if buried is not None:
            break
    person, late = buried
    events = await _empty_events(context, person.subjects)
    traits = await _drop_traits(context, person.subjects)
    named, comments = await _drop_feedback(context, person.subjects)
    return Erased(person.customer_id, len(person.identifiers), events + named, traits, comments, dropped + late)


async def _find(work: UnitOfWork, asked: Asked) -> _Person:
    named = asked.customer_id if asked.subject_id is None else await erasure.find_owner(work, asked.subject_id)
    end = await merges.follow(work, named)
    return _Person(end.customer_id, await erasure.read_identifiers(work, end.customer_id), end.erased)


async def _search_rejects(context: JobContext, sought: Sought) -> _Search:
    """Drop the rejects that name somebody, while identifiers are still known; those that come meanwhile too, until few do."""
    search = _Search(sought, 0, _BEFORE_ALL if sought.identifiers else _AFTER_ALL)
    for _ in range(PASSES_AT_MOST if sought.identifiers else 0):
        async with context.work() as work:
            now = await erasure.wait_for_rejects(work)
        chunks, position, dropped = 0, (search.until, _NIL), search.dropped
        while True:
            async with context.work() as work:
                chunk = await _search_chunk(work, sought, position, now)
            await context.progress(0.1, "rejects")
            dropped += chunk.dropped
            if chunk.last is None:
                break
            chunks, position = chunks + 1, chunk.last
        search = _Search(sought, dropped, now)
        if chunks <= 1:
            break
    return search


async def _search_chunk(work: UnitOfWork, sought: Sought, after: _Position, before: datetime) -> _Chunk:
    texts = sought.parts if len(sought.identifiers) <= SOUGHT_IN_SQL else []
    found = await erasure.search_rejects(work, texts, after, before, ChunkSize(ROWS_AT_ONCE, BYTES_AT_ONCE))
    named = [each.id for each in found if each.raw is not None and sought.is_named_in(each.raw)]
    last = (found[-1].received_at, found[-1].id) if found else None
    return _Chunk(last, await erasure.drop_rejects(work, named))


async def _bury(context: JobContext, asked: Asked, search: _Search) -> tuple[_Person, int] | None:
    """Put the tombstones up, in one transaction beside which no fact is written.

    Who writes facts holds the workspace's settings from its start: nobody has looked an identifier up and writes of it later.

    Returns:
        Whom, and how many rejects had come since the search; None if an identifier has come that was not sought.
    """
    async with context.work() as work:
        await work.wait_for_facts()
        await identities.hold_map(work, to_merge=True)
        person = await _find(work, asked)
        if person.erased:
            return person, 0
        if not person.values <= search.sought.identifiers:
            return None
        late, position = 0, (search.until, _NIL)
        while (chunk := await _search_chunk(work, search.sought, position, _AFTER_ALL)).last is not None:
            late, position = late + chunk.dropped, chunk.last
        await erasure.bury(work, await merges.read_parts(work, person.customer_id), person.identifiers)
        await _tell(work, person, context.settings.derived_secret("identifiers"))
        return person, late


async def _tell(work: UnitOfWork, person: _Person, secret: str) -> None:
    """Tell those who know the customer by an identifier; which digest is of which subject is not told."""
    digests = {identifier_digest(secret, work.workspace_id, value).hex() for value in person.values}
    told = {"subjects": [str(each) for each in person.subjects], "digests": sorted(digests)}
    await work.emit("customer.erased", person.customer_id, told)
    await work.record("customer.erased", person.customer_id, after={"subjects": len(person.identifiers)})


async def _empty_events(context: JobContext, subjects: Sequence[UUID]) -> int:
    emptied = 0
    for start in range(0, len(subjects), SUBJECTS_AT_ONCE):
        some = subjects[start : start + SUBJECTS_AT_ONCE]
        position: tuple[UUID, datetime, UUID] | None = (_NIL, _BEFORE_ALL, _NIL)
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


async def _drop_feedback(context: JobContext, subjects: Sequence[UUID]) -> tuple[int, int]:
    """Take comments away, and what events of others say of referrals: how many of each."""
    named = comments = 0
    for start in range(0, len(subjects), SUBJECTS_AT_ONCE):
        await context.progress(0.95, "feedback")
        async with context.work() as work:
            named += await referrals.empty_events_naming(work, subjects[start : start + SUBJECTS_AT_ONCE])
            comments += await feedback.drop_comments(work, subjects[start : start + SUBJECTS_AT_ONCE])
    return named, comments
