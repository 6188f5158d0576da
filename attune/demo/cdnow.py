"""CDNOW: every purchase at an online music shop until June 1998 by the 23,570 people who first bought in early 1997.

The data is read straight out of the Python package that ships it; the package is neither installed nor imported. Source:
Fader & Hardie (2001), "Forecasting Repeat Sales at CDNOW", Interfaces 31:S94; files of Lifetimes 0.11.3 (MIT).
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from zipfile import ZipFile

WHEEL = "Lifetimes-0.11.3-py3-none-any.whl"
CALIBRATION_END = date(1997, 9, 30)
OBSERVATION_END = date(1998, 6, 30)


class CdnowNotFoundError(FileNotFoundError):
    """The package that ships the data is not on this machine."""


@dataclass(frozen=True, slots=True)
class CdnowOrder:
    """One order.

    Attributes:
        customer_id: The customer's number in the master data set, five digits.
        day: Of the purchase.
        quantity: Discs bought.
        amount: Dollars paid; 0 for 80 orders of the master.
    """

    customer_id: str
    day: date
    quantity: int
    amount: Decimal


def find_wheel() -> Path | None:
    """Where the wheel is: what ATTUNE_CDNOW_WHEEL names, else the project's cache, else nowhere."""
    named = os.environ.get("ATTUNE_CDNOW_WHEEL")
    root = Path(__file__).resolve().parents[2]
    candidates = [Path(named)] if named else [root / ".cache" / WHEEL, Path.cwd() / ".cache" / WHEEL]
    return next((path for path in candidates if path.is_file()), None)


def read_orders(full: bool) -> list[CdnowOrder]:
    """All orders, in the file's order.

    Args:
        full: The whole cohort of 23,570 customers rather than the systematic 1/10 sample of 2,357.

    Raises:
        CdnowNotFoundError: `make setup` has not fetched the wheel.
    """
    wheel = find_wheel()
    if wheel is None:
        raise CdnowNotFoundError(f"{WHEEL} is neither in .cache/ nor named by ATTUNE_CDNOW_WHEEL; `make setup` fetches it.")
    with ZipFile(wheel) as archive:
        name = "CDNOW_master.txt" if full else "CDNOW_sample.txt"
        lines = archive.read(f"lifetimes/datasets/{name}").decode("ascii").splitlines()
    return list(_parse(lines))


def _parse(lines: list[str]) -> Iterator[CdnowOrder]:
    for line in lines:
        fields = line.split()
        if not fields or not fields[0].isdigit():
            continue  # the master's heading, and the empty last line
        # The sample has a column more: the customer's number within the sample.
        customer_id, day, quantity, amount = fields[0], *fields[-3:]
        yield CdnowOrder(customer_id, date(int(day[:4]), int(day[4:6]), int(day[6:])), int(quantity), Decimal(amount))
