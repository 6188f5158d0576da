"""What experiments and holdouts proved that communication brought, beside what it cost and what it was credited with."""

from collections.abc import Sequence
from dataclasses import astuple, dataclass
from datetime import datetime
from decimal import Decimal
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
class Measured:
    """What all treatments brought, and the moment before which outcomes were looked at."""

    brought: Estimated
    until: datetime


@dataclass(frozen=True, slots=True)
class Proof:
    """The latest word of an experiment or holdout, metric by metric: each may be analysed until another moment.

    Attributes:
        key: Its name.
        experiment_id: The experiment; None of a holdout.
        holdout_id: The holdout; None of an experiment.
        channel: Whose communication was tested; None for all of it.
        campaign: The one campaign of it; None for all.
        is_whole_channel: Whether it tells what the channel brought in all: every customer was assigned, to the channel's
            communication or to none of it.
        began_at: When outcomes began to count.
        treatments: The variations beside the control.
        revenue: None where it was not measured.
        margin: Likewise.
    """

    key: str
    experiment_id: UUID | None
    holdout_id: UUID | None
    channel: str | None
    campaign: str | None
    is_whole_channel: bool
    began_at: datetime
    treatments: tuple[str, ...]
    revenue: Measured | None
    margin: Measured | None

    @property
    def first(self) -> Measured:
        """Of revenue, else of margin."""
        found = self.revenue or self.margin
        assert found is not None  # noqa: S101 — there is no proof without a lift of one of them
        return found

    def identity(self) -> tuple[Any, ...]:
        """What it says, without our ids, which would differ where all that is known is the same."""
        return self.holdout_id is not None, *(
            value for name, value in zip(_FIELDS, astuple(self), strict=True) if name not in _IDS
        )


_IDS = ("experiment_id", "holdout_id")
_FIELDS = tuple(Proof.__dataclass_fields__)


def proofs_of(lifts: Sequence[Lift]) -> list[Proof]:
    """One for each experiment and holdout that has begun, the one first that was analysed first."""

    def subject(lift: Lift) -> str:
        return str(lift.experiment_id or lift.holdout_id)

    begun = [lift for lift in lifts if lift.started_at is not None and lift.started_at < lift.analysed_until]
    proofs = [_proof(list(group)) for _, group in groupby(sorted(begun, key=subject), key=subject)]
    return sorted(proofs, key=lambda proof: (proof.first.until, proof.key, proof.holdout_id is not None))


def _proof(lifts: Sequence[Lift]) -> Proof:
    first = lifts[0]
    assert first.started_at is not None  # noqa: S101 — what `proofs_of` chose them by
    return Proof(
        first.key,
        first.experiment_id,
        first.holdout_id,
        first.channel,
        first.campaign,
        first.campaign is None and (first.channel is None or (first.control_without_channel and first.coverage == 1.0)),
        first.started_at,
        tuple(sorted({lift.treatment for lift in lifts})),
        _together([lift for lift in lifts if lift.metric == "revenue"]),
        _together([lift for lift in lifts if lift.metric == "margin"]),
    )


def _together(lifts: Sequence[Lift]) -> Measured | None:
    """Treatments added up; their ends, too: they share the control, so that nothing is gained by there being several."""
    if not lifts:
        return None
    value, low, high = (
        sum(getattr(lift, name) for lift in lifts) for name in ("incremental", "incremental_low", "incremental_high")
    )
    return Measured(Estimated(value, low, high, lifts[0].level, METHOD), lifts[0].analysed_until)


async def measure(work: UnitOfWork, plan: ReportPlan, proof: Proof, margin_share: float | None) -> dict[str, Any]:
    """A proof beside what was spent and credited in its own window, as JSON values.

    Args:
        work: The unit of work.
        plan: Of the report: by which lookback and models credit is given.
        proof: What was proved.
        margin_share: Of revenue, for a proof that did not measure margin; None where nobody knows.
    """
    first, revenue, margin, basis = proof.first, proof.revenue, proof.margin, "measured"
    if margin is None and revenue is not None and margin_share is not None:
        margin, basis = Measured(revenue.brought.scaled(margin_share), revenue.until), "assumed_share"
    zone = (await work.workspace()).zone
    spend = await _spend(work, proof, Window.of(proof.began_at, first.until, zone))
    credited = {}
    if proof.channel is not None:
        window = Window.of(proof.began_at, first.until, zone)
        journeys = Journeys.of(await read_paths(work, plan, window), plan.margin_rate)
        credited = _credited(journeys, learnt_models(plan), proof.channel)
    returned = None
    if margin is not None and proof.is_whole_channel:
        margin_spend = await _spend(work, proof, Window.of(proof.began_at, margin.until, zone))
        returned = incremental_return(margin.brought, max(float(margin_spend), 0.0))
    has_roas = revenue is not None and spend > 0 and proof.is_whole_channel
    return {
        "key": proof.key,
        "experiment_id": None if proof.experiment_id is None else str(proof.experiment_id),
        "holdout_id": None if proof.holdout_id is None else str(proof.holdout_id),
        "campaign": proof.campaign,
        "treatments": list(proof.treatments),
        "from": proof.began_at.isoformat(),
        "until": first.until.isoformat(),
        "level": first.brought.level,
        "revenue": None if revenue is None else as_estimate(revenue.brought),
        "margin": None if margin is None else as_estimate(margin.brought),
        "margin_basis": None if margin is None else basis,
        "margin_share": margin_share if margin is not None and basis == "assumed_share" else None,
        "margin_until": None if margin is None else margin.until.isoformat(),
        "margin_level": None if margin is None else margin.brought.level,
        "spend": str(spend),
        "roas": as_estimate(revenue.brought.scaled(1.0 / float(spend))) if revenue is not None and has_roas else None,
        "roci_gross": None if returned is None else as_estimate(returned.gross),
        "roci_net": None if returned is None else as_estimate(returned.net),
        "credited": credited,
        "ratio": {model: _ratio(proof, value, margin_share) for model, value in credited.items()},
        "code": None if proof.is_whole_channel else "not_whole_channel",
    }


async def _spend(work: UnitOfWork, proof: Proof, window: Window) -> Decimal:
    """On what was tested."""
    spending = Spending.of(await read_spend(work, window))
    if proof.campaign is not None:
        return spending.of_campaign(proof.channel, proof.campaign)
    return spending.total if proof.channel is None else spending.by_channel.get(proof.channel, ZERO)


def learnt_models(plan: ReportPlan) -> tuple[AttributionModel, ...]:
    """The report's models, and linear, which budgets are learnt from unless told otherwise."""
    return tuple(dict.fromkeys((*plan.models, AttributionModel.LINEAR)))


def _credited(journeys: Journeys, models: Sequence[AttributionModel], channel: str) -> dict[str, float]:
    """What the channel is given by each model."""
    credit = compute_credit(journeys.paths, models)
    if channel not in credit.channels:
        return {model.value: 0.0 for model in models}
    place = credit.channels.index(channel)
    return {model.value: float(credit.credits[model].value[place]) for model in models}


def _ratio(proof: Proof, credited: float, margin_share: float | None) -> dict[str, float | None] | None:
    """Incremental to credited: of revenue, or of margin where only that was measured."""
    if credited <= 0.0 or not proof.is_whole_channel:
        return None
    if proof.revenue is not None:
        return as_estimate(proof.revenue.brought.scaled(1.0 / credited))
    if proof.margin is not None and margin_share is not None and margin_share > 0.0:
        return as_estimate(proof.margin.brought.scaled(1.0 / (margin_share * credited)))
    return None
