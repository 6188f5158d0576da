"""What the market hands to the system: touchpoints, spend and the orders that communication brought, as columns."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from attune.demo.market.channels import MARK
from attune.demo.market.population import IntArray


@dataclass(frozen=True, slots=True)
class Touches:
    """Touchpoints, one per place of every array.

    Attributes:
        customer: Place in the population.
        at: Seconds since 1970 in UTC.
        channel: Place in CHANNELS.
        kind: Place in KINDS.
    """

    customer: IntArray
    at: IntArray
    channel: IntArray
    kind: IntArray

    def where(self, chosen: np.ndarray) -> "Touches":
        """Those chosen by a mask or by their places."""
        return Touches(self.customer[chosen], self.at[chosen], self.channel[chosen], self.kind[chosen])


@dataclass(frozen=True, slots=True)
class Orders:
    """Simulated orders, one per place of every array.

    Attributes:
        customer: Place in the population.
        at: Seconds since 1970 in UTC.
        paid: Cents, after the discount.
        discount: Cents.
        margin: Cents: MARGIN_RATE of the price before the discount, less the discount.
    """

    customer: IntArray
    at: IntArray
    paid: IntArray
    discount: IntArray
    margin: IntArray

    @property
    def order_ids(self) -> list[str]:
        """Marked as simulated; they do not tell what brought the order."""
        return [f"{MARK}-{number:06d}" for number in range(len(self.at))]


@dataclass(frozen=True, slots=True)
class Spend:
    """Spend, one row per channel and day with any.

    Attributes:
        channel: Place in CHANNELS.
        day: Days since 1970.
        cents: Spent.
    """

    channel: IntArray
    day: IntArray
    cents: IntArray


def touches(customer: IntArray, at: IntArray, channel: int, kind: int) -> Touches:
    """Touches of one channel and kind."""
    return Touches(customer, at, np.full(len(at), channel, dtype=np.int64), np.full(len(at), kind, dtype=np.int64))


def join_touches(parts: Iterable[Touches]) -> Touches:
    """All of them, in the order of time; what came first in the parts is first where times are equal."""
    parts = list(parts)
    joined = Touches(
        np.concatenate([part.customer for part in parts]),
        np.concatenate([part.at for part in parts]),
        np.concatenate([part.channel for part in parts]),
        np.concatenate([part.kind for part in parts]),
    )
    return joined.where(np.argsort(joined.at, kind="stable"))
