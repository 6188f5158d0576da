"""What all customers are worth by the published model, at a window's end beside its beginning."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import numpy as np

from inference.delta import Estimate, Link
from kernel.compute import ComputePool
from services.valuation.domain import PurchaseHistories
from services.valuation.domain.customer_value import discount_rate_per_unit
from services.valuation.domain.economics import Estimated
from services.valuation.domain.equity import CustomerBase, Equity, ValueModel, customer_equity, equity_change
from services.valuation.domain.gamma_gamma import checked_spend_parameters
from services.valuation.domain.histories import TimeUnit
from services.valuation.domain.models import PurchaseModel
from services.valuation.reductions.economics import BaseGroup
from services.valuation.store.runs import ModelRun, PublishedModel
from services.valuation.use_cases.planning import RunPlan
from services.valuation.use_cases.scoring import Scorer

NO_MODEL, SPEND_NOT_FITTED, NO_COVARIANCE = "no_model", "spend_not_fitted", "no_covariance"
COUNTS_OPPORTUNITIES = "counts_opportunities"

Label = str | date | None
"""What new customers are counted under: a channel (None: not known), or the first day of a period."""


@dataclass(frozen=True, slots=True)
class EquitySums:
    """What some customers are worth together.

    Attributes:
        worth: The sum of their values; NaN for the ends of an interval that there is none of.
        customers: How many they are.
        without_value: Of them, those whose spend has no mean.
    """

    worth: Estimated
    customers: int
    without_value: int


@dataclass(frozen=True, slots=True)
class EquityReading:
    """Customer equity, in revenue, by the published model.

    Attributes:
        model_id: The run; None where none is published.
        model: Its model.
        reason: Why there are no figures, or no intervals: `no_model`, `spend_not_fitted`, `counts_opportunities` (the run's
            histories are not of days), `foreign_currency`, `no_covariance`.
        before: All customers at the beginning.
        now: All customers at the end.
        change: From the one to the other.
        of_new: Those who came in between, at the end.
        of_existing: The change of those who were there before.
        by_label: The new ones, by what they are counted under.
    """

    model_id: UUID | None
    model: str | None
    reason: str | None
    before: EquitySums | None = None
    now: EquitySums | None = None
    change: Estimated | None = None
    of_new: EquitySums | None = None
    of_existing: Estimated | None = None
    by_label: Mapping[Label, EquitySums] | None = None

    def of_label(self, label: Label) -> EquitySums | None:
        """Of the new customers under a label; None where nothing values them."""
        if self.by_label is None:
            return None
        return self.by_label.get(label, EquitySums(Estimated(0.0, 0.0, 0.0), 0, 0))


async def add_up_equity(
    compute: ComputePool,
    published: PublishedModel | str,
    now: Sequence[BaseGroup],
    before: Sequence[BaseGroup],
    labels: Mapping[int, Label],
    level: float,
) -> EquityReading:
    """Equity at both moments.

    Args:
        compute: Where it is added up.
        published: The run whose values are published, or why there is nothing to value by.
        now: Customers at the window's end.
        before: Those at its beginning.
        labels: By the position of a group of `now`, what its customers are counted under, of those who are new.
        level: Of the intervals.
    """
    if isinstance(published, str):
        return EquityReading(None, None, published)
    run = published.run
    plan = RunPlan.of_record(run.request)
    if plan.opportunity is not None:
        return EquityReading(run.id, run.model, COUNTS_OPPORTUNITIES)
    if run.spend is None:
        return EquityReading(run.id, run.model, SPEND_NOT_FITTED)
    model, unit = value_model(run), plan.time_unit
    names = list(dict.fromkeys(labels.values()))
    place = {name: number for number, name in enumerate(names, 1)}
    counted = [place[labels[position]] if position in labels else 0 for position in range(len(now))]
    ends = await compute.run(
        _add_up, model, _base(now, counted, len(names) + 1, unit), _base(before, [0] * len(before), 1, unit)
    )
    return _reading(run, model, *ends, names, level)


def value_model(run: ModelRun) -> ValueModel:
    """What values customers by a run's record, which has a model of spend."""
    scorer = Scorer.of(run)
    assert scorer.spend is not None  # noqa: S101 — the caller has asked
    factor = scorer.factor
    return ValueModel.of(
        PurchaseModel.of(scorer.model, scorer.parameters),
        checked_spend_parameters(scorer.spend),
        scorer.plan.horizon,
        discount_rate_per_unit(scorer.plan.annual_discount_rate, scorer.plan.time_unit),
        scorer.covariance,
        scorer.spend_covariance,
        1.0 if factor is None else factor.estimate,
        0.0 if factor is None else factor.log_variance,
    )


def base_histories(groups: Sequence[BaseGroup], days_per_unit: float) -> PurchaseHistories:
    """Groups as the models want them."""
    return PurchaseHistories.of(
        np.array([group.frequency for group in groups], dtype=np.int64),
        np.array([group.recency_days for group in groups], dtype=np.float64) / days_per_unit,
        np.array([group.age_days for group in groups], dtype=np.float64) / days_per_unit,
        np.array([group.customers for group in groups], dtype=np.int64),
    )


def _base(groups: Sequence[BaseGroup], labels: Sequence[int], size: int, unit: TimeUnit) -> CustomerBase:
    return CustomerBase(
        histories=base_histories(groups, unit.days),
        monetary_value=np.array([group.monetary_value for group in groups], dtype=np.float64),
        label=np.array(labels, dtype=np.int64),
        labels=size,
    )


def _add_up(model: ValueModel, now: CustomerBase, before: CustomerBase) -> tuple[Equity, Equity]:
    return customer_equity(model, now), customer_equity(model, before)


def _reading(
    run: ModelRun, model: ValueModel, now: Equity, before: Equity, names: Sequence[Label], level: float
) -> EquityReading:
    everybody = np.ones(len(names) + 1)
    new = everybody.copy()
    new[0] = 0.0

    def sums(equity: Equity, weights: np.typing.NDArray[np.float64]) -> EquitySums:
        return EquitySums(
            _interval(_total(equity.sums, weights), model, level, Link.LOG),
            round(float(weights @ equity.customers)),
            round(float(weights @ equity.without_value)),
        )

    def change(weights: np.typing.NDArray[np.float64]) -> Estimated:
        return _interval(equity_change(_total(before.sums, np.ones(1)), _total(now.sums, weights)), model, level, Link.IDENTITY)

    return EquityReading(
        model_id=run.id,
        model=run.model,
        reason=NO_COVARIANCE if model.covariance is None else None,
        before=sums(before, np.ones(1)),
        now=sums(now, everybody),
        change=change(everybody),
        of_new=sums(now, new),
        of_existing=change(everybody - new),
        by_label={
            name: sums(now, (np.arange(len(everybody)) == place).astype(np.float64)) for place, name in enumerate(names, 1)
        },
    )


def _total(sums: Estimate, weights: np.typing.NDArray[np.float64]) -> Estimate:
    return Estimate(np.array([weights @ sums.value]), (sums.slopes @ weights)[:, None])


def _interval(total: Estimate, model: ValueModel, level: float, link: Link) -> Estimated:
    if model.covariance is None:
        return Estimated(float(total.value[0]), float("nan"), float("nan"))
    low, high = total.interval(model.covariance, level, link)
    return Estimated(float(total.value[0]), float(low[0]), float(high[0]))
