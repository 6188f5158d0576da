"""Credit beside ChannelAttribution, and the best budget beside scipy's SLSQP: the same paths and curves, in turns, in one run.

The peer lives in its own environment and answers over a pipe, as in `benchmarks.valuation`; only the work is timed, in the
process that does it. Both start from rows of "a > b > c" with their conversions, value and nulls, and end with credit by
first, last and linear touch and by the Markov chain of order 1: exact here, simulated there (at its defaults). One pass of
numpy over the touches, which is the least that any rule must do, is the reference for what this machine can.
"""

import json
import subprocess
from collections import defaultdict
from itertools import pairwise
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from scipy.optimize import LinearConstraint, minimize

from benchmarks.report import Figure, tell
from benchmarks.valuation import peer_python
from inference.arrays import FloatArray
from services.attribution.domain import (
    AttributionModel,
    ChannelCredit,
    CurveKind,
    Paths,
    ResponseCurve,
    allocate,
    bootstrap_credit,
    compute_credit,
)

PEER = Path(__file__).with_name("channel_attribution_peer.py")
ROWS, CHANNELS, ROUNDS = 300_000, 30, 3
RULES = [AttributionModel.FIRST_TOUCH, AttributionModel.LAST_TOUCH, AttributionModel.LINEAR]
MODELS = [*RULES, AttributionModel.MARKOV]
REPLICATES, REPLICATED_ROWS = 1_000, 10_000
BUDGETS = 20


def main() -> None:
    """Print how many times faster paths are shared out and budgets divided."""
    rows = simulate_rows(ROWS)
    with subprocess.Popen(
        [peer_python(), "-W", "ignore", str(PEER)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
    ) as peer:
        figures = compare_credit(rows, peer)
        assert peer.stdin is not None
        peer.stdin.close()
    tell(f"Attribution of {ROWS:,} paths over {CHANNELS} channels: beside ChannelAttribution 2.2.5", figures)
    tell("Intervals of credit", [time_intervals(rows)])
    tell(f"Budget over {CHANNELS} channels: exact, beside scipy's SLSQP with gradients", compare_budgets())


def simulate_rows(count: int) -> dict[str, list[Any]]:
    """Journeys of a market in which a few channels are frequent and journeys mostly short."""
    generator = np.random.default_rng(20261123)
    names = np.array([f"channel_{number:02}" for number in range(CHANNELS)])
    popularity = 1.0 / np.arange(1, CHANNELS + 1)
    lengths = np.minimum(generator.geometric(0.15, count), 60)
    steps = generator.choice(names, lengths.sum(), p=popularity / popularity.sum())
    ends = np.cumsum(lengths)
    conversions = generator.binomial(3, 0.2, count)
    return {
        "path": [" > ".join(path) for path in np.split(steps, ends[:-1])],
        "conversions": conversions.tolist(),
        "value": np.where(conversions > 0, conversions * generator.gamma(2.0, 20.0, count), 0.0).tolist(),
        "nulls": generator.poisson(1.0, count).tolist(),
    }


def read_paths(rows: dict[str, list[Any]], count: int | None = None) -> Paths:
    """The rows, with their strings taken apart by Arrow."""
    split = pc.split_pattern(pa.array(rows["path"][:count]), " > ")
    found = split.values.dictionary_encode()
    names = found.dictionary.to_pylist()
    rank = np.argsort(np.argsort(names))
    return Paths(
        tuple(sorted(names)),
        rank[found.indices.to_numpy()],
        split.offsets.to_numpy().astype(np.int64),
        np.array(rows["conversions"][:count], dtype=np.float64),
        np.array(rows["value"][:count]),
        np.array(rows["nulls"][:count], dtype=np.float64),
    )


def compare_credit(rows: dict[str, list[Any]], peer: "subprocess.Popen[str]") -> list[Figure]:
    """Share out in turns, after one round to warm up, and compare the medians."""
    ask(peer, {"paths": rows})
    seconds: dict[str, list[float]] = defaultdict(list)
    credit, answer = None, {}
    for _ in range(ROUNDS + 1):
        moments = [perf_counter()]
        paths = read_paths(rows)
        moments.append(perf_counter())
        compute_credit(paths, RULES)
        moments.append(perf_counter())
        credit = compute_credit(paths, [AttributionModel.MARKOV])
        moments.append(perf_counter())
        np.bincount(paths.steps, paths.conversions[paths.row_of_touch], len(paths.channels))
        moments.append(perf_counter())
        for name, (start, end) in zip(("read", "rules", "chain", "pass"), pairwise(moments), strict=True):
            seconds[name].append(end - start)
        answer = ask(peer, {"share_out": True})
        seconds["theirs"].append(answer["rules_seconds"] + answer["markov_seconds"])
    read, rules, chain, one_pass, theirs = (median(each[1:]) for each in seconds.values())
    own = read + rules + chain
    assert credit is not None
    return [
        Figure(
            "strings to credit by three rules and Markov, times faster",
            theirs / own,
            wanted="≥ 5",
            detail=f"{own:.2f} s beside {theirs:.2f} s, medians of {ROUNDS}",
        ),
        Figure("  all of it", own, unit="s", wanted="≤ 0.5", detail=f"{read:.2f} s of it take strings apart"),
        Figure("  three rules, of one pass over the touches", rules / one_pass, detail=f"{1e3 * one_pass:.0f} ms a pass"),
        Figure("  the exact chain, of one pass", chain / one_pass),
        Figure("  of Markov's credit, what the simulation misplaces", 100 * misplaced(credit, answer["markov"]), unit="%"),
    ]


def misplaced(credit: ChannelCredit, simulated: dict[str, float]) -> float:
    """Half the absolute difference, as a share of all conversions."""
    exact = credit.credits[AttributionModel.MARKOV].conversions
    other = np.array([simulated[name] for name in credit.channels])
    return float(np.abs(exact - other).sum() / exact.sum() / 2.0)


def time_intervals(rows: dict[str, list[Any]]) -> Figure:
    """Intervals of Markov's credit for a smaller market."""
    paths = read_paths(rows, REPLICATED_ROWS)
    seconds = []
    for seed in range(ROUNDS):
        started = perf_counter()
        bootstrap_credit(paths, [AttributionModel.MARKOV], replicates=REPLICATES, generator=np.random.default_rng(seed))
        seconds.append(perf_counter() - started)
    return Figure(
        f"{REPLICATES:,} replicates of the exact chain, {REPLICATED_ROWS:,} paths", median(seconds), unit="s", wanted="≤ 2"
    )


def compare_budgets() -> list[Figure]:
    """Divide budgets in turns over curves of one market."""
    generator = np.random.default_rng(7)
    a, k = generator.uniform(10, 1_000, CHANNELS), generator.uniform(5, 500, CHANNELS)
    curves = [ResponseCurve(CurveKind.MICHAELIS_MENTEN, {"a": top, "k": half}) for top, half in zip(a, k, strict=True)]
    ours, theirs, short = [], [], []
    for budget in np.linspace(100, 10_000, BUDGETS):
        started = perf_counter()
        best = allocate(curves, float(budget))
        ours.append(perf_counter() - started)
        started = perf_counter()
        other = general_solution(a, k, float(budget))
        theirs.append(perf_counter() - started)
        short.append(1.0 - other / best.response)
    return [
        Figure(
            "times faster than SLSQP",
            median(theirs) / median(ours),
            detail=f"{1e3 * median(ours):.1f} ms beside {1e3 * median(theirs):.1f} ms, medians of {BUDGETS} budgets",
        ),
        Figure("  most of the response that SLSQP leaves", 100 * max(short), unit="%"),
    ]


def general_solution(a: FloatArray, k: FloatArray, budget: float) -> float:
    """The response that a general solver gets, from the equal split on."""

    def loss(spend: FloatArray) -> float:
        return -float((a * spend / (k + spend)).sum())

    def slope(spend: FloatArray) -> FloatArray:
        return np.asarray(-a * k / np.square(k + spend))

    equal = np.full(len(a), budget / len(a))
    within = LinearConstraint(np.ones((1, len(a))), -np.inf, budget)
    found = minimize(loss, equal, jac=slope, method="SLSQP", bounds=[(0.0, budget)] * len(a), constraints=within)
    return -float(found.fun)


def ask(peer: "subprocess.Popen[str]", question: dict[str, Any]) -> dict[str, Any]:
    """One question, one answer."""
    assert peer.stdin is not None
    assert peer.stdout is not None
    peer.stdin.write(json.dumps(question) + "\n")
    peer.stdin.flush()
    answer: dict[str, Any] = json.loads(peer.stdout.readline())
    return answer


if __name__ == "__main__":
    main()
