"""Where the packaged theme is: ``THEME = get_path()`` works from a checkout, an editable install and a wheel alike."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]


def get_path() -> str:
    """Folder with templates/, static/ and locale/: inside the installed package, else beside plugins/ of a checkout."""
    installed = _PACKAGE / "theme"
    return str(installed if installed.is_dir() else _PACKAGE.parents[1] / "theme")
