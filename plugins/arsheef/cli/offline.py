"""``arsheef offline``: the built site for reading without a network."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(help="The built site for reading without a network.", no_args_is_help=True)


@app.callback()
def offline() -> None:
    """The built site for reading without a network."""


@app.command("zip")
def run_zip(
    out: Annotated[Path, typer.Argument(help="The file to write.")] = Path("archive.zip"),
    site: Annotated[Path, typer.Option(help="Folder of the site.")] = Path(),
    output: Annotated[Path | None, typer.Option(help="Folder of the built pages; else SITE/output.")] = None,
) -> None:
    """Pack the site into one zip: unpack it, open archive/index.html, and it searches without a server."""
    from arsheef.offline.zip import write_zip

    packed = write_zip(output or site / "output", out)
    typer.echo(f"{packed.path}: {packed.files:,} files, {packed.bytes:,} bytes; unpack it and open archive/index.html")
