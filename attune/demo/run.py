"""`attune demo`: real purchases, half a year of simulated marketing on top of them, the loop closed once, and its report."""

import csv
import math
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from pathlib import Path

from rich.console import Console

from attune.demo import cdnow, donors, marketing
from attune.demo.cdnow import CALIBRATION_END, OBSERVATION_END, CdnowNotFoundError, CdnowOrder
from attune.demo.donors import OtherDonorsError
from attune.demo.findings import Findings, RealPurchases
from attune.demo.market.channels import END, START
from attune.demo.market.population import populate
from attune.demo.market.simulation import simulate
from attune.demo.market.truth import MarketTruth
from attune.demo.marketing import ExposureRefusedError
from attune.demo.report import print_report
from attune.demo.system import NotReadyError, demo_workspace, running_system
from attune.importing import progress_bar, tell
from attune_client import Attune, AttuneProblemError, ImportCounts
from attune_client.models import ModelRecord, ModelRequest, ModelRequestModel, ModelRequestTimeUnit
from attune_client.operations import (
    customers_rfm,
    loop_read,
    valuation_create_model,
    valuation_list_customers,
    valuation_list_models,
    valuation_read_model,
)

TOP = 5
PORT = 8000
"""Where the system is left running."""

END_OF_MARKET = OBSERVATION_END
NEXT_DUE = date(1998, 12, 31)
GOAL_PER_CUSTOMER = Decimal(25)
"""Dollars that the goal of the half year asks of each customer."""


class OtherDemonstrationError(Exception):
    """A data directory that holds the demonstration of another data set."""


class NotReconciledError(Exception):
    """The loop's sums are not one."""


FAILURES = (
    CdnowNotFoundError,
    NotReadyError,
    OtherDemonstrationError,
    ExposureRefusedError,
    NotReconciledError,
    OtherDonorsError,
    AttuneProblemError,
)
"""What ends the demonstration with a line rather than a traceback."""


@dataclass(frozen=True, slots=True)
class DemoSystem:
    """Where a system answers, and the admin key of the workspace that the demonstration is to have there (UTC, USD)."""

    address: str
    admin_key: str


class DataSet(StrEnum):
    """What the demonstration is of."""

    CDNOW = "cdnow"
    DONATIONS = "donations"


def run_demo(
    *,
    full: bool,
    data_directory: Path | None,
    keep_running: bool,
    port: int | None = None,
    apart: bool = False,
    system: DemoSystem | None = None,
    dataset: DataSet = DataSet.CDNOW,
) -> int:
    """Run the demonstration.

    Args:
        full: All 23,570 customers instead of the 1/10 sample of 2,357.
        data_directory: Where to keep the data; a temporary directory otherwise.
        keep_running: Whether to leave the system running after the report, until Ctrl-C.
        port: To answer on, 0 for any free one; None for the usual one of a system that is left running, else any free one.
        apart: Whether the gateway and each service are processes of their own.
        system: A system to run it against, in the place of one of its own; nothing of the above but `full` matters then.
        dataset: What it is of. With the donations there is no market around them, and so no loop.

    Returns:
        The exit status.
    """
    console = Console(highlight=False)
    started = time.monotonic()
    try:
        with ExitStack() as stack:
            if system is None:
                directory = data_directory or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="attune-demo-")))
                directory.mkdir(parents=True, exist_ok=True)
                if port is None:
                    port = PORT if keep_running else 0
                with console.status("starting Postgres, web and worker …"):
                    address = stack.enter_context(running_system(directory, port, apart=apart))
                    system = DemoSystem(address, demo_workspace(directory).admin_key)
            console.print(f"Attune answers at {system.address} ({time.monotonic() - started:.1f} s)\n")
            with Attune(system.address, system.admin_key) as attune:
                if dataset is DataSet.DONATIONS:
                    donors.show(attune, console)
                else:
                    _show_loop(attune, console, full=full)
            console.print(f"\n[dim]{time.monotonic() - started:.1f} s in all.[/dim]")
            if keep_running:
                wait_for_the_end(console, system.address, system.admin_key)
    except FAILURES as error:
        Console(stderr=True).print(f"attune demo: {error}", style="red", markup=False)
        return 1
    return 0


def _show_loop(attune: Attune, console: Console, *, full: bool) -> None:
    findings = find(attune, console, full=full)
    print_report(console, findings)
    if not findings.loop.truth.reconciled:
        raise NotReconciledError("The loop's sums disagree: see the one truth above.")


def find(attune: Attune, console: Console, *, full: bool) -> Findings:
    """Run the loop once, through the public API, and ask for everything that the report tells.

    The real purchases are valued first, before anything simulated comes to them: the workspace then holds the data that the
    published figures are of. After that the clock is set back to the beginning of 1998, where the simulated marketing begins.
    """
    orders = cdnow.read_orders(full)
    real = value_real_purchases(attune, console, orders, full=full)
    truth = market_for_half_a_year(attune, console, orders)
    returns = marketing.conclude(attune, console)
    model = value(attune, console, "value the customers again", END_OF_MARKET)
    plan = marketing.plan_next(attune, console, returns)
    set_next_goal(attune)
    return Findings(
        real=real,
        rfm=attune.call(customers_rfm),
        model=model,
        top=attune.call(valuation_list_customers, limit=TOP).items,
        returns=returns,
        plan=plan,
        loop=attune.call(loop_read),
        truth=truth,
    )


def value_real_purchases(attune: Attune, console: Console, orders: list[CdnowOrder], *, full: bool) -> RealPurchases:
    """Import CDNOW and fit the published model; where an earlier run has done so, its record is read again.

    Raises:
        OtherDemonstrationError: The earlier run was of another data set.
    """
    customers = len({order.customer_id for order in orders})
    found = earlier_fit(attune) if marketing.has_begun(attune) else None
    if found is None:
        marketing.set_clock(attune, END)
        import_orders(attune, console, orders)
        found = value(attune, console, "value the customers", CALIBRATION_END, OBSERVATION_END)
    if found.fit.customers != customers:
        raise OtherDemonstrationError("This data directory holds the demonstration of another data set: name another one.")
    return RealPurchases(full, customers, len(orders), sum((order.amount for order in orders), Decimal(0)), found)


def earlier_fit(attune: Attune) -> ModelRecord | None:
    """The fit that an earlier run made of the real purchases alone: records stay."""
    place: dict[str, str] = {}
    while True:
        page = attune.call(valuation_list_models, limit=200, **place)
        for each in page.items:
            if each.request.calibration_end == CALIBRATION_END:
                return attune.call(valuation_read_model, str(each.id))
        if not page.next_cursor:
            return None
        place = {"cursor": page.next_cursor}


def market_for_half_a_year(attune: Attune, console: Console, orders: list[CdnowOrder]) -> MarketTruth:
    """Set the clock to the market's start, let the system assign, simulate, import, and let half a year go by.

    Returns:
        The truth, which stays here.
    """
    people = populate(orders)
    marketing.set_clock(attune, START)
    marketing.begin(attune)
    goal = f"{GOAL_PER_CUSTOMER * len(people.customer_ids):.2f}"
    marketing.set_goal(attune, "Revenue, first half of 1998", "revenue", goal, marketing.LAST_DAY)
    assigned = marketing.assign(attune, people.customer_ids)
    market, truth = simulate(people, assigned)
    marketing.expose(attune, people, assigned)
    marketing.bring(attune, console, market, people)
    marketing.set_clock(attune, END)
    return truth


def set_next_goal(attune: Attune) -> None:
    """Set the goal of the next round, by where this one has ended."""
    step = attune.call(loop_read).steps.identify
    active = 0 if step is None else step.active_customers
    marketing.set_goal(attune, "A tenth more active customers", "active_customers", str(math.ceil(active * 1.1) + 1), NEXT_DUE)


def value(
    attune: Attune, console: Console, task: str, calibration_end: date, observation_end: date | None = None
) -> ModelRecord:
    """Fit the model of purchase and spend, and publish what each customer is worth by it."""
    request = ModelRequest(
        model=ModelRequestModel.BG_NBD,
        calibration_end=calibration_end,
        observation_end=observation_end,
        time_unit=ModelRequestTimeUnit.WEEK,
        horizon=52.0,
    )
    result = marketing.finish(attune, console, task, attune.call(valuation_create_model, body=request))
    return attune.call(valuation_read_model, result["model_id"])


def import_orders(attune: Attune, console: Console, orders: list[CdnowOrder]) -> ImportCounts:
    """Import CDNOW as a user imports a file."""
    with _orders_file(orders) as path, progress_bar(console, "import the orders") as on_progress:
        counts = attune.import_file("orders", path, on_progress)
    console.print(f"  {tell(counts)}", markup=False)
    return counts


@contextmanager
def _orders_file(orders: list[CdnowOrder]) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as directory:
        path = Path(directory) / "cdnow.csv"
        with path.open("w", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["customer_id", "occurred_at", "amount"])
            writer.writerows([order.customer_id, order.day.isoformat(), order.amount] for order in orders)
        yield path


def wait_for_the_end(console: Console, address: str, key: str) -> None:
    """Leave the system running until Ctrl-C or SIGTERM."""
    console.print(f"\nDocumentation at {address}/docs · admin key {key} · Ctrl-C ends it.")
    console.print(f"ready {address}")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        signal.pause()
    except KeyboardInterrupt:
        console.print("Ending.")
