"""Whose a person is whom no table knows, by the text's own words.

What stands with the name comes first ("Red Cross delegate X", "Colonel X of the AU", "X, who heads the monitors"). An officer or
official of a state that the text does not name is of the state where he speaks ("In Khartoum, Brigadier X ..."), else of the
state whose officials the report means: that of its dateline, if the report speaks of it, else the one that most of its names
belong to.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from reportedly.core.layers import Document, EntityMention, PlaceMention, Token
from reportedly.ontology.actors import load_actors
from reportedly.ontology.sectors import is_title
from reportedly.text import fold

_OFFICES = frozenset("minister president premier chancellor governor".split())
_RANKS = frozenset("general colonel brigadier major lieutenant captain commander admiral marshal".split())
_SPEAKERS = frozenset(
    "spokesman spokeswoman spokesperson official chief head commissioner director secretary chairman deputy".split()
)
_ORGANS = frozenset(
    "state ministry minister army military armed navy police government palace presidency presidential parliament interior "
    "foreign defence "
    "defense prison prisons cabinet junta council command staff treasury department authority directorate customs "
    "coastguard".split()
)
_STATE_ORGANS = frozenset(
    "ministry president presidency palace cabinet command staff army navy armed parliament senate assembly police "
    "gendarmerie".split()
)
_FORCES = frozenset("command staff army navy armed gendarmerie".split())
_ORGANS_OF = {"COP": frozenset({"police"}), "LEG": frozenset("parliament senate assembly".split())}
_GROUPS = frozenset(
    "front liberation resistance rebels guerrilla guerrillas militia insurgents separatists revolutionary".split()
)
_ORGAN_WORDS = _STATE_ORGANS | frozenset("office agency council committee union party mission commission bank court".split())
_REBELS = frozenset("rebel insurgent guerrilla militia separatist gunman".split())
_FIGHTING = _REBELS | frozenset(
    "militant insurgent gunmen fighter guerrilla tribal armed siege besiege abduct hostage captive ceasefire truce ambush disarm "
    "demobilise demobilize shell shelling roadblock".split()
)
_LIKE_GROUPS = frozenset("forces movement rally army brigades coalition alliance front".split())
_OF_STATES = frozenset(
    "military security defence defense national special royal presidential supreme farmers workers trade churches elders".split()
)
_JOINING = frozenset(
    "group movement militia fighter force faction in of from the north south east west northern southern".split()
)
_BEFORE_REBELS, _BEHIND_REBELS = 4, 9  # tokens
_ENOUGH_FIGHTING = 2  # words: "armed" alone stands in reports on parties and police too
_RULING = frozenset("council committee command".split())
_COUPS = frozenset("junta coup putsch".split())
_NAMED = 2  # words of a name: "Command" alone names nothing
_OBSERVERS = frozenset(
    "monitor observer inspector delegate delegation liaison peacekeeper rapporteur mediator envoy bishop archbishop church "
    "family relative committee union lawyer rebel guerrilla separatist opposition insurgent militia faction movement "
    "group".split()
)
_SENT = frozenset("consul ambassador envoy attaché attache diplomat".split())
_SHORT = re.compile(r"\s*\((?:the\s+)?(?P<short>[A-Z][A-Za-z-]{1,9})\)")
_LONGEST = 14  # tokens of what stands after a name
_BACK = 8
_MOST_NAMES, _SHARE, _OVERWHELMING = 2, 0.6, 0.75


def affiliate(document: Document, places: Sequence[PlaceMention], entities: Sequence[EntityMention]) -> tuple[EntityMention, ...]:
    """The entities with country, sector and organisation of persons filled in where the text tells them; surnames that the parser
    takes for organisations are the persons they name."""
    entities = _surnames([_as_person(document, e) for e in entities])
    entities = _short_forms(document, [_with_state(document, e, places, entities) for e in entities])
    known: dict[str, EntityMention] = {}
    for person in entities:
        if person.type != "PERSON" or person.country is not None or person.actor is not None:
            continue
        found = _affiliation(document, person, places, entities)
        if found is not None:
            known.setdefault(_surname(person), found)
    return tuple(_filled(e, known.get(_surname(e))) if e.type == "PERSON" else e for e in entities)


def office_home(document: Document, places: Sequence[PlaceMention], entities: Sequence[EntityMention]) -> str | None:
    """Country whose officials the report means by "the defence minister" when it does not say; None where that is open."""
    lines = [f for f in document.report.furniture if f.type in ("dateline", "byline")]
    near = [p.country for f in lines for p in places if f.start <= p.start < f.end and p.country]
    named = _named_countries(document, places, entities)
    most, count = named.most_common(1)[0] if named else (None, 0)
    if near and named[near[0]] and (most == near[0] or count < _OVERWHELMING * named.total()):
        return near[0]
    if len(named) == 1 or (count >= _MOST_NAMES and count >= _SHARE * named.total()):
        return most
    return near[0] if near else None


def _named_countries(document: Document, places: Sequence[PlaceMention], entities: Sequence[EntityMention]) -> Counter[str]:
    """How often the prose names each country, by itself, its people, its organs or its places."""
    starts = {e.start: e.country for e in entities if e.country and e.type in ("NORP", "LOCATION", "ORGANIZATION")}
    starts |= {p.start: p.country for p in places if p.country}
    lines = [f for f in document.report.furniture if f.type in ("dateline", "byline")]
    return Counter(c for k, c in starts.items() if c and not any(f.start <= k < f.end for f in lines))


def _short_forms(document: Document, entities: Sequence[EntityMention]) -> list[EntityMention]:
    """Mentions of "the KIO" with what is known of the organisation that it is short for, where the text says so ("the Kachin
    Independence Organisation (KIO)"), or where the letters are those of one named in full."""
    text = document.report.text
    full: dict[str, EntityMention] = {}
    for e in entities:
        words = [w for w in e.quote.split() if w[:1].isupper()]
        if e.type == "ORGANIZATION" and len(words) > 1:
            told = _SHORT.match(text, e.end)
            for short in {told["short"] if told else "", "".join(w[0] for w in words), _last_of_group(e)} - {""}:
                full.setdefault(short, e)
    out = []
    for e in entities:
        named = (
            full.get(e.quote)
            if e.type in ("ORGANIZATION", "MISC", "LOCATION") and e.actor is None and e.country is None
            else None
        )
        if named is None or named is e:
            out.append(e)
        else:
            out.append(replace(e, type=named.type, actor=named.actor, country=named.country, sector=named.sector))
    return out


def _last_of_group(entity: EntityMention) -> str:
    """What an armed group is called once it has been named: "the Front" of "the Shaqir Front"."""
    words = entity.quote.split()
    return words[-1] if entity.sector == "REB" and fold(words[-1]) in _GROUPS else ""


def _with_state(
    document: Document, entity: EntityMention, places: Sequence[PlaceMention], entities: Sequence[EntityMention]
) -> EntityMention:
    """Organs of a state that the text does not name: "the Office of the President", "the Republican Palace in Khartoum"; armed
    groups that no table lists, where the text speaks of rebels, and councils where it speaks of a coup."""
    words = fold(entity.quote).split()
    group = entity.type == "ORGANIZATION" and not entity.actor and not entity.sector and _may_be_group(entity, words)
    if group and (_is_group(document, words) or _is_called_rebels(document, entity)):
        named = _named_countries(document, places, entities)
        home = _rebels_of(document, places, entities) or office_home(document, places, entities)
        country = entity.country or home or (named.most_common(1)[0][0] if named else None)
        return replace(entity, country=country, sector="REB")
    if entity.type != "ORGANIZATION" or entity.actor or entity.country or len(words) < _NAMED:
        return entity
    rules = bool(set(words) & _RULING) and any(t.lemma.lower() in _COUPS for t in document.tokens)
    if not rules and not set(words) & _STATE_ORGANS:
        return entity
    country = _state_before(document, entity, entities) or _organ_in(document, set(words), places, entities)
    country = country or office_home(document, places, entities)
    sector = "MIL" if set(words) & _FORCES else next((s for s, organs in _ORGANS_OF.items() if set(words) & organs), "GOV")
    return replace(entity, country=country, sector=sector) if country else entity


def _may_be_group(entity: EntityMention, words: Sequence[str]) -> bool:
    """False for names of a state's forces ("71st Brigade", "Supreme Military Council"), and for those without a word that groups
    have, unless they are letters ("the RFV rebels")."""
    if set(words) & _OF_STATES or any(w[:1].isdigit() for w in words):
        return False
    return bool(set(words) & (_GROUPS | _LIKE_GROUPS)) or entity.quote.isupper()


def _is_group(document: Document, words: Sequence[str]) -> bool:
    """True for a name of two words and more such as armed groups bear, in a text that speaks of rebels or of fighting."""
    if len(words) < _NAMED or set(words) & _STATE_ORGANS:
        return False
    lemmas = {t.lemma.lower() for t in document.tokens}
    fights = bool(lemmas & _REBELS) or len(lemmas & _FIGHTING) >= _ENOUGH_FIGHTING
    return (bool(set(words) & _GROUPS) and fights) or bool(set(words) & _LIKE_GROUPS and lemmas & _REBELS)


def _is_called_rebels(document: Document, entity: EntityMention) -> bool:
    """True for "the RFV rebels": a name right before the word for those who bear it."""
    after = next((t for t in document.tokens if t.start == entity.end + 1), None)
    return after is not None and after.lemma.lower() in _REBELS and after.pos == "NOUN"


def _rebels_of(document: Document, places: Sequence[PlaceMention], entities: Sequence[EntityMention]) -> str | None:
    """Country of the rebels that a text speaks of, by the words beside: "Central African rebels", "a rebel group in the north of
    Chad". None where it speaks of those of several, or of none."""
    named = {e.start: e.country for e in entities if e.country and e.type in ("NORP", "LOCATION")}
    named |= {p.start: p.country for p in places if p.country}
    found: Counter[str] = Counter()
    for token in document.tokens:
        if token.lemma.lower() not in _REBELS or token.sentence < 0:
            continue
        near = range(max(0, token.i - _BEFORE_REBELS), min(len(document.tokens), token.i + _BEHIND_REBELS))
        words = [document.tokens[k] for k in near if document.tokens[k].sentence == token.sentence]
        beside = [(t.i > token.i, abs(t.i - token.i), named[t.start]) for t in words if t.start in named]
        beside = [b for b in beside if _reaches(document, token.i, b[1] if b[0] else -b[1])]
        if beside:
            found[min(beside)[2] or ""] += 1
    return found.most_common(1)[0][0] if len(found) == 1 else None


def _reaches(document: Document, noun: int, gap: int) -> bool:
    """True where the words between a noun and a name `gap` tokens away join the two: "group in the north of the"; before the noun
    adjectives and nouns do."""
    if gap < 0:
        return all(t.pos in ("ADJ", "NOUN", "PROPN", "PART") for t in document.tokens[noun + gap + 1 : noun])
    return all(t.lemma.lower() in _JOINING or t.text[:1].isupper() for t in document.tokens[noun + 1 : noun + gap])


def _state_before(document: Document, entity: EntityMention, entities: Sequence[EntityMention]) -> str | None:
    """Country that stands right before an organ's name: "Sri Lanka's Fisheries Ministry", "the Indian Foreign Ministry"."""
    owners = [e for e in entities if e.country and e.end <= entity.start and e.type in ("LOCATION", "NORP")]
    before = max(owners, key=lambda e: e.end, default=None)
    between = document.report.text[before.end : entity.start] if before is not None else ""
    return before.country if before is not None and between.strip() in ("", "'s", "’s", "'", "’") else None


def _surname(entity: EntityMention) -> str:
    words = fold(entity.name).split()
    return words[-1] if words else ""


def _as_person(document: Document, entity: EntityMention) -> EntityMention:
    """Names that the parser takes for organisations, right behind a title: "ministry spokesman Elchin Rahmanli"."""
    words = entity.quote.split()
    if entity.type != "ORGANIZATION" or entity.actor or entity.country or len(words) not in (2, 3):
        return entity
    before = next((t for t in reversed(document.tokens) if t.end <= entity.start), None)
    titled = before is not None and before.end + 1 == entity.start and before.pos == "NOUN" and is_title(before.lemma)
    named = all(w[:1].isupper() and w[1:].islower() for w in words) and not set(fold(entity.quote).split()) & _ORGAN_WORDS
    return replace(entity, type="PERSON") if titled and named else entity


def _surnames(entities: Sequence[EntityMention]) -> list[EntityMention]:
    full = {_surname(e): e for e in entities if e.type == "PERSON" and len(e.name.split()) > 1}
    out = []
    for e in entities:
        person = full.get(fold(e.quote)) if e.actor is None and e.country is None and e.type in ("ORGANIZATION", "MISC") else None
        out.append(replace(person, start=e.start, end=e.end, quote=e.quote) if person is not None else e)
    return out


def _filled(entity: EntityMention, found: EntityMention | None) -> EntityMention:
    if found is None or entity.country is not None or entity.actor is not None:
        return entity
    return replace(entity, actor=found.actor, country=found.country, sector=found.sector or entity.sector)


def _affiliation(
    document: Document, person: EntityMention, places: Sequence[PlaceMention], entities: Sequence[EntityMention]
) -> EntityMention | None:
    head = _head(document, person)
    if head is None:
        return None
    near = _words_with(document, person, head)
    spans = {t.i for t in near}
    table = load_actors()
    for entity in entities:
        row = table.by_id.get(entity.actor or "")
        if row is None and entity.sector == "REB" and entity.country and _stands_in(document, entity, spans):
            return replace(person, country=entity.country, sector="REB")  # of a group that no table lists
        if row is None or row.kind in ("state", "person", "media", "bloc") or not _stands_in(document, entity, spans):
            continue
        if row.country is not None and row.sector in ("GOV", "MIL", "COP", "LEG", "JUD", "SPY"):
            return replace(person, country=row.country, sector=person.sector or row.sector)
        return replace(person, actor=row.id, country=row.country, sector=row.sector)
    words = {t.lemma.lower() for t in near}
    if words & _OBSERVERS or words & _SENT:
        return None  # whom a state has sent abroad speaks for it, not for the state where he is
    alone = not any(e.sector in ("IGO", "NGO") for e in entities)  # else an officer may be an observer of theirs
    if words & _OFFICES or (words & (_SPEAKERS | _RANKS) and words & _ORGANS) or (words & _RANKS and alone):
        country = _organ_in(document, words, places, entities) or _spoken_in(document, head, places)
        country = country or office_home(document, places, entities) or _speaks_for(document, head, entities)
        return replace(person, country=country, sector=person.sector or "GOV") if country else None
    return None


def _head(document: Document, entity: EntityMention) -> Token | None:
    inside = [t for t in document.tokens if entity.start <= t.start and t.end <= entity.end]
    outer = [t for t in inside if not entity.start <= document.tokens[t.head].start < entity.end or t.head == t.i]
    return next(iter(outer or inside), None)


def _words_with(document: Document, person: EntityMention, head: Token) -> list[Token]:
    """Tokens that tell who a person is: title and what it is of before the name, an apposition, "of X" or "who ..." after it."""
    tokens = document.tokens
    near: list[Token] = []
    first = next(t.i for t in tokens if t.start >= person.start)
    for k in range(first - 1, max(-1, first - 1 - _BACK), -1):
        token = tokens[k]
        if token.sentence != head.sentence or token.pos not in ("NOUN", "PROPN", "ADJ", "PART", "PUNCT", "ADP", "DET"):
            break
        if (token.text in (",", "—", ":", ";") and k != first - 1) or token.text in ('"', "“", "”"):
            break
        near.append(token)
    for child in document.children[head.i]:
        if tokens[child].dep in ("appos", "relcl") or (tokens[child].dep == "prep" and tokens[child].lemma == "of"):
            near.extend(tokens[k] for k in document.subtree(child)[:_LONGEST])
    after = first + len([t for t in tokens if person.start <= t.start and t.end <= person.end])
    if after < len(tokens) and tokens[after].lemma in ("of", "from") and tokens[after].sentence == head.sentence:
        near.extend(t for t in tokens[after + 1 : after + 5] if t.sentence == head.sentence)
    if head.dep == "appos":
        noun = tokens[head.head]
        near.extend(tokens[k] for k in document.subtree(noun.i) if k < first and tokens[k].sentence == head.sentence)
    return near


def _stands_in(document: Document, entity: EntityMention, spans: set[int]) -> bool:
    own = [t.i for t in document.inside(entity.start, entity.end)]
    return bool(own) and spans.issuperset(own)


def _organ_in(
    document: Document, words: set[str], places: Sequence[PlaceMention], entities: Sequence[EntityMention]
) -> str | None:
    """Country of the organ whose spokesman it is, where the text says where that sits: "the Republican Palace in Khartoum"."""
    for entity in entities:
        last = fold(entity.quote).split()[-1:]
        if entity.type != "ORGANIZATION" or not last or last[0] not in words & _ORGANS:
            continue
        after = document.report.text[entity.end : entity.end + 4]
        place = next((p for p in places if p.start == entity.end + 4 and p.country), None) if after == " in " else None
        if place is not None:
            return place.country
    return None


def _speaks_for(document: Document, head: Token, entities: Sequence[EntityMention]) -> str | None:
    """Country of "Japan will send rice, Foreign Minister X announced": the one state that acts in the sentence of a speaker."""
    if head.dep != "nsubj":
        return None
    acting = {
        e.country
        for e in entities
        if e.country and e.type == "LOCATION"
        for t in document.tokens
        if t.start == e.start and t.sentence == head.sentence and t.dep in ("nsubj", "nsubjpass")
    }
    return next(iter(acting)) if len(acting) == 1 else None


def _spoken_in(document: Document, head: Token, places: Sequence[PlaceMention]) -> str | None:
    """Country of "In Khartoum, Brigadier X spoke of", "X told reporters in Khartoum": where a speaker is."""
    if head.dep != "nsubj":
        return None
    tokens, verb = document.tokens, head.head
    heads = {verb, *(k for k in document.children[verb] if tokens[k].dep in ("dobj", "dative"))}
    heads |= {
        c for k in document.children[verb] if tokens[k].dep == "prep" for c in document.children[k]
    }  # "in a statement in Baku"
    for k in sorted(c for h in heads for c in document.children[h] if tokens[c].lemma == "in" and tokens[c].dep == "prep"):
        for c in document.children[k]:
            place = next((p for p in places if p.start <= tokens[c].start < p.end and p.country), None)
            if place is not None and place.precision == "town":
                return place.country
    return None
