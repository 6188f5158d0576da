"""What a path is, in plain Python: the definition that the reductions are held against."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from services.attribution.reductions import PathWeek

from .conftest import Facts, PastOrder, Touch

Key = tuple[tuple[str, ...], tuple[int, ...] | None, date]


@dataclass(frozen=True, slots=True)
class Look:
    """How the facts are looked at."""

    from_at: datetime
    until_at: datetime
    lookback: timedelta
    zone: ZoneInfo
    kinds: tuple[str, ...]
    overlap: bool = False
    with_ages: bool = False


def paths_of(facts: Facts, look: Look) -> list[PathWeek]:
    """The rows that the reduction should give, in an order of their own."""
    cells: defaultdict[Key, list[tuple[int, int, Decimal | None, Decimal | None]]] = defaultdict(list)
    subjects = {touch.subject for touch in facts.touches} | {order.subject for order in facts.orders}
    for customer in sorted({facts.owner(subject) for subject in subjects}):
        touches = sorted(
            (touch for touch in facts.touches if facts.owner(touch.subject) == customer and touch.kind in look.kinds),
            key=lambda touch: (touch.at, touch.key),
        )
        orders = [order for order in facts.orders if facts.owner(order.subject) == customer and order.at is not None]
        _tell(cells, touches, orders, look)
    return sorted((_row(key, cell) for key, cell in cells.items()), key=sort_key)


def _tell(
    cells: defaultdict[Key, list[tuple[int, int, Decimal | None, Decimal | None]]],
    touches: Sequence[Touch],
    orders: Iterable[PastOrder],
    look: Look,
) -> None:
    """One customer's journeys."""
    purchases = sorted((_at(order), order.key, order) for order in orders if order.is_purchase and _at(order) < look.until_at)
    claimed: set[str] = set()
    previous: datetime | None = None
    for at, _, order in purchases:
        path = [touch for touch in touches if at - look.lookback <= touch.at <= at]
        if not look.overlap and previous is not None:
            path = [touch for touch in path if touch.at > previous]
        previous = at
        claimed |= {touch.key for touch in path}
        if at >= look.from_at:
            ages = tuple(max(0, (_day(at, look) - _day(touch.at, look)).days) for touch in path) if look.with_ages else None
            key = (tuple(touch.channel for touch in path), ages if path else None, _monday(at, look))
            cells[key].append((1, 0, order.net, order.margin))
    for order in orders:
        if not order.is_purchase and look.from_at <= _at(order) < look.until_at:
            cells[(), None, _monday(_at(order), look)].append((0, 0, order.net, order.margin))
    stretch: list[Touch] = []
    edges = [at for at, _, _ in purchases]
    lost = [touch for touch in touches if touch.key not in claimed and look.from_at <= touch.at < look.until_at]
    for place, touch in enumerate(lost):
        stretch.append(touch)
        following = lost[place + 1] if place + 1 < len(lost) else None
        if following is None or any(touch.at <= at < following.at for at in edges):
            cells[tuple(each.channel for each in stretch), None, _monday(touch.at, look)].append((0, 1, None, None))
            stretch = []


def _row(key: Key, cell: Sequence[tuple[int, int, Decimal | None, Decimal | None]]) -> PathWeek:
    path, ages, week = key
    nets = [net for _, _, net, _ in cell if net is not None]
    bare = [(net, conversions) for conversions, _, net, margin in cell if net is not None and margin is None]
    return PathWeek(
        path=list(path) or None,
        days_before=None if ages is None else list(ages),
        week=week,
        conversions=sum(conversions for conversions, *_ in cell),
        nulls=sum(nulls for _, nulls, *_ in cell),
        value=sum(nets, Decimal(0)),
        value_squares=float(sum(net * net for net in nets)),
        margin=sum((margin for *_, margin in cell if margin is not None), Decimal(0)),
        value_without_margin=sum((net for net, _ in bare), Decimal(0)),
        orders_without_margin=sum(conversions for _, conversions in bare),
    )


def sort_key(row: PathWeek) -> tuple[list[str], date, list[int], bool]:
    """An order of rows that needs no database."""
    return row.path or [], row.week, row.days_before or [], row.days_before is None


def _at(order: PastOrder) -> datetime:
    assert order.at is not None
    return order.at


def _day(at: datetime, look: Look) -> date:
    return at.astimezone(look.zone).date()


def _monday(at: datetime, look: Look) -> date:
    day = _day(at, look)
    return day - timedelta(days=day.weekday())
