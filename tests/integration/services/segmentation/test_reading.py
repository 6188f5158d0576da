"""What is read of behaviour: profiles with what the published model says, RFM, and money as it is written."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from uuid import UUID

import httpx
from sqlalchemy import insert

from kernel.database import Database
from kernel.identifiers import new_id
from kernel.principals import Principal
from schema.experiments import experiments, exposures
from schema.roles import EXPERIMENTS, VALUATION
from schema.valuation import customer_values, model_runs, published_model
from services.segmentation.domain.rfm import SegmentName
from tests.integration.services.segmentation.test_ingestion import completed, profile, send, track

DatabaseOf = Callable[[str], Database]


async def publish(database: Database, principal: Principal, customer_id: UUID, calibration_end: date) -> UUID:
    """A model that knows one customer."""
    mine = {"workspace_id": principal.workspace_id, "model_id": new_id()}
    run = {"workspace_id": principal.workspace_id, "id": mine["model_id"], "job_id": new_id(), "model": "bg_nbd"}
    documents = {"request": {"calibration_end": calibration_end.isoformat()}, "fit": {}, "diagnostics": {}}
    value = {"frequency": 1, "recency": 7, "age": 30, "probability_alive": 0.5, "expected_purchases": 2}
    async with database.work(principal) as work:
        await work.execute(insert(model_runs).values(**run, **documents, digest="d", code_version="1"))
        await work.execute(insert(customer_values).values(**mine, customer_id=customer_id, **value))
        await work.execute(insert(published_model).values(**mine))
    return UUID(str(mine["model_id"]))


async def test_a_value_says_up_to_which_day_its_model_looked(
    api: httpx.AsyncClient, database_of: DatabaseOf, principal: Principal
) -> None:
    await send(api, completed("c-1", "o-1", 10))
    known = await profile(api, "u-1")
    assert known["value"] is None
    model_id = await publish(database_of(VALUATION), principal, UUID(known["id"]), date(2026, 1, 31))
    value = (await profile(api, "u-1"))["value"]
    assert (value["model_id"], value["calibration_end"]) == (str(model_id), "2026-01-31")
    assert value["expected_purchases"] == {"estimate": 2.0, "low": None, "high": None}


async def test_money_has_four_decimals_whatever_it_is(api: httpx.AsyncClient) -> None:
    await send(api, track("v-1"), completed("c-2", "o-2", 7, userId="u-2"))
    assert (await profile(api, "u-1"))["behaviour"]["revenue"] == "0.0000"
    assert (await profile(api, "u-2"))["behaviour"]["revenue"] == "7.0000"
    report = (await api.get("/v1/rfm")).json()
    assert {each["revenue"] for each in report["segments"]} == {"0.0000", "7.0000"}
    assert [cell["revenue"] for cell in report["cells"]] == ["7.0000"]


async def test_segments_go_by_the_domains_names(api: httpx.AsyncClient) -> None:
    await send(api, *(completed(f"c-{i}", f"o-{i}", 7, userId=f"u-{i}") for i in range(3)))
    report = (await api.get("/v1/rfm")).json()
    assert [each["segment"] for each in report["segments"]] == [name.value for name in SegmentName]
    document = (await api.get("/openapi.json")).json()["components"]["schemas"]
    assert document["SegmentName"]["enum"] == [name.value for name in SegmentName]
    example = document["RfmTable"]["example"]
    assert {each["segment"] for each in example["segments"] + example["cells"]} <= set(SegmentName)


def opened(message_id: str, at: str, **who: object) -> dict[str, object]:
    campaign = {"campaign": {"source": "newsletter", "medium": "email"}}
    return {"type": "page", "messageId": message_id, "timestamp": at, "context": campaign, **who}


async def test_a_profile_says_what_was_said_to_the_customer_and_where(api: httpx.AsyncClient) -> None:
    await send(
        api,
        opened("p-1", "2026-01-01T00:00:00Z", anonymousId="d"),
        opened("p-2", "2026-01-03T00:00:00Z", userId="u-1"),
        opened("p-3", "2026-01-05T00:00:00Z", userId="somebody"),
        track("t-1", anonymousId="d"),
    )
    known = (await profile(api, "u-1"))["touchpoints"]
    (channel,) = known.pop("channels")
    assert known == {"touchpoints": 2, "first_at": "2026-01-01T00:00:00Z", "last_at": "2026-01-03T00:00:00Z"}
    assert channel == {"channel": "email", **known}
    early = (await api.get("/v1/customers/u-1", params={"as_of": "2026-01-02T00:00:00Z"})).json()["touchpoints"]
    assert (early["touchpoints"], early["last_at"]) == (1, "2026-01-01T00:00:00Z")


async def test_a_profile_without_touchpoints_says_so(api: httpx.AsyncClient) -> None:
    await send(api, track("t-1"))
    known = await profile(api, "u-1")
    assert known["touchpoints"] == {"touchpoints": 0, "first_at": None, "last_at": None, "channels": []}
    assert known["exposures"] == []


async def expose(database: Database, principal: Principal, *told: tuple[str, str, datetime]) -> None:
    """An experiment, and whom it showed which variation when."""
    mine = {"workspace_id": principal.workspace_id}
    experiment: dict[str, object] = {
        **mine,
        "id": new_id(),
        "key": "spring",
        "seed": "s",
        "variations": [],
        "control": "control",
    }
    async with database.work(principal) as work:
        await work.execute(insert(experiments).values(**experiment, metric="revenue"))
        for unit, variation, at in told:
            exposure = {**mine, "experiment_id": experiment["id"], "unit": unit, "unit_digest": unit.encode()}
            await work.execute(insert(exposures).values(**exposure, variation=variation, exposed_at=at))


async def test_a_profile_says_what_the_customer_was_shown_under_any_identifier(
    api: httpx.AsyncClient, database_of: DatabaseOf, principal: Principal
) -> None:
    await send(api, track("t-1", anonymousId="d"), track("t-2", userId="somebody"))
    day = [datetime(2026, 1, number, tzinfo=UTC) for number in (1, 2, 3, 4)]
    told = [("u-1", "blue", day[1]), ("d", "blue", day[0]), ("somebody", "green", day[2]), ("d", "green", day[3])]
    await expose(database_of(EXPERIMENTS), principal, *told)
    shown = (await profile(api, "u-1"))["exposures"]
    assert [(each["experiment"], each["variation"], each["exposed_at"]) for each in shown] == [
        ("spring", "blue", "2026-01-01T00:00:00Z"),
        ("spring", "green", "2026-01-04T00:00:00Z"),
    ]
    early = await api.get("/v1/customers/u-1", params={"as_of": "2026-01-04T00:00:00Z"})
    assert [each["variation"] for each in early.json()["exposures"]] == ["blue"]
