"""The shared Postgres schema: importing it fills `kernel.tables.metadata` with every table of the product."""

from kernel.tables import metadata
from schema import behaviour, valuation

__all__ = ["behaviour", "metadata", "valuation"]
