"""The bytes of a content file, and its text."""

from __future__ import annotations

import hashlib
from pathlib import Path

from arsheef.errors import ContentError


def digest_of(data: bytes) -> str:
    """The version of a content file: another digest is another version."""
    return hashlib.sha256(data).hexdigest()


def read_bytes(path: str | Path) -> bytes:
    """The bytes of a content file. Raises ContentError where it cannot be opened."""
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError as error:
        raise ContentError(f"{path}: {error.strerror}; make the file readable.") from error


def decode(data: bytes, name: str) -> str:
    """The text of a content file. Raises ContentError where it is not UTF-8."""
    try:
        return data.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise ContentError(f"{name}: line {line} is not UTF-8; save the file as UTF-8.") from error
