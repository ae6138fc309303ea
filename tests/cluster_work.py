"""What tests of the cluster hand to workers, which import it by name."""

from __future__ import annotations

import os
import signal
from collections.abc import Sequence
from typing import Any

from arsheef.article import Article
from arsheef.enrich.look import look

DEADLY = "كلمة قاتلة"
"""A text with these words ends each process that looks at it."""


def deadly(article: Article) -> tuple[Article, Any]:
    """A look that some text crashes, as a fault in a library of C would."""
    if DEADLY in article.paragraphs[0]:
        os.kill(os.getpid(), signal.SIGKILL)
    return look(article)


def doubled(numbers: Sequence[int]) -> list[int]:
    return [2 * number for number in numbers]


def sizes(texts: Sequence[bytes]) -> list[int]:
    return list(map(len, texts))
