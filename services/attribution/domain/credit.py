"""Credit per channel, by as many models as are asked for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from inference.arrays import FloatArray
from services.attribution.domain.errors import ModelUnavailableError
from services.attribution.domain.markov import MarkovCredit, markov_credit
from services.attribution.domain.paths import Paths, Totals, sum_by
from services.attribution.domain.rules import AttributionModel, CreditOptions, touch_weights

UNAVAILABLE = frozenset({AttributionModel.SHAPLEY_ORDERED, AttributionModel.SHAPLEY_RATE})


@dataclass(frozen=True, slots=True, eq=False)
class Credit:
    """What one model gives to each channel.

    Attributes:
        conversions: Shape (channels,).
        value: Shape (channels,).
    """

    conversions: FloatArray
    value: FloatArray


@dataclass(frozen=True, slots=True, eq=False)
class ChannelCredit:
    """What models give to each channel.

    For every model that shares credit out, its sum over the channels plus `unattributed` is `totals`.

    Attributes:
        channels: Names, sorted.
        totals: Of all rows.
        unattributed: Of the rows without a touch.
        credits: By model.
        markov: Removal effects and what belongs to them, where Markov was asked for.
    """

    channels: tuple[str, ...]
    totals: Totals
    unattributed: Totals
    credits: Mapping[AttributionModel, Credit]
    markov: MarkovCredit | None


def compute_credit(paths: Paths, models: Sequence[AttributionModel], options: CreditOptions | None = None) -> ChannelCredit:
    """Share conversions and value out over channels.

    Raises:
        ModelUnavailableError: A model is not built yet.
        DomainError: What `touch_weights` and `markov_credit` raise.
    """
    chosen = options or CreditOptions()
    check_available(models)
    markov = markov_credit(paths, chosen.markov_order, chosen.nulls) if AttributionModel.MARKOV in models else None
    given: dict[AttributionModel, Credit] = {}
    for model in models:
        if model is AttributionModel.MARKOV and markov is not None:
            given[model] = Credit(markov.conversions, markov.value)
        else:
            given[model] = _credit_by_rule(paths, touch_weights(paths, model, chosen))
    return ChannelCredit(paths.channels, paths.totals(), paths.unattributed(), given, markov)


def check_available(models: Sequence[AttributionModel]) -> None:
    """Refuse what is not built yet.

    Raises:
        ModelUnavailableError: A model is not built yet.
    """
    for position, model in enumerate(models):
        if model in UNAVAILABLE:
            raise ModelUnavailableError(f"{model} is not available yet", field=f"models/{position}")


def _credit_by_rule(paths: Paths, weights: FloatArray) -> Credit:
    row = paths.row_of_touch

    def total(column: FloatArray) -> FloatArray:
        return sum_by(paths.steps, weights * column[row], len(paths.channels))

    return Credit(total(paths.conversions), total(paths.value))
