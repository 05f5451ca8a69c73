"""Cuts words into the pieces that the encoder knows, as BERT's uncased WordPiece does (Devlin et al., 2018).

The package tokenizers gives the same pieces (a test compares the two), but brings a client for a hub of models and its network
libraries, 37 MB that a system without a network has no use for.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import lru_cache

_LONGEST = 100  # letters; longer words are unknown
_HELD = 65536  # words whose pieces are remembered
_CJK = (
    (0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0x20000, 0x2A6DF), (0x2A700, 0x2B73F), (0x2B740, 0x2B81F), (0x2B920, 0x2CEAF),
    (0xF900, 0xFAFF), (0x2F800, 0x2FA1F),
)  # fmt: skip
_ASCII_SIGNS = ((33, 47), (58, 64), (91, 96), (123, 126))


class Pieces:
    """Pieces of words by a vocabulary {piece: id}; pieces inside a word begin with ##."""

    def __init__(self, vocabulary: Mapping[str, int]) -> None:
        self._ids = dict(vocabulary)
        self.unknown = self._ids["[UNK]"]
        self.cut = lru_cache(maxsize=_HELD)(self._cut)

    def id_of(self, piece: str) -> int:
        """Id of one piece or sign."""
        return self._ids[piece]

    def _cut(self, word: str) -> tuple[int, ...]:
        """Ids of a word's pieces; none where nothing of it can be seen."""
        return tuple(piece for part in _split(_plain(word)) for piece in self._longest_first(part))

    def _longest_first(self, part: str) -> list[int]:
        if len(part) > _LONGEST:
            return [self.unknown]
        out, start = [], 0
        while start < len(part):
            end = len(part)
            while end > start and (piece := ("##" if start else "") + part[start:end]) not in self._ids:
                end -= 1
            if end == start:
                return [self.unknown]
            out.append(self._ids[piece])
            start = end
        return out


def _plain(word: str) -> str:
    """Without control signs and accents, in small letters."""
    seen = "".join(" " if _is_space(c) else c for c in word if not _is_control(c))
    spaced = "".join(f" {c} " if any(a <= ord(c) <= b for a, b in _CJK) else c for c in seen)
    return "".join(c for c in unicodedata.normalize("NFD", spaced) if unicodedata.category(c) != "Mn").lower()


def _split(word: str) -> list[str]:
    """Parts between spaces, every punctuation sign a part of its own."""
    return "".join(f" {c} " if _is_sign(c) else c for c in word).split()


def _is_space(sign: str) -> bool:
    return sign in "\t\n\r" or sign.isspace()


def _is_control(sign: str) -> bool:
    return sign in "\0\ufffd" or (sign not in "\t\n\r" and unicodedata.category(sign) in ("Cc", "Cf", "Co"))


def _is_sign(sign: str) -> bool:
    return any(a <= ord(sign) <= b for a, b in _ASCII_SIGNS) or unicodedata.category(sign).startswith("P")
