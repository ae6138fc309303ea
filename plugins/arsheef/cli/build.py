"""``arsheef build``: content/ into output/, as ``pelican content`` does it, with one line at the end."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from arsheef.cli.cluster import Cluster, farm_at


def run(
    site: Annotated[Path, typer.Option(help="Folder of the site, with pelicanconf.py.")] = Path(),
    content: Annotated[Path | None, typer.Option(help="Folder of the articles; else as pelicanconf.py says.")] = None,
    output: Annotated[Path | None, typer.Option(help="Folder for the site; else as pelicanconf.py says.")] = None,
    settings: Annotated[str, typer.Option(help="Settings file in SITE, e.g. publishconf.py.")] = "pelicanconf.py",
    full: Annotated[bool, typer.Option("--full", help="Read and make everything again.")] = False,
    cluster: Cluster = None,
) -> None:
    """Build the site and its search index: only what differs from the last build is made and written."""
    from arsheef.site.build import build_site

    with farm_at(cluster) as farm:
        made = build_site(site, content, output, settings, full, farm)
    typer.echo(
        f"{made.output}: {made.articles:,} articles, {made.pages:,} pages; {made.changed:,} files changed,"
        f" {made.removed:,} removed. Open {made.output / 'index.html'} or run: arsheef serve --site {site}"
    )
