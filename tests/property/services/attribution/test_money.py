"""Money that is shared out adds up, whatever it is shared out over."""

from decimal import Decimal
from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st

from services.attribution.domain import round_to_total, share_out
from services.attribution.domain.money import UNIT

amounts = st.integers(-(10**12), 10**12).map(lambda units: units * UNIT)


@given(amounts, st.lists(st.floats(0, 1e9), min_size=1, max_size=30))
def test_parts_sum_to_the_total_and_are_next_to_their_exact_shares(total: Decimal, weights: list[float]) -> None:
    assume(any(weights))
    parts = share_out(total, weights)
    assert sum(parts) == total
    whole = sum(Fraction(weight) for weight in weights)
    for part, weight in zip(parts, weights, strict=True):
        assert abs(Fraction(part) - Fraction(total) * Fraction(weight) / whole) < Fraction(UNIT)


@given(amounts, st.lists(st.integers(1, 9), min_size=1, max_size=9), st.integers(2, 5))
def test_only_proportions_count(total: Decimal, weights: list[int], factor: int) -> None:
    assert share_out(total, weights) == share_out(total, [factor * weight for weight in weights])


@given(st.lists(st.floats(-1e6, 1e6), max_size=30))
def test_parts_of_either_sign_are_rounded_to_their_total(parts: list[float]) -> None:
    total = sum((Decimal(part) for part in parts), Decimal(0)).quantize(UNIT)
    found = round_to_total(total, parts)
    assert sum(found, Decimal(0)) == total
    for rounded, part in zip(found, parts, strict=True):
        assert abs(rounded - Decimal(part)) < 2 * UNIT
