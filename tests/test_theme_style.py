"""The style sheets as text: logical properties, colours by name only, contrast of every pair that carries words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

CSS = Path(__file__).resolve().parents[1] / "theme" / "static" / "css"
SHEETS = {path.name: re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.DOTALL) for path in sorted(CSS.glob("*.css"))}
PHYSICAL = re.compile(
    r"(?:^|[;{\s])((?:margin|padding|border)-(?:left|right|top|bottom)[\w-]*|left|right|top|bottom|width|height|min-width|max-width|min-height|max-height"
    r"|float|clear)\s*:|text-align\s*:\s*(?:left|right)"
)  # fmt: skip
PAIRS = (
    ("ink", "paper"), ("ink", "panel"), ("ink", "field"), ("ink-2", "paper"), ("ink-2", "panel"), ("ink-2", "field"), ("rubric", "paper"),
    ("invert", "ink"), ("mark-ink", "mark"), ("ink-2", "heat-0"), ("ink", "heat-1"), ("ink", "heat-2"), ("invert", "heat-3"), ("invert", "heat-4"),
)  # fmt: skip
"""(text, ground) as the sheets use them."""
AAA = 7
"""Contrast of normal text, WCAG 2.2, 1.4.6."""
GRAPHICS = 3
"""Contrast of drawings, 1.4.11."""


def colours(block):
    return dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{3,6})", block))


def blocks():
    sheet = SHEETS["site.css"]
    light = sheet[sheet.index(":root {") : sheet.index("@media (prefers-color-scheme: dark)")]
    automatic = sheet[sheet.index("@media (prefers-color-scheme: dark)") : sheet.index(':root[data-theme="dark"]')]
    start = sheet.index(':root[data-theme="dark"]')
    return colours(light), colours(automatic), colours(sheet[start : sheet.index("}", start)])


def luminance(colour):
    digits = colour[1:] if len(colour) == 7 else "".join(c * 2 for c in colour[1:])
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("name", SHEETS)
def test_only_logical_properties_are_used(name):
    sheet = re.sub(r"@media[^{]*", "@media ", SHEETS[name])  # min-width is the name of a media feature
    assert [found[0] for found in PHYSICAL.finditer(sheet)] == []


@pytest.mark.parametrize("name", SHEETS)
def test_nothing_is_loaded_by_a_style_sheet(name):
    assert "url(" not in SHEETS[name] and "@import" not in SHEETS[name] and "@font-face" not in SHEETS[name]


def test_colours_have_names_and_only_the_table_of_names_has_values():
    sheet = SHEETS["site.css"]
    after = sheet[sheet.index(':root[data-theme="light"] {') :]
    printed = after[after.index("@media print") :]
    rules = after.replace(printed[: printed.index("}")], "", 1) + SHEETS["browse.css"]
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b(?![^{]*\{)|rgba?\(|hsla?\(", rules) == []


def test_a_chosen_dark_is_the_same_as_the_systems_dark():
    _, automatic, chosen = blocks()
    assert automatic and automatic == chosen


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_words_stand_out_from_their_ground(scheme, text, ground):
    light, dark, _ = blocks()
    values = light if scheme == "light" else {**light, **dark}
    assert contrast(values[text], values[ground]) >= AAA


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_bars_of_time_stand_out_from_the_paper(scheme):
    light, dark, _ = blocks()
    values = light if scheme == "light" else {**light, **dark}
    assert contrast(values["bars"], values["paper"]) >= GRAPHICS


def test_every_name_that_is_used_is_defined():
    names = {name: set(re.findall(r"(?<=[\s;{])--([\w-]+)\s*:", sheet)) for name, sheet in SHEETS.items()}
    used = {name: set(re.findall(r"var\(--([\w-]+)\)", sheet)) for name, sheet in SHEETS.items()}
    assert all(used[name] <= names["site.css"] | names[name] for name in SHEETS)
    assert set().union(*names.values()) <= set().union(*used.values())
