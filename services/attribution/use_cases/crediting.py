"""Credit by channel and model, with its intervals, what it cost and what it returned. No I/O."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import isfinite
from typing import Any

import numpy as np

from inference.arrays import FloatArray
from services.attribution.domain import (
    AttributionModel,
    Credit,
    CreditReplicates,
    Estimated,
    Paths,
    bootstrap_credit,
    compute_credit,
    cost_per,
    round_to_total,
    share_out,
    touch_weights,
)
from services.attribution.domain.money import UNIT
from services.attribution.domain.uncertainty import METHOD
from services.attribution.use_cases.journeys import Journeys

REPLICATES = 1_000


@dataclass(frozen=True, slots=True)
class ChannelReturn:
    """What a model gives to a channel.

    Attributes:
        conversions: Credited.
        value: Credited; for every model that shares credit out, its sum over the channels is the attributed value exactly.
        value_interval: Low and high.
        margin: Credited; None where the margin is not known.
    """

    conversions: Estimated
    value: Decimal
    value_interval: tuple[float, float]
    margin: Estimated | None

    @property
    def revenue(self) -> Estimated:
        """The credited value as an estimate."""
        low, high = self.value_interval
        return Estimated(float(self.value), low, high, self.conversions.level, self.conversions.method)


@dataclass(frozen=True, slots=True)
class SharedCredit:
    """What the models give to the channels that journeys show.

    Attributes:
        returns: By channel, then by model.
        removal_effects: By channel; None where Markov was not asked for.
    """

    returns: Mapping[str, Mapping[AttributionModel, ChannelReturn]]
    removal_effects: Mapping[str, float] | None


def share_credit(journeys: Journeys, models: Sequence[AttributionModel], level: float, seed: int) -> SharedCredit:
    """Share conversions, value and margin out over the channels of the journeys.

    Raises:
        TooManyStatesError: More channels than a Markov chain can be solved with.
    """
    credit = compute_credit(journeys.paths, models)
    replicates = _replicates(journeys.paths, models, seed)
    margins = journeys.margin_paths()
    margin = None if margins is None else (compute_credit(margins, models).credits, _replicates(margins, models, seed))
    by_model = {
        model: _returns(
            model,
            credit.credits[model],
            replicates,
            journeys.attributed_value,
            None if margin is None else (margin[0][model].value, *margin[1].value_interval(model, level)),
            level,
        )
        for model in models
    }
    effects = None if credit.markov is None else credit.markov.removal_effects.tolist()
    return SharedCredit(
        {channel: {model: by_model[model][place] for model in models} for place, channel in enumerate(credit.channels)},
        None if effects is None else dict(zip(credit.channels, effects, strict=True)),
    )


def _replicates(paths: Paths, models: Sequence[AttributionModel], seed: int) -> CreditReplicates:
    return bootstrap_credit(paths, models, replicates=REPLICATES, generator=np.random.default_rng(seed))


def _returns(
    model: AttributionModel,
    credit: Credit,
    replicates: CreditReplicates,
    total: Decimal,
    margin: tuple[FloatArray, FloatArray, FloatArray] | None,
    level: float,
) -> list[ChannelReturn]:
    conversions = (credit.conversions, *replicates.conversions_interval(model, level))
    low, high = replicates.value_interval(model, level)
    money = exact_parts(total, credit.value.tolist()) if model.shares_out else [_rounded(part) for part in credit.value]
    return [
        ChannelReturn(
            _estimated(conversions, place, level),
            money[place],
            (float(low[place]), float(high[place])),
            None if margin is None else _estimated(margin, place, level),
        )
        for place in range(len(money))
    ]


def exact_parts(total: Decimal, parts: Sequence[float]) -> list[Decimal]:
    """Parts that sum to their total but for the rounding of floats, as money that sums to it exactly.

    Raises:
        IndivisibleMoneyError: They do not.
    """
    if any(part < 0.0 for part in parts) or not any(parts):
        return round_to_total(total, parts)
    return share_out(total, parts)  # in proportion, so that no sum is too large for the digits of floats


def _rounded(part: float) -> Decimal:
    return Decimal(part).quantize(UNIT)


def _estimated(columns: tuple[FloatArray, FloatArray, FloatArray], place: int, level: float) -> Estimated:
    value, low, high = (float(column[place]) for column in columns)
    return Estimated(value, low, high, level, METHOD)


def weekly_value(journeys: Journeys, models: Sequence[AttributionModel]) -> dict[AttributionModel, dict[str, dict[int, float]]]:
    """Credited value by model, channel and week (its number) of the purchase.

    What Markov gives is of the whole window: its weeks are linear's, scaled to what it gives the channel in all. A model
    that does not share credit out has none.
    """
    paths, weeks = journeys.paths, np.unique(journeys.week)
    shared = [model for model in models if model.shares_out]
    found: dict[AttributionModel, dict[str, dict[int, float]]] = {}
    for model in shared:
        rule = AttributionModel.LINEAR if model is AttributionModel.MARKOV else model
        table = _by_week(paths, touch_weights(paths, rule), np.searchsorted(weeks, journeys.week), len(weeks))
        if model is AttributionModel.MARKOV:
            whole = table.sum(axis=0)
            wanted = compute_credit(paths, [model]).credits[model].value
            table = table * np.divide(wanted, whole, out=np.zeros_like(whole), where=whole != 0.0)
        found[model] = {
            channel: dict(zip(weeks.tolist(), table[:, place].tolist(), strict=True))
            for place, channel in enumerate(paths.channels)
        }
    return found


def _by_week(paths: Paths, weights: FloatArray, week: Any, weeks: int) -> FloatArray:  # noqa: ANN401 — an array of whole numbers
    """Value by week and channel, shape (weeks, channels)."""
    row, size = paths.row_of_touch, len(paths.channels)
    flat = np.bincount(week[row] * size + paths.steps, weights * paths.value[row], weeks * size)
    return np.asarray(flat, dtype=np.float64).reshape(weeks, size)


def as_estimate(estimated: Estimated | None) -> dict[str, float | None] | None:
    """As JSON values."""
    if estimated is None or not isfinite(estimated.value):
        return None
    return {"estimate": estimated.value, "low": _finite(estimated.low), "high": _finite(estimated.high)}


def _finite(number: float | None) -> float | None:
    return None if number is None or not isfinite(number) else number


def return_record(given: ChannelReturn, spend: float) -> dict[str, Any]:
    """A model's credit to a channel beside what the channel cost, as JSON values.

    Ratios are None where nothing was spent, or credit notes came to more than what was.
    """
    margin, revenue = given.margin, given.revenue
    per_unit = 1.0 / spend if spend > 0.0 else None
    return {
        "conversions": as_estimate(given.conversions),
        "value": as_estimate(revenue),
        "margin": as_estimate(margin),
        "cpa": as_estimate(cost_per(max(spend, 0.0), given.conversions)),
        "roas": None if per_unit is None else as_estimate(revenue.scaled(per_unit)),
        "roci_gross": None if per_unit is None or margin is None else as_estimate(margin.scaled(per_unit)),
        "roci_net": None if per_unit is None or margin is None else as_estimate(margin.scaled(per_unit, -1.0)),
    }
