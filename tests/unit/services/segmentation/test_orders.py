from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from services.segmentation.domain.order_lines import ToldLine
from services.segmentation.domain.orders import (
    Order,
    OrderEvent,
    OrderEventKind,
    fold_order,
    order_event_of,
    order_kind_of,
)
from services.segmentation.domain.rejection import RejectionError

NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)


def read(name: str = "Order Completed", /, **properties: object) -> OrderEvent:
    event = order_event_of(name, properties, message_id="m1", occurred_at=NOON)
    assert event is not None
    return event


def refusal(name: str = "Order Completed", /, **properties: object) -> str:
    with pytest.raises(RejectionError) as error:
        order_event_of(name, properties, message_id="m1", occurred_at=NOON)
    return error.value.code


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Order Completed", "completed"),
        ("Completed Order", "completed"),
        ("order_completed", "completed"),
        ("orderCompleted", "completed"),
        ("Order Updated", "updated"),
        ("Order Refunded", "refunded"),
        ("Order Cancelled", "cancelled"),
        ("Order Canceled", "cancelled"),
    ],
)
def test_the_spellings_of_order_events(name: str, kind: str) -> None:
    assert order_kind_of(name) == kind


@pytest.mark.parametrize("name", ["Product Added", "Order Completed Twice", "Reorder Completed", "", "Checkout Completed"])
def test_other_events_say_nothing_of_orders(name: str) -> None:
    assert order_event_of(name, {"total": "bad"}, message_id="m", occurred_at=NOON) is None


@pytest.mark.parametrize(
    ("properties", "amount"),
    [
        ({"total": 19.9, "revenue": 5}, "19.9"),
        ({"revenue": "25.00"}, "25"),
        ({"total": "", "revenue": 25}, "25"),
        ({"total": None, "revenue": 25}, "25"),
        ({"total": 0}, "0"),
        ({"total": "0.00", "revenue": 5}, "0"),
        ({"products": [{"price": 0.1, "quantity": 3}, {"price": "2.5"}]}, "2.8"),
        ({"products": [{"price": "0.00005", "quantity": 1000}]}, "0.05"),
        ({"total": 0.1 + 0.2}, "0.3"),
        ({"total": "1e3"}, "1000"),
        ({"total": " .5 "}, "0.5"),
        ({"total": 1e12}, "1000000000000"),
        ({"total": "0.00005"}, "0.0000"),
        ({"total": "0.00015"}, "0.0002"),
        ({"total": "-0.0"}, "0"),
    ],
)
def test_what_was_paid(properties: dict[str, object], amount: str) -> None:
    assert read(**properties).amount == Decimal(amount)


def test_money_is_exact_to_four_places_and_zero_has_no_sign() -> None:
    assert str(read(total="19.9").amount) == "19.9000"
    assert str(read(total="-0.0").amount) == "0.0000"


@pytest.mark.parametrize(
    ("properties", "code"),
    [
        ({}, "order_amount_missing"),
        ({"products": []}, "order_amount_missing"),
        ({"products": [{"price": 1}, {"quantity": 2}]}, "order_amount_missing"),
        ({"products": {"price": 1}}, "order_products_invalid"),
        ({"products": ["x"]}, "order_products_invalid"),
        ({"products": [{"price": 5, "quantity": -1}]}, "order_amount_invalid"),
        ({"products": [{"price": -5}, {"price": 9}]}, "order_amount_invalid"),
        ({"products": [{"price": 5, "quantity": "two"}]}, "order_amount_invalid"),
        ({"products": [{"price": "1e12", "quantity": "1e999"}]}, "order_amount_invalid"),
        ({"total": "1,234.50"}, "order_amount_invalid"),
        ({"total": "1_000"}, "order_amount_invalid"),
        ({"total": "$5"}, "order_amount_invalid"),
        ({"total": "٣"}, "order_amount_invalid"),
        ({"total": "NaN"}, "order_amount_invalid"),
        ({"total": "Infinity"}, "order_amount_invalid"),
        ({"total": float("nan")}, "order_amount_invalid"),
        ({"total": float("inf")}, "order_amount_invalid"),
        ({"total": Decimal("sNaN")}, "order_amount_invalid"),
        ({"total": True}, "order_amount_invalid"),
        ({"total": [5]}, "order_amount_invalid"),
        ({"total": -0.00001}, "order_amount_invalid"),
        ({"total": 1.1e12}, "order_amount_invalid"),
        ({"total": "1e999"}, "order_amount_invalid"),
        ({"total": "1e99999999999"}, "order_amount_invalid"),
        ({"total": "9" * 100_000}, "order_amount_invalid"),
        ({"total": 1, "currency": "EURO"}, "currency_invalid"),
        ({"total": 1, "currency": "€"}, "currency_invalid"),
        ({"total": 1, "currency": "ÄÖÜ"}, "currency_invalid"),
        ({"total": 1, "currency": 978}, "currency_invalid"),
        ({"total": 1, "margin": "much"}, "order_margin_invalid"),
        ({"total": 1, "discount": -1}, "order_discount_invalid"),
        ({"total": 1, "order_id": "o" * 256}, "id_too_long"),
        ({"total": 1, "order_id": {}}, "id_invalid"),
    ],
)
def test_what_an_order_cannot_be(properties: dict[str, object], code: str) -> None:
    assert refusal(**properties) == code


@pytest.mark.parametrize("name", ["Order Refunded", "Order Cancelled", "Order Updated"])
def test_what_changes_an_order_must_say_which(name: str) -> None:
    assert refusal(name, total=1) == "order_id_missing"


def test_the_other_properties_of_an_order() -> None:
    event = read(order_id=12, total=9, currency=" eur ", margin="-2.5", discount="1")
    assert event == OrderEvent(
        order_id="12",
        order_key="id:12",
        event_key="message:m1",
        kind=OrderEventKind.COMPLETED,
        occurred_at=NOON,
        amount=Decimal(9),
        currency="EUR",
        margin=Decimal("-2.5"),
        discount=Decimal(1),
    )


def test_an_order_without_a_number_stands_alone() -> None:
    event = read(total=9, order_id=" ")
    assert event.order_id is None
    assert event.order_key == "message:m1"


def test_a_refund_is_partial_by_its_amount_or_products_and_else_whole() -> None:
    assert read("Order Refunded", order_id="1", total=4).amount == Decimal(4)
    assert read("Order Refunded", order_id="1", products=[{"price": 2, "quantity": 2}]).amount == Decimal(4)
    assert read("Order Refunded", order_id="1").amount is None
    assert refusal("Order Refunded", order_id="1", products=[{"sku": "x"}]) == "order_amount_missing"


def test_a_cancellation_needs_no_amount() -> None:
    assert read("Order Cancelled", order_id="1", total="whatever").amount is None


def event(kind: str, key: str, minutes: int, amount: str | None = None, **fields: object) -> OrderEvent:
    values: dict[str, object] = {"currency": None, "margin": None, "discount": None, **fields}
    return OrderEvent(
        order_id="1",
        order_key="id:1",
        event_key=key,
        kind=OrderEventKind(kind),
        occurred_at=NOON + timedelta(minutes=minutes),
        amount=None if amount is None else Decimal(amount),
        **values,  # type: ignore[arg-type] # a test's shorthand
    )


def fold(*events: OrderEvent) -> Order:
    order = fold_order(events)
    assert order is not None
    return order


PLACED = event("completed", "a", 0, "100", currency="EUR", margin=Decimal(40), discount=Decimal(10))


def test_a_completed_order() -> None:
    order = fold(PLACED)
    assert (order.gross, order.refunded, order.net) == (Decimal(100), Decimal(0), Decimal(100))
    assert (order.currency, order.margin, order.discount) == ("EUR", Decimal(40), Decimal(10))
    assert (order.order_key, order.order_id, order.event_key) == ("id:1", "1", "a")
    assert order.ordered_at == NOON
    assert order.is_purchase
    assert not order.cancelled


def test_a_refund_before_its_order_waits_for_it() -> None:
    refund = event("refunded", "r", -5, "30")
    assert fold_order([refund]) is None
    assert fold_order([event("cancelled", "c", 0)]) is None
    assert fold_order([]) is None
    assert fold(refund, PLACED).net == Decimal(70)


def test_an_update_changes_what_was_paid_and_not_when_it_was_placed() -> None:
    order = fold(PLACED, event("updated", "b", 60, "80"))
    assert order.gross == Decimal(80)
    assert order.ordered_at == NOON
    assert order.event_key == "b"
    assert order.currency == "EUR"
    assert order.margin is None


def test_an_update_that_names_no_products_changes_what_they_come_to_and_not_which_they_are() -> None:
    lines = (ToldLine("a", "Games", Decimal(1), Decimal(75)), ToldLine("b", None, Decimal(1), Decimal(25)))
    placed = event("completed", "a", 0, "100", lines=lines)
    assert [(line.product_id, line.net) for line in fold(placed).lines] == [("a", Decimal(75)), ("b", Decimal(25))]
    cheaper = event("updated", "b", 60, "80")
    assert [line.net for line in fold(placed, cheaper).lines] == [Decimal(60), Decimal(20)]
    other = event("updated", "c", 90, "80", lines=lines[1:])
    assert [(line.product_id, line.net) for line in fold(placed, cheaper, other).lines] == [("b", Decimal(80))]
    assert fold(cheaper).lines == ()


def test_an_update_older_than_the_order_does_not_count() -> None:
    assert fold(PLACED, event("updated", "b", -60, "80")).gross == Decimal(100)


def test_an_update_alone_is_an_order() -> None:
    order = fold(event("updated", "b", 60, "80"))
    assert order.gross == Decimal(80)
    assert order.ordered_at == NOON + timedelta(minutes=60)


def test_at_equal_times_the_greater_key_counts() -> None:
    assert fold(event("updated", "b", 0, "80"), PLACED).gross == Decimal(80)
    assert fold(event("updated", "Z", 0, "80"), PLACED).gross == Decimal(100)


def test_partial_refunds_add_up_and_margin_is_kept_in_proportion() -> None:
    order = fold(PLACED, event("refunded", "r1", 1, "30"), event("refunded", "r2", 2, "20.5"))
    assert (order.refunded, order.net) == (Decimal("50.5"), Decimal("49.5"))
    assert (order.margin, order.discount) == (Decimal("19.8"), Decimal("4.95"))
    assert order.is_purchase


def test_a_refund_told_twice_counts_once() -> None:
    refund = event("refunded", "r", 1, "30")
    assert fold(PLACED, refund, refund).net == Decimal(70)


@pytest.mark.parametrize(
    "refunds",
    [
        [event("refunded", "r", 1)],
        [event("refunded", "r", 1, "100")],
        [event("refunded", "r", 1, "60"), event("refunded", "s", 2, "60")],
        [event("refunded", "r", 1, "5"), event("refunded", "s", 2)],
        [event("cancelled", "r", 1)],
    ],
)
def test_what_is_given_back_whole_is_no_purchase(refunds: list[OrderEvent]) -> None:
    order = fold(PLACED, *refunds)
    assert (order.refunded, order.net) == (Decimal(100), Decimal(0))
    assert (order.margin, order.discount) == (Decimal(0), Decimal(0))
    assert not order.is_purchase
    assert order.cancelled == (refunds[0].kind is OrderEventKind.CANCELLED)


def test_an_order_of_zero_is_a_purchase_unless_it_is_cancelled_or_refunded_whole() -> None:
    free = event("completed", "a", 0, "0", margin=Decimal(-3))
    assert fold(free).is_purchase
    assert fold(free).margin == Decimal(-3)
    assert fold(free, event("refunded", "r", 1, "0")).is_purchase
    assert not fold(free, event("refunded", "r", 1)).is_purchase
    assert not fold(free, event("cancelled", "c", 1)).is_purchase
    assert fold(free, event("cancelled", "c", 1)).margin == Decimal(0)
