"""Page furniture that a copied text carries: links to other articles, share bars, tags, counters, copyright.

A line is furniture by several signs together, never by a phrase alone: it opens or closes the text or stands as its
own line, it is short, it ends without a full stop, and it is made of furniture words or has a furniture form. A
sentence with the same words («وشاهد أيضا الحضور فيلما.») ends in a stop and stays. What is cut is returned.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files

from arsheef.ingest.dates_fold import Folded, fold, fold_word
from arsheef.ingest.paragraphs import ends_sentence, split_glued, split_lines, stored_text

_RAW = json.loads(files("arsheef.ingest").joinpath("residue.json").read_text(encoding="utf-8"))


def _any(words: Iterable[str]) -> str:
    """A regular expression for any of ``words``, folded, the longest first."""
    longest_first = sorted({*map(fold_word, words)}, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", " ") for word in longest_first)


_WORDS = frozenset(map(fold_word, _RAW["words"]))
_NEUTRAL = frozenset(map(fold_word, _RAW["neutral"]))
_POLICY = re.compile(_any(_RAW["policy"]))
_BULLET = r"[\s*•·>»<«|#:\-–—_=.…+▪■◄►]*"
_VERB_ALSO = rf"(?:{_any(_RAW['link_verbs'])}) (?:{_any(_RAW['link_also'])})"
_LINK = re.compile(
    rf"{_BULLET}(?P<label>{_VERB_ALSO}(?: (?:من|عن|علي|في) (?:الاخبار|التفاصيل|الموضوع|موقعنا))?"
    rf"|(?:{_any(_RAW['link_nouns'])}) (?:{_any(_RAW['link_adjectives'])})|{_any(_RAW['link_phrases'])}"
    rf"|(?:{_any(_RAW['colon_phrases'])})(?=\s?:))(?P<gap>\s?[:：\-–|>»…←]*\s*)"
)
_LINK_AFTER_STOP = re.compile(rf"(?<=[.!؟”»\"])\s+(?={_VERB_ALSO}\s?:)")
_TAG_LABEL = _any(_RAW["tag_labels"])
_TAGS = re.compile(rf"{_BULLET}(?:{_TAG_LABEL})(?![ء-ي])\s?[:：]?\s*")
_TAGS_AFTER_STOP = re.compile(rf"(?<=[.!؟”»\"])\s+(?=(?:{_TAG_LABEL})[\s:：][^.؟!]{{1,400}}$)")
_SOURCE = re.compile(rf"{_BULLET}(?:{_any(_RAW['source_labels'])})\s?[:：\-–]|{_BULLET}خاص ب(?= ?[«\"“{{]|\w)")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|[\w.+-]{1,64}\s?@\s?[\w-]{1,63}(?:\.[\w-]{1,63}){0,4}|@\w{2,30}")
_END_MARK = re.compile(
    r"[/\s]*انتهي[/\s]*|[\d:]{4,5}\s?(?:ت م|جمت|gmt)\s?(?:nnnn)?|n{3,4}"
    r"|\d{4,8}\s?[-–]\s?(?:zain|stc|mobily|زين|موبايلي)|[.>،:]+"
)
"""A wire's closing mark, its time of sending, a short number of a telephone company, a stray sign."""
_COPYRIGHT = re.compile(r"©|\(c\)|copyright|حقوق.{0,30}محفوظ|محفوظه?.{0,10}حقوق")
_NUMBERED = re.compile(r"[\W_]*\d+\s?[-.)]")
_TOKEN = re.compile(r"[^\W\d_]+")
_SENTENCE_END = re.compile(r"(?<=[.!؟?…])\s+")
_SHARE_HEAD = 4
"""So many furniture words one after another open a share bar that is glued to the first sentence."""
_SHORT, _LINE, _END = 14, 240, 4
"""Words of a furniture line, characters of a link line, at most; the last parts of a text, which may be the site's own word."""
_UNREAD = Folded("", ())
"""For a part that is too long to be furniture."""


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A text without its furniture."""

    paragraphs: tuple[str, ...]
    residue: tuple[str, ...]
    """What was cut, as it stood, in order."""
    related: tuple[str, ...]
    """Headlines of other articles that link lines carried."""


def clean(text: str) -> Cleaned:
    """The paragraphs of ``text`` (raw or stored), with lost line breaks restored and furniture taken out."""
    return clean_lines(split_lines(stored_text(text)))


def clean_lines(lines: list[str]) -> Cleaned:
    """The same for a text that is already in lines."""
    parts = [part for line in lines for part in split_glued(line)]
    parts, residue = _cut_share_bar(parts)
    parts = [piece for part in parts for piece in _split_link(part)]
    if parts:
        parts[-1:] = _split_tail(parts[-1])
    kept: list[str] = []
    related: list[str] = []
    list_left = 0
    first, last = _sentence_span(parts)
    for at, part in enumerate(parts):
        folded = fold(part) if len(part) <= _LINE or at >= len(parts) - _END else _UNREAD
        link = _link(part, folded)
        if link is not None:
            residue.append(part)
            related += [link] if link else []
            list_left = 0 if link else 6
        elif list_left and _is_headline(part):
            residue.append(part)
            related.append(part)
            list_left -= 1
        elif _is_furniture(part, folded.text, edge=at > last or at < min(first, 2)) or (
            at >= len(parts) - _END and _is_policy(folded.text)
        ):
            residue.append(part)
            list_left = 0
        else:
            kept.append(part)
            list_left = 0
    return Cleaned(tuple(kept), tuple(residue), tuple(dict.fromkeys(related)))


def _link(line: str, folded: Folded) -> str | None:
    """The headline of a link line, "" for a label alone, None where the line is no link."""
    if len(line) > _LINE:
        return None
    match = _LINK.match(folded.text)
    if not match:
        return None
    rest = line[folded.origin(match.end()) :].strip(" :：-–|>←") if match.end() < len(folded.text) else ""
    if not rest:
        return ""
    marked = bool(re.search(r"[:：|>»←–-]", match["gap"])) or not match["gap"]
    if match["gap"] == "" and folded.text[match.end() - 1] == "ا" and len(rest) < 4:
        return None
    if rest[-1] == "." and not rest.endswith("..") and not (marked and len(rest.split()) <= 20):
        return None
    return rest if marked or len(rest.split()) <= 25 else None


def _is_headline(line: str) -> bool:
    """Whether a line after a label alone is one of its headlines."""
    return 3 <= len(line.split()) <= 20 and line[-1] not in ".:،"


def _is_furniture(line: str, folded: str, *, edge: bool) -> bool:
    """Whether a line is furniture by its form; ``edge`` means that it opens the text or follows its last sentence."""
    if len(line) > _LINE:
        return False
    if _END_MARK.fullmatch(folded):
        return True
    bare = _ADDRESS.sub(" ", folded)
    words = _TOKEN.findall(bare)
    if len(words) > _SHORT:
        return False
    if bare != folded:  # an e-mail or web address with nothing beside it but a label
        return all(word in _WORDS or word in _NEUTRAL for word in words)
    if ends_sentence(line) and not folded.startswith(("...", "…")) and not folded.endswith(("..", "…")):
        return bool(_COPYRIGHT.search(folded)) and len(words) <= 5
    labelled = edge and bool(_TAGS.match(folded) or (_SOURCE.match(folded) and len(words) <= 7))
    return labelled or bool(_COPYRIGHT.search(folded)) or _has_furniture_words(folded, words, edge=edge)


def _has_furniture_words(folded: str, words: list[str], *, edge: bool) -> bool:
    """Whether a short line is made of furniture words: all of them, or most at the edge of a text."""
    strong = sum(word in _WORDS for word in words)
    known = strong + sum(word in _NEUTRAL for word in words)
    if not strong or (not edge and len(words) > 8) or _NUMBERED.match(folded):
        return False
    return known == len(words) or (edge and len(words) <= 8 and strong >= 0.6 * len(words))


def _is_policy(folded: str) -> bool:
    """Whether a closing paragraph is the site's word on comments, opinions or its terms: two such phrases, and the sentences
    that have one are most of it."""
    if len(set(_POLICY.findall(folded))) < 2:
        return False
    ours = sum(len(sentence) for sentence in _SENTENCE_END.split(folded) if _POLICY.search(sentence))
    return 2 * ours > len(folded)


def _sentence_span(parts: list[str]) -> tuple[int, int]:
    """Indexes of the first and the last part that end as a sentence or are too long for furniture; -1 without one."""
    sentences = [at for at, part in enumerate(parts) if ends_sentence(part) or len(part.split()) > _SHORT]
    return (sentences[0], sentences[-1]) if sentences else (-1, -1)


def _cut_share_bar(parts: list[str]) -> tuple[list[str], list[str]]:
    """A share bar glued to the first sentence, taken off it."""
    if not parts:
        return parts, []
    words = parts[0].split()
    count = strong = 0
    for word in words[:20]:
        folded = fold_word(word)
        if folded not in _WORDS and folded not in _NEUTRAL:
            break
        count, strong = count + 1, strong + (folded in _WORDS)
    latin = words[:2] == ["Next", "Previous"]
    if count >= len(words) or not (latin or (strong >= _SHARE_HEAD and fold_word(words[0]) in _WORDS)):
        return parts, []
    count = 2 if latin else count
    return [" ".join(words[count:]), *parts[1:]], [" ".join(words[:count])]


def _split_link(part: str) -> list[str]:
    """A paragraph with a marked link line («. اقرأ أيضا: …») glued to its last sentence taken apart."""
    tail = max(0, len(part) - _LINE)
    if ends_sentence(part) or ":" not in part[tail:]:
        return [part]
    folded = fold(part[tail:])
    match = _LINK_AFTER_STOP.search(folded.text)
    if not match:
        return [part]
    at = tail + folded.origin(match.end())
    return [part[:at].strip(), part[at:].strip()]


def _split_tail(part: str) -> list[str]:
    """The last paragraph, with a list of tags that follows its last full stop taken apart."""
    tail = max(0, len(part) - 1000)
    folded = fold(part[tail:])
    match = _TAGS_AFTER_STOP.search(folded.text, max(0, len(folded.text) - 500))
    if not match:
        return [part]
    at = tail + folded.origin(match.end())
    return [part[:at].strip(), part[at:].strip()]
