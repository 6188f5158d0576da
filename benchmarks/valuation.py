"""BG/NBD beside lifetimes: the same histories, the same machine, in turns, in one run.

The peer lives in an environment of its own, `.venv-bench` (it wants an older pandas), and answers over a pipe: one line of
JSON in, one line out. Only the fits are timed, in the process that does them; both start from the arrays of histories of
all customers and end with parameters and their covariance.
"""

import json
import subprocess
import sys
import venv
from pathlib import Path
from statistics import median
from time import perf_counter

from attune.demo import cdnow
from benchmarks.report import Figure, tell
from services.valuation.domain import Order, PurchaseHistories, TimeUnit, fit_beta_geo, summarize_purchases

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / "requirements-bench.lock"
ENVIRONMENT = ROOT / ".venv-bench"
PEER = Path(__file__).with_name("lifetimes_peer.py")
ROUNDS = 15
WANTED = {"sample": 8.0, "master": 4.0}


def main() -> None:
    """Print how many times faster BG/NBD is fitted here than by lifetimes."""
    figures = []
    with subprocess.Popen(
        [peer_python(), "-W", "ignore", str(PEER)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
    ) as peer:
        for name in ("sample", "master"):
            figures += compare(name, read_histories(full=name == "master"), peer)
        assert peer.stdin is not None
        peer.stdin.close()
    tell("BG/NBD on CDNOW: our fit beside lifetimes 0.11.3", figures)


def compare(name: str, histories: PurchaseHistories, peer: "subprocess.Popen[str]") -> list[Figure]:
    """Fit in turns, after one round to warm up, and compare the medians."""
    columns = {"frequency": histories.frequency.tolist(), "recency": histories.recency.tolist(), "T": histories.T.tolist()}
    ask(peer, {"histories": columns})
    ours, theirs, answer = [], [], {}
    for turn in range(ROUNDS + 1):
        started = perf_counter()
        fit = fit_beta_geo(PurchaseHistories.of(histories.frequency, histories.recency, histories.T))
        ours.append(perf_counter() - started)
        answer = ask(peer, {"fit": True})
        theirs.append(answer["seconds"])
        if turn == 0:
            ours.clear()
            theirs.clear()
    own, other = median(ours), median(theirs)
    apart = max(abs(answer[parameter] / value - 1.0) for parameter, value in fit.parameters.items())
    return [
        Figure(
            f"fit of {len(histories):,} customers, times faster than lifetimes",
            other / own,
            wanted=f"≥ {WANTED[name]:.0f}",
            detail=f"{own * 1e3:.2f} ms beside {other * 1e3:.1f} ms, medians of {ROUNDS}",
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
