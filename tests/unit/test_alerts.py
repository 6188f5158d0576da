"""Every alert fires in its trouble, and none while all is well, says promtool, where it is installed (apt: prometheus)."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.unit.test_monitoring import ALERTS, MONITORING

TROUBLE: dict[str, dict[str, str]] = {
    "AttuneProcessDown": {'up{job="attune-worker",instance="w"}': "0x60"},
    "AttuneServiceDown": {'attune_upstream_up{upstream="planning",replica="a"}': "0x60"},
    "AttuneReplicaDown": {
        'attune_upstream_up{upstream="planning",replica="a"}': "0x60",
        'attune_upstream_up{upstream="planning",replica="b"}': "1x60",
    },
    "AttuneFailures": {
        'attune_http_requests_total{service="router",method="GET",route="/v1/rfm",status="200"}': "0+90x60",
        'attune_http_requests_total{service="router",method="GET",route="/v1/rfm",status="503"}': "0+10x60",
    },
    "AttuneSlow": {
        'attune_http_request_seconds_bucket{service="router",method="POST",route="/v1/batch",le="0.5"}': "0+90x60",
        'attune_http_request_seconds_bucket{service="router",method="POST",route="/v1/batch",le="1"}': "0+100x60",
        'attune_http_request_seconds_bucket{service="router",method="POST",route="/v1/batch",le="+Inf"}': "0+100x60",
    },
    "AttuneRejects": {
        'attune_ingested_events_total{verdict="accepted"}': "0+80x60",
        'attune_ingested_events_total{verdict="rejected"}': "0+20x60",
    },
    "AttuneNobodyWorks": {'attune_build_info{version="1",instance="g"}': "1x60"},
    "AttuneJobsWait": {'attune_jobs_oldest_queued_seconds{kind="segmentation.import"}': "0+60x60"},
    "AttuneJobsStall": {'attune_jobs_open{kind="segmentation.import",state="stalled"}': "1x60"},
    "AttuneJobsFail": {'attune_jobs_finished_total{kind="segmentation.import",state="failed"}': "0x50 1x10"},
    "AttuneFeedLags": {'attune_feed_lag_seconds{reader="valuation"}': "0+60x60"},
    "AttuneEventPassedOver": {
        'attune_feed_reactions_total{reader="valuation",type="customer.erased",outcome="passed_over"}': "0x50 1x10"
    },
    "AttuneDatabaseUnreachable": {'attune_database_refusals_total{role="attune_gateway",reason="unreachable"}': "0+1x60"},
    "AttunePoolExhausted": {'attune_database_refusals_total{role="attune_gateway",reason="pool"}': "0x50 3x10"},
    "AttunePoolNearlyFull": {
        'attune_database_connections{role="attune_gateway",state="in_use",instance="g",job="attune"}': "8x60",
        'attune_database_pool_size{role="attune_gateway",instance="g",job="attune"}': "8x60",
    },
    "AttuneComputationsWait": {'attune_compute_tasks{state="waiting",instance="v"}': "1x60"},
    "AttuneComputationsDie": {'attune_compute_interruptions_total{instance="v"}': "0x50 1x10"},
    "AttuneLoopLags": {
        'attune_event_loop_lag_seconds_bucket{instance="g",le="0.25"}': "0+90x60",
        'attune_event_loop_lag_seconds_bucket{instance="g",le="0.5"}': "0+100x60",
        'attune_event_loop_lag_seconds_bucket{instance="g",le="+Inf"}': "0+100x60",
    },
    "AttuneFilesRunOut": {
        'process_open_fds{job="attune-gateway",instance="g"}': "900x60",
        'process_max_fds{job="attune-gateway",instance="g"}': "1024x60",
    },
    "AttuneVersionsDiffer": {
        'attune_build_info{version="1",instance="g"}': "1x120",
        'attune_build_info{version="2",instance="v"}': "1x120",
    },
}
ALL_IS_WELL = {
    'up{job="attune-worker",instance="w"}': "1x120",
    'attune_upstream_up{upstream="planning",replica="a"}': "1x120",
    'attune_http_requests_total{service="router",method="GET",route="/v1/rfm",status="200"}': "0+90x120",
    'attune_http_requests_total{service="router",method="GET",route="/readyz",status="503"}': "0+90x120",
    'attune_http_request_seconds_bucket{service="router",method="POST",route="/v1/batch",le="0.5"}': "0+90x120",
    'attune_http_request_seconds_bucket{service="router",method="POST",route="/v1/batch",le="+Inf"}': "0+90x120",
    'attune_ingested_events_total{verdict="accepted"}': "0+80x120",
    'attune_ingested_events_total{verdict="rejected"}': "0x120",
    "attune_survey_timestamp_seconds": "0+60x120",
    'attune_build_info{version="1",instance="g"}': "1x120",
    'attune_jobs_oldest_queued_seconds{kind="segmentation.import"}': "5x120",
    'attune_jobs_open{kind="segmentation.import",state="stalled"}': "0x120",
    'attune_jobs_finished_total{kind="segmentation.import",state="failed"}': "3x120",
    'attune_jobs_finished_total{kind="segmentation.import",state="succeeded"}': "0+1x120",
    'attune_feed_lag_seconds{reader="valuation"}': "1x120",
    'attune_feed_reactions_total{reader="valuation",type="customer.erased",outcome="passed_over"}': "2x120",
    'attune_database_refusals_total{role="attune_gateway",reason="unreachable"}': "7x120",
    'attune_database_connections{role="attune_gateway",state="in_use",instance="g",job="attune"}': "2x120",
    'attune_database_pool_size{role="attune_gateway",instance="g",job="attune"}': "8x120",
    'attune_compute_tasks{state="waiting",instance="v"}': "0x120",
    'process_open_fds{job="attune-gateway",instance="g"}': "90x120",
    'process_max_fds{job="attune-gateway",instance="g"}': "1024x120",
}


@pytest.fixture
def promtool() -> str:
    path = shutil.which("promtool")
    if path is None:
        pytest.skip("promtool is not installed")
    return path


def run_rules(promtool: str, directory: Path, series: dict[str, str], minute: int, expected: dict[str, Any]) -> None:
    test = {
        "interval": "1m",
        "input_series": [{"series": name, "values": values} for name, values in series.items()],
        "promql_expr_test": [
            {
                "expr": f'sum(ALERTS{{alertname="{name}", alertstate="firing"}})',
                "eval_time": f"{minute}m",
                "exp_samples": samples,
            }
            for name, samples in expected.items()
        ],
    }
    path = directory / "test.yaml"
    path.write_text(json.dumps({"rule_files": [str(MONITORING / "alerts.yaml")], "evaluation_interval": "1m", "tests": [test]}))
    done = subprocess.run([promtool, "test", "rules", str(path)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_promtool_finds_no_fault(promtool: str) -> None:
    subprocess.run([promtool, "check", "rules", str(MONITORING / "alerts.yaml")], check=True)


def test_there_is_a_trouble_for_every_alert() -> None:
    assert TROUBLE.keys() == {rule["alert"] for rule in ALERTS}


@pytest.mark.parametrize("alert", TROUBLE)
def test_an_alert_fires_in_its_trouble(alert: str, promtool: str, tmp_path: Path) -> None:
    minute = 80 if alert == "AttuneVersionsDiffer" else 55
    run_rules(promtool, tmp_path, TROUBLE[alert], minute, {alert: [{"labels": "{}", "value": 1}]})


def test_none_fires_while_all_is_well(promtool: str, tmp_path: Path) -> None:
    run_rules(promtool, tmp_path, ALL_IS_WELL, 110, {rule["alert"]: [] for rule in ALERTS})
