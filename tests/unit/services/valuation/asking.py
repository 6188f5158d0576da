"""Questions to the stateless endpoints as the process pool asks them: bytes in, bytes out."""

from typing import Any

import orjson
import pytest

from kernel.problems import Problem
from services.valuation import stateless

PUBLISHED = {"r": 0.243, "alpha": 4.414, "a": 0.793, "b": 2.426}
SPEND = {"p": 6.25, "q": 3.74, "v": 15.44}


def fit(**body: object) -> dict[str, Any]:
    answer: dict[str, Any] = orjson.loads(stateless.fit(orjson.dumps(body)))
    return answer


def predict(**changes: object) -> dict[str, Any]:
    body = {
        "model": "bg_nbd",
        "parameters": PUBLISHED,
        "rows": [{"frequency": 2, "recency": 30.43, "T": 38.86}],
        "horizon": 39,
        "time_unit": "week",
        **changes,
    }
    answer: dict[str, Any] = orjson.loads(stateless.predict(orjson.dumps(body)))
    return answer


def refusal_of_fit(body: bytes) -> Problem:
    with pytest.raises(Problem) as caught:
        stateless.fit(body)
    return caught.value


def refusal(**changes: object) -> Problem:
    with pytest.raises(Problem) as caught:
        predict(**changes)
    return caught.value


def pointers(problem: Problem) -> list[str]:
    return [error.pointer for error in problem.errors]
