"""How often intervals hold the truth: markets simulated from known parameters, fitted anew again and again, model by model.

Parameters' intervals are asked of what is made of parameters: what a new customer will buy, what each customer will and what
all will together, and what all are worth. The truth is the same quantity at the parameters that the market was made of.
Intervals of outcomes are asked of what customers then did: of whole numbers, which hold more than they promise, since a number
is in or out. What a fit answers counts as it is served: where it falls back on a limit model, that model's intervals; a fit
without a covariance has none, and is told apart. Values hold none of the uncertainty of a spend without a covariance.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from benchmarks.markets import Market, buying, giving, renewing, spending, times_watched
from benchmarks.report import Figure, tell
from inference.arrays import FloatArray
from inference.delta import Estimate, Interval, Link
from services.valuation.domain import (
    ContractCohorts,
    ContractModel,
    PurchaseFit,
    PurchaseHistories,
    PurchaseModel,
    SpendRecords,
    TimeUnit,
    fit_gamma_gamma,
    fit_purchases,
    fit_shifted_beta_geo,
    predict_contracts,
    predict_purchases,
    predict_value,
)
from services.valuation.domain.contracts import expected_renewals
from services.valuation.domain.equity import CustomerBase, ValueModel, customer_equity
from services.valuation.domain.expectation import expected_purchases
from services.valuation.domain.gamma_gamma import expected_spend
from services.valuation.domain.histories import NEW_CUSTOMER
from services.valuation.domain.segments import pool_segments

CUSTOMERS = (200, 1_000)
REPLICATES = 200
# Customers whose outcomes are asked for, in one market of so many: that takes longer than all the rest.
ASKED = 100
ASKED_IN = 5
LEVEL = 0.95
YEAR = 52.0
RATE = float(np.log(1.1)) / YEAR

TRUTHS: dict[str, dict[str, float]] = {
    "bg_nbd": {"r": 0.243, "alpha": 4.414, "a": 0.793, "b": 2.426},
    "mbg_nbd": {"r": 0.525, "alpha": 6.183, "a": 0.891, "b": 1.614},
    "nbd": {"r": 0.385, "alpha": 12.072},
    "pareto_nbd": {"r": 0.553, "alpha": 10.578, "s": 0.606, "beta": 11.669},
    "bg_bb": {"alpha": 1.204, "beta": 0.750, "gamma": 0.657, "delta": 2.783},
}
"""CDNOW's and the donors', as published; those of NBD are CDNOW's, too."""
CONTRACTS = {"alpha": 0.704, "beta": 1.182}
SPEND = {"p": 6.25, "q": 3.744, "v": 15.44}
OPPORTUNITIES, GIFTS_AHEAD = 6, 5
RENEWALS, RENEWALS_AHEAD = 6, 5
CHANNELS, APART = 5, 0.5
"""Of a market of channels: how many, and the deviation of the logarithms of their rates of purchase."""


@dataclass(slots=True)
class Tally:
    """What came of the intervals.

    Attributes:
        markets: How many have been begun.
        held: Of each quantity, for every replicate the share of its intervals that held the truth.
        limits: How many fits fell back on a limit model.
        silent: How many had no covariance, and so no interval.
    """

    markets: int = 0
    held: dict[str, list[float]] = field(default_factory=dict)
    limits: int = 0
    silent: int = 0

    @property
    def asks_outcomes(self) -> bool:
        """Whether outcomes of the present market are to be asked for."""
        return self.markets % ASKED_IN == 1

    def count(self, quantity: str, interval: Interval, truth: FloatArray) -> None:
        """Note whether the interval holds the truth, of one or of many."""
        low, high = interval
        self.held.setdefault(quantity, []).append(float(np.mean((low <= truth) & (truth <= high))))

    def figures(self, name: str) -> list[Figure]:
        """Shares in per cent, with the simulation's own standard error."""
        found = []
        for quantity, held in self.held.items():
            error = 100.0 * float(np.std(held)) / np.sqrt(len(held))
            wanted = "95 or more" if quantity.startswith("outcome") else "90 to 99"
            found.append(Figure(f"{name}: {quantity}", 100.0 * float(np.mean(held)), "%", wanted, f"± {error:.1f}"))
        if self.limits or self.silent:
            detail = f"of {self.markets} fits; {self.silent} without any interval"
            found.append(Figure("  fell back on a limit model", self.limits, "", "", detail))
        return found


def main() -> None:
    """Print how often the intervals of every model hold the truth."""
    for customers in CUSTOMERS:
        figures = [figure for name in STUDIES for figure in study(name, customers, REPLICATES).figures(name)]
        tell(f"Intervals of {100 * LEVEL:.0f} % that hold the truth: {REPLICATES} markets of {customers:,} customers", figures)


def study(name: str, customers: int, replicates: int) -> Tally:
    """Simulate and fit so many markets; each draws from a stream of its own."""
    tally = Tally()
    for seed in range(replicates):
        tally.markets += 1
        STUDIES[name](np.random.default_rng([seed, customers]), customers, tally)
    return tally


def simulate(model: str, generator: np.random.Generator, customers: int) -> tuple[Market, float]:
    """A market of that model, and how far its customers are watched afterwards."""
    truth = TRUTHS[model]
    if model == "bg_bb":
        chances = generator.beta(truth["alpha"], truth["beta"], customers)
        dropouts = generator.beta(truth["gamma"], truth["delta"], customers)
        return giving(generator, chances, dropouts, OPPORTUNITIES, GIFTS_AHEAD), float(GIFTS_AHEAD)
    T = times_watched(generator, customers)
    rates = generator.gamma(truth["r"], 1.0 / truth["alpha"], customers)
    coins = generator.beta(truth["a"], truth["b"], customers) if "a" in truth else None
    leaving = generator.gamma(truth["s"], 1.0 / truth["beta"], customers) if "s" in truth else None
    market = buying(generator, T, YEAR, rates, coins=coins, at_first=model == "mbg_nbd", leaving=leaving)
    return market, YEAR


def study_purchases(model: str, generator: np.random.Generator, customers: int, tally: Tally) -> None:
    """Expected purchases, and those that were made."""
    market, horizon = simulate(model, generator, customers)
    fit = fit_purchases(model, market.histories)
    covariance = noted(fit, tally)
    if covariance is None:
        return
    fitted, truth = PurchaseModel.of(fit.fitted_model, fit.parameters), PurchaseModel.of(model, TRUTHS[model])
    new, true_new = (expected_purchases(one, NEW_CUSTOMER, horizon) for one in (fitted, truth))
    each, true_each = (expected_purchases(one, market.histories, horizon) for one in (fitted, truth))
    tally.count("a new customer's purchases", new.interval(covariance, LEVEL, Link.LOG), true_new.value)
    tally.count("each customer's purchases", each.interval(covariance, LEVEL, Link.LOG), true_each.value)
    tally.count("purchases in all", summed(each).interval(covariance, LEVEL, Link.LOG), summed(true_each).value)
    if tally.asks_outcomes:
        told = predict_purchases(fit.fitted_model, fit.parameters, first(market.histories), horizon, covariance, LEVEL)
        tally.count("outcomes of customers", told.predictive["expected_purchases"], market.later[:ASKED].astype(np.float64))


def study_channels(generator: np.random.Generator, customers: int, tally: Tally) -> None:
    """What a new customer of each of some channels will buy: they have one market's customers between them."""
    truth, horizon = TRUTHS["bg_nbd"], YEAR
    factors = np.exp(generator.normal(0.0, APART, CHANNELS))
    channel = np.arange(customers) % CHANNELS
    rates = generator.gamma(truth["r"], 1.0 / truth["alpha"], customers) * factors[channel]
    coins = generator.beta(truth["a"], truth["b"], customers)
    all_of = buying(generator, times_watched(generator, customers), horizon, rates, coins=coins).histories
    whole = fit_purchases("bg_nbd", all_of)
    if noted(whole, tally) is None:
        return
    pooled = pool_segments(whole, {number: some_of(all_of, channel == number) for number in range(CHANNELS)})
    for number, fit in (pooled or {}).items():
        found = expected_purchases(PurchaseModel.of(whole.fitted_model, fit.parameters), NEW_CUSTOMER, horizon)
        true = PurchaseModel.of("bg_nbd", truth | {"alpha": truth["alpha"] / float(factors[number])})
        interval = found.interval(fit.covariance, LEVEL, Link.LOG)
        tally.count("a new customer's purchases", interval, expected_purchases(true, NEW_CUSTOMER, horizon).value)


def study_contracts(generator: np.random.Generator, customers: int, tally: Tally) -> None:
    """Expected renewals of a cohort, and those that were made."""
    dropouts = generator.beta(CONTRACTS["alpha"], CONTRACTS["beta"], customers)
    survivors = renewing(generator, dropouts, RENEWALS + RENEWALS_AHEAD)
    fit = fit_shifted_beta_geo(ContractCohorts.of([survivors[: RENEWALS + 1]]))
    covariance = noted(fit, tally)
    if covariance is None:
        return
    fitted, truth = ContractModel.of(fit.fitted_model, fit.parameters), ContractModel.of("sbg", CONTRACTS)
    for quantity, made in (("a new customer's renewals", 0), ("renewals of those who are left", RENEWALS)):
        found, true = (expected_renewals(one, np.array([made]), RENEWALS_AHEAD) for one in (fitted, truth))
        tally.count(quantity, found.interval(covariance, LEVEL, Link.LOG), true.value)
    told = predict_contracts(fit.fitted_model, fit.parameters, np.array([RENEWALS]), RENEWALS_AHEAD, covariance=covariance)
    left = survivors[RENEWALS:]
    renewed = np.repeat(np.arange(RENEWALS_AHEAD + 1.0), np.append(-np.diff(left), left[-1]))
    tally.count("outcomes of customers", told.predictive["expected_purchases"], renewed)


def study_spend(generator: np.random.Generator, customers: int, tally: Tally) -> None:
    """Expected spend, of a new customer and of each."""
    market, _ = simulate("bg_nbd", generator, customers)
    x = market.histories.frequency
    mean, _ = spending(generator, market, **SPEND)
    fit = fit_gamma_gamma(SpendRecords.of(x, mean))
    tally.limits += fit.limit_model is not None
    if fit.covariance is None:
        tally.silent += 1
        return
    at, truth = (np.array([*values.values()]) for values in (fit.parameters, SPEND))
    for quantity, bought, spent in (
        ("a new customer's spend", np.zeros(1), np.zeros(1)),
        ("each customer's spend", x.astype(np.float64), mean),
    ):
        found, true = Estimate(*expected_spend(at, bought, spent)), expected_spend(truth, bought, spent)[0]
        tally.count(quantity, found.interval(fit.covariance, LEVEL, Link.LOG), true)


def study_value(model: str, generator: np.random.Generator, customers: int, tally: Tally) -> None:
    """What all customers are worth together, a year of it, discounted; and what each of them then spent."""
    market, horizon = simulate(model, generator, customers)
    spent, later = spending(generator, market, **SPEND)
    fit = fit_purchases(model, market.histories)
    spend = fit_gamma_gamma(SpendRecords.of(market.histories.frequency, spent))
    covariance = noted(fit, tally)
    if covariance is None:
        return
    base = CustomerBase(market.histories, spent, np.zeros(customers, dtype=np.int64), 1)
    fitted, truth = PurchaseModel.of(fit.fitted_model, fit.parameters), PurchaseModel.of(model, TRUTHS[model])
    at, true_spend = (np.array([*values.values()]) for values in (spend.parameters, SPEND))
    valued = ValueModel.of(fitted, at, horizon, RATE, covariance, spend.covariance)
    worth = customer_equity(valued, base).sums
    true = customer_equity(ValueModel.of(truth, true_spend, horizon, RATE, None, None), base).sums
    assert valued.covariance is not None
    tally.count("CLV in all", worth.interval(valued.covariance, LEVEL, Link.LOG), true.value)
    if tally.asks_outcomes:
        told = predict_value(
            fit.fitted_model,
            fit.parameters,
            spend.parameters,
            first(market.histories),
            spent[:ASKED],
            horizon,
            TimeUnit.WEEK,
            0.0,
            covariance,
            spend.covariance,
            LEVEL,
        )
        tally.count("outcomes of customers' spend", told.predictive["clv"], later[:ASKED])


def first(histories: PurchaseHistories) -> PurchaseHistories:
    """Of the customers whose outcomes are asked for."""
    return some_of(histories, slice(ASKED))


def some_of(histories: PurchaseHistories, rows: slice | NDArray[np.bool_]) -> PurchaseHistories:
    """Of some customers."""
    return PurchaseHistories.of(histories.frequency[rows], histories.recency[rows], histories.T[rows])


def noted(fit: PurchaseFit, tally: Tally) -> FloatArray | None:
    """The covariance, and whether there was one, or a limit model."""
    tally.limits += fit.limit_model is not None
    tally.silent += fit.covariance is None
    return fit.covariance


def summed(each: Estimate) -> Estimate:
    """Of all rows: they share their parameters, so the sum's derivatives are the sums of theirs."""
    return Estimate(each.value.sum(keepdims=True), each.slopes.sum(axis=1, keepdims=True))


def purchases_of(model: str) -> Callable[[np.random.Generator, int, Tally], None]:
    """The study of a model of purchases."""
    return lambda generator, customers, tally: study_purchases(model, generator, customers, tally)


def value_by(model: str) -> Callable[[np.random.Generator, int, Tally], None]:
    """The study of values by a model of purchases and Gamma-Gamma."""
    return lambda generator, customers, tally: study_value(model, generator, customers, tally)


STUDIES: dict[str, Callable[[np.random.Generator, int, Tally], None]] = {
    **{model: purchases_of(model) for model in TRUTHS},
    "bg_nbd by channel": study_channels,
    "sbg": study_contracts,
    "gamma_gamma": study_spend,
    **{f"{model} with gamma_gamma": value_by(model) for model in ("bg_nbd", "mbg_nbd", "nbd", "pareto_nbd", "bg_bb")},
}


if __name__ == "__main__":
    main()
