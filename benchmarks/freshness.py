"""From an event's acceptance to its effect: how long until a read shows an order that was acknowledged a moment ago.

Every order is of a new customer. The time runs from the 200 of its event to the end of the first read that shows it, over one
connection, beside an ordinary read of the same kind: the floor, since nothing is seen faster than it can be read.
"""

import asyncio
import statistics
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from uuid import uuid4

import httpx

from benchmarks.report import Figure, tell
from benchmarks.system import CUSTOMERS, EVENTS, System, make_batch, running_system

ORDERS = 300
"""Of each kind of effect."""

FLAG = "has-ordered"
PATIENCE_SECONDS = 10.0

Read = Callable[[httpx.AsyncClient, str, int], Awaitable[bool]]


@dataclass(frozen=True, slots=True)
class Effect:
    """What an order changes.

    Attributes:
        name: Of what is read.
        shows: Whether a read shows the order of a customer, with which so many customers have bought.
    """

    name: str
    shows: Read


async def profile_shows(client: httpx.AsyncClient, customer: str, _: int) -> bool:
    answer = (await client.get(f"/v1/customers/{customer}")).raise_for_status()
    return bool(answer.json()["behaviour"]["orders"] == 1)


async def segments_show(client: httpx.AsyncClient, _: str, customers: int) -> bool:
    answer = (await client.get("/v1/rfm")).raise_for_status()
    return bool(answer.json()["customers"] == customers)


async def flag_shows(client: httpx.AsyncClient, customer: str, _: int) -> bool:
    context = {"context": {"targetingKey": customer}}
    answer = (await client.post(f"/ofrep/v1/evaluate/flags/{FLAG}", json=context)).raise_for_status()
    return bool(answer.json()["value"])


EFFECTS = (Effect("profile", profile_shows), Effect("segments (RFM)", segments_show), Effect("flag targeting", flag_shows))


@dataclass(slots=True)
class Timing:
    """Milliseconds of one kind of effect.

    Attributes:
        fresh: From acceptance to the end of the read that showed it.
        floor: Of one read when nothing is new.
        at_once: How many orders the first read showed.
    """

    fresh: list[float]
    floor: list[float]
    at_once: int = 0


async def _send(client: httpx.AsyncClient) -> str:
    """An order of a new customer, accepted."""
    customer = f"fresh-{uuid4()}"
    order = {"userId": customer, "event": "Order Completed", "properties": {"order_id": customer, "total": "19.90"}}
    answer = (await client.post("/v1/track", json=order)).raise_for_status()
    assert answer.json()["accepted"] == 1, answer.text
    return customer


async def _time(client: httpx.AsyncClient, effect: Effect, timing: Timing, customers: int) -> None:
    customer = await _send(client)
    accepted, reads = time.perf_counter(), 1
    while not await effect.shows(client, customer, customers):
        reads += 1
        assert time.perf_counter() - accepted < PATIENCE_SECONDS, f"{effect.name} never showed the order"
    seen = time.perf_counter()
    assert await effect.shows(client, customer, customers)
    timing.floor.append((time.perf_counter() - seen) * 1e3)
    timing.fresh.append((seen - accepted) * 1e3)
    timing.at_once += reads == 1


async def measure_freshness(system: System) -> list[Figure]:
    """p50 and p99 from acceptance to effect, as ratios to the median read, with the milliseconds beside them."""
    headers = {"Authorization": f"Bearer {system.workspace.admin_key}"}
    timings = {effect.name: Timing([], []) for effect in EFFECTS}
    async with httpx.AsyncClient(base_url=system.address, headers=headers, timeout=60) as client:
        for _ in range(2):  # customers for the segments to be made of; the second round finds every plan and pool warm
            everybody = iter(range(CUSTOMERS))
            for _ in range(CUSTOMERS // EVENTS):
                (await client.post("/v1/batch", content=make_batch(everybody))).raise_for_status()
        rule = {"kind": "force", "condition": {"customer.orders": {"$gte": 1}}, "value": True}
        flag = {"key": FLAG, "kind": "boolean", "default": False, "rules": [rule]}
        (await client.post("/v1/flags", json=flag)).raise_for_status()
        customers = (await client.get("/v1/rfm")).raise_for_status().json()["customers"]
        for _ in range(ORDERS):
            for effect in EFFECTS:
                customers += 1
                await _time(client, effect, timings[effect.name], customers)
    return [figure for effect in EFFECTS for figure in _figures(effect.name, timings[effect.name])]


def _figures(name: str, timing: Timing) -> list[Figure]:
    floor = statistics.median(timing.floor)
    p50, p99 = statistics.median(timing.fresh), statistics.quantiles(timing.fresh, n=100)[98]
    detail = f"{p50:.1f} ms, an ordinary read {floor:.1f} ms; {timing.at_once} of {len(timing.fresh)} seen by the first read"
    return [
        Figure(f"acceptance to {name}, p50 to the median read", p50 / floor, detail=detail),
        Figure(f"acceptance to {name}, p99 to the median read", p99 / floor, detail=f"{p99:.1f} ms"),
    ]


def main() -> None:
    """Measure it."""
    with running_system() as system:
        tell("From an event's acceptance to its effect", asyncio.run(measure_freshness(system)))


if __name__ == "__main__":
    main()
