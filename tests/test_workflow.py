"""The GitHub Pages workflow, here and in new sites: caches first, then build, check, upload, deploy."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
OURS = ROOT / ".github" / "workflows" / "pages.yml"
THEIRS = ROOT / "plugins" / "arsheef" / "site" / "skeleton" / "pages.yml"
STEPS = [
    "actions/checkout", "actions/cache", "actions/setup-python", "actions/configure-pages", "pip install", "arsheef build",
    "arsheef check", "actions/upload-pages-artifact", "actions/deploy-pages",
]  # fmt: skip


def steps_of(text: str) -> list[str]:
    return re.findall(r"(?:uses|run): (.+)", text)


def test_a_new_site_gets_the_workflow_of_this_repository() -> None:
    ours, theirs = OURS.read_text("utf-8").splitlines(), THEIRS.read_text("utf-8").splitlines()
    different = [(a.strip(), b.strip()) for a, b in zip(ours, theirs, strict=True) if a != b]
    assert different == [("- run: pip install .", "- run: pip install -r requirements.txt")]


def test_what_the_last_build_left_is_restored_before_the_build_and_the_check_stands_before_the_upload() -> None:
    steps = steps_of(OURS.read_text("utf-8"))
    assert [next(wanted for wanted in STEPS if step.startswith(wanted)) for step in steps] == STEPS
    assert re.search(r"path: \|\n +\.arsheef\n +output\n", OURS.read_text("utf-8"))


def test_only_official_actions_of_the_versions_that_pages_needs_are_used() -> None:
    actions = dict(step.split("@v") for step in steps_of(OURS.read_text("utf-8")) if "@" in step)
    assert all(name.startswith("actions/") for name in actions)
    assert (actions["actions/configure-pages"], actions["actions/upload-pages-artifact"], actions["actions/deploy-pages"]) == ("6", "5", "5")


def test_the_workflow_may_do_no_more_than_publish() -> None:
    found = re.search(r"^permissions:\n((?:  .+\n)+)", OURS.read_text("utf-8"), re.MULTILINE)
    assert found and found[1].split("\n")[:-1] == ["  contents: read", "  pages: write", "  id-token: write"]
