"""The archive's settings: those in ARSHEEF are explained in arsheef's README, the others in Pelican's manual."""

from __future__ import annotations

from arsheef.site.theme import get_path

SITENAME = "أرشيف الأخبار"
SITEURL = ""
PATH = "content"
OUTPUT_PATH = "output"
TIMEZONE = "UTC"
DEFAULT_LANG = "ar"
PLUGINS = ["arsheef"]
THEME = get_path()

ARSHEEF = {
    "description": "",
    "language": "ar",
    "digits": "latin",
}
