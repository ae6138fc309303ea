"""The block of a page that holds most running text: how an article is found in layout tables and bare line breaks."""

from __future__ import annotations

from collections import defaultdict

from arsheef.ingest.html_page import Line, Page
from arsheef.ingest.paragraphs import ends_sentence

_SENTENCE, _LONG, _LINKED = 8, 20, 0.5
"""Words of running text with a full stop, of running text without one, and the share of a line that may be links."""


def fullest_block(page: Page) -> list[str]:
    """The lines of the block with most words in sentences, from its first sentence to its last full stop.

    Empty where there is none; lines that are mostly links are left out.
    """
    weights: defaultdict[int, int] = defaultdict(int)
    for line in page.lines:
        if _is_sentence(line):
            weights[line.block] += len(line.text.split())
    if not weights:
        return []
    block = max(weights, key=lambda number: weights[number])
    lines = [line for line in page.lines if line.block == block]
    first = next(at for at, line in enumerate(lines) if _is_sentence(line))
    ends = [at for at, line in enumerate(lines) if _is_sentence(line) or (_is_plain(line) and ends_sentence(line.text))]
    return [line.text for line in lines[first : ends[-1] + 1] if _is_plain(line)]


def _is_sentence(line: Line) -> bool:
    words = len(line.text.split())
    return words >= (_SENTENCE if ends_sentence(line.text) else _LONG) and _is_plain(line)


def _is_plain(line: Line) -> bool:
    """Whether a line is not mostly links."""
    return line.linked <= _LINKED * len(line.text)
