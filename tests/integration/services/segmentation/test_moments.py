"""The moment that a question is asked of."""

import httpx
import pytest


@pytest.mark.parametrize("as_of", ["0001-01-01T00:00:00+23:00", "9999-12-31T23:59:59-23:00", "1899-12-31T23:59:59Z"])
async def test_a_moment_that_no_calendar_holds_is_refused(api: httpx.AsyncClient, as_of: str) -> None:
    answer = await api.get("/v1/events/summary", params={"as_of": as_of})
    assert answer.status_code == 422
    assert [(fault["pointer"], fault["code"]) for fault in answer.json()["errors"]] == [("?as_of", "instant_out_of_range")]


@pytest.mark.parametrize("as_of", ["1900-01-01T00:00:00Z", "9999-12-30T23:59:59Z", "2026-11-23T21:00:00-23:00"])
async def test_the_ends_of_the_calendar_are_asked_of_like_any_moment(api: httpx.AsyncClient, as_of: str) -> None:
    answer = await api.get("/v1/events/summary", params={"as_of": as_of})
    assert answer.status_code == 200
