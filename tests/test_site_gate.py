"""The strict gate: nothing of content/ is passed over in silence, and nothing in a header reaches further than it may."""

from __future__ import annotations

from pathlib import Path

import pytest
from sites import add, article, build, make_site, page, place_of, run, tree

from arsheef.errors import ContentError, OutputError, SettingsError

BAD = {
    "no-title.md": b"Slug: 0123456789\n\nx\n",
    "no-slug.md": "Title: عنوان\n\nx\n".encode(),
    "bad-date.md": "Title: عنوان\nSlug: 0123456789\nDate: أمس\n\nx\n".encode(),
    "no-such-day.md": "Title: عنوان\nSlug: 0123456789\nDate: 2015-02-30\n\nx\n".encode(),
    "bad-status.md": "Title: عنوان\nSlug: 0123456789\nStatus: skip\n\nx\n".encode(),
    "script-link.md": "Title: عنوان\nSlug: 0123456789\nSource_url: javascript:alert(1)\n\nx\n".encode(),
    "windows.md": "Title: عنوان\nSlug: 0123456789\n\nنص\n".encode("cp1256"),
    "empty.md": b"",
    "page.html": b"<title>x</title>",
    "old.markdown": "Title: عنوان\n\nx\n".encode(),
    "__pycache__.md": "Title: عنوان\nSlug: 0123456789\n\nx\n".encode(),
}


def test_every_file_that_cannot_be_published_is_named_in_one_error_and_nothing_is_written(tmp_path: Path) -> None:
    site = make_site(tmp_path, [article(1)])
    for name, data in BAD.items():
        (site / "content" / name).write_bytes(data)
    (site / "content" / "__pycache__.md").rename(site / "content" / "sound.md")
    with pytest.raises(ContentError) as raised:
        build(site)
    said = str(raised.value)
    assert all(name in said for name in BAD if name != "__pycache__.md"), said
    assert "sound.md" not in said
    assert f"{len(BAD) - 1} files" in said
    assert not (site / "output").exists()


def test_pelican_itself_ends_with_exit_code_1_and_the_list(tmp_path: Path) -> None:
    site = make_site(tmp_path, [article(1)])
    for name in ("bad-date.md", "windows.md"):
        (site / "content" / name).write_bytes(BAD[name])
    done = run(site, "pelican", "content")
    assert done.returncode == 1
    assert "bad-date.md" in done.stdout + done.stderr
    assert "windows.md" in done.stdout + done.stderr
    assert not (site / "output").exists()


def test_arsheef_build_says_the_same_on_stderr(tmp_path: Path) -> None:
    site = make_site(tmp_path, [article(1)])
    (site / "content" / "empty.md").write_bytes(b"")
    done = run(site, "arsheef", "build")
    assert (done.returncode, done.stdout) == (1, "")
    assert "empty.md: no header" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_file_that_pelican_is_told_to_ignore_is_reported(tmp_path: Path) -> None:
    site = make_site(tmp_path, [article(1), article(2)])
    with (site / "pelicanconf.py").open("a", encoding="utf-8") as conf:
        conf.write(f'IGNORE_FILES = ["{article(2).id}*"]\n')
    with pytest.raises(ContentError, match=f"{article(2).id}.md: Pelican passed over it"):
        build(site)


def test_files_and_folders_with_a_leading_dot_are_an_editors_own(tmp_path: Path) -> None:
    site = make_site(tmp_path, [article(1)])
    (site / "content" / ".draft.md").write_text("x", encoding="utf-8")
    (site / "content" / ".obsidian").mkdir()
    (site / "content" / ".obsidian" / "note.md").write_text("x", encoding="utf-8")
    assert build(site).articles == 1


def test_two_files_with_one_id_are_both_named(tmp_path: Path) -> None:
    site = make_site(tmp_path, [article(1)])
    (site / "content" / "copy.md").write_bytes(place_of(site, article(1)).read_bytes())
    with pytest.raises(ContentError, match=rf"{article(1).id}.md: Slug \w+ is also that of copy.md"):
        build(site)


@pytest.mark.parametrize("key", ["Template: index", "Save_as: ../../gone.html", "Url: https://evil.example/", "Override_save_as: x.html", "Slug_: x", "Translation: true", "Category_: x"])
def test_a_header_key_that_is_not_ours_has_no_effect(tmp_path: Path, key: str) -> None:
    site = make_site(tmp_path / "a", [article(1)])
    build(site)
    plain = {name for name in tree(site / "output") if not name.startswith("search/")}
    path = place_of(site, article(1))
    header, body = path.read_text(encoding="utf-8").split("\n\n", 1)
    path.write_text(f"{header}\n{key}\n\n{body}", encoding="utf-8")
    build(site)
    assert {name for name in tree(site / "output") if not name.startswith("search/")} == plain
    assert not (tmp_path / "gone.html").exists()


def test_what_a_file_says_is_text_and_never_markup(tmp_path: Path) -> None:
    attack = '"><script>alert(1)</script><img src=x onerror=alert(1)>'
    one = article(1, title=f"عنوان {attack}", author=f"كاتب {attack}", agency=attack, source=f"مصدر {attack}", section=attack,
                  lead=attack, places=(attack,), people=(attack,), topics=(attack,), related=(attack,), date="2015-07-21",
                  source_url='https://example.org/"><script>alert(2)</script>')  # fmt: skip
    site = make_site(tmp_path, [one])
    path = place_of(site, one)
    path.write_text(path.read_text(encoding="utf-8") + "\n<script>alert(3)</script>\n\n[x](javascript:alert(4))\n\n</article><b onclick=x>\n", encoding="utf-8")
    build(site)
    for name, data in tree(site / "output").items():
        if name.endswith(".html"):
            html = data.decode()
            assert "<script>" not in html, name
            assert "<img" not in html, name
            assert "onclick" not in html.replace("&lt;b onclick=x&gt;", ""), name
            assert 'href="javascript:' not in html, name


def test_a_broken_template_stops_the_build_and_is_named(tmp_path: Path) -> None:
    site = make_site(tmp_path, [article(1)])
    theme = tmp_path / "theme" / "templates"
    theme.mkdir(parents=True)
    (theme / "day.html").write_text("{{ page.nothing }}", encoding="utf-8")
    with (site / "pelicanconf.py").open("a", encoding="utf-8") as conf:
        conf.write('THEME = "theme"\n')
    add(site, [article(2, date="2015-07-21")])
    with pytest.raises(OutputError, match=r"template day.html.*nothing"):
        build(site)


def test_a_template_that_the_sites_own_theme_lacks_is_the_packaged_one(tmp_path: Path) -> None:
    site = make_site(tmp_path, [article(1)])
    (tmp_path / "theme" / "templates").mkdir(parents=True)
    (tmp_path / "theme" / "templates" / "undated.html").write_text("own {{ page.count }}", encoding="utf-8")
    with (site / "pelicanconf.py").open("a", encoding="utf-8") as conf:
        conf.write('THEME = "theme"\n')
    build(site)
    assert page(site, "archive/undated/index.html") == "own 1"
    assert '<html lang="ar" dir="rtl">' in page(site, "index.html")


def test_a_settings_file_without_the_plugin_is_an_error(tmp_path: Path) -> None:
    site = make_site(tmp_path, [article(1)])
    with (site / "pelicanconf.py").open("a", encoding="utf-8") as conf:
        conf.write("PLUGINS = []\n")
    with pytest.raises(SettingsError, match="PLUGINS"):
        build(site)


def test_a_wrong_setting_ends_pelican_with_exit_code_1(tmp_path: Path) -> None:
    site = make_site(tmp_path, [article(1)], digits="roman")
    done = run(site, "pelican", "content")
    assert done.returncode == 1
    assert "roman" in done.stdout + done.stderr
