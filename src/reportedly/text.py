"""The only code that changes characters. Every change keeps a map back to the input's offsets."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

# Characters that are dropped: C0/C1 controls but tab and newline, zero-width marks, soft hyphen, BOM, direction marks.
_DROP = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
# Spaces and line ends that become a plain space or newline, one for one.
_SPACES = dict.fromkeys(
    map(ord, "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t"), " "
)
_LINES = dict.fromkeys(map(ord, "\u0085\u2028\u2029"), "\n")
# Cyrillic and Greek letters that look like Latin ones (Unicode TR39 confusables, single letters only).
_LOOKALIKES = str.maketrans("АВЕКМНОРСТХаеорсухіјѕԁΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABEKMHOPCTXaeopcyxijsdABEZHIKMNOPTYXo")
_WORD = re.compile(r"\w+")
_HAS_LATIN = re.compile(r"[A-Za-z]")


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """Maps offsets in the normalised text back to the input. `starts` and `shifts` run in step and ascend."""

    starts: tuple[int, ...]
    shifts: tuple[int, ...]

    def to_source(self, offset: int) -> int:
        """Offset in the input of the character that now stands at `offset`."""
        return offset + self.shifts[bisect_right(self.starts, offset) - 1]


@dataclass(frozen=True, slots=True)
class Normalised:
    """A text after normalisation, and where each of its characters came from."""

    text: str
    offsets: OffsetMap


def normalise(raw: str) -> Normalised:
    """Return `raw` with one kind of line end and space, no invisible characters, composed accents (NFC), and no
    look-alike letters of another script inside a Latin word. Words, quotes and blank lines stay as they are.
    Normalising twice changes nothing.
    """
    done = _normalise_once(raw)
    while (again := _normalise_once(done.text)).text != done.text:  # what was dropped may have joined two letters
        sources = [done.offsets.to_source(again.offsets.to_source(i)) for i in range(len(again.text) + 1)]
        done = Normalised(again.text, _compress(sources))
    return done


def _compress(sources: list[int]) -> OffsetMap:
    """The map that sends offset i to `sources[i]`."""
    starts, shifts = [0], [sources[0]]
    for offset, source in enumerate(sources):
        if source - offset != shifts[-1]:
            starts.append(offset)
            shifts.append(source - offset)
    return OffsetMap(tuple(starts), tuple(shifts))


def _normalise_once(raw: str) -> Normalised:
    out: list[str] = []
    starts, shifts = [0], [0]
    length = 0
    for start, end, piece in _pieces(raw):
        if start - length != shifts[-1]:
            if starts[-1] == length:
                shifts[-1] = start - length
            else:
                starts.append(length)
                shifts.append(start - length)
        out.append(piece)
        length += len(piece)
        if len(piece) != end - start:
            starts.append(length)
            shifts.append(end - length)
    text = "".join(out)
    return Normalised(_latinise(text), OffsetMap(tuple(starts), tuple(shifts)))


def _pieces(raw: str) -> list[tuple[int, int, str]]:
    """(start, end, replacement) of the stretches of `raw`, in order; unchanged stretches are long."""
    pieces: list[tuple[int, int, str]] = []
    last = 0
    for match in _CHANGES.finditer(raw):
        if match.start() > last:
            pieces.append((last, match.start(), _plain(raw[last : match.start()])))
        found = match.group()
        if found in ("\r\n", "\r"):
            pieces.append((match.start(), match.end(), "\n"))
        elif not _DROP.match(found):
            pieces.append((match.start(), match.end(), unicodedata.normalize("NFC", found)))
        last = match.end()
    if last < len(raw):
        pieces.append((last, len(raw), _plain(raw[last:])))
    return pieces


# A base letter with combining marks is composed as one piece, so that only it shifts.
_CHANGES = re.compile(rf"\r\n?|{_DROP.pattern}|\w[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff]+")


def _plain(text: str) -> str:
    text = text.translate(_SPACES).translate(_LINES)
    composed = unicodedata.normalize("NFC", text)
    return composed if len(composed) == len(text) else text


def _latinise(text: str) -> str:
    """Replace look-alike letters in words that also hold Latin letters; length stays the same."""

    def fix(match: re.Match[str]) -> str:
        word = match.group()
        if word.isascii() or not _HAS_LATIN.search(word):
            return word
        follows = match.string[match.end() : match.end() + 1]
        if follows and unicodedata.combining(follows):  # an accented letter stays, or composing would change it again
            return word[:-1].translate(_LOOKALIKES) + word[-1]
        return word.translate(_LOOKALIKES)

    return text if text.isascii() else _WORD.sub(fix, text)


def squeeze(text: str) -> str:
    """`text` with every run of white space as one space, trimmed."""
    return " ".join(text.split())


@lru_cache(maxsize=1 << 16)
def fold(text: str) -> str:
    """Key for comparing names: case, accents, apostrophes, hyphens and final possessives aside."""
    text = unicodedata.normalize("NFKD", text.replace("’", "'").replace("ʼ", "'").replace("`", "'"))
    text = "".join(c for c in text if not unicodedata.combining(c)).casefold()
    text = re.sub(r"'s\b", "", text)
    return " ".join(re.sub(r"[^\w]+", " ", text.replace("'", "")).split())


def is_turn(text: str, name: str) -> bool:
    """True for a name in capitals that `text` also gives in full: who speaks in a transcript ("MACAMO: …", "Filipe Macamo")."""
    if not (name.isupper() and name.isalpha() and len(name) > 2):
        return False
    return re.search(rf"\b[A-Z][a-zà-ÿ]+ {re.escape(name.capitalize())}\b", text) is not None
