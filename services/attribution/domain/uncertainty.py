"""What chance leaves open in credit: intervals by the Poisson bootstrap over journeys."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from inference.arrays import FloatArray, IntArray
from inference.bootstrap import Interval, percentile_interval, poisson_bootstrap
from services.attribution.domain.credit import check_available
from services.attribution.domain.errors import InvalidMarkovOrderError
from services.attribution.domain.markov import Chain, check_channels, first_order_effects, transitions
from services.attribution.domain.paths import Paths
from services.attribution.domain.rules import AttributionModel, CreditOptions, touch_weights

METHOD = "poisson_bootstrap"
_MATRICES = 4  # of the chain's size that one replicate's inverse needs: steps, system, inverse and its workspace


@dataclass(frozen=True, slots=True, eq=False)
class CreditReplicates:
    """Credit as it might have been.

    Attributes:
        channels: Names, sorted.
        conversions: By model, shape (replicates, channels).
        value: By model, shape (replicates, channels).
    """

    channels: tuple[str, ...]
    conversions: Mapping[AttributionModel, FloatArray]
    value: Mapping[AttributionModel, FloatArray]

    def conversions_interval(self, model: AttributionModel, level: float) -> Interval:
        """Low and high of credited conversions, each of shape (channels,)."""
        return percentile_interval(self.conversions[model], level)

    def value_interval(self, model: AttributionModel, level: float) -> Interval:
        """Low and high of credited value, each of shape (channels,)."""
        return percentile_interval(self.value[model], level)


def bootstrap_credit(
    paths: Paths,
    models: Sequence[AttributionModel],
    options: CreditOptions | None = None,
    *,
    replicates: int = 1_000,
    generator: np.random.Generator,
) -> CreditReplicates:
    """Credit of every model over journeys drawn anew.

    Counts of conversions and nulls are drawn; a row's value follows its conversions, and varies about their mean as
    `value_squares` tells where they are known.

    Raises:
        InvalidMarkovOrderError: Markov of an order above 1.
        DomainError: What `compute_credit` raises.
    """
    chosen = options or CreditOptions()
    check_available(models)
    if AttributionModel.MARKOV in models and chosen.markov_order != 1:
        raise InvalidMarkovOrderError(f"intervals of order {chosen.markov_order}", field="markov_order")
    journeys = paths if AttributionModel.TIME_DECAY in models else paths.grouped()
    converting = np.flatnonzero((journeys.conversions > 0.0) & journeys.touched)
    lost = np.flatnonzero((journeys.nulls > 0.0) & journeys.touched)
    if not chosen.nulls or AttributionModel.MARKOV not in models:
        lost = lost[:0]
    models = list(dict.fromkeys(models))
    resampling = _Resampling.of(journeys, models, chosen, converting, lost, generator)
    counts = np.concatenate([journeys.conversions[converting], journeys.nulls[lost]])
    channels, with_chain = len(paths.channels), AttributionModel.MARKOV in models
    width = 2 * len(models) * channels + with_chain * _MATRICES * (channels + 1) ** 2
    drawn = poisson_bootstrap(counts, resampling.credit, replicates, generator, width)
    return CreditReplicates(
        paths.channels,
        {model: drawn[:, position, 0] for position, model in enumerate(models)},
        {model: drawn[:, position, 1] for position, model in enumerate(models)},
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Resampling:
    """Credit as a function of drawn counts: all but the chain's inverse is linear in them.

    Attributes:
        models: In the order of the answer.
        rules: Share of each converting row that each channel gets, one matrix (channels, converting rows) per rule.
        chain: Counts of the Markov chain as a function of the drawn ones; None where it was not asked for.
        mean, spread: Of one conversion's value by converting row; the spread is 0 where it is not known.
    """

    models: Sequence[AttributionModel]
    rules: Mapping[AttributionModel, sparse.csr_array]
    chain: "_ChainCounts | None"
    mean: FloatArray
    spread: FloatArray
    generator: np.random.Generator

    @classmethod
    def of(
        cls,
        paths: Paths,
        models: Sequence[AttributionModel],
        options: CreditOptions,
        converting: IntArray,
        lost: IntArray,
        generator: np.random.Generator,
    ) -> "_Resampling":
        rules: dict[AttributionModel, sparse.csr_array] = {
            model: _shares(paths, touch_weights(paths, model, options))[:, converting]
            for model in models
            if model is not AttributionModel.MARKOV
        }
        chain = _ChainCounts.of(paths, converting, lost) if AttributionModel.MARKOV in models else None
        mean = paths.value[converting] / paths.conversions[converting]
        spread = np.zeros(len(converting))
        if paths.value_squares is not None:
            squares = paths.value_squares[converting] / paths.conversions[converting]
            spread = np.sqrt(np.maximum(squares - mean**2, 0.0))
        return cls(models, rules, chain, mean, spread, generator)

    def credit(self, counts: FloatArray) -> FloatArray:
        """Conversions and value by replicate, model and channel: shape (replicates, models, 2, channels)."""
        conversions = counts[: len(self.mean)]
        value = self.mean[:, None] * conversions
        if self.spread.any():
            value += self.spread[:, None] * np.sqrt(conversions) * self.generator.standard_normal(conversions.shape)
        answers = []
        for model in self.models:
            if model is AttributionModel.MARKOV and self.chain is not None:
                answers.append(self.chain.credit(counts, value))
            else:
                rule = self.rules[model]
                answers.append(np.stack([(rule @ conversions).T, (rule @ value).T], axis=1))
        return np.stack(answers, axis=1)


@dataclass(frozen=True, slots=True, eq=False)
class _ChainCounts:
    """The counts of the chain of order 1 as linear functions of the journeys drawn.

    Attributes:
        moves: Steps from state to state, shape (pairs, drawn).
        pairs: The pair of states that each row of `moves` is of, as a position in the matrix of them.
        endings: The last state of each drawn row, shape (states, drawn).
        converting: How many of the drawn rows convert; the others do not.
    """

    moves: sparse.csr_array
    pairs: IntArray
    endings: sparse.csr_array
    converting: int

    @classmethod
    def of(cls, paths: Paths, converting: IntArray, lost: IntArray) -> "_ChainCounts":
        size = check_channels(paths) + 1
        source, target, row = transitions(paths.steps, paths.offsets)
        pairs, pair = np.unique(source * size + target, return_inverse=True)
        drawn = np.concatenate([converting, lost])
        moves = sparse.coo_array((np.ones(len(row)), (pair, row)), shape=(len(pairs), len(paths))).tocsr()
        last = paths.steps[paths.offsets[1:][drawn] - 1] + 1
        endings = sparse.coo_array((np.ones(len(drawn)), (last, np.arange(len(drawn)))), shape=(size, len(drawn))).tocsr()
        return cls(moves[:, drawn], pairs, endings, len(converting))

    def credit(self, counts: FloatArray, value: FloatArray) -> FloatArray:
        """Shape (replicates, 2, channels)."""
        chain = self._chain(counts, value)
        return np.stack(first_order_effects(chain).credit(), axis=1)

    def _chain(self, counts: FloatArray, value: FloatArray) -> Chain:
        size, replicates = self.endings.shape[0], counts.shape[1]
        moves = np.zeros((replicates, size * size))
        moves[:, self.pairs] = (self.moves @ counts).T
        ends, misses = self.endings[:, : self.converting], self.endings[:, self.converting :]
        return Chain(
            moves.reshape(replicates, size, size),
            (ends @ counts[: self.converting]).T,
            (misses @ counts[self.converting :]).T,
            (ends @ value).T,
        )


def _shares(paths: Paths, weights: FloatArray) -> sparse.csr_array:
    """What share of each row each channel gets, shape (channels, rows)."""
    places = (paths.steps, paths.row_of_touch)
    return sparse.coo_array((weights, places), shape=(len(paths.channels), len(paths))).tocsr()
