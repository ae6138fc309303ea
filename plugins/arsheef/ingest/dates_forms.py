"""The forms of a date as regular expressions over folded text, and the numbers in a match of theirs."""

from __future__ import annotations

import re

from arsheef.ingest import dates_words as words

_END = rf"(?![{words.LETTER}])"
_ERA = rf"(?: ?(?P<era>هجريه?|ميلاديه?|للهجره|للميلاد|ه|م|ah|ad){_END})?"
_YEAR = rf"(?:(?P<year>\d{{4}})(?!\d|[.,/:]\d)|(?P<year_words>{words.YEAR_IN_WORDS})){_ERA}"
_BEFORE_YEAR = r"[ ,،/.(-]{0,3}(?:(?:من )?(?:عام|سنه|العام|لعام|لسنه|للعام) )?"
_DUAL = rf"(?:(?: ?[/(|-] ?| )(?P<dual>{words.MONTH})(?: ?\))?)?"
_DAY = (
    rf"(?:(?:(?P<since>\d{{1,2}})(?:-| (?:الي |حتي |و ?)))?(?P<day>\d{{1,2}})(?:st|nd|rd|th|er)?[ ,،/.-]{{0,3}}"
    rf"|(?P<first>غره|اول) |(?P<word>{words.alternatives(words.DAY)}) {{1,2}}(?=من |شهر ))(?:من )?(?:شهر )?(?:of )?"
)
_MONTH = rf"(?P<month>{words.MONTH}){_DUAL}"
_WEEKDAY = rf"(?:(?P<weekday>{words.alternatives(words.WEEKDAY)}){_END}[ ,،.:|(-]{{0,3}})?"
_NOT_INSIDE = rf"(?<![{words.LETTER}\d])(?<!\d[/.,:-])"
_SEPARATOR = r"[/.\\-]"

NAMED = re.compile(rf"{_NOT_INSIDE}{_WEEKDAY}(?<!\d){_DAY}{_MONTH}(?:{_BEFORE_YEAR}{_YEAR})?")
"""«الثلاثاء 21 يوليو (تموز) 2015»، «الأول من شهر رمضان 1436هـ»; the year may be missing."""
MONTH_FIRST = re.compile(
    rf"(?<![{words.LETTER}])(?:[وبل])?{_MONTH}(?:[ ,،/]{{1,3}}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:]))?"
    rf"{_BEFORE_YEAR}{_YEAR}"
)
"""«يوليو 21، 2015»، «تموز 2015»."""
YEAR_FIRST = re.compile(
    rf"(?<![\d/.,:-])(?P<year>\d{{4}})(?P<apart>[ /-]){_MONTH}(?P=apart)"
    rf"(?P<day>\d{{1,2}})(?!\d|[:./,-]\d| ?[{words.LETTER}])(?P<era>)"
)
"""«2015 يوليو 21»."""
NUMERIC = re.compile(
    rf"(?<![\d/.,:-])(?<!\d[/.,:-] ){_WEEKDAY}(?<!\d)(?:"
    rf"(?P<year>\d{{4}}) ?(?P<sep>{_SEPARATOR}) ?(?P<month>\d{{1,2}}) ?(?P=sep) ?(?P<day>\d{{1,2}})"
    rf"|(?P<day2>\d{{1,2}}) ?(?P<sep2>{_SEPARATOR}) ?(?P<month2>\d{{1,2}}) ?(?P=sep2) ?(?P<year2>\d{{4}})"
    rf"|(?P<day3>\d{{1,2}}) (?:من )?شهر (?P<month3>\d{{1,2}})[ ,،/-]{{1,3}}(?:من )?(?:(?:عام|سنه|العام|لعام|لسنه|للعام) )?"
    rf"(?P<year3>\d{{4}}))(?!\d|[/.-]\d){_ERA}"
)
"""«2015-07-21»، «21/7/2015»، «21 من شهر 7 لعام 2015»."""
SHORT_YEAR = re.compile(
    rf"(?P<weekday>{words.alternatives(words.WEEKDAY)}){_END}[ ,،.:|(-]{{0,3}}"
    rf"(?P<day>\d{{1,2}})(?P<sep>[/.-])(?P<month>\d{{1,2}})(?P=sep)"
    rf"(?P<year>\d\d)(?!\d|[/.:-]\d)"
)
"""«الثلاثاء 21/7/15»: only the weekday tells which number is what."""
_CLOCK = (
    rf"(?P<h>[01]?\d|2[0-3])[:](?P<m>[0-5]\d)(?::(?P<s>[0-5]\d))?(?!\d)"
    rf"(?: ?(?P<half>{words.alternatives([*words.MORNING, *words.EVENING])}){_END})?"
)
TIME = re.compile(rf"(?:t|[ ,،|:()-]{{0,4}})(?:الساعه:? |عند الساعه |في الساعه |at )?{_CLOCK}")
"""The time of day behind a date."""
TIME_BEFORE = re.compile(rf"(?<![\d:/.-]){_CLOCK}[ ,،|-]{{1,4}}$")
"""The time of day that a date stands behind: «02:51 م - 21 يوليو 2015»."""


def day_of(match: re.Match[str]) -> int | None:
    """The day of the month in a match of NAMED; of several days («12-15 مارس») the first."""
    if match["first"]:
        return 1
    if match["word"]:
        return words.DAY[words.squeeze(match["word"])]
    since, day = number(match["since"]), number(match["day"])
    return since if since and day and since < day else day


def year_of(match: re.Match[str]) -> int | None:
    """The year in a match of NAMED or MONTH_FIRST, in digits or in words."""
    return words.number_in(match["year_words"]) if match["year_words"] else number(match["year"])


def month_of(match: re.Match[str]) -> tuple[str, int]:
    """(calendar, month); month 0 where two names stand together and do not mean the same month."""
    name, dual = words.squeeze(match["month"]), match["dual"]
    calendar, table = ("gregorian", words.GREGORIAN) if name in words.GREGORIAN else ("hijri", words.HIJRI)
    if dual is not None and table.get(words.squeeze(dual)) != table[name]:
        return calendar, 0
    era = (match["era"] or "").removeprefix("لل")
    if era and (era[:1] == "م" or era == "ad") != (calendar == "gregorian"):
        return calendar, 0
    return calendar, table[name]


def weekday_of(match: re.Match[str]) -> int | None:
    """Monday is 0; None where the match names no weekday."""
    return words.WEEKDAY[words.squeeze(match["weekday"])] if match["weekday"] else None


def time_of(match: re.Match[str]) -> str:
    """hh:mm or hh:mm:ss of a match of TIME or TIME_BEFORE, morning and evening counted in."""
    hour = int(match["h"])
    if match["half"] in words.EVENING and 1 <= hour < 12:
        hour += 12
    elif match["half"] in words.MORNING and hour == 12:
        hour = 0
    return f"{hour:02}:{match['m']}" + (f":{match['s']}" if match["s"] else "")


def number(digits: str | None) -> int | None:
    """Digits as a number; None stays None."""
    return int(digits) if digits else None
