import json
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import pytest

from services.segmentation.domain.decoding import Document, parse_json
from services.segmentation.domain.messages import (
    Batch,
    BatchMalformedError,
    BatchTooLargeError,
    Event,
    MessageLimits,
    read_batch,
)

RECEIVED = datetime(2026, 11, 1, 12, 0, 0, tzinfo=UTC)
TRACK = {"type": "track", "event": "Viewed", "userId": "u1", "messageId": "m1"}


def read(*messages: object, limits: MessageLimits | None = None, **envelope: object) -> Batch:
    return read_raw(json.dumps({"batch": messages, **envelope}).encode(), limits=limits)


def read_raw(raw: bytes, kind: str = "batch", limits: MessageLimits | None = None) -> Batch:
    numbers = count(1)
    return read_batch(
        parse_json(raw), kind=kind, received_at=RECEIVED, new_message_id=lambda: f"new-{next(numbers)}", limits=limits
    )


def accept(**fields: object) -> Event:
    batch = read({**TRACK, **fields})
    assert batch.rejects == ()
    return batch.events[0]


def refuse(**fields: object) -> str:
    batch = read({**TRACK, **fields})
    assert batch.events == ()
    return batch.rejects[0].code


def test_a_track_of_segments_python_client() -> None:
    event = accept(
        anonymousId="a1",
        timestamp="2026-11-01T11:59:58.000+00:00",
        context={"library": {"name": "analytics-python"}},
        properties={"price": 18.99},
        integrations={},
    )
    assert (event.index, event.type, event.name, event.message_id) == (0, "track", "Viewed", "m1")
    assert (event.user_id, event.anonymous_id, event.previous_id) == ("u1", "a1", None)
    assert event.occurred_at == event.original_timestamp == RECEIVED - timedelta(seconds=2)
    assert event.occurred_at.tzinfo is UTC
    assert event.properties == {"price": 18.99}
    assert event.context == {"library": {"name": "analytics-python"}}
    assert event.order is None


def test_the_envelope_is_exposed() -> None:
    batch = read(writeKey="attune_write_x", sentAt="2026-11-01T12:00:00Z")
    assert batch.write_key == "attune_write_x"
    assert batch.sent_at == RECEIVED
    assert not batch.events
    assert not batch.rejects


@pytest.mark.parametrize("key", ['"a\\u0000b"', '"\\ud800"', "12", "null"])
def test_a_write_key_that_no_database_could_hold_is_none(key: str) -> None:
    assert read_raw(b'{"batch": [], "writeKey": %s}' % key.encode()).write_key is None


@pytest.mark.parametrize("raw", [b"[]", b"1", b"{}", b'{"batch": {}}', b'{"batch": null}', b'{"batch": "x"}'])
def test_a_batch_without_a_list_is_malformed(raw: bytes) -> None:
    with pytest.raises(BatchMalformedError):
        read_raw(raw)


def test_5001_messages_are_too_many_and_5000_are_not() -> None:
    def read_many(number: int) -> Batch:
        return read_batch(
            Document({"batch": [None] * number}, suspect=False), kind="batch", received_at=RECEIVED, new_message_id=str
        )

    assert len(read_many(5000).rejects) == 5000
    with pytest.raises(BatchTooLargeError):
        read_many(5001)


@pytest.mark.parametrize("kind", ["track", "identify", "page", "screen", "group", "alias"])
def test_the_route_says_the_type_of_a_single_message(kind: str) -> None:
    batch = read_raw(b'{"userId": "u", "event": "E", "writeKey": "k", "sentAt": "2026-11-01T12:00:00Z"}', kind=kind)
    assert batch.events[0].type == kind
    assert batch.events[0].name == ("E" if kind == "track" else kind)
    assert batch.write_key == "k"


def test_a_single_message_that_is_no_object_is_a_reject() -> None:
    assert read_raw(b"[1]", kind="track").rejects[0].code == "event_not_an_object"


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"type": "purchase"}, "type_unknown"),
        ({"type": None}, "type_unknown"),
        ({"type": ["track"]}, "type_unknown"),
        ({"event": None}, "event_name_missing"),
        ({"event": "  "}, "event_name_missing"),
        ({"event": {"a": 1}}, "event_name_missing"),
        ({"event": True}, "event_name_missing"),
        ({"event": "x" * 256}, "event_name_too_long"),
        ({"userId": None}, "identity_missing"),
        ({"userId": "", "anonymousId": " "}, "identity_missing"),
        ({"userId": {"a": 1}}, "id_invalid"),
        ({"userId": True}, "id_invalid"),
        ({"userId": "u" * 256}, "id_too_long"),
        ({"anonymousId": "u" * 256}, "id_too_long"),
        ({"messageId": "m" * 256}, "id_too_long"),
        ({"messageId": []}, "id_invalid"),
        ({"properties": "x"}, "field_not_an_object"),
        ({"properties": [1]}, "field_not_an_object"),
        ({"context": 1}, "field_not_an_object"),
        ({"context": {"traits": 1}}, "field_not_an_object"),
        ({"traits": "x"}, "field_not_an_object"),
        ({"timestamp": "yesterday"}, "timestamp_invalid"),
        ({"timestamp": ""}, "timestamp_invalid"),
        ({"timestamp": 1761998400}, "timestamp_invalid"),
        ({"timestamp": "2026-02-30T00:00:00Z"}, "timestamp_invalid"),
        ({"timestamp": "0001-01-01T00:00:00+14:00"}, "timestamp_invalid"),
        ({"timestamp": "1899-12-31T23:59:59Z"}, "timestamp_invalid"),
        ({"timestamp": "9999-12-31T23:59:59-14:00"}, "timestamp_invalid"),
        ({"originalTimestamp": "nonsense"}, "timestamp_invalid"),
        ({"sentAt": "nonsense"}, "timestamp_invalid"),
        ({"timestamp": "1900-01-01T00:00:00Z", "sentAt": "9999-01-01T00:00:00Z"}, "timestamp_invalid"),
        ({"properties": {"x": "y" * 40_000}}, "event_too_large"),
        ({"event": "Order Completed"}, "order_amount_missing"),
        ({"event": "Order Completed", "properties": {"total": "1,000"}}, "order_amount_invalid"),
    ],
)
def test_what_makes_a_message_bad(fields: dict[str, object], code: str) -> None:
    assert refuse(**fields) == code


@pytest.mark.parametrize(
    ("spoiled", "code"),
    [
        ('"a\\u0000"', "text_has_nul"),
        ('"\\ud800"', "text_not_unicode"),
        ('"\\udc00x"', "text_not_unicode"),
        ("NaN", "number_not_finite"),
        ("-Infinity", "number_not_finite"),
        ("1e999", "number_not_finite"),
        ('{"k\\u0000": 1}', "text_has_nul"),
        ('{"\\udfff": 1}', "text_not_unicode"),
        ('[{"deep": [NaN]}]', "number_not_finite"),
    ],
)
def test_a_spoiled_value_harms_no_neighbour(spoiled: str, code: str) -> None:
    def message(message_id: str, value: str) -> str:
        return f'{{"type": "track", "event": "E", "userId": "u", "messageId": "{message_id}", "properties": {{"x": {value}}}}}'

    harmless = '"\\\\u0000 \\ud83d\\ude00"'  # a backslash and what only looks like an escape; a pair of surrogates
    messages = [message("g1", harmless), message("bad", spoiled), message("g2", harmless)]
    batch = read_raw(f'{{"batch": [{", ".join(messages)}]}}'.encode())
    assert [event.message_id for event in batch.events] == ["g1", "g2"]
    assert batch.events[0].properties == {"x": "\\u0000 😀"}
    assert [(reject.index, reject.code) for reject in batch.rejects] == [(1, code)]
    raw = batch.rejects[0].raw
    raw.encode()
    assert "\0" not in raw
    assert '"messageId": "bad"' in raw


def test_a_spoiled_id_or_name_is_refused_too() -> None:
    batch = read_raw(
        b'{"batch": [{"type": "track", "event": "E\\u0000", "userId": "u"}, {"type": "page", "userId": "\\ud800"}]}'
    )
    assert [reject.code for reject in batch.rejects] == ["text_has_nul", "text_not_unicode"]


@pytest.mark.parametrize("suspect", [b"", b"NaN, "])
@pytest.mark.parametrize("depth", [300, 900])
def test_a_message_nested_too_deeply_is_refused_and_its_record_is_cut(depth: int, suspect: bytes) -> None:
    deep = b'{"type": "track", "userId": "u", "event": "E", "properties": {"x": ' + b"[" * depth + b"]" * depth + b"}}"
    batch = read_raw(b'{"batch": [' + suspect + deep + b', {"type": "page", "userId": "u"}]}')
    assert [reject.code for reject in batch.rejects][-1] == "event_too_deep"
    assert "…" in batch.rejects[-1].raw
    assert len(batch.events) == 1


def test_the_limit_of_a_message_is_32_kib_of_compact_json() -> None:
    def sized(size: int) -> dict[str, Any]:
        message = {**TRACK, "properties": {"x": ""}}
        padding = size - len(json.dumps(message, separators=(",", ":")))
        return {**TRACK, "properties": {"x": "y" * padding}}

    batch = read(sized(32768), sized(32769))
    assert [event.index for event in batch.events] == [0]
    assert [(reject.index, reject.code) for reject in batch.rejects] == [(1, "event_too_large")]


def test_of_an_enormous_message_the_beginning_is_kept() -> None:
    (reject,) = read({**TRACK, "properties": {"x": "y" * 4_000_000}}).rejects
    assert reject.code == "event_too_large"
    assert len(reject.raw) == 128 * 1024
    assert reject.raw.startswith('{"type": "track"')


@pytest.mark.parametrize(("sent", "read_as"), [(17, "17"), (17.0, "17"), (1.5, "1.5"), ("007", "007"), (" x", " x")])
def test_ids_are_text_and_numbers_become_it(sent: object, read_as: str) -> None:
    assert accept(userId=sent).user_id == read_as


def test_an_empty_map_of_php_is_a_map() -> None:
    event = accept(properties=[], context=[], traits=[])
    assert event.properties == event.context == event.traits == {}


def test_traits_come_from_the_message_over_its_context() -> None:
    batch = read(
        {"type": "identify", "userId": "u", "context": {"traits": {"city": "Kraków", "age": 1}}, "traits": {"age": 2}},
        {"type": "identify", "userId": "u", "context": {"traits": {"city": "Kraków"}}},
    )
    assert [event.traits for event in batch.events] == [{"city": "Kraków", "age": 2}, {"city": "Kraków"}]


def test_traits_of_a_group_are_not_the_customers() -> None:
    event = accept(type="group", groupId="g", traits={"size": 9}, context={"traits": {"city": "Brno"}})
    assert event.traits == {"city": "Brno"}
    assert event.properties == {"groupId": "g", "traits": {"size": 9}}


def test_a_page_is_counted_as_a_page_and_keeps_its_name() -> None:
    event = accept(type="page", name="Home", category="Docs", properties={"url": "/"})
    assert event.name == "page"
    assert event.properties == {"name": "Home", "category": "Docs", "url": "/"}


def test_an_alias_keeps_the_former_id() -> None:
    assert accept(type="alias", previousId=12).previous_id == "12"
    assert accept(previousId="x").previous_id is None


class TestTimes:
    def test_without_any_the_receipt_counts(self) -> None:
        event = accept()
        assert event.occurred_at == RECEIVED
        assert event.original_timestamp is None

    @pytest.mark.parametrize("field", ["timestamp", "originalTimestamp"])
    @pytest.mark.parametrize("skew", [timedelta(days=365), timedelta(days=-365), timedelta(seconds=-0.4)])
    def test_a_wrong_clock_is_corrected_by_when_it_sent(self, field: str, skew: timedelta) -> None:
        stated = (RECEIVED + skew - timedelta(minutes=1)).isoformat()
        batch = read({**TRACK, field: stated}, sentAt=(RECEIVED + skew).isoformat())
        assert batch.events[0].occurred_at == RECEIVED - timedelta(minutes=1)
        assert batch.events[0].original_timestamp == RECEIVED + skew - timedelta(minutes=1)
        assert not batch.events[0].clamped

    def test_without_sent_at_the_stated_time_is_believed(self) -> None:
        assert accept(timestamp="2025-03-30T02:30:00+01:00").occurred_at == datetime(2025, 3, 30, 1, 30, tzinfo=UTC)

    def test_a_message_own_sent_at_goes_before_the_batchs(self) -> None:
        message = {**TRACK, "timestamp": "2026-11-01T10:00:00Z", "sentAt": "2026-11-01T10:00:05Z"}
        assert read(message, sentAt="2026-11-01T12:00:00Z").events[0].occurred_at == RECEIVED - timedelta(seconds=5)

    def test_a_time_stated_beside_the_clocks_is_believed(self) -> None:
        event = accept(
            timestamp="2020-01-01T00:00:00Z", originalTimestamp="2026-11-01T10:00:00Z", sentAt="2026-11-01T10:00:05Z"
        )
        assert event.occurred_at == datetime(2020, 1, 1, tzinfo=UTC)
        assert event.original_timestamp == RECEIVED - timedelta(hours=2)

    def test_an_unreadable_sent_at_of_the_batch_is_refused_with_each_message_that_needs_it(self) -> None:
        batch = read({**TRACK, "sentAt": "2026-11-01T12:00:00Z"}, TRACK, sentAt="soon")
        assert [event.index for event in batch.events] == [0]
        assert [reject.code for reject in batch.rejects] == ["timestamp_invalid"]
        assert batch.sent_at is None

    def test_the_future_is_clamped_and_recorded(self) -> None:
        event = accept(timestamp="9999-01-01T00:00:00Z")
        assert event.clamped
        assert event.occurred_at == RECEIVED + MessageLimits().future
        assert event.original_timestamp is not None
        assert event.original_timestamp.year == 9999

    def test_a_future_within_the_tolerance_is_not(self) -> None:
        event = accept(timestamp=(RECEIVED + timedelta(minutes=4)).isoformat())
        assert not event.clamped
        assert event.occurred_at == RECEIVED + timedelta(minutes=4)

    @pytest.mark.parametrize(
        "text",
        [
            "2026-11-01T11:00:00",
            "2026-11-01T11:00:00Z",
            "2026-11-01 12:00:00+01:00",
            "2026-11-01T11:00:00.000000000Z",
            "20261101T110000Z",
        ],
    )
    def test_iso_8601_in_its_forms_and_utc_where_no_offset(self, text: str) -> None:
        assert accept(timestamp=text).occurred_at == RECEIVED - timedelta(hours=1)


class TestMessageIds:
    def test_numbers_become_text(self) -> None:
        assert accept(messageId=5).message_id == "5"

    def test_without_one_a_message_that_states_its_time_has_the_digest_of_its_content(self) -> None:
        sent = {
            "type": "track",
            "event": "E",
            "userId": "u",
            "timestamp": "2026-11-01T11:00:00Z",
            "properties": {"a": 1, "b": 2},
        }
        again = dict(reversed(sent.items()), sentAt="2026-11-01T12:00:00Z", properties={"b": 2, "a": 1})
        other = {**sent, "properties": {"a": 1, "b": 3}}
        first, second, third = (event.message_id for event in read(sent, again, other).events)
        assert first == second
        assert first != third
        assert first.startswith("content:")

    def test_on_a_single_route_the_digest_knows_the_type(self) -> None:
        raw = b'{"userId": "u", "event": "E", "timestamp": "2026-11-01T11:00:00Z"}'
        assert read_raw(raw, "track").events[0].message_id != read_raw(raw, "page").events[0].message_id

    def test_without_id_and_time_each_is_new(self) -> None:
        bare = {"type": "track", "event": "E", "userId": "u"}
        assert [event.message_id for event in read(bare, bare).events] == ["new-1", "new-2"]


def test_an_order_is_read_with_its_event() -> None:
    event = accept(event="Order Completed", properties={"order_id": 7, "total": "19.90", "currency": "usd"})
    assert event.order is not None
    assert (event.order.order_key, event.order.event_key) == ("id:7", "message:m1")
    assert event.order.occurred_at == event.occurred_at


def test_an_accepted_event_can_be_refused_later_with_its_source() -> None:
    reject = accept().reject("currency_without_rate", "no rate")
    assert (reject.index, reject.code) == (0, "currency_without_rate")
    assert json.loads(reject.raw) == TRACK
