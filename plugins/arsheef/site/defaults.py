"""What Pelican must be told so that our plugin makes the site and Pelican's own lists and feeds stay out of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import StrictUndefined
from pelican.settings import DEFAULT_CONFIG

from arsheef.settings import read_settings
from arsheef.site.fixed import FixedTexts
from arsheef.site.once import OnceExtension
from arsheef.site.theme import get_path

FORCED: dict[str, Any] = {
    "ARTICLE_PATHS": [""], "ARTICLE_EXCLUDES": [], "PAGE_PATHS": [],  # every .md is an article
    "DIRECT_TEMPLATES": [], "OUTPUT_SOURCES": False,
    "YEAR_ARCHIVE_SAVE_AS": "", "MONTH_ARCHIVE_SAVE_AS": "", "DAY_ARCHIVE_SAVE_AS": "",
    "FEED_ATOM": None, "FEED_RSS": None, "FEED_ALL_ATOM": None, "FEED_ALL_RSS": None,
    "CATEGORY_FEED_ATOM": None, "CATEGORY_FEED_RSS": None, "AUTHOR_FEED_ATOM": None, "AUTHOR_FEED_RSS": None,
    "TAG_FEED_ATOM": None, "TAG_FEED_RSS": None, "TRANSLATION_FEED_ATOM": None, "TRANSLATION_FEED_RSS": None,
    "READERS": {}, "DEFAULT_METADATA": {}, "EXTRA_PATH_METADATA": {}, "PATH_METADATA": "", "FILENAME_METADATA": "",
    "USE_FOLDER_AS_CATEGORY": False, "TYPOGRIFY": False, "CACHE_CONTENT": False, "LOAD_CONTENT_CACHE": False,
    "THEME_STATIC_PATHS": [],  # our writer copies them, so that it can also remove them
    "DELETE_OUTPUT_DIRECTORY": False,  # a build that fails must leave the last good site
    "RELATIVE_URLS": True,
}  # fmt: skip


def apply_defaults(settings: dict[str, Any]) -> None:
    """Changes Pelican's settings in place and adds ARSHEEF_SETTINGS, the checked form of the site's dict ARSHEEF.

    The cache folder is beside content/, where pelicanconf.py is; ``arsheef build --content`` says ARSHEEF_SITE.
    Raises SettingsError as read_settings does.
    """
    base = Path(settings.get("ARSHEEF_SITE") or Path(settings["PATH"]).parent)
    settings["ARSHEEF_SETTINGS"] = read_settings(settings.get("ARSHEEF", {}), base)
    settings.update(FORCED)
    given = settings["JINJA_ENVIRONMENT"]
    settings["JINJA_ENVIRONMENT"] = {
        **given,
        "autoescape": True,
        "undefined": StrictUndefined,
        "extensions": [*given.get("extensions", ()), OnceExtension, FixedTexts],
        "auto_reload": False,  # each run of Pelican has an environment of its own
    }
    if settings["THEME"] == DEFAULT_CONFIG["THEME"]:  # pelicanconf.py names none
        settings["THEME"] = get_path()
