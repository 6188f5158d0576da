"""What the valuation service refuses, beside what its domain does."""

from kernel.problems import Problem


class NoPurchasesError(Problem):
    code, title, status = "no_purchases", "There is no purchase to learn from", 422


class CalibrationAfterObservationError(Problem):
    code, title, status = "calibration_after_observation", "The calibration ends after the observation", 422


class ObservationInFutureError(Problem):
    code, title, status = "observation_in_future", "The observation ends in the future", 422
