"""What the act reader saw, set beside what the tables say: which words are acts, and of which type."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from reportedly.coding.arguments import find_arguments
from reportedly.coding.governing import part_of_speech
from reportedly.coding.lexicon import TRUCES, TriggerRow, load_operators, load_truce_words
from reportedly.coding.no_acts import completes, gives_words, goes_with, names_no_act, points_to_it
from reportedly.coding.reading import Reading
from reportedly.coding.tense import is_negated
from reportedly.coding.triggers import Trigger, is_a
from reportedly.config import CodingOptions
from reportedly.core.claim import Polarity, Stage
from reportedly.core.layers import ActReading, Document
from reportedly.ontology.plover import VERBAL

_STAYING = frozenset("stay remain".split())
_KEEPING = frozenset("hold occupy control man".split())  # by forces: a place that they do not leave
_SENDING = frozenset("send order move direct command instruct tell return transfer dispatch redirect pull draw bring".split())
_REMOVING = frozenset("haul tow drag take pull truck cart ship tug drive withdraw carry".split())
_UNITS = frozenset("company companies platoon section column squad patrol contingent".split())
_SELF = frozenset("i we it he she they".split())
_FAULTS = frozenset("illegal unlawful illegitimate unacceptable unconstitutional inadmissible void".split())
_CLAUSE_TOKENS = 28
MUCH_SURER = 0.4  # by how much the reader must prefer a word to what it governs
_TELLING_SENTENCES = 3
_FACT = (Stage.DONE, Stage.UNDER_WAY)


@dataclass(frozen=True, slots=True)
class Marks:
    """What the rules saw around an act: `plain`, no word that acts on it; `affirmed`, neither denied nor doubted; `begun`, a word
    that says it has begun, goes on or is finished; `kept`, one that says that a truce holds or is broken."""

    plain: bool
    affirmed: bool
    begun: bool = False
    kept: bool = False


# Where the recipient of an act stands that no row of the table describes.
_LIMITS = frozenset("until hour day week month".split())
_RECIPIENTS = {
    "ASSAULT": ("obj", "on", "against", "at"), "COERCE": ("obj", "of", "against"), "SANCTION": ("obj", "on", "against", "of"),
    "AID": ("dative", "to", "for", "obj"), "ACCUSE": ("obj", "against", "of"), "REQUEST": ("obj", "on", "to", "of"),
    "REJECT": ("obj", "of"), "THREATEN": ("dative", "obj", "against", "to"), "CONSULT": ("with", "obj", "to"), "AGREE": ("with",),
    "SUPPORT": ("obj", "for", "to", "of"), "COOPERATE": ("with", "to"), "PROTEST": ("against",),
    "RETREAT": (), "MOBILIZE": ("against",),
}  # fmt: skip


def for_document(document: Document, options: CodingOptions, public: int = 0) -> CodingOptions:
    """The options, or stricter ones for a text in which the reader is sure of few acts: one on sport, business, art, weather,
    where words of conflict are mostly figures of speech. A text of a sentence or two is too short to tell; one with many `public`
    words is of public matters, however few its acts ("the knock came a little after five")."""
    if document.acts is None or len(document.sentences) < _TELLING_SENTENCES:
        return options
    if acts_told(document) >= options.calm_told:
        return options
    sure = sum(reading.chance >= options.calm_sure for reading in document.acts)
    if sure >= options.calm_acts * len(document.sentences) or public >= options.calm_public * len(document.sentences):
        return options
    return replace(options, act_keep=options.calm_keep, act_add=options.calm_add, act_sure=options.calm_add)


def acts_told(document: Document) -> float:
    """Acts a sentence, by the chances of all words together."""
    return sum(reading.chance for reading in document.acts or ()) / max(1, len(document.sentences))


def merge_readings(document: Document, triggers: list[Trigger], options: CodingOptions) -> list[Trigger]:
    """The table's triggers that the reader does not rule out, and the acts that only the reader sees, in text order.

    Without readings (the layer was not made) the table's stand alone.
    """
    if document.acts is None:
        return triggers
    readings = {reading.i: reading for reading in document.acts if reading.chance >= options.act_keep}
    for t in triggers:  # "let go": the reader may see the act in either word
        let = goes_with(document, t.i)
        if let in readings and (t.i not in readings or readings[let].chance > readings[t.i].chance):
            readings[t.i] = replace(readings[let], i=t.i)
    kept = [_typed(replace(t, reading=readings[t.i]), options) for t in triggers if t.i in readings]
    kept += [t for t in triggers if t.i not in readings and _orders_home(document, t)]
    told = {t.i for t in kept}
    new = [r for r in document.acts if r.chance >= options.act_add and r.i not in told and not names_no_act(document, r)]
    acts = told | {r.i for r in new}
    new = [r for r in new if not _only_acts_on_another(document, r, acts, options)]
    new = [r for r in new if not (points_to_it(document, r.i) or completes(document, r.i, told) or gives_words(document, r.i))]
    found = [w for t in (*kept, *(_trigger(document, r) for r in new)) if (w := _warned(document, t, options)) is not None]
    return sorted((_barred(_homeward(document, _ultimatum(document, t))) for t in found), key=lambda t: t.i)


def _warned(document: Document, trigger: Trigger, options: CodingOptions) -> Trigger | None:
    """The trigger; None where it only warns of what others may do; "warned that the vote would be illegal" is ACCUSE."""
    if not _warns_of_others(document, trigger, options):
        return trigger
    words = {document.tokens[k].text.lower() for k in document.subtree(document.tokens[trigger.i].head) if k > trigger.i}
    words |= {document.tokens[k].text.lower() for k in document.subtree(trigger.i)}
    return replace(trigger, row=_row("ACCUSE", "disapprove", "warn", "V")) if words & _FAULTS else None


def _warns_of_others(document: Document, trigger: Trigger, options: CodingOptions) -> bool:
    """True for "warned that rebels could shell the town", "warned of famine": who warns of what others may do threatens nobody.
    Who warns somebody ("warned Iran not to attack"), or of what he himself will do, does; so does one of whom the reader is
    sure."""
    token = document.tokens[trigger.i]
    if trigger.row.event_type != "THREATEN" or (token.lemma, token.pos) != ("warn", "VERB"):
        return False
    if trigger.reading is not None and trigger.reading.chance >= options.act_off:
        return False
    below = [document.tokens[k] for k in document.children[trigger.i]]
    if any(w.dep == "ccomp" for w in below) or token.dep == "csubj":  # "warning the vote would be illegal" is parsed as a subject
        subjects = [document.tokens[s] for w in below if w.dep == "ccomp" for s in document.children[w.i]]
        subjects = [s for s in subjects if s.dep in ("nsubj", "nsubjpass")]
        addressed = any(w.dep in ("dobj", "nsubjpass") for w in below) and token.dep != "csubj"
        return not addressed and not any(s.text.lower() in _SELF for s in subjects)
    return any(w.lemma in ("of", "about") for w in below) and not any(w.dep in ("dobj", "nsubjpass") for w in below)


def _ultimatum(document: Document, trigger: Trigger) -> Trigger:
    """Who "gave the gunmen until Friday to go" or "gave the sides three days to leave" threatens, whatever the reader sees."""
    token, arguments = document.tokens[trigger.i], trigger.arguments
    if token.lemma != "give" or token.pos != "VERB" or not (arguments.objects or arguments.datives):
        return trigger
    last = document.sentences[token.sentence].last
    after = [document.tokens[k] for k in range(trigger.i + 1, min(last, trigger.i + _CLAUSE_TOKENS))]
    until = next((n for n, t in enumerate(after) if t.lemma in _LIMITS and t.lemma != "of"), len(after))
    rest = after[until + 1 :]
    supplied = bool(rest) and rest[0].text == "of"  # "ten days of supplies"
    if supplied or not any(t.tag in ("VB", "VBP") and after[n - 1].text == "to" for n, t in enumerate(after) if n > until):
        return trigger
    return replace(trigger, row=_row("THREATEN", None, "give", "V"))


def _homeward(document: Document, trigger: Trigger) -> Trigger:
    """Forces that are sent or ordered home, back or to their bases retreat, whatever table and reader make of the verb."""
    token = document.tokens[trigger.i]
    homeward = token.lemma in _SENDING and trigger.row.event_type == "MOBILIZE" and _goes_home(document, trigger.i)
    taken = trigger.row.event_type == "MOBILIZE" and _is_taken_off(document, trigger.i)
    if not homeward and not taken and not _marches_off(document, trigger):
        return trigger
    return replace(trigger, row=_row("RETREAT", "withdraw", token.lemma, trigger.row.pos))


def _orders_home(document: Document, trigger: Trigger) -> bool:
    """True for forces that are ordered or sent home by a row of the table: the reader may see only the drill that they leave."""
    sent = document.tokens[trigger.i].lemma in _SENDING and trigger.row.event_type == "RETREAT" and bool(trigger.row.conditions)
    return sent and _goes_home(document, trigger.i)


def _is_taken_off(document: Document, i: int) -> bool:
    """True for guns that were hauled off, towed away, pulled out: they leave, whatever reader makes of the verb."""
    token = document.tokens[i]
    after = document.tokens[i + 1].text.lower() if i + 1 < len(document.tokens) else ""
    return token.lemma in _REMOVING and after in ("off", "away", "out")


def _marches_off(document: Document, trigger: Trigger) -> bool:
    """True for fighters who "marched out of" a town: soldiers do not march to protest."""
    told = document.tokens[trigger.i].lemma == "march" and trigger.arguments.particles & {"out", "off", "away"}
    units = (document.tokens[k].lemma.lower() in _UNITS or is_a(document, k, "FORCE") for k in trigger.arguments.subjects)
    return bool(told) and any(units)


def _barred(trigger: Trigger) -> Trigger:
    """ "Turned back six boats", "lorries were turned away": whoever is not let pass is kept out; nobody retreats."""
    row, arguments = trigger.row, trigger.arguments
    turned = (
        row.pos == "V" and row.lemma in ("", "turn") and row.rule.startswith("turn.") and arguments.particles & {"back", "away"}
    )
    if not turned or not arguments.objects or row.event_type != "RETREAT":
        return trigger
    return replace(trigger, row=_row("COERCE", "restrict", "turn", "V"))


def _goes_home(document: Document, i: int) -> bool:
    """True where "back", "home", "away from" or "to … bases" follows in the clause."""
    tokens = document.tokens
    for k in range(i + 1, min(i + _CLAUSE_TOKENS, document.sentences[tokens[i].sentence].last)):
        word = tokens[k].text.lower()
        if word in (";", ":") or (tokens[k].tag in ("VBD", "VBZ", "VBP") and tokens[k].dep not in ("acl", "relcl")):
            return False
        if word in ("back", "home", "homeward") and tokens[k].pos in ("ADV", "ADP", "PRT", "NOUN"):
            return True
        if word == "away" and k + 1 < len(tokens) and tokens[k + 1].text.lower() == "from":
            return True
        if word in ("to", "into") and _is_base(document, k):
            return True
    return False


def _is_base(document: Document, preposition: int) -> bool:
    """True where what follows a preposition is a base, barracks, a garrison."""
    return any(is_a(document, c, "BASE") for c in document.children[preposition])


def _only_acts_on_another(document: Document, reading: ActReading, acts: set[int], options: CodingOptions) -> bool:
    """True for "ordered" in "ordered troops to return": a word that acts on an act is none itself, where it governs one; where
    it governs none ("ordered to barracks") the reader must be surer. It is one where the reader sees the act in it and hardly in
    what it governs ("lifted the state of emergency")."""
    token = document.tokens[reading.i]
    key = token.lemma, "V" if token.pos in ("VERB", "AUX") else "N"
    if key in load_truce_words() and _has_truce(document, token.i, acts):
        return True
    kind = load_operators().get(key)
    if kind is None or reading.event_type in VERBAL:
        return False
    if reading.chance < options.act_sure:
        return True
    governed = _governed(document, reading.i) & acts
    seen = max((r.chance for r in document.acts or () if r.i in governed), default=0.0)
    return bool(governed) and (reading.chance - seen < MUCH_SURER or reading.mode == "ceasefire")


def _governed(document: Document, i: int) -> set[int]:
    """Tokens under the token at `i`, but for what only tells when or unless it is so, or what is joined to it: "will suspend the
    licences unless the blockade ends" suspends licences."""
    tokens = document.tokens
    beside = (k for k in document.children[i] if tokens[k].dep in ("advcl", "conj", "parataxis") and not _is_aim(document, k))
    return set(document.subtree(i)) - {i} - {w for k in beside for w in document.subtree(k)}


def _is_aim(document: Document, i: int) -> bool:
    """True for an infinitive: "began the march to occupy the square"."""
    return document.tokens[i].tag == "VB" and any(document.tokens[k].text.lower() == "to" for k in document.children[i])


def _has_truce(document: Document, i: int, acts: set[int]) -> bool:
    """True where an act that is a truce stands in the sentence: words that keep or break it are no acts of their own."""
    sentence = document.sentences[document.tokens[i].sentence]
    return any(k in acts and document.tokens[k].lemma.lower() in TRUCES for k in range(sentence.first, sentence.last) if k != i)


def _typed(trigger: Trigger, options: CodingOptions) -> Trigger:
    """The trigger with the type that the reader sees, where it is sure and the table's type is unlikely to it; and with
    the reader's mode where the table has none."""
    reading, row = trigger.reading, trigger.row
    assert reading is not None
    if reading.event_type == row.event_type:
        open_mode = row.mode is None and reading.mode is not None and not row.negated and not row.only_denied
        return replace(trigger, row=replace(row, mode=reading.mode)) if open_mode else trigger
    if row.particles and row.conditions:
        return trigger  # "pulled its forces from": the row describes more than the word
    sure = reading.types.get(reading.event_type, 0.0) >= options.type_sure
    if sure and reading.types.get(row.event_type, 0.0) <= options.type_doubt:
        return replace(trigger, row=_row(reading.event_type, reading.mode, row.lemma, row.pos))
    return trigger


def _trigger(document: Document, reading: ActReading) -> Trigger:
    token = document.tokens[reading.i]
    pos = part_of_speech(token)
    row = _row(reading.event_type, reading.mode, token.lemma, pos)
    arguments = find_arguments(document, reading.i)
    if reading.mode == "ceasefire" and _breaks(document, token.lemma, pos, arguments.objects):
        row = replace(row, negated=True)
    stays = token.lemma in _STAYING or (token.lemma in _KEEPING and any(is_a(document, k, "FORCE") for k in arguments.subjects))
    if stays and reading.event_type == "RETREAT" and reading.mode != "ceasefire":
        row = replace(row, negated=True)  # who stays does not leave
    return Trigger(reading.i, row, arguments, reading)


def _breaks(document: Document, lemma: str, pos: str, objects: list[int]) -> bool:
    """True for a word that breaks or ends a truce, where it names the act alone: "helicopters end lull", "violated it"."""
    kind = load_truce_words().get((lemma, pos))
    return kind == "breach" or (kind == "lapse" and any(document.tokens[k].lemma.lower() in TRUCES for k in objects))


@cache
def _row(event_type: str, mode: str | None, lemma: str, pos: str) -> TriggerRow:
    rule = f"{lemma}.{pos}.acts"
    return TriggerRow(
        "", pos, frozenset(), (), False, event_type, mode, False, False, _RECIPIENTS.get(event_type, ("obj",)), rule
    )


def fillers(reading: ActReading, role: str, least: float) -> list[int]:
    """Words whose chance to fill a role is at least so much, the likeliest first."""
    found = [r for r in reading.roles if r.role == role and r.chance >= least]
    return [r.i for r in sorted(found, key=lambda r: (-r.chance, r.i))]


def final_stage(reading: ActReading | None, told: Stage, marks: Marks, options: CodingOptions) -> Stage:
    """The stage by rules, or the reader's where it is sure.

    Where a word acts on the act, or where the reader would make done what the rules take for not done, it must be surer.
    What is denied or doubted cannot be told as fact, so that its stage is left to the rules all the more.
    """
    if reading is None:
        return told
    if told in _FACT and marks.kept:
        return told
    loose = [s for s in reading.stages if s not in _FACT]
    if told in _FACT and marks.affirmed and not marks.begun and sum(reading.stages[s] for s in loose) >= options.stage_loose:
        return max(loose, key=lambda s: reading.stages[s])
    best = max(reading.stages, key=lambda s: reading.stages[s])
    least = options.stage_sure if marks.plain else options.stage_surer
    if (best in _FACT or best is Stage.ANNOUNCED) and told is Stage.CONDITIONAL and not marks.plain:
        return told  # "if", "may" and "the right to" are said in so many words
    if best in _FACT and told not in _FACT:
        least = max(least, options.stage_firm)
    if best is Stage.PROPOSED and told is Stage.ORDERED and not marks.plain:
        return told  # an order in so many words asks for nothing
    if best is Stage.CONDITIONAL and told in (Stage.ANNOUNCED, Stage.EXPECTED):
        least = options.stage_surer  # "100 more to be let go": what lies ahead in so many words is no mere possibility
    if best is Stage.EXPECTED and told is Stage.ANNOUNCED:
        return told  # whether it is announced or only expected hangs on who says it, which the rules know better
    return best if reading.stages[best] >= least else told


_DENIALS = re.compile(
    r"\b(?:no|not|never|none|nobody|nothing|neither|nor|without|yet|cannot|fail\w*|refus\w*|den(?:y|ie[sd]|ial)\w*|false\w*|"
    r"untrue|reject\w*|dismiss\w*|lack\w*|hardly|barely|instead|only|disput\w*|doubt\w*|stop\w*|end\w*|cancel\w*|"
    r"call(?:ed)? off|suspend\w*|remain\w*|stay\w*|still|broke\w*|collaps\w*|violat\w*|breach\w*|unlikely|scrap\w*|"
    r"halt\w*)\b|n['’]t\b",
    re.I,
)


# What is said to be not false is not denied, and "no later than" sets a bound.
_NOT_DENIED = re.compile(
    r"(?:\b(?:not|never)|n['’]t)\s+(?:false|untrue|den(?:y|ied)|in (?:doubt|dispute)|disputed?)\b|"
    r"\b(?:no|not) (?:later|sooner|earlier|longer|more|less|fewer) than\b|"
    r"\b(?:without|no|beyond|little)(?: \w+)? doubt\b|\bundoubtedly\b|\bnot only\b",
    re.I,
)


_NOT_FALSE = re.compile(r"(?:\b(?:not|never)|n['’]t)\s+(?:false|untrue)\b", re.I)


def denies_nothing(document: Document, i: int) -> bool:
    """True where no word of the sentence of token `i` denies, doubts or ends anything."""
    sentence = document.sentences[document.tokens[i].sentence]
    return _DENIALS.search(_NOT_DENIED.sub("", document.report.text[sentence.start : sentence.end])) is None


def goes_on(document: Document, i: int, reading: Reading) -> bool:
    """True for an act that "has not stopped", "never ceased", of which a report "is not false": two words that deny, of which the
    act reader sees one."""
    if reading.polarity is not Polarity.AFFIRMED:
        return False
    ended = any(is_negated(document, k) for k, kind in zip(reading.cues, reading.operators, strict=True) if kind == "stop")
    sentence = document.sentences[document.tokens[i].sentence]
    words = document.report.text[sentence.start : sentence.end]
    return ended or (_NOT_FALSE.search(words) is not None and _DENIALS.search(_NOT_DENIED.sub("", words)) is None)


def final_polarity(reading: ActReading | None, told: Polarity, options: CodingOptions, *, plain: bool = False) -> Polarity:
    """The polarity by rules, or the reader's where it is sure; of a sentence that denies nothing (`plain`) it must be surer."""
    if reading is None:
        return told
    best = max(reading.polarities, key=lambda p: reading.polarities[p])
    least = options.polarity_surer if best is Polarity.AFFIRMED else options.polarity_plain if plain else options.polarity_sure
    return best if reading.polarities[best] >= least else told


def final_background(reading: ActReading | None, told: bool, options: CodingOptions) -> bool:
    """Background where the rules or the reader say so."""
    return told or (reading is not None and reading.background >= options.background_sure)
