"""What a model of purchases can be asked, whatever it is made of."""

from typing import Protocol

from inference.arrays import FloatArray
from inference.delta import Estimate
from services.valuation.domain.histories import PurchaseHistories

# Parameters that are probabilities: all others are positive numbers.
PROBABILITIES = frozenset({"p", "theta"})

# No fit ends beyond these, whatever its unit of time; what lies further out would take arithmetic beyond that of floats.
LEAST_PARAMETER, MOST_PARAMETER = 1e-20, 1e20
# As these two vanish together some customers leave at once and the others never: so they may be as small as numbers go.
MAY_VANISH = frozenset({"s", "beta"})


class Structure(Protocol):
    """A model of purchases without its parameters' values.

    What customers do after T depends, once they are alive at T, on their frequency and T alone: so each answer of that kind
    is asked for by these two. Everything else (expectations with histories, distributions of outcomes, intervals, values) is
    put together from the five answers, in `alive`, `expectation`, `outcomes` and `predictive`.
    """

    @property
    def name(self) -> str:
        """As on the wire."""

    @property
    def parameters(self) -> tuple[str, ...]:
        """Names, in the order of their values."""

    def time_scale(self, values: FloatArray) -> float:
        """Of T: what customers do after T is smooth in ln(scale + T)."""

    def alive(self, values: FloatArray, histories: PurchaseHistories) -> Estimate:
        """Probability that customers have not left by T, with derivatives by the parameters."""

    def purchases_if_alive(
        self, values: FloatArray, frequency: FloatArray, T: FloatArray, horizon: float, discount: float
    ) -> Estimate:
        """Expected purchases within (T, T + horizon] of customers who are alive at T, each times e^(−discount·time).

        Args:
            values: Of the parameters.
            frequency: Of distinct pairs with T, as floats, like ones together, shape (pairs,).
            T: Shape (pairs,).
            horizon: In the histories' unit, > 0.
            discount: Continuous rate per unit of time.
        """

    def stays_if_alive(self, values: FloatArray, frequency: FloatArray, T: FloatArray, horizon: float) -> Estimate:
        """Probability that customers who are alive at T are so at T + horizon still; arguments as above."""

    def counts_beyond(self, values: FloatArray, x: FloatArray, T: FloatArray, horizon: float, n: FloatArray) -> FloatArray:
        """P(Y > n) of customers who are alive at T; x, T and n broadcast."""

    def effort(self, horizon: float) -> float:
        """How long P(Y > n) of one number takes, beside that of BG/NBD."""

    def log_counts(self, values: FloatArray, x: FloatArray, T: FloatArray, horizon: float, n: FloatArray) -> FloatArray:
        """Ln P(Y = n) of customers who are alive at T; x, T and n are of one shape. No difference of large numbers is in it."""
