"""Customers with the same history share one row: what a fit costs depends on histories, not on customers."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from inference.arrays import FloatArray, IntArray

# Odd, with well-spread bits (the golden ratio in 64 bits): multiplying by it mixes a column into a key.
_MIX = np.uint64(0x9E3779B97F4A7C15)
_FOLD = np.uint64(32)


@dataclass(frozen=True, slots=True, eq=False)
class Groups:
    """Rows of a table, told apart by their content.

    Attributes:
        members: Position of one row of every group, shape (groups,).
        group_of: The group of every row, shape (rows,).
    """

    members: IntArray
    group_of: IntArray

    def total(self, weights: FloatArray) -> FloatArray:
        """Sum of the rows' weights in every group, shape (groups,)."""
        return weighted_counts(self.group_of, weights, len(self.members))


def weighted_counts(positions: NDArray[np.int64], weights: FloatArray, size: int) -> FloatArray:
    """Sum of the weights at every position below `size`, shape (size,)."""
    return np.asarray(np.bincount(positions, weights=weights, minlength=size), dtype=np.float64)


def group_rows(*columns: FloatArray) -> Groups:
    """Find the distinct rows of a table given by its columns, all of one length.

    One mixed 64-bit key sorts several times faster than all columns do. Should two different rows ever share a key,
    the rows are sorted by their columns instead: the answer does not depend on luck. The order of the groups is
    deterministic and has no meaning.
    """
    keys = _mixed_keys(columns)
    order = np.argsort(keys)
    fresh = _differs_from_previous(columns, order)
    ordered_keys = keys[order]
    if np.any(fresh[1:] & (ordered_keys[1:] == ordered_keys[:-1])):
        order = np.lexsort(columns)
        fresh = _differs_from_previous(columns, order)
    group_of = np.empty(len(order), dtype=np.int64)
    group_of[order] = np.cumsum(fresh) - 1
    return Groups(order[fresh].astype(np.int64), group_of)


def _mixed_keys(columns: tuple[FloatArray, ...]) -> NDArray[np.uint64]:
    keys = np.zeros(len(columns[0]), dtype=np.uint64)
    for column in columns:
        bits = (column + 0.0).view(np.uint64)  # adding zero gives -0.0 the bits of 0.0
        keys = (keys ^ bits) * _MIX
        keys ^= keys >> _FOLD
    return keys


def _differs_from_previous(columns: tuple[FloatArray, ...], order: NDArray[np.intp]) -> NDArray[np.bool_]:
    fresh = np.zeros(len(order), dtype=np.bool_)
    fresh[:1] = True
    for column in columns:
        ordered = column[order]
        fresh[1:] |= ordered[1:] != ordered[:-1]
    return fresh
