"""The sentences of a brief: one function for each kind of row. Each is made from rows and names the claims it stands on."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from reportedly.ask.posture import Reading
from reportedly.core.brief import Line
from reportedly.core.claim import Polarity
from reportedly.core.derived import Commitment, Contradiction, Estimate, Event, Evidence
from reportedly.core.edtf import parse_edtf
from reportedly.core.known import KnownClaim
from reportedly.ontology.actors import load_actors
from reportedly.ontology.plover import load_plover
from reportedly.text import squeeze

MOST = 12  # rows that a section shows before it counts the rest
_MONTH_DAYS = 31
_SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}
_FEWEST_WORDS = 5
_COUNTING = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|scores?|hundreds?|thousands?|all|most|half|"
    r"thirds?|quarters?|some|several|many|few|no|none)\b",
    re.I,
)
_SOON_DAYS = 7
_DENYING = re.compile(r"\b(?:no|not|none|never|nothing|nobody|neither|without|den\w+|refus\w+|false|untrue|lie)\b|n['’]t\b", re.I)
STATUS_WORDS = {
    "announced": "announced; nothing more is known", "unverified": "only its own side says that it is being done",
    "not_observed": "others looked and saw no sign of it", "partly": "said by others to be done in part, or disputed",
    "confirmed": "confirmed by others", "contradicted": "contradicted by others", "reversed": "reversed after it was carried out",
    "expired": "past its day, and nothing was heard",
}  # fmt: skip
Known = Mapping[str, KnownClaim]


def promise_line(c: Commitment, claims: Known, all_of_them: Mapping[str, Commitment]) -> Line:
    """A promise: what was announced, then its status, why, and what was said before."""
    day = day_words(c.announced)
    parts = [f'{name_actor(c)}: {name_act(c)}, announced {day} ("{short(c.scope)}").']
    if c.residual:
        parts.append(f'To stay: "{short(c.residual[0])}".')
    worked = [f"Status: {STATUS_WORDS[c.status]}.", *(f"{reason[0].upper()}{reason[1:]}." for reason in c.reasons)]
    if c.due:
        worked.append(f"Due by {c.due}.")
    told = [f"{p.announced} ({p.status.replace('_', ' ')})" for i in c.precedents[:3] if (p := all_of_them.get(i))]
    if told:
        worked.append(f"Said before: {', '.join(told)}.")
    ids = (*c.claims, *(e.claim for e in c.evidence))
    return Line(" ".join(parts), ids, _quotes(ids, claims), worked_out_of(c, all_of_them), " ".join(worked))


def worked_out_of(c: Commitment, all_of_them: Mapping[str, Commitment]) -> tuple[str, ...]:
    """Days and counts that a promise's sentence may hold though no source says them: they are the record's."""
    earlier = [all_of_them[i].announced or "" for i in c.precedents[:3] if i in all_of_them]
    counts = [re.sub(r"[^\d ]", " ", re.sub(r"\d{4}-\d\d(?:-\d\d)?", " ", reason)) for reason in c.reasons]
    return (c.announced or "", c.due or "", *earlier, *counts, *(e.day for e in c.evidence if e.day))


def due_line(c: Commitment, claims: Known) -> Line:
    """A promise with its due day, if it has one, and its status."""
    text = f'{name_actor(c)}: {name_act(c)}, announced {day_words(c.announced)} ("{short(c.scope, 100)}").'
    due = f"Due by {c.due}; {STATUS_WORDS[c.status]}." if c.due else f"Status: {STATUS_WORDS[c.status]}."
    ids = (*c.claims, *(e.claim for e in c.evidence))
    return Line(text, ids, _quotes(ids, claims), (c.announced or "", c.due or ""), due)


def change_line(c: Commitment, before: Commitment, claims: Known) -> Line:
    """A promise whose status is another than it was on an earlier day."""
    ids = (*c.claims, *(e.claim for e in c.evidence))
    text = f'{name_actor(c)}: {name_act(c)}, announced {day_words(c.announced)} ("{short(c.scope, 100)}").'
    worked = f"It was: {STATUS_WORDS[before.status]}. It is: {STATUS_WORDS[c.status]}."
    return Line(text, ids, _quotes(ids, claims), (c.announced or "",), worked)


def new_line(c: Commitment, claims: Known) -> Line:
    """A promise that was not known on the earlier day."""
    text = f'New: {name_actor(c)}: {name_act(c)}, announced {day_words(c.announced)} ("{short(c.scope, 100)}").'
    ids = (*c.claims, *(e.claim for e in c.evidence))
    return Line(text, ids, _quotes(ids, claims), (c.announced or "",), f"Status: {STATUS_WORDS[c.status]}.")


def jump_line(now: Estimate, before: Estimate, claims: Known) -> Line:
    """A number of a force beside the one that was told before it, both in the words of their reports."""
    ids = (now.claim, before.claim)
    told = [f"{_counted(e, claims)} ({speaker_of(claims[e.claim])}, {day_words(e.as_of or e.told)})" for e in (now, before)]
    days = tuple(day_words(e.as_of or e.told) for e in (now, before))
    whose = load_actors().country_name(now.actor)
    text = f"Another number for {whose}: {told[0]}; told before: {told[1]}."
    return Line(text, ids, _quotes(ids, claims), (*days, whose))


def _counted(e: Estimate, claims: Known) -> str:
    """The number and what it counts, in the words of the report."""
    words = next((q.quote for q in claims[e.claim].claim.quantities if (q.of or "", q.low, q.high) == (e.of, e.low, e.high)), "")
    return f'"{short(words if words.endswith(e.of) else f"{words} {e.of}", 100)}"'


def event_line(event: Event, first: KnownClaim) -> Line:
    """What is told as done or under way: the most telling words, on whose word, by how many."""
    own = first.claim.when.edtf if first.claim.when else None  # the day that the quoted words tell, not another report's
    day = f", {day_words(own or event.when)}" if own or event.when else ""
    code = event.event_type.lower() + (f"/{event.mode}" if event.mode else "")
    origins = f"{count(len(event.reports), 'report')}, {count(event.origins, 'origin')}"
    text = f'"{short(first.claim.quote)}" ({speaker_of(first)}{day}; {code}; {origins}).'
    return Line(text, event.claims, (first.claim.quote,), (origins, event.when or "", own or ""))


def is_telling(quote: str) -> bool:
    """True for words that tell something where they stand alone: a clause, not "the offer"."""
    return len(quote.split()) >= _FEWEST_WORDS


def dispute_line(c: Commitment, claims: Known) -> Line | None:
    """The last word for a promise's being kept beside the last against it, said on that day or soon after; None where only one
    side is heard."""
    pro = [e for e in c.evidence if e.bearing in ("supports", "partly") and e.speaker and e.claim in claims]
    con = [e for e in c.evidence if e.bearing in ("contradicts", "not_observed") and e.speaker and e.claim in claims]
    if not pro or not con:
        return None
    pairs = [(a, b) for a in pro for b in con if _bears_on(a, b) and all(is_telling(claims[e.claim].claim.quote) for e in (a, b))]
    if not pairs:
        return None
    a, b = pairs[-1]
    text = (
        f"On the promise of {c.announced}: {a.speaker} ({a.day}): \"{short(claims[a.claim].claim.quote)}\"; "
        f"{b.speaker} ({b.day}): \"{short(claims[b.claim].claim.quote)}\"."
    )  # fmt: skip
    ids = (a.claim, b.claim)
    return Line(text, ids, _quotes(ids, claims), (c.announced or "", a.day or "", b.day or ""))


def _bears_on(told: Evidence, against: Evidence) -> bool:
    """True where what is said against it was said no earlier, and within some days: nobody denies what is told a week later."""
    mine, theirs = parse_edtf(told.day), parse_edtf(against.day)
    if mine is None or theirs is None or mine.last is None or theirs.first is None:
        return False
    return 0 <= (theirs.first - mine.last).days <= _SOON_DAYS


def contradiction_line(row: Contradiction, claims: Known) -> Line | None:
    """Two claims that cannot both hold, side by side; None where one of them is not among those asked for."""
    if any(i not in claims or not is_telling(claims[i].claim.quote) for i in row.claims):
        return None
    sides = [
        f'{speaker_of(claims[i])} ({claims[i].published or "undated"}){_not_so(claims[i])}: "{short(claims[i].claim.quote)}"'
        for i in row.claims
    ]
    return Line("; ".join(sides) + ".", row.claims, _quotes(row.claims, claims), inferred=f"Both cannot hold ({row.type}).")


def _not_so(known: KnownClaim) -> str:
    """What has to stand before a denial's words where they do not deny themselves ("a withdrawal", from "nothing showed …")."""
    denied = known.claim.polarity is not Polarity.AFFIRMED and not _DENYING.search(known.claim.quote)
    return ", that it is not so" if denied else ""


def posture_line(reading: Reading, claims: Known) -> Line | None:
    """A number of armed force with its scope and whose word it is."""
    known = claims.get(reading.first.claim)
    if known is None or not is_telling(known.claim.quote) or _COUNTING.search(known.claim.quote) is None:
        return None
    day = reading.first.as_of or reading.first.told or "a day that is not known"
    origins = count(reading.origins, "origin")
    text = f'"{short(known.claim.quote)}" ({speaker_of(known)}, for {day}; {origins}).'
    ids = tuple(e.claim for e in reading.estimates)
    return Line(text, ids, _quotes(ids, claims), (day, origins))


def settle_line(c: Commitment, claims: Known) -> Line:
    """What would settle whether a promise is kept."""
    what = f'{name_actor(c)}: {name_act(c)}, announced {day_words(c.announced)} ("{short(c.scope, 80)}").'
    worked = (c.announced or "", c.would_settle)
    return Line(what, c.claims, _quotes(c.claims, claims), worked, f"What would settle it: {c.would_settle}.")


def name_actor(c: Commitment) -> str:
    """The state of a promise's actor, else its name."""
    return load_actors().country_name(c.actor.country) or c.actor.name


def name_act(c: Commitment | Event) -> str:
    """The act in plain words."""
    return load_plover().words_of(c.event_type, c.mode)


def speaker_of(known: KnownClaim) -> str:
    """On whose word a claim is: the first speaker, else the outlet."""
    return known.claim.attribution[0].name if known.claim.attribution else (known.publisher or "the report")


def day_words(edtf: str | None) -> str:
    """A day or season as it is told; another span of more than a month, worked out from little, is said to be no day."""
    days = parse_edtf(edtf)
    if days is None or edtf is None:
        return "on a day that is not known"
    if edtf[:4].isdigit() and edtf[5:] in _SEASONS:
        return f"in {_SEASONS[edtf[5:]]} {edtf[:4]}"
    wide = days.first is None or days.last is None or (days.last - days.first).days > _MONTH_DAYS
    return f"on a day that is not known ({edtf})" if wide else edtf


def count(number: int, noun: str) -> str:
    """ "1 report", "2 reports"."""
    return f"{number} {noun}{'s' * (number != 1)}"


def short(text: str, length: int = 160) -> str:
    """Words on one line, cut at a word where they are long; quotation marks inside become single ones."""
    text = squeeze(text).replace('"', "'")
    return text if len(text) <= length else text[: length - 1].rsplit(" ", 1)[0] + "…"


def _quotes(ids: Sequence[str], claims: Known) -> tuple[str, ...]:
    return tuple(claims[i].claim.quote for i in ids if i in claims)
