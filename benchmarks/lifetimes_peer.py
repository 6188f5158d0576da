"""What runs in the peer's own environment: fits histories with lifetimes whenever asked to, and says how long that took.

It is a script of its own, started by `benchmarks.valuation`; nothing of ours is imported.
"""

import json
import sys
from time import perf_counter

import numpy as np
from lifetimes import BetaGeoFitter  # type: ignore[import-not-found]  # is in the peer's environment only


def main() -> None:
    histories = {}
    for line in sys.stdin:
        question = json.loads(line)
        if "histories" in question:
            histories = {name: np.array(values) for name, values in question["histories"].items()}
            answer = {"customers": float(len(histories["T"]))}
        else:
            fitter = BetaGeoFitter(penalizer_coef=0.0)
            started = perf_counter()
            fitter.fit(histories["frequency"], histories["recency"], histories["T"])
            seconds = perf_counter() - started
            answer = {"seconds": seconds} | {name: float(value) for name, value in fitter.params_.items()}
        print(json.dumps(answer), flush=True)


main()
