"""What attribution and the budget's mathematics refuse."""

from inference.errors import DomainError


class InvalidPathError(DomainError):
    """A path that cannot be."""

    code = "invalid_path"
    title = "A path has named channels, weights that are 0 or in [1e-9, 1e15], and value only where it converts."


class MissingDaysError(DomainError):
    """A touch whose age nobody stated, though the model weighs by age."""

    code = "missing_days_before"
    title = "Time decay needs days_before, a number of at least 0, of every touch."


class InvalidHalfLifeError(DomainError):
    """A half-life that is none."""

    code = "invalid_half_life"
    title = "A half-life is a finite number of days above 0."


class InvalidPositionWeightsError(DomainError):
    """Weights of the first touch, those between and the last that cannot share anything out."""

    code = "invalid_position_weights"
    title = "Position weights are three finite numbers of at least 0, and not all 0."


class ModelUnavailableError(DomainError):
    """A model of the contract that is not built yet."""

    code = "attribution_model_unavailable"
    title = "This attribution model is not available yet."


class InvalidMarkovOrderError(DomainError):
    """An order of the Markov chain that is none, or that there is no answer for."""

    code = "invalid_markov_order"
    title = "The order of the Markov chain is a whole number from 1 to 10; intervals are of order 1."


class TooManyStatesError(DomainError):
    """A chain too large to be solved at once."""

    code = "too_many_markov_states"
    title = "The paths have more distinct states than the chain can be solved with."


class TooManyReplicatesError(DomainError):
    """More drawing than one request may ask for."""

    code = "too_many_replicates"
    title = "Replicates are drawn up to a bound on their rows, on their channels and models, and on the work of their chains."


class DuplicateChannelError(DomainError):
    """A channel with two curves."""

    code = "duplicate_channel"
    title = "A channel has one response curve."


class InvalidCurveError(DomainError):
    """A response curve whose parameters or bounds cannot be."""

    code = "invalid_response_curve"
    title = "A response curve has a named channel, the parameters of its kind, in their range, and 0 ≤ min ≤ max."


class CurveNotConcaveError(DomainError):
    """A curve along which the next unit may bring more than the one before."""

    code = "curve_not_concave"
    title = "Only concave curves can be allocated exactly: hill with s ≤ 1, power with b ≤ 1."


class InvalidBudgetError(DomainError):
    """A budget that is none."""

    code = "invalid_budget"
    title = "A budget is a finite number of at least 0."


class InfeasibleBudgetError(DomainError):
    """A budget that does not reach for what the bounds demand."""

    code = "budget_infeasible"
    title = "The budget is below the sum of the channels' minima."


class InvalidSpendSeriesError(DomainError):
    """Spend and response that no curve can be fitted to."""

    code = "invalid_spend_series"
    title = "Spend and response are series of one length, of finite numbers of at least 0."


class TooLittleVariationError(DomainError):
    """Spend that hardly varied, so that nothing can be told about more or less of it."""

    code = "too_little_spend_variation"
    title = "A curve needs at least 4 periods, and spend that varies by 5 % of its mean."


class IndivisibleMoneyError(DomainError):
    """Money that cannot be shared out."""

    code = "indivisible_money"
    title = "A sum is shared out in whole units over weights of at least 0, not all of them 0."
