"""Figures on the wire: estimates with their intervals, money of record, and why there is none."""

from decimal import Decimal
from math import isfinite
from typing import Annotated

from pydantic import BaseModel, Field, PlainSerializer

from services.valuation.use_cases.cohorts import Money


class Figure(BaseModel):
    """An estimate with its interval; null where there is none, and then why."""

    estimate: float | None
    low: float | None
    high: float | None
    reason: str | None = Field(default=None, description="A code of why there is no estimate, or no end of its interval.")

    @classmethod
    def of(cls, estimate: float, low: float, high: float, reason: str | None = None) -> "Figure":
        """The figure on the wire; what is no number is null."""
        return cls(estimate=_finite(estimate), low=_finite(low), high=_finite(high), reason=reason)

    @classmethod
    def missing(cls, reason: str) -> "Figure":
        """That there is none, and why."""
        return cls(estimate=None, low=None, high=None, reason=reason)


Sum = Annotated[Decimal, PlainSerializer(lambda number: f"{number:.4f}", return_type=str)]
"""Money of record, with four decimals."""


class Amount(BaseModel):
    """Money of record in the workspace's currency; null where it is not known, and then why."""

    amount: Sum | None
    reason: str | None = Field(default=None, description="`foreign_currency`, `margin_unknown`.")

    @classmethod
    def of(cls, money: Money) -> "Amount":
        """The amount on the wire."""
        return cls(amount=money.amount, reason=money.reason)


def _finite(number: float) -> float | None:
    return number if isfinite(number) else None
