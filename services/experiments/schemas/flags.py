"""Flags on the wire."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, Field

from kernel.documents import example, request_example
from kernel.pagination import Page
from services.experiments.domain.flags import MOST_RULES
from services.experiments.store.flags import StoredFlag
from services.experiments.use_cases.flags import FlagRequest

StrictNumber = Annotated[float, Field(strict=True)]
Key = Annotated[str, Field(min_length=1, max_length=255)]
Description = Annotated[str, Field(max_length=10_000, description="What it is for, in the company's words.")]
Kind = Literal["boolean", "string", "number", "json"]

_SPLIT = {
    "kind": "split",
    "seed": "checkout-button",
    "coverage": 1.0,
    "variations": [
        {"key": "green", "value": "#0a0", "weight": 0.5},
        {"key": "blue", "value": "#00a", "weight": 0.5},
    ],
}
_FORCE = {"kind": "force", "condition": {"customer.purchases": {"$gte": 3}}, "value": "#c90", "key": "gold"}


class FlagVariation(BaseModel):
    """One variation of a split."""

    model_config = request_example(key="green", value="#0a0", weight=0.5)

    key: Key = Field(description="What evaluations call their `variant`.")
    value: Any = Field(description="Of the flag's kind.")
    weight: StrictNumber | None = Field(default=None, description="Its share; give all variations one, or none.")


class FlagRule(BaseModel):
    """One rule; the first that gives a context a value decides.

    `split` divides units by the hash of an attribute, `force` gives a value, `experiment` gives what an experiment assigns,
    while it runs, and records the exposure. A `condition` narrows any of them. A field that a kind does not know is refused
    (`rule_field_unused`).
    """

    model_config = request_example(**_SPLIT)

    kind: Literal["split", "force", "experiment"]
    condition: dict[str, Any] | None = Field(
        default=None,
        description="Mongo-like, as GrowthBook's. `customer.known`, `customer.orders`, `customer.purchases`, "
        "`customer.revenue`, `customer.last_order_days`, `customer.clv` and `customer.probability_alive` are filled in from "
        "what is known of the unit at this moment, whatever the context says.",
    )
    attribute: str | None = Field(default=None, description="Which attribute is hashed; `id`, the targetingKey, by default.")
    seed: str | None = Field(default=None, description="What the hash begins with; the flag's key by default.")
    coverage: StrictNumber | None = Field(default=None, description="Share of all units that the rule is for; 1 by default.")
    variations: list[FlagVariation] | None = Field(default=None, description="Of a split.")
    value: Any = Field(default=None, description="Of a force.")
    key: Key | None = Field(default=None, description="Of a force: what evaluations call their `variant`.")
    experiment: Key | None = Field(default=None, description="Of an experiment: its key.")


Rules = Annotated[list[FlagRule], Field(max_length=MOST_RULES)]


def _documents(rules: list[FlagRule]) -> list[dict[str, Any]]:
    return [rule.model_dump(exclude_unset=True) for rule in rules]


class FlagCreation(BaseModel):
    """A flag to be made."""

    model_config = request_example(
        key="checkout-button", kind="string", default="#00a", description="The colour of the button", rules=[_FORCE, _SPLIT]
    )

    key: Key
    kind: Kind = Field(description="Of all its values; it never changes, because programs rely on it.")
    default: Any = Field(description="What a context has that no rule gives a value.")
    description: Description = ""
    enabled: bool = Field(default=True, strict=True, description="Whether its rules count.")
    rules: Rules = Field(default_factory=list)

    def request(self) -> FlagRequest:
        """What is asked for."""
        return FlagRequest(
            key=self.key,
            kind=self.kind,
            default=self.default,
            rules=_documents(self.rules),
            description=self.description,
            enabled=self.enabled,
        )


class FlagChange(BaseModel):
    """What is to be changed of a flag; what is not named stays as it is."""

    model_config = request_example(default="#00a", enabled=True, rules=[_SPLIT])

    default: Any = Field(default=None, description="Of the flag's kind.")
    description: Description = ""
    enabled: bool = Field(default=True, strict=True)
    rules: Rules = Field(default_factory=list, description="All of them, anew.")
    archived: bool = Field(default=False, strict=True, description="False takes an archived flag back.")

    def changes(self) -> dict[str, Any]:
        """New values by name of field."""
        changes = {name: getattr(self, name) for name in self.model_fields_set}
        return changes | ({"rules": _documents(self.rules)} if "rules" in changes else {})


class FlagDocument(BaseModel):
    """A flag."""

    model_config = example(
        id="0198c5a0-7c1e-7000-8000-000000000010",
        key="checkout-button",
        kind="string",
        default="#00a",
        description="The colour of the button",
        enabled=True,
        rules=[_FORCE, _SPLIT],
        version=3,
        created_at="2026-11-01T12:00:00Z",
        updated_at="2026-11-02T09:30:00Z",
        archived_at=None,
    )

    id: UUID
    key: str
    kind: Kind
    default: Any
    description: str
    enabled: bool
    rules: list[dict[str, Any]] = Field(description="As they were given.")
    version: int = Field(description="1 when it is made; one more with every change.")
    created_at: datetime
    updated_at: datetime
    archived_at: datetime | None = Field(description="Since when it is evaluated no more.")

    @classmethod
    def of(cls, flag: StoredFlag) -> "FlagDocument":
        """The flag on the wire."""
        return cls.model_validate(flag, from_attributes=True)


class FlagPage(Page[FlagDocument]):
    """One page of flags."""
