"""How a full build grows: time, memory and files an article, and bytes a query, from 5,000 to 100,000 articles.

    python bench/growth.py CONTENT [--sizes 5000,20000,50000,100000]

CONTENT is a folder of articles that `arsheef ingest` has written. Beyond their number they are repeated with other ids, later
dates and every ninth word of the text changed, so that the vocabulary grows, too: right for cost, of no use for quality. Pages,
index and export are built, one run each. Bytes of a query are those of the index files that the browser's engine reads for it,
gzipped, without manifest and rules.
"""

from __future__ import annotations

import argparse
import gzip
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from statistics import median

import peers
from arsheef.article import Article
from arsheef.frontmatter import read_article, write_article
from arsheef.ids import make_id
from resources import Used, measure, tree
from sections import table, write_section

BUILD = [str(Path(sys.executable).with_name("arsheef")), "build", "--site", "."]
ROUND = timedelta(days=92)
"""By how much the dates of a round are later than those of the one before."""
QUERIES = ("وزير الخارجية الأمريكي", "مجلس الأمن الدولي", "أسعار النفط العالمية", "وزارة التعليم العالي",
           "الدوري السعودي للمحترفين")  # fmt: skip
READER = """
const { openEngine } = require(process.argv[1]);
(async () => {
  for (const query of JSON.parse(process.argv[3])) {
    const { engine, read } = await openEngine(process.argv[2]);
    await engine.search(query);
    console.log(JSON.stringify(read.map(({ file }) => file)));
  }
})();
"""
HOST = Path(__file__).parents[1] / "tests" / "js" / "engine_host.js"


def main() -> int:
    """Measures each size, prints the table and writes the section of docs/benchmarks.md."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("content", type=Path)
    parser.add_argument("--sizes", default="5000,20000,50000,100000")
    options = parser.parse_args()
    sizes = list(map(int, options.sizes.split(",")))
    measured = [(size, *_measured(options.content, size)) for size in sizes]
    first = measured[0][1].cpu / measured[0][0]
    rows = [
        (f"{size:,}", f"{used.cpu / size * 1000:.2f}", f"{used.cpu / size / first:.2f}", f"{used.memory / 1e6:.0f}",
         f"{files / size:.2f}", f"{written / size / 1000:.1f}", f"{cost / 1000:.0f}")
        for size, used, (files, written), cost in measured
    ]  # fmt: skip
    head = ("articles", "CPU ms an article", "of the first", "peak MB", "files an article", "kB an article", "kB a query")
    lines = [f"Site, index and export, one run; queries: {'، '.join(QUERIES)} (median).", "", *table(head, rows)]
    print("\n".join(lines))
    write_section("Growth", lines)
    return 0


def _measured(content: Path, size: int) -> tuple[Used, tuple[int, int], float]:
    """Cost of the build, files and bytes of the site, bytes of a query."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        site = Path(folder)
        peers.our_site([], site, content)
        for number, article in enumerate(grown(content, size)):
            path = site / "content" / f"{number // 1000:03}" / f"{article.id}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(write_article(article), "utf-8")
        used = measure(BUILD, site)
        return used, tree(site / "output"), _bytes_of_query(site / "output" / "search")


def _bytes_of_query(search: Path) -> float:
    asked = ["node", "-e", READER, str(HOST), str(search), json.dumps(QUERIES)]
    done = subprocess.run(asked, capture_output=True, text=True, check=True)
    return median(
        sum(len(gzip.compress((search / file).read_bytes(), 6)) for file in json.loads(line) if "/" in file)
        for line in done.stdout.splitlines()
    )


def grown(content: Path, size: int) -> Iterator[Article]:
    """So many articles: the given ones, then again with later dates and changed words; what they refer to is of their round."""
    files = sorted(content.rglob("*.md"))
    for number in range(size):
        turn, place = divmod(number, len(files))
        article = read_article(files[place].read_text("utf-8"), files[place].name)
        yield _changed(article, turn) if turn else article


def _changed(article: Article, turn: int) -> Article:
    """The article of a later round; ids, but no headlines, are renamed."""

    def renamed(value: str) -> str:
        return value if " " in value else make_id(None, value, str(turn))

    later = None
    if article.date and len(article.date) >= 10:
        later = str(date.fromisoformat(article.date[:10]) + turn * ROUND) + article.date[10:]
    return replace(
        article, id=renamed(article.id), date=later, modified=None,
        related=tuple(map(renamed, article.related)),
        duplicate_of=article.duplicate_of and renamed(article.duplicate_of),
        paragraphs=tuple(" ".join(_turned(paragraph.split(" "), turn)) for paragraph in article.paragraphs),
    )  # fmt: skip


def _turned(words: list[str], turn: int) -> Iterator[str]:
    """Every ninth word with its letters turned round by as many places as the round has, so that it is another word."""
    for place, word in enumerate(words):
        cut = turn % max(1, len(word))
        yield word[cut:] + word[:cut] if place % 9 == turn % 9 else word


if __name__ == "__main__":
    sys.exit(main())
