"""Copies made by machine: do they stay one source, however many there are, and does another report stay a second?"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from functools import cache
from itertools import combinations

from reportedly.config import Config, load_config
from reportedly.core.groups import group_origins
from reportedly.core.raw import RawReport
from reportedly.core.tables import read_table
from reportedly.evaluate.corpus import load_own
from reportedly.evaluate.labels import read_rows
from reportedly.evaluate.result import Result, Setting
from reportedly.evaluate.runs import fingerprint, sample
from reportedly.evaluate.scoring import ratio
from reportedly.link.origins import TextPrint, measure_copy
from reportedly.read.inputs import make_report

_TRIALS = 500
_MOST_COPIES = 50
_LEAST_WORDS = 60  # shorter texts are told by nothing but themselves
_KEPT_IN_CUT = 0.6
_HEADLINES = (
    "Latest from the region",
    "What we know so far",
    "Update: developments of the day",
    "In brief",
    "Live: the day's news",
)
_FURNITURE = ("Read more: Ten things to know", "Share this", "Advertisement", "Subscribe to our newsletter", "(Agencies)")
_QUOTED = re.compile(r"([“\"][^”\"\n]*[”\"])")


def run_copies(setting: Setting) -> Result:
    """500 times: a report and up to 50 copies of it are one origin; with one report more they are two."""
    config = load_config()
    rows = _sources(setting)
    texts = [row["text"] for row in rows]
    errors, right = [], 0
    trials = min(_TRIALS, setting.limit or _TRIALS)
    for trial in range(trials):
        rng = random.Random(trial)
        chosen = rng.randrange(len(rows))
        other = rng.choice([n for n, row in enumerate(rows) if row["origin"] != rows[chosen]["origin"]])
        made = [_copy(texts[chosen], rng) for _ in range(rng.randint(1, _MOST_COPIES))]
        prints = [_print(text, config) for text in (texts[chosen], *made)]
        alone, both = _count(prints, config), _count([*prints, _print(texts[other], config)], config)
        if alone == 1 and both == 2:
            right += 1
        else:
            errors.append(f"{rows[chosen]['id']}: {alone} origins of {len(prints)} texts, {both} with {rows[other]['id']}")
    figures = {"right": right, "trials": trials}
    printed = f"right: {right} of {trials}\n" + "\n".join(errors[:20])
    return Result(
        "copies",
        "trials right",
        round(ratio(right, trials), 4),
        figures,
        trials,
        fingerprint(rows),
        {},
        printed,
        errors=sample(errors),
    )


def _sources(setting: Setting) -> list[dict[str, str]]:
    """Reports of our own words, each with its origin by hand: of the cases and the passages, long enough to be told apart."""
    rows = [row for path in sorted((setting.corpus / "cases").glob("*/groups.jsonl")) for row in read_rows(path)]
    rows += [{**row, "origin": row["id"]} for row in load_own(setting.corpus)]
    return [row for row in rows if len(row["text"].split()) >= _LEAST_WORDS]


def _print(text: str, config: Config) -> TextPrint:
    report = make_report(RawReport(text=text), config.read, None).report
    assert report is not None
    return TextPrint(report)


def _count(prints: Sequence[TextPrint], config: Config) -> int:
    """Number of origins, found as the store finds them: only texts that share a sampled shingle are compared."""
    options = config.link
    samples = [p.sample for p in prints]
    copies = [
        (str(a), str(b))
        for a, b in combinations(range(len(prints)), 2)
        if samples[a] & samples[b] and measure_copy(prints[a], prints[b], options) is not None
    ]
    return len(set(group_origins([(str(n), None) for n in range(len(prints))], copies).values()))


def _copy(text: str, rng: random.Random) -> str:
    """One copy: one or two changes that pages make to a text that they take over."""
    for change in rng.sample([_cut, _headline, _furniture, _respin, _double, _shift_paragraphs], rng.randint(1, 2)):
        text = change(text, rng)
    return text


def _cut(text: str, rng: random.Random) -> str:
    sentences = re.split(r"(?<=[.!?])\s+", text)
    return " ".join(sentences[: max(2, round(len(sentences) * rng.uniform(_KEPT_IN_CUT, 1)))])


def _headline(text: str, rng: random.Random) -> str:
    return f"{rng.choice(_HEADLINES)}\n\n{text}"


def _furniture(text: str, rng: random.Random) -> str:
    return f"{text}\n\n{rng.choice(_FURNITURE)}\n\n{rng.choice(_FURNITURE)}"


def _double(text: str, rng: random.Random) -> str:
    return f"{text}\n\n{text}"


def _shift_paragraphs(text: str, rng: random.Random) -> str:
    paragraphs = text.split("\n\n")
    rng.shuffle(paragraphs)
    return "\n\n".join(paragraphs)


def _respin(text: str, rng: random.Random) -> str:
    """The text with half of the words that the table knows put in another way; quotes and numbers stay."""
    return "".join(part if n % 2 else _spin(part, rng) for n, part in enumerate(_QUOTED.split(text)))


def _spin(text: str, rng: random.Random) -> str:
    pattern, table = _spins()
    return pattern.sub(lambda match: table[match[0]] if rng.random() < 0.5 else match[0], text)


@cache
def _spins() -> tuple[re.Pattern[str], dict[str, str]]:
    """The words of the table as one pattern, the longest first, and what to put in their place."""
    table = {row[0]: row[1] for row in read_table("reportedly.evaluate", "spins.tsv", 2)}
    words = sorted(table, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b"), table
