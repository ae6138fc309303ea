"""The interface's texts: msgids are English, translations come from theme/locale/<language>.po, read by Babel."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po
from markupsafe import escape

from arsheef.errors import OutputError
from arsheef.site.formats import Formats
from arsheef.site.theme import get_path

CATEGORIES = {"zero": 0, "one": 1, "two": 2, "few": 3, "many": 11, "other": 100}
"""A number of each plural category that Arabic has; English uses one and other of them."""
SENTENCE = re.compile(
    r"""\b(?:arsheef\.)?page\.(?:text\("(?P<text>[^"\\]*)"|forms\("(?P<one>[^"\\]*)",\s*"(?P<many>[^"\\]*)")\)"""
)
"""A sentence of a script, as the scripts of a theme write it."""


class Texts:
    """One language's texts, as templates and page makers ask for them."""

    def __init__(self, translations: GNUTranslations, number: Callable[[int], str]) -> None:
        """``number`` writes a count in the site's digits."""
        self._translations, self._number = translations, number

    def gettext(self, msgid: str, **values: Any) -> str:
        """The text, with %(name)s filled in: plain, for autoescape to escape; Markup where a value is Markup."""
        return _fill(self._translations.gettext(msgid), values)

    def ngettext(self, one: str, many: str, number: int, **values: Any) -> str:
        """The form for ``number``, which %(n)s shows; Arabic has six."""
        text = self._translations.ngettext(one, many, number)
        return _fill(text, {"n": self._number(number), **values})

    def forms(self, one: str, many: str) -> dict[str, str]:
        """CLDR plural category -> the form for it, unfilled: found at one number of each category."""
        return {category: self._translations.ngettext(one, many, n) for category, n in CATEGORIES.items()}


def _fill(text: str, values: dict[str, Any]) -> str:
    if not values or "%(" not in text:
        return text
    if any(hasattr(value, "__html__") for value in values.values()):
        return escape(text) % values
    return text % values


def localised(script: str, texts: Texts) -> str:
    """A script with its sentences in the site's language: ``page.text("…")`` and ``page.forms("one", "many")`` become what they
    give, so that pages carry neither a table of sentences nor the English. A form that is like ``other`` is left out."""

    def put(call: re.Match[str]) -> str:
        text, one, many = call.groups()
        return _json(texts.gettext(text)) if one is None else _json(_distinct(texts.forms(one, many)))

    return SENTENCE.sub(put, script)


def script_texts(script: str) -> set[str | tuple[str, str]]:
    """The msgids of a script's sentences; a pair for a counted thing."""
    calls = (call.groups() for call in SENTENCE.finditer(script))
    return {text if one is None else (one, many) for text, one, many in calls}


def script_strings(formats: Formats) -> bytes:
    """The module js/strings: what scripts write dates and numbers with.

    ``arsheef.strings = {language, digits, months: 12 names, weekdays: 7 names from Sunday}``
    """
    value = {
        "language": formats.language,
        "digits": "arabic" if formats.arabic_digits else "latin",
        "months": [formats.month(n) for n in range(1, 13)],
        "weekdays": [formats.weekday(f"2023-01-{n:02d}") for n in range(1, 8)],  # the 1st was a Sunday
    }
    return f"var arsheef = arsheef || {{}};\narsheef.strings = {_json(value)};\n".encode()


def _distinct(forms: dict[str, str]) -> dict[str, str]:
    return {category: form for category, form in forms.items() if category == "other" or form != forms["other"]}


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def load_texts(language: str, theme: Path, number: Callable[[int], str]) -> Texts:
    """Reads the theme's catalogue, else the packaged one. Raises OutputError where there is none or it is wrong."""
    for folder in (theme, Path(get_path())):
        path = folder / "locale" / f"{language}.po"
        if path.is_file():
            break
    else:
        raise OutputError(f"{path}: no texts in {language!r}; copy theme/locale/ar.po there and translate it.")
    compiled = BytesIO()
    with path.open("rb") as file:
        try:
            write_mo(compiled, read_po(file, locale=language, abort_invalid=True))
        except (PoFileError, ValueError) as error:
            raise OutputError(f"{path}: {error}; correct the catalogue.") from error
    compiled.seek(0)
    return Texts(GNUTranslations(compiled), number)
