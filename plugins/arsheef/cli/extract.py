"""``arsheef extract FILE...``: what ingest would store, shown and not written."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from arsheef.cli.sources import existing, mapping_of


def run(
    files: Annotated[list[Path], typer.Argument(callback=existing, help="What ingest takes.")],
    *,
    json: Annotated[bool, typer.Option("--json", help="The fields of Article, one JSON object a line.")] = False,
    columns: Annotated[
        list[str] | None, typer.Option("--map", metavar="FIELD=COLUMN", help="Column of a field: title=headline.")
    ] = None,
) -> None:
    """Show what would be stored of each article; nothing is written."""
    from arsheef.cli.extracted import show_extracted

    raise typer.Exit(show_extracted(files, mapping_of(columns), as_json=json))
