"""Text and HTML files, and the encodings they come in."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from raw_articles import text_of

from arsheef.article import Record
from arsheef.errors import InputError
from arsheef.ingest.encoding import decode
from arsheef.ingest.readers import Rejected, read_records

ARABIC = "استقبل رئيس البلدية أمس وفدًا من طلاب المدارس، وقال إن الجسر الجديد «سيُفتح قريبًا» أمام المارة؛ فهل يكتمل؟"
PAGE = "<!DOCTYPE html><html><head><meta charset='{charset}'><title>خبر</title></head><body><p>{text}</p></body></html>"


def only(path: Path) -> Record:
    """The single record of a file."""
    (record,) = read_records(path)
    assert isinstance(record, Record), record
    return record


def test_a_text_file_is_one_record_with_the_digest_of_its_bytes(tmp_path: Path) -> None:
    path = tmp_path / "خبر.txt"
    path.write_bytes(text_of(1).encode())
    record = only(path)
    assert record.fields == {"text": text_of(1)}
    assert (record.path, record.offset, record.media_type) == (str(path), 1, "text/plain")
    assert record.sha256 == hashlib.sha256(text_of(1).encode()).hexdigest()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1256", "mac_arabic"])
def test_arabic_text_is_read_in_the_encoding_it_was_written_in(tmp_path: Path, encoding: str) -> None:
    text = ARABIC if encoding != "mac_arabic" else ARABIC.replace("«", "").replace("»", "")
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode(encoding))
    assert only(path).fields["text"] == text


def test_iso_8859_6_is_told_from_windows_1256(tmp_path: Path) -> None:
    text = ARABIC.replace("«", "").replace("»", "")
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode("iso8859_6"))
    assert only(path).fields["text"] == text


@pytest.mark.parametrize("word", ["خبر عاجل", "مرحبا بكم", "الطقس اليوم", "وفاة الشاعر", "قطر", "ذهب"])
def test_a_word_is_enough_to_read_windows_1256(word: str) -> None:
    assert decode(word.encode("cp1256")).text == word


@pytest.mark.parametrize("words", ["استقبل رئيس البلدية أمس وفدا", "وفاة الشاعر الكبير في المدينة", "وقال إن الطقس اليوم بارد"])
def test_a_few_words_are_enough_to_read_iso_8859_6(words: str) -> None:
    assert decode(words.encode("iso8859_6")).text == words


def test_french_in_windows_1252_stays_french() -> None:
    text = "Le président a été élu hier à Genève, où l'été fut très chaud."
    assert decode(text.encode("cp1252")).text == text


def test_lines_of_two_encodings_in_one_file_are_each_read_by_their_own(tmp_path: Path) -> None:
    first, second = text_of(1, 1), text_of(2, 1)
    path = tmp_path / "a.txt"
    path.write_bytes(first.encode() + b"\n" + second.encode("cp1256") + b"\n" + first.encode())
    assert only(path).fields["text"] == f"{first}\n{second}\n{first}"


def test_a_broken_byte_in_utf_8_is_replaced_and_noted(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(text_of(1).encode()[:-2])
    record = only(path)
    assert record.fields["text"].endswith("\ufffd")
    assert record.notes == ("1 undecodable characters replaced by U+FFFD; compare with the original",)


def test_a_text_with_some_nul_bytes_loses_them_with_a_note(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"\0" + text_of(1).encode() + b"\0\0")
    record = only(path)
    assert record.fields["text"] == text_of(1)
    assert record.notes == ("3 NUL bytes removed",)


def test_an_encoding_that_is_neither_is_refused_with_advice() -> None:
    with pytest.raises(InputError, match="convert it to UTF-8"):
        decode("日本語のニュース記事です。今日は東京で雨が降りました。".encode("euc-jp"))


@pytest.mark.parametrize(
    ("content", "name"),
    [(b"%PDF-1.7\n%\xe2\xe3", "a PDF"), (b"\x89PNG\r\n\x1a\n", "a picture"), (b"BZh91AY&SY", "a .bz2 archive"),
     (b"<?xml version='1.0'?><newsItem/>", "XML")],
)  # fmt: skip
def test_a_known_format_that_is_not_read_is_named(tmp_path: Path, content: bytes, name: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(content)
    (rejected,) = read_records(path)
    assert isinstance(rejected, Rejected)
    assert rejected.reason.startswith(name)


def test_binary_bytes_are_no_text(tmp_path: Path) -> None:
    path = tmp_path / "a.dat"
    path.write_bytes(bytes(range(256)) * 20)
    (rejected,) = read_records(path)
    assert isinstance(rejected, Rejected)
    assert "convert it" in rejected.reason


@pytest.mark.parametrize("name", ["page.html", "page.txt", "page"])
def test_html_is_told_by_its_content(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text("\n<!-- saved -->\n" + PAGE.format(charset="utf-8", text=ARABIC), "utf-8")
    record = only(path)
    assert record.media_type == "text/html"
    assert ARABIC in record.fields["html"]


@pytest.mark.parametrize(
    ("declared", "actual"),
    [("windows-1256", "cp1256"), ("utf-8", "cp1256"), ("windows-1256", "utf-8"), ("no-such-charset", "cp1256"), ("iso-8859-1", "cp1256")],
)
def test_a_page_is_decoded_by_evidence_when_its_charset_lies(tmp_path: Path, declared: str, actual: str) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(PAGE.format(charset=declared, text=ARABIC).encode(actual))
    assert ARABIC in only(path).fields["html"]


def test_a_text_that_begins_with_a_bracket_is_still_text(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    for text in ("[رويترز] قال متحدث إن الجسر فُتح.", "{ملاحظة} قال متحدث إن الجسر فُتح.", '["مصدر"] قال متحدث إن الجسر فُتح.'):
        path.write_text(text, "utf-8")
        assert only(path).fields == {"text": text}
