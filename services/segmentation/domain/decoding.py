"""From the bytes of a request to a JSON document, however badly they are meant."""

import json
import zlib
from dataclasses import dataclass

import orjson

from inference.errors import DomainError

_WINDOW_BITS = {"gzip": 31, "x-gzip": 31, "deflate": 15}  # zlib's wbits: 16 + 15 reads gzip's header, 15 zlib's
_INT64_DIGITS = 18


class BodyTooLargeError(DomainError):
    """A body over the limit, before or after inflation."""

    code = "body_too_large"
    title = "The request body is larger than this endpoint takes."


class UnparsableBodyError(DomainError):
    """Bytes that are no JSON document in UTF-8, or that do not inflate."""

    code = "body_unparsable"
    title = "The request body could not be read as JSON."


class UnsupportedEncodingError(DomainError):
    """A Content-Encoding other than identity, gzip and deflate."""

    code = "content_encoding_unsupported"
    title = "The request body's Content-Encoding is not supported."


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed JSON body.

    Attributes:
        value: The JSON value; it may hold NaN, infinities, NUL and lone surrogates only where `suspect` is true.
        suspect: Whether its strings and numbers have to be looked at one by one.
    """

    value: object
    suspect: bool


def decode_body(raw: bytes, *, content_encoding: str | None, limit: int) -> bytes:
    """Undo a Content-Encoding; inflation stops at the limit, so that a bomb costs no more than the limit.

    One gzip member is read: no client sends several, and empty members without end would be a bomb of their own.

    Raises:
        BodyTooLargeError: More than `limit` bytes, as sent or inflated.
        UnparsableBodyError: The compressed stream is damaged, cut short or followed by something else.
        UnsupportedEncodingError: Another encoding, or several.
    """
    if len(raw) > limit:
        raise BodyTooLargeError(f"The body has {len(raw)} bytes; at most {limit} are taken.")
    encoding = (content_encoding or "identity").strip().lower()
    if encoding in {"identity", ""}:
        return raw
    if encoding not in _WINDOW_BITS:
        raise UnsupportedEncodingError("Content-Encoding may be identity, gzip or deflate.")
    return _inflate(raw, window_bits=_WINDOW_BITS[encoding], limit=limit)


def parse_json(raw: bytes) -> Document:
    """Parse a body, quickly where it is ordinary and leniently where it is not.

    What the quick parser refuses goes through the standard library's, which lets NaN, Infinity and lone surrogates in:
    they spoil their own event, not its neighbours. Of repeated keys the last one counts.

    Raises:
        UnparsableBodyError: Not JSON, not UTF-8, or nested too deeply.
    """
    try:
        return Document(orjson.loads(raw), suspect=b"\\u0000" in raw)
    except orjson.JSONDecodeError:
        return Document(_parse_leniently(raw), suspect=True)


def _parse_leniently(raw: bytes) -> object:
    try:
        return json.loads(raw.decode("utf-8-sig"), parse_int=_read_int)
    except UnicodeDecodeError as error:
        raise UnparsableBodyError(f"The body is not UTF-8: byte {error.start} cannot be decoded.") from error
    except json.JSONDecodeError as error:
        raise UnparsableBodyError(f"The body is not JSON: {error.msg} at character {error.pos}.") from error
    except RecursionError as error:
        raise UnparsableBodyError("The body is nested too deeply.") from error


def _read_int(digits: str) -> int | float:
    # As orjson does: what passes 64 bits is a float, so that it can be written out again.
    return int(digits) if len(digits) <= _INT64_DIGITS else float(digits)


def _inflate(raw: bytes, *, window_bits: int, limit: int) -> bytes:
    try:
        inflater = zlib.decompressobj(window_bits)
        inflated = inflater.decompress(raw, limit + 1)
    except zlib.error as error:
        raise UnparsableBodyError("The body does not inflate: its compressed stream is damaged.") from error
    if len(inflated) > limit:
        raise BodyTooLargeError(f"The body inflates to more than {limit} bytes.")
    if not inflater.eof or inflater.unused_data:
        raise UnparsableBodyError("The body does not inflate: its compressed stream is cut short or has a tail.")
    return inflated
