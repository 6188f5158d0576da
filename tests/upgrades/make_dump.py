"""Keeps a release's schema, with a little of everything in it, for the upgrade tests of later releases.

Run once per release that changes the schema: `.venv/bin/python tests/upgrades/make_dump.py`. It writes `<head>.sql` beside
itself, from a running system that was used through its public door with made-up data.
"""

import random
import subprocess
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
from alembic.script import ScriptDirectory

from attune.data_directory import settings_of
from attune.demo.system import demo_workspace, running_system
from attune_client import Attune
from attune_client.models import ModelRequest, ModelRequestModel, WorkspaceChange
from attune_client.operations import valuation_create_model, workspace_change
from kernel.embedded import find_binaries
from schema.prepare import alembic_config

HERE = Path(__file__).resolve().parent
START = datetime(2026, 1, 1, tzinfo=UTC)
CUSTOMERS = 80


def main() -> None:
    """Use a system, then dump its database."""
    head = ScriptDirectory.from_config(alembic_config()).get_current_head()
    with tempfile.TemporaryDirectory() as name, running_system(Path(name), 0) as address:
        directory = Path(name)
        workspace = demo_workspace(directory)
        with Attune(address, workspace.admin_key) as attune:
            use(attune, address, workspace.write_key, directory)
        with settings_of(directory) as settings:
            (HERE / f"{head}.sql").write_text(dump(settings.database_url))


def use(attune: Attune, address: str, write_key: str, directory: Path) -> None:
    """Events of every kind, a file, a model run."""
    visitor = {"type": "page", "anonymousId": "v-2", "messageId": "m-2", "name": "Home"}
    order = {"type": "track", "userId": "c-1", "properties": {"order_id": "o-1", "total": 20}}
    events = [
        {"type": "identify", "userId": "c-1", "anonymousId": "v-1", "messageId": "m-1", "traits": {"city": "Łódź"}},
        visitor,
        {**order, "event": "Order Completed", "messageId": "m-3"},
        {**order, "event": "Order Refunded", "messageId": "m-4", "properties": {"order_id": "o-1", "total": 5}},
        {"type": "alias", "userId": "c-1", "previousId": "v-2", "messageId": "m-5"},
        {"type": "track", "userId": "c-1", "messageId": "m-6"},
        visitor,
    ]
    answer = httpx.post(f"{address}/v1/batch", json={"batch": events}, auth=(write_key, ""))
    answer.raise_for_status()
    attune.import_file("orders", write_orders(directory))
    attune.call(workspace_change, body=WorkspaceChange(clock_at=START + timedelta(days=365)))
    attune.wait(attune.call(valuation_create_model, body=ModelRequest(model=ModelRequestModel.BG_NBD)))


def write_orders(directory: Path) -> Path:
    """Orders of made-up customers who come back, some more than others."""
    chance = random.Random(7)  # noqa: S311 — a fixed seed: the same file every time
    path = directory / "orders.csv"
    lines = ["customer_id,occurred_at,amount"]
    for customer in range(CUSTOMERS):
        for _ in range(1 + chance.randrange(6)):
            day = (START + timedelta(days=chance.randrange(330))).date()
            lines.append(f"made-up-{customer},{day},{chance.randrange(500, 9000) / 100}")
    path.write_text("\n".join(lines) + "\n")
    return path


def dump(url: str) -> str:
    """The database as SQL that any client can run."""
    command: list[str | Path] = [find_binaries() / "pg_dump", "--inserts", "--rows-per-insert=200", url]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    # psql's own commands are no SQL, and PostgreSQL 15 does not know the timeout
    left_out = ("\\", "SET transaction_timeout")
    return "".join(line for line in text.splitlines(keepends=True) if not line.startswith(left_out))


if __name__ == "__main__":
    main()
