"""Files of text as a stream of rows: CSV and NDJSON, in constant memory, a bad line harming no other."""

import csv
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from inference.errors import DomainError
from services.segmentation.domain.decoding import UnparsableBodyError, parse_json
from services.segmentation.domain.imports import RowReject
from services.segmentation.domain.rejection import RejectCode
from services.segmentation.domain.wellformed import raw_text, storable

MAX_LINE = 1024 * 1024
"""Longest physical line and longest record, in bytes and in characters."""

Row = dict[str, object]

_KEPT_OF_OVERLONG = 4096
_REREAD_AT_MOST = 32 * 1024 * 1024  # characters that are read again after broken quotes, so that a hostile file stays linear
_BOM = b"\xef\xbb\xbf"


class FileFormat(StrEnum):
    """How a file writes its rows."""

    CSV = "text/csv"
    NDJSON = "application/x-ndjson"
    PARQUET = "application/vnd.apache.parquet"


_ALIASES = {
    "application/csv": FileFormat.CSV,
    "application/ndjson": FileFormat.NDJSON,
    "application/jsonl": FileFormat.NDJSON,
    "application/x-jsonlines": FileFormat.NDJSON,
    "application/parquet": FileFormat.PARQUET,
    "application/x-parquet": FileFormat.PARQUET,
}
_CHARSETS = frozenset({"utf-8", "utf8", "us-ascii"})


class UnsupportedFormatError(DomainError):
    """A Content-Type that no file is read of."""

    code = "content_type_unsupported"
    title = "Files are read as text/csv, application/x-ndjson or application/vnd.apache.parquet, in UTF-8."


def file_format(content_type: str | None) -> FileFormat:
    """The format that a Content-Type names.

    Raises:
        UnsupportedFormatError: Another one, or a charset other than UTF-8.
    """
    media_type, *parameters = (part.strip().lower() for part in (content_type or "").split(";"))
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "charset" and value.strip(' "') not in _CHARSETS:
            raise UnsupportedFormatError("The charset of a file is UTF-8.")
    if media_type in _ALIASES:
        return _ALIASES[media_type]
    try:
        return FileFormat(media_type)
    except ValueError as error:
        raise UnsupportedFormatError("The Content-Type names no format that files are read of.") from error


def iterate_rows(form: FileFormat, chunks: Iterable[bytes]) -> Iterator[tuple[int, Row | RowReject]]:
    """The rows of a file of text, each with the physical line (from 1) on which it begins.

    Bytes that are not UTF-8 become lone surrogates, which the reading of the row refuses. CSV: the first record names the
    columns, a record may span lines within quotes, blank lines are skipped. After a line whose quotes are broken, reading
    goes on with the next line. NDJSON: one object per line, blank lines skipped.

    Args:
        form: CSV or NDJSON.
        chunks: The file's bytes, cut anywhere.
    """
    lines = _physical_lines(chunks)
    return _csv_rows(lines) if form is FileFormat.CSV else _ndjson_rows(lines)


def csv_header(chunks: Iterable[bytes]) -> tuple[str, ...] | None:
    """The names of a CSV file's columns; None where there is no record, or the first one is broken."""
    header = next(_csv_records(_physical_lines(chunks)), None)
    return tuple(header[1]) if header is not None and not isinstance(header[1], RowReject) else None


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    content: bytes
    overlong: bool = False

    @property
    def text(self) -> str:
        return self.content.decode("utf-8", "surrogateescape")


class _RecordTooLongError(Exception):
    """A record passes the limit: a line too long, or quotes that do not close."""


def _physical_lines(chunks: Iterable[bytes]) -> Iterator[_Line]:
    """Lines with their ends; of one that passes the limit only its beginning is kept."""
    number, pending, overlong = 1, b"", False
    for chunk in _without_bom(chunks):
        *ended, rest = chunk.split(b"\n")
        for piece in ended:
            yield _line(number, pending + piece + b"\n", overlong=overlong)
            number, pending, overlong = number + 1, b"", False
        pending += rest
        if len(pending) > MAX_LINE:
            pending, overlong = pending[:_KEPT_OF_OVERLONG], True
    if pending:
        yield _line(number, pending, overlong=overlong)


def _line(number: int, content: bytes, *, overlong: bool) -> _Line:
    if overlong or len(content) > MAX_LINE:
        return _Line(number, content[:_KEPT_OF_OVERLONG], overlong=True)
    return _Line(number, content)


def _without_bom(chunks: Iterable[bytes]) -> Iterator[bytes]:
    stream = iter(chunks)
    head = b""
    for chunk in stream:
        head += chunk
        if len(head) >= len(_BOM):
            break
    yield head.removeprefix(_BOM)
    yield from stream


def _ndjson_rows(lines: Iterator[_Line]) -> Iterator[tuple[int, Row | RowReject]]:
    for line in lines:
        if line.overlong:
            yield line.number, _reject(line, RejectCode.ROW_TOO_LARGE, f"the line is longer than {MAX_LINE} bytes")
        elif not line.content.isspace():
            yield line.number, _object_of(line)


def _object_of(line: _Line) -> Row | RowReject:
    try:
        value = parse_json(line.content).value
    except UnparsableBodyError as error:
        return _reject(line, RejectCode.ROW_UNREADABLE, error.detail.replace("The body", "the line"))
    if not isinstance(value, dict):
        return _reject(line, RejectCode.ROW_NOT_AN_OBJECT, "the line is no JSON object")
    return value


def _csv_rows(lines: Iterator[_Line]) -> Iterator[tuple[int, Row | RowReject]]:
    records = _csv_records(lines)
    _, header = next(records, (0, []))
    if isinstance(header, RowReject):
        yield header.line, header
        return
    for number, record in records:
        if isinstance(record, RowReject):
            yield number, record
        elif len(record) != len(header):
            message = f"the row has {len(record)} cells where the header has {len(header)}"
            yield number, RowReject(number, RejectCode.ROW_WIDTH, message, raw_text(record))
        else:
            yield number, dict(zip(header, record, strict=True))


def _csv_records(lines: Iterator[_Line]) -> Iterator[tuple[int, list[str] | RowReject]]:
    source = _CsvSource(lines)
    reader = csv.reader(source, strict=True)
    while True:
        source.begin()
        try:
            record = next(reader)
        except StopIteration:
            return
        except _RecordTooLongError:
            first = source.give_back()
            yield first.number, _reject(first, RejectCode.ROW_TOO_LARGE, f"the record is longer than {MAX_LINE} characters")
        except csv.Error as error:
            first = source.give_back()
            yield first.number, _reject(first, RejectCode.ROW_UNREADABLE, f"the record is no CSV: {error}")
        else:
            if record:
                yield source.taken[0].number, record


class _CsvSource(Iterator[str]):
    """The lines that a csv.reader consumes, remembered per record so that those after a broken one are read again."""

    def __init__(self, lines: Iterator[_Line]) -> None:
        self._lines = lines
        self._returned: deque[_Line] = deque()
        self._length = 0
        self._reread = 0
        self.taken: list[_Line] = []

    def begin(self) -> None:
        """A new record begins."""
        self.taken = []
        self._length = 0

    def __next__(self) -> str:
        line = self._returned.popleft() if self._returned else next(self._lines)
        self.taken.append(line)
        self._length += len(line.content)
        if line.overlong or self._length > MAX_LINE:
            raise _RecordTooLongError
        return line.text

    def give_back(self) -> _Line:
        """Give up the record's first line; those after it are read again, while that stays affordable."""
        self._reread += self._length
        if self._reread <= _REREAD_AT_MOST:
            self._returned.extendleft(reversed(self.taken[1:]))
        return self.taken[0]


def _reject(line: _Line, code: RejectCode, message: str) -> RowReject:
    return RowReject(line.number, code, message, storable(line.text.rstrip("\r\n")))
