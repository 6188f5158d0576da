"""What runs where pymc-marketing is installed: fits histories by it whenever asked to, and says how long that took.

It is a script of its own, started by `benchmarks.valuation`; nothing of ours is imported. Fits are of its quickest kind, to a
point (`map`), which its priors draw away from the maximum of the likelihood; samples of its posterior take ten times as long.
"""

import json
import sys
from time import perf_counter

import pandas as pd  # type: ignore[import-untyped]  # both are in the peer's environment
from pymc_marketing.clv import BetaGeoModel, ParetoNBDModel  # type: ignore[import-not-found]  # as above

MODELS = {"bg_nbd": BetaGeoModel, "pareto_nbd": ParetoNBDModel}


def main() -> None:
    histories = pd.DataFrame()
    for line in sys.stdin:
        question = json.loads(line)
        if "histories" in question:
            histories = pd.DataFrame(question["histories"])
            histories["customer_id"] = range(len(histories))
            answer = {"customers": float(len(histories))}
        else:
            started = perf_counter()
            model = MODELS[question["fit"]]()
            model.fit(data=histories, method="map", progressbar=False)
            seconds = perf_counter() - started
            found = model.fit_result
            answer = {"seconds": seconds} | {name: float(found[name].mean()) for name in question["parameters"]}
        print(json.dumps(answer), flush=True)


main()
