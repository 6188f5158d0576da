"""Who is in the market: CDNOW's customers and their real purchases, as arrays."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from attune.demo.cdnow import CdnowOrder
from attune.demo.market.channels import DAY, END_SECOND, START_SECOND
from attune.demo.market.curves import FloatArray

IntArray = NDArray[np.int64]
BoolArray = NDArray[np.bool_]

CONTROL = "control"
OFFER = "offer"
_RECENT_DAYS = 182


class UnknownArmError(ValueError):
    """The experiment has an arm that the market does not know."""


@dataclass(frozen=True, slots=True)
class Population:
    """CDNOW's customers at the market's start, and what they really bought while it lasted.

    Attributes:
        customer_ids: The company's own ids, sorted; every other array counts customers by their place here.
        known: Whether the first purchase was before the market's start, shape (customers,): only they are spoken to.
        level: Mean dollars of their purchases before the start that cost anything, shape (customers,).
        recent: Purchases in the half year before the start, shape (customers,).
        buyer: The customer of each real order while the market lasted, shape (orders,).
        bought_at: Its time, seconds since 1970 in UTC, shape (orders,): CDNOW has days, so midnights.
        cents: Its amount, shape (orders,).
    """

    customer_ids: tuple[str, ...]
    known: BoolArray
    level: FloatArray
    recent: IntArray
    buyer: IntArray
    bought_at: IntArray
    cents: IntArray


def populate(orders: Sequence[CdnowOrder]) -> Population:
    """The market's population.

    Args:
        orders: All real orders, at least one of them before the market's start.
    """
    customer_ids = tuple(sorted({order.customer_id for order in orders}))
    place = {customer_id: number for number, customer_id in enumerate(customer_ids)}
    buyer = np.array([place[order.customer_id] for order in orders], dtype=np.int64)
    bought_at = np.array([(order.day - date(1970, 1, 1)).days for order in orders], dtype=np.int64) * DAY
    cents = np.array([int(order.amount * 100) for order in orders], dtype=np.int64)
    before, during = bought_at < START_SECOND, (bought_at >= START_SECOND) & (bought_at < END_SECOND)
    recent = before & (bought_at >= START_SECOND - _RECENT_DAYS * DAY)
    return Population(
        customer_ids=customer_ids,
        known=_count(buyer[before], len(customer_ids)) > 0,
        level=_levels(buyer[before], cents[before], len(customer_ids)),
        recent=_count(buyer[recent], len(customer_ids)),
        buyer=buyer[during],
        bought_at=bought_at[during],
        cents=cents[during],
    )


def _count(buyer: IntArray, customers: int) -> IntArray:
    return np.bincount(buyer, minlength=customers).astype(np.int64)


def _levels(buyer: IntArray, cents: IntArray, customers: int) -> FloatArray:
    """Mean dollars per order that cost anything; the mean of all where a customer had none."""
    paid = cents > 0
    orders = _count(buyer[paid], customers)
    dollars = np.bincount(buyer[paid], weights=cents[paid] / 100, minlength=customers)
    overall = dollars.sum() / max(orders.sum(), 1)
    levels: FloatArray = np.divide(dollars, orders, out=np.full(customers, overall), where=orders > 0)
    return levels


@dataclass(frozen=True, slots=True)
class Assignments:
    """Whom the system assigned to what.

    Attributes:
        held_out: In the universal holdout: no communication at all, shape (customers,).
        offered: In the experiment's arm that gets the e-mail with the offer, shape (customers,).
        control: In its arm that gets none, shape (customers,).
    """

    held_out: BoolArray
    offered: BoolArray
    control: BoolArray


def ask(customer_ids: Sequence[str], is_held_out: Callable[[str], bool], arm_of: Callable[[str], str | None]) -> Assignments:
    """Ask the system about every customer; about the arm only where a customer is not held out.

    Args:
        customer_ids: Of the population, in its order.
        is_held_out: Whether a customer is in the universal holdout.
        arm_of: CONTROL, OFFER, or None for a customer who is not in the experiment.

    Raises:
        UnknownArmError: The answer is another arm.
    """
    held_out = [is_held_out(customer_id) for customer_id in customer_ids]
    arms = [None if held else arm_of(customer_id) for customer_id, held in zip(customer_ids, held_out, strict=True)]
    unknown = {arm for arm in arms if arm not in (CONTROL, OFFER, None)}
    if unknown:
        raise UnknownArmError(f"The market knows {CONTROL} and {OFFER}, not {', '.join(sorted(map(str, unknown)))}.")
    return Assignments(
        held_out=np.array(held_out, dtype=np.bool_),
        offered=np.array([arm == OFFER for arm in arms], dtype=np.bool_),
        control=np.array([arm == CONTROL for arm in arms], dtype=np.bool_),
    )
