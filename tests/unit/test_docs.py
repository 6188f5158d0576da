"""The papers name what there is, and nothing else."""

import re
from pathlib import Path

import pytest
from sqlalchemy import Table

import kernel.tables
from schema import attribution, behaviour, experiments, metadata, planning, valuation
from schema.roles import ROLES
from schema.views import VIEWS

ROOT = Path(__file__).resolve().parents[2]
ARCHITECTURE = ROOT / "docs" / "architecture.md"
PAPERS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])

_DECLARED_IN = {
    "kernel/tables.py": kernel.tables,
    "schema/behaviour.py": behaviour,
    "schema/valuation.py": valuation,
    "schema/attribution.py": attribution,
    "schema/experiments.py": experiments,
    "schema/planning.py": planning,
}
_ROOMS = "attune|benchmarks|clients|docs|gateway|inference|kernel|migrations|schema|services|tests"
_PATH = re.compile(rf"`((?:{_ROOMS})/[\w./-]*)`")  # in backticks, from one of the rooms on, without a placeholder
_LINK = re.compile(r"\]\(([^)#:]+)\)")


def rows_of(section: str) -> dict[str, list[str]]:
    """The rows of a section's table: name in backticks → the other cells."""
    text = ARCHITECTURE.read_text(encoding="utf-8").split(f"\n## {section}\n")[1].split("\n## ")[0]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if line.startswith("| `")]
    return {name.strip("`"): rest for name, *rest in cells}


def declaring_file(table: Table) -> str:
    return next(path for path, module in _DECLARED_IN.items() if any(value is table for value in vars(module).values()))


def writers(table: str) -> set[str]:
    may_write = {role.name for role in ROLES if set(role.tables.get(table, ())) - {"select"} or table in role.columns}
    return {name.removeprefix("attune_") for name in may_write}


def test_every_table_is_on_the_map_with_its_file_and_its_writers() -> None:
    written = {name: (cells[0].strip("`"), set(cells[1].split(", "))) for name, cells in rows_of("Tables").items()}
    assert written == {table.name: (declaring_file(table), writers(table.name)) for table in metadata.tables.values()}


def test_every_published_view_is_on_the_map_with_its_owner() -> None:
    assert {name: cells[0] for name, cells in rows_of("Published views").items()} == {view.name: view.owner for view in VIEWS}


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: str(paper.relative_to(ROOT)))
def test_a_paper_names_files_that_are_there(paper: Path) -> None:
    text = paper.read_text(encoding="utf-8")
    named = [ROOT / path for path in _PATH.findall(text)] + [paper.parent / path for path in _LINK.findall(text)]
    assert [str(path) for path in named if not path.exists()] == []


def test_decisions_are_numbered_without_gaps() -> None:
    numbers = [int(paper.name[:4]) for paper in sorted((ROOT / "docs" / "adr").glob("*.md"))]
    assert numbers == list(range(1, len(numbers) + 1))
