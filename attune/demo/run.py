"""`attune demo`: start the system, import real purchases, value the customers, print the report."""

import csv
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from rich.console import Console

from attune.demo import cdnow
from attune.demo.cdnow import CALIBRATION_END, OBSERVATION_END, CdnowNotFoundError
from attune.demo.report import Findings, print_report
from attune.demo.system import NotReadyError, demo_workspace, running_system
from attune.importing import progress_bar, tell
from attune_client import Attune, AttuneProblemError, ImportCounts
from attune_client.models import ModelRequest, ModelRequestTimeUnit, WorkspaceChange
from attune_client.operations import (
    customers_rfm,
    valuation_create_model,
    valuation_list_customers,
    valuation_read_model,
    workspace_change,
)

TOP = 10
PORT = 8000
"""Where the system is left running."""

_CLOCK = datetime.combine(OBSERVATION_END + timedelta(days=1), datetime.min.time(), UTC)


def run_demo(*, full: bool, data_directory: Path | None, keep_running: bool) -> int:
    """Run the demonstration.

    Args:
        full: All 23,570 customers instead of the 1/10 sample of 2,357.
        data_directory: Where to keep the data; a temporary directory otherwise.
        keep_running: Whether to leave the system running after the report, until Ctrl-C.

    Returns:
        The exit status.
    """
    console = Console(highlight=False)
    started = time.monotonic()
    try:
        with ExitStack() as stack:
            directory = data_directory or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="attune-demo-")))
            directory.mkdir(parents=True, exist_ok=True)
            with console.status("starting Postgres, web and worker …"):
                address = stack.enter_context(running_system(directory, PORT if keep_running else 0))
                workspace = demo_workspace(directory)
            console.print(f"Attune answers at {address} ({time.monotonic() - started:.1f} s)\n")
            with Attune(address, workspace.admin_key) as attune:
                findings = find(attune, console, full=full)
            print_report(console, findings)
            console.print(f"\n[dim]{time.monotonic() - started:.1f} s in all.[/dim]")
            if keep_running:
                wait_for_the_end(console, address, workspace.admin_key)
    except (CdnowNotFoundError, NotReadyError, AttuneProblemError) as error:
        Console(stderr=True).print(f"attune demo: {error}", style="red", markup=False)
        return 1
    return 0


def find(attune: Attune, console: Console, *, full: bool) -> Findings:
    """Bring the purchases in through the public import and ask for everything that the report tells."""
    counts = import_orders(attune, console, full=full)
    attune.call(workspace_change, body=WorkspaceChange(clock_at=_CLOCK))
    request = ModelRequest(
        model="bg_nbd",
        calibration_end=CALIBRATION_END,
        observation_end=OBSERVATION_END,
        time_unit=ModelRequestTimeUnit.WEEK,
        horizon=52.0,
    )
    job = attune.call(valuation_create_model, body=request)
    with progress_bar(console, "value the customers") as on_progress:
        result = attune.wait(job, on_progress)
    return Findings(
        full=full,
        counts=counts,
        rfm=attune.call(customers_rfm),
        model=attune.call(valuation_read_model, result["model_id"]),
        top=attune.call(valuation_list_customers, limit=TOP).items,
    )


def import_orders(attune: Attune, console: Console, *, full: bool) -> ImportCounts:
    """Import CDNOW as a user imports a file."""
    with _orders_file(full=full) as path, progress_bar(console, "import the orders") as on_progress:
        counts = attune.import_file("orders", path, on_progress)
    console.print(f"  {tell(counts)}", markup=False)
    return counts


@contextmanager
def _orders_file(*, full: bool) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as directory:
        path = Path(directory) / "cdnow.csv"
        with path.open("w", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["customer_id", "occurred_at", "amount"])
            writer.writerows([order.customer_id, order.day.isoformat(), order.amount] for order in cdnow.read_orders(full))
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
