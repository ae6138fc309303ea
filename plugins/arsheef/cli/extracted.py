"""Articles as ``arsheef extract`` shows them: one JSON object a line, or a few lines to read."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from arsheef.article import Article, Record
from arsheef.cli.progress import print_safely
from arsheef.enrich.look import look
from arsheef.ingest.extraction import Extracted, extract_record, look_at
from arsheef.ingest.readers import Rejected, read_records

SHOWN = ("id", "title", "date", "date_source", "author", "agency", "source", "source_url", "section", "language",
         "lead")  # fmt: skip


def show_extracted(files: Sequence[Path], mapping: Mapping[str, str], *, as_json: bool) -> int:
    """Prints articles on stdout and rejections on stderr; gives the exit code, 1 where nothing could be read."""
    print_safely()
    shown = 0
    for file in files:
        for item in read_records(file, mapping):
            result = look_at(extract_record(item), look) if isinstance(item, Record) else None
            if isinstance(item, Rejected) or (isinstance(item, Record) and result and result.article is None):
                reason = item.reason if isinstance(item, Rejected) else result and result.reason
                print(f"{item.path}, record {item.offset}: {reason}.", file=sys.stderr)
            elif result and result.article:
                print(_to_json(result.article, result) if as_json else _to_lines(result.article, result))
                shown += 1
    return 0 if shown else 1


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
