"""Model runs, and customers with the values of the published one."""

from enum import StrEnum
from uuid import UUID

from fastapi import Response

from kernel.application import Caller, Compute, Snapshot, Work, new_router, requires
from kernel.jobs import JobDocument, accepted, enqueue
from kernel.pagination import DEFAULT_LIMIT, Cursor, Limit, decode_cursor, encode_cursor, paginate
from kernel.principals import Scope, require_scope
from kernel.problems import FieldError, InvalidRequestError, NotFoundError, problems
from services.valuation.domain import TimeUnit
from services.valuation.domain.calendars import Opportunity
from services.valuation.domain.changes import ChangeRule
from services.valuation.domain.errors import InvalidHorizonError, TooManySegmentsError
from services.valuation.jobs import RUN_MODEL
from services.valuation.problems import (
    CalibrationAfterObservationError,
    ObservationInFutureError,
    OpportunityMismatchError,
    SegmentsNotPooledError,
)
from services.valuation.schemas.customers import PublishedRun, ValuedCustomer, ValuedCustomerPage
from services.valuation.schemas.models import ModelPage, ModelRecord, ModelRequest, ModelSummary
from services.valuation.schemas.plots import PlotDocument
from services.valuation.store.values import ValueOrder, ValuePosition
from services.valuation.use_cases import plots, promoting, reading
from services.valuation.use_cases.planning import plan_run

router = new_router("valuation")

_RUN_RESULT = (
    'The job; its result is `{"model_id", "model", "promoted", "reasons"}`: the model that was chosen, whether its values are '
    "published, and the codes of why they are not."
)


@router.post(
    "/v1/valuation/models",
    status_code=202,
    dependencies=[requires(Scope.VALUATION_WRITE)],
    responses={
        **problems(
            CalibrationAfterObservationError,
            ObservationInFutureError,
            OpportunityMismatchError,
            InvalidHorizonError,
            SegmentsNotPooledError,
            TooManySegmentsError,
        ),
        202: {"model": JobDocument, "description": _RUN_RESULT},
    },
    summary="Run a model on the workspace's orders.",
)
async def create_model(body: ModelRequest, work: Work, caller: Caller) -> Response:
    """Choose a model on held-out purchases, fit it to the workspace's orders, value every customer and publish the values.

    What is chosen, what is not promoted, and why: docs/models.md. A job: it fails with `no_purchases`, `purchases_in_future`,
    `no_repeat_purchases`, `too_few_customers` or `mixed_currencies` where there is too little to learn from.
    """
    if body.segments is not None:
        require_scope(caller, Scope.BEHAVIOUR_READ)
    plan = await plan_run(
        work,
        body.model,
        body.calibration_end,
        body.observation_end,
        TimeUnit(body.time_unit),
        body.annual_discount_rate,
        body.horizon,
        promote=body.promote,
        origins=body.origins,
        recalibrate=body.recalibrate,
        opportunity=None if body.opportunity is None else Opportunity(body.opportunity),
        change=ChangeRule(body.change.relative, body.change.absolute),
        trait=None if body.segments is None else body.segments.trait,
    )
    return accepted(await enqueue(work, RUN_MODEL, plan.to_record()))


@router.get(
    "/v1/valuation/models",
    dependencies=[requires(Scope.VALUATION_READ)],
    responses=problems(),
    summary="List the model runs.",
)
async def list_models(work: Work, limit: Limit = DEFAULT_LIMIT, cursor: Cursor = None) -> ModelPage:
    """Model runs, the latest first."""
    position = decode_cursor(cursor, UUID)
    runs, next_cursor = paginate(
        await reading.list_runs(work, limit, position[0] if position else None), limit, lambda run: [str(run.id)]
    )
    return ModelPage(items=[ModelSummary.of(run) for run in runs], next_cursor=next_cursor)


@router.get(
    "/v1/valuation/models/{model_id:encoded}",
    dependencies=[requires(Scope.VALUATION_READ)],
    responses=problems(NotFoundError),
    summary="Read a model run.",
)
async def read_model(model_id: str, work: Work, caller: Caller) -> ModelRecord:
    """A model run's record: how it was chosen, fit, spend, backtest, diagnostics; and where it stands in the registry.

    Segments are values of a trait, which profiles show: they are left out for a key without `behaviour:read`.
    """
    record = ModelRecord.of_registry(await promoting.read_registered(work, model_id))
    return record if caller.may(Scope.BEHAVIOUR_READ) else record.without_traits()


@router.get(
    "/v1/valuation/models/{model_id:encoded}/plots",
    dependencies=[requires(Scope.VALUATION_READ)],
    responses=problems(NotFoundError),
    summary="Read what is drawn of a model run.",
)
async def read_plots(model_id: str, work: Snapshot, compute: Compute) -> PlotDocument:
    """Tracking, histogram, conditional expectations, P(alive), tenths of the holdout, and how value is spread.

    Every list is bounded. The cohorts' heat map is at `/v1/valuation/cohorts`.
    """
    return PlotDocument.of(await plots.read_plots(work, compute, model_id))


@router.post(
    "/v1/valuation/models/{model_id:encoded}/promote",
    status_code=202,
    dependencies=[requires(Scope.VALUATION_WRITE)],
    responses={
        **problems(NotFoundError),
        202: {"model": JobDocument, "description": 'The job; its result is `{"model_id", "model", "promoted"}`.'},
    },
    summary="Promote a model run that is on record.",
)
async def promote_model(model_id: str, work: Work) -> Response:
    """Value every customer by a run as of today, and publish that: the way back to a former champion, or past the gate.

    Of the champion itself it is a fresh valuation of everybody. What was promoted so stays until a run that is made later is
    promoted.
    """
    return accepted(await promoting.request_promotion(work, model_id))


class CustomerOrder(StrEnum):
    """What customers can be listed by; `-` is for descending."""

    CLV = "clv"
    CLV_DESCENDING = "-clv"
    EXPECTED_PURCHASES = "expected_purchases"
    EXPECTED_PURCHASES_DESCENDING = "-expected_purchases"
    EXPECTED_SPEND = "expected_spend"
    EXPECTED_SPEND_DESCENDING = "-expected_spend"
    PROBABILITY_ALIVE = "probability_alive"
    PROBABILITY_ALIVE_DESCENDING = "-probability_alive"
    FREQUENCY = "frequency"
    FREQUENCY_DESCENDING = "-frequency"
    RECENCY = "recency"
    RECENCY_DESCENDING = "-recency"
    AGE = "T"
    AGE_DESCENDING = "-T"
    MONETARY_VALUE = "monetary_value"
    MONETARY_VALUE_DESCENDING = "-monetary_value"


@router.get(
    "/v1/valuation/customers",
    dependencies=[requires(Scope.VALUATION_READ)],
    responses=problems(),
    summary="List customers by what they are worth.",
)
async def list_customers(
    work: Work, order: CustomerOrder = CustomerOrder.CLV_DESCENDING, limit: Limit = DEFAULT_LIMIT, cursor: Cursor = None
) -> ValuedCustomerPage:
    """Customers with the values of the published run; `-` is for descending, and what has no number comes last."""
    by = ValueOrder(order.removeprefix("-"))
    after = _position(cursor, order)
    found = await reading.list_customer_values(work, by, order.startswith("-"), limit, after)
    following = found.following
    return ValuedCustomerPage(
        items=[ValuedCustomer.of(customer_id, value) for customer_id, value in found.customers],
        next_cursor=None if following is None else encode_cursor([order, following.number, str(following.customer_id)]),
        model=None if found.published is None else PublishedRun.of(found.published),
    )


class _Number:
    """A cursor's number, or None past all numbers."""

    def __init__(self, part: object) -> None:
        self.value = None if part is None else float(str(part))


def _position(cursor: str | None, order: CustomerOrder) -> ValuePosition | None:
    """Where the list goes on; a cursor belongs to the order it was made in."""
    position = decode_cursor(cursor, CustomerOrder, _Number, UUID)
    if position is None:
        return None
    if position[0] is not order:
        fault = FieldError(pointer="?cursor", message=f"The cursor's order is {position[0]}.", code="cursor_invalid")
        raise InvalidRequestError("The cursor is of a list in another order.", errors=[fault])
    return ValuePosition(position[1].value, position[2])
