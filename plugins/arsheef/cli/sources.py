"""Arguments that ``ingest`` and ``extract`` share, checked before anything is read: misuse is exit code 2."""

from __future__ import annotations

import os
from pathlib import Path

import typer


def existing(sources: list[Path]) -> list[Path]:
    """The sources themselves, each a file, a folder or ``-``."""
    for source in sources:
        if str(source) != "-" and not os.path.lexists(source):
            raise typer.BadParameter(f"{source}: there is no such file or folder")
    return sources


def mapping_of(options: list[str] | None) -> dict[str, str]:
    """``--map`` options as field -> column."""
    from arsheef.ingest.columns import parse_mapping

    try:
        return parse_mapping(options or [])
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--map") from error


def folders_of(site: Path, content: Path | None) -> tuple[Path, Path]:
    """The folder of the articles and that of the ledger; a folder that is no site yet gets the usual names."""
    from arsheef.settings import read_site

    if not (site / "pelicanconf.py").is_file():
        return content or site / "content", site / ".arsheef"
    found = read_site(site)
    return content or found.content, found.settings.cache
