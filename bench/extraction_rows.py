"""The rows of the table of extraction: each function scores one evaluation set, for arsheef and for those who do the same."""

from __future__ import annotations

import gzip
import json
import re
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice, pairwise
from pathlib import Path
from typing import Any

import names
import rivals
from arsheef.arabic.analysis import forms
from arsheef.article import Article, Record
from arsheef.enrich.archive import Archive, note_of
from arsheef.enrich.duplicates import COPY
from arsheef.enrich.sections import Model, words_of
from arsheef.errors import InputError
from arsheef.ingest.dates import read_date
from arsheef.ingest.extract import extract
from arsheef.ingest.paragraphs import one_line, stored_text
from arsheef.ingest.residue import clean
from extraction_cost import cost_of_duplicates, cost_of_names
from sets import DataError


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table; a system that does not do this has no cell."""

    what: str
    of: str
    """Of how many, in words."""
    cells: Mapping[str, str] = field(default_factory=dict)
    """System -> figure."""


OURS, TRAFILATURA, HTMLDATE, DATEPARSER = "arsheef", "trafilatura", "htmldate", "dateparser"
FOLDS, MEASURED = 5, 4000
"""Parts of a cross-validation; articles whose cost is measured."""
SYSTEMS = (OURS, TRAFILATURA, HTMLDATE, DATEPARSER)


def read_rows(path: Path) -> list[dict[str, Any]]:
    """The objects of a .jsonl or .jsonl.gz file. Raises DataError where it is not there."""
    if not path.is_file():
        raise DataError(f"{path} is not there; set ARSHEEF_SHARED to the folder of the evaluation data.")
    raw = path.read_bytes()
    text = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode()
    return [json.loads(line) for line in text.split("\n") if line.strip()]


def dates(folder: Path) -> Iterator[Row]:
    """Date strings and datelines."""
    rows = read_rows(folder / "dates-ar-dev.jsonl")
    ours = sum(_day(read_date(row["text"], row["ref"])) == row["expect"] for row in rows)
    theirs = sum(_cut(rivals.dateparser_date(row["text"], row["ref"]), row["expect"]) == row["expect"] for row in rows)
    yield Row("date strings read right", f"{len(rows)}", {OURS: str(ours), DATEPARSER: str(theirs)})
    rows = read_rows(folder / "dateline-dev.jsonl.gz")
    ours = sum(_day(read_date(row["text"])) == row["expect"] for row in rows)
    theirs = sum(rivals.dateparser_first(row["text"]) == row["expect"] for row in rows)
    yield Row("datelines of articles read to the day", f"{len(rows)}", {OURS: str(ours), DATEPARSER: str(theirs)})


def pages(folder: Path) -> Iterator[Row]:
    """Article pages: text, title, date, author, agency; language of those that are not Arabic."""
    rows = read_rows(folder / "html-ar-dev.jsonl.gz")
    read = [(row, _page(row), rivals.trafilatura_page(row["html"], row.get("url", ""))) for row in rows]
    arabic = [(row, ours, theirs) for row, ours, theirs in read if row["lang"] == "ar"]
    known = f"{len(arabic)}"
    text = {OURS: [token_f1(_text(ours), row["text"]) for row, ours, _ in arabic],
            TRAFILATURA: [token_f1(theirs["text"] or "", row["text"]) for row, _, theirs in arabic]}  # fmt: skip
    yield Row("pages: token F1 of the text, mean", known, {name: f"{sum(f) / len(f):.3f}" for name, f in text.items() if f})
    for name in ("title", "author"):
        ours = sum(getattr(article, name, None) == row[name] for row, article, _ in arabic)
        theirs = sum(their[name] == row[name] for row, _, their in arabic)
        yield Row(f"pages: {name} right (none where there is none)", known, {OURS: str(ours), TRAFILATURA: str(theirs)})
    named = sum(getattr(article, "agency", None) == row["agency"] for row, article, _ in arabic)
    yield Row("pages: agency right", known, {OURS: str(named)})
    days: dict[str, list[str | None]]
    days = {OURS: [(a.date or "")[:10] if a else "" for _, a, _ in read], TRAFILATURA: [t["date"] for _, _, t in read],
            HTMLDATE: [rivals.htmldate_date(row["html"], row.get("url", "")) for row in rows]}  # fmt: skip
    right = {name: sum(map(_is_right_day, found, rows)) for name, found in days.items()}
    wrong = {name: len(found) - right[name] - sum(not day for day in found) for name, found in days.items()}
    yield Row("pages: day of publication right", f"{len(rows)}", {name: str(count) for name, count in right.items()})
    yield Row("pages: a wrong day given", f"{len(rows)}", {name: str(count) for name, count in wrong.items()})
    told = sum(getattr(article, "language", None) == row["lang"] for row, article, _ in read)
    yield Row("pages: language right", f"{len(rows)}", {OURS: str(told)})


def residue(folder: Path) -> Iterator[Row]:
    """Lines that are not the article's, sentences that must stay, lost line breaks."""
    rows = [(row, clean(row["dirty"]).paragraphs) for row in read_rows(folder / "residue-dev.jsonl.gz")]
    injected = [one_line(line) in one_line(" ".join(kept)) for row, kept in rows for line in row["injected"]]
    yield Row("residue lines removed", f"{len(injected)}", {OURS: _share(len(injected) - sum(injected), len(injected))})
    whole = sum(_words(stored_text(row["clean"])) <= _words(" ".join(kept)) for row, kept in rows)
    yield Row("texts that lost no word of theirs", f"{len(rows)}", {OURS: str(whole)})
    split = [any(part.startswith(start) for part in kept) for row, kept in rows for start in _glued(row)]
    yield Row("glued paragraphs split", f"{len(split)}", {OURS: _share(sum(split), len(split))})


def labelled_names(folder: Path) -> Iterator[Row]:
    """Names as facets and as mentions, by bench/names.py."""
    documents = names.read_labelled(folder / "anercorp-dev.jsonl.gz")
    for kind, score in names.score_facets(documents).items():
        yield Row(f"facet precision, {kind}", f"{score.found} facets", {OURS: f"{score.precision:.3f}"})
        yield Row(f"facet recall, {kind}", f"{score.wanted} names", {OURS: f"{score.recall:.3f}"})
    for kind, score in names.score_mentions(documents).items():
        yield Row(f"mentions F1, {kind}", f"{score.wanted} mentions", {OURS: f"{score.f1:.3f}"})


def copies(folder: Path, corpus: Path) -> Iterator[Row]:
    """Pairs of near-duplicates that end up in one story."""
    pairs = [pair for pair in read_rows(folder / "neardup-dev.jsonl.gz") if pair["jaccard"] >= COPY]
    wanted = {url for pair in pairs for url in (pair["a"], pair["b"])}
    shelf = _Shelf()
    archive = Archive(sqlite3.connect(":memory:"), shelf)
    for row in read_rows(corpus):
        if row["url"] in wanted:
            article = _article(row)
            archive.enter(article, note_of(article))
            shelf[article.id] = article
    found = sum(_root(archive, pair["a"]) == _root(archive, pair["b"]) for pair in pairs)
    yield Row(f"near-duplicate pairs (Jaccard {COPY} and more) found", f"{len(pairs)}", {OURS: _share(found, len(pairs))})


def sections(folder: Path, corpus: Path) -> Iterator[Row]:
    """Sections learnt from four fifths of the labelled articles and told of the rest, five times."""
    labels = {row["url"]: row["label"] for row in read_rows(folder / "topics-dev.jsonl.gz")}
    known = [
        (labels[row["url"]], words_of(forms(f"{row['title']}\n{row['content']}")))
        for row in read_rows(corpus)
        if row["url"] in labels
    ]
    told = []
    for fold in range(FOLDS):
        model = Model(pair for number, pair in enumerate(known) if number % FOLDS != fold)
        told += [(label, model.section(words)) for label, words in known[fold::FOLDS]]
    given = [(label, section) for label, section in told if section]
    right = sum(label == section for label, section in given)
    yield Row("section told, of articles whose source names none", f"{len(told)}", {OURS: _share(len(given), len(told))})
    yield Row("section right, of those told", f"{len(given)}", {OURS: _share(right, len(given))})


def costs(corpus: Path) -> Iterator[Row]:
    """What names and duplicates cost, by bench/extraction_cost.py."""
    articles = [_article(row) for row in islice(read_rows(corpus), MEASURED)]
    for what, cost in (("names", cost_of_names), ("duplicates", cost_of_duplicates)):
        yield Row(f"{what}: CPU of an article, ms", f"{len(articles)} articles", {OURS: f"{cost(articles):.2f}"})


def _article(row: Mapping[str, Any]) -> Article:
    """A row of the corpus as an article."""
    paragraphs = tuple(line for line in map(str.strip, row["content"].split("\n")) if line)
    return Article(row["url"], row["title"], paragraphs, date=row["date_extracted"][:10])


class _Shelf(dict[str, Article]):
    """Articles by id, in place of files."""

    def has(self, id_: str) -> bool:
        return id_ in self

    def read(self, id_: str) -> tuple[str, ...] | None:
        return self[id_].paragraphs if id_ in self else None


def _root(archive: Archive, id_: str) -> str:
    while above := archive.copy_of(id_):
        id_ = above
    return id_


def all_rows(folder: Path, corpus: Path) -> Iterator[Row]:
    """Every row of the table. Raises DataError where a set is not there."""
    alone: Sequence[Callable[[Path], Iterator[Row]]] = (dates, pages, residue, labelled_names)
    for rows in alone:
        yield from rows(folder)
    for more in (copies, sections):
        yield from more(folder, corpus)
    yield from costs(corpus)


def token_f1(one: str, other: str) -> float:
    """Harmonic mean of precision and recall of words, each counted as often as it stands."""
    a, b = (Counter(re.findall(r"\w+", text)) for text in (one, other))
    return 2 * sum((a & b).values()) / max(1, sum(a.values()) + sum(b.values()))


def _page(row: Mapping[str, Any]) -> Article | None:
    """The article of a page; None where it is refused."""
    try:
        return extract(Record("page.html", 1, "text/html", {"html": row["html"], "url": row.get("url", "")}, ""))
    except InputError:
        return None


def _is_right_day(day: str | None, row: Mapping[str, Any]) -> bool:
    return day in (row["date"], *row.get("date_also_ok", ()))


def _text(article: Article | None) -> str:
    return "\n".join(article.paragraphs) if article else ""


def _day(reading: Any) -> str | None:
    return reading.date if reading else None


def _cut(found: str | None, expected: str | None) -> str | None:
    """A day as precise as what is expected, since others give a day for every month."""
    return found[: len(expected)] if found and expected else found


def _words(text: str) -> set[str]:
    return set(text.replace(".", ". ").split())


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.1%}" if whole else "-"


def _glued(row: Mapping[str, Any]) -> Iterator[str]:
    """Starts of paragraphs that touch the paragraph before them in the dirty text."""
    lines = [line.strip() for line in row["clean"].split("\n") if line.strip()]
    for before, after in pairwise(lines):
        if before[-15:] + after[:15] in row["dirty"]:
            yield one_line(after[:15])
