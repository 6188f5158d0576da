"""Stateless requests and answers: everything that the mathematics needs is in the body."""

from typing import Annotated, Literal, NotRequired

from pydantic import AfterValidator, BaseModel, ConfigDict, FailFast, Field
from pydantic_core import PydanticCustomError
from typing_extensions import TypedDict  # pydantic wants this TypedDict on Python 3.11

from kernel.documents import example, strict_example
from kernel.stateless import MOST_ROWS

MOST_CURVES = 10_000  # a few seconds of work

# A row is a plain dictionary: a million of them are read in a few seconds.
_ROW = ConfigDict(extra="forbid", strict=True, allow_inf_nan=False)

Model = Literal[
    "first_touch",
    "last_touch",
    "last_non_direct",
    "linear",
    "position_based",
    "time_decay",
    "participation",
    "markov",
    "shapley",
    "shapley_ordered",
    "shapley_rate",
]
# A name of nothing is refused by the domain, under the path's or the curve's own code.
Channel = Annotated[str, Field(max_length=255, json_schema_extra={"minLength": 1})]


class Touch(TypedDict):
    """A touch with its age."""

    __pydantic_config__ = _ROW  # type: ignore[misc]  # how pydantic configures a TypedDict

    channel: Channel
    days_before: NotRequired[
        Annotated[
            float,
            Field(
                description="Days before the conversion: time_decay wants them of paths that converted.",
                json_schema_extra={"minimum": 0},
            ),
        ]
    ]


class PathRow(TypedDict):
    """A path, with how many journeys went along it and what came of them."""

    __pydantic_config__ = _ROW  # type: ignore[misc]  # how pydantic configures a TypedDict

    path: Annotated[
        list[Touch | Channel],
        FailFast(),
        Field(description="Channels, the first touch first; empty for conversions without a touch, which stay unattributed."),
    ]
    conversions: Annotated[float, Field(description="Journeys that converted.", json_schema_extra={"minimum": 0})]
    value: NotRequired[Annotated[float, Field(description="Of all the row's conversions together; 0 by default.")]]
    nulls: NotRequired[
        Annotated[float, Field(description="Journeys that did not convert; 0 by default.", json_schema_extra={"minimum": 0})]
    ]


_REPLICATES = (
    "Draws of the Poisson bootstrap. `too_many_replicates` where replicates × rows are more than 250 million, replicates × "
    "channels × models more than 25 million, or, of markov, replicates × (channels + 1)³ more than 25 billion."
)


class IntervalsRequest(BaseModel):
    """How intervals are to be drawn."""

    model_config = strict_example(replicates=1000, level=0.95, seed=0)

    replicates: int = Field(default=1_000, ge=100, le=10_000, description=_REPLICATES)
    level: float = Field(default=0.95, gt=0, lt=1)
    seed: int = Field(default=0, ge=0, lt=2**63, description="The same seed gives the same intervals.")


def _distinct(models: list[Model]) -> list[Model]:
    for position, model in enumerate(models):
        if model in models[:position]:
            raise PydanticCustomError("duplicate_model", "{model} is asked for twice", {"model": model})
    return models


class ComputeRequest(BaseModel):
    """Paths to conversion, and the models to share them out by."""

    model_config = strict_example(
        paths=[
            {"path": ["google_ads"], "conversions": 2, "value": 90.0, "nulls": 1},
            {"path": ["mailing"], "conversions": 1, "value": 30.0},
            {"path": ["google_ads", "mailing"], "conversions": 1, "value": 50.0},
        ],
        models=["first_touch", "last_touch", "linear", "markov"],
    )

    paths: Annotated[list[PathRow], FailFast()] = Field(max_length=MOST_ROWS)
    models: Annotated[list[Model], AfterValidator(_distinct)] = Field(
        min_length=1,
        description="`shapley` splits each conversion equally over its distinct channels; `participation` gives it to each of "
        "them whole, so that it does not add up to the total. shapley_ordered and shapley_rate are refused with "
        "`attribution_model_unavailable` for now.",
    )
    markov_order: int = Field(
        default=1,
        ge=1,
        le=10,
        description="Touches that a state of the chain remembers. Paths of too many distinct states are refused with "
        "`too_many_markov_states`.",
    )
    nulls: bool = Field(default=True, description="Whether the chain knows the journeys that did not convert.")
    half_life_days: float = Field(default=7.0, gt=0, description="Of time_decay.")
    position_weights: tuple[float, float, float] = Field(
        default=(0.4, 0.2, 0.4),
        description="First touch, all between, last; normalised. Two touches share by first and last alone.",
    )
    direct: str = Field(default="direct", description="The channel that last_non_direct passes over.")
    intervals: IntervalsRequest | None = Field(
        default=None,
        description="Draw intervals of credit by the Poisson bootstrap over journeys; a row's conversions are taken as worth "
        "the same. Markov's are of order 1.",
    )


class ComputedTotals(BaseModel):
    """What there was to share out."""

    conversions: float
    value: float
    nulls: float


class Unattributed(BaseModel):
    """Of the rows without a touch."""

    conversions: float
    value: float


class CreditIntervals(BaseModel):
    """[low, high] by model."""

    conversions: dict[str, tuple[float, float]]
    value: dict[str, tuple[float, float]]


class ComputedChannel(BaseModel):
    """A channel's credit."""

    channel: str
    conversions: dict[str, float] = Field(description="By model.")
    value: dict[str, float] = Field(description="By model.")
    removal_effect: float | None = Field(
        default=None, description="Share of conversions lost without the channel; with `markov` only."
    )
    intervals: CreditIntervals | None = Field(default=None, description="Where they were asked for.")


class Uncertainty(BaseModel):
    """How the intervals were made."""

    method: Literal["poisson_bootstrap"]
    replicates: int
    level: float
    seed: int


class ComputeAnswer(BaseModel):
    """Credit by channel and model; each model that shares credit out adds up to `totals` less `unattributed`."""

    model_config = example(
        totals={"conversions": 4, "value": 170.0, "nulls": 1},
        unattributed={"conversions": 0, "value": 0},
        channels=[
            {
                "channel": "google_ads",
                "conversions": {"first_touch": 3, "last_touch": 2, "linear": 2.5, "markov": 2.4},
                "value": {"first_touch": 140, "last_touch": 90, "linear": 115, "markov": 105.2381},
                "removal_effect": 0.75,
            },
            {
                "channel": "mailing",
                "conversions": {"first_touch": 1, "last_touch": 2, "linear": 1.5, "markov": 1.6},
                "value": {"first_touch": 30, "last_touch": 80, "linear": 55, "markov": 64.7619},
                "removal_effect": 0.5,
            },
        ],
    )

    totals: ComputedTotals
    unattributed: Unattributed
    channels: list[ComputedChannel] = Field(description="By name.")
    uncertainty: Uncertainty | None = Field(default=None, description="Where intervals were asked for.")


class CurveRow(BaseModel):
    """A channel's response curve, and the bounds its spend is to stay within."""

    model_config = strict_example(channel="search", kind="michaelis_menten", parameters={"a": 100, "k": 50}, min=10, max=80)

    channel: Channel
    kind: Literal["michaelis_menten", "exponential", "power", "hill", "logistic"] = Field(
        description="michaelis_menten a·x/(k + x) {a, k}; exponential K(1 − e^(−b·x)) {K, b}; power a·x^b {a, b} with b ≤ 1; "
        "hill K·x^s/(ec^s + x^s) {K, s, ec} with s ≤ 1; logistic K(1 − e^(−l·x))/(1 + e^(−l·x)) {K, l}. "
        "S-shaped curves are refused with `curve_not_concave` for now."
    )
    parameters: dict[str, float]
    min: float = Field(default=0.0, description="Least spend.", json_schema_extra={"minimum": 0})
    max: float | None = Field(default=None, description="Most spend; null for no bound.", json_schema_extra={"minimum": 0})


class OptimizeRequest(BaseModel):
    """Response curves, and a budget to divide over them."""

    model_config = strict_example(
        curves=[
            {"channel": "search", "kind": "michaelis_menten", "parameters": {"a": 100, "k": 50}},
            {"channel": "social", "kind": "michaelis_menten", "parameters": {"a": 60, "k": 20}},
            {"channel": "email", "kind": "michaelis_menten", "parameters": {"a": 30, "k": 10}, "max": 40},
        ],
        budget=100,
    )

    curves: Annotated[list[CurveRow], FailFast()] = Field(
        max_length=MOST_CURVES, description=f"Up to {MOST_CURVES:,}; more are answered with 413, `too_many_rows`."
    )
    budget: float = Field(description="A ceiling.", json_schema_extra={"minimum": 0})


class OptimizeAnswer(BaseModel):
    """The division of the budget that brings the most."""

    model_config = example(
        allocation={"search": 53.75555193, "social": 30.82963204, "email": 15.41481602},
        response=106.39739318,
        marginal=0.46445893,
        unspent=0,
        gap=0,
    )

    allocation: dict[str, float] = Field(description="Spend by channel.")
    response: float = Field(description="What it brings in all.")
    marginal: float | None = Field(
        description="What the next unit of budget would bring, λ: 0 where no channel may take it, null where it has no bound "
        "(power, and hill below s = 1, at a spend of 0)."
    )
    unspent: float = Field(description="What is left of the budget.")
    gap: float = Field(description="The proven bound on the response, less the response: 0, as the curves are concave.")
