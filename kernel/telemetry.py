"""Logs (structlog, JSON lines), metrics (prometheus-client). Neither ever holds personal data: ids and numbers only."""

import asyncio
import json
import logging
import re
import sys
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager, suppress
from contextvars import ContextVar
from importlib.metadata import version
from itertools import product
from types import MappingProxyType
from uuid import UUID

import orjson
import structlog
from opentelemetry import trace
from prometheus_client import CONTENT_TYPE_LATEST, Counter, Gauge, Histogram, generate_latest

logger = structlog.stdlib.get_logger("attune")

Gauge("attune_build_info", "Which version this process runs.", ["version"]).labels(version("attune")).set(1)
REQUESTS = Counter("attune_http_requests_total", "Requests by route template.", ["service", "method", "route", "status"])
REQUEST_SECONDS = Histogram(
    "attune_http_request_seconds",
    "Time to the end of the response.",
    ["service", "method", "route"],
    buckets=(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30),
)
UPSTREAM_UP = Gauge(
    "attune_upstream_up", "Whether a replica of a service was ready when last looked at.", ["upstream", "replica"]
)
UPSTREAM_FAILURES = Counter(
    "attune_upstream_failures_total", "Requests that a service left without a sound answer.", ["upstream", "code"]
)
INGESTED = Counter("attune_ingested_events_total", "Events by verdict.", ["verdict"])
JOBS_FINISHED = Counter("attune_jobs_finished_total", "Jobs by kind and final state.", ["kind", "state"])
JOBS_RUNNING = Gauge("attune_jobs_running", "Jobs that this worker runs now.")
JOB_SECONDS = Histogram(
    "attune_job_seconds",
    "From the beginning of an attempt to its end.",
    ["kind"],
    buckets=(0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 180, 600, 1800, 3600),
)
LOOP_LAG = Histogram(
    "attune_event_loop_lag_seconds",
    "How late the event loop comes to what is due: nothing else of the process is served meanwhile.",
    buckets=(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5),
)
_LAG_SECONDS = 0.5  # between two looks


def expect(counter: Counter, *labels: Iterable[str]) -> None:
    """Begin a counter at zero for every combination of labels: Prometheus sees no increase in what was not there before."""
    for values in product(*labels):
        counter.labels(*values)


expect(INGESTED, ("accepted", "duplicate", "rejected"))

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


def counted_method(method: str) -> str:
    """A method as metrics and traces call it: whoever invents methods makes no new series."""
    return method if method in METHODS else "other"


_ADDRESS = re.compile(r"[\w.+-]+(?:@|%40)[\w-]+(?:\.[\w-]+)+")
# What exceptions quote of the values that they stumbled over: customers' data, which has no place in logs.
_QUOTED = (
    (re.compile(r"^DETAIL:.*$", re.MULTILINE), "DETAIL: left out"),
    (re.compile(r"(invalid input for query argument \$\d+: ).*$", re.MULTILINE), r"\1left out"),
    (re.compile(r"(invalid input (?:syntax|value) for [\w ]+: ).*$", re.MULTILINE), r"\1left out"),
)


def _leave_out_values(_logger: object, _name: str, event: structlog.typing.EventDict) -> structlog.typing.EventDict:
    exception = event.get("exception")
    if isinstance(exception, str):
        for pattern, replacement in _QUOTED:
            exception = pattern.sub(replacement, exception)
        event["exception"] = _without_addresses(exception)
    if isinstance(event.get("event"), str):  # a library's, which may quote as well
        event["event"] = _without_addresses(event["event"])
    return event


def _without_addresses(text: str) -> str:
    return _ADDRESS.sub("an address, left out", text) if "@" in text or "%40" in text else text


_said: ContextVar[Mapping[str, object]] = ContextVar("attune_said", default=MappingProxyType({}))
"""What lines say that are logged here. One variable in the place of structlog's one per name: a request sets it four times."""


def _name_trace(_logger: object, _name: str, event: structlog.typing.EventDict) -> structlog.typing.EventDict:
    """The ids that lead from a line to its trace, where there is one."""
    context = trace.get_current_span().get_span_context()
    if context.is_valid:
        event["trace_id"] = trace.format_trace_id(context.trace_id)
        event["span_id"] = trace.format_span_id(context.span_id)
    return event


@contextmanager
def log_context(**values: object) -> Iterator[None]:
    """Lines that are logged within say these, but for None. What is said further inside is forgotten at the end, too."""
    token = _said.set({**_said.get(), **{name: value for name, value in values.items() if value is not None}})
    try:
        yield
    finally:
        _said.reset(token)


def say_workspace(workspace_id: UUID) -> None:
    """Lines from here to the end of the context say whose it is, and so does the span that is under way, if any."""
    _said.set({**_said.get(), "workspace_id": workspace_id})
    made = trace.get_current_span()
    if made.is_recording():
        made.set_attribute("attune.workspace_id", str(workspace_id))


def said() -> dict[str, str]:
    """What lines say that are logged here."""
    return {name: str(value) for name, value in _said.get().items()}


def add_said(_logger: object, _name: str, event: structlog.typing.EventDict) -> structlog.typing.EventDict:
    """Let a line say what its context says; what it says itself goes first."""
    return {**said(), **event}


def configure_logs(log_format: str = "json", level: str = "info") -> None:
    """Send all logs, the libraries' too, to standard error in one format.

    As JSON our own lines go there straight: the way through the standard library's loggers, which libraries use, takes 90 µs a
    line, and every request writes one.
    """
    common: list[structlog.typing.Processor] = [
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        _leave_out_values,
    ]
    named = [add_said, _name_trace, structlog.stdlib.add_log_level, structlog.stdlib.add_logger_name, *common]
    json_renderer = structlog.processors.JSONRenderer(serializer=_json_line)
    renderer: structlog.typing.Processor
    if log_format == "json":
        renderer = _as_text(json_renderer)
        structlog.configure(
            processors=[add_said, _name_trace, structlog.stdlib.add_log_level, _add_our_name, *common, json_renderer],
            logger_factory=structlog.BytesLoggerFactory(sys.stderr.buffer),
            wrapper_class=structlog.make_filtering_bound_logger(level),
            cache_logger_on_first_use=True,
        )
    else:
        renderer = structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
        structlog.configure(
            processors=[*named, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
            logger_factory=structlog.stdlib.LoggerFactory(),
            wrapper_class=structlog.stdlib.BoundLogger,
            cache_logger_on_first_use=True,
        )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=named,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
    for noisy in ("uvicorn.access", "asyncio", "alembic", "httpx", "httpcore"):
        logging.getLogger(noisy).setLevel(logging.WARNING)


def _add_our_name(_logger: object, _name: str, event: structlog.typing.EventDict) -> structlog.typing.EventDict:
    event["logger"] = "attune"
    return event


def _json_line(event: structlog.typing.EventDict, default: Callable[[object], object]) -> bytes:
    try:
        return orjson.dumps(event, default=default)
    except orjson.JSONEncodeError:  # a lone surrogate, in what an exception quotes
        return json.dumps(event, default=default).encode()


def _as_text(renderer: structlog.processors.JSONRenderer) -> structlog.typing.Processor:
    """The same line for the standard library's handlers."""

    def render(logger: structlog.typing.WrappedLogger, name: str, event: structlog.typing.EventDict) -> str:
        line = renderer(logger, name, event)
        return line if isinstance(line, str) else line.decode()

    return render


def metrics_page() -> tuple[bytes, str]:
    """All metrics of this process and their media type."""
    return generate_latest(), CONTENT_TYPE_LATEST


@asynccontextmanager
async def watched_loop() -> AsyncIterator[None]:
    """Measure how late the event loop is, until the end."""
    watch = asyncio.create_task(_watch_loop())
    try:
        yield
    finally:
        watch.cancel()
        with suppress(asyncio.CancelledError):
            await watch


async def _watch_loop() -> None:
    loop = asyncio.get_running_loop()
    while True:
        due = loop.time() + _LAG_SECONDS
        await asyncio.sleep(_LAG_SECONDS)
        LOOP_LAG.observe(max(loop.time() - due, 0.0))
