"""What is read of behaviour: profiles with what the published model says, RFM, and money as it is written."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

import httpx
from sqlalchemy import insert

from kernel.database import Database
from kernel.identifiers import new_id
from kernel.principals import Principal
from schema.roles import VALUATION
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
