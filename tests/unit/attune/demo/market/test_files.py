import csv
from pathlib import Path

from attune.demo.market import files
from attune.demo.market.channels import CHANNELS, KINDS
from attune.demo.market.population import Assignments, Population
from attune.demo.market.simulation import simulate


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(newline="") as file:
        return list(csv.DictReader(file))


def test_the_files_hold_the_market_to_the_cent(tmp_path: Path, people: Population, assigned: Assignments) -> None:
    market, _ = simulate(people, assigned)
    files.write_touchpoints(tmp_path / "touchpoints.csv", market.touches, people)
    files.write_orders(tmp_path / "orders.csv", market.orders, people)
    files.write_spend(tmp_path / "spend.csv", market.spend)

    touchpoints = rows(tmp_path / "touchpoints.csv")
    assert len(touchpoints) == len(market.touches.at)
    assert {row["channel"] for row in touchpoints} == set(CHANNELS) - {"direct_mail"}
    assert {row["kind"] for row in touchpoints} == set(KINDS)
    assert all(row["campaign"].startswith("simulated_") for row in touchpoints if row["kind"] != "visit")
    assert touchpoints[0]["occurred_at"].startswith("1998-01-05T00:")
    assert touchpoints[0]["occurred_at"].endswith("Z")

    orders = rows(tmp_path / "orders.csv")
    assert [row["order_id"] for row in orders] == market.orders.order_ids
    assert [round(float(row["amount"]) * 100) for row in orders] == market.orders.paid.tolist()
    assert [round(float(row["margin"]) * 100) for row in orders] == market.orders.margin.tolist()
    assert [round(float(row["discount"]) * 100) for row in orders] == market.orders.discount.tolist()

    spend = rows(tmp_path / "spend.csv")
    assert [round(float(row["amount"]) * 100) for row in spend] == market.spend.cents.tolist()
    assert len({(row["channel"], row["day"]) for row in spend}) == len(spend)
    assert all(row["campaign"].startswith("simulated_") for row in spend)
    assert "direct_mail" in {row["channel"] for row in spend}


def test_the_files_do_not_tell_the_truth(tmp_path: Path, people: Population, assigned: Assignments) -> None:
    """An order's row does not say what brought it."""
    market, _ = simulate(people, assigned)
    files.write_orders(tmp_path / "orders.csv", market.orders, people)
    assert not any(name in (tmp_path / "orders.csv").read_text() for name in CHANNELS)
