"""A report: reduce, share credit out, put what was spent and proved beside it, keep the record, publish."""

import hashlib
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from typing import Any
from uuid import UUID

import orjson

from kernel.identifiers import new_id
from kernel.jobs import JobContext
from services.attribution import store
from services.attribution.domain import channel_economics
from services.attribution.domain.uncertainty import METHOD
from services.attribution.problems import NoOrdersError
from services.attribution.reductions import CHANNEL_TOUCHES, ORDERS_TOTAL, ChannelSpend, PathWeek
from services.attribution.store import ChannelCreditRow, Report
from services.attribution.use_cases.crediting import REPLICATES, SharedCredit, return_record, share_credit, weekly_value
from services.attribution.use_cases.incremental import Proof, learnt_models, measure, proofs_of
from services.attribution.use_cases.journeys import ZERO, Journeys, digestible, monday_of, read_paths
from services.attribution.use_cases.planning import ReportPlan, Window
from services.attribution.use_cases.spending import Spending, read_spend

# How far a report has come at the beginning of each stage.
_CREDIT, _PROOF, _KEEP = 0.3, 0.7, 0.95


@dataclass(frozen=True, slots=True, eq=False)
class Inputs:
    """What a report is made of.

    Attributes:
        window: The orders that are looked at.
        paths: Reduced.
        spend: Reduced.
        touches: In the window, by channel.
        proofs: Of experiments and holdouts.
        foreign_orders: In another currency than the workspace's.
    """

    window: Window
    paths: list[PathWeek]
    spend: list[ChannelSpend]
    touches: dict[str, int]
    proofs: list[Proof]
    foreign_orders: int

    def digest(self, plan: ReportPlan) -> str:
        """SHA-256 of the inputs and of what was asked for."""
        told = {
            "request": plan.to_record(),
            "paths": digestible(self.paths),
            "spend": [astuple(row) for row in self.spend],
            "touches": self.touches,
            "proofs": [proof.identity() for proof in self.proofs],
        }
        return hashlib.sha256(orjson.dumps(told, default=str, option=orjson.OPT_SORT_KEYS)).hexdigest()


async def run_report(context: JobContext, plan: ReportPlan) -> UUID:
    """Make a report and publish it; a job that runs again finds the record that it made before.

    Returns:
        The report's id.

    Raises:
        NoOrdersError: There is no order in the window.
        TooManyStatesError: More channels than a Markov chain can be solved with.
    """
    async with context.work() as work:
        report = await store.find_report_of_job(work, context.job_id)
    if report is None:
        report = await _make_report(context, plan)
    return report.id


async def _make_report(context: JobContext, plan: ReportPlan) -> Report:
    await context.progress(0.0, "reduce")
    inputs = await _reduce(context, plan)
    journeys, spending = Journeys.of(inputs.paths, plan.margin_rate), Spending.of(inputs.spend)
    digest = inputs.digest(plan)
    # The same inputs have the same intervals; 52 bits, which every reader of JSON keeps.
    seed = int(digest[:13], 16)
    await context.progress(_CREDIT, "credit")
    shared = share_credit(journeys, plan.models, plan.level, seed)
    await context.progress(_PROOF, "proof")
    proved = await _measure(context, plan, inputs.proofs, journeys)
    document = _document(plan, inputs, journeys, spending, shared, proved, seed)
    report = Report(
        id=new_id(),
        job_id=context.job_id,
        request=plan.to_record(),
        digest=digest,
        code_version=version("attune"),
        window_from=plan.from_on,
        window_until=plan.until_at,
        conversions=journeys.conversions,
        value=journeys.value,
        unattributed_conversions=journeys.unattributed_conversions,
        unattributed_value=journeys.unattributed_value,
        spend=spending.total,
        created_at=datetime.now(UTC),
        document=document,
    )
    await context.progress(_KEEP, "keep")
    await _keep(context, report, _credit_rows(shared))
    return report


async def _reduce(context: JobContext, plan: ReportPlan) -> Inputs:
    async with context.work() as work:
        workspace = await work.workspace()
        window = plan.window(workspace.zone)
        paths = await read_paths(work, plan, window)
        if not any(row.conversions or row.value for row in paths):
            raise NoOrdersError(f"There is no order before {plan.until_at.isoformat()} in the window.")
        touches = await work.reduce(CHANNEL_TOUCHES, **window.moments, touch_kinds=list(plan.touch_kinds))
        (total,) = await work.reduce(ORDERS_TOTAL, **window.moments, currency=workspace.currency)
        return Inputs(
            window,
            paths,
            await read_spend(work, window),
            {row.channel: row.touches for row in touches},
            proofs_of(await store.read_lifts(work)),
            total.foreign,
        )


Proved = list[tuple[Proof, dict[str, Any]]]


async def _measure(context: JobContext, plan: ReportPlan, proofs: Sequence[Proof], journeys: Journeys) -> Proved:
    """Each proof beside spend and credit of its own window."""
    known = journeys.total_margin is not None and journeys.value > 0
    share = (journeys.total_margin or 0.0) / float(journeys.value) if known else None
    found = []
    for proof in proofs:
        async with context.work() as work:
            found.append((proof, await measure(work, plan, proof, share)))
        await context.progress(_PROOF, "proof")
    return found


async def _keep(context: JobContext, report: Report, rows: Sequence[ChannelCreditRow]) -> None:
    """Record, credit, publication, audit and event: one transaction."""
    async with context.work() as work:
        before = await store.read_published(work)
        await store.insert_report(work, report, rows)
        if await store.publish(work, report.id):
            previous = None if before is None else str(before)
            await work.record(
                "report.published", report.id, before={"report_id": previous}, after={"report_id": str(report.id)}
            )
        await work.emit("report.completed", report.id, {"report_id": str(report.id), "digest": report.digest})


def _credit_rows(shared: SharedCredit) -> list[ChannelCreditRow]:
    return [
        ChannelCreditRow(
            model.value,
            channel,
            given.conversions.value,
            given.conversions.low,
            given.conversions.high,
            given.value,
            *given.value_interval,
        )
        for channel, models in shared.returns.items()
        for model, given in models.items()
    ]


def _document(
    plan: ReportPlan,
    inputs: Inputs,
    journeys: Journeys,
    spending: Spending,
    shared: SharedCredit,
    proved: Proved,
    seed: int,
) -> dict[str, Any]:
    """The whole answer, as JSON values."""
    names = sorted({*shared.returns, *inputs.touches, *spending.by_channel, *(p.channel for p, _ in proved if p.channel)})
    return {
        "touches": sum(inputs.touches.values()),
        "nulls": int(journeys.paths.nulls.sum()),
        "margin": journeys.total_margin,
        "channels": [
            {
                "channel": name,
                "visible": bool(inputs.touches.get(name) or name in shared.returns),
                "touches": inputs.touches.get(name, 0),
                "spend": str(spending.by_channel.get(name, ZERO)),
                "removal_effect": None if shared.removal_effects is None else shared.removal_effects.get(name),
                "credit": {
                    model.value: return_record(given, float(spending.by_channel.get(name, ZERO)))
                    for model, given in shared.returns.get(name, {}).items()
                },
                "incremental": [told for proof, told in proved if proof.channel == name],
            }
            for name in names
        ],
        "all": _all(journeys, spending, [told for proof, told in proved if proof.holdout_id is not None]),
        "intervals": {"method": METHOD, "level": plan.level, "replicates": REPLICATES, "seed": seed},
        "warnings": _warnings(inputs, journeys, spending, names),
        "weekly": _weekly(plan, inputs.window, journeys, spending),
    }


def _all(journeys: Journeys, spending: Spending, holdouts: list[dict[str, Any]]) -> dict[str, Any]:
    """Everything that was earned beside everything that was spent, and what a holdout proved of it."""
    spend = max(float(spending.total), 0.0)  # below where credit notes came to more: nothing to divide by
    whole = channel_economics(spend, float(journeys.conversions), float(journeys.value), journeys.total_margin)
    return {
        "cpa": whole.cpa,
        "roas": whole.roas,
        "roci_gross": whole.roci_gross,
        "roci_net": whole.roci_net,
        "incremental": holdouts,
    }


def _warnings(inputs: Inputs, journeys: Journeys, spending: Spending, names: Sequence[str]) -> list[str]:
    """Codes of what to beware of."""
    found = {
        "no_touchpoints": not inputs.touches,
        "no_spend": not spending.by_channel,
        "margin_unknown": journeys.total_margin is None,
        "orders_in_other_currencies": inputs.foreign_orders > 0,
        "spend_in_other_currencies": spending.foreign > 0,
        "channels_without_touchpoints": any(not inputs.touches.get(name) for name in names if name in spending.by_channel),
    }
    return [code for code, holds in found.items() if holds]


def _weekly(plan: ReportPlan, window: Window, journeys: Journeys, spending: Spending) -> dict[str, Any]:
    """Spend and credited value of every whole week, from the first one with spend: what response curves are learnt from."""
    models = learnt_models(plan)
    spent = sorted({week for weeks in spending.by_week.values() for week in weeks})
    weeks = [week for week in range(spent[0], spent[-1] + 1) if _is_whole(week, window)] if spent else []
    value = weekly_value(journeys, models)
    return {
        "weeks": [monday_of(week).isoformat() for week in weeks],
        "spend": {channel: [float(by_week.get(week, ZERO)) for week in weeks] for channel, by_week in spending.by_week.items()},
        "value": {
            model.value: {
                channel: [by_week.get(week, 0.0) for week in weeks]
                for channel, by_week in channels.items()
                if channel in spending.by_channel
            }
            for model, channels in value.items()
        },
    }


def _is_whole(week: int, window: Window) -> bool:
    """Whether all seven days are in the window."""
    return window.first_day <= monday_of(week) and monday_of(week + 1) <= window.whole_until
