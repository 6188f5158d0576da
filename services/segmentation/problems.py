"""What the segmentation service refuses beside what any service does."""

from kernel.problems import Problem


class MergeUndoneError(Problem):
    code, title, status = "merge_already_undone", "The merge was undone before", 409


class CustomerErasedError(Problem):
    code, title, status = "customer_erased", "The customer was erased", 409
