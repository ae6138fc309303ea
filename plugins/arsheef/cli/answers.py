"""What ``arsheef search`` prints: readable lines, or one JSON object a query."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import typer

from arsheef.errors import InputError
from arsheef.search.query import Result, search
from arsheef.settings import read_site

FIELDS = ("id", "url", "source_url", "title", "date", "source", "score")
"""Of each hit in the JSON."""


def answer(site: Path, query: str, queries: Path | None, sort: str, limit: int, as_json: bool) -> None:
    """Answers ``query``, or every one of the file ``queries``. Raises InputError where that file cannot be read."""
    asked = list(_read_queries(queries)) if queries else [query]
    for result in search(read_site(site).index, asked, sort):
        typer.echo(_json(result, limit) if as_json else _lines(result, limit))


def _read_queries(path: Path) -> Iterator[str]:
    try:
        lines = path.read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read ({error}); give a UTF-8 file with one JSON object a line.") from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            yield str(json.loads(line)["query"])
        except (ValueError, KeyError, TypeError) as error:
            raise InputError(f"{path}: line {number} has no field 'query'; write {{\"query\": \"…\"}}.") from error


def _json(result: Result, limit: int) -> str:
    hits = [{field: getattr(hit, field) for field in FIELDS} for hit in result.hits[: limit or None]]
    return json.dumps({"query": result.query, "total": result.total, "notes": [asdict(note) for note in result.notes],
                       "hits": hits}, ensure_ascii=False)  # fmt: skip


def _lines(result: Result, limit: int) -> str:
    shown = result.hits[: limit or None]
    lines = [f"{result.query}: {result.total}"]
    lines += [f"  ({note.kind} {' '.join(note.words)})".replace(" )", ")") for note in result.notes]
    for hit in shown:
        lines.append(f"  {hit.score:8.3f}  {hit.date or '-':10.10}  {hit.source or '-'}  {hit.title}")
        lines.append(f"            {hit.url}")
    return "\n".join(lines)
