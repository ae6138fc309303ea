"""A person's word about names, topics, copies and related articles stands: after the same input, a changed one, without the ledger."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from raw_articles import item, write_jsonl

from arsheef.article import Article
from arsheef.enrich.archive import Archive
from arsheef.enrich.look import look
from arsheef.frontmatter import read_article
from arsheef.ingest.enrichment import Enrichment
from arsheef.ingest.pipeline import ingest

TEXT = (
    "القاهرة - أعلن الرئيس المصري عبد الفتاح السيسي في القاهرة أن الأمم المتحدة ستعقد مؤتمرا في بيروت، وأن وزير الخارجية سامح شكري سيحضره.\n\n"
    "وقالت الأمم المتحدة في بيان من بيروت إن عبد الفتاح السيسي وسامح شكري وافقا على الموعد، وإن القاهرة ستستضيف اللقاء التالي بعد ذلك."
)
CHANGED = f"{TEXT}\n\nوأضافت الأمم المتحدة أن أنطونيو غوتيريش سيزور دمشق، ثم تعود البعثة من دمشق إلى القاهرة في نهاية الشهر."
KEYS = {"Places": "places", "People": "people", "Organisations": "organisations", "Tags": "topics"}


def run(site: Path, *items: dict[str, object]) -> None:
    source = write_jsonl(site.with_suffix(".jsonl"), list(items))
    ingest([source], site / "content", site / ".arsheef", jobs=1, enrichment=Enrichment(look, Archive))


def record(**changes: object) -> dict[str, object]:
    return item(1, **{"content": TEXT, "tags": "سياسة, مصر"} | changes)


def article_of(site: Path) -> Article:
    return read_article(file_of(site).read_text("utf-8"))


def file_of(site: Path) -> Path:
    (path,) = (site / "content").rglob("*.md")
    return path


def write(path: Path, key: str, value: str | None, *, derived: bool) -> None:
    """A person changes, adds or (None) deletes a line of the header; without ``derived`` its name goes from Derived, too."""
    header, _, body = path.read_text("utf-8").partition("\n\n")
    if not derived:
        header = re.sub(rf"(?m)(^Derived: .*?)\b{KEYS[key]}(, )?", r"\1", header)
    lines = [line for line in header.split("\n") if not line.startswith(f"{key}: ")]
    if value:
        lines.insert(1, f"{key}: {value}")
    path.write_text("\n".join(lines) + "\n\n" + body, "utf-8")


def test_names_are_found_and_marked_as_found_by_machine(tmp_path: Path) -> None:
    run(tmp_path / "s", record())
    article = article_of(tmp_path / "s")
    assert {"القاهرة", "بيروت"} <= set(article.places)
    assert "عبدالفتاح السيسي" in article.people  # the one spelling that every article uses for a facet
    assert "الأمم المتحدة" in article.organisations
    assert {"places", "people", "organisations"} <= article.derived
    assert article.topics == ("سياسة", "مصر")
    assert "topics" not in article.derived


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("change", ["one deleted", "one added", "another", "line deleted"])
@pytest.mark.parametrize("derived", [True, False])
@pytest.mark.parametrize("lost", [True, False])
def test_a_corrected_header_is_never_set_back(tmp_path: Path, key: str, change: str, derived: bool, lost: bool) -> None:
    site = tmp_path / "s"
    run(site, record())
    found = getattr(article_of(site), KEYS[key])
    assert found
    values = {"one deleted": found[1:], "one added": (*found, "أضافه المحرر"), "another": ("كتبه المحرر",), "line deleted": ()}[change]
    write(file_of(site), key, ", ".join(values) or None, derived=derived)
    for round_ in range(4):
        if lost and round_ == 1:
            shutil.rmtree(site / ".arsheef")
        run(site, record() if round_ < 2 else record(content=CHANGED, date_extracted="2021-09-01 10:20:30"))
        assert getattr(article_of(site), KEYS[key]) == values


def test_without_corrections_the_names_follow_the_text_and_modified_says_when(tmp_path: Path) -> None:
    site = tmp_path / "s"
    run(site, record())
    assert "دمشق" not in article_of(site).places
    run(site, record(content=CHANGED, date_extracted="2021-09-01 10:20:30"))
    article = article_of(site)
    assert "دمشق" in article.places
    assert article.modified == "2021-09-01T10:20:30"
    run(site, record(content="نص آخر قصير بلا أسماء، كتبته الصحيفة بعد أن سحبت الخبر الأول من موقعها في اليوم التالي.", date_extracted="2021-09-02 10:20:30"))
    article = article_of(site)
    assert (article.places, article.people, article.organisations) == ((), (), ())
    assert article.topics == ("سياسة", "مصر")


def test_a_correction_of_one_field_does_not_freeze_the_others(tmp_path: Path) -> None:
    site = tmp_path / "s"
    run(site, record())
    write(file_of(site), "People", "كتبه المحرر", derived=True)
    run(site, record(content=CHANGED))
    article = article_of(site)
    assert article.people == ("كتبه المحرر",)
    assert "people" not in article.derived
    assert "دمشق" in article.places
