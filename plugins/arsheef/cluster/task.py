"""What a worker is given: a batch for a function of this program, run only where the same program stands.

Nothing here needs Dask, so that a worker can say what it lacks.
"""

from __future__ import annotations

import hashlib
import pickle
import platform
import re
import signal
import socket
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from threading import Lock
from typing import Any

import arsheef
from arsheef.errors import ClusterError

PACKAGE = Path(__file__).parents[1]
CODE = "arsheef’s code"
_ONE = Lock()
"""A process does one batch at a time, whatever threads it has: they would share one interpreter and gain nothing."""
_NAME = re.compile(r"[\w.-]+")


@cache
def program() -> Mapping[str, str]:
    """Part of the program -> its version: arsheef itself with a digest of its files, Python, and every library it names.

    Read once a process, when it does its first task: a worker that went on running while its files were renewed has the old
    code in memory, and says so.
    """
    known = hashlib.sha256()
    for path in sorted(PACKAGE.rglob("*")):
        name = path.relative_to(PACKAGE)
        if path.is_file() and path.suffix != ".pyc" and name.parts[0] not in ("theme", "sample"):
            known.update(f"{name.as_posix()} {path.stat().st_size}\n".encode() + path.read_bytes())
    libraries = {_NAME.match(line)[0] for line in requires("arsheef") or () if "extra ==" not in line}  # type: ignore[index]
    return {
        CODE: f"{arsheef.__version__} ({known.hexdigest()[:10]})", "Python": platform.python_version(),
        **{name: _version(name) for name in sorted(libraries)},
    }  # fmt: skip


def check(wanted: Mapping[str, str]) -> None:
    """Raises ClusterError where this process runs another program than ``wanted``, naming each part that differs."""
    own = program()
    parts = [name for name in sorted({*own, *wanted}) if own.get(name) != wanted.get(name)]
    if parts:
        told = ", ".join(f"{name} {own.get(name, 'not there')} instead of {wanted.get(name, 'none')}" for name in parts)
        raise ClusterError(
            f"the worker on {socket.gethostname()} runs another program: {told}; install there what is installed here,"
            " then start the worker anew."
        )


def perform(wanted: Mapping[str, str], packed: bytes) -> list[Any]:
    """The results of a batch. Raises ClusterError as ``check`` does, and what the function raises."""
    check(wanted)  # before anything is unpickled: another program may not have what is named there
    with _ONE:
        work: tuple[Callable[[Sequence[Any]], list[Any]], Sequence[Any]] = pickle.loads(packed)
        run, batch = work
        return run(batch)


def dask_setup(_: object) -> None:
    """Called by Dask where a worker of our own starts: Ctrl-C is for the process that started it, which ends it in its time."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not there"
