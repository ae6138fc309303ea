"""Makes plugins/arsheef/enrich/common_words.txt: classes of Arabic words that are no names.

    pip install --group data, then python scripts/make_common_words.py

Words that wordfreq's Arabic list has often enough and that the dictionary Arramooz explains, cut to their classes by
arsheef.arabic, with the words of scripts/common_words.txt, which no dictionary has. A word that is not among them is
likely to be a name where a name may stand.
"""

from __future__ import annotations

import re
import sqlite3
import sys
from collections import defaultdict
from importlib.resources import files
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "plugins"))

from arsheef.arabic.analysis import class_of, forms

ROOT = Path(__file__).resolve().parent.parent
OFTEN = 2e-7
"""Share of all words that a class must have to be kept: once in five million words."""
OWN = ROOT / "scripts" / "common_words.txt"
TARGET = ROOT / "plugins" / "arsheef" / "enrich" / "common_words.txt"
HEADER = """\
# Classes of Arabic words that are no names, one a line. Made by scripts/make_common_words.py from the dictionary
# Arramooz by Taha Zerrouki (arramooz-pysqlite 0.4.2, GPL-3.0), the word frequencies of wordfreq 3.1.1 by Robyn Speer
# (CC BY-SA 4.0) and our own list. This file: GPL-3.0; see NOTICE.
"""


def dictionary() -> set[str]:
    """Classes of the nouns, their broken plurals, and the verbs of Arramooz."""
    path = files("arramooz").joinpath("data/arabicdictionary.sqlite")
    words: set[str] = set()
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as tables:
        for noun, plurals in tables.execute("select unvocalized, broken_plural from nouns"):
            words.update(forms(f"{noun} {plurals or ''}"))
        for (verb,) in tables.execute("select unvocalized from verbs"):
            words.update(forms(verb))
    return words | {class_of(word) for word in words}


def frequent_words() -> set[str]:
    """Classes that occur at least OFTEN, all their forms together, and forms that do alone."""
    import wordfreq

    shares: defaultdict[str, float] = defaultdict(float)
    for word in wordfreq.iter_wordlist("ar"):
        found = forms(word)
        if len(found) == 1 and re.fullmatch("[ء-ي]{2,}", found[0]):
            for each in {found[0], class_of(found[0])}:
                shares[each] += wordfreq.word_frequency(word, "ar")
    return {word for word, share in shares.items() if share >= OFTEN}


def main() -> None:
    """Writes the list."""
    own = (line for line in OWN.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    listed = {form for line in own for form in forms(line)}
    words = listed | {class_of(form) for form in listed}
    words |= frequent_words() & dictionary()
    TARGET.write_text(HEADER + "\n".join(sorted(words)) + "\n", encoding="utf-8", newline="\n")
    sys.stdout.write(f"{TARGET}: {len(words)} words, {TARGET.stat().st_size} bytes\n")


if __name__ == "__main__":
    main()
