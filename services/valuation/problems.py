"""What the valuation service refuses, beside what its domain does."""

from kernel.problems import Problem


class NoPurchasesError(Problem):
    code, title, status = "no_purchases", "There is no purchase to learn from", 422


class PurchasesInFutureError(Problem):
    code, title, status = "purchases_in_future", "Every purchase is of a day that is still to come", 422


class NoRepeatPurchasesError(Problem):
    code, title, status = "no_repeat_purchases", "Nobody has bought a second time", 422


class MixedCurrenciesError(Problem):
    code, title, status = "mixed_currencies", "Orders are in currencies that there is no rate for", 422


class NoNewCustomerValueError(Problem):
    code, title, status = "no_new_customer_value", "No published run says what a new customer is worth", 409


class CalibrationAfterObservationError(Problem):
    code, title, status = "calibration_after_observation", "The calibration ends after the observation", 422


class ObservationInFutureError(Problem):
    code, title, status = "observation_in_future", "The observation ends in the future", 422


class NoPublishedModelError(Problem):
    code, title, status = "no_published_model", "No model's values are published", 409


class CountsOpportunitiesError(Problem):
    code, title, status = "counts_opportunities", "The published model counts opportunities, not days", 409


class NoForecastError(Problem):
    code, title, status = "no_forecast", "Nothing was forecast yet", 404


class SegmentsNotPooledError(Problem):
    code, title, status = "segments_not_pooled", "Models of opportunities have no segments", 422


class OpportunityMismatchError(Problem):
    code, title, status = "opportunity_mismatch", "The model does not count time as it was asked to", 422
