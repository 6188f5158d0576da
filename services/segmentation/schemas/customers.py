"""Customers, their profiles, and RFM."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, Field, PlainSerializer

from kernel.documents import example
from kernel.pagination import Page
from services.segmentation.domain.rfm import SegmentName
from services.segmentation.store.customers import ChannelTouches, Customer, PublishedValue
from services.segmentation.store.customers import Estimate as EstimateOf
from services.segmentation.store.loyalty import Loyalty
from services.segmentation.store.merges import Merge
from services.segmentation.use_cases.reading import Profile, RfmReport

Money = Annotated[Decimal, PlainSerializer(lambda amount: f"{amount:.4f}", return_type=str)]
"""Money as it is kept and written: with four decimals, a sum of nothing too."""


class CustomerSummary(BaseModel):
    """A customer in a list."""

    model_config = example(
        id="0198c5a0-7c1e-7000-8000-000000000001", customer_id="c-17", created_at="2026-11-01T00:00:00Z", erased_at=None
    )

    id: UUID = Field(description="Ours.")
    customer_id: str | None = Field(description="The company's own id; null while the customer is anonymous, and once erased.")
    created_at: datetime
    erased_at: datetime | None = Field(description="When the customer was erased: what was done stays counted.")

    @classmethod
    def of(cls, customer: Customer) -> "CustomerSummary":
        """The customer as listed."""
        return cls(
            id=customer.id,
            customer_id=customer.customer_id,
            created_at=customer.created_at,
            erased_at=customer.erased_at,
        )


class CustomerPage(Page[CustomerSummary]):
    """One page of customers."""


class Identity(BaseModel):
    """An identifier that was observed of a customer."""

    kind: str = Field(description="`user` or `anonymous`.")
    value: str


class CustomerMerge(BaseModel):
    """A merge of two customers: an alias, or a visitor who signed in."""

    model_config = example(
        id="0198c5a0-7c1e-7000-8000-000000000009",
        survivor_id="0198c5a0-7c1e-7000-8000-000000000001",
        absorbed_id="0198c5a0-7c1e-7000-8000-000000000002",
        identities=[{"kind": "anonymous", "value": "visitor-1"}],
        merged_at="2026-11-01T12:00:00Z",
        undone_at=None,
    )

    id: UUID
    survivor_id: UUID = Field(description="Our id of the customer that went on.")
    absorbed_id: UUID = Field(description="Our id of the customer that ended; an undo brings it back.")
    identities: list[Identity] = Field(
        description="The identifiers that it moved, less those that the undo of an earlier merge took back; none once erased."
    )
    merged_at: datetime
    undone_at: datetime | None = Field(description="Null while the merge stands.")

    @classmethod
    def of(cls, merge: Merge) -> "CustomerMerge":
        """The merge as it crosses the wire."""
        return cls(
            id=merge.id,
            survivor_id=merge.survivor_id,
            absorbed_id=merge.absorbed_id,
            identities=[Identity(kind=kind, value=value) for kind, value in merge.identities],
            merged_at=merge.merged_at,
            undone_at=merge.undone_at,
        )


class MergePage(Page[CustomerMerge]):
    """One page of merges, the latest first."""


class BehaviourSummary(BaseModel):
    """What a customer did before `as_of`. Refunds and cancellations are those known now, also of orders before `as_of`."""

    orders: int
    purchases: int = Field(description="Orders but those that are by now known as cancelled or refunded whole.")
    revenue: Money = Field(description="Of the orders, less all refunds known now; in the workspace's currency.")
    first_order_at: datetime | None
    last_order_at: datetime | None
    events: int
    first_event_at: datetime | None
    last_event_at: datetime | None


class ChannelSummary(BaseModel):
    """A customer's touchpoints of one channel."""

    channel: str
    touchpoints: int
    first_at: datetime
    last_at: datetime


class TouchpointsSummary(BaseModel):
    """What was said to a customer before `as_of`, and where."""

    touchpoints: int
    first_at: datetime | None
    last_at: datetime | None
    channels: list[ChannelSummary] = Field(description="The channel with most touchpoints first.")

    @classmethod
    def of(cls, touches: list[ChannelTouches]) -> "TouchpointsSummary":
        """The summary of all channels."""
        return cls(
            touchpoints=sum(each.touchpoints for each in touches),
            first_at=min((each.first_at for each in touches), default=None),
            last_at=max((each.last_at for each in touches), default=None),
            channels=[
                ChannelSummary(channel=each.channel, touchpoints=each.touchpoints, first_at=each.first_at, last_at=each.last_at)
                for each in touches
            ],
        )


class ExposureSummary(BaseModel):
    """A variation of an experiment that a customer was shown."""

    experiment_id: UUID
    experiment: str = Field(description="The experiment's key.")
    variation: str
    exposed_at: datetime = Field(description="The first time.")


class ScoreGiven(BaseModel):
    """How likely a customer is to recommend the company, 0 to 10."""

    score: int
    answered_at: datetime


class WalletTold(BaseModel):
    """A customer's latest answer of a category about whom they spend on."""

    category: str | None = Field(description="Null: of all that the company sells.")
    rank: float | None = Field(description="The company's place among the brands they use, 1 the best.")
    brands: int | None
    wallet_share: float | None = Field(description="By their own word.")
    answered_at: datetime


class LoyaltySummary(BaseModel):
    """What is known of a customer's loyalty before `as_of`: contribution, commitment, championship.

    What that is worth, by assumptions that can be stated, is at `/v1/valuation/loyalty/customers/{customer_id}`.
    """

    margin: Money = Field(description="Of the orders that state one.")
    purchases_without_margin: int
    score: ScoreGiven | None = Field(description="The latest.")
    wallets: list[WalletTold] = Field(description="The latest answer of each category.")
    invited: int = Field(description="Statements about referrals of theirs: invitations and conversions.")
    converted: int = Field(description="Customers of whom it is said that they came by them.")
    referred_by: UUID | None = Field(description="Our id of the customer who brought them, else of who invited them first.")

    @classmethod
    def of(cls, loyalty: Loyalty) -> "LoyaltySummary":
        """The loyalty as it crosses the wire."""
        score, referrals = loyalty.score, loyalty.referrals
        return cls(
            margin=loyalty.contribution.margin,
            purchases_without_margin=loyalty.contribution.purchases_without,
            score=None if score is None else ScoreGiven(score=score.score, answered_at=score.answered_at),
            wallets=[
                WalletTold(
                    category=each.category,
                    rank=each.brand_rank,
                    brands=each.brands,
                    wallet_share=each.wallet_share,
                    answered_at=each.answered_at,
                )
                for each in loyalty.wallets
            ],
            invited=referrals.invited,
            converted=referrals.converted,
            referred_by=referrals.referred_by,
        )


class Estimate(BaseModel):
    """An estimate with its 95 % interval (delta method on the fit's Laplace covariance)."""

    estimate: float | None
    low: float | None
    high: float | None

    @classmethod
    def of(cls, estimate: EstimateOf) -> "Estimate":
        """The estimate as it crosses the wire."""
        return cls(estimate=estimate.estimate, low=estimate.low, high=estimate.high)


class CustomerValue(BaseModel):
    """What the model that is published now says that the customer is worth."""

    model_id: UUID
    model: str
    calibration_end: date = Field(description="The last day of what the model was fitted on.")
    valued_on: date = Field(description="The value is as of the end of that day.")
    probability_alive: Estimate
    expected_purchases: Estimate
    expected_spend: Estimate
    clv: Estimate

    @classmethod
    def of(cls, value: PublishedValue) -> "CustomerValue":
        """The value as it crosses the wire."""
        return cls(
            model_id=value.model_id,
            model=value.model,
            calibration_end=value.calibration_end,
            valued_on=value.valued_on,
            probability_alive=Estimate.of(value.probability_alive),
            expected_purchases=Estimate.of(value.expected_purchases),
            expected_spend=Estimate.of(value.expected_spend),
            clv=Estimate.of(value.clv),
        )


class CustomerProfile(BaseModel):
    """All that is known of a customer, in one answer.

    `as_of` bounds what the customer did, was shown and said (`behaviour`, `touchpoints`, `exposures`, `loyalty`); the rest is
    the latest known.
    """

    model_config = example(
        id="0198c5a0-7c1e-7000-8000-000000000001",
        customer_id="c-17",
        created_at="2026-11-01T00:00:00Z",
        erased_at=None,
        as_of="2026-11-02T00:00:00Z",
        identities=[{"kind": "user", "value": "c-17"}],
        traits={"city": "Łódź"},
        behaviour={
            "orders": 2,
            "purchases": 2,
            "revenue": "31.0000",
            "first_order_at": "2026-01-03T00:00:00Z",
            "last_order_at": "2026-04-01T00:00:00Z",
            "events": 0,
            "first_event_at": None,
            "last_event_at": None,
        },
        touchpoints={
            "touchpoints": 1,
            "first_at": "2026-01-02T00:00:00Z",
            "last_at": "2026-01-02T00:00:00Z",
            "channels": [
                {
                    "channel": "email",
                    "touchpoints": 1,
                    "first_at": "2026-01-02T00:00:00Z",
                    "last_at": "2026-01-02T00:00:00Z",
                }
            ],
        },
        exposures=[
            {
                "experiment_id": "0198c5a0-7c1e-7000-8000-000000000003",
                "experiment": "spring-mail",
                "variation": "treatment",
                "exposed_at": "2026-01-02T00:00:00Z",
            }
        ],
        loyalty={
            "margin": "12.4000",
            "purchases_without_margin": 0,
            "score": {"score": 9, "answered_at": "2026-04-02T00:00:00Z"},
            "wallets": [
                {
                    "category": "coffee",
                    "rank": 1.5,
                    "brands": 3,
                    "wallet_share": None,
                    "answered_at": "2026-04-02T00:00:00Z",
                }
            ],
            "invited": 3,
            "converted": 1,
            "referred_by": None,
        },
        value=None,
    )

    id: UUID
    customer_id: str | None
    created_at: datetime
    erased_at: datetime | None = Field(description="When the customer was erased: what was done stays counted.")
    as_of: datetime = Field(
        description="The moment before which `behaviour`, `touchpoints`, `exposures` and `loyalty` are counted."
    )
    identities: list[Identity] = Field(description="All known now, whatever `as_of`; none once erased.")
    traits: dict[str, Any] = Field(description="The latest observation of each that is known now, whatever `as_of`.")
    behaviour: BehaviourSummary
    touchpoints: TouchpointsSummary
    exposures: list[ExposureSummary] = Field(description="Under any of the identities; the earliest first.")
    loyalty: LoyaltySummary
    value: CustomerValue | None = Field(
        description="By the model that is published now, whatever `as_of`. Null before one knows the customer."
    )

    @classmethod
    def of(cls, profile: Profile, as_of: datetime) -> "CustomerProfile":
        """The profile as it crosses the wire."""
        behaviour = profile.behaviour
        return cls(
            id=profile.customer.id,
            customer_id=profile.customer.customer_id,
            created_at=profile.customer.created_at,
            erased_at=profile.customer.erased_at,
            as_of=as_of,
            identities=[Identity(kind=kind, value=value) for kind, value in profile.identities],
            traits=profile.traits,
            behaviour=BehaviourSummary(
                orders=behaviour.orders,
                purchases=behaviour.purchases,
                revenue=behaviour.revenue,
                first_order_at=behaviour.first_order_at,
                last_order_at=behaviour.last_order_at,
                events=behaviour.events,
                first_event_at=behaviour.first_event_at,
                last_event_at=behaviour.last_event_at,
            ),
            touchpoints=TouchpointsSummary.of(profile.touches),
            exposures=[
                ExposureSummary(
                    experiment_id=each.experiment_id,
                    experiment=each.experiment,
                    variation=each.variation,
                    exposed_at=each.exposed_at,
                )
                for each in profile.exposures
            ],
            loyalty=LoyaltySummary.of(profile.loyalty),
            value=None if profile.value is None else CustomerValue.of(profile.value),
        )


class RfmSegmentRow(BaseModel):
    """One named segment."""

    segment: SegmentName
    customers: int
    share: float
    orders: int
    revenue: Money


class RfmCellRow(BaseModel):
    """Customers who share their three scores, 1 (low) to 5 (high)."""

    recency_score: int
    frequency_score: int
    monetary_score: int
    segment: SegmentName
    customers: int
    orders: int
    revenue: Money


class RfmTable(BaseModel):
    """Recency, frequency and monetary value of all customers with a purchase before `as_of`.

    Refunds and cancellations are those known now, also of purchases before `as_of`.
    """

    model_config = example(
        as_of="2026-11-01T00:00:00Z",
        customers=1,
        segments=[{"segment": "champions", "customers": 1, "share": 1.0, "orders": 9, "revenue": "120.0000"}],
        cells=[
            {
                "recency_score": 5,
                "frequency_score": 5,
                "monetary_score": 5,
                "segment": "champions",
                "customers": 1,
                "orders": 9,
                "revenue": "120.0000",
            }
        ],
    )

    as_of: datetime
    customers: int
    segments: list[RfmSegmentRow]
    cells: list[RfmCellRow]

    @classmethod
    def of(cls, report: RfmReport) -> "RfmTable":
        """The report as it crosses the wire."""
        return cls(
            as_of=report.as_of,
            customers=report.customers,
            segments=[
                RfmSegmentRow(
                    segment=each.name,
                    customers=each.customers,
                    share=each.customers / max(report.customers, 1),
                    orders=each.orders,
                    revenue=each.revenue,
                )
                for each in report.segments
            ],
            cells=[
                RfmCellRow(
                    recency_score=cell.recency_score,
                    frequency_score=cell.frequency_score,
                    monetary_score=cell.monetary_score,
                    segment=cell.segment,
                    customers=cell.customers,
                    orders=cell.orders,
                    revenue=cell.revenue,
                )
                for cell in report.cells
            ],
        )
