"""Cohorts and economics: what customers did, what they cost, what they returned."""

from decimal import Decimal
from typing import Annotated

from fastapi import Query

from kernel.application import Caller, Compute, Snapshot, SnapshotAsOf, new_router, requires
from kernel.principals import Scope, require_scope
from kernel.problems import problems
from services.valuation.domain.calendars import Period
from services.valuation.domain.cohorts import AcquisitionRule
from services.valuation.domain.errors import MarketTooSmallError, TooManySegmentsError, TraitMissingError
from services.valuation.schemas.cohorts import CohortDocument
from services.valuation.schemas.economics import EconomicsDocument
from services.valuation.use_cases import cohorts as reading_cohorts
from services.valuation.use_cases import economics as reading_economics
from services.valuation.use_cases.cohorts import LOOKBACK_DAYS, Acquisition
from services.valuation.use_cases.economics import Breakdown, EconomicsPlan

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


@router.get(
    "/v1/valuation/economics",
    dependencies=[requires(Scope.VALUATION_READ)],
    responses=problems(MarketTooSmallError, TraitMissingError, TooManySegmentsError),
    summary="Read what customers cost and return.",
)
async def read_economics(
    work: Snapshot,
    compute: Compute,
    caller: Caller,
    as_of: SnapshotAsOf,
    by: Annotated[
        Breakdown, Query(description="What the window is broken down by; that of channels and segments is of months.")
    ] = (Breakdown.MONTH),
    trait: Annotated[
        str | None,
        Query(
            min_length=1,
            max_length=255,
            description="By `segment`: the trait whose values, as they are now, are the segments; 50 at most.",
        ),
    ] = None,
    periods: Annotated[int, Query(ge=1, le=MOST_COHORTS, description="How many, the latest that are over.")] = 12,
    acquisition: Rule = AcquisitionRule.LAST_NON_DIRECT,
    lookback_days: Lookback = LOOKBACK_DAYS,
    margin_rate: MarginRate = None,
    retention_target: Annotated[float | None, Query(gt=0.0, lt=1.0, description="What retention is to be.")] = None,
    market: Annotated[
        int | None, Query(ge=1, le=10**10, description="Customers there are for the category; all who are known by default.")
    ] = None,
    share_of_purchases: Annotated[
        float | None, Query(gt=0.0, le=1.0, description="The company's share of them; by default as customers have answered.")
    ] = None,
    level: Level = 0.95,
) -> EconomicsDocument:
    """New customers and their cost, retention, repeat rate and payback, with the return in two ledgers.

    Short-term is margin less spend within the window; long-term is the change of customer equity by the published model.
    A figure that is not known is null, with its reason. Segments are values of a trait, which profiles show: for these a key
    needs `behaviour:read` too.
    """
    if by is Breakdown.SEGMENT:
        require_scope(caller, Scope.BEHAVIOUR_READ)
    plan = EconomicsPlan(
        as_of=as_of,
        by=by,
        periods=periods,
        acquisition=Acquisition(acquisition, lookback_days),
        trait=trait,
        margin_rate=margin_rate,
        retention_target=retention_target,
        market=market,
        share_of_purchases=share_of_purchases,
        level=level,
    )
    economics = await reading_economics.read_economics(work, compute, plan)
    return EconomicsDocument.of(economics, plan, (await work.workspace()).currency)
