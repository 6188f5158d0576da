"""What experiments and holdouts proved that communication brought, beside what it cost and what it was credited with."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from kernel.database import UnitOfWork
from services.attribution.domain import AttributionModel, Estimated, compute_credit, incremental_return
from services.attribution.store import Lift
from services.attribution.use_cases.crediting import as_estimate
from services.attribution.use_cases.journeys import ZERO, Journeys, read_paths
from services.attribution.use_cases.planning import ReportPlan, Window
from services.attribution.use_cases.spending import Spending, read_spend

METHOD = "randomised"


@dataclass(frozen=True, slots=True)
class Proof:
    """The latest word of an experiment or holdout on revenue.

    Attributes:
        key: Its name.
        experiment_id: The experiment; None of a holdout.
        holdout_id: The holdout; None of an experiment.
        channel: Whose communication was tested; None for all of it.
        campaign: The one campaign of it; None for all.
        began_at: When outcomes began to count.
        analysed_until: The moment before which they were looked at.
        treatments: The variations beside the control.
        level: Of the intervals.
        revenue: That they brought together; None where it was not measured.
        margin: Likewise; None where it was not measured.
    """

    key: str
    experiment_id: UUID | None
    holdout_id: UUID | None
    channel: str | None
    campaign: str | None
    began_at: datetime
    analysed_until: datetime
    treatments: tuple[str, ...]
    level: float
    revenue: Estimated | None
    margin: Estimated | None


def proofs_of(lifts: Sequence[Lift]) -> list[Proof]:
    """One for each experiment and holdout that has begun, in the order of the lifts."""

    def identity(lift: Lift) -> tuple[datetime, str, str]:
        return lift.analysed_until, lift.key, str(lift.experiment_id or lift.holdout_id)

    groups = (_begun(group) for _, group in groupby(sorted(lifts, key=identity), key=identity))
    return [_proof(group) for group in groups if group]


def _begun(lifts: Iterable[Lift]) -> list[Lift]:
    return [lift for lift in lifts if lift.started_at is not None and lift.started_at < lift.analysed_until]


def _proof(lifts: Sequence[Lift]) -> Proof:
    first = lifts[0]
    assert first.started_at is not None  # noqa: S101 — what `_begun` chose them by
    return Proof(
        first.key,
        first.experiment_id,
        first.holdout_id,
        first.channel,
        first.campaign,
        first.started_at,
        first.analysed_until,
        tuple(sorted({lift.treatment for lift in lifts})),
        first.level,
        _together([lift for lift in lifts if lift.metric == "revenue"]),
        _together([lift for lift in lifts if lift.metric == "margin"]),
    )


def _together(lifts: Sequence[Lift]) -> Estimated | None:
    """Treatments added up; their ends, too: they share the control, so that nothing is gained by there being several."""
    if not lifts:
        return None
    value, low, high = (
        sum(getattr(lift, name) for lift in lifts) for name in ("incremental", "incremental_low", "incremental_high")
    )
    return Estimated(value, low, high, lifts[0].level, METHOD)


async def measure(work: UnitOfWork, plan: ReportPlan, proof: Proof, margin_share: float | None) -> dict[str, Any]:
    """A proof beside what was spent and credited in its own window, as JSON values.

    Args:
        work: The unit of work.
        plan: Of the report: by which lookback and models credit is given.
        proof: What was proved.
        margin_share: Of revenue, for a proof that did not measure margin; None where nobody knows.
    """
    window = Window.of(proof.began_at, proof.analysed_until, (await work.workspace()).zone)
    spending = Spending.of(await read_spend(work, window))
    channel_spend = spending.total if proof.channel is None else spending.by_channel.get(proof.channel, ZERO)
    spend = channel_spend if proof.campaign is None else spending.of_campaign(proof.channel, proof.campaign)
    credited = {}
    if proof.channel is not None:
        journeys = Journeys.of(await read_paths(work, plan, window), plan.margin_rate)
        credited = _credited(journeys, plan.models, proof.channel)
    margin = proof.margin
    if margin is None and proof.revenue is not None and margin_share is not None:
        margin = proof.revenue.scaled(margin_share)
    returned = None if margin is None else incremental_return(margin, max(float(spend), 0.0))
    return {
        "key": proof.key,
        "experiment_id": None if proof.experiment_id is None else str(proof.experiment_id),
        "holdout_id": None if proof.holdout_id is None else str(proof.holdout_id),
        "campaign": proof.campaign,
        "treatments": list(proof.treatments),
        "from": proof.began_at.isoformat(),
        "until": proof.analysed_until.isoformat(),
        "level": proof.level,
        "revenue": as_estimate(proof.revenue),
        "margin": as_estimate(margin),
        "spend": str(spend),
        "roas": None if proof.revenue is None or spend <= 0 else as_estimate(proof.revenue.scaled(1.0 / float(spend))),
        "roci_gross": None if returned is None else as_estimate(returned.gross),
        "roci_net": None if returned is None else as_estimate(returned.net),
        "credited": credited,
        "ratio": {model: _ratio(proof, value, margin_share) for model, value in credited.items()},
        "is_whole_channel": spend == channel_spend,
    }


def _credited(journeys: Journeys, models: Sequence[AttributionModel], channel: str) -> dict[str, float]:
    """What the channel is given by each model."""
    credit = compute_credit(journeys.paths, models)
    if channel not in credit.channels:
        return {model.value: 0.0 for model in models}
    place = credit.channels.index(channel)
    return {model.value: float(credit.credits[model].value[place]) for model in models}


def _ratio(proof: Proof, credited: float, margin_share: float | None) -> dict[str, float | None] | None:
    """Incremental to credited: of revenue, or of margin where only that was measured."""
    if credited <= 0.0:
        return None
    if proof.revenue is not None:
        return as_estimate(proof.revenue.scaled(1.0 / credited))
    if proof.margin is not None and margin_share is not None and margin_share > 0.0:
        return as_estimate(proof.margin.scaled(1.0 / (margin_share * credited)))
    return None
