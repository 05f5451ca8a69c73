"""What a report is about, by its words: texts of sport, business, culture and nature use the verbs of war for other things."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache

from reportedly.core.layers import Document
from reportedly.core.tables import names_of, read_table

# A report is off the subject from this many words of one other subject, if they outnumber the public ones.
_FEWEST = 3
# A text is play (a game, a fiction) from this many different words of it, and one for so many words of text.
_PLAY_WORDS = 3
_PLAY_EVERY = 50


@dataclass(frozen=True, slots=True)
class Subject:
    """Whether the report as a whole is off the subject, which of its sentences are on it all the same, and whether it is of a
    game or a fiction, in which no sentence is. `public`: its words of states, armies, courts, crowds, 0 where half as many are of
    another subject."""

    off: bool
    on_sentences: frozenset[int]
    play: bool = False
    public: int = 0

    def admits(self, sentence: int) -> bool:
        """True where a claim may be coded in the sentence."""
        return not self.off or sentence in self.on_sentences


@cache
def _topics() -> dict[str, tuple[str, ...]]:
    out: dict[str, list[str]] = {}
    for topic, words in read_table("reportedly.coding.cues", "topics.tsv", 2):
        for word in names_of(words):
            out.setdefault(word, []).append(topic)
    return {word: tuple(topics) for word, topics in out.items() if topics != ["play"]}


@cache
def _play_words() -> tuple[str, ...]:
    return tuple(
        next(names_of(words) for topic, words in read_table("reportedly.coding.cues", "topics.tsv", 2) if topic == "play")
    )


@cache
def _play() -> re.Pattern[str]:
    words = _play_words()
    return re.compile(rf"\b({'|'.join(sorted(map(re.escape, words), key=len, reverse=True))})(?:e?s)?\b", re.I)


def _is_play(document: Document) -> bool:
    fewest = max(_PLAY_WORDS, len(document.tokens) / _PLAY_EVERY)
    text = document.report.text.lower()
    if sum(word in text for word in _play_words()) < fewest:  # far quicker than the pattern, and as sure a no
        return False
    return len({match[1].lower() for match in _play().finditer(document.report.text)}) >= fewest


def find_subject(document: Document) -> Subject:
    """The subject of a report; thresholds were set on the training part of our own labelled text."""
    topics = _topics()
    total: Counter[str] = Counter()
    by_sentence: dict[int, Counter[str]] = {}
    for token in document.tokens:
        for topic in topics.get(token.lemma, ()) or topics.get(token.text.lower(), ()):
            if topic == "play":
                continue
            total[topic] += 1
            by_sentence.setdefault(token.sentence, Counter())[topic] += 1
    public = total.pop("public", 0)
    other = max(total.values(), default=0)
    off = other >= _FEWEST and sum(total.values()) > 1.5 * public and other > public
    on = {
        i for i, counts in by_sentence.items() if counts["public"] >= 2 and counts["public"] > counts.total() - counts["public"]
    }
    play = _is_play(document)
    return Subject(off or play, frozenset() if play else frozenset(on), play, 0 if off or play or 2 * other > public else public)
