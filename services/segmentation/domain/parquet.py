"""Parquet files as a stream of rows, in the memory of one batch."""

import math
from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal
from io import RawIOBase
from typing import IO, Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from inference.errors import DomainError
from services.segmentation.domain.imports import RowReject
from services.segmentation.domain.rejection import RejectCode
from services.segmentation.domain.rows import Row
from services.segmentation.domain.wellformed import raw_text

_ROWS_AT_ONCE = 1024
_UNREADABLE = (ValueError, OverflowError, pa.ArrowException)  # a date past the year 9999, text that is not UTF-8


class UnreadableFileError(DomainError):
    """A file that is not what its Content-Type says."""

    code = "file_unreadable"
    title = "The file could not be read in the format that its Content-Type names."


def parquet_columns(file: IO[bytes] | RawIOBase) -> tuple[str, ...]:
    """The names of the file's columns.

    Raises:
        UnreadableFileError: It is no Parquet.
    """
    try:
        return tuple(pq.read_schema(file).names)
    except (pa.ArrowException, OSError) as error:
        raise UnreadableFileError("The file is no Parquet, or damaged.") from error


def iterate_parquet(file: IO[bytes]) -> Iterator[tuple[int, Row | RowReject]]:
    """The rows of a Parquet file, numbered from 1.

    Dates and timestamps stay what they are where they are a column of their own (one without a zone is local by its type),
    decimals too; within lists and structures they become text. NaN is an absent value, as pandas means it.

    Args:
        file: Seekable.

    Raises:
        UnreadableFileError: It is no Parquet, or damaged.
    """
    number = 0
    try:
        for batch in pq.ParquetFile(file).iter_batches(batch_size=_ROWS_AT_ONCE):
            for row in _rows_of(batch):
                number += 1
                yield number, row if isinstance(row, dict) else _rejected(number, row)
    except (pa.ArrowException, OSError) as error:
        raise UnreadableFileError("The file is no Parquet, or damaged.") from error


def _rows_of(batch: Any) -> Iterator[Row | Exception]:  # noqa: ANN401 - pyarrow has no types
    columns = [(name, _in_microseconds(batch.column(name))) for name in batch.schema.names]
    try:
        values = [(name, column.to_pylist()) for name, column in columns]
    except _UNREADABLE:
        yield from _rows_one_by_one(columns, batch.num_rows)
        return
    for index in range(batch.num_rows):
        yield {name: _plain(cells[index]) for name, cells in values}


def _rows_one_by_one(columns: list[tuple[str, Any]], count: int) -> Iterator[Row | Exception]:
    for index in range(count):
        try:
            yield {name: _plain(column[index].as_py()) for name, column in columns}
        except _UNREADABLE as error:
            yield error


def _rejected(number: int, error: Exception) -> RowReject:
    return RowReject(number, RejectCode.ROW_UNREADABLE, "a value of the row cannot be read", raw_text(str(error)))


def _in_microseconds(column: Any) -> Any:  # noqa: ANN401 - pyarrow has no types
    if pa.types.is_timestamp(column.type) and column.type.unit == "ns":
        return pc.cast(column, pa.timestamp("us", column.type.tz), safe=False)
    return column


def _plain(value: object) -> object:
    if isinstance(value, float) and math.isnan(value):
        return None
    return value if value is None or isinstance(value, str | int | float | date | Decimal) else _jsonable(value)


def _jsonable(value: object) -> object:
    if isinstance(value, dict):
        return {str(key): _jsonable(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_jsonable(item) for item in value]
    if isinstance(value, bytes):
        return value.decode("utf-8", "surrogateescape")
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return value if value is None or isinstance(value, str | int | float) else str(value)
