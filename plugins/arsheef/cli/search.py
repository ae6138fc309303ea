"""``arsheef search``: the archive searched from the command line, by the same rules and scores as in the browser."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def run(
    query: Annotated[str, typer.Argument(help='Words, "a phrase", -word.')] = "",
    site: Annotated[Path, typer.Option(help="Folder of pelicanconf.py.")] = Path(),
    json: Annotated[bool, typer.Option("--json", help="One JSON object a query: query, total, notes, hits.")] = False,
    queries: Annotated[Path | None, typer.Option(help="JSONL file of {query: …}; answers each in turn.")] = None,
    sort: Annotated[str, typer.Option(help="relevance, newest or oldest.")] = "relevance",
    limit: Annotated[int, typer.Option(help="Most hits shown for a query; 0 for all.")] = 10,
) -> None:
    """Search the archive built last; the same hits and scores as the search page gives."""
    from arsheef.cli import answers

    answers.answer(site, query, queries, sort, limit, json)
