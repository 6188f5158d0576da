"""What a goal can be measured by, each defined once.

`docs/goals.md` says the same for readers: its test compares the two.
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Context, Decimal
from enum import StrEnum

from services.planning.domain.errors import TargetAlreadyMetError, TargetOutOfRangeError, UnknownMetricError

ACTIVE_DAYS = 90
"""Days of the workspace's calendar within which an active customer bought."""

_PLACES = Decimal("0.0001")
_EXACT = Context(prec=60, rounding=ROUND_HALF_EVEN)
_LARGEST = Decimal(10) ** 12


class GoalDirection(StrEnum):
    """Where the target lies."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"


class MetricKind(StrEnum):
    """How a metric relates to time.

    A flow adds up from the goal's beginning on; a state is what is so at a moment; a ratio is one of two flows.
    """

    FLOW = "flow"
    STATE = "state"
    RATIO = "ratio"


class MetricUnit(StrEnum):
    """What a metric counts."""

    MONEY = "money"
    COUNT = "count"
    SHARE = "share"
    RATIO = "ratio"


@dataclass(frozen=True, slots=True)
class Metric:
    """What a goal can be measured by.

    Attributes:
        name: On the wire.
        kind: How it relates to time.
        unit: What it counts; money is in the workspace's currency.
        direction: Where a target lies that does not say so.
        meaning: Its definition.
    """

    name: str
    kind: MetricKind
    unit: MetricUnit
    direction: GoalDirection
    meaning: str


_UP, _DOWN = GoalDirection.AT_LEAST, GoalDirection.AT_MOST

METRICS = {
    metric.name: metric
    for metric in (
        Metric("revenue", MetricKind.FLOW, MetricUnit.MONEY, _UP, "Net value of the orders placed within the window."),
        Metric("orders", MetricKind.FLOW, MetricUnit.COUNT, _UP, "Orders placed within the window."),
        Metric(
            "purchases",
            MetricKind.FLOW,
            MetricUnit.COUNT,
            _UP,
            "Orders placed within the window that are neither cancelled nor refunded whole.",
        ),
        Metric(
            "new_customers", MetricKind.FLOW, MetricUnit.COUNT, _UP, "Customers whose first purchase lies within the window."
        ),
        Metric(
            "spend",
            MetricKind.FLOW,
            MetricUnit.MONEY,
            _DOWN,
            "What was paid for communication on the days that begin within the window.",
        ),
        Metric("customers", MetricKind.STATE, MetricUnit.COUNT, _UP, "Customers with at least one purchase so far."),
        Metric(
            "active_customers",
            MetricKind.STATE,
            MetricUnit.COUNT,
            _UP,
            f"Customers with a purchase within the last {ACTIVE_DAYS} days of the workspace's calendar.",
        ),
        Metric(
            "repeat_rate",
            MetricKind.STATE,
            MetricUnit.SHARE,
            _UP,
            "Of the customers with a purchase so far, the share who bought on more than one day of the workspace's calendar.",
        ),
        Metric(
            "customer_equity",
            MetricKind.STATE,
            MetricUnit.MONEY,
            _UP,
            "Sum of all customers' lifetime values by the model that is published now; an estimate.",
        ),
        Metric(
            "average_order_value",
            MetricKind.RATIO,
            MetricUnit.MONEY,
            _UP,
            "Revenue per purchase of the orders placed within the window.",
        ),
        Metric("blended_roas", MetricKind.RATIO, MetricUnit.RATIO, _UP, "Revenue per unit of spend, both within the window."),
    )
}
"""By name."""


def metric_of(name: str) -> Metric:
    """The metric of that name.

    Raises:
        UnknownMetricError: There is none.
    """
    try:
        return METRICS[name]
    except KeyError:
        raise UnknownMetricError(f"'{name}' is none of {', '.join(METRICS)}", field="metric") from None


def to_places(number: Decimal) -> Decimal:
    """A measure as it is kept and compared: with four decimals, half to even; zero has no sign."""
    rounded = number.quantize(_PLACES, context=_EXACT)
    return abs(rounded) if rounded.is_zero() else rounded


def quotient(of: Decimal, to: Decimal) -> Decimal | None:
    """A ratio as it is kept; None where there is nothing to divide by."""
    return None if not to else to_places(_EXACT.divide(of, to))


def is_met(direction: GoalDirection, value: Decimal, target: Decimal) -> bool:
    """Whether a value is where the target wants it."""
    return value >= target if direction is GoalDirection.AT_LEAST else value <= target


def check_target(metric: Metric, direction: GoalDirection, baseline: Decimal, target: Decimal) -> None:
    """Refuse a target that cannot be reached, or that needs no reaching.

    Raises:
        TargetOutOfRangeError: The metric can never be there.
        TargetAlreadyMetError: The baseline is there already.
    """
    highest = Decimal(1) if metric.unit is MetricUnit.SHARE else _LARGEST
    lowest_holds = target > 0 if direction is GoalDirection.AT_LEAST else target >= 0
    if not lowest_holds or target > highest:
        bound = "above 0" if direction is GoalDirection.AT_LEAST else "at least 0"
        raise TargetOutOfRangeError(f"a target {direction} of {metric.name} is {bound}, and {highest} at most", field="target")
    if is_met(direction, baseline, target):
        raise TargetAlreadyMetError(
            f"{metric.name} is {baseline} at the baseline, and the target is {direction} {target}", field="target"
        )
