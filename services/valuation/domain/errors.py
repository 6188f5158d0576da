"""What the models of customer value refuse."""

from inference.errors import DomainError


class InvalidHistoryError(DomainError):
    """A purchase history that cannot be."""

    code = "invalid_purchase_history"
    title = "A purchase history must have 0 ≤ recency ≤ T, and recency 0 exactly where frequency is 0."


class InvalidSpendError(DomainError):
    """A spend record that cannot be."""

    code = "invalid_spend"
    title = "A spend record must have a whole frequency ≥ 0 and a monetary value within ±1e20."


class TooFewCustomersError(DomainError):
    """Fewer customers than the model has a chance to learn from."""

    code = "too_few_customers"
    title = "The model needs more customers than it has parameters."


class NoExposureError(DomainError):
    """Nobody has been watched for any time."""

    code = "no_exposure"
    title = "Every T is 0: there is no time in which anyone could have bought again."


class UnknownModelError(DomainError):
    """A model that is not among those of this service."""

    code = "unknown_model"
    title = "There is no such model."


class InvalidParametersError(DomainError):
    """Parameters that the model does not have, or values that they cannot take."""

    code = "invalid_parameters"
    title = "The parameters are not those of the model, or out of their range."


class InvalidHorizonError(DomainError):
    """A horizon, unit or discount rate that has no meaning."""

    code = "invalid_horizon"
    title = "A horizon is a number ≥ 0 of days, weeks or months, 100 years at most; an annual discount rate is finite and > -1."


class InvalidOpportunitiesError(DomainError):
    """A history of purchases at opportunities that cannot be."""

    code = "invalid_opportunity_history"
    title = (
        "A history at opportunities must have whole 0 ≤ frequency ≤ recency ≤ T, and recency 0 exactly where frequency is 0."
    )


class InvalidContractError(DomainError):
    """A contract, or a cohort of contracts, that cannot be."""

    code = "invalid_contract"
    title = (
        "A cohort has whole numbers of survivors, at least 1 to begin with and never more than before; an age is whole, ≥ 0."
    )


class InvalidDurationError(DomainError):
    """A duration that cannot be."""

    code = "invalid_duration"
    title = "A duration is a finite number of at least 0."


class MarketTooSmallError(DomainError):
    """Fewer customers in the market than have bought of one of its brands."""

    code = "market_too_small"
    title = "A market has at least as many customers as the brand has buyers."


class InvalidAnswersError(DomainError):
    """Answers to a survey that cannot be."""

    code = "invalid_answers"
    title = "Scores are 0 to 10, ranks 1 to the number of brands, shares 0 to 1."


class InvalidAssumptionError(DomainError):
    """An assumption of loyalty's figures that has no meaning."""

    code = "invalid_assumption"
    title = "A margin is a finite share of revenue, an acquisition cost 0 or more, a share of type-1 referrals within 0 and 1."


class TooManyReplicatesError(DomainError):
    """A bootstrap that would take too long."""

    code = "too_many_replicates"
    title = "A bootstrap has 1 to 1,000 replicates, and at most 2,000,000 rows over all of them."


class TooManyProbabilitiesError(DomainError):
    """Probabilities of numbers of purchases, more than an answer should hold or take."""

    code = "too_many_probabilities"
    title = "An answer tells at most 2,000,000 probabilities of numbers of purchases, and takes about a minute's work."


class TraitMissingError(DomainError):
    """Segments that nothing tells apart."""

    code = "trait_missing"
    title = "Segments are the values of a trait, which has to be named."


class TooManySegmentsError(DomainError):
    """A trait with too many values."""

    code = "too_many_segments"
    title = "A trait makes segments only if it has few values."
