"""Cuts a document into stretches that a small encoder reads at once.

A window is some whole sentences in a row; the last words before them stand in front for context only.
Names of states and their adjectives are hidden behind two signs, so that what is read of an act does not hang on whose it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reportedly.annotate.pieces import Pieces
from reportedly.core.layers import Document, Token
from reportedly.ontology.actors import load_actors
from reportedly.text import fold

STATE_SIGN = "[unused1]"
PEOPLE_SIGN = "[unused2]"
MAX_PIECES = 192
_MAX_CONTEXT = 40
_MAX_WORD_PIECES = 6


@dataclass(frozen=True, slots=True)
class Window:
    """Tokens `first:last` of a document as pieces; `starts[k]` is the place of token `first + k`'s first piece.

    Tokens before `fresh` are context: they were or will be read in the window before.
    """

    first: int
    last: int
    fresh: int
    pieces: tuple[int, ...]
    starts: tuple[int, ...]


def end_signs(pieces: Pieces) -> tuple[int, int]:
    """Ids of the signs that stand first and last in what the encoder reads."""
    return pieces.id_of("[CLS]"), pieces.id_of("[SEP]")


def word_for_encoder(token: Token) -> str:
    """The token as the encoder sees it: states and peoples as signs."""
    if token.text[:1].isupper():
        actors, key = load_actors(), fold(token.text)
        found = actors.by_name.get(key)
        if (found is not None and found.kind == "state" and token.text != "US") or token.text in ("US", "U.S.", "UK", "U.K."):
            return STATE_SIGN
        if key in actors.by_adjective:
            return PEOPLE_SIGN
    return token.text


def make_windows(document: Document, vocabulary: Pieces) -> Iterator[Window]:
    """Windows over all sentences of the document, in order."""
    pieces = [_pieces_of(t, vocabulary) for t in document.tokens]
    sentence = 0
    count = len(document.sentences)
    room = MAX_PIECES - 2
    while sentence < count:
        fresh = document.sentences[sentence].first
        first, size = _context(pieces, fresh)
        start = sentence
        while sentence < count:
            wide = _width(pieces, document, sentence)
            if sentence > start and size + wide > room:
                break
            size += wide
            sentence += 1
        yield _window(pieces, (first, fresh, document.sentences[sentence - 1].last), room)


def _context(pieces: list[tuple[int, ...]], fresh: int) -> tuple[int, int]:
    """Where the context of a window begins, and how many pieces it has."""
    first, size = fresh, 0
    while first and size + len(pieces[first - 1]) <= _MAX_CONTEXT:
        first -= 1
        size += len(pieces[first])
    return first, size


def _width(pieces: list[tuple[int, ...]], document: Document, sentence: int) -> int:
    found = document.sentences[sentence]
    return sum(len(p) for p in pieces[found.first : found.last])


def _window(pieces: list[tuple[int, ...]], tokens: tuple[int, int, int], room: int) -> Window:
    first, fresh, last = tokens
    ids: list[int] = []
    starts: list[int] = []
    for k in range(first, last):
        if len(ids) + len(pieces[k]) > room:
            last = k
            break
        starts.append(len(ids) + 1)
        ids.extend(pieces[k])
    return Window(first, last, fresh, tuple(ids), tuple(starts))


def _pieces_of(token: Token, vocabulary: Pieces) -> tuple[int, ...]:
    """Pieces of a token, at least one."""
    word = word_for_encoder(token) if token.text.strip() else "."
    if word in (STATE_SIGN, PEOPLE_SIGN):
        return (vocabulary.id_of(word),)
    return vocabulary.cut(word)[:_MAX_WORD_PIECES] or (vocabulary.unknown,)
