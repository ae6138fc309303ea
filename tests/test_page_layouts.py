"""Pages as news sites build them: from layout tables to scripts, each gives its article and nothing of what surrounds it."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from page_layouts import LAYOUTS, Layout

from arsheef.article import Record
from arsheef.ingest.extract import extract
from arsheef.ingest.readers import read_records


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_a_page_gives_its_article(layout: Layout, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_bytes(layout.html.encode(layout.encoding, "xmlcharrefreplace"))
    (record,) = read_records(tmp_path / "page.html")
    assert isinstance(record, Record)
    fields = {**record.fields, "url": layout.url} if layout.url else record.fields
    found = extract(Record(record.path, 1, record.media_type, fields, record.sha256))
    text = "\n".join(found.paragraphs)
    assert token_f1(text, "\n".join(layout.paragraphs)) >= 0.97, found.paragraphs
    assert (found.title, found.date and found.date[:10]) == (layout.title, layout.date)
    assert (found.author, found.agency, found.source) == (layout.author, layout.agency, layout.site)
    assert [words for words in layout.absent if words in text] == []


def token_f1(one: str, other: str) -> float:
    """Token F1 of two texts."""
    a, b = (Counter(re.findall(r"\w+", text)) for text in (one, other))
    return 2 * sum((a & b).values()) / max(1, sum(a.values()) + sum(b.values()))
