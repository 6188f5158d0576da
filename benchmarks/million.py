"""A million customers: how long it takes to fit them and to value them, in one process, on one core.

They are simulated from BG/NBD with CDNOW's parameters, and another million from Pareto/NBD with its, by days, over one to two
years of observation. A fit is told in its two parts, since the first (finding equal histories) depends on the customers and the
second only on the distinct histories. Values are computed in blocks as a model run does, so that memory does not grow with the
number of customers.
"""

import resource
from collections.abc import Callable
from statistics import median
from time import process_time

import numpy as np

from benchmarks.markets import buying
from benchmarks.report import Figure, tell
from benchmarks.valuation import PEER, ask, columns_of, peer_at, peer_python
from inference.arrays import FloatArray
from services.valuation.domain import PurchaseHistories, TimeUnit, fit_beta_geo, fit_purchases, predict_purchases, predict_value
from services.valuation.domain.fit import PurchaseFit

CUSTOMERS = 1_000_000
TRUTH = {"r": 0.243, "alpha": 4.414, "a": 0.793, "b": 2.426}
TRUTH_OF_LEAVING = {"r": 0.553, "alpha": 10.578, "s": 0.606, "beta": 11.669}
SPEND = {"p": 6.25, "q": 3.744, "v": 15.44}
SPEND_COVARIANCE = np.diag([1.19, 0.29, 4.16]) ** 2
BLOCK = 50_000
ROUNDS = 3
YEAR = 52.0


def main() -> None:
    """Print what a million customers cost."""
    histories, spend = simulate(np.random.default_rng(1))
    fit = fit_beta_geo(histories)
    assert fit.covariance is not None
    grouping = seconds(lambda: histories.grouped())
    fitting = seconds(lambda: fit_beta_geo(histories))
    apart = max(abs(fit.parameters[name] / value - 1.0) for name, value in TRUTH.items())
    rows = len(histories.grouped())
    figures = [
        Figure("grouping of a million histories", grouping, "s", detail=f"{rows:,} distinct ones"),
        Figure("fit of a million customers, grouping included", fitting, "s", "seconds", f"{fit.iterations} Newton steps"),
        Figure("  largest relative distance of a parameter from the truth", 100.0 * apart, "%"),
    ]
    leaving, their_spend = simulate_leaving(np.random.default_rng(2))
    fit_of_leaving = fit_purchases("pareto_nbd", leaving)
    before = peak_memory()
    speeds = valuing("bg_nbd", fit, histories, spend)
    figures += [*speeds, *valuing("pareto_nbd", fit_of_leaving, leaving, their_spend)]
    figures += [Figure("growth of the peak of memory meanwhile", peak_memory() - before, "MB", "flat")]
    figures += beside_lifetimes(histories, fitting, speeds[0].value)
    tell(f"A million simulated customers, one core, medians of {ROUNDS}", figures)


def valuing(model: str, fit: PurchaseFit, histories: PurchaseHistories, spend: FloatArray) -> list[Figure]:
    """How many customers a second are foretold and valued."""
    parameters, covariance = fit.parameters, fit.covariance
    points = rate(lambda block, _: predict_purchases(model, parameters, block, YEAR), histories, spend)
    intervals = rate(
        lambda block, _: predict_purchases(model, parameters, block, YEAR, covariance=covariance), histories, spend
    )
    values = rate(lambda block, m: value(model, parameters, block, m, None), histories, spend)
    whole = rate(lambda block, m: value(model, parameters, block, m, covariance), histories, spend)
    return [
        Figure(f"{model}: purchases and P(alive), points", points, "k/s", "≥ 500"),
        Figure("  with intervals of parameters and of outcomes", intervals, "k/s", "≥ 100"),
        Figure(f"{model}: spend and discounted value, points", values, "k/s", "≥ 500"),
        Figure("  with intervals of parameters and of outcomes", whole, "k/s", "≥ 100"),
    ]


def simulate(generator: np.random.Generator) -> tuple[PurchaseHistories, FloatArray]:
    """Histories by days, in weeks, and the mean spend of those who came back."""
    watched = np.floor(generator.uniform(YEAR, 2.0 * YEAR, CUSTOMERS) * 7.0) / 7.0
    rates = generator.gamma(TRUTH["r"], 1.0 / TRUTH["alpha"], CUSTOMERS)
    histories = buying(generator, watched, 0.0, rates, coins=generator.beta(TRUTH["a"], TRUTH["b"], CUSTOMERS)).histories
    return by_days(generator, histories, watched)


def simulate_leaving(generator: np.random.Generator) -> tuple[PurchaseHistories, FloatArray]:
    """The same of customers who may leave at any moment."""
    watched = np.floor(generator.uniform(YEAR, 2.0 * YEAR, CUSTOMERS) * 7.0) / 7.0
    r, alpha, s, beta = TRUTH_OF_LEAVING.values()
    rates, leaving = generator.gamma(r, 1.0 / alpha, CUSTOMERS), generator.gamma(s, 1.0 / beta, CUSTOMERS)
    return by_days(generator, buying(generator, watched, 0.0, rates, leaving=leaving).histories, watched)


def by_days(
    generator: np.random.Generator, histories: PurchaseHistories, watched: FloatArray
) -> tuple[PurchaseHistories, FloatArray]:
    """Histories with whole days of recency, and a mean spend of those who came back."""
    recency = np.minimum(np.ceil(histories.recency * 7.0) / 7.0, watched)
    spend = np.where(histories.frequency > 0, generator.gamma(6.0, 5.0, CUSTOMERS).round(2), 0.0)
    return PurchaseHistories.of(histories.frequency, recency, watched), spend


def value(
    model: str, parameters: dict[str, float], block: PurchaseHistories, spend: FloatArray, covariance: FloatArray | None
) -> object:
    """A year's discounted value of some customers, with intervals where there is a covariance."""
    return predict_value(
        model,
        parameters,
        SPEND,
        block,
        spend,
        YEAR,
        TimeUnit.WEEK,
        0.1,
        covariance=covariance,
        spend_covariance=None if covariance is None else SPEND_COVARIANCE,
    )


def rate(predict: Callable[[PurchaseHistories, FloatArray], object], histories: PurchaseHistories, spend: FloatArray) -> float:
    """Thousands of customers per second, block by block."""
    blocks = [(some(histories, start), spend[start : start + BLOCK]) for start in range(0, CUSTOMERS, BLOCK)]

    def predict_all() -> None:
        for block, theirs in blocks:
            predict(block, theirs)

    return CUSTOMERS / 1e3 / seconds(predict_all)


def some(histories: PurchaseHistories, start: int) -> PurchaseHistories:
    """A block of customers."""
    rows = slice(start, start + BLOCK)
    return PurchaseHistories.of(histories.frequency[rows], histories.recency[rows], histories.T[rows])


def seconds(work: Callable[[], object]) -> float:
    """What the work takes of one core, the median of several rounds; not of the clock, which others' work would slow."""
    spent = []
    for _ in range(ROUNDS):
        started = process_time()
        work()
        spent.append(process_time() - started)
    return median(spent)


def peak_memory() -> float:
    """The most that this process has held so far, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3


def beside_lifetimes(histories: PurchaseHistories, fitting: float, points: float) -> list[Figure]:
    """The same million, fitted and valued once by lifetimes."""
    with peer_at(peer_python(), PEER) as peer:
        ask(peer, {"histories": columns_of(histories)})
        fitted, predicted = ask(peer, {"fit": "bg_nbd"})["of_core"], ask(peer, {"predict": YEAR})["of_core"]
    return [
        Figure("fit, times faster than lifetimes", fitted / fitting, detail=f"{fitting:.2f} s beside {fitted:.1f} s"),
        Figure(
            "purchases and P(alive), times faster than lifetimes",
            predicted * points * 1e3 / CUSTOMERS,
            detail=f"{CUSTOMERS / 1e3 / points:.2f} s beside {predicted:.1f} s",
        ),
    ]


if __name__ == "__main__":
    main()
