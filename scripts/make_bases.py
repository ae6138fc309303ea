"""Makes plugins/arsheef/arabic/bases.txt: the base list that class cutting is guided by.

    uv run --group data scripts/make_bases.py      (or: pip install --group data, then python scripts/make_bases.py)

The 10,000 most frequent words of wordfreq's Arabic list, folded; each is replaced by its most frequent attested parent
(the word less an affix) until none qualifies. What stays are words that no commoner word explains: bases. Names of
countries, from Babel, and the protected names of rules.json are bases whatever their frequency, and the forms that
suffixes make of them are none (السعودية is commoner than سعودي).
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel import Locale

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "plugins"))

from arsheef.arabic.analysis import Analyser
from arsheef.arabic.rules import BASES_FILE, Rules, read_plurals, read_rules

COMMONEST = 10_000
SHORTEST = 3
SURE, LONG_REST, ONE_LETTER = 0.005, 0.05, 4.0
"""How often the parent must occur, as a part of the word's frequency, for a cut of the article or of one letter.

The article is nearly always one; a first و or ب often belongs to the word, so its rest must be much commoner, unless
it is long: a rest of five letters that is a word is no accident (بصراحة), after ل one of four (لضمان, but لجنة)."""
SUFFIXES = {
    0.3: "تهما>ه تهم>ه تها>ه تنا>ه تكم>ه ته>ه تي>ه هما كما هم هن كم نا ها ني ك",
    1.0: "تين>ه تان>ه ات>ه ات ين ون ان ا ه",
    0.5: "يين>يا يون>يا يه>يا ي>يا يين>ي يون>ي يه يه>ه يه>ا ي ي>ه ي>ا",
    0.1: "ت وا",
}
"""The same for suffixes: pronouns; duals, plurals, final alef and ه; nisba; ends of verbs (أعلنت and أعلن)."""
NO_VERBS = set("""
    بيروت بنات ايات بايت تقيت مايوت نموت وايت دارت رايت حكمت كانت ليست باتت النت مايكروسوفت بوست فرات امات سكوت كويت ثابت بيوت
    كابوا بابوا ساموا موقت نبات
""".split())
"""Words in ت and وا that are none, or whose rest is another word."""
INFLECTED = set("""
    شييا كجز كرديه لاجيين محام غذايي حقه فيات اسيله بنسبه بسعر بسرعه بمعدل بقلم بحاجه بحجه بشرط بدقه برفقه بغرض بعمق بكثره
    بصفه بصدق بقدر بحلول بهدف بخصوص لجلب لحفظ لغرض لكره للاعب لمده لمنع لشرا وتشمل وجرح وجزر وذكرت وقالت وقله ونصف واصيب وسلم
    ومنع ويضيف واضافت اسو وال بكل بكم لشي متظاهرين
""".split())
"""Words of the list that are another of its words with something written together: no bases."""
GENERIC = """
    الاتحاد الاوروبي الجديده الجنوبيه الخارجيه الديمقراطيه العربيه العليا القديم الصغيره المتحده النايبه النوعيه
    الولايات الجمهوريه الجزر الغربيه الشرقيه الشماليه الوسطي العالم اقليم امريكا جزيره شعبيه غير معروفه منطقه خاصه
    جنوب شمال شرق غرب وسط بلاد القاره جزر دول سان سانت مملكه المملكه اليورو اراضي الاراضي المحيط الهندي البريطانيه
    قطاع اداريه اتحاد اوروبي جنوبي بحر قطبي الفرنسيه الهولنديه الامريكيه بريطاني فارو
"""
"""Words in names of territories that are common words too."""
HEADER = """\
# Bases of Arabic words, one folded form a line: what arsheef.arabic cuts affixes down to. Part of the index format.
# Made by scripts/make_bases.py from the Arabic word frequencies of wordfreq 3.1.1 by Robyn Speer
# (https://github.com/rspeer/wordfreq, data CC BY-SA 4.0) and the territory names of Babel (Unicode CLDR).
# This file: CC BY-SA 4.0, https://creativecommons.org/licenses/by-sa/4.0/ ; see NOTICE for what wordfreq was made from.
"""


@dataclass(frozen=True)
class Cuts:
    """The proclitics of rules.json, and its stop words, which no suffix is cut down to."""

    sure: tuple[str, ...]
    one_letter: tuple[str, ...]
    stops: frozenset[str]


def read_cuts(rules: Rules) -> Cuts:
    """What the table says of proclitics and stop words."""
    proclitics = [operation.fields for operation in rules.level("class") if operation.op == "proclitics"]
    sure, one_letter = (
        tuple(prefix for fields in proclitics if fields["sure"] is wanted for prefix in fields["prefixes"].split())
        for wanted in (True, False)
    )
    stops = frozenset(word for operation in rules.level("stop") for word in operation.fields["words"].split())
    return Cuts(sure, one_letter, stops)


def protected_names(rules: Rules, analyser: Analyser) -> set[str]:
    """Forms that no rule may cut: names in rules.json and the words of Babel's Arabic territory names."""
    generic = set(GENERIC.split())
    protect = [operation for operation in rules.level("class") if operation.op == "protect"]
    names = {word for operation in protect for word in operation.fields["words"].split()}
    for territory in Locale("ar").territories.values():
        for number, form in enumerate(analyser.forms(territory)):
            if form in generic or form.endswith("يه"):
                continue
            bare = form.removeprefix("و") if number and len(form) > 5 else form
            bare = bare.removeprefix("ال") if bare not in names else bare
            if len(bare) >= 4 and bare not in generic and all("ء" <= letter <= "ي" for letter in bare):
                names.add(bare)
    return names


def frequencies(analyser: Analyser) -> dict[str, float]:
    """The commonest forms and how often they occur, most frequent first."""
    import wordfreq

    counted: Counter[str] = Counter()
    for word in wordfreq.iter_wordlist("ar"):
        forms = analyser.forms(word)
        if len(forms) == 1 and all("ء" <= letter <= "ي" for letter in forms[0]):
            counted[forms[0]] += wordfreq.word_frequency(word, "ar")
    ranked = sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    return dict(ranked[:COMMONEST])


def parents(form: str, cuts: Cuts) -> Iterator[tuple[str, float]]:
    """What ``form`` may come from, and how often that must occur for it."""
    for prefix in cuts.sure:
        if form.startswith(prefix) and len(form) - len(prefix) >= SHORTEST:
            yield form[len(prefix) :], SURE
            return
    for prefix in cuts.one_letter:
        if form.startswith(prefix):
            rest = form[len(prefix) :]
            yield rest, LONG_REST if len(rest) >= (4 if prefix == "ل" else 5) else ONE_LETTER
    yield from ((parent, ratio) for parent, ratio in suffix_parents(form) if parent not in cuts.stops)


def suffix_parents(form: str) -> Iterator[tuple[str, float]]:
    """``form`` less each suffix that it has, and how often that must occur."""
    for ratio, suffixes in SUFFIXES.items():
        for suffix in suffixes.split():
            end, _, replacement = suffix.partition(">")
            if form.endswith(end):
                yield form[: -len(end)] + replacement, ratio


def make_bases() -> list[str]:
    """The base list, sorted."""
    rules = read_rules()
    analyser = Analyser(rules, ())
    frequency = frequencies(analyser)
    protected = protected_names(rules, analyser)
    cuts = read_cuts(rules)
    plurals = {analyser.fold(word) for pair in read_plurals() for word in pair}
    nouns = {word for op in rules.level("class") if op.op == "base" for word in op.fields["words"].split()}
    whole = protected | plurals | nouns | NO_VERBS

    def parent_of(form: str, seen: set[str]) -> str | None:
        for parent, _ in suffix_parents(form):
            if parent in protected and parent not in seen:
                return parent
        qualified = []
        for parent, ratio in parents(form, cuts):
            attested = frequency.get(parent, 0) + frequency.get(f"ال{parent}", 0)
            known = len(parent) >= SHORTEST and parent not in seen and attested
            if known and attested >= ratio * frequency.get(form, 0):
                qualified.append((attested, parent))
        return max(qualified)[1] if qualified else None

    def root(form: str) -> str:
        seen = {form}
        while form not in whole and (parent := parent_of(form, seen)):
            form = parent
            seen.add(form)
        return form

    return sorted({base for base in map(root, frequency) if len(base) >= SHORTEST} - nouns - INFLECTED | protected)


if __name__ == "__main__":
    BASES_FILE.write_text(HEADER + "\n".join(make_bases()) + "\n", encoding="utf-8", newline="\n")
    sys.stdout.write(f"{BASES_FILE}: {len(BASES_FILE.read_text('utf-8').splitlines()) - HEADER.count(chr(10))} bases\n")
