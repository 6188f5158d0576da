"""BG/NBD and Pareto/NBD beside lifetimes: the same histories, the same machine, in turns, in one run.

The peer lives in an environment of its own, `.venv-bench` (it wants an older pandas), and answers over a pipe: one line of
JSON in, one line out. Only the fits are timed, in the process that does them; both start from the arrays of histories of
all customers and end with parameters and their covariance.
"""

import json
import subprocess
import sys
import venv
from pathlib import Path
from time import perf_counter

from attune.demo import cdnow
from benchmarks.report import Figure, tell
from services.valuation.domain import Order, PurchaseHistories, TimeUnit, fit_purchases, summarize_purchases

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / "requirements-bench.lock"
ENVIRONMENT = ROOT / ".venv-bench"
PEER = Path(__file__).with_name("lifetimes_peer.py")
ROUNDS = {("bg_nbd", "sample"): 15, ("bg_nbd", "master"): 15, ("pareto_nbd", "sample"): 15, ("pareto_nbd", "master"): 3}
WANTED = {("bg_nbd", "sample"): 8.0, ("bg_nbd", "master"): 4.0, ("pareto_nbd", "sample"): 30.0, ("pareto_nbd", "master"): 30.0}


def main() -> None:
    """Print how many times faster models of purchases are fitted here than by lifetimes."""
    told: dict[str, list[Figure]] = {"bg_nbd": [], "pareto_nbd": []}
    with subprocess.Popen(
        [peer_python(), "-W", "ignore", str(PEER)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
    ) as peer:
        for name in ("sample", "master"):
            histories = read_histories(full=name == "master")
            for model, figures in told.items():
                figures += compare(model, name, histories, peer)
        assert peer.stdin is not None
        peer.stdin.close()
    for model, figures in told.items():
        tell(f"{model} on CDNOW: our fit beside lifetimes 0.11.3", figures)


def compare(model: str, name: str, histories: PurchaseHistories, peer: "subprocess.Popen[str]") -> list[Figure]:
    """Fit in turns, after one round to warm up, and compare the best of each."""
    columns = {"frequency": histories.frequency.tolist(), "recency": histories.recency.tolist(), "T": histories.T.tolist()}
    ask(peer, {"histories": columns})
    rounds = ROUNDS[model, name]
    ours, theirs, answer = [], [], {}
    for turn in range(rounds + 1):
        started = perf_counter()
        fit = fit_purchases(model, PurchaseHistories.of(histories.frequency, histories.recency, histories.T))
        ours.append(perf_counter() - started)
        answer = ask(peer, {"fit": model})
        theirs.append(answer["seconds"])
        if turn == 0:
            ours.clear()
            theirs.clear()
    # The best of several: what else the machine does only ever adds.
    own, other = min(ours), min(theirs)
    apart = max(abs(answer[parameter] / value - 1.0) for parameter, value in fit.parameters.items())
    return [
        Figure(
            f"fit of {len(histories):,} customers, times faster than lifetimes",
            other / own,
            wanted=f"≥ {WANTED[model, name]:.0f}",
            detail=f"{own * 1e3:.2f} ms beside {other * 1e3:.1f} ms, the best of {rounds}",
        ),
        Figure("  largest relative difference of a parameter", 1e6 * apart, unit="ppm"),
    ]


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
