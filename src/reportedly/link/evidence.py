"""How a claim bears on a commitment, and whose side its speaker is on."""

from __future__ import annotations

import re
from collections.abc import Iterable

from reportedly.core.claim import Claim, Party, Polarity, Stage
from reportedly.core.derived import Evidence
from reportedly.core.edtf import parse_edtf
from reportedly.core.known import CARRIED_OUT, KnownClaim
from reportedly.link.blocks import is_at_an_end
from reportedly.link.same_event import find_counted
from reportedly.link.sides import is_of_side
from reportedly.ontology.actors import load_actors
from reportedly.ontology.plover import load_plover
from reportedly.text import fold

_IN_BRACKETS = re.compile(r"\(([A-Z][A-Za-z-]{1,9})\)")
_WORD = re.compile(r"[\w'’-]+")

# Words that tell that an act was carried out in part.
_IN_PART = (
    "some",
    "part",
    "partial",
    "partially",
    "partly",
    "several",
    "limited",
    "small",
    "certain",
    "most",
    "largely",
    "mostly",
    "mainly",
    "two thirds",
    "two-thirds",
    "majority",
    "begun",
    "began",
    "gradual",
    "gradually",
    "few",
    "thousands",
    "a battalion",
    "one battalion",
    "movement",
    "not all",
    "prepare",
    "preparing",
    "preparation",
    "pack",
    "packing",
)
_LOOKING = frozenset(
    {
        "sees",
        "show",
        "shows",
        "showed",
        "shown",
        "points",
        "confirms",
        "confirmed",
        "notices",
        "finds",
        "found",
        "detected",
        "sign",
        "evidence",
        "indication",
        "proof",
        "confirmation",
        "data",
        "see",
        "seen",
        "saw",
        "observe",
        "observed",
        "notice",
        "noticed",
        "confirm",
        "movement",
        "report",
        "information",
    }
)
_DENYING = ("den", "false", "untrue", "lie", "lies", "not true", "fabricat", "refut", "reject", "dismiss", "hoax", "baseless")
_SEEING = frozenset("saw see seen sees observed noticed detected sign signs evidence indication indications".split())
# Who speaks for all that promised together: "both armies", "the defence ministries of the two countries".
_BOTH = re.compile(
    r"^(?:both|the two|the parties|each)\b|\bof (?:both|the two) (?:countries|sides|states|governments|armies)\b", re.I
)
_ORGAN = re.compile(
    r"\b(?:ministry|staff|command|headquarters|army|navy|presidency|press service|authority|directorate|department|cabinet)\b",
    re.I,
)
_OFFICE_WORDS = frozenset(
    "the a an its of s defence defense foreign interior ministry general staff command headquarters army navy presidency press "
    "service office spokesman spokeswoman spokesperson statement civil aviation railways transport energy justice home internal "
    "affairs security border authority directorate department cabinet national state".split()
)
_OVER = frozenset("end ends ended expire expires expired lapse lapses lapsed expiry".split())
_INCREASE = frozenset("more additional again new further fresh resumed resumes resume increased increase reinforced".split())
_INCREASING_ACTS = frozenset(
    {"build", "build-up", "buildup", "reinforce", "reinforcement", "attack", "invade", "seize", "kill", "shell", "bomb"}
)
_MEASURES = frozenset({"restrict", "ban", "withhold"})
_NEARLY = 0.9
_SHARE = re.compile(
    r"\b(?:half|a third|a quarter|two[ -]thirds|three[ -]quarters|a (?:large |small )?(?:part|batch|fraction)|a first group) "
    r"(?:of|the)\b(?! (?:(?:the |this |last )?(?:year|month|week|day)|january|february|march|april|may|june|july|august|"
    r"september|october|november|december))|\bno more than\b|^half\b",
    re.I,
)
_COMPLETING = re.compile(r"\b(?:last|remaining|final|rest of the|other)\s+(?:of\s+the\s+)?\w+", re.I)
_NUMBERS = {w: n for n, w in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), start=1)}
_COUNT = rf"\d[\d,]*|{'|'.join(_NUMBERS)}"
_N_OF_M = re.compile(
    rf"\b(?<!every )(?<!each )(?<!not )(?<!any )(?P<some>{_COUNT}) (?:out )?of "
    rf"(?:the |its |their |those |about |some )?(?P<whole>{_COUNT})\b"
)
SIDES = ("own", "other", "independent")


def find_bearing(claim: Claim, event_type: str, mode: str | None, count: float | None = None) -> str | None:
    """`supports`, `partly`, `not_observed`, `contradicts` or None (it says nothing of the act being carried out).

    `count`: how many were promised; what tells of clearly fewer tells of a part.
    """
    words = claim.quote.lower()
    same = claim.event_type == event_type and (claim.mode == mode or claim.mode is None or mode is None)
    same = (
        same
        or _carries_out(claim, event_type, mode)
        or (is_measure(event_type, mode) and is_measure(claim.event_type, claim.mode))
    )
    if same and claim.coder.rule.startswith(("remain", "stay")) and claim.polarity is not Polarity.AFFIRMED:
        return "partly"  # "no soldier remained" is affirmed
    if mode == "ceasefire" and same and any(c.quote.lower() in _OVER for c in claim.cues):
        return None  # a truce whose time is over was neither kept nor broken by that
    if same and claim.polarity is not Polarity.AFFIRMED:
        if claim.stage not in CARRIED_OUT:
            unseen = claim.polarity is Polarity.NEGATED and claim.attribution and set(words.split()) & _SEEING
            return "not_observed" if unseen else None  # "we saw no preparations for a departure"
        looked = claim.polarity is Polarity.DOUBTED or any(c.quote.lower() in _LOOKING for c in claim.cues)
        return "not_observed" if looked or set(words.split()) & _LOOKING else "contradicts"
    if same and claim.stage in CARRIED_OUT:
        if claim.coder.rule.split(".")[1:2] == ["N"] and not claim.cues and claim.when is None:
            return None  # a noun that only names the act ("the reduction eases tension") is nobody's look at it
        # A truce that holds is kept as far as it can be; who "is free" has been released.
        # Talks that go on are held.
        lasting = claim.mode == "ceasefire" or event_type == "CONSULT" or claim.coder.rule.split(".")[1:2] == ["A"]
        told = find_counted(claim)
        fewer = count is not None and told is not None and told[0] < _NEARLY * count
        fewer = fewer and not _COMPLETING.search(words)
        in_part = (
            fewer
            or _tells_of_a_part(words)
            or (claim.stage is Stage.UNDER_WAY and not lasting)
            or any(f" {w} " in f" {words} " for w in _IN_PART)
            or _SHARE.search(words) is not None
        )
        return "partly" if in_part else "supports"
    if mode == "ceasefire" and claim.event_type == "ASSAULT" and claim.polarity is Polarity.NEGATED:
        return "supports" if claim.stage in CARRIED_OUT else None  # "not a shot has been fired"
    if _is_lifting(event_type, mode) and is_measure(claim.event_type, claim.mode) and is_at_an_end(claim):
        return "supports"
    opposite = load_plover().is_opposite(event_type, mode, claim.event_type, claim.mode)
    opposite = opposite or (is_measure(event_type, mode) and _is_lifting(claim.event_type, claim.mode))
    opposite = opposite or (_is_lifting(event_type, mode) and is_measure(claim.event_type, claim.mode))
    if opposite and claim.stage in CARRIED_OUT and claim.polarity is Polarity.AFFIRMED and not claim.background:
        return "contradicts"
    return None


def _carries_out(claim: Claim, event_type: str, mode: str | None) -> bool:
    """True for relief that arrives, or does not, where a way for it was promised (arms do not come by it), and for what the act
    reader alone took for another mode of the act."""
    if {mode, claim.mode} == {"release", "return"} and claim.event_type == event_type == "RETREAT":
        return True
    if (event_type, mode) == ("RETREAT", "access"):
        taken = claim.event_type == "RETREAT" and claim.mode != "release" and claim.coder.rule.endswith(".acts")
        return taken or (claim.event_type == "AID" and claim.mode in (None, "humanitarian"))
    return False


def is_measure(event_type: str, mode: str | None) -> bool:
    """True for measures that texts name by many words and types: a line is closed, traffic suspended, freight cut off, banned."""
    return (event_type == "SANCTION" and mode in (None, "discontinue")) or (event_type == "COERCE" and mode in _MEASURES)


def _is_lifting(event_type: str, mode: str | None) -> bool:
    return event_type == "RETREAT" and mode == "access"


def _tells_of_a_part(words: str) -> bool:
    """True for "only 11 of the 38", "41 of 60 trucks"."""
    for m in _N_OF_M.finditer(words):
        some, whole = (_NUMBERS.get(m[k]) or float(m[k].replace(",", "")) for k in ("some", "whole"))
        if some < _NEARLY * whole:
            return True
    return False


def denies(claim: Claim) -> bool:
    """True where the claim calls what was said of the act false, rather than telling that it was not seen."""
    return any(c.quote.lower().startswith(_DENYING) for c in claim.cues)


def is_new(claim: Claim) -> bool:
    """True where the claim tells of an increase or a fresh start, not of what stands there already."""
    words = set(claim.quote.lower().replace("-", " ").split())
    return bool(words & _INCREASE) or claim.coder.rule.split(".")[0] in _INCREASING_ACTS


def find_side(known: KnownClaim, sides: frozenset[str], parties: frozenset[str] = frozenset()) -> tuple[str, str | None]:
    """Whose word it is, against those who committed, by the keys of their blocks (`sides`): (side, the speaker's name or None for
    the report's own voice).

    What a state's agency or press release tells in its own voice is that state's word. `parties`: names of all who committed
    together (see `party_names`); each is its own side.
    """
    claim = known.claim
    if not claim.attribution:
        return ("own", known.publisher or "its own page") if known.voice in sides else ("other", None)
    speaker = claim.attribution[0]
    if known.voice in sides and speaker.actor is None:
        return "own", speaker.name  # whom a state's own page quotes is its witness
    if len(sides) > 1 and _BOTH.search(speaker.name):
        return "own", speaker.name
    if is_of_side(speaker, sides) or party_names([speaker.name]) & parties:
        return "own", speaker.name
    if _speaks_of_its_own(claim, known.key, sides):
        return "own", speaker.name
    if speaker.basis == "imagery":
        return "independent", speaker.name
    row = load_actors().by_id.get(speaker.actor or "")
    if row is not None and row.kind == "media":
        return "other", speaker.name
    independent = row is not None and row.country is None and row.kind in ("org", "person") and row.sector in ("IGO", "NGO")
    return ("independent" if independent else "other"), speaker.name


def _speaks_of_its_own(claim: Claim, block: str, sides: frozenset[str]) -> bool:
    """True for a ministry or staff of which the text does not say whose it is, on what a side's forces have done: "the Defence
    Ministry said the units were back"."""
    speaker = claim.attribution[0]
    words = [w for w in _WORD.findall(speaker.name) if w.lower() not in _OFFICE_WORDS]
    organ = not words and bool(_ORGAN.search(speaker.name))
    own = any(p.country in sides for p in claim.actors) or (not claim.actors and block in sides)
    return speaker.actor is None and organ and claim.polarity is Polarity.AFFIRMED and own


def names_of_party(party: Party) -> list[str]:
    """The name of a party, and the short form that stands behind it: "the Eastern Renewal Front (FER)"."""
    return [party.name, *(f"({short})" for short in _IN_BRACKETS.findall(party.quote))]


def party_names(names: Iterable[str]) -> frozenset[str]:
    """What names of parties are matched by: their words without articles, and their initials ("FER")."""
    out: set[str] = set()
    for name in names:
        out |= {m.lower() for m in _IN_BRACKETS.findall(name)}
        name = _IN_BRACKETS.sub("", name)
        proper = [w for w in _WORD.findall(name) if w[:1].isupper()]
        out.add(fold(" ".join(proper)))
        if len(proper) > 2:
            out.add("".join(w[0] for w in proper).lower())
    return frozenset(out - {""})


def make_evidence(known: KnownClaim, bearing: str, sides: frozenset[str], parties: frozenset[str] = frozenset()) -> Evidence:
    """The evidence row of a claim, dated by when it was said or else published; of an open span ("since Friday") nobody can have
    spoken before the end."""
    side, speaker = find_side(known, sides, parties)
    said = known.claim.said_when.edtf if known.claim.said_when and known.claim.said_when.edtf else known.published
    days = parse_edtf(said)
    if days is None or days.last is None:
        said = known.published
    return Evidence(known.claim.id, bearing, known.origin, side, said, speaker)
