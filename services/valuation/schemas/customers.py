"""Customers and what they are worth."""

from datetime import date, datetime
from uuid import UUID

from pydantic import BaseModel, Field

from kernel.documents import example
from kernel.pagination import Page
from services.valuation.schemas.models import RunRequest
from services.valuation.store.runs import PublishedModel
from services.valuation.store.values import CustomerValue, Interval


class ValueEstimate(BaseModel):
    """An estimate with its interval; null where there is none."""

    estimate: float | None
    low: float | None
    high: float | None

    @classmethod
    def of(cls, interval: Interval) -> "ValueEstimate":
        """The estimate on the wire."""
        return cls(estimate=interval.estimate, low=interval.low, high=interval.high)


class ValuedCustomer(BaseModel):
    """A customer and what they are worth; times in the run's unit, intervals at its level."""

    model_config = example(
        id="0198c5a0-7c1e-7000-8000-000000000002",
        customer_id="c-17",
        valued_on="1997-09-30",
        frequency=2,
        recency=30.43,
        T=38.86,
        monetary_value=22.35,
        probability_alive={"estimate": 0.83, "low": 0.77, "high": 0.87},
        expected_purchases={"estimate": 1.56, "low": 1.41, "high": 1.73},
        expected_spend={"estimate": 24.65, "low": 23.7, "high": 25.6},
        clv={"estimate": 36.8, "low": 33.1, "high": 40.9},
    )

    id: UUID = Field(description="Ours.")
    customer_id: str | None = Field(description="The company's own id; null while the customer is anonymous.")
    valued_on: date = Field(
        description="The value is as of the end of that day: the run's calibration's, or when orders of theirs came."
    )
    frequency: float
    recency: float
    T: float
    monetary_value: float | None = Field(description="Mean net total per repeat day; null without one.")
    probability_alive: ValueEstimate
    expected_purchases: ValueEstimate = Field(description="Within the run's horizon.")
    expected_spend: ValueEstimate = Field(description="Per purchase.")
    clv: ValueEstimate = Field(description="Discounted, within the run's horizon.")

    @classmethod
    def of(cls, customer_id: str | None, value: CustomerValue) -> "ValuedCustomer":
        """The customer on the wire."""
        return cls(
            id=value.id,
            customer_id=customer_id,
            valued_on=value.valued_on,
            frequency=value.frequency,
            recency=value.recency,
            T=value.T,
            monetary_value=value.monetary_value,
            probability_alive=ValueEstimate.of(value.probability_alive),
            expected_purchases=ValueEstimate.of(value.expected_purchases),
            expected_spend=ValueEstimate.of(value.expected_spend),
            clv=ValueEstimate.of(value.clv),
        )


class PublishedRun(BaseModel):
    """The run whose values are shown, and how its intervals were made."""

    id: UUID
    model: str
    published_at: datetime
    request: RunRequest
    method: str = Field(description="Of the intervals.")

    @classmethod
    def of(cls, published: PublishedModel) -> "PublishedRun":
        """The run on the wire."""
        run = published.run
        return cls(
            id=run.id,
            model=run.model,
            published_at=published.published_at,
            request=RunRequest.model_validate(run.request),
            method=run.diagnostics["intervals"]["method"],
        )


class ValuedCustomerPage(Page[ValuedCustomer]):
    """One page of customers with their values."""

    model: PublishedRun | None = Field(description="Null, and no items, before the first run is published.")
