"""The shared Postgres schema: importing it fills `kernel.tables.metadata` with every table of the product."""

from kernel.tables import metadata
from schema import attribution, behaviour, experiments, planning, valuation

__all__ = ["attribution", "behaviour", "experiments", "metadata", "planning", "valuation"]
