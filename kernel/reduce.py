"""Where reductions run: everybody's rows in, sufficient statistics out.

A reduction is SQL in the subset that travels to other engines; today it runs in Postgres, in the caller's transaction.
Every outside value is a bound parameter; `:workspace_id` is always bound.
"""

from dataclasses import dataclass, fields
from typing import Any, Generic, TypeVar

from sqlalchemy import TextClause, text

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Reduction(Generic[Row]):
    """One reduction: its text and the frozen dataclass that each of its rows becomes.

    Attributes:
        statement: The SQL, with named bind parameters.
        row: A dataclass whose fields are the columns, in order.
    """

    statement: TextClause
    row: type[Row]

    def read(self, values: Any) -> Row:  # noqa: ANN401 — a row of whatever the driver returns
        """The typed row."""
        return self.row(*values)


def reduction(sql: str, row: type[Row]) -> Reduction[Row]:
    """A reduction from its text.

    Raises:
        TypeError: `row` is no dataclass.
    """
    fields(row)  # type: ignore[arg-type]  # raises TypeError for what is no dataclass
    return Reduction(text(sql), row)
