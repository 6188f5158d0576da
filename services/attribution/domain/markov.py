"""Removal effects of an absorbing Markov chain, exact: the limit that simulations of it approach.

States are windows of the last k touches (a shorter path is one state), with a start before them and conversion and null after
them. Steps from a state to itself are dropped, which changes no probability of absorption. Removing a channel sends every
entry into a state that holds it to null. The removal effect is the share of conversions lost; credit is its share of the sum
of removal effects, times the total. Value is counted by the last state's mean value per conversion. A state whose refunds
come to more than its conversions brought is counted apart, as what was returned, and shared out in the same way.

Order 1 needs one inverse N = (I − Q)⁻¹ for all channels: P(ever reach c) = N[0,c]/N[c,c], so RE_c = N[0,c]·u[c] / (N[c,c]·u[0])
with u = N·r. Of higher orders, with the states A that hold c: RE_c = N[0,A]·N[A,A]⁻¹·u[A]/u[0].

Sources: Anderl, Becker, von Wangenheim & Schumann (2016), "Mapping the customer journey", IJRM 33(3); Kemeny & Snell (1960),
Finite Markov Chains, chapter 3.
"""

from dataclasses import dataclass, replace

import numpy as np
from scipy import sparse
from scipy.sparse.linalg import splu

from inference.arrays import FloatArray, IntArray
from services.attribution.domain.errors import InvalidMarkovOrderError, TooManyStatesError
from services.attribution.domain.paths import BoolArray, Paths, sum_by

MOST_ORDER = 10
MOST_CHANNELS = 1_000  # one inverse of this size is a second of work
MOST_STATES = 20_000
_FEW_STATES = 3_000  # up to here the whole inverse is the quickest
_MOST_WORK = 1_500_000  # (steps − states) × channels: what a sparse solution fills in, as measured some ten seconds


@dataclass(frozen=True, slots=True, eq=False)
class MarkovCredit:
    """Credit by removal effect.

    Attributes:
        conversions: By channel, shape (channels,); sums to what the paths with touches converted.
        value: By channel, shape (channels,); sums to what those conversions were worth.
        removal_effects: Share of conversions lost without the channel, shape (channels,), in [0, 1].
        conversion_rate: P(conversion) from the start, which is the observed share of journeys that converted.
        states: Windows that occur.
    """

    conversions: FloatArray
    value: FloatArray
    removal_effects: FloatArray
    conversion_rate: float
    states: int


@dataclass(frozen=True, slots=True, eq=False)
class Chain:
    """Counts of an absorbing chain over the start (position 0) and the states after it; leading axes are replicates.

    Attributes:
        moves: Journeys that went from one state to another, shape (…, states + 1, states + 1); nothing on the diagonal.
        converted: Journeys whose last state it was and that converted, shape (…, states + 1).
        lost: Likewise those that did not.
        value: Of those conversions together, refunds taken off.
    """

    moves: FloatArray
    converted: FloatArray
    lost: FloatArray
    value: FloatArray


def markov_credit(paths: Paths, order: int = 1, nulls: bool = True) -> MarkovCredit:
    """Credit by removal effect in the chain of the given order.

    Args:
        paths: Rows without touches are left out.
        order: Touches that a state remembers.
        nulls: Whether journeys that did not convert are part of the chain.

    Raises:
        InvalidMarkovOrderError: The order is not from 1 to `MOST_ORDER`.
        TooManyStatesError: More than `MOST_CHANNELS` channels, or `MOST_STATES` states of a higher order.
    """
    if not 1 <= order <= MOST_ORDER:
        raise InvalidMarkovOrderError(f"the order is {order}", field="markov_order")
    known = paths if nulls else replace(paths, nulls=np.zeros(len(paths)))
    if order == 1:
        effects = first_order_effects(count_first_order(known))
        states = int(np.count_nonzero(np.bincount(known.steps, minlength=1)))
    else:
        effects, states = _higher_order_effects(known, order)
    conversions, value = effects.credit()
    return MarkovCredit(conversions, value, effects.conversions, float(effects.rate), states)


@dataclass(frozen=True, slots=True, eq=False)
class Effects:
    """What is lost without each channel; leading axes are replicates.

    Attributes:
        conversions: Share of conversions lost, shape (…, channels).
        gained: Of the value above 0, in proportion: what is lost, shape (…, channels).
        returned: Of the value below 0, likewise.
        rate: P(conversion), shape (…,).
        totals: Conversions, value above 0, and value below 0 without its sign, shape (…, 3).
    """

    conversions: FloatArray
    gained: FloatArray
    returned: FloatArray
    rate: FloatArray
    totals: FloatArray

    def credit(self) -> tuple[FloatArray, FloatArray]:
        """Conversions and value in the proportion of the effects, each of shape (…, channels)."""
        gained, returned = _shared(self.gained, self.totals[..., 1]), _shared(self.returned, self.totals[..., 2])
        return _shared(self.conversions, self.totals[..., 0]), gained - returned


def count_first_order(paths: Paths) -> Chain:
    """The chain whose states are the channels themselves.

    Raises:
        TooManyStatesError: More than `MOST_CHANNELS` channels.
    """
    size = check_channels(paths) + 1
    source, target, row = transitions(paths.steps, paths.offsets)
    last, ended = paths.steps[paths.offsets[1:][paths.touched] - 1] + 1, paths.touched

    def endings(column: FloatArray) -> FloatArray:
        return sum_by(last, column[ended], size)

    moves = sum_by(source * size + target, (paths.conversions + paths.nulls)[row], size * size)
    return Chain(
        moves.reshape(size, size),
        endings(paths.conversions),
        endings(paths.nulls),
        endings(paths.value),
    )


def check_channels(paths: Paths) -> int:
    """How many channels there are.

    Raises:
        TooManyStatesError: More than `MOST_CHANNELS`.
    """
    count = len(paths.channels)
    if count > MOST_CHANNELS:
        raise TooManyStatesError(f"{count} channels, and the chain takes {MOST_CHANNELS}", field="paths")
    return count


def transitions(states: IntArray, offsets: IntArray) -> tuple[IntArray, IntArray, IntArray]:
    """Every step from the start (0) into a state or from one state (1 + its number) into another, and the row it is of."""
    lengths = np.diff(offsets)
    row = np.repeat(np.arange(len(lengths)), lengths)
    target = states + 1
    source = np.concatenate([[0], target[:-1]])[: len(target)]
    source[offsets[:-1][lengths > 0]] = 0
    moved = source != target
    return source[moved], target[moved], row[moved]


def first_order_effects(chain: Chain) -> Effects:
    """Removal effects of every channel by one inverse, for each replicate."""
    departures = chain.moves.sum(axis=-1) + chain.converted + chain.lost
    # A state that nobody passed has nothing to divide: its row stays empty.
    each = np.divide(1.0, departures, out=np.zeros_like(departures), where=departures > 0.0)
    visits = np.linalg.inv(np.eye(chain.moves.shape[-1]) - chain.moves * each[..., None])
    reached = np.maximum(visits[..., 0, 1:], 0.0) / np.diagonal(visits, axis1=-2, axis2=-1)[..., 1:]

    def lost(ending: FloatArray) -> tuple[FloatArray, FloatArray]:
        to_come = np.einsum("...ij,...j->...i", visits, ending * each)
        from_start = to_come[..., :1]
        without = np.divide(
            reached * np.maximum(to_come[..., 1:], 0.0), from_start, out=np.zeros_like(reached), where=from_start > 0.0
        )
        return np.minimum(without, 1.0), from_start[..., 0]

    conversions, rate = lost(chain.converted)
    gained, returned = np.maximum(chain.value, 0.0), np.maximum(-chain.value, 0.0)
    totals = np.stack([column.sum(axis=-1) for column in (chain.converted, gained, returned)], axis=-1)
    return Effects(conversions, lost(gained)[0], lost(returned)[0], rate, totals)


def _shared(effects: FloatArray, total: FloatArray) -> FloatArray:
    """A total in the proportion of removal effects, shape (…, channels)."""
    whole = effects.sum(axis=-1, keepdims=True)
    parts = np.divide(effects, whole, out=np.zeros_like(effects), where=whole > 0.0)
    return np.asarray(parts * total[..., None])


def _higher_order_effects(paths: Paths, order: int) -> tuple[Effects, int]:
    """Removal effects of channels that many states hold.

    Raises:
        TooManyStatesError: More than `MOST_CHANNELS` channels, more than `MOST_STATES` states, or too much work to solve.
    """
    check_channels(paths)
    states, offsets, holds = _windows(paths, order)
    size = len(holds) + 1
    source, target, row = transitions(states, offsets)
    weight = paths.conversions + paths.nulls
    moves = sparse.coo_array((weight[row], (source, target)), shape=(size, size)).tocsr()
    few = size <= _FEW_STATES
    if not (few or (moves.nnz - size) * holds.shape[1] <= _MOST_WORK):
        raise TooManyStatesError(f"{size - 1} states and {moves.nnz} steps of order {order}", field="markov_order")
    touched = paths.touched
    last = states[offsets[1:][touched] - 1] + 1
    value = sum_by(last, paths.value[touched], size)
    columns = (sum_by(last, paths.conversions[touched], size), np.maximum(value, 0.0), np.maximum(-value, 0.0))
    endings = np.stack(columns, axis=1)
    departures = moves.sum(axis=1) + sum_by(last, weight[touched], size)
    each = np.divide(1.0, departures, out=np.zeros(size), where=departures > 0.0)
    system = (sparse.eye_array(size) - sparse.diags_array(each) @ moves).tocsc()
    ends = endings * each[:, None]
    whole, lost = _lost_by_inverse(system, ends, holds) if few else _lost_by_restriction(system, ends, holds)
    share = np.divide(lost, whole, out=np.zeros_like(lost), where=whole > 0.0)
    share = np.clip(share, 0.0, 1.0)
    return Effects(share[:, 0], share[:, 1], share[:, 2], np.asarray(whole[0]), endings.sum(axis=0)), size - 1


def _lost_by_inverse(system: sparse.csc_array, ends: FloatArray, holds: BoolArray) -> tuple[FloatArray, FloatArray]:
    """What comes from the start, and what of it passes each channel: N[0,A]·N[A,A]⁻¹·u[A] over the states A that hold it."""
    visits = np.linalg.inv(system.toarray())
    to_come = visits @ ends
    lost = np.zeros((holds.shape[1], ends.shape[1]))
    for channel in range(holds.shape[1]):
        at = np.flatnonzero(holds[:, channel]) + 1
        lost[channel] = visits[0, at] @ np.linalg.solve(visits[np.ix_(at, at)], to_come[at])
    return to_come[0], lost


def _lost_by_restriction(system: sparse.csc_array, ends: FloatArray, holds: BoolArray) -> tuple[FloatArray, FloatArray]:
    """The same, of sparse chains: solved without the states that hold the channel, once for each."""
    whole = splu(system).solve(ends)[0]
    lost = np.zeros((holds.shape[1], ends.shape[1]))
    for channel in range(holds.shape[1]):
        kept = np.flatnonzero(np.concatenate([[True], ~holds[:, channel]]))
        lost[channel] = whole - splu(system[kept][:, kept].tocsc()).solve(ends[kept])[0]
    return whole, lost


def _windows(paths: Paths, order: int) -> tuple[IntArray, IntArray, BoolArray]:
    """Every row as a sequence of windows of its last `order` touches.

    Returns:
        States of all rows one after the other, shape (windows,); where each row's begin and end, shape (rows + 1,); and
        which channels each distinct state holds, shape (states, channels).

    Raises:
        TooManyStatesError: More than `MOST_STATES` distinct states.
    """
    lengths = paths.lengths
    widths = np.minimum(lengths, order)
    counts = np.where(lengths > 0, lengths - widths + 1, 0)
    offsets = np.concatenate([[0], np.cumsum(counts)])
    row = np.repeat(np.arange(len(paths)), counts)
    first = paths.offsets[:-1][row] + np.arange(len(row)) - offsets[:-1][row]
    blank = len(paths.channels)  # stands past a short path's end
    steps = np.append(paths.steps, blank)

    def touch(of: IntArray, position: int) -> IntArray:
        within = position < widths[row[of]]
        return np.where(within, steps[np.where(within, first[of] + position, -1)], blank)

    # Numbered one touch at a time, so that no number grows past the windows' count times the channels'.
    every = np.arange(len(row))
    states = np.zeros(len(row), dtype=np.int64)
    for position in range(order):
        states = np.unique(states * (blank + 1) + touch(every, position), return_inverse=True)[1]
    examples = np.unique(states, return_index=True)[1]
    if len(examples) > MOST_STATES:  # before there is a matrix of them
        raise TooManyStatesError(f"{len(examples)} states of order {order}, at most {MOST_STATES}", field="markov_order")
    holds = np.zeros((len(examples), blank + 1), dtype=bool)
    for position in range(order):
        holds[np.arange(len(examples)), touch(examples, position)] = True
    return states, offsets, holds[:, :-1]
