"""Queries made from real headlines, with and without filters: the browser's engine and `arsheef search` give the same ids, order,
scores, notes, facets and bars of time; and every count is what choosing it gives."""

from __future__ import annotations

import gzip
import json
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from search_archive import Archive, document

from arsheef.arabic.analysis import analyse
from arsheef.ids import make_id
from arsheef.search.facets import Filters
from arsheef.search.language import KINDS
from arsheef.search.query import Result, Searcher

PLACES = ("الرياض", "جدة", "مكة", "السعودية", "مصر", "قطر", "سوريا", "لبنان", "أوروبا", "فرنسا", "الشرقية", "تبوك", "لندن")
SECTIONS = ("محليات", "رياضة", "اقتصاد", None, None)


@pytest.fixture(scope="module")
def rows(shared: Path) -> list[dict[str, Any]]:
    with gzip.open(shared / "corpus" / "saudinews-dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [row for row in map(json.loads, islice(lines, 0, 20_000, 10)) if row["content"].strip()]


@pytest.fixture(scope="module")
def archive(rows: list[dict[str, Any]], tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """2,000 articles with few sources, sections and places, thousands of people (pairs of words of the titles), and some
    dates known to the month or year only, or not at all."""
    made = Archive(tmp_path_factory.mktemp("archive"))
    made.hold(
        document(
            make_id(row["url"], "", ""), row["title"], row["content"], row["date_extracted"][: (10, 10, 10, 7, 4, 0)[n % 6]] or None,
            source=row["source"], section=SECTIONS[n % 5], places=tuple(place for place in PLACES if place in row["content"]),
            people=tuple(" ".join(row["title"].split()[at : at + 2]) for at in range(3)),
        )
        for n, row in enumerate(rows)
    )  # fmt: skip
    return made


def options_of(n: int, words: list[str]) -> tuple[str, dict[str, Any]]:
    """The n-th query: its text and what else is asked for."""
    one, two, three = words[:3]
    texts = (
        " ".join(words), f"{one} {two}", f'"{one} {two}"', f"{two} -{three}", f"«{two} {three}» {one}", two,
        f"{one} أو {two} {three}", f"={two}", f"عنوان:{two} {one}", f'title:"{two} {three}"', f"-عنوان:{one} {two}", f"{one} | «{two} {three}»",
        f"مكان:الرياض {two}", f"{two} بعد:2015-03 قبل:«يوليو 2015»", "مصدر:alriyadh", f"{one} أو قسم:رياضة", f"شخص:{two}", f"{two} -مكان:السعودية",
        f'="{one} {two}"', f"عنوان:={three}", f"قبل:غدا {one}", "مكان:لاشيء", f"{two} مصدر:al", "قسم:رياضة | قسم:محليات بعد:2015-06",
        f"{one} {two[:2]}{two[3:4]}{two[2:3]}{two[4:]} {three}",
        f"أميركا {two}", f"وزير حزيران {one}", f"يونيو أو جوجل {two}", f"ديموقراطي {two} -أمريكا", f"عنوان:أميركي {one}", "«وزير الخارجية الأميركي» ترمب",
    )  # fmt: skip
    filters: tuple[dict[str, Any], ...] = (
        {}, {"source": ["alriyadh", "okaz"]}, {}, {"place": ["الرياض"]}, {"after": "2015-05"}, {},
        {"section": ["رياضة"], "place": ["مصر", "قطر"]}, {"before": "2015-08-10", "after": "2015"}, {"source": ["nobody"]}, {"person": [f"{one} {two}"]},
        {"after": "soon"},
    )  # fmt: skip
    return texts[n % len(texts)], {
        "sort": ("relevance", "newest", "oldest")[n % 7 % 3], "filters": filters[n % len(filters)],
        "facets": [list(KINDS), ["source", "section"], ["person", "place"]][n % 3],
    }  # fmt: skip


def as_json(ours: Result) -> dict[str, Any]:
    """What the browser's engine says in its own words, but for the hits."""
    assert ours.histogram
    return {
        "total": ours.total, "listed": len(ours.hits), "notes": [{"kind": note.kind, "words": list(note.words)} for note in ours.notes],
        "words": [{"text": text, "count": count} for text, count in ours.words.items()], "kinds": list(ours.kinds),
        "facets": [{"kind": facet.kind, "more": facet.more, "values": [
            {"name": value.name, "count": value.count, "selected": value.selected} for value in facet.values]} for facet in ours.facets],
        "histogram": {"unit": ours.histogram.unit, "undated": ours.histogram.undated, "bars": [
            {"from": start, "to": end, "count": count} for start, end, count in ours.histogram.bars]},
    }  # fmt: skip


def filters_of(options: dict[str, Any]) -> Filters:
    chosen = options["filters"]
    return Filters({kind: names for kind, names in chosen.items() if kind in KINDS}, chosen.get("after"), chosen.get("before"))


def test_both_engines_answer_alike_on_real_articles(archive: Archive, rows: list[dict[str, Any]]) -> None:
    titles = [row["title"] for row in rows if len(row["title"].split()) >= 4][:1200:4]
    asked = [options_of(n, title.split()) for n, title in enumerate(titles)]
    assert len(asked) == 300
    found = 0
    with Searcher(archive.index) as searcher:
        theirs = archive.browser({"query": text, **options} for text, options in asked)
        for (text, options), other in zip(asked, theirs, strict=True):
            ours = searcher.search(text, options["sort"], filters_of(options), options["facets"])
            assert [hit.id for hit in ours.hits] == [hit["id"] for hit in other["hits"]], (text, options)
            assert all(abs(a.score - b["score"]) < 1e-9 for a, b in zip(ours.hits, other["hits"], strict=True)), text
            assert [list(hit.missing) for hit in ours.hits] == [hit["missing"] for hit in other["hits"]], text
            expected = as_json(ours)
            assert {key: other[key] for key in expected} == expected, (text, options)
            found += bool(ours.hits)
    assert found >= 200


@pytest.mark.parametrize("filters", [{}, {"place": ["الرياض"]}, {"source": ["okaz"], "after": "2015-03", "before": "2015-09"}])
@pytest.mark.parametrize("query", ["السعودية", "مجلس أو وزير", "عنوان:الرياض"])
def test_every_count_is_what_choosing_it_gives(archive: Archive, query: str, filters: dict[str, Any]) -> None:
    (found,) = archive.browser([{"query": query, "filters": filters, "facets": list(KINDS)}])
    chosen = [filters | {facet["kind"]: [value["name"]]} for facet in found["facets"] for value in facet["values"]]
    counts = [value["count"] for facet in found["facets"] for value in facet["values"]]
    bars = found["histogram"]["bars"]
    chosen += [filters | {"after": bar["from"], "before": bar["to"]} for bar in bars]
    counts += [bar["count"] for bar in bars]
    totals = [result["total"] for result in archive.browser({"query": query, "filters": each} for each in chosen)]
    assert totals == counts
    assert len(counts) > 12
    whole = archive.browser([{"query": query, "filters": {kind: names for kind, names in filters.items() if kind in KINDS}}])[0]["total"]
    assert sum(bar["count"] for bar in bars) + found["histogram"]["undated"] == whole


def test_a_hit_says_which_forms_of_which_word_it_has_and_where(archive: Archive) -> None:
    (found,) = archive.browser([{"query": "وزير الرياض", "limit": 50, "why": True}])
    assert found["hits"]
    with Searcher(archive.index) as searcher:
        numbers = {record["id"]: doc for doc, record in enumerate(searcher._records)}
        for hit in found["hits"]:
            for reason in hit["why"]:
                for form in reason["forms"]:
                    assert form["title"] or form["text"]
            words = {form["form"] for reason in hit["why"] for form in reason["forms"]}
            expected = {
                form for term in analyse("وزير الرياض")
                for form, postings in searcher.family(term.skeleton)[term.class_].items() if numbers[hit["id"]] in postings
            }  # fmt: skip
            assert words == expected
