"""Money in whole units that add up: an amount is divided so that its parts sum to it, to the last unit."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from math import floor, isfinite

from services.attribution.domain.errors import IndivisibleMoneyError

UNIT = Decimal("0.0001")  # money of record has four decimals


def share_out(total: Decimal, weights: Sequence[float], unit: Decimal = UNIT) -> list[Decimal]:
    """Divide an amount in proportion to weights, by largest remainders; of equal remainders the earlier gets the unit.

    Args:
        total: A whole number of units, of either sign.
        weights: Of at least 0.
        unit: What is not divided further.

    Returns:
        One amount per weight; their sum is `total` exactly, and none is a unit or more off its exact share.

    Raises:
        IndivisibleMoneyError: The total is not whole, or the weights are not finite, below 0, or all 0 for a total that is not.
    """
    if not all(isfinite(weight) and weight >= 0.0 for weight in weights):
        raise IndivisibleMoneyError("a weight is below 0 or no number")
    exact = [Fraction(weight) for weight in weights]
    whole, units = sum(exact, Fraction(0)), _units(total, unit)
    if whole == 0:
        if units:
            raise IndivisibleMoneyError(f"nothing has a weight to take {total}")
        return [Decimal(0) * unit for _ in weights]
    return [part * unit for part in _largest_remainders(units, [units * weight / whole for weight in exact])]


def round_to_total(total: Decimal, parts: Sequence[float], unit: Decimal = UNIT) -> list[Decimal]:
    """Round parts, of either sign, so that they sum to their total exactly; each moves by less than two units.

    Args:
        total: A whole number of units.
        parts: What sums to the total but for rounding: at most a unit per part.
        unit: What is not divided further.

    Raises:
        IndivisibleMoneyError: The total is not whole, or the parts do not sum to it.
    """
    if not all(isfinite(part) for part in parts):
        raise IndivisibleMoneyError("a part is no number")
    units = _units(total, unit)
    exact = [Fraction(part) / Fraction(unit) for part in parts]
    left = units - sum(exact, Fraction(0))
    if abs(left) > len(parts):
        raise IndivisibleMoneyError(f"the parts do not sum to {total}")
    return [part * unit for part in _largest_remainders(units, [part + left / len(parts) for part in exact])]


def _units(total: Decimal, unit: Decimal) -> int:
    if not total.is_finite():
        raise IndivisibleMoneyError(f"{total} is no amount")
    units = Fraction(total) / Fraction(unit)
    if units.denominator != 1:
        raise IndivisibleMoneyError(f"{total} is no whole number of {unit}")
    return units.numerator


def _largest_remainders(units: int, quotas: Sequence[Fraction]) -> list[int]:
    """Whole numbers that sum to `units`, each next to its quota; quotas sum to `units`."""
    parts = [floor(quota) for quota in quotas]
    by_remainder = sorted(range(len(quotas)), key=lambda index: parts[index] - quotas[index])
    for index in by_remainder[: units - sum(parts)]:
        parts[index] += 1
    return parts
