"""Leads, and what they are worth."""

from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, BaseModel, Field, ValidationInfo

from kernel.documents import example, request_example
from services.valuation.domain.prospects import Uncertain
from services.valuation.use_cases.prospecting import Lead, ValuedLead, ValuedLeads

MOST_LEADS = 10_000

Amount = Annotated[float, Field(strict=True)]


def _instead_of_a_probability(count: int | None, told: ValidationInfo) -> int | None:
    if count is not None and told.data.get("probability") is not None:
        raise ValueError("A probability is given: it is not learnt as well.")
    return count


Count = Annotated[int | None, Field(strict=True), AfterValidator(_instead_of_a_probability)]


class LeadRequest(BaseModel):
    """Somebody who may become a customer, or some who are alike."""

    model_config = request_example(
        reference="fair-2026", channel="email", segment="gold", leads=400, conversions=31, acquisition_cost=1.5
    )

    reference: str | None = Field(default=None, max_length=255, description="Your own name for them; it comes back.")
    channel: str | None = Field(
        default=None, max_length=255, description="That brought them. One that has acquired nobody yet counts as unknown."
    )
    segment: str | None = Field(
        default=None,
        description="What the trait of the published run's segments is of them, as text. One that the run does not tell counts "
        "as unknown.",
    )
    probability: Amount | None = Field(
        default=None,
        description="That they become customers. Or, instead of it, `leads` and `conversions`, from which it is learnt.",
    )
    leads: Count = Field(default=None, description="How many were like them; not beside `probability`.")
    conversions: Count = Field(default=None, description="How many of these became customers; not beside `probability`.")
    acquisition_cost: Amount = Field(description="Of trying, for each lead, whether or not it converts; in the currency.")

    def lead(self) -> Lead:
        """The lead as the use case wants it."""
        return Lead(
            reference=self.reference,
            channel=self.channel,
            segment=self.segment,
            probability=self.probability,
            leads=self.leads,
            conversions=self.conversions,
            cost=self.acquisition_cost,
        )


class ProspectRequest(BaseModel):
    """Leads to be valued by the published run."""

    model_config = request_example(
        leads=[
            {
                "reference": "fair-2026",
                "channel": "email",
                "segment": "gold",
                "leads": 400,
                "conversions": 31,
                "acquisition_cost": 1.5,
            }
        ]
    )

    leads: list[LeadRequest] = Field(min_length=1, max_length=MOST_LEADS)


class EstimateWithInterval(BaseModel):
    """An estimate with its interval at the run's level."""

    estimate: float
    low: float
    high: float

    @classmethod
    def of(cls, uncertain: Uncertain, level: float) -> "EstimateWithInterval":
        """The estimate on the wire."""
        low, high = uncertain.interval(level)
        return cls(estimate=uncertain.estimate, low=low, high=high)


class ProspectAnswer(BaseModel):
    """What a lead is worth."""

    reference: str | None
    channel: str | None = Field(
        description="Whose customers the value of a new one is of, together with `segment`; null: of all channels. Where the "
        "run does not know customers of both, it is of the segment's; where it does not know these, of the channel's."
    )
    segment: str | None = Field(description="Whose customers the value of a new one is of; null: of all segments.")
    probability: EstimateWithInterval
    new_customer_value: EstimateWithInterval = Field(
        description="Net, discounted, from the first purchase (which is in it) to the run's horizon after it."
    )
    acquisition_cost: float
    expected_value: EstimateWithInterval = Field(description="probability × new_customer_value − acquisition_cost.")

    @classmethod
    def of(cls, valued: ValuedLead, level: float) -> "ProspectAnswer":
        """The lead on the wire."""
        probability = EstimateWithInterval.of(valued.probability, level)
        capped = probability.model_copy(update={"high": min(probability.high, 1.0)})
        return cls(
            reference=valued.lead.reference,
            channel=valued.new_customer.part.channel,
            segment=valued.new_customer.part.segment,
            probability=capped,
            new_customer_value=EstimateWithInterval.of(valued.new_customer.value, level),
            acquisition_cost=valued.lead.cost,
            expected_value=EstimateWithInterval(estimate=valued.value.estimate, low=valued.value.low, high=valued.value.high),
        )


class ProspectPage(BaseModel):
    """Leads in the order in which they were asked for, by a run."""

    model_config = example(
        model_id="0198c5a0-7c1e-7000-8000-000000000001",
        level=0.95,
        horizon=52,
        time_unit="week",
        trait="plan",
        leads=[
            {
                "reference": "fair-2026",
                "channel": "email",
                "segment": "gold",
                "probability": {"estimate": 0.0786, "low": 0.0563, "high": 0.1096},
                "new_customer_value": {"estimate": 84.2, "low": 79.9, "high": 88.7},
                "acquisition_cost": 1.5,
                "expected_value": {"estimate": 5.12, "low": 3.23, "high": 7.78},
            }
        ],
    )

    model_id: UUID
    level: float
    horizon: float
    time_unit: str
    trait: str | None = Field(description="Whose values the run's segments are; null: it tells channels alone.")
    leads: list[ProspectAnswer]

    @classmethod
    def of(cls, valued: ValuedLeads) -> "ProspectPage":
        """The leads on the wire."""
        plan = valued.plan
        return cls(
            model_id=valued.model_id,
            level=plan.level,
            horizon=plan.horizon,
            time_unit=plan.time_unit.value,
            trait=plan.trait,
            leads=[ProspectAnswer.of(each, plan.level) for each in valued.leads],
        )
