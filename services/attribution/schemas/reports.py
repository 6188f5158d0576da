"""Attribution reports: what to report on, and the record of it."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, Field, PlainSerializer, WithJsonSchema

from kernel.documents import example, request_example
from kernel.pagination import Page
from services.attribution.domain import AttributionModel
from services.attribution.store import ReportHead
from services.attribution.use_cases.planning import (
    DEFAULT_MODELS,
    DEFAULT_TOUCH_KINDS,
    LEVEL,
    LOOKBACK_DAYS,
    MOST_LOOKBACK_DAYS,
    TOUCH_KINDS,
)
from services.attribution.use_cases.reading import ReportReading

Money = Annotated[Decimal, PlainSerializer(lambda amount: f"{amount:.4f}", return_type=str)]
"""Money of record: with four decimals, in the workspace's currency."""

StrictNumber = Annotated[float, Field(strict=True)]
StrictInteger = Annotated[int, Field(strict=True)]
ModelName = Annotated[str, WithJsonSchema({"type": "string", "enum": [model.value for model in AttributionModel]})]
TouchKind = Annotated[str, WithJsonSchema({"type": "string", "enum": list(TOUCH_KINDS)})]
AfterConversion = Literal["restart", "overlap"]


class ReportRequest(BaseModel):
    """A report to be made from the workspace's touchpoints, orders and spend."""

    model_config = {
        **request_example(
            **{"from": "1998-01-05", "until": "1998-06-28"},
            lookback_days=30,
            models=["first_touch", "last_touch", "linear", "markov"],
            margin_rate=0.3,
        ),
        "populate_by_name": False,
    }

    from_on: date | None = Field(
        default=None,
        alias="from",
        description="The first day whose orders are looked at, in the workspace's time zone; by default that of the first.",
    )
    until_on: date | None = Field(
        default=None, alias="until", description="The last such day; by default all until the workspace's clock."
    )
    lookback_days: StrictInteger = Field(
        default=LOOKBACK_DAYS,
        description="How long before a purchase its touches may be, in days of 24 hours; the edge is in.",
        json_schema_extra={"minimum": 1, "maximum": MOST_LOOKBACK_DAYS},
    )
    models: list[ModelName] = Field(default=[*DEFAULT_MODELS], min_length=1, max_length=50)
    touch_kinds: list[TouchKind] = Field(
        default=[*DEFAULT_TOUCH_KINDS],
        min_length=1,
        max_length=50,
        description="Which kinds of touchpoints count. What was only sent does not, unless it is named here.",
    )
    after_conversion: AfterConversion = Field(
        default="restart",
        description="`restart`: a path begins anew after a purchase. `overlap`: every purchase looks back through its whole "
        "window, so that a touch may be on several paths.",
    )
    margin_rate: StrictNumber | None = Field(
        default=None,
        description="Share of an order's net that is margin, where the order states none. Without it the margin, and ROCI with "
        "it, is unknown as soon as one order states none.",
        json_schema_extra={"minimum": 0, "maximum": 1},
    )
    level: StrictNumber = Field(
        default=LEVEL, description="Of all intervals.", json_schema_extra={"exclusiveMinimum": 0, "exclusiveMaximum": 1}
    )


class ReportPlanDocument(BaseModel):
    """What a report was asked for, with every default made explicit."""

    from_on: date | None = Field(alias="from")
    until_on: date | None = Field(alias="until")
    until_at: datetime = Field(description="The moment before which orders were looked at.")
    lookback_days: int
    models: list[str]
    touch_kinds: list[str]
    after_conversion: AfterConversion
    margin_rate: float | None
    level: float


class ReturnEstimate(BaseModel):
    """An estimate with its interval; null ends where it has none."""

    estimate: float
    low: float | None
    high: float | None


class UnattributedOrders(BaseModel):
    """Purchases that no touch led to."""

    conversions: int
    value: Money


class ReportTotals(BaseModel):
    """What there was to share out: for every model that shares credit out, its sum over the channels plus `unattributed`."""

    conversions: int = Field(description="Purchases: orders neither cancelled nor refunded whole.")
    value: Money = Field(description="Net of all orders of the window.")
    unattributed: UnattributedOrders
    spend: Money = Field(description="Of all channels, as imported.")


_SUMMARY: dict[str, Any] = {
    "id": "0198c5a0-7c1e-7000-8000-000000000001",
    "job_id": "0198c5a0-7c1e-7000-8000-000000000000",
    "request": {
        "from": "1998-01-05",
        "until": "1998-06-28",
        "until_at": "1998-06-29T00:00:00Z",
        "lookback_days": 30,
        "models": ["linear"],
        "touch_kinds": ["click", "visit", "open", "impression", "other"],
        "after_conversion": "restart",
        "margin_rate": 0.3,
        "level": 0.95,
    },
    "digest": "9f2c…",
    "code_version": "0.1.0",
    "created_at": "1998-07-01T00:00:00Z",
    "published": True,
    "totals": {
        "conversions": 412,
        "value": "14935.1000",
        "unattributed": {"conversions": 61, "value": "2210.5000"},
        "spend": "3950.0000",
    },
}


class ReportSummary(BaseModel):
    """A report in a list."""

    model_config = example(**_SUMMARY)

    id: UUID
    job_id: UUID | None
    request: ReportPlanDocument
    digest: str = Field(description="SHA-256 of the reduced inputs and the request.")
    code_version: str
    created_at: datetime
    published: bool = Field(description="Whether its credit is the published one: the latest report's is.")
    totals: ReportTotals

    @classmethod
    def of(cls, report: ReportHead, published: UUID | None) -> "ReportSummary":
        """The report as listed."""
        return cls.model_validate(_head(report, is_published=report.id == published))


class ReportPage(Page[ReportSummary]):
    """One page of reports."""


class ModelReturn(BaseModel):
    """What a model gives to a channel, what that cost and what it returned; ratios are null where nothing was spent."""

    conversions: ReturnEstimate
    value: ReturnEstimate = Field(description="Credited of the orders' net: to the last decimal a part of the totals.")
    margin: ReturnEstimate | None = Field(description="Credited; null where the margin is not known.")
    cpa: ReturnEstimate | None = Field(description="Spend per conversion.")
    roas: ReturnEstimate | None = Field(description="Value per unit of spend.")
    roci_gross: ReturnEstimate | None = Field(description="Margin per unit of spend.")
    roci_net: ReturnEstimate | None = Field(description="(margin − spend) / spend.")


class IncrementalReturnDocument(BaseModel):
    """What an experiment or holdout proved that communication brought, in its own window: between `from` and `until`."""

    key: str
    experiment_id: UUID | None
    holdout_id: UUID | None
    campaign: str | None = Field(description="The one campaign that was tested; null for all of the channel.")
    treatments: list[str] = Field(description="Added up, with their intervals' ends.")
    from_at: datetime = Field(alias="from")
    until_at: datetime = Field(alias="until")
    level: float = Field(description="Of the intervals of `revenue` and of what follows from it.")
    revenue: ReturnEstimate | None = Field(description="That would not have come without it.")
    margin: ReturnEstimate | None = Field(
        description="Of that revenue: measured, or by the share that margin has of all orders' net."
    )
    margin_basis: Literal["measured", "assumed_share"] | None = Field(
        description="`assumed_share`: not measured, but revenue times `margin_share`, as if what was tested sold at the "
        "average margin."
    )
    margin_share: float | None = Field(description="Of all orders' net, where margin was not measured.")
    margin_until: datetime | None = Field(description="Margin's own end, whose spend its ratios are of.")
    margin_level: float | None = Field(description="Of the intervals of `margin` and of what follows from it.")
    spend: Money = Field(description="Of those days.")
    roas: ReturnEstimate | None = Field(description="Incremental revenue per unit of spend.")
    roci_gross: ReturnEstimate | None = Field(description="Incremental margin per unit of spend.")
    roci_net: ReturnEstimate | None = Field(description="(incremental margin − spend) / spend.")
    credited: dict[str, float] = Field(description="By model, what the channel is credited with in the same window.")
    ratio: dict[str, ReturnEstimate | None] = Field(description="By model, incremental to credited revenue.")
    code: Literal["not_whole_channel"] | None = Field(
        description="`not_whole_channel`: not every customer was assigned to the whole channel or to none of it, so that there "
        "are no ratios to the channel's spend or credit."
    )


class ChannelReport(BaseModel):
    """A channel: its credit beside its cost."""

    channel: str
    visible: bool = Field(description="Whether it left touchpoints; a channel that did not is only known by its spend.")
    touches: int = Field(description="Touchpoints in the window, of the kinds that count.")
    spend: Money
    removal_effect: float | None = Field(description="Share of conversions lost without it, by Markov's chain of order 1.")
    credit: dict[str, ModelReturn] = Field(description="By model; empty where the channel is not visible.")
    incremental: list[IncrementalReturnDocument] = Field(description="Of experiments that tested this channel.")


class WholeReport(BaseModel):
    """All that was earned beside all that was spent (blended), and what the universal holdout proved of it."""

    cpa: float | None
    roas: float | None
    roci_gross: float | None
    roci_net: float | None
    incremental: list[IncrementalReturnDocument]


class IntervalsDocument(BaseModel):
    """How the intervals of credit were made."""

    method: str
    level: float
    replicates: int
    seed: int


class ReportRecord(ReportSummary):
    """A report: an immutable record, and whether it still holds."""

    model_config = example(
        **_SUMMARY,
        stale=False,
        touches=2210,
        nulls=530,
        margin=4480.53,
        channels=[
            {
                "channel": "email",
                "visible": True,
                "touches": 310,
                "spend": "325.0000",
                "removal_effect": 0.21,
                "credit": {
                    "linear": {
                        "conversions": {"estimate": 71.5, "low": 58.1, "high": 86.0},
                        "value": {"estimate": 2590.1375, "low": 2081.4, "high": 3133.9},
                        "margin": {"estimate": 777.04, "low": 624.4, "high": 940.2},
                        "cpa": {"estimate": 4.55, "low": 3.78, "high": 5.59},
                        "roas": {"estimate": 7.97, "low": 6.4, "high": 9.64},
                        "roci_gross": {"estimate": 2.39, "low": 1.92, "high": 2.89},
                        "roci_net": {"estimate": 1.39, "low": 0.92, "high": 1.89},
                    }
                },
                "incremental": [],
            }
        ],
        all={"cpa": 9.59, "roas": 3.78, "roci_gross": 1.13, "roci_net": 0.13, "incremental": []},
        intervals={"method": "poisson_bootstrap", "level": 0.95, "replicates": 1000, "seed": 2801235021923},
        warnings=[],
    )

    stale: bool = Field(
        description="Whether the orders of its window have come to another number or sum since it was made. Orders only: later "
        "touchpoints, spend or merged customers do not show here."
    )
    touches: int = Field(description="Touchpoints in the window, of the kinds that count.")
    nulls: int = Field(description="Journeys that came to nothing.")
    margin: float | None = Field(description="Of all orders of the window; null where it is not known.")
    channels: list[ChannelReport]
    all: WholeReport
    intervals: IntervalsDocument
    warnings: list[str] = Field(description="Codes of what to beware of.")

    @classmethod
    def reading(cls, reading: ReportReading) -> "ReportRecord":
        """The report in full."""
        head = _head(reading.report, is_published=reading.is_published)
        models = reading.report.request["models"]
        channels = [
            # as they were asked for: jsonb keeps keys in an order of its own
            {**channel, "credit": {model: channel["credit"][model] for model in models if model in channel["credit"]}}
            for channel in reading.report.document["channels"]
        ]
        return cls.model_validate({**reading.report.document, **head, "channels": channels, "stale": reading.is_stale})


def _head(report: ReportHead, *, is_published: bool) -> dict[str, Any]:
    unattributed = {"conversions": report.unattributed_conversions, "value": report.unattributed_value}
    return {
        "id": report.id,
        "job_id": report.job_id,
        "request": report.request,
        "digest": report.digest,
        "code_version": report.code_version,
        "created_at": report.created_at,
        "published": is_published,
        "totals": {
            "conversions": report.conversions,
            "value": report.value,
            "unattributed": unattributed,
            "spend": report.spend,
        },
    }
