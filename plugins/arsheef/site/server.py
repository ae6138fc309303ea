"""A folder of built pages in, the same pages over http out: a small threaded server for reading and for browser tests.

It behaves as GitHub Pages does where that matters: gzip for text, ``404.html`` at any depth, a sub-path on request. It
lists no folder, follows no link out of the served folder, and listens on this machine only.
"""

from __future__ import annotations

import gzip
import logging
import mimetypes
import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from shutil import copyfileobj
from typing import Any
from urllib.parse import quote, unquote

from arsheef.errors import OutputError

TYPES = {
    ".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".json": "application/json",
    ".jsonl": "application/x-ndjson", ".xml": "application/xml", ".atom": "application/atom+xml",
    ".svg": "image/svg+xml", ".txt": "text/plain", ".md": "text/markdown", ".csv": "text/csv",
    ".bib": "application/x-bibtex", ".ris": "application/x-research-info-systems",
    ".webmanifest": "application/manifest+json",
}  # fmt: skip
"""Text, sent as UTF-8 and gzipped where the browser takes it. Other endings are looked up in the standard table."""
BINARY = {".gz": "application/gzip", ".zip": "application/zip", ".woff2": "font/woff2", ".ico": "image/x-icon"}
GZIP_LIMIT = 16 * 1024 * 1024
"""Bytes: a text file beyond this is sent as it is, since gzip is made in memory."""

_log = logging.getLogger(__name__)


def media_type(path: Path) -> str:
    """The Content-Type of a file, by its ending, without a charset."""
    ending = path.suffix.lower()
    return TYPES.get(ending) or BINARY.get(ending) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"


def normal_prefix(prefix: str) -> str:
    """A sub-path with one slash at both ends: ``archive`` and ``/archive`` give ``/archive/``."""
    inner = prefix.strip("/")
    return f"/{inner}/" if inner else "/"


def accepts_gzip(header: str) -> bool:
    """Whether an Accept-Encoding header allows gzip (RFC 9110, section 12.5.3)."""
    for part in header.lower().split(","):
        coding, _, parameters = part.partition(";")
        if coding.strip() in ("gzip", "*"):
            weight = parameters.replace(" ", "").removeprefix("q=")
            return weight.strip("0.") != "" if weight else True
    return False


def find_file(output: Path, path: str) -> Path | None:
    """The file that a decoded path below the prefix names, ``index.html`` for a folder; None where output has none.

    ``output`` must be resolved. A path with ``..``, a backslash or a NUL names nothing, nor does a link out of output.
    """
    parts = path.split("/")
    if ".." in parts or "\\" in path or "\0" in path:
        return None
    try:
        found = output.joinpath(*(part for part in parts if part)).resolve()
        if found.is_dir():
            found = (found / "index.html").resolve()
        elif path.endswith("/"):
            return None
        return found if found.is_file() and found.is_relative_to(output) else None
    except OSError:  # a name longer than the file system takes
        return None


class Handler(BaseHTTPRequestHandler):
    """Answers GET and HEAD for the files of one folder under one prefix."""

    protocol_version = "HTTP/1.1"
    server_version = "arsheef"
    sys_version = ""
    timeout = 60

    def __init__(self, output: Path, prefix: str, *args: Any) -> None:
        self.output, self.prefix = output, prefix
        super().__init__(*args)

    def do_GET(self) -> None:
        """Sends the file that the request names, or 404.html."""
        raw, _, query = self.path.partition("?")
        path = unquote(raw)
        if not path.startswith(self.prefix):
            if path + "/" == self.prefix:
                self._redirect(self.prefix, query)
            else:
                self._send_missing()
            return
        inner = path.removeprefix(self.prefix)
        found = find_file(self.output, inner)
        if found is None:
            self._send_missing()
        elif found.name == "index.html" and inner and not inner.endswith(("/", "index.html")):
            self._redirect(f"{self.prefix}{inner.strip('/')}/", query)
        else:
            self._send_file(found, HTTPStatus.OK)

    do_HEAD = do_GET

    def log_message(self, format: str, *args: Any) -> None:
        """Requests are of interest to who debugs, not to who reads."""
        _log.debug(format, *args)

    def _redirect(self, path: str, query: str) -> None:
        # Relative to the host on purpose: whatever name or port the browser used stays.
        self.send_response(HTTPStatus.MOVED_PERMANENTLY)
        self.send_header("Location", quote(path) + (f"?{query}" if query else ""))
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _send_missing(self) -> None:
        page = find_file(self.output, "404.html")
        if page is None:
            self._send_status(HTTPStatus.NOT_FOUND)
        else:
            self._send_file(page, HTTPStatus.NOT_FOUND)

    def _send_status(self, status: HTTPStatus) -> None:
        body = f"{status.value} {status.phrase}\n".encode()
        self._send_head(status, "text/plain; charset=utf-8", len(body))
        if self.command != "HEAD":
            self.wfile.write(body)

    def _send_file(self, path: Path, status: HTTPStatus) -> None:
        try:
            file = path.open("rb")
        except OSError:  # deleted by a build between the look and the opening, or not readable
            self._send_status(HTTPStatus.NOT_FOUND)
            return
        kind = media_type(path)
        is_text = kind in TYPES.values()
        size = path.stat().st_size
        with file:
            if is_text and size <= GZIP_LIMIT and accepts_gzip(self.headers.get("Accept-Encoding", "")):
                body = gzip.compress(file.read(), 6, mtime=0)
                self._send_head(status, f"{kind}; charset=utf-8", len(body), "gzip")
                if self.command != "HEAD":
                    self.wfile.write(body)
                return
            self._send_head(status, f"{kind}; charset=utf-8" if is_text else kind, size)
            if self.command != "HEAD":
                copyfileobj(file, self.wfile)

    def _send_head(self, status: HTTPStatus, kind: str, length: int, coding: str | None = None) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(length))
        if coding:
            self.send_header("Content-Encoding", coding)
        self.send_header("Vary", "Accept-Encoding")
        self.send_header("Cache-Control", "no-cache")  # a page built a second ago must be the page seen
        self.send_header("X-Content-Type-Options", "nosniff")
        self.end_headers()


class Server(ThreadingHTTPServer):
    """A thread a connection; a browser that hangs up early is no error."""

    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request: socket.socket | tuple[bytes, socket.socket], client_address: Any) -> None:
        """Tracebacks for our own faults only."""
        if not isinstance(sys.exception(), (ConnectionError, TimeoutError)):
            super().handle_error(request, client_address)


def open_server(output: Path, prefix: str = "/", port: int = 0) -> tuple[Server, str]:
    """A server bound to a port of 127.0.0.1 (0: a free one) and the address of its front page; the caller runs it.

    Raises OutputError where there is no site in ``output`` or the port is taken.
    """
    if not (output / "index.html").is_file():
        raise OutputError(f"{output}: no index.html there; run 'arsheef build' first, or name a built site.")
    prefix = normal_prefix(prefix)
    try:
        server = Server(("127.0.0.1", port), partial(Handler, output.resolve(), prefix))
    except OSError as error:
        raise OutputError(f"port {port}: {error.strerror}; give another with --port (0: any free one).") from error
    return server, f"http://127.0.0.1:{server.server_port}{quote(prefix)}"


@contextmanager
def serving(output: Path, prefix: str = "/") -> Iterator[str]:
    """Serves ``output`` on a free port while the block runs; gives the address of its front page, ending in a slash."""
    server, address = open_server(output, prefix)
    thread = threading.Thread(target=partial(server.serve_forever, poll_interval=0.05), daemon=True)
    thread.start()
    try:
        yield address
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
