"""Which part of the weeks to come is of which group of products: shares that move, learnt from counts, times the whole.

The steady model of shares: they have a Dirichlet distribution; each week a part of what was learnt is forgotten, and what was
bought is learnt. How much is forgotten is what would have given the past the highest probability, one week ahead. A group's
weeks are its share of the whole's, so that groups add up to the whole whatever the whole is foretold by, and an error of the
whole is shared by all of them. Money is learnt from as so many purchases as would tell as much of its shares.

Source: Harvey & Fernandes (1989), "Time Series Models for Count or Qualitative Observations", Journal of Business & Economic
Statistics 7:407, on multinomial observations.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from scipy.special import betaln, gammaln

from inference.arrays import FloatArray
from services.valuation.domain.arrivals import DISCOUNTS
from services.valuation.domain.forecasting import SEASON, Foretold, Method, MethodScore, Quantity, naive_forecasts, score_weeks

QUANTITIES = (Quantity.PURCHASES, Quantity.REVENUE)
"""What is foretold of a group."""

# So many weeks are learnt from before a forecast is judged.
_LEARN = 4
# No group is forgotten so far that it could not come back.
_LEAST = 1e-3
# Weeks on either side of the same one a year before that tell of its season.
_AROUND = 2
_SIZES, _RECENT = 26, 13
# What the year's shares may be worth beside those of some weeks: purchases of so many weeks.
_WORTH = 2.0 ** np.arange(-3.0, 7.0)


class GroupMethod(StrEnum):
    """How shares are foretold: as they have been lately; as in the same weeks a year before, moved as they have moved since."""

    SHARES = "shares"
    SHARES_IN_SEASON = "shares_in_season"


@dataclass(frozen=True, slots=True, eq=False)
class PastGroups:
    """What was bought week by week up to an origin, the earliest first, by group. Shape (weeks, groups).

    Attributes:
        purchases: Purchase days of customers, each of the group on which most was spent that day.
        revenue: Net.
        revenue_squares: Sum over purchase days of the square of what was spent on the group.
    """

    purchases: FloatArray
    revenue: FloatArray
    revenue_squares: FloatArray

    def __len__(self) -> int:
        return len(self.purchases)

    def before(self, weeks: int) -> "PastGroups":
        """The same without so many of the latest."""
        return self.after(0, len(self) - weeks)

    def after(self, origin: int, weeks: int) -> "PastGroups":
        """So many weeks from one on, counted from the earliest."""
        return PastGroups(*(getattr(self, name)[origin : origin + weeks] for name in self.__slots__))

    def of(self, quantity: Quantity) -> FloatArray:
        """One of the quantities, not below 0."""
        return np.maximum(self.purchases if quantity is Quantity.PURCHASES else self.revenue, 0.0)

    def sizes(self, quantity: Quantity) -> FloatArray:
        """Variance of a group's week by its mean, as far as it is chance: squares by sums, 1 of counts. Shape (groups,)."""
        if quantity is Quantity.PURCHASES:
            return np.ones(self.purchases.shape[1])
        whole = _ratio(self.revenue_squares.sum(), self.revenue.sum())
        recent = _ratio(self.revenue_squares[-_SIZES:].sum(axis=0), self.revenue[-_SIZES:].sum(axis=0))
        return np.where(recent > 0.0, recent, whole)


@dataclass(frozen=True, slots=True, eq=False)
class ShareLevel:
    """What is known of the groups' shares: a Dirichlet distribution.

    Attributes:
        counts: Its parameters > 0, as so many purchases of each group that were seen. Shape (groups,).
        discount: Part of it that is still known after a week, in (0, 1].
    """

    counts: FloatArray
    discount: float

    @property
    def shares(self) -> FloatArray:
        """Expected of any week to come. Shape (groups,)."""
        return np.asarray(self.counts / self.counts.sum())

    def covariances(self, weeks: int) -> FloatArray:
        """Of each group's share over the weeks to come, shape (groups, weeks, weeks): the later, the less is known."""
        kept = float(self.counts.sum()) * self.discount ** np.arange(1, weeks + 1, dtype=np.float64)
        spread = 1.0 / (kept + 1.0)
        chance = self.shares * (1.0 - self.shares)
        return chance[:, None, None] * np.minimum(spread[:, None], spread[None])


def learn_shares(counts: FloatArray) -> ShareLevel:
    """The level after weeks in which so much was bought of each group, the earliest first.

    Args:
        counts: >= 0, whole or not. Shape (weeks, groups).
    """
    known = np.full((len(DISCOUNTS), counts.shape[1]), 0.5)  # Jeffreys' prior, worth next to nothing
    scores = np.zeros(len(DISCOUNTS))
    for week, bought in enumerate(counts):
        known = np.maximum(known * DISCOUNTS[:, None], _LEAST)
        seen = known + bought
        if week >= _LEARN:
            whole = gammaln(known.sum(axis=1)) - gammaln(seen.sum(axis=1))
            scores += whole + (gammaln(seen) - gammaln(known)).sum(axis=1)
        known = seen
    best = int(np.argmax(scores))
    return ShareLevel(known[best], float(DISCOUNTS[best]))


GroupForecasts = dict[GroupMethod, list[Foretold]]
"""By method: of each group."""


def foretell_groups(past: PastGroups, quantity: Quantity, whole: Foretold) -> GroupForecasts:
    """What each group's part of the whole will be, by every method that the past is long enough for.

    Args:
        past: Up to the origin.
        quantity: Of which.
        whole: Of all groups together.
    """
    told, weeks = past.of(quantity), len(whole.mean)
    sizes = past.sizes(quantity)
    size = 1.0 if quantity is Quantity.PURCHASES else _size_of_all(past)
    counts = told / size if size > 0.0 else told
    level = learn_shares(counts)
    shares = np.tile(level.shares, (weeks, 1))
    found = {GroupMethod.SHARES: _parts(whole, size, shares, sizes, level.covariances(weeks))}
    if len(told) >= SEASON:
        moved, errors = _in_season(counts, weeks, level)
        found[GroupMethod.SHARES_IN_SEASON] = _parts(whole, size, moved, sizes, errors)
    return found


def _size_of_all(past: PastGroups) -> float:
    """Of money: how much tells as much of shares as one purchase. What was spent on one day at once is one."""
    return float(_ratio(past.revenue_squares.sum(), past.revenue.sum()))


def _in_season(counts: FloatArray, weeks: int, level: ShareLevel) -> tuple[FloatArray, FloatArray]:
    """What the shares were in the same weeks of the year before, moved as the last weeks have moved since theirs.

    They are held toward the year's, the more the less they differ from it beyond chance. A group that was not there yet has no
    season: its share is that of the level.

    Returns:
        Shares, shape (weeks, groups), and the covariance of each over the weeks, shape (groups, weeks, weeks).
    """
    ends = len(counts) - SEASON + np.arange(weeks) % SEASON + _AROUND + 1
    around = np.stack([_same_weeks(counts, week) for week in range(weeks)])
    priors = _likeliest_priors(counts[-SEASON:])
    shares = np.array([_held(sums, counts, priors) for sums in around])
    lately, week = [], max(float(counts[-SEASON:].sum()) / SEASON, _LEAST)
    if len(counts) >= SEASON + _RECENT:
        now, then = counts[-_RECENT:].sum(axis=0), counts[-SEASON - _RECENT : -SEASON].sum(axis=0)
        shares = shares * np.where(then > 0.0, _held(now, counts, week) / _held(then, counts, week), 1.0)
        lately = [now, then]
    there = np.stack([counts[:end].any(axis=0) for end in ends.tolist()])
    shares = np.where(there, shares, level.shares)
    shares = shares / shares.sum(axis=1, keepdims=True)
    # Chance in the weeks around is shared by weeks as near as that; what they were held back by, by all of a season.
    seen = around.sum(axis=1, keepdims=True)
    own = shares * (1.0 - shares) / (seen + priors + 1.0)
    chance, held = (np.sqrt(own * part / (seen + priors)).T for part in (seen, priors))
    apart = np.abs(np.subtract.outer(np.arange(weeks), np.arange(weeks)))
    errors = np.maximum(1.0 - apart / (2.0 * _AROUND + 1.0), 0.0) * chance[:, :, None] * chance[:, None]
    errors += np.cos(2.0 * np.pi * apart / SEASON) * held[:, :, None] * held[:, None]
    for sums in lately:
        errors += _errors_of_moving(shares, _held(sums, counts, week), float(sums.sum()) + week)
    return shares, errors


def _errors_of_moving(shares: FloatArray, lately: FloatArray, seen: float) -> FloatArray:
    """Covariance of each group's share over the weeks, of having been moved by shares that were learnt from so many purchases.

    Their relative errors are multinomial, and one for all weeks: of group k 1 / (seen · lately) − 1 / seen. A share s is
    divided by the sum of all, so that its own is (δ − s)ᵀ error. A group that is bought seldom lately, and much in the weeks to
    come, is moved by what hardly anybody has told.

    Args:
        shares: Of the weeks to come, shape (weeks, groups).
        lately: Shares that were learnt, shape (groups,).
        seen: By so many purchases.
    """
    by = np.eye(len(lately)) - shares[:, None, :]  # of each week and group, by the error of each group
    relative = np.einsum("wik,vik,k->iwv", by, by, 1.0 / (seen * np.maximum(lately, _LEAST / seen)))
    return np.asarray(shares.T[:, :, None] * shares.T[:, None, :] * relative)


def _likeliest_priors(year: FloatArray) -> FloatArray:
    """How many purchases a group's share of the year is worth beside that of some weeks, by how much these differ. (groups,).

    The likeliest, of beta-binomial counts: of chance alone it is as much as may be, of a strong season next to nothing.

    Args:
        year: What was bought of each group in its weeks, shape (weeks, groups).
    """
    length = 2 * _AROUND + 1
    parts = year[: len(year) // length * length].reshape(-1, length, year.shape[1]).sum(axis=1)
    others = parts.sum(axis=1, keepdims=True) - parts
    sums = np.maximum(year.sum(axis=0), _LEAST)
    worth = _WORTH * float(sums.sum()) / len(year)
    a, b = np.outer(worth, sums / sums.sum())[:, None], np.outer(worth, 1.0 - sums / sums.sum())[:, None] + _LEAST
    scores = (betaln(a + parts, b + others) - betaln(a, b)).sum(axis=1)
    return np.asarray(worth[np.argmax(scores, axis=0)])


def _same_weeks(counts: FloatArray, week: int) -> FloatArray:
    """The weeks of the last year around the same one as a week to come, added up; the last year stands for all. (groups,)."""
    places = np.arange(week - _AROUND, week + _AROUND + 1) % SEASON
    return np.asarray(counts[-SEASON:][places].sum(axis=0))


def _held(sums: FloatArray, counts: FloatArray, prior: FloatArray | float) -> FloatArray:
    """Shares in some weeks' sums, held toward those of the last year, by each group's own prior or one for all."""
    year = np.maximum(counts[-SEASON:].sum(axis=0), _LEAST)
    return np.asarray((sums + prior * year / year.sum()) / (sums.sum() + prior))


def _parts(whole: Foretold, size: float, shares: FloatArray, sizes: FloatArray, errors: FloatArray) -> list[Foretold]:
    """The whole's weeks shared out.

    Of the whole's variance, chance is `size` times its mean, and what is beyond it is an error that all groups share; a group
    has its part of that, its own chance, and the error of its share.
    """
    together = np.maximum(whole.variance - size * whole.mean, 0.0)
    all_together = np.maximum(whole.cumulative_variance - size * whole.cumulative, 0.0)
    found = []
    for share, own, error in zip(shares.T, sizes.tolist(), errors, strict=True):
        mean = share * whole.mean
        cumulative = np.cumsum(mean)
        part = _ratio(cumulative, whole.cumulative)
        error = error * np.outer(whole.mean, whole.mean)
        found.append(
            Foretold(
                mean,
                share**2 * together + own * mean + np.diagonal(error),
                cumulative,
                part**2 * all_together + own * cumulative + np.diagonal(error.cumsum(axis=0).cumsum(axis=1)),
            )
        )
    return found


def _ratio(sums: FloatArray, of: FloatArray) -> FloatArray:
    """0 where there is nothing to divide by."""
    return np.divide(sums, of, out=np.zeros_like(np.asarray(sums, dtype=np.float64)), where=np.asarray(of) > 0.0)


GroupScores = dict[str, MethodScore]
"""By method: those of shares, and the naive ones of the group by itself."""

NAIVE = (Method.SEASONAL_NAIVE, Method.RECENT_MEAN)


@dataclass(frozen=True, slots=True, eq=False)
class TriedGroups:
    """How the methods did.

    Attributes:
        method: Of shares; the season's only where it is better on both errors, over all groups of then and now.
        scores: Of each group of now; empty where it was not tried.
        beaten: Of each group, whether it would have been foretold better by itself, by its own same week a year before or its
            own recent mean, on both errors; None where it was not tried.
    """

    method: GroupMethod
    scores: Sequence[GroupScores]
    beaten: Sequence[bool | None]


@dataclass(frozen=True, slots=True, eq=False)
class GroupOrigin:
    """An origin of the backtest: which groups there were, what was known of them and foretold of the whole, what happened.

    Attributes:
        groups: By what tells them apart, in the order of the columns of what follows. Those that stood by themselves then: one
            of the largest of now may not have been, and the other way round.
        past: Up to the origin.
        whole: Of all groups together, from there on.
        actual: After it.
    """

    groups: Sequence[Hashable]
    past: PastGroups
    whole: Foretold
    actual: PastGroups


def try_groups(origins: Sequence[GroupOrigin], quantity: Quantity, groups: Sequence[Hashable], level: float) -> TriedGroups:
    """Try every method beside each group's own naive forecasts, at every origin at which the group stood by itself.

    Args:
        origins: None are no backtest.
        quantity: Of which.
        groups: Those that stand by themselves now. The methods are judged by those of then, too, which may have fallen behind.
        level: Of the intervals whose coverage is measured.
    """
    told = [_ways(origin, quantity) for origin in origins]
    ever = list(dict.fromkeys([*groups, *(group for origin in origins for group in origin.groups)]))
    scores: list[GroupScores] = []
    for group in ever:
        there = [
            (ways, origin, origin.groups.index(group))
            for ways, origin in zip(told, origins, strict=True)
            if group in origin.groups and _is_known(origin.past.of(quantity)[:, origin.groups.index(group)])
        ]
        methods = [method for method in there[0][0] if all(method in ways for ways, _, _ in there)] if there else []
        scores.append(
            {
                method: score_weeks(
                    [ways[method][place] for ways, _, place in there],
                    [origin.actual.of(quantity)[:, place] for _, origin, place in there],
                    quantity,
                    level,
                )
                for method in methods
            }
        )
    method = _best([each for each in scores if each])
    now = scores[: len(groups)]
    return TriedGroups(method, now, [_is_beaten(each, method) if each else None for each in now])


def _is_known(sums: FloatArray) -> bool:
    """Whether a group has been bought for a quarter: what is new is foretold by nobody, and says nothing of the methods."""
    return bool(sums[: len(sums) - _RECENT + 1].any())


def _ways(origin: GroupOrigin, quantity: Quantity) -> dict[str, list[Foretold]]:
    ways: dict[str, list[Foretold]] = {
        method.value: told for method, told in foretell_groups(origin.past, quantity, origin.whole).items()
    }
    alone = [naive_forecasts(sums, len(origin.whole.mean)) for sums in origin.past.of(quantity).T]
    for method in NAIVE:
        if all(method in each for each in alone):
            ways[method.value] = [each[method] for each in alone]
    return ways


def _best(scores: Sequence[GroupScores]) -> GroupMethod:
    if not scores or any(GroupMethod.SHARES_IN_SEASON not in each for each in scores):
        return GroupMethod.SHARES
    errors = [
        [
            (each[method].root_mean_square_error ** 2, each[method].mean_absolute_error)
            for method in (GroupMethod.SHARES, GroupMethod.SHARES_IN_SEASON)
        ]
        for each in scores
    ]
    steady, in_season = np.sum(errors, axis=0)
    return GroupMethod.SHARES_IN_SEASON if (in_season < steady).all() else GroupMethod.SHARES


def _is_beaten(scores: GroupScores, method: GroupMethod) -> bool:
    return any(name in scores and scores[name].beats(scores[method]) for name in NAIVE)


def widened_groups(told: Sequence[Foretold], tested: TriedGroups, untried: float) -> list[tuple[Foretold, float]]:
    """Each group's weeks, less certain by what its backtest shows beyond its variances, and by how much.

    Args:
        told: Parts of the whole as it was at the origins, not widened: what its variance lacks there, a group's lacks as well.
        tested: What the backtest shows.
        untried: What the whole is widened by; so is a group that was not tried.
    """
    found = []
    for each, scores in zip(told, tested.scores, strict=True):
        spread = scores[tested.method].spread if scores else untried
        by = max(spread, 1.0) if np.isfinite(spread) else 1.0
        found.append((each.widened(by), by))
    return found


def group_shares(told: Sequence[Foretold]) -> FloatArray:
    """Share of each group in the sum of all weeks; 0 where nothing is expected. Shape (groups,)."""
    sums = np.array([each.cumulative[-1] for each in told])
    return _ratio(sums, np.full_like(sums, sums.sum()))
