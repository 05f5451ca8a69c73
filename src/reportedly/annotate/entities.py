"""Named entities: the parser's, overruled by the actor table, with country and sector from the text's own words.

The text outranks the table: "Georgian Foreign Minister X", "X, head of the Iranian navy" settle whose X is.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from reportedly.annotate.affiliations import affiliate
from reportedly.annotate.places import find_places
from reportedly.core.edtf import parse_edtf
from reportedly.core.layers import Document, EntityMention, PlaceMention, Token
from reportedly.ontology.actors import Actor, ActorTable, load_actors
from reportedly.ontology.sectors import is_title, sector_of
from reportedly.text import fold

_TYPES = {"PERSON": "PERSON", "ORG": "ORGANIZATION", "NORP": "NORP", "GPE": "LOCATION", "LOC": "LOCATION", "FAC": "FACILITY",
          "PRODUCT": "PRODUCT", "EVENT": "MISC", "LAW": "MISC", "WORK_OF_ART": "MISC"}  # fmt: skip
_KIND_TYPES = {"state": "LOCATION", "person": "PERSON"}


_PLAIN_ORGAN = frozenset(
    "the of ministry defence defense foreign home interior security national state border guard service council department "
    "parliament congress senate treasury office".split()
)


@dataclass(frozen=True, slots=True)
class _Range:
    first: int
    last: int
    type: str
    actor: Actor | None


def annotate_names(document: Document) -> tuple[tuple[PlaceMention, ...], tuple[EntityMention, ...]]:
    """Places and entities of the document, each in order; entities never overlap each other."""
    places = find_places(document)
    ranges = _from_table(document)
    named = {t.i for p in places if p.precision != "none" for t in document.tokens if p.start <= t.start and t.end <= p.end}
    ranges = _without_strays(document, ranges, {p.country for p in places})
    taken = {i for r in ranges for i in range(r.first, r.last)}
    for r in _from_parser(document):
        if not taken.intersection(range(r.first, r.last)):
            is_place = named.issuperset(range(r.first, r.last)) and r.type in ("ORGANIZATION", "PERSON")
            ranges.append(_Range(r.first, r.last, "LOCATION", None) if is_place else r)
    ranges.sort(key=lambda r: r.first)
    people = _people(document, ranges)
    return places, affiliate(document, places, [_mention(document, r, people) for r in ranges])


def _from_table(document: Document) -> list[_Range]:
    """Longest names of the actor table, capitalised as names are."""
    table = load_actors()
    tokens = document.tokens
    out: list[_Range] = []
    i = 0
    while i < len(tokens):
        step = 1
        if tokens[i].text[:1].isupper():
            for length in range(_longest_at(document, i, table), 0, -1):
                last = i + length
                if last > len(tokens) or tokens[last - 1].sentence != tokens[i].sentence:
                    continue
                if not tokens[last - 1].text[-1].isalnum() and not tokens[last - 1].text.endswith("."):
                    continue
                actor = table.find(document.report.text[tokens[i].start : tokens[last - 1].end])
                if actor is not None and not tokens[last - 1].text.startswith(("'", "’")) and _fits(document, i, last, actor):
                    kind = (
                        "NORP"
                        if fold(tokens[i].text) in table.by_adjective and length == 1
                        else _KIND_TYPES.get(actor.kind, "ORGANIZATION")
                    )
                    out.append(_Range(i, last, kind, actor))
                    step = length
                    break
        i += step
    return out


def _without_strays(document: Document, ranges: list[_Range], near: set[str | None]) -> list[_Range]:
    """ "The Ministry of Defence" is Britain's, and "the State Border Service" Ukraine's, only where the text names that state."""
    countries = near | {r.actor.country for r in ranges if r.actor is not None and not _is_plain_organ(document, r)}
    return [
        replace(r, actor=None) if r.actor is not None and _is_plain_organ(document, r) and r.actor.country not in countries else r
        for r in ranges
    ]


def _is_plain_organ(document: Document, r: _Range) -> bool:
    """True for a name that many states' organs bear: no word of it tells whose it is."""
    words = {document.tokens[i].text.lower() for i in range(r.first, r.last)}
    return r.actor is not None and r.actor.kind in ("office", "force") and words <= _PLAIN_ORGAN


def _longest_at(document: Document, i: int, table: ActorTable) -> int:
    """The most tokens that a name which begins at token `i` can have: signs between its words are tokens too."""
    words = fold(document.tokens[i].text).split()
    count = table.words_after.get(words[0], 0) if words else 0
    return count + 3 if count > 1 else count


def _fits(document: Document, first: int, last: int, actor: Actor) -> bool:
    """False where the words are part of another person's name ("Kim", "Jordan Smith", "West Virginia")."""
    tokens = document.tokens
    before = tokens[first - 1] if first and tokens[first - 1].sentence == tokens[first].sentence else None
    after = tokens[last] if last < len(tokens) and tokens[last].sentence == tokens[first].sentence else None
    if actor.kind in ("state", "bloc", "person") and tokens[last - 1].ent_type == "PERSON":
        if after is not None and after.ent_type == "PERSON" and after.text[:1].isupper():
            return False
        if actor.kind == "person" and before is not None and before.ent_type == "PERSON" and before.text[:1].isupper():
            return load_actors().find(f"{before.text} {tokens[first].text}") is actor
    if actor.kind == "bloc" and (after is not None and after.text[:1].isupper() and after.pos == "PROPN"):
        return False
    return not (actor.kind == "bloc" and before is not None and before.pos == "PROPN")


def _from_parser(document: Document) -> list[_Range]:
    out: list[_Range] = []
    first: int | None = None
    tokens = document.tokens
    for i in range(len(tokens) + 1):
        kind = tokens[i].ent_type if i < len(tokens) else ""
        if first is not None and (kind != tokens[first].ent_type or tokens[i].sentence != tokens[first].sentence):
            last = i - 1 if tokens[i - 1].text in ("'s", "’s", "'", ",") and i - 1 > first else i
            begin = first + 1 if tokens[first].lemma == "the" and last - first > 1 else first
            if tokens[first].ent_type in _TYPES:
                out.append(_Range(begin, last, _TYPES[tokens[first].ent_type], None))
            first = None
        if first is None and kind:
            first = i
    return out


@dataclass(frozen=True, slots=True)
class _Person:
    name: str
    country: str | None
    sector: str | None
    actor: Actor | None


def _people(document: Document, ranges: list[_Range]) -> dict[str, _Person]:
    """Persons of the document by folded surname: longest name, and what the text or else the table says of them."""
    out: dict[str, _Person] = {}
    for r in ranges:
        if r.type != "PERSON":
            continue
        words = document.report.text[document.tokens[r.first].start : document.tokens[r.last - 1].end]
        key = fold(words).split()[-1] if fold(words) else ""
        country, sector = _described(document, r)
        known = out.get(key)
        if known is None:
            table = r.actor
            out[key] = _Person(
                words, country or (table.country if table else None), sector or _sector_then(document, table), table
            )
        else:
            name = words if len(words) > len(known.name) and fold(known.name) in fold(words) else known.name
            out[key] = _Person(name, country or known.country, sector or known.sector, known.actor or r.actor)
    return out


def _sector_then(document: Document, actor: Actor | None) -> str | None:
    """The sector that the table gives a person, where the report is of his or her time in office, or has no date."""
    if actor is None:
        return None
    day, since, until = (parse_edtf(v) for v in (document.report.published, actor.since, actor.until))
    if day is None or actor.kind != "person":
        return actor.sector
    early = since is not None and since.first is not None and day.last is not None and day.last < since.first
    late = until is not None and until.last is not None and day.first is not None and day.first > until.last
    return None if early or late else actor.sector


def _described(document: Document, r: _Range) -> tuple[str | None, str | None]:
    """Country and sector from the title before a name, an apposition after it, or a noun that it stands beside."""
    tokens = document.tokens
    head = tokens[r.last - 1]
    near: list[Token] = []
    for k in range(r.first - 1, max(-1, r.first - 8), -1):
        token = tokens[k]
        if token.sentence != head.sentence or token.pos not in ("NOUN", "PROPN", "ADJ", "PART", "PUNCT", "ADP"):
            break
        if token.text == "," and k != r.first - 1:
            break
        near.append(token)
    for child in document.children[head.i]:
        if tokens[child].dep == "appos":
            near.extend(tokens[k] for k in document.subtree(child)[:12])
    if head.dep == "appos":
        near.extend(tokens[k] for k in range(head.head, max(-1, head.head - 6), -1) if tokens[k].sentence == head.sentence)
    sector = next((sector_of(t.lemma) for t in near if is_title(t.lemma)), None)
    if sector is None:
        return None, None
    if any(t.lemma in ("defence", "defense") for t in near) and sector == "GOV":
        sector = "MIL"
    if any(t.lemma in ("opposition", "dissident") for t in near):
        sector = "OPP"
    table = load_actors()
    country = next(
        (a.country for t in near if _names_state(document, t) and (a := table.find(t.text)) and a.kind == "state"), None
    )
    return country, sector


def _names_state(document: Document, token: Token) -> bool:
    """True where a country's name or adjective tells whose title it is: not in "the Russia Institute", "pro-Russian"."""
    if not token.text[:1].isupper():
        return False
    before = document.tokens[token.i - 1] if token.i else None
    if before is not None and before.text == "-":
        return False
    head = document.tokens[token.head]
    return is_title(head.lemma) or head.ent_type == "PERSON" or token.dep in ("poss", "pobj") or head.pos == "ADJ"


def _mention(document: Document, r: _Range, people: dict[str, _Person]) -> EntityMention:
    start, end = document.tokens[r.first].start, document.tokens[r.last - 1].end
    words = document.report.text[start:end]
    if r.type == "PERSON" and fold(words):
        person = people.get(fold(words).split()[-1])
        if person is not None:
            actor = person.actor.id if person.actor else None
            return EntityMention(start, end, words, r.type, actor, person.name, person.country, person.sector)
    actor_row = r.actor
    if actor_row is None:
        return EntityMention(start, end, words, r.type, None, words, None, None)
    return EntityMention(start, end, words, r.type, actor_row.id, words, actor_row.country, actor_row.sector)
