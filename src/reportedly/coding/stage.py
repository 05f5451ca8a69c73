"""How far the act went: composed from the trigger outward over every word that acts on it.

"Ordered to begin withdrawing" is ordered; "denied planning to invade" is announced, negated. Each operator that the climb
from the trigger to the sentence's root meets changes what the ones inside it gave (docs/design/0004).
"""

from __future__ import annotations

from reportedly.coding.arguments import LIGHT_VERBS
from reportedly.coding.belied import find_belier, is_telling, is_unverified
from reportedly.coding.governing import find_part, governs, is_meant, kind_over, part_of_speech
from reportedly.coding.lexicon import TRUCES, load_operators
from reportedly.coding.operations import OPERATIONS, find_doers
from reportedly.coding.reading import Reading
from reportedly.coding.tense import find_tense, is_condition, is_negated
from reportedly.core.claim import Polarity, Stage
from reportedly.core.layers import Document, Token
from reportedly.ontology.plover import VERBAL

_MAX_CLIMB = 12
_LOOKING = frozenset(
    "see observe notice detect find record spot witness report show point indicate suggest have be confirm verify".split()
)
_HAPPENING = frozenset(
    ["happen", "occur", "follow", "come", "take", "be", "continue", "proceed", "begin", "start", "resume", "go"]
)
_SPEECH_STOPS = frozenset("say tell report state add write tweet note claim insist stress confirm reiterate repeat".split())
_PUNCTUAL = frozenset({"SANCTION", "COERCE"})  # "it freezes the assets": the present tells an act, not a state
_PHYSICAL = frozenset({"RETREAT", "MOBILIZE", "ASSAULT"})
_TOPIC = frozenset({"about", "on", "over", "regarding", "concerning"})
_OF_DOERS = frozenset(
    {"plan", "begin", "continue", "finish", "manage", "try", "fail", "refuse", "promise", "announce", "risk", "part"}
)
_MODAL_ADJECTIVES = {
    "possible": Stage.CONDITIONAL,
    "potential": Stage.CONDITIONAL,
    "threatened": Stage.CONDITIONAL,
    "feared": Stage.CONDITIONAL,
    "looming": Stage.CONDITIONAL,
    "imminent": Stage.EXPECTED,
    "impending": Stage.EXPECTED,
    "inevitable": Stage.EXPECTED,
    "unavoidable": Stage.EXPECTED,
    "upcoming": Stage.EXPECTED,
    "forthcoming": Stage.EXPECTED,
    "expected": Stage.EXPECTED,
    "scheduled": Stage.EXPECTED,
    "future": Stage.EXPECTED,
    "planned": Stage.EXPECTED,
    "promised": Stage.ANNOUNCED,
    "announced": Stage.ANNOUNCED,
    "proposed": Stage.PROPOSED,
    "any": Stage.CONDITIONAL,
}
_TOLD_BEHIND = frozenset("order announce declare proclaim promise pledge vow undertake agree plan decree".split())
_CONCLUDED = frozenset({"sign", "reach"})
_GIVING = frozenset("give issue send make receive get have".split())
_TELLING = frozenset({"say", "accuse"})
_HAVING_A_PART = frozenset({"have", "play", "take", "bear"})
_CLOSING = frozenset({"end", "close"})
_MEETINGS = frozenset("talk meeting summit negotiation visit trip tour conference dialogue session round".split())
# What is said of an act only once it has been done.
_DONE_BEHIND = frozenset("impose launch carry conduct stage mount inflict perpetrate wage fire deliver sign".split())


def read_stage(document: Document, i: int, event_type: str, reported: bool) -> Reading:
    """Stage and polarity of the act that token `i` names; `reported` tells that it stands in somebody's words."""
    token = document.tokens[i]
    reading = Reading(token.lemma.lower())
    verbal = event_type in VERBAL
    if token.pos in ("VERB", "AUX"):
        _read_verb(document, i, reading, reported)
        if not verbal and load_operators().get((token.lemma, "V")) == "order" and reading.stage is Stage.DONE:
            reading.stage = Stage.ORDERED
        if verbal and reading.stage is Stage.UNDER_WAY:
            reading.stage = Stage.DONE
    else:
        _read_noun(document, i, reading, event_type, reported)
    _climb(document, i, reading, reported)
    if reading.stage is Stage.UNDER_WAY and (verbal or (event_type in _PUNCTUAL and token.tag in ("VBZ", "VBP"))):
        reading.stage = Stage.DONE
    return reading


def _read_noun(document: Document, i: int, reading: Reading, event_type: str, reported: bool) -> None:
    """A noun's act, or an adjective's ("are free"), by the words that describe it."""
    token = document.tokens[i]
    reading.polarity = Polarity.NEGATED if is_negated(document, i) else Polarity.AFFIRMED
    for k in document.children[i]:
        if document.tokens[k].dep in ("amod", "det") and document.tokens[k].text.lower() in _MODAL_ADJECTIVES:
            reading.stage = _MODAL_ADJECTIVES[document.tokens[k].text.lower()]
    head = document.tokens[token.head]
    if token.pos in ("ADJ", "ADV", "ADP"):
        if head.lemma == "be" and head.i != i and token.dep in ("acomp", "attr", "advmod", "oprd", "prep", "prt"):
            reading.asserted = True
            _take_tense(document, head, reading, reported, is_negated(document, head.i))
    elif not _read_participle(document, i, reading) and event_type in _PHYSICAL and _is_vague(document, i):
        reading.stage, reading.bare = Stage.CONDITIONAL, True


def _read_participle(document: Document, i: int, reading: Reading) -> bool:
    """Take what a clause behind the noun says of it: "a truce declared by the army", "the pullback that it had ordered"."""
    for k in document.children[i]:
        verb = document.tokens[k]
        kind = load_operators().get((verb.lemma, "V"))
        told = verb.lemma in _TOLD_BEHIND or (verb.lemma in _CONCLUDED and reading.word in TRUCES)
        if kind is None or not told or not ((verb.dep == "acl" and verb.tag == "VBN") or _is_its_object(document, verb)):
            continue
        reading.cues.append(k)
        reading.operators.append(kind)
        OPERATIONS[kind](document, document.tokens[i], verb, reading, False)
        return True
    return False


def _is_its_object(document: Document, verb: Token) -> bool:
    """True for a relative clause whose verb has the noun for its object."""
    if verb.dep != "relcl":
        return False
    words = [document.tokens[k] for k in document.children[verb.i]]
    passive = any(w.dep == "nsubjpass" and w.tag in ("WDT", "WP") for w in words)
    object_is_pronoun = any(w.dep == "dobj" and w.tag in ("WDT", "WP") for w in words)
    has_other = any(w.dep in ("dobj", "xcomp", "ccomp") and w.tag not in ("WDT", "WP") for w in words)
    return passive or object_is_pronoun or (any(w.dep == "nsubj" and w.tag not in ("WDT", "WP") for w in words) and not has_other)


def _is_vague(document: Document, i: int) -> bool:
    """True for a noun that names no certain act: "a withdrawal", "invasion", without whose it is, and not denied."""
    mates = [i, i - 2] if i > 1 and document.tokens[i - 1].text == "-" else [i]  # "the build-up" is cut in three
    kids = [document.tokens[k] for mate in mates for k in document.children[mate]]
    if any(k.dep in ("poss", "nummod") or (k.dep in ("amod", "compound") and k.text[:1].isupper()) for k in kids):
        return False
    if document.tokens[i].tag == "NNS" or is_negated(document, i):
        return False
    return not any(k.dep == "det" and k.text.lower() in ("the", "this", "that", "such", "these", "no") for k in kids)


def _read_verb(document: Document, i: int, reading: Reading, reported: bool) -> None:
    tense = find_tense(document, i, reported=reported)
    reading.stage, reading.future, reading.bare = tense.stage, tense.future, tense.bare
    if is_negated(document, i):
        reading.negate()
    if is_condition(document, i):
        reading.stage, reading.future, reading.bare = Stage.CONDITIONAL, False, False


def _climb(document: Document, i: int, reading: Reading, reported: bool) -> None:
    tokens = document.tokens
    current = tokens[i]
    for _ in range(_MAX_CLIMB):
        if current.head == current.i:
            return
        head = tokens[current.head]
        if current.dep == "relcl" and not (is_telling(head) and _has_mark(document, current)):
            return
        if current.dep == "advcl" and not _is_complement_like(document, current):
            carried = _apply_carried(document, current, head, reading, reported)
            if carried is None:
                return
            current = carried
            continue
        if current.dep == "prep" and current.lemma in _TOPIC and (head.pos != "VERB" or head.lemma in _SPEECH_STOPS):
            reading.topic = True
            return
        if _only_describes(document, current, head):
            return
        if current.dep == "conj":
            carries = tokens[i].dep == "dobj" and tokens[i].head == current.i  # "will lift the curfew and hold talks"
            if current.pos in ("VERB", "AUX") and head.pos in ("VERB", "AUX") and (current.i == i or carries):
                _share_tense(document, current, head, reading, reported)
            both_ahead = current.tag == "VB" and head.tag == "VB"  # "agreed to free them and to observe a ceasefire"
            current = head
            if current.pos in ("VERB", "AUX") and tokens[i].pos in ("NOUN",) and not both_ahead:
                return
            continue
        if _apply(document, current, head, reading, reported):
            return
        current = head


def _has_mark(document: Document, verb: Token) -> bool:
    """True in "the charge that jets bombed it": a whole clause tells what the noun says, though the parser calls it relative."""
    return any(document.tokens[k].dep == "mark" for k in document.children[verb.i])


def _is_seen(document: Document, noun: Token) -> bool:
    """True in "no sign of troops leaving", "saw troops leaving": the noun and its participle are what is seen."""
    above = document.tokens[noun.head]
    return noun.dep == "pobj" or (noun.dep == "dobj" and above.lemma in _LOOKING)


def _only_describes(document: Document, current: Token, head: Token) -> bool:
    """True where the act only tells which thing is meant ("the troops deployed near X", "units on training"): what is said
    of the thing is not said of the act."""
    if current.dep == "acl" and (current.tag == "VB" or (current.tag == "VBG" and _is_seen(document, head))):
        return False
    if current.dep in ("acl", "amod", "compound", "poss", "nmod") or (current.dep == "prep" and current.lemma not in ("as",)):
        is_operator = (head.lemma, part_of_speech(head)) in load_operators()
        return head.pos in ("NOUN", "PROPN", "NUM", "PRON") and not is_operator
    return False


def _is_complement_like(document: Document, token: Token) -> bool:
    """Infinitives that the parser hangs on as adverbial clauses of an operator ("set to begin", "poised to strike")."""
    head = document.tokens[token.head]
    return (head.lemma, part_of_speech(head)) in load_operators() and any(
        document.tokens[k].text.lower() == "to" for k in document.children[token.i]
    )


def _apply_carried(document: Document, current: Token, head: Token, reading: Reading, reported: bool) -> Token | None:
    """Let the noun that a plain verb carries act on an infinitive; the noun, or None where the climb ends."""
    carried = _carried_operator(document, current, head)
    if carried is None or _apply(document, current, carried, reading, reported):
        return None
    if reading.cues and reading.cues[-1] == carried.i:  # the clause is cut at the last cue, which must hold the act
        reading.cues.append(head.i)
        reading.operators.append(reading.operators[-1])
    return carried


def _carried_operator(document: Document, token: Token, head: Token) -> Token | None:
    """The noun that a plain verb carries and that the infinitive belongs to, where the parser hangs it on the verb: "gave the
    command to the minister to return the troops", "issued instructions to attack"."""
    if head.lemma not in _GIVING or not any(document.tokens[k].text.lower() == "to" for k in document.children[token.i]):
        return None
    nouns = [document.tokens[k] for k in document.children[head.i] if document.tokens[k].dep in ("dobj", "nsubjpass")]
    return next((n for n in nouns if (n.lemma, "N") in load_operators()), None)


def _share_tense(document: Document, current: Token, head: Token, reading: Reading, reported: bool) -> None:
    """A conjunct without its own auxiliary shares the first one's ("will pack up and leave")."""
    if any(document.tokens[k].dep in ("aux", "nsubj", "nsubjpass") for k in document.children[current.i]):
        return
    if current.tag in ("VB", "VBG", "VBN") and current.tag == head.tag:
        tense = find_tense(document, head.i, reported=reported)
        reading.stage, reading.future = tense.stage, tense.future
        if is_condition(document, head.i):
            reading.stage, reading.future = Stage.CONDITIONAL, False


def _apply(document: Document, current: Token, head: Token, reading: Reading, reported: bool) -> bool:
    """Let `head` act on what `current` stands for. True where the climb ends there."""
    part = find_part(document, current, head)
    if part is not None:
        _apply(document, current, part, reading, reported)
        reading.cues.append(head.i)  # the clause is cut at the last cue, which must hold the act
        reading.operators.append("part")
        _take_tense(document, head, reading, reported, is_negated(document, head.i))
        return False
    noun, kind = kind_over(document, head, reading)
    if kind == "stop" and head.lemma in _CLOSING and reading.word in _MEETINGS:
        kind = "finish"  # talks that end have taken place
    if kind and governs(kind, current, head) and is_meant(document, kind, current, head):
        for cue in (head.i,) if noun is None else (noun, head.i):
            reading.cues.append(cue)
            reading.operators.append(kind)
        OPERATIONS[kind](document, current, head, reading, reported)
        if kind in _TELLING and head.pos == "NOUN" and _ends_at_report(document, head, reading):
            return True
        if kind in _OF_DOERS and not reading.doers:
            reading.doers = find_doers(document, head, kind)
        if part_of_speech(head) == "V":
            _tense_of_operator(document, head, kind, reading, reported)
        elif is_negated(document, head.i) and kind not in ("sign", "doubt"):
            reading.negate()
        return False
    if head.pos in ("VERB", "AUX"):
        return _apply_plain_verb(document, current, head, reading, reported)
    return False


def _ends_at_report(document: Document, noun: Token, reading: Reading) -> bool:
    """True where somebody belies the report, or something else is said of it: that is not said of the act."""
    return _mark_belied(document, noun, reading) or noun.dep in ("nsubj", "nsubjpass")


def _mark_belied(document: Document, noun: Token, reading: Reading) -> bool:
    """True where somebody says that what the noun tells of is false; the reading is theirs then."""
    if is_unverified(document, noun):
        reading.polarity = Polarity.DOUBTED
        return True
    found = find_belier(document, noun)
    if found is None:
        return False
    word, speakers = found
    reading.negate()
    at = len(reading.cues) - 1  # the clause is cut at the last cue, which stays the noun
    reading.cues.insert(at, word)
    reading.operators.insert(at, "deny")
    reading.speakers.extend(speakers)
    return True


def _tense_of_operator(document: Document, head: Token, kind: str, reading: Reading, reported: bool) -> None:
    tense = find_tense(document, head.i, reported=reported)
    if kind in ("deny", "doubt", "ask", "risk", "accuse", "say", "expect", "unlikely", "refuse", "fail"):
        if kind in ("ask", "expect") and is_negated(document, head.i):
            reading.negate()
        return
    if tense.stage is Stage.CONDITIONAL and not tense.bare:
        reading.stage, reading.future = Stage.CONDITIONAL, False
    elif tense.future:
        reading.future, reading.stage = True, Stage.EXPECTED
    elif tense.stage is Stage.PROPOSED:
        reading.stage = Stage.PROPOSED
    if is_negated(document, head.i):
        reading.negate()
    if is_condition(document, head.i):
        reading.stage, reading.future = Stage.CONDITIONAL, False


def _apply_plain_verb(document: Document, current: Token, head: Token, reading: Reading, reported: bool) -> bool:
    """A verb that is no operator: stop at speech; take its tense where it only says that the act happens."""
    if current.dep in ("ccomp", "xcomp") and head.lemma in _LOOKING and is_negated(document, head.i):
        _mark_unseen(reading, head, Polarity.NEGATED)
        return True
    if current.dep in ("ccomp", "parataxis") and head.lemma in _SPEECH_STOPS:
        return True
    if current.pos in ("VERB", "AUX"):
        return current.dep not in ("xcomp", "ccomp", "pcomp", "prep") or head.lemma in _SPEECH_STOPS
    return _apply_to_noun(document, current, head, reading, reported)


def _mark_unseen(reading: Reading, head: Token, polarity: Polarity) -> None:
    reading.polarity = polarity
    reading.cues.append(head.i)
    reading.operators.append("sign")


def _apply_to_noun(document: Document, current: Token, head: Token, reading: Reading, reported: bool) -> bool:
    """A plain verb over a noun that names the act: it carries it, sees it, or only speaks of it."""
    negated = is_negated(document, head.i)
    if reading.operators[-1:] == ["part"] and reading.cues[-1] == current.i and head.lemma in _HAVING_A_PART:
        _take_tense(document, head, reading, reported, negated)
        return False
    carried = head.lemma in LIGHT_VERBS and current.dep in ("dobj", "nsubjpass") and not reading.cues
    extends = head.lemma in ("include", "involve", "cover") and current.dep == "nsubj"
    if carried or extends or (head.lemma in _HAPPENING and current.dep in ("nsubj", "attr", "nsubjpass")):
        _take_tense(document, head, reading, reported, negated)
        _read_predicate(document, head, reading)
        return False
    if head.lemma in _LOOKING and current.dep in ("dobj", "attr", "nsubjpass", "prep"):
        if negated:
            _mark_unseen(reading, head, Polarity.DOUBTED if head.lemma == "confirm" else Polarity.NEGATED)
            return False
        if reading.polarity is Polarity.NEGATED and not reading.cues:
            _mark_unseen(reading, head, Polarity.NEGATED)
    if current.dep == "dobj" and head.lemma in _SPEECH_STOPS and not negated:
        reading.cues.append(head.i)  # "reported a partial withdrawal": somebody's word that it happened
        reading.operators.append("say")
    _weaken(document, current, head, reading, reported)
    return True


def _read_predicate(document: Document, verb: Token, reading: Reading) -> None:
    """ "An attack is imminent", "war looked inevitable": what is said of the act tells that it lies ahead."""
    for k in document.children[verb.i]:
        stage = _MODAL_ADJECTIVES.get(document.tokens[k].text.lower()) if document.tokens[k].dep == "acomp" else None
        if stage is not None:
            reading.stage, reading.future = stage, stage is Stage.EXPECTED


def _take_tense(document: Document, head: Token, reading: Reading, reported: bool, negated: bool) -> None:
    tense = find_tense(document, head.i, reported=reported)
    reading.stage, reading.future = tense.stage, tense.future
    if tense.bare:
        return
    if negated and reading.polarity is Polarity.AFFIRMED:
        reading.polarity = Polarity.NEGATED
    if is_condition(document, head.i):
        reading.stage, reading.future = Stage.CONDITIONAL, False


def _weaken(document: Document, current: Token, head: Token, reading: Reading, reported: bool) -> None:
    """What would, could or will be of an act does not say that it is: "a withdrawal would help", "if it chooses war"."""
    tense = find_tense(document, head.i, reported=reported)
    loose = (tense.stage is Stage.CONDITIONAL and not tense.bare) or is_condition(document, head.i)
    perfect = any(document.tokens[k].text.lower() == "have" for k in document.children[head.i])
    if (
        current.dep in ("nsubj", "nsubjpass")
        and (tense.future or loose)
        and not perfect
        and not _is_carried_out(document, current)
    ):
        reading.stage, reading.future = Stage.CONDITIONAL, False
    elif current.dep in ("dobj", "pobj", "prep", "nsubjpass") and head.lemma not in _SPEECH_STOPS:
        reading.pointed = head.i
        if loose:
            reading.stage, reading.future = Stage.CONDITIONAL, False


def _is_carried_out(document: Document, noun: Token) -> bool:
    """True for "the sanctions imposed by the EU", "the raid carried out on Monday": they are, whatever they may lead to."""
    kids = [document.tokens[k] for k in document.children[noun.i]]
    certain = not any(t.dep == "det" and t.text.lower() in ("a", "an", "any", "every", "no") for t in kids)
    return certain and any(t.dep == "acl" and t.tag == "VBN" and t.lemma in _DONE_BEHIND for t in kids)
