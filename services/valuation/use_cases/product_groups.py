"""Groups of products in a forecast: their weeks so far, and their part of what is foretold of all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

import numpy as np

from kernel.jobs import JobContext
from services.valuation.domain.forecasting import Chosen, Forecasts, Foretold, Quantity
from services.valuation.domain.product_groups import (
    QUANTITIES,
    GroupOrigin,
    PastGroups,
    TriedGroups,
    foretell_groups,
    group_shares,
    try_groups,
    widened_groups,
)
from services.valuation.domain.weekly import DAYS_PER_WEEK
from services.valuation.reductions.weeks import GROUP_WEEKS, GroupWeek
from services.valuation.use_cases.foretold_figures import Figures, cumulative_figures, weekly_figures
from services.valuation.use_cases.records import as_record

NO_CATEGORIES = "no_categories"
MOST_GROUPS = 25


class GroupKind(StrEnum):
    """A category; what has none; all categories that do not stand by themselves."""

    CATEGORY = "category"
    UNKNOWN = "unknown"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class GroupName:
    """What a group is called: only a category has a name."""

    kind: GroupKind
    category: str | None


@dataclass(frozen=True, slots=True, eq=False)
class KnownGroups:
    """Groups in the order in which they are told: categories by what was spent on them, what has none, the others.

    Attributes:
        names: Of each.
        past: What was bought of each.
        weeks: The rows that it was made of.
    """

    names: Sequence[GroupName]
    past: PastGroups
    weeks: Sequence[GroupWeek]


@dataclass(frozen=True, slots=True, eq=False)
class Try:
    """An origin of a backtest.

    Attributes:
        origin: The last day that was known there.
        back: So many weeks before what is known ends.
        told: What was foretold of all customers.
    """

    origin: date
    back: int
    told: Forecasts


async def read_groups(
    context: JobContext, known_until: date, most: int, length: int, ranked_until: date | None = None
) -> KnownGroups:
    """What was bought of each group in so many weeks.

    Args:
        context: The job.
        known_until: The last day of the latest week.
        most: Categories that stand by themselves.
        length: Weeks.
        ranked_until: The last day of the 52 weeks that tell which ones these are: of a backtest, its origin. By default
            `known_until`.
    """
    async with context.work() as work:
        workspace = await work.workspace()
        rows = await work.reduce(
            GROUP_WEEKS,
            time_zone=workspace.time_zone,
            known_until=known_until,
            ranked_until=ranked_until or known_until,
            most=most,
        )
    weeks = [row for row in rows if row.before < length]
    categories = {row.place: row.category for row in weeks if row.category is not None}
    places = sorted(categories) + [place for place in (0, most + 1) if any(row.place == place for row in weeks)]
    columns = np.zeros((3, length, len(places)))
    for row in weeks:
        figures = [float(row.purchases), float(row.revenue), row.revenue_squares]
        columns[:, length - 1 - row.before, places.index(row.place)] = figures
    return KnownGroups([_name(place, categories) for place in places], PastGroups(*columns), weeks)


def _name(place: int, categories: Mapping[int, str]) -> GroupName:
    if place in categories:
        return GroupName(GroupKind.CATEGORY, categories[place])
    return GroupName(GroupKind.UNKNOWN if place == 0 else GroupKind.OTHER, None)


def tell_groups(
    known: KnownGroups,
    chosen: Mapping[Quantity, Chosen],
    tries: Sequence[tuple[Try, KnownGroups]],
    known_until: date,
    level: float,
) -> dict[str, Any]:
    """The part of a forecast's record that is of groups.

    Args:
        known: Up to `known_until`.
        chosen: What is answered of all customers.
        tries: The origins of the backtest, each with the groups that stood by themselves there, up to `known_until`.
        known_until: The last day that is known.
        level: Of the intervals.
    """
    if all(name.kind is not GroupKind.CATEGORY for name in known.names):
        return {"reason": NO_CATEGORIES, "methods": {quantity.value: None for quantity in QUANTITIES}, "groups": []}
    told = {
        quantity: _foretell(known, quantity, chosen[quantity], tries, level) for quantity in QUANTITIES if quantity in chosen
    }
    return {
        "reason": None,
        "methods": {quantity.value: told[quantity].tried.method.value if quantity in told else None for quantity in QUANTITIES},
        "groups": [
            {
                "kind": name.kind.value,
                "category": name.category,
                **{
                    field: {quantity.value: getattr(told[quantity], field)[place] for quantity in told}
                    for field in ("share", "widened_by")
                },
                "beaten_by_naive": {quantity.value: told[quantity].tried.beaten[place] for quantity in told},
                "scores": {
                    quantity.value: {method: as_record(score) for method, score in told[quantity].tried.scores[place].items()}
                    for quantity in told
                },
                "weeks": _weeks({quantity: each.weeks[place] for quantity, each in told.items()}, known_until, level),
            }
            for place, name in enumerate(known.names)
        ],
    }


@dataclass(frozen=True, slots=True, eq=False)
class _Told:
    """A quantity of every group."""

    tried: TriedGroups
    weeks: Sequence[Foretold]
    widened_by: Sequence[float]
    share: Sequence[float]


def _foretell(
    known: KnownGroups, quantity: Quantity, whole: Chosen, tries: Sequence[tuple[Try, KnownGroups]], level: float
) -> _Told:
    """By the method that the whole is answered by, at the origins too; each group is widened once, by what it lacks there."""
    length = len(known.past)
    origins = [
        GroupOrigin(
            then.names,
            then.past.before(each.back),
            each.told[quantity][whole.method],
            then.past.after(length - each.back, len(each.told[quantity][whole.method].mean)),
        )
        for each, then in tries
    ]
    tried = try_groups(origins, quantity, known.names, level)
    parts = foretell_groups(known.past, quantity, whole.unwidened)[tried.method]
    widened = widened_groups(parts, tried, whole.widened_by)
    return _Told(tried, [each for each, _ in widened], [by for _, by in widened], group_shares(parts).tolist())


def _weeks(told: Mapping[Quantity, Foretold], known_until: date, level: float) -> list[dict[str, Any]]:
    weekly: dict[Quantity, Figures] = {quantity: weekly_figures(quantity, each, level) for quantity, each in told.items()}
    summed: dict[Quantity, Figures] = {quantity: cumulative_figures(quantity, each, level) for quantity, each in told.items()}
    first = known_until + timedelta(days=1)
    return [
        {
            "starts_on": (first + timedelta(days=DAYS_PER_WEEK * week)).isoformat(),
            **{quantity.value: weekly[quantity][week] if quantity in told else None for quantity in QUANTITIES},
            "cumulative": {quantity.value: summed[quantity][week] if quantity in told else None for quantity in QUANTITIES},
        }
        for week in range(len(told[Quantity.PURCHASES].mean))
    ]
