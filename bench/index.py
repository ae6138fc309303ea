"""Indexing: our Whoosh index, its static export included, beside stock Whoosh with the same analysis and fields.

    python bench/index.py CONTENT [--sizes 2000,8000] [--runs 3]

CONTENT is a folder of articles that `arsheef ingest` has written. Each run is a process of its own; reading the articles is
part of both.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

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
        rows[-1] += (f"{median(_added(options.content, size) for _ in range(options.runs)):.2f}",)
    head = ("articles", "CPU s, index and export", "CPU s, stock Whoosh, no export", "ratio", "peak MB", "stock", "index MB",
            "stock", "files exported", "CPU s of 100 more")  # fmt: skip
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


def _added(content: Path, size: int) -> float:
    """CPU seconds of a commit of the last hundred articles, and of their export."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        command = [sys.executable, str(WORKER), "more", str(content.resolve()), str(size), folder]
        return float(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def _seconds(used: Used) -> str:
    return f"{used.cpu:.1f}"


if __name__ == "__main__":
    sys.exit(main())
