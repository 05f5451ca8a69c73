"""What each kind of operator does to a reading: one small function a kind (see cues/operators.tsv)."""

from __future__ import annotations

from reportedly.coding.arguments import find_arguments
from reportedly.coding.reading import Reading
from reportedly.coding.tense import find_tense, is_negated
from reportedly.core.claim import Polarity, Stage
from reportedly.core.layers import Document, Token

_DENYING = frozenset("deny denied denies reject refute dismiss disclaim".split())
_DENIAL_REACH = 8  # words


def find_doers(document: Document, head: Token, kind: str) -> list[int]:
    """Head tokens of who does what the operator acts on, for nouns that name no doer themselves."""
    if kind == "risk" and _mind(document, head):
        return []
    if kind == "part":
        return find_sharers(document, head)
    if head.pos == "VERB":
        return _subjects(document, head)
    if head.pos == "ADJ":
        return [k for k in document.children[head.head] if document.tokens[k].dep in ("nsubj", "nsubjpass")]
    return find_arguments(document, head.i).subjects


def find_sharers(document: Document, noun: Token) -> list[int]:
    """Head tokens of who had a part, a role, a hand in an act: whose it is, else who has, plays or denies it."""
    verb = document.tokens[noun.head]
    own = find_arguments(document, noun.i).subjects
    return own or (_subjects(document, verb) if noun.dep == "dobj" and verb.pos in ("VERB", "AUX") else [])


def _subjects(document: Document, head: Token) -> list[int]:
    return find_arguments(document, head.i).subjects


def _order(d: Document, current: Token, head: Token, r: Reading, reported: bool) -> None:
    r.stage, r.future = Stage.ORDERED, False
    r.orderer = _subjects(d, head) or r.orderer


def _announce(d: Document, current: Token, head: Token, r: Reading, reported: bool) -> None:
    if r.stage is not Stage.ORDERED:
        r.stage, r.future = Stage.ANNOUNCED, False
    r.orderer = r.orderer or _subjects(d, head)


def _plan(d: Document, current: Token, head: Token, r: Reading, reported: bool) -> None:
    r.stage, r.future = Stage.ANNOUNCED, False


def _begin(d: Document, current: Token, head: Token, r: Reading, reported: bool) -> None:
    r.stage, r.future = Stage.UNDER_WAY, False


def _finish(d: Document, current: Token, head: Token, r: Reading, reported: bool) -> None:
    r.stage, r.future = Stage.DONE, False


def _manage(d: Document, current: Token, head: Token, r: Reading, reported: bool) -> None:
    tense = find_tense(d, head.i, reported=reported)
    r.stage, r.future = tense.stage, tense.future


def _risk(d: Document, current: Token, head: Token, r: Reading, reported: bool) -> None:
    r.stage, r.future = Stage.CONDITIONAL, False
    if head.pos in ("VERB", "ADJ"):
        r.speakers.extend(_mind(d, head))


def _try(d: Document, current: Token, head: Token, r: Reading, reported: bool) -> None:
    """Who tries says nothing of it: "Russia will try an offensive" is on the word of who tells."""
    r.stage, r.future = Stage.CONDITIONAL, False


def _mind(d: Document, head: Token) -> list[int]:
    """Who fears or hopes, for verbs and adjectives of mind; nobody for "is poised", "is able"."""
    if head.lemma in ("poise", "poised", "able", "capable", "ready", "possible"):
        return []
    return _subjects(d, head) if head.pos == "VERB" else [k for k in d.children[head.head] if d.tokens[k].dep == "nsubj"]


def _fail(d: Document, current: Token, head: Token, r: Reading, reported: bool) -> None:
    r.stage, r.future = Stage.DONE, False
    r.negate()


def _refuse(d: Document, current: Token, head: Token, r: Reading, reported: bool) -> None:
    if is_negated(d, head.i):  # "did not rule out sending troops": it may be done, or not
        r.stage, r.future = Stage.CONDITIONAL, False
        return
    r.stage, r.future = Stage.ANNOUNCED, False
    r.negate()


def is_left_open(document: Document, reading: Reading) -> bool:
    """True for "did not rule out sending troops", "did not refuse to leave": neither promised nor denied, whatever the reader
    sees."""
    pairs = zip(reading.cues, reading.operators, strict=True)
    return any(kind == "refuse" and is_negated(document, cue) for cue, kind in pairs)


def _deny(d: Document, current: Token, head: Token, r: Reading, reported: bool) -> None:
    if r.stage is Stage.CONDITIONAL and current.tag == "VB":
        r.stage = Stage.ANNOUNCED
    r.polarity = Polarity.NEGATED
    if head.pos == "VERB":
        r.speakers.extend(_subjects(d, head))


def _doubt(d: Document, current: Token, head: Token, r: Reading, reported: bool) -> None:
    before = d.tokens[head.i - 1].text.lower() if head.i else ""
    if is_negated(d, head.i) or before in ("without", "beyond"):  # "there is no doubt that", "was without doubt behind"
        return
    r.polarity = Polarity.DOUBTED


def _unlikely(d: Document, current: Token, head: Token, r: Reading, reported: bool) -> None:
    r.stage, r.future, r.polarity = Stage.EXPECTED, False, Polarity.DOUBTED


def _ask(d: Document, current: Token, head: Token, r: Reading, reported: bool) -> None:
    r.stage, r.future = Stage.PROPOSED, False
    r.speakers.extend(_subjects(d, head))


def _expect(d: Document, current: Token, head: Token, r: Reading, reported: bool) -> None:
    r.stage, r.future = Stage.EXPECTED, False


def _part(d: Document, current: Token, head: Token, r: Reading, reported: bool) -> None:
    """Who has a part in an act does it. A denial before it holds, though the parser hangs the part elsewhere ("denies its troops
    have a role in", where "troops" is taken for what is denied)."""
    first = d.sentences[head.sentence].first
    denial = next(
        (k for k in range(head.i - 1, max(first, head.i - _DENIAL_REACH) - 1, -1) if d.tokens[k].lemma in _DENYING), None
    )
    if denial is not None and not is_negated(d, denial):
        r.polarity = Polarity.NEGATED
        r.cues.insert(len(r.cues) - 1, denial)  # the clause is cut at the last cue, which stays the part
        r.operators.insert(len(r.operators) - 1, "deny")
        deniers = _subjects(d, d.tokens[denial])
        r.speakers.extend(deniers)
        r.doers = r.doers or find_sharers(d, head) or deniers


def _avert(d: Document, current: Token, head: Token, r: Reading, reported: bool) -> None:
    r.stage, r.future = Stage.CONDITIONAL, False


def _stop(d: Document, current: Token, head: Token, r: Reading, reported: bool) -> None:
    tense = find_tense(d, head.i, reported=reported)
    if r.stage in (Stage.DONE, Stage.UNDER_WAY):
        r.stage, r.future = tense.stage, tense.future
        if is_negated(d, head.i) and r.stage is Stage.DONE:
            r.stage = Stage.UNDER_WAY  # "has not stopped"
    r.negate()


def _sign(d: Document, current: Token, head: Token, r: Reading, reported: bool) -> None:
    above = d.tokens[head.head]
    if is_negated(d, head.i) or (above.pos in ("VERB", "AUX") and is_negated(d, above.i)):
        r.polarity = Polarity.NEGATED
        r.stage = Stage.DONE
    elif d.tokens[head.head].lemma in ("want", "seek", "await", "need"):
        r.polarity = Polarity.DOUBTED


def _accuse(d: Document, current: Token, head: Token, r: Reading, reported: bool) -> None:
    if head.pos == "VERB":
        r.speakers.extend(_subjects(d, head))


def _cancel(d: Document, current: Token, head: Token, r: Reading, reported: bool) -> None:
    r.stage, r.future, r.polarity = Stage.ANNOUNCED, False, Polarity.NEGATED


def _postpone(d: Document, current: Token, head: Token, r: Reading, reported: bool) -> None:
    r.stage, r.future, r.polarity = Stage.EXPECTED, False, Polarity.DOUBTED


def _call(d: Document, current: Token, head: Token, r: Reading, reported: bool) -> None:
    """ "Called for a strike" asks; "called a strike for Monday" announces one's own; "called it off" cancels it."""
    particles = {d.tokens[k].text.lower() for k in d.children[head.i] if d.tokens[k].dep == "prt"}
    if "off" in particles:
        _cancel(d, current, head, r, reported)
    elif current.dep == "dobj":
        if not any(d.tokens[k].lemma in ("the", "this", "that") for k in d.children[current.i]):  # "called the truce a sham"
            _announce(d, current, head, r, reported)
    else:
        _ask(d, current, head, r, reported)


def _hold(d: Document, current: Token, head: Token, r: Reading, reported: bool) -> None:
    """A truce that holds, is respected, is in force: it goes on, or is over where its verb says so ("was respected until")."""
    tense = find_tense(d, head.i, reported=reported)
    r.stage, r.future = (Stage.UNDER_WAY if tense.stage is Stage.DONE and not tense.bare else tense.stage), tense.future


def _breach(d: Document, current: Token, head: Token, r: Reading, reported: bool) -> None:
    """A truce that is broken, collapses, runs out holds no longer."""
    if head.pos in ("VERB", "AUX"):
        tense = find_tense(d, head.i, reported=reported)
        r.stage, r.future = (Stage.DONE if tense.bare else tense.stage), tense.future
        if r.stage is Stage.UNDER_WAY:
            r.stage = Stage.DONE
    else:
        r.stage, r.future = Stage.DONE, False
    r.polarity = Polarity.NEGATED


def _say(d: Document, current: Token, head: Token, r: Reading, reported: bool) -> None:
    return None


OPERATIONS = {
    "order": _order,
    "announce": _announce,
    "promise": _announce,
    "plan": _plan,
    "begin": _begin,
    "continue": _begin,
    "finish": _finish,
    "manage": _manage,
    "try": _try,
    "fail": _fail,
    "refuse": _refuse,
    "deny": _deny,
    "doubt": _doubt,
    "unlikely": _unlikely,
    "ask": _ask,
    "expect": _expect,
    "risk": _risk,
    "avert": _avert,
    "cancel": _cancel,
    "postpone": _postpone,
    "call": _call,
    "stop": _stop,
    "sign": _sign,
    "accuse": _accuse,
    "hold": _hold,
    "breach": _breach,
    "lapse": _breach,
    "say": _say,
    "threat": _risk,
    "part": _part,
}
