"""Stateless requests and answers: everything that the statistics need is in the body."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, Field

from kernel.documents import example, strict_example
from kernel.problems import TooManyRowsError
from services.experiments.domain.analysis import Analysis, Comparison, level_of
from services.experiments.domain.moments import Metric, Totals
from services.experiments.domain.sample_size import EffectType

MOST_VARIATIONS = 100

Key = Annotated[str, Field(min_length=1, max_length=255)]


class VariationTotals(BaseModel):
    """A variation's raw sums over its users."""

    model_config = strict_example(key="A", users=3407, sum=1396.87, sum_squares=52377.9767)

    key: Key
    users: float = Field(description="How many.", json_schema_extra={"type": "integer", "minimum": 0})
    sum: float = Field(description="Of the metric; for a proportion how many did it, for a ratio its numerator's.")
    sum_squares: float | None = Field(default=None, description="Of the metric; a proportion does not need it.")
    denominator_sum: float | None = Field(default=None, description="Of a ratio's denominator; refused of another metric.")
    denominator_sum_squares: float | None = Field(default=None, description="Of the same.")
    main_denominator_product: float | None = Field(default=None, description="Σ metric × denominator.")
    covariate_sum: float | None = Field(
        default=None,
        description="Of what was known of the users before the experiment. With all three totals of a covariate, a mean or "
        "a proportion is adjusted by it (CUPED).",
    )
    covariate_sum_squares: float | None = Field(default=None, description="Of the same.")
    main_covariate_product: float | None = Field(default=None, description="Σ metric × covariate.")

    def totals(self) -> Totals:
        """What the domain computes with."""
        return Totals(**self.model_dump())


def _not_too_many(variations: object) -> object:
    """Refuse them before they are read one by one.

    Raises:
        TooManyRowsError: There are more than `MOST_VARIATIONS`.
    """
    if isinstance(variations, list) and len(variations) > MOST_VARIATIONS:
        raise TooManyRowsError(f"An analysis has {MOST_VARIATIONS} variations at the most.")
    return variations


class AnalyzeRequest(BaseModel):
    """Variations to compare with their control."""

    model_config = strict_example(
        metric="mean",
        method="fixed",
        alpha=0.05,
        control="A",
        variations=[
            {"key": "A", "users": 3407, "sum": 1396.87, "sum_squares": 52377.9767},
            {"key": "B", "users": 3461, "sum": 2422.7, "sum_squares": 134698.29},
        ],
    )

    metric: Literal["mean", "proportion", "ratio"]
    method: Literal["fixed", "sequential", "group_sequential", "bayesian"] = Field(
        default="fixed", description="`fixed`: one look, at a horizon set beforehand. The others are not available yet."
    )
    alpha: float = Field(default=0.05, gt=0, lt=1, description="Of the two-sided test; intervals are of the level 1 − alpha.")
    control: Key = Field(description="Key of the variation that the others are compared with.")
    weights: dict[str, float] | None = Field(
        default=None,
        description="What the assignment should give, by key and on any scale; equal by default. Each is 0, or from 1e-12 of "
        "their sum on and up to 1e15.",
    )
    options: dict[str, Any] | None = Field(default=None, description="Of the method; `fixed` has none, and refuses any.")
    variations: Annotated[list[VariationTotals], BeforeValidator(_not_too_many)] = Field(
        description="From two to 100; more are answered with 413.", json_schema_extra={"maxItems": MOST_VARIATIONS}
    )


class DifferenceAnswer(BaseModel):
    """Treatment less control, by Welch's test."""

    estimate: float
    low: float | None = Field(description="Null, as `high` and `p_value`, where neither variation varies (`no_variance`).")
    high: float | None
    p_value: float | None = Field(description="Two-sided; below alpha exactly where the interval leaves out 0.")
    standard_error: float
    degrees_of_freedom: float | None = Field(description="Of Student's t, by Welch and Satterthwaite.")


class RelativeAnswer(BaseModel):
    """The difference relative to the control as it was measured; .1 is ten per cent more."""

    estimate: float
    low: float
    high: float
    method: Literal["fieller"] = "fieller"


class AdjustmentAnswer(BaseModel):
    """What the covariate did."""

    theta: float = Field(description="Its slope, over the users of both variations.")
    variance_reduction: float = Field(
        description="The share of the difference's variance that it took away. It can be far below 0: the slope is "
        "of both variations together, and where it is neither's own, the adjustment adds variance."
    )


class ComparisonAnswer(BaseModel):
    """A treatment beside the control."""

    control: str
    treatment: str
    difference: DifferenceAnswer
    relative: RelativeAnswer | None = Field(description="Null where `code` says why.")
    code: Literal["no_variance", "control_near_zero", "relative_unbounded"] | None = Field(
        description="`no_variance`: neither variation varies, so there is no interval. `control_near_zero`: the control is "
        "within 4 standard errors of 0. `relative_unbounded`: Fieller's set has no end at this level."
    )
    adjustment: AdjustmentAnswer | None = Field(description="Null without a covariate.")

    @classmethod
    def of(cls, comparison: Comparison) -> "ComparisonAnswer":
        """A comparison on the wire."""
        difference, relative, adjustment = comparison.difference, comparison.relative, comparison.adjustment
        return cls(
            control=comparison.control,
            treatment=comparison.treatment,
            difference=DifferenceAnswer(
                estimate=difference.estimate,
                low=difference.low,
                high=difference.high,
                p_value=difference.p_value,
                standard_error=difference.standard_error,
                degrees_of_freedom=difference.degrees_of_freedom,
            ),
            relative=relative and RelativeAnswer(estimate=relative.estimate, low=relative.low, high=relative.high),
            code=comparison.code,
            adjustment=adjustment
            and AdjustmentAnswer(theta=adjustment.theta, variance_reduction=adjustment.variance_reduction),
        )


class SampleRatioAnswer(BaseModel):
    """Pearson's χ² test of the variations' sizes."""

    p_value: float
    passed: bool = Field(description="Whether the p-value is at least .001; else nothing of the analysis is to be believed.")
    statistic: float = Field(description="χ².")
    degrees_of_freedom: int = Field(description="Variations with a weight above 0, less one.")


class AnalyzeAnswer(BaseModel):
    """Every treatment beside the control."""

    model_config = example(
        method="fixed",
        level=0.95,
        comparisons=[
            {
                "control": "A",
                "treatment": "B",
                "difference": {
                    "estimate": 0.29,
                    "low": 0.04538,
                    "high": 0.53462,
                    "p_value": 0.02016,
                    "standard_error": 0.12478,
                    "degrees_of_freedom": 5841.742,
                },
                "relative": {"estimate": 0.70732, "low": 0.09406, "high": 1.70869, "method": "fieller"},
                "code": None,
                "adjustment": None,
            }
        ],
        srm={"p_value": 0.51466, "passed": True, "statistic": 0.42458, "degrees_of_freedom": 1},
    )

    method: str
    level: float = Field(description="Of the intervals: 1 − alpha.")
    comparisons: list[ComparisonAnswer]
    srm: SampleRatioAnswer

    @classmethod
    def of(cls, analysis: Analysis, method: str, alpha: float) -> "AnalyzeAnswer":
        """An analysis on the wire."""
        ratio = analysis.sample_ratio
        return cls(
            method=method,
            level=level_of(alpha),
            comparisons=[ComparisonAnswer.of(comparison) for comparison in analysis.comparisons],
            srm=SampleRatioAnswer(
                p_value=ratio.p_value,
                passed=ratio.passed,
                statistic=ratio.statistic,
                degrees_of_freedom=ratio.degrees_of_freedom,
            ),
        )


class SampleSizeRequest(BaseModel):
    """A test to plan."""

    model_config = strict_example(
        metric="proportion", baseline=0.1, minimum_detectable_effect=0.01, effect_type="absolute", alpha=0.05, power=0.8
    )

    metric: Literal["mean", "proportion"]
    baseline: float = Field(description="The control's mean or proportion.")
    minimum_detectable_effect: float = Field(description="The smallest difference to be detected, of either sign.")
    effect_type: Literal["absolute", "relative"] = Field(
        default="absolute", description="`relative`: the effect is a share of the baseline."
    )
    standard_deviation: float | None = Field(
        default=None, gt=0, description="Of a mean's metric, per user; a proportion has its own."
    )
    alpha: float = Field(default=0.05, gt=0, lt=1, description="Of the two-sided test.")
    power: float = Field(default=0.8, gt=0, lt=1, description="More than alpha.")

    def effect(self) -> EffectType:
        """What the effect is measured in."""
        return EffectType(self.effect_type)

    def measured(self) -> Metric:
        """What is measured."""
        return Metric(self.metric)


class SampleSizeAnswer(BaseModel):
    """How many users the test needs."""

    model_config = example(per_variation=14749)

    per_variation: int
