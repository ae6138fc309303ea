"""What a query finds, in `arsheef search` and in the browser alike."""

from __future__ import annotations

from pathlib import Path

import pytest
from search_archive import Archive, document

from arsheef.search.query import Searcher

DOCUMENTS = [
    document("bridge", "إعادة فتح جسر الوادي", "عبر الأهالي الجسر صباح اليوم في الوادي القديم", "2024-03-12"),
    document("school", "المدرسة الزراعية تؤجل الاختبارات", "قالت المدرسة إن جسر القرية مغلق", "2024-03-13"),
    document("valley", "سيول محدودة", "ارتفع الماء في الوادي ولم يبلغ القواعد", "2023-12-16"),
    document("minister", "زيارة رسمية", "التقى وزير الخارجية نظيره ثم زار الوادي وزير آخر للزراعة والخارجية", "2022-01-05"),
    document("undated", "بائع الفخار", "كان يدور ثمانية كيلومترات ليصل إلى السوق وفيه جسر", None),
    document("vowelled", "لوحة حجرية", "هذا الجِسْرُ أُقِيمَ سنةَ ألفٍ", "2024-03"),
]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    made = Archive(tmp_path_factory.mktemp("archive"))
    made.hold(DOCUMENTS)
    return made


def both(archive: Archive, query: str, sort: str = "relevance") -> tuple[list[str], int, list[str]]:
    """(ids, total, kinds of notes), after asserting that both engines say the same."""
    with Searcher(archive.index) as searcher:
        ours = searcher.search(query, sort)
    (theirs,) = archive.browser([{"query": query, "sort": sort}])
    assert [(hit.id, list(hit.missing)) for hit in ours.hits] == [(hit["id"], hit["missing"]) for hit in theirs["hits"]]
    assert all(abs(a.score - b["score"]) < 1e-9 for a, b in zip(ours.hits, theirs["hits"], strict=True))
    assert ours.total == theirs["total"]
    assert [(note.kind, list(note.words)) for note in ours.notes] == [(n["kind"], n["words"]) for n in theirs["notes"]]
    assert [(word, count) for word, count in ours.words.items()] == [(w["text"], w["count"]) for w in theirs["words"]]
    return [hit.id for hit in ours.hits], ours.total, [note.kind for note in ours.notes]


def test_a_word_finds_its_forms_with_and_without_article_and_vowels(archive: Archive) -> None:
    found, total, _ = both(archive, "جسر")
    assert set(found) == {"bridge", "school", "undated", "vowelled"}
    assert total == 4


def test_words_are_anded_and_partial_matches_follow(archive: Archive) -> None:
    found, total, notes = both(archive, "جسر الوادي")
    assert total == 1
    assert found[0] == "bridge"
    assert set(found[1:]) == {"school", "valley", "undated", "vowelled", "minister"}
    assert notes == ["near"]
    with Searcher(archive.index) as searcher:
        lacking = {hit.id: hit.missing for hit in searcher.search("جسر الوادي").hits}
    assert lacking == {"bridge": (), "school": ("الوادي",), "undated": ("الوادي",), "vowelled": ("الوادي",),
                       "valley": ("جسر",), "minister": ("جسر",)}  # fmt: skip


def test_where_no_article_has_all_words_the_best_partial_matches_come_and_are_called_so(archive: Archive) -> None:
    found, total, notes = both(archive, "المدرسة الفخار")
    assert set(found) == {"school", "undated"}
    assert total == 2
    assert notes == ["partial"]


def test_a_word_that_no_article_has_is_named(archive: Archive) -> None:
    with Searcher(archive.index) as searcher:
        result = searcher.search("جسر زرافة")
    assert [(note.kind, note.words) for note in result.notes] == [("unknown", ("زرافة",)), ("partial", ())]
    assert both(archive, "زرافة") == ([], 0, ["unknown"])


def test_a_phrase_wants_its_words_one_after_another_in_any_form(archive: Archive) -> None:
    assert both(archive, '"وزير الخارجية"') == (["minister"], 1, [])
    assert both(archive, "«الماء في الوادي»") == (["valley"], 1, [])


def test_a_phrase_that_is_nowhere_gives_the_articles_with_its_words_and_says_so(archive: Archive) -> None:
    assert both(archive, '"الخارجية وزير"') == (["minister"], 1, ["phrase"])


def test_a_phrase_never_spans_title_and_body(archive: Archive) -> None:
    assert both(archive, '"الوادي عبر"')[2] == ["phrase"]


def test_minus_takes_articles_away(archive: Archive) -> None:
    found, total, _ = both(archive, "جسر -المدرسة")
    assert "school" not in found
    assert total == 3
    assert both(archive, '-"صباح اليوم" الجسر')[1] == 3


def test_only_minus_or_nothing_finds_nothing_and_says_why(archive: Archive) -> None:
    assert both(archive, "-جسر") == ([], 0, ["only-minus"])
    assert both(archive, " ،، ") == ([], 0, ["empty"])


def test_a_minus_inside_a_word_is_not_an_exclusion(archive: Archive) -> None:
    assert both(archive, "جسر-الوادي")[1] == 1


def test_stop_words_are_not_required_beside_another_word(archive: Archive) -> None:
    assert set(both(archive, "من هو الفخار")[0]) == {"undated"}


def test_order_by_date_puts_undated_last_either_way(archive: Archive) -> None:
    assert both(archive, "جسر", "newest")[0] == ["school", "bridge", "vowelled", "undated"]
    assert both(archive, "جسر", "oldest")[0] == ["vowelled", "bridge", "school", "undated"]


@pytest.mark.parametrize("query", ['"', '""', "«", '-"', "--", "-", '"جسر', "جسر«الوادي»", "\u202eجسر", "جسر\x00", "𞸀 😀", "a" * 5000])
def test_nothing_that_can_be_typed_is_an_error(archive: Archive, query: str) -> None:
    both(archive, query)


def test_a_headline_weighs_as_much_above_a_long_text(tmp_path: Path) -> None:
    """A headline that is just what was typed goes before a longer one with the same words, though its text is not short."""
    made = Archive(tmp_path)
    long = " ".join(f"كلمة{n}" for n in range(400))
    made.hold([
        document("long", "افتتاح جسر الوادي", long, "2024-01-01"),
        document("short", "الأهالي يطالبون بتأجيل موعد افتتاح جسر الوادي حتى الصيف", "قال الأهالي إن الموعد قريب", "2024-01-02"),
        *(document(f"other{n}", "أخبار متفرقة", "نص قصير عن الطقس", "2024-01-03") for n in range(8)),
    ])  # fmt: skip
    assert both(made, "افتتاح جسر الوادي")[0][0] == "long"


def test_forms_of_the_word_go_before_its_broken_plural_and_words_that_mean_the_same(tmp_path: Path) -> None:
    made = Archive(tmp_path)
    made.hold([
        document("own", "خبر", "أعلنت بنوكها", "2024-01-01"), document("singular", "خبر", "أعلنت بنكها", "2024-01-02"),
        document("month", "خبر", "في شهر ليونيو", "2024-01-01"), document("meant", "خبر", "في شهر حزيران", "2024-01-02"),
        *(document(f"other{n}", "أخبار متفرقة", "نص قصير عن الطقس", "2024-01-03") for n in range(8)),
    ])  # fmt: skip
    assert both(made, "بنوك")[0] == ["own", "singular"]
    assert both(made, "يونيو")[0] == ["month", "meant"]
