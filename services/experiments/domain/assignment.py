"""Who gets what: splits compiled once, and the universal holdout."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum

from services.experiments.domain.errors import InvalidShareError, InvalidSplitError
from services.experiments.domain.hashing import Range, bucket_from, bucket_ranges, equal_weights, seed_state

_TOLERANCE = 0.01  # how far from 1 weights may add up, by rounding
_LARGEST = 1e15


@dataclass(frozen=True, slots=True)
class Split:
    """Units shared out over variations by the hash of their attribute.

    Attributes:
        seed: What the hash begins with; another seed is another, independent split.
        attribute: Name of the attribute whose value is hashed.
        coverage: Share of all units that is assigned at all.
        variations: Keys, in order.
        weights: Shares of those assigned; they add up to 1.
        ranges: Of [0, 1), one per variation.
        state: What hashing the seed has left.
    """

    seed: str
    attribute: str
    coverage: float
    variations: tuple[str, ...]
    weights: tuple[float, ...]
    ranges: tuple[Range, ...]
    state: int

    @classmethod
    def of(
        cls,
        seed: str,
        variations: Sequence[str],
        weights: Sequence[float] | None = None,
        *,
        attribute: str = "id",
        coverage: float = 1.0,
    ) -> "Split":
        """A compiled split.

        Args:
            seed: Any text but the empty one.
            variations: Distinct keys.
            weights: One per variation, at least 0, that add up to 1 or more, and are then shares of their sum (1 and 1,
                50 and 50); equal ones by default. Less than 1 would leave open whether the rest gets nothing: that is
                what `coverage` says.
            attribute: Name of the attribute whose value is hashed.
            coverage: In [0, 1].

        Raises:
            InvalidSplitError: Something of this does not hold.
        """
        if not seed:
            raise InvalidSplitError("The seed is empty.", "/seed")
        if not attribute:
            raise InvalidSplitError("The attribute is empty.", "/attribute")
        if not 0.0 <= coverage <= 1.0:
            raise InvalidSplitError("The coverage must lie in [0, 1].", "/coverage")
        _check_keys(variations)
        shares = equal_weights(len(variations)) if weights is None else _shares(variations, weights)
        ranges = bucket_ranges(len(variations), coverage, shares)
        return cls(seed, attribute, coverage, tuple(variations), tuple(shares), tuple(ranges), seed_state(seed))

    def bucket(self, unit: str) -> float:
        """The unit's number, a multiple of 1/10,000 in [0, 1)."""
        return bucket_from(self.state, unit)

    def choose(self, bucket: float) -> int:
        """Index of the variation that a number falls to; -1 where it falls to none."""
        index = 0
        for low, high in self.ranges:
            if low <= bucket < high:
                return index
            index += 1  # noqa: SIM113 — counting is quicker than enumerating, and this is the hot path
        return -1


def _check_keys(variations: Sequence[str]) -> None:
    if not variations:
        raise InvalidSplitError("A split has at least one variation.", "/variations")
    seen = set()
    for index, key in enumerate(variations):
        if not key:
            raise InvalidSplitError("The variation's key is empty.", f"/variations/{index}/key")
        if key in seen:
            raise InvalidSplitError(f"There are two variations '{key}'.", f"/variations/{index}/key")
        seen.add(key)


def _shares(variations: Sequence[str], weights: Sequence[float]) -> list[float]:
    if len(weights) != len(variations):
        raise InvalidSplitError(f"There are {len(variations)} variations and {len(weights)} weights.", "/variations")
    for index, weight in enumerate(weights):
        if not 0.0 <= weight <= _LARGEST:
            raise InvalidSplitError("A weight is a number from 0 to 1e15.", f"/variations/{index}/weight")
    total = fsum(weights)
    if total < 1.0 - _TOLERANCE:
        detail = f"The weights add up to {total:g}, less than 1; `coverage` says which share of all units is assigned."
        raise InvalidSplitError(detail, "/variations")
    return [weight / total for weight in weights]


def assign(split: Split, unit: str) -> str | None:
    """The key of the unit's variation; None for those whom the coverage leaves out."""
    index = split.choose(bucket_from(split.state, unit))
    return None if index < 0 else split.variations[index]


def is_held_out(seed: str, share: float, unit: str) -> bool:
    """Whether a unit belongs to the universal holdout, which is kept from everything that is tried.

    Raising the share only adds units.

    Raises:
        InvalidShareError: The share is not in [0, 1].
    """
    if not 0.0 <= share <= 1.0:
        raise InvalidShareError("A holdout's share lies in [0, 1].", "/share")
    return bucket_from(seed_state(seed), unit) < share
