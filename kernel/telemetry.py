"""Logs (structlog, JSON lines), metrics (prometheus-client). Neither ever holds personal data: ids and numbers only."""

import logging
import re
import sys

import structlog
from prometheus_client import CONTENT_TYPE_LATEST, Counter, Gauge, Histogram, generate_latest

logger = structlog.stdlib.get_logger("attune")

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


_DETAIL = re.compile(r"^DETAIL:.*$", re.MULTILINE)


def _leave_out_detail(_logger: object, _name: str, event: structlog.typing.EventDict) -> structlog.typing.EventDict:
    """Postgres' DETAIL repeats the values of a row: customers' data, which has no place in logs."""
    if isinstance(event.get("exception"), str):
        event["exception"] = _DETAIL.sub("DETAIL: left out", event["exception"])
    return event


def configure_logs(log_format: str = "json", level: str = "info") -> None:
    """Send all logs, the libraries' too, to standard error in one format."""
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        _leave_out_detail,
    ]
    renderer: structlog.typing.Processor = (
        structlog.processors.JSONRenderer()
        if log_format == "json"
        else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    )
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
    for noisy in ("uvicorn.access", "asyncio", "alembic", "httpx", "httpcore"):
        logging.getLogger(noisy).setLevel(logging.WARNING)


def metrics_page() -> tuple[bytes, str]:
    """All metrics of this process and their media type."""
    return generate_latest(), CONTENT_TYPE_LATEST
