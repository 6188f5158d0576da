"""`attune import`: a file through the public API, with progress."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from attune_client import Attune, ImportCounts
from attune_client.facade import Progress as OnProgress


def import_with_progress(kind: str, file: Path, key: str, url: str, console: Console) -> str:
    """Import a file and say in a line what became of it."""
    with Attune(url, key) as attune, progress_bar(console, f"import {file.name}") as on_progress:
        counts = attune.import_file(kind, file, on_progress)
    return tell(counts)


def tell(counts: ImportCounts) -> str:
    """The line of counts, and the first rejects below it."""
    lines = [f"{counts.accepted} accepted, {counts.duplicates} duplicates, {counts.rejected} rejected"]
    lines += [f"  line {each['line']}: {each['message']} [{each['code']}]" for each in counts.rejected_sample[:10]]
    return "\n".join(lines)


@contextmanager
def progress_bar(console: Console, task: str) -> Iterator[OnProgress]:
    """A progress bar for one long step."""
    name = TextColumn("{task.description:28}", markup=False)  # a file may be called [red]
    columns = (name, BarColumn(bar_width=30), TextColumn("{task.percentage:>3.0f} %"), TimeElapsedColumn())
    with Progress(*columns, TextColumn("[dim]{task.fields[stage]}"), console=console) as progress:
        bar = progress.add_task(task, total=1.0, stage="")

        def show(share: float, stage: str) -> None:
            progress.update(bar, completed=share, stage=stage)

        yield show
        progress.update(bar, completed=1.0, stage="done")
