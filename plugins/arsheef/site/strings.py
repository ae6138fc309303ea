"""The interface's texts: msgids are English, translations come from theme/locale/<language>.po, read by Babel."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
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


def script_strings(texts: Texts, formats: Formats, themes: Iterable[Path]) -> bytes:
    """theme/js/strings.js: the texts that the themes' locale/script.json list, and what scripts write dates with.

    ``arsheef.strings = {language, digits, messages: {msgid: text}, plurals: {msgid of one: {category: text}},
    months: 12 names, weekdays: 7 names from Sunday}``
    """
    messages: dict[str, str] = {}
    plurals: dict[str, dict[str, str]] = {}
    for theme in themes:
        path = theme / "locale" / "script.json"
        if path.is_file():
            listed = json.loads(path.read_text("utf-8"))
            messages |= {msgid: texts.gettext(msgid) for msgid in listed["messages"]}
            plurals |= {one: texts.forms(one, many) for one, many in listed["plurals"]}
    value = {
        "language": formats.language,
        "digits": "arabic" if formats.arabic_digits else "latin",
        "messages": messages,
        "plurals": plurals,
        "months": [formats.month(n) for n in range(1, 13)],
        "weekdays": [formats.weekday(f"2023-01-{n:02d}") for n in range(1, 8)],  # the 1st was a Sunday
    }
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return f"var arsheef = arsheef || {{}};\narsheef.strings = {text};\n".encode()


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
