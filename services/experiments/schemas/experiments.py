"""Experiments, assignments and exposures on the wire."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, Field, StrictBool

from kernel.documents import Instant, example, request_example
from kernel.pagination import Page
from services.experiments.schemas.flags import Key, StrictNumber
from services.experiments.store.experiments import StoredExperiment
from services.experiments.use_cases.experiments import AssignedUnit, ExperimentRequest
from services.experiments.use_cases.exposing import Recorded, ToldExposure

MOST_UNITS = 10_000

MetricName = Literal["revenue", "conversion", "orders", "margin"]
Name = Annotated[str, Field(max_length=1_000)]
Units = Annotated[list[Key], Field(max_length=MOST_UNITS, description="Company's ids of customers, or anonymous ids.")]

_VARIATIONS = [{"key": "none", "weight": 0.5}, {"key": "offer", "weight": 0.5}]


class NewVariation(BaseModel):
    """A variation of an experiment to be made."""

    model_config = request_example(key="offer", weight=0.5, value=True)

    key: Key
    weight: StrictNumber | None = Field(default=None, description="Its share; give all variations one, or none.")
    value: Any = Field(default=None, description="What a flag gives that refers to the experiment; null: none.")

    def document(self) -> dict[str, Any]:
        """What is kept, without what was not said."""
        return self.model_dump(exclude_none=True)


class ExperimentCreation(BaseModel):
    """An experiment to be made: a draft. Nothing but its state changes afterwards."""

    model_config = request_example(
        key="spring-offer",
        name="An offer by e-mail in spring",
        hypothesis="Customers who get the offer spend more within the next weeks.",
        variations=_VARIATIONS,
        control="none",
        metric="revenue",
        coverage=1.0,
        channel="email",
        campaign="spring-offer",
        control_without_channel=False,
    )

    key: Key
    name: Name = ""
    hypothesis: Annotated[str, Field(max_length=10_000)] = ""
    variations: list[NewVariation] = Field(max_length=100, description="In the order that the hash divides.")
    control: Key = Field(description="Key of the variation that the others are compared with.")
    metric: MetricName = Field(
        default="revenue",
        description="Per user, from the first exposure on: `revenue` net of refunds, `conversion` whether there was a "
        "purchase, `orders` how many, `margin` what was earned on them (refused where purchases have none).",
    )
    seed: Key | None = Field(default=None, description="What the hash of the assignment begins with; the key by default.")
    coverage: StrictNumber = Field(default=1.0, description="Share of all units that is assigned at all.")
    channel: Key | None = Field(default=None, description="What it tests, where that is a channel's communication.")
    campaign: Key | None = None
    control_without_channel: StrictBool = Field(
        default=False,
        description="The control receives nothing through `channel`, so that the difference is what the channel brought: "
        "only then, and with coverage 1, budgets are calibrated by it.",
    )

    def request(self) -> ExperimentRequest:
        """What is asked for."""
        return ExperimentRequest(
            key=self.key,
            name=self.name,
            hypothesis=self.hypothesis,
            variations=[variation.document() for variation in self.variations],
            control=self.control,
            metric=self.metric,
            seed=self.seed,
            coverage=self.coverage,
            channel=self.channel,
            campaign=self.campaign,
            control_without_channel=self.control_without_channel,
        )


class VariationDocument(BaseModel):
    """A variation of an experiment."""

    key: str
    weight: float = Field(description="Its share of those who are assigned.")
    value: Any = Field(default=None, description="What a flag gives that refers to the experiment.")


class ExperimentDocument(BaseModel):
    """An experiment."""

    model_config = example(
        id="0198c5a0-7c1e-7000-8000-000000000020",
        key="spring-offer",
        name="An offer by e-mail in spring",
        hypothesis="Customers who get the offer spend more within the next weeks.",
        variations=_VARIATIONS,
        control="none",
        metric="revenue",
        seed="spring-offer",
        coverage=1.0,
        channel="email",
        campaign="spring-offer",
        control_without_channel=False,
        state="stopped",
        started_at="2026-03-01T00:00:00Z",
        stopped_at="2026-05-01T00:00:00Z",
        decision="offer",
        created_at="2026-02-20T12:00:00Z",
    )

    id: UUID
    key: str
    name: str
    hypothesis: str
    variations: list[VariationDocument]
    control: str
    metric: MetricName
    seed: str
    coverage: float
    channel: str | None
    campaign: str | None
    control_without_channel: bool = Field(
        description="The control receives nothing through `channel`, so that the difference is what the channel brought: "
        "only then, and with coverage 1, budgets are calibrated by it.",
    )
    state: Literal["draft", "running", "stopped", "archived"]
    started_at: datetime | None
    stopped_at: datetime | None
    decision: str | None = Field(description="Key of the variation that was decided for when it was stopped.")
    created_at: datetime

    @classmethod
    def of(cls, experiment: StoredExperiment) -> "ExperimentDocument":
        """The experiment on the wire."""
        return cls.model_validate(experiment, from_attributes=True)


class ExperimentPage(Page[ExperimentDocument]):
    """One page of experiments."""


class StartRequest(BaseModel):
    """How to start."""

    model_config = request_example(started_at="2026-03-01T00:00:00Z")

    started_at: Instant | None = Field(default=None, description="Now by default, by the workspace's clock; not later.")


class StopRequest(BaseModel):
    """How to stop."""

    model_config = request_example(stopped_at="2026-05-01T00:00:00Z", decision="offer")

    stopped_at: Instant | None = Field(default=None, description="Now by default, by the workspace's clock; not later.")
    decision: Key | None = Field(default=None, description="Key of the variation that is decided for.")


class UnitsRequest(BaseModel):
    """Units to be assigned."""

    model_config = request_example(units=["c-17", "c-18"])

    units: Units


class AssignmentDocument(BaseModel):
    """A unit's place in an experiment."""

    unit: str
    variation: str | None = Field(description="Null for units that are held out or that the coverage leaves out.")
    holdout: str | None = Field(description="Key of the running universal holdout, where the unit belongs to it.")


class AssignmentTable(BaseModel):
    """The places of units in an experiment, in the order of the request."""

    model_config = example(items=[{"unit": "c-17", "variation": "offer", "holdout": None}])

    items: list[AssignmentDocument]

    @classmethod
    def of(cls, assigned: list[AssignedUnit]) -> "AssignmentTable":
        """The assignments on the wire."""
        return cls.model_construct(
            items=[
                AssignmentDocument.model_construct(unit=each.unit, variation=each.variation, holdout=each.holdout)
                for each in assigned
            ]
        )


class ExposureRow(BaseModel):
    """A unit that was shown a variation."""

    model_config = request_example(experiment="spring-offer", unit="c-17", exposed_at="2026-03-05T08:00:00Z", variation="offer")

    experiment: Annotated[str, Field(description="Key.")]
    unit: Annotated[str, Field(description="The company's id of a customer, or an anonymous id.")]
    exposed_at: Instant | None = Field(default=None, description="Now by default, by the workspace's clock.")
    variation: str | None = Field(
        default=None, description="Which one it was; the assignment is computed anew, and another one is refused."
    )


class ExposureBatch(BaseModel):
    """Exposures that happened elsewhere: in SDKs that evaluate themselves, in e-mail systems, in the past."""

    model_config = request_example(
        exposures=[{"experiment": "spring-offer", "unit": "c-17", "exposed_at": "2026-03-05T08:00:00Z", "variation": "offer"}]
    )

    exposures: list[ExposureRow] = Field(max_length=MOST_UNITS)

    def told(self) -> list[ToldExposure]:
        """What we are told."""
        return [ToldExposure(row.experiment, row.unit, row.exposed_at, row.variation) for row in self.exposures]


class RejectedExposure(BaseModel):
    """A row that was not taken."""

    index: int = Field(description="Its place in the request, from 0.")
    code: Literal[
        "unit_invalid",
        "unknown_experiment",
        "experiment_not_started",
        "experiment_archived",
        "exposed_in_future",
        "exposed_before_start",
        "exposed_after_stop",
        "held_out",
        "outside_coverage",
        "variation_mismatch",
    ]
    message: str


class ExposureAnswer(BaseModel):
    """What became of the exposures: accepted + duplicates + rejected = told."""

    model_config = example(
        accepted=1, duplicates=1, rejected=[{"index": 2, "code": "held_out", "message": "The unit was in the holdout 'all'."}]
    )

    accepted: int = Field(description="First exposures of a unit to a variation.")
    duplicates: int = Field(description="Those that were known; the earliest moment stands.")
    rejected: list[RejectedExposure]

    @classmethod
    def of(cls, recorded: Recorded) -> "ExposureAnswer":
        """The answer to a request whose rows were judged."""
        return cls.model_validate(recorded, from_attributes=True)
