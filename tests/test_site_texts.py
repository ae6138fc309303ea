"""The interface's texts: every msgid that templates, page makers or scripts use has its Arabic, with all six forms."""

from __future__ import annotations

import json
import re
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from jinja2.ext import babel_extract
from markupsafe import Markup
from sites import ROOT

from arsheef.errors import OutputError
from arsheef.site.context import KIND_NAMES
from arsheef.site.formats import Formats
from arsheef.site.strings import load_texts, localised, script_strings, script_texts
from arsheef.site.theme import get_path

THEME = ROOT / "theme"
PLACEHOLDER = re.compile(r"%\(\w+\)s")


def used() -> set[str | tuple[str, str]]:
    """msgids; a pair for a counted noun."""
    found: set[str | tuple[str, str]] = set(KIND_NAMES.values())
    for path in (THEME / "templates").rglob("*.html"):
        for _, name, message, _ in babel_extract(BytesIO(path.read_bytes()), ("_", "gettext", "ngettext"), [], {"trim_blocks": "true", "lstrip_blocks": "true"}):
            texts = tuple(part for part in message if isinstance(part, str)) if isinstance(message, tuple) else (message,)
            found.add(texts[:2] if name == "ngettext" else texts[0])
    for path in (ROOT / "plugins" / "arsheef" / "site").glob("*.py"):
        found.update(re.findall(r'\.gettext\(\s*"([^"]+)"', path.read_text("utf-8")))
    return found.union(*map(script_texts, scripts()))


def scripts() -> list[str]:
    return [path.read_text("utf-8") for path in sorted((THEME / "static").rglob("*.js"))]


@pytest.fixture(scope="module")
def arabic() -> Catalog:
    with (THEME / "locale" / "ar.po").open("rb") as file:
        return read_po(file, locale="ar", abort_invalid=True)


def test_every_text_that_is_used_has_its_arabic(arabic: Catalog) -> None:
    missing = []
    for msgid in used():
        message = arabic.get(msgid[0] if isinstance(msgid, tuple) else msgid)
        strings = message.string if message and isinstance(message.string, tuple) else (message.string if message else "",)
        if message is None or message.fuzzy or not all(strings) or len(strings) != (6 if isinstance(msgid, tuple) else 1):
            missing.append(msgid)
    assert missing == []


def test_a_translation_has_the_placeholders_of_its_text_and_no_markup(arabic: Catalog) -> None:
    wrong = []
    for message in arabic:
        if not message.id:
            continue
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        allowed = set(PLACEHOLDER.findall(" ".join(ids)))
        for text in message.string if isinstance(message.string, tuple) else (message.string,):
            needed = allowed - {"%(n)s"} if isinstance(message.id, tuple) else allowed
            if not needed <= set(PLACEHOLDER.findall(text)) <= allowed or "<" in text:
                wrong.append((ids[0], text))
    assert wrong == []


@pytest.mark.parametrize(("number", "said"), [(0, "لا مقالات"), (1, "مقالة واحدة"), (2, "مقالتان"), (3, "3 مقالات"), (10, "10 مقالات"), (11, "11 مقالة"), (99, "99 مقالة"), (100, "100 مقالة"), (103, "103 مقالات"), (1849, "1,849 مقالة")])
def test_arabic_counts_have_six_forms(number: int, said: str) -> None:
    texts = load_texts("ar", THEME, Formats("ar", "latin").number)
    assert texts.ngettext("%(n)s article", "%(n)s articles", number) == said


def test_values_are_escaped_only_where_one_of_them_is_markup() -> None:
    texts = load_texts("en", THEME, str)
    assert texts.gettext("%(first)s to %(last)s", first="<a>", last="b") == "<a> to b"
    mixed = texts.gettext("%(first)s to %(last)s", first="<a>", last=Markup("<b>x</b>"))
    assert mixed == Markup("&lt;a&gt; to <b>x</b>")
    assert isinstance(mixed, Markup)


def test_a_theme_without_texts_uses_the_packaged_ones_and_a_wrong_catalogue_is_named(tmp_path: Path) -> None:
    assert load_texts("ar", tmp_path, str).gettext("Undated") == load_texts("ar", Path(get_path()), str).gettext("Undated")
    (tmp_path / "locale").mkdir()
    (tmp_path / "locale" / "ar.po").write_text('msgid "a\n', encoding="utf-8")
    with pytest.raises(OutputError, match=r"ar\.po"):
        load_texts("ar", tmp_path, str)


def test_scripts_get_what_dates_and_numbers_are_written_with() -> None:
    head, _, body = script_strings(Formats("ar", "arabic")).decode().partition("arsheef.strings = ")
    assert head == "var arsheef = arsheef || {};\n"
    strings = json.loads(body.removesuffix(";\n"))
    assert (strings["language"], strings["digits"]) == ("ar", "arabic")
    assert (strings["months"][6], strings["weekdays"][0]) == ("يوليو", "الأحد")


def test_a_built_script_says_its_sentences_in_the_language_of_the_site() -> None:
    texts = load_texts("ar", THEME, str)
    script = 'say(page.text("Undated"), page.counted(page.forms("%(n)s article",\n "%(n)s articles"), 3), "Undated", other.text("Undated"))'
    made = localised(script, texts)
    undated, forms = texts.gettext("Undated"), texts.forms("%(n)s article", "%(n)s articles")
    assert made.startswith(f'say("{undated}", page.counted({{"zero":"{forms["zero"]}",') and made.endswith(', "Undated", other.text("Undated"))')
    assert forms["few"] in made and made.count(forms["other"]) == 1
    assert script_texts(script) == {"Undated", ("%(n)s article", "%(n)s articles")}


def test_every_sentence_of_the_scripts_is_one_that_a_build_can_translate() -> None:
    texts = load_texts("ar", THEME, str)
    left = [line for script in scripts() for line in localised(script, texts).splitlines() if re.search(r"\bpage\.(text|forms)\(", line)]
    assert [line for line in left if not line.startswith(" * ")] == []  # a comment explains them
    said = set().union(*map(script_texts, scripts()))
    quoted = {text for script in scripts() for text in re.findall(r'"([A-Z][a-z]+(?: [^" ]+)+[^"]*)"', localised(script, texts))}
    assert len(said) > 90
    assert quoted & {one if isinstance(one, str) else one[0] for one in said} == set()
