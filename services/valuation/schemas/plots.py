"""What is drawn of a run: bounded lists, ready to be plotted."""

from collections.abc import Sequence
from datetime import date
from math import isfinite
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, Field

from inference.arrays import FloatArray
from inference.delta import Interval
from kernel.documents import example
from services.valuation.domain.plots import (
    CHANCE_METHOD,
    MOST_BINS,
    MOST_FREQUENCY,
    MOST_GRID,
    PARAMETER_METHOD,
    AliveGrid,
    ConditionalExpectations,
    FrequencyHistogram,
    Tracking,
)
from services.valuation.domain.scoring import Score
from services.valuation.reductions.concentration import ValueShare
from services.valuation.schemas.figures import Figure
from services.valuation.use_cases.plots import Plots


class TrackingBin(BaseModel):
    """Repeat purchases of a week, or of an opportunity."""

    ends_on: date = Field(description="Its last day.")
    actual: int
    expected: Figure
    cumulative_actual: int
    cumulative_expected: Figure


class FrequencyBar(BaseModel):
    """Customers who bought again so often within the calibration."""

    frequency: int
    or_more: bool
    actual: int
    expected: Figure


class ConditionalPoint(BaseModel):
    """Purchases in the holdout of customers who had bought again so often before it."""

    frequency: int
    or_more: bool
    customers: int
    actual: float | None = Field(description="Mean purchases; null of nobody.")
    expected: Figure


class AliveSurface(BaseModel):
    """P(alive) by frequency and recency, of customers watched for one time."""

    T: float = Field(description="The longest there is, in the run's unit.")
    frequency: list[int]
    recency: list[float]
    probability: list[list[float | None]] = Field(description="A row per frequency; null where nobody can be.")


class HoldoutTenth(BaseModel):
    """A tenth of the customers, in the order of their forecasts, the lowest first."""

    customers: float
    predicted: float = Field(description="Mean purchases foretold.")
    actual: float = Field(description="Mean purchases made.")


class HoldoutDeciles(BaseModel):
    """How well forecasts put customers in order."""

    gini: float | None = Field(description="Gini index in the order of the forecasts over that in the true order.")
    tenths: list[HoldoutTenth]


class LorenzPoint(BaseModel):
    """The most valuable customers up to here."""

    customers: float = Field(description="As a share of all with a value.")
    value: float = Field(description="Their share of all value.")


class Concentration(BaseModel):
    """How value is spread over customers, the most valuable first."""

    customers: int
    total: float
    gini: float | None
    curve: list[LorenzPoint] = Field(description="At a hundred points at the most.")


class PlotDocument(BaseModel):
    """All that is drawn of a run, from the orders as they are now: what came late, or was refunded since, is in it."""

    model_config = example(
        model_id="0198c5a0-7c1e-7000-8000-000000000001",
        model="bg_nbd",
        calibration_end="1997-09-30",
        observation_end="1998-06-30",
        time_unit="week",
        level=0.95,
        tracking=[
            {
                "ends_on": "1997-05-20",
                "actual": 73,
                "expected": {"estimate": 76.87, "low": 73.1, "high": 80.8, "reason": None},
                "cumulative_actual": 1359,
                "cumulative_expected": {"estimate": 1312.5, "low": 1249.0, "high": 1379.2, "reason": None},
            }
        ],
        frequencies=[
            {
                "frequency": 0,
                "or_more": False,
                "actual": 1411,
                "expected": {"estimate": 1417.4, "low": 1371.0, "high": 1463.9, "reason": None},
            }
        ],
        conditional_expectations=[
            {
                "frequency": 0,
                "or_more": False,
                "customers": 1411,
                "actual": 0.2367,
                "expected": {"estimate": 0.2251, "low": 0.206, "high": 0.246, "reason": None},
            }
        ],
        alive={"T": 38.86, "frequency": [0, 1], "recency": [0.0, 38.86], "probability": [[1.0, None], [None, 0.82]]},
        holdout={"gini": 0.71, "tenths": [{"customers": 235.7, "predicted": 0.1, "actual": 0.11}]},
        concentration={"customers": 2357, "total": 70270.0, "gini": 0.72, "curve": [{"customers": 0.1, "value": 0.55}]},
        methods={"tracking": PARAMETER_METHOD, "frequencies": CHANCE_METHOD, "conditional_expectations": PARAMETER_METHOD},
    )

    model_id: UUID
    model: str
    calibration_end: date
    observation_end: date
    time_unit: Literal["day", "week", "month", "quarter", "year"] = Field(
        description="Of times: the run's unit, or its opportunity."
    )
    level: float
    tracking: list[TrackingBin] = Field(
        description="Of the customers who came by the end of the calibration: weeks from the first purchase of all, or "
        f"opportunities; several of them in a bin where there would be more than {MOST_BINS}."
    )
    frequencies: list[FrequencyBar] = Field(description=f"From 0 to {MOST_FREQUENCY} or more.")
    conditional_expectations: list[ConditionalPoint] | None = Field(description="Likewise; null without a holdout.")
    alive: AliveSurface | None = Field(description=f"At most {MOST_GRID} frequencies and recencies; null where nobody bought.")
    holdout: HoldoutDeciles | None = Field(description="Null without a holdout.")
    concentration: Concentration | None = Field(description="Null unless the run's values are the published ones.")
    methods: dict[str, str] = Field(description="Of the intervals.")

    @classmethod
    def of(cls, plots: Plots) -> "PlotDocument":
        """On the wire."""
        drawn, plan = plots.drawn, plots.plan
        return cls(
            model_id=plots.run.id,
            model=plots.run.model,
            calibration_end=plan.calibration_end,
            observation_end=plan.observation_end,
            time_unit=(plan.opportunity or plan.time_unit).value,
            level=plan.level,
            tracking=[] if drawn is None else _tracking(drawn.tracking, plots.bin_ends),
            frequencies=[] if drawn is None else _frequencies(drawn.frequencies),
            conditional_expectations=None if drawn is None or drawn.expectations is None else _expectations(drawn.expectations),
            alive=None if drawn is None else _alive(drawn.alive),
            holdout=None if drawn is None or drawn.holdout is None else _holdout(drawn.holdout),
            concentration=None if plots.concentration is None else _concentration(plots.concentration),
            methods={
                "tracking": PARAMETER_METHOD,
                "frequencies": CHANCE_METHOD,
                "conditional_expectations": PARAMETER_METHOD,
            },
        )


def _figure(estimate: FloatArray, interval: Interval, at: int) -> Figure:
    return Figure.of(float(estimate[at]), float(interval[0][at]), float(interval[1][at]))


def _tracking(tracking: Tracking, ends: Sequence[date]) -> list[TrackingBin]:
    sums = tracking.actual.cumsum()
    return [
        TrackingBin(
            ends_on=end,
            actual=int(tracking.actual[at]),
            expected=_figure(tracking.expected, tracking.expected_interval, at),
            cumulative_actual=int(sums[at]),
            cumulative_expected=_figure(tracking.cumulative, tracking.cumulative_interval, at),
        )
        for at, end in enumerate(ends)
    ]


def _frequencies(histogram: FrequencyHistogram) -> list[FrequencyBar]:
    return [
        FrequencyBar(
            frequency=number,
            or_more=number == MOST_FREQUENCY,
            actual=int(histogram.actual[number]),
            expected=_figure(histogram.expected, histogram.interval, number),
        )
        for number in range(MOST_FREQUENCY + 1)
    ]


def _expectations(found: ConditionalExpectations) -> list[ConditionalPoint]:
    return [
        ConditionalPoint(
            frequency=number,
            or_more=number == MOST_FREQUENCY,
            customers=int(found.customers[number]),
            actual=_finite(float(found.actual[number])),
            expected=_figure(found.expected, found.interval, number),
        )
        for number in range(MOST_FREQUENCY + 1)
    ]


def _alive(grid: AliveGrid) -> AliveSurface:
    return AliveSurface(
        T=grid.T,
        frequency=grid.frequency.tolist(),
        recency=grid.recency.tolist(),
        probability=[[_finite(chance) for chance in row] for row in grid.probability.tolist()],
    )


def _holdout(score: Score) -> HoldoutDeciles:
    tenths = [HoldoutTenth(customers=tenth.customers, predicted=tenth.predicted, actual=tenth.actual) for tenth in score.tenths]
    return HoldoutDeciles(gini=_finite(score.gini), tenths=tenths)


def _concentration(shares: Sequence[ValueShare]) -> Concentration | None:
    if not shares:
        return None
    customers, total = shares[-1].all_customers, shares[-1].total
    # Of n customers at the places i from the least valuable on: G = Σ (2i − n − 1) v / (n Σ v).
    gini = (2.0 * shares[-1].ranked - (customers + 1) * total) / (customers * total) if total > 0.0 else None
    curve = [
        LorenzPoint(customers=share.customers / customers, value=share.value / total if total > 0.0 else 0.0)
        for share in shares
    ]
    return Concentration(customers=customers, total=total, gini=gini, curve=curve)


def _finite(number: float) -> float | None:
    return number if isfinite(number) else None
