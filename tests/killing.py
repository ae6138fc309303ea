"""Builds of one site that are killed: run as a program, so that each build is a fork of a process that has everything loaded.

    python killing.py SITE FRESH COUNT SEED

SITE is a site, FRESH an empty folder. COUNT times: something in content/ changes, a build begins and gets SIGKILL, output/ is
looked at; after half of them the next build runs to its end and must leave what a full build in FRESH leaves. Half of the kills
come just before a random one of the build's changes on disk, half after a random time. Prints what was wrong, one line each.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path

from sites import add, article, build, dead_links, tree

from arsheef.search.manifest import NAME, files_named, read_manifest

CHANGES = ("open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "shutil.rmtree")
DATES = ("2015-07-21", "2015-07-22", "2015-08", "2016-02-29", None)


def forked(work: Callable[[], None], seconds: float | None = None) -> int:
    """Runs ``work`` in a child, kills it after ``seconds``; returns the child's exit status as waitpid gives it."""
    child = os.fork()
    if child == 0:
        status = 1
        try:
            work()
            status = 0
        finally:  # what was raised must be seen, and must not reach the parent's code
            if status:
                traceback.print_exc()
            sys.stderr.flush()
            os._exit(status)
    if seconds is not None:
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
    return os.waitpid(child, 0)[1]


def die_before(change: int, folder: Path) -> Callable[[str, tuple[object, ...]], None]:
    """An audit hook that kills the process before its ``change``-th change below ``folder``."""
    left = [change]

    def hook(event: str, args: tuple[object, ...]) -> None:
        if event not in CHANGES or (event == "open" and not _writes(args)) or not str(args[0]).startswith(str(folder)):
            return
        left[0] -= 1
        if left[0] < 0:
            os.kill(os.getpid(), signal.SIGKILL)

    return hook


def _writes(args: tuple[object, ...]) -> bool:
    flags = args[2]
    return isinstance(flags, int) and bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))


def build_and_die(site: Path, change: int) -> None:
    sys.addaudithook(die_before(change, site))
    build(site)


def pages(site: Path) -> dict[str, bytes]:
    return {name: data for name, data in tree(site / "output").items() if not name.startswith("search/")}


def faults(site: Path) -> list[str]:
    """What a reader could stumble over: half a page, a link that leads nowhere, a manifest that names what is not there."""
    output = site / "output"
    found = [f"half a page: {path}" for path in output.rglob("*.html") if ".arsheef-new" not in path.parts and not path.read_bytes().rstrip().endswith(b"</html>")]
    found += [f"dead link: {link}" for link in dead_links(output, reached_from="index.html")]
    named = files_named(read_manifest(output / "search" / NAME))
    return found + [f"not there: {name}" for name in named if not (output / "search" / name).is_file()]


def change_something(site: Path, chance: random.Random, number: int) -> None:
    def some(n: int) -> object:
        return article(n, date=chance.choice(DATES), source=f"صحيفة {n % 3}", places=(f"مكان {chance.randrange(6)}",), paragraphs=(f"نص {number}",))

    add(site, [some(number * 10 + n) for n in range(chance.randint(1, 4))])  # type: ignore[misc]
    there = sorted((site / "content").iterdir())
    for path in chance.sample(there, 2):
        path.unlink() if len(there) > 20 else path.write_text(path.read_text("utf-8").replace("نص", "كلام"), "utf-8")


def main(site: Path, fresh: Path, count: int, seed: int) -> None:
    chance = random.Random(seed)
    add(site, [article(n, date=chance.choice(DATES), source=f"صحيفة {n % 3}", places=(f"مكان {n % 6}",)) for n in range(25)])
    began = time.perf_counter()
    assert forked(lambda: build(site)) == 0  # type: ignore[arg-type, return-value]
    lasts, changes, killed = time.perf_counter() - began, 150, 0
    for number in range(1, 10 * count):
        change_something(site, chance, number)
        if number % 2:
            limit = chance.randrange(changes)
            status = forked(lambda: build_and_die(site, limit))  # noqa: B023
            changes = max(20, limit) if status == 0 else changes
        else:
            began = time.perf_counter()
            status = forked(lambda: build(site), chance.uniform(0, lasts))  # type: ignore[arg-type, return-value]
            lasts = 0.9 * lasts if status == 0 else lasts
        killed += status == signal.SIGKILL
        for fault in faults(site):
            print(f"build {number}: {fault}")
        if number % 2 == 0 or killed == count:
            assert forked(lambda: build(site)) == 0  # type: ignore[arg-type, return-value]
            shutil.rmtree(fresh, ignore_errors=True)
            shutil.copytree(site, fresh, ignore=shutil.ignore_patterns("output", ".arsheef"))
            assert forked(lambda: build(fresh)) == 0  # type: ignore[arg-type, return-value]
            one, other = pages(site), pages(fresh)
            for name in sorted(one.keys() | other.keys()):
                if one.get(name) != other.get(name):
                    print(f"build {number}: {name} is not what a full build makes")
        if killed == count:
            break
    print(f"{killed} killed", file=sys.stderr)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
