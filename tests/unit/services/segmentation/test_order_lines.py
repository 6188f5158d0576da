"""Lines of orders: what products say, and what is left of each after discounts and refunds."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from services.segmentation.domain.order_lines import MAX_LINES, OrderLine, ToldLine, ToldRefund, fold_lines, read_lines
from services.segmentation.domain.orders import order_event_of


def line(product: str | None = None, amount: str | None = None, quantity: str | None = "1") -> ToldLine:
    return ToldLine(product, None, None if quantity is None else Decimal(quantity), None if amount is None else Decimal(amount))


def nets(told: list[ToldLine], gross: str, *refunds: ToldRefund, whole: bool = False) -> list[str]:
    return [f"{each.net.normalize():f}" for each in fold_lines(told, refunds, Decimal(gross), whole=whole)]


def refund(amount: str, *lines: ToldLine) -> ToldRefund:
    return ToldRefund(Decimal(amount), lines)


def test_a_product_is_a_line() -> None:
    (told,) = read_lines([{"product_id": 7, "category": " Games ", "price": "9.95", "quantity": 2, "name": "Chess"}])
    assert told == ToldLine("7", "Games", Decimal(2), Decimal("19.90"))


@pytest.mark.parametrize(
    ("product", "told"),
    [
        ({"productId": "p", "price": 1}, ToldLine("p", None, Decimal(1), Decimal(1))),
        ({"product_id": {}, "sku": "s", "price": 1}, ToldLine("s", None, Decimal(1), Decimal(1))),
        ({"price": 2}, ToldLine(None, None, Decimal(1), Decimal(2))),
        ({"product_id": "x" * 256, "category": "c" * 256, "price": 2}, ToldLine(None, None, Decimal(1), Decimal(2))),
        ({"category": ["Games"], "price": 2}, ToldLine(None, None, Decimal(1), Decimal(2))),
        ({"category": True, "price": 2}, ToldLine(None, None, Decimal(1), Decimal(2))),
        ({"category": 12, "price": 2}, ToldLine(None, "12", Decimal(1), Decimal(2))),
        ({"product_id": 5.0, "category": 5.0, "price": 2}, ToldLine("5", "5", Decimal(1), Decimal(2))),
        ({"category": "  "}, ToldLine(None, None, Decimal(1), None)),
        ({"quantity": -1, "price": 5}, ToldLine(None, None, None, None)),
        ({"quantity": "two", "price": 5}, ToldLine(None, None, None, None)),
        ({"quantity": "1e999", "price": 5}, ToldLine(None, None, None, None)),
        ({"quantity": 0, "price": 5}, ToldLine(None, None, Decimal(0), Decimal(0))),
        ({"quantity": 3, "price": -5}, ToldLine(None, None, Decimal(3), None)),
        ({"quantity": 3, "price": float("nan")}, ToldLine(None, None, Decimal(3), None)),
        ({"quantity": 3, "price": "1,50"}, ToldLine(None, None, Decimal(3), None)),
        ({"quantity": 1000, "price": "0.00005"}, ToldLine(None, None, Decimal(1000), Decimal("0.05"))),
        ({"quantity": 1e9, "price": 1e9}, ToldLine(None, None, Decimal(10**9), None)),
        ("a book", ToldLine(None, None, None, None)),
        (None, ToldLine(None, None, None, None)),
    ],
)
def test_what_makes_no_sense_is_not_known(product: object, told: ToldLine) -> None:
    assert read_lines([product]) == (told,)


@pytest.mark.parametrize("products", [None, [], {}, "books", 5])
def test_what_is_no_list_of_products_is_no_lines(products: object) -> None:
    assert read_lines(products) == ()


def test_of_too_many_products_the_last_line_is_the_rest() -> None:
    products: list[object] = [{"product_id": str(number), "price": 2, "category": "c"} for number in range(MAX_LINES + 9)]
    told = read_lines(products)
    assert len(told) == MAX_LINES
    assert told[-1] == ToldLine(None, None, Decimal(10), Decimal(20))
    assert read_lines(products[:MAX_LINES])[-1].product_id == str(MAX_LINES - 1)
    assert read_lines([*products, "?"])[-1] == ToldLine(None, None, None, None)


@pytest.mark.parametrize(
    "products", [[{"price": "much", "quantity": -1}], ["?"], "?", [{"quantity": float("inf")}], [{"price": 1}] * 3000]
)
def test_an_order_that_states_what_was_paid_is_never_lost_for_its_products(products: object) -> None:
    told = {"order_id": "1", "total": 9, "products": products}
    event = order_event_of("Order Completed", told, message_id="m", occurred_at=datetime(2026, 1, 1, tzinfo=UTC))
    assert event is not None
    assert event.amount == Decimal(9)


def test_lines_share_out_what_was_paid_with_discounts_taxes_and_shipping_in_it() -> None:
    assert nets([line("a", "30"), line("b", "10")], "36") == ["27", "9"]  # 10 % off
    assert nets([line("a", "30"), line("b", "10")], "48") == ["36", "12"]  # 20 % more


def test_not_a_ten_thousandth_is_lost_between_them() -> None:
    told = [line(str(number), "1") for number in range(3)]
    assert nets(told, "10") == ["3.3333", "3.3333", "3.3334"]
    assert nets(told, "0.0002") == ["0", "0.0001", "0.0001"]
    assert nets(told, "0") == ["0", "0", "0"]


def test_lines_without_a_price_share_what_the_others_leave() -> None:
    assert nets([line("a", "30"), line("b", None, "3"), line("c", None)], "70") == ["30", "30", "10"]
    assert nets([line("a", "30"), line("b", None)], "24") == ["24", "0"]
    assert nets([line("a", None, "3"), line("b", None)], "20") == ["15", "5"]


def test_a_line_that_makes_no_sense_has_no_money_beside_one_that_does() -> None:
    assert nets([line("a", "30"), line("b", None, None)], "40") == ["40", "0"]
    assert nets([line("a", None, None), line("b", None, None)], "40") == ["20", "20"]
    assert nets([line("a", "0", "1"), line("b", "0", "3")], "40") == ["10", "30"]  # gifts, and what their parcel cost
    assert nets([line("a", "0", "0"), line("b", "0", "0")], "40") == ["20", "20"]


LINES = [line("a", "30", "3"), line("b", "50"), line("c", "20")]


def test_a_refund_of_an_amount_alone_reduces_all_lines_in_proportion() -> None:
    assert nets(LINES, "100", refund("50")) == ["15", "25", "10"]
    assert nets(LINES, "100", refund("50"), refund("10")) == ["12", "20", "8"]


def test_a_refund_that_names_products_reduces_those() -> None:
    assert nets(LINES, "100", refund("50", line("b", "50"))) == ["30", "0", "20"]
    assert nets(LINES, "100", refund("10", line("a", "10"))) == ["20", "50", "20"]
    assert nets(LINES, "100", refund("30", line("a", "10"), line("c", "20"))) == ["20", "50", "0"]


def test_without_a_price_what_came_back_is_worth_its_part_of_the_line() -> None:
    assert nets(LINES, "100", refund("20", line("a", None, "2"))) == ["10", "50", "20"]
    assert nets(LINES, "100", refund("60", line("a", None, "1"), line("b", None))) == ["20", "0", "20"]
    assert nets(LINES, "100", refund("30", line("a", None, None))) == ["0", "50", "20"]
    assert nets(LINES, "100", refund("30", line("a", None, "99"))) == ["0", "50", "20"]


def test_what_a_refund_gives_beyond_its_products_comes_from_them_and_then_from_all() -> None:
    assert nets(LINES, "100", refund("25", line("a", "20"))) == ["5", "50", "20"]  # with its postage
    assert nets(LINES, "100", refund("65", line("a", "30"))) == ["0", "25", "10"]
    assert nets(LINES, "100", refund("50", line("b", "50")), refund("25", line("b", "50"))) == ["15", "0", "10"]


def test_a_refund_of_products_that_the_order_does_not_have_reduces_all() -> None:
    assert nets(LINES, "100", refund("50", line("z", "50"))) == ["15", "25", "10"]
    assert nets(LINES, "100", refund("50", line(None, "50"))) == ["15", "25", "10"]
    assert nets(LINES, "100", refund("40", line("b", "30"), line("z", "10"))) == ["25.7143", "17.1429", "17.1428"]


def test_the_same_product_on_two_lines_is_refunded_on_both() -> None:
    twice = [line("a", "10"), line("a", "30", "3"), line("b", "60")]
    assert nets(twice, "100", refund("20", line("a", "20", "2"))) == ["5", "15", "60"]
    kept = fold_lines(twice, [refund("20", line("a", "20", "2"))], Decimal(100), whole=False)
    assert [each.quantity for each in kept] == [Decimal(0), Decimal(2), Decimal(1)]


def test_quantities_are_those_that_were_kept() -> None:
    kept = fold_lines(LINES, [refund("20", line("a", "20", "2"))], Decimal(100), whole=False)
    assert [each.quantity for each in kept] == [Decimal(1), Decimal(1), Decimal(1)]
    assert kept[0] == OrderLine(0, "a", None, Decimal(1), Decimal("10.0000"))


def test_of_an_order_given_back_whole_nothing_is_left() -> None:
    told = [*LINES, line("d", None, None)]
    kept = fold_lines(told, [refund("50")], Decimal(100), whole=True)
    assert [(each.net, each.quantity) for each in kept] == [(Decimal(0), Decimal(0))] * 3 + [(Decimal(0), None)]


def test_no_lines_stay_none() -> None:
    assert fold_lines([], [refund("5")], Decimal(100), whole=False) == ()
