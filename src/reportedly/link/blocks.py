"""Blocks: which claims are compared with each other when links are judged."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from reportedly.core.claim import Claim, Polarity
from reportedly.core.known import ARMED, CARRIED_OUT, OWN_BLOCK, actor_key, group_key, is_committing
from reportedly.core.numbers import read_count
from reportedly.ontology.actors import load_actors

_TELLING_WITHOUT_DOER = frozenset({"RETREAT", "ASSAULT", "AID", "MOBILIZE"})
_MEASURES = frozenset({"COERCE", "SANCTION"})
_COUNTING = frozenset(
    "the a an his her its their our all both each some many most several those these this that no other another first "
    "last".split()
)
_AT_AN_END = re.compile(
    r"\b(?:is|are|was|were|been|now)\s+(?:\w+ly\s+)?(?:over|lifted|at an end|finished)\b|"
    r"\bcome to (?:an|its) end\b|\bha(?:s|ve) (?:been lifted|ended)\b|"
    r"\b(?:over|finished|lifted)(?=\s*(?:[,;:]|\.?$))",  # "Blockade of the port over, all boats gone"
    re.I,
)
_HELD = re.compile(
    r"(?<!talks )(?<!meeting )\b(?:held|detained|jailed|imprisoned|captive)\b(?: \w+)? (?:in|by) (?:the )?"
    r"(?P<where>[A-Z]\w+(?: [A-Z]\w+)?)"
)
_GO_BETWEENS = frozenset({"IGO", "NGO"})  # whoever brings freed people home has not held them
_CALLED = 4  # words from "called" to what is called something
_ORGANS = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "SPY"})


def find_blocks(claims: Sequence[Claim], home: str | None = None, voice: str | None = None) -> dict[str, str]:
    """Block of each claim of one report, by claim id: the set of claims that it is linked among, its actor's.

    What is told without a doer ("all the prisoners were freed", "troops were pulled back") may tell how a promise was kept. It
    is linked among the acts of the state where it happens or to whose people, else of the one whose acts, or words, the report
    tells most of, else of the state that the report is about (`home`). That says nothing of who did it. Else its block is the
    report's own. Organs and officials of a state that the text does not name ("the interior ministry", "the prime minister") are
    those of the state that the report is about, else of the one whose acts it tells most of. What a state's own page (`voice`)
    tells without a doer is that state's.
    """
    keys = {c.id: None if _is_nameless(c) else actor_key(c) for c in claims}
    states = Counter(p.country for c in claims for p in c.actors if p.country)
    states_act = bool(states)
    states = states or Counter(s for c in claims for s in _speaking_states(c))
    most = min(states, key=lambda s: (-states[s], s)) if states else home
    out: dict[str, str] = {}
    armed = Counter(p.country for c in claims for p in c.actors if p.country and p.sector in ARMED)
    rebels = min(armed, key=lambda s: (-armed[s], s)) if armed else home or most
    for claim in claims:
        key = keys[claim.id]
        if _is_unnamed_group(claim) and rebels:
            out[claim.id] = group_key(rebels)
            continue
        if key is None and not states_act and _is_named_so(claim):
            out[claim.id] = f"{OWN_BLOCK}{claim.report}"
            continue
        if key is None and voice is not None and not _has_name(claim):
            key = voice
        elif (captor := _captor(claim, claims, keys)) is not None:
            key = captor
        elif _is_freed(claim):
            key = _key_of_like(claim, [c for c in claims if not _is_freed(c)], keys) or key
        elif key is None and (side := _side_that_commits(claim)) is not None:
            key = side
        elif key is None and _is_nameless(claim):
            near = {p.country for p in claim.places if p.country} | {p.country for p in claim.recipients if p.country}
            like = (
                _key_of_like(claim, claims, keys) if claim.event_type in _MEASURES else None
            )  # it holds where others laid it on
            key = like or (next(iter(near)) if len(near) == 1 else home or most)
        elif _is_organ(claim):
            key = home or most or key
        elif key is None or not _has_name(claim):
            key = _key_of_like(claim, claims, keys) or key
        out[claim.id] = key or actor_key(claim) or f"{OWN_BLOCK}{claim.report}"
    return out


def _is_unnamed_group(claim: Claim) -> bool:
    """True for "the rebels" of whom nothing tells where they belong: those of the state that the report is about."""
    first = claim.actors[0] if claim.actors else None
    return first is not None and first.sector in ARMED and not (first.country or first.actor or is_name(first.name))


def _side_that_commits(claim: Claim) -> str | None:
    """Key of the state or armed group whose official orders or announces what will be done without a word on who does it ("all
    will be freed by Friday, the minister said"), or whose forces do it ("two brigades would return, India said")."""
    if _has_name(claim) or not claim.attribution or not is_committing(claim):
        return None
    if any(p.sector not in (None, "MIL") for p in claim.actors) or _is_named_so(claim):
        return None
    speaker = claim.attribution[0].actor or ""
    row = load_actors().by_id.get(speaker)
    if row is None:
        return speaker if speaker.endswith(group_key("")) else None
    return row.id if row.sector in ARMED else row.country if row.sector in _ORGANS else None


def _is_named_so(claim: Claim) -> bool:
    """True for a noun that somebody only calls something ("called the pullback promising"): he promises nothing, and where no
    state is told to act, nobody knows whose it is."""
    before = claim.quote[: max(0, claim.trigger.start - claim.start)].lower().split()
    return ".N." in claim.coder.rule and any(w.startswith("call") for w in before[-_CALLED:])


def _key_of_like(claim: Claim, claims: Sequence[Claim], keys: dict[str, str | None]) -> str | None:
    """Block of the claim of the same type of act with a named doer that the report told last, else tells next: what "the
    penalties" and "the men" do is most often that act retold."""
    like = [c for c in claims if c.event_type == claim.event_type and c.id != claim.id and _has_name(c) and keys[c.id]]
    before = [c for c in like if c.trigger.start < claim.trigger.start]
    nearest = max(before, key=lambda c: c.trigger.start, default=None) or min(like, key=lambda c: c.trigger.start, default=None)
    return keys[nearest.id] if nearest is not None else None


def _is_organ(claim: Claim) -> bool:
    """True where the first doer is an organ or official of a state that is not known."""
    first = claim.actors[0] if claim.actors else None
    return first is not None and first.country is None and first.actor is None and first.sector in _ORGANS


def _has_name(claim: Claim) -> bool:
    return any(p.country or p.actor or is_name(p.name) for p in claim.actors)


def is_name(name: str) -> bool:
    """True for words that name somebody; "Four lorries", "The first train" at the head of a sentence name nobody."""
    words = name.split()
    while words and (words[0].lower() in _COUNTING or read_count(words[0]) is not None):
        words = words[1:]
    return bool(words) and words[0][:1].isupper()


def _is_nameless(claim: Claim) -> bool:
    """True where only "troops", "the forces" act: a word for whoever they belong to."""
    ended = claim.event_type in _MEASURES and is_at_an_end(claim)
    return (claim.event_type in _TELLING_WITHOUT_DOER or ended) and not _has_name(claim)


def is_at_an_end(claim: Claim) -> bool:
    """True for a measure of which it is told that it is no more: "the blockade is over", "nobody was stopped"."""
    over = claim.polarity is Polarity.NEGATED or _AT_AN_END.search(claim.quote) is not None
    return over and claim.stage in CARRIED_OUT


def _is_freed(claim: Claim) -> bool:
    """True where only people who are freed "act": "all 62 returned home" is done by who let them go, as the report tells it."""
    freed = claim.event_type == "RETREAT" and claim.mode in ("release", "return") and claim.stage in CARRIED_OUT
    return freed and bool(claim.actors) and all(p.sector in (None, "CVL") and p.actor in (None, p.country) for p in claim.actors)


def _captor(claim: Claim, claims: Sequence[Claim], keys: dict[str, str | None]) -> str | None:
    """Key of who holds people that their own state is told to free ("the last 52 Ethiopian prisoners held in Eritrea were
    released"): whose promise the report tells, else where they are held."""
    if (claim.event_type, claim.mode) != ("RETREAT", "release") or claim.stage not in CARRIED_OUT:
        return None
    named = claim.actors[0] if claim.actors else None
    unnamed = named is None or named.sector in _GO_BETWEENS or keys[claim.id] is None
    home = {p.country for p in claim.recipients if p.country} or {p.country for p in claim.actors if p.country}
    held = _HELD.search(claim.quote)
    row = load_actors().find(held["where"]) if held else None
    if row is not None and row.kind == "state" and row.country not in home and (unnamed or keys[claim.id] in home):
        return row.country
    if not unnamed:
        return None
    like = [c for c in claims if c.event_type == "RETREAT" and c.mode == "release" and is_committing(c) and _has_name(c)]
    promised = {k for c in like if (k := keys[c.id]) is not None and k not in home}
    return next(iter(promised)) if len(promised) == 1 else None


def _speaking_states(claim: Claim) -> list[str]:
    """States whose officials or organs speak in the claim."""
    rows = [load_actors().by_id.get(s.actor or "") for s in claim.attribution]
    return [row.country for row in rows if row is not None and row.country and row.kind != "media"]
