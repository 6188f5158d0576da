"""Which model is the best on held-out data, and whether it may be promoted: the gate.

Weights: the customers of all origins are pooled, so an origin weighs as much as the customers that it tests. The best candidate
is the one with the greatest log score; those within `TIE` nats per customer of it are as good, and of these the one with the
fewest parameters is taken, then the one with the smaller root mean square error. It passes the gate if, over at least
`FEWEST_ORIGINS` origins, its root mean square error is below every naive forecast's and its log score above that of every one
that has any. A draw is lost.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from services.valuation.domain.origins import FEWEST_ORIGINS
from services.valuation.domain.scoring import Forecast, Outcomes, Score, score_forecast

TIE = 1e-4
"""Nats per customer: in a market of ten thousand, one nat in all."""

TOO_FEW_ORIGINS = "too_few_origins"
NO_CANDIDATE = "no_candidate"
NOTHING_HELD_OUT = "nothing_bought_in_holdout"
NOT_BELOW_RMSE = "root_mean_square_error_not_below_naive"
NOT_ABOVE_LOG_SCORE = "log_score_not_above_naive"

# What rounding may make of a draw.
_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True, eq=False)
class OriginResult:
    """What was foretold at one origin, and what came.

    Attributes:
        outcomes: Of its customers.
        candidates: Forecasts by the names of models; one that could not be fitted there is missing.
        naive: Forecasts by the names of what needs no model.
    """

    outcomes: Outcomes
    candidates: Mapping[str, Forecast]
    naive: Mapping[str, Forecast]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a model does not pass the gate.

    Attributes:
        code: A stable name.
        naive: The forecast that it does not beat, where it is about one.
        model_figure: The model's own, or the number that there is.
        naive_figure: The naive forecast's, or the number that is wanted.
    """

    code: str
    naive: str | None = None
    model_figure: float | None = None
    naive_figure: float | None = None


@dataclass(frozen=True, slots=True)
class Gain:
    """How much better than a naive forecast the best candidate is.

    Attributes:
        naive: Which.
        log_score: The model's mean log score less the naive forecast's; None where one of them has none, or called what
            happened impossible.
        log_score_error: Its standard error over customers, who are compared in pairs; None likewise.
        root_mean_square_error: The model's over the naive forecast's, less 1; NaN where that never fails.
    """

    naive: str
    log_score: float | None
    log_score_error: float | None
    root_mean_square_error: float


@dataclass(frozen=True, slots=True)
class Selection:
    """The best candidate, and whether it may be promoted.

    Attributes:
        best: None where no candidate was fitted at every origin.
        passed: Whether it passes the gate.
        reasons: Why it does not; empty where it does.
        scores: Over all origins, of every candidate that was fitted at each of them and of every naive forecast.
        gains: Of the best candidate over every naive forecast.
    """

    best: str | None
    passed: bool
    reasons: tuple[Reason, ...]
    scores: dict[str, Score]
    gains: tuple[Gain, ...]


def select_model(tested: Sequence[OriginResult], parameters: Mapping[str, int]) -> Selection:
    """Choose among candidates by what they foretold, and put the best one before the gate.

    Args:
        tested: From the first origin to the last.
        parameters: How many each candidate has, in the order in which equals are preferred.
    """
    if not tested:
        return Selection(None, False, (Reason(TOO_FEW_ORIGINS, None, 0.0, float(FEWEST_ORIGINS)),), {}, ())
    outcomes = Outcomes.joined([origin.outcomes for origin in tested])
    everywhere = [name for name in parameters if all(name in origin.candidates for origin in tested)]
    candidates = {name: Forecast.joined([origin.candidates[name] for origin in tested]) for name in everywhere}
    naive = {name: Forecast.joined([origin.naive[name] for origin in tested]) for name in tested[0].naive}
    scores = {name: score_forecast(forecast, outcomes) for name, forecast in (candidates | naive).items()}
    best = _best({name: scores[name] for name in candidates}, parameters)
    reasons = _count_reasons(len(tested), outcomes)
    if best is None:
        return Selection(None, False, (*reasons, Reason(NO_CANDIDATE)), scores, ())
    reasons += [reason for name in naive for reason in _lost(scores[best], name, scores[name])]
    gains = tuple(_gain(name, candidates[best], naive[name], outcomes, (scores[best], scores[name])) for name in naive)
    return Selection(best, not reasons, tuple(reasons), scores, gains)


def _best(scores: Mapping[str, Score], parameters: Mapping[str, int]) -> str | None:
    told = {name: score.log_score for name, score in scores.items() if score.log_score is not None}
    if not told:
        return None
    close = max(told.values()) - TIE
    preferred = list(parameters)
    return min(
        (name for name, log_score in told.items() if log_score >= close),
        key=lambda name: (parameters[name], scores[name].root_mean_square_error, preferred.index(name)),
    )


def _count_reasons(origins: int, outcomes: Outcomes) -> list[Reason]:
    reasons = []
    if origins < FEWEST_ORIGINS:
        reasons.append(Reason(TOO_FEW_ORIGINS, None, float(origins), float(FEWEST_ORIGINS)))
    if not outcomes.purchases.any():
        reasons.append(Reason(NOTHING_HELD_OUT, None, 0.0, None))
    return reasons


def _lost(model: Score, name: str, naive: Score) -> list[Reason]:
    """Where the model does not beat a naive forecast."""
    reasons = []
    error, other = model.root_mean_square_error, naive.root_mean_square_error
    if not error < other * (1.0 - _ROUNDING):
        reasons.append(Reason(NOT_BELOW_RMSE, name, error, other))
    told, theirs = model.log_score, naive.log_score
    if theirs is not None and not (told is not None and told > theirs + _ROUNDING * abs(theirs)):
        reasons.append(Reason(NOT_ABOVE_LOG_SCORE, name, told, theirs))
    return reasons


def _gain(name: str, model: Forecast, naive: Forecast, outcomes: Outcomes, scores: tuple[Score, Score]) -> Gain:
    error, other = (score.root_mean_square_error for score in scores)
    relative = error / other - 1.0 if other > 0.0 else float("nan")
    if model.log_probability is None or naive.log_probability is None:
        return Gain(name, None, None, relative)
    weight = outcomes.customers.astype(np.float64)
    customers = float(weight.sum())
    if not np.isfinite([weight @ model.log_probability, weight @ naive.log_probability]).all():
        return Gain(name, None, None, relative)
    difference = model.log_probability - naive.log_probability
    mean = float(weight @ difference) / customers
    spread = float(np.sqrt(weight @ (difference - mean) ** 2)) / customers
    return Gain(name, mean, spread, relative)
