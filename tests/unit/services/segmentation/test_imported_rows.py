"""Rows of imported touchpoints, spend and events: what they say, what makes them bad, what makes two the same."""

from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from services.segmentation.domain.imported_rows import (
    EventRow,
    SpendRow,
    TouchpointRow,
    imported_event,
    imported_touch,
    in_own_currency,
    read_event_row,
    read_spend_row,
    read_touchpoint_row,
)
from services.segmentation.domain.imports import (
    COLUMNS,
    ImportKind,
    MissingColumnsError,
    OrdinalCounter,
    RowReject,
    UnknownColumnsError,
    check_columns,
    import_key,
)
from services.segmentation.domain.touchpoints import Touch, TouchKind

UTC_ZONE = ZoneInfo("UTC")
TOUCH = {"customer_id": "c-1", "occurred_at": "2026-01-02T03:04:05Z", "channel": "tv"}
SPEND = {"channel": "tv", "day": "2026-01-02", "amount": "10"}
EVENT = {"customer_id": "c-1", "occurred_at": "2026-01-02", "name": "Viewed"}
AT = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


def touchpoint(**cells: object) -> TouchpointRow:
    row = read_touchpoint_row(2, {**TOUCH, **cells}, UTC_ZONE)
    assert isinstance(row, TouchpointRow), row
    return row


def spend(**cells: object) -> SpendRow:
    row = read_spend_row(2, {**SPEND, **cells})
    assert isinstance(row, SpendRow), row
    return row


def event(**cells: object) -> EventRow:
    row = read_event_row(2, {**EVENT, **cells}, UTC_ZONE)
    assert isinstance(row, EventRow), row
    return row


def code_of(row: object) -> str:
    assert isinstance(row, RowReject), row
    assert row.line == 2
    row.raw.encode()
    return row.code


class TestTouchpoints:
    def test_with_everything(self) -> None:
        row = touchpoint(channel=" Paid TV ", campaign="Spring", kind=" Click", cost="1.5", touchpoint_id="t-1")
        assert row == TouchpointRow("c-1", AT, "Paid TV", "Spring", TouchKind.CLICK, Decimal("1.5"), "t-1")
        expected = Touch("import:id:t-1", AT, "Paid TV", None, None, "Spring", TouchKind.CLICK, Decimal("1.5"))
        assert imported_touch(row, import_key(row, OrdinalCounter())) == expected

    def test_empty_cells_say_nothing(self) -> None:
        assert touchpoint(campaign=" ", kind="", cost="", touchpoint_id="") == touchpoint()
        assert (touchpoint(cost="0.00").cost, touchpoint(cost="0.0001").cost) == (Decimal(0), Decimal("0.0001"))
        assert (touchpoint().kind, touchpoint().campaign, touchpoint().cost) == (TouchKind.OTHER, None, None)

    @pytest.mark.parametrize(
        ("cells", "code"),
        [
            ({"customer_id": ""}, "customer_id_missing"),
            ({"customer_id": "c" * 256}, "id_too_long"),
            ({"occurred_at": None}, "occurred_at_missing"),
            ({"occurred_at": "noon"}, "occurred_at_invalid"),
            ({"channel": " "}, "channel_missing"),
            ({"channel": None}, "channel_missing"),
            ({"channel": "c" * 256}, "channel_invalid"),
            ({"channel": ["tv"]}, "channel_invalid"),
            ({"channel": True}, "channel_invalid"),
            ({"campaign": "c" * 256}, "campaign_invalid"),
            ({"campaign": {}}, "campaign_invalid"),
            ({"kind": "glance"}, "touchpoint_kind_invalid"),
            ({"kind": 1}, "touchpoint_kind_invalid"),
            ({"cost": "-1"}, "touchpoint_cost_invalid"),
            ({"cost": "1,5"}, "touchpoint_cost_invalid"),
            ({"cost": "0.00004"}, "touchpoint_cost_invalid"),
            ({"cost": 4e-5}, "touchpoint_cost_invalid"),
            ({"touchpoint_id": "t" * 256}, "id_too_long"),
            ({"currency": "USD"}, "column_unknown"),
            ({"campaign": "a\0"}, "text_has_nul"),
        ],
    )
    def test_what_makes_a_row_bad(self, cells: dict[str, object], code: str) -> None:
        assert code_of(read_touchpoint_row(2, {**TOUCH, **cells}, UTC_ZONE)) == code


class TestSpend:
    def test_with_everything(self) -> None:
        row = spend(campaign="Spring", currency="eur", amount="12.34567", spend_id=7)
        assert row == SpendRow("tv", "Spring", date(2026, 1, 2), Decimal("12.3457"), "EUR", "7")

    def test_what_is_given_back_is_negative(self) -> None:
        assert spend(amount="-3").amount == Decimal(-3)
        assert spend(amount=0).amount == 0

    @pytest.mark.parametrize("day", [date(2026, 1, 2), datetime(2026, 1, 2), " 2026-01-02 "])  # noqa: DTZ001 — as Parquet has it
    def test_a_day_in_other_types(self, day: object) -> None:
        assert spend(day=day) == spend()

    @pytest.mark.parametrize(
        ("cells", "code"),
        [
            ({"channel": ""}, "channel_missing"),
            ({"day": ""}, "day_missing"),
            ({"day": None}, "day_missing"),
            ({"day": "2026-02-30"}, "day_invalid"),
            ({"day": "2026-01-02T00:00:00Z"}, "day_invalid"),
            ({"day": "02.01.2026"}, "day_invalid"),
            ({"day": datetime(2026, 1, 2, tzinfo=UTC)}, "day_invalid"),
            ({"day": datetime(2026, 1, 2, 1)}, "day_invalid"),  # noqa: DTZ001 — as Parquet has it
            ({"day": "1899-12-31"}, "day_invalid"),
            ({"day": 20260102}, "day_invalid"),
            ({"amount": ""}, "spend_amount_missing"),
            ({"amount": "ten"}, "spend_amount_invalid"),
            ({"amount": "1e13"}, "spend_amount_invalid"),
            ({"currency": "EURO"}, "currency_invalid"),
            ({"campaign": []}, "campaign_invalid"),
            ({"spend_id": True}, "id_invalid"),
            ({"customer_id": "c-1"}, "column_unknown"),
        ],
    )
    def test_what_makes_a_row_bad(self, cells: dict[str, object], code: str) -> None:
        assert code_of(read_spend_row(2, {**SPEND, **cells})) == code


class TestEvents:
    def test_other_columns_are_properties(self) -> None:
        row = event(sku="007", price="", seen=date(2026, 1, 1))
        assert row.properties == {"sku": "007", "seen": "2026-01-01"}
        told = imported_event(row, "import:x:0", line=2, received_at=AT)
        assert (told.type, told.name, told.user_id, told.index) == ("track", "Viewed", "c-1", 2)
        assert (told.order, told.touch, told.context, told.traits) == (None, None, {}, {})

    def test_an_order_and_its_touch(self) -> None:
        row = event(name="Order Completed", order_id="o-1", total="5", currency="usd", utm_source="x", utm_medium="email")
        told = imported_event(row, "m-1", line=2, received_at=AT)
        assert told.order is not None
        assert (told.order.order_key, told.order.event_key, told.order.amount) == ("id:o-1", "message:m-1", Decimal(5))
        assert row.currency == "USD"
        assert told.touch is not None
        assert (told.touch.key, told.touch.channel) == ("message:m-1", "email")

    def test_a_page_is_a_view(self) -> None:
        cells = {"url": "https://a.example/", "referrer": "https://www.google.com/"}
        told = imported_event(event(name="page", **cells), "m-1", line=2, received_at=AT)
        assert (told.type, told.name) == ("page", "page")
        assert told.touch is not None
        assert told.touch.channel == "organic_search"
        assert imported_event(event(name="Page", **cells), "m-1", line=2, received_at=AT).touch is None

    @pytest.mark.parametrize("column", ["message_id", "messageId"])
    def test_its_message_id_is_its_key(self, column: str) -> None:
        row = event(**{column: "m-1"})
        assert import_key(row, OrdinalCounter()) == "m-1"
        assert row.properties == {}

    @pytest.mark.parametrize(
        ("cells", "code"),
        [
            ({"customer_id": ""}, "customer_id_missing"),
            ({"occurred_at": ""}, "occurred_at_missing"),
            ({"name": ""}, "event_name_missing"),
            ({"name": None}, "event_name_missing"),
            ({"name": ["a"]}, "event_name_missing"),
            ({"name": "n" * 256}, "event_name_too_long"),
            ({"message_id": "m" * 256}, "id_too_long"),
            ({"x": "y" * 40_000}, "row_too_large"),
            ({"x": float("nan")}, "number_not_finite"),
            ({"x": "a\0"}, "text_has_nul"),
            ({"name": "Order Completed"}, "order_amount_missing"),
            ({"name": "Order Completed", "total": "-5"}, "order_amount_invalid"),
            ({"name": "Order Refunded", "total": "5"}, "order_id_missing"),
        ],
    )
    def test_what_makes_a_row_bad(self, cells: dict[str, object], code: str) -> None:
        assert code_of(read_event_row(2, {**EVENT, **cells}, UTC_ZONE)) == code


class TestKeys:
    def test_equal_rows_all_count_and_other_words_are_the_same(self) -> None:
        ordinals = OrdinalCounter()
        rows = [touchpoint(), touchpoint(occurred_at="2026-01-02T04:04:05+01:00"), touchpoint(campaign="x")]
        keys = [import_key(row, ordinals) for row in rows]
        assert [key.rpartition(":")[2] for key in keys] == ["0", "1", "0"]
        assert keys[0].rpartition(":")[0] == keys[1].rpartition(":")[0] != keys[2].rpartition(":")[0]
        assert import_key(spend(amount="10.0"), OrdinalCounter()) == import_key(spend(), OrdinalCounter())

    @pytest.mark.parametrize(
        ("column", "value"), [("channel", "radio"), ("campaign", "x"), ("kind", "click"), ("cost", "1"), ("customer_id", "c-2")]
    )
    def test_whatever_a_row_says_is_its_content(self, column: str, value: str) -> None:
        assert import_key(touchpoint(**{column: value}), OrdinalCounter()) != import_key(touchpoint(), OrdinalCounter())

    @pytest.mark.parametrize(
        ("column", "value"),
        [("channel", "radio"), ("campaign", "x"), ("day", "2026-01-03"), ("amount", "1"), ("currency", "USD")],
    )
    def test_whatever_is_said_of_spend_is_its_content(self, column: str, value: str) -> None:
        assert import_key(spend(**{column: value}), OrdinalCounter()) != import_key(spend(), OrdinalCounter())

    def test_the_own_currency_is_the_same_named_or_not(self) -> None:
        named, other = (in_own_currency(spend(currency=currency), "USD") for currency in ("usd", "EUR"))
        assert import_key(named, OrdinalCounter()) == import_key(spend(), OrdinalCounter())
        assert import_key(other, OrdinalCounter()) == import_key(spend(currency="EUR"), OrdinalCounter())
        assert in_own_currency(event(currency="USD"), "USD") == event(currency="USD")


@pytest.mark.parametrize("kind", list(ImportKind))
def test_every_kind_demands_its_columns(kind: ImportKind) -> None:
    rule = COLUMNS[kind]
    check_columns(kind, rule.required + rule.optional)
    for missing in rule.required:
        with pytest.raises(MissingColumnsError, match=missing):
            check_columns(kind, [name for name in rule.required if name != missing])
    if not rule.open:
        with pytest.raises(UnknownColumnsError, match="margn"):
            check_columns(kind, (*rule.required, "margn"))
