"""Builds and ingests on a Dask cluster: the bytes of one machine, whatever happens to the workers."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from distributed import LocalCluster
from sites import add, article, make_site, tree

from arsheef.cluster.connection import DaskFarm, connect
from arsheef.errors import ClusterError
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
