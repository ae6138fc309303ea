"""What a command costs: CPU seconds of it and all its children, peak memory of all of them together, files and bytes."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import psutil

INTERVAL = 0.05
"""Seconds between two looks at the memory."""


class CommandError(RuntimeError):
    """A measured command ended with another code than 0."""


@dataclass(frozen=True, slots=True)
class Used:
    """CPU in seconds, resident memory in bytes, wall clock in seconds."""

    cpu: float
    memory: int
    wall: float


def measure(command: Sequence[str], cwd: Path, environment: Mapping[str, str] | None = None) -> Used:
    """Runs a command to its end. Raises CommandError with the end of what it said, where it fails."""
    started = time.monotonic()
    with (cwd / ".bench.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=cwd, env={**os.environ, **(environment or {})}, stdout=log, stderr=log)
        peak = [0]
        watcher = threading.Thread(target=_watch, args=(process.pid, peak))
        watcher.start()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    watcher.join()
    said = (cwd / ".bench.log").read_text("utf-8", "replace")
    (cwd / ".bench.log").unlink()
    if process.returncode:
        raise CommandError(f"{' '.join(command)} ended with {process.returncode}:\n{said[-2000:]}")
    return Used(usage.ru_utime + usage.ru_stime, peak[0], time.monotonic() - started)


def _watch(pid: int, peak: list[int]) -> None:
    """Notes the highest sum of resident memory of a process and its descendants, until it has ended."""
    try:
        parent = psutil.Process(pid)
        while parent.is_running() and parent.status() != psutil.STATUS_ZOMBIE:
            total = 0
            for process in (parent, *parent.children(recursive=True)):
                with suppress(psutil.NoSuchProcess):
                    total += process.memory_info().rss
            peak[0] = max(peak[0], total)
            time.sleep(INTERVAL)
    except psutil.NoSuchProcess:  # it ended between two looks
        return


def middle(runs: Sequence[Used]) -> Used:
    """The median of each figure."""
    return Used(median(run.cpu for run in runs), int(median(run.memory for run in runs)), median(run.wall for run in runs))


def together(first: Used, second: Used) -> Used:
    """Two commands one after the other."""
    return Used(first.cpu + second.cpu, max(first.memory, second.memory), first.wall + second.wall)


def tree(folder: Path) -> tuple[int, int]:
    """Files below a folder, and their bytes."""
    sizes = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
    return len(sizes), sum(sizes)


def stamps(folder: Path) -> dict[Path, tuple[int, int]]:
    """What tells whether a file was written: its time and number."""
    return {path: (path.stat().st_mtime_ns, path.stat().st_ino) for path in folder.rglob("*") if path.is_file()}


def touched(before: Mapping[Path, tuple[int, int]], after: Mapping[Path, tuple[int, int]]) -> int:
    """Files written, added or removed between two looks."""
    return sum(before.get(path) != after.get(path) for path in before.keys() | after.keys())
