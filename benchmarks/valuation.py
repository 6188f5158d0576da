"""BG/NBD and Pareto/NBD beside lifetimes: the same histories, the same machine, in turns, in one run.

The peer lives in an environment of its own, `.venv-bench` (it wants an older pandas), and answers over a pipe: one line of
JSON in, one line out. Only the fits are timed, in the process that does them; both start from the arrays of histories of
all customers and end with parameters and their covariance. A fit that is fast and wrong is worth nothing: the run ends where
ours misses the published log-likelihood of the sample, or finds a lower one than lifetimes does.

Beside pymc-marketing, too, where the environment variable names a Python that has it: it is too large to be installed for this.
"""

import json
import os
import subprocess
import sys
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter

from attune.demo import cdnow
from benchmarks.report import Figure, tell
from services.valuation.domain import Order, PurchaseFit, PurchaseHistories, TimeUnit, fit_purchases, summarize_purchases

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / "requirements-bench.lock"
ENVIRONMENT = ROOT / ".venv-bench"
PEER = Path(__file__).with_name("lifetimes_peer.py")
ROUNDS = {("bg_nbd", "sample"): 15, ("bg_nbd", "master"): 15, ("pareto_nbd", "sample"): 15, ("pareto_nbd", "master"): 3}
WANTED = {("bg_nbd", "sample"): 10, ("bg_nbd", "master"): 5, ("pareto_nbd", "sample"): 30, ("pareto_nbd", "master"): 30}
# Of the sample, by Fader, Hardie & Lee (2005), to three decimals by CLVTools' tests of correctness.
PUBLISHED = {"bg_nbd": -9582.429, "pareto_nbd": -9594.976}
PYMC_PYTHON = "ATTUNE_BENCH_PYMC_PYTHON"
PYMC_PEER = Path(__file__).with_name("pymc_peer.py")


def main() -> None:
    """Print how many times faster models of purchases are fitted here than by lifetimes, and by pymc-marketing."""
    sample, master = read_histories(full=False), read_histories(full=True)
    told: dict[str, list[Figure]] = {"bg_nbd": [], "pareto_nbd": []}
    with peer_at(peer_python(), PEER) as peer:
        for name, histories in (("sample", sample), ("master", master)):
            for model, figures in told.items():
                figures += compare(model, name, histories, peer)
    for model, figures in told.items():
        tell(f"{model} on CDNOW: our fit beside lifetimes 0.11.3", figures)
    if PYMC_PYTHON in os.environ:
        with peer_at(Path(os.environ[PYMC_PYTHON]), PYMC_PEER) as peer:
            figures = [figure for model in told for figure in compare_with_pymc(model, sample, peer)]
        tell("Our fit beside pymc-marketing's, which is of a point", figures)


def compare(model: str, name: str, histories: PurchaseHistories, peer: "subprocess.Popen[str]") -> list[Figure]:
    """Fit in turns, after one round to warm up, and compare the best of each."""
    ask(peer, {"histories": columns_of(histories)})
    rounds = ROUNDS[model, name]
    ours, theirs, answer = [], [], {}
    for turn in range(rounds + 1):
        spent, fit = timed(model, histories)
        ours.append(spent)
        answer = ask(peer, {"fit": model})
        theirs.append(answer["seconds"])
        if turn == 0:
            ours.clear()
            theirs.clear()
    if name == "sample" and abs(fit.log_likelihood - PUBLISHED[model]) > 1e-3:
        raise SystemExit(f"{model}: a log-likelihood of {fit.log_likelihood}, where {PUBLISHED[model]} is published")
    if fit.log_likelihood < answer["log_likelihood"] - 1e-4:
        raise SystemExit(f"{model}: a log-likelihood of {fit.log_likelihood}, where lifetimes has {answer['log_likelihood']}")
    # The best of several: what else the machine does only ever adds.
    own, other = min(ours), min(theirs)
    return [
        Figure(
            f"fit of {len(histories):,} customers, times faster than lifetimes",
            other / own,
            wanted=f"≥ {WANTED[model, name]}",
            detail=f"{own * 1e3:.2f} ms beside {other * 1e3:.1f} ms, the best of {rounds}",
        ),
        Figure(
            "  log-likelihood",
            fit.log_likelihood,
            unit="",
            wanted=f"{PUBLISHED[model]}" if name == "sample" else "",
            detail=f"{fit.log_likelihood:.5f} beside {answer['log_likelihood']:.5f}",
        ),
        Figure("  largest relative difference of a parameter", 1e6 * farthest(fit, answer), unit="ppm"),
    ]


def compare_with_pymc(model: str, histories: PurchaseHistories, peer: "subprocess.Popen[str]") -> list[Figure]:
    """The first fit by the peer, which compiles, and the second; ours is the best of several."""
    ask(peer, {"histories": columns_of(histories)})
    own, fit = min((timed(model, histories) for _ in range(ROUNDS[model, "sample"])), key=lambda run: run[0])
    answers = [ask(peer, {"fit": model, "parameters": list(fit.parameters)}) for _ in range(2)]
    first, second = (answer["seconds"] for answer in answers)
    detail = f"{own * 1e3:.2f} ms beside {second:.2f} s; its first fit took {first:.1f} s, compiling"
    return [
        Figure(f"{model}: fit of {len(histories):,} customers, times faster", second / own, detail=detail),
        Figure("  largest relative difference of a parameter (it has priors)", 100.0 * farthest(fit, answers[1]), unit="%"),
    ]


def timed(model: str, histories: PurchaseHistories) -> tuple[float, PurchaseFit]:
    """Seconds that a fit takes, from columns on, and the fit."""
    started = perf_counter()
    fit = fit_purchases(model, PurchaseHistories.of(histories.frequency, histories.recency, histories.T))
    return perf_counter() - started, fit


def farthest(fit: PurchaseFit, answer: dict[str, float]) -> float:
    """The largest relative difference of a parameter."""
    return max(abs(answer[parameter] / value - 1.0) for parameter, value in fit.parameters.items())


def columns_of(histories: PurchaseHistories) -> dict[str, list[float]]:
    """As a peer is told of them."""
    return {"frequency": histories.frequency.tolist(), "recency": histories.recency.tolist(), "T": histories.T.tolist()}


@contextmanager
def peer_at(python: Path, script: Path) -> "Iterator[subprocess.Popen[str]]":
    """A peer that answers, until its questions end."""
    command = [str(python), "-W", "ignore", str(script)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1) as peer:
        yield peer
        assert peer.stdin is not None
        peer.stdin.close()


def ask(peer: "subprocess.Popen[str]", question: dict[str, object]) -> dict[str, float]:
    """One question, one answer."""
    assert peer.stdin is not None
    assert peer.stdout is not None
    peer.stdin.write(json.dumps(question) + "\n")
    peer.stdin.flush()
    answer: dict[str, float] = json.loads(peer.stdout.readline())
    return answer


def read_histories(full: bool) -> PurchaseHistories:
    """CDNOW's histories, calibrated to 1997-09-30, in weeks, one row per customer."""
    orders = (Order(order.customer_id, order.day, order.amount) for order in cdnow.read_orders(full))
    summaries = summarize_purchases(orders, cdnow.CALIBRATION_END, TimeUnit.WEEK)
    return PurchaseHistories.of(
        [summary.frequency for summary in summaries],
        [summary.recency for summary in summaries],
        [summary.T for summary in summaries],
    )


def peer_python() -> Path:
    """The peer's Python; its environment is made where the lock is newer than it."""
    python = ENVIRONMENT / "bin" / "python"
    stamp = ENVIRONMENT / ".made"
    if not stamp.exists() or stamp.read_text() != LOCK.read_text():
        print(f"making {ENVIRONMENT.name} for lifetimes …", file=sys.stderr)
        venv.create(ENVIRONMENT, clear=True, with_pip=True)
        install = ["-m", "pip", "install", "-q", "--disable-pip-version-check", "--require-hashes", "-r", str(LOCK)]
        subprocess.run([str(python), *install], check=True)
        stamp.write_text(LOCK.read_text())
    return python


if __name__ == "__main__":
    main()
