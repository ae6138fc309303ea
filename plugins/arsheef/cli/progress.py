"""How far a long run is: a moving line on a terminal, else a plain line now and then; always on stderr."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from arsheef.ingest.report import Summary
from arsheef.settings import read_site


def folders_of(site: Path, content: Path | None) -> tuple[Path, Path]:
    """The folder of the articles and that of the ledger; a folder that is no site yet gets the usual names."""
    if not (site / "pelicanconf.py").is_file():
        return content or site / "content", site / ".arsheef"
    found = read_site(site)
    return content or found.content, found.settings.cache


EVERY = 5000
"""Records between two plain lines."""


@contextlib.contextmanager
def show_progress() -> Iterator[Callable[[Summary], None]]:
    """A function to be called with the counts so far."""
    if not sys.stderr.isatty():
        yield _plain_lines()
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), BarColumn(bar_width=20), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", total=None)
        yield lambda summary: bar.update(task, description=summary.line())


def _plain_lines() -> Callable[[Summary], None]:
    shown = 0

    def show(summary: Summary) -> None:
        nonlocal shown
        if summary.read - shown >= EVERY:
            shown = summary.read
            print(summary.line(), file=sys.stderr, flush=True)

    return show


def print_summary(summary: Summary) -> None:
    """The messages on stderr, the counts on stdout; a terminal that has no Arabic gets escapes instead of an error."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    for message in summary.messages:
        print(message, file=sys.stderr)
    if summary.unshown:
        print(f"… and {summary.unshown:,} more like these; --report FILE lists all.", file=sys.stderr)
    print(summary.line())
