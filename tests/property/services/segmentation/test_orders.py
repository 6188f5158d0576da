from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from services.segmentation.domain.order_lines import ToldLine
from services.segmentation.domain.orders import Order, OrderEvent, OrderEventKind, fold_order

START = datetime(2026, 11, 1, tzinfo=UTC)
MONEY = st.integers(0, 9).map(Decimal) | st.decimals(0, 10**12, places=4)  # small ones, so that refunds meet orders
LINES = st.builds(
    ToldLine,
    st.sampled_from([None, "a", "b", "c"]),
    st.sampled_from([None, "Games", "Music"]),
    st.none() | st.integers(0, 3).map(Decimal) | st.decimals(0, 9, places=4),
    st.none() | MONEY,
)
OFTEN = (OrderEventKind.COMPLETED, OrderEventKind.REFUNDED)
BASES = (OrderEventKind.COMPLETED, OrderEventKind.UPDATED, OrderEventKind.IMPORTED)


@st.composite
def histories(draw: st.DrawFn) -> list[OrderEvent]:
    """Events of one order: few moments, so that ties are common."""
    kinds = draw(st.lists(st.sampled_from(list(OrderEventKind)) | st.sampled_from(OFTEN), max_size=7))
    return [
        OrderEvent(
            order_id="1",
            order_key="id:1",
            event_key=f"message:{number}",
            kind=kind,
            occurred_at=START + timedelta(minutes=draw(st.integers(0, 3))),
            amount=_amount(draw, kind),
            currency=draw(st.sampled_from([None, "EUR", "USD"])),
            margin=draw(st.none() | st.decimals(-(10**12), 10**12, places=4)),
            discount=draw(st.none() | MONEY),
            lines=tuple(draw(st.lists(LINES, max_size=4))),
        )
        for number, kind in enumerate(kinds)
    ]


def _amount(draw: st.DrawFn, kind: OrderEventKind) -> Decimal | None:
    if kind is OrderEventKind.CANCELLED:
        return None
    return draw(MONEY) if kind in BASES else draw(st.none() | MONEY)


@given(histories(), st.randoms(use_true_random=False))
def test_an_order_is_the_same_in_whatever_order_its_events_arrived(events: list[OrderEvent], random: object) -> None:
    shuffled = list(events)
    random.shuffle(shuffled)  # type: ignore[attr-defined] # Hypothesis' Random
    assert fold_order(shuffled) == fold_order(events)


@given(histories())
def test_events_told_twice_count_once(events: list[OrderEvent]) -> None:
    assert fold_order(events + events) == fold_order(events)


@given(histories())
def test_the_amounts_of_an_order_add_up(events: list[OrderEvent]) -> None:
    order = fold_order(events)
    if order is None:
        assert not any(event.kind in BASES for event in events)
        return
    assert 0 <= order.net <= order.gross
    assert order.gross == order.net + order.refunded
    assert order.gross in [event.amount for event in events if event.kind in BASES]


@given(histories())
def test_lines_add_up_to_their_order(events: list[OrderEvent]) -> None:
    order = fold_order(events)
    if order is not None and order.lines:
        assert sum(line.net for line in order.lines) == order.net
        assert all(0 <= line.net <= order.gross for line in order.lines)
        assert all(line.quantity is None or line.quantity >= 0 for line in order.lines)
        assert [line.position for line in order.lines] == list(range(len(order.lines)))
    elif order is not None:
        assert not any(event.lines for event in events if event.kind in BASES)


@given(histories(), st.lists(st.sampled_from(["a", "b", "c"]), min_size=1, max_size=3))
def test_a_further_refund_raises_no_line(events: list[OrderEvent], products: list[str]) -> None:
    before = fold_order(events)
    last = max((event.occurred_at for event in events), default=START) + timedelta(minutes=1)
    back = tuple(ToldLine(product, None, Decimal(1), Decimal(2)) for product in products)
    refund = OrderEvent("1", "id:1", "r", OrderEventKind.REFUNDED, last, Decimal(5), None, None, None, back)
    after = fold_order([*events, refund])
    if before is not None and after is not None:
        for line, kept in zip(before.lines, after.lines, strict=True):
            assert kept.net <= line.net


@given(histories())
def test_an_order_is_a_purchase_unless_it_is_cancelled_or_refunded_whole(events: list[OrderEvent]) -> None:
    order = fold_order(events)
    if order is not None:
        whole = order.cancelled or _refunded_whole(order, events)
        assert order.is_purchase == (not whole)
        assert not whole or order.net == 0


def _refunded_whole(order: Order, events: Sequence[OrderEvent]) -> bool:
    refunds = [event.amount for event in events if event.kind is OrderEventKind.REFUNDED]
    return None in refunds or (order.gross > 0 and sum(amount for amount in refunds if amount) >= order.gross)


@given(histories())
def test_what_is_kept_of_margin_and_discount_never_exceeds_them(events: list[OrderEvent]) -> None:
    order = fold_order(events)
    if order is not None:
        base = next(event for event in events if event.event_key == order.event_key)
        for kept, stated in ((order.margin, base.margin), (order.discount, base.discount)):
            assert (kept is None) == (stated is None)
            if kept is not None and stated is not None:
                assert abs(kept) <= abs(stated)
                assert kept * stated >= 0
