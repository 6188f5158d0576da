"""Referrals: those of events, which are written beside them, and those of imports."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Boolean, DateTime, Numeric, Text, Uuid
from sqlalchemy.types import TypeEngine

from kernel.database import UnitOfWork
from services.segmentation.domain.referrals import Referral
from services.segmentation.store.arrays import with_arrays


@dataclass(frozen=True, slots=True)
class ToldReferral:
    """A referral and the subjects of both.

    Attributes:
        referrer_id: The subject of who referred.
        referred_id: Of who was; None where the order alone tells, or nothing.
    """

    referral: Referral
    referrer_id: UUID
    referred_id: UUID | None


REFERRAL_COLUMN_TYPES: dict[str, TypeEngine[Any]] = {
    "referral_keys": Text(),
    "referral_subjects": Uuid(),
    "referral_referred": Uuid(),
    "referral_orders": Text(),
    "referral_moments": DateTime(timezone=True),
    "referral_kinds": Text(),
    "referral_new": Boolean(),
    "referral_anyway": Boolean(),
    "referral_rewards": Numeric(20, 4),
}
"""The types of `referral_columns`, for the statements' bind parameters."""

_COLUMNS = "referral_key, subject_id, referred_subject_id, order_key, referred_at, kind, is_new, would_have_come, reward"
REFERRALS = f"""
    unnest(:referral_keys, :referral_subjects, :referral_referred, :referral_orders, :referral_moments, :referral_kinds,
           :referral_new, :referral_anyway, :referral_rewards) as r({_COLUMNS})
"""
"""The referrals that `referral_columns` gives, as rows."""


def referral_columns(told: Sequence[ToldReferral]) -> dict[str, list[object]]:
    """Referrals as the arrays that statements take."""
    referrals = [each.referral for each in told]
    return {
        "referral_keys": [referral.key for referral in referrals],
        "referral_subjects": [each.referrer_id for each in told],
        "referral_referred": [each.referred_id for each in told],
        "referral_orders": [referral.order_key for referral in referrals],
        "referral_moments": [referral.referred_at for referral in referrals],
        "referral_kinds": [str(referral.kind) for referral in referrals],
        "referral_new": [referral.is_new for referral in referrals],
        "referral_anyway": [referral.would_have_come for referral in referrals],
        "referral_rewards": [referral.reward for referral in referrals],
    }


_UPSERT = with_arrays(
    f"""
    insert into attune.referrals as known (workspace_id, {_COLUMNS})
    select :workspace_id, r.* from {REFERRALS}
    order by r.referral_key
    on conflict (workspace_id, referral_key) do update set
        subject_id = excluded.subject_id, referred_subject_id = excluded.referred_subject_id, order_key = excluded.order_key,
        referred_at = excluded.referred_at, kind = excluded.kind, is_new = excluded.is_new,
        would_have_come = excluded.would_have_come, reward = excluded.reward
    where (known.subject_id, known.referred_subject_id, known.order_key, known.referred_at, known.kind, known.is_new,
           known.would_have_come, known.reward)
        is distinct from
        (excluded.subject_id, excluded.referred_subject_id, excluded.order_key, excluded.referred_at, excluded.kind,
         excluded.is_new, excluded.would_have_come, excluded.reward)
    returning referral_key
    """,  # noqa: S608 — of constants alone
    **REFERRAL_COLUMN_TYPES,
)


async def upsert_referrals(work: UnitOfWork, told: Sequence[ToldReferral]) -> set[str]:
    """Write referrals of distinct keys: new ones are added, changed ones replace what was said before.

    Returns:
        The keys of those that were new or changed; the others said what was known.
    """
    if not told:
        return set()
    rows = await work.execute(_UPSERT, {"workspace_id": work.workspace_id, **referral_columns(told)})
    return set(rows.scalars())


# The events behind the referrals in which somebody took part: another's event may name them.
_EMPTY_NAMING = with_arrays(
    """
    with mine as (
        select r.referral_key, r.referred_at from attune.referrals r
        where r.workspace_id = :workspace_id and (r.subject_id = any(:subjects) or r.referred_subject_id = any(:subjects))
        union
        select r.referral_key, r.referred_at from attune.referrals r
        join attune.orders o on o.workspace_id = r.workspace_id and o.order_key = r.order_key
        where r.workspace_id = :workspace_id and o.subject_id = any(:subjects)
    )
    update attune.events e set properties = '{}'
    from mine
    where e.workspace_id = :workspace_id and e.occurred_at = mine.referred_at
      and mine.referral_key = 'message:' || e.message_id and e.properties <> '{}'
    """,
    subjects=Uuid,
)


async def empty_events_naming(work: UnitOfWork, subjects: Collection[UUID]) -> int:
    """Take from the events that tell of referrals with some subjects what they say: they name both.

    Returns:
        How many said something.
    """
    emptied = await work.execute(_EMPTY_NAMING, {"workspace_id": work.workspace_id, "subjects": list(subjects)})
    return emptied.rowcount
