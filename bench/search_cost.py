"""What a search costs a reader: requests, bytes on the wire, round trips and time in Chromium, on http and from file://.

    python bench/search_cost.py OUTPUT [--pagefind FOLDER] [QUERY ...]

Each query is opened in a new browser profile as search.html?q=…, below a sub-path and gzipped as a web server does (cold), and
asked through arsheef.search() on a page that has answered another query (warm). Bytes are those that Chromium counted for all
responses, headers included; those of texts, which passages load once the list stands, are also told apart. Round trips are
the longest chain of requests of which each began after the one before had come, the page itself not counted, at 4 Mbit/s and
80 ms a request. Settled is the time from the start until the list says that it is final, with a quarter of the CPU, too. With
--pagefind, a site with the same articles that Pagefind has indexed, it is asked the same, ten results loaded; writes the
section of docs/benchmarks.md. From file:// a query must give the same hits: exit 1 if not.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from pathlib import Path
from statistics import median
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
SLOW = {"offline": False, "latency": 80, "downloadThroughput": 500_000, "uploadThroughput": 500_000}
SLOWER_CPU = 4
RUNS = 3
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
WATCH = """new MutationObserver((changes, watch) => {
  if (!document.querySelector(%r)) return;
  window.settled = performance.now();
  watch.disconnect();
}).observe(document, { subtree: true, childList: true, attributes: true });"""


class Wire:
    """Counts what a page of a browser context loads."""

    def __init__(self, context: BrowserContext, page: Page) -> None:
        self.session = context.new_cdp_session(page)
        self.session.send("Network.enable")
        self.bytes_of: dict[str, list[int]] = {}
        self.times: list[tuple[float, float]] = []
        """Start and end of every request but those for texts and the icon, in seconds."""
        begun: dict[str, tuple[str, float]] = {}

        def begins(event: dict[str, Any]) -> None:
            begun[event["requestId"]] = event["request"]["url"], event["timestamp"]

        def finished(event: dict[str, Any]) -> None:
            address, start = begun.get(event["requestId"], ("", 0.0))
            if event["encodedDataLength"]:  # nothing comes over the wire for what the browser has kept
                kind = kind_of(address)
                self.bytes_of.setdefault(kind, []).append(int(event["encodedDataLength"]))
                if kind != "texts" and not address.endswith("icon.svg"):
                    self.times.append((start, event["timestamp"]))

        self.session.on("Network.requestWillBeSent", begins)
        self.session.on("Network.loadingFinished", finished)

    @property
    def requests(self) -> int:
        """How many came over the wire."""
        return sum(map(len, self.bytes_of.values()))

    @property
    def total(self) -> int:
        """Bytes of all of them."""
        return sum(map(sum, self.bytes_of.values()))

    @property
    def texts(self) -> int:
        """Bytes of texts."""
        return sum(self.bytes_of.get("texts", ()))

    @property
    def trips(self) -> int:
        """Requests in the longest chain after the page, texts left out."""
        depths: list[tuple[float, int]] = []
        for start, end in sorted(self.times):
            depths.append((end, 1 + max((depth for before, depth in depths if before <= start), default=0)))
        return max((depth for _, depth in depths), default=1) - 1


def open_cold(browser: Browser, address: str, done: str, cpu: int = 1) -> tuple[Page, Wire]:
    """Opens an address in a new profile, on a slow line and one part in ``cpu`` of the processor, and waits for its answer and
    for what comes after it."""
    context = browser.new_context()
    page = context.new_page()
    wire = Wire(context, page)
    wire.session.send("Network.emulateNetworkConditions", SLOW)
    wire.session.send("Emulation.setCPUThrottlingRate", {"rate": cpu})
    page.add_init_script(WATCH % done)
    page.goto(address)
    page.wait_for_selector(done, state="attached", timeout=120_000)
    page.wait_for_load_state("networkidle")
    return page, wire


def open_search(browser: Browser, base: str, query: str) -> tuple[tuple[list[str], str], Wire]:
    """Opens the search page in a new profile; hits and heading, and what it loaded."""
    page, wire = open_cold(browser, f"{base}search.html?q={quote(query)}", DONE)
    hits = page.eval_on_selector_all(f"{LIST} h2 a, {LIST} h3 a", "all => all.map(a => a.getAttribute('href'))")
    heading = page.inner_text("h1")
    page.context.close()
    return (hits, heading), wire


def settled(browser: Browser, address: str, done: str) -> float:
    """Seconds until the answer stands on a slow line and a slow machine, median of RUNS."""
    times = []
    for _ in range(RUNS):
        page, _ = open_cold(browser, address, done, SLOWER_CPU)
        times.append(float(page.evaluate("window.settled")) / 1000)
        page.context.close()
    return median(times)


def ask_again(browser: Browser, page_address: str, done: str, call: str, query: str) -> Wire:
    """What a query loads on a page that has answered OTHER; ``call`` is a function of JavaScript that asks."""
    page, _ = open_cold(browser, f"{page_address}?q={quote(OTHER)}", done)
    wire = Wire(page.context, page)
    page.evaluate(call, query)
    page.context.close()
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
    """Prints some lines a query; with Pagefind beside it, writes the tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("output", type=Path)
    parser.add_argument("queries", nargs="*", default=QUERIES)
    parser.add_argument("--pagefind", type=Path)
    options = parser.parse_args()
    output, same = options.output.resolve(), True
    rows: list[list[str]] = []
    kinds: list[tuple[str, Wire]] = []
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    with sync_playwright() as playwright, serving(output, "/archive/") as address:
        browser = playwright.chromium.launch(executable_path=chromium, args=OPTIONS)
        for query in options.queries:
            answer, cold = open_search(browser, address, query)
            from_disk, _ = open_search(browser, f"{output.as_uri()}/", query)
            warm = ask_again(browser, f"{address}search.html", DONE, "(query) => arsheef.search(query)", query)
            seconds = settled(browser, f"{address}search.html?q={quote(query)}", DONE)
            same = same and answer == from_disk
            print(f"{query}: {answer[1]}; file:// the same: {answer == from_disk}")
            print(f"   cold: {cold.requests} requests, {cold.total:,} bytes, {cold.trips} round trips, {seconds:.2f} s")
            print(f"   warm: {warm.requests} requests, {warm.total:,} bytes")
            print("   " + ", ".join(f"{kind} {len(sizes)}: {sum(sizes):,}" for kind, sizes in cold.bytes_of.items()))
            kinds.append((query, cold))
            rows.append([query, str(cold.requests), _kilo(cold.total - cold.texts), _kilo(cold.texts), str(cold.trips),
                         f"{seconds:.2f}", str(warm.requests), _kilo(warm.total)])  # fmt: skip
            if options.pagefind:
                rows[-1] += _beside(browser, options.pagefind, query, cold)
        browser.close()
    if options.pagefind:
        write_section("A search in the browser", _report(sum(1 for _ in (output / "a").rglob("*.html")), rows, kinds))
    return 0 if same else 1


def _beside(browser: Browser, site: Path, query: str, cold: Wire) -> list[str]:
    """Pagefind's cells of a query."""
    (site / "asking.html").write_text(ASKING, "utf-8")
    with serving(site.resolve(), "/archive/") as address:
        asking = f"{address}asking.html"
        page, theirs = open_cold(browser, f"{asking}?q={quote(query)}", ASKED)
        page.context.close()
        again = ask_again(browser, asking, ASKED, "(query) => ask(query)", query)
        seconds = settled(browser, f"{asking}?q={quote(query)}", ASKED)
    (site / "asking.html").unlink()
    print(f"   Pagefind: cold {theirs.requests} requests, {theirs.total:,} bytes, {theirs.trips} round trips, "
          f"{seconds:.2f} s; warm {again.requests} requests, {again.total:,} bytes")  # fmt: skip
    return [str(theirs.requests), _kilo(theirs.total), str(theirs.trips), f"{seconds:.2f}",
            str(again.requests), _kilo(again.total), f"{theirs.total / cold.total:.1f}"]  # fmt: skip


def _report(articles: int, rows: list[list[str]], kinds: list[tuple[str, Wire]]) -> list[str]:
    """The section: ours, Pagefind's, and what our bytes are made of."""
    query, cost = "query", ("requests", "kB", "round trips", "settled s", "warm: requests", "kB")
    ours = table((query, "requests", "kB", "texts, kB", *cost[2:]), [row[:8] for row in rows])
    theirs = table((query, *cost, "of ours, cold"), [[row[0], *row[8:]] for row in rows])
    names = list(dict.fromkeys(kind for _, wire in kinds for kind in wire.bytes_of))
    parts = [[query, *(_kilo(sum(wire.bytes_of.get(name, ()))) for name in names)] for query, wire in kinds]
    return [f"{articles:,} articles; a cold search in a new profile, and a warm one after another query. Texts are what",
            "passages load once the list stands. Round trips are those one after another, after the page; settled is at",
            f"4 Mbit/s, 80 ms a request and a quarter of the CPU; the machine was {_busy()}.", "",
            "### arsheef", "", *ours, "", "### Pagefind", "", *theirs, "",
            "### What a cold search of ours loads, kB", "", *table((query, *names), parts)]  # fmt: skip


def _busy() -> str:
    """What else ran on the machine, as the load tells it: times are of use only on an idle one."""
    load, cores = os.getloadavg()[1], os.cpu_count() or 1
    return f"busy with other work (load {load:.0f} on {cores} cores), so that times are too long" if load > cores else "idle"


def _kilo(count: int) -> str:
    return f"{count / 1000:.1f}"


if __name__ == "__main__":
    sys.exit(main())
