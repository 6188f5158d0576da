"""Cohorts: triangles of what they did, retention, and the wait to buy again."""

from datetime import date, datetime

import numpy as np
from pydantic import BaseModel, Field

from kernel.documents import example
from services.valuation.domain.calendars import Period
from services.valuation.domain.cohorts import RETENTION_METHOD, AcquisitionRule, Shares
from services.valuation.domain.survival import METHOD as SURVIVAL_METHOD
from services.valuation.domain.survival import SurvivalCurve
from services.valuation.schemas.figures import Amount, Figure
from services.valuation.use_cases.cohorts import TOUCH_KINDS, Acquisition, Cell, CohortReading

MOST_POINTS = 200
_RUNNING = "period_not_over"


class AcquisitionDocument(BaseModel):
    """How a customer is told to be a channel's."""

    rule: AcquisitionRule
    lookback_days: int
    touch_kinds: list[str]

    @classmethod
    def of(cls, acquisition: Acquisition) -> "AcquisitionDocument":
        """On the wire."""
        return cls(rule=acquisition.rule, lookback_days=acquisition.lookback_days, touch_kinds=list(TOUCH_KINDS))


class CohortCell(BaseModel):
    """A cohort at an age."""

    age: int = Field(description="In periods: 0 is the one of the first purchase.")
    period: date = Field(description="Its first day.")
    active: int = Field(description="Customers with a purchase in it.")
    orders: int = Field(description="Purchases.")
    revenue: Amount
    margin: Amount
    retention: Figure = Field(description="Active customers as a share of the cohort.")

    @classmethod
    def of(cls, cell: Cell) -> "CohortCell":
        """On the wire."""
        return cls(
            age=cell.age,
            period=cell.period,
            active=cell.active,
            orders=cell.orders,
            revenue=Amount.of(cell.revenue),
            margin=Amount.of(cell.margin),
            retention=Figure.of(*cell.retention) if cell.complete else Figure.missing(_RUNNING),
        )


class CohortDocumentRow(BaseModel):
    """The customers of one period, by age."""

    cohort: date = Field(description="First day of the period of their first purchase.")
    customers: int
    cells: list[CohortCell]


class PooledRetention(BaseModel):
    """Retention at an age, of all cohorts to whom it is over."""

    age: int
    customers: int
    active: int
    retention: Figure


class WaitPoint(BaseModel):
    """The curve after a day."""

    days: int
    at_risk: int = Field(description="Customers who still waited just before, and were still watched.")
    events: int = Field(description="Those who bought then.")
    waiting: Figure = Field(description="Share that still waits after it.")
    hazard: Figure = Field(description="Cumulative.")


class WaitDocument(BaseModel):
    """How many days customers wait for a purchase since the one before it; who still waits counts for as long as they did."""

    purchase: int = Field(description="The number of the purchase day that is waited for.")
    customers: int = Field(description="Those with the purchase before it.")
    bought: int
    median_days: Figure = Field(description="When half of them have bought; null where less than half of them ever has.")
    curve: list[WaitPoint] = Field(description=f"At {MOST_POINTS} days at the most, evenly among those with a purchase.")
    method: str

    @classmethod
    def of(cls, purchase: int, curve: SurvivalCurve) -> "WaitDocument":
        """On the wire."""
        times = len(curve.times)
        shown = np.linspace(0, max(times - 1, 0), min(times, MOST_POINTS)).round().astype(np.int64).tolist()
        half, (low, high) = curve.quantile(0.5), curve.quantile_interval(0.5)
        return cls(
            purchase=purchase,
            customers=curve.customers,
            bought=int(curve.events.sum()),
            median_days=Figure(
                estimate=half, low=low, high=high, reason=None if half is not None and high is not None else "not_reached"
            ),
            curve=[_point(curve, at) for at in shown],
            method=SURVIVAL_METHOD,
        )


class CohortDocument(BaseModel):
    """How well the customers of each period are kept: the triangle, ready for a heat map."""

    model_config = example(
        as_of="1998-07-01T00:00:00Z",
        by="month",
        currency="USD",
        level=0.95,
        channel=None,
        acquisition=None,
        running="1998-07-01",
        cohorts=[
            {
                "cohort": "1997-01-01",
                "customers": 781,
                "cells": [
                    {
                        "age": 1,
                        "period": "1997-02-01",
                        "active": 89,
                        "orders": 103,
                        "revenue": {"amount": "3771.5000", "reason": None},
                        "margin": {"amount": None, "reason": "margin_unknown"},
                        "retention": {"estimate": 0.114, "low": 0.0931, "high": 0.1378, "reason": None},
                    }
                ],
            }
        ],
        retention=[
            {
                "age": 1,
                "customers": 2357,
                "active": 231,
                "retention": {"estimate": 0.098, "low": 0.0866, "high": 0.1105, "reason": None},
            }
        ],
        next_purchase={
            "purchase": 2,
            "customers": 2357,
            "bought": 1169,
            "median_days": {"estimate": None, "low": 482, "high": None, "reason": "not_reached"},
            "curve": [
                {
                    "days": 30,
                    "at_risk": 2050,
                    "events": 5,
                    "waiting": {"estimate": 0.87, "low": 0.856, "high": 0.883, "reason": None},
                    "hazard": {"estimate": 0.139, "low": 0.125, "high": 0.155, "reason": None},
                }
            ],
            "method": SURVIVAL_METHOD,
        },
        method=RETENTION_METHOD,
    )

    as_of: datetime
    by: Period
    currency: str
    level: float
    channel: str | None
    acquisition: AcquisitionDocument | None = Field(description="How customers are told to be the channel's.")
    running: date = Field(description="First day of the period that is not over: it is counted, but not judged.")
    cohorts: list[CohortDocumentRow] = Field(description="The latest ones, in their order.")
    retention: list[PooledRetention] = Field(description="Of all cohorts together, those not listed too.")
    next_purchase: WaitDocument
    method: str = Field(description="Of the intervals of retention.")

    @classmethod
    def of(
        cls, reading: CohortReading, currency: str, level: float, acquisition: Acquisition | None, channel: str | None
    ) -> "CohortDocument":
        """On the wire."""
        return cls(
            as_of=reading.as_of,
            by=reading.period,
            currency=currency,
            level=level,
            channel=channel,
            acquisition=None if acquisition is None else AcquisitionDocument.of(acquisition),
            running=reading.running,
            cohorts=[
                CohortDocumentRow(cohort=row.cohort, customers=row.customers, cells=[CohortCell.of(cell) for cell in row.cells])
                for row in reading.rows
            ],
            retention=_pooled(reading.pooled),
            next_purchase=WaitDocument.of(reading.purchase, reading.wait),
            method=RETENTION_METHOD,
        )


def _point(curve: SurvivalCurve, at: int) -> WaitPoint:
    waiting, hazard = curve.survival_interval, curve.hazard_interval
    return WaitPoint(
        days=int(curve.times[at]),
        at_risk=int(curve.at_risk[at]),
        events=int(curve.events[at]),
        waiting=Figure.of(float(curve.survival[at]), float(waiting[0][at]), float(waiting[1][at])),
        hazard=Figure.of(float(curve.hazard[at]), float(hazard[0][at]), float(hazard[1][at])),
    )


def _pooled(pooled: Shares) -> list[PooledRetention]:
    return [
        PooledRetention(
            age=age,
            customers=int(pooled.of[age]),
            active=int(pooled.did[age]),
            retention=Figure.of(float(pooled.estimate[age]), float(pooled.interval[0][age]), float(pooled.interval[1][age])),
        )
        for age in range(len(pooled.of))
        if pooled.of[age] > 0
    ]
