"""Traits as text: what one value is, however it was written, over the API into the published view that others read."""

from collections.abc import Callable
from typing import Any

import httpx
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from kernel.database import Database
from kernel.principals import Principal
from schema.roles import GATEWAY, SEGMENTATION, VALUATION
from services.segmentation.domain.wellformed import number_text
from tests.conftest import make_workspace
from tests.integration.services.segmentation.conftest import ApiOf
from tests.integration.services.segmentation.test_ingestion import send

SINGLE = {
    "int": (5, "5"),
    "float": (5.0, "5"),
    "text": ("5", "5"),
    "large": (1e30, "1" + 30 * "0"),
    "small": (1e-7, "0.0000001"),
    "minus_zero": (-0.0, "0"),
    "long": (2**53 + 1, "9007199254740993"),
    "true": (True, "true"),
    "false": (False, "false"),
    "plan": ("Pro ", "Pro "),
    "number_in_text": ("5.0", "5.0"),
}
NONE = {"empty": "", "null": None, "list": [5], "object": {"of": 5}, "nothing": [], "deep": {"a": [{"b": 1.0}]}}


async def traits_told(database: Database, principal: Principal) -> dict[str, str | None]:
    """As another service reads them."""
    async with database.work(principal) as work:
        rows = await work.execute(text("select name, value from published.customer_traits"))
        return {row.name: row.value for row in rows}


async def test_a_value_is_one_text_however_it_was_written(
    api: httpx.AsyncClient, database_of: Callable[[str], Database], principal: Principal
) -> None:
    traits: dict[str, Any] = {name: value for name, (value, _) in SINGLE.items()} | NONE
    await send(api, {"type": "identify", "userId": "u", "messageId": "i", "traits": traits})
    told = await traits_told(database_of(VALUATION), principal)
    assert {name: told[name] for name in SINGLE} == {name: wanted for name, (_, wanted) in SINGLE.items()}
    assert all(told.get(name) is None for name in NONE)


async def test_spellings_that_only_json_knows(
    api_of: ApiOf, database_of: Callable[[str], Database], principal: Principal
) -> None:
    """As they may lie there from a time before, or from another writer: the view itself reads them all alike."""
    async with api_of(principal) as api:
        await send(api, {"type": "identify", "userId": "u", "messageId": "i", "traits": {"level": 1}})
    for written, wanted in {"5e0": "5", "5.00": "5", "-0.0": "0", "0.50": "0.5", "1E2": "100", "1e-2": "0.01"}.items():
        async with database_of(SEGMENTATION).work(principal) as work:
            await work.execute(text("update attune.subject_traits set value = cast(:value as jsonb)"), {"value": written})
        assert await traits_told(database_of(VALUATION), principal) == {"level": wanted}


# The connections are shared by all examples; every example has a workspace of its own.
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    numbers=st.lists(
        st.one_of(st.integers(-(2**53), 2**53), st.floats(allow_nan=False, allow_infinity=False)), min_size=1, max_size=20
    )
)
async def test_the_view_and_the_rule_in_python_are_one(
    api_of: ApiOf, database_of: Callable[[str], Database], numbers: list[float]
) -> None:
    principal = await make_workspace(database_of(GATEWAY))
    traits = {f"n{place}": number for place, number in enumerate(numbers)}
    async with api_of(principal) as api:
        await send(api, {"type": "identify", "userId": "u", "messageId": "i", "traits": traits})
    told = await traits_told(database_of(VALUATION), principal)
    assert told == {name: number_text(number) for name, number in traits.items()}
