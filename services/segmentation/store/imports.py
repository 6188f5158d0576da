"""Imported files: staged in chunks before the 202, so that web and worker share no disk, and what their rows become."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, func, insert, select, update

from kernel.database import UnitOfWork
from kernel.identifiers import new_id
from kernel.jobs import JobLostError
from kernel.problems import NotFoundError
from schema.behaviour import import_chunks, imports, ingest_rejects
from services.segmentation.store.arrays import with_arrays
from services.segmentation.store.orders import ORDER_COLUMN_TYPES, ToldOrder, order_columns


@dataclass(frozen=True, slots=True)
class Import:
    """One imported file.

    Attributes:
        rows_done: Rows of the file that are settled; a job that runs again goes on behind them.
    """

    id: UUID
    kind: str
    media_type: str
    created_at: datetime
    bytes: int
    rows_done: int
    accepted: int
    duplicates: int
    rejected: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of some rows of a file."""

    rows: int
    accepted: int
    duplicates: int
    rejected: int


async def create_import(work: UnitOfWork, kind: str, media_type: str) -> UUID:
    """A new import, to which chunks can be appended."""
    import_id = new_id()
    await work.execute(insert(imports).values(workspace_id=work.workspace_id, id=import_id, kind=kind, media_type=media_type))
    return import_id


async def append_chunk(work: UnitOfWork, import_id: UUID, position: int, content: bytes) -> None:
    """Stage the next piece of the file."""
    await work.execute(
        insert(import_chunks).values(workspace_id=work.workspace_id, import_id=import_id, position=position, content=content)
    )


async def finish_staging(work: UnitOfWork, import_id: UUID, size: int) -> None:
    """The file is whole."""
    await work.execute(update(imports).where(imports.c.id == import_id).values(bytes=size, staged_at=func.now()))


async def drop_upload(work: UnitOfWork, import_id: UUID) -> None:
    """Forget an import that is not to be: its upload broke off, or it was sent before. One that has its job stays."""
    await work.execute(delete(imports).where(imports.c.id == import_id, imports.c.staged_at.is_(None)))


async def read_import(work: UnitOfWork, import_id: UUID) -> Import:
    """The import and how far it is."""
    columns = imports.c
    row = await work.one_or_none(
        select(
            columns.id,
            columns.kind,
            columns.media_type,
            columns.created_at,
            columns.bytes,
            columns.rows_done,
            columns.accepted,
            columns.duplicates,
            columns.rejected,
        )
        .where(columns.id == import_id)
        .with_for_update()
    )
    if row is None:
        raise NotFoundError(f"There is no import '{import_id}'.")
    return Import(*row)


async def read_chunk(work: UnitOfWork, import_id: UUID, position: int) -> bytes | None:
    """A staged piece of the file; None behind the last."""
    found = await work.execute(
        select(import_chunks.c.content).where(import_chunks.c.import_id == import_id, import_chunks.c.position == position)
    )
    content: bytes | None = found.scalar_one_or_none()
    return content


async def settle_rows(work: UnitOfWork, import_id: UUID, outcome: Outcome, *, expected_rows_done: int) -> None:
    """Count rows as done, in the transaction that does them.

    Args:
        work: The unit of work.
        import_id: The import.
        outcome: What became of the rows.
        expected_rows_done: The rows before them, all of which must be settled.

    Raises:
        JobLostError: Another attempt has settled rows meanwhile.
    """
    columns = imports.c
    settled = await work.execute(
        update(imports)
        .where(columns.id == import_id, columns.rows_done == expected_rows_done)
        .values(
            rows_done=columns.rows_done + outcome.rows,
            accepted=columns.accepted + outcome.accepted,
            duplicates=columns.duplicates + outcome.duplicates,
            rejected=columns.rejected + outcome.rejected,
        )
    )
    if settled.rowcount == 0:
        raise JobLostError(f"import {import_id} is no longer at row {expected_rows_done}: another attempt reads it")


async def forget_chunks(work: UnitOfWork, import_id: UUID) -> None:
    """Drop the staged file: its rows are in the tables and its rejects are kept, or its job ends without them."""
    await work.execute(delete(import_chunks).where(import_chunks.c.import_id == import_id))


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """A row that was refused."""

    line: int
    code: str
    message: str


async def read_rejects(work: UnitOfWork, import_id: UUID, limit: int) -> list[RejectedRow]:
    """The first rejects of an import, by line."""
    columns = ingest_rejects.c
    rows = await work.execute(
        select(columns.position, columns.code, columns.message)
        .where(columns.import_id == import_id)
        .order_by(columns.position)
        .limit(limit)
    )
    return [RejectedRow(*row) for row in rows]


_UPSERT_ORDERS = with_arrays(
    """
    insert into attune.order_events as known (workspace_id, order_key, event_key, kind, subject_id, order_id, occurred_at,
        amount, currency, margin, discount, lines)
    select :workspace_id, o.order_key, o.event_key, o.kind, o.subject_id, o.order_id, o.occurred_at,
           o.amount, o.currency, o.margin, o.discount, o.lines::jsonb
    from unnest(:order_keys, :order_event_keys, :order_kinds, :order_subjects, :order_ids, :order_occurred,
                :order_amounts, :order_currencies, :order_margins, :order_discounts, :order_lines)
        as o(order_key, event_key, kind, subject_id, order_id, occurred_at, amount, currency, margin, discount, lines)
    order by o.order_key, o.event_key
    on conflict (workspace_id, order_key, event_key) do update set
        subject_id = excluded.subject_id, occurred_at = excluded.occurred_at, amount = excluded.amount,
        currency = excluded.currency, margin = excluded.margin, discount = excluded.discount, lines = excluded.lines
    where (known.subject_id, known.occurred_at, known.amount, known.currency, known.margin, known.discount, known.lines)
        is distinct from
        (excluded.subject_id, excluded.occurred_at, excluded.amount, excluded.currency, excluded.margin, excluded.discount,
         excluded.lines)
    returning order_key
    """,
    **ORDER_COLUMN_TYPES,
)


async def upsert_orders(work: UnitOfWork, told: Sequence[ToldOrder]) -> set[str]:
    """Write imported orders of distinct keys: new ones are added, changed ones replace what an import said before.

    Returns:
        The keys of those that were new or changed; the others said what was known.
    """
    if not told:
        return set()
    rows = await work.execute(_UPSERT_ORDERS, {"workspace_id": work.workspace_id, **order_columns(told)})
    return set(rows.scalars())
