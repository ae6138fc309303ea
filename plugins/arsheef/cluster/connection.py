"""An address to a farm: a scheduler that runs somewhere, or one with a worker for each core of this machine."""

from __future__ import annotations

import contextlib
import logging
import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import CancelledError
from functools import partial
from typing import Any, TypeVar

import dask
from distributed import Client, Future, LocalCluster, wait

from arsheef.cluster.pool import DaskPool
from arsheef.cluster.task import check, dask_setup, program
from arsheef.errors import ClusterError

Task = TypeVar("Task")
Result = TypeVar("Result")

LOCAL = "local"
CONNECT, WORKERS, PATIENCE = 8, 60, 120
"""Seconds to reach a scheduler; until it has a worker; and without any worker while there is work."""
REVIVE = 15
"""Seconds after which our own workers are started anew: Dask leaves one alone that dies in the moment of its start."""
LOOK = 5
"""Seconds between two looks at whether there are workers."""
AHEAD = 3
"""Batches for each thread of the workers that are submitted and not taken: one runs, one is there, one is to be taken."""


class DaskFarm:
    """A Farm on the workers of one scheduler."""

    def __init__(self, client: Client, address: str, revive: Callable[[], None] | None = None) -> None:
        """``revive`` starts workers anew, where they are ours."""
        self._client, self._address, self._revive = client, address, revive
        self._under_way: set[Future[Any]] = set()
        self._threads, self._looked = 1, 0.0
        self._alone_since: float | None = None
        self._revived = 0.0

    def pool(self, run: Callable[[Sequence[Task]], list[Result]], lost: Callable[[Task], Result]) -> DaskPool[Task, Result]:
        """As farm.Farm says."""
        return DaskPool(self, run, lost)

    def ahead(self) -> int:
        """Batches that a pool should have submitted; workers may come and go."""
        if time.monotonic() - self._looked > LOOK:
            self._look()
        return AHEAD * self._threads + 1

    def submit(self, run: Callable[..., object], *arguments: object) -> Future[Any]:
        """Gives a call to the scheduler. Raises ClusterError where there is none any more."""
        if self._client.status != "running":
            raise self._lost_scheduler()
        future = self._client.submit(run, *arguments, pure=False)
        self._under_way.add(future)
        return future

    def result(self, future: Future[Any]) -> object:
        """What a call gives. Raises what it raises, KilledWorker, and ClusterError where there is no cluster any more."""
        try:
            self._await(future)
            result = future.result()
        except (CancelledError, OSError) as error:
            if self._client.status != "running" or isinstance(error, CancelledError):
                raise self._lost_scheduler() from error
            raise ClusterError(
                f"{self._address}: a worker could not read or write ({error}); see that it may, and run the same command again."
            ) from error
        finally:
            self._under_way.discard(future)
        return result

    def quiet(self) -> None:
        """Waits until nothing is under way."""
        for future in list(self._under_way):
            self._await(future)

    def drop(self, future: Future[Any]) -> None:
        """Takes back what is not done yet."""
        self._under_way.discard(future)
        future.cancel()

    def _await(self, future: Future[Any]) -> None:
        while not future.done():
            with contextlib.suppress(TimeoutError):
                wait([future], timeout=LOOK)
            if not future.done():
                self._look()

    def _look(self) -> None:
        """Counts the workers' threads. Raises ClusterError where there are none for long, or no scheduler."""
        if self._client.status != "running":
            raise self._lost_scheduler()
        try:
            threads = sum(self._client.nthreads().values())
        except OSError as error:
            raise self._lost_scheduler() from error
        now = self._looked = time.monotonic()
        if threads:
            self._threads, self._alone_since = threads, None
            return
        if self._alone_since is None:
            self._alone_since = self._revived = now
        if self._revive and now - self._revived > REVIVE:
            self._revive()
            self._revived = now
        if now - self._alone_since > PATIENCE:
            raise ClusterError(f"{self._address}: no worker for {PATIENCE} s; {_start_one(self._address)}")

    def _lost_scheduler(self) -> ClusterError:
        return ClusterError(
            f"{self._address}: the scheduler is gone; start it and its workers again, then run the same command once more."
        )


@contextlib.contextmanager
def connect(address: str) -> Iterator[DaskFarm]:
    """The farm at ``address``: ``local`` or ``tcp://host:port``.

    Raises ClusterError where there is no scheduler, no worker, or one that runs another program.
    """
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # a worker that is lost is replaced: not worth a traceback
    with contextlib.ExitStack() as stack:
        # Dask keeps its last 1,000 messages, and what they carry: 1 MB a batch, for nobody to read
        stack.enter_context(dask.config.set({"distributed.admin.low-level-log-length": 1}))
        revive = None
        if address == LOCAL:
            cluster = stack.enter_context(_local())
            revive = partial(_start_anew, cluster)
            client = stack.enter_context(Client(cluster, direct_to_workers=True))
        else:
            client = stack.enter_context(_reach(address))
        _check_workers(client, address)
        yield DaskFarm(client, address, revive)


def _local() -> LocalCluster:
    """A process for each core, heard by this machine only."""
    return LocalCluster(
        n_workers=_cores(), threads_per_worker=1, processes=True, host="127.0.0.1", dashboard_address="127.0.0.1:0",
        scheduler_kwargs={"dashboard": False, "allowed_failures": 2}, preload=[dask_setup.__module__],
        silence_logs=logging.CRITICAL,
    )  # fmt: skip


def _start_anew(cluster: LocalCluster) -> None:
    cluster.scale(0)
    cluster.scale(_cores())


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _reach(address: str) -> Client:
    try:
        return Client(address, timeout=CONNECT)
    except (OSError, ValueError) as error:
        raise ClusterError(
            f"{address}: no scheduler answers there; check the address, or start one with: dask scheduler"
        ) from error


def _check_workers(client: Client, address: str) -> None:
    try:
        client.wait_for_workers(1, timeout=WORKERS)
    except TimeoutError as error:
        raise ClusterError(f"{address}: the scheduler has no worker; {_start_one(address)}") from error
    answers: Mapping[str, Any] = client.run(check, program(), on_error="return")
    for worker, answer in answers.items():
        if isinstance(answer, ClusterError):
            raise ClusterError(f"{worker}: {answer}")
        if isinstance(answer, Exception):
            raise ClusterError(
                f"{worker}: cannot load arsheef ({answer}); install there what is installed here, then start the worker anew."
            ) from answer


def _start_one(address: str) -> str:
    return f"start one: dask worker {address} --nthreads 1"
