"""Files in, through the door: what is kept once, what is set aside with its line, what leaves nothing behind."""

import csv
import io
import json
import socket
import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pyarrow as pa
import pyarrow.parquet
import pytest

from attune.demo.cdnow import CdnowNotFoundError, read_orders
from attune_client import Attune, AttuneProblemError, ImportCounts
from gateway.use_cases import NewWorkspace
from tests.contract.running import System, run_attune

CSV, NDJSON, PARQUET = "text/csv", "application/x-ndjson", "application/vnd.apache.parquet"
TABLES = (
    "imports",
    "import_chunks",
    "jobs",
    "orders",
    "order_events",
    "events",
    "touchpoints",
    "spend",
    "customers",
    "subjects",
    "subject_traits",
    "ingest_rejects",
)

Load = Callable[..., dict[str, Any]]
Table = list[dict[str, object]]


@pytest.fixture
def load(api: httpx.Client) -> Load:
    """Sends a file and waits for its job; the counts."""

    def send(content: str | bytes, media_type: str = CSV, kind: str = "orders") -> dict[str, Any]:
        body = content.encode() if isinstance(content, str) else content
        answer = api.post(f"/v1/imports/{kind}", content=body, headers={"Content-Type": media_type})
        assert answer.status_code == 202, answer.text
        assert answer.headers["location"] == f"/v1/jobs/{answer.json()['id']}"
        return wait(api, answer.headers["location"])

    return send


def wait(api: httpx.Client, job: str, within: float = 60) -> dict[str, Any]:
    deadline = time.monotonic() + within
    while True:
        document = api.get(job).raise_for_status().json()
        if document["state"] not in ("queued", "running"):
            assert document["state"] == "succeeded", document
            result: dict[str, Any] = document["result"]
            return result
        assert time.monotonic() < deadline, document
        time.sleep(0.05)


def counts(result: dict[str, Any]) -> tuple[int, int, int]:
    return result["accepted"], result["duplicates"], result["rejected"]


def kept(system: System, house: NewWorkspace) -> dict[str, int]:
    """How many rows a workspace has in each table that an import touches."""
    union = " union all ".join(f"select '{name}', count(*) from attune.{name} where workspace_id = $1" for name in TABLES)
    return {row[0]: row[1] for row in system.query(union, house.workspace_id)}


def revenue(api: httpx.Client, customer: str) -> str:
    document = api.get(f"/v1/customers/{customer}").raise_for_status().json()
    return str(document["behaviour"]["revenue"])


def orders_of(api: httpx.Client, customer: str) -> int:
    return int(api.get(f"/v1/customers/{customer}").raise_for_status().json()["behaviour"]["orders"])


def csv_of(rows: Iterable[dict[str, object]], columns: Iterable[str]) -> str:
    file = io.StringIO()
    writer = csv.DictWriter(file, list(columns))
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue()


def total(system: System, house: NewWorkspace) -> tuple[int, Decimal]:
    """Orders of a workspace, and what they come to."""
    statement = "select count(*), coalesce(sum(net), 0) from attune.orders where workspace_id = $1 and ordered_at is not null"
    count, money = system.query(statement, house.workspace_id)[0]
    return count, money


class TestTheSameFileTwice:
    def test_cdnow_adds_nothing_and_its_identical_rows_all_count(
        self, system: System, house: NewWorkspace, tmp_path: Path
    ) -> None:
        try:
            orders = read_orders(full=False)
        except CdnowNotFoundError as error:
            pytest.skip(str(error))
        assert len(orders) == 6_919
        assert len(orders) - len({(order.customer_id, order.day, order.amount) for order in orders}) == 21
        file = tmp_path / "cdnow.csv"
        rows = ({"customer_id": order.customer_id, "occurred_at": order.day, "amount": order.amount} for order in orders)
        file.write_text(csv_of(rows, ("customer_id", "occurred_at", "amount")))
        self.import_twice(system, house, file, len(orders))
        assert total(system, house) == (6_919, sum(order.amount for order in orders))

    def test_a_made_file_adds_nothing_and_its_identical_rows_all_count(
        self, system: System, house: NewWorkspace, tmp_path: Path
    ) -> None:
        file = tmp_path / "orders.csv"
        lines = [f"c-{number % 300},1997-01-{1 + number % 28:02},{number % 90}.5" for number in range(2_400)]
        lines += [lines[7], lines[2_000], lines[7]]
        file.write_text("customer_id,occurred_at,amount\n" + "\n".join(lines) + "\n")
        self.import_twice(system, house, file, 2_403)
        assert total(system, house) == (2_403, sum((Decimal(line.split(",")[2]) for line in lines), Decimal(0)))

    def import_twice(self, system: System, house: NewWorkspace, file: Path, rows: int) -> None:
        """First by the command, then by the client."""
        words = ("import", "orders", str(file), "--key", house.admin_key, "--url", system.address)
        done = run_attune(*words)
        assert done.returncode == 0, done.stderr.decode()
        assert done.stdout.decode() == f"{rows} accepted, 0 duplicates, 0 rejected\n"
        assert file.name in done.stderr.decode()  # the progress bar
        before = {name: count for name, count in kept(system, house).items() if name not in ("imports", "jobs")}
        said: list[tuple[float, str]] = []
        with Attune(system.address, house.admin_key) as attune:
            again = attune.import_file("orders", file, lambda share, stage: said.append((share, stage)))
        assert again == ImportCounts(0, rows, 0, ())
        assert before == {name: kept(system, house)[name] for name in before}
        assert said[0][1] == "upload"
        assert said[-1][0] == 1.0

    def test_a_customer_file_adds_nothing(self, system: System, house: NewWorkspace, load: Load) -> None:
        file = "customer_id,city,plan\nc-1,Łódź,gold\nc-2,,\nc-3,Kraków,\n"
        assert counts(load(file, kind="customers")) == (3, 0, 0)
        before = kept(system, house)
        assert counts(load(file, kind="customers")) == (0, 3, 0)
        after = kept(system, house)
        assert {name for name in TABLES if before[name] != after[name]} <= {"imports", "jobs"}

    @pytest.mark.parametrize(
        ("kind", "lines", "table"),
        [
            ("touchpoints", ["customer_id,occurred_at,channel,kind", *["c-1,2026-01-02,tv,impression"] * 3], "touchpoints"),
            ("spend", ["channel,day,amount", *["tv,2026-01-02,9.5"] * 3], "spend"),
            ("events", ["customer_id,occurred_at,name", *["c-1,2026-01-02,Viewed"] * 3], "events"),
        ],
    )
    def test_what_was_said_and_spent_by_the_command(
        self, system: System, house: NewWorkspace, tmp_path: Path, kind: str, lines: list[str], table: str
    ) -> None:
        file = tmp_path / f"{kind}.csv"
        file.write_text("\n".join(lines) + "\n")
        words = ("import", kind, str(file), "--key", house.admin_key, "--url", system.address)
        assert [run_attune(*words).stdout.decode() for _ in range(2)] == [
            "3 accepted, 0 duplicates, 0 rejected\n",
            "0 accepted, 3 duplicates, 0 rejected\n",
        ]
        assert kept(system, house)[table] == 3

    def test_parquet_of_a_days_table(self, load: Load) -> None:
        file = io.BytesIO()
        days = pa.array([datetime(2026, 1, 2), datetime(2026, 1, 3)], pa.timestamp("ns"))  # noqa: DTZ001 — as tables of days are
        table = pa.table({"channel": ["tv", "tv"], "day": days, "amount": [1.5, 2.0]})
        pyarrow.parquet.write_table(table, file)
        assert counts(load(file.getvalue(), PARQUET, kind="spend")) == (2, 0, 0)
        assert counts(load("channel,day,amount\ntv,2026-01-02,1.50\n", kind="spend")) == (0, 1, 0)


class TestUpdates:
    def test_a_changed_row_of_the_same_order_id_is_an_update(
        self, system: System, house: NewWorkspace, api: httpx.Client, load: Load
    ) -> None:
        head = "customer_id,occurred_at,amount,order_id\n"
        assert counts(load(head + "c-1,2026-01-02,10,o-1\nc-1,2026-01-03,5,o-2\n")) == (2, 0, 0)
        assert counts(load(head + "c-1,2026-01-02,12.50,o-1\nc-1,2026-01-03,5.00,o-2\n")) == (1, 1, 0)
        assert revenue(api, "c-1") == "17.5000"
        assert total(system, house) == (2, Decimal("17.5"))

    def test_an_order_that_is_another_customers_now_leaves_the_first(self, api: httpx.Client, load: Load) -> None:
        head = "customer_id,occurred_at,amount,order_id\n"
        load(head + "c-1,2026-01-02,10,o-1\n")
        load(head + "c-2,2026-01-02,10,o-1\n")
        assert (orders_of(api, "c-1"), orders_of(api, "c-2")) == (0, 1)

    def test_equal_values_in_other_words_are_the_same_row(self, load: Load) -> None:
        assert counts(load("customer_id,occurred_at,amount\nc-1,2026-01-02T00:00:00Z,1.5\n")) == (1, 0, 0)
        other = '{"amount": "1.500", "occurred_at": "2026-01-02T01:00:00+01:00", "customer_id": "c-1"}\n'
        assert counts(load(other, NDJSON)) == (0, 1, 0)


ROWS: Table = [
    {"customer_id": "c-1", "occurred_at": "2026-01-02T03:04:05Z", "amount": "19.90", "order_id": "o-1", "currency": "USD"},
    {"customer_id": "Ünï/ +%", "occurred_at": "2026-01-03T00:00:00Z", "amount": "0", "order_id": "o-2", "currency": "USD"},
]


class TestFormats:
    def test_csv_ndjson_and_parquet_say_the_same(self, load: Load) -> None:
        file = io.BytesIO()
        pyarrow.parquet.write_table(pa.Table.from_pylist(ROWS), file)
        assert counts(load(csv_of(ROWS, ROWS[0]))) == (2, 0, 0)
        lines = "".join(json.dumps(row) + "\n" for row in ROWS)
        assert counts(load(lines, NDJSON)) == (0, 2, 0)
        assert counts(load(file.getvalue(), PARQUET)) == (0, 2, 0)

    def test_typed_columns_of_parquet_are_read_as_they_are(self, api: httpx.Client, load: Load) -> None:
        file = io.BytesIO()
        columns = {
            "customer_id": ["c-1", "c-2"],
            "occurred_at": pa.array([datetime(2026, 1, 2, tzinfo=UTC)] * 2, pa.timestamp("us", "UTC")),
            "amount": pa.array([Decimal("19.90"), Decimal("0.01")], pa.decimal128(12, 2)),
        }
        pyarrow.parquet.write_table(pa.table(columns), file)
        assert counts(load(file.getvalue(), PARQUET)) == (2, 0, 0)
        assert (revenue(api, "c-1"), revenue(api, "c-2")) == ("19.9000", "0.0100")

    def test_a_day_is_the_workspaces_day(self, system: System) -> None:
        tokyo = system.make_workspace(f"tokyo {time.time_ns()}", time_zone="Asia/Tokyo", currency="JPY")
        with system.client(tokyo.admin_key) as api:
            body = b"customer_id,occurred_at,amount\nc-1,2026-01-02,100\n"
            answer = api.post("/v1/imports/orders", content=body, headers={"Content-Type": CSV})
            wait(api, answer.headers["location"])
            profile = api.get("/v1/customers/c-1").json()
        assert profile["behaviour"]["first_order_at"] == "2026-01-01T15:00:00Z"

    def test_other_line_ends_a_bom_and_quotes(self, load: Load) -> None:
        body = '\ufeffcustomer_id,occurred_at,amount\r\n"c,1",2026-01-02,1\r\n"c ""2""",2026-01-02,2'
        assert counts(load(body, "text/csv; charset=utf-8")) == (2, 0, 0)

    def test_an_empty_file_with_a_header_is_a_file_of_no_rows(self, load: Load) -> None:
        assert counts(load("customer_id,occurred_at,amount\n")) == (0, 0, 0)


class TestRejects:
    def test_a_bad_row_is_set_aside_with_its_line_and_harms_no_other(self, api: httpx.Client, load: Load) -> None:
        result = load(
            "customer_id,occurred_at,amount,currency\n"
            "c-1,2026-01-02,10,USD\n"
            "c-1,2026-02-30,10,USD\n"
            "c-1,yesterday,10,USD\n"
            ",2026-01-02,10,USD\n"
            "c-1,2026-01-02,NaN,USD\n"
            "c-1,2026-01-02,10\n"
            '"c\n1",2026-01-02,ten,USD\n'
            "c-1,2026-01-02,10,EUR\n"
            "c-1,2026-01-03,5,\n"
        )
        assert counts(result) == (2, 0, 7)
        assert [(each["line"], each["code"]) for each in result["rejected_sample"]] == [
            (3, "occurred_at_invalid"),
            (4, "occurred_at_invalid"),
            (5, "customer_id_missing"),
            (6, "order_amount_invalid"),
            (7, "row_width"),
            (8, "order_amount_invalid"),
            (10, "currency_without_rate"),
        ]
        assert revenue(api, "c-1") == "15.0000"

    def test_nul_bytes_that_are_no_text_and_lines_past_the_limit(self, system: System, house: NewWorkspace, load: Load) -> None:
        overlong = b"c-1,2026-01-02," + b"1" * (1024 * 1024) + b"\n"
        result = load(
            b"customer_id,occurred_at,amount\nc-\0,2026-01-02,1\nc-\xff,2026-01-02,2\n" + overlong + b"c-2,2026-01-02,4\n"
        )
        assert counts(result) == (1, 0, 3)
        assert [(each["line"], each["code"]) for each in result["rejected_sample"]] == [
            (2, "text_has_nul"),
            (3, "text_not_unicode"),
            (4, "row_too_large"),
        ]
        assert kept(system, house)["ingest_rejects"] == 3

    def test_bad_lines_of_ndjson(self, load: Load) -> None:
        good = '{"customer_id": "c-1", "occurred_at": "2026-01-02", "amount": 1}\n'
        result = load(
            good + '{"customer_id": \n[1]\n{"customer_id": "c-1", "occurred_at": "2026-01-02", "amount": NaN}\n', NDJSON
        )
        assert counts(result) == (1, 0, 3)
        assert [each["line"] for each in result["rejected_sample"]] == [2, 3, 4]

    def test_the_sample_ends_somewhere_and_the_count_does_not(self, load: Load) -> None:
        result = load("customer_id,occurred_at,amount\n" + "c-1,never,1\n" * 2_500)
        assert counts(result) == (0, 0, 2_500)
        assert [each["line"] for each in result["rejected_sample"]] == list(range(2, 102))

    def test_rejects_of_a_file_are_not_among_the_events(self, api: httpx.Client, load: Load) -> None:
        load("customer_id,occurred_at,amount\nc-1,never,1\n")
        assert api.get("/v1/events/summary").json()["rejected"] == 0


class TestRefusedFiles:
    @pytest.mark.parametrize(
        ("body", "media_type", "status", "code"),
        [
            (b"customer_id,amount\nc-1,1\n", CSV, 422, "columns_missing"),
            (b"customer_id;occurred_at;amount\nc-1;2026-01-02;1\n", CSV, 422, "columns_missing"),
            (b"customer_id,occurred_at,amount,margn\nc-1,2026-01-02,1,1\n", CSV, 422, "columns_unknown"),
            (b"customer_id,occurred_at,amount,amount\nc-1,2026-01-02,1,1\n", CSV, 422, "columns_duplicated"),
            (b"customer_id,occurred_at,,amount\nc-1,2026-01-02,1,1\n", CSV, 422, "columns_unreadable"),
            (b"", CSV, 422, "columns_missing"),
            (b'{"customer": "c-1"}\n', NDJSON, 422, "columns_missing"),
            (b"x" * (1024 * 1024 + 2), CSV, 422, "columns_unreadable"),
            (b"no parquet at all", PARQUET, 422, "file_unreadable"),
            (b"customer_id,occurred_at,amount\n", "application/pdf", 415, "content_type_unsupported"),
            (b"customer_id,occurred_at,amount\n", "text/csv; charset=latin-1", 415, "content_type_unsupported"),
        ],
    )
    def test_a_file_of_the_wrong_kind_is_refused_and_nothing_is_kept(
        self, system: System, house: NewWorkspace, api: httpx.Client, body: bytes, media_type: str, status: int, code: str
    ) -> None:
        answer = api.post("/v1/imports/orders", content=body, headers={"Content-Type": media_type})
        assert (answer.status_code, answer.json()["code"]) == (status, code), answer.text
        assert answer.headers["content-type"] == "application/problem+json"
        assert not any(kept(system, house).values())

    def test_parquet_with_the_wrong_columns_leaves_none_of_its_chunks(
        self, system: System, house: NewWorkspace, api: httpx.Client
    ) -> None:
        file = io.BytesIO()
        noise = [f"{number * 7919 % 1_000_003:>40}" for number in range(120_000)]
        pyarrow.parquet.write_table(pa.table({"customer": noise}), file, compression="none", use_dictionary=False)
        assert len(file.getvalue()) > 4 * 1024 * 1024
        answer = api.post("/v1/imports/orders", content=file.getvalue(), headers={"Content-Type": PARQUET})
        assert (answer.status_code, answer.json()["code"]) == (422, "columns_missing")
        assert not any(kept(system, house).values())

    def test_an_unknown_kind_names_those_there_are(self, system: System, house: NewWorkspace, api: httpx.Client) -> None:
        answer = api.post("/v1/imports/wishes", content=b"customer_id\nc\n", headers={"Content-Type": CSV})
        assert (answer.status_code, answer.json()["code"]) == (422, "invalid_request")
        assert answer.json()["errors"][0]["pointer"] == "path:kind"
        assert not any(kept(system, house).values())

    @pytest.mark.parametrize(
        ("kind", "body", "code"),
        [
            ("touchpoints", b"customer_id,occurred_at\nc-1,2026-01-02\n", "columns_missing"),
            ("touchpoints", b"customer_id,occurred_at,channel,source\nc-1,2026-01-02,tv,x\n", "columns_unknown"),
            ("spend", b"channel,amount\ntv,1\n", "columns_missing"),
            ("spend", b"channel,day,amount,cost\ntv,2026-01-02,1,1\n", "columns_unknown"),
            ("spend", b"channel,day,amount,day\ntv,2026-01-02,1,1\n", "columns_duplicated"),
            ("events", b"customer_id,occurred_at,event\nc-1,2026-01-02,Viewed\n", "columns_missing"),
        ],
    )
    def test_so_is_one_of_each_kind(
        self, system: System, house: NewWorkspace, api: httpx.Client, kind: str, body: bytes, code: str
    ) -> None:
        answer = api.post(f"/v1/imports/{kind}", content=body, headers={"Content-Type": CSV})
        assert (answer.status_code, answer.json()["code"]) == (422, code), answer.text
        assert not any(kept(system, house).values())

    def test_the_client_and_the_command_say_why(self, system: System, house: NewWorkspace, tmp_path: Path) -> None:
        file = tmp_path / "orders.csv"
        file.write_text("customer,amount\nc-1,1\n")
        with Attune(system.address, house.admin_key) as attune, pytest.raises(AttuneProblemError) as refusal:
            attune.import_file("orders", file)
        assert (refusal.value.status, refusal.value.code) == (422, "columns_missing")
        done = run_attune("import", "orders", str(file), "--key", house.admin_key, "--url", system.address)
        assert done.returncode == 1
        assert done.stdout == b""
        assert "columns_missing" in done.stderr.decode()

    @pytest.mark.parametrize(("pieces", "pause"), [(1, 0.0), (1, 0.1), (2, 0.1)])
    def test_an_upload_that_breaks_off_leaves_nothing(
        self, system: System, house: NewWorkspace, pieces: int, pause: float
    ) -> None:
        place = urlsplit(system.address)
        head = (
            "POST /v1/imports/orders HTTP/1.1\r\nHost: attune\r\n"
            f"Authorization: Bearer {house.admin_key}\r\nContent-Type: text/csv\r\nTransfer-Encoding: chunked\r\n\r\n"
        )
        rows = b"customer_id,occurred_at,amount\n" + b"c-1,2026-01-02,1\n" * 100_000
        with socket.create_connection((str(place.hostname), int(place.port or 0)), timeout=10) as line:
            line.sendall(head.encode())
            for piece in range(1, pieces + 1):
                line.sendall(f"{len(rows):x}\r\n".encode() + rows + b"\r\n")
                wait_for(lambda held=piece: kept(system, house)["import_chunks"] >= held)  # type: ignore[misc]  # bound at once
                time.sleep(pause)  # the door looks after its clients from 0.05 s on
        wait_for(lambda: not any(kept(system, house).values()))


def wait_for(condition: Callable[[], bool], within: float = 60) -> None:
    deadline = time.monotonic() + within
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_a_repeated_idempotency_key_makes_one_import(system: System, house: NewWorkspace, api: httpx.Client) -> None:
    body = b"customer_id,occurred_at,amount\nc-1,2026-01-02,1\n"
    headers = {"Content-Type": CSV, "Idempotency-Key": "once"}
    first = api.post("/v1/imports/orders", content=body, headers=headers)
    again = api.post("/v1/imports/orders", content=body, headers=headers)
    assert first.json()["id"] == again.json()["id"]
    wait(api, first.headers["location"])
    found = kept(system, house)
    assert (found["imports"], found["jobs"], found["orders"]) == (1, 1, 1)
