"""``arsheef new``: a folder for an archive of one's own."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def run(
    folder: Annotated[Path, typer.Argument(help="A new or empty folder.")],
    sample: Annotated[bool, typer.Option("--sample", help="Put sample articles into it.")] = False,
) -> None:
    """Make a site: settings, an empty content/, a GitHub Pages workflow and a README."""
    from arsheef.site.newsite import make_site

    count = make_site(folder, sample)
    next_step = f"arsheef build --site {folder}" if count else f"arsheef ingest YOUR-ARTICLES --site {folder}"
    typer.echo(f"{folder}: a new site with {count} articles; next: {next_step}")
