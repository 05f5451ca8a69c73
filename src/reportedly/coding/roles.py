"""Who does an act and whom it is done to: what the words around the trigger say, beside what the act reader sees."""

from __future__ import annotations

from dataclasses import replace

from reportedly.coding.arguments import find_arguments
from reportedly.coding.chain import attributions_around
from reportedly.coding.draft import Draft
from reportedly.coding.parties import find_party, is_abstract
from reportedly.coding.phrases import whole_of
from reportedly.coding.readings import fillers
from reportedly.coding.triggers import is_a
from reportedly.core.claim import Party, Polarity, Stage
from reportedly.core.layers import Document

FORCE_TYPES = frozenset({"RETREAT", "MOBILIZE", "ASSAULT"})
_DONE_TO_PEOPLE = frozenset(
    [
        "COERCE/arrest",
        "COERCE/deport",
        "SANCTION/convict",
        "SANCTION/expel",
        "ASSAULT/assassinate",
        "ASSAULT/execute",
        "RETREAT/release",
    ]
)
_WATCHING = frozenset("watch monitor check verify wait ask wonder doubt question see observe track".split())
_POINTING = frozenset("the these those its their his".split())
_NOBODY = frozenset("that which this what one there anyone nobody none everyone anybody everybody someone something".split())


def find_actors(document: Document, draft: Draft) -> list[Party]:
    """Who does the act, by rules: who orders it, else its subject; for a noun whose it is, or who acts on it."""
    reading, arguments = draft.reading, draft.trigger.arguments
    heads = list(reading.orderer) if reading.stage is Stage.ORDERED and reading.orderer else list(arguments.subjects)
    if not heads and draft.trigger.row.event_type in FORCE_TYPES | {"MOBILIZE"}:
        heads = [k for k in (*arguments.objects, *arguments.slot("of"), *arguments.slot("in")) if _is_force(document, k)]
    others = {*_undergoing(document, draft), *_lookers(document, draft)}
    heads = [k for k in heads if not is_abstract(document, k) and k not in others]
    if not heads:
        heads = list(reading.orderer) if reading.stage in (Stage.ANNOUNCED, Stage.ORDERED) else list(reading.doers)
    if draft.trigger.row.event_type == "CONSULT":
        heads += [k for k in _sides(document, draft) if k not in heads]
        if not arguments.subjects and draft.trigger.row.pos == "N":
            heads += [k for k in arguments.slot("with") if k not in heads]
    around = attributions_around(document, draft.trigger.i)
    speaker = next(
        (a.head for a in around if a.head is not None and document.tokens[a.head].text.lower() not in ("i", "we")), None
    )
    return _parties(document, heads, speaker, draft.trigger.row.event_type)


def _lookers(document: Document, draft: Draft) -> set[int]:
    """Who looks for the act and does not do it: "NATO sees no sign of a withdrawal", "the mission saw no withdrawal"."""
    out: set[int] = set()
    above = document.tokens[document.tokens[draft.trigger.i].head]
    for cue, kind in zip(draft.reading.cues, draft.reading.operators, strict=True):
        if kind == "sign" and above.lemma != "behind":
            verb = cue if document.tokens[cue].pos in ("VERB", "AUX") else document.tokens[cue].head
            out |= set(find_arguments(document, verb).subjects) if document.tokens[verb].pos in ("VERB", "AUX") else set()
    if draft.trigger.arguments.subjects and above.lemma in _WATCHING and document.tokens[draft.trigger.i].dep == "ccomp":
        out |= set(find_arguments(document, above.i).subjects)
    return out


def _undergoing(document: Document, draft: Draft) -> list[int]:
    """The people in front of a noun that tells what is done to them ("the minister's arrest", "hostage release"), and prisoners
    who walk free."""
    row, modifiers = draft.trigger.row, draft.trigger.arguments.modifiers
    if row.pos == "V" and row.mode == "release":
        return [k for k in draft.trigger.arguments.subjects if is_a(document, k, "INMATE")]
    if draft.trigger.row.pos != "N" or f"{row.event_type}/{row.mode}" not in _DONE_TO_PEOPLE:
        return []
    return [k for k in modifiers.get("poss", []) if document.tokens[k].ent_type == "PERSON" or is_a(document, k, "PEOPLE")]


def _sides(document: Document, draft: Draft) -> list[int]:
    """Who stands behind "between": "between the government in Kiev and the opposition", wherever the parser hung the second."""
    sides = list(draft.trigger.arguments.slot("between"))
    if len(sides) != 1:
        return sides
    inside = [document.tokens[k] for k in document.subtree(draft.trigger.i) if k > sides[0]]
    return sides + [t.i for t in inside if t.dep == "conj" and t.pos in ("NOUN", "PROPN")][:1]


def with_seen(document: Document, parties: list[Party], draft: Draft, role: str) -> list[Party]:
    """The parties by rules, or those that the reader sees: where there are none, and where it is sure and sees nothing in
    what the rules found. Those that it sees nothing in at all are dropped: of a sentence's subjects many suffer the act."""
    reading, options = draft.trigger.reading, draft.options
    if reading is None:
        return parties
    event_type = draft.trigger.row.event_type if role == "actor" else ""
    if not parties:
        # Of a withdrawal or build-up only what is told against somebody has a recipient (coding rule 2).
        bare = role == "recipient" and not draft.trigger.row.recipients
        heads = fillers(reading, role, options.role_surer if bare else options.role_sure)
        if role == "actor" and draft.reading.asserted:
            return []  # "the prisoners are free" tells of no doer
        if role == "actor":  # what is done to somebody is not done by him
            patients = set(draft.trigger.arguments.objects) if draft.trigger.arguments.passive else set()
            patients |= set(_undergoing(document, draft))
            unseen = draft.trigger.row.pos == "N" and draft.reading.polarity is not Polarity.AFFIRMED
            if patients or unseen:  # nor by him who only tells of it, or that there was none
                patients |= {a.head for a in attributions_around(document, draft.trigger.i) if a.head is not None}
            heads = [
                k for k in heads if not is_abstract(document, k) and k not in patients and not _comes_later(document, k, draft)
            ]
            lookers = {p.name for k in _lookers(document, draft) if (p := find_party(document, k)) is not None}
            return [p for p in _parties(document, heads, None, event_type) if p.name not in lookers]
        return _parties(document, heads, None)
    above = document.tokens[document.tokens[draft.trigger.i].head].lemma
    if role == "actor" and ("part" in draft.reading.operators or above == "behind"):
        return parties  # "has a hand in it", "was not behind it": said in so many words
    seen = fillers(reading, role, options.role_surer)
    known = {r.i for r in reading.roles if r.role == role}
    if any(known & tokens_of(document, p) or _is_a_part(document, p) for p in parties):
        return parties
    named = [p for k in known if (p := find_party(document, k)) is not None]
    if any(p.actor is not None and p.actor == other.actor for p in parties for other in named):
        return parties  # "it", whom the reader sees where it is named
    if role == "actor":
        seen = [k for k in seen if k not in _lookers(document, draft) and not _comes_later(document, k, draft)]
    if seen:
        return _parties(document, seen, None, event_type) or parties
    return []


def _comes_later(document: Document, head: int, draft: Draft) -> bool:
    """True for somebody whom the text names only in a later sentence; what a headline tells is told in full below it."""
    here = document.tokens[draft.trigger.i].sentence
    return document.tokens[head].sentence > here and document.sentences[here].part == "body"


def _is_a_part(document: Document, party: Party) -> bool:
    """True for "half of the soldiers", where the reader sees a number and nobody."""
    return any(whole_of(document, document.tokens[i]) is not None for i in tokens_of(document, party))


def _is_force(document: Document, i: int) -> bool:
    return is_a(document, i, "FORCE")


def _is_bare_weapon(document: Document, head: int, party: Party) -> bool:
    """True for "missiles", "a drone": weapons act for somebody, and the text does not say for whom."""
    return party.country is None and party.actor is None and is_a(document, head, "PROJECTILE")


def _parties(document: Document, heads: list[int], speaker: int | None, event_type: str = "") -> list[Party]:
    out: list[Party] = []
    for head in heads:
        party = find_party(document, head, speaker)
        if (
            party is not None
            and not (event_type == "ASSAULT" and _is_bare_weapon(document, head, party))
            and all(
                party.start != p.start and party.name != p.name and not p.start <= party.start < party.end <= p.end for p in out
            )
            and not _is_thing(document, head)
        ):
            out.append(party)
    return out


def _is_thing(document: Document, head: int) -> bool:
    token = document.tokens[head]
    whole = whole_of(document, token)
    if whole is not None:
        return _is_thing(document, whole)  # "a third of the soldiers", no "half of October"
    if token.text.lower() in _NOBODY or token.pos not in ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET"):
        return True
    return token.ent_type in ("DATE", "TIME", "MONEY", "PERCENT", "ORDINAL") or any(
        t.start <= token.start and token.end <= t.end for t in document.times
    )


def find_recipients(document: Document, draft: Draft, actors: list[Party]) -> list[Party]:
    """Whom the act is done to, by rules: the first slot of the trigger's row that is filled; never an actor."""
    arguments, row = draft.trigger.arguments, draft.trigger.row
    heads: list[int] = []
    if undergoing := _undergoing(document, draft):
        return _parties(document, undergoing, None)
    for slot in row.recipients:
        heads = [k for k in arguments.slot(slot) if document.tokens[k].pos in ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET")]
        if heads:
            break
    if not heads and (row.event_type == "REQUEST" or (row.recipients == ("obj",) and not arguments.objects)):
        heads = [
            k for c in arguments.complements for k in document.children[c] if document.tokens[k].dep in ("nsubj", "nsubjpass")
        ]
    starts = {a.start for a in actors}
    parties = [p for p in _parties(document, heads, None) if p.start not in starts]
    if row.event_type in ("SUPPORT", "REJECT", "ACCUSE", "AGREE"):
        parties = [p for p in parties if p.country or p.actor or p.sector or p.name[:1].isupper() or _is_somebody(document, p)]
    return parties


def _is_somebody(document: Document, party: Party) -> bool:
    return any(is_a(document, i, "PEOPLE") or is_a(document, i, "FORCE") for i in tokens_of(document, party))


def with_country(document: Document, actors: list[Party], teller: str | None) -> list[Party]:
    """Give forces without a nationality that of the state that tells what they will do (`teller`), or of forces named before."""
    out = []
    for party in actors:
        if party.country is None and party.sector == "MIL" and party.actor is None and not _is_person(document, party):
            indefinite = party.quote.split()[0].lower() not in _POINTING
            before = _force_country(document, party.start)
            country = (teller or before) if indefinite else (before or teller)
            party = replace(party, country=country, actor=country) if country else party
        out.append(party)
    return out


def _is_person(document: Document, party: Party) -> bool:
    return any(e.type == "PERSON" and party.start <= e.start and e.end <= party.end for e in document.entities)


def _force_country(document: Document, before: int) -> str | None:
    for token in reversed(document.tokens):
        if token.start >= before or not _is_force(document, token.i):
            continue
        party = find_party(document, token.i)
        if party is not None and party.country:
            return party.country
    return None


def tokens_of(document: Document, party: Party) -> set[int]:
    """Tokens inside the party's quote."""
    return {t.i for t in document.inside(party.start, party.end)}
