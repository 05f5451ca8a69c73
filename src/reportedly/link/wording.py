"""Words that tell what a text is about, as they are compared across texts: states by any of their names, forces by kind, all
others by their first letters. Words of days, of numbers, of saying and of how far an act went are left out."""

from __future__ import annotations

import re
from functools import lru_cache

from reportedly.core.claim import Claim
from reportedly.ontology.actors import load_actors
from reportedly.ontology.forces import kind_of_force
from reportedly.text import fold

_WORD = re.compile(r"[^\W\d_][\w’'-]+")
_STEM = 5
_LEFT_OUT = frozenset(
    """the and for that this these those with from into onto over under near about after before until since during while their
    there they them his her its our your who whom whose which what when where was were been being are is had has have
    having will would could should may might must not nor none nothing nobody never any all every each some most more
    less than then such only also still just very much many few several both either neither own other another same two
    through across along toward towards around
    three four five six seven eight nine ten hundred thousand thousands hundreds dozens million around roughly
    approximately least almost nearly said say says saying told tell tells announced announce ordered order orders
    denied deny denies claimed claim claims confirmed confirm reported report reports according statement acknowledged
    admitted insisted warned promised promise pledged vowed agreed accepted refused began begin begun started start
    starts finished ended planned planning plans ready going come came made make makes put took take taken give gave
    given get got went gone mid early late end beginning week month year day days weeks months years time times january
    february march april june july august september october november december monday tuesday wednesday thursday friday
    saturday sunday spring summer autumn winter morning evening night noon president minister ministry secretary general
    spokesman spokeswoman office government chief head foreign defence defense official officials state country
    """.split()
)


def telling_words(text: str) -> frozenset[str]:
    """Signs of the telling words: `=ISO` for a state, `@kind` for a force, first letters for all others."""
    return _signs(text, id(load_actors()))


@lru_cache(maxsize=1 << 16)
def _signs(text: str, table: int) -> frozenset[str]:
    """`table` tells one table of actors from another: a user may add to it."""
    return frozenset(w for raw in _WORD.findall(text) if (w := _sign(raw, table)))


@lru_cache(maxsize=1 << 16)
def _sign(raw: str, table: int) -> str | None:
    """One word as compared: the state that it names, `@force`, else its first letters; None where it tells nothing."""
    word = fold(re.sub(r"[’']s$", "", raw))
    if len(word) < 3 or word in _LEFT_OUT:
        return None
    actor = load_actors().find(raw) if raw[:1].isupper() else None
    if actor is not None and actor.kind == "state":
        return f"={actor.country or actor.id}"
    kind = kind_of_force(word)
    return f"@{kind}" if kind is not None else word[:_STEM]


def words_of(claim: Claim) -> frozenset[str]:
    """Telling words of a claim without states, whose acts all of them are, and its round numbers."""
    parties = [p.quote for p in claim.recipients] + [p.name for p in claim.places]
    words = {w for w in telling_words(" ".join((claim.quote, *parties))) if not w.startswith("=")}
    return frozenset(words | {f"#{q.low:g}" for q in claim.quantities if q.low is not None and q.low == q.high and q.low > 1})


def own_words(claim: Claim) -> frozenset[str]:
    """Telling words of a claim but for those of the act itself: what it is about."""
    return words_of(claim) - telling_words(claim.trigger.quote)
