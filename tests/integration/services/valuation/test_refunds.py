"""Refunds that come after the calibration: what is learnt is what was kept, as of the order's own day."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import pytest

from kernel.database import Database
from kernel.jobs import JobContext
from kernel.principals import Principal
from kernel.settings import Settings
from schema.roles import SEGMENTATION, VALUATION
from services.segmentation.app import create_app
from tests.integration.vouching import calls_of

from .conftest import ApiOf, run_model, store_orders
from .test_model_runs import START, regulars

CALIBRATED = "2025-03-20"
ASKED: dict[str, object] = {
    "model": "bg_nbd",
    "calibration_end": CALIBRATED,
    "observation_end": "2025-05-01",
    "time_unit": "day",
}
LATER = datetime.fromisoformat(f"{CALIBRATED}T12:00:00+00:00") + timedelta(days=10)


def told(kind: str, order_id: str, at: datetime, amount: float | None) -> dict[str, Any]:
    properties: dict[str, Any] = {"order_id": order_id} | ({} if amount is None else {"total": amount})
    return {"type": "track", "event": kind, "userId": "c-02", "timestamp": at.isoformat(), "properties": properties}


async def collect(settings: Settings, principal: Principal, events: list[dict[str, Any]]) -> None:
    """Send events."""
    application = create_app(settings)
    async with application.router.lifespan_context(application), calls_of(application, principal, settings) as collector:
        answer = await collector.post("/v1/batch", json={"batch": events})
    assert (answer.json()["accepted"], answer.json()["rejected"]) == (len(events), []), answer.text


HALF = [("first", 12.0, 12.0), ("second", 40.0, 15.0)]
"""Orders of one customer: what was paid, and what was left of it in the end."""
WHOLE = [("first", 12.0, 12.0), ("second", 40.0, None), ("third", 14.0, 14.0)]


@pytest.mark.parametrize("orders", [HALF, WHOLE], ids=["in part", "in whole"])
async def test_a_run_is_that_of_orders_which_were_smaller_from_the_beginning_or_never_were(
    settings: Settings,
    database_of: Callable[[str], Database],
    api_of: ApiOf,
    principal: Principal,
    other_principal: Principal,
    orders: list[tuple[str, float, float | None]],
) -> None:
    dated = [(name, START + timedelta(days=3 + 20 * place), total, left) for place, (name, total, left) in enumerate(orders)]
    paid = [told("Order Completed", name, day, total) for name, day, total, _ in dated]
    kept = [told("Order Completed", name, day, left) for name, day, _, left in dated if left is not None]
    refunds = [
        told("Order Refunded", name, LATER, None if left is None else total - left)
        for name, _, total, left in dated
        if left != total
    ]
    records = []
    for who, events in ((principal, paid + refunds), (other_principal, kept)):
        await store_orders(database_of(SEGMENTATION), who, [each for each in regulars() if each.customer != "c-02"])
        await collect(settings, who, events)
        async with api_of(who) as api:
            run_id = await run_model(api, partial(JobContext, settings, database_of(VALUATION), who), **ASKED)
            records.append((await api.get(f"/v1/valuation/models/{run_id}")).json())
    refunded, smaller = records
    for part in ("fit", "spend", "backtest", "diagnostics"):
        assert refunded[part] == smaller[part], part
    assert refunded["fit"]["customers"] == 12
