"""Moments that callers state."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from pydantic import BaseModel, TypeAdapter, ValidationError

from kernel.documents import Instant, strict_example

INSTANT: TypeAdapter[datetime] = TypeAdapter(Instant)


@pytest.mark.parametrize(
    ("stated", "moment"),
    [
        ("2026-11-23T21:00:00Z", datetime(2026, 11, 23, 21, tzinfo=UTC)),
        ("2026-11-23t21:00:00z", datetime(2026, 11, 23, 21, tzinfo=UTC)),
        ("2026-11-23T21:00:00.125+05:30", datetime(2026, 11, 23, 15, 30, 0, 125_000, tzinfo=UTC)),
        ("1900-01-01T00:00:00Z", datetime(1900, 1, 1, tzinfo=UTC)),
        ("9999-12-30T23:59:59Z", datetime(9999, 12, 30, 23, 59, 59, tzinfo=UTC)),
        (datetime(2026, 11, 23, 21, tzinfo=timezone(timedelta(hours=1))), datetime(2026, 11, 23, 20, tzinfo=UTC)),
    ],
)
def test_an_instant_is_read_into_utc(stated: object, moment: datetime) -> None:
    read = INSTANT.validate_python(stated)
    assert (read, read.tzinfo) == (moment, UTC)


@pytest.mark.parametrize(
    "stated",
    [
        "0001-01-01T00:00:00+23:00",
        "0001-01-01T00:00:00Z",
        "1899-12-31T23:59:59Z",
        "1900-01-01T00:00:00+00:01",
        "9999-12-31T00:00:00Z",
        "9999-12-31T23:59:59-23:00",
    ],
)
def test_an_instant_that_some_calendar_does_not_hold_is_out_of_range(stated: str) -> None:
    assert code_of(stated) == "instant_out_of_range"


@pytest.mark.parametrize(
    "stated",
    [
        *("yesterday", "", "2026-11-23", "2026-11-23T21:00:00", "2026-11-23T21:00Z", "2026-11-23T21:00:00 01:00"),
        *("2026-13-01T00:00:00Z", "2026-11-23T21:00:00+24:00", "1795467600", 1795467600, 1795467600.5, True, [], {}),
        datetime(2026, 11, 23, 21),  # noqa: DTZ001 — that it has no zone is the case
    ],
)
def test_what_is_no_rfc_3339_is_no_instant_numbers_least_of_all(stated: object) -> None:
    assert code_of(stated) == "instant_invalid"


def test_the_document_says_what_it_said() -> None:
    assert INSTANT.json_schema() == {"type": "string", "format": "date-time"}


class Dose(BaseModel):
    """Something to compute with."""

    model_config = strict_example(amount=0.5)

    amount: float


@pytest.mark.parametrize(
    ("stated", "code"),
    [
        ({"amount": "0.5"}, "float_type"),
        ({"amount": True}, "float_type"),
        ({"amount": float("nan")}, "finite_number"),
        ({"amount": 0.5, "unit": "g"}, "extra_forbidden"),
    ],
)
def test_a_number_to_compute_with_is_a_finite_number_and_no_text(stated: dict[str, object], code: str) -> None:
    with pytest.raises(ValidationError) as refused:
        Dose.model_validate(stated)
    assert [fault["type"] for fault in refused.value.errors()] == [code]
    assert Dose.model_json_schema()["example"] == {"amount": 0.5}


def code_of(stated: object) -> str:
    with pytest.raises(ValidationError) as refused:
        INSTANT.validate_python(stated)
    return refused.value.errors()[0]["type"]
