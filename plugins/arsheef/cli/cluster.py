"""The option ``--cluster`` of ``ingest`` and ``build``."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from typing import Annotated

import typer

from arsheef.errors import ClusterError
from arsheef.farm import Farm

EXTRA = "--cluster needs Dask, the extra 'cluster' of arsheef: install it with pip install 'arsheef[cluster]'."


def address(value: str | None) -> str | None:
    """``local`` or the address of a scheduler; what is neither is misuse."""
    if value is not None and value != "local" and not re.fullmatch(r"[a-z]+://\S+:\d+", value):
        raise typer.BadParameter(f"{value}: give local, or a scheduler as tcp://host:port")
    return value


Cluster = Annotated[
    str | None,
    typer.Option(
        metavar="ADDRESS", callback=address, help="Work on a Dask cluster: local, or tcp://host:port of its scheduler."
    ),
]


@contextlib.contextmanager
def farm_at(address: str | None) -> Iterator[Farm | None]:
    """The farm at an address; None where there is none. Raises ClusterError, also where Dask is not installed."""
    if address is None:
        yield None
        return
    try:
        from arsheef.cluster.connection import connect
    except ModuleNotFoundError as error:
        raise ClusterError(EXTRA) from error
    with connect(address) as farm:
        yield farm
