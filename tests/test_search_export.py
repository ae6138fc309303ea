"""The static index: same bytes from the same input, nothing half-written, nothing that a page needs taken away."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from search_archive import Archive, document
from test_search_index import some_documents

from arsheef.errors import IndexFormatError
from arsheef.search.manifest import files_named, read_manifest
from arsheef.search.source import day_number


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_two_builds_of_the_same_articles_write_the_same_bytes(tmp_path: Path) -> None:
    one, two = Archive(tmp_path / "one"), Archive(tmp_path / "two")
    one.hold(some_documents(60))
    two.hold(some_documents(60))
    assert files(one.out) == files(two.out)


def test_the_manifest_names_every_file_and_no_other_is_there(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    archive.hold(some_documents(60))
    named = set(files_named(read_manifest(archive.out / "manifest.js")))
    assert named | {"manifest.js"} == set(files(archive.out))


def test_a_build_without_changes_writes_nothing(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    archive.hold(some_documents(40))
    before = {path: path.stat().st_mtime_ns for path in archive.out.rglob("*")}
    summary = archive.hold(some_documents(40))
    assert (summary.added, summary.exported) == (0, 0)
    assert {path: path.stat().st_mtime_ns for path in archive.out.rglob("*")} == before


def test_the_generation_before_stays_for_one_build_for_pages_that_are_open(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    archive.hold(some_documents(20))
    (first,) = read_manifest(archive.out / "manifest.js").segments
    archive.hold(some_documents(20, seed=2))
    assert (archive.out / first.name / "l0.js").is_file()
    archive.hold(some_documents(20, seed=3))
    assert not (archive.out / first.name).exists()


def test_what_was_lost_of_the_output_is_exported_again(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    archive.hold(some_documents(40))
    whole = files(archive.out)
    (segment,) = read_manifest(archive.out / "manifest.js").segments
    (archive.out / segment.name / "s0.js").unlink()
    assert archive.hold(some_documents(40)).exported == 1
    assert files(archive.out) == whole
    shutil.rmtree(archive.out)
    archive.hold(some_documents(40))
    assert files(archive.out) == whole


def test_a_damaged_list_of_exports_only_costs_time(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    archive.hold(some_documents(10))
    whole = files(archive.out)
    (archive.index / "exports.json").write_bytes(b'{"x": {"na')
    assert archive.hold(some_documents(10)).exported == 1
    assert files(archive.out) == whole


def test_documents_of_a_segment_stand_in_the_order_of_their_dates(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    archive.hold([document(f"d{n}", "عنوان", "جسر", date) for n, date in enumerate(
        ["2024-03-12", None, "2019", "2024-03", "2024-03-12T08:30", "2001-01-01"])])  # fmt: skip
    (segment,) = read_manifest(archive.out / "manifest.js").segments
    rows = []
    for name in ("r0.js", "r1.js"):
        text = (archive.out / segment.name / name).read_text("utf-8")
        rows += json.loads(text.partition(",")[2].removesuffix(");\n"))
    assert [row[0] for row in rows] == ["d5", "d2", "d3", "d0", "d4", "d1"]


def test_a_date_counts_from_the_first_day_it_can_mean() -> None:
    assert day_number("1800-01-01") == 1
    assert day_number("2024") == day_number("2024-01") == day_number("2024-01-01")
    assert day_number("2024-02-01T10:00") - day_number("2024") == 31
    assert day_number(None) == 0


def test_an_empty_archive_has_a_manifest_and_finds_nothing(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    archive.hold(some_documents(3))
    archive.hold([])
    assert archive.browser(["جسر"])[0]["total"] == 0
    assert archive.ids("جسر") == []


@pytest.mark.parametrize("text", ["", "arsheef.load(", 'arsheef.load("manifest",{"format":99});\n', "<html>", 'arsheef.load("manifest",[]);\n'])
def test_a_manifest_that_is_none_is_refused_with_a_way_out(tmp_path: Path, text: str) -> None:
    path = tmp_path / "manifest.js"
    path.write_text(text, "utf-8")
    with pytest.raises(IndexFormatError, match="run 'arsheef build'"):
        read_manifest(path)


def test_a_title_that_ends_lines_for_old_browsers_stays_inside_its_string(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    archive.hold([document("one", 'a\u2028b</script>"\\', "جسر")])
    (segment,) = read_manifest(archive.out / "manifest.js").segments
    assert "\u2028" not in (archive.out / segment.name / "r0.js").read_text("utf-8")
    assert archive.browser(["جسر"])[0]["total"] == 1
