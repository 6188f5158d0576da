"""Feedback in and out."""

from datetime import datetime

from kernel.application import AsOf, Work, new_router, requires
from kernel.pagination import DEFAULT_LIMIT, Cursor, Limit, decode_cursor, paginate
from kernel.principals import Scope
from kernel.problems import problems
from services.segmentation.schemas.feedback import FeedbackAnswer, FeedbackPage, KeptAnswers, NewAnswers
from services.segmentation.use_cases import feedback
from services.segmentation.use_cases.feedback import Handed

router = new_router("feedback")


@router.post(
    "/v1/feedback",
    dependencies=[requires(Scope.BEHAVIOUR_WRITE)],
    responses=problems(),
    summary="Hand in answers to surveys.",
)
async def create(body: NewAnswers, work: Work) -> KeptAnswers:
    """Keep what customers answered: how likely they are to recommend, and which share of their wallet the company has.

    All answers are kept, or none is: what is no answer is named with its reason (`feedback_empty`, `feedback_score_invalid`,
    `feedback_rank_invalid`, `feedback_share_invalid`, `feedback_text_invalid`). Without a `feedback_id` each counts; send an
    `Idempotency-Key` with what may be sent again. Events and imported files bring feedback too.
    """
    handed = [
        Handed(each.customer_id, each.answered_at, each.cells(), each.own_rating, each.other_ratings, each.feedback_id)
        for each in body.answers
    ]
    accepted = await feedback.hand_in(work, handed)
    return KeptAnswers(accepted=accepted, duplicates=len(handed) - accepted)


@router.get(
    "/v1/feedback", dependencies=[requires(Scope.BEHAVIOUR_READ)], responses=problems(), summary="List answers to surveys."
)
async def index(work: Work, as_of: AsOf, limit: Limit = DEFAULT_LIMIT, cursor: Cursor = None) -> FeedbackPage:
    """Answers that were given before `as_of`, the latest first, whichever way they came."""
    position = decode_cursor(cursor, datetime.fromisoformat, str)
    after = None if position is None else (position[0], position[1])
    rows = await feedback.list_answers(work, as_of, limit, after)
    page, next_cursor = paginate(rows, limit, lambda each: [each.answer.answered_at.isoformat(), each.answer.key])
    return FeedbackPage(items=[FeedbackAnswer.of(each) for each in page], next_cursor=next_cursor)
