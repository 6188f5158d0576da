"""When a value has changed enough to be told."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from services.valuation.domain.changes import ChangeRule

money = st.floats(0.0, 1e6)


def test_a_step_has_to_be_large_by_both_measures() -> None:
    rule = ChangeRule(relative=0.2, absolute=5.0)
    assert rule.is_crossed(100.0, 120.0)
    assert rule.is_crossed(100.0, 80.0)
    assert not rule.is_crossed(100.0, 119.9)
    assert not rule.is_crossed(10.0, 14.0)
    assert rule.is_crossed(10.0, 15.0)


def test_a_customer_without_a_value_is_worth_nothing() -> None:
    rule = ChangeRule(relative=0.2, absolute=5.0)
    assert rule.is_crossed(None, 5.0)
    assert not rule.is_crossed(None, 4.0)
    assert rule.is_crossed(10.0, None)
    assert not rule.is_crossed(None, None)


def test_what_does_not_move_is_not_told_even_where_nothing_is_asked_of_it() -> None:
    assert not ChangeRule(0.0, 0.0).is_crossed(7.0, 7.0)
    assert ChangeRule(0.0, 0.0).is_crossed(7.0, 7.000001)


@given(st.lists(money, min_size=1, max_size=40), st.floats(0.0, 1.0), st.floats(0.0, 100.0))
def test_between_two_tellings_a_value_has_moved_by_a_whole_step(path: list[float], relative: float, absolute: float) -> None:
    rule = ChangeRule(relative, absolute)
    told = [path[0]]
    for value in path[1:]:
        if rule.is_crossed(told[-1], value):
            told.append(value)
    for before, after in pairwise(told):
        assert abs(after - before) >= absolute
        assert abs(after - before) >= relative * before
