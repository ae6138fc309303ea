"""What a search costs a reader: requests, bytes on the wire and script time in Chromium, on http and from file://.

    python bench/search_cost.py OUTPUT [--pagefind FOLDER] [QUERY ...]

Each query is opened in a new browser profile as search.html?q=…, below a sub-path and gzipped as a web server does (cold), and
asked through arsheef.search() on a page that has answered another query (warm). Bytes are those that Chromium counted for all
responses, headers included. With --pagefind, a site with the same articles that Pagefind has indexed, it is asked the same, ten
results loaded; writes the section of docs/benchmarks.md. From file:// a query must give the same hits: exit 1 if not.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from pathlib import Path
from typing import Any
from urllib.parse import quote

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from arsheef.site.server import serving
from sections import table, write_section

QUERIES = ("وزير الخارجية الأمريكي", "مجلس الأمن الدولي", "وزارة التعليم العالي", "أسعار النفط العالمية", "السعودية")
OTHER = "ميناء جدة الإسلامي"
LIST = "[data-search-results]"
ASKED = "html[data-hits]"
DONE = f'{LIST}[aria-busy="false"]'
OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--no-first-run"]
ASKING = """<!doctype html><meta charset="utf-8"><script type="module">
const pagefind = await import("./pagefind/pagefind.js");
await pagefind.options({ noWorker: true }); // what a worker loads cannot be counted from the page
window.ask = async (query) => {
  const found = await pagefind.search(query);
  await Promise.all(found.results.slice(0, 10).map((result) => result.data()));
  document.documentElement.dataset.hits = found.results.length;
};
await window.ask(new URLSearchParams(location.search).get("q"));
</script>"""


class Wire:
    """Counts what a page of a browser context loads."""

    def __init__(self, context: BrowserContext, page: Page) -> None:
        self.session = context.new_cdp_session(page)
        self.session.send("Network.enable")
        self.session.send("Performance.enable")
        self.bytes_of: dict[str, list[int]] = {}
        names: dict[str, str] = {}
        self.session.on("Network.requestWillBeSent", lambda event: names.update({event["requestId"]: event["request"]["url"]}))

        def finished(event: dict[str, Any]) -> None:
            if event["encodedDataLength"]:  # nothing comes over the wire for what the browser has kept
                self.bytes_of.setdefault(kind_of(names.get(event["requestId"], "")), []).append(int(event["encodedDataLength"]))

        self.session.on("Network.loadingFinished", finished)

    @property
    def total(self) -> tuple[int, int]:
        """Requests and bytes."""
        return sum(map(len, self.bytes_of.values())), sum(map(sum, self.bytes_of.values()))

    def script_seconds(self) -> float:
        """Seconds of script so far."""
        metrics = {metric["name"]: metric["value"] for metric in self.session.send("Performance.getMetrics")["metrics"]}
        return float(metrics["ScriptDuration"])


def open_search(browser: Browser, base: str, query: str) -> tuple[tuple[list[str], str], Wire, float]:
    """Opens the search page in a new profile; hits and heading, what it loaded, seconds of script."""
    context = browser.new_context()
    page = context.new_page()
    wire = Wire(context, page)
    page.goto(f"{base}search.html?q={quote(query)}")
    page.wait_for_selector(DONE)
    hits = page.eval_on_selector_all(f"{LIST} h2 a, {LIST} h3 a", "all => all.map(a => a.getAttribute('href'))")
    heading, seconds = page.inner_text("h1"), wire.script_seconds()
    context.close()
    return (hits, heading), wire, seconds


def open_pagefind(browser: Browser, base: str, query: str) -> Wire:
    """The same of Pagefind."""
    context = browser.new_context()
    page = context.new_page()
    wire = Wire(context, page)
    page.goto(f"{base}asking.html?q={quote(query)}")
    page.wait_for_selector(ASKED, state="attached", timeout=120_000)
    context.close()
    return wire


def ask_again(browser: Browser, page_address: str, done: str, call: str, query: str) -> Wire:
    """What a query loads on a page that has answered OTHER; ``call`` is a function of JavaScript that asks."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{page_address}?q={quote(OTHER)}")
    page.wait_for_selector(done, state="attached", timeout=120_000)
    page.wait_for_load_state("networkidle")
    wire = Wire(context, page)
    page.evaluate(call, query)
    context.close()
    return wire


def kind_of(address: str) -> str:
    """page | style | script | manifest | rules | lengths | postings | positions | records | facets | copies | texts | other"""
    name = address.partition("?")[0].rpartition("/")[2]
    if "/search/" not in address:
        return {"html": "page", "css": "style", "js": "script"}.get(name.rpartition(".")[2], "other")
    if name.startswith(("manifest", "rules")):
        return name.partition(".")[0].partition("-")[0]
    kinds = {"l": "lengths", "s": "postings", "h": "postings", "p": "positions", "q": "positions", "r": "records",
             "f": "facets", "c": "copies", "x": "texts"}  # fmt: skip
    return kinds.get(name[:1], "other")


def main() -> int:
    """Prints a line a query and a line of its parts."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("output", type=Path)
    parser.add_argument("queries", nargs="*", default=QUERIES)
    parser.add_argument("--pagefind", type=Path)
    options = parser.parse_args()
    output, same, rows = options.output.resolve(), True, []
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    with sync_playwright() as playwright, serving(output, "/archive/") as address:
        browser = playwright.chromium.launch(executable_path=chromium, args=OPTIONS)
        for query in options.queries:
            answer, cold, script = open_search(browser, address, query)
            from_disk, _, _ = open_search(browser, f"{output.as_uri()}/", query)
            warm = ask_again(browser, f"{address}search.html", DONE, "(query) => arsheef.search(query)", query)
            same = same and answer == from_disk
            print(f"{query}: {answer[1]}; {cold.total[0]} requests, {cold.total[1]:,} bytes, {script:.2f} s of script")
            print(f"   file:// the same: {answer == from_disk}; warm: {warm.total[0]} requests, {warm.total[1]:,} bytes")
            print("   " + ", ".join(f"{kind} {len(sizes)}: {sum(sizes):,}" for kind, sizes in cold.bytes_of.items()))
            rows.append([query, *_cells(cold), *_cells(warm)])
            if options.pagefind:
                rows[-1] += _beside(browser, options.pagefind, query, cold)
        browser.close()
    if options.pagefind:
        articles = sum(1 for _ in (output / "a").rglob("*.html"))
        head = ("query", "requests", "cold kB", "requests", "warm kB", "Pagefind: requests", "cold kB", "requests", "warm kB",
                "cold, ratio")  # fmt: skip
        lines = [f"{articles:,} articles; ours, then Pagefind's; warm is after another query.", "", *table(head, rows)]
        write_section("A search in the browser", lines)
    return 0 if same else 1


def _beside(browser: Browser, site: Path, query: str, cold: Wire) -> list[str]:
    """Pagefind's cells of a query."""
    (site / "asking.html").write_text(ASKING, "utf-8")
    with serving(site.resolve(), "/archive/") as address:
        theirs = open_pagefind(browser, address, query)
        again = ask_again(browser, f"{address}asking.html", ASKED, "(query) => ask(query)", query)
    (site / "asking.html").unlink()
    print(f"   Pagefind: cold {theirs.total}, warm {again.total}")
    return [*_cells(theirs), *_cells(again), f"{theirs.total[1] / cold.total[1]:.1f}"]


def _cells(wire: Wire) -> tuple[str, str]:
    return str(wire.total[0]), f"{wire.total[1] / 1000:.0f}"


if __name__ == "__main__":
    sys.exit(main())
