"""Cohorts and economics: what customers did, what they cost, what they returned."""

from decimal import Decimal
from typing import Annotated

from fastapi import Query

from kernel.application import Snapshot, SnapshotAsOf, new_router, requires
from kernel.principals import Scope
from kernel.problems import problems
from services.valuation.domain.cohorts import AcquisitionRule
from services.valuation.domain.periods import Period
from services.valuation.schemas.cohorts import CohortDocument
from services.valuation.use_cases import cohorts as reading_cohorts
from services.valuation.use_cases.cohorts import LOOKBACK_DAYS, Acquisition

router = new_router("valuation")

MOST_COHORTS = 60

Level = Annotated[float, Query(gt=0.0, lt=1.0, description="Of all intervals.")]
MarginRate = Annotated[
    Decimal | None,
    Query(
        ge=-10,
        le=10,
        max_digits=12,
        decimal_places=10,
        description="Share of an order's net that is margin, where the order states none.",
    ),
]
Rule = Annotated[
    AcquisitionRule, Query(description="Which touch before the first purchase has the new customer, as attribution's rules do.")
]
Lookback = Annotated[int, Query(ge=1, le=3650, description="How long before the first purchase that touch may be, in days.")]


@router.get(
    "/v1/valuation/cohorts",
    dependencies=[requires(Scope.VALUATION_READ)],
    responses=problems(),
    summary="Read cohorts and their retention.",
)
async def read_cohorts(
    work: Snapshot,
    as_of: SnapshotAsOf,
    by: Annotated[Period, Query(description="What cohorts are made by, of the workspace's calendar.")] = Period.MONTH,
    channel: Annotated[
        str | None, Query(min_length=1, max_length=255, description="Only customers whom this channel acquired.")
    ] = None,
    acquisition: Rule = AcquisitionRule.LAST_NON_DIRECT,
    lookback_days: Lookback = LOOKBACK_DAYS,
    margin_rate: MarginRate = None,
    purchase: Annotated[int, Query(ge=2, le=1000, description="The purchase day that is waited for: 2 is the second.")] = 2,
    cohorts: Annotated[int, Query(ge=1, le=MOST_COHORTS, description="How many of the latest are listed.")] = 24,
    level: Level = 0.95,
) -> CohortDocument:
    """Active customers, orders, revenue and margin of every cohort by age, with retention, and the wait for a next purchase.

    Money is null, with its reason, where an order is in another currency or states no margin.
    """
    told = Acquisition(acquisition, lookback_days)
    reading = await reading_cohorts.read_cohorts(work, as_of, by, told, channel, margin_rate, purchase, cohorts, level)
    return CohortDocument.of(reading, (await work.workspace()).currency, level, None if channel is None else told, channel)
