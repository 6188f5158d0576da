"""Model runs on CDNOW's sample: the published figures, through the job and the routes."""

from collections.abc import Callable
from uuid import UUID

import httpx
import pytest
from numpy.testing import assert_allclose

from kernel.database import Database
from kernel.jobs import read_job
from kernel.principals import Principal
from schema.roles import SEGMENTATION
from services.valuation.jobs import handle_run

from .conftest import ContextOf, store_cdnow

ASKED = {
    "model": "bg_nbd",
    "calibration_end": "1997-09-30",
    "observation_end": "1998-06-30",
    "time_unit": "week",
    "annual_discount_rate": 0.1,
    "horizon": 52,
}


async def run(api: httpx.AsyncClient, context_of: ContextOf, asked: dict[str, object]) -> UUID:
    """Ask for a run, and do its job here."""
    response = await api.post("/v1/valuation/models", json=asked)
    assert response.status_code == 202, response.text
    job_id = UUID(response.json()["id"])
    async with context_of(job_id, {}).work() as work:
        job = await read_job(work, job_id)
    return UUID((await handle_run(context_of(job_id, job.arguments)))["model_id"])


async def test_the_sample_is_fitted_and_tested_as_published(
    api: httpx.AsyncClient, context_of: ContextOf, principal: Principal, database_of: Callable[[str], Database]
) -> None:
    await store_cdnow(database_of(SEGMENTATION), principal)
    run_id = await run(api, context_of, ASKED)
    record = (await api.get(f"/v1/valuation/models/{run_id}")).json()
    fit, spend, backtest = record["fit"], record["spend"], record["backtest"]
    assert list(fit["parameters"]) == ["r", "alpha", "a", "b"]
    assert_allclose(list(fit["parameters"].values()), [0.2425945, 4.4136019, 0.7929199, 2.4258881], rtol=1e-3)
    assert fit["log_likelihood"] == pytest.approx(-9582.4292, abs=1e-3)
    assert_allclose(list(spend["parameters"].values()), [6.25, 3.74, 15.44], rtol=2e-3)
    assert spend["customers"] == 946
    assert backtest["actual"] == 1882
    assert backtest["model"]["predicted"] == pytest.approx(1653.41, abs=0.05)
    assert backtest["naive"]["predicted"] == pytest.approx(2930.10, abs=0.05)
    assert backtest["beats_naive"] is True
