"""What runs in the peer's own environment: fits histories with lifetimes whenever asked to, and says how long that took.

Seconds are told by the clock, and of its core. It is a script of its own, started by `benchmarks.valuation`; nothing of ours is
imported.
"""

import json
import sys
from time import perf_counter, process_time

import numpy as np
from lifetimes import BetaGeoFitter, ParetoNBDFitter  # type: ignore[import-not-found]  # is in the peer's environment only

FloatArray = np.ndarray[tuple[int], np.dtype[np.float64]]

FITTERS = {"bg_nbd": BetaGeoFitter, "pareto_nbd": ParetoNBDFitter}


def main() -> None:
    histories: dict[str, FloatArray] = {}
    fitter = BetaGeoFitter(penalizer_coef=0.0)
    for line in sys.stdin:
        question = json.loads(line)
        if "histories" in question:
            histories = {name: np.array(values) for name, values in question["histories"].items()}
            answer = {"customers": float(len(histories["T"]))}
        elif "predict" in question:
            started, begun = perf_counter(), process_time()
            columns = (histories["frequency"], histories["recency"], histories["T"])
            fitter.conditional_expected_number_of_purchases_up_to_time(question["predict"], *columns)
            fitter.conditional_probability_alive(*columns)
            answer = {"seconds": perf_counter() - started, "of_core": process_time() - begun}
        else:
            fitter = FITTERS[question["fit"]](penalizer_coef=0.0)
            started, begun = perf_counter(), process_time()
            fitter.fit(histories["frequency"], histories["recency"], histories["T"])
            spent = {"seconds": perf_counter() - started, "of_core": process_time() - begun}
            answer = spent | {name: float(value) for name, value in fitter.params_.items()}
            answer["log_likelihood"] = log_likelihood(question["fit"], fitter, histories)
        print(json.dumps(answer), flush=True)


def log_likelihood(model: str, fitter: "BetaGeoFitter | ParetoNBDFitter", histories: dict[str, FloatArray]) -> float:
    """By the fitter's own formula, of all customers at the parameters that it found."""
    customers = len(histories["T"])
    data = (histories["frequency"], histories["recency"], histories["T"], np.ones(customers), 0.0)
    parameters = fitter.params_.to_numpy()
    if model == "bg_nbd":  # it takes logarithms, and the mean over customers
        return -customers * float(fitter._negative_log_likelihood(np.log(parameters), *data))
    return -float(fitter._negative_log_likelihood(parameters, *data))


main()
