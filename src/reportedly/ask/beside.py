"""One claim of the record beside what a sentence claims: for it, against it, not comparable, or about something else."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from reportedly.ask.matter import Matter, relate
from reportedly.core.claim import Claim, Polarity, Quantity, Speaker, Stage
from reportedly.core.edtf import Days, parse_edtf
from reportedly.core.known import CARRIED_OUT, COMMITTING, KnownClaim, is_unsure
from reportedly.link.counts import count_kind, is_of_a_whole, numbers_meet
from reportedly.link.same_event import places_fit, recipients_fit
from reportedly.link.scenes import Scenes
from reportedly.ontology.actors import load_actors
from reportedly.ontology.holders import offices_of
from reportedly.text import fold

_AHEAD = frozenset({*COMMITTING, Stage.EXPECTED})
OF_TWO = frozenset({"CONSULT", "AGREE", "COOPERATE"})
_OF_FORCES = frozenset({"RETREAT", "MOBILIZE", "ASSAULT"})
_ALL = re.compile(r"\b(?:all|every|each|entire|whole|completely|fully|the last)\b", re.I)
_PART = re.compile(
    r"\b(?:some|part|partly|partial(?:ly)?|most|several|a few|two[- ]thirds|half|majority|small number|thousands|hundreds|"
    r"dozens)\b",
    re.I,
)
_OTHERS = re.compile(r"\b(?:others|the rest|the other|more|further)\b", re.I)
_REMAINING = re.compile(r"\b(?:remain\w*|stay\w*|still|(?:was|were|are|is) left)\b", re.I)
_VAGUE = re.compile(r"^(?:\w+ )?(?:tens of )?(?:thousands|hundreds|dozens|scores|several|some|many|few|most)\b", re.I)
_DENYING = frozenset("deny denies denied denying refuse refused refuses reject rejected rejects".split())
_SORTS = {
    "forces": frozenset("soldier troop fighter militant serviceman servicemen policeman officer".split()),
    "civilians": frozenset("civilian resident villager child children woman women passenger protester".split()),
}
_SLACK_DAYS = 3
_OPEN_FACTOR = 2.0
_WIDE = 10_000
_OPEN_DAYS = 31
SUBORDINATE = frozenset("after before when while since until as once".split())
_STALE_DAYS = 7
_STEM, _SHORT = 5, 3  # letters by which a name and its adjective are one; words of so few letters name nobody
_LIKE = {
    "same": 0.2,
    "kin": 0.45,
    "opposite": 0.45,
    "none": 0.6,
    "plain": 0.75,
}  # least likeness for each relation of the two acts
LEAST_LIKE = min(_LIKE.values())
_UNDATED_LIKE = 0.5  # what tells no day at all may be of any: it must say much the same
_TITLES = frozenset(
    "president minister ministry secretary general spokesman spokeswoman office government chief head foreign defence".split()
)


@dataclass(frozen=True, slots=True)
class Question:
    """What a sentence asks beside its claim: its words, the names in it, and the days that it tells, wherever they hang."""

    sentence: str
    scenes: Scenes
    matter: Matter
    days: tuple[Days, ...]
    names: frozenset[str]


def compare(asked: Claim, known: KnownClaim, question: Question) -> tuple[str, str] | None:
    """(bearing, why) of a claim: for, against, not_comparable; None where it is about something else."""
    claim = known.claim
    if counts_in(asked):
        return _compare_numbers(asked, known, question)
    relation = (relate(asked, claim) or "none") if asked.event_type else "plain"
    if not _doers_fit(asked, claim) and not _doer_is_named(asked, claim, question.matter):
        return None
    if not _may_be_of(asked, known, question):
        return None
    if is_unsure(claim) and not claim.actors:
        return None  # words that may tell no act, and nobody's
    like = question.matter.likeness(question.sentence, asked, claim)
    if like < (max(_LIKE[relation], _LIKE["none"]) if _is_aside(asked, question.sentence) else _LIKE[relation]):
        return None
    if relation == "same" and not _near(asked, claim, question) and like < _LIKE["kin"]:
        return None
    if not _other_side_fits(asked, claim, question.matter):
        return None
    if not _times_fit(question, known, like):
        return "not_comparable", "another time"
    if not places_fit(asked, claim) or not recipients_fit(asked, claim):
        return "not_comparable", "another place or party"
    found = _polarity(asked, claim, relation == "opposite")
    if found is not None and found[0] == "against" and _is_earlier(question, known):
        return "not_comparable", "told of an earlier time"
    return found


def _is_aside(asked: Claim, sentence: str) -> bool:
    """True where the act that was understood is only a small part of what the sentence says ("received a prize for the
    evacuation of X"): the rest was not understood, and must be found again in words."""
    side = ".N." in asked.coder.rule or asked.quote.split()[0].lower() in SUBORDINATE
    return side and not asked.attribution and 2 * len(asked.quote.split()) < len(sentence.split())


def _doers_fit(asked: Claim, claim: Claim) -> bool:
    """False where both tell who did it, and it is not the same; in an act of two sides each of them may be told as doer."""
    mine = {p.country or p.actor for p in asked.actors if p.country or p.actor}
    theirs = {p.country or p.actor for p in claim.actors if p.country or p.actor}
    if claim.event_type in OF_TWO and theirs:
        theirs |= {p.country or p.actor for p in claim.recipients} | {(s.actor or "").split("-")[0] for s in claim.attribution}
        theirs |= {_country_of(s.actor) for s in claim.attribution}
    return not mine or not theirs or bool(mine & theirs)


def _may_be_of(asked: Claim, known: KnownClaim, question: Question) -> bool:
    """False where a claim tells no doer and is told neither among the acts of the sentence's doer nor of a scene that names it:
    "troops were withdrawn", in reports on one army, says nothing of another's."""
    mine = {p.country or p.actor for p in asked.actors if p.country or p.actor}
    if not mine or any(p.country or p.actor for p in known.claim.actors) or known.key in mine:
        return True
    spoken = {_country_of(s.actor) or s.actor for s in known.claim.attribution}
    if mine & spoken or question.matter.tells_of(known.claim, {who for who in mine if who}):
        return True
    names = {w[:_STEM] for w in question.scenes.names(known.claim)}
    return any(w[:_STEM] in names for p in asked.actors for w in fold(p.name).split() if len(w) > _SHORT)


def _doer_is_named(asked: Claim, claim: Claim, matter: Matter) -> bool:
    """True where a claim names the doer elsewhere than as doer: one of two who met, who speaks of an order of his own; or takes
    who only tells of an act for its doer ("no drawdown, X said")."""
    mine = {p.country for p in asked.actors if p.country}
    spoken = {_country_of(s.actor) or s.actor for s in claim.attribution}
    told = {p.name for p in claim.actors} & {s.name for s in claim.attribution}
    met = claim.event_type in OF_TWO and matter.tells_of(claim, mine)
    only_tells = (
        bool(told) and claim.polarity is not Polarity.AFFIRMED and not any(q.quote.lower() in _DENYING for q in claim.cues)
    )
    return only_tells or met or (bool(mine & spoken) and claim.stage in _AHEAD)


def _other_side_fits(asked: Claim, claim: Claim, matter: Matter) -> bool:
    """False where the sentence names two sides, who meet or of whom one does something to the other, and the claim nowhere names
    one of them."""
    doers = {p.country for p in asked.actors if p.country}
    others = {p.country for p in asked.recipients if p.country} - doers
    if not doers or not others:
        return True
    wanted = doers | others if asked.event_type in ("CONSULT", "AGREE") else others
    return all(matter.tells_of(claim, {country}) for country in wanted)


def _country_of(actor: str | None) -> str | None:
    row = load_actors().by_id.get(actor or "")
    return row.country if row is not None else None


def _near(asked: Claim, claim: Claim, question: Question) -> bool:
    """True where the two are of one matter: what the sentence names beside the doer is named in the claim too, where it names
    anything; else the doer's state is the same."""
    doers = _voices(asked) | _voices(claim)
    wanted, told = question.names - doers, question.scenes.names(claim) - doers
    if wanted and told:
        others = {p.country for p in asked.recipients if p.country} | {p.country for p in asked.places if p.country}
        theirs = {p.country for p in claim.recipients if p.country} | {p.country for p in claim.places if p.country}
        return bool(wanted & told) or bool(others & theirs)
    mine = {p.country for p in asked.actors if p.country}
    same_doer = bool(mine & {p.country for p in claim.actors if p.country})
    same_voice = not mine and bool({s.actor for s in asked.attribution} & {s.actor for s in claim.attribution} - {None})
    if same_voice or (same_doer and (asked.event_type in _OF_FORCES or not wanted)):
        return True
    return bool(wanted & question.scenes.names(claim))


def _voices(claim: Claim) -> frozenset[str]:
    """Folded words of who acts and speaks in a claim."""
    spoken = [f"{p.quote} {p.name}" for p in claim.actors] + [f"{s.quote} {s.name}" for s in claim.attribution]
    return frozenset(w for words in spoken for w in fold(words).split())


def _times_fit(question: Question, known: KnownClaim, like: float) -> bool:
    """True where the sentence gives no time, or one that the claim's act or its saying falls into."""
    told: list[Days] = [_shut(d) for d in (known.act_day, known.said_day) if d is not None]
    if not question.days:
        return True
    if _is_before(question, known):
        return False
    if told:
        return any(a.overlaps(b, _SLACK_DAYS) and not _is_vaguer(b, a) for a in question.days for b in told)
    published = known.published_days
    if like < _UNDATED_LIKE or published is None or published.last is None:
        return False
    return any(d.first is None or d.first <= published.last for d in question.days)


def _is_before(question: Question, known: KnownClaim) -> bool:
    """True for what was told as done before the day that is asked for had come."""
    said = known.said_day or known.published_days
    if known.claim.stage not in CARRIED_OUT or said is None or said.last is None:
        return False
    return all(d.first is not None and said.last < d.first for d in question.days)


def _is_earlier(question: Question, known: KnownClaim) -> bool:
    """True where a sentence says how things stood by a day, and a claim how they stood well before it."""
    days = [d for d in (known.act_day, known.said_day) if d is not None and d.last is not None]
    by = [d.last for d in question.days if d.first is None and d.last is not None]
    return bool(by and days) and all(d.last + dt.timedelta(days=_STALE_DAYS) < min(by) for d in days if d.last)


def _shut(told: Days) -> Days:
    """Days that a claim tells, an open end shut after a month: what holds "from March 1" was not told of any later day."""
    if told.first is not None and told.last is None:
        return Days(told.first, told.first + dt.timedelta(days=_OPEN_DAYS))
    return told


def _is_vaguer(told: Days, asked: Days) -> bool:
    """True where a day is asked for and a month or more is told."""

    def width(days: Days) -> int:
        return (days.last - days.first).days if days.first and days.last else _WIDE

    return width(asked) <= _SLACK_DAYS and width(told) > 3 * _SLACK_DAYS


# ------------------------------------------------------------------ numbers


def counts_in(claim: Claim) -> list[Quantity]:
    """Numbers of a claim that another number can meet or miss: "thousands" is none."""
    told = [q for q in claim.quantities if (q.low is not None or q.high is not None) and not _VAGUE.match(q.quote)]
    return [q for q in told if not is_of_a_whole(claim, q)]


def _compare_numbers(asked: Claim, known: KnownClaim, question: Question) -> tuple[str, str] | None:
    """(bearing, why) of a claim on a sentence that counts. A claim that counts nothing of the kind says nothing of the number;
    the same number for another time, place or thing is not comparable."""
    claim = known.claim
    pairs = [(q, r) for q in counts_in(asked) for r in counts_in(claim) if _is_share(q) == _is_share(r)]
    if not pairs or not _doers_fit(asked, claim):
        return None
    same_thing = [(q, r) for q, r in pairs if _one_kind(_kind_of(asked, q), _kind_of(claim, r))]
    same_number = any(_same_number(q, r) for q, r in pairs)
    if not same_thing:
        return ("not_comparable", "the number counts something else") if same_number else None
    meets = any(numbers_meet(q, r) and _is_as_close(q, r) for q, r in same_thing)
    if not _times_fit(question, known, 0.0) or not places_fit(asked, claim) or _other_spot(asked, claim):
        return ("not_comparable", "the number is of another time or place") if meets else None
    if asked.attribution and not _same_mouth(asked, claim):
        return None
    if meets:
        return _as_done(asked, claim)
    left = {asked.event_type, claim.event_type} <= {"MOBILIZE", "RETREAT"} and bool(
        _REMAINING.search(asked.quote) and _REMAINING.search(claim.quote)
    )
    same_act = (claim.event_type == asked.event_type or left) and (asked.attribution or _near(asked, claim, question))
    if any(numbers_meet(q, r) for q, r in same_thing):
        return ("not_comparable", f"an open number: {same_thing[0][1].quote}") if same_act else None
    return ("against", f"another number: {same_thing[0][1].quote}") if same_act else None


def _as_done(asked: Claim, claim: Claim) -> tuple[str, str]:
    """For, where a claim gives the number that is asked for; of the same act only if it tells it as far, and as so."""
    said = claim.attribution[0].name if claim.attribution else "the report itself"
    if claim.event_type == asked.event_type and asked.stage in CARRIED_OUT:
        if claim.stage not in CARRIED_OUT:
            return "not_comparable", f"{said} gives that number for what was yet to be done"
        if (asked.polarity is Polarity.AFFIRMED) != (claim.polarity is Polarity.AFFIRMED):
            return "against", f"{said} says otherwise of that number"
    return "for", f"{said} gives that number"


def _is_share(quantity: Quantity) -> bool:
    return quantity.unit == "%" or 0 < (quantity.low or quantity.high or 1.0) < 1


def _is_as_close(asked: Quantity, told: Quantity) -> bool:
    """False where an open number is far from the one that is asked: "at least several thousand" says nothing of 30,000."""
    if told.high is not None and told.low is not None:
        return True
    mine, bound = asked.low or asked.high or 0.0, told.low or told.high or 0.0
    return asked.low is None or asked.high is None or max(mine, bound) <= _OPEN_FACTOR * min(mine, bound)


def _kind_of(claim: Claim, quantity: Quantity) -> str | None:
    """What a number counts: its unit, or people of one sort; None where the text names nothing."""
    kind = count_kind(claim, quantity)
    if kind is None or kind[1] != "people":
        people = kind is not None and load_actors().by_adjective.get(kind[1]) is not None  # "40,000 Russians"
        return "people" if people else kind[1] if kind else None
    noun = fold(quantity.of or "").split()[-1:]
    return next((sort for sort, words in _SORTS.items() if noun and noun[0].rstrip("s") in words), "people")


def _one_kind(a: str | None, b: str | None) -> bool:
    """True for what counts one sort of thing; a bare number ("an estimated 40,000") mostly counts people."""
    if a == b:
        return True
    return ("people" in (a, b) or None in (a, b)) and {a, b} <= {None, "people", *_SORTS}


def _other_spot(asked: Claim, claim: Claim) -> bool:
    """True where the sentence names a place that is no country, and the claim names others only."""
    mine = {fold(p.name) for p in asked.places if p.precision != "country" and p.name[:1].isupper()}
    theirs = {fold(p.name) for p in claim.places if p.name[:1].isupper()}
    states = {p.country for p in asked.places if p.precision == "country"} - {p.country for p in claim.places} - {None}
    if {w[:5] for name in mine for w in name.split()} & {w[:5] for name in theirs for w in name.split()}:
        return False
    return (bool(theirs) and bool(states)) or (bool(mine) and not mine & theirs)


def _same_number(q: Quantity, r: Quantity) -> bool:
    return q.low is not None and q.low == r.low


# ------------------------------------------------------------------ yes or no


def _polarity(asked: Claim, claim: Claim, opposite: bool) -> tuple[str, str] | None:
    """For or against by how far the act went and whether it is affirmed; by the same mouth where the sentence names one."""
    if asked.attribution and not _same_mouth(asked, claim):
        return None
    said = claim.attribution[0].name if claim.attribution else "the report itself"
    if not _phases_fit(asked, claim):
        return None
    if asked.stage in _AHEAD and claim.polarity is not Polarity.AFFIRMED and not _denies(claim):
        return None  # that nothing is seen of it does not deny that it was ordered
    if asked.polarity is claim.polarity and _ALL.search(asked.quote) and not _ALL.search(claim.quote):
        if _PART.search(claim.quote):
            return "against", f"{said} says so of a part"
        if _OTHERS.search(claim.quote) or (asked.stage is Stage.DONE and claim.stage is not Stage.DONE):
            return "not_comparable", f"{said} does not say so of all"
    alike = (asked.polarity is Polarity.AFFIRMED) == (claim.polarity is Polarity.AFFIRMED)
    if opposite:
        if claim.polarity is not Polarity.AFFIRMED:
            return None  # that the opposite was not done does not say that it was
        alike = not alike
    return ("for", f"{said} says so") if alike else ("against", f"{said} says otherwise")


def _denies(claim: Claim) -> bool:
    return any(cue.quote.lower() in _DENYING for cue in claim.cues) or not claim.cues


def _phases_fit(asked: Claim, claim: Claim) -> bool:
    if claim.polarity is Polarity.NEGATED and not _DENYING.isdisjoint(fold(claim.quote).split()):
        return asked.stage in CARRIED_OUT or asked.stage in _AHEAD  # who denies a plan or a deed denies it in any words
    if asked.stage in CARRIED_OUT:
        unconfirmed = claim.polarity is not Polarity.AFFIRMED and bool(asked.attribution)
        return claim.stage in CARRIED_OUT or (unconfirmed and claim.stage is Stage.CONDITIONAL)
    if asked.stage in _AHEAD:
        return claim.stage in _AHEAD
    return claim.stage is asked.stage or claim.stage in CARRIED_OUT or claim.stage in _AHEAD


def _same_mouth(asked: Claim, claim: Claim) -> bool:
    """True where the speaker whom the sentence names speaks in the claim, or acts in it where the act is one of words."""
    wanted = asked.attribution[0]
    names = {*_words(wanted.name)}
    row = load_actors().by_id.get(wanted.actor or "")
    body = wanted.actor if row is not None and (row.kind != "state" or not _TITLES & set(fold(wanted.name).split())) else None
    voices = [(s.name, s.actor) for s in claim.attribution]
    if not voices and claim.stage in _AHEAD:
        voices = [(p.name, p.actor) for p in claim.actors]
    spoken = any(
        names & {*_words(name)} or (body is not None and body == actor) or _holds(wanted, actor) for name, actor in voices
    )
    return spoken or any(_holds(voice, wanted.actor) for voice in claim.attribution)


def _holds(office: Speaker, person: str | None) -> bool:
    """True where a person of the table holds the office, or heads or speaks for the body, that a speaker's words name."""
    words = _offices(re.sub(r"[’']s\b", "", office.name))
    held = offices_of(person or "")
    return any(t.of == office.actor and (_offices(t.office) <= words or not words & {*_TITLES, "spokesperson"}) for t in held)


def _offices(title: str) -> set[str]:
    """Words of a title, whoever bears it: a spokeswoman is a spokesperson."""
    return {"spokesperson" if w.startswith("spokes") else w for w in fold(title).split()}


def _words(name: str) -> list[str]:
    """Words of a speaker's name that tell one from another: no titles, and no states, whose name many speakers bear."""
    words = [re.sub(r"[’']s$", "", w) for w in fold(name).split()]
    plain = [w for w in words if len(w) > 3 and w not in _TITLES]
    return [w for w in plain if len(words) == 1 or (row := load_actors().find(w)) is None or row.kind != "state"]


def days_of(claims: Sequence[Claim]) -> list[Days]:
    """Days that claims tell, of the act or of its saying."""
    return [d for c in claims for w in (c.when, c.said_when) if w and (d := parse_edtf(w.edtf))]
