"""Order events, and the order that they fold to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from services.segmentation.domain.money import (
    EXACT,
    bounded_money,
    is_absent,
    read_currency,
    read_decimal,
    read_optional_money,
    round_money,
)
from services.segmentation.domain.order_lines import OrderLine, ToldLine, ToldRefund, fold_lines, read_lines
from services.segmentation.domain.rejection import RejectCode, RejectionError
from services.segmentation.domain.wellformed import read_identifier

_ZERO = Decimal("0.0000")
_ONE = Decimal(1)


class OrderEventKind(StrEnum):
    """What an order event says of its order."""

    COMPLETED = "completed"
    UPDATED = "updated"
    IMPORTED = "imported"
    REFUNDED = "refunded"
    CANCELLED = "cancelled"


_BASES = frozenset({OrderEventKind.COMPLETED, OrderEventKind.UPDATED, OrderEventKind.IMPORTED})
_PLACING = frozenset({OrderEventKind.COMPLETED, OrderEventKind.IMPORTED})
_KINDS = {
    "ordercompleted": OrderEventKind.COMPLETED,
    "completedorder": OrderEventKind.COMPLETED,
    "orderupdated": OrderEventKind.UPDATED,
    "updatedorder": OrderEventKind.UPDATED,
    "orderrefunded": OrderEventKind.REFUNDED,
    "refundedorder": OrderEventKind.REFUNDED,
    "ordercancelled": OrderEventKind.CANCELLED,
    "ordercanceled": OrderEventKind.CANCELLED,
    "cancelledorder": OrderEventKind.CANCELLED,
    "canceledorder": OrderEventKind.CANCELLED,
}


@dataclass(frozen=True, slots=True)
class OrderEvent:
    """One thing said of an order.

    Attributes:
        order_id: The company's own number, where one was given.
        order_key: What groups the events of one order: `id:<order_id>`, else the key of the only event.
        event_key: Identifies the event within its workspace; equal times are decided by it.
        kind: What it says.
        occurred_at: When, in UTC.
        amount: Paid, or given back; None for a refund of the whole and for a cancellation.
        currency: Three capitals, None for the workspace's own.
        margin: Money earned on it, may be negative; None where unknown.
        discount: Money let off, already taken from the amount; None where unknown.
        lines: The products that it names: of the order, or given back; none where it names none.
    """

    order_id: str | None
    order_key: str
    event_key: str
    kind: OrderEventKind
    occurred_at: datetime
    amount: Decimal | None
    currency: str | None
    margin: Decimal | None
    discount: Decimal | None
    lines: tuple[ToldLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Order:
    """What an order has come to.

    Attributes:
        order_key: The key of its events.
        order_id: The company's own number.
        event_key: The event whose statement counts; whose subject it has, that customer's is the order.
        ordered_at: When it was placed, in UTC.
        gross: Paid.
        refunded: Given back, at most gross.
        net: gross − refunded.
        currency: Three capitals, None for the workspace's own.
        margin: Money earned on what was kept; None where unknown.
        discount: Money let off on what was kept; None where unknown.
        cancelled: Whether a cancellation was among its events.
        is_purchase: Whether it counts as a purchase: neither cancelled nor refunded whole. An order of 0 counts.
        lines: Its products, whose nets add up to the order's; none where they are not known.
    """

    order_key: str
    order_id: str | None
    event_key: str
    ordered_at: datetime
    gross: Decimal
    refunded: Decimal
    net: Decimal
    currency: str | None
    margin: Decimal | None
    discount: Decimal | None
    cancelled: bool
    is_purchase: bool
    lines: tuple[OrderLine, ...] = ()


def order_key_of(order_id: str | None, event_key: str) -> str:
    """What groups the events of one order; without a number an event stands alone."""
    return f"id:{order_id}" if order_id is not None else event_key


def order_kind_of(name: str) -> OrderEventKind | None:
    """What a track event of that name says of an order; None for every other event.

    As in Segment's e-commerce integrations, capitals, spaces and underscores do not matter, and "Completed Order" is the
    elder spelling of "Order Completed".
    """
    return _KINDS.get(name.replace(" ", "").replace("_", "").lower())


def order_event_of(name: str, properties: Mapping[str, object], *, message_id: str, occurred_at: datetime) -> OrderEvent | None:
    """The order event within a track event; None where it is about something else.

    The amount is `total`, else `revenue`, else Σ price · quantity of `products` (quantity 1 unless given). A refund without
    any of these is of the whole. Where the amount stands beside `products`, what is wrong with them is no reason to refuse it.

    Raises:
        RejectionError: `order_amount_missing`, `order_amount_invalid`, `order_products_invalid`, `currency_invalid`,
            `order_margin_invalid`, `order_discount_invalid`, `id_invalid`, `id_too_long`, or `order_id_missing` where an
            update, refund or cancellation does not say of which order.
    """
    kind = order_kind_of(name)
    if kind is None:
        return None
    order_id = read_identifier(_first(properties, "order_id", "orderId"), "order_id")
    if order_id is None and kind is not OrderEventKind.COMPLETED:
        raise RejectionError(RejectCode.ORDER_ID_MISSING, f"{name} does not say of which order: order_id is missing")
    event_key = f"message:{message_id}"
    return OrderEvent(
        order_id=order_id,
        order_key=order_key_of(order_id, event_key),
        event_key=event_key,
        kind=kind,
        occurred_at=occurred_at,
        amount=None if kind is OrderEventKind.CANCELLED else _amount(properties, kind),
        currency=read_currency(properties.get("currency")),
        margin=read_optional_money(properties.get("margin"), code=RejectCode.ORDER_MARGIN_INVALID, field="margin", signed=True),
        discount=read_optional_money(properties.get("discount"), code=RejectCode.ORDER_DISCOUNT_INVALID, field="discount"),
        lines=() if kind is OrderEventKind.CANCELLED else read_lines(properties.get("products")),
    )


def fold_order(events: Iterable[OrderEvent]) -> Order | None:
    """The order that its events amount to, the same in whatever order they arrived and however often.

    The latest statement by (occurred_at, event_key) counts whole, except that a currency once stated is not forgotten, nor
    are products: an update that names none changes what they come to.
    The order was placed at its latest completion (or import), else at that statement. Refunds add up, in the order's
    currency, and never exceed what was paid; a cancellation or a refund without an amount gives all of it back. Margin
    and discount are kept in the proportion net/gross.

    Args:
        events: Of one order; equal event keys mean the same event.

    Returns:
        None while nothing but refunds and cancellations is known: the order appears when its statement does.
    """
    distinct = sorted({event.event_key: event for event in events}.values(), key=_by_time)
    bases = [event for event in distinct if event.kind in _BASES]
    if not bases:
        return None
    base = bases[-1]
    placings = [event for event in bases if event.kind in _PLACING]
    gross = base.amount if base.amount is not None else _ZERO
    cancelled = any(event.kind is OrderEventKind.CANCELLED for event in distinct)
    given_back = [event.amount for event in distinct if _gives_back(event)]
    refunded, whole = _refund(gross, given_back, cancelled=cancelled)
    net = EXACT.subtract(gross, refunded)
    lines = next((event.lines for event in reversed(bases) if event.lines), ())
    refunds = (ToldRefund(event.amount, event.lines) for event in distinct if _gives_back(event) and event.amount is not None)
    return Order(
        order_key=base.order_key,
        order_id=base.order_id,
        event_key=base.event_key,
        ordered_at=(placings[-1] if placings else base).occurred_at,
        gross=gross,
        refunded=refunded,
        net=net,
        currency=next((event.currency for event in reversed(bases) if event.currency is not None), None),
        margin=_kept(base.margin, net=net, gross=gross, whole=whole),
        discount=_kept(base.discount, net=net, gross=gross, whole=whole),
        cancelled=cancelled,
        is_purchase=not whole,
        lines=fold_lines(lines, refunds, gross, whole=whole) if lines else (),
    )


def _gives_back(event: OrderEvent) -> bool:
    return event.kind is OrderEventKind.REFUNDED


def _refund(gross: Decimal, given_back: list[Decimal | None], *, cancelled: bool) -> tuple[Decimal, bool]:
    if cancelled or None in given_back:
        return gross, True
    total = _ZERO
    for amount in given_back:
        total = EXACT.add(total, amount or _ZERO)
    return min(total, gross), bool(gross > 0 and total >= gross)


def _kept(money: Decimal | None, *, net: Decimal, gross: Decimal, whole: bool) -> Decimal | None:
    if money is None or (net == gross and not whole):
        return money
    if whole or gross == 0:
        return _ZERO
    return round_money(EXACT.divide(EXACT.multiply(money, net), gross))


def _by_time(event: OrderEvent) -> tuple[datetime, str]:
    return event.occurred_at, event.event_key


def _amount(properties: Mapping[str, object], kind: OrderEventKind) -> Decimal | None:
    for field in ("total", "revenue"):
        stated = read_optional_money(properties.get(field), code=RejectCode.ORDER_AMOUNT_INVALID, field=field)
        if stated is not None:
            return stated
    products = properties.get("products")
    if products is not None and products != []:
        return _sum_of_products(products)
    if kind is OrderEventKind.REFUNDED:
        return None
    raise RejectionError(RejectCode.ORDER_AMOUNT_MISSING, "the order has neither total nor revenue nor priced products")


def _sum_of_products(products: object) -> Decimal:
    if not isinstance(products, list):
        raise RejectionError(RejectCode.ORDER_PRODUCTS_INVALID, "products is not a list")
    total = _ZERO
    for product in products:
        if not isinstance(product, dict):
            raise RejectionError(RejectCode.ORDER_PRODUCTS_INVALID, "a product is not an object")
        total = EXACT.add(total, _price_of(product))
    return bounded_money(total, code=RejectCode.ORDER_AMOUNT_INVALID, field="the sum of products")


def _price_of(product: Mapping[str, object]) -> Decimal:
    if is_absent(product.get("price")):
        raise RejectionError(RejectCode.ORDER_AMOUNT_MISSING, "the order has no total, and a product no price")
    price = read_decimal(product["price"], code=RejectCode.ORDER_AMOUNT_INVALID, field="price")
    stated = product.get("quantity")
    quantity = _ONE if is_absent(stated) else read_decimal(stated, code=RejectCode.ORDER_AMOUNT_INVALID, field="quantity")
    if price < 0 or quantity < 0:
        raise RejectionError(RejectCode.ORDER_AMOUNT_INVALID, "a price or quantity is negative")
    return EXACT.multiply(price, quantity)


def _first(properties: Mapping[str, object], *names: str) -> object:
    return next((properties[name] for name in names if not is_absent(properties.get(name))), None)
