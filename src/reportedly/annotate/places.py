"""Place names: found in the gazetteer, resolved by country context, population and co-mentioned places."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable

from reportedly.annotate.resolve import AREA_WORDS, Named, lies_in, resolve
from reportedly.core.layers import Document, PlaceMention, Token
from reportedly.core.span import Span
from reportedly.gazetteer.lookup import Entry, load_gazetteer
from reportedly.ontology.actors import load_actors
from reportedly.text import fold

_MAX_WORDS = 5
# People from which a town's name alone, without a preposition or the parser's word, is taken for the town.
_WELL_KNOWN = 100_000
# Names of places that are far more often something else in running text.
_STOP = frozenset(
    "of and the us un eu nato may march mobile reading nice bath split police most orange same as is in to been "
    "son van bar best male man union along such much university victory hope independence liberty enterprise "
    "media monday tuesday wednesday thursday friday saturday sunday january february april june july august "
    "september october november december general president minister congress senate parliament ministry army "
    "navy republic democratic national international state states house square street god how why what when "
    "where a i he she it we they no yes so but for on at by or not an defence defense security council foreign "
    "interior leader chief official west east north south central asian european african american service "
    "center centre news today post times reuters press".split()
)
_DIRECTIONS = frozenset(
    "east west north south eastern western northern southern south-west southwest south-east southeast north- "
    "west northwest north-east northeast south-western southwestern south-eastern southeastern north-western "
    "northwestern north-eastern northeastern central".split()
)
_DATELINE_TOWN = re.compile(
    r"\s*(?P<town>[A-Z][\w'’.-]+(?: [A-Z][\w'’.-]+){0,3}?)(?:,\s*(?P<area>[A-Z][\w. ]+?))?\s*(?:[(,:—–-]|$)"
)
# "Union News Agency | Khartoum, 22 February 2016", "Canal One, state television. Malabo, Friday, 16 May"
_STAMP_TOWN = re.compile(
    r"(?:^|[|.·•–—-]\s+)(?P<town>[A-Z][\w'’.-]+(?: [A-Z][\w'’.-]+){0,3}?)(?P<area>),\s*(?:\w+day,?\s*)?\d{1,2}\s\w+"
)
_NO_PLACES = frozenset("Day Act Court Council Federation Drug Church Center Centre Lot No Site Web Congress".split())
_GENERIC = frozenset("border frontier capital coast region area province peninsula frontline front city town village".split())
_LANDFORMS = frozenset("peninsula sea strait gulf valley delta desert isthmus archipelago".split())  # "the Crimean peninsula"
_OF_WHOM = re.compile(r"[-–](?:occupied|held|backed|led|controlled|annexed|administered|run|aligned|owned|supplied|allied)\b")
_AFTER_DATELINE = frozenset(["-", "–", "—", ",", "("])
_OFFICES_OF_TOWNS = frozenset("mayor governor police sheriff city province region oblast prefecture airport airbase".split())
_TITLES = frozenset("district county region province state city town village camp mount lake".split())
_LOCATIVE = frozenset("in at near from outside inside around along across over off into through onto towards toward on".split())
_SITES = frozenset(
    "bridge road checkpoint crossing airport port square embassy consulate palace gate camp base market hospital school station "
    "prison parliament capital city town village district province region county highway motorway junction coast island airstrip "
    "harbour harbor airfield refinery plant stadium university mosque church valley river lake hill mountain desert forest site "
    "compound barracks garrison quarter suburb neighbourhood neighborhood street avenue office headquarters front line zone "
    "peninsula strait gulf sea territory enclave outpost post area".split()
)


def find_places(document: Document) -> tuple[PlaceMention, ...]:
    """Place names of the document's prose, in order; each with position and precision, or precision `none`.

    Towns and regions with one name are told apart by the words around ("region"), by the countries that the document
    names, and by population.
    """
    candidates = _find_candidates(document)
    countries = _countries_named(document, candidates)
    datelines = _find_datelines(document)
    chosen = resolve(document, [*(n for n, _ in datelines), *candidates], countries)
    named = [_mention(document, c, e) for c, e in zip(candidates, chosen[len(datelines) :], strict=True)]
    named += [_in_dateline(document, span, e) for (_, span), e in zip(datelines, chosen, strict=False) if e is not None]
    taken = {i for c in candidates for i in range(c.first, c.last)}
    generic = _find_generic(document, taken)
    taken |= {t.i for g in generic for t in document.tokens if g.start <= t.start and t.end <= g.end}
    generic += _find_unlisted(document, taken)
    return tuple(sorted((*named, *generic), key=lambda p: p.start))


def _find_datelines(document: Document) -> list[tuple[Named, Span]]:
    """Towns of datelines ("NEWARK, Ohio (AP) —"), which are furniture and no words of the prose."""
    out = []
    for item in document.report.furniture:
        line = document.report.text[item.start : item.end]
        m = _DATELINE_TOWN.match(line) if item.type == "dateline" else None
        m = _STAMP_TOWN.search(line) if item.type == "byline" else m
        entries = load_gazetteer().find(m["town"]) if m else ()
        if m and entries:
            held = [e for e in entries if m["area"] and any(lies_in(e, a) for a in load_gazetteer().find(m["area"]))]
            out.append(
                (Named(-1, -1, m["town"], tuple(held) or entries), Span(item.start + m.start("town"), item.start + m.end("town")))
            )
    return out


def _in_dateline(document: Document, span: Span, entry: Entry) -> PlaceMention:
    quote = document.report.text[span.start : span.end]
    return PlaceMention(
        span.start, span.end, quote, entry.name, entry.country, entry.lat, entry.lon, entry.geonames_id, entry.precision
    )


def _find_candidates(document: Document) -> list[Named]:
    gazetteer = load_gazetteer()
    out: list[Named] = []
    tokens = document.tokens
    i = 0
    while i < len(tokens):
        found = None
        if tokens[i].text[:1].isupper() or tokens[i].text.lower() in ("eastern", "western", "the"):
            for length in range(_MAX_WORDS, 0, -1):
                found = _candidate(document, i, i + length, gazetteer.find)
                if found:
                    break
        if found:
            out.append(found)
            i = found.last
        else:
            i += 1
    return out


def _candidate(document: Document, first: int, last: int, find: Callable[[str], tuple[Entry, ...]]) -> Named | None:
    tokens = document.tokens
    if last > len(tokens) or tokens[last - 1].sentence != tokens[first].sentence or not tokens[last - 1].text[:1].isalpha():
        return None
    name = document.report.text[tokens[first].start : tokens[last - 1].end]
    common = not tokens[last - 1].text[:1].isupper()
    if common and not (last - first > 1 and tokens[last - 1].lemma in _LANDFORMS and find(name)):
        return None
    if _OF_WHOM.match(document.report.text, tokens[last - 1].end):
        return None  # "Russia-occupied Crimea": who holds it is no place
    if (fold(name) in _STOP and name != "US") or name.lower() in _DIRECTIONS or (len(name) < 3 and name not in ("US", "UK")):
        return None
    if name.endswith(".") and not any(e.precision in ("country", "region") for e in find(name)):
        return None
    plain = _is_plainly_place(document, first, last)
    if not plain and (not _may_be_place(document, tokens[first], tokens[last - 1]) or _is_tail(document, first, last)):
        return None
    actors = load_actors()
    actor = actors.by_name.get(fold(name))
    if actor is not None and actor.kind not in ("state",):
        return None
    if actor is None and fold(name) in actors.by_adjective:
        return None
    entries: tuple[Entry, ...] = find(name)
    if not entries and actor is not None:
        entries = find(actor.name)
    if not entries or (actor is None and not plain and not _stands_alone(document, first, last, entries)):
        return None
    return Named(first, last, name, entries)


def _is_plainly_place(document: Document, first: int, last: int) -> bool:
    """True for "Clark County …", "Fargo Mayor …", and a dateline in capitals ("ROSWELL - A man"), whatever the parser says."""
    tokens = document.tokens
    if last - first > 1 and tokens[last - 1].text == "County":
        return True
    after = tokens[last] if last < len(tokens) and tokens[last].sentence == tokens[first].sentence else None
    if after is None or tokens[first].pos in ("DET", "PRON"):
        return False
    begins = first == document.sentences[tokens[first].sentence].first
    if begins and after.text in _AFTER_DATELINE and len(tokens[first].text) > 3:
        return all(t.text.isupper() for t in tokens[first:last])
    alone = not first or tokens[first - 1].dep != "compound" or tokens[first - 1].head != tokens[first].i
    return after.text.lower() in _OFFICES_OF_TOWNS and alone and tokens[first].ent_type != "PERSON"


def _stands_alone(document: Document, first: int, last: int, entries: tuple[Entry, ...]) -> bool:
    """False where a small town's name is more likely a common word, or a part of somebody's longer name."""
    tokens = document.tokens
    start, end = tokens[first], tokens[last - 1]
    before = tokens[first - 1] if first and tokens[first - 1].sentence == start.sentence else None
    located = _has_place_use(document, start, before)
    head = tokens[end.head]
    if end.dep == "compound" and head.pos == "PROPN" and head.i >= last and head.lemma not in AREA_WORDS:
        return False
    if start.ent_type in ("GPE", "LOC", "FAC"):
        return True
    known = max(e.population for e in entries) >= _WELL_KNOWN or any(e.geonames_id is None for e in entries)
    return located or known or (entries[0].precision == "region" and bool(entries[0].main))


def _may_be_place(document: Document, first: Token, last: Token) -> bool:
    """False where the words are a part of a person's or an organisation's longer name, or no name at all."""
    tokens = document.tokens
    if first.pos in ("VERB", "AUX", "ADV", "PRON", "DET", "SCONJ") and first.ent_type not in ("GPE", "LOC", "FAC"):
        return False
    before = tokens[first.i - 1] if first.i and tokens[first.i - 1].sentence == first.sentence else None
    after = tokens[last.i + 1] if last.i + 1 < len(tokens) and tokens[last.i + 1].sentence == last.sentence else None
    if first.ent_type == "ORG" and first.dep in ("compound", "poss") and tokens[first.head].ent_type == "ORG":
        return load_actors().by_name.get(fold(document.report.text[first.start : last.end])) is not None
    if first.ent_type == "PERSON":
        joined = (before is not None and before.ent_type == "PERSON" and before.end + 1 >= first.start) or (
            after is not None and after.ent_type == "PERSON" and after.text[:1].isupper() and last.end + 1 >= after.start
        )
        state = load_actors().by_name.get(fold(document.report.text[first.start : last.end]))
        directed = before is not None and before.text.lower() in _DIRECTIONS
        known = directed or (state is not None and state.kind == "state")
        return not joined and (known or _has_place_use(document, first, before))
    if (
        after is not None
        and after.text[:1].isupper()
        and after.pos == "PROPN"
        and after.dep != "appos"
        and last.dep == "compound"
        and last.ent_type in ("ORG", "PERSON", "PRODUCT", "EVENT", "WORK_OF_ART")
    ):
        return load_actors().find(document.report.text[first.start : last.end]) is not None
    return True


def _is_tail(document: Document, first: int, last: int) -> bool:
    """True for "Islands" in "Farallon Islands" and "Manchester" in "University of Manchester": the end of a longer name."""
    tokens = document.tokens
    if not first or tokens[first - 1].sentence != tokens[first].sentence:
        return False
    before = tokens[first - 1]
    if before.text.lower() == "of" and tokens[first].ent_type == "ORG":
        return first > 1 and before.ent_type == "ORG" and tokens[first - 2].ent_type == "ORG"
    named = before.pos == "PROPN" and before.text[:1].isupper() and before.end + 1 == tokens[first].start
    inside = before.dep == "compound" and first <= before.head < last and before.text.lower() not in _DIRECTIONS
    return named and inside and load_actors().find(before.text) is None and before.lemma.lower() not in _TITLES


def _has_place_use(document: Document, first: Token, before: Token | None) -> bool:
    return before is not None and before.lemma in ("in", "at", "from", "near", "to", "around", "outside", "of", "into")


def _countries_named(document: Document, candidates: list[Named]) -> dict[str, frozenset[str]]:
    """The names (folded) by which each country is told: its own, its adjective, its capital, its regions."""
    actors = load_actors()
    seen: dict[str, set[str]] = defaultdict(set)
    for token in document.tokens:
        if token.text[:1].isupper():
            actor = actors.find(token.text)
            if actor is not None and actor.country:
                seen[actor.country].add(fold(token.text))
    for candidate in candidates:
        best = candidate.entries[0]
        if best.country and best.precision in ("country", "region") and len(candidate.entries) == 1:
            seen[best.country].add(fold(candidate.name))
        state = actors.find(candidate.name)
        if state is not None and state.kind == "state" and state.country:
            seen[state.country].add(fold(candidate.name))  # "Costa Rica", which towns are named after too
    return {country: frozenset(names) for country, names in seen.items()}


def _mention(document: Document, candidate: Named, best: Entry | None) -> PlaceMention:
    tokens, actors = document.tokens, load_actors()
    start, end = tokens[candidate.first].start, tokens[candidate.last - 1].end
    if best is None:  # a place of that name, but not one that the gazetteer knows
        words = document.report.text[start:end]
        return PlaceMention(start, end, words, words, None, None, None, None, "none")
    name = actors.country_name(best.country) if best.precision == "country" else best.name
    before = tokens[candidate.first - 1] if candidate.first else None
    if (
        before is not None
        and before.text.lower() in _DIRECTIONS
        and before.end + 1 == start
        and best.precision in ("country", "region")
    ):  # a part of the area, which the area's own position stands for
        words = document.report.text[before.start : end]
        return PlaceMention(before.start, end, words, words, best.country, best.lat, best.lon, None, "region")
    words = document.report.text[start:end]
    return PlaceMention(start, end, words, name, best.country, best.lat, best.lon, best.geonames_id, best.precision)


def _find_generic(document: Document, taken: set[int]) -> list[PlaceMention]:
    """ "The border", "the south", "the capital": places without a name, precision none or region."""
    out: list[PlaceMention] = []
    for token in document.tokens:
        if token.i in taken or token.pos not in ("NOUN", "PROPN", "ADJ"):
            continue
        lowered = token.text.lower()
        det = any(document.tokens[k].lemma in ("the", "its", "our", "their") for k in document.children[token.i])
        if lowered in _DIRECTIONS and token.pos in ("NOUN", "PROPN") and det and token.text != "West":
            out.append(_generic(document, token, token, "region"))
        elif token.lemma in ("border", "frontier", "frontline") and token.pos == "NOUN" and token.dep not in ("compound",):
            first = document.tokens[min((k for k in document.children[token.i] if k < token.i), default=token.i)]
            out.append(_generic(document, first, token, "none"))
    return out


def _find_unlisted(document: Document, taken: set[int]) -> list[PlaceMention]:
    """What stands after a preposition of place and is in no gazetteer: "in Rafin Dinya", "at the Khorfulus checkpoint".

    Precision `none`, no position: the text says that it is a place, and nothing more is known.
    """
    out: list[PlaceMention] = []
    for token in document.tokens:
        governor = document.tokens[token.head]
        if token.i in taken or token.dep != "pobj" or governor.lemma not in _LOCATIVE:
            continue
        kinds = ("", "GPE", "LOC", "FAC") if governor.lemma in ("in", "near", "at") else ("GPE", "LOC", "FAC")
        named = token.pos == "PROPN" and token.text[:1].isupper() and token.ent_type in kinds and not token.text.isupper()
        named = named and token.text not in _NO_PLACES
        if not named and token.lemma not in _SITES:
            continue
        first = token.i
        while first > 0 and document.tokens[first - 1].head in range(first - 1, token.i + 1):
            before = document.tokens[first - 1]
            if (
                before.dep not in ("compound", "amod", "det", "poss", "nmod")
                or before.i in taken
                or before.sentence != token.sentence
            ):
                break
            first -= 1
        if named and load_actors().find(document.report.text[document.tokens[first].start : token.end]):
            continue
        out.append(_generic(document, document.tokens[first], token, "none"))
    return out


def _generic(document: Document, first: Token, last: Token, precision: str) -> PlaceMention:
    actors = load_actors()
    country = next(
        (a.country for k in document.children[last.i] if (a := actors.find(document.tokens[k].text)) and a.country),
        None,
    )
    text = document.report.text[first.start : last.end]
    return PlaceMention(first.start, last.end, text, text, country, None, None, None, precision)
