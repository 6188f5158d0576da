"""The dashboard and the alerts ask for what there is: metrics, labels and values that the code has, in PromQL that parses."""

import json
import re
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import promql_parser
import pytest
import yaml
from prometheus_client import REGISTRY
from prometheus_client.metrics import MetricWrapperBase

import attune.composition  # noqa: F401 — with all that it brings
import kernel.serving  # noqa: F401 — likewise
from attune.services import SERVICES
from gateway.upstreams.remote import _FAILURES
from kernel.gauges import Observed, Surveyed

ROOT = Path(__file__).resolve().parents[2]
MONITORING = ROOT / "docs" / "monitoring"
ALERTS: list[dict[str, Any]] = [
    rule for group in yaml.safe_load((MONITORING / "alerts.yaml").read_text())["groups"] for rule in group["rules"]
]
DASHBOARD: dict[str, Any] = json.loads((MONITORING / "grafana-dashboard.json").read_text())
PANELS: list[dict[str, Any]] = [panel for panel in DASHBOARD["panels"] if panel["type"] != "row"]
TEXT = (ROOT / "docs" / "operations.md").read_text()

OF_PROMETHEUS = {"job", "instance"}
SUFFIXES = {"counter": {"_total"}, "gauge": {""}, "histogram": {"_bucket", "_sum", "_count"}}
VALUES = {
    "service": {"router", "gateway", *SERVICES},
    "status": {"200", "404", "499", "500", "502", "503", "504"},
    "verdict": {"accepted", "duplicate", "rejected"},
    "outcome": {"done", "failed", "passed_over"},
    "reason": {"pool", "busy", "unreachable"},
    "code": {failure.code for failure in _FAILURES},
    "route": {"/livez", "/readyz", "/metrics", *(prefix for service in SERVICES.values() for prefix in service.prefixes)},
    "state": {"queued", "running", "stalled", "in_use", "free", "waiting", "succeeded", "failed", "cancelled"},
}
"""What labels can say. What is counted from the start is checked against the counters themselves, below."""


def collectors() -> Iterator[tuple[str, str, set[str]]]:
    """Name, type and labels of every metric of ours."""
    for collector in list(REGISTRY._collector_to_names):
        if isinstance(collector, MetricWrapperBase) and collector._name.startswith("attune_"):
            yield collector._name, str(collector._type), set(collector._labelnames)
        elif isinstance(collector, Observed | Surveyed) and collector._name.startswith("attune_"):
            yield collector._name, "gauge", set(collector._labels)


SERIES: dict[str, set[str]] = {
    f"{name}{suffix}": labels | ({"le"} if suffix == "_bucket" else set())
    for name, kind, labels in collectors()
    for suffix in SUFFIXES[kind]
} | {
    "up": set(),
    **{
        f"process_{name}": set()
        for name in ("cpu_seconds_total", "resident_memory_bytes", "open_fds", "max_fds", "start_time_seconds")
    },
}


def expressions() -> list[tuple[str, str]]:
    """Every expression, with where it stands; Grafana's variables filled in."""
    asked = [(rule["alert"], rule["expr"]) for rule in ALERTS]
    asked += [(panel["title"], target["expr"]) for panel in PANELS for target in panel["targets"]]
    for variable in DASHBOARD["templating"]["list"]:
        if variable["type"] == "query":
            (found,) = re.findall(r"label_values\((.*), \w+\)", variable["query"]["query"])
            asked.append((variable["name"], found))
    return [(place, filled(text)) for place, text in asked]


def filled(text: str) -> str:
    """An expression as Grafana sends it."""
    return text.replace("$__rate_interval", "5m").replace("$job", ".*").replace("$instance", ".*")


EXPRESSIONS = expressions()
IDS = [f"{number}-{place}" for number, (place, _) in enumerate(EXPRESSIONS)]
each_expression = pytest.mark.parametrize(("place", "text"), EXPRESSIONS, ids=IDS)


def parts(node: Any) -> Iterator[Any]:  # noqa: ANN401 — the parser's nodes have no types
    """A node of an expression and all below it."""
    yield node
    for name in ("expr", "lhs", "rhs", "vector_selector", "param"):
        below = getattr(node, name, None)
        if below is not None:
            yield from parts(below)
    for argument in getattr(node, "args", None) or ():
        yield from parts(argument)


def selectors(text: str) -> list[Any]:
    return [part for part in parts(promql_parser.parse(text)) if isinstance(part, promql_parser.VectorSelector)]


@each_expression
def test_it_asks_for_metrics_that_there_are(place: str, text: str) -> None:
    found = selectors(text)
    assert found, place
    assert [selector.name for selector in found if selector.name not in SERIES] == []


@each_expression
def test_it_selects_by_labels_and_values_that_there_are(place: str, text: str) -> None:
    for selector in selectors(text):
        for matcher in selector.matchers.matchers:
            assert matcher.name in SERIES[selector.name] | OF_PROMETHEUS, f"{place}: {selector.name}{{{matcher.name}}}"
            if matcher.name not in OF_PROMETHEUS:
                assert_every_choice_fits(matcher.value, VALUES[matcher.name])


def assert_every_choice_fits(pattern: str, values: set[str]) -> None:
    """Every alternative of a pattern matches something: one that does not is a name that was changed."""
    for choice in choices(pattern):
        assert any(re.fullmatch(choice, value) for value in values), f"{choice} is none of {sorted(values)}"


def choices(pattern: str) -> list[str]:
    """The alternatives of a pattern with one level of brackets."""
    found = []
    for each in re.split(r"\|(?![^(]*\))", pattern):
        before, _, rest = each.partition("(")
        inner, _, after = rest.partition(")")
        found += [f"{before}{one}{after}" for one in inner.split("|")]
    return found


@each_expression
def test_it_groups_by_labels_that_there_are(place: str, text: str) -> None:
    known = set().union(*(SERIES[selector.name] for selector in selectors(text))) | OF_PROMETHEUS
    for part in parts(promql_parser.parse(text)):
        modifier = getattr(part, "modifier", None)
        labels = set(getattr(modifier, "labels", None) or ())
        assert labels <= known, f"{place}: {labels - known}"


@pytest.mark.parametrize("panel", PANELS, ids=lambda panel: panel["title"])
def test_a_panel_names_series_by_labels_that_they_have(panel: dict[str, Any]) -> None:
    for target in panel["targets"]:
        assert set(re.findall(r"{{(\w+)}}", target["legendFormat"])) <= labels_of(filled(target["expr"]))


def test_the_dashboard_can_be_imported_anywhere() -> None:
    assert DASHBOARD["templating"]["list"][0]["type"] == "datasource"
    sources = [panel["datasource"] for panel in PANELS] + [
        target["datasource"] for panel in PANELS for target in panel["targets"]
    ]
    assert {json.dumps(source) for source in sources} == {json.dumps({"type": "prometheus", "uid": "${datasource}"})}
    ids = [panel["id"] for panel in DASHBOARD["panels"]]
    assert len(ids) == len(set(ids))


def test_no_two_panels_lie_on_each_other() -> None:
    places = [panel["gridPos"] for panel in DASHBOARD["panels"]]
    for one, other in combinations(places, 2):
        beside = one["x"] + one["w"] <= other["x"] or other["x"] + other["w"] <= one["x"]
        above = one["y"] + one["h"] <= other["y"] or other["y"] + other["h"] <= one["y"]
        assert beside or above, (one, other)
    assert max(place["x"] + place["w"] for place in places) == 24


def rows_of(heading: str) -> dict[str, str]:
    section = TEXT.split(f"\n### {heading}\n")[1].split("\n### ")[0]
    return {cells[1]: line for line in section.splitlines() if line.startswith("| `") for cells in [line.split("|")]}


def test_what_to_do_is_written_for_every_alert_and_no_other() -> None:
    assert [name.strip(" `") for name in rows_of("What to do")] == [rule["alert"] for rule in ALERTS]
    assert len({rule["alert"] for rule in ALERTS}) == len(ALERTS)


def test_every_metric_is_explained_and_no_other_is() -> None:
    explained = re.findall(r"`(attune_\w+)`", "".join(rows_of("What the figures mean")))
    assert sorted(explained) == sorted(f"{name}_total" if kind == "counter" else name for name, kind, _ in collectors())


def test_every_alert_says_how_urgent_it_is_and_what_is_wrong() -> None:
    assert {rule["labels"]["severity"] for rule in ALERTS} == {"page", "ticket"}
    for rule in ALERTS:
        assert set(re.findall(r"\$labels\.(\w+)", rule["annotations"]["summary"])) <= labels_of(rule["expr"])


def labels_of(text: str) -> set[str]:
    """The labels that an expression leaves: those of its grouping, or all where it groups by nothing."""
    groupings = [
        set(part.modifier.labels) if part.modifier is not None else set()
        for part in parts(promql_parser.parse(text))
        if isinstance(part, promql_parser.AggregateExpr) and str(part.op) != "topk"  # which keeps the labels of what it chooses
    ]
    return groupings[0] if groupings else set().union(*(SERIES[each.name] for each in selectors(text))) | OF_PROMETHEUS


def test_what_labels_can_say_is_what_the_code_counts() -> None:
    for name, label in (("attune_ingested_events", "verdict"),):
        counted = {sample.labels[label] for metric in REGISTRY.collect() if metric.name == name for sample in metric.samples}
        assert counted == VALUES[label]
