"""Sentences that say something of an act told before, without naming it again.

"He made a similar statement on May 7": the act of the statement before, announced, at another time.
"Russia has denied this": the act before, denied. "The move could be undone": the opposite of the act before.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace

from reportedly.coding.arguments import find_arguments
from reportedly.coding.attach import Anchors, attach_times
from reportedly.coding.chain import build_chain
from reportedly.coding.parties import find_party
from reportedly.coding.reading import Reading
from reportedly.coding.stage import read_stage
from reportedly.coding.version import CODER, CODER_VERSION
from reportedly.core.claim import Claim, Coder, Party, Polarity, Stage, claim_id
from reportedly.core.edtf import parse_edtf
from reportedly.core.known import COMMITTING
from reportedly.core.layers import Document, Token
from reportedly.core.span import Quote, Span, cut
from reportedly.ontology.plover import load_plover

_WORDS_OF_SAYING = frozenset("statement order announcement promise pledge declaration claim move offer call commitment".split())
_ALIKE = frozenset(["similar", "such", "same", "this", "these", "like"])
_MAKING = frozenset(["make", "issue", "give", "announce", "repeat", "order"])
_UNDOING = frozenset(["undo", "reverse", "cancel", "revoke", "rescind", "overturn"])
_THINGS_DONE = frozenset("move step decision withdrawal order deal truce agreement release ban measure it this that".split())
_POINTERS = frozenset(["this", "that", "it", "so", "them"])


def find_echoes(document: Document, claims: list[Claim]) -> list[Claim]:
    """Claims of sentences that point back to an act told before in the report."""
    out: list[Claim] = []
    told = sorted(claims, key=lambda c: c.trigger.start)
    taken = {c.trigger.start for c in claims}
    for token in document.tokens:
        if token.start in taken:
            continue
        before = told[: bisect_left(told, token.start, key=lambda c: c.trigger.start)]
        found = (
            _similar_statement(document, token, before)
            or _ordered_it(document, token, before)
            or _denied(document, token, before)
            or _undone(document, token, before)
        )
        if found is not None:
            out.append(found)
    return out


def _similar_statement(document: Document, token: Token, before: list[Claim]) -> Claim | None:
    if token.lemma not in _WORDS_OF_SAYING or token.pos != "NOUN":
        return None
    words = {document.tokens[k].lemma for k in document.subtree(token.i) if k <= token.i + 1}
    kind_of = token.dep == "pobj" and document.tokens[document.tokens[token.head].head].lemma in (
        "kind",
        "sort",
        "type",
    )
    verb = document.tokens[token.head] if not kind_of else document.tokens[document.tokens[document.tokens[token.head].head].head]
    ordered = next((c for c in reversed(before) if c.stage is Stage.ORDERED), None)
    told = ordered or next((c for c in reversed(before) if c.stage in COMMITTING), None)
    if (words & {"no", "any"}) or not (words & _ALIKE or kind_of) or told is None or verb.lemma not in _MAKING:
        return None
    actors = [p for k in find_arguments(document, verb.i).subjects if (p := find_party(document, k)) is not None]
    stage = Stage.ORDERED if token.lemma == "order" else Stage.ANNOUNCED
    return _echo(document, (token, verb), replace(told, stage=stage), actors or list(told.actors), Reading(stage=stage, cues=[]))


def _ordered_it(document: Document, token: Token, before: list[Claim]) -> Claim | None:
    """ "Putin ordered it on Monday": the act told last, ordered."""
    if token.lemma not in ("order", "announce") or token.pos != "VERB":
        return None
    objects = [k for k in document.children[token.i] if document.tokens[k].dep == "dobj"]
    told = next((c for c in reversed(before) if f"{c.event_type}/{c.mode}" in load_plover().opposites), None)
    if told is None or not objects or document.tokens[objects[0]].text.lower() not in ("it", "this", "that"):
        return None
    stage = Stage.ORDERED if token.lemma == "order" else Stage.ANNOUNCED
    actors = [p for k in find_arguments(document, token.i).subjects if (p := find_party(document, k)) is not None]
    told = replace(told, stage=stage, polarity=Polarity.AFFIRMED)
    return _echo(document, (token, token), told, actors or list(told.actors), Reading(stage=stage))


def _denied(document: Document, token: Token, before: list[Claim]) -> Claim | None:
    if token.lemma not in ("deny", "reject", "dispute") or token.pos != "VERB" or not before:
        return None
    objects = [k for k in document.children[token.i] if document.tokens[k].dep == "dobj"]
    if not objects or document.tokens[objects[0]].text.lower() not in _POINTERS:
        return None
    told = before[-1]
    if document.tokens[token.i].sentence - _sentence_of(document, told) > 2:
        return None
    speakers = find_arguments(document, token.i).subjects
    return _echo(
        document, (token, token), replace(told, polarity=Polarity.NEGATED), list(told.actors), Reading(speakers=speakers)
    )


def _undone(document: Document, token: Token, before: list[Claim]) -> Claim | None:
    if token.lemma not in _UNDOING or token.pos != "VERB":
        return None
    objects = find_arguments(document, token.i).objects
    told = next((c for c in reversed(before) if f"{c.event_type}/{c.mode}" in load_plover().opposites), None)
    if told is None or not objects or document.tokens[objects[0]].lemma not in _THINGS_DONE:
        return None
    root, _, mode = load_plover().opposites[f"{told.event_type}/{told.mode}"][0].partition("/")
    reading = read_stage(document, token.i, root, reported=True)
    opposite = replace(told, event_type=root, mode=mode or None, stage=reading.stage, polarity=reading.polarity)
    return _echo(document, (token, token), opposite, list(told.actors), reading)


def _sentence_of(document: Document, claim: Claim) -> int:
    return next((t.sentence for t in document.tokens if t.start == claim.trigger.start), 0)


def _echo(document: Document, words: tuple[Token, Token], told: Claim, actors: list[Party], reading: Reading) -> Claim:
    """A claim at `token` with the act of `told`, its own doer, time and speaker; places and numbers are not carried over.

    `words` are the trigger and the verb of its clause."""
    token, verb = words
    chain = build_chain(document, token.i, reading, actors, verbal=False)
    when, said = attach_times(document, Anchors(frozenset({token.i, verb.i}), frozenset(), frozenset()))
    said, when = (when or said, None) if told.stage in COMMITTING else (said, when)
    joined = {k for c in _joined(document, verb) for k in document.subtree(c)}
    inside = [
        k for k in document.subtree(verb.i) if k not in joined and document.tokens[k].pos not in ("PUNCT", "SPACE", "CCONJ")
    ]
    span = cut(document.report.text, document.tokens[inside[0]].start, document.tokens[inside[-1]].end).span
    values: tuple[object, ...] = ("echo", told.mode, told.stage, told.polarity, *(s.name for s in chain), span.start)
    return Claim(
        id=claim_id(document.report.id, Span(token.start, token.end), told.event_type, values), report=document.report.id,
        quote=document.report.text[span.start : span.end], start=span.start, end=span.end,
        trigger=Quote(token.text, token.start, token.end), attribution=tuple(chain), event_type=told.event_type, mode=told.mode,
        part=document.sentences[token.sentence].part, stage=told.stage, polarity=told.polarity,
        background=_is_old(document, said.edtf if said else None), actors=tuple(actors), recipients=(), when=when, said_when=said,
        places=(), quantities=(), coder=Coder(CODER, CODER_VERSION, f"echo.{token.lemma}"),
    )  # fmt: skip


def _joined(document: Document, verb: Token) -> list[int]:
    return [k for k in document.children[verb.i] if document.tokens[k].dep in ("conj", "parataxis", "advcl")]


def _is_old(document: Document, edtf: str | None) -> bool:
    """True for a day before the week of publication; one without a year, in an undated report, is told as earlier."""
    days, published = parse_edtf(edtf), parse_edtf(document.report.published)
    if days and days.last and published and published.first:
        return (published.first - days.last).days > 7
    return bool(edtf)
