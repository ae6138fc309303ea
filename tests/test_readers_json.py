"""JSON in all its shapes, streamed."""

from __future__ import annotations

import itertools
import json
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from raw_articles import item, text_of, write_jsonl

from arsheef.article import Record
from arsheef.ingest.readers import Rejected, read_records
from arsheef.ingest.readers.source import LONGEST


def titles(path: Path) -> list[str]:
    """Titles of the records; rejections as ``!offset``."""
    return [each.fields["title"] if isinstance(each, Record) else f"!{each.offset}" for each in read_records(path)]


def names(*numbers: int) -> list[str]:
    return [f"عنوان الخبر رقم {number}" for number in numbers]


@pytest.mark.parametrize(
    "shape",
    [json.dumps, lambda items: json.dumps(items, indent=2, ensure_ascii=False),
     lambda items: json.dumps({"articles": items}), lambda items: json.dumps({"count": 3, "meta": {"a": [1]}, "Articles": items, "next": None}, indent=1),
     lambda items: "\n".join(map(json.dumps, items)), lambda items: "\ufeff" + "\n\n".join(map(json.dumps, items)) + "\n",
     lambda items: "".join(json.dumps(each, indent=1) for each in items)],
    ids=["array", "indented", "holder", "holder-with-more", "lines", "lines-with-bom", "objects-in-a-row"],
)  # fmt: skip
@pytest.mark.parametrize("name", ["a.json", "a.txt"])
def test_every_shape_of_json_gives_the_same_records(tmp_path: Path, shape: Any, name: str) -> None:
    path = tmp_path / name
    path.write_text(shape([item(1), item(2), item(3)]), "utf-8")
    assert titles(path) == names(1, 2, 3)


def test_one_object_is_one_record_with_its_fields_by_our_names(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps(item(1, author=["ليلى حداد", "سامر علي"], keywords=["جسر", "نهر"], publisher={"name": "لا يُؤخذ"})), "utf-8")
    (record,) = read_records(path)
    assert isinstance(record, Record)
    assert record.fields["text"] == text_of(1)
    assert record.fields["author"] == "ليلى حداد; سامر علي"
    assert record.fields["tags"] == "جسر; نهر"
    assert record.fields["source"] == "صحيفة المثال"
    assert record.media_type == "application/json"


def test_offsets_are_lines_of_jsonl_and_places_in_an_array(tmp_path: Path) -> None:
    lines = tmp_path / "a.jsonl"
    lines.write_text(f"\n{json.dumps(item(1))}\n\n{json.dumps(item(2))}\n")
    array = tmp_path / "a.json"
    array.write_text(json.dumps([item(1), 7, item(2)]))
    assert [each.offset for each in read_records(lines)] == [2, 4]
    assert [(type(each), each.offset) for each in read_records(array)] == [(Record, 1), (Rejected, 2), (Record, 3)]


def test_equal_objects_have_equal_digests_and_others_not(tmp_path: Path) -> None:
    path = write_jsonl(tmp_path / "a.jsonl", [item(1), item(1), item(2)])
    first, second, third = (each.sha256 for each in read_records(path) if isinstance(each, Record))
    assert first == second != third


def test_a_truncated_jsonl_loses_only_its_last_line(tmp_path: Path) -> None:
    path = write_jsonl(tmp_path / "a.jsonl", [item(1), item(2), item(3)])
    path.write_bytes(path.read_bytes()[:-30])
    *whole, last = read_records(path)
    assert len(whole) == 2
    assert isinstance(last, Rejected)
    assert last.offset == 3
    assert "cut off" in last.reason
    assert "whole copy" in last.reason


def test_a_truncated_array_loses_only_its_last_element(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps([item(1), item(2), item(3)], indent=1)[:-60])
    *whole, last = read_records(path)
    assert [type(each) for each in whole] == [Record, Record]
    assert isinstance(last, Rejected)
    assert "cut off" in last.reason


def test_a_broken_element_of_an_array_costs_only_itself(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    broken = json.dumps(item(2)).replace('"title":', '"title"')
    path.write_text(f"[{json.dumps(item(1))},\n{broken},\n{json.dumps(item(3))}]")
    assert titles(path) == [*names(1), "!2", *names(3)]


def test_a_broken_line_costs_only_itself(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(f"{json.dumps(item(1))}\n{{broken\n{json.dumps(item(3))}\n[1, 2]\n{json.dumps(item(5))}\n")
    assert titles(path) == [*names(1), "!2", *names(3), "!4", *names(5)]


def test_lines_in_two_encodings_are_each_read_by_their_own(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    first, second = (json.dumps(item(number), ensure_ascii=False) for number in (1, 2))
    path.write_bytes(first.encode() + b"\n" + second.encode("cp1256") + b"\n")
    assert titles(path) == names(1, 2)


def test_an_array_in_windows_1256_is_decoded_by_evidence(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(json.dumps([item(1), item(2)], ensure_ascii=False).encode("cp1256"))
    assert titles(path) == names(1, 2)


def test_a_utf_16_export_is_read_line_by_line(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes("".join(json.dumps(item(n), ensure_ascii=False) + "\n" for n in (1, 2)).encode("utf-16"))
    assert titles(path) == names(1, 2)


def test_a_line_of_nul_bytes_is_named_and_nul_around_a_line_is_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    line = json.dumps(item(1)).encode()
    path.write_bytes(line + b"\n" + b"\0" * 4096 + b"\n" + b"\0" * 100 + line.replace(b"1.html", b"2.html") + b"\n")
    first, second, third = read_records(path)
    assert isinstance(second, Rejected)
    assert "NUL" in second.reason
    assert isinstance(first, Record)
    assert isinstance(third, Record)


def test_objects_without_a_text_are_told_which_keys_they_have(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps([{"headline": "عنوان", "ماذا": "نص"}, item(2, content="  ")]))
    first, second = read_records(path)
    assert isinstance(first, Rejected)
    assert "'headline', 'ماذا'" in first.reason
    assert "--map text=KEY" in first.reason
    assert isinstance(second, Rejected)
    assert "empty" in second.reason


def test_a_mapping_names_any_key_even_inside_an_object(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps([{"x": {"deep": text_of(1)}, "kicker": "العنوان الصحيح", "title": "آخر"}]))
    (record,) = read_records(path, {"text": "x.deep", "title": "kicker"})
    assert isinstance(record, Record)
    assert record.fields == {"text": text_of(1), "title": "العنوان الصحيح"}


def test_wordpress_objects_and_unix_times_are_understood(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps([{"title": {"rendered": "عنوان"}, "content": {"rendered": text_of(1)}, "date": 1437447092, "link": "https://e.com/1"}]))
    (record,) = read_records(path)
    assert isinstance(record, Record)
    assert record.fields == {"title": "عنوان", "text": text_of(1), "date": "2015-07-21T02:51:32", "url": "https://e.com/1"}


def test_deep_nesting_is_refused_not_crashed_on(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(f'[{json.dumps(item(1))}, {{"text": {"[" * 200_000}]')
    first, *rest = read_records(path)
    assert isinstance(first, Record)
    assert rest
    assert all(isinstance(each, Rejected) for each in rest)


def test_a_line_of_fifty_megabytes_is_passed_over_in_bounded_memory(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    with path.open("wb") as file:
        file.write(json.dumps(item(1)).encode() + b"\n" + b'{"text": "')
        for _ in range(50):
            file.write(b"x" * (1 << 20))
        file.write(b'"}\n' + json.dumps(item(3)).encode() + b"\n")
    tracemalloc.start()
    assert titles(path) == [*names(1), "!2", *names(3)]
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 3 * LONGEST


@pytest.mark.parametrize("around", ["[{}]", '{{"articles": [{}]}}'])
def test_an_array_is_streamed(tmp_path: Path, around: str) -> None:
    path = tmp_path / "a.json"
    opening, closing = around.format("\0").split("\0")
    with path.open("w", encoding="utf-8") as file:
        file.write(opening)
        file.writelines(("," if n else "") + json.dumps(item(n)) for n in range(6000))
        file.write(closing)
    assert path.stat().st_size > 8_000_000
    tracemalloc.start()
    records: Iterator[Any] = read_records(path)
    count = sum(isinstance(each, Record) for each in itertools.islice(records, None))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 6000
    assert peak < 2_000_000


def test_a_column_inside_of_others_is_named_with_dots_and_its_list_is_the_paragraphs(tmp_path: Path) -> None:
    row = {"data": {"head": {"line": "عنوان الخبر"}, "body": {"parts": [{"value": "فقرة أولى."}, {"value": "فقرة ثانية."}, "", None]}}, "when": {"$date": "2015-07-21"}}
    (tmp_path / "a.jsonl").write_text(json.dumps(row) + "\n" + json.dumps({"data": {"head": "x", "body": []}}) + "\n", "utf-8")
    mapping = {"text": "data.body.parts", "title": "data.head.line", "date": "when"}
    first, second = read_records(tmp_path / "a.jsonl", mapping)
    assert isinstance(first, Record) and isinstance(second, Rejected)
    assert first.fields == {"text": "فقرة أولى.\n\nفقرة ثانية.", "title": "عنوان الخبر", "date": "2015-07-21"}
