import gzip
import json
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from services.segmentation.domain.decoding import UnparsableBodyError, decode_body, parse_json
from services.segmentation.domain.messages import Batch, read_batch
from services.segmentation.domain.wellformed import is_storable, require_wellformed

RECEIVED = datetime(2026, 11, 1, 12, tzinfo=UTC)
ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=()), max_size=8)  # lone surrogates too
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | ANY_TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(ANY_TEXT, inner, max_size=3),
    max_leaves=8,
)
FIELDS = {
    "type": st.sampled_from(["track", "identify", "page", "screen", "group", "alias"]) | JSON,
    "event": st.sampled_from(["Viewed", "Order Completed", "Order Refunded"]) | JSON,
    "userId": st.just("u") | JSON,
    "anonymousId": st.just("a") | JSON,
    "previousId": JSON,
    "groupId": JSON,
    "messageId": JSON,
    "timestamp": st.datetimes().map(datetime.isoformat) | JSON,
    "originalTimestamp": st.datetimes().map(datetime.isoformat) | JSON,
    "sentAt": st.datetimes().map(datetime.isoformat) | JSON,
    "name": JSON,
    "traits": st.dictionaries(ANY_TEXT, JSON, max_size=2) | JSON,
    "context": st.dictionaries(ANY_TEXT, JSON, max_size=2) | JSON,
    "properties": st.fixed_dictionaries({}, optional={"total": JSON, "products": JSON, "order_id": JSON, "currency": JSON}),
}
MESSAGES = st.fixed_dictionaries({}, optional=FIELDS) | JSON


def read(value: object) -> Batch:
    document = parse_json(json.dumps(value).encode())
    return read_batch(document, kind="batch", received_at=RECEIVED, new_message_id=lambda: "new")


@given(st.lists(MESSAGES, max_size=4), JSON, JSON)
def test_every_message_is_accepted_or_kept_with_its_reason(messages: list[Any], sent_at: object, write_key: object) -> None:
    batch = read({"batch": messages, "sentAt": sent_at, "writeKey": write_key})
    assert sorted([event.index for event in batch.events] + [reject.index for reject in batch.rejects]) == list(
        range(len(messages))
    )
    for reject in batch.rejects:
        assert is_storable(reject.raw)
        assert is_storable(reject.message)
    assert batch.write_key is None or is_storable(batch.write_key)


@given(st.lists(MESSAGES, max_size=4))
def test_what_is_accepted_can_be_stored(messages: list[Any]) -> None:
    for event in read({"batch": messages}).events:
        require_wellformed([event.properties, event.traits, event.context])
        for text in (event.name, event.message_id, event.user_id, event.anonymous_id, event.previous_id):
            assert text is None or (is_storable(text) and 0 < len(text) <= 255)
        assert event.user_id or event.anonymous_id
        assert event.occurred_at <= RECEIVED + timedelta(minutes=5)
        assert event.occurred_at.tzinfo is UTC


@given(st.lists(MESSAGES, max_size=4))
def test_a_batch_read_again_gives_the_same(messages: list[Any]) -> None:
    assert read({"batch": messages}) == read({"batch": messages})


@given(st.binary(max_size=60) | JSON.map(lambda value: json.dumps(value).encode()))
def test_any_bytes_are_a_document_or_unparsable(raw: bytes) -> None:
    try:
        document = parse_json(raw)
    except UnparsableBodyError:
        return
    if not document.suspect:
        require_wellformed(document.value)


@given(st.binary(max_size=200), st.integers(0, 40))
def test_damaged_gzip_is_unparsable_or_whole(body: bytes, cut: int) -> None:
    sent = gzip.compress(body)
    try:
        assert decode_body(sent[: len(sent) - cut], content_encoding="gzip", limit=1000) == body
    except UnparsableBodyError:
        assert cut > 0
