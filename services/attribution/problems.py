"""What the attribution service refuses, beside what its domain does."""

from kernel.problems import Problem


class NoOrdersError(Problem):
    code, title, status = "no_orders", "There is no order whose credit could be given", 422


class WindowReversedError(Problem):
    code, title, status = "window_reversed", "The window ends before it begins", 422


class WindowTooEarlyError(Problem):
    code, title, status = "window_too_early", "The window reaches to before 1900", 422


class WindowInFutureError(Problem):
    code, title, status = "window_in_future", "The window reaches into the future", 422


class InvalidLookbackError(Problem):
    code, title, status = "lookback_invalid", "A lookback is a whole number of days from 1 to 3650", 422


class UnknownModelError(Problem):
    code, title, status = "attribution_model_unknown", "There is no such attribution model", 422


class UnknownTouchKindError(Problem):
    code, title, status = "touch_kind_unknown", "There is no such kind of touchpoint", 422


class InvalidMarginRateError(Problem):
    code, title, status = "margin_rate_invalid", "A margin rate lies within 0 and 1", 422


class NoReportError(Problem):
    code, title, status = "report_missing", "There is no report to learn from", 409


class NoSpendError(Problem):
    code, title, status = "no_spend", "There is no spend to learn from", 422


class InvalidBudgetAmountError(Problem):
    code, title, status = "budget_invalid", "A budget is an amount above 0", 422


class InvalidHorizonError(Problem):
    code, title, status = "horizon_invalid", "A horizon is a whole number of weeks from 1 to 520", 422


class UnknownChannelError(Problem):
    code, title, status = "channel_unknown", "The report knows no spend on such a channel", 422


class ChannelNotVisibleError(Problem):
    code, title, status = "channel_not_visible", "The channel left no touchpoints that its credit could be learnt from", 422


class ChannelRepeatedError(Problem):
    code, title, status = "channel_repeated", "A channel is named twice", 422


class InvalidBoundsError(Problem):
    code, title, status = "budget_bounds_invalid", "Bounds are amounts of at least 0, and the lower is not above the upper", 422


class UnmetMinimaError(Problem):
    code, title, status = "budget_infeasible", "The budget is below the sum of the channels' minima", 422


class ModelNotInReportError(Problem):
    code, title, status = "model_not_in_report", "The report has no weekly credit by this model", 422


class UnknownCurveError(Problem):
    code, title, status = "curve_unknown", "There is no such kind of response curve to fit", 422
