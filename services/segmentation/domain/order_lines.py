"""Lines of an order: what its products are, and what each of them comes to.

Lines are shares of their order. An order's amount has discounts, shipping and taxes in it, which are of no product; its lines
share all of it out in proportion to price × quantity, so that they add up to the order's net to the last digit, after
every refund too. What a line says that is no sense is not known of that line, and never a reason to refuse the order.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate

from services.segmentation.domain.money import EXACT, MAX_MONEY, is_absent, read_decimal, round_money
from services.segmentation.domain.rejection import RejectCode, RejectionError
from services.segmentation.domain.wellformed import number_text, read_identifier

MAX_LINES = 500
"""Of an order; the last of them is all that are left."""

_ONE, _ZERO = Decimal("1.0000"), Decimal("0.0000")
_UNIT = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class ToldLine:
    """A product of an order, as an event states it.

    Attributes:
        product_id: The company's own; None where none is given.
        category: The company's name of a group of products; None where none is given.
        quantity: ≥ 0, 1 unless stated; None where what is stated is no quantity.
        amount: Price × quantity, ≥ 0; None where it is not known.
    """

    product_id: str | None
    category: str | None
    quantity: Decimal | None
    amount: Decimal | None


@dataclass(frozen=True, slots=True)
class ToldRefund:
    """Money given back, and the products that it was given back for."""

    amount: Decimal
    lines: Sequence[ToldLine]


@dataclass(frozen=True, slots=True)
class OrderLine:
    """What a line has come to.

    Attributes:
        position: Its place among the products, from 0.
        product_id: The company's own.
        category: The company's name of a group of products.
        quantity: That was not given back; None where it is not known.
        net: Its share of the order's net.
    """

    position: int
    product_id: str | None
    category: str | None
    quantity: Decimal | None
    net: Decimal


def read_lines(products: object) -> tuple[ToldLine, ...]:
    """The lines that `products` of an order event are; none where it is no list. Nothing is refused.

    A product that is no object is a line of which nothing is known. A quantity or a price that is negative, no number, or
    beyond all sense is not known. A category that is no text or number, or longer than 255 characters, is none.
    """
    if not isinstance(products, list):
        return ()
    lines = [_line(product) for product in products[: MAX_LINES if len(products) <= MAX_LINES else MAX_LINES - 1]]
    rest = [_line(product) for product in products[len(lines) :]]
    if rest:
        quantity, amount = _sum(line.quantity for line in rest), _sum(line.amount for line in rest)
        lines.append(ToldLine(None, None, quantity, amount))
    return tuple(lines)


def fold_lines(
    told: Sequence[ToldLine], refunds: Iterable[ToldRefund], gross: Decimal, *, whole: bool
) -> tuple[OrderLine, ...]:
    """What the lines of an order come to.

    The order's gross is shared out by the lines' amounts; lines whose amount is not known have what is left of it beside the
    others, by quantity. A refund reduces the lines whose products it names, by what it says of each; what it does not say of
    any reduces all lines in proportion to what is left of them.

    Args:
        told: As they were stated; of no lines there are none.
        refunds: In the order of their time.
        gross: What was paid for the order.
        whole: Whether nothing is left of it: cancelled, or all of it given back.

    Returns:
        Lines whose nets add up to gross − refunds, or to 0.
    """
    quantities = [line.quantity for line in told]
    if whole:
        quantities = [None if quantity is None else _ZERO for quantity in quantities]
        left = [0] * len(told)
    else:
        paid = _share_out(_units(gross), _weights(told, _units(gross)))
        left = list(paid)
        for refund in refunds:
            _take(told, paid, left, refund)
            quantities = _take_back(told, quantities, refund.lines)
    return tuple(
        OrderLine(position, line.product_id, line.category, quantity, EXACT.multiply(Decimal(units), _UNIT))
        for position, (line, quantity, units) in enumerate(zip(told, quantities, left, strict=True))
    )


def _line(product: object) -> ToldLine:
    if not isinstance(product, dict):
        return ToldLine(None, None, None, None)
    stated = product.get("quantity")
    quantity = _ONE if is_absent(stated) else _number(stated)
    price = None if is_absent(product.get("price")) else _number(product["price"], exactly=True)
    amount = None if price is None or quantity is None else _bounded(EXACT.multiply(price, quantity))
    return ToldLine(_product_id(product), _category(product.get("category")), quantity, amount)


def _number(value: object, *, exactly: bool = False) -> Decimal | None:
    """What is no number, or none that makes sense, is not known."""
    try:
        number = read_decimal(value, code=RejectCode.ORDER_PRODUCTS_INVALID, field="a product")
    except RejectionError:
        return None
    return number if exactly and 0 <= number <= MAX_MONEY else _bounded(number)


def _bounded(number: Decimal) -> Decimal | None:
    return round_money(number) if 0 <= number <= MAX_MONEY else None


def _product_id(product: dict[str, object]) -> str | None:
    for field in ("product_id", "productId", "sku"):
        try:
            found = read_identifier(product.get(field), field)
        except RejectionError:
            continue  # no number of a product: the next may be one
        if found is not None:
            return found
    return None


def _category(value: object) -> str | None:
    if is_absent(value):
        return None
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = number_text(value)
    try:
        return read_identifier(value.strip() if isinstance(value, str) else value, "category")
    except RejectionError:
        return None


def _sum(numbers: Iterable[Decimal | None]) -> Decimal | None:
    """Of numbers all of which are known."""
    total = _ZERO
    for number in numbers:
        if number is None:
            return None
        total = EXACT.add(total, number)
    return _bounded(total)


def _units(money: Decimal) -> int:
    """Ten-thousandths: shares are whole ones, so that nothing is lost between them."""
    return int(EXACT.divide(money, _UNIT))


def _share_out(total: int, weights: Sequence[int]) -> list[int]:
    """Shares of a total in proportion to weights, which add up to it.

    Rounded down as they add up, so that no share is above its weight where the total is not above that of the weights.
    """
    whole = sum(weights)
    if whole == 0:
        return [0] * len(weights)
    ends = [total * reached // whole for reached in accumulate(weights)]
    return [end - start for start, end in zip([0, *ends], ends, strict=False)]


def _weights(told: Sequence[ToldLine], gross: int) -> list[int]:
    """What each line weighs in its order."""
    known = [0 if line.amount is None else _units(line.amount) for line in told]
    unknown = [0 if line.amount is not None or line.quantity is None else _units(line.quantity) for line in told]
    rest = _share_out(max(gross - sum(known), 0), unknown)
    weights = [one + other for one, other in zip(known, rest, strict=True)]
    if any(weights):
        return weights
    quantities = [0 if line.quantity is None else _units(line.quantity) for line in told]
    return quantities if any(quantities) else [1] * len(told)


def _take(told: Sequence[ToldLine], paid: Sequence[int], left: list[int], refund: ToldRefund) -> None:
    """Take a refund from what is left of the lines, first from those that it names."""
    rest = min(_units(refund.amount), sum(left))
    wanted, named, all_known = _named(told, paid, refund.lines)
    rest = _take_by(wanted, min(rest, sum(wanted)), rest, left)
    if all_known:
        of_named = [units if position in named else 0 for position, units in enumerate(left)]
        rest = _take_by(of_named, min(rest, sum(of_named)), rest, left)
    _take_by(list(left), rest, rest, left)


def _take_by(weights: Sequence[int], most: int, rest: int, left: list[int]) -> int:
    """Take so much in proportion to weights, but of no line more than is left of it.

    Returns:
        What of the rest is still to be taken.
    """
    for position, share in enumerate(_share_out(most, weights)):
        taken = min(share, left[position])
        left[position] -= taken
        rest -= taken
    return rest


def _named(told: Sequence[ToldLine], paid: Sequence[int], lines: Sequence[ToldLine]) -> tuple[list[int], set[int], bool]:
    """What a refund wants of each line; the lines it names; whether all that it names is of the order."""
    wanted, named = [0] * len(told), set()
    all_known = True
    for line in lines:
        places = _places(told, line)
        all_known &= bool(places)
        named.update(places)
        worth = [paid[place] for place in places]
        wants = sum(worth) if line.amount is None else _units(line.amount)
        if line.amount is None and line.quantity is not None:
            bought = sum(_units(told[place].quantity or _ZERO) for place in places)
            wants = wants * min(_units(line.quantity), bought) // bought if bought else wants
        for place, share in zip(places, _share_out(wants, worth), strict=True):
            wanted[place] += share
    return wanted, named, all_known


def _places(told: Sequence[ToldLine], line: ToldLine) -> list[int]:
    """Where a product stands among the lines."""
    if line.product_id is None:
        return []
    return [place for place, each in enumerate(told) if each.product_id == line.product_id]


def _take_back(
    told: Sequence[ToldLine], quantities: Sequence[Decimal | None], lines: Sequence[ToldLine]
) -> list[Decimal | None]:
    """The quantities without what came back."""
    kept = list(quantities)
    for line in lines:
        rest = line.quantity or _ZERO
        for place in _places(told, line):
            quantity = kept[place]
            if quantity is not None:
                taken = min(quantity, rest)
                kept[place], rest = EXACT.subtract(quantity, taken), EXACT.subtract(rest, taken)
    return kept
