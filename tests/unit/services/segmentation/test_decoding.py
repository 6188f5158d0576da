import gzip
import math
import tracemalloc
import zlib

import pytest

from services.segmentation.domain.decoding import (
    BodyTooLargeError,
    UnparsableBodyError,
    UnsupportedEncodingError,
    decode_body,
    parse_json,
)

LIMIT = 4096
BODY = b'{"batch": []}'


@pytest.mark.parametrize(
    ("encoding", "sent"),
    [
        (None, BODY),
        ("", BODY),
        ("identity", BODY),
        ("gzip", gzip.compress(BODY)),
        (" GZIP ", gzip.compress(BODY)),
        ("x-gzip", gzip.compress(BODY)),
        ("deflate", zlib.compress(BODY)),
    ],
)
def test_a_body_arrives_as_it_was_before_its_encoding(encoding: str | None, sent: bytes) -> None:
    assert decode_body(sent, content_encoding=encoding, limit=LIMIT) == BODY


def test_a_body_of_just_the_limit_is_taken() -> None:
    full = b"x" * LIMIT
    assert decode_body(full, content_encoding=None, limit=LIMIT) == full
    assert decode_body(gzip.compress(full), content_encoding="gzip", limit=LIMIT) == full


def test_a_body_over_the_limit_is_refused() -> None:
    with pytest.raises(BodyTooLargeError):
        decode_body(b"x" * (LIMIT + 1), content_encoding=None, limit=LIMIT)


def test_one_byte_over_the_limit_after_inflation_is_refused() -> None:
    with pytest.raises(BodyTooLargeError):
        decode_body(gzip.compress(b"x" * (LIMIT + 1)), content_encoding="gzip", limit=LIMIT)


def test_a_bomb_is_not_inflated_past_the_limit() -> None:
    limit = 128 * 1024
    bomb = gzip.compress(b"\0" * 64 * 1024 * 1024)
    assert len(bomb) < limit
    tracemalloc.start()
    with pytest.raises(BodyTooLargeError):
        decode_body(bomb, content_encoding="gzip", limit=limit)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 4 * limit


@pytest.mark.parametrize(
    ("encoding", "sent"),
    [
        ("gzip", BODY),
        ("gzip", b""),
        ("gzip", gzip.compress(BODY)[:-4]),
        ("gzip", gzip.compress(BODY) + b"tail"),
        ("gzip", gzip.compress(BODY)[:-8] + b"\0" * 8),
        ("deflate", zlib.compress(BODY)[:-1]),
        ("deflate", gzip.compress(BODY)),
    ],
)
def test_a_damaged_stream_is_unparsable(encoding: str, sent: bytes) -> None:
    with pytest.raises(UnparsableBodyError):
        decode_body(sent, content_encoding=encoding, limit=LIMIT)


@pytest.mark.parametrize("encoding", ["br", "zstd", "gzip, gzip", "gzip;q=1"])
def test_other_encodings_are_named_as_unsupported(encoding: str) -> None:
    with pytest.raises(UnsupportedEncodingError):
        decode_body(BODY, content_encoding=encoding, limit=LIMIT)


def test_an_ordinary_body_is_above_suspicion() -> None:
    document = parse_json('{"a": "ž", "b": [1, 2.5, null, true]}'.encode())
    assert document.value == {"a": "ž", "b": [1, 2.5, None, True]}
    assert not document.suspect


@pytest.mark.parametrize(
    "raw", [b'{"a": NaN, "b": 1}', b'{"a": "\\ud800", "b": 1}', b'{"a": "\\u0000", "b": 1}', b'{"a": 1e999, "b": 1}']
)
def test_what_spoils_one_value_leaves_the_others(raw: bytes) -> None:
    document = parse_json(raw)
    assert document.suspect
    assert isinstance(document.value, dict)
    assert document.value["b"] == 1


def test_infinity_is_read_to_be_refused_later() -> None:
    value = parse_json(b"[NaN, Infinity, -Infinity]").value
    assert isinstance(value, list)
    assert math.isnan(value[0])
    assert value[1:] == [math.inf, -math.inf]


def test_a_whole_number_beyond_64_bits_is_a_float_on_both_ways() -> None:
    digits = b"123456789012345678901234"
    assert parse_json(digits).value == float(digits)
    assert parse_json(b"[NaN, %s]" % digits).value[1] == float(digits)  # type: ignore[index] # a list, as the text says


def test_a_number_of_very_many_digits_does_no_harm() -> None:
    assert parse_json(b"[NaN, " + b"9" * 100_000 + b"]").value[1] == math.inf  # type: ignore[index] # a list


def test_of_repeated_keys_the_last_counts() -> None:
    assert parse_json(b'{"a": 1, "a": 2}').value == {"a": 2}


def test_a_byte_order_mark_is_tolerated() -> None:
    assert parse_json(b"\xef\xbb\xbf[1]").value == [1]


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"   ",
        b"{",
        b"garbage",
        b"{'a': 1}",
        b"[1,]",
        b'"\x00"',
        b"\xff\xfe[\x001\x00]\x00",
        '{"a": "ž"}'.encode("iso-8859-2"),
        b'"\xed\xa0\x80"',
        b"[" * 100_000,
        b"[" * 100_000 + b"]" * 100_000,
        b'{"a":' * 100_000 + b"1" + b"}" * 100_000,
    ],
    ids=lambda raw: repr(raw[:12]),
)
def test_what_is_no_json_in_utf8_is_unparsable(raw: bytes) -> None:
    with pytest.raises(UnparsableBodyError) as refusal:
        parse_json(raw)
    assert refusal.value.code == "body_unparsable"
    refusal.value.detail.encode()
