"""What make says on a machine where something is missing and may not be installed: one sentence with the next step."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TOOLS = ("bash", "dirname", "mktemp", "tail", "rm")


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A folder that is all of PATH: a shell, its few tools, and a user who is not root."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in TOOLS:
        (folder / name).symlink_to(str(shutil.which(name)))
    put(folder, "id", "echo 1000")
    put(folder, "apt-get", "echo apt-get must not be called >&2; exit 9")
    return folder


def put(folder: Path, name: str, script: str) -> None:
    path = folder / name
    path.write_text(f"#!/bin/bash\n{script}\n", encoding="utf-8")
    path.chmod(0o755)


def run(machine: Path, script: str, *arguments: str) -> tuple[int, str]:
    """Runs a copy of a script, since it makes .venv beside its own folder."""
    shutil.copytree(ROOT / "scripts", machine.parent / "scripts", dirs_exist_ok=True)
    command = ["bash", f"scripts/{script}", *arguments]
    done = subprocess.run(command, cwd=machine.parent, env={"PATH": str(machine)}, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("python", "sentence"),
    [
        (None, "arsheef needs Python 3.11 or newer"),
        ("exit 1", "arsheef needs Python 3.11 or newer"),
        ('case "$2" in *"sys.exit"*) ;; *print*) echo 3.12 ;; *) exit 1 ;; esac', "no module 'venv'"),
        ('case "$2" in *ensurepip*) exit 1 ;; *print*) echo 3.12 ;; esac', "no module 'ensurepip'"),
    ],
    ids=["no python", "old python", "no venv", "no ensurepip"],
)
def test_without_a_usable_python_one_sentence_says_what_to_install(machine: Path, python: str | None, sentence: str) -> None:
    if python is not None:
        put(machine, "python3", python)
    status, said = run(machine, "venv.sh")
    assert (status, said.count("\n")) == (1, 1), said
    assert sentence in said and "then run make again" in said


@pytest.mark.parametrize(
    ("tool", "name", "script"),
    [("node", "node", "echo 12"), ("npm", None, ""), ("chromium", "chromium", "echo install the snap; exit 1"), ("driver", None, ""), ("fonts", "fc-list", "")],
)
def test_without_a_tool_of_the_tests_one_sentence_says_what_to_install(machine: Path, tool: str, name: str | None, script: str) -> None:
    if name:
        put(machine, name, script)
    status, said = run(machine, "provide.sh", tool)
    assert (status, said.count("\n")) == (1, 1), said
    assert "install" in said and "then run make again" in said


def test_a_tool_that_is_there_is_left_alone(machine: Path) -> None:
    put(machine, "node", "echo 18")
    put(machine, "google-chrome", "echo Chrome")
    put(machine, "fc-list", "echo Noto Naskh Arabic")
    assert run(machine, "provide.sh", "node", "chromium", "fonts") == (0, "")


def test_root_with_apt_gets_the_tool_installed(machine: Path) -> None:
    put(machine, "id", "echo 0")
    put(machine, "apt-get", f'case "$*" in *install*nodejs*) printf "#!/bin/bash\\necho 20\\n" > {machine}/node; /bin/chmod +x {machine}/node ;; esac')
    assert run(machine, "provide.sh", "node") == (0, "installing nodejs with apt\n")


def test_a_failed_installation_shows_why_and_the_sentence(machine: Path) -> None:
    put(machine, "id", "echo 0")
    put(machine, "apt-get", "echo E: Unable to locate package >&2; exit 100")
    status, said = run(machine, "provide.sh", "node")
    assert status == 1
    assert said.splitlines()[1] == "E: Unable to locate package" and "need Node 18" in said.splitlines()[2]


def test_make_archive_names_a_source_that_is_not_there(machine: Path) -> None:
    command = ["bash", str(ROOT / "scripts" / "archive.sh")]
    done = subprocess.run(command, env=os.environ | {"FROM": str(machine / "none")}, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert "no such file or folder" in done.stderr


def test_ci_without_the_shared_data_says_so_in_one_sentence(tmp_path: Path) -> None:
    done = subprocess.run(["bash", str(ROOT / ".ci" / "run")], env=os.environ | {"ARSHEEF_SHARED": str(tmp_path)}, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert "ARSHEEF_SHARED" in done.stderr
