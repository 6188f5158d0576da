"""What runs in the peer's own environment: fits histories with lifetimes whenever asked to, and says how long that took.

It is a script of its own, started by `benchmarks.valuation`; nothing of ours is imported.
"""

import json
import sys
from time import perf_counter

import numpy as np
from lifetimes import BetaGeoFitter, ParetoNBDFitter  # type: ignore[import-not-found]  # is in the peer's environment only

FITTERS = {"bg_nbd": BetaGeoFitter, "pareto_nbd": ParetoNBDFitter}


def main() -> None:
    histories, fitter = {}, BetaGeoFitter(penalizer_coef=0.0)
    for line in sys.stdin:
        question = json.loads(line)
        if "histories" in question:
            histories = {name: np.array(values) for name, values in question["histories"].items()}
            answer = {"customers": float(len(histories["T"]))}
        elif "predict" in question:
            started = perf_counter()
            columns = (histories["frequency"], histories["recency"], histories["T"])
            fitter.conditional_expected_number_of_purchases_up_to_time(question["predict"], *columns)
            fitter.conditional_probability_alive(*columns)
            answer = {"seconds": perf_counter() - started}
        else:
            fitter = FITTERS[question["fit"]](penalizer_coef=0.0)
            started = perf_counter()
            fitter.fit(histories["frequency"], histories["recency"], histories["T"])
            seconds = perf_counter() - started
            answer = {"seconds": seconds} | {name: float(value) for name, value in fitter.params_.items()}
        print(json.dumps(answer), flush=True)


main()
