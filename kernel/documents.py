"""What all documents on the wire share."""

import re
from datetime import UTC, datetime
from typing import Annotated, Any

from pydantic import AwareDatetime, BeforeValidator, ConfigDict
from pydantic_core import PydanticCustomError


def example(**content: Any) -> ConfigDict:  # noqa: ANN401 — whatever the example shows
    """The configuration of a schema that shows one example of itself in the OpenAPI document."""
    return ConfigDict(json_schema_extra={"example": content})


def request_example(**content: Any) -> ConfigDict:  # noqa: ANN401 — whatever the example shows
    """As `example`, for what a caller sends: a field that is not known is refused, never dropped in silence."""
    return ConfigDict(json_schema_extra={"example": content}, extra="forbid", allow_inf_nan=False)


def strict_example(**content: Any) -> ConfigDict:  # noqa: ANN401 — whatever the example shows
    """As `request_example`, for numbers to compute with: a text is no number, and true is not 1."""
    return {**request_example(**content), "strict": True}


_RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)", re.ASCII)
# The years 1900 to 9999, less the last day: no zone's calendar runs ahead of UTC's by more, and Python's ends there.
_FIRST, _END = datetime(1900, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, tzinfo=UTC)


def _read_instant(value: object) -> datetime:
    """An instant in UTC, of RFC 3339 text or of a datetime that knows its zone.

    Raises:
        PydanticCustomError: `instant_invalid`, or `instant_out_of_range` outside the years 1900 to 9999.
    """
    try:
        moment = datetime.fromisoformat(_rfc_3339(value)) if isinstance(value, str) else value
    except ValueError as error:
        raise _invalid_instant() from error
    if not isinstance(moment, datetime) or moment.utcoffset() is None:
        raise _invalid_instant()
    try:
        moment = moment.astimezone(UTC)
    except OverflowError as error:
        raise _instant_out_of_range() from error
    if not _FIRST <= moment < _END:
        raise _instant_out_of_range()
    return moment


def _rfc_3339(text: str) -> str:
    upper = text.upper()
    if _RFC_3339.fullmatch(upper) is None:
        raise ValueError(text)
    return upper


def _invalid_instant() -> PydanticCustomError:
    return PydanticCustomError("instant_invalid", "Not an instant in RFC 3339 with its offset, such as 2026-11-23T21:00:00Z")


def _instant_out_of_range() -> PydanticCustomError:
    return PydanticCustomError("instant_out_of_range", "Not within the years 1900 to 9999 (to 9999-12-30, in UTC)")


Instant = Annotated[AwareDatetime, BeforeValidator(_read_instant)]
"""A moment that a caller states, as RFC 3339 text with its offset; what is read of it is in UTC."""
