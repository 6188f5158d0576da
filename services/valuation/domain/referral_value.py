"""Customer referral value: what the customers whom somebody brought are worth to the company, as a credit of who brought them.

CRV = Σ over those who would not have come otherwise (type 1) of their contribution, and Σ over all of the acquisition cost that
was saved, less what the referrals cost, each discounted to the start of the window. The value of a type-1 customer is in two
ledgers: in the customers' lifetime values as their own, in referral values as their referrers'. It is one sum of money, and the
ledgers are not to be added up. Only direct referrals count: whom the referred bring in turn is theirs.

Source: Kumar, Petersen & Leone (2007), "How valuable is word of mouth?", Harvard Business Review 85(10); the equation is in
Kumar, Petersen & Leone (2010), "Driving profitability by encouraging customer referrals", Journal of Marketing 74(5).
"""

from dataclasses import dataclass
from enum import StrEnum
from math import exp

from scipy.special import betaincinv

from inference.delta import InvalidLevelError
from services.valuation.domain.errors import InvalidAssumptionError

MIN_ASKED = 30
"""Fewest of the referred who said whether they would have come anyway, by whom the share of type 1 is measured."""
ASSUMED_SHARE = 0.5
METHOD = (
    "the ends of the referred customers' values (their half-widths added up, as if all erred one way) and of the share of "
    "type 1, taken together: conservative"
)


class ShareSource(StrEnum):
    """Where the share of type-1 referrals comes from."""

    STATED = "stated"
    MEASURED = "measured"
    ASSUMED = "assumed"


@dataclass(frozen=True, slots=True)
class TypeOneShare:
    """The share of the referred who would not have come otherwise, for those who were not asked.

    Attributes:
        share: The estimate.
        low: The interval's low end; of a stated share the share itself, of an assumed one 0.
        high: Its high end; of a stated share the share itself, of an assumed one 1.
        source: Where it comes from.
    """

    share: float
    low: float
    high: float
    source: ShareSource


def type_one_share(asked: int, would_have_come: int, stated: float | None, level: float) -> TypeOneShare:
    """The share of type-1 referrals: as stated, else by the answers of the referred, else a half, with all that it may be.

    The interval of a measured one is Jeffreys'.

    Raises:
        InvalidAssumptionError: The stated share is not within 0 and 1.
        InvalidLevelError: The level is not strictly between 0 and 1.

    Source: Brown, Cai & DasGupta (2001), "Interval estimation for a binomial proportion", Statistical Science 16(2).
    """
    if not 0.0 < level < 1.0:
        raise InvalidLevelError(f"level is {level}", field="level")
    if stated is not None:
        if not 0.0 <= stated <= 1.0:
            raise InvalidAssumptionError(f"The share of type-1 referrals is {stated} and must be within 0 and 1.")
        return TypeOneShare(stated, stated, stated, ShareSource.STATED)
    if asked < MIN_ASKED:
        return TypeOneShare(ASSUMED_SHARE, 0.0, 1.0, ShareSource.ASSUMED)
    new = asked - would_have_come
    tail = (1.0 - level) / 2.0
    low, high = (float(betaincinv(new + 0.5, would_have_come + 0.5, at)) for at in (tail, 1.0 - tail))
    return TypeOneShare(new / asked, low if new else 0.0, high if would_have_come else 1.0, ShareSource.MEASURED)


@dataclass(frozen=True, slots=True)
class Brought:
    """Customers who were brought, discounted to the start of the window.

    Attributes:
        arrivals: How many, each discounted from its arrival.
        rewards: What their referrals cost.
        contribution: What they have left so far.
        value: What they are expected to spend from now on: their lifetime values.
        half_width: The half-widths of these added up.
    """

    arrivals: float = 0.0
    rewards: float = 0.0
    contribution: float = 0.0
    value: float = 0.0
    half_width: float = 0.0


@dataclass(frozen=True, slots=True)
class ReferralParts:
    """Whom somebody brought, by what is known of them.

    Attributes:
        incremental: Who said that they would not have come otherwise.
        anyway: Who said that they would have.
        unasked: All others.
    """

    incremental: Brought
    anyway: Brought
    unasked: Brought


@dataclass(frozen=True, slots=True)
class Assumptions:
    """What turns the parts into money.

    Attributes:
        margin: Per unit of spend to come.
        acquisition_cost: Of a customer who comes by other ways.
        type_one: The share of type 1 among those who were not asked.
    """

    margin: float
    acquisition_cost: float
    type_one: TypeOneShare

    def __post_init__(self) -> None:
        """Refuse what has no meaning.

        Raises:
            InvalidAssumptionError: The acquisition cost is below 0, or something is no number.
        """
        if not 0.0 <= self.acquisition_cost < float("inf"):
            raise InvalidAssumptionError(f"The acquisition cost is {self.acquisition_cost} and must be 0 or more.")
        if not abs(self.margin) < float("inf"):
            raise InvalidAssumptionError(f"The margin is {self.margin}.")


@dataclass(frozen=True, slots=True)
class ReferralValue:
    """What somebody's referrals are worth.

    Attributes:
        value: In all.
        low: The interval's low end.
        high: Its high end.
        type_one: Contribution of those who would not have come otherwise; in the ledger of lifetime values and past
            contributions too, as theirs.
        saved: Acquisition cost that was not spent, on type 1 and 2 alike; in no other ledger.
        rewards: What the referrals cost.
    """

    value: float
    low: float
    high: float
    type_one: float
    saved: float
    rewards: float


def referral_value(parts: ReferralParts, given: Assumptions) -> ReferralValue:
    """The value of referrals.

    A reward is paid for the referred of either type, so it is taken from both; the cost of keeping them is in no data of ours,
    and is taken for 0.
    """
    saved = given.acquisition_cost * (parts.incremental.arrivals + parts.anyway.arrivals + parts.unasked.arrivals)
    rewards = parts.incremental.rewards + parts.anyway.rewards + parts.unasked.rewards
    share = given.type_one
    type_one = _type_one(parts, given.margin, share.share, 0.0)
    ends = [_type_one(parts, given.margin, at, side) for at in (share.low, share.high) for side in (-1.0, 1.0)]
    rest = saved - rewards
    return ReferralValue(type_one + rest, min(*ends, type_one) + rest, max(*ends, type_one) + rest, type_one, saved, rewards)


def _type_one(parts: ReferralParts, margin: float, share: float, side: float) -> float:
    """Contribution of type 1, with values at their estimate (0), low (-1) or high end (1), symmetric in logarithms."""
    contributed = parts.incremental.contribution + share * parts.unasked.contribution
    value = parts.incremental.value + share * parts.unasked.value
    half = parts.incremental.half_width + share * parts.unasked.half_width
    spread = exp(side * min(half / value, 50.0)) if value > 0.0 else 1.0
    return contributed + margin * value * spread
