from datetime import date
from decimal import Decimal

import pytest
from numpy.testing import assert_array_equal

from attune.demo.cdnow import CdnowOrder
from attune.demo.market.population import CONTROL, OFFER, UnknownArmError, ask, populate

ORDERS = [
    CdnowOrder("b", date(1997, 2, 1), 1, Decimal("10.00")),
    CdnowOrder("a", date(1997, 1, 1), 1, Decimal("0.00")),
    CdnowOrder("b", date(1997, 12, 1), 1, Decimal("20.50")),
    CdnowOrder("b", date(1998, 1, 5), 1, Decimal("7.29")),
    CdnowOrder("c", date(1998, 2, 1), 1, Decimal("1.00")),
    CdnowOrder("c", date(1998, 7, 1), 1, Decimal("1.00")),
]


def test_what_was_before_the_market_and_what_was_in_it() -> None:
    people = populate(ORDERS)
    assert people.customer_ids == ("a", "b", "c")
    assert_array_equal(people.known, [True, True, False])
    assert_array_equal(people.level, [15.25, 15.25, 15.25])  # a's and c's: nothing was paid for, so the mean of all
    assert_array_equal(people.recent, [0, 1, 0])
    assert_array_equal(people.buyer, [1, 2])
    assert_array_equal(people.bought_at, [883_958_400, 886_291_200])
    assert_array_equal(people.cents, [729, 100])


def test_the_system_is_asked_for_an_arm_only_of_those_it_does_not_hold_out() -> None:
    asked = []

    def arm_of(customer_id: str) -> str | None:
        asked.append(customer_id)
        return {"b": OFFER, "c": CONTROL}.get(customer_id)

    assigned = ask(("a", "b", "c", "d"), lambda customer_id: customer_id == "a", arm_of)
    assert asked == ["b", "c", "d"]
    assert_array_equal(assigned.held_out, [True, False, False, False])
    assert_array_equal(assigned.offered, [False, True, False, False])
    assert_array_equal(assigned.control, [False, False, True, False])


def test_an_arm_that_the_market_does_not_know_is_an_error() -> None:
    with pytest.raises(UnknownArmError, match="blue"):
        ask(("a",), lambda _: False, lambda _: "blue")
