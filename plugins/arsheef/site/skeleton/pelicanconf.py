"""The archive's settings: those in ARSHEEF are explained in arsheef's README, the others in Pelican's manual."""

SITENAME = "أرشيف الأخبار"
SITEURL = ""
PATH = "content"
OUTPUT_PATH = "output"
TIMEZONE = "UTC"
DEFAULT_LANG = "ar"
PLUGINS = ["arsheef"]

ARSHEEF = {
    "description": "",
    "language": "ar",
    "digits": "latin",
}
