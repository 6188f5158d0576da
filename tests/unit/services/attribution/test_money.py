from decimal import Decimal

import pytest

from services.attribution.domain import round_to_total, share_out
from services.attribution.domain.errors import IndivisibleMoneyError

CENT = Decimal("0.01")


def test_a_cent_over_goes_to_the_first_of_equals() -> None:
    assert share_out(Decimal("10.00"), [1, 1, 1], CENT) == [Decimal("3.34"), Decimal("3.33"), Decimal("3.33")]
    assert share_out(Decimal("0.0002"), [1, 1, 1]) == [Decimal("0.0001"), Decimal("0.0001"), Decimal("0")]


def test_the_largest_remainder_gets_the_cent() -> None:
    assert share_out(Decimal("1.00"), [0.504, 0.396, 0.1], CENT) == [Decimal("0.50"), Decimal("0.40"), Decimal("0.10")]


def test_a_refund_is_shared_out_like_a_payment() -> None:
    parts = share_out(Decimal("-10.00"), [1, 1, 1], CENT)
    assert sum(parts) == Decimal("-10.00")
    assert set(parts) == {Decimal("-3.33"), Decimal("-3.34")}


def test_parts_of_either_sign_are_rounded_to_their_total() -> None:
    assert round_to_total(Decimal("0.01"), [0.335, -0.325], CENT) == [Decimal("0.34"), Decimal("-0.33")]
    assert round_to_total(Decimal("0.00"), [], CENT) == []


def test_nothing_is_shared_out_over_nobody() -> None:
    assert share_out(Decimal(0), []) == []
    assert share_out(Decimal(0), [0.0, 0.0]) == [Decimal(0), Decimal(0)]


@pytest.mark.parametrize(
    ("total", "weights"),
    [
        (Decimal("1.00"), []),
        (Decimal("1.00"), [0.0]),
        (Decimal("1.00"), [1.0, -1.0]),
        (Decimal("1.00"), [1.0, float("nan")]),
        (Decimal("1.00"), [1.0, float("inf")]),
        (Decimal("1.00001"), [1.0]),
        (Decimal("NaN"), [1.0]),
        (Decimal("Infinity"), [1.0]),
    ],
)
def test_what_cannot_be_divided_is_refused(total: Decimal, weights: list[float]) -> None:
    with pytest.raises(IndivisibleMoneyError):
        share_out(total, weights)


@pytest.mark.parametrize(
    ("total", "parts"), [(Decimal("1.00"), [0.5]), (Decimal("1.00"), []), (Decimal("1.00"), [float("nan")])]
)
def test_parts_that_are_no_whole_are_refused(total: Decimal, parts: list[float]) -> None:
    with pytest.raises(IndivisibleMoneyError):
        round_to_total(total, parts)
