"""What leads are worth, by the published run: the model of customers of their channel and segment, or that of all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import numpy as np

from kernel.database import UnitOfWork
from kernel.problems import RefusedInputError
from services.valuation.domain import PurchaseModel
from services.valuation.domain.customer_value import discount_rate_per_unit
from services.valuation.domain.prospects import (
    InvalidProspectError,
    ProspectValue,
    Uncertain,
    known_probability,
    learnt_probability,
    value_new_customer,
    value_prospect,
)
from services.valuation.problems import NoNewCustomerValueError
from services.valuation.store import runs
from services.valuation.store.runs import ModelRun
from services.valuation.use_cases.parts import Part, nearest_part, read_parts, spend_of
from services.valuation.use_cases.planning import RunPlan
from services.valuation.use_cases.scoring import Scorer


@dataclass(frozen=True, slots=True)
class Lead:
    """Somebody, or some who are alike, who may become customers.

    Attributes:
        reference: The caller's own name for them.
        channel: That brought them; None where it is not known.
        segment: What the trait of the run's segments is of them; None where it is not known.
        probability: That they become customers; None where `leads` and `conversions` tell it.
        leads: How many were like them.
        conversions: How many of these became customers.
        cost: Of trying, for each of them.
    """

    reference: str | None
    channel: str | None
    segment: str | None
    probability: float | None
    leads: int | None
    conversions: int | None
    cost: float


@dataclass(frozen=True, slots=True)
class NewCustomer:
    """What a new customer is worth.

    Attributes:
        part: Of which customers.
        value: Within the run's horizon from the first purchase on, that included.
    """

    part: Part
    value: Uncertain


@dataclass(frozen=True, slots=True)
class ValuedLead:
    """A lead with what it is worth, and by which new customer."""

    lead: Lead
    probability: Uncertain
    new_customer: NewCustomer
    value: ProspectValue


@dataclass(frozen=True, slots=True)
class ValuedLeads:
    """Leads with what they are worth by a run."""

    model_id: UUID
    plan: RunPlan
    leads: list[ValuedLead]


async def value_leads(work: UnitOfWork, leads: Sequence[Lead]) -> ValuedLeads:
    """Value leads by the published run.

    Raises:
        NoNewCustomerValueError: No run is published, or it does not say what a new customer is worth.
        RefusedInputError: A probability, count or cost cannot be.
    """
    published = await runs.read_published(work)
    if published is None or published.run.segments is None:
        raise NoNewCustomerValueError("No model run is published that says what a new customer is worth.")
    run = published.run
    plan = RunPlan.of_record(run.request)
    parts = read_parts(published.run.segments)
    known = {part: item for items in parts.values() for part, item in items.items()}
    values: dict[Part, NewCustomer] = {}
    told = []
    for position, lead in enumerate(leads):
        part = nearest_part(known, Part(lead.channel, lead.segment))
        if part not in values:
            values[part] = NewCustomer(part, _value(run, plan, known.get(part)))
        new_customer = values[part]
        try:
            probability = _probability(lead)
            value = value_prospect(probability, new_customer.value, lead.cost, plan.level)
        except InvalidProspectError as error:
            raise RefusedInputError(error, f"/leads/{position}/{error.field}") from None
        told.append(ValuedLead(lead, probability, new_customer, value))
    return ValuedLeads(run.id, plan, told)


def _probability(lead: Lead) -> Uncertain:
    if lead.probability is not None:
        return known_probability(lead.probability)
    if lead.leads is None or lead.conversions is None:
        raise InvalidProspectError("neither a probability nor leads and conversions are given", field="probability")
    return learnt_probability(lead.leads, lead.conversions)


def _value(run: ModelRun, plan: RunPlan, item: Mapping[str, Any] | None) -> Uncertain:
    """Of a new customer of a part, or of all."""
    scorer = Scorer.of(run)
    discount = discount_rate_per_unit(plan.annual_discount_rate, plan.time_unit)
    if item is None:
        assert run.segments is not None  # noqa: S101 — the caller has looked
        model, covariance = PurchaseModel.of(scorer.model, scorer.parameters), scorer.covariance
        spend = spend_of(run.segments["spend_per_day"])
    else:
        model = PurchaseModel.of(scorer.model, item["parameters"])
        covariance, spend = np.array(item["covariance"]), spend_of(item["spend_per_day"])
    return value_new_customer(model, covariance, spend, plan.horizon, discount, scorer.factor)
