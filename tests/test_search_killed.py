"""update_search killed at any moment: what is in the output stays whole, and the next build ends with the same bytes."""

from __future__ import annotations

import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

from search_archive import Archive
from test_search_export import files
from test_search_index import some_documents

from arsheef.search.manifest import files_named, read_manifest

PROGRAM = """
import signal, sys
sys.path[:0] = sys.argv[2:4]
from pathlib import Path
from search_archive import Archive
from test_search_index import some_documents
from arsheef.search.build import update_search
documents = some_documents(90, seed=2)
import numpy, arsheef.search.export  # what is slow to import comes before the clock starts
signal.setitimer(signal.ITIMER_REAL, float(sys.argv[4]))  # SIGALRM ends the process at once, as SIGKILL does
Archive(Path(sys.argv[1])).hold(documents)
"""


def killed_update(folder: Path, seconds: float) -> bool:
    """Runs an update from 60 documents to 90 others that dies after so many seconds; whether it came to its end before."""
    paths = [str(Path(__file__).parent), str(Path(__file__).parents[1] / "plugins")]
    done = subprocess.run([sys.executable, "-c", PROGRAM, str(folder), *paths, f"{seconds:.6f}"], capture_output=True, check=False)
    assert done.returncode in (0, -signal.SIGALRM), done.stderr.decode()
    return done.returncode == 0


def test_an_update_killed_at_any_moment_never_breaks_the_search_and_the_next_one_ends_with_the_same_bytes(tmp_path: Path) -> None:
    start = Archive(tmp_path / "start")
    start.hold(some_documents(60))
    whole = tmp_path / "whole"
    shutil.copytree(start.folder, whole)
    began = time.monotonic()
    Archive(whole).hold(some_documents(90, seed=2))
    length = time.monotonic() - began
    expected = files(Archive(whole).out)
    dice, killed = random.Random(7), 0
    for n in range(10):
        archive = Archive(tmp_path / f"kill{n}")
        shutil.copytree(start.folder, archive.folder)
        killed += not killed_update(archive.folder, dice.uniform(0.02, 1.2) * length)
        present = set(files(archive.out))
        assert set(files_named(read_manifest(archive.out / "manifest.js"))) <= present
        archive.hold(some_documents(90, seed=2))
        found = files(archive.out)
        named = set(files_named(read_manifest(archive.out / "manifest.js"))) | {"manifest.js"}
        assert {name: found[name] for name in named} == {name: expected[name] for name in named}
    assert killed
