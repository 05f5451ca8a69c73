"""How far an act that lies ahead went: announced by its own side, or expected by others."""

from __future__ import annotations

from reportedly.core.claim import Party, Speaker, Stage
from reportedly.core.layers import Document
from reportedly.ontology.actors import load_actors
from reportedly.ontology.sectors import sector_of
from reportedly.text import fold

_OWN_WORDS = frozenset("it he she they we i its his her their our my".split())
_COMMON_WORDS = frozenset("other some more people troops forces government president minister former senior official".split())
_ORGANS = frozenset({"GOV", "MIL", "COP", "LEG", "SPY"})
_JOINT_WORDS = [[w] for w in "statement agreement accord communique deal decree declaration memorandum treaty decision".split()]


def is_plan(document: Document, i: int) -> bool:
    """True for the "to" of a headline: "Gabon to free prisoners" tells what somebody has said will be done; so do "to end a
    curfew, free prisoners" and the curfew there."""
    token = document.tokens[i]
    head = document.tokens[token.head]
    above = token.dep in ("dobj", "conj", "dep") and head.i != i and head.tag == "VB" and head.sentence == token.sentence
    if above and (token.pos == "NOUN" or token.tag == "VB"):
        return is_plan(document, head.i)
    around = [document.tokens[k] for k in document.children[i]]
    if any(t.text.lower() == "be" and t.dep == "auxpass" for t in around) or token.tag == "VB":
        return document.sentences[token.sentence].part == "headline" and any(t.tag == "TO" for t in around)
    return False


def stage_ahead(actors: list[Party], chain: list[Speaker], *, planned: bool = False) -> Stage:
    """Announced where its own side says that it will be done, or where it is a headline's plan and nobody is named; else
    expected."""
    if not chain:
        return Stage.ANNOUNCED if planned else Stage.EXPECTED
    speaker = chain[0]
    if speaker.basis == "document" or fold(speaker.name).split()[-1:] in _JOINT_WORDS:
        return Stage.ANNOUNCED  # what an agreement, a decree or a statement says will be done is announced by it
    if any(_speaks_of_itself(a, speaker) for a in actors):
        return Stage.ANNOUNCED
    for actor in actors:
        sides, theirs = _sides(actor), _sides_of(speaker)
        if sides & theirs or speaker.name == actor.name:
            return Stage.ANNOUNCED
        state = actor.sector == "MIL" or (actor.country is not None and actor.country == actor.actor)
        if _is_official(speaker) and (not sides or (state and not theirs)):
            return Stage.ANNOUNCED  # "the minister said the army would leave": one state's, though the text names none
    return Stage.EXPECTED if actors else Stage.ANNOUNCED


def is_told_by_others(actors: list[Party], chain: list[Speaker]) -> bool:
    """True where all who act and who speaks first are known, and he speaks for none of them: he cannot announce what they do."""
    theirs = _sides_of(chain[0]) if chain and state_of(chain[0]) else set()
    return bool(actors) and bool(theirs) and all(_sides(a) and not _sides(a) & theirs for a in actors)


def _sides(actor: Party) -> set[str]:
    return {side for side in (actor.country, actor.actor, (actor.actor or "").split("-")[0]) if side}


def _sides_of(speaker: Speaker) -> set[str]:
    return {side for side in (speaker.actor, (speaker.actor or "").split("-")[0], country_of(speaker)) if side}


def _speaks_of_itself(actor: Party, speaker: Speaker) -> bool:
    """True for "the union said it would", "his unit will", and where speaker and actor share their noun or name."""
    first = actor.quote.split()[0].lower()
    if first in _OWN_WORDS:
        mine, theirs = _sides(actor), _sides_of(speaker)
        return not mine or not theirs or bool(mine & theirs)  # "Putin … will continue his advance, the Polish leader said"
    mine = {w for w in fold(actor.name).split() if len(w) > 3} - _COMMON_WORDS
    return bool(mine & set(fold(f"{speaker.name} {speaker.quote}").split()))


def _is_official(speaker: Speaker) -> bool:
    words = {*fold(speaker.name).split(), *fold(speaker.quote).split()}  # "Energy Minister" stands in the quote, not in the name
    return any(sector_of(word) in ("GOV", "MIL") for word in words)


def country_of(speaker: Speaker) -> str | None:
    """Country of the state, body or person that the speaker is."""
    actor = load_actors().by_id.get(speaker.actor or "")
    return actor.country if actor else None


def state_of(speaker: Speaker) -> str | None:
    """Country for which the speaker speaks: of a state or an organ or official of it, never of an armed group or of media."""
    actor = load_actors().by_id.get(speaker.actor or "")
    return actor.country if actor is not None and actor.kind != "media" and actor.sector in _ORGANS else None
