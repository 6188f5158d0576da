"""What runs in the peer's own environment: shares paths out with ChannelAttribution, and says how long that took.

It is a script of its own, started by `benchmarks.attribution`; nothing of ours is imported.
"""

import contextlib
import io
import json
import sys
from time import perf_counter

import pandas as pd  # type: ignore[import-not-found,import-untyped,unused-ignore]  # is in the peer's environment only

with contextlib.redirect_stdout(io.StringIO()):  # it greets whoever imports it
    from ChannelAttribution import (  # type: ignore[import-not-found]  # is in the peer's environment only
        heuristic_models,
        markov_model,
    )


def main() -> None:
    data = pd.DataFrame()
    for line in sys.stdin:
        question = json.loads(line)
        if "paths" in question:
            data = pd.DataFrame(question["paths"])
            answer: dict[str, object] = {"rows": len(data)}
        else:
            answer = share_out(data)
        print(json.dumps(answer), flush=True)


def share_out(data: "pd.DataFrame") -> dict[str, object]:
    started = perf_counter()
    rules = heuristic_models(data, "path", "conversions", "value", sep=">", flg_pro=False)
    after_rules = perf_counter()
    chain = markov_model(data, "path", "conversions", "value", "nulls", seed=1, sep=">", verbose=False, flg_pro=False)
    ended = perf_counter()
    return {
        "rules_seconds": after_rules - started,
        "markov_seconds": ended - after_rules,
        "linear": dict(zip(rules["channel_name"], rules["linear_touch_conversions"], strict=True)),
        "markov": dict(zip(chain["channel_name"], chain["total_conversions"], strict=True)),
    }


main()
