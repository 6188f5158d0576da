import csv
import io
import json
from itertools import pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from services.segmentation.domain.imports import OrdinalCounter, RowReject
from services.segmentation.domain.rows import FileFormat, iterate_rows

CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=6) | st.sampled_from(
    ['"', ",", "\n", "\r\n", "ž"]
)
ROWS = st.lists(st.lists(CELLS, min_size=2, max_size=2), max_size=6)
CUTS = st.lists(st.integers(0, 200), max_size=5)


def pieces(content: bytes, cuts: list[int]) -> list[bytes]:
    edges = [0, *sorted(cuts), len(content)]
    return [content[start:end] for start, end in pairwise(edges)]


@given(ROWS, CUTS)
def test_csv_reads_back_what_was_written_however_it_is_cut(rows: list[list[str]], cuts: list[int]) -> None:
    file = io.StringIO(newline="")
    csv.writer(file, quoting=csv.QUOTE_ALL).writerows([["a", "b"], *rows])
    found = [row for _, row in iterate_rows(FileFormat.CSV, pieces(file.getvalue().encode(), cuts))]
    assert found == [{"a": first, "b": second} for first, second in rows]


@given(
    st.lists(st.dictionaries(st.text(st.characters(codec="utf-8"), max_size=4), st.integers(-5, 5) | CELLS, max_size=3)), CUTS
)
def test_ndjson_reads_back_what_was_written_however_it_is_cut(rows: list[dict[str, Any]], cuts: list[int]) -> None:
    content = b"".join(json.dumps(row).encode() + b"\n" for row in rows)
    assert list(iterate_rows(FileFormat.NDJSON, pieces(content, cuts))) == list(enumerate(rows, start=1))


@given(st.sampled_from([FileFormat.CSV, FileFormat.NDJSON]), st.text('a",\n\r{}:1 ', max_size=60), CUTS)
def test_any_text_is_rows_and_rejects_the_same_however_it_is_cut(form: FileFormat, text: str, cuts: list[int]) -> None:
    content = text.encode()
    whole = list(iterate_rows(form, [content]))
    assert list(iterate_rows(form, pieces(content, cuts))) == whole
    lines = [line for line, _ in whole]
    assert lines == sorted(lines)
    assert all(row.line == line for line, row in whole if isinstance(row, RowReject))


@given(st.lists(st.binary(min_size=1, max_size=1), max_size=30))
def test_identical_rows_are_numbered_without_gaps(digests: list[bytes]) -> None:
    ordinals = OrdinalCounter()
    numbered = [(digest, ordinals.number(digest)) for digest in digests]
    assert len(set(numbered)) == len(numbered)
    assert all(number < digests.count(digest) for digest, number in numbered)
