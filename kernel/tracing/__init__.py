"""Traces (OpenTelemetry): off, unless the settings say where they go.

Off, nothing of the SDK is loaded, no thread runs, and `tracer_of` gives None. On, one trace leads from the caller through the
gateway and a service to its statements, to the jobs that it asked for and to the reactions to what it told the feed: over HTTP
and in one process alike by the `traceparent` (W3C Trace Context) that each hands to the next.

Spans hold ids, figures and templates, like the log: never a path, a query, a header or a body.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import TYPE_CHECKING

from opentelemetry import context as current
from opentelemetry import trace
from opentelemetry.context import Context
from opentelemetry.trace import INVALID_SPAN, Span, SpanKind, StatusCode, Tracer, TracerProvider
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

from kernel.problems import Problem, is_refusal
from kernel.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from opentelemetry.util.types import AttributeValue

UNTRACED = frozenset({"/livez", "/readyz", "/metrics"})
"""Whoever watches asks for these every few seconds, and nobody for their traces."""

TRACEPARENT = "traceparent"
_OF_THE_CALLER = (b"traceparent", b"tracestate")
_W3C = TraceContextTextMapPropagator()
_NOTHING: AbstractContextManager[Span] = nullcontext(INVALID_SPAN)


def provider_of(settings: Settings, service: str, *, is_edge: bool = False) -> TracerProvider | None:
    """What makes the tracers of a service; None where traces are off.

    Args:
        settings: The process'.
        service: What traces call it.
        is_edge: Its callers are strangers: whether a trace is kept is not theirs to say.
    """
    if not settings.traces_endpoint:
        return None
    from kernel.tracing.pipeline import make_provider

    return make_provider(settings.traces_endpoint, settings.traces_ratio, service, is_edge=is_edge)


def tracer_of(settings: Settings, service: str, *, is_edge: bool = False) -> Tracer | None:
    """What makes the spans of a service; None where traces are off."""
    provider = provider_of(settings, service, is_edge=is_edge)
    return None if provider is None else provider.get_tracer("attune")


def service_of_role(role: str) -> str:
    """What traces call the service that logs in as a role."""
    return role.replace("_", "-")


def flush(settings: Settings, seconds: float) -> None:
    """Send what is not sent yet, before the process ends; what takes longer is lost. Never raises."""
    if settings.traces_endpoint:
        from kernel.tracing.pipeline import flush_pipeline

        flush_pipeline(settings.traces_endpoint, seconds)


def span(
    tracer: Tracer | None,
    name: str,
    *,
    kind: SpanKind = SpanKind.INTERNAL,
    parent: Context | None = None,
    attributes: "Mapping[str, AttributeValue] | None" = None,
) -> AbstractContextManager[Span]:
    """A piece of work; what begins within it belongs to it.

    Args:
        tracer: Of the service that does it; None does nothing.
        name: A name in our code.
        kind: What it is to its parent.
        parent: What it belongs to, where that is not what is under way here.
        attributes: Ids, figures and templates.
    """
    return _NOTHING if tracer is None else _span(tracer, name, kind, parent, attributes)


@contextmanager
def _span(
    tracer: Tracer, name: str, kind: SpanKind, parent: Context | None, attributes: "Mapping[str, AttributeValue] | None"
) -> Iterator[Span]:
    # an exception's text may quote a customer's data: its type has to do
    with tracer.start_as_current_span(
        name, parent, kind, attributes, record_exception=False, set_status_on_exception=False
    ) as made:
        try:
            yield made
        except BaseException as error:
            note_failure(made, error)
            raise


def note_failure(made: Span, error: BaseException) -> None:
    """Say what kind of error ended a span's work; only what is no refusal is a failure of ours."""
    made.set_attribute("error.type", error.code if isinstance(error, Problem) else type(error).__qualname__)
    if isinstance(error, Exception) and not is_refusal(error):
        made.set_status(StatusCode.ERROR)


def annotate(attributes: "Mapping[str, AttributeValue]", *, failed: bool = False) -> None:
    """Say more of the work that is under way here: ids, figures and templates."""
    made = trace.get_current_span()
    made.set_attributes(attributes)
    if failed:
        made.set_status(StatusCode.ERROR)


def is_tracing() -> bool:
    """Whether a trace is under way here."""
    return trace.get_current_span().get_span_context().is_valid


def traceparent() -> str | None:
    """The trace that is under way here, for whoever goes on with it elsewhere or later; None where there is none."""
    carrier: dict[str, str] = {}
    _W3C.inject(carrier)
    return carrier.get(TRACEPARENT)


def context_of(parent: str | None) -> Context:
    """The context of a trace that began elsewhere; of none, where what is given names none."""
    return _W3C.extract({} if parent is None else {TRACEPARENT: parent}, Context())


@contextmanager
def continued(parent: str | None) -> Iterator[None]:
    """What begins within belongs to a trace that began elsewhere."""
    token = current.attach(context_of(parent))
    try:
        yield
    finally:
        current.detach(token)


def headers_onward(headers: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """A request's headers for the next one: the trace that is under way here in the place of the caller's.

    The caller's `tracestate` stops here: it is a stranger's text, which every span of the trace would carry.
    """
    parent = traceparent()
    if parent is None:
        return headers
    return [*(each for each in headers if each[0] not in _OF_THE_CALLER), (TRACEPARENT.encode(), parent.encode())]


__all__ = [
    "UNTRACED",
    "Span",
    "SpanKind",
    "StatusCode",
    "Tracer",
    "annotate",
    "context_of",
    "continued",
    "flush",
    "headers_onward",
    "is_tracing",
    "note_failure",
    "provider_of",
    "service_of_role",
    "span",
    "traceparent",
    "tracer_of",
]
