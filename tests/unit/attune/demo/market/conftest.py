"""A small shop of invented purchases: the market's tests need no data set."""

from datetime import date, timedelta
from decimal import Decimal

import numpy as np
import pytest

from attune.demo.cdnow import CdnowOrder
from attune.demo.market.population import Assignments, Population, populate

CUSTOMERS = 1_200


def invented_orders(customers: int = CUSTOMERS, seed: int = 7) -> list[CdnowOrder]:
    """Everybody first buys in early 1997; some come back, a few purchases cost nothing, one customer is new in 1998."""
    random = np.random.default_rng(seed)
    orders = []
    for number in range(customers):
        first = date(1997, 1, 1) + timedelta(days=int(random.integers(0, 84)))
        days = {first} | {first + timedelta(days=int(each)) for each in random.integers(1, 460, random.poisson(2.0))}
        for day in sorted(days):
            amount = Decimal(int(random.integers(0, 9_000))) / 100 if random.random() > 0.02 else Decimal(0)
            orders.append(CdnowOrder(f"{number:05d}", day, 1, amount))
    orders.append(CdnowOrder("newcomer", date(1998, 3, 2), 1, Decimal("20.00")))
    return orders


def drawn_assignments(people: Population, seed: int = 11) -> Assignments:
    """A twentieth held out, half of the others offered something: what a hash would do."""
    random = np.random.default_rng(seed)
    held_out = random.random(len(people.customer_ids)) < 0.05
    offered = ~held_out & (random.random(len(people.customer_ids)) < 0.5)
    return Assignments(held_out, offered, ~held_out & ~offered)


@pytest.fixture(scope="session")
def people() -> Population:
    return populate(invented_orders())


@pytest.fixture(scope="session")
def assigned(people: Population) -> Assignments:
    return drawn_assignments(people)
