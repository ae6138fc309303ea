"""Workers and schedulers that die at work: no record is lost, and the bytes are those of one machine."""

from __future__ import annotations

import gc
import gzip
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from cluster_work import DEADLY, deadly, doubled, sizes
from distributed import Client, LocalCluster
from distributed.protocol import Serialized
from raw_articles import item, write_jsonl
from sites import make_site, tree
from test_cluster import copy_of, index_of, some_site

from arsheef.cluster import connection
from arsheef.cluster.connection import DaskFarm, connect
from arsheef.enrich.archive import Archive
from arsheef.enrich.look import look
from arsheef.errors import ClusterError
from arsheef.farm import Pool
from arsheef.ingest.enrichment import Enrichment
from arsheef.ingest.pipeline import ingest
from arsheef.ingest.report import Summary
from arsheef.site.build import build_site

ARTICLES = 2000


class Murderer:
    """A farm whose workers are killed: one while it has work, after each so many batches in ``after``."""

    def __init__(self, farm: DaskFarm, scheduler: str, after: Sequence[int]) -> None:
        self.farm, self.scheduler, self.after, self.killed, self.done = farm, scheduler, list(after), list[int](), 0

    def pool(self, run: Callable[[Sequence[Any]], list[Any]], lost: Callable[[Any], Any]) -> Pool[Any, Any]:
        return MurderousPool(self, self.farm.pool(run, lost))

    def strike(self) -> None:
        with Client(self.scheduler) as client:
            pids, busy = client.run(os.getpid), {address for address, keys in client.processing().items() if keys}
        victim = next(pid for address, pid in pids.items() if address in busy and pid not in self.killed)
        os.kill(victim, signal.SIGKILL)
        self.killed.append(victim)


class MurderousPool:
    def __init__(self, murderer: Murderer, pool: Pool[Any, Any]) -> None:
        self.murderer, self.pool = murderer, pool

    def map(self, batches: Iterable[Sequence[Any]]) -> Iterator[list[Any]]:
        return self._watched(self.pool.map(batches))

    def _watched(self, results: Iterator[list[Any]]) -> Iterator[list[Any]]:
        for result in results:
            self.murderer.done += 1
            if self.murderer.after and self.murderer.done >= self.murderer.after[0]:
                self.murderer.after.pop(0)
                self.murderer.strike()
            yield result

    def close(self) -> None:
        self.pool.close()


def take_in(source: Path, site: Path, farm: Any = None, look_at: Any = look) -> Summary:
    return ingest([source], site / "content", site / ".arsheef", report=site / "report.jsonl", enrichment=Enrichment(look_at, Archive), farm=farm, jobs=2)


@pytest.fixture
def scheduler() -> Iterator[str]:
    with LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address="127.0.0.1:0", silence_logs=50) as running:
        yield running.scheduler_address


def test_two_workers_that_are_killed_leave_the_bytes_of_one_machine(shared: Path, scheduler: str, tmp_path: Path) -> None:
    source = tmp_path / "a.jsonl"
    with gzip.open(shared / "corpus" / "saudinews-dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        source.write_text("".join(islice(lines, 0, None, 10)), "utf-8")
    alone, farmed = make_site(tmp_path / "alone", []), make_site(tmp_path / "farmed", [])
    one = take_in(source, alone)
    with connect(scheduler) as farm:
        at_ingest, at_build = Murderer(farm, scheduler, (8,)), Murderer(farm, scheduler, (2, 6))
        other = take_in(source, farmed, at_ingest)
        assert len(at_ingest.killed) == 1
        assert one.read >= ARTICLES - 10 and one == other
        assert tree(alone / "content") == tree(farmed / "content")
        assert (alone / "report.jsonl").read_bytes() == (farmed / "report.jsonl").read_bytes()
        build_site(farmed, farm=at_build)
        assert len(at_build.killed) == 2
    build_site(alone)
    assert tree(alone / "output") == tree(farmed / "output")
    assert index_of(alone) == index_of(farmed)


def test_a_record_that_ends_each_worker_is_rejected_by_name_and_costs_no_other(tmp_path: Path) -> None:
    records = [item(n) for n in range(100)]
    records[41]["content"] = f"{DEADLY} {records[41]['content']}"
    source = write_jsonl(tmp_path / "a.jsonl", [*records[:70], {"title": "بلا نص"}, *records[70:]])
    (tmp_path / "site").mkdir()
    with connect("local") as farm:
        summary = take_in(source, tmp_path / "site", farm, deadly)
    assert summary.read == 101 and summary.counts["written"] == 99
    lines = map(json.loads, (tmp_path / "site" / "report.jsonl").read_text("utf-8").splitlines())
    assert [(line["offset"], re.split("[;:(]", line["reason"])[0].strip()) for line in lines if line["outcome"] == "rejected"] == [
        (42, f"extraction of '{source}' crashed"), (71, "no key holds the text"),
    ]


def test_workers_of_ours_that_nobody_starts_again_are_started_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "REVIVE", 1)
    monkeypatch.setattr(connection, "LOOK", 0.2)
    with connect("local") as farm:
        farm._client.cluster.scale(0)
        while farm._client.nthreads():
            time.sleep(0.02)
        assert list(farm.pool(doubled, str).map([[1, 2], [], [3]])) == [[2, 4], [], [6]]


def children_of(pid: int) -> set[int]:
    own = {int(each) for task in Path(f"/proc/{pid}/task").glob("*/children") for each in task.read_text().split()}
    return own.union(*map(children_of, own))


def test_a_build_that_is_killed_leaves_the_last_site_and_no_worker_behind(tmp_path: Path) -> None:
    site = some_site(tmp_path / "site")
    build_site(site)
    before = tree(site / "output")
    shutil.rmtree(site / ".arsheef" / "index")
    conf = site / "pelicanconf.py"
    conf.write_text(conf.read_text("utf-8") + 'SITENAME = "اسم آخر"\n', "utf-8")
    with subprocess.Popen([Path(sys.executable).parent / "arsheef", "build", "--cluster", "local"], cwd=site, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        while not list((site / ".arsheef").glob("portions/*")):
            assert process.poll() is None
            time.sleep(0.01)
        workers = children_of(process.pid)
        process.kill()
    assert workers and {name: data for name, data in tree(site / "output").items() if not name.startswith(".arsheef-new/")} == before
    while any(Path(f"/proc/{pid}").exists() for pid in workers):
        time.sleep(0.1)
    fresh = copy_of(site, tmp_path / "fresh")
    build_site(site), build_site(fresh)
    assert tree(site / "output") == tree(fresh / "output")
    assert not (site / ".arsheef" / "portions").exists()


def test_ctrl_c_ends_an_ingest_and_its_workers_in_one_line(tmp_path: Path) -> None:
    source = write_jsonl(tmp_path / "a.jsonl", [item(n) for n in range(1000)])
    program = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\nif __name__ == '__main__':\n    from arsheef.cli.main import main; main()"
    command = [sys.executable, "-c", program, "ingest", str(source), "--site", str(tmp_path), "--cluster", "local"]
    with subprocess.Popen(command, start_new_session=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        while sum(1 for _ in (tmp_path / "content").rglob("*.md")) < 50 and process.poll() is None:
            time.sleep(0.01)
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does, to all of them
        out, err = process.communicate()
    assert (process.returncode, err) == (130, "") and "Stopped; run the same command again to go on where it stopped" in out


def test_memory_does_not_grow_with_what_was_sent() -> None:
    with connect("local") as farm:
        ahead = farm.ahead()
        for _ in farm.pool(sizes, str).map([bytes(1_000)] for _ in range(8 * ahead)):
            pass
        assert sum(isinstance(one, Serialized) for one in gc.get_objects()) <= 3 * ahead


def dask(*arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-m", "distributed.cli." + arguments[0], *arguments[1:]], text=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def test_a_scheduler_that_dies_is_said_so_and_what_it_did_not_do_is_done_later(tmp_path: Path) -> None:
    source = write_jsonl(tmp_path / "a.jsonl", [item(n) for n in range(400)])
    known = tmp_path / "scheduler.json"
    processes = [dask("dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(known))]
    try:
        while not known.exists() and processes[0].poll() is None:
            time.sleep(0.02)
        address = json.loads(known.read_text("utf-8"))["address"]
        processes += [dask("dask_worker", address, "--nthreads", "1", "--no-dashboard", "--local-directory", str(tmp_path)) for _ in range(2)]
        for name in ("farmed", "alone"):
            (tmp_path / name).mkdir()
        with connect(address) as farm:
            murderer = Murderer(farm, address, (3,))
            murderer.strike = processes[0].kill  # type: ignore[method-assign]
            with pytest.raises(ClusterError, match=r"the scheduler is gone; start it and its workers again"):
                take_in(source, tmp_path / "farmed", murderer)
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            process.communicate()
    assert 0 < len(tree(tmp_path / "farmed" / "content")) < 400
    take_in(source, tmp_path / "farmed")
    take_in(source, tmp_path / "alone")
    assert tree(tmp_path / "farmed" / "content") == tree(tmp_path / "alone" / "content")
