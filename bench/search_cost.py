"""What a cold search costs a reader: requests, bytes on the wire and script time in Chromium, on http and from file://.

    python bench/search_cost.py OUTPUT [QUERY ...]

Each query is opened in a new browser profile as search.html?q=…, below a sub-path and gzipped as a web server does. Bytes are
those that Chromium counted for all responses, headers included. The same queries from file:// must give the same hits: exit 1
if not.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Any
from urllib.parse import quote

from playwright.sync_api import Browser, sync_playwright

from arsheef.site.server import serving

QUERIES = ("وزير الخارجية", "مجلس الأمن الدولي", "السعودية")
LIST = "[data-search-results]"
DONE = f'{LIST}[aria-busy="false"]'
OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--no-first-run"]


def open_cold(browser: Browser, base: str, query: str) -> tuple[list[str], str, dict[str, list[int]], float]:
    """Hits as addresses, the heading, bytes of the responses by kind of file, and seconds of script."""
    context = browser.new_context()
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Performance.enable")
    names: dict[str, str] = {}
    bytes_of: dict[str, list[int]] = {}
    session.on("Network.requestWillBeSent", lambda event: names.update({event["requestId"]: event["request"]["url"]}))

    def finished(event: dict[str, Any]) -> None:
        bytes_of.setdefault(kind_of(names.get(event["requestId"], "")), []).append(int(event["encodedDataLength"]))

    session.on("Network.loadingFinished", finished)
    page.goto(f"{base}search.html?q={quote(query)}")
    page.wait_for_selector(DONE)
    hits = page.eval_on_selector_all(f"{LIST} h2 a, {LIST} h3 a", "all => all.map(a => a.getAttribute('href'))")
    heading = page.inner_text("h1")
    metrics = {metric["name"]: metric["value"] for metric in session.send("Performance.getMetrics")["metrics"]}
    context.close()
    return hits, heading, bytes_of, metrics["ScriptDuration"]


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
    if len(sys.argv) < 2:
        sys.stderr.write(__doc__ or "")
        return 2
    output, queries, same = Path(sys.argv[1]).resolve(), sys.argv[2:] or QUERIES, True
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    with sync_playwright() as playwright, serving(output, "/archive/") as address:
        browser = playwright.chromium.launch(executable_path=chromium, args=OPTIONS)
        for query in queries:
            hits, heading, cost, script = open_cold(browser, address, query)
            from_disk, disk_heading, _, _ = open_cold(browser, f"{output.as_uri()}/", query)
            same = same and (hits, heading) == (from_disk, disk_heading)
            total, requests = sum(map(sum, cost.values())), sum(map(len, cost.values()))
            print(f"{query}: {heading}; {requests} requests, {total:,} bytes, {script:.2f} s of script")
            print(f"   file:// the same: {hits == from_disk}")
            print("   " + ", ".join(f"{kind} {len(sizes)}: {sum(sizes):,}" for kind, sizes in cost.items()))
        browser.close()
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main())
