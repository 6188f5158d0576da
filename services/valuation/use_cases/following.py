"""Values that follow orders: a customer whose orders have changed is valued anew, and told of where that changes much.

What is already seen is not done again: every row knows which transactions were over when it was read. So an event that comes
late, or twice, changes nothing that a later read has taken in, and a value never goes back to what it was before an order.
"""

import asyncio
from collections.abc import Collection, Sequence
from datetime import date
from uuid import UUID

from kernel.database import UnitOfWork, Workspace
from services.valuation.reductions.histories import CustomerHistory
from services.valuation.store import runs, values
from services.valuation.store.runs import ModelRun, ModelState
from services.valuation.store.values import Held, Valued
from services.valuation.use_cases.planning import RunPlan
from services.valuation.use_cases.scoring import Scorer


def today(workspace: Workspace) -> date:
    """By the workspace's clock and calendar."""
    return workspace.now().astimezone(workspace.zone).date()


async def follow_orders(work: UnitOfWork, customer_ids: Collection[UUID], xid: int) -> None:
    """Value customers anew as of today, under the published run and those that may become it.

    Who has no purchase left has no value any more.

    Args:
        work: The unit of work.
        customer_ids: Ours; of those who are nobody any more there is nothing to value.
        xid: The transaction that changed their orders: what has seen it is left alone.
    """
    live = await runs.list_live_runs(work)
    if not live:
        return
    as_of, seen = await _now(work)
    for run in live:
        held = await values.hold_values(work, run.id, customer_ids)
        unseen = _unseen(customer_ids, held, run, xid)
        if unseen:
            customers = await _read_histories(work, RunPlan.of_record(run.request), unseen, as_of)
            await settle(work, run, customers, as_of, seen, held)
            gone = unseen - {customer.customer_id for customer in customers}
            await _forget(work, run, {customer_id: held[customer_id] for customer_id in gone & held.keys()})


async def _read_histories(
    work: UnitOfWork, plan: RunPlan, customer_ids: Collection[UUID], as_of: date
) -> list[CustomerHistory]:
    """Some customers' histories up to and with the day, in the run's calendar."""
    time_zone = (await work.workspace()).time_zone
    bounds = plan.bounds(calibration_end=as_of)
    return await work.look_up(plan.reductions.named, customer_ids=sorted(customer_ids), time_zone=time_zone, **bounds)


async def _now(work: UnitOfWork) -> tuple[date, int]:
    """The day that values are as of, and how far what is read from now on has seen."""
    return today(await work.workspace()), await values.read_horizon(work)


def _unseen(customer_ids: Collection[UUID], held: dict[UUID, Held], run: ModelRun, xid: int) -> set[UUID]:
    """Those whose row was read before the transaction was over; of those without one, whether the run was."""
    return {each for each in customer_ids if (held[each].seen_xid if each in held else run.seen_xid) <= xid}


async def settle(
    work: UnitOfWork, run: ModelRun, customers: Sequence[CustomerHistory], as_of: date, seen: int, held: dict[UUID, Held]
) -> None:
    """Value some customers under a run, write that, and tell whose value has moved by the run's rule, if it is published.

    Args:
        work: The unit of work.
        run: By which.
        customers: Their histories up to and with the day.
        as_of: The day.
        seen: Of transactions, the histories hold what all below this one wrote.
        held: What is held of these customers under the run.
    """
    if not customers:
        return
    columns = await asyncio.to_thread(Scorer.of(run).score, customers)
    owners = [customer.customer_id for customer in customers]
    now = columns["clv"]
    published = run.state is ModelState.CHAMPION
    told = [held[each].clv_told if each in held else None for each in owners] if published else now
    rule = RunPlan.of_record(run.request).change
    crossed = [published and rule.is_crossed(was, is_) for was, is_ in zip(told, now, strict=True)]
    new_told = [is_ if moved else was for was, is_, moved in zip(told, now, crossed, strict=True)]
    written = await values.write_values(work, run.id, Valued(owners, columns, new_told, as_of, seen))
    await work.emit_all(
        "value.changed",
        [
            (
                owner,
                {
                    "model_id": str(run.id),
                    "valued_on": as_of.isoformat(),
                    "previous": was,
                    "clv": is_,
                    "low": low,
                    "high": high,
                },
            )
            for owner, moved, was, is_, low, high in zip(
                owners, crossed, told, now, columns["clv_low"], columns["clv_high"], strict=True
            )
            if moved and owner in written
        ],
    )


async def _forget(work: UnitOfWork, run: ModelRun, gone: dict[UUID, Held]) -> None:
    """Drop the values of customers who have no purchase left."""
    if not gone:
        return
    await values.drop_customers(work, gone.keys(), run_id=run.id)
    rule = RunPlan.of_record(run.request).change
    nothing = {"model_id": str(run.id), "valued_on": None, "clv": None, "low": None, "high": None}
    await work.emit_all(
        "value.changed",
        [
            (owner, {**nothing, "previous": held.clv_told})
            for owner, held in gone.items()
            if run.state is ModelState.CHAMPION and rule.is_crossed(held.clv_told, None)
        ],
    )
