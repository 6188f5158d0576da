"""What the mathematics refuses, by names that stay the same."""

from typing import ClassVar


class DomainError(Exception):
    """Something that a domain cannot compute with, told so that a person can mend it.

    Attributes:
        code: A stable name of the kind of error, the same in every release.
        title: A short sentence about the kind, the same for every occurrence.
        row: Position of the offending row in what was given, where one row is to blame.
        field: Name of the offending column or parameter, where one is to blame.
    """

    code: ClassVar[str] = "domain_error"
    title: ClassVar[str] = "The computation is not defined for this input."

    def __init__(self, detail: str, *, row: int | None = None, field: str | None = None) -> None:
        super().__init__(detail)
        self.detail = detail
        self.row = row
        self.field = field
