"""What several tests need: the shared evaluation data and a browser. Both are demanded, never skipped."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).parents[1]
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CHROMIUM_OPTIONS = ("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking", "--disable-component-update", "--no-first-run")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of evaluation data: ARSHEEF_SHARED, else ../shared beside the repository."""
    folder = Path(os.environ.get("ARSHEEF_SHARED") or ROOT.parent / "shared")
    assert (folder / "eval").is_dir(), f"{folder}: no evaluation data there; name its folder in ARSHEEF_SHARED"
    return folder


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """The system's Chromium or Chrome; ARSHEEF_CHROMIUM names another one."""
    names = [os.environ["ARSHEEF_CHROMIUM"]] if os.environ.get("ARSHEEF_CHROMIUM") else CHROMIUM_NAMES
    for path in filter(None, map(shutil.which, names)):
        # Ubuntu has a script of this name that only points to its snap store: it must really start.
        if subprocess.run([path, "--version"], capture_output=True, check=False).returncode == 0:
            return path
    raise AssertionError("no Chromium; 'make test' says how to get one")


@pytest.fixture(scope="session")
def browser(chromium_path: str) -> Iterator[Browser]:
    """A running headless browser, one for each test process; a test opens its own context in it."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium_path, args=list(CHROMIUM_OPTIONS))
        yield running
        running.close()


@pytest.fixture(scope="module", params=["http", "file"])
def base(request: pytest.FixtureRequest, output: Path) -> Iterator[str]:
    """Address of the top of the site that the module builds as ``output``, with a slash at its end: both ways it is read."""
    from arsheef.site.server import serving

    if request.param == "file":
        yield output.as_uri() + "/"
    else:
        with serving(output, prefix="/archive/") as address:
            yield address
