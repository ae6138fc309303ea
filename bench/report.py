"""The figures as a page of Markdown: for the terminal and for docs/quality.md."""

from __future__ import annotations

import os
import platform
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from measures import RESAMPLES, interval, mean
from sets import EvaluationSet

OURS, RIVAL = "arsheef", "Lucene"
TITLES = {"arcd": "ARCD", "xquad-ar": "XQuAD-ar", "known-item-dev": "known item"}
KINDS = {
    "plain": "as printed", "al": "article added or left out", "digits": "other digits", "hamza": "hamza left out",
    "hamza_seat": "hamza on another seat", "haraka": "vowel signs", "proclitic": "و ب ل ف ك added or left out",
    "suffix": "suffix added or left out", "ta": "ة and ه", "tatweel": "stretched", "typo": "one wrong letter", "ya": "ي and ى",
}  # fmt: skip
Scores = Mapping[str, Sequence[float]]
"""System -> reciprocal rank of each question of a set."""

INTRODUCTION = """# Quality of the search

Written by `python bench/quality.py`, which runs all of it again. The figure is MRR@10: 1 / the place of the right document
among the first ten, 0 where it is not among them, mean over all questions. Each question has one right document, though
others may answer it as well.

- **ARCD** and **XQuAD-ar**: questions of readers about paragraphs of Wikipedia; paragraphs are searched without titles.
- **Known item**: headlines of real news articles, shortened and written as people type them, to be found among all articles.

All systems but the last differ only in how they read words, and rank by the same plain BM25F (k1 1.2, b .75, a length for
each field, title three times, any word matches): *none* lower-cases, *normalised* folds letters by our rules, *Snowball* is
its Arabic stemmer (Pagefind, Kiwix, Orama), *Lucene* the rules of its ArabicAnalyzer with its stop words (Elasticsearch,
Solr, OpenSearch). *arsheef* is the shipped engine as a reader meets it: the script of the search page, run by node over an
exported index.
"""


def page(results: Sequence[tuple[EvaluationSet, Scores]]) -> str:
    """The whole page, with the date and the machine at its end."""
    parts = [INTRODUCTION, "\n".join(_overall(results)), "\n".join(_difference(results))]
    slips = [result for result in results if any(question.kinds for question in result[0].questions)]
    parts += ["\n".join(_kinds(evaluation, scores)) for evaluation, scores in slips]
    return "\n\n".join(part.strip("\n") for part in [*parts, "\n".join(machine())]) + "\n"


def _overall(results: Sequence[tuple[EvaluationSet, Scores]]) -> Iterator[str]:
    yield "## MRR@10\n"
    yield table_row("", *(_title(evaluation) for evaluation, _ in results))
    yield table_rule(len(results))
    yield table_row("questions", *(f"{len(evaluation.questions):,}" for evaluation, _ in results))
    yield table_row("documents", *(f"{len(evaluation.texts):,}" for evaluation, _ in results))
    for system in results[0][1]:
        name = f"**{system}**" if system == OURS else system
        yield table_row(name, *(f"{mean(scores[system]):.4f}" for _, scores in results))


def _difference(results: Sequence[tuple[EvaluationSet, Scores]]) -> Iterator[str]:
    yield f"## {OURS} less {RIVAL}\n"
    yield f"With the 95 % interval of a paired bootstrap over the questions ({RESAMPLES:,} resamples), and how much of"
    yield f"{RIVAL}'s error (1 - MRR) remains.\n"
    yield table_row("", "difference", "interval", "error that remains")
    yield table_rule(3)
    for evaluation, scores in results:
        ours, theirs = mean(scores[OURS]), mean(scores[RIVAL])
        low, high = interval(scores[OURS], scores[RIVAL])
        rest = f"{(1 - ours) / (1 - theirs):.0%}" if theirs < 1 else "-"
        yield table_row(_title(evaluation), f"{ours - theirs:+.4f}", f"{low:+.4f} to {high:+.4f}", rest)


def _kinds(evaluation: EvaluationSet, scores: Scores) -> Iterator[str]:
    yield f"## {_heading(evaluation)}, by kind of slip\n"
    yield "A question with two slips counts in both.\n"
    yield table_row("kind", "", "questions", *scores)
    yield table_rule(len(scores) + 2)
    for kind in sorted({kind for question in evaluation.questions for kind in question.kinds}):
        where = [number for number, question in enumerate(evaluation.questions) if kind in question.kinds]
        means = (f"{mean([values[number] for number in where]):.3f}" for values in scores.values())
        yield table_row(f"`{kind}`", KINDS.get(kind, ""), str(len(where)), *means)


def machine() -> Iterator[str]:
    """Lines on date and machine."""
    yield "## Measured\n"
    yield from kind_of_machine()


def kind_of_machine() -> Iterator[str]:
    """The same as a list without its heading."""
    yield f"- {datetime.now(UTC):%Y-%m-%d}"
    yield f"- {os.cpu_count()} cores, {_processor()}"
    yield f"- Python {platform.python_version()}, node {_node()}"


def _processor() -> str:
    """The processor's name: Linux tells it in a file, other systems by their own call."""
    path = Path("/proc/cpuinfo")
    lines = path.read_text("utf-8").splitlines() if path.is_file() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()


def _node() -> str:
    return subprocess.run(["node", "--version"], capture_output=True, text=True, check=True).stdout.strip().removeprefix("v")


def _title(evaluation: EvaluationSet) -> str:
    return TITLES.get(evaluation.name, evaluation.name)


def _heading(evaluation: EvaluationSet) -> str:
    title = _title(evaluation)
    return title[:1].upper() + title[1:]


def table_row(first: str, *cells: str) -> str:
    """A line of a table."""
    return f"| {' | '.join((first, *cells))} |"


def table_rule(numbers: int) -> str:
    """The line below a table's head, for so many columns of figures."""
    return table_row("---", *["--:"] * numbers)
