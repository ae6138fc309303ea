"""One measured run of bench/index.py: index_worker.py ours|more|stock CONTENT SIZE FOLDER.

`more` adds the last hundred of them in a second commit and prints the CPU seconds of that commit with its export alone.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from itertools import islice, repeat
from pathlib import Path

from whoosh import fields, index
from whoosh.analysis import Token, Tokenizer

from arsheef.arabic.analysis import forms
from arsheef.search.build import update_search
from arsheef.site.reader import Source, load_document, read_source

ADDED = 100


class Forms(Tokenizer):  # type: ignore[misc]
    """Our folded words as Whoosh's tokens, so that both index the same terms."""

    def __call__(self, value: str, positions: bool = False, **_: object) -> Iterator[Token]:
        """Yields one token over and over, as Whoosh's own tokenisers do."""
        token = Token(positions, False, removestops=True, mode="index")
        for place, form in enumerate(forms(value)):
            token.text, token.pos, token.boost, token.stopped = form, place, 1.0, False
            yield token


def main() -> None:
    """Indexes the first SIZE articles of CONTENT into FOLDER."""
    kind, content, size, folder = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), Path(sys.argv[4])
    sources = {source.id: source for source in map(_source, sorted(content.rglob("*.md"))[:size], repeat(content))}
    if kind != "stock":
        digests = {id_: source.digest for id_, source in sources.items()}
        for taken in (len(digests) - ADDED, len(digests)) if kind == "more" else (len(digests),):
            given, before = dict(islice(digests.items(), taken)), time.process_time()
            update_search(folder / "index", folder / "search", given, lambda id_: load_document(content, sources[id_]))
        if kind == "more":
            print(time.process_time() - before)
        return
    (folder / "index").mkdir()
    text = fields.TEXT(analyzer=Forms(), phrase=True)
    schema = fields.Schema(id=fields.ID(stored=True, unique=True), title=text, body=text, record=fields.STORED())
    writer = index.create_in(str(folder / "index"), schema).writer(limitmb=256)
    for source in sources.values():
        document = load_document(content, source)
        record = {"title": document.title, "lead": document.lead, "date": document.date, "source": document.source}
        writer.add_document(id=document.id, title=document.title, body=document.text, record=record)
    writer.commit()


def _source(path: Path, content: Path) -> Source:
    return read_source(path.read_bytes(), path.relative_to(content).as_posix())


if __name__ == "__main__":
    main()
