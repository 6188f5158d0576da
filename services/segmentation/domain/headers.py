"""A file's columns, checked while it streams by, so that a wrong file is refused before anything of it is kept."""

import io

from services.segmentation.domain.imports import ImportKind, UnreadableColumnsError, check_columns
from services.segmentation.domain.parquet import parquet_columns
from services.segmentation.domain.rows import MAX_LINE, FileFormat, csv_header, iterate_rows

_FOOTER_AT_MOST = 8 * 1024 * 1024


class HeaderCheck:
    """Looks at a file's bytes as they come, and refuses it by its columns.

    CSV is known by its first record, NDJSON by its first readable line, Parquet by its footer, hence only at the end.
    At most a line (Parquet: the last 8 MiB) is held.
    """

    def __init__(self, kind: ImportKind, form: FileFormat) -> None:
        self._kind = kind
        self._form = form
        self._seen = bytearray()
        self._size = 0
        self._decided = False

    @property
    def is_decided(self) -> bool:
        """Whether the file may be kept as it comes; for Parquet true at once, and `finish` has the last word."""
        return self._decided or self._form is FileFormat.PARQUET

    def feed(self, piece: bytes) -> None:
        """Take the next bytes.

        Raises:
            DomainError: As `check_columns`; UnreadableColumnsError too where no line ends within 1 MiB.
        """
        self._size += len(piece)
        if self._decided:
            return
        self._seen += piece
        if self._form is FileFormat.PARQUET:
            del self._seen[:-_FOOTER_AT_MOST]
        else:
            self._decide(bytes(self._seen[: self._seen.rfind(b"\n") + 1]))
            if not self._decided and len(self._seen) > MAX_LINE:
                raise UnreadableColumnsError("The first 1 MiB of the file holds no line that names columns.")

    def finish(self) -> None:
        """The file has ended.

        Raises:
            DomainError: As `check_columns`; UnreadableFileError where Parquet is none.
        """
        if self._form is FileFormat.PARQUET:
            check_columns(self._kind, parquet_columns(_Tail(bytes(self._seen), self._size)))
        elif not self._decided:
            self._decide(bytes(self._seen))
        if self._decided or self._form is FileFormat.PARQUET:
            return
        if self._form is FileFormat.CSV and self._size:
            raise UnreadableColumnsError("The first record of the file is no CSV.")
        check_columns(self._kind, ())

    def _decide(self, whole_lines: bytes) -> None:
        columns = csv_header([whole_lines]) if self._form is FileFormat.CSV else _first_keys(whole_lines)
        if columns is None:
            return
        check_columns(self._kind, columns)
        self._decided = True
        self._seen.clear()


def _first_keys(whole_lines: bytes) -> tuple[str, ...] | None:
    for _, row in iterate_rows(FileFormat.NDJSON, [whole_lines]):
        if isinstance(row, dict):
            return tuple(row)
    return None


class _Tail(io.RawIOBase):
    """The end of a file that looks like the whole of it to a reader of footers."""

    def __init__(self, tail: bytes, size: int) -> None:
        self._tail = tail
        self._start = size - len(tail)
        self._size = size
        self._position = 0

    def seekable(self) -> bool:
        return True

    def readable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._position

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        origin = {io.SEEK_SET: 0, io.SEEK_CUR: self._position, io.SEEK_END: self._size}[whence]
        self._position = origin + offset
        return self._position

    def read(self, size: int | None = -1) -> bytes:
        if self._position < self._start:
            raise OSError("the footer is larger than what was held of the file")
        begin = self._position - self._start
        content = self._tail[begin:] if size is None or size < 0 else self._tail[begin : begin + size]
        self._position += len(content)
        return content
