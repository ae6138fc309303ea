"""Indexing: our Whoosh index, its static export included, beside stock Whoosh with the same analysis and fields.

    python bench/index.py CONTENT [--sizes 2000,8000] [--runs 3]

CONTENT is a folder of articles that `arsheef ingest` has written. Each run is a process of its own; reading the articles is
part of both.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from resources import Used, measure, middle, tree
from sections import table, write_section

WORKER = Path(__file__).with_name("index_worker.py")


def main() -> int:
    """Measures, prints the table and writes the section of docs/benchmarks.md."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("content", type=Path)
    parser.add_argument("--sizes", default="2000,8000")
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    rows = []
    for size in map(int, options.sizes.split(",")):
        ours, files, size_of_index = _runs("ours", options.content, size, options.runs)
        stock, _, size_of_stock = _runs("stock", options.content, size, options.runs)
        memory = (f"{used.memory / 1e6:.0f}" for used in (ours, stock))
        sizes = (f"{written / 1e6:.1f}" for written in (size_of_index, size_of_stock))
        ratio = f"{stock.cpu / ours.cpu:.1f}"
        rows.append((f"{size:,}", _seconds(ours), _seconds(stock), ratio, *memory, *sizes, f"{files:,}"))
    head = ("articles", "CPU s, index and export", "CPU s, stock Whoosh, no export", "ratio", "peak MB", "stock", "index MB",
            "stock", "files exported")  # fmt: skip
    lines = [f"Runs: {options.runs}.", "", *table(head, rows)]
    print("\n".join(lines))
    write_section("Indexing", lines)
    return 0


def _runs(kind: str, content: Path, size: int, runs: int) -> tuple[Used, int, int]:
    """The medians, the number of exported files, and the bytes of the index."""
    used = []
    for _ in range(runs):
        with tempfile.TemporaryDirectory(prefix="bench-") as folder:
            used.append(measure([sys.executable, str(WORKER), kind, str(content.resolve()), str(size), folder], Path(folder)))
            exported = tree(Path(folder) / "search")[0]
            indexed = tree(Path(folder) / "index")[1]
    return middle(used), exported, indexed


def _seconds(used: Used) -> str:
    return f"{used.cpu:.1f}"


if __name__ == "__main__":
    sys.exit(main())
