"""Ingest that is killed, interrupted or out of disk: run again, it ends as if nothing had happened."""

from __future__ import annotations

import errno
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from raw_articles import item, tree, write_jsonl

from arsheef.errors import WriteError
from arsheef.ingest import store
from arsheef.ingest.pipeline import ingest
from arsheef.ingest.report import Summary

COUNT = 1200
PROGRAM = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
from pathlib import Path
from arsheef.ingest.pipeline import ingest
summary = ingest([sys.argv[1]], Path(sys.argv[2]) / "content", Path(sys.argv[2]) / ".arsheef", jobs=int(sys.argv[3]))
print(summary.line())
sys.exit(summary.exit_code)
"""


def files_in(site: Path) -> int:
    return sum(1 for _ in (site / "content").rglob("*.md"))


def stop_in_the_middle(source: Path, site: Path, jobs: int, number: int) -> subprocess.CompletedProcess[str]:
    """Starts an ingest in a process of its own and sends it a signal once some files are written."""
    command = [sys.executable, "-c", PROGRAM, str(source), str(site), str(jobs)]
    with subprocess.Popen(command, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True) as process:
        while files_in(site) < 150 and process.poll() is None:
            time.sleep(0.005)
        process.send_signal(number)
        out, err = process.communicate(timeout=60)
    assert 150 <= files_in(site) < COUNT, "it was not stopped in the middle"
    return subprocess.CompletedProcess(command, process.returncode, out, err)


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Many articles, every tenth of them twice."""
    numbers = [n // 2 * 2 if n % 10 == 1 else n for n in range(COUNT)]
    return write_jsonl(tmp_path_factory.mktemp("in") / "a.jsonl", [item(n) for n in numbers])


@pytest.fixture(scope="module")
def undisturbed(source: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    site = tmp_path_factory.mktemp("whole")
    ingest([source], site / "content", site / ".arsheef")
    return tree(site / "content")


def finish(source: Path, site: Path) -> Summary:
    summary = ingest([source], site / "content", site / ".arsheef")
    assert summary.read == COUNT
    return summary


@pytest.mark.parametrize("jobs", [1, 2])
def test_after_a_kill_nothing_is_lost_nothing_doubled_nothing_half_written(
    source: Path, undisturbed: dict[str, bytes], tmp_path: Path, jobs: int
) -> None:
    stopped = stop_in_the_middle(source, tmp_path, jobs, signal.SIGKILL)
    assert stopped.returncode == -signal.SIGKILL
    partly = {name: content for name, content in tree(tmp_path / "content").items() if name.endswith(".md")}
    assert partly.items() <= undisturbed.items()
    summary = finish(source, tmp_path)
    assert summary.counts["unchanged"] >= 100
    assert tree(tmp_path / "content") == undisturbed
    assert finish(source, tmp_path).counts["unchanged"] == len(undisturbed)


def test_processes_of_a_killed_ingest_end_too(source: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-c", PROGRAM, str(source), str(tmp_path), "2"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, start_new_session=True) as process:
        while files_in(tmp_path) < 150:
            time.sleep(0.005)
        process.kill()
    for _ in range(200):
        try:
            os.killpg(process.pid, 0)
        except ProcessLookupError:
            return
        time.sleep(0.05)
    pytest.fail("processes are left")


@pytest.mark.parametrize("jobs", [1, 2])
def test_ctrl_c_ends_cleanly_and_says_how_to_go_on(source: Path, undisturbed: dict[str, bytes], tmp_path: Path, jobs: int) -> None:
    stopped = stop_in_the_middle(source, tmp_path, jobs, signal.SIGINT)
    assert stopped.returncode == 130, stopped.stderr
    assert "run the same command again" in stopped.stdout
    assert stopped.stderr == ""
    assert all(name.endswith(".md") for name in tree(tmp_path / "content"))
    finish(source, tmp_path)
    assert tree(tmp_path / "content") == undisturbed


def test_ctrl_c_ends_the_waiting_for_standard_input(tmp_path: Path) -> None:
    command = [sys.executable, "-c", PROGRAM, "-", str(tmp_path), "1"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True) as process:
        while not (tmp_path / ".arsheef" / "ledger.sqlite").exists():
            time.sleep(0.01)
        time.sleep(0.5)
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=30) == 130


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EACCES])
def test_a_full_disk_stops_it_with_a_message_and_leaves_no_half_file(
    source: Path, undisturbed: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    replace, left = os.replace, [200]

    def full(temporary: Any, target: Any) -> None:
        left[0] -= 1
        if left[0] < 0:
            raise OSError(code, os.strerror(code))
        replace(temporary, target)

    with monkeypatch.context() as patched:
        patched.setattr(store.os, "replace", full)
        with pytest.raises(WriteError, match=f"{os.strerror(code)}.*run the same command again"):
            ingest([source], tmp_path / "content", tmp_path / ".arsheef")
    partly = tree(tmp_path / "content")
    assert len(partly) == 200
    assert partly.items() <= undisturbed.items()
    assert finish(source, tmp_path).counts["unchanged"] == 200
    assert tree(tmp_path / "content") == undisturbed


def test_a_disk_that_is_full_for_the_ledger_too_leaves_what_the_next_run_can_use(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = write_jsonl(tmp_path / "a.jsonl", [item(n) for n in range(40)])

    def full(_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    with monkeypatch.context() as patched:
        patched.setattr("arsheef.ingest.ledger.Ledger.commit", full)
        with pytest.raises(WriteError, match="disk is full"):
            ingest([source], tmp_path / "content", tmp_path / ".arsheef")
    written = len(tree(tmp_path / "content"))
    assert written > 0
    summary = ingest([source], tmp_path / "content", tmp_path / ".arsheef")
    assert (summary.counts["unchanged"], summary.counts["written"]) == (written, 40 - written)


def test_a_report_that_cannot_be_written_stops_it_too(tmp_path: Path) -> None:
    source = write_jsonl(tmp_path / "a.jsonl", [item(1)])
    for report in (tmp_path / "none" / "r.jsonl", Path("/dev/full")):
        with pytest.raises(WriteError, match="--report"):
            ingest([source], tmp_path / "content", tmp_path / ".arsheef", report=report)
    assert ingest([source], tmp_path / "content", tmp_path / ".arsheef", report=tmp_path / "r.jsonl").counts["unchanged"] == 1
    assert json.loads((tmp_path / "r.jsonl").read_text("utf-8"))["outcome"] == "unchanged"
