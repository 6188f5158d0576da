"""The OpenFeature Remote Evaluation Protocol's documents, in its own spelling."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from kernel.documents import example


class EvaluationContext(BaseModel):
    """Who and what a flag is evaluated for: any attributes beside the targetingKey."""

    model_config = ConfigDict(extra="allow", json_schema_extra={"example": {"targetingKey": "c-17", "country": "CA"}})

    targetingKey: str | None = Field(  # noqa: N815 — the protocol's spelling
        default=None, description="Names the unit, and fills the attribute `id`; needed where a rule divides units."
    )


class EvaluationRequest(BaseModel):
    """A request for a flag's value."""

    model_config = example(context={"targetingKey": "c-17", "country": "CA"})

    context: EvaluationContext | None = None


class EvaluationSuccess(BaseModel):
    """A flag's value for a context."""

    model_config = example(
        key="checkout-button",
        value="#0a0",
        reason="SPLIT",
        variant="green",
        metadata={"version": 3, "experiment": "button", "variation": "green", "bucket": 0.2696},
    )

    key: str
    value: Any = Field(description="Of the flag's kind.")
    reason: Literal["STATIC", "TARGETING_MATCH", "SPLIT", "DISABLED"]
    variant: str
    metadata: dict[str, str | float | bool] = Field(
        description="Scalars: `version`; `experiment`, `variation` and `bucket` where an experiment decided; `holdout` where "
        "the unit is held out."
    )


class EvaluationFailure(BaseModel):
    """Why there is no value."""

    model_config = example(
        key="checkout-button",
        errorCode="TARGETING_KEY_MISSING",
        errorDetails="The rules need a targetingKey.",
    )

    key: str
    errorCode: Literal["PARSE_ERROR", "TARGETING_KEY_MISSING", "INVALID_CONTEXT", "FLAG_NOT_FOUND"]  # noqa: N815 — as above
    errorDetails: str  # noqa: N815 — as above
