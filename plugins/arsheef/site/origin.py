"""One key of everything that a site is made from but its content: program, libraries, theme, settings, plugins."""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Iterable, Mapping
from importlib.metadata import version
from pathlib import Path
from types import ModuleType
from typing import Any

from pelican.plugins._utils import get_plugin_name

from arsheef.site.theme import get_path

LIBRARIES = ("pelican", "Jinja2", "MarkupSafe", "cmarkgfm", "Babel", "hijridate", "Unidecode", "tdewolff-minify")
"""Another version of these may write another page."""
ELSEWHERE = frozenset({
    "PATH", "OUTPUT_PATH", "CACHE_PATH", "THEME", "THEME_TEMPLATES_OVERRIDES", "PLUGINS", "PLUGIN_PATHS", "ARSHEEF_SITE",
    "ARSHEEF_FULL", "ARSHEEF_FARM", "ARSHEEF_CONF", "ARSHEEF_SETTINGS",
})  # fmt: skip
"""Settings that say where things are: what is there is read instead. ARSHEEF_SETTINGS is ARSHEEF, checked."""
_ADDRESS = re.compile(r" at 0x[0-9a-fA-F]+")


def origin_of(settings: Mapping[str, Any], plugins: Iterable[ModuleType]) -> str:
    """The key of a site; ``settings`` are Pelican's, completed, ``plugins`` all that it has loaded."""
    others = [plugin for plugin in plugins if get_plugin_name(plugin).split(".")[-1] != "arsheef"]
    site = Path(settings.get("ARSHEEF_SITE") or Path(settings["PATH"]).parent)
    themes = [Path(get_path()), Path(settings["THEME"]), *map(Path, settings["THEME_TEMPLATES_OVERRIDES"])]
    return key_of_origin(settings, themes, site, others)


def key_of_origin(settings: Mapping[str, Any], themes: Iterable[Path], site: Path, plugins: Iterable[ModuleType]) -> str:
    """Another key: every page is made again.

    ``site`` is the folder of pelicanconf.py: functions in its Python files may be Jinja filters. ``plugins`` are the
    others that Pelican has loaded.
    """
    known = hashlib.sha256()
    folders = [Path(__file__).parents[1], *themes, *(path for plugin in plugins for path in _places(plugin))]
    for number, folder in enumerate(folders):
        for name, path in _files(folder):
            known.update(f"{number} {name} {path.stat().st_size}\n".encode())
            known.update(path.read_bytes())
    for path in sorted(site.glob("*.py")):
        known.update(path.read_bytes())
    libraries = [(name, version(name)) for name in LIBRARIES]
    told = {name: value for name, value in settings.items() if name.isupper() and name not in ELSEWHERE}
    known.update(f"{sys.version_info} {libraries} {_canonical(told)}".encode("utf-8", "backslashreplace"))
    return known.hexdigest()


def _places(plugin: ModuleType) -> list[Path]:
    """A package's folders, or a module's file."""
    return [Path(path) for path in getattr(plugin, "__path__", None) or [getattr(plugin, "__file__", None) or ""] if path]


def _files(place: Path) -> list[tuple[str, Path]]:
    """(name, file) of the files of a folder, or of one file, but what Python compiled and what begins with a dot."""
    if place.is_file():
        return [(place.name, place)]
    found = ((path.relative_to(place), path) for path in place.rglob("*") if path.is_file())
    return sorted(
        (name.as_posix(), path) for name, path in found
        if path.suffix != ".pyc" and not any(part.startswith(".") for part in name.parts)
    )  # fmt: skip


def _canonical(value: Any) -> str:
    """The same text for the same value in every process: sets sorted, addresses in memory left out."""
    if isinstance(value, Mapping):
        return f"{{{', '.join(sorted(f'{_canonical(key)}: {_canonical(each)}' for key, each in value.items()))}}}"
    if isinstance(value, set | frozenset):
        return f"{{{', '.join(sorted(map(_canonical, value)))}}}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_canonical, value))}]"
    return _ADDRESS.sub("", repr(value))
