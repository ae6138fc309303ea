"""``arsheef ingest SOURCE...``: raw articles into content/."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from arsheef.cli.cluster import Cluster, farm_at
from arsheef.cli.sources import existing, folders_of, mapping_of


def run(
    sources: Annotated[list[Path], typer.Argument(callback=existing, help="Files, folders, archives; - is standard input.")],
    *,
    site: Annotated[Path, typer.Option(help="Folder of the site.")] = Path(),
    content: Annotated[Path | None, typer.Option(help="Folder of the articles; else SITE/content.")] = None,
    columns: Annotated[
        list[str] | None, typer.Option("--map", metavar="FIELD=COLUMN", help="Column of a field: title=headline.")
    ] = None,
    report: Annotated[Path | None, typer.Option(help="JSONL file of what became of every record.")] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Exit 1 if a record was rejected.")] = False,
    jobs: Annotated[int | None, typer.Option(min=1, help="Processes; else one a core.")] = None,
    cluster: Cluster = None,
) -> None:
    """Read articles into content/: text, HTML, JSON, CSV, Markdown, RSS, Atom, WordPress exports, WARC; also packed."""
    from arsheef.cli.progress import print_summary, show_progress
    from arsheef.enrich.archive import Archive
    from arsheef.enrich.look import look
    from arsheef.ingest.enrichment import Enrichment
    from arsheef.ingest.pipeline import ingest

    mapping, folders = mapping_of(columns), folders_of(site, content)
    with farm_at(cluster) as farm, show_progress() as progress:
        summary = ingest(
            sources, *folders, mapping=mapping, report=report, strict=strict, progress=progress, jobs=jobs,
            enrichment=Enrichment(look, Archive), farm=farm,
        )  # fmt: skip
    print_summary(summary)
    raise typer.Exit(summary.exit_code)
