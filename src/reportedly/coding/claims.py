"""Puts a claim together: one for each trigger that tells an act, with everything the other modules found."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from reportedly.coding.attach import Anchors, attach_places, attach_quantities, attach_times
from reportedly.coding.chain import attributions_around, build_chain, seen_speakers
from reportedly.coding.echoes import find_echoes
from reportedly.coding.parties import find_party, widen
from reportedly.coding.reading import Reading
from reportedly.coding.readings import fillers, final_background, final_polarity, final_stage, merge_readings
from reportedly.coding.stage import read_stage
from reportedly.coding.topics import find_subject
from reportedly.coding.triggers import Trigger, find_triggers, is_a
from reportedly.coding.version import CODER, CODER_VERSION
from reportedly.config import CodingOptions
from reportedly.core.claim import Claim, Coder, Party, Polarity, Speaker, Stage, When, claim_id
from reportedly.core.edtf import parse_edtf
from reportedly.core.layers import Document
from reportedly.core.span import Quote, Span, cut
from reportedly.ontology.plover import VERBAL
from reportedly.text import fold

_BACKGROUND_DAYS = 7  # coding rule 9
_FORCE_TYPES = frozenset({"RETREAT", "MOBILIZE", "ASSAULT"})
_JOINTS = frozenset({"that", "yet", "but", "and", "as", "while", "however", "meanwhile", "also"})
_NOBODY = frozenset("that which this what one there anyone nobody none everyone anybody everybody someone something".split())
_OWN_WORDS = frozenset("it he she they we i its his her their our my".split())
_COMMON_WORDS = frozenset("other some more people troops forces government president minister former senior official".split())
_OPERATORS_OF_TIME = frozenset({"begin", "continue", "finish", "manage"})


@dataclass(frozen=True, slots=True)
class _Draft:
    """A trigger with its reading, before it is known whether it makes a claim."""

    trigger: Trigger
    reading: Reading
    options: CodingOptions


def code_document(document: Document, options: CodingOptions) -> list[Claim]:
    """Claims of the document in text order. A text in a language that is not coded gives none."""
    subject = find_subject(document)
    triggers = [t for t in find_triggers(document) if subject.admits(document.tokens[t.i].sentence)]
    triggers = merge_readings(document, triggers, options)
    told = {t.row.event_type for t in triggers if not t.row.negated and not t.row.only_denied}
    triggers = [t for t in triggers if t.row.event_type in told or not (t.row.negated or t.row.only_denied)]
    drafts = [_Draft(t, _read(document, t), options) for t in _without_carriers(document, triggers)]
    drafts = [d for d in drafts if not d.trigger.row.only_denied or d.reading.polarity is Polarity.NEGATED]
    acts = {d.trigger.i for d in drafts}
    claims = [c for d in drafts if (c := _code(document, d, acts)) is not None]
    claims = [_with_doers(c, claims) for c in claims]
    claims.extend(find_echoes(document, claims))
    return _thin_out([c for c in claims if c.actors or c.recipients or c.when or c.places or _stands_alone(c)])


def _without_carriers(document: Document, triggers: list[Trigger]) -> list[Trigger]:
    """Of a verb and the noun it carries one stays: the noun ("launched an attack"), but the verb where it undoes what the
    noun names ("lifted sanctions"). "Ended their strike" ends a protest; to stop another's attack is no ceasefire."""
    verbs = {t.i: t.arguments.subjects for t in triggers if t.row.pos == "V" and t.row.event_type == "RETREAT"}
    gone: set[int | None] = set()
    for trigger in triggers:
        verb = trigger.arguments.light_verb
        named = {k for k in trigger.arguments.subjects if document.tokens[k].pos != "PRON"}
        undoes = verb is not None and verb in verbs and named <= set(verbs[verb])
        gone.add(trigger.i if undoes and trigger.row.event_type != "PROTEST" else verb)
    return [t for t in triggers if t.i not in gone]


def _read(document: Document, trigger: Trigger) -> Reading:
    reported = bool(attributions_around(document, trigger.i))
    reading = read_stage(document, trigger.i, trigger.row.event_type, reported)
    if trigger.row.negated:
        reading.negate()
    return reading


def _code(document: Document, draft: _Draft, acts: set[int]) -> Claim | None:
    trigger, reading, row = draft.trigger, draft.reading, draft.trigger.row
    arguments = trigger.arguments
    verbal = row.event_type in VERBAL
    actors = _actors(document, draft)
    recipients = _recipients(document, draft, actors)
    actors = _with_seen(document, actors, draft, "actor")
    starts = {a.start for a in actors}
    recipients = [r for r in _with_seen(document, recipients, draft, "recipient") if r.start not in starts]
    chain = build_chain(document, trigger.i, reading, actors, verbal=verbal)
    if not chain and trigger.reading is not None:
        heads = fillers(trigger.reading, "speaker", draft.options.speaker_sure)[:1]
        chain = seen_speakers(document, heads, actors, verbal=verbal)
    actors = _with_country(document, draft, actors, chain)
    anchors = _anchors(document, draft, acts)
    when, said_when = attach_times(document, anchors)
    taken = {t for p in actors for t in _tokens_of(document, p)}
    places = attach_places(document, anchors, arguments, taken)
    quantities = attach_quantities(document, anchors, arguments)
    if not _says_something(document, draft, (actors, recipients, chain, when or said_when, places, quantities)):
        return None
    tellers = build_chain(document, trigger.i, reading, actors, verbal=False) if verbal else chain
    stage = final_stage(trigger.reading, _final_stage(reading, actors, tellers), _is_plain(reading), draft.options)
    reading.polarity = final_polarity(trigger.reading, reading.polarity, draft.options)
    span = _span(document, draft)
    word = document.tokens[trigger.i]
    background = _is_background(document, draft, when or said_when, bool(chain))
    background = final_background(trigger.reading, background, draft.options)
    values: tuple[object, ...] = (
        row.mode,
        stage,
        reading.polarity,
        *(s.name for s in chain),
        "/",
        *(a.name for a in actors),
        span.start,
    )
    return Claim(
        id=claim_id(document.report.id, Span(word.start, word.end), row.event_type, values),
        report=document.report.id, quote=document.report.text[span.start : span.end], start=span.start, end=span.end,
        trigger=Quote(document.report.text[word.start : word.end], word.start, word.end), attribution=tuple(chain),
        event_type=row.event_type, mode=row.mode, part=document.sentences[word.sentence].part, stage=stage,
        polarity=reading.polarity, background=background,
        actors=tuple(widen(document, a, trigger.i) for a in actors),
        recipients=tuple(widen(document, r, trigger.i) for r in recipients),
        when=when, said_when=said_when, places=places, quantities=quantities,
        coder=Coder(CODER, CODER_VERSION, row.rule), cues=tuple(_cues(document, reading)),
    )  # fmt: skip


def _is_plain(reading: Reading) -> bool:
    return not reading.operators and reading.stage in (Stage.DONE, Stage.UNDER_WAY) and not reading.future


def _cues(document: Document, reading: Reading) -> list[Quote]:
    words = [document.tokens[k] for k in reading.cues]
    return [document.quote(Span(w.start, w.end)) for w in words]


# ------------------------------------------------------------------ who


def _actors(document: Document, draft: _Draft) -> list[Party]:
    reading, arguments = draft.reading, draft.trigger.arguments
    heads = list(reading.orderer) if reading.stage is Stage.ORDERED and reading.orderer else list(arguments.subjects)
    if not heads and draft.trigger.row.event_type in _FORCE_TYPES | {"MOBILIZE"}:
        heads = [k for k in (*arguments.objects, *arguments.slot("of"), *arguments.slot("in")) if _is_force(document, k)]
    if not heads:
        heads = list(reading.orderer) if reading.stage in (Stage.ANNOUNCED, Stage.ORDERED) else list(reading.doers)
    if draft.trigger.row.event_type == "CONSULT":
        heads += [k for k in arguments.slot("between") if k not in heads]
        if not arguments.subjects and draft.trigger.row.pos == "N":
            heads += [k for k in arguments.slot("with") if k not in heads]
    around = attributions_around(document, draft.trigger.i)
    speaker = next(
        (a.head for a in around if a.head is not None and document.tokens[a.head].text.lower() not in ("i", "we")), None
    )
    return _parties(document, heads, speaker)


def _with_seen(document: Document, parties: list[Party], draft: _Draft, role: str) -> list[Party]:
    """The parties by rules, or those that the reader sees: where there are none, and where it is sure and sees nothing in
    what the rules found."""
    reading, options = draft.trigger.reading, draft.options
    if reading is None:
        return parties
    if not parties:
        return _parties(document, fillers(reading, role, options.role_sure), None)
    seen = fillers(reading, role, options.role_surer)
    known = {r.i for r in reading.roles if r.role == role}
    if seen and not any(known & _tokens_of(document, p) for p in parties):
        return _parties(document, seen, None) or parties
    return parties


def _is_force(document: Document, i: int) -> bool:
    return is_a(document, i, "FORCE")


def _parties(document: Document, heads: list[int], speaker: int | None) -> list[Party]:
    out: list[Party] = []
    for head in heads:
        party = find_party(document, head, speaker)
        if (
            party is not None
            and all(party.start != p.start and party.name != p.name for p in out)
            and not _is_thing(document, head)
        ):
            out.append(party)
    return out


def _is_thing(document: Document, head: int) -> bool:
    token = document.tokens[head]
    if token.text.lower() in _NOBODY:
        return True
    return token.ent_type in ("DATE", "TIME", "MONEY", "PERCENT", "ORDINAL") or any(
        t.start <= token.start and token.end <= t.end for t in document.times
    )


def _recipients(document: Document, draft: _Draft, actors: list[Party]) -> list[Party]:
    arguments, row = draft.trigger.arguments, draft.trigger.row
    heads: list[int] = []
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
    return any(is_a(document, i, "PEOPLE") or is_a(document, i, "FORCE") for i in _tokens_of(document, party))


def _with_country(document: Document, draft: _Draft, actors: list[Party], chain: list[Speaker]) -> list[Party]:
    """Give forces without a nationality that of the forces named before them, or of the side that speaks for them."""
    out = []
    for party in actors:
        if party.country is None and party.sector == "MIL" and party.actor is None:
            country = _force_country(document, party.start)
            party = replace(party, country=country, actor=country) if country else party
        out.append(party)
    return out


def _force_country(document: Document, before: int) -> str | None:
    for token in reversed(document.tokens):
        if token.start >= before or not _is_force(document, token.i):
            continue
        party = find_party(document, token.i)
        if party is not None and party.country:
            return party.country
    return None


# ------------------------------------------------------------------ stage, span, background


def _final_stage(reading: Reading, actors: list[Party], chain: list[Speaker]) -> Stage:
    """A future act is announced where its own side says so, else expected."""
    if not reading.future or reading.stage is not Stage.EXPECTED:
        return reading.stage
    if not chain:
        return Stage.EXPECTED
    speaker = chain[0]
    if any(_speaks_of_itself(a, speaker) for a in actors):
        return Stage.ANNOUNCED
    for actor in actors:
        sides = {actor.country, actor.actor, (actor.actor or "").split("-")[0]} - {None, ""}
        theirs = {speaker.actor, (speaker.actor or "").split("-")[0], _country_of(speaker)} - {None, ""}
        if sides & theirs or speaker.name == actor.name:
            return Stage.ANNOUNCED
    return Stage.EXPECTED if actors else Stage.ANNOUNCED


def _speaks_of_itself(actor: Party, speaker: Speaker) -> bool:
    """True for "the union said it would", "his unit will", and where speaker and actor share their noun or name."""
    first = actor.quote.split()[0].lower()
    if first in _OWN_WORDS:
        return True
    mine = {w for w in fold(actor.name).split() if len(w) > 3} - _COMMON_WORDS
    return bool(mine & set(fold(f"{speaker.name} {speaker.quote}").split()))


def _country_of(speaker: Speaker) -> str | None:
    from reportedly.ontology.actors import load_actors

    actor = load_actors().by_id.get(speaker.actor or "")
    return actor.country if actor else None


def _tokens_of(document: Document, party: Party) -> set[int]:
    return {t.i for t in document.tokens if party.start <= t.start and t.end <= party.end}


def _anchors(document: Document, draft: _Draft, acts: set[int]) -> Anchors:
    i, reading = draft.trigger.i, draft.reading
    act = {i} | ({draft.trigger.arguments.light_verb} if draft.trigger.arguments.light_verb is not None else set())
    saying = {a.cue_head for a in attributions_around(document, i) if a.cue_head is not None}
    for cue, kind in zip(reading.cues, reading.operators, strict=True):
        (act if kind in _OPERATORS_OF_TIME else saying).add(cue)
    saying -= act
    return Anchors(frozenset(act), frozenset(saying), frozenset(acts - act - saying))


def _span(document: Document, draft: _Draft) -> Span:
    """The clause that tells the act: from the outermost word that acts on it, without clauses joined to it."""
    reading, trigger = draft.reading, draft.trigger
    sentence = document.tokens[trigger.i].sentence
    cues = [c for c in reading.cues if document.tokens[c].sentence == sentence]
    top = cues[-1] if cues else trigger.arguments.light_verb if trigger.arguments.light_verb is not None else trigger.i
    if document.tokens[top].dep in ("acl", "relcl") and top == trigger.i:
        top = document.tokens[top].head
    skipped: set[int] = set()
    path = _path(document, trigger.i, top)
    for k in document.subtree(top):
        token = document.tokens[k]
        if k not in path and token.dep in ("conj", "advcl", "parataxis") and token.pos in ("VERB", "AUX") and token.head in path:
            skipped.update(document.subtree(k))
    indices = [k for k in document.subtree(top) if k not in skipped and document.tokens[k].pos != "SPACE"]
    run = _run_around(indices, trigger.i)
    words = _trim_joints(document, run, trigger.i)
    quote = cut(document.report.text, document.tokens[words[0]].start, document.tokens[words[-1]].end)
    return quote.span


def _trim_joints(document: Document, run: list[int], trigger: int) -> list[int]:
    """The run without punctuation and joining words ("that", "and", "but") at its ends."""
    first, last = 0, len(run) - 1
    while run[first] < trigger and _is_joint(document, run[first]):
        first += 1
    while run[last] > trigger and _is_joint(document, run[last]):
        last -= 1
    return run[first : last + 1]


def _is_joint(document: Document, i: int) -> bool:
    token = document.tokens[i]
    return token.pos in ("PUNCT", "CCONJ", "SPACE") or token.text.lower() in _JOINTS


def _path(document: Document, i: int, top: int) -> set[int]:
    out = {i, top}
    while i != top and document.tokens[i].head != i:
        i = document.tokens[i].head
        out.add(i)
    return out


def _run_around(indices: list[int], i: int) -> list[int]:
    """The neighbouring indices around `i`; gaps of up to two tokens (a comma, 'and') are bridged."""
    position = indices.index(i)
    first = last = position
    while first > 0 and indices[first] - indices[first - 1] <= 3:
        first -= 1
    while last + 1 < len(indices) and indices[last + 1] - indices[last] <= 3:
        last += 1
    return indices[first : last + 1]


def _is_background(document: Document, draft: _Draft, when: When | None, spoken: bool) -> bool:
    """Coding rule 9: more than a week before publication, or told in the past perfect as history."""
    published = parse_edtf(document.report.published)
    days = parse_edtf(when.edtf) if when else None
    if published and published.first and days and days.last:
        return days.last < published.first - dt.timedelta(days=_BACKGROUND_DAYS)
    token = document.tokens[draft.trigger.i]
    if when and when.edtf and when.edtf.startswith("XXXX") and published is None:
        return token.sentence > 2
    had = any(document.tokens[k].text.lower() == "had" and document.tokens[k].dep == "aux" for k in document.children[token.i])
    return had and not spoken and token.sentence > 3


# ------------------------------------------------------------------ what makes a claim


def _says_something(document: Document, draft: _Draft, parts: tuple[object, ...]) -> bool:
    """False for a word that only points at an act (coding rule 10) or that nobody and nothing takes part in."""
    actors, recipients, chain, when, places, quantities = parts
    token = document.tokens[draft.trigger.i]
    adds = bool(when or places or quantities)
    if draft.reading.topic and draft.trigger.row.event_type not in VERBAL:
        return False
    if draft.reading.pointed is not None:
        return adds or bool(actors and (draft.trigger.row.event_type in VERBAL or recipients))
    if token.pos in ("NOUN", "PROPN"):
        told = draft.trigger.arguments.light_verb is not None or draft.reading.cues or bool(chain)
        named = bool(draft.trigger.arguments.subjects and actors) or draft.trigger.row.mode == "martial-law"
        return adds or named or (bool(told) and bool(actors or recipients or draft.trigger.row.event_type in _FORCE_TYPES))
    return bool(actors or recipients or adds) or _undoes(draft.trigger.row.event_type, draft.trigger.row.mode)


def _undoes(event_type: str, mode: str | None) -> bool:
    """True for an act that names what it undoes ("the curfew was lifted"), so that it says something without a doer."""
    return event_type == "RETREAT" and mode in (None, "access")


def _stands_alone(claim: Claim) -> bool:
    return claim.event_type not in _FORCE_TYPES or _undoes(claim.event_type, claim.mode)


def _with_doers(claim: Claim, claims: list[Claim]) -> Claim:
    """A withdrawal, build-up or attack without a known doer ("the pullback", "troops have left") is that of the same kind
    which the report told last, else next, with one."""
    known = any(p.country or p.actor or p.sector not in (None, "MIL") for p in claim.actors)
    if known or claim.event_type not in _FORCE_TYPES:
        return claim
    family = ("RETREAT", "MOBILIZE") if claim.event_type in ("RETREAT", "MOBILIZE") else (claim.event_type,)
    told = [c for c in claims if c.event_type in family and any(p.country for p in c.actors)]
    near = [c for c in told if c.trigger.start < claim.trigger.start][-1:] or told[:1]
    if not near:
        return claim
    owner = next(p for p in near[0].actors if p.country)
    actors = tuple(replace(p, country=owner.country, actor=p.actor or owner.country) for p in claim.actors) or (owner,)
    return replace(claim, actors=actors)


def _thin_out(claims: list[Claim]) -> list[Claim]:
    """At most two claims on one stretch of words: of a third, the one that says least goes."""
    kept: list[Claim] = []
    for claim in sorted(claims, key=_weight, reverse=True):
        over = [k for k in kept if k.start < claim.end and claim.start < k.end]
        same = [k for k in over if min(k.end, claim.end) - max(k.start, claim.start) > 0.8 * (claim.end - claim.start)]
        if len(same) < 2 and not any(_is_repeat(claim, k) for k in over):
            kept.append(claim)
    return sorted(kept, key=lambda c: (c.start, c.trigger.start))


def _is_repeat(claim: Claim, other: Claim) -> bool:
    """The same act told twice by neighbouring words ("withdrawing … withdrawal")."""
    return (claim.event_type, claim.mode, claim.stage, claim.polarity) == (
        other.event_type,
        other.mode,
        other.stage,
        other.polarity,
    ) and ((claim.start >= other.start and claim.end <= other.end) or claim.trigger.start == other.trigger.start)


def _weight(claim: Claim) -> float:
    score = 2.0 * bool(claim.actors) + bool(claim.recipients) + bool(claim.attribution) + bool(claim.when) + bool(claim.places)
    score += bool(claim.quantities) - (claim.polarity is Polarity.DOUBTED) * 0.1
    return score
