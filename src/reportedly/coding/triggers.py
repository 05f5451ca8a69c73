"""Finds the words that name an act, and types them by the trigger table."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.coding.arguments import Arguments, find_arguments
from reportedly.coding.lexicon import Condition, TriggerRow, load_classes, load_triggers
from reportedly.core.layers import ActReading, Document, Token
from reportedly.ontology.plover import VERBAL

_ENTITY_TYPES = {"PERSON", "ORG", "GPE", "NORP", "LOC", "FAC"}
_PERSON_NOUNS = frozenset(
    "president minister leader premier chancellor secretary spokesman spokeswoman king prince ambassador envoy "
    "official diplomat governor mayor general commander chief lawmaker senator delegation director adviser "
    "counterpart pope judge politician opposition government".split()
)
_PERSON_PRONOUNS = frozenset(["he", "she", "they", "we", "i", "who", "him", "her", "them"])
# Nouns that only measure the one after 'of'.
_MEASURES = frozenset(
    "most some all many part number dozen hundred thousand ten rest bulk half third majority any none one each "
    "last few set series wave group distribution position level posture bit".split()
)


@dataclass(frozen=True, slots=True)
class Trigger:
    """A token that names an act, its row of the table, its arguments, and what the act reader saw in it."""

    i: int
    row: TriggerRow
    arguments: Arguments
    reading: ActReading | None = None


def find_triggers(document: Document) -> list[Trigger]:
    """Triggers of the document in text order, at most one a token."""
    table = load_triggers()
    out: list[Trigger] = []
    for token in document.tokens:
        kind = _kind(token)
        rows = table.get((_hyphenated(document, token) or token.lemma, kind)) if kind else None
        if rows is None or _is_part_of_name(document, token):
            continue
        arguments = find_arguments(document, token.i)
        row = next((r for r in rows if _holds(document, token, arguments, r)), None)
        if row is not None and not _is_no_act(document, arguments, row):
            out.append(Trigger(token.i, row, arguments))
    return out


def _is_no_act(document: Document, arguments: Arguments, row: TriggerRow) -> bool:
    """True where weather, an accident, a team or a market does it: no claim by the guideline."""
    if not arguments.subjects or row.event_type in VERBAL - {"THREATEN"}:
        return False
    return all(is_a(document, k, "NATURE") or is_a(document, k, "SPORT") for k in arguments.subjects)


def _hyphenated(document: Document, token: Token) -> str | None:
    """The whole word where the parser cut one in three ("build-up") and the token is its head; else None."""
    tokens, i = document.tokens, token.i
    for first, other in ((i, i + 2), (i - 2, i)):
        if first < 0 or other >= len(tokens) or tokens[first + 1].text != "-":
            continue
        if tokens[first].end == tokens[first + 1].start and tokens[first + 1].end == tokens[other].start:
            mate = other if first == i else first
            if token.head != mate or tokens[mate].head == i:
                return f"{tokens[first].text.lower()}-{tokens[other].lemma}"
    return None


def _kind(token: Token) -> str | None:
    if token.pos == "VERB" and token.dep in ("amod", "compound"):
        return None
    if token.pos == "VERB" or (token.pos == "AUX" and token.dep not in ("aux", "auxpass")):
        return "V"
    if token.pos in ("ADP", "ADV") and token.dep in ("pobj", "dobj", "nsubj", "nsubjpass", "conj", "attr", "ROOT"):
        return "N"  # the second half of "build-up"
    return "N" if token.pos == "NOUN" or (token.pos == "PROPN" and token.text.islower()) else None


def _is_part_of_name(document: Document, token: Token) -> bool:
    return (
        token.ent_type in ("ORG", "PERSON", "WORK_OF_ART", "EVENT", "PRODUCT")
        and token.text[:1].isupper()
        and token.pos == "NOUN"
    )


def _holds(document: Document, token: Token, arguments: Arguments, row: TriggerRow) -> bool:
    if row.plural and token.tag != "NNS":
        return False
    if row.particles and not row.particles & arguments.particles:
        return False
    if not row.conditions:
        return True
    return any(all(_satisfied(document, arguments, c) for c in conditions) for conditions in row.conditions)


def _satisfied(document: Document, arguments: Arguments, condition: Condition) -> bool:
    found = arguments.slot(condition.slot)
    if condition.word_class == "NONE":
        return not found
    if condition.word_class.startswith("!"):
        return bool(found) and not any(is_a(document, i, condition.word_class[1:]) for i in found)
    return any(is_a(document, i, condition.word_class) for i in found)


def is_a(document: Document, i: int, word_class: str) -> bool:
    """True where the token at `i`, or for a measure ("dozens of tanks") what it measures, is of the class."""
    token = document.tokens[i]
    if word_class == "ANY":
        return True
    if word_class == "NAME":
        return _is_name(token)
    if word_class == "PERSON":
        return (
            token.ent_type == "PERSON"
            or token.lemma in _PERSON_NOUNS
            or token.text.lower() in _PERSON_PRONOUNS
            or (_is_name(token) and token.ent_type in ("GPE", "NORP"))
        )
    if word_class == "STATE":
        return (
            token.ent_type in ("GPE", "NORP")
            or (token.ent_type == "ORG" and token.pos == "PROPN")
            or token.text.lower() in ("it", "they")
        )
    if word_class == "INF":
        return token.tag == "VB" and any(document.tokens[k].text.lower() == "to" for k in document.children[i])
    if word_class == "NUMBER":
        return token.pos == "NUM"
    words = load_classes()[word_class]
    if token.lemma in words or token.text.lower() in words:
        return True
    if token.lemma in _MEASURES or token.pos == "NUM":
        for k in document.children[i]:
            if document.tokens[k].lemma in ("of", "in"):
                return any(is_a(document, c, word_class) for c in document.children[k])
    return False


def _is_name(token: Token) -> bool:
    return (
        token.ent_type in _ENTITY_TYPES
        or token.lemma in _PERSON_NOUNS
        or token.pos == "PROPN"
        or token.text.lower() in ("it", "they", "he", "she", "we")
    )
