"""Paths to conversion: what every attribution model shares out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain, pairwise
from typing import Self

import numpy as np
from numpy.typing import ArrayLike, NDArray

from inference.arrays import FloatArray, IntArray
from services.attribution.domain.errors import InvalidPathError

# Within these, no sum of weights overflows and no quotient of two of them does.
SMALLEST_WEIGHT, LARGEST_WEIGHT = 1e-9, 1e15
BoolArray = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Totals:
    """What there was to share out."""

    conversions: float
    value: float
    nulls: float


@dataclass(frozen=True, slots=True, eq=False)
class Paths:
    """Sequences of touches with what came of them, one row per journey or per group of equal ones.

    A row without touches is a conversion that no channel can claim: it stays unattributed.

    Attributes:
        channels: Distinct names, sorted.
        steps: Channels of all rows' touches one after the other, as positions in `channels`, shape (touches,).
        offsets: Where each row's touches begin and the last one's end, shape (rows + 1,).
        conversions: How many journeys of the row converted, shape (rows,).
        value: What those conversions were worth together; below 0 where refunds were more, shape (rows,).
        nulls: How many journeys of the row did not convert, shape (rows,).
        days_before: Age of each touch at the conversion, shape (touches,); None where no age is known, NaN for one that is not.
        value_squares: Sum of the squared values of the row's conversions, shape (rows,); None where all are taken as equal.

    Raises:
        InvalidPathError: A row cannot be.
    """

    channels: tuple[str, ...]
    steps: IntArray
    offsets: IntArray
    conversions: FloatArray
    value: FloatArray
    nulls: FloatArray
    days_before: FloatArray | None = None
    value_squares: FloatArray | None = None

    def __post_init__(self) -> None:
        _check(self)

    @classmethod
    def of(
        cls,
        paths: Sequence[Sequence[str]],
        conversions: ArrayLike,
        value: ArrayLike | None = None,
        nulls: ArrayLike | None = None,
        days_before: Iterable[Iterable[float]] | None = None,
        value_squares: ArrayLike | None = None,
    ) -> Self:
        """Paths from sequences of channel names, first touch first.

        Args:
            paths: One sequence per row; an empty one is a conversion without a touch.
            conversions: By row.
            value: By row; none by default.
            nulls: By row; none by default.
            days_before: Age of every touch at the conversion, in the shape of `paths`.
            value_squares: By row, see the class.
        """
        lengths = np.fromiter(map(len, paths), dtype=np.int64, count=len(paths))
        touches = int(lengths.sum())
        channels, steps = _index_channels(chain.from_iterable(paths), touches)
        ages = None if days_before is None else np.fromiter(chain.from_iterable(days_before), np.float64)
        return cls(
            channels,
            steps,
            np.concatenate([[0], np.cumsum(lengths)]),
            _column(conversions),
            np.zeros(len(paths)) if value is None else _column(value),
            np.zeros(len(paths)) if nulls is None else _column(nulls),
            ages,
            None if value_squares is None else _column(value_squares),
        )

    def __len__(self) -> int:
        return len(self.conversions)

    @property
    def lengths(self) -> IntArray:
        """Touches of each row, shape (rows,)."""
        return np.diff(self.offsets)

    @property
    def row_of_touch(self) -> IntArray:
        """The row that each touch belongs to, shape (touches,)."""
        return np.repeat(np.arange(len(self)), self.lengths)

    @property
    def touched(self) -> BoolArray:
        """Rows with at least one touch, shape (rows,)."""
        return self.lengths > 0

    def place_of(self, touch: int) -> tuple[int, int]:
        """The row that a touch belongs to, and its place in that row's path."""
        row = int(np.searchsorted(self.offsets, touch, side="right")) - 1
        return row, touch - int(self.offsets[row])

    def totals(self) -> Totals:
        """Of all rows."""
        return Totals(float(self.conversions.sum()), float(self.value.sum()), float(self.nulls.sum()))

    def unattributed(self) -> Totals:
        """Of the rows without touches."""
        bare = ~self.touched
        return Totals(float(self.conversions[bare].sum()), float(self.value[bare].sum()), float(self.nulls[bare].sum()))

    def grouped(self) -> Self:
        """Equal paths as one row each, in order of their first appearance; the ages of touches are dropped."""
        narrow = self.steps.astype(np.int32).tobytes()
        ends = (4 * self.offsets).tolist()
        seen: dict[bytes, int] = {}
        group = np.fromiter(
            (seen.setdefault(narrow[start:end], len(seen)) for start, end in pairwise(ends)),
            dtype=np.int64,
            count=len(self),
        )
        steps = np.frombuffer(b"".join(seen), dtype=np.int32).astype(np.int64)
        lengths = np.fromiter((len(key) // 4 for key in seen), dtype=np.int64, count=len(seen))

        def total(column: FloatArray) -> FloatArray:
            return sum_by(group, column, len(seen))

        return replace(
            self,
            steps=steps,
            offsets=np.concatenate([[0], np.cumsum(lengths)]),
            conversions=total(self.conversions),
            value=total(self.value),
            nulls=total(self.nulls),
            days_before=None,
            value_squares=None if self.value_squares is None else total(self.value_squares),
        )


def sum_by(group: IntArray, column: FloatArray, groups: int) -> FloatArray:
    """Sums of a column over the members of each group, shape (groups,)."""
    return np.asarray(np.bincount(group, column, groups), dtype=np.float64)


def _column(values: ArrayLike) -> FloatArray:
    return np.asarray(values, dtype=np.float64)


def _index_channels(names: Iterable[str], count: int) -> tuple[tuple[str, ...], IntArray]:
    """Distinct names, sorted, and the position of each given one among them."""
    met: dict[str, int] = {}
    # setdefault with the size so far numbers the names as they are met.
    found = np.fromiter((met.setdefault(name, len(met)) for name in names), dtype=np.int64, count=count)
    channels = tuple(sorted(met))
    rank = np.empty(len(met), dtype=np.int64)
    rank[[met[name] for name in channels]] = np.arange(len(met))
    return channels, rank[found]


def _check(paths: Paths) -> None:
    columns = (paths.conversions, paths.value, paths.nulls)
    if len({column.shape for column in columns}) != 1 or len(paths.offsets) != len(paths) + 1:
        raise InvalidPathError("columns must have one entry per path")
    if paths.days_before is not None and paths.days_before.shape != paths.steps.shape:
        raise InvalidPathError("days_before must have one entry per touch", field="days_before")
    for number, name in enumerate(paths.channels):
        if not name.strip():
            row, place = paths.place_of(int(np.argmax(paths.steps == number)))
            raise InvalidPathError(f"the channel of touch {place} of path {row} has no name", row=row, field=f"path/{place}")
    for name, weight in (("conversions", paths.conversions), ("nulls", paths.nulls)):
        possible = (weight == 0.0) | ((weight >= SMALLEST_WEIGHT) & (weight <= LARGEST_WEIGHT))
        _refuse(~possible, name, f"is neither 0 nor in [{SMALLEST_WEIGHT}, {LARGEST_WEIGHT}]")
    _refuse(~(np.abs(paths.value) <= LARGEST_WEIGHT), "value", f"is no number within ±{LARGEST_WEIGHT}")
    _refuse((paths.conversions == 0.0) & (paths.value != 0.0), "value", "is not 0, but nothing converted")


def _refuse(wrong: BoolArray, field: str, complaint: str) -> None:
    if wrong.any():
        row = int(np.argmax(wrong))
        raise InvalidPathError(f"{field} of path {row} {complaint}", row=row, field=field)
