"""Imported files: received and staged before the 202, read by a job afterwards."""

import hashlib
import tempfile
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import IO, Any, Self
from uuid import UUID

from inference.errors import DomainError
from kernel.database import Database, UnitOfWork, Workspace
from kernel.jobs import JobCancelledError, JobContext
from kernel.principals import Principal
from kernel.problems import ConflictError
from services.segmentation.domain.headers import HeaderCheck
from services.segmentation.domain.imported_rows import in_own_currency
from services.segmentation.domain.imports import ImportedRow, ImportKind, OrdinalCounter, RowReject, import_key
from services.segmentation.domain.messages import Reject
from services.segmentation.domain.money import require_own_currency
from services.segmentation.domain.parquet import iterate_parquet
from services.segmentation.domain.rejection import RejectionError
from services.segmentation.domain.rows import FileFormat, Row, iterate_rows
from services.segmentation.domain.wellformed import raw_text
from services.segmentation.store import events, imports
from services.segmentation.store.imports import Import, Outcome, RejectedRow
from services.segmentation.use_cases.imported_rows import KINDS, KeyedRow, Kind

CHUNK = 1024 * 1024
ROWS_AT_ONCE = 1000  # one transaction's: well below the 5 s that a writing transaction may last
REJECT_SAMPLE = 100


@dataclass(slots=True)
class Staging:
    """An upload on its way into the database, piece by piece, each in a transaction of its own.

    Entered around the unit of work that makes the import's job. Where that fails, what was staged is dropped, after the unit
    of work, which holds the import, was undone; should the process die, the purge drops it.
    """

    database: Database
    principal: Principal
    kind: ImportKind
    form: FileFormat
    import_id: UUID | None = None
    size: int = 0
    _pending: bytearray = field(default_factory=bytearray)
    _chunks: int = 0
    _sha256: "hashlib._Hash" = field(default_factory=hashlib.sha256)

    @property
    def digest(self) -> bytes:
        """What tells this upload from another: its format and all that was received of it."""
        return self.form.encode() + self._sha256.digest()

    async def receive(self, stream: AsyncIterator[bytes]) -> None:
        """Stage a file.

        Raises:
            DomainError: The file's columns are not those of its kind; nothing is kept.
        """
        check = HeaderCheck(self.kind, self.form)
        async for piece in stream:
            check.feed(piece)
            self._sha256.update(piece)
            self._pending += piece
            while len(self._pending) >= CHUNK and check.is_decided:
                await self._write_chunk()
        check.finish()
        while self._pending:
            await self._write_chunk()

    async def _write_chunk(self) -> None:
        content = bytes(self._pending[:CHUNK])
        async with self.database.work(self.principal) as work:
            if self.import_id is None:
                self.import_id = await imports.create_import(work, self.kind, self.form)
            await imports.append_chunk(work, self.import_id, self._chunks, content)
        del self._pending[:CHUNK]
        self._chunks += 1
        self.size += len(content)

    async def finish(self, work: UnitOfWork) -> UUID:
        """The file is whole, in the transaction that makes its job."""
        if self.import_id is None:
            self.import_id = await imports.create_import(work, self.kind, self.form)
        await imports.finish_staging(work, self.import_id, self.size)
        return self.import_id

    async def __aenter__(self) -> Self:
        """Begin an upload."""
        return self

    async def __aexit__(self, failure: type[BaseException] | None, *_: object) -> None:
        """Drop what was staged for an upload that was refused, broke off, was sent before, or got no job."""
        if failure is not None and self.import_id is not None:
            async with self.database.work(self.principal) as work:
                await imports.drop_upload(work, self.import_id)


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a file's rows, with the first rejects."""

    accepted: int
    duplicates: int
    rejected: int
    rejects: list[RejectedRow]


async def run_import(context: JobContext, import_id: UUID) -> Imported:
    """Read a staged file into the tables, some rows per transaction; a job that runs again goes on where it was.

    The staged file goes with the job: here, or by the hourly sweep where the job was given up or called off from outside.

    Raises:
        UnreadableFileError: The file is damaged.
        ConflictError: The workspace's time zone or currency changed while it was read.
    """
    try:
        await _read_file(context, import_id)
    except (DomainError, ConflictError, JobCancelledError):
        async with context.work() as work:
            await imports.forget_chunks(work, import_id)
        raise
    async with context.work() as work:
        await imports.forget_chunks(work, import_id)
        done = await imports.read_import(work, import_id)
        rejects = await imports.read_rejects(work, import_id, REJECT_SAMPLE)
    return Imported(done.accepted, done.duplicates, done.rejected, rejects)


async def _read_file(context: JobContext, import_id: UUID) -> None:
    with tempfile.TemporaryFile() as file:
        async with context.work() as work:
            known, workspace = await imports.read_import(work, import_id), await work.workspace()
        await _spool(context, known, file)
        read = _read(KINDS[ImportKind(known.kind)], workspace, _rows_of(FileFormat(known.media_type), file))
        rows = islice(read, known.rows_done, None)
        rows_done = known.rows_done
        while batch := list(islice(rows, ROWS_AT_ONCE)):
            async with context.work() as work:
                outcome = await _settle(work, known, workspace, batch)
                await imports.settle_rows(work, import_id, outcome, expected_rows_done=rows_done)
            rows_done += len(batch)
            await context.progress(min(file.tell() / max(known.bytes, 1), 1.0), "rows")


async def _spool(context: JobContext, known: Import, file: IO[bytes]) -> None:
    """Copy the staged file to a temporary one on this machine, from which it can be read as a stream."""
    position = 0
    while True:
        async with context.work() as work:
            chunk = await imports.read_chunk(work, known.id, position)
        if chunk is None:
            break
        file.write(chunk)
        position += 1
        await context.progress(0.0, "reading the staged file")
    file.seek(0)


def _rows_of(form: FileFormat, file: IO[bytes]) -> Iterator[tuple[int, Row | RowReject]]:
    if form is FileFormat.PARQUET:
        return iterate_parquet(file)
    return iterate_rows(form, iter(lambda: file.read(CHUNK // 16), b""))


def _read(
    kind: Kind[Any], workspace: Workspace, rows: Iterator[tuple[int, Row | RowReject]]
) -> Iterator[KeyedRow[Any] | RowReject]:
    """What the rows of a file say, in its order: the ordinals are those of the whole file."""
    ordinals = OrdinalCounter()
    for line, row in rows:
        read = row if isinstance(row, RowReject) else _read_row(kind, workspace, line, row)
        yield read if isinstance(read, RowReject) else KeyedRow(line, import_key(read, ordinals), read)


def _read_row(kind: Kind[Any], workspace: Workspace, line: int, row: Row) -> ImportedRow | RowReject:
    read: ImportedRow | RowReject = kind.read(line, row, workspace.zone)
    if isinstance(read, RowReject):
        return read
    try:
        require_own_currency(read.currency, workspace.currency)
    except RejectionError as reason:
        return RowReject(line, reason.code, reason.message, raw_text(row))
    return in_own_currency(read, workspace.currency)


async def _settle(work: UnitOfWork, known: Import, workspace: Workspace, batch: Sequence[KeyedRow[Any] | RowReject]) -> Outcome:
    """Write some rows, in the transaction that counts them as done.

    Raises:
        ConflictError: The rows were read by a time zone or currency that the workspace does not have any more.
    """
    current = await work.workspace(for_facts=True)
    if (current.time_zone, current.currency) != (workspace.time_zone, workspace.currency):
        raise ConflictError("The workspace's time zone or currency changed while the file was read.")
    keyed = [each for each in batch if isinstance(each, KeyedRow)]
    rejects = [Reject(each.line, each.code, each.message, each.raw) for each in batch if isinstance(each, RowReject)]
    accepted = await KINDS[ImportKind(known.kind)].write(work, known, workspace.currency, keyed)
    await events.keep_rejects(work, rejects, known.id)
    return Outcome(len(batch), accepted, len(keyed) - accepted, len(rejects))
