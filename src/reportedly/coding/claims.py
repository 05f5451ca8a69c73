"""Puts a claim together: one for each trigger that tells an act, with everything the other modules found."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from dataclasses import replace

from reportedly.coding.ahead import country_of, is_plan, is_told_by_others, stage_ahead, state_of
from reportedly.coding.attach import (
    Anchors,
    attach_quantities,
    attach_times,
    seen_quantities,
    seen_time,
    with_counted,
)  # fmt: skip
from reportedly.coding.chain import attributions_around, build_chain, seen_speakers
from reportedly.coding.clause import find_clause, happening_verb
from reportedly.coding.counting import told_by_counter
from reportedly.coding.direction import with_direction
from reportedly.coding.draft import Draft
from reportedly.coding.echoes import find_echoes
from reportedly.coding.operations import is_left_open
from reportedly.coding.phrases import widen
from reportedly.coding.present import find_present
from reportedly.coding.reading import Reading
from reportedly.coding.readings import (
    MUCH_SURER,
    Marks,
    acts_told,
    denies_nothing,
    fillers,
    final_background,
    final_polarity,
    final_stage,
    for_document,
    goes_on,
    merge_readings,
)
from reportedly.coding.roles import FORCE_TYPES, find_actors, find_recipients, tokens_of, with_country, with_seen
from reportedly.coding.settle import settle
from reportedly.coding.spots import attach_places, find_places_of
from reportedly.coding.stage import read_stage
from reportedly.coding.tense import is_bounded, is_left_over
from reportedly.coding.topics import Subject, find_subject
from reportedly.coding.triggers import Trigger, find_triggers
from reportedly.coding.version import CODER, CODER_VERSION
from reportedly.config import CodingOptions
from reportedly.core.claim import Claim, Coder, Party, Polarity, Speaker, Stage, When, claim_id
from reportedly.core.edtf import parse_edtf
from reportedly.core.known import CARRIED_OUT
from reportedly.core.layers import Document
from reportedly.core.span import Quote, Span, cut
from reportedly.ontology.plover import VERBAL

_TELLER_TAIL = 40  # characters that may follow a teller's name in the clause: "in Kiev", "on Tuesday"
_BACKGROUND_DAYS = 7  # coding rule 9
_DESCRIBING = frozenset("exercise drill train training manoeuvre maneuver deploy mass station base concentrate troop".split())
_HOMEWARD = re.compile(r"\b(?:home|back to|to (?:their|its|the) (?:\w+ )?bases)\b", re.I)
_OPERATORS_OF_TIME = frozenset({"begin", "continue", "finish", "manage"})
_OPERATORS_OF_SAYING = frozenset({"order", "announce", "promise"})
_OPERATORS_OF_TRUCES = frozenset({"hold", "breach", "lapse"})
_LOOKING = frozenset("see record register observe detect hear spot notice witness log".split())  # when it is done as it is seen


def code_document(document: Document, options: CodingOptions) -> list[Claim]:
    """Claims of the document in text order. A text in a language that is not coded gives none."""
    subject = find_subject(document)
    options = for_document(document, options, subject.public)
    triggers = merge_readings(document, find_triggers(document), options)
    triggers = [t for t in triggers if _is_on_subject(document, t, subject, options)]
    told = {t.row.event_type for t in triggers if not t.row.negated and not t.row.only_denied}
    triggers = [t for t in triggers if t.row.event_type in told or not (t.row.negated or t.row.only_denied)]
    drafts = [Draft(t, _read(document, t), options) for t in _without_carriers(document, triggers)]
    drafts = [d for d in drafts if not d.trigger.row.only_denied or d.reading.polarity is Polarity.NEGATED]
    acts = {d.trigger.i for d in drafts}
    claims = [c for d in drafts if (c := _code(document, d, acts)) is not None]
    claims = [_with_doers(c, claims) for c in claims]
    claims.extend(find_echoes(document, claims))
    claims = _without_described(document, claims)
    claims.extend(find_present(document, claims))
    sure = {document.tokens[d.trigger.i].start for d in drafts if _is_sure(d)}
    told_of = [c for c in claims if c.actors or c.recipients or c.when or c.places or _stands_alone(c) or c.trigger.start in sure]
    return [_without_teller(document, _settled(document, c)) for c in _thin_out(told_of)]


def _without_colon(document: Document, actors: list[Party], chain: list[Speaker], *, verbal: bool) -> list[Party]:
    """The actors without who only speaks before a colon ("Merkel's office: Putin ordered a withdrawal"), where another acts."""
    if verbal:
        return actors
    ends = [(a.start, a.end) for a in actors] + [(s.start, s.end) for s in chain[:1]]
    before = {start for start, end in ends if document.report.text[end : end + 2].lstrip().startswith(":")}
    return [a for a in actors if a.start not in before] or actors


def _without_teller(document: Document, claim: Claim) -> Claim:
    """The claim without who tells it where its quote runs on: "… from the border, an official in Kiev" (said)."""
    text = document.report.text
    for speaker in claim.attribution[:1]:
        told = text[claim.start : speaker.start].rstrip()
        runs_on = claim.trigger.end < speaker.start and speaker.end >= claim.end - _TELLER_TAIL
        if runs_on and told.endswith((",", '"', "”", ";", "—", "-")):
            quote = cut(text, claim.start, claim.start + len(told.rstrip(',;"”—- ')))
            return replace(claim, quote=quote.quote, start=quote.start, end=quote.end)
    return claim


def _settled(document: Document, claim: Claim) -> Claim:
    """The claim with what only the nouns of its parties tell of them; last, since it says nothing of who acts."""
    actors, recipients = (tuple(settle(document, p) for p in parties) for parties in (claim.actors, claim.recipients))
    return replace(claim, actors=actors, recipients=recipients)


def _is_on_subject(document: Document, trigger: Trigger, subject: Subject, options: CodingOptions) -> bool:
    """False in a text on sport, art, business or nature, where no state takes part and the act reader is not sure. It need not be
    as sure where it sees more acts in the text: crises have prices, ports and weather too."""
    if subject.admits(document.tokens[trigger.i].sentence) or subject.play:
        return not subject.play
    least = options.act_off_told if acts_told(document) >= options.off_told else options.act_off
    return (trigger.reading.chance if trigger.reading else 0.0) >= least


def _without_carriers(document: Document, triggers: list[Trigger]) -> list[Trigger]:
    """Of a verb and the noun it carries one stays: the noun ("launched an attack"), but the verb where it undoes what the
    noun names ("lifted sanctions"), or where the reader sees the act in it and hardly in the noun ("is holding hostages"). "Ended
    their strike" ends a protest; to stop another's attack is no ceasefire."""
    verbs = {t.i: t.arguments.subjects for t in triggers if t.row.pos == "V" and t.row.event_type == "RETREAT"}
    tabled = (t for t in triggers if t.row.pos == "V" and t.row.conditions and not t.row.rule.endswith(".acts"))
    by_object: dict[int | None, str] = {t.i: t.row.event_type for t in tabled}
    chances = {t.i: t.reading.chance for t in triggers if t.reading is not None and t.row.mode != "ceasefire"}
    gone: set[int | None] = set()
    for trigger in triggers:
        verb = trigger.arguments.light_verb
        named = {k for k in trigger.arguments.subjects if document.tokens[k].pos != "PRON"}
        undoes = verb is not None and verb in verbs and named <= set(verbs[verb])
        only_seen = trigger.row.rule.endswith(".acts") and by_object.get(verb) not in (None, trigger.row.event_type)
        plainer = verb is not None and chances.get(verb, 0.0) - chances.get(trigger.i, 1.0) >= MUCH_SURER
        gone.add(trigger.i if (undoes and trigger.row.event_type != "PROTEST") or only_seen or plainer else verb)
    return [t for t in triggers if t.i not in gone]


def _read(document: Document, trigger: Trigger) -> Reading:
    reported = bool(attributions_around(document, trigger.i))
    reading = read_stage(document, trigger.i, trigger.row.event_type, reported)
    if trigger.row.negated or is_left_over(document, trigger.i):
        reading.negate()
    return reading


def _code(document: Document, draft: Draft, acts: set[int]) -> Claim | None:
    trigger, reading, row = draft.trigger, draft.reading, draft.trigger.row
    arguments = trigger.arguments
    verbal = row.event_type in VERBAL
    actors = find_actors(document, draft)
    recipients = find_recipients(document, draft, actors)
    actors = with_seen(document, actors, draft, "actor")
    starts = {a.start for a in actors}
    recipients = [r for r in with_seen(document, recipients, draft, "recipient") if r.start not in starts]
    chain = build_chain(document, trigger.i, reading, actors, verbal=verbal)
    if not chain and trigger.reading is not None:
        heads = fillers(trigger.reading, "speaker", draft.options.speaker_sure)[:1]
        chain = seen_speakers(document, heads, actors, verbal=verbal)
    if (counted := told_by_counter(document, trigger.i)) is not None:
        actors, recipients, chain = counted[0], [], [*counted[1], *chain]
    if arguments.passive and not arguments.subjects and not verbal:  # who only tells of it does not do it
        actors = [a for a in actors if not any(s.actor is not None and s.actor == a.actor for s in chain)]
    teller = state_of(chain[0]) if chain and reading.future else None  # who says that they "prepare to" watches them
    actors = with_country(document, _without_colon(document, actors, chain, verbal=verbal), teller)
    anchors = _anchors(document, draft, acts)
    when, said_when = attach_times(document, anchors)
    seen, options = trigger.reading, draft.options
    if seen is not None:
        when = when or seen_time(document, fillers(seen, "when", options.time_sure))
        said_when = said_when or seen_time(document, fillers(seen, "said_when", options.time_sure))
    if said_when is not None and _lies_ahead(document, said_when):  # nobody has spoken yet on a day after the report's
        when, said_when = when or said_when, None
    taken = {t for p in actors for t in tokens_of(document, p)}
    taken |= {t for p in recipients if p.country and p.country == p.actor for t in tokens_of(document, p)}
    places = find_places_of(document, attach_places(document, anchors, arguments, taken), seen, options)
    row = with_direction(row, document.tokens[trigger.i].lemma, actors, places)
    quantities = attach_quantities(document, anchors, arguments)
    if seen is not None:
        quantities = quantities or seen_quantities(document, fillers(seen, "quantity", options.quantity_sure))
    quantities = with_counted(document, quantities, [*actors, *recipients])
    if not _is_sure(draft) and not _says_something(
        document, draft, (actors, recipients, chain, when or said_when, places, quantities)
    ):
        return None
    tellers = build_chain(document, trigger.i, reading, actors, verbal=False) if verbal else chain
    planned = is_plan(document, trigger.i)
    lies_ahead = reading.future and reading.stage is Stage.EXPECTED
    told = stage_ahead(actors, tellers, planned=planned) if lies_ahead else reading.stage
    left_open = is_left_open(document, reading)
    stage = told if left_open else final_stage(trigger.reading, told, _marks(reading), draft.options)
    if stage is Stage.EXPECTED and told in CARRIED_OUT:  # the reader sees that it lies ahead; who says it tells if it is promised
        stage = stage_ahead(actors, tellers, planned=planned)
    if lies_ahead and stage is Stage.ANNOUNCED and is_told_by_others(actors, tellers):
        stage = told
    if (
        not left_open
        and not is_bounded(document, trigger.i)
        and not (row.negated and reading.polarity is Polarity.AFFIRMED)
        and not is_left_over(document, trigger.i)
        and not goes_on(document, trigger.i, reading)
    ):
        plain = denies_nothing(document, trigger.i)
        reading.polarity = final_polarity(trigger.reading, reading.polarity, draft.options, plain=plain)
    word = document.tokens[trigger.i]
    span = find_clause(document, draft)
    background = _is_background(document, draft, when or said_when, bool(chain))
    if document.sentences[document.tokens[trigger.i].sentence].part != "headline":  # a headline tells the news
        background = final_background(trigger.reading, background, draft.options)
    coder = Coder(CODER, CODER_VERSION, row.rule, trigger.reading.chance if trigger.reading else None)
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
        coder=coder, cues=tuple(_cues(document, reading)),
    )  # fmt: skip


def _marks(reading: Reading) -> Marks:
    firm = reading.stage in (Stage.DONE, Stage.UNDER_WAY) and not reading.future
    plain = not reading.operators and (firm or reading.bare)
    begun = (reading.asserted or bool(_OPERATORS_OF_TIME & set(reading.operators))) and not reading.future
    return Marks(plain, reading.polarity is Polarity.AFFIRMED, begun, bool(_OPERATORS_OF_TRUCES & set(reading.operators)))


def _cues(document: Document, reading: Reading) -> list[Quote]:
    words = [document.tokens[k] for k in reading.cues]
    return [document.quote(Span(w.start, w.end)) for w in words]


# ------------------------------------------------------------------ span, background


def _anchors(document: Document, draft: Draft, acts: set[int]) -> Anchors:
    i, reading = draft.trigger.i, draft.reading
    said = {c for c, kind in zip(reading.cues, reading.operators, strict=True) if kind in _OPERATORS_OF_SAYING}
    act = {i} | ({draft.trigger.arguments.light_verb} if draft.trigger.arguments.light_verb is not None else set()) - said
    verb = happening_verb(document, i)
    act |= {verb} - acts if verb is not None else set()
    saying = {a.cue_head for a in attributions_around(document, i) if a.cue_head is not None}
    for cue, kind in zip(reading.cues, reading.operators, strict=True):
        (act if kind in _OPERATORS_OF_TIME | _OPERATORS_OF_TRUCES else saying).add(cue)
    saying -= act
    looked = {k for k in saying if document.tokens[k].lemma in _LOOKING}
    act, saying = act | looked, saying - looked
    return Anchors(frozenset(act), frozenset(saying), frozenset(acts - act - saying))


def _lies_ahead(document: Document, when: When) -> bool:
    days, published = parse_edtf(when.edtf), parse_edtf(document.report.published)
    return bool(days and (day := days.first or days.last) and published and published.last and day > published.last)


def _is_background(document: Document, draft: Draft, when: When | None, spoken: bool) -> bool:
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


def _says_something(document: Document, draft: Draft, parts: tuple[object, ...]) -> bool:
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
        return adds or named or (bool(told) and bool(actors or recipients or draft.trigger.row.event_type in FORCE_TYPES))
    return bool(actors or recipients or adds) or _undoes(draft.trigger.row.event_type, draft.trigger.row.mode)


def _undoes(event_type: str, mode: str | None) -> bool:
    """True for an act that names what it undoes ("the curfew was lifted"), so that it says something without a doer."""
    return event_type == "RETREAT" and mode in (None, "access")


def _is_sure(draft: Draft) -> bool:
    """True where the act reader is sure that the word tells an act, whatever stands around it."""
    seen = draft.trigger.reading
    return seen is not None and seen.chance >= draft.options.act_sure


def _stands_alone(claim: Claim) -> bool:
    return claim.event_type not in FORCE_TYPES or _undoes(claim.event_type, claim.mode)


def _with_doers(claim: Claim, claims: list[Claim]) -> Claim:
    """A withdrawal or build-up without a known doer ("the pullback", "troops have left") is that of the same kind
    which the report told last, else next, with one."""
    known = any(p.country or p.actor or p.sector not in (None, "MIL") for p in claim.actors)
    if known or claim.event_type not in ("RETREAT", "MOBILIZE"):
        return claim
    told = [c for c in claims if c.event_type in ("RETREAT", "MOBILIZE") and any(p.country for p in c.actors)]
    near = [c for c in told if c.trigger.start < claim.trigger.start][-1:] or told[:1]
    if not near:
        return claim
    owner = next(p for p in near[0].actors if p.country)
    actors = tuple(replace(p, country=owner.country, actor=p.actor or owner.country) for p in claim.actors) or (owner,)
    by_own_side = bool(claim.attribution) and owner.country in (claim.attribution[0].actor, country_of(claim.attribution[0]))
    ahead = claim.stage is Stage.EXPECTED and not claim.cues
    return replace(claim, actors=actors, stage=Stage.ANNOUNCED if ahead and by_own_side else claim.stage)


def _without_described(document: Document, claims: list[Claim]) -> list[Claim]:
    """Without exercises and deployments that only tell which force is ordered or announced to leave ("ordered troops drilling
    near the border back to base"): the order is to leave, not to drill. What such words tell as ahead is told as being so."""
    leaving = {
        (sentence_of(document, c.trigger.start), c.stage)
        for c in claims
        if c.event_type == "RETREAT" and c.stage in (Stage.ORDERED, Stage.ANNOUNCED) and c.polarity is Polarity.AFFIRMED
    }
    sentences = {sentence for sentence, _ in leaving}

    def judged(c: Claim) -> Claim | None:
        describes = c.event_type == "MOBILIZE" and c.coder.rule.split(".")[0] in _DESCRIBING
        if not describes or c.stage in CARRIED_OUT or c.polarity is not Polarity.AFFIRMED:
            return c
        sentence = sentence_of(document, c.trigger.start)
        if (sentence, c.stage) in leaving:
            return None
        homeward = c.stage is Stage.ORDERED and bool(_HOMEWARD.search(c.quote))
        return replace(c, stage=Stage.DONE) if homeward or sentence in sentences else c

    return [told for c in claims if (told := judged(c)) is not None]


def sentence_of(document: Document, start: int) -> int:
    """Number of the sentence that holds a character."""
    starts = [s.start for s in document.sentences]
    return bisect_right(starts, start) - 1


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
