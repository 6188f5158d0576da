"""What stored events told of feedback and referrals, replaced."""

from collections.abc import Sequence

from sqlalchemy import Table, Text, Uuid, bindparam, delete, select
from sqlalchemy.dialects.postgresql import ARRAY

from kernel.database import UnitOfWork
from schema.behaviour import events, feedback, orders, referrals
from services.segmentation.store.arrays import with_arrays
from services.segmentation.store.feedback import ToldAnswer, upsert_answers
from services.segmentation.store.rebuild import of_an_erased
from services.segmentation.store.referrals import ToldReferral, upsert_referrals

_THEIR_ORDER = (
    select(orders.c.subject_id)
    .where(orders.c.workspace_id == referrals.c.workspace_id, orders.c.order_key == referrals.c.order_key)
    .correlate(referrals)
    .scalar_subquery()
)
_WITH_AN_ERASED = (
    of_an_erased(referrals.c.subject_id) | of_an_erased(referrals.c.referred_subject_id) | of_an_erased(_THEIR_ORDER)
)

_ERASED_AMONG = with_arrays(
    """
    select s.id from attune.subjects s join attune.customers c on c.workspace_id = s.workspace_id and c.id = s.customer_id
    where s.workspace_id = :workspace_id and s.id = any(:subjects) and c.erased_at is not null
    """,
    subjects=Uuid,
)


async def replace_answers(work: UnitOfWork, keys: Sequence[str], told: Sequence[ToldAnswer]) -> None:
    """Write again the answers that some events are, in place of what was written before; those of the erased stay.

    Args:
        work: The unit of work; it holds the workspace's settings, so that nobody is erased meanwhile.
        keys: Of all those events, of those too that are no answer.
        told: What they are now.
    """
    among = feedback.c.feedback_key == bindparam("keys", type_=ARRAY(Text)).any_()
    settled = select(feedback.c.feedback_key).where(among, of_an_erased(feedback.c.subject_id))
    stay = set((await work.execute(settled, {"keys": list(keys)})).scalars())
    values = {"workspace_id": work.workspace_id, "subjects": [each.subject_id for each in told]}
    erased = set((await work.execute(_ERASED_AMONG, values)).scalars())
    told = [each for each in told if each.answer.key not in stay and each.subject_id not in erased]
    stay |= {each.answer.key for each in told}
    await work.execute(delete(feedback).where(among), {"keys": [key for key in keys if key not in stay]})
    await upsert_answers(work, told)


async def replace_referrals(work: UnitOfWork, keys: Sequence[str], told: Sequence[ToldReferral]) -> None:
    """Write again the referrals that some events tell of, in place of what was written before; those of the erased stay.

    Args:
        work: The unit of work.
        keys: Of all those events, of those too that tell of none.
        told: What they tell now.
    """
    among = referrals.c.referral_key == bindparam("keys", type_=ARRAY(Text)).any_()
    settled = select(referrals.c.referral_key).where(among, _WITH_AN_ERASED)
    stay = set((await work.execute(settled, {"keys": list(keys)})).scalars())
    told = [each for each in told if each.referral.key not in stay]
    stay |= {each.referral.key for each in told}
    await work.execute(delete(referrals).where(among), {"keys": [key for key in keys if key not in stay]})
    await upsert_referrals(work, told)


async def forget_orphans(work: UnitOfWork) -> int:
    """Drop the answers and referrals of events that are no longer there.

    Returns:
        How many there were.
    """
    answers = await _forget(work, feedback, "feedback_key", "answered_at")
    return answers + await _forget(work, referrals, "referral_key", "referred_at")


async def _forget(work: UnitOfWork, table: Table, key: str, moment: str) -> int:
    source = (
        select(events.c.id)
        .where(
            events.c.type == "track",
            events.c.occurred_at == table.c[moment],
            "message:" + events.c.message_id == table.c[key],
        )
        .exists()
    )
    dropped = await work.execute(delete(table).where(table.c[key].like("message:%"), ~source))
    return dropped.rowcount
