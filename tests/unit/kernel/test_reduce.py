from dataclasses import dataclass

import pytest

from kernel.reduce import reduction


@dataclass(frozen=True, slots=True)
class Pair:
    left: int
    right: str


class NoDataclass:
    left: int


def test_a_row_becomes_what_was_declared() -> None:
    assert reduction("select 1, 'a'", Pair).read((1, "a")) == Pair(1, "a")


def test_a_reduction_needs_a_dataclass() -> None:
    with pytest.raises(TypeError):
        reduction("select 1", NoDataclass)


def test_outside_values_are_bound_parameters() -> None:
    statement = reduction("select :as_of where workspace_id = :workspace_id", Pair).statement
    assert set(statement.compile().params) == {"as_of", "workspace_id"}
