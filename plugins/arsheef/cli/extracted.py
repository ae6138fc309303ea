"""Articles as ``arsheef extract`` shows them: one JSON object a line, or a few lines to read."""

from __future__ import annotations

import json
import pickle
import sqlite3
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from itertools import chain
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import Any

from arsheef.article import Article, Record
from arsheef.cli.progress import print_safely
from arsheef.enrich.look import look
from arsheef.ingest.extraction import Extracted, extract_record, look_at
from arsheef.ingest.readers import Rejected, read_records
from arsheef.ingest.repetition import Repetition

SPOOLED = 8_000_000
"""Bytes of articles that are held in memory until all are read; more go to a temporary file."""
SHOWN = ("id", "title", "date", "date_source", "author", "agency", "source", "source_url", "section", "language",
         "lead")  # fmt: skip


def show_extracted(files: Sequence[Path], mapping: Mapping[str, str], *, as_json: bool) -> int:
    """Prints articles on stdout and rejections on stderr; gives the exit code, 1 where nothing could be read.

    Articles come when all files are read, since only then is known which lines an outlet repeats.
    """
    print_safely()
    shown = 0
    repetition = Repetition(sqlite3.connect(":memory:"))
    with SpooledTemporaryFile(max_size=SPOOLED) as spool:
        for item in chain.from_iterable(read_records(file, mapping) for file in files):
            result = look_at(extract_record(item), look) if isinstance(item, Record) else None
            if isinstance(item, Rejected) or (isinstance(item, Record) and result and result.article is None):
                reason = item.reason if isinstance(item, Rejected) else result and result.reason
                print(f"{item.path}, record {item.offset}: {reason}.", file=sys.stderr)
            elif result and result.article:
                repetition.cut(result.article)
                pickle.dump((result.article, result), spool)
                shown += 1
        spool.seek(0)
        for _ in range(shown):
            article, result = _without_repeated(repetition, *pickle.load(spool))
            print(_to_json(article, result) if as_json else _to_lines(article, result))
    return 0 if shown else 1


def _without_repeated(repetition: Repetition, article: Article, result: Extracted) -> tuple[Article, Extracted]:
    """An article without the lines that those of its outlet in these files repeat, which join its residue."""
    article, lines = repetition.cut(article)
    return article, replace(result, article=article, residue=(*result.residue, *lines))


def _to_json(article: Article, result: Extracted) -> str:
    fields: dict[str, Any] = asdict(article)
    fields["derived"] = sorted(article.derived)
    fields |= {"date_precision": article.date_precision, "residue": result.residue}
    return json.dumps(fields, ensure_ascii=False)


def _to_lines(article: Article, result: Extracted) -> str:
    lines = []
    for name in SHOWN:
        if value := getattr(article, name):
            lines.append(f"{name}: {value}{' (derived)' if name in article.derived else ''}")
    lines.append(f"paragraphs: {len(article.paragraphs)}")
    lines += [f"removed: {part}" for part in result.residue]
    lines += [f"note: {note}" for note in result.left_out]
    return "\n".join(lines) + "\n"
