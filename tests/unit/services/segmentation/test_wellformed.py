"""A number as text: the same however it was written."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.segmentation.domain.wellformed import number_text


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (5, "5"),
        (5.0, "5"),
        (-0.0, "0"),
        (0, "0"),
        (100, "100"),
        (100.0, "100"),
        (1e30, "1" + 30 * "0"),
        (1e-7, "0.0000001"),
        (-2.50, "-2.5"),
        (0.1, "0.1"),
        (2**53 + 1, "9007199254740993"),
        (1e16, "10000000000000000"),
    ],
)
def test_a_number_is_its_digits(number: float, text: str) -> None:
    assert number_text(number) == text


@given(number=st.one_of(st.integers(), st.floats(allow_nan=False, allow_infinity=False)))
def test_the_digits_are_the_number_and_no_more(number: float) -> None:
    text = number_text(number)
    assert Decimal(text) == Decimal(repr(number))
    assert "e" not in text.lower()
    assert "." not in text or not text.endswith(("0", "."))
    assert text != "-0"
