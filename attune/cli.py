"""The command line: `attune up | workspace create | import | demo | openapi | database prepare`, and a command per process."""

import asyncio
import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from enum import StrEnum
from pathlib import Path
from socket import gaierror
from typing import Annotated, NoReturn

import orjson
import typer
from pydantic import ValidationError
from rich.console import Console
from sqlalchemy.exc import DBAPIError

from attune import data_directory
from kernel.embedded import EmbeddedError
from kernel.problems import Problem
from kernel.settings import Settings
from kernel.telemetry import configure_logs

application = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_show_locals=False,  # keys are among them
    help="Attune: integrated marketing communications as one loop.",
)
workspace_commands = typer.Typer(no_args_is_help=True, help="Workspaces.")
database_commands = typer.Typer(no_args_is_help=True, help="A Postgres server of one's own.")
application.add_typer(workspace_commands, name="workspace")
application.add_typer(database_commands, name="database")

errors = Console(stderr=True)

DataDirectory = Annotated[
    Path, typer.Option("--data-dir", envvar="ATTUNE_DATA_DIR", help="Where the embedded Postgres keeps its data.")
]
DatabaseUrl = Annotated[
    str | None,
    typer.Option("--database-url", envvar="ATTUNE_DATABASE_URL", help="A Postgres server instead of the embedded one."),
]


Drain = Annotated[
    float,
    typer.Option(
        envvar="ATTUNE_DRAIN_SECONDS",
        min=0.0,
        help="Seconds to go on serving after SIGTERM, while /readyz says that this process is about to end.",
    ),
]
Descriptor = Annotated[int | None, typer.Option("--fd", hidden=True, help="A listening socket that the supervisor holds.")]


class ServiceName(StrEnum):
    """The services."""

    SEGMENTATION = "segmentation"
    VALUATION = "valuation"
    ATTRIBUTION = "attribution"
    EXPERIMENTS = "experiments"
    PLANNING = "planning"


class DemoDataSet(StrEnum):
    """What the demonstration is of."""

    CDNOW = "cdnow"
    DONATIONS = "donations"


class ImportKind(StrEnum):
    """What a file can hold."""

    CUSTOMERS = "customers"
    EVENTS = "events"
    ORDERS = "orders"
    TOUCHPOINTS = "touchpoints"
    FEEDBACK = "feedback"
    REFERRALS = "referrals"
    SPEND = "spend"


def fail(message: str) -> NoReturn:
    """End with an error that says what is wrong."""
    errors.print(f"attune: {message}", style="red", highlight=False, markup=False, soft_wrap=True)  # a code stands in brackets
    raise typer.Exit(1)


def settings_of_url(url: str) -> Settings:
    """Settings for a server of one's own; the secret comes from the environment."""
    try:
        return Settings(database_url=url)
    except ValidationError as error:
        wrong = [(str(fault["loc"][0]), fault["msg"]) for fault in error.errors()]
        if any(name == "secret_key" for name, _ in wrong):
            fail("with --database-url, set ATTUNE_SECRET_KEY to a secret of at least 32 characters")
        fail("; ".join(f"ATTUNE_{name.upper()}: {message}" for name, message in wrong))


@contextmanager
def failures_told() -> Iterator[None]:
    """End with a line in the place of a stack trace where the user is the one who can help it."""
    try:
        yield
    except (Problem, EmbeddedError) as error:
        fail(str(error))
    except DBAPIError as error:
        fail(f"the database refuses: {error.orig}. Was it prepared (attune database prepare), and with this ATTUNE_SECRET_KEY?")
    except (ConnectionError, TimeoutError, gaierror) as error:
        fail(f"the database cannot be reached: {error}")
    except OSError as error:
        fail(str(error))


@application.command()
def up(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on; 0 for any free one.")] = 8000,
    data_dir: DataDirectory = data_directory.DEFAULT,
    database_url: DatabaseUrl = None,
    apart: Annotated[
        bool, typer.Option("--apart", help="The gateway and each service in a process of its own, over HTTP on this machine.")
    ] = False,
) -> None:
    """Run the whole system in the foreground: web, worker, and the embedded Postgres unless a URL is given."""
    from attune.up import run_up

    _check_gateway_settings()
    run_up(host, port, data_dir, None if database_url is None else settings_of_url(database_url), apart=apart)


@workspace_commands.command("create")
def create_workspace(
    name: Annotated[str, typer.Argument(help="Its name; a taken one is an error.")],
    json: Annotated[bool, typer.Option("--json", help="Print only a JSON object on standard output.")] = False,
    time_zone: Annotated[str, typer.Option(help="IANA name of the time zone of its calendars.")] = "UTC",
    currency: Annotated[str, typer.Option(help="ISO 4217 code of its money.")] = "USD",
    data_dir: DataDirectory = data_directory.DEFAULT,
    database_url: DatabaseUrl = None,
) -> None:
    """Make a workspace and its three keys, which are shown this once. Works while the system runs."""
    from attune.workspaces import make_workspace, prepare_and_make

    configure_logs(level="warning")
    with failures_told():
        if database_url is not None:
            made = asyncio.run(make_workspace(settings_of_url(database_url), name, time_zone, currency))
        else:
            with data_directory.settings_of(data_dir) as settings:
                made = asyncio.run(prepare_and_make(settings, name, time_zone, currency))
    document = {
        "workspace_id": str(made.workspace_id),
        "admin_key": made.admin_key,
        "write_key": made.write_key,
        "client_key": made.client_key,
    }
    if json:
        sys.stdout.write(orjson.dumps(document).decode() + "\n")
        return
    for label, value in document.items():
        typer.echo(f"{label:13} {value}")
    typer.echo("Keep the keys: they are not shown again.")


@application.command("import")
def import_file(
    kind: Annotated[ImportKind, typer.Argument(help="What the file holds.")],
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help=".csv, .ndjson, .jsonl or .parquet")],
    key: Annotated[str, typer.Option(envvar="ATTUNE_KEY", help="An admin key.")],
    url: Annotated[str, typer.Option(envvar="ATTUNE_URL", help="Where Attune answers.")] = "http://127.0.0.1:8000",
) -> None:
    """Import a file through the public API, with progress, and end with a line of counts.

    Columns, and behind the stroke those that may be left out:

    \b
    customers    customer_id | any traits
    events       customer_id, occurred_at, name | message_id, any properties
    orders       customer_id, occurred_at, amount | order_id, currency, margin,
                 discount
    touchpoints  customer_id, occurred_at, channel | campaign, kind, cost,
                 touchpoint_id
    feedback     customer_id, occurred_at | score, rank, brands, wallet_share,
                 category, survey, source, comment, feedback_id
    referrals    customer_id, referred_id, occurred_at | converted,
                 new_customer, would_have_come_anyway, reward, order_id,
                 referral_id
    spend        channel, day, amount | campaign, currency, spend_id
    """  # noqa: D301 — the command line's own mark for lines that stay as they are
    from attune.importing import import_with_progress

    try:
        counts = import_with_progress(kind.value, file, key, url, Console(stderr=True))
    except Exception as error:
        fail(str(error))
    typer.echo(counts)


@application.command()
def demo(
    full: Annotated[bool, typer.Option("--full", help="All 23,570 customers instead of the 1/10 sample.")] = False,
    data_dir: Annotated[
        Path | None,
        typer.Option("--data-dir", help="Keep the data here (a temporary directory otherwise); run again, it goes on."),
    ] = None,
    keep_running: Annotated[bool, typer.Option("--keep-running", help="Leave the system running after the report.")] = False,
    port: Annotated[
        int | None, typer.Option(help="Port to answer on. Without it: 8000 of what is left running, else any that is free.")
    ] = None,
    apart: Annotated[bool, typer.Option("--apart", help="The gateway and each service in a process of its own.")] = False,
    url: Annotated[
        str | None, typer.Option(help="Run it against a system that runs already, in the place of one of its own.")
    ] = None,
    key: Annotated[str | None, typer.Option(help="With --url: the admin key of an empty workspace there.")] = None,
    dataset: Annotated[
        DemoDataSet, typer.Option(help="donations: 11,104 donors valued by BG/BB, without a market around them.")
    ] = DemoDataSet.CDNOW,
) -> None:
    """Go once round the loop and print the report: real purchases (CDNOW), then half a year of simulated marketing.

    The real purchases are imported and valued first. Then touchpoints, spend, an experiment, a holdout and the orders that all
    that brings are simulated on top. Their true effects are known, and the system is not told: the report sets its answers
    beside them.
    """
    from attune.demo.run import DataSet, DemoSystem, run_demo

    if (url is None) != (key is None):
        fail("--url and --key belong together")
    if url is not None and (data_dir is not None or keep_running or apart or port is not None):
        fail("--data-dir, --keep-running, --port and --apart are of a system of its own, and --url names another")
    system = None if url is None or key is None else DemoSystem(url, key)
    raise typer.Exit(
        run_demo(
            full=full,
            data_directory=data_dir,
            keep_running=keep_running,
            port=port,
            apart=apart,
            system=system,
            dataset=DataSet(dataset),
        )
    )


@application.command()
def openapi() -> None:
    """Print the merged OpenAPI document."""
    from attune.composition import merged_openapi

    sys.stdout.write(orjson.dumps(merged_openapi(), option=orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS).decode() + "\n")


@database_commands.command("prepare")
def prepare_database(
    database_url: Annotated[str, typer.Option("--database-url", envvar="ATTUNE_DATABASE_URL")],
    rotate: Annotated[
        bool, typer.Option("--rotate", help="Replace the secret of the whole server: whoever has the old one is locked out.")
    ] = False,
) -> None:
    """Bring a server of one's own to what Attune needs: roles, migrations, walls, grants, partitions. Safe to repeat."""
    from schema.prepare import PreparationError, prepare

    configure_logs(level="warning")
    with failures_told():
        try:
            asyncio.run(prepare(settings_of_url(database_url), rotate=rotate))
        except PreparationError as error:
            fail(str(error))
    typer.echo("The database is prepared.")


@application.command()
def worker(
    database_url: Annotated[str, typer.Option("--database-url", envvar="ATTUNE_DATABASE_URL")],
    host: Annotated[str, typer.Option(envvar="ATTUNE_WORKER_HOST", help="Address of the port.")] = "127.0.0.1",
    port: Annotated[
        int | None,
        typer.Option(envvar="ATTUNE_WORKER_PORT", help="Port that answers /livez, /readyz and /metrics; 0 for any free one."),
    ] = None,
) -> None:
    """Run one worker: jobs and the feed's readers."""
    from attune.processes import run_worker

    settings = _settings_of_process(database_url)
    with nullcontext() if port is None else _new_listener(host, port) as listener:
        run_worker(settings, listener)


@application.command(hidden=True)
def web(
    database_url: Annotated[str, typer.Option("--database-url", envvar="ATTUNE_DATABASE_URL")],
    descriptor: Annotated[int, typer.Option("--fd", help="A listening socket that the supervisor holds.")],
) -> None:
    """Run the gateway and all services in one process. `attune up` starts it."""
    from attune.processes import run_web

    run_web(_settings_of_process(database_url), socket.socket(fileno=descriptor))


@application.command()
def gateway(
    database_url: Annotated[str, typer.Option("--database-url", envvar="ATTUNE_DATABASE_URL")],
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on; 0 for any free one.")] = 8000,
    drain: Drain = 2.0,
    descriptor: Descriptor = None,
) -> None:
    """Run the gateway alone, before services in processes of their own.

    ATTUNE_SEGMENTATION_URL, ATTUNE_VALUATION_URL, ATTUNE_ATTRIBUTION_URL, ATTUNE_EXPERIMENTS_URL and ATTUNE_PLANNING_URL say
    where these are: http://host:port, several parted by commas; a name may lead to several addresses. By default each is on
    this machine, at its own port.
    """
    from attune.processes import run_gateway
    from attune.services import SERVICES, addresses
    from gateway.upstreams import AddressError, read_names

    _check_gateway_settings()
    where = addresses(os.environ)
    for name, address in where.items():
        try:
            read_names(address)
        except AddressError as error:
            fail(f"{SERVICES[name].variable}: {error}")
    settings = _settings_of_process(database_url)
    with _listener(host, port, descriptor) as listener:
        run_gateway(settings, where, listener, drain)


@application.command()
def service(
    name: Annotated[ServiceName, typer.Argument(help="Which.")],
    database_url: Annotated[str, typer.Option("--database-url", envvar="ATTUNE_DATABASE_URL")],
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[
        int | None, typer.Option(help="Port to listen on; 0 for any free one. By default 8001 to 8005, by the service.")
    ] = None,
    drain: Drain = 2.0,
    descriptor: Descriptor = None,
) -> None:
    """Run one service alone. Only the gateway calls it: it refuses every request that the gateway has not signed."""
    from attune.processes import run_service
    from attune.services import SERVICES

    settings = _settings_of_process(database_url)
    with _listener(host, SERVICES[name.value].port if port is None else port, descriptor) as listener:
        run_service(settings, name.value, listener, drain)


def _check_gateway_settings() -> None:
    from gateway.settings import GatewaySettings

    try:
        GatewaySettings()
    except ValidationError as error:
        first = error.errors()[0]
        fail(f"ATTUNE_{str(first['loc'][0]).upper()}: {first['msg']}")


def _settings_of_process(database_url: str) -> Settings:
    settings = settings_of_url(database_url)
    configure_logs(settings.log_format, settings.log_level)
    return settings


def _listener(host: str, port: int, descriptor: int | None) -> socket.socket:
    """A socket to serve: the supervisor's, or a new one, whose address is said."""
    from attune.supervisor import address_of

    if descriptor is not None:
        # Not uvicorn's own `fd`: it takes any descriptor for a Unix socket's, which then has no TCP_NODELAY, and every answer
        # waits 40 ms for a delayed acknowledgement.
        return socket.socket(fileno=descriptor)
    listener = _new_listener(host, port)
    sys.stdout.write(f"listening {address_of(listener)}\n")
    sys.stdout.flush()
    return listener


def _new_listener(host: str, port: int) -> socket.socket:
    from attune.supervisor import CannotListenError, listen

    try:
        return listen(host, port)
    except CannotListenError as error:
        fail(str(error))


def main() -> None:
    """The program's entry point."""
    application()
