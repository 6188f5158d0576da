"""What is spent: by week, varied so that response curves can be learnt, and by day."""

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from attune.demo.market.channels import (
    CODE,
    COMMISSION_RATE,
    DAY,
    EMAIL,
    HARVESTER,
    START_SECOND,
    WEEKS,
    Channel,
)
from attune.demo.market.curves import FloatArray
from attune.demo.market.population import IntArray
from attune.demo.market.records import Spend

_WEEKDAYS = np.array([1.1, 1.2, 1.2, 1.1, 1.0, 0.7, 0.7])
_STEADINESS = 40.0
_TUESDAY = 1


@dataclass(frozen=True, slots=True)
class Plan:
    """A channel's spend and contacts.

    Attributes:
        cents: Shape (weeks, days).
        contacts: Shape (weeks, days).
    """

    cents: IntArray
    contacts: IntArray

    @property
    def weekly_dollars(self) -> FloatArray:
        """Shape (weeks,)."""
        dollars: FloatArray = self.cents.sum(axis=1) / 100
        return dollars


def plan(channel: Channel, scale: float, random: Generator) -> Plan:
    """A planned channel's weeks: evenly spaced levels from a quarter to seven quarters of the mean, in random order.

    Args:
        channel: One of PLANNED.
        scale: Customers in the market / SAMPLE.
        random: The market's generator.
    """
    level = random.permutation(np.linspace(0.25, 1.75, WEEKS)) * channel.weekly_spend * scale
    shares = random.dirichlet(_STEADINESS * _WEEKDAYS, size=WEEKS)
    cents = np.floor(shares * level[:, None] * 100).astype(np.int64)
    weekly = np.maximum(1, np.rint(cents.sum(axis=1) / 100 / channel.contact_cost)).astype(np.int64)
    return Plan(cents, random.multinomial(weekly, cents / cents.sum(axis=1, keepdims=True)))


def plan_email(offered: int, random: Generator) -> Plan:
    """The experiment's e-mails: every Tuesday to between a fifth and all of the arm, each at a fixed price."""
    sends = np.rint(random.permutation(np.linspace(0.2, 1.0, WEEKS)) * offered).astype(np.int64)
    contacts = np.zeros((WEEKS, 7), dtype=np.int64)
    contacts[:, _TUESDAY] = sends
    return Plan(contacts * round(EMAIL.contact_cost * 100), contacts)


def rows(channel: str, of: Plan) -> Spend:
    """The spend of a plan, without the days that have none."""
    cents = of.cents.reshape(-1)
    spent = np.flatnonzero(cents)
    return Spend(np.full(len(spent), CODE[channel]), START_SECOND // DAY + spent, cents[spent])


def commissions(bought_at: IntArray, cents: IntArray) -> Spend:
    """What affiliates take of the orders that they stepped in front of, on the day of the order."""
    day, place = np.unique(bought_at // DAY, return_inverse=True)
    taken = np.bincount(place, weights=np.rint(cents * COMMISSION_RATE), minlength=len(day)).astype(np.int64)
    some = taken > 0
    return Spend(np.full(int(some.sum()), CODE[HARVESTER]), day[some], taken[some])


def join_spend(parts: list[Spend]) -> Spend:
    """All rows, by day and then channel."""
    channel = np.concatenate([part.channel for part in parts])
    day = np.concatenate([part.day for part in parts])
    cents = np.concatenate([part.cents for part in parts])
    order = np.lexsort((channel, day))
    return Spend(channel[order], day[order], cents[order])
