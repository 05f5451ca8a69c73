"""Claims that cannot both hold, with "not comparable" as an answer.

What is compared are claims of one act: type, doer, place, day. Who looked and saw no sign denies nothing; numbers of other
days, other scopes or other units do not contradict each other; a speaker who says otherwise on a later day has changed his
word, which is none either. Nothing is ruled on: both claims are shown.
"""

from __future__ import annotations

import re
from functools import lru_cache

from reportedly.core.claim import Claim, Polarity
from reportedly.core.derived import Estimate
from reportedly.core.edtf import Days, parse_edtf
from reportedly.core.known import CARRIED_OUT, COMMITTING, KnownClaim, is_unsure
from reportedly.link.blocks import is_at_an_end
from reportedly.link.counts import Comparison, numbers_meet
from reportedly.link.doers import doers_fit, doers_of, speaker_id, speaker_words
from reportedly.link.evidence import find_bearing
from reportedly.link.same_event import places_fit, recipients_fit
from reportedly.link.scenes import Scenes, countries_in, day_of
from reportedly.link.wording import telling_words
from reportedly.text import fold

_DENYING = frozenset("deny denies denied denying denial denials".split())
_ENDING = frozenset("end ends ended ending stop stops stopped halt halted cease ceased suspend suspended over".split())
_FAMILIES: dict[str, frozenset[str | None]] = {  # modes of a type that one act may be told in; none named: all of them
    "ASSAULT": frozenset(),
    "COERCE": frozenset({"arrest", "seize"}),
    "RETREAT": frozenset({"withdraw", "access", "return"}),
}
_PART = frozenset("some others other rest part thousands hundreds dozens many most few several".split())
_PROPER = re.compile(r"(?<!^)\b[A-ZÀ-Þ][\w’'-]+")
_ALIKE = 2  # words in common
_LEAST_WORDS = 3
_SURE, _LIKELY = 0.7, 0.5
_ASKING = frozenset("who whom what which whether how why where".split())
_VAGUE_DAYS = 14  # an act told for a span so wide may be another than one of the same kind within it
_OUR = frozenset("it its our we they their his her no none".split())
_SLACK_DAYS = 3  # acts told for days so near each other may be one act
SAID_DAYS = 7  # without a day of the act: said within a week of each other


def compare(yes: KnownClaim, no: KnownClaim, scenes: Scenes | None = None) -> Comparison:
    """Can an act that one claim tells and another denies be both so?"""
    a, b = yes.claim, no.claim
    scenes = scenes or Scenes((a, b))
    one_act = a.event_type == b.event_type and _modes_fit(a, b)
    if a.polarity is not Polarity.AFFIRMED or not (one_act or told_alike(a, b)):
        return Comparison("not_comparable", "", "another act")
    if not _same_phase(a, b) or a.background is not b.background:
        return Comparison("not_comparable", "", "one tells of a promise or of history, the other of what was done now")
    if not _same_time(yes, no):
        return Comparison("not_comparable", "", "another time, or a time that is not told")
    unsure = (is_unsure(a) or is_unsure(b)) and not (told_alike(a, b) or (one_act and _of_one_thing(a, b)))
    if _is_part(a) or _is_part(b) or unsure or _is_unlikely(a) or _is_unlikely(b) or _says_little(a, b):
        return Comparison("not_comparable", "", "a part only, or words that may tell no act or too little of it")
    if {a.event_type, b.event_type} & {"COERCE", "SANCTION"} and is_at_an_end(a):
        return Comparison("agrees", "", "it is told to be over")
    if not _actors_fit(yes, no):
        return Comparison("not_comparable", "", "another actor")
    if not b.attribution or _ended(b):
        return Comparison("not_comparable", "", "nobody is named who denies it, or it is told to have ended")
    if not places_fit(a, b) or not recipients_fit(a, b) or (a.report != b.report and not _one_scene(yes, no, scenes)):
        return Comparison("not_comparable", "", "another place or another party")
    if _comes_later(yes, no):
        return Comparison("not_comparable", "", "told later: it may have been done since")
    if find_bearing(b, b.event_type, b.mode) in ("not_observed", "partly"):
        return Comparison("not_comparable", "", "who looks and sees no sign denies nothing")
    if speaker_id(a) == speaker_id(b) and speaker_id(a) is not None:
        return Comparison("not_comparable", "", "one speaker, who said otherwise elsewhere")
    return Comparison("contradicts", "denial", f"{speaker_words(a)} says it was so, {speaker_words(b)} that it was not")


def _is_unlikely(claim: Claim) -> bool:
    """True for a word of which the act reader thinks that it rather names no act."""
    return claim.coder.score is not None and claim.coder.score < _LIKELY


def _says_little(yes: Claim, no: Claim) -> bool:
    """True for a bare word ("seized"), a question ("could not say who had fired"), and a denial by a word that only the act
    reader sees and that shares nothing with what it is set against, unless it is a verb that the reader is sure of."""
    told, denied = yes.quote.split(), no.quote.lower().split()
    if len(told) < _LEAST_WORDS or len(denied) < _LEAST_WORDS - 1 or denied[0] in _ASKING:
        return True
    if not no.coder.rule.endswith(".acts") or _of_one_thing(yes, no):
        return False
    return ".N." in no.coder.rule or (no.coder.score or 0.0) < _SURE


def told_alike(a: Claim, b: Claim) -> bool:
    """True for acts that are coded as unlike and told in the same words: of an account that is frozen and one that is not, the
    word and the thing are the same. Names and forces do not count: whole reports share them."""
    return len(plain_words(a) & plain_words(b)) >= _ALIKE


def _of_one_thing(a: Claim, b: Claim) -> bool:
    """True where both name a like thing or force ("mortar fire", "not one mortar round"): what bears out a word of one type
    of act that the reader is not sure of."""
    alike = telling_words(a.quote) & telling_words(b.quote)
    return bool(plain_words(a) & plain_words(b)) or any(w[0] == "@" for w in alike)


def plain_words(claim: Claim) -> frozenset[str]:
    """What a claim's own words tell but for states, forces and proper names."""
    return _plain(claim.quote, telling_words(claim.quote))


@lru_cache(maxsize=1 << 16)
def _plain(quote: str, words: frozenset[str]) -> frozenset[str]:
    proper = telling_words(" ".join(_PROPER.findall(quote)))
    return frozenset(w for w in words - proper if w[0] not in "=@")


def _modes_fit(a: Claim, b: Claim) -> bool:
    """One mode, or an act that is told in many ways: force, taking people, giving up what was held."""
    family = _FAMILIES.get(a.event_type)
    if family is not None and (not family or {a.mode, b.mode} <= family):
        return True
    return a.mode == b.mode or None in (a.mode, b.mode)


def _actors_fit(yes: KnownClaim, no: KnownClaim) -> bool:
    """False where both tell who did it, and it is not the same. Words like "the army", "our forces" may be anybody's; but who
    says that it was not his own men leaves open whose they were."""
    mine, theirs = doers_of(yes.claim), doers_of(no.claim)
    named = any(w[:1].isupper() for p in yes.claim.actors for w in p.quote.split()[1:])
    if not mine and not named and theirs and _denies_own(no.claim):
        return bool({p.sector for p in yes.claim.actors} & {p.sector for p in no.claim.actors} - {None})
    return doers_fit(yes, no)


def _denies_own(claim: Claim) -> bool:
    """True where who denies an act is told to be who would have done it."""
    spoken = {s.actor for s in claim.attribution[:1]} | {fold(s.name) for s in claim.attribution[:1]}
    doers = {p.actor for p in claim.actors} | {fold(p.name) for p in claim.actors} | {p.country for p in claim.actors}
    return bool((spoken & doers) - {None}) or any((p.quote.split() or [""])[0].lower() in _OUR for p in claim.actors)


def _one_scene(yes: KnownClaim, no: KnownClaim, scenes: Scenes) -> bool:
    """True where the claims share a name of place or party, or one doer where one of them names nothing else."""
    if scenes.shared(yes.claim, no.claim) or scenes.one_passage(yes.claim, no.claim):
        return True
    named = scenes.names(yes.claim) and scenes.names(no.claim)
    return yes.key == no.key and bool(countries_in(yes.claim) & countries_in(no.claim)) and not named


def compare_numbers(a: Estimate, b: Estimate) -> Comparison:
    """Can two numbers be both right?"""
    if a.scope != b.scope or a.actor != b.actor or a.actor is None:
        return Comparison("not_comparable", "", "another scope")
    mine, theirs = parse_edtf(a.as_of), parse_edtf(b.as_of)
    if mine is None or theirs is None or not mine.overlaps(theirs):
        return Comparison("not_comparable", "", "told for another day, or for no day")
    if a.by == b.by:
        return Comparison("not_comparable", "", "one claimant's own numbers")
    if numbers_meet(a, b):
        return Comparison("agrees", "", "the numbers' bounds overlap")
    return Comparison("contradicts", "number", f"both count {a.scope} for {a.as_of}, and their bounds do not meet")


def _same_phase(a: Claim, b: Claim) -> bool:
    """Both told as done, or one promised and the other a denial of the promise in so many words."""
    denied = any(cue.quote.lower() in _DENYING for cue in b.cues)
    return (a.stage in CARRIED_OUT and b.stage in CARRIED_OUT) or (denied and a.stage in COMMITTING and b.stage in COMMITTING)


def _ended(claim: Claim) -> bool:
    return any(cue.quote.lower() in _ENDING for cue in claim.cues)


def is_timed(known: KnownClaim) -> bool:
    """True where a claim's act, or else its saying, is told for some days, so that it can be told of one time with another."""
    days = day_of(known)
    return days is not None and not _is_vague(days)


def _same_time(a: KnownClaim, b: KnownClaim) -> bool:
    mine, theirs = a.act_day, b.act_day
    if not is_timed(a) or not is_timed(b):
        return False
    if mine is not None and theirs is not None:
        return mine.overlaps(theirs, _SLACK_DAYS)
    said, denied = a.said_day, b.said_day
    if mine is not None and denied is not None:
        return mine.overlaps(denied, SAID_DAYS)
    if theirs is not None and said is not None:
        return theirs.overlaps(said, SAID_DAYS)
    return said is not None and denied is not None and said.overlaps(denied, SAID_DAYS)


def _comes_later(yes: KnownClaim, no: KnownClaim) -> bool:
    """True for an act told to have happened after it was denied, or, without a day of its own, told a day or more after."""
    told, denied = yes.act_day or yes.said_day, no.said_day
    if told is None or denied is None or told.first is None or denied.last is None:
        return False
    return told.first > denied.last


def _is_part(claim: Claim) -> bool:
    """True where only a part acts ("thousands had not moved", "others pack up"): of the whole that says nothing."""
    return any((fold(p.quote).split() or [""])[0] in _PART for p in claim.actors)


def _is_vague(days: Days | None) -> bool:
    return days is not None and (days.first is None or days.last is None or (days.last - days.first).days > _VAGUE_DAYS)
