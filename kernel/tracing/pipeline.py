"""From a span's end to the collector. Loaded only where traces are on: it brings the SDK, an exporter, and a thread."""

import threading
from collections.abc import Sequence
from functools import cache
from importlib.metadata import version

from opentelemetry.context import Context
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.sdk.trace.sampling import ParentBased, Sampler, SamplingResult, TraceIdRatioBased
from opentelemetry.trace import Link, SpanKind, TraceState
from opentelemetry.util.types import Attributes

EXPORT_SECONDS = 5
"""For one batch, repetitions included."""

ATTRIBUTES = frozenset(
    {
        "http.request.method",
        "http.route",
        "network.protocol.version",
        "url.scheme",
        "db.system.name",
        "db.operation.name",
        "db.query.text",
        "code.function.name",
    }
)
"""What a span may begin with, beside our own `attune.…`. FastAPI begins its spans with path, query and Host, too."""

_OURS = "attune."


class Discreet(Sampler):
    """A sampler that lets only attributes through which hold no personal data: a span never has the others."""

    def __init__(self, inner: Sampler) -> None:
        self._inner = inner

    def should_sample(
        self,
        parent_context: Context | None,
        trace_id: int,
        name: str,
        kind: SpanKind | None = None,
        attributes: Attributes = None,
        links: Sequence[Link] | None = None,
        trace_state: TraceState | None = None,
    ) -> SamplingResult:
        """What the inner sampler decides, without what a span must not hold."""
        kept = {key: value for key, value in (attributes or {}).items() if key in ATTRIBUTES or key.startswith(_OURS)}
        return self._inner.should_sample(parent_context, trace_id, name, kind, kept, links, trace_state)

    def get_description(self) -> str:
        """What it is, for logs of the SDK."""
        return f"Discreet({self._inner.get_description()})"


@cache
def _pipeline(endpoint: str) -> BatchSpanProcessor:
    """The one queue of this process to a collector, and its thread."""
    return BatchSpanProcessor(OTLPSpanExporter(endpoint, timeout=EXPORT_SECONDS))


@cache
def make_provider(endpoint: str, ratio: float, service: str, *, is_edge: bool) -> TracerProvider:
    """What makes the tracers of a service.

    Args:
        endpoint: Where traces go: OTLP over HTTP.
        ratio: The share of traces that is kept. It goes by the trace's id, so that all processes keep the same ones.
        service: What traces call it.
        is_edge: A caller's word on whether to keep the trace does not count.
    """
    by_id = TraceIdRatioBased(ratio)
    sampler = Discreet(by_id if is_edge else ParentBased(by_id))
    about = Resource.create({"service.name": service, "service.namespace": "attune", "service.version": version("attune")})
    provider = TracerProvider(sampler, about, shutdown_on_exit=False)  # `flush` ends it, within a time
    provider.add_span_processor(_pipeline(endpoint))
    return provider


def flush_pipeline(endpoint: str, seconds: float) -> None:
    """Send what is in the queue; give up after some time."""
    # the SDK's own flush takes a timeout, and does not heed it
    sending = threading.Thread(target=_pipeline(endpoint).force_flush, name="last-traces", daemon=True)
    sending.start()
    sending.join(seconds)
