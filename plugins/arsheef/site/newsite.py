"""A folder's name in, a new site in it out: settings, an empty content/, a workflow that publishes it, a README."""

from __future__ import annotations

import json
import shutil
import subprocess
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

from arsheef import __version__
from arsheef.errors import OutputError

FILES = {
    "pelicanconf.py": "pelicanconf.py",
    "publishconf.py": "publishconf.py",
    "README.md": "README.md",
    "gitignore": ".gitignore",
    "pages.yml": ".github/workflows/pages.yml",
}
"""File in skeleton/ -> its place in the new site."""
_HERE = Path(__file__).resolve().parent


def make_site(folder: Path, sample: bool = False) -> int:
    """Writes a new site into ``folder``, which must be missing or empty; gives the number of sample articles in it.

    Raises OutputError where there is something in the folder already, or where it cannot be written.
    """
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise OutputError(f"{folder}: not an empty folder; name a new one.")
        for name, place in FILES.items():
            (folder / place).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(_HERE / "skeleton" / name, folder / place)
        (folder / "requirements.txt").write_text(f"{requirement()}\n", encoding="utf-8")
        (folder / "content").mkdir()
        (folder / "content" / ".gitkeep").touch()  # git keeps no empty folder
        return _copy_sample(folder / "content") if sample else 0
    except OSError as error:
        raise OutputError(f"{folder}: cannot be written ({error}); name another folder.") from error


def sample_path() -> Path:
    """Folder of the sample articles: inside the installed package, else content/ of a checkout."""
    installed = _HERE.parent / "sample"
    return installed if installed.is_dir() else _HERE.parents[2] / "content"


def _copy_sample(content: Path) -> int:
    source = sample_path()
    articles = sorted(source.rglob("*.md"))
    if not articles:
        raise OutputError(f"{source}: no sample articles there; run 'make archive' in the checkout first.")
    for article in articles:
        place = content / article.relative_to(source)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(article, place)
    return len(articles)


def requirement() -> str:
    """The line of requirements.txt that gets this program on another machine (PEP 508).

    From where this one was installed (PEP 610): a repository, an archive on the web, the repository that a checkout was
    cloned from; else the version by name. Addresses with a password in them are never written.
    """
    try:
        origin = json.loads(distribution("arsheef").read_text("direct_url.json") or "{}")
    except PackageNotFoundError:
        origin = {}
    url = str(origin.get("url", ""))
    if "vcs_info" in origin:
        url = f"{origin['vcs_info']['vcs']}+{url}@{origin['vcs_info']['commit_id']}"
    elif url.startswith("file:") and "dir_info" in origin:
        url = f"git+{_remote(Path(url2pathname(urlsplit(url).path)))}"
    parts = urlsplit(url)
    if parts.scheme in ("https", "git+https") and parts.hostname and "@" not in parts.netloc:
        return f"arsheef @ {url}"
    return f"arsheef =={__version__}"


def _remote(checkout: Path) -> str:
    """Address of the repository that a checkout was cloned from; empty where git does not know one."""
    command = ["git", "-C", str(checkout), "remote", "get-url", "origin"]
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):  # no git here, or no repository
        return ""
