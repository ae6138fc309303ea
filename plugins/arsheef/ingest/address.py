"""What the address of an article says of its outlet and its section."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from urllib.parse import unquote, urlsplit

_TABLE: dict[str, list[str]] = json.loads(files("arsheef.ingest").joinpath("sections.json").read_text(encoding="utf-8"))
_SECTIONS = {word: section for section, words in _TABLE.items() for word in words}
_SECOND_LEVEL = frozenset(("com", "co", "net", "org", "gov", "edu", "ac", "mil", "info"))


def outlet_of(url: str | None) -> str | None:
    """The registrable name of the host: www.al-madina.com gives al-madina, arabic.cnn.com cnn; None without a host."""
    host = (urlsplit(url).hostname or "") if url else ""
    labels = [label for label in host.split(".") if label]
    if len(labels) < 2 or re.fullmatch(r"[\d.:]+", host):
        return host or None
    end = len(labels) - 1
    if end > 1 and labels[end - 1] in _SECOND_LEVEL:
        end -= 1
    return labels[end - 1]


def section_named(words: str) -> str | None:
    """The section that ``words`` are a name of («محليات»); None where they name none."""
    return _SECTIONS.get(re.sub(r"[\s_]+", "-", words.strip().lower()))


def section_in_url(url: str) -> str | None:
    """The section that a folder of the address names (/Sports/, /اقتصاد/), by the table sections.json."""
    parts = [part for part in unquote(urlsplit(url).path).lower().split("/") if part]
    for part in parts[:-1]:
        section = _SECTIONS.get(part.replace("_", "-"))
        if section:
            return section
    return None
