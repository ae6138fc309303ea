"""WordPress exports (WXR): posts with their status; pages, menus, attachments and revisions are no articles."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from arsheef.article import Record
from arsheef.ingest.readers.source import Input, Rejected, replaced_note
from arsheef.ingest.readers.xml_items import Item, Opening, read_items, read_opening, root_name

_NOT_POSTS = re.compile(
    r"page|attachment|revision|nav_menu_item|custom_css|customize_changeset|oembed_cache|user_request|wp_\w+|"
    r"(?:acf|elementor|wpcf7|et_pb|vc|fusion)[\w-]*|mailpoet\w*|amp_validated_url|product\w*|shop_\w+|forum|topic|reply"
)
"""Kinds of items that WordPress and its common extensions keep beside articles."""
_STATUS = {"publish": "published", "draft": "draft", "pending": "draft", "future": "draft", "private": "draft"}
"""Status of a post -> status of an article; others (trash, auto-draft, inherit) are no articles."""
_DROPPED = re.compile(r"\[(caption|wp_caption|gallery|embed|audio|video|playlist|code|sourcecode)\b[^\[\]]{0,2000}+\]")
"""Shortcodes of which the content is no text of the article either."""
_CLOSING = re.compile(r"\[/(\w+)\]")
_LONGEST_CONTENT = 20_000
_SHORTCODE = re.compile(r"\[/?[a-z][a-z0-9_-]{1,40}(?:\s[^\[\]]{0,2000})?/?\]")
_BLANK_LINE = re.compile(r"\r?\n[ \t]*(?:\r?\n[ \t]*)+")
_OWN_BREAKS = re.compile(r"<(?:p|br|div|li)\b", re.IGNORECASE)


def matches(given: Input) -> bool:
    """RSS that names WordPress's export format."""
    return root_name(given.head) == "rss" and b"wordpress.org/export/" in given.head


def read(given: Input) -> Iterator[Record | Rejected]:
    """A Record a post. Raises InputError where the file declares a DTD."""
    opening = read_opening(given)
    outlet = _first(_parse(opening, opening.channel), "title")
    for item in read_items(given):
        yield from _to_record(given, item, opening, outlet)


def _to_record(given: Input, item: Item, opening: Opening, outlet: str) -> Iterator[Record | Rejected]:
    """The Record of a post; nothing for what is no post."""
    if item.reason:
        yield Rejected(given.path, item.number, item.reason)
        return
    post = _parse(opening, item.text)
    status = _STATUS.get(_first(post, "status"))
    if _NOT_POSTS.fullmatch(_first(post, "post_type")) or status is None:
        return
    fields = _fields(post, outlet) | {"status": "draft" if _first(post, "post_password") else status}
    if "fragment" not in fields:
        yield Rejected(given.path, item.number, "the post has no text; nothing to keep")
        return
    digest = hashlib.sha256(item.raw).hexdigest()
    fields = {name: value for name, value in fields.items() if value}
    yield Record(given.path, item.number, "application/rss+xml", fields, digest, replaced_note(item.text))


def _parse(opening: Opening, markup: str) -> Any:
    """A piece of the file as a tree: mended where it is not well-formed, no entity expanded, nothing fetched."""
    import lxml.etree

    parser = lxml.etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False)
    return lxml.etree.fromstring(f"{opening.root}{markup}</{opening.name}>".encode(), parser)


def _texts(post: Any, name: str, **attributes: str) -> Iterator[str]:
    """The texts of the elements with this local name."""
    for element in post.iter(f"{{*}}{name}"):
        if all(element.get(key) == value for key, value in attributes.items()):
            yield "".join(element.itertext()).strip()


def _first(post: Any, name: str) -> str:
    return next(_texts(post, name), "")


def _fields(post: Any, outlet: str) -> dict[str, str]:
    """The fields of a Record. ``encoded`` comes twice, in the name spaces of content and of excerpt: content is first."""
    date = _first(post, "post_date")
    categories = [name for name in _texts(post, "category", domain="category") if name.lower() not in _UNNAMED]
    fields = {
        "title": _first(post, "title"), "date": "" if date.startswith("0000") else date, "url": _first(post, "link"),
        "author": _first(post, "creator"), "source": outlet, "section": next(iter(categories), ""),
        "tags": "; ".join(_texts(post, "category", domain="post_tag")), "modified": _first(post, "post_modified"),
    }  # fmt: skip
    content = next((text for text in _texts(post, "encoded") if text), "")
    return {name: value for name, value in fields.items() if value} | ({"fragment": to_markup(content)} if content else {})


_UNNAMED = frozenset(("uncategorized", "غير مصنف", "غير مصنفة", "بدون تصنيف", "عام"))
"""WordPress's own section for what has none."""


def to_markup(content: str) -> str:
    """The HTML of a post's content: shortcodes removed, blank lines as paragraphs, as WordPress shows it."""
    plain = _SHORTCODE.sub("", "".join(_outside_of_dropped(content)))
    broken = _BLANK_LINE.sub("<p>", plain)
    return broken if _OWN_BREAKS.search(plain) else broken.replace("\n", "<br>")


def _outside_of_dropped(content: str) -> Iterator[str]:
    """The pieces of a post's content that stand in none of the shortcodes of _DROPPED."""
    ends: defaultdict[str, list[int]] = defaultdict(list)
    for closing in _CLOSING.finditer(content):
        ends[closing[1]].append(closing.end())
    at = 0
    for match in _DROPPED.finditer(content):
        if match.start() < at:
            continue
        yield content[at : match.start()]
        places, next_ = ends[match[1]], bisect(ends[match[1]], match.end())
        near = next_ < len(places) and places[next_] < match.end() + _LONGEST_CONTENT
        at = places[next_] if near else match.end()
    yield content[at:]
