"""A budget plan: weekly spend and credit → response curves → the best division, and how sure that is."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import ROUND_DOWN, Decimal
from importlib.metadata import version
from typing import Any
from uuid import UUID

import numpy as np
import orjson

from inference.arrays import FloatArray
from kernel.identifiers import new_id
from kernel.jobs import JobContext
from kernel.problems import NotFoundError
from services.attribution import store
from services.attribution.domain import CurveFit, CurveKind, Recommendation, assume_curve, fit_curve, recommend, share_out
from services.attribution.domain.calibration import CalibratedFit, Calibration
from services.attribution.domain.errors import TooLittleVariationError
from services.attribution.domain.money import UNIT
from services.attribution.store import BudgetPlan, Report
from services.attribution.use_cases.budget_planning import BudgetRequest, ChannelBounds, budgeted_channels

DRAWS = 1_000
METHOD = "draws of the curves' parameters around their least squares"

# How far a plan has come at the beginning of each stage.
_DIVIDE, _KEEP = 0.4, 0.95


@dataclass(frozen=True, slots=True)
class Learnt:
    """What is known of a channel's response.

    Attributes:
        channel: Its name.
        fit: Its curve, per week; None where it was credited with nothing, so that there is none.
        code: Why the curve is not fitted to weeks; None where it is.
        proof: The experiment that it was calibrated by, with the factor, as JSON values; None without one.
        current: Mean spend per week.
        bounds: Of its spend over the horizon.
    """

    channel: str
    fit: CurveFit | None
    code: str | None
    proof: dict[str, Any] | None
    current: float
    bounds: ChannelBounds


async def run_budget(context: JobContext, asked: BudgetRequest) -> UUID:
    """Recommend a budget and keep the record; a job that runs again finds the one that it made before.

    Returns:
        The plan's id.
    """
    async with context.work() as work:
        plan = await store.find_plan_of_job(work, context.job_id)
        report = await store.find_report(work, asked.report_id)
    if report is None:
        raise NotFoundError(f"There is no attribution report '{asked.report_id}'.")
    if plan is None:
        plan = await _make_plan(context, asked, report)
    return plan.id


async def _make_plan(context: JobContext, asked: BudgetRequest, report: Report) -> BudgetPlan:
    await context.progress(0.0, "curves")
    learnt = learn(report, asked)
    digest = _digest(asked, report)
    await context.progress(_DIVIDE, "divide")
    document = divide(learnt, asked, seed=int(digest[:13], 16))
    document |= {"excluded": _excluded(report, learnt), "weeks": len(report.document["weekly"]["weeks"])}
    plan = BudgetPlan(
        id=new_id(),
        job_id=context.job_id,
        report_id=report.id,
        request=asked.to_record(),
        digest=digest,
        code_version=version("attune"),
        budget=asked.budget,
        response=document["response"]["estimate"],
        response_low=document["response"]["low"],
        response_high=document["response"]["high"],
        created_at=datetime.now(UTC),
        document=document,
    )
    await context.progress(_KEEP, "keep")
    async with context.work() as work:
        await store.insert_plan(work, plan)
        await work.record("budget.recommended", plan.id, after={"plan_id": str(plan.id), "report_id": str(report.id)})
        told = {"plan_id": str(plan.id), "report_id": str(report.id), "budget": str(plan.budget), "response": plan.response}
        await work.emit("budget.recommended", plan.id, told)
    return plan


def _digest(asked: BudgetRequest, report: Report) -> str:
    """SHA-256 of what was asked for and of what the report was made of: not of the report's own id."""
    told = {"request": {**asked.to_record(), "report": None}, "report": report.digest}
    return hashlib.sha256(orjson.dumps(told, option=orjson.OPT_SORT_KEYS)).hexdigest()


def learn(report: Report, asked: BudgetRequest) -> list[Learnt]:
    """The response curves of the channels that are to be budgeted, by name."""
    chosen = asked.channels or [ChannelBounds(channel) for channel in budgeted_channels(report)]
    return [_learn(report, asked, bounds) for bounds in sorted(chosen, key=lambda bounds: bounds.channel)]


def _learn(report: Report, asked: BudgetRequest, bounds: ChannelBounds) -> Learnt:
    weekly = report.document["weekly"]
    # a week below 0 is one of credit notes, or of refunds to come: nothing that more spend would bring
    spend = np.maximum(np.array(weekly["spend"][bounds.channel], dtype=np.float64), 0.0)
    told = weekly["value"][asked.model].get(bounds.channel)
    value = np.zeros_like(spend) if told is None else np.maximum(np.array(told, dtype=np.float64), 0.0)
    current = float(spend.mean())
    if not value[spend > 0.0].any():
        return Learnt(bounds.channel, None, "no_credit", None, current, bounds)
    fit, code = _fit(spend, value, asked.curve)
    proof = _proof(report, bounds.channel, asked.model)
    if proof is not None:
        factor = Calibration.of_interval(proof["factor"], proof["low"], proof["high"], proof["level"])
        fit = CalibratedFit.of(fit, factor)
    return Learnt(bounds.channel, fit, code, proof, current, bounds)


def _fit(spend: FloatArray, value: FloatArray, kind: CurveKind | None) -> tuple[CurveFit, str | None]:
    """The curve, and why it is an assumed one."""
    try:
        return fit_curve(spend, value, kind), None
    except TooLittleVariationError as error:
        return assume_curve(float(spend.mean()), float(value.mean()), kind or CurveKind.POWER), error.code


def _proof(report: Report, channel: str, model: str) -> dict[str, Any] | None:
    """The channel's latest experiment that says how much of what it is credited with it brought."""
    (told,) = (each["incremental"] for each in report.document["channels"] if each["channel"] == channel)
    for each in sorted(told, key=lambda each: str(each["until"]), reverse=True):
        ratio = each["ratio"].get(model)
        if ratio is not None and ratio["low"] is not None and ratio["high"] is not None:
            return {
                "experiment": each["key"],
                "factor": ratio["estimate"],
                "low": ratio["low"],
                "high": ratio["high"],
                "level": each["level"],
            }
    return None


def divide(learnt: Sequence[Learnt], asked: BudgetRequest, seed: int) -> dict[str, Any]:
    """The best division of the budget over what the channels' curves say, as JSON values; amounts are of the whole horizon."""
    weeks = asked.horizon_weeks
    known = [(channel, channel.fit) for channel in learnt if channel.fit is not None]
    bare = [channel for channel in learnt if channel.fit is None]
    left = asked.budget - sum((channel.bounds.least for channel in bare), Decimal(0))
    found = recommend(
        [fit for _, fit in known],
        np.array([channel.current for channel, _ in known]),
        float(left) / weeks,
        [_weekly(channel.bounds, weeks) for channel, _ in known],
        generator=np.random.default_rng(seed),
        draws=DRAWS,
        level=asked.level,
    )
    amounts = within_bounds(_amounts(left, found, weeks), [channel.bounds for channel, _ in known], left)
    current = sum(channel.current for channel in learnt)
    low, high = found.response_interval
    spent = sum(amounts, sum((channel.bounds.least for channel in bare), Decimal(0)))
    rows = [_row(*each, found, place, amounts[place], weeks) for place, each in enumerate(known)]
    rows = sorted([*rows, *(_bare_row(channel, weeks) for channel in bare)], key=lambda row: str(row["channel"]))
    return {
        "allocation": {row["channel"]: row["spend"] for row in rows},
        "channels": rows,
        "unspent": str(asked.budget - spent),
        "marginal": found.allocation.marginal if known else None,
        "response": {"estimate": found.allocation.response * weeks, "low": low * weeks, "high": high * weeks},
        "current": {"spend": str(_money(current * weeks)), "response": found.current_response * weeks},
        "gain": {
            "estimate": (found.allocation.response - found.current_response) * weeks,
            "low": found.gain_interval[0] * weeks,
            "high": found.gain_interval[1] * weeks,
            "probability": found.probability_of_gain,
        },
        "intervals": {"method": METHOD, "level": asked.level, "replicates": DRAWS, "seed": seed},
    }


def _weekly(bounds: ChannelBounds, weeks: int) -> tuple[float, float | None]:
    return float(bounds.least) / weeks, None if bounds.most is None else float(bounds.most) / weeks


def _amounts(budget: Decimal, found: Recommendation, weeks: int) -> list[Decimal]:
    """The division as money over the horizon: all of it to the last unit, where all of it is to be spent."""
    spend = found.allocation.spend.tolist()
    if found.allocation.unspent == 0.0 and any(spend):
        return share_out(budget, spend)
    return [_money(each * weeks) for each in spend]


def within_bounds(amounts: Sequence[Decimal], bounds: Sequence[ChannelBounds], budget: Decimal) -> list[Decimal]:
    """Amounts that rounding took a unit past their bounds, back within them; what that adds, others with room give."""
    kept = [
        max(each.least, amount if each.most is None else min(amount, each.most))
        for amount, each in zip(amounts, bounds, strict=True)
    ]
    over = sum(kept, -budget)
    for place, each in enumerate(bounds):
        given = max(min(over, kept[place] - each.least), Decimal(0))
        kept[place] -= given
        over -= given
    return kept


def _money(amount: float) -> Decimal:
    return Decimal(repr(amount)).quantize(UNIT, ROUND_DOWN)


def _row(channel: Learnt, fit: CurveFit, found: Recommendation, place: int, amount: Decimal, weeks: int) -> dict[str, Any]:
    """A channel with its curve, beside what it is spent on now."""
    curve = fit.curve()
    low, high = (float(end[place]) * weeks for end in found.spend_interval)
    return {
        "channel": channel.channel,
        "spend": str(amount),
        "spend_interval": {"low": low, "high": high},
        "response": float(curve.response(found.allocation.spend[place])) * weeks,
        "current_spend": str(_money(channel.current * weeks)),
        "current_response": float(curve.response(channel.current)) * weeks,
        "curve": {
            "kind": fit.kind.value,
            "parameters": {name: float(np.asarray(value)) for name, value in curve.parameters.items()},
            "method": fit.method,
            "elasticity": fit.elasticity,
            "periods": fit.periods,
            "r_squared": fit.r_squared,
        },
        "calibration": channel.proof,
        "code": channel.code,
    }


def _bare_row(channel: Learnt, weeks: int) -> dict[str, Any]:
    """A channel that was credited with nothing: it is given its minimum."""
    least = channel.bounds.least
    return {
        "channel": channel.channel,
        "spend": str(least),
        "spend_interval": {"low": float(least), "high": float(least)},
        "response": 0.0,
        "current_spend": str(_money(channel.current * weeks)),
        "current_response": 0.0,
        "curve": None,
        "calibration": None,
        "code": channel.code,
    }


def _excluded(report: Report, learnt: Sequence[Learnt]) -> list[dict[str, str]]:
    """Channels with spend that the budget is not divided over, and why."""
    able, here = set(budgeted_channels(report)), {channel.channel for channel in learnt}
    spent = report.document["weekly"]["spend"]
    return [
        {"channel": channel, "code": "not_asked_for" if channel in able else "not_visible"}
        for channel in sorted(spent)
        if any(spent[channel]) and channel not in here
    ]
