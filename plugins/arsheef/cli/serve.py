"""``arsheef serve``: looks at the built site in a browser, as it will look when published."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer


def run(
    site: Annotated[Path, typer.Option(help="Folder of the site.")] = Path(),
    output: Annotated[Path | None, typer.Option(help="Folder of the built pages; else SITE/output.")] = None,
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port to listen on; 0 takes any free one.")] = 8000,
    prefix: Annotated[str, typer.Option(help="Serve below a sub-path, e.g. /archive/.")] = "/",
) -> None:
    """Serve the built site on this machine until Ctrl-C."""
    from arsheef.site.server import open_server

    server, address = open_server(output or site / "output", prefix, port)
    typer.echo(f"{address} (Ctrl-C ends)")
    with server, suppress(KeyboardInterrupt):  # Ctrl-C is how it is meant to end
        server.serve_forever()
