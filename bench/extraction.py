"""What is read of articles, beside what others read of them: one command, one table.

    python bench/extraction.py                                  prints it and writes docs/extraction.md
    python bench/extraction.py --sets FOLDER --corpus FILE      scores other sets, in files of the same names and format

Needs the dependency group `bench` (make bench installs it) and the evaluation data: ../shared beside the repository, or the
folder that ARSHEEF_SHARED names.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable, Sequence
from importlib.metadata import version
from pathlib import Path

from extraction_rows import DATEPARSER, HTMLDATE, OURS, SYSTEMS, TRAFILATURA, Row, all_rows
from report import machine, table_row, table_rule
from sets import DataError

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "extraction.md"
INTRODUCTION = """# Quality of what is read

Written by `python bench/extraction.py`, which runs all of it again on the evaluation sets of the development half.

- **trafilatura** alone, with its defaults; arsheef uses it for the text of a page and its own rules for all else.
- **htmldate** for the day of publication of a page; it answers 1 January where it knows no day.
- **dateparser** for date strings, the locales of the Arabic countries tried one after another, and for the first whole day in a
  running text.

A cell is empty where a program does not do such a thing.
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the bench; gives the exit code."""
    shared = Path(os.environ.get("ARSHEEF_SHARED") or ROOT.parent / "shared")
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--sets", type=Path, metavar="FOLDER", help="the evaluation sets (default: those of the shared data)")
    parser.add_argument("--corpus", type=Path, metavar="FILE", default=shared / "corpus" / "saudinews-dev.jsonl.gz",
                        help="JSON lines of the articles that near-duplicates are searched in")  # fmt: skip
    options = parser.parse_args(arguments)
    try:
        text = page(list(all_rows(options.sets or shared / "eval", options.corpus)))
    except DataError as error:
        print(error, file=sys.stderr)
        return 1
    print(text, end="")
    if not options.sets:
        PAGE.write_text(text, "utf-8")
    return 0


def page(rows: Iterable[Row]) -> str:
    """The whole page, with the date and the machine at its end."""
    lines = [table_row("", "of", f"**{OURS}**", TRAFILATURA, HTMLDATE, DATEPARSER), table_rule(1 + len(SYSTEMS))]
    lines += [table_row(row.what, row.of, *(row.cells.get(system, "") for system in SYSTEMS)) for row in rows]
    used = ", ".join(f"{name} {version(name)}" for name in (TRAFILATURA, HTMLDATE, DATEPARSER))
    return "\n\n".join((INTRODUCTION.strip(), "\n".join(lines), "\n".join((*machine(), f"- {used}")))) + "\n"


if __name__ == "__main__":
    sys.exit(main())
