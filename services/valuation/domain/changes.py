"""When a customer's value has changed enough to be told.

A value is compared with the one that was told last, not with the one before: so a value that creeps is told once it has come
far enough, and one that wavers about a threshold is not told again and again, as each telling moves the threshold to both
sides of where the value then stands.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ChangeRule:
    """How far a value has to move.

    Attributes:
        relative: At least so much of the value that was told last, .2 for a fifth.
        absolute: And at least so much, in the currency.
    """

    relative: float
    absolute: float

    def is_crossed(self, told: float | None, now: float | None) -> bool:
        """Whether a value is to be told; a customer without one is worth nothing."""
        before = told or 0.0
        step = abs((now or 0.0) - before)
        return step > 0.0 and step >= self.absolute and step >= self.relative * abs(before)
