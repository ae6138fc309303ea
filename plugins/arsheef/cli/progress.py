"""How far a long run is: a moving line on a terminal, else a plain line now and then; always on stderr."""

from __future__ import annotations

import contextlib
import io
import sys
from collections.abc import Callable, Iterator

from arsheef.ingest.report import Summary

EVERY = 5000
"""Records between two plain lines."""


@contextlib.contextmanager
def show_progress() -> Iterator[Callable[[Summary], None]]:
    """A function to be called with the counts so far."""
    print_safely()
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


def print_safely() -> None:
    """From here on letters that the terminal's encoding lacks are printed as escapes instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def print_summary(summary: Summary) -> None:
    """The messages on stderr, the counts on stdout."""
    for message in summary.messages:
        print(message, file=sys.stderr)
    if summary.unshown:
        print(f"… and {summary.unshown:,} more like these; --report FILE lists all.", file=sys.stderr)
    print(summary.line())
