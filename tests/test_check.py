"""``arsheef check``: a sound site passes, and each way of being broken is found with its file and next step."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer import Typer
from typer.testing import CliRunner

from arsheef.cli.check import run
from arsheef.errors import OutputError
from arsheef.search.manifest import Manifest, Segment, files_named, manifest_script
from arsheef.site.inspect import inspect_site
from arsheef.site.limits import FILE_BYTES, SITE_BYTES, check_limits
from arsheef.site.markup import read_page

CSP = '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; script-src \'self\'">'
HEAD = f'<!doctype html><html lang="ar" dir="rtl"><head><meta charset="utf-8">{CSP}'


def page(body: str, up: str = "") -> str:
    return f'{HEAD}<link rel="stylesheet" href="{up}theme/site.css"><title>ص</title></head><body id="top">{body}</body></html>'


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A small sound site with every kind of file that a check looks at."""
    manifest = Manifest("rules-1", (Segment("ab12", docs=9, files={"h": 1, "l": 1, "p": 2, "q": 1, "r": 3, "s": 2}, heavy=("x",)),))
    files = {
        "index.html": page('<a href="a/0a/0a.html?q=1#p2">م</a> <a href="#top">أ</a> <a href="https://example.org/">خ</a> <form action="search.html"></form>'),
        "search.html": page('<script src="theme/app.js"></script><script type="application/ld+json">{}</script><img src="data:image/png;base64,AA==" alt="">'),
        "a/0a/0a.html": page('<a href="../../index.html">و</a> <a href="../../tag/%D8%AD/index.html">ح</a>', "../../"),
        "tag/ح/index.html": page('<a href="../../a/0a/0a.html">م</a>', "../../"),
        "404.html": HEAD + '<link rel="stylesheet" href="/archive/theme/site.css"></head><body><a href="/archive/">و</a></body></html>',
        "theme/site.css": "/* url(gone.png) */ @import 'more.css'; a { background: url(\"dot.svg\") }",
        "theme/more.css": "b { background: url(data:image/png;base64,AA==) }",
        "theme/dot.svg": "<svg/>", "theme/app.js": "1;", ".nojekyll": "",
        "search/manifest.js": manifest_script(manifest),
    }  # fmt: skip
    files |= {f"search/{name}": "arsheef.load();" for name in files_named(manifest)}
    for name, text in files.items():
        path = tmp_path / "output" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path / "output"


def faults(site: Path) -> list[str]:
    return [str(finding) for finding in inspect_site(site).findings]


def test_a_sound_site_has_no_findings(site: Path) -> None:
    report = inspect_site(site)
    assert (report.findings, report.pages, report.is_sound) == ((), 5, True)
    assert report.files == sum(path.is_file() for path in site.rglob("*"))
    assert report.bytes == sum(path.stat().st_size for path in site.rglob("*") if path.is_file())


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('<a href="gone.html">', "gone.html leads nowhere"),
        ('<a href="A/0a/0a.html">', "A/0a/0a.html leads nowhere"),
        ('<a href="../outside.html">', "leads nowhere (../outside.html)"),
        ('<a href="/index.html">', "is not relative"),
        ('<a href="a/0a/">', "leads nowhere"),
        ('<a href="tag/ح/">', "names a folder"),
        ('<a href=".">', "names a folder"),
        ('<a href="#nowhere">', "has no anchor"),
        ('<a href="//example.org/x">', "has no scheme"),
        ('<img src="gone.png" alt="">', "gone.png leads nowhere"),
        ('<img srcset="theme/dot.svg 1x, gone2.png 2x" alt="">', "gone2.png leads nowhere"),
        ('<script src="https://example.org/x.js"></script>', "loads https://example.org/x.js from elsewhere"),
        ('<link rel="icon" href="https://example.org/i.png">', "from elsewhere"),
        ("<script>alert(1)</script>", "inline script"),
        ('<script type="text/javascript">1</script>', "inline script"),
        ("<style>a{}</style>", "inline style sheet"),
        ('<p style="color:red">', "style attribute"),
        ('<p onclick="x()">', "inline script onclick"),
        ('<a href=" javascript:x()">', "runs a script"),
        ('<base href="/x/">', "<base>"),
    ],
)
def test_a_broken_page_is_named_with_its_fault(site: Path, body: str, expected: str) -> None:
    (site / "broken.html").write_text(page(body), encoding="utf-8")
    found = faults(site)
    assert len(found) == 1, found
    assert found[0].startswith("broken.html: ") and expected in found[0] and "; " in found[0]


@pytest.mark.parametrize(("text", "expected"), [("", "empty"), ("<!-- -->", "empty"), ("<p>س</p>", "no Content-Security-Policy")])
def test_a_page_without_content_or_policy_is_found(site: Path, text: str, expected: str) -> None:
    (site / "bare.html").write_text(text, encoding="utf-8")
    assert any(line.startswith("bare.html: ") and expected in line for line in faults(site))


def test_a_policy_that_allows_inline_code_is_no_policy(site: Path) -> None:
    (site / "lax.html").write_text(page("").replace("'self'", "'self' 'unsafe-inline'"), encoding="utf-8")
    assert faults(site) == ["lax.html: its Content-Security-Policy allows inline scripts or styles; correct the template that made it."]


def test_relative_links_of_the_404_page_are_faults(site: Path) -> None:
    (site / "404.html").write_text(page(""), encoding="utf-8")
    assert faults(site) == ["404.html: the link theme/site.css is relative; it breaks below a folder; set SITEURL and build again."]


def test_an_absolute_link_of_the_404_page_must_lead_to_a_file(site: Path) -> None:
    (site / "404.html").write_text(HEAD + '</head><body><a href="/archive/theme/gone.css">', encoding="utf-8")
    assert len(faults(site)) == 1 and "theme/gone.css" in faults(site)[0]


def test_a_style_sheet_that_names_a_missing_file_is_found(site: Path) -> None:
    (site / "theme" / "dot.svg").unlink()
    assert faults(site) == ["theme/site.css: dot.svg leads nowhere (theme/dot.svg); build again, or correct what links there."]


def test_one_fault_of_a_template_is_one_line(site: Path) -> None:
    for number in range(30):
        folder = site / "/".join("d" * (number % 3 + 1))
        folder.mkdir(parents=True, exist_ok=True)
        up = "../" * (number % 3 + 1)
        (folder / f"{number}.html").write_text(page(f'<a href="{up}gone.html">', up), encoding="utf-8")
    found = faults(site)
    assert len(found) == 1
    assert "in 29 more pages" in found[0]


def test_a_dangling_link_of_the_file_system_is_a_missing_file(site: Path) -> None:
    (site / "theme" / "dot.svg").unlink()
    (site / "theme" / "dot.svg").symlink_to("nowhere")
    assert len(faults(site)) == 1


@pytest.mark.parametrize(
    ("break_it", "expected"),
    [
        (lambda folder: (folder / "manifest.js").unlink(), "search/manifest.js: no readable manifest"),
        (lambda folder: (folder / "manifest.js").write_text("arsheef.load("), "search/manifest.js: no readable manifest"),
        (lambda folder: (folder / "ab12" / "s1.js").unlink(), "search/ab12/s1.js: missing"),
        (lambda folder: (folder / "rules-1.js").write_text(""), "search/rules-1.js: empty"),
    ],
    ids=["no manifest", "cut manifest", "no shard", "empty rules"],
)
def test_a_search_folder_that_is_not_whole_is_found(site: Path, break_it: object, expected: str) -> None:
    assert callable(break_it)
    break_it(site / "search")
    found = faults(site)
    assert len(found) == 1 and found[0].startswith(expected) and found[0].count("arsheef build") == 1, found


def test_missing_404_and_nojekyll_are_found(site: Path) -> None:
    (site / "404.html").unlink()
    (site / ".nojekyll").unlink()
    assert [line.partition(":")[0] for line in faults(site)] == ["404.html", ".nojekyll"]


def test_a_folder_without_a_site_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="arsheef build"):
        inspect_site(tmp_path)


def test_limits_of_the_host_are_faults_and_near_ones_warnings() -> None:
    def found(sizes: dict[str, int]) -> list[tuple[str, bool]]:
        return [(finding.file, finding.warning) for finding in check_limits(sizes)]

    assert found({"a": FILE_BYTES, "b": 5}) == []
    assert found({"a": FILE_BYTES + 1}) == [("a", False)]
    many = {str(number): FILE_BYTES for number in range(8)}
    assert found(many) == [(".", True)]
    assert found(many | {"x": FILE_BYTES, "y": FILE_BYTES}) == [(".", False)]
    assert found({"1": SITE_BYTES // 10}) == []
    assert found({str(number): 1 for number in range(100_001)}) == [(".", True)]


def test_names_that_differ_only_by_case_are_faults() -> None:
    assert [f.file for f in check_limits({"tag/Iran/index.html": 1, "tag/iran/index.html": 1, "tag/iraq/index.html": 1})] == ["tag/iran/index.html"]


def test_anchors_and_links_are_read_as_a_browser_reads_them() -> None:
    found = read_page(f"{HEAD}<p id=a>x<svg><use href='#b'/></svg><a name=c href='d.html'>".encode())
    assert found.anchors == {"a", "c"}
    assert [(r.address, r.loaded) for r in found.references] == [("#b", True), ("d.html", False)]
    assert found.faults == ()


def test_the_command_lists_faults_and_exits_1(site: Path) -> None:
    app = Typer()
    app.command()(run)
    sound = CliRunner().invoke(app, [str(site)])
    assert (sound.exit_code, sound.stderr) == (0, "") and "5 pages" in sound.stdout and "0 faults" in sound.stdout
    (site / "broken.html").write_text(page('<a href="x.html">'), encoding="utf-8")
    broken = CliRunner().invoke(app, ["--site", str(site.parent)])
    assert broken.exit_code == 1 and broken.stderr.startswith("broken.html: x.html leads nowhere")
