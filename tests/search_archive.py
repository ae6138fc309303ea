"""Small search archives for tests: Documents in, an index folder and a search folder out, and the browser's engine over them."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from arsheef.article import Document
from arsheef.search.build import SearchSummary, update_search
from arsheef.search.query import Searcher

HOST = Path(__file__).parent / "js" / "engine_host.js"


@dataclass(frozen=True, slots=True)
class Archive:
    """An index (.index) and the static files made from it (.out)."""

    folder: Path

    @property
    def index(self) -> Path:
        return self.folder / "index"

    @property
    def out(self) -> Path:
        return self.folder / "search"

    def hold(self, documents: Iterable[Document]) -> SearchSummary:
        """Makes the archive hold exactly these documents, in this order."""
        by_id = {document.id: document for document in documents}
        return update_search(self.index, self.out, {key: doc.digest for key, doc in by_id.items()}, by_id.__getitem__)

    def ids(self, query: str, sort: str = "relevance") -> list[str]:
        """What `arsheef search` finds."""
        with Searcher(self.index) as searcher:
            return [hit.id for hit in searcher.search(query, sort).hits]

    def browser(self, queries: Iterable[str | Mapping[str, Any]]) -> list[dict[str, Any]]:
        """What the browser's engine answers, run by node."""
        lines = [json.dumps(query if isinstance(query, Mapping) else {"query": query}) for query in queries]
        done = subprocess.run(["node", str(HOST), str(self.out)], input="\n".join(lines), capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return [json.loads(line) for line in done.stdout.splitlines()]


def document(id_: str, title: str, text: str, date: str | None = None, version: str = "1", **fields: Any) -> Document:
    """A Document with a lead and a digest that depends on all of it."""
    return Document(id=id_, digest=f"{version} {title} {text} {date}", title=title, text=text, lead=text[:80], date=date, **fields)
