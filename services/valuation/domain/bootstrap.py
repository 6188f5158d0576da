"""How sure a fit is, asked of the data themselves: fits to customers who are drawn anew, again and again.

The curvature at a maximum knows of its neighbourhood only: it has nothing to say of a limit model, nor of how often another
sample of as many customers would have called for one. As equal customers share a row, a new sample is a draw of counts
(multinomial: as many customers as there were), and a fit to it costs what the first one did. Source: Efron & Tibshirani (1993),
An Introduction to the Bootstrap, chapters 6 and 13.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, Protocol, Self, TypeVar

import numpy as np

from inference.arrays import FloatArray, IntArray
from inference.bootstrap import Interval, percentile_interval
from inference.errors import DomainError
from services.valuation.domain.errors import TooManyReplicatesError

MOST_REPLICATES = 1_000
MOST_WORK = 2_000_000
"""Rows times replicates: some ten seconds of one core, more where the edges of a model have to be asked."""


class Drawable(Protocol):
    """Rows that stand for so many customers each."""

    @property
    def counts(self) -> IntArray:
        """How many customers each row stands for."""

    def drawn(self, counts: IntArray) -> Self:
        """The same for other numbers of customers."""


class Fitted(Protocol):
    """What a fit tells of its parameters."""

    @property
    def parameters(self) -> dict[str, float]:
        """By name."""

    @property
    def fitted_model(self) -> str:
        """The name of the model that they belong to."""


Records = TypeVar("Records", bound=Drawable)
Fit = TypeVar("Fit", bound=Fitted)


@dataclass(frozen=True, slots=True, eq=False)
class Bootstrap(Generic[Fit]):
    """Fits to samples drawn anew.

    Attributes:
        fits: In the order in which they were drawn.
        missed: How many samples could not be fitted.
    """

    fits: tuple[Fit, ...]
    missed: int

    def models(self) -> dict[str, int]:
        """How many of the samples called for which model, the most frequent one first."""
        return dict(Counter(fit.fitted_model for fit in self.fits).most_common())

    def covariance(self, like: Fit) -> FloatArray | None:
        """Of that fit's parameters, over the samples that called for the same model, shape (d, d).

        Returns:
            None where fewer than two samples for each entry of it did.
        """
        names = list(like.parameters)
        alike = [fit for fit in self.fits if fit.fitted_model == like.fitted_model and list(fit.parameters) == names]
        if len(alike) < 2 * len(names) ** 2:
            return None
        values = np.array([list(fit.parameters.values()) for fit in alike])
        return np.atleast_2d(np.cov(values, rowvar=False))

    def interval(self, quantity: Callable[[Fit], FloatArray], level: float = 0.95) -> Interval:
        """The middle share of what the fits say of a quantity, whichever model each of them is.

        Raises:
            InvalidLevelError: The level is not strictly between 0 and 1.
        """
        return percentile_interval(np.stack([np.asarray(quantity(fit), dtype=np.float64) for fit in self.fits]), level)


def bootstrap_fits(
    fit: Callable[[Records], Fit], records: Records, replicates: int, generator: np.random.Generator
) -> Bootstrap[Fit]:
    """Fit a model to samples of as many customers, drawn from these with replacement.

    Args:
        fit: Of any model, such as `partial(fit_purchases, "pareto_nbd")`.
        records: Grouped, so that equal customers share a row.
        replicates: How many samples.
        generator: The same state draws the same samples.

    Raises:
        TooManyReplicatesError: More than `MOST_REPLICATES`, or more than `MOST_WORK` of rows times replicates.
    """
    rows = len(records.counts)
    if not 1 <= replicates <= MOST_REPLICATES or replicates * rows > MOST_WORK:
        detail = f"{replicates} replicates of {rows} distinct rows: 1 to {MOST_REPLICATES}, and {MOST_WORK} rows in all at most"
        raise TooManyReplicatesError(detail, field="replicates")
    customers = int(records.counts.sum())
    shares = records.counts / customers
    fits, missed = [], 0
    for _ in range(replicates):
        try:
            fits.append(fit(records.drawn(generator.multinomial(customers, shares))))
        except DomainError:  # so thin a sample that nothing can be learnt of it: that is told, by their number
            missed += 1
    return Bootstrap(tuple(fits), missed)
