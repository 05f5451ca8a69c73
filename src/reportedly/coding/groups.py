"""Armed groups by common nouns: whether "the tribal armed group", "the group" is one, and whose it is taken to be."""

from __future__ import annotations

from reportedly.core.layers import Document, EntityMention, Token
from reportedly.ontology.sectors import sector_of

_HEADS = frozenset("group movement faction fighter tribesman militiaman gunman organisation organization".split())
_ARMED = frozenset(
    "armed rebel tribal militant insurgent separatist guerrilla extremist jihadist islamist paramilitary breakaway secessionist "
    "mutinous".split()
)
_FLYING = frozenset("bomb strike scramble intercept fly land take shoot".split())


def is_armed_group(document: Document, token: Token) -> bool:
    """True for words that call somebody an armed group: "the tribal armed group", "a rebel movement", "tribesmen"."""
    if token.lemma.lower() not in _HEADS:
        return False
    kinds = {document.tokens[k].lemma.lower() for k in document.children[token.i] if k < token.i}
    return bool(kinds & _ARMED) or token.lemma.lower() in ("tribesman", "militiaman") or sector_of(token.lemma) == "REB"


def is_bare_group(document: Document, token: Token) -> bool:
    """True for "the group", "its fighters" with no word on what it is, which points to one named before."""
    before = [document.tokens[k] for k in document.children[token.i] if k < token.i]
    if any(t.pos not in ("DET", "PRON", "PART", "PROPN") or t.text.lower() in ("a", "an", "another") for t in before):
        return False
    told = any(document.tokens[k].lemma == "of" for k in document.children[token.i])
    return bool(before) and not told and token.lemma.lower() in ("group", "movement", "fighter")


def is_fighter(document: Document, token: Token) -> bool:
    """True for people who fight in somebody's ranks: they are of the group, wherever they come from; no aircraft."""
    return token.lemma.lower() in ("fighter", "combatant") and document.tokens[token.head].lemma not in _FLYING


def named_group(document: Document, token: Token) -> EntityMention | None:
    """The armed group that the text names last before a word, else first after it, where it names only one; None else."""
    groups = [e for e in document.entities if e.sector == "REB" and e.type == "ORGANIZATION"]
    if len({e.actor or e.country for e in groups}) != 1:
        return None
    before = [e for e in groups if e.end <= token.start]
    return before[-1] if before else groups[0]
