"""docs/benchmarks.md: every bench writes its own section, with the day and the machine, and leaves the others alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from report import kind_of_machine

PAGE = Path(__file__).parents[1] / "docs" / "benchmarks.md"
TITLE = """# What it costs

Written by the programs in `bench/`, each of which runs all of its section again, peers and us in the same run on the same
articles. CPU seconds count all processes; memory is the largest sum of all of them; figures are medians of the runs named.
"""


def write_section(title: str, lines: Iterable[str], page: Path = PAGE) -> None:
    """Replaces the section ``title``, or adds it."""
    text = page.read_text("utf-8") if page.is_file() else TITLE
    section = "\n".join([f"## {title}", "", *lines, "", *kind_of_machine(), ""])
    found = re.search(rf"^## {re.escape(title)}\n.*?(?=^## |\Z)", text, re.M | re.S)
    text = text[: found.start()] + section + "\n" + text[found.end() :] if found else f"{text.rstrip()}\n\n{section}"
    page.write_text(text.rstrip() + "\n", "utf-8")


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """A table of Markdown, figures to the right."""
    return [_row(head), _row(["---", *["--:"] * (len(head) - 1)]), *map(_row, rows)]


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
