"""What the planning service refuses, beside what its domain does."""

from kernel.problems import Problem


class MetricUnmeasurableError(Problem):
    code, title, status = "metric_unmeasurable", "There is nothing to measure the baseline by", 422


class TooManyGoalsError(Problem):
    code, title, status = "too_many_goals", "Too many goals are open", 409


class GoalClosedError(Problem):
    code, title, status = "goal_closed", "A closed goal is not changed any more", 409
