from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from services.segmentation.domain.imports import (
    CustomerRow,
    DuplicateColumnsError,
    ImportKind,
    MissingColumnsError,
    OrderRow,
    OrdinalCounter,
    RowReject,
    UnknownColumnsError,
    UnreadableColumnsError,
    check_columns,
    content_digest,
    import_key,
    imported_order_event,
    read_customer_row,
    read_order_row,
)
from services.segmentation.domain.orders import OrderEventKind

UTC_ZONE = ZoneInfo("UTC")
CDNOW = {"customer_id": "00004", "occurred_at": "1997-01-01", "amount": "29.33"}


def order(zone: str = "UTC", /, **cells: object) -> OrderRow:
    row = read_order_row(2, {**CDNOW, **cells}, ZoneInfo(zone))
    assert isinstance(row, OrderRow), row
    return row


def refusal(**cells: object) -> str:
    row = read_order_row(2, {**CDNOW, **cells}, UTC_ZONE)
    assert isinstance(row, RowReject)
    assert row.line == 2
    row.raw.encode()
    assert "\0" not in row.raw
    return row.code


def test_an_order_of_cdnow() -> None:
    assert order() == OrderRow("00004", datetime(1997, 1, 1, tzinfo=UTC), Decimal("29.33"), None, None, None, None)


def test_an_order_with_everything() -> None:
    row = order(
        order_id=" 7", currency="eur", margin="-1.5", discount="0", amount="1.5", occurred_at="2026-11-01T12:00:00+01:00"
    )
    assert row == OrderRow(
        "00004", datetime(2026, 11, 1, 11, tzinfo=UTC), Decimal("1.5"), " 7", "EUR", Decimal("-1.5"), Decimal(0)
    )


def test_empty_cells_say_nothing() -> None:
    assert order(order_id="", currency="", margin="", discount=" ") == order()


def test_values_of_json_and_parquet_are_read_as_cells_are() -> None:
    assert order(amount=29.33) == order(amount=Decimal("29.33")) == order()
    assert order(occurred_at=date(1997, 1, 1)) == order(occurred_at=datetime(1997, 1, 1, tzinfo=UTC)) == order()
    assert order(customer_id=4).customer_id == "4"


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"customer_id": ""}, "customer_id_missing"),
        ({"customer_id": " "}, "customer_id_missing"),
        ({"customer_id": None}, "customer_id_missing"),
        ({"customer_id": "c" * 256}, "id_too_long"),
        ({"customer_id": "a\0b"}, "text_has_nul"),
        ({"customer_id": "a\udcff"}, "text_not_unicode"),
        ({"customer_id": ["a"]}, "id_invalid"),
        ({"order_id": "o" * 256}, "id_too_long"),
        ({"amount": ""}, "order_amount_missing"),
        ({"amount": None}, "order_amount_missing"),
        ({"amount": "-1"}, "order_amount_invalid"),
        ({"amount": "1,234.5"}, "order_amount_invalid"),
        ({"amount": "12 €"}, "order_amount_invalid"),
        ({"amount": float("inf")}, "number_not_finite"),
        ({"amount": "1000000000000.01"}, "order_amount_invalid"),
        ({"currency": "EURO"}, "currency_invalid"),
        ({"margin": "x"}, "order_margin_invalid"),
        ({"discount": "-1"}, "order_discount_invalid"),
        ({"margn": "5"}, "column_unknown"),
        ({"occurred_at": ""}, "occurred_at_missing"),
        ({"occurred_at": None}, "occurred_at_missing"),
        ({"occurred_at": "yesterday"}, "occurred_at_invalid"),
        ({"occurred_at": "1997-02-30"}, "occurred_at_invalid"),
        ({"occurred_at": "19970101"}, "occurred_at_invalid"),
        ({"occurred_at": "01/02/1997"}, "occurred_at_invalid"),
        ({"occurred_at": "1997-01-01T12:00:00"}, "occurred_at_invalid"),
        ({"occurred_at": "1997-01-01T12:00Z"}, "occurred_at_invalid"),
        ({"occurred_at": "1997-01-01T25:00:00Z"}, "occurred_at_invalid"),
        ({"occurred_at": "١٩٩٧-01-01"}, "occurred_at_invalid"),
        ({"occurred_at": 852076800}, "occurred_at_invalid"),
        ({"occurred_at": True}, "occurred_at_invalid"),
        ({"occurred_at": "1899-12-31"}, "occurred_at_invalid"),
        ({"occurred_at": "0000-01-01"}, "occurred_at_invalid"),
        ({"occurred_at": "0001-01-01T00:00:00+14:00"}, "occurred_at_invalid"),
        ({"occurred_at": "9999-12-31T23:59:59-14:00"}, "occurred_at_invalid"),
        ({"occurred_at": "10000-01-01"}, "occurred_at_invalid"),
    ],
)
def test_what_makes_a_row_bad(cells: dict[str, object], code: str) -> None:
    assert refusal(**cells) == code


def test_a_name_that_is_not_known_is_repeated_in_the_raw_text_alone() -> None:
    read = read_order_row(2, {"customer_id": "c-1", "canary@example.com": 1, "x": 2}, ZoneInfo("UTC"))
    assert isinstance(read, RowReject)
    assert read.message.startswith("fields of the row that are not known: 2;")
    assert "canary" in read.raw
    assert "canary" not in read.message


@pytest.mark.parametrize(
    ("zone", "day", "instant"),
    [
        ("Europe/Prague", "2026-07-01", "2026-06-30T22:00:00+00:00"),
        ("America/New_York", "2026-01-01", "2026-01-01T05:00:00+00:00"),
        # Midnight is skipped: the day begins at 01:00.
        ("America/Sao_Paulo", "2018-11-04", "2018-11-04T03:00:00+00:00"),
        # Midnight occurs twice: the day begins at the first.
        ("America/Havana", "2025-11-02", "2025-11-02T04:00:00+00:00"),
        # The whole day is skipped: it falls on the next one.
        ("Pacific/Apia", "2011-12-30", "2011-12-30T10:00:00+00:00"),
    ],
)
def test_a_date_is_its_midnight_in_the_workspaces_time_zone(zone: str, day: str, instant: str) -> None:
    assert order(zone, occurred_at=day).occurred_at.isoformat() == instant
    assert order(zone, occurred_at=date.fromisoformat(day)).occurred_at.isoformat() == instant


def test_a_local_timestamp_of_parquet_is_in_the_workspaces_time_zone() -> None:
    local = datetime(2026, 7, 1, 12)  # noqa: DTZ001 - what a column typed as local gives
    assert order("Europe/Prague", occurred_at=local).occurred_at == datetime(2026, 7, 1, 10, tzinfo=UTC)


def test_lower_case_rfc_3339_is_rfc_3339() -> None:
    assert order(occurred_at="1997-01-01t00:00:00z") == order()


def test_a_customer_keeps_what_its_cells_say() -> None:
    row = read_customer_row(2, {"customer_id": "c", "city": "Łódź", "zip": "007", "age": "", "vip": None})
    assert row == CustomerRow("c", {"city": "Łódź", "zip": "007"})


def test_traits_of_parquet_become_json() -> None:
    cells = {"customer_id": "c", "since": date(2020, 1, 2), "spent": Decimal("1.50"), "tags": ["a"]}
    assert read_customer_row(2, cells) == CustomerRow("c", {"since": "2020-01-02", "spent": "1.50", "tags": ["a"]})


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"customer_id": ""}, "customer_id_missing"),
        ({"city": "a\0"}, "text_has_nul"),
        ({"city": "\udcff"}, "text_not_unicode"),
        ({"a\ud800": "x"}, "text_not_unicode"),
        ({"city": {"x": float("nan")}}, "number_not_finite"),
        ({"city": "x" * 40_000}, "row_too_large"),
    ],
)
def test_what_makes_a_customer_bad(cells: dict[str, object], code: str) -> None:
    row = read_customer_row(2, {"customer_id": "c", **cells})
    assert isinstance(row, RowReject)
    assert row.code == code
    row.raw.encode()


def test_a_customer_nested_too_deeply_is_refused() -> None:
    deep: Any = []
    for _ in range(900):
        deep = [deep]
    row = read_customer_row(2, {"customer_id": "c", "x": deep})
    assert isinstance(row, RowReject)
    assert row.code == "row_unreadable"


def test_the_digest_is_of_what_a_row_means() -> None:
    digest = content_digest(order(amount="1.50"))
    assert len(digest) == 16
    assert digest == content_digest(order(amount=1.5)) == content_digest(order(amount="1.5", currency=""))
    assert digest == content_digest(order(amount="1.5", occurred_at="1997-01-01T01:00:00+01:00"))
    zone = timezone(timedelta(hours=1))
    assert digest == content_digest(order(amount="1.5", occurred_at=datetime(1997, 1, 1, 1, tzinfo=zone)))


@pytest.mark.parametrize(
    "cells",
    [
        {"amount": "29.34"},
        {"customer_id": "4"},
        {"occurred_at": "1997-01-02"},
        {"currency": "USD"},
        {"margin": "1"},
        {"discount": "1"},
        {"order_id": "1"},
    ],
)
def test_the_digest_tells_every_column_apart(cells: dict[str, object]) -> None:
    assert content_digest(order(**cells)) != content_digest(order())


def test_margin_and_discount_do_not_stand_for_each_other() -> None:
    assert content_digest(order(margin="1")) != content_digest(order(discount="1"))


def test_the_digest_of_a_customer_ignores_the_order_of_columns() -> None:
    assert content_digest(CustomerRow("c", {"a": 1, "b": 2})) == content_digest(CustomerRow("c", {"b": 2, "a": 1}))


def test_identical_rows_are_numbered_and_a_file_sent_again_gives_the_same_keys() -> None:
    rows = [order(), order(amount="1"), order(), order(amount="1.0"), order()]

    def keys() -> list[str]:
        ordinals = OrdinalCounter()
        return [import_key(row, ordinals) for row in rows]

    first = keys()
    assert first == keys()
    assert len(set(first)) == 5
    assert [key.rsplit(":", 1)[1] for key in first] == ["0", "0", "1", "1", "2"]


def test_an_order_with_a_number_is_known_by_it_however_it_changes() -> None:
    ordinals = OrdinalCounter()
    assert import_key(order(order_id="7"), ordinals) == import_key(order(order_id="7", amount="1"), ordinals) == "import:id:7"


def test_what_an_imported_order_says() -> None:
    event = imported_order_event(order(order_id="7"), "import:id:7")
    assert (event.order_key, event.event_key, event.kind) == ("id:7", "import:id:7", OrderEventKind.IMPORTED)
    assert imported_order_event(order(), "import:ab:0").order_key == "import:ab:0"


def test_columns_that_are_as_they_should_be() -> None:
    check_columns(ImportKind.ORDERS, ["amount", "occurred_at", "customer_id"])
    check_columns(ImportKind.ORDERS, ["customer_id", "occurred_at", "amount", "order_id", "currency", "margin", "discount"])
    check_columns(ImportKind.CUSTOMERS, ["customer_id", "anything", "Ž"])


@pytest.mark.parametrize(
    ("kind", "columns", "error"),
    [
        ("orders", ["customer_id", "amount"], MissingColumnsError),
        ("orders", [], MissingColumnsError),
        ("customers", ["id", "city"], MissingColumnsError),
        ("orders", ["customer_id", "occurred_at", "amount", "margn"], UnknownColumnsError),
        ("orders", ["customer_id", "occurred_at", "amount", "amount"], DuplicateColumnsError),
        ("customers", ["customer_id", "city", "city"], DuplicateColumnsError),
        ("customers", ["customer_id", ""], UnreadableColumnsError),
        ("customers", ["customer_id", "a\0"], UnreadableColumnsError),
        ("customers", ["customer_id", "\udcff"], UnreadableColumnsError),
    ],
)
def test_files_with_wrong_columns_are_refused(kind: str, columns: list[str], error: type[Exception]) -> None:
    with pytest.raises(error):
        check_columns(ImportKind(kind), columns)


def test_a_refusal_names_the_columns() -> None:
    with pytest.raises(MissingColumnsError, match=r"Missing: occurred_at\. Found: customer_id, amount\."):
        check_columns(ImportKind.ORDERS, ["customer_id", "amount"])
