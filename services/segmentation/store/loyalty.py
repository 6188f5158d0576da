"""What is known of a customer's loyalty: margin, answers, referrals. What it is worth is valuation's to say."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import DateTime, bindparam, text

from kernel.database import UnitOfWork


@dataclass(frozen=True, slots=True)
class Contribution:
    """What a customer's orders left.

    Attributes:
        margin: Of the orders that state one.
        purchases_without: Purchases that state none.
    """

    margin: Decimal
    purchases_without: int


@dataclass(frozen=True, slots=True)
class Score:
    """How likely a customer is to recommend the company, 0 to 10."""

    score: int
    answered_at: datetime


@dataclass(frozen=True, slots=True)
class Wallet:
    """A customer's latest answer of a category; None: of all that the company sells."""

    category: str | None
    brand_rank: float | None
    brands: int | None
    wallet_share: float | None
    answered_at: datetime


@dataclass(frozen=True, slots=True)
class Referrals:
    """Whom a customer referred, and by whom they were.

    Attributes:
        invited: Statements about referrals of theirs.
        converted: Customers of whom it is said that they came by them.
        referred_by: Our id of the customer who is said to have brought them: the earliest, and who brought before who invited.
    """

    invited: int
    converted: int
    referred_by: UUID | None


@dataclass(frozen=True, slots=True)
class Loyalty:
    """What is known of a customer's loyalty before a moment; `score` is None where they gave none."""

    contribution: Contribution
    score: Score | None
    wallets: list[Wallet]
    referrals: Referrals


_AS_OF = bindparam("as_of", type_=DateTime(timezone=True))
_CONTRIBUTION = text(
    """
    select coalesce(sum(margin), 0), count(*) filter (where is_purchase and margin is null)
    from published.orders where customer_id = :customer_id and ordered_at < :as_of
    """
).bindparams(_AS_OF)
_SCORE = text(
    """
    select score, answered_at from published.feedback
    where customer_id = :customer_id and score is not null and answered_at < :as_of
    order by answered_at desc, feedback_key collate "C" desc limit 1
    """
).bindparams(_AS_OF)
_WALLETS = text(
    """
    select distinct on (category collate "C") category, brand_rank, brands, wallet_share, answered_at
    from published.feedback
    where customer_id = :customer_id and (brand_rank is not null or wallet_share is not null) and answered_at < :as_of
    order by category collate "C", answered_at desc, feedback_key collate "C" desc
    """
).bindparams(_AS_OF)
_REFERRALS = text(
    """
    select count(*) filter (where referrer_id = :customer_id),
           count(distinct referred_id) filter (where referrer_id = :customer_id and kind = 'converted'),
           (array_agg(referrer_id order by kind, referred_at, referrer_id) filter (where referred_id = :customer_id))[1]
    from published.referrals
    where (referrer_id = :customer_id or referred_id = :customer_id) and referrer_id is distinct from referred_id
      and referred_at < :as_of
    """
).bindparams(_AS_OF)


async def read_loyalty(work: UnitOfWork, customer_id: UUID, as_of: datetime) -> Loyalty:
    """What is known of a customer's loyalty before a moment."""
    values = {"customer_id": customer_id, "as_of": as_of}
    score = (await work.execute(_SCORE, values)).one_or_none()
    return Loyalty(
        Contribution(*(await work.execute(_CONTRIBUTION, values)).one()),
        None if score is None else Score(*score),
        [Wallet(*row) for row in await work.execute(_WALLETS, values)],
        Referrals(*(await work.execute(_REFERRALS, values)).one()),
    )
