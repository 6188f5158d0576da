"""Rules that share each conversion out over its own touches.

A rule is the weight of every touch; the weights of a path's touches sum to 1 (participation's do not, by design). Sources:
Adobe Analytics, "Attribution models"; for `shapley`, Zhao, Mahboobi & Bagheri (2018), "Shapley value methods for attribution
modeling in online advertising".
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from inference.arrays import FloatArray, IntArray
from services.attribution.domain.errors import (
    InvalidHalfLifeError,
    InvalidPositionWeightsError,
    MissingDaysError,
    ModelUnavailableError,
)
from services.attribution.domain.paths import Paths, sum_by


class AttributionModel(StrEnum):
    """How credit can be given."""

    FIRST_TOUCH = "first_touch"
    LAST_TOUCH = "last_touch"
    LAST_NON_DIRECT = "last_non_direct"
    LINEAR = "linear"
    POSITION_BASED = "position_based"
    TIME_DECAY = "time_decay"
    PARTICIPATION = "participation"
    MARKOV = "markov"
    SHAPLEY = "shapley"
    SHAPLEY_ORDERED = "shapley_ordered"
    SHAPLEY_RATE = "shapley_rate"

    @property
    def shares_out(self) -> bool:
        """Whether credit sums to what there was; participation counts a conversion once for each channel that took part."""
        return self is not AttributionModel.PARTICIPATION


@dataclass(frozen=True, slots=True)
class CreditOptions:
    """What the models can be told.

    Attributes:
        direct: The channel that last_non_direct passes over.
        half_life_days: Of time decay.
        position_weights: Of the first touch, of all between together, and of the last; normalised to their sum.
        markov_order: Touches that a state of the chain remembers.
        nulls: Whether the chain knows the journeys that did not convert.

    Raises:
        InvalidHalfLifeError: The half-life is none.
        InvalidPositionWeightsError: The weights cannot share anything out.
    """

    direct: str = "direct"
    half_life_days: float = 7.0
    position_weights: tuple[float, float, float] = (0.4, 0.2, 0.4)
    markov_order: int = 1
    nulls: bool = True

    def __post_init__(self) -> None:
        if not (np.isfinite(self.half_life_days) and self.half_life_days > 0.0):
            raise InvalidHalfLifeError(f"the half-life is {self.half_life_days} days", field="half_life_days")
        given = np.asarray(self.position_weights, dtype=np.float64)
        if given.shape != (3,) or not np.isfinite(given).all() or (given < 0.0).any() or not given.any():
            raise InvalidPositionWeightsError(f"position weights are {self.position_weights}", field="position_weights")


def touch_weights(paths: Paths, model: AttributionModel, options: CreditOptions | None = None) -> FloatArray:
    """What share of its path's conversions each touch is given, shape (touches,).

    Raises:
        ModelUnavailableError: The model is no rule, or not built yet.
        MissingDaysError: Time decay, and a touch of a path that converted is without its age, or some age is below 0.
    """
    rule = _RULES.get(model)
    if rule is None:
        raise ModelUnavailableError(f"{model} gives no weight to single touches, or is not available yet", field="models")
    return rule(paths, options or CreditOptions())


def _first_touch(paths: Paths, _options: CreditOptions) -> FloatArray:
    weights = np.zeros(len(paths.steps))
    weights[paths.offsets[:-1][paths.touched]] = 1.0
    return weights


def _last_touch(paths: Paths, _options: CreditOptions) -> FloatArray:
    weights = np.zeros(len(paths.steps))
    weights[paths.offsets[1:][paths.touched] - 1] = 1.0
    return weights


def _last_non_direct(paths: Paths, options: CreditOptions) -> FloatArray:
    if options.direct not in paths.channels:
        return _last_touch(paths, options)
    other = paths.steps != paths.channels.index(options.direct)
    position = np.where(other, np.arange(len(paths.steps)), -1)
    last = np.full(len(paths), -1)
    starts = paths.offsets[:-1][paths.touched]
    if len(starts):
        last[paths.touched] = np.maximum.reduceat(position, starts)
    # A path of direct touches alone is direct's own.
    last = np.where(last >= 0, last, paths.offsets[1:] - 1)[paths.touched]
    weights = np.zeros(len(paths.steps))
    weights[last] = 1.0
    return weights


def _linear(paths: Paths, _options: CreditOptions) -> FloatArray:
    return np.repeat(1.0 / np.maximum(paths.lengths, 1), paths.lengths)


def _position_based(paths: Paths, options: CreditOptions) -> FloatArray:
    given = np.asarray(options.position_weights, dtype=np.float64)
    first, middle, last = given / given.max()
    length = np.repeat(paths.lengths, paths.lengths)
    place = np.arange(len(paths.steps)) - np.repeat(paths.offsets[:-1], paths.lengths)
    raw = np.where(place == 0, first, np.where(place == length - 1, last, middle / np.maximum(length - 2, 1)))
    # One touch takes all; two of no weight of their own, (0, m, 0), share alike.
    bare = (length == 1) | ((length == 2) & (first + last == 0.0))
    return _normalised(paths, np.where(bare, 1.0, raw))


def _time_decay(paths: Paths, options: CreditOptions) -> FloatArray:
    days = np.full(len(paths.steps), np.nan) if paths.days_before is None else paths.days_before
    # What did not convert has nothing to share out, and no moment that its touches' ages would be counted from.
    days = np.where(np.isnan(days) & (paths.conversions == 0.0)[paths.row_of_touch], 0.0, days)
    wrong = ~(np.isfinite(days) & (days >= 0.0))
    if wrong.any():
        row, place = paths.place_of(int(np.argmax(wrong)))
        raise MissingDaysError(f"touch {place} of path {row} has no days_before of at least 0", row=row, field=f"path/{place}")
    if not len(days):
        return days
    # Counted from the path's latest touch, one weight is 1 and no path's weights all vanish.
    latest = np.minimum.reduceat(days, paths.offsets[:-1][paths.touched])
    since = days - np.repeat(latest, paths.lengths[paths.touched])
    with np.errstate(over="ignore"):  # so many half-lives that they have no number: nothing is left
        return _normalised(paths, np.exp2(-since / options.half_life_days))


def _participation(paths: Paths, _options: CreditOptions) -> FloatArray:
    """1 to each channel of the path, split over its own touches."""
    _, same, _ = _distinct(paths)
    return 1.0 / same


def _shapley(paths: Paths, _options: CreditOptions) -> FloatArray:
    """The sum game's Shapley value: each conversion split equally over its distinct channels (its Harsanyi dividends)."""
    row, same, distinct = _distinct(paths)
    return 1.0 / (same * distinct[row])


def _distinct(paths: Paths) -> tuple[IntArray, FloatArray, FloatArray]:
    """The row of each touch, how often its channel is in its path, and how many distinct channels each path has."""
    row = paths.row_of_touch
    pairs, position, count = np.unique(row * max(len(paths.channels), 1) + paths.steps, return_inverse=True, return_counts=True)
    distinct = np.bincount(pairs // max(len(paths.channels), 1), minlength=len(paths))
    return row, count[position].astype(np.float64), distinct.astype(np.float64)


def _normalised(paths: Paths, raw: FloatArray) -> FloatArray:
    row = paths.row_of_touch
    return np.asarray(raw / sum_by(row, raw, len(paths))[row])


_RULES: dict[AttributionModel, Callable[[Paths, CreditOptions], FloatArray]] = {
    AttributionModel.FIRST_TOUCH: _first_touch,
    AttributionModel.LAST_TOUCH: _last_touch,
    AttributionModel.LAST_NON_DIRECT: _last_non_direct,
    AttributionModel.LINEAR: _linear,
    AttributionModel.POSITION_BASED: _position_based,
    AttributionModel.TIME_DECAY: _time_decay,
    AttributionModel.PARTICIPATION: _participation,
    AttributionModel.SHAPLEY: _shapley,
}
