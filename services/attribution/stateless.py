"""Bytes in, bytes out: what the process pool runs for the stateless endpoints.

A body of a million rows is never decoded where requests are served. Refusals come back as problems.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from math import nan
from typing import Any

import numpy as np
import orjson
from pydantic import TypeAdapter

from inference.arrays import FloatArray
from inference.bootstrap import Interval
from inference.errors import DomainError
from kernel.problems import RefusedInputError
from kernel.stateless import Place, decode
from services.attribution.domain import (
    AttributionModel,
    ChannelCredit,
    CreditOptions,
    CurveKind,
    Paths,
    ResponseCurve,
    allocate,
    bootstrap_credit,
    compute_credit,
)
from services.attribution.domain.errors import DuplicateChannelError, InvalidCurveError, TooManyReplicatesError
from services.attribution.domain.uncertainty import METHOD
from services.attribution.schemas.stateless import MOST_CURVES, ComputeRequest, CurveRow, IntervalsRequest, OptimizeRequest

_COMPUTE = TypeAdapter(ComputeRequest)
_OPTIMIZE = TypeAdapter(OptimizeRequest)
_MOST_DRAWS = 500_000_000
_MOST_CREDITS = 25_000_000  # of conversions and of value each: 400 MB
_MOST_CHAIN_WORK = 25_000_000_000  # some twenty seconds of inverses where processors are shared


def compute(body: bytes) -> bytes:
    """Credit of the body's paths, by the models that it asks for.

    Raises:
        MalformedBodyError: The body is no JSON.
        InvalidRequestError: It is not what this endpoint takes.
        TooManyRowsError: It has more than a million rows.
        RefusedInputError: The mathematics cannot use it.
    """
    request = decode(_COMPUTE, body, _place)
    models = [AttributionModel(model) for model in request.models]
    with _pointing("paths"):
        options = CreditOptions(
            request.direct, request.half_life_days, request.position_weights, request.markov_order, request.nulls
        )
        paths = _paths(request.paths, aged=AttributionModel.TIME_DECAY in models)
        request.paths.clear()  # a million dictionaries make room for the answer
        asked = request.intervals
        if asked is not None:
            _check_replicates(paths, models, asked.replicates)
        credit = compute_credit(paths, models, options)
        intervals = None if asked is None else _intervals(paths, models, options, asked)
    answer: dict[str, Any] = {
        "totals": {"conversions": credit.totals.conversions, "value": credit.totals.value, "nulls": credit.totals.nulls},
        "unattributed": {"conversions": credit.unattributed.conversions, "value": credit.unattributed.value},
        "channels": _channels(credit, intervals),
    }
    if asked is not None:
        answer["uncertainty"] = {"method": METHOD, **asked.model_dump()}
    return orjson.dumps(answer)


def optimize(body: bytes) -> bytes:
    """The best division of the body's budget over its response curves.

    Raises:
        MalformedBodyError: The body is no JSON.
        InvalidRequestError: It is not what this endpoint takes.
        TooManyRowsError: It has more than `MOST_CURVES` curves.
        RefusedInputError: The mathematics cannot use it.
    """
    request = decode(_OPTIMIZE, body, most_rows=MOST_CURVES)
    with _pointing("curves"):
        _check_channels([row.channel for row in request.curves])
    curves = [_curve(position, row) for position, row in enumerate(request.curves)]
    with _pointing("curves"):
        found = allocate(curves, request.budget)
    channels = (row.channel for row in request.curves)
    return orjson.dumps(
        {
            "allocation": dict(zip(channels, found.spend.tolist(), strict=True)),
            "response": found.response,
            "marginal": found.marginal,
            "unspent": found.unspent,
            "gap": found.gap,
        }
    )


def _place(fault: Any) -> Place:  # noqa: ANN401 — pydantic's dictionary
    """Where the body is at fault; pydantic names what a touch should have been after the touch's place."""
    place: Place = fault["loc"]
    return (*place[:4], *place[5:]) if len(place) > 4 and place[0] == "paths" and place[2] == "path" else place


@contextmanager
def _pointing(rows: str) -> Iterator[None]:
    """Say where in the body stands what the mathematics refuses."""
    try:
        yield
    except DomainError as error:
        raise RefusedInputError(error, _pointer(error, rows)) from None


def _pointer(error: DomainError, rows: str) -> str:
    within = "" if error.row is None else f"/{rows}/{error.row}"
    return within + (f"/{error.field}" if error.field is not None else "")


def _paths(rows: Sequence[Any], aged: bool) -> Paths:
    paths = [row["path"] for row in rows]
    ages = None
    if aged:
        ages = [[nan if isinstance(touch, str) else touch.get("days_before", nan) for touch in path] for path in paths]
    if any(not isinstance(touch, str) for touch in chain.from_iterable(paths)):
        paths = [[touch if isinstance(touch, str) else touch["channel"] for touch in path] for path in paths]
    return Paths.of(paths, _column(rows, "conversions"), _column(rows, "value"), _column(rows, "nulls"), ages)


def _column(rows: Sequence[Any], name: str) -> FloatArray:
    return np.fromiter((row.get(name, 0.0) for row in rows), dtype=np.float64, count=len(rows))


def _check_replicates(paths: Paths, models: Sequence[AttributionModel], replicates: int) -> None:
    """Refuse more drawing than a worker has time and memory for.

    Raises:
        TooManyReplicatesError: It is.
    """
    rows, channels = len(paths), len(paths.channels)
    works = AttributionModel.MARKOV in models and replicates * (channels + 1) ** 3 > _MOST_CHAIN_WORK
    if works or 2 * rows * replicates > _MOST_DRAWS or replicates * channels * len(models) > _MOST_CREDITS:
        asked = f"{replicates} replicates of {rows} rows, {channels} channels and {len(models)} models"
        raise TooManyReplicatesError(asked, field="intervals/replicates")


Intervals = dict[str, tuple[Interval, Interval]]


def _intervals(paths: Paths, models: Sequence[AttributionModel], options: CreditOptions, asked: IntervalsRequest) -> Intervals:
    """Of conversions and of value, by model."""
    generator = np.random.default_rng(asked.seed)
    drawn = bootstrap_credit(paths, models, options, replicates=asked.replicates, generator=generator)
    return {
        model.value: (drawn.conversions_interval(model, asked.level), drawn.value_interval(model, asked.level))
        for model in models
    }


def _channels(credit: ChannelCredit, intervals: Intervals | None) -> list[dict[str, Any]]:
    given = {model.value: (each.conversions.tolist(), each.value.tolist()) for model, each in credit.credits.items()}
    found: list[dict[str, Any]] = []
    for position, channel in enumerate(credit.channels):
        row: dict[str, Any] = {
            "channel": channel,
            "conversions": {model: conversions[position] for model, (conversions, _) in given.items()},
            "value": {model: value[position] for model, (_, value) in given.items()},
        }
        if credit.markov is not None:
            row["removal_effect"] = float(credit.markov.removal_effects[position])
        if intervals is not None:
            row["intervals"] = {
                "conversions": {model: _ends(conversions, position) for model, (conversions, _) in intervals.items()},
                "value": {model: _ends(value, position) for model, (_, value) in intervals.items()},
            }
        found.append(row)
    return found


def _ends(interval: Interval, position: int) -> list[float]:
    low, high = interval
    return [float(low[position]), float(high[position])]


def _check_channels(channels: Sequence[str]) -> None:
    met: set[str] = set()
    for position, channel in enumerate(channels):
        if not channel.strip():
            raise InvalidCurveError(f"the channel of curve {position} has no name", row=position, field="channel")
        if channel in met:
            raise DuplicateChannelError(f"{channel!r} has two curves", row=position, field="channel")
        met.add(channel)


def _curve(position: int, row: CurveRow) -> ResponseCurve:
    try:
        return ResponseCurve(CurveKind(row.kind), row.parameters, row.min, row.max)
    except DomainError as error:
        raise RefusedInputError(error, f"/curves/{position}/{error.field}") from None
