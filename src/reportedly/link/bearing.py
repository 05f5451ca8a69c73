"""How a claim bears on a promise as its claims tell it: on which of the promised acts, and whether it undoes it."""

from __future__ import annotations

import datetime as dt
import re

from reportedly.core.claim import Claim, Polarity
from reportedly.core.known import CARRIED_OUT
from reportedly.link.evidence import find_bearing
from reportedly.link.promises import Promise
from reportedly.link.scenes import names_of
from reportedly.link.wording import own_words
from reportedly.ontology.actors import load_actors
from reportedly.text import fold

_AGAIN = re.compile(
    r"(?<!pulled )(?<!pull )(?<!pulling )(?<!fell )(?<!fallen )(?<!drawn )\b(?:back into|back across|resum\w+|re-?enter\w*|"
    r"re-?occup\w*)\b",
    re.I,
)
_PROPER = re.compile(r"\b[A-ZÀ-Þ][\w’'-]{2,}")
_STOPPING = frozenset("suspend suspension halt stop freeze end cease pause shut close".split())
_RESUMING = frozenset("resume resumption restart reopen reopening restore relaunch reinstate".split())
_TURNING = _STOPPING | _RESUMING
_BROAD = frozenset({"RETREAT"})  # of whose modes, a truce, a release, a lifting, none may stand for another
_BODIES = frozenset("council committee commission assembly parliament cabinet union group".split())
_CEASING = frozenset(
    {("RETREAT", None), ("RETREAT", "ceasefire"), ("RETREAT", "disarm"), ("SANCTION", "discontinue"), ("COERCE", "withhold")}
)


def bearing_on(claim: Claim, promise: Promise) -> str | None:
    """How a claim bears on the first of the promised acts that it is about; the same act told counts before its opposite."""
    if claim.event_type not in promise.related and claim.coder.rule.split(".")[0] not in _TURNING:
        return None
    if is_undone(claim, promise):
        now = claim.polarity is Polarity.AFFIRMED and claim.stage in CARRIED_OUT and not claim.background
        return "contradicts" if now else None
    if _is_withheld(claim, promise):
        return "supports"
    acts = [a for a in promise.acts if a.event_type != claim.event_type or a.mode == claim.mode or _may_be_one(claim, promise)]
    found = [(a, find_bearing(claim, a.event_type, a.mode, promise.count)) for a in acts]
    if all(bearing is None for _, bearing in found) and _ceases_alike(claim, promise):
        found = [(claim, find_bearing(claim, claim.event_type, claim.mode, promise.count))]
    told = [(a.event_type != claim.event_type, n, bearing) for n, (a, bearing) in enumerate(found) if bearing is not None]
    return min(told)[2] if told else None


def breaks(claim: Claim, promise: Promise, said: dt.date, start: dt.date | None) -> bool:
    """True for fighting that somebody tells of after the day from which a truce is to hold."""
    begun = start or promise.first
    told = claim.event_type == "ASSAULT" and bool(claim.attribution)
    return told and is_lasting(promise) and begun is not None and said > begun


def is_lasting(promise: Promise) -> bool:
    """True for a truce, which is kept or broken from the hour at which it begins."""
    return any(a.mode == "ceasefire" for a in promise.acts)


def meets_another(claim: Claim, promise: Promise) -> bool:
    """True where talks are promised with somebody, and the claim tells of talks with others only: names that the promise has not,
    and none that it has but for who promised."""
    if promise.anchor.event_type != "CONSULT" or claim.event_type != "CONSULT":
        return False
    doers = {fold(w) for p in (*claim.actors, promise.actor) for w in f"{p.quote} {p.name}".split()}
    told = (names_of(claim.quote) | {fold(p.name) for p in claim.recipients}) - doers - _BODIES
    members = [k.claim for k in promise.group.members]
    meant = {n for c in members for n in names_of(c.quote)} | {fold(p.name) for c in members for p in c.recipients}
    states = {p.country for c in members for p in (*c.actors, *c.recipients) if p.country} - {promise.actor.country}
    theirs = {p.country for p in (*claim.actors, *claim.recipients) if p.country}
    return bool(told) and bool(meant - doers - _BODIES) and not told & meant and not states & theirs


def is_undone(claim: Claim, promise: Promise) -> bool:
    """True for a claim that tells of the opposite of what was promised in words of the act's own type."""
    return _goes_back(claim, promise) or _turns(claim, promise)


def _goes_back(claim: Claim, promise: Promise) -> bool:
    """True for forces that "have moved back into" or are again at the very place that they were to leave."""
    if (claim.event_type, claim.mode) != ("RETREAT", "withdraw") or not _AGAIN.search(claim.quote):
        return False
    told = [k.claim for k in promise.group.members]
    reached = {w for c in told for p in c.places if p.role == "to" for w in _PROPER.findall(p.name)}
    left = {w for c in told for w in (*_PROPER.findall(c.quote), *(w for p in c.places for w in _PROPER.findall(p.name)))}
    states = {w for w in left if (row := load_actors().find(w)) is not None and row.kind == "state"}
    gone_to = {w for p in claim.places if p.role in ("to", "at") for w in _PROPER.findall(p.name)}
    return bool(gone_to & (left - reached - states))


def _turns(claim: Claim, promise: Promise) -> bool:
    """True for what was to be stopped and is told to be resumed, or was to be resumed and is stopped: one thing by its words."""
    told = claim.coder.rule.split(".")[0]
    if told not in _RESUMING | _STOPPING:
        return False
    lifting = {(claim.event_type, claim.mode), ("RETREAT", "access")}
    if told in _RESUMING and any((a.event_type, a.mode) in lifting for a in promise.acts):
        return False  # who reopens what was closed keeps his word
    promised = promise.lemmas
    resumed = told in _RESUMING and promised & _STOPPING and not promised & _RESUMING
    stopped = told in _STOPPING and promised & _RESUMING and not promised & _STOPPING
    return bool(resumed or stopped) and _share_words(claim, promise)


def _is_withheld(claim: Claim, promise: Promise) -> bool:
    """True for "no equipment has come since" the deliveries of it were to be suspended."""
    due = any((a.event_type, a.mode) == ("SANCTION", "discontinue") for a in promise.acts)
    none = claim.event_type == "AID" and claim.stage in CARRIED_OUT and claim.polarity is Polarity.NEGATED
    return due and none and _share_words(claim, promise)


def _ceases_alike(claim: Claim, promise: Promise) -> bool:
    """True for work, trade or tests that are stopped and that texts tell as acts of unlike kinds: one thing by its words."""
    alike = (claim.event_type, claim.mode) in _CEASING and any((a.event_type, a.mode) in _CEASING for a in promise.acts)
    return alike and _share_words(claim, promise)


def _may_be_one(claim: Claim, promise: Promise) -> bool:
    """False for acts of one type of which one is told in a word that says little ("the step") and that share no other word."""
    if claim.event_type not in _BROAD or claim.report in promise.reports:
        return True
    return not own_words(claim) or _share_words(claim, promise)


def _share_words(claim: Claim, promise: Promise) -> bool:
    """True where the claim's words, but for the act's own, stand in the promise as well."""
    return bool(own_words(claim) & promise.words)
