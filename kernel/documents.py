"""What all documents on the wire share."""

from typing import Any

from pydantic import ConfigDict


def example(**content: Any) -> ConfigDict:  # noqa: ANN401 — whatever the example shows
    """The configuration of a schema that shows one example of itself in the OpenAPI document."""
    return ConfigDict(json_schema_extra={"example": content})


def request_example(**content: Any) -> ConfigDict:  # noqa: ANN401 — whatever the example shows
    """As `example`, for what a caller sends: a field that is not known is refused, never dropped in silence."""
    return ConfigDict(json_schema_extra={"example": content}, extra="forbid", allow_inf_nan=False)
