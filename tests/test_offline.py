"""``arsheef offline zip``: the same bytes from the same site, whole or not at all, and only a site that can search."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest
from typer.testing import CliRunner

from arsheef.cli.offline import app
from arsheef.errors import IndexFormatError, OutputError
from arsheef.offline import zip as offline_zip
from arsheef.offline.zip import write_zip
from arsheef.search.manifest import Manifest, Segment, files_named, manifest_script

MANIFEST = Manifest("rules-1", (Segment("ab12", docs=3, files={"l": 1, "p": 1, "r": 1, "s": 1}, heavy=()),))


def build(output: Path, names: list[str]) -> Path:
    for name in names:
        path = output / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{name}\n" * 50, encoding="utf-8")
    (output / "search" / "manifest.js").write_text(manifest_script(MANIFEST), encoding="utf-8")
    return output


NAMES = ["index.html", "a/0a/0a.html", "tag/z/index.html", "data/articles.jsonl.gz", *(f"search/{name}" for name in files_named(MANIFEST))]


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return build(tmp_path / "output", NAMES)


def test_everything_a_reader_needs_is_below_one_folder(output: Path, tmp_path: Path) -> None:
    packed = write_zip(output, tmp_path / "out.zip")
    with ZipFile(tmp_path / "out.zip") as archive:
        assert archive.testzip() is None
        assert archive.namelist() == sorted(f"archive/{name}" for name in [*NAMES, "search/manifest.js"])
        for name in archive.namelist():
            assert archive.read(name) == (output / name.removeprefix("archive/")).read_bytes()
    assert (packed.files, packed.bytes) == (len(NAMES) + 1, (tmp_path / "out.zip").stat().st_size)


def test_the_same_site_gives_the_same_bytes_whenever_and_however_it_was_written(output: Path, tmp_path: Path) -> None:
    write_zip(output, tmp_path / "one.zip")
    other = build(tmp_path / "elsewhere" / "output", list(reversed(NAMES)))
    for path in other.rglob("*"):
        os.utime(path, (1, 1))
        if path.is_file():
            path.chmod(0o600)
    write_zip(other, tmp_path / "two.zip")
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


def test_what_an_earlier_build_left_in_the_search_folder_is_not_packed(output: Path, tmp_path: Path) -> None:
    write_zip(output, tmp_path / "one.zip")
    for name in ("search/0ld/s0.js", "search/rules-0.js", ".nojekyll", ".cache/x"):
        (output / name).parent.mkdir(exist_ok=True)
        (output / name).write_text("old", encoding="utf-8")
    write_zip(output, tmp_path / "two.zip")
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


def test_text_is_deflated_and_what_is_packed_already_is_stored(output: Path, tmp_path: Path) -> None:
    write_zip(output, tmp_path / "out.zip")
    with ZipFile(tmp_path / "out.zip") as archive:
        assert archive.getinfo("archive/index.html").compress_type == ZIP_DEFLATED
        assert archive.getinfo("archive/data/articles.jsonl.gz").compress_type == ZIP_STORED
        assert {stat.filemode(info.external_attr >> 16) for info in archive.infolist()} == {"-rw-r--r--"}


@pytest.mark.parametrize("missing", ["index.html", "search/ab12/s0.js", "search/rules-1.js"])
def test_a_site_that_is_not_whole_is_refused_and_nothing_is_written(output: Path, tmp_path: Path, missing: str) -> None:
    (output / missing).unlink()
    with pytest.raises(OutputError, match=r"arsheef build"):
        write_zip(output, tmp_path / "out.zip")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["output"]


@pytest.mark.parametrize("text", [None, "", "arsheef.load(\"manifest\",{", 'arsheef.load("manifest",{"format":0});\n'])
def test_a_site_without_a_readable_manifest_is_refused(output: Path, tmp_path: Path, text: str | None) -> None:
    manifest = output / "search" / "manifest.js"
    manifest.unlink()
    if text is not None:
        manifest.write_text(text, encoding="utf-8")
    with pytest.raises(IndexFormatError, match=r"arsheef build"):
        write_zip(output, tmp_path / "out.zip")
    assert not (tmp_path / "out.zip").exists()


def test_an_interrupted_run_leaves_the_old_zip_and_no_half_one(output: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "out.zip").write_text("old", encoding="utf-8")

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(offline_zip, "copyfileobj", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_zip(output, tmp_path / "out.zip")
    assert (tmp_path / "out.zip").read_text(encoding="utf-8") == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.zip", "output"]


def test_a_full_disk_is_said_and_leaves_nothing(output: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(offline_zip, "copyfileobj", full)
    with pytest.raises(OutputError, match=r"out\.zip: cannot be written .*No space left on device"):
        write_zip(output, tmp_path / "out.zip")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["output"]


def test_a_zip_inside_the_site_or_in_no_folder_is_refused(output: Path, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="inside the site"):
        write_zip(output, output / "out.zip")
    with pytest.raises(OutputError, match="cannot be written"):
        write_zip(output, tmp_path / "nowhere" / "out.zip")


def test_the_command_says_what_it_wrote(output: Path, tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["zip", str(tmp_path / "my.zip"), "--site", str(tmp_path)])
    assert (result.exit_code, result.stderr) == (0, "")
    assert "my.zip" in result.stdout and "archive/index.html" in result.stdout
    assert (tmp_path / "my.zip").is_file()
