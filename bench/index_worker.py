"""One measured run of bench/index.py: index_worker.py ours|stock CONTENT SIZE FOLDER."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from whoosh import fields, index
from whoosh.analysis import Token, Tokenizer

from arsheef.arabic.analysis import forms
from arsheef.search.build import update_search
from arsheef.site.documents import digest_of, load_document


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
    paths = {path.stem: path for path in sorted(content.rglob("*.md"))[:size]}
    if kind == "ours":
        digests = {id_: digest_of(path.read_bytes()) for id_, path in paths.items()}
        update_search(folder / "index", folder / "search", digests, lambda id_: load_document(paths[id_]))
        return
    (folder / "index").mkdir()
    text = fields.TEXT(analyzer=Forms(), phrase=True)
    schema = fields.Schema(id=fields.ID(stored=True, unique=True), title=text, body=text, record=fields.STORED())
    writer = index.create_in(str(folder / "index"), schema).writer(limitmb=256)
    for path in paths.values():
        document = load_document(path)
        record = {"title": document.title, "lead": document.lead, "date": document.date, "source": document.source}
        writer.add_document(id=document.id, title=document.title, body=document.text, record=record)
    writer.commit()


if __name__ == "__main__":
    main()
