"""The base list: where it comes from, how far it is from the one of the experiments, and that it holds together."""

from __future__ import annotations

from pathlib import Path

from arsheef.arabic.analysis import class_of, fold
from arsheef.arabic.rules import BASES_FILE, read_bases, read_plurals, read_rules

BASES = set(read_bases())


def words(path: Path) -> set[str]:
    return set(path.read_text("utf-8").split())


def jaccard(one: set[str], other: set[str]) -> float:
    return len(one & other) / len(one | other)


def test_the_list_is_near_the_one_of_the_experiments(shared: Path) -> None:
    """Jaccard .848. The rest, by what was decided differently:

    - hamza at the end of four letters: theirs keeps it (لقاء), ours leaves it out (لقا), so that لقائه comes to لقاء;
    - the article before two letters is not cut, so الجو is a base here;
    - nisba and plurals of protected names are no bases (سعوديه), nor are ل and ب with a long word (لتحقيق, باستخدام);
    - no suffix is cut down to a stop word, so بينهم and كانون are bases;
    - verbs in وا and ت come down to the verb without (أعلنت to أعلن), which the recipe leaves open: 160 words;
    - words with ب or ل that a reader would look for without (بنسبة, لحفظ), and nouns and plurals that stand in other lists.
    """
    theirs = words(shared / "ranking" / "bases.txt")
    assert jaccard(BASES, theirs) >= 0.84
    assert 5000 <= len(BASES) <= 5500
    hamza = {base for base in theirs - BASES if "ء" in base}
    assert len(hamza) >= 30
    assert {fold(base) for base in hamza if len(base) > 3} & BASES


def test_their_protected_names_are_bases_but_for_conjunctions_and_common_words(shared: Path) -> None:
    missing = words(shared / "ranking" / "protected.txt") - BASES
    assert {name for name in missing if not name.startswith("و")} <= {"خاصه", "معروفه", "فارو"}
    assert {name.removeprefix("و") for name in missing if name.startswith("و")} <= BASES


def test_bases_are_forms_of_three_letters_and_more_and_their_own_class() -> None:
    plurals = {fold(plural) for plural, _ in read_plurals()}
    short = next(op.fields["short"].split() for op in read_rules().level("class") if op.name == "article")  # الحج is حج
    cut = plurals.union(f"{article}{word}" for word in short for article in ("ال", "لل"))
    assert [base for base in BASES - cut if fold(base) != base or class_of(base) != base or len(base) < 3] == []


def test_the_file_says_whose_data_it_is() -> None:
    head = BASES_FILE.read_text("utf-8")[:600]
    notice = BASES_FILE.with_name("NOTICE").read_text("utf-8")
    for credit in ("wordfreq 3.1.1", "CC BY-SA 4.0", "Unicode CLDR"):
        assert credit in head
        assert credit in notice
