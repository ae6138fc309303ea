"""After the last record: files that were not ingested here are enriched, and headers follow what later articles showed.

A file is replaced in three steps, each lasting before the next: its new digest goes to the ledger, the file to its place, the
digest becomes the file's. Killed in between, the next run takes neither version for a person's.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from arsheef.article import Article
from arsheef.errors import ContentError
from arsheef.farm import Farm
from arsheef.frontmatter import read_article, read_header
from arsheef.ingest.enrichment import NAMES, SUBJECT, Archive, place, with_known, with_original, with_related, with_subject
from arsheef.ingest.extraction import Look
from arsheef.ingest.interruption import Interruption
from arsheef.ingest.ledger import FileRow, Ledger
from arsheef.ingest.repetition import Repetition
from arsheef.ingest.revision import ENRICHED, file_with, marks_of, may_change
from arsheef.ingest.settle import digest_of_file
from arsheef.ingest.store import Store

FILES = 128
"""Files that are looked at, and replaced, together."""


@dataclass(frozen=True, slots=True)
class Change:
    """A file as it stands, and the article in it before and after."""

    row: FileRow
    text: str
    digest: str | None
    """Of ``text``."""
    present: Article
    changed: Article

    @property
    def edited(self) -> bool:
        """Whether a person has been there."""
        return not self.row.wrote(self.digest)


Seen = tuple[Article, Any] | None
"""An article with its names, and its note; None for a file that is no article."""


class Completion:
    """What is left to do in content/ when every record is settled."""

    def __init__(self, store: Store, ledger: Ledger, interruption: Interruption) -> None:
        self._store = store
        self._ledger = ledger
        self._interruption = interruption

    def take_in(self, archive: Archive, look: Look, farm: Farm) -> None:
        """Enters the files that the archive does not know, by path; one without any enriched field gets its own.

        Where people wrote or corrected such a field, or where it was enriched before, nothing is added.
        """
        rows = [row for row in self._ledger.files() if not archive.knows(row.id) and self._store.exists(row.path)]
        workers = farm.pool(partial(look_into, look=look), _nothing)
        try:
            batches = (rows[at : at + FILES] for at in range(0, len(rows), FILES))
            taken: list[list[FileRow]] = []

            def texts() -> Iterator[list[str]]:
                for batch in batches:
                    taken.append(batch)
                    yield [self._store.read(row.path) for row in batch]

            for results in workers.map(texts()):
                seen = zip(taken.pop(0), results, strict=True)
                self._replace([self._entered(archive, row, *found) for row, found in seen if found])
        finally:
            workers.close()

    def follow(self, archive: Archive) -> None:
        """Brings to the files what later articles showed: another first print, related articles of early ones."""
        ids = archive.unsettled()
        for at in range(0, len(ids), FILES):
            chunk = ids[at : at + FILES]
            files = (self._ledger.file(id_) for id_ in chunk)
            self._replace([self._header(archive, row) for row in files if row and self._store.exists(row.path)])
            for id_ in chunk:
                archive.settle(id_)
            self._ledger.commit()

    def clean(self, repetition: Repetition) -> None:
        """Cuts closing lines that were found to be furniture out of files that came before; not where a person edited."""
        ids = list(repetition.uncleaned())
        for at in range(0, len(ids), FILES):
            files = (self._ledger.file(id_) for id_ in ids[at : at + FILES])
            self._replace([self._cut(repetition, row) for row in files if row and self._store.exists(row.path)])
            for id_ in ids[at : at + FILES]:
                repetition.cleaned(id_)
            self._ledger.commit()

    def _cut(self, repetition: Repetition, row: FileRow) -> Change | None:
        """An article as it stands and without those lines; None where a person edited it."""
        text = self._store.read(row.path)
        digest = digest_of_file(text)
        if not row.wrote(digest):
            return None
        present = read_article(text, row.path)
        changed, lines = repetition.cut(present)
        if row.record:
            self._ledger.add_residue(row.record, lines)
        return Change(row, text, digest, present, changed)

    def _entered(self, archive: Archive, row: FileRow, article: Article, note: Any) -> Change:
        """An article as it stands and as it will; it is known to the archive from now on."""
        text = self._store.read(row.path)
        present = read_article(text, row.path)
        placed = place(archive, article, note, present)
        untouched = not any(getattr(present, name) or name in present.derived for name in ENRICHED)
        return Change(row, text, digest_of_file(text), present, placed if untouched else present)

    def _header(self, archive: Archive, row: FileRow) -> Change | None:
        """The same for an article that is known."""
        text = self._store.read(row.path)
        try:
            present = Article(paragraphs=(), **read_header(text, row.path)[0])
        except ContentError:
            return None
        digest, marks = digest_of_file(text), json.loads(row.marks)
        edited = not row.wrote(digest)
        changed = present
        if may_change(present, "duplicate_of", edited=edited, marks=marks):
            changed = with_original(changed, archive.copy_of(row.id))
        if may_change(present, "related", edited=edited, marks=marks):
            changed = with_related(changed, archive.second_look(row.id))
        fields = {name for name in (*SUBJECT, *NAMES) if may_change(present, name, edited=edited, marks=marks)}
        return Change(row, text, digest, present, with_subject(with_known(changed, archive, fields), archive, fields))

    def _replace(self, changes: Sequence[Change | None]) -> None:
        """Replaces files; a body whose text stays the same stays as it is written. See the three steps above."""
        files = []
        for change in changes:
            if change is None or change.present == change.changed:
                continue
            row, edited = change.row, change.edited
            new = file_with(change.changed, change.text, edited=change.present.paragraphs == change.changed.paragraphs)
            digest = digest_of_file(new)
            self._ledger.put_file(replace(row, written=row.written if edited else change.digest, coming=digest))
            marks = marks_of(change.changed, json.loads(row.marks))
            files.append((new, replace(row, written=None if edited else digest, coming=None, marks=marks)))
        self._ledger.commit()
        for new, row in files:
            self._store.write(row.path, new)
            self._ledger.put_file(row)
        self._ledger.commit()
        self._interruption.check()


def look_into(texts: Sequence[str], look: Look) -> list[Seen]:
    """Looks at files one after another: what a process is given."""
    seen: list[Seen] = []
    for text in texts:
        try:
            seen.append(look(read_article(text)))
        except ContentError:
            seen.append(None)
    return seen


def _nothing(_: str) -> Seen:
    """A file that killed its process is left as it is."""
    return None
