"""What runs in the peer's own environment: evaluates a feature with GrowthBook's Python SDK, and says how long that took.

It is a script of its own, started by `benchmarks.experiments`; nothing of ours is imported.
"""

import json
import sys
from time import perf_counter

from growthbook import GrowthBook  # type: ignore[import-not-found]  # is in the peer's environment only


def main() -> None:
    client, contexts = GrowthBook(), []
    for line in sys.stdin:
        question = json.loads(line)
        if "features" in question:
            client, contexts = GrowthBook(features=question["features"], attributes={}), question["contexts"]
            answer: dict[str, object] = {"contexts": len(contexts)}
        else:
            started = perf_counter()
            values = []
            for context in contexts:
                client.set_attributes(context)
                values.append(client.get_feature_value("flag", None))
            answer = {"seconds": perf_counter() - started, "values": values}
        print(json.dumps(answer), flush=True)


main()
