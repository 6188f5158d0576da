"""A collector of traces, as an exporter finds one: OTLP over HTTP, on the loopback address."""

import gzip
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.common.v1.common_pb2 import AnyValue, KeyValue
from opentelemetry.proto.trace.v1.trace_pb2 import Span


@dataclass(frozen=True)
class Told:
    """A span as it came."""

    service: str
    name: str
    trace_id: str
    span_id: str
    parent_id: str
    attributes: dict[str, Any]
    is_failed: bool


@dataclass
class Collector:
    """What it was sent.

    Attributes:
        address: Where it listens.
        bodies: As they came, for a search of what should not be in them.
    """

    address: str
    bodies: list[bytes] = field(default_factory=list)

    @property
    def spans(self) -> list[Told]:
        """All spans so far."""
        return [span for body in list(self.bodies) for span in _read(body)]

    def of(self, trace_id: str) -> list[Told]:
        """The spans of a trace so far."""
        return [span for span in self.spans if span.trace_id == trace_id]

    def wait_for(self, trace_id: str, names: Iterable[str], within: float = 60.0) -> list[Told]:
        """The spans of a trace, once those of these names are among them.

        Raises:
            AssertionError: They do not come.
        """
        wanted = set(names)
        deadline = time.monotonic() + within
        while missing := wanted - {span.name for span in self.of(trace_id)}:
            assert time.monotonic() < deadline, f"missing {missing}; there are {[span.name for span in self.of(trace_id)]}"
            time.sleep(0.05)
        return self.of(trace_id)


def _read(body: bytes) -> Iterator[Told]:
    request = ExportTraceServiceRequest.FromString(body)
    for each in request.resource_spans:
        service = _attributes(each.resource.attributes)["service.name"]
        for scope in each.scope_spans:
            for span in scope.spans:
                assert not span.events, "exceptions are not recorded: their texts may quote customers' data"
                assert not span.trace_state
                yield _told(service, span)


def _told(service: str, span: Span) -> Told:
    ids = (span.trace_id.hex(), span.span_id.hex(), span.parent_span_id.hex())
    return Told(service, span.name, *ids, _attributes(span.attributes), span.status.code == 2)


def _attributes(pairs: Iterable[KeyValue]) -> dict[str, Any]:
    return {pair.key: _value(pair.value) for pair in pairs}


def _value(value: AnyValue) -> Any:  # noqa: ANN401 — what an attribute may be
    return getattr(value, value.WhichOneof("value") or "string_value")


@contextmanager
def collecting() -> Iterator[Collector]:
    """Run a collector."""
    collected = Collector("")

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            collected.bodies.append(gzip.decompress(body) if self.headers.get("Content-Encoding") == "gzip" else body)
            self.send_response(200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    collected.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield collected
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
