"""CSV and TSV, as spreadsheets and scripts really write them."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from raw_articles import text_of

from arsheef.article import Record
from arsheef.ingest.columns import NAMES, plan_columns
from arsheef.ingest.readers import Rejected, read_records


def records(path: Path, mapping: dict[str, str] | None = None) -> list[Record | Rejected]:
    return [each for each in read_records(path, mapping) if isinstance(each, Record | Rejected)]


def write(path: Path, rows: list[list[str]], delimiter: str = ",", encoding: str = "utf-8") -> Path:
    with path.open("w", newline="", encoding=encoding) as file:
        csv.writer(file, delimiter=delimiter).writerows(rows)
    return path


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1256", "utf-16"])
def test_the_delimiter_and_the_encoding_are_found(tmp_path: Path, delimiter: str, encoding: str) -> None:
    path = write(tmp_path / "a.csv", [["عنوان", "نص", "تاريخ"], ["خبر، أول", text_of(1), "2021-05-03"]], delimiter, encoding)
    (record,) = records(path)
    assert isinstance(record, Record)
    assert record.fields == {"title": "خبر، أول", "text": text_of(1), "date": "2021-05-03"}


def test_a_table_without_the_ending_is_told_by_its_header(tmp_path: Path) -> None:
    path = write(tmp_path / "export", [["headline", "Published At", "Body"], ["خبر", "2021-05-03", text_of(1)]])
    (record,) = records(path)
    assert record.offset == 1
    assert isinstance(record, Record)
    assert record.media_type == "text/csv"
    assert record.fields["date"] == "2021-05-03"


def test_a_text_with_commas_is_no_table(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("title, text and other words in a sentence\nthe end", "utf-8")
    (record,) = records(path)
    assert isinstance(record, Record)
    assert record.media_type == "text/plain"


def test_paragraphs_inside_a_quoted_cell_stay(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", [["title", "text"], ["خبر", f"{text_of(1)}\n\n\nقال: \"نعم\""], ["آخر", text_of(2)]])
    first, second = records(path)
    assert isinstance(first, Record)
    assert first.fields["text"] == f"{text_of(1)}\n\n\nقال: \"نعم\""
    assert second.offset == 2


def test_a_quote_that_never_closes_costs_its_row_only(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f'title,text\nأول,{"نص " * 9}\n"ثان,نص مفتوح\nثالث,{"نص " * 9}\nرابع,"{text_of(4)}"\n', "utf-8")
    outcome = [(each.offset, each.fields["title"] if isinstance(each, Record) else None) for each in records(path)]
    assert outcome == [(1, "أول"), (2, None), (3, "ثالث"), (4, "رابع")]


def test_pieces_of_a_broken_row_do_not_become_articles(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('title,text,date\nأول,"قال "نعم, ثم مضى\nوعاد, وحده\nإلى البيت",2021-01-01\nثان,نص الخبر الثاني,2021-01-02\n', "utf-8")
    assert [each.fields["title"] for each in records(path) if isinstance(each, Record)] == ["ثان"]


def test_a_delimiter_in_a_text_without_quotes_is_reported_not_guessed(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("title,text\nخبر,قال الأول, ثم قال الثاني\nخبر,نص\n", "utf-8")
    first, second = records(path)
    assert isinstance(first, Rejected)
    assert "3 cells but 2 columns" in first.reason
    assert isinstance(second, Record)


def test_a_table_without_a_known_column_says_which_it_has_and_how_to_name_one(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", [["رقم", "kicker", "matter"], ["1", "خبر", text_of(1)]])
    (rejected,) = records(path)
    assert isinstance(rejected, Rejected)
    assert "'رقم', 'kicker', 'matter'" in rejected.reason
    assert "--map text=COLUMN" in rejected.reason
    (record,) = records(path, {"text": "matter", "title": "kicker"})
    assert isinstance(record, Record)
    assert record.fields == {"title": "خبر", "text": text_of(1)}


def test_a_hundred_thousand_columns_are_read(tmp_path: Path) -> None:
    header = [f"c{number}" for number in range(100_000)] + ["title", "text"]
    path = write(tmp_path / "a.csv", [header, ["x"] * 100_000 + ["خبر", text_of(1)], ["y"] * 100_000 + ["آخر", text_of(2)]])
    first, second = records(path)
    assert isinstance(first, Record)
    assert isinstance(second, Record)
    assert first.fields == {"title": "خبر", "text": text_of(1)}


def test_a_hundred_thousand_unknown_columns_make_a_short_message(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", [[f"c{number}" for number in range(100_000)]])
    (rejected,) = records(path)
    assert isinstance(rejected, Rejected)
    assert len(rejected.reason) < 400


def test_a_row_in_another_encoding_is_read_by_its_own(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("title,text\nأول,".encode() + text_of(1, 1).encode() + "\nثان,".encode("cp1256") + text_of(2, 1).encode("cp1256"))
    assert [each.fields["title"] for each in records(path) if isinstance(each, Record)] == ["أول", "ثان"]


def test_short_rows_are_empty_at_their_end_and_rows_without_text_are_rejected(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"title,text,author\nأول,{'نص ' * 9}\nثان\n\nثالث,,كاتب\n", "utf-8")
    first, second, third = records(path)
    assert isinstance(first, Record)
    assert "author" not in first.fields
    assert isinstance(second, Rejected)
    assert isinstance(third, Rejected)
    assert third.offset == 3


def test_the_separator_line_of_excel_is_obeyed(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"sep=;\ntitle;text\nخبر;{text_of(1, 1)}\n", "utf-8")
    (record,) = records(path)
    assert isinstance(record, Record)
    assert record.fields["title"] == "خبر"


def test_every_common_name_of_a_column_leads_to_its_field() -> None:
    for field, names in NAMES.items():
        for name in names:
            for spelled in (name, name.title(), name.replace(" ", "_").upper(), f" {name} "):
                assert [found for found, _ in plan_columns((spelled,), {})] == [field], spelled
    assert plan_columns(("datePublished", "articleBody"), {}) == (("text", ("articleBody",)), ("date", ("datePublished",)))


def test_of_two_columns_for_one_field_the_first_with_a_value_counts(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", [["body", "content", "title"], ["", text_of(1), "أ"], ["نص الثاني", "", "ب"]])
    assert [each.fields["text"] for each in records(path) if isinstance(each, Record)] == [text_of(1), "نص الثاني"]
