"""A model run: reduce, choose, fit, test, and, where it may be promoted, value every customer and publish."""

from dataclasses import dataclass
from datetime import UTC, datetime

from inference.errors import DomainError
from kernel.identifiers import new_id
from kernel.jobs import JobContext
from services.valuation.domain import fit_purchases, fit_spend
from services.valuation.store import runs, values
from services.valuation.store.runs import ModelRun, PromotionCause
from services.valuation.use_cases import publishing
from services.valuation.use_cases.fitting import diagnose, reduce_orders, run_backtest
from services.valuation.use_cases.parts import GroupedBy
from services.valuation.use_cases.planning import PromotionPolicy, RunPlan
from services.valuation.use_cases.records import code_version, fit_record, purchase_histories, spend_records
from services.valuation.use_cases.segmenting import tell_segments
from services.valuation.use_cases.selecting import choose_model

# How far a run has come at the beginning of each stage.
_SELECT, _FIT, _SPEND, _BACKTEST, _SEGMENTS, _SCORE = 0.1, 0.2, 0.22, 0.25, 0.3, 0.35

GATE_NOT_PASSED = "gate_not_passed"
NO_SEGMENTS = "no_segments"
SEGMENTS_NOT_TOLD = "segments_not_told"
NOT_ASKED_FOR = "promotion_not_asked_for"
OVERTAKEN = "overtaken"


@dataclass(frozen=True, slots=True)
class RunOutcome:
    """What became of a run.

    Attributes:
        run: Its record.
        promoted: Whether its values are the published ones.
        reasons: Codes of why they are not: the gate's, `promotion_not_asked_for`, or `overtaken` by a later run or by one that
            somebody asked for since.
    """

    run: ModelRun
    promoted: bool
    reasons: list[str]


async def run_model(context: JobContext, plan: RunPlan) -> RunOutcome:
    """Make a run; a job that runs again goes on with the record that it made before.

    Raises:
        NoPurchasesError, PurchasesInFutureError, NoRepeatPurchasesError, MixedCurrenciesError: There is nothing to learn from.
        DomainError: Too few customers bought anything.
    """
    async with context.work() as work:
        run = await runs.find_run_of_job(work, context.job_id)
    if run is None:
        run = await _make_run(context, plan)
    reasons = _why_not(run)
    if not reasons and not await publishing.is_published(context, run):
        await publishing.value_customers(context, run, plan.calibration_end, _SCORE)
        await publishing.publish(context, run, _cause(plan))
    promoted = await publishing.is_published(context, run)
    await publishing.drop_stale_values(context)
    return RunOutcome(run, promoted, [] if promoted else reasons or [OVERTAKEN])


def _why_not(run: ModelRun) -> list[str]:
    """Why a run is not to be promoted; nothing where it is, as every run was before there was a gate."""
    if run.selection is None or run.selection["to_be_promoted"]:
        return []
    if run.selection["promote"] == PromotionPolicy.NEVER:
        return [NOT_ASKED_FOR]
    return list(dict.fromkeys(reason["code"] for reason in run.selection["gate"]["reasons"]))


def _cause(plan: RunPlan) -> PromotionCause:
    return PromotionCause.GATE if plan.promote is PromotionPolicy.IF_BETTER else PromotionCause.ALWAYS


async def _make_run(context: JobContext, plan: RunPlan) -> ModelRun:
    """The run's record, kept."""
    await context.progress(0.0, "reduce")
    async with context.work() as work:
        seen = await values.read_horizon(work)
        inputs = await reduce_orders(work, plan)
    warnings = []
    await context.progress(_SELECT, "select")
    chosen = choose_model(plan, inputs.origins)
    if chosen.promote and not chosen.passed:
        warnings.append(GATE_NOT_PASSED)
    await context.progress(_FIT, "fit")
    fit = fit_purchases(chosen.model, purchase_histories(inputs.histories, plan.days_per_unit))
    await context.progress(_SPEND, "spend")
    try:
        spend = fit_spend(spend_records(inputs.spend))
    except DomainError as error:
        spend = None
        warnings.append(f"spend_{error.code}")
    await context.progress(_BACKTEST, "backtest")
    try:
        backtest = run_backtest(inputs, chosen.model, fit, plan)
    except DomainError as error:
        backtest = None
        warnings.append(f"backtest_{error.code}")
    await context.progress(_SEGMENTS, "segments")
    segments = tell_segments(inputs.segments, fit, plan)
    if plan.trait is not None and (segments is None or not segments[GroupedBy.SEGMENT]):
        warnings.append(SEGMENTS_NOT_TOLD if segments is None else NO_SEGMENTS)
    run = ModelRun(
        id=new_id(),
        job_id=context.job_id,
        model=chosen.model,
        request=plan.to_record(),
        digest=inputs.digest(plan),
        code_version=code_version(),
        fit=fit_record(fit),
        spend=None if spend is None else fit_record(spend),
        backtest=backtest,
        diagnostics=diagnose(inputs, spend, warnings),
        created_at=datetime.now(UTC),
        selection=chosen.record,
        seen_xid=seen,
        segments=segments,
    )
    async with context.work() as work:
        await runs.insert_run(work, run)
    return run
