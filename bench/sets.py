"""The evaluation sets: questions, each with the one document that answers it, and the documents to be searched."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from arsheef.ids import make_id


class DataError(Exception):
    """What the bench needs is not there; the text says what and where."""


@dataclass(frozen=True, slots=True)
class Text:
    """A document to be searched."""

    id: str
    title: str
    body: str
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """A query and the id of the document that is the right answer; ``kinds`` names the slips it was made with."""

    query: str
    answer: str
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EvaluationSet:
    """Named after its files: arcd, xquad-ar, known-item-dev."""

    name: str
    texts: tuple[Text, ...]
    questions: tuple[Question, ...]


def read_sets(folder: Path, corpus: Path) -> list[EvaluationSet]:
    """All sets of a folder: every NAME-docs.jsonl.gz with NAME-queries.jsonl.gz, and every known-item-NAME.jsonl.gz, whose
    answers are articles of ``corpus``. Raises DataError where a file is missing or an answer is no document."""
    passages = [_passages(path) for path in sorted(folder.glob("*-docs.jsonl.gz"))]
    known = sorted(folder.glob("known-item-*.jsonl.gz"))
    if not passages and not known:
        raise DataError(f"{folder}: no *-docs.jsonl.gz or known-item-*.jsonl.gz there; name the sets' folder with --sets.")
    articles = _articles(corpus) if known else ()
    return passages + [_known_items(path, articles, corpus) for path in known]


def _passages(path: Path) -> EvaluationSet:
    name = path.name.removesuffix("-docs.jsonl.gz")
    queries = path.with_name(f"{name}-queries.jsonl.gz")
    # The title of a passage is its page's, which half of the questions name: searching it would measure something else.
    texts = tuple(Text(row["doc_id"], "", row["text"]) for row in _rows(path))
    return _checked(name, texts, tuple(Question(row["query"], row["doc_id"]) for row in _rows(queries)), path)


def _known_items(path: Path, articles: tuple[Text, ...], corpus: Path) -> EvaluationSet:
    name = path.name.removesuffix(".jsonl.gz")
    questions = tuple(Question(row["query"], make_id(row["url"], "", ""), tuple(row["kinds"])) for row in _rows(path))
    return _checked(name, articles, questions, corpus)


def _articles(corpus: Path) -> tuple[Text, ...]:
    """The articles that have a text, each address once."""
    found: dict[str, Text] = {}
    for row in _rows(corpus):
        if row["content"].strip():
            id_ = make_id(row["url"], "", "")
            found.setdefault(id_, Text(id_, row["title"], row["content"], row["date_extracted"][:10] or None))
    return tuple(found.values())


def _checked(name: str, texts: tuple[Text, ...], questions: tuple[Question, ...], source: Path) -> EvaluationSet:
    known = {text.id for text in texts}
    lost = sum(question.answer not in known for question in questions)
    if lost or not questions:
        raise DataError(f"{name}: {lost} of its {len(questions)} questions are answered by a document that is not in {source}.")
    return EvaluationSet(name, texts, questions)


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    if not path.is_file():
        raise DataError(f"{path}: no such file; the bench needs it (folders are named with --sets and --corpus).")
    try:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            yield from map(json.loads, lines)
    except (OSError, EOFError, ValueError) as error:
        raise DataError(f"{path}: not a whole file of JSON lines ({error}).") from error
