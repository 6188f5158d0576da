import numpy as np
import pytest

from services.valuation.domain import grouping
from services.valuation.domain.grouping import group_rows


def check(*columns: np.ndarray[tuple[int], np.dtype[np.float64]]) -> None:
    groups = group_rows(*columns)
    table = np.stack(columns)
    _, expected = np.unique(table, axis=1, return_inverse=True)
    assert len(groups.members) == (expected.max() + 1 if expected.size else 0)
    assert np.array_equal(table[:, groups.members][:, groups.group_of], table)


def test_groups_are_the_distinct_rows() -> None:
    rng = np.random.default_rng(0)
    check(*rng.integers(0, 4, (3, 1000)).astype(np.float64))


def test_nothing_has_no_groups() -> None:
    assert len(group_rows(np.zeros(0), np.zeros(0)).members) == 0


def test_zero_has_one_sign() -> None:
    assert len(group_rows(np.array([0.0, -0.0])).members) == 1


def test_rows_that_share_a_key_are_still_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grouping, "_mixed_keys", lambda columns: np.zeros(len(columns[0]), dtype=np.uint64))
    rng = np.random.default_rng(1)
    check(*rng.integers(0, 4, (3, 500)).astype(np.float64))


def test_weights_are_summed_by_group() -> None:
    groups = group_rows(np.array([2.0, 1.0, 2.0]))
    total = groups.total(np.array([1.0, 10.0, 100.0]))
    assert total[groups.group_of].tolist() == [101.0, 10.0, 101.0]
