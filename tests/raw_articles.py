"""Raw inputs made up for the tests of ingest, and what is compared of a folder afterwards."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

WORDS = "القرية الجسر النهر السوق المدرسة الميناء الحقل المزارع البلدية الطريق المطر الموسم الصيد القارب المعلم المهرجان".split()


def text_of(number: int, paragraphs: int = 3) -> str:
    """An article's text, different for every number."""
    def word(at: int) -> str:
        return WORDS[(number * 7 + at * at + at * number) % len(WORDS)]

    return "\n\n".join(
        f"قال سكان {word(part)} رقم {number} إن {word(part + 1)} تغيّر كثيرًا بعد {word(part + 2)}، وإن {word(part + 3)} "
        f"سيبقى مفتوحًا أمام الزوار حتى نهاية {word(part + 4)} في الفقرة {part}، ثم يعود العمل إلى {word(part + 5)} كما كان."
        for part in range(paragraphs)
    )


def item(number: int, **changes: Any) -> dict[str, Any]:
    """One object as exports have it; ``None`` leaves a key out."""
    fields = {
        "source": "صحيفة المثال", "url": f"https://example.com/2021/{number % 12 + 1:02}/{number}.html",
        "date": f"2021-{number % 12 + 1:02}-{number % 28 + 1:02}", "title": f"عنوان الخبر رقم {number}", "content": text_of(number),
    } | changes  # fmt: skip
    return {key: value for key, value in fields.items() if value is not None}


def write_jsonl(path: Path, items: list[dict[str, Any]]) -> Path:
    """A JSONL file of ``items``."""
    path.write_text("".join(json.dumps(each, ensure_ascii=False) + "\n" for each in items), "utf-8")
    return path


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below ``folder``, hidden ones too, with its bytes."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def report_of(path: Path) -> list[dict[str, Any]]:
    """The objects of a report."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]
