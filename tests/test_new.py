"""``arsheef new``: what is in a new site, what it never touches, and where its build machine gets the program from."""

from __future__ import annotations

import json
import runpy
import subprocess
import sys
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest
from typer import Typer
from typer.testing import CliRunner

from arsheef import __version__
from arsheef.cli.new import run
from arsheef.errors import OutputError
from arsheef.settings import read_settings
from arsheef.site import newsite
from arsheef.site.newsite import FILES, make_site, requirement


def files_in(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_a_new_site_has_settings_an_empty_content_a_workflow_and_a_readme(tmp_path: Path) -> None:
    assert make_site(tmp_path / "deep" / "site") == 0
    assert files_in(tmp_path / "deep" / "site") == {*FILES.values(), "requirements.txt", "content/.gitkeep"}


def test_every_file_of_the_skeleton_is_used() -> None:
    assert files_in(Path(newsite.__file__).with_name("skeleton")) - {"__pycache__"} >= set(FILES)
    assert {name for name in files_in(Path(newsite.__file__).with_name("skeleton")) if "__pycache__" not in name} == set(FILES)


def test_the_settings_of_a_new_site_are_valid(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_site(tmp_path)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "pelicanconf", raising=False)
    monkeypatch.setenv("SITEURL", "https://example.org/archive")
    published = runpy.run_path(str(tmp_path / "publishconf.py"))
    monkeypatch.delitem(sys.modules, "pelicanconf")
    assert read_settings(published["ARSHEEF"], tmp_path).language == "ar"
    assert (published["SITEURL"], published["PLUGINS"]) == ("https://example.org/archive", ["arsheef"])


def test_a_folder_with_something_in_it_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("x", encoding="utf-8")
    with pytest.raises(OutputError, match="not an empty folder; name a new one"):
        make_site(tmp_path)
    with pytest.raises(OutputError, match="not an empty folder"):
        make_site(tmp_path / "mine.txt")
    assert files_in(tmp_path) == {"mine.txt"}


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OutputError, match="cannot be written"):
        make_site(tmp_path / "file" / "site")


def test_samples_are_copied_with_their_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = tmp_path / "samples"
    (source / "2015" / "07").mkdir(parents=True)
    (source / "2015" / "07" / "a.md").write_text("Title: أ\n", encoding="utf-8")
    (source / "2015" / "notes.txt").touch()
    monkeypatch.setattr(newsite, "sample_path", lambda: source)
    assert make_site(tmp_path / "site", sample=True) == 1
    assert files_in(tmp_path / "site" / "content") == {".gitkeep", "2015/07/a.md"}


def test_samples_that_are_not_there_are_not_an_empty_success(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(newsite, "sample_path", lambda: tmp_path / "none")
    with pytest.raises(OutputError, match="no sample articles"):
        make_site(tmp_path / "site", sample=True)


class Installed:
    """A distribution that was installed from somewhere."""

    def __init__(self, origin: dict[str, object] | None) -> None:
        self.origin = origin

    def read_text(self, name: str) -> str | None:
        assert name == "direct_url.json"
        return None if self.origin is None else json.dumps(self.origin)


@pytest.mark.parametrize(
    ("origin", "line"),
    [
        (None, f"arsheef =={__version__}"),
        ({"url": "https://example.org/a.git", "vcs_info": {"vcs": "git", "commit_id": "abc"}}, "arsheef @ git+https://example.org/a.git@abc"),
        ({"url": "https://example.org/a.whl", "archive_info": {}}, "arsheef @ https://example.org/a.whl"),
        ({"url": "https://user:pw@example.org/a.whl", "archive_info": {}}, f"arsheef =={__version__}"),
        ({"url": "ssh://git@example.org/a.git", "vcs_info": {"vcs": "git", "commit_id": "abc"}}, f"arsheef =={__version__}"),
        ({"url": "file:///nowhere/a.whl", "archive_info": {}}, f"arsheef =={__version__}"),
        ({"url": "file:///nowhere/at%20all", "dir_info": {"editable": True}}, f"arsheef =={__version__}"),
    ],
)
def test_the_requirement_says_where_this_program_came_from(origin: dict[str, object] | None, line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(newsite, "distribution", lambda _: Installed(origin))
    assert requirement() == line


def test_a_checkout_names_the_repository_that_it_was_cloned_from(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    checkout = tmp_path / "check out"
    subprocess.run(["git", "init", "-q", str(checkout)], check=True)
    subprocess.run(["git", "-C", str(checkout), "remote", "add", "origin", "https://example.org/arsheef.git"], check=True)
    monkeypatch.setattr(newsite, "distribution", lambda _: Installed({"url": checkout.as_uri(), "dir_info": {}}))
    assert requirement() == "arsheef @ git+https://example.org/arsheef.git"


def test_a_program_that_was_never_installed_is_named_by_version(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise PackageNotFoundError(name)

    monkeypatch.setattr(newsite, "distribution", missing)
    assert requirement() == f"arsheef =={__version__}"


def test_the_command_says_the_next_step(tmp_path: Path) -> None:
    app = Typer()
    app.command()(run)
    result = CliRunner().invoke(app, [str(tmp_path / "site")])
    assert (result.exit_code, result.stderr) == (0, "")
    assert "arsheef ingest" in result.stdout and str(tmp_path / "site") in result.stdout
