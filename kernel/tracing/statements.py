"""A span for every statement of a traced unit of work: its text, which holds no values, since all of them are bound."""

from typing import Any

from opentelemetry.trace import Span, SpanKind, Tracer
from sqlalchemy import event
from sqlalchemy.engine import Connection, ExceptionContext, ExecutionContext
from sqlalchemy.ext.asyncio import AsyncEngine

from kernel.tracing import is_tracing, note_failure

MAX_TEXT = 2000
_OPEN = "attune_span"  # where a connection keeps the span of the statement that it runs


def trace_statements(engine: AsyncEngine, tracer: Tracer) -> None:
    """Make spans of an engine's statements, within traces that are under way."""

    def begin(
        connection: Connection, _cursor: object, statement: str, _parameters: object, _context: ExecutionContext, _many: bool
    ) -> None:
        if is_tracing():
            words = " ".join(statement.split())
            verb = words.partition(" ")[0].upper()
            attributes = {"db.system.name": "postgresql", "db.operation.name": verb, "db.query.text": words[:MAX_TEXT]}
            connection.info[_OPEN] = tracer.start_span(verb, kind=SpanKind.CLIENT, attributes=attributes)

    def end(connection: Connection, *_: object) -> None:
        made: Span | None = connection.info.pop(_OPEN, None)
        if made is not None:
            made.end()

    def fail(context: ExceptionContext) -> None:
        info: dict[Any, Any] = {} if context.connection is None else context.connection.info
        made: Span | None = info.pop(_OPEN, None)
        if made is not None:
            note_failure(made, context.original_exception)
            made.end()

    event.listen(engine.sync_engine, "before_cursor_execute", begin)
    event.listen(engine.sync_engine, "after_cursor_execute", end)
    event.listen(engine.sync_engine, "handle_error", fail)
