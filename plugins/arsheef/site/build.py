"""A site's folder in, the built site out: Pelican run in this process, every failure an exception."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from arsheef.errors import OutputError, SettingsError
from arsheef.farm import Farm


@dataclass(frozen=True, slots=True)
class Made:
    """What a build did."""

    output: Path
    articles: int
    """Published ones."""
    pages: int
    changed: int
    """Files that were written because their bytes differ."""
    removed: int


def build_site(
    site: Path,
    content: Path | None = None,
    output: Path | None = None,
    settings: str = "pelicanconf.py",
    full: bool = False,
    farm: Farm | None = None,
) -> Made:
    """Builds as ``pelican content`` does; paths given here go before those of the settings file. ``full``: everything is read
    and made again, whatever is known of the last build. ``farm`` makes article pages and index segments.

    Raises SettingsError, ContentError or OutputError; on disk is then the site from before, or whole pages of both.
    """
    from pelican.log import console
    from pelican.settings import read_settings

    from pelican import Pelican  # type: ignore[attr-defined]

    conf = site.resolve() / settings
    if not conf.is_file():
        raise SettingsError(f"{conf}: no such file; 'arsheef new' makes one, or give the site's folder with --site.")
    given: dict[str, Any] = {"ARSHEEF_SITE": str(conf.parent), "ARSHEEF_FULL": full}
    if farm:
        given |= {"ARSHEEF_FARM": farm, "ARSHEEF_CONF": str(conf)}
    if content:
        given["PATH"] = str(content.resolve())
    if output:
        given["OUTPUT_PATH"] = str(output.resolve())
    logging.getLogger("pelican").setLevel(logging.ERROR)  # what matters of it is raised below
    try:
        pelican = Pelican(read_settings(str(conf), override=given))
    except (OSError, ValueError) as error:  # how Pelican says that a setting is wrong
        raise SettingsError(f"{conf}: {error}") from error
    if not any(name.split(".")[-1] == "arsheef" for name in pelican.settings["PLUGINS"]):
        raise SettingsError(f"{conf}: the plugin was not loaded; write PLUGINS = ['arsheef'].")
    was_quiet, console.quiet = console.quiet, True  # one closing line, and it is ours
    try:
        pelican.run()
    finally:
        console.quiet = was_quiet
    return _summary(pelican.settings)


def _summary(settings: dict[str, Any]) -> Made:
    build = settings["ARSHEEF_BUILD"]
    output = Path(settings["OUTPUT_PATH"])
    if not (output / "search" / "manifest.js").is_file():
        raise OutputError(f"{output}: the search manifest was not written; build again after removing .arsheef/.")
    return Made(output, build.counts.get("published", 0), build.pages, build.writer.changed, build.removed)
