"""What a channel's credit cost and returned.

ROCI (return on customer investment) goes by two definitions, and both are named: gross is the margin gained per unit of spend,
net what is left of it after the spend. Source: Schultz & Schultz (2004), IMC: The Next Generation.
"""

from dataclasses import dataclass

from inference.errors import DomainError


class InvalidEconomicsError(DomainError):
    """Spend or margin that cannot be."""

    code = "invalid_economics"
    title = "Spend is a number of at least 0."


@dataclass(frozen=True, slots=True)
class Economics:
    """A channel's money; a figure is None where there is nothing to divide by, or no spend or margin is known.

    Attributes:
        spend: What was paid for the channel.
        conversions: Credited to it.
        revenue: Credited to it.
        margin: Of that revenue.
        cpa: Spend per conversion.
        roas: Revenue per unit of spend.
        roci_gross: Margin per unit of spend.
        roci_net: (margin − spend) / spend.
    """

    spend: float | None
    conversions: float
    revenue: float
    margin: float | None
    cpa: float | None
    roas: float | None
    roci_gross: float | None
    roci_net: float | None


def channel_economics(spend: float | None, conversions: float, revenue: float, margin: float | None) -> Economics:
    """What credit cost and returned.

    Raises:
        InvalidEconomicsError: Spend is below 0 or no number.
    """
    _check(spend)
    gross = _ratio(margin, spend)
    return Economics(
        spend,
        conversions,
        revenue,
        margin,
        cpa=_ratio(spend, conversions) if spend else None,
        roas=_ratio(revenue, spend),
        roci_gross=gross,
        roci_net=None if gross is None else gross - 1.0,
    )


@dataclass(frozen=True, slots=True)
class Estimated:
    """A quantity with its interval.

    Attributes:
        value: The estimate.
        low: The interval's low end; None where it has none.
        high: Its high end; None where it has none.
        level: Of confidence.
        method: How the interval was made.
    """

    value: float
    low: float | None
    high: float | None
    level: float
    method: str

    def scaled(self, factor: float, shift: float = 0.0) -> "Estimated":
        """The estimate times a known factor above 0, and shifted: its interval likewise."""
        low, high = (None if end is None else factor * end + shift for end in (self.low, self.high))
        return Estimated(factor * self.value + shift, low, high, self.level, self.method)


@dataclass(frozen=True, slots=True)
class IncrementalReturn:
    """Return on what communication added, beside what would have come anyway.

    Attributes:
        gross: Incremental margin per unit of spend.
        net: (incremental margin − spend) / spend.
    """

    gross: Estimated
    net: Estimated


def incremental_return(margin: Estimated, spend: float | None) -> IncrementalReturn | None:
    """ROCI of an incremental margin, as an experiment measured it; None where nothing, or nothing known, was spent.

    The cost is known, so that the interval is the margin's own, divided by it.

    Raises:
        InvalidEconomicsError: Spend is below 0 or no number.
    """
    _check(spend)
    if not spend:
        return None
    return IncrementalReturn(margin.scaled(1.0 / spend), margin.scaled(1.0 / spend, -1.0))


def cost_per(spend: float | None, conversions: Estimated) -> Estimated | None:
    """CPA with the interval that the conversions' own leaves: it has no high end where they may be none.

    Raises:
        InvalidEconomicsError: Spend is below 0 or no number.
    """
    _check(spend)
    if not spend or conversions.value <= 0.0:
        return None
    low = _ratio(spend, conversions.high)
    high = None if conversions.low is None or conversions.low <= 0.0 else spend / conversions.low
    return Estimated(spend / conversions.value, low, high, conversions.level, conversions.method)


def _check(spend: float | None) -> None:
    if spend is not None and not 0.0 <= spend < float("inf"):
        raise InvalidEconomicsError(f"spend is {spend}", field="spend")


def _ratio(of: float | None, to: float | None) -> float | None:
    return None if of is None or not to else of / to
