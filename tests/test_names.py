"""Names of places, people and organisations: on the seed article, on labelled sentences, and where a word is no name."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arsheef.enrich.facets import facets_of
from arsheef.enrich.names import Name, find_names


def found(text: str) -> list[tuple[str, str]]:
    """(text, kind) of every mention."""
    return [(name.text, name.kind) for name in find_names(text)]


def of_kind(text: str, kind: str) -> list[str]:
    return [name.text for name in find_names(text) if name.kind == kind]


@pytest.fixture(scope="module")
def seed(shared: Path) -> dict[str, Any]:
    gold: dict[str, Any] = json.loads((shared / "eval" / "seed-gold.json").read_text(encoding="utf-8"))
    return gold


def test_the_seed_article_has_the_facets_of_its_gold(seed: dict[str, Any]) -> None:
    facets = facets_of("", seed["paragraphs"])
    assert set(facets.places) == set(seed["places"])
    assert set(facets.people) == {person["name"] for person in seed["people"]}
    assert list(facets.organisations) == seed["organisations"]


def test_nothing_in_the_seed_article_is_a_name_that_is_none(seed: dict[str, Any]) -> None:
    assert not {name.text for name in find_names("\n".join(seed["paragraphs"]))} & set(seed["must_not_be_entities"])


def test_a_short_form_folds_into_the_full_name(seed: dict[str, Any]) -> None:
    names = find_names("\n".join(seed["paragraphs"]))
    assert {name.full for name in names if name.text == "بوتين"} == {"فلاديمير بوتين"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("الجارة الجنوبية لبيونغ يانغ", "بيونغ يانغ"),
        ("قلق الغرب وواشنطن", "واشنطن"),
        ("التقى نظيره والسعودية تراقب", "السعودية"),
        ("المقيمون بمصر", "مصر"),
        ("العلاقات مع سوريا ولبنان", "لبنان"),
        ("كان للأردن دور", "الأردن"),
        ("سافر من لندن", "لندن"),
    ],
)
def test_proclitics_are_cut_off_a_place(text: str, name: str) -> None:
    assert name in of_kind(text, "place")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("قال وزير الخارجية الأميركي جون كيري إن", "جون كيري"),
        ("الأمير محمد بن سلمان بن عبدالعزيز", "محمد بن سلمان بن عبدالعزيز"),
        ("التقى الشيخ صباح الأحمد الجابر الصباح", "صباح الأحمد الجابر الصباح"),
        ("وصرح الدكتور أبو بكر البغدادي", "أبو بكر البغدادي"),
        ("سجل المهاجم الأرجنتيني ليونيل ميسي هدفا", "ليونيل ميسي"),
        ("المستشارة الألمانية أنغيلا ميركل", "أنغيلا ميركل"),
        ("وقال نيستلروي إن فان باستن لا يعتمد عليه", "فان باستن"),
    ],
)
def test_a_title_stays_apart_from_the_person(text: str, name: str) -> None:
    assert of_kind(text, "person")[-1] == name


@pytest.mark.parametrize(
    "text",
    [
        "العالم يراقب ما يحدث في المدينة",
        "الرئيس السابق والوزير الحالي",
        "المنتخب السعودي يفوز على المنتخب القطري",
        "قال المتحدث باسم الجيش إن القوات انسحبت",
        "وأكد علي أهمية التركيز علي الترابط الهجومي",
        "دعم مالي كبير للمشروع",
        "كان لكل منهم دور كبير",
    ],
)
def test_a_common_word_is_no_name(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("قرار مجلس الأمن الدولي", "مجلس الأمن الدولي"),
        ("أعلنت هيئة الاتصالات وتقنية المعلومات", "هيئة الاتصالات وتقنية المعلومات"),
        ("باعت شركة نوكيا هواتفها", "نوكيا"),
        ("ذكرت صحيفة «ماركا» أن", "ماركا"),
        ("ممثل للأمم المتحدة", "الأمم المتحدة"),
        ("زعيم حزب العدالة والتنمية", "حزب العدالة والتنمية"),
    ],
)
def test_an_organisation_is_named_without_what_only_announces_it(text: str, name: str) -> None:
    assert of_kind(text, "organisation") == [name]


def test_the_street_is_not_the_king() -> None:
    assert of_kind("وقع الحادث في شارع الملك فهد", "person") == []


@pytest.mark.parametrize("text", ["إلى الرِّيَاضِ أمس", "في الـــرياض وبِالرِّياض", "«بيروت» وبَيْروت", "وَوَاشِنطن وللأردن"])
def test_a_place_in_the_text_is_found_again_by_its_offsets(text: str) -> None:
    names = find_names(text)
    assert names
    for name in names:
        letters = [letter for letter in text[name.start : name.end] if "ء" <= letter <= "ي" and letter != "ـ" and not "ً" <= letter <= "ْ"]
        assert "".join(letters) in name.text.replace(" ", "")


@given(st.text(alphabet=st.sampled_from("محمدبنعليفالرياضوقل ـًّ\n«»().،-9aZ\u200f\ud83d😀"), max_size=200))
def test_whatever_the_text_no_two_names_overlap(text: str) -> None:
    names: list[Name] = find_names(text)
    assert all(0 <= name.start < name.end <= len(text) for name in names)
    assert all(first.end <= second.start for first, second in pairwise(names))


@pytest.mark.parametrize("word", ["محمد ", "بن ", "ال", "الرئيس ", "مجلس ", "«", "و"])
def test_a_word_repeated_without_end_makes_no_name_without_end(word: str) -> None:
    assert all(name.end - name.start < 200 for name in find_names(word * 20_000))


def test_an_empty_text_has_no_names() -> None:
    assert find_names("") == []
    assert facets_of("", []).places == ()


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("حضر الحفل نبيل فهمي وعدد من الضيوف.", ("نبيل فهمي",)),
        ("فاز السويسري روجر فيدرر بالمباراة.", ("روجر فيدرر",)),
        ("وقال هوارد جرونسبكت إن الإنتاج سيزيد.", ("هوارد جرونسبكت",)),
        ("قال إنه لن يفعل ذلك معاذ الله ثم مضى.", ()),
        ("زار المعلم وليد أمس.", ()),
    ],
)
def test_one_mention_of_a_person_is_enough_where_it_is_a_name_all_through_or_announced(text: str, people: tuple[str, ...]) -> None:
    assert facets_of("", [text]).people == people


def test_one_person_has_one_spelling_as_a_facet() -> None:
    texts = ("استقبل الملك سلمان بن عبد العزيز آل سعود الوفد", "استقبل الملك سلمان بن عبدالعزيز الوفد")
    assert {facets_of("", [text]).people for text in texts} == {("سلمان بن عبدالعزيز",)}


@pytest.mark.parametrize("text", ["نقل إلى مستشفى الملك فهد التخصصي بالدمام", "وصلوا إلى مرسى النخيل صباحا وغادروا مرسى النخيل مساء"])
def test_what_is_called_after_a_person_or_sounds_like_one_is_none(text: str) -> None:
    assert facets_of("", [text]).people == ()
