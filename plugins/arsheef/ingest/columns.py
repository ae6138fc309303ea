"""Names that people give to the columns of a table or the keys of an object -> the field names of a Record."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from arsheef.errors import InputError

NAMES: dict[str, tuple[str, ...]] = {
    "text": ("text", "content", "body", "article body", "article text", "full text", "maintext", "article", "story",
             "النص", "نص", "نص الخبر", "نص المقال", "المحتوى", "المتن", "متن", "الخبر", "تفاصيل الخبر"),
    "html": ("html", "content html", "body html", "raw html"),
    "title": ("title", "headline", "heading", "العنوان", "عنوان", "عنوان الخبر", "عنوان المقال"),
    "date": ("date", "published", "publish date", "date published", "published at", "published date",
             "publication date", "pub date", "date publish", "date time", "datetime", "publish time",
             "created at", "timestamp", "التاريخ", "تاريخ", "تاريخ النشر", "تاريخ الخبر"),
    "retrieved": ("date extracted", "retrieved", "retrieved at", "crawled", "crawled at", "crawl date", "date crawled",
                  "date download", "scraped at", "scraped", "fetched at", "accessed", "تاريخ الجمع", "تاريخ الاسترجاع"),
    "author": ("author", "authors", "byline", "writer", "creator", "الكاتب", "كاتب", "المؤلف", "اسم الكاتب", "المحرر"),
    "agency": ("agency", "news agency", "wire", "الوكالة", "وكالة"),
    "source": ("source", "outlet", "publisher", "newspaper", "site name", "source name", "publication", "المصدر",
               "مصدر", "الصحيفة", "صحيفة", "الجريدة", "الموقع"),
    "url": ("url", "link", "source url", "article url", "permalink", "canonical url", "web url", "href", "الرابط",
            "رابط", "رابط الخبر", "الرابط الأصلي"),
    "section": ("section", "category", "article section", "categories", "topic", "القسم", "قسم",
                "التصنيف", "تصنيف", "الباب"),
    "language": ("language", "lang", "in language", "اللغة", "لغة"),
    "lead": ("lead", "description", "summary", "abstract", "excerpt", "standfirst", "الملخص", "ملخص",
             "المقدمة", "موجز"),
    "tags": ("tags", "keywords", "الوسوم", "وسوم", "كلمات مفتاحية", "الكلمات المفتاحية"),
}  # fmt: skip
"""Field of a Record -> names it goes by, the likeliest first: the first that has a value is taken."""

_INNER = ("rendered", "name", "title", "text", "value", "@value", "$date", "label")
"""Where an object stands for a value, the keys that may hold it (WordPress, JSON-LD, MongoDB)."""
_FOLD = str.maketrans("أإآىة", "اااىه")

Plan = tuple[tuple[str, tuple[str, ...]], ...]
"""(field, names of the columns that may hold it) for each field found."""


def plan_columns(names: Sequence[str], mapping: Mapping[str, str]) -> Plan:
    """Which of ``names`` hold which field; ``mapping`` (field -> column) goes before the common names.

    Raises InputError where ``mapping`` names a field that a Record does not have.
    """
    return _plan(tuple(names), tuple(sorted(mapping.items())))


def check_mapping(mapping: Mapping[str, str]) -> None:
    """Raises InputError for a field that no Record has."""
    for name in mapping:
        if name not in NAMES:
            raise InputError(f"--map {name}={mapping[name]}: no such field; the fields are {', '.join(NAMES)}.")


@lru_cache(maxsize=256)
def _plan(names: tuple[str, ...], mapping: tuple[tuple[str, str], ...]) -> Plan:
    asked = dict(mapping)
    check_mapping(asked)
    by_fold: dict[str, list[str]] = {}
    for name in names:
        by_fold.setdefault(fold_name(name), []).append(name)
    mapped = set(asked.values())
    plan = []
    for field, known in NAMES.items():
        if field in asked:
            found = [asked[field]] if asked[field] in names or asked[field].split(".")[0] in names else []
        else:
            found = [name for alias in known for name in by_fold.get(fold_name(alias), ()) if name not in mapped]
        if found:
            plan.append((field, tuple(found)))
    return tuple(plan)


def fold_name(name: str) -> str:
    """One spelling of a column's name: ``PublishDate``, ``publish_date`` and ``Publish Date`` are the same."""
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", unicodedata.normalize("NFKC", name).strip("\ufeff \t"))
    plain = "".join(ch for ch in spaced if not unicodedata.combining(ch) and ch != "ـ")
    return " ".join(re.split(r"[\s_\-.:]+", plain.casefold().translate(_FOLD))).removeprefix("ال").strip()


def take_fields(plan: Plan, value_of: Callable[[str], Any]) -> dict[str, str]:
    """The fields of a Record: for each field of ``plan`` the first of its columns that is not empty.

    ``value_of`` gives the raw value of a column.
    """
    fields: dict[str, str] = {}
    for field, columns in plan:
        for column in columns:
            text = as_text(value_of(column), field)
            if text:
                fields[field] = text
                break
    return fields


def as_text(value: Any, field: str) -> str:
    """The text of a JSON value: lists are joined (paragraphs by an empty line, names and tags by semicolons)."""
    if isinstance(value, str):
        return value if value.strip() else ""
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, int | float):
        return _moment(value) if field in ("date", "retrieved") else str(value)
    if isinstance(value, list):
        parts = [part for part in (as_text(item, field) for item in value) if part]
        return ("\n\n" if field in ("text", "html", "lead") else "; ").join(parts)
    if isinstance(value, dict):
        return next((text for key in _INNER if (text := as_text(value.get(key), field))), "")
    return ""


def describe(names: Iterable[str], limit: int = 8) -> str:
    """Names of columns for an error's text, shortened."""
    shown = list(names)
    listed = ", ".join(repr(name[:30]) for name in shown[:limit])
    return listed + (f" and {len(shown) - limit} more" if len(shown) > limit else "")


def _moment(value: float) -> str:
    """Unix time in seconds or milliseconds as ISO (UTC); another number as it stands."""
    seconds = value / 1000 if value > 1e11 else value
    if 1e8 < seconds < 1e10:
        return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%S")
    return str(value)


def parse_mapping(options: Iterable[str]) -> dict[str, str]:
    """``title=headline`` options as field -> column. Raises ValueError where one is not written so."""
    mapping: dict[str, str] = {}
    for option in options:
        field, equals, column = option.partition("=")
        if not equals or not column.strip() or field.strip() not in NAMES:
            raise ValueError(f"{option!r}: write FIELD=COLUMN; the fields are {', '.join(NAMES)}")
        mapping[field.strip()] = column.strip()
    return mapping
