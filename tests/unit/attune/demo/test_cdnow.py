from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from attune.demo import cdnow

needs_wheel = pytest.mark.skipif(cdnow.find_wheel() is None, reason="make setup has not fetched the wheel with CDNOW's data")


@needs_wheel
def test_the_sample_is_whole() -> None:
    orders = cdnow.read_orders(full=False)
    assert len(orders) == 6_919
    assert len({order.customer_id for order in orders}) == 2_357
    assert sum(order.amount for order in orders) == Decimal("244091.94")
    assert orders[0] == cdnow.CdnowOrder("00004", date(1997, 1, 1), 2, Decimal("29.33"))


@needs_wheel
def test_the_master_is_whole() -> None:
    orders = cdnow.read_orders(full=True)
    assert len(orders) == 69_659
    assert len({order.customer_id for order in orders}) == 23_570
    assert sum(order.amount == 0 for order in orders) == 80
    assert (min(order.day for order in orders), max(order.day for order in orders)) == (
        date(1997, 1, 1),
        cdnow.OBSERVATION_END,
    )


@needs_wheel
def test_the_samples_customers_are_the_masters() -> None:
    master = {(order.customer_id, order.day, order.amount) for order in cdnow.read_orders(full=True)}
    assert all((order.customer_id, order.day, order.amount) in master for order in cdnow.read_orders(full=False))


def test_without_the_wheel_the_error_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ATTUNE_CDNOW_WHEEL", str(tmp_path / "nowhere.whl"))
    assert cdnow.find_wheel() is None
    with pytest.raises(cdnow.CdnowNotFoundError, match="make setup"):
        cdnow.read_orders(full=False)
