"""Builds and ingests on a Dask cluster: the bytes of one machine, whatever happens to the workers."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from socket import socket
from typing import Any

import pytest
from distributed import LocalCluster
from raw_articles import item, write_jsonl
from sites import add, article, make_site, run, tree

from arsheef.cluster import connection, pool, task
from arsheef.cluster.connection import DaskFarm, connect
from arsheef.errors import ArsheefError, ClusterError
from arsheef.search.portions import write_portions
from arsheef.site.build import build_site

DATES = ("2015-07-20", "2015-07-21", "2015-07-21T10:00", "2015-08", "2016", None)


@pytest.fixture(scope="module")
def cluster() -> Iterator[LocalCluster]:
    """A scheduler with two workers, reached by its address like one on another machine."""
    with LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address="127.0.0.1:0", silence_logs=50
    ) as running:
        yield running


@pytest.fixture
def farm(cluster: LocalCluster) -> Iterator[DaskFarm]:
    with connect(cluster.scheduler_address) as connected:
        yield connected


def some_site(folder: Path, **settings: Any) -> Path:
    """Articles of every sort: undated, hidden, drafts, copies, related ones."""
    site = make_site(folder, [], **settings)
    made = [
        article(
            n,
            date=DATES[n % 6],
            source=f"صحيفة {n % 4}",
            places=(f"مكان {n % 7}",),
            status=("published", "draft", "hidden")[(n % 29 == 0) + (n % 31 == 0)],
        )
        for n in range(250)
    ]
    copies = [
        article(n + 1000, date="2015-07-22", source="ناسخة", duplicate_of=made[n].id, related=(made[n + 5].id, "عنوان بعيد"))
        for n in range(1, 40, 3)
    ]
    add(site, [*made, *copies])
    return site


def index_of(site: Path) -> dict[str, bytes]:
    """The files of the index; the names that Whoosh drew for its segments become numbers, and its .toc pickles them."""
    files = {path.name: path.read_bytes() for path in (site / ".arsheef" / "index").iterdir() if path.name.startswith("MAIN_")}
    names = sorted({name.partition(".")[0] for name in files}, key=lambda name: files.get(f"{name}.ids", b""))
    return {f"{names.index(name.partition('.')[0])}.{name.partition('.')[2]}": data for name, data in files.items()}


def copy_of(site: Path, folder: Path) -> Path:
    shutil.copytree(site, folder, ignore=shutil.ignore_patterns("output", ".arsheef"))
    return folder


def test_a_build_on_workers_has_the_bytes_of_one_without(farm: DaskFarm, tmp_path: Path) -> None:
    alone = some_site(tmp_path / "alone", url="https://example.org/archive")
    shared = copy_of(alone, tmp_path / "shared")
    one, other = build_site(alone), build_site(shared, farm=farm)
    assert (one.articles, one.pages, one.changed) == (other.articles, other.pages, other.changed)
    assert tree(alone / "output") == tree(shared / "output")
    assert index_of(alone) == index_of(shared)
    assert sorted(path.name for path in (shared / ".arsheef").iterdir() if not path.name.startswith("site-")) == [
        "index",
        "templates",
    ]


def test_a_sealed_build_on_workers_makes_what_differs_and_leaves_the_rest(farm: DaskFarm, tmp_path: Path) -> None:
    alone = some_site(tmp_path / "alone")
    shared = copy_of(alone, tmp_path / "shared")
    build_site(alone), build_site(shared, farm=farm)
    for site in (alone, shared):
        add(site, [article(n, date="2015-07-21", source="صحيفة 9") for n in range(2000, 2150)])
        next(iter(sorted((site / "content").iterdir()))).unlink()
    one, other = build_site(alone), build_site(shared, farm=farm)
    assert (one.changed, one.removed) == (other.changed, other.removed)
    assert tree(alone / "output") == tree(shared / "output")
    assert index_of(alone).keys() == index_of(shared).keys()


def test_settings_that_the_workers_see_otherwise_are_refused_and_the_last_site_stays(farm: DaskFarm, tmp_path: Path) -> None:
    site = some_site(tmp_path / "site")
    build_site(site)
    before = tree(site / "output")
    conf = site / "pelicanconf.py"
    conf.write_text(f"import os\n{conf.read_text('utf-8')}SITENAME = f'another one {{os.getpid()}}'\n", "utf-8")
    with pytest.raises(ClusterError, match=r"a worker sees other settings, .*; make them the same on every machine"):
        build_site(site, farm=farm)
    assert tree(site / "output") == before


def test_a_folder_that_workers_do_not_see_is_named(farm: DaskFarm, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = some_site(tmp_path / "site")
    original = farm.pool

    def elsewhere(run: Any, lost: Any) -> Any:
        place = run.keywords["place"] if hasattr(run, "keywords") else None
        if place is not None:
            (site / "pelicanconf.py").rename(site / "moved.py")
        return original(run, lost)

    monkeypatch.setattr(farm, "pool", elsewhere)
    with pytest.raises(ClusterError, match=r"a worker does not see .*pelicanconf\.py: the site's folder must be shared"):
        build_site(site, farm=farm)
    assert not (site / "output" / "index.html").exists()


def test_a_worker_that_runs_another_program_is_refused_before_anything_is_done(cluster: LocalCluster, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "program", lambda: {**task.program(), "lxml": "0.1"})
    with pytest.raises(ClusterError, match=r"^tcp://.*runs another program: lxml \d[\d.]* instead of 0\.1; install there what is installed here"), connect(cluster.scheduler_address):
        pass


def test_a_worker_that_comes_later_with_another_program_is_refused_too(farm: DaskFarm, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = some_site(tmp_path / "site")
    build_site(site)
    before = tree(site / "output")
    add(site, [article(5000)])
    monkeypatch.setattr(pool, "program", lambda: {**task.program(), task.CODE: "0.0.1 (abc)"})
    with pytest.raises(ClusterError, match=r"runs another program: arsheef’s code .* instead of 0\.0\.1 \(abc\)"):
        build_site(site, farm=farm)
    assert tree(site / "output") == before


def test_an_article_that_changes_while_workers_make_its_page_stops_the_build(farm: DaskFarm, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = some_site(tmp_path / "site")
    original = farm.pool

    def edited(run: Any, lost: Any) -> Any:
        if run is write_portions:
            path = min((site / "content").iterdir())
            path.write_text(f"{path.read_text('utf-8')}\n\nزيادة", "utf-8")
        return original(run, lost)

    monkeypatch.setattr(farm, "pool", edited)
    with pytest.raises(ArsheefError, match="changed while the site was being built; build again"):
        build_site(site, farm=farm)
    assert not (site / "output" / "index.html").exists()


def test_a_worker_that_cannot_write_is_one_sentence(farm: DaskFarm, tmp_path: Path) -> None:
    site = make_site(tmp_path, [article(1)])
    (site / ".arsheef").mkdir()
    (site / ".arsheef" / "portions").write_text("a file where a folder should be")
    with pytest.raises(ClusterError, match=r"a worker could not read or write \(.*portions.*\); see that it may"):
        build_site(site, farm=farm)


@pytest.mark.parametrize("verb", ["build", "ingest"])
def test_an_address_where_nobody_answers_is_one_sentence_and_the_last_site_stays(verb: str, tmp_path: Path) -> None:
    site = make_site(tmp_path, [article(1)])
    build_site(site)
    before = tree(site / "output"), tree(site / "content")
    with socket() as taken:  # bound and not listening: nobody else gets the port
        taken.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{taken.getsockname()[1]}"
        done = run(site, "arsheef", verb, *(["pelicanconf.py"] if verb == "ingest" else []), "--cluster", address)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"arsheef: {address}: no scheduler answers there; check the address, or start one with: dask scheduler\n"
    assert (tree(site / "output"), tree(site / "content")) == before


def test_a_scheduler_without_workers_says_how_to_start_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "WORKERS", 0.5)
    with LocalCluster(n_workers=0, processes=False, protocol="tcp", dashboard_address="127.0.0.1:0", silence_logs=50) as empty:
        address = empty.scheduler_address
        with pytest.raises(ClusterError, match=f"{address}: the scheduler has no worker; start one: dask worker {address}"), connect(address):
            pass


def test_an_address_that_is_none_is_misuse(tmp_path: Path) -> None:
    done = run(tmp_path, "arsheef", "build", "--cluster", "far.example")
    assert done.returncode == 2 and "give local, or a scheduler as" in done.stderr


def test_without_the_extra_one_sentence_names_it(tmp_path: Path) -> None:
    program = "import sys; sys.modules['distributed'] = None; from arsheef.cli.main import main; main()"
    command = [sys.executable, "-c", program, "build", "--site", str(make_site(tmp_path, [])), "--cluster", "local"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (1, "arsheef: --cluster needs Dask, the extra 'cluster' of arsheef: install it with pip install 'arsheef[cluster]'.\n")


def test_ingest_on_the_command_line_starts_workers_of_its_own(tmp_path: Path) -> None:
    site = make_site(tmp_path, [])
    source = write_jsonl(tmp_path / "a.jsonl", [item(n) for n in range(90)])
    done = run(site, "arsheef", "ingest", str(source), "--cluster", "local")
    assert (done.returncode, done.stdout, done.stderr) == (0, "90 read: 90 written, 0 updated, 0 unchanged, 0 duplicate, 0 rejected.\n", "")
    done = run(site, "arsheef", "build", "--cluster", "local")
    assert done.returncode == 0 and ": 90 articles, " in done.stdout and done.stderr == ""
