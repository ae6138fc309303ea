"""What becomes of a record: written, updated, unchanged, duplicate or rejected; the only place that decides it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from arsheef.article import Article, Record
from arsheef.errors import ContentError
from arsheef.frontmatter import read_article, write_article
from arsheef.ids import ID_PATTERN, LENGTH, LENGTH_AFTER_COLLISION, make_id
from arsheef.ingest.enrichment import Archive, place
from arsheef.ingest.extraction import Extracted, text_key
from arsheef.ingest.ledger import FileRow, Ledger, RecordRow
from arsheef.ingest.repetition import Repetition
from arsheef.ingest.report import DUPLICATE, REJECTED, UNCHANGED, UPDATED, WRITTEN, Settled
from arsheef.ingest.revision import ENRICHED, file_with, marks_of, revise
from arsheef.ingest.store import Store, digest_of, place_of

SILENT = frozenset(("topics", "section"))
"""Fields that may be told by other articles later: of them an extracted article says nothing where it has none."""


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a record came from."""

    path: str
    """As the user gave it."""
    offset: int
    origin: str
    """Absolute path of the input, or ``-``."""
    key: str
    retrieved: str | None = None
    notes: tuple[str, ...] = ()


def provenance_of(record: Record, origin: str, key: str) -> Provenance:
    """The provenance of a record that a reader gave."""
    return Provenance(record.path, record.offset, origin, key, record.fields.get("retrieved"), record.notes)


class Settler:
    """Compares with ledger and content/, writes, and notes the outcome."""

    def __init__(self, store: Store, ledger: Ledger, repetition: Repetition, archive: Archive | None = None) -> None:
        self._store = store
        self._ledger = ledger
        self._repetition = repetition
        self._archive = archive
        self._silent = SILENT if archive else ENRICHED | SILENT

    def take_stock(self) -> None:
        """Enters files of content/ that the ledger does not know: it was deleted, ingest was killed, git pull."""
        for path in self._store.walk():
            if not self._ledger.has_path(path) and self._store.exists(path):
                row = row_of(path, self._store.read(path))
                older = self._ledger.file(row.id) if row else None
                if row and older and self._store.exists(older.path):
                    continue  # two files of one id: the build reports it
                if row:
                    self._ledger.put_file(replace(older, path=path) if older else row)

    def seen_before(self, key: str) -> bool:
        """Whether a record needs no extraction: it was settled before, and its article still stands."""
        known = self._ledger.known(key)
        if known is None:
            return False
        record, file = known
        if record.outcome == REJECTED:
            return True
        if file is None or not self._store.exists(file.path):
            return False
        return record.outcome == DUPLICATE or file.record == key

    def settle_seen(self, record: Provenance) -> Settled | None:
        """The outcome of a record that ``seen_before``; None where it must be extracted after all."""
        known = self._ledger.known(record.key)
        if known is None:
            return None
        row, file = known
        if row.outcome == REJECTED or file is None:
            return _end(record, row.outcome, row.id, row.reason, row.residue)
        if row.outcome == DUPLICATE or file.run == self._ledger.run:
            reason = row.reason if row.outcome == DUPLICATE else _repeats(file)
            return _end(record, DUPLICATE, file.id, reason, row.residue)
        self._ledger.claim(file)
        return _end(record, UNCHANGED, file.id, None, row.residue)

    def settle(self, record: Provenance, extracted: Extracted) -> Settled:
        """The outcome of an extracted record. Raises WriteError where its file cannot be written."""
        if extracted.article is None:
            settled = _end(record, REJECTED, None, extracted.reason, ())
        else:
            settled = self._place(record, extracted, extracted.article)
        kept = WRITTEN if settled.outcome in (UPDATED, UNCHANGED) else settled.outcome
        row = RecordRow(record.key, record.path, record.offset, settled.id, kept, settled.reason, settled.residue)
        before = self._ledger.known(record.key)
        if kept != DUPLICATE or before is None or before[0].outcome != WRITTEN:  # the first of two equal records counts
            self._ledger.put_record(row)
        return replace(settled, notes=(*settled.notes, *extracted.left_out)) if extracted.left_out else settled

    def _place(self, record: Provenance, extracted: Extracted, article: Article) -> Settled:
        file = self._standing(article.id)
        if file and file.long_id and file.long_id != extracted.long_id:  # another article has this id
            article = replace(article, id=extracted.long_id)
            extracted = replace(extracted, article=article)
            file = self._standing(article.id)
        if file is None:
            twins = self._ledger.same_text(extracted.text_key)
            twin = next((row for row in twins if self._store.exists(row.path)), None)
            if twin:
                return _end(record, DUPLICATE, twin.id, f"same outlet and text as {twin.id}", extracted.residue)
            placed, residue = self._placed(article, extracted)
            text, path = write_article(placed), place_of(article)
            self._store.write(path, text)
            self._enter(path, text, record, extracted, placed)
            return _end(record, WRITTEN, article.id, None, residue)
        if file.run == self._ledger.run or file.origin not in (None, record.origin):
            return _end(record, DUPLICATE, file.id, _repeats(file), extracted.residue)
        return self._renew(file, record, extracted, article)

    def _renew(self, file: FileRow, record: Provenance, extracted: Extracted, fresh: Article) -> Settled:
        """A record whose article stands: brings its file up to date as far as people left it to us."""
        text = self._store.read(file.path)
        self._ledger.claim(file)
        try:
            present = read_article(text, file.path)
        except ContentError as error:
            return _end(record, UNCHANGED, file.id, f"its file was left as it is: {error}", extracted.residue)
        edited = not file.wrote(digest_of_file(text))
        fresh, residue = self._placed(fresh, extracted, present)
        modified = None
        if file.record not in (None, record.key):
            modified = fresh.modified or _moment(record.retrieved)
        whole = revise(present, fresh, edited=False, marks={}, modified=modified, silent=self._silent)
        if write_article(whole) == text:  # ours after all: an older ledger did not know, or we were killed
            self._enter(file.path, text, record, extracted, whole)
            return _end(record, UNCHANGED, file.id, None, residue)
        marks: Mapping[str, str] = json.loads(file.marks)
        kept = revise(present, fresh, edited=True, marks=marks, modified=modified, silent=self._silent)
        revised = kept if edited else whole
        if revised == present:
            self._ledger.put_file(replace(file, record=record.key, origin=record.origin, run=self._ledger.run))
            reason = "its file was edited by hand and stays as it is" if edited else None
            return _end(record, UNCHANGED, file.id, reason, residue)
        new = file_with(revised, text, edited=edited)
        self._store.write(file.path, new)
        self._enter(file.path, new, record, extracted, revised, edited=edited)
        reason = "edited by hand: its text was kept" if edited else None
        return _end(record, UPDATED, file.id, reason, residue)

    def _placed(
        self, article: Article, extracted: Extracted, present: Article | None = None
    ) -> tuple[Article, tuple[str, ...]]:
        """An article among all others, and what was cut out of its text."""
        article, cut = self._repetition.cut(article)
        placed = place(self._archive, article, extracted.note, present) if self._archive else article
        return placed, (*extracted.residue, *cut)

    def _standing(self, id_: str) -> FileRow | None:
        """The row of an article whose file is there; a row whose file is gone is forgotten."""
        file = self._ledger.file(id_)
        if file and not self._store.exists(file.path):
            self._ledger.drop_file(file)
            return None
        return file

    def _enter(
        self, place: str, text: str, record: Provenance, extracted: Extracted, article: Article, *, edited: bool = False
    ) -> None:
        """Notes a file as we left it; one that holds a person's text stays marked as edited."""
        written = None if edited else digest_of(text)
        before = self._ledger.file(article.id) if edited else None
        row = FileRow(article.id, place, written, extracted.long_id, extracted.text_key, record.origin, record.key,
                      marks_of(article, json.loads(before.marks) if before else None), self._ledger.run)  # fmt: skip
        self._ledger.put_file(row)


def row_of(path: str, text: str) -> FileRow | None:
    """What a file of content/ tells of itself; one that does not read as an article still guards the id in its name."""
    name = path.rpartition("/")[2].removesuffix(".md")
    try:
        article = read_article(text, path)
    except ContentError:
        return FileRow(name, path, None, None, None) if ID_PATTERN.fullmatch(name) else None
    long_id = article.id if len(article.id) > LENGTH else make_id(*article.identity, LENGTH_AFTER_COLLISION)
    known = long_id if long_id.startswith(article.id) else None
    return FileRow(article.id, path, None, known, text_key(article))


def digest_of_file(text: str) -> str | None:
    """Digest of a file's text; None where it is no UTF-8, which we never write."""
    try:
        return digest_of(text)
    except UnicodeEncodeError:
        return None


def _repeats(file: FileRow) -> str:
    return f"the same article as {file.path}; the first one read is kept"


def _end(record: Provenance, outcome: str, id_: str | None, reason: str | None, residue: tuple[str, ...]) -> Settled:
    return Settled(record.path, record.offset, outcome, id_, reason, residue, record.notes)


def _moment(retrieved: str | None) -> str | None:
    """The time at which the source was read, as ISO to the second; None where it is not written that way."""
    try:
        return datetime.fromisoformat(retrieved.strip()).strftime("%Y-%m-%dT%H:%M:%S") if retrieved else None
    except ValueError:
        return None
