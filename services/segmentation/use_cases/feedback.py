"""Feedback that is handed in, and what can be read of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kernel.database import UnitOfWork
from kernel.identifiers import new_id
from kernel.problems import FieldError, InvalidRequestError
from services.segmentation.domain.feedback import mean_rank
from services.segmentation.domain.feedback_rows import FeedbackRow, read_answer
from services.segmentation.domain.rejection import RejectCode, RejectionError
from services.segmentation.store import feedback
from services.segmentation.store.feedback import GivenAnswer
from services.segmentation.use_cases.imported_rows import KeyedRow, keep_answers


@dataclass(frozen=True, slots=True)
class Handed:
    """An answer as it is handed in.

    Attributes:
        customer_id: The company's id of who answered.
        answered_at: None for now.
        cells: What was answered, by the names of an imported file's columns.
        own_rating: How the company is rated, in place of a rank.
        other_ratings: How the other brands are.
        feedback_id: The company's id of the answer; None where it has none.
    """

    customer_id: str
    answered_at: datetime | None
    cells: Mapping[str, Any]
    own_rating: float | None
    other_ratings: Sequence[float] | None
    feedback_id: str | None


async def hand_in(work: UnitOfWork, answers: Sequence[Handed]) -> int:
    """Keep answers, all or none.

    Returns:
        How many of them said something new.

    Raises:
        InvalidRequestError: Some are no answers; each says why.
    """
    now = (await work.workspace(for_facts=True)).now()
    rows, faults = [], []
    for place, each in enumerate(answers):
        try:
            rows.append(_row(each, now))
        except RejectionError as reason:
            faults.append(FieldError(pointer=f"/answers/{place}", message=reason.message, code=reason.code))
    if faults:
        raise InvalidRequestError("Some of the answers are none.", errors=faults)
    keyed = [KeyedRow(line, row.own_key or f"import:{new_id()}", row) for line, row in enumerate(rows)]
    return await keep_answers(work, keyed)


def _row(handed: Handed, now: datetime) -> FeedbackRow:
    answer = read_answer({**handed.cells, **_rank_of(handed)}, handed.answered_at or now)
    return FeedbackRow(handed.customer_id, answer, handed.feedback_id)


def _rank_of(handed: Handed) -> dict[str, float | int]:
    """The rank that ratings make."""
    if handed.own_rating is None and handed.other_ratings is None:
        return {}
    if handed.own_rating is None or handed.other_ratings is None:
        message = "own_rating and other_ratings do not go without each other"
        raise RejectionError(RejectCode.FEEDBACK_RANK_INVALID, message)
    if handed.cells.get("rank") is not None or handed.cells.get("brands") is not None:
        raise RejectionError(RejectCode.FEEDBACK_RANK_INVALID, "there are ratings and a rank; one of both is enough")
    return {"rank": mean_rank(handed.own_rating, handed.other_ratings), "brands": 1 + len(handed.other_ratings)}


async def list_answers(work: UnitOfWork, before: datetime, limit: int, after: tuple[datetime, str] | None) -> list[GivenAnswer]:
    """Answers before a moment, the latest first; one more than the limit if there are more."""
    return await feedback.list_answers(work, before, limit, after)
