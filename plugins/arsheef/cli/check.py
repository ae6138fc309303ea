"""``arsheef check``: is the built site whole, and will the host take it?"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def run(
    output: Annotated[Path | None, typer.Argument(help="Folder of the built pages; else SITE/output.")] = None,
    site: Annotated[Path, typer.Option(help="Folder of the site.")] = Path(),
) -> None:
    """Check links, assets, search files and the limits of GitHub Pages; list what is wrong and exit 1."""
    from arsheef.site.inspect import inspect_site

    report = inspect_site(output or site / "output")
    for finding in report.findings:
        typer.echo(f"{'warning: ' if finding.warning else ''}{finding}", err=True)
    typer.echo(f"{report.pages:,} pages, {report.files:,} files, {report.bytes:,} bytes: "
               f"{sum(not finding.warning for finding in report.findings):,} faults")  # fmt: skip
    raise typer.Exit(0 if report.is_sound else 1)
