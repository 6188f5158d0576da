import io
import tracemalloc
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from services.segmentation.domain.headers import HeaderCheck
from services.segmentation.domain.imports import (
    DuplicateColumnsError,
    ImportKind,
    MissingColumnsError,
    RowReject,
    UnknownColumnsError,
    UnreadableColumnsError,
)
from services.segmentation.domain.parquet import UnreadableFileError, iterate_parquet, parquet_columns
from services.segmentation.domain.rows import MAX_LINE, FileFormat, UnsupportedFormatError, file_format, iterate_rows

Read = list[tuple[int, dict[str, object] | str]]


def read(form: FileFormat, *chunks: bytes) -> Read:
    return [(line, row.code if isinstance(row, RowReject) else row) for line, row in iterate_rows(form, chunks)]


def csv(*chunks: bytes) -> Read:
    return read(FileFormat.CSV, *chunks)


def ndjson(*chunks: bytes) -> Read:
    return read(FileFormat.NDJSON, *chunks)


@pytest.mark.parametrize(
    ("content_type", "form"),
    [
        ("text/csv", FileFormat.CSV),
        ('Text/CSV; charset="UTF-8"; header=present', FileFormat.CSV),
        ("application/x-ndjson", FileFormat.NDJSON),
        ("application/vnd.apache.parquet", FileFormat.PARQUET),
    ],
)
def test_formats_by_their_content_type(content_type: str, form: FileFormat) -> None:
    assert file_format(content_type) is form


@pytest.mark.parametrize("content_type", [None, "", "application/json", "text/csv; charset=latin-1"])
def test_other_content_types_are_refused(content_type: str | None) -> None:
    with pytest.raises(UnsupportedFormatError):
        file_format(content_type)


class TestCsv:
    def test_rows_with_their_lines(self) -> None:
        assert csv(b"a,b\n1,2\n3,4\n") == [(2, {"a": "1", "b": "2"}), (3, {"a": "3", "b": "4"})]

    @pytest.mark.parametrize("content", [b"", b"\n\n", b"a,b", b"a,b\r\n"])
    def test_a_file_without_rows(self, content: bytes) -> None:
        assert csv(content) == []

    def test_windows_line_ends_a_byte_order_mark_and_no_last_line_end(self) -> None:
        assert csv(b"\xef\xbb\xbfa,b\r\n1,\xc5\xbe\r\n\r\n3,4") == [(2, {"a": "1", "b": "ž"}), (4, {"a": "3", "b": "4"})]

    def test_it_does_not_matter_where_the_bytes_are_cut(self) -> None:
        content = '\ufeffa,b\r\n1,"ž\nž"\r\n3,"x ""y"""\n'.encode()
        whole = csv(content)
        assert whole == [(2, {"a": "1", "b": "ž\nž"}), (4, {"a": "3", "b": 'x "y"'})]
        assert csv(*(bytes([byte]) for byte in content)) == whole

    def test_a_record_is_numbered_by_the_line_on_which_it_begins(self) -> None:
        assert csv(b'a\n"1\n1\n1"\n2\n') == [(2, {"a": "1\n1\n1"}), (5, {"a": "2"})]

    def test_a_row_of_another_width_is_a_reject(self) -> None:
        assert csv(b"a,b\n1\n1,2,3\n1,2\n") == [(2, "row_width"), (3, "row_width"), (4, {"a": "1", "b": "2"})]

    def test_bytes_that_are_not_utf8_stay_in_their_row(self) -> None:
        assert csv(b"a\n\xff\nok\n") == [(2, {"a": "\udcff"}), (3, {"a": "ok"})]

    def test_a_quote_that_does_not_close_costs_only_its_own_line(self) -> None:
        rows = b"".join(b"%d,x\n" % number for number in range(1000))
        found = csv(b'a,b\n"broken,1\n' + rows)
        assert found[0] == (2, "row_unreadable")
        assert found[1:] == [(number + 3, {"a": str(number), "b": "x"}) for number in range(1000)]

    def test_many_quotes_that_do_not_close(self) -> None:
        found = csv(b"a,b\n" + b'"broken,1\nfine,1\n' * 300)
        assert [row for _, row in found].count({"a": "fine", "b": "1"}) >= 299
        assert {row for _, row in found if isinstance(row, str)} == {"row_unreadable"}

    def test_text_after_a_closing_quote_is_a_reject(self) -> None:
        assert csv(b'a,b\n"1"x,2\n3,4\n') == [(2, "row_unreadable"), (3, {"a": "3", "b": "4"})]

    def test_a_quote_within_a_cell_is_a_character(self) -> None:
        assert csv(b'a,b\n5" pipe,2\n3,4\n')[0] == (2, {"a": '5" pipe', "b": "2"})

    def test_a_line_that_is_too_long_is_a_reject_and_not_held(self) -> None:
        def chunks() -> Iterator[bytes]:
            yield b"a\nfirst\n"
            yield from (b"x" * MAX_LINE for _ in range(64))
            yield b"\nlast\n"

        tracemalloc.start()
        found = list(iterate_rows(FileFormat.CSV, chunks()))
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert [line for line, _ in found] == [2, 3, 4]
        assert isinstance(found[1][1], RowReject)
        assert found[1][1].code == "row_too_large"
        assert len(found[1][1].raw) < 10_000
        assert found[2][1] == {"a": "last"}
        assert peak < 8 * MAX_LINE

    def test_a_record_that_never_ends_is_cut_and_the_whole_stays_linear(self) -> None:
        found = csv(b'a,b\na","\n' + b'x","\n' * 300_000)
        assert found
        assert all(isinstance(row, str) for _, row in found)

    def test_the_raw_text_of_a_reject_can_be_kept(self) -> None:
        (_, reject), *_ = iterate_rows(FileFormat.CSV, [b'a\n"\xff\0'])
        assert isinstance(reject, RowReject)
        assert reject.raw == '"\\udcff\\u0000'


class TestNdjson:
    def test_objects_with_their_lines_and_blank_lines_skipped(self) -> None:
        assert ndjson(b'\xef\xbb\xbf{"a": 1}\r\n\n  \n{"a": "\xc5\xbe"}') == [(1, {"a": 1}), (4, {"a": "ž"})]

    @pytest.mark.parametrize(
        ("line", "code"),
        [
            (b"{", "row_unreadable"),
            (b"[1]", "row_not_an_object"),
            (b'{"a": "\xff"}', "row_unreadable"),
            (b"[" * 99_999, "row_unreadable"),
        ],
    )
    def test_a_bad_line_harms_no_other(self, line: bytes, code: str) -> None:
        assert ndjson(b'{"a": 1}\n' + line + b'\n{"a": 2}\n') == [(1, {"a": 1}), (2, code), (3, {"a": 2})]

    def test_a_line_of_more_than_1_mib_is_a_reject(self) -> None:
        long = b'{"a": "' + b"x" * MAX_LINE + b'"}\n'
        assert ndjson(long, b'{"a": 2}\n') == [(1, "row_too_large"), (2, {"a": 2})]
        assert ndjson(long[: MAX_LINE // 2], long[MAX_LINE // 2 :], b'{"a": 2}\n') == [(1, "row_too_large"), (2, {"a": 2})]

    def test_it_does_not_matter_where_the_bytes_are_cut(self) -> None:
        content = '{"a": "ž"}\n\n{"a": 2}'.encode()
        assert ndjson(*(bytes([byte]) for byte in content)) == ndjson(content) == [(1, {"a": "ž"}), (3, {"a": 2})]


def parquet(table: pa.Table) -> io.BytesIO:
    file = io.BytesIO()
    pq.write_table(table, file)
    file.seek(0)
    return file


class TestParquet:
    def test_values_keep_their_types(self) -> None:
        instant = datetime(1997, 1, 1, 12, tzinfo=UTC)
        local = datetime(1997, 1, 1, 12)  # noqa: DTZ001 - a column typed as local
        table = pa.table(
            {
                "text": pa.array(["ž", None]),
                "day": pa.array([date(1997, 1, 1), None]),
                "instant": pa.array([instant, None], pa.timestamp("ns", "Europe/Prague")),
                "local": pa.array([local, None], pa.timestamp("ns")),
                "money": pa.array([Decimal("1.50"), None]),
                "number": pa.array([1.5, float("nan")]),
                "whole": pa.array([7, None]),
                "tags": pa.array([["a"], []]),
                "category": pa.array(["x", "y"]).dictionary_encode(),
                "nested": pa.array([{"at": date(1997, 1, 1), "sum": Decimal("1.5")}, None]),
            }
        )
        (first, one), (second, two) = iterate_parquet(parquet(table))
        assert (first, second) == (1, 2)
        assert one == {
            "text": "ž",
            "day": date(1997, 1, 1),
            "instant": instant,
            "local": local,
            "money": Decimal("1.50"),
            "number": 1.5,
            "whole": 7,
            "tags": ["a"],
            "category": "x",
            "nested": {"at": "1997-01-01", "sum": "1.5"},
        }
        assert isinstance(two, dict)
        assert two["number"] is None

    def test_rows_past_one_batch_are_numbered_on(self) -> None:
        rows = list(iterate_parquet(parquet(pa.table({"a": list(range(3000))}))))
        assert rows[-1] == (3000, {"a": 2999})
        assert len(rows) == 3000

    def test_a_date_past_all_calendars_costs_only_its_row(self) -> None:
        days = pa.array([0, 10**8, 1], pa.int32()).cast(pa.date32())
        rows = [row.code if isinstance(row, RowReject) else row for _, row in iterate_parquet(parquet(pa.table({"a": days})))]
        assert rows == [{"a": date(1970, 1, 1)}, "row_unreadable", {"a": date(1970, 1, 2)}]

    @pytest.mark.parametrize("content", [b"", b"PAR1", b"a,b\n1,2\n", b"PAR1" + b"x" * 100 + b"PAR1"])
    def test_what_is_no_parquet_is_refused(self, content: bytes) -> None:
        with pytest.raises(UnreadableFileError):
            parquet_columns(io.BytesIO(content))
        with pytest.raises(UnreadableFileError):
            list(iterate_parquet(io.BytesIO(content)))

    def test_a_damaged_page_is_refused(self) -> None:
        content = bytearray(parquet(pa.table({"a": ["x" * 50] * 50})).getvalue())
        content[4:40] = b"\xff" * 36
        with pytest.raises(UnreadableFileError):
            list(iterate_parquet(io.BytesIO(bytes(content))))


ORDERS = b"customer_id,occurred_at,amount"


def check(form: FileFormat, *pieces: bytes, kind: ImportKind = ImportKind.ORDERS) -> HeaderCheck:
    header = HeaderCheck(kind, form)
    for piece in pieces:
        header.feed(piece)
    return header


class TestHeaderCheck:
    def test_csv_is_decided_by_its_first_record(self) -> None:
        header = check(FileFormat.CSV, ORDERS)
        assert not header.is_decided
        header.feed(b"\r\n00004,1997")
        assert header.is_decided
        header.finish()

    @pytest.mark.parametrize("pieces", [[ORDERS], [b"\xef\xbb\xbf\n" + ORDERS], [bytes([byte]) for byte in ORDERS]])
    def test_a_header_may_be_the_whole_file(self, pieces: list[bytes]) -> None:
        check(FileFormat.CSV, *pieces).finish()

    def test_a_header_may_span_lines(self) -> None:
        header = check(FileFormat.CSV, b'customer_id,"favourite\n', kind=ImportKind.CUSTOMERS)
        assert not header.is_decided
        header.feed(b'colour"\n')
        assert header.is_decided

    @pytest.mark.parametrize(
        ("content", "error"),
        [
            (b"customer_id,amount\n", MissingColumnsError),
            (b"customer_id;occurred_at;amount\n", MissingColumnsError),
            (ORDERS + b",margn\n", UnknownColumnsError),
            (ORDERS + b",amount\n", DuplicateColumnsError),
            (ORDERS + b",\n", UnreadableColumnsError),
            (ORDERS + b",\xff\n", UnreadableColumnsError),
            (b"x" * (MAX_LINE + 1), UnreadableColumnsError),
        ],
    )
    def test_a_wrong_header_is_refused_at_once(self, content: bytes, error: type[Exception]) -> None:
        with pytest.raises(error):
            check(FileFormat.CSV, content)

    @pytest.mark.parametrize(
        ("form", "content", "error"),
        [
            (FileFormat.CSV, b"", MissingColumnsError),
            (FileFormat.CSV, b'"customer_id', UnreadableColumnsError),
            (FileFormat.NDJSON, b"", MissingColumnsError),
            (FileFormat.NDJSON, b"garbage\n", MissingColumnsError),
            (FileFormat.PARQUET, b"", UnreadableFileError),
            (FileFormat.PARQUET, b"customer_id,amount\n", UnreadableFileError),
        ],
    )
    def test_a_file_that_names_no_columns_is_refused_at_its_end(
        self, form: FileFormat, content: bytes, error: type[Exception]
    ) -> None:
        header = check(form, content)
        with pytest.raises(error):
            header.finish()

    def test_ndjson_is_decided_by_its_first_readable_line(self) -> None:
        header = check(FileFormat.NDJSON, b'garbage\n{"customer_id": 1, "occurred_at": "x", ')
        assert not header.is_decided
        header.feed(b'"amount": 1}\n')
        assert header.is_decided
        with pytest.raises(MissingColumnsError):
            check(FileFormat.NDJSON, b'{"customer_id": 1}\n')

    def test_parquet_is_decided_by_its_footer(self) -> None:
        right = parquet(pa.table({"customer_id": ["a"], "occurred_at": ["x"], "amount": [1]})).getvalue()
        check(FileFormat.PARQUET, *(right[start : start + 7] for start in range(0, len(right), 7))).finish()
        wrong = parquet(pa.table({"customer_id": ["a"]})).getvalue()
        header = check(FileFormat.PARQUET, wrong)
        assert header.is_decided
        with pytest.raises(MissingColumnsError):
            header.finish()

    def test_of_a_large_parquet_only_the_end_is_held(self) -> None:
        table = parquet(pa.table({"customer_id": ["a"], "occurred_at": ["x"], "amount": [1]})).getvalue()
        pages = b"\0" * MAX_LINE
        tracemalloc.start()
        header = HeaderCheck(ImportKind.ORDERS, FileFormat.PARQUET)
        for _ in range(64):
            header.feed(pages)
        header.feed(table)
        header.finish()
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert peak < 32 * MAX_LINE
