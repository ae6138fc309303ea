"""The settings of this repository's sample site: those in ARSHEEF are explained in README.md, the others by Pelican."""

SITENAME = "أرشيف"
SITEURL = ""
PATH = "content"
OUTPUT_PATH = "output"
TIMEZONE = "UTC"
DEFAULT_LANG = "ar"
THEME = "theme"
PLUGIN_PATHS = ["plugins"]
PLUGINS = ["arsheef"]
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None

ARSHEEF = {"description": "مقالات عربية كتبت لهذا المشروع", "language": "ar", "digits": "latin"}
