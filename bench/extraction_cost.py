"""What names and duplicates cost an article, in milliseconds of CPU: articles of a corpus one after another, caches cold."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Sequence

from arsheef.arabic.analysis import forms
from arsheef.article import Article
from arsheef.enrich.copies import SCHEMA, Copies, day_key
from arsheef.enrich.duplicates import runs, shingles, sketch_of
from arsheef.enrich.facets import facets_of


def cost_of_names(articles: Sequence[Article]) -> float:
    """All names of each article, and its facets."""
    facets_of("", ["فتح المتحف أبوابه"])  # the lists are read once, whatever comes after

    def read(_: int, article: Article) -> None:
        facets_of(article.title, article.paragraphs)

    return _milliseconds(articles, read)


def cost_of_duplicates(articles: Sequence[Article]) -> float:
    """The sketch of each article, its candidates, the exact comparison with them, and the tables of all.

    The words of a text are folded before: names, related articles and sections read them, too.
    """
    database = sqlite3.connect(":memory:")
    for statement in SCHEMA.split(";"):
        database.execute(statement)
    texts = {article.id: article.paragraphs for article in articles}
    words = [forms("\n".join(article.paragraphs)) for article in articles]
    copies = Copies(database, lambda id_: shingles(texts[id_]))

    def enter(number: int, article: Article) -> None:
        sketch = sketch_of(runs(words[number - 1]))
        note = (number, article.id, day_key(article.date), sketch)
        database.execute("INSERT INTO notes(number, id, day, sketch) VALUES (?, ?, ?, ?)", note)
        copies.enter(number, sketch)
        copies.join(number)

    return _milliseconds(articles, enter)


def _milliseconds(articles: Sequence[Article], each: Callable[[int, Article], None]) -> float:
    """CPU of this process for ``each`` of the articles, numbered from 1, in the mean."""
    started = time.process_time()
    for number, article in enumerate(articles, 1):
        each(number, article)
    return (time.process_time() - started) * 1000 / max(1, len(articles))
