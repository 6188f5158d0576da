"""Loyalty: the company's three C's, and those of its customers."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, Query

from kernel.application import Snapshot, SnapshotAsOf, new_router, requires
from kernel.pagination import DEFAULT_LIMIT, Cursor, Limit, decode_cursor, encode_cursor
from kernel.principals import Scope
from kernel.problems import FieldError, InvalidRequestError, NotFoundError, problems
from services.valuation.domain.errors import InvalidAssumptionError
from services.valuation.domain.referral_value import Assumptions, ShareSource, TypeOneShare
from services.valuation.domain.value_grid import GridCell
from services.valuation.reductions.referrals import GridCuts
from services.valuation.schemas.loyalty import (
    LoyalCustomerPage,
    LoyalCustomerReport,
    LoyaltyReport,
    OneLoyalCustomer,
)
from services.valuation.use_cases import loyal_customers, loyalty
from services.valuation.use_cases.loyal_customers import Scale
from services.valuation.use_cases.loyalty import LEVEL, Question

router = new_router("valuation")

MAX_WINDOW = 3650

Window = Annotated[int, Query(ge=1, le=MAX_WINDOW, description="Scores and referrals of so many days before `as_of` count.")]
Margin = Annotated[
    float | None,
    Query(
        ge=0, le=1, description="Margin per unit of revenue, for orders that state none and what is to come; else as measured."
    ),
]
Cost = Annotated[
    float | None,
    Query(ge=0, le=1e12, description="What a customer costs who comes by other ways than a referral; by default as measured."),
]
Share = Annotated[
    float | None,
    Query(
        ge=0,
        le=1,
        description="Of the referred who were not asked, the share who would not have come otherwise; by default as measured "
        "on those who were, else a half, with an interval from none to all.",
    ),
]


def _question(
    window_days: Window = 365, margin_rate: Margin = None, acquisition_cost: Cost = None, type_one_share: Share = None
) -> Question:
    return Question(window_days, margin_rate, acquisition_cost, type_one_share)


Asked = Annotated[Question, Depends(_question)]


@router.get(
    "/v1/valuation/loyalty",
    dependencies=[requires(Scope.VALUATION_READ)],
    responses=problems(InvalidAssumptionError),
    summary="Read contribution, commitment and championship.",
)
async def loyalty_report(work: Snapshot, as_of: SnapshotAsOf, question: Asked) -> LoyaltyReport:
    """The company's three C's: what customers contribute, which share of their wallet the company has, and whom they bring.

    Lifetime values are those of the published run, whatever `as_of`. What is missing for a figure is named, and the figure is
    null: a margin and an acquisition cost can be stated.
    """
    return LoyaltyReport.of(await loyalty.read_loyalty(work, as_of, question))


@router.get(
    "/v1/valuation/loyalty/customers",
    dependencies=[requires(Scope.VALUATION_READ)],
    responses=problems(InvalidAssumptionError),
    summary="List customers by their cell of the loyalty grid.",
)
async def list_loyal_customers(
    work: Snapshot,
    as_of: SnapshotAsOf,
    question: Asked,
    cell: GridCell | None = None,
    limit: Limit = DEFAULT_LIMIT,
    cursor: Cursor = None,
) -> LoyalCustomerPage:
    """Customers who have a lifetime value, of one cell or of all, in the order of our ids, each with their three C's.

    A cursor holds the moment, the assumptions and the cuts of its list; what else is asked beside it is not looked at.
    """
    position = _position(cursor, cell)
    if position is None:
        settled = await loyal_customers.settle_scale(work, as_of, question)
        if settled.scale is None:
            return LoyalCustomerPage(items=[], next_cursor=None, as_of=as_of, missing=list(settled.missing))
        scale, after = settled.scale, None
    else:
        scale, after = position
    found = await loyal_customers.list_customers(work, scale, cell, limit, after)
    page = found[:limit]
    return LoyalCustomerPage(
        items=[LoyalCustomerReport.of(each, scale.level) for each in page],
        next_cursor=_cursor(scale, cell, page[-1].id) if len(found) > limit else None,
        as_of=scale.as_of,
        missing=[],
    )


@router.get(
    "/v1/valuation/loyalty/customers/{customer_id:encoded}",
    dependencies=[requires(Scope.VALUATION_READ)],
    responses=problems(NotFoundError, InvalidAssumptionError),
    summary="Read a customer's contribution, commitment and championship.",
)
async def read_loyal_customer(customer_id: str, work: Snapshot, as_of: SnapshotAsOf, question: Asked) -> OneLoyalCustomer:
    """A customer's three C's: by the company's own id (percent-encoded, one segment), else by ours."""
    customer, settled = await loyal_customers.read_customer(work, customer_id, as_of, question)
    level = LEVEL if settled.scale is None else settled.scale.level
    return OneLoyalCustomer.answer(customer, settled, level, as_of)


def _cursor(scale: Scale, cell: GridCell | None, after: UUID) -> str:
    share = scale.assumptions.type_one
    return encode_cursor(
        [
            cell or "",
            scale.as_of.isoformat(),
            scale.question.window_days,
            scale.question.margin,
            scale.assumptions.margin,
            scale.assumptions.acquisition_cost,
            share.share,
            share.low,
            share.high,
            share.source,
            scale.cuts.clv,
            scale.cuts.crv,
            scale.level,
            str(after),
        ]
    )


_MOST = 1e15  # of a cursor's numbers: what a caller made up is not to end beyond numbers
_FIRST_YEAR = 1900


def _number(part: Any) -> float:  # noqa: ANN401 — a part of a cursor
    number = float(part)
    if not abs(number) <= _MOST:
        raise ValueError("no number of ours")
    return number


def _optional(part: Any) -> float | None:  # noqa: ANN401 — a part of a cursor
    return None if part is None else _number(part)


def _level(part: Any) -> float:  # noqa: ANN401 — a part of a cursor
    level = float(part)
    if not 0.0 < level < 1.0:
        raise ValueError("no level")
    return level


def _days(part: Any) -> int:  # noqa: ANN401 — a part of a cursor
    days = int(part)
    if not 1 <= days <= MAX_WINDOW:
        raise ValueError("no window")
    return days


def _moment(part: Any) -> datetime:  # noqa: ANN401 — a part of a cursor
    moment = datetime.fromisoformat(part)
    if moment.year < _FIRST_YEAR:
        raise ValueError("no moment of ours")
    return moment


def _position(cursor: str | None, cell: GridCell | None) -> tuple[Scale, UUID] | None:
    """Where the list goes on; a cursor belongs to the cell it was made for."""
    numbers = (_optional, _number, _number, _number, _number, _number, ShareSource, _number, _number, _level)
    position = decode_cursor(cursor, str, _moment, _days, *numbers, UUID)
    if position is None:
        return None
    of_cell, as_of, days, stated, margin, cost, share, low, high, source, clv_cut, crv_cut, level, after = position
    if of_cell != (cell or ""):
        fault = FieldError(pointer="?cursor", message="The cursor is of another cell.", code="cursor_invalid")
        raise InvalidRequestError("The cursor is of a list of another cell.", errors=[fault])
    assumptions = Assumptions(margin, cost, TypeOneShare(share, low, high, source))
    return Scale(as_of, Question(days, stated), assumptions, GridCuts(clv_cut, crv_cut), level), after
