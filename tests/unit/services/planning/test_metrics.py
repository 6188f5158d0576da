"""What goals can be measured by, and targets that cannot be."""

from decimal import Decimal
from pathlib import Path

import pytest

from inference.errors import DomainError
from services.planning.domain.errors import TargetAlreadyMetError, TargetOutOfRangeError, UnknownMetricError
from services.planning.domain.metrics import METRICS, GoalDirection, check_target, metric_of, quotient, to_places

AT_LEAST, AT_MOST = GoalDirection.AT_LEAST, GoalDirection.AT_MOST
PAPER = Path(__file__).resolve().parents[4] / "docs" / "goals.md"


def test_the_paper_defines_every_metric_and_no_other() -> None:
    lines = [line for line in PAPER.read_text(encoding="utf-8").splitlines() if line.startswith("| `")]
    written = {line.split("|")[1].strip(" `"): [cell.strip() for cell in line.split("|")[2:5]] for line in lines}
    assert written == {
        metric.name: [str(metric.kind), str(metric.unit), metric.meaning.rstrip(".")] for metric in METRICS.values()
    }


def test_an_unknown_metric() -> None:
    with pytest.raises(UnknownMetricError, match="mood"):
        metric_of("mood")


@pytest.mark.parametrize(
    ("metric", "direction", "baseline", "target", "error"),
    [
        ("revenue", AT_LEAST, "10", "10", TargetAlreadyMetError),
        ("revenue", AT_LEAST, "10", "9", TargetAlreadyMetError),
        ("revenue", AT_LEAST, "-5", "0", TargetOutOfRangeError),
        ("revenue", AT_LEAST, "0", "-1", TargetOutOfRangeError),
        ("revenue", AT_LEAST, "0", "1000000000000.0001", TargetOutOfRangeError),
        ("repeat_rate", AT_LEAST, "0.2", "1.0001", TargetOutOfRangeError),
        ("spend", AT_MOST, "10", "10", TargetAlreadyMetError),
        ("spend", AT_MOST, "10", "-0.0001", TargetOutOfRangeError),
        ("spend", AT_MOST, "0", "5", TargetAlreadyMetError),
    ],
)
def test_targets_that_cannot_be(
    metric: str, direction: GoalDirection, baseline: str, target: str, error: type[DomainError]
) -> None:
    with pytest.raises(error) as refused:
        check_target(METRICS[metric], direction, Decimal(baseline), Decimal(target))
    assert refused.value.field == "target"


@pytest.mark.parametrize(
    ("metric", "direction", "baseline", "target"),
    [("revenue", AT_LEAST, "10", "10.0001"), ("repeat_rate", AT_LEAST, "0.2", "1"), ("spend", AT_MOST, "10", "0")],
)
def test_targets_that_can_be(metric: str, direction: GoalDirection, baseline: str, target: str) -> None:
    check_target(METRICS[metric], direction, Decimal(baseline), Decimal(target))


def test_measures_have_four_places_half_to_even_and_no_signed_zero() -> None:
    assert [str(to_places(Decimal(number))) for number in ("1", "0.00005", "0.00015", "-0.00001")] == [
        "1.0000",
        "0.0000",
        "0.0002",
        "0.0000",
    ]
    assert quotient(Decimal(1), Decimal(3)) == Decimal("0.3333")
    assert quotient(Decimal(1), Decimal(0)) is None
