"""Feedback: the answers of events, which are written beside them, and those of imports and requests."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import DateTime, Integer, Text, Uuid, bindparam, text
from sqlalchemy.dialects.postgresql import DOUBLE_PRECISION
from sqlalchemy.types import TypeEngine

from kernel.database import UnitOfWork
from services.segmentation.domain.feedback import Answer
from services.segmentation.store.arrays import with_arrays


@dataclass(frozen=True, slots=True)
class ToldAnswer:
    """An answer and the subject it is of."""

    answer: Answer
    subject_id: UUID


ANSWER_COLUMN_TYPES: dict[str, TypeEngine[Any]] = {
    "answer_keys": Text(),
    "answer_subjects": Uuid(),
    "answer_moments": DateTime(timezone=True),
    "answer_scores": Integer(),
    "answer_categories": Text(),
    "answer_ranks": DOUBLE_PRECISION(),
    "answer_brands": Integer(),
    "answer_shares": DOUBLE_PRECISION(),
    "answer_surveys": Text(),
    "answer_sources": Text(),
    "answer_comments": Text(),
}
"""The types of `answer_columns`, for the statements' bind parameters."""

_COLUMNS = "feedback_key, subject_id, answered_at, score, category, brand_rank, brands, wallet_share, survey, source, comment"
ANSWERS = f"""
    unnest(:answer_keys, :answer_subjects, :answer_moments, :answer_scores, :answer_categories, :answer_ranks, :answer_brands,
           :answer_shares, :answer_surveys, :answer_sources, :answer_comments) as f({_COLUMNS})
"""
"""The answers that `answer_columns` gives, as rows."""


def answer_columns(told: Sequence[ToldAnswer]) -> dict[str, list[object]]:
    """Answers as the arrays that statements take."""
    answers = [each.answer for each in told]
    return {
        "answer_keys": [answer.key for answer in answers],
        "answer_subjects": [each.subject_id for each in told],
        "answer_moments": [answer.answered_at for answer in answers],
        "answer_scores": [answer.score for answer in answers],
        "answer_categories": [answer.category for answer in answers],
        "answer_ranks": [answer.brand_rank for answer in answers],
        "answer_brands": [answer.brands for answer in answers],
        "answer_shares": [answer.wallet_share for answer in answers],
        "answer_surveys": [answer.survey for answer in answers],
        "answer_sources": [answer.source for answer in answers],
        "answer_comments": [answer.comment for answer in answers],
    }


_UPSERT = with_arrays(
    f"""
    insert into attune.feedback as known (workspace_id, {_COLUMNS})
    select :workspace_id, f.* from {ANSWERS}
    order by f.feedback_key
    on conflict (workspace_id, feedback_key) do update set
        subject_id = excluded.subject_id, answered_at = excluded.answered_at, score = excluded.score,
        category = excluded.category, brand_rank = excluded.brand_rank, brands = excluded.brands,
        wallet_share = excluded.wallet_share, survey = excluded.survey, source = excluded.source, comment = excluded.comment
    where (known.subject_id, known.answered_at, known.score, known.category, known.brand_rank, known.brands,
           known.wallet_share, known.survey, known.source, known.comment)
        is distinct from
        (excluded.subject_id, excluded.answered_at, excluded.score, excluded.category, excluded.brand_rank, excluded.brands,
         excluded.wallet_share, excluded.survey, excluded.source, excluded.comment)
    returning feedback_key
    """,  # noqa: S608 — of constants alone
    **ANSWER_COLUMN_TYPES,
)


async def upsert_answers(work: UnitOfWork, told: Sequence[ToldAnswer]) -> set[str]:
    """Write answers of distinct keys: new ones are added, changed ones replace what was said before.

    Returns:
        The keys of those that were new or changed; the others said what was known.
    """
    if not told:
        return set()
    rows = await work.execute(_UPSERT, {"workspace_id": work.workspace_id, **answer_columns(told)})
    return set(rows.scalars())


_DROP_COMMENTS = with_arrays(
    """
    update attune.feedback set comment = null
    where workspace_id = :workspace_id and subject_id = any(:subjects) and comment is not null
    """,
    subjects=Uuid,
)


async def drop_comments(work: UnitOfWork, subjects: Collection[UUID]) -> int:
    """Take from the answers of some subjects what they said in their own words.

    Returns:
        How many had said something.
    """
    dropped = await work.execute(_DROP_COMMENTS, {"workspace_id": work.workspace_id, "subjects": list(subjects)})
    return dropped.rowcount


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """An answer as it is listed.

    Attributes:
        id: Our id of the customer.
        customer_id: The company's; None while anonymous, and once erased.
        answer: What was answered; no comment once erased.
    """

    id: UUID
    customer_id: str | None
    answer: Answer


_LIST = """
    select c.id, c.customer_id, f.feedback_key, f.answered_at, f.score, f.category, f.brand_rank, f.brands, f.wallet_share,
           f.survey, f.source, f.comment
    from attune.feedback f
    join attune.subjects s on s.workspace_id = f.workspace_id and s.id = f.subject_id
    join attune.customers c on c.workspace_id = s.workspace_id and c.id = s.customer_id
    where f.workspace_id = :workspace_id and f.answered_at < :before {}
    order by f.answered_at desc, f.feedback_key desc limit :most
"""
_MOMENTS = (bindparam("before", type_=DateTime(timezone=True)), bindparam("answered_at", type_=DateTime(timezone=True)))
_FROM_THE_LATEST = text(_LIST.format("")).bindparams(_MOMENTS[0])
_FURTHER = text(_LIST.format("and (f.answered_at, f.feedback_key) < (:answered_at, :feedback_key)")).bindparams(*_MOMENTS)


async def list_answers(work: UnitOfWork, before: datetime, limit: int, after: tuple[datetime, str] | None) -> list[GivenAnswer]:
    """Answers before a moment, the latest first; one more than the limit if there are more.

    Args:
        work: The unit of work.
        before: The moment.
        limit: How many.
        after: (answered_at, key) of the last one that was listed.
    """
    values = {"workspace_id": work.workspace_id, "before": before, "most": limit + 1}
    if after is None:
        rows = await work.execute(_FROM_THE_LATEST, values)
    else:
        rows = await work.execute(_FURTHER, {**values, "answered_at": after[0], "feedback_key": after[1]})
    return [GivenAnswer(row[0], row[1], Answer(*row[2:])) for row in rows]
