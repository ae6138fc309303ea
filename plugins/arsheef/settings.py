"""The settings of a site: one table of name, default and help; read from the dict ARSHEEF in pelicanconf.py."""

from __future__ import annotations

import runpy
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from arsheef.errors import SettingsError


@dataclass(frozen=True, slots=True)
class Setting:
    """One row of the table."""

    name: str
    default: Any
    help: str


TABLE = (
    Setting("description", "", "One line under the archive's name, in the site's language."),
    Setting("language", "ar", "Language of the interface: ar or en. Articles keep their own."),
    Setting("digits", "latin", "Digits in dates and counts: latin (0-9) or arabic (٠-٩)."),
    Setting("cache", ".arsheef", "Folder of index and ledger, beside pelicanconf.py. May be deleted at any time."),
    Setting("front", 40, "How many of the newest articles the front page shows."),
)


@dataclass(frozen=True, slots=True)
class Settings:
    """A site's settings after defaults and checks; one attribute for each row of TABLE."""

    description: str
    language: str
    digits: str
    cache: Path
    front: int


def read_settings(given: Mapping[str, Any], base: Path) -> Settings:
    """Checks ``given`` against TABLE and fills in defaults; ``base`` is the folder of pelicanconf.py.

    Raises SettingsError for a name that the table does not have or a value of another type.
    """
    known = {row.name: row for row in TABLE}
    for name, value in given.items():
        if name not in known:
            raise SettingsError(f"pelicanconf.py: ARSHEEF has no setting {name!r}; it knows {', '.join(known)}.")
        wanted = type(known[name].default)
        if not isinstance(value, wanted):
            raise SettingsError(f"pelicanconf.py: ARSHEEF[{name!r}] is {value!r}; give a {wanted.__name__}.")
    merged = {row.name: given.get(row.name, row.default) for row in TABLE}
    for name, allowed in (("language", ("ar", "en")), ("digits", ("latin", "arabic"))):
        if merged[name] not in allowed:
            raise SettingsError(f"pelicanconf.py: ARSHEEF[{name!r}] is {merged[name]!r}; give one of {', '.join(allowed)}.")
    merged["cache"] = base / merged["cache"]
    return Settings(**{f.name: merged[f.name] for f in fields(Settings)})


@dataclass(frozen=True, slots=True)
class Site:
    """Where a site's parts are, for command-line verbs that do not run Pelican."""

    content: Path
    output: Path
    settings: Settings

    @property
    def index(self) -> Path:
        """Folder of the Whoosh index."""
        return self.settings.cache / "index"


def read_site(base: Path) -> Site:
    """The site whose pelicanconf.py stands in ``base``. Raises SettingsError where there is none or it cannot be read."""
    conf = base / "pelicanconf.py"
    if not conf.is_file():
        raise SettingsError(f"{conf}: not found; give the folder of a site with --site, or make one with 'arsheef new DIR'.")
    try:
        names = runpy.run_path(str(conf))
    except (SyntaxError, ImportError, NameError, TypeError, ValueError, OSError) as error:
        raise SettingsError(f"{conf}: cannot be read ({error}); correct it.") from error
    settings = read_settings(names.get("ARSHEEF", {}), base)
    return Site(base / names.get("PATH", "content"), base / names.get("OUTPUT_PATH", "output"), settings)
