"""Flags beside GrowthBook's Python SDK, and a comparison of two variations beside scipy's test.

The same features, the same contexts, the same machine, in turns, in one run; only the work is timed, each side in the
process that does it. Both sides assign by the same hash, so they must also give every context the same value. SHA-1 of the
unit, which is C, is the reference for what one hash costs here at the least.
"""

import hashlib
import json
import subprocess
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any
from uuid import UUID

from scipy.stats import ttest_ind_from_stats

from benchmarks.report import Figure, tell
from benchmarks.valuation import peer_python
from services.experiments.domain.analysis import analyze
from services.experiments.domain.assignment import Split
from services.experiments.domain.flags import Experiment, Flag, compile_flag, evaluate
from services.experiments.domain.moments import Metric, Totals

PEER = Path(__file__).with_name("growthbook_peer.py")
ROUNDS = 7
CONTEXTS = 20_000
COMPARISONS = 2_000
WANTED = 150_000.0
CONDITION = {"country": {"$in": ["NO", "SE"]}, "age": {"$gt": 20}}


def main() -> None:
    """Print how many flags are evaluated in a second, and how long a comparison takes."""
    contexts = [{"id": str(UUID(int=(i * 0x9E3779B97F4A7C15) % 2**128)), "country": "NO", "age": 33} for i in range(CONTEXTS)]
    figures = []
    with subprocess.Popen(
        [peer_python(), "-W", "ignore", str(PEER)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
    ) as peer:
        for name, condition in (("an experiment", None), ("an experiment with two conditions", CONDITION)):
            figures += compare_flags(name, condition, contexts, peer)
        assert peer.stdin is not None
        peer.stdin.close()
    tell("Flags: our evaluation beside GrowthBook's Python SDK 4.0.0", figures)
    tell("Experiments: Welch and Fieller beside scipy.stats.ttest_ind_from_stats", compare_tests())


def compare_flags(
    name: str, condition: dict[str, Any] | None, contexts: list[dict[str, Any]], peer: "subprocess.Popen[str]"
) -> list[Figure]:
    """Evaluate in turns, after one round to warm up, and compare the medians."""
    ask(peer, {"features": peer_features(condition), "contexts": contexts})
    flag = our_flag(condition)
    ours, theirs, hashes, apart = [], [], [], 0
    for _ in range(ROUNDS + 1):
        started = perf_counter()
        values = [evaluate(flag, context).value for context in contexts]
        ours.append(perf_counter() - started)
        answer = ask(peer, {"evaluate": True})
        theirs.append(float(answer["seconds"]))
        hashes.append(hash_all(contexts))
        apart += sum(value != other for value, other in zip(values, answer["values"], strict=True))
    own, other, least = (median(seconds[1:]) for seconds in (ours, theirs, hashes))
    return [
        Figure(
            f"{name}, times faster than the SDK",
            other / own,
            detail=f"{1e6 * own / len(contexts):.2f} µs beside {1e6 * other / len(contexts):.2f} µs, medians of {ROUNDS}",
        ),
        Figure("  evaluations per second", len(contexts) / own / 1e3, unit="k/s", wanted=f"≥ {WANTED / 1e3:.0f}"),
        Figure("  of one SHA-1 of the unit", own / least, detail="how many would take as long"),
        Figure("  contexts that get another value there", float(apart), unit="", wanted="0"),
    ]


def our_flag(condition: dict[str, Any] | None) -> Flag:
    """A flag with one experiment of two variations."""
    experiment = Experiment("offer", Split.of("offer-1", ["A", "B"]), {"A": False, "B": True})
    rule = {"kind": "experiment", "experiment": "offer", "condition": condition or {}}
    return compile_flag({"key": "flag", "kind": "boolean", "default": False, "rules": [rule]}, {"offer": experiment})


def peer_features(condition: dict[str, Any] | None) -> dict[str, Any]:
    """The same in the SDK's words."""
    rule = {"variations": [False, True], "weights": [0.5, 0.5], "key": "offer", "seed": "offer-1", "hashVersion": 2}
    return {"flag": {"defaultValue": False, "rules": [{**rule, "condition": condition or {}}]}}


def hash_all(contexts: list[dict[str, Any]]) -> float:
    """Seconds for one SHA-1 of every unit, as systems that assign by it take it."""
    started = perf_counter()
    for context in contexts:
        int(hashlib.sha1(b"offer-1." + context["id"].encode(), usedforsecurity=False).hexdigest()[:15], 16)
    return perf_counter() - started


def compare_tests() -> list[Figure]:
    """One comparison from totals, beside scipy's Welch test alone from means and deviations."""
    control, treatment = Totals("A", 3407, 1396.87, 52377.9767), Totals("B", 3461, 2422.7, 134698.29)
    ours, theirs = [], []
    for _ in range(ROUNDS + 1):
        started = perf_counter()
        for _ in range(COMPARISONS):
            analyze(Metric.MEAN, [control, treatment], "A")
        ours.append(perf_counter() - started)
        started = perf_counter()
        for _ in range(COMPARISONS):
            ttest_ind_from_stats(0.7, 6.198, 3461, 0.41, 3.9, 3407, equal_var=False)
        theirs.append(perf_counter() - started)
    own, other = median(ours[1:]), median(theirs[1:])
    return [
        Figure(
            "interval, p, Fieller and SRM, times faster than scipy's p",
            other / own,
            detail=f"{1e6 * own / COMPARISONS:.1f} µs beside {1e6 * other / COMPARISONS:.1f} µs, medians of {ROUNDS}",
        ),
        Figure("  a comparison", 1e6 * own / COMPARISONS, unit="µs", wanted="< 100"),
    ]


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
