"""What text and identifiers must be before a database can hold them."""

import json
import math
import re
from decimal import Decimal

from services.segmentation.domain.rejection import RejectCode, RejectionError

MAX_IDENTIFIER = 255
MAX_RAW = 128 * 1024
"""Characters kept of a reject: more than any message or row has that is not refused for its size."""

_SURROGATE = re.compile("[\ud800-\udfff]")
_RAW_DEPTH = 200  # of a value kept for the record: json.dumps recurses, and what lies deeper is cut
_EXACT_FLOAT = 2.0**53


def require_wellformed(value: object) -> None:
    """Refuse NUL, lone surrogates and non-finite numbers anywhere in a JSON value, keys included.

    It walks without recursion, so that depth cannot exhaust the stack.

    Raises:
        RejectionError: `text_has_nul`, `text_not_unicode` or `number_not_finite`.
    """
    waiting = [value]
    while waiting:
        item = waiting.pop()
        if isinstance(item, str):
            _require_storable(item)
        elif isinstance(item, float):
            if not math.isfinite(item):
                raise RejectionError(RejectCode.NUMBER_NOT_FINITE, "a number is NaN or infinite")
        elif isinstance(item, dict):
            waiting.extend(item)
            waiting.extend(item.values())
        elif isinstance(item, list):
            waiting.extend(item)


def is_storable(text: str) -> bool:
    """Whether Postgres can hold the text: no NUL and no lone surrogate."""
    return "\0" not in text and (text.isascii() or _SURROGATE.search(text) is None)


def storable(text: str) -> str:
    r"""The text with NUL and lone surrogates written as their JSON escapes (`\u0000`, `\ud800`)."""
    return text.replace("\0", "\\u0000").encode("utf-8", "backslashreplace").decode("utf-8")


def raw_text(value: object) -> str:
    """A JSON value as text that Postgres can hold, for the record of a reject.

    Levels deeper than 200 are cut to an ellipsis; what JSON does not know (a date, a Decimal) is written as text. Of what is
    longer than `MAX_RAW` characters only the beginning is kept, which is no JSON any more.
    """
    return storable(json.dumps(_cut(value, _RAW_DEPTH), ensure_ascii=False, default=str)[:MAX_RAW])


def number_text(number: float) -> str:
    """The digits of a finite number, the same however it was written: 5, 5.0 and 5e0 are "5", -0.0 is "0".

    Postgres' `trim_scale` of the number in JSON is the same text: so `published.customer_traits` tells traits.
    """
    digits = format(Decimal(repr(number)), "f")
    digits = digits.rstrip("0").rstrip(".") if "." in digits else digits
    return "0" if digits == "-0" else digits


def read_identifier(value: object, field: str) -> str | None:
    """An identifier as text, None where it is absent or blank.

    Numbers are taken as JavaScript would write them (12.0 is "12"): clients send numeric ids.

    Raises:
        RejectionError: `id_invalid` for another type, `id_too_long` past 255 characters.
    """
    if isinstance(value, str):
        text = value
    elif value is None:
        return None
    elif isinstance(value, bool) or not isinstance(value, int | float):
        raise RejectionError(RejectCode.ID_INVALID, f"{field} is neither text nor a number")
    elif isinstance(value, float) and value.is_integer() and abs(value) < _EXACT_FLOAT:
        text = str(int(value))
    else:
        text = str(value)
    if len(text) > MAX_IDENTIFIER:
        raise RejectionError(RejectCode.ID_TOO_LONG, f"{field} is longer than {MAX_IDENTIFIER} characters")
    return text if text and not text.isspace() else None


def _require_storable(text: str) -> None:
    if "\0" in text:
        raise RejectionError(RejectCode.TEXT_HAS_NUL, "a text holds the character NUL")
    if not text.isascii() and _SURROGATE.search(text):
        raise RejectionError(RejectCode.TEXT_NOT_UNICODE, "a text holds a lone surrogate or bytes that are not UTF-8")


def _cut(value: object, depth: int) -> object:
    if isinstance(value, dict):
        return {str(key): _cut(item, depth - 1) for key, item in value.items()} if depth else "…"
    if isinstance(value, list):
        return [_cut(item, depth - 1) for item in value] if depth else "…"
    return value
