"""Analyses on the wire."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field

from kernel.documents import Instant, example, request_example
from kernel.pagination import Page
from services.experiments.schemas.experiments import MetricName
from services.experiments.schemas.flags import StrictNumber
from services.experiments.schemas.stateless import DifferenceAnswer, RelativeAnswer, SampleRatioAnswer
from services.experiments.store.analyses import AnalysisRecord

Alpha = Annotated[StrictNumber, Field(gt=0, le=0.5, description="Of the two-sided test; intervals are of the level 1 − alpha.")]
Until = Annotated[
    Instant | None,
    Field(description="Orders before it count; now by default, by the workspace's clock. Never past the end itself."),
]


class ExperimentAnalysisRequest(BaseModel):
    """An analysis of an experiment to be made."""

    model_config = request_example(until="2026-05-01T00:00:00Z", alpha=0.05, conversion_days=28)

    until: Until = None
    alpha: Alpha = 0.05
    conversion_days: Annotated[StrictNumber, Field(gt=0, le=36_500)] | None = Field(
        default=None, description="Days after a user's first exposure in which orders count; null: all up to the end."
    )


class HoldoutAnalysisRequest(BaseModel):
    """An analysis of a holdout to be made."""

    model_config = request_example(until="2026-12-31T00:00:00Z", alpha=0.05, metric="revenue")

    until: Until = None
    alpha: Alpha = 0.05
    metric: MetricName = "revenue"


class AnalysedWindow(BaseModel):
    """What was asked for, with every default made explicit."""

    experiment_id: UUID | None
    holdout_id: UUID | None
    metric: MetricName
    since: datetime
    until: datetime
    alpha: float
    conversion_days: float | None


class AnalysedArm(BaseModel):
    """A variation and what its users did."""

    key: str
    weight: float
    users: int
    sum: float = Field(description="Of the metric; of a conversion, how many users bought.")
    sum_squares: float | None = Field(description="Of the metric per user; null of a conversion, which needs none.")
    mean: float | None = Field(description="Null without users.")


class MultipleUsers(BaseModel):
    """Users who met more than one variation, also as two who were merged; they are left out."""

    users: int
    share: float


class IncrementalTotal(BaseModel):
    """What the treatment brought in all: the difference and its interval times the treatment's users."""

    estimate: float
    low: float | None
    high: float | None


class AnalysedComparison(BaseModel):
    """A treatment beside the control."""

    control: str
    treatment: str
    difference: DifferenceAnswer
    relative: RelativeAnswer | None = Field(description="Null where `code` says why.")
    incremental: IncrementalTotal
    code: Literal["no_variance", "control_near_zero", "relative_unbounded"] | None


_DOCUMENT = {
    "metric": "revenue",
    "level": 0.95,
    "control": "none",
    "variations": [
        {"key": "none", "weight": 0.5, "users": 3407, "sum": 1396.87, "sum_squares": 52377.9767, "mean": 0.41},
        {"key": "offer", "weight": 0.5, "users": 3461, "sum": 2422.7, "sum_squares": 134698.29, "mean": 0.7},
    ],
    "multiple": {"users": 3, "share": 0.00044},
    "srm": {"p_value": 0.515, "passed": True, "statistic": 0.425, "degrees_of_freedom": 1},
    "comparisons": [
        {
            "control": "none",
            "treatment": "offer",
            "difference": {
                "estimate": 0.29,
                "low": 0.04538,
                "high": 0.53462,
                "p_value": 0.02016,
                "standard_error": 0.12478,
                "degrees_of_freedom": 5841.742,
            },
            "relative": {"estimate": 0.70732, "low": 0.0782, "high": 1.7384, "method": "fieller"},
            "incremental": {"estimate": 1003.7, "low": 157.1, "high": 1850.3},
            "code": None,
        }
    ],
    "method": {"difference": "Welch's t on sufficient statistics", "relative": "Fieller"},
    "warnings": [],
}


class AnalysisDocument(BaseModel):
    """An analysis: an immutable record."""

    model_config = example(
        id="0198c5a0-7c1e-7000-8000-000000000040",
        job_id="0198c5a0-7c1e-7000-8000-000000000041",
        request={
            "experiment_id": "0198c5a0-7c1e-7000-8000-000000000020",
            "holdout_id": None,
            "metric": "revenue",
            "since": "2026-03-01T00:00:00Z",
            "until": "2026-05-01T00:00:00Z",
            "alpha": 0.05,
            "conversion_days": None,
        },
        digest="9f2c…",
        code_version="0.1.0",
        created_at="2026-05-01T06:00:00Z",
        **_DOCUMENT,
    )

    id: UUID
    job_id: UUID | None
    request: AnalysedWindow
    digest: str = Field(description="SHA-256 of the reduced inputs and the request.")
    code_version: str
    created_at: datetime
    metric: MetricName
    level: float = Field(description="Of all intervals.")
    control: str = Field(description="Of a holdout it is `held`, beside the treatment `open`.")
    variations: list[AnalysedArm]
    multiple: MultipleUsers
    srm: SampleRatioAnswer
    comparisons: list[AnalysedComparison]
    method: dict[str, str]
    warnings: list[str] = Field(description="`sample_ratio_mismatch`, `multiple_exposures` (1 % of the users or more).")

    @classmethod
    def of(cls, record: AnalysisRecord) -> "AnalysisDocument":
        """The record on the wire."""
        return cls(
            id=record.id,
            job_id=record.job_id,
            request=AnalysedWindow.model_validate(record.request),
            digest=record.digest,
            code_version=record.code_version,
            created_at=record.created_at,
            **record.document,
        )


class AnalysisPage(Page[AnalysisDocument]):
    """One page of analyses."""
