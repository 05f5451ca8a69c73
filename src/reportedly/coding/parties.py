"""From a head token to a named party: noun phrase, actor, country, sector; pronouns and "its troops" resolved."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter

from reportedly.coding.groups import is_armed_group, is_bare_group, is_fighter, named_group
from reportedly.coding.lexicon import load_classes
from reportedly.coding.phrases import find_phrase, whole_of
from reportedly.core.claim import Party
from reportedly.core.known import ARMED
from reportedly.core.layers import Document, EntityMention, PlaceMention, Token
from reportedly.core.span import Span
from reportedly.ontology.actors import load_actors
from reportedly.ontology.sectors import sector_of
from reportedly.ontology.voices import find_voice

_PRONOUNS = {
    "he": "person",
    "she": "person",
    "him": "person",
    "her": "person",
    "his": "person",
    "it": "group",
    "its": "group",
    "they": "many",
    "them": "many",
    "their": "many",
    "who": "person",
    "i": "self",
    "we": "self",
    "our": "self",
    "us": "self",
    "my": "self",
}
# Nouns for organs and offices of a state, which texts name without it once it is clear whose they are.
_STATE_NOUNS = frozenset(
    "ministry government military army president minister parliament navy police authorities leader presidency "
    "spokesman spokeswoman premier staff command cabinet junta regime".split()
)
# People who are of their organisation's kind: "Taliban members", "the EU's diplomatic chief".
_MEMBERS = frozenset(
    "member fighter militant jihadist commander leader chief official spokesman spokeswoman group supporter".split()
)
_ORGANISED = frozenset({"IGO", "NGO", "REB"})
_SPEAKING_FOR = frozenset("spokesman spokeswoman spokesperson envoy negotiator lawyer spokespeople".split())
_TITLES = frozenset({"president", "minister", "premier"})
_SPEAKING = frozenset("say see tell add note report find observe think believe fear know warn deny claim".split())
_MOVING = frozenset("return leave withdraw retreat deploy redeploy move advance".split())
_FORCE_FIRST = 8  # "whether they return": of troops before whoever watches them
_GROUPS = frozenset(
    "government ministry military army report statement group alliance junta council bloc union party agency company parliament "
    "commission committee movement front coalition federation cabinet presidency police court bank organisation organization "
    "office department service board authority administration regime".split()
)
_BACK_SENTENCES = 3
_BODIES = frozenset(
    "administration organization organisation association delegation commission foundation institution opposition federation "
    "coalition mission corporation union station nation population federation congregation faction division legion".split()
)
_EVENTS = frozenset(
    "war attempt scale tension crisis conflict attack strike warning threat fear hope talk deal move step way estimate "
    "tally".split()
)
_WRITTEN = frozenset("statement communique communiqué post report letter message declaration".split())
_OF_SOMEBODY = frozenset("spokesman spokeswoman president leader command staff".split())
_ORGANS = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "SPY"})
_STATES = frozenset(
    "province region district city town country republic state nation defence defense interior security people council".split()
)
_QUOTES = frozenset('"“”')
_HOME_NAMES, _HOME_SHARE = 2, 0.6  # a report is about the one state it names, or that so many and so large a share of its names


def find_party(document: Document, i: int, speaker: int | None = None) -> Party | None:
    """The party that the token at `i` heads, or None for a pronoun without an antecedent and for things.

    `speaker` is the head token of who speaks, for "I" and "we".
    """
    token = document.tokens[i]
    quote = find_phrase(document, i)
    if token.text.lower() in _PRONOUNS and token.pos != "PROPN" and (token.text == "I" or not token.text.isupper()):
        return _from_pronoun(document, token, speaker)
    whole = whole_of(document, token)
    if whole is not None and (found := find_party(document, whole, speaker)) is not None:
        words = document.report.text[quote.start : quote.end]
        return Party(words, words, quote.start, quote.end, found.actor, found.country, found.sector)
    entity = _entity_at(document, token)
    named = _named_by_apposition(document, token) if entity is None else None
    if named is not None:
        quote = Span(quote.start, named.end) if quote.end <= named.start <= quote.end + 3 else quote
        return Party(
            named.name.rstrip(" .,;:"),
            document.report.text[quote.start : quote.end],
            quote.start,
            quote.end,
            named.actor,
            named.country,
            named.sector,
        )
    if entity is not None and entity.type != "NORP":
        whole = entity.type == "ORGANIZATION" and entity.start <= quote.end < entity.end  # "the Ministry of Trade and Transport"
        return _from_entity(document, token, entity, Span(min(quote.start, entity.start), entity.end) if whole else quote)
    owner = _owner(document, i, speaker) or _owner_by_apposition(document, token) or _owner_in_document(document, token)
    sector = sector_of(token.lemma) or sector_of(token.text)
    armed = sector == "REB" or is_armed_group(document, token)
    foreign = owner is not None and is_fighter(document, token) and owner.sector not in ARMED
    personal = owner is not None and owner.country is None and owner.actor is None
    sought = foreign or ((owner is None or personal) and (armed or is_bare_group(document, token)))
    group = named_group(document, token) if sought else None
    if group is not None:
        owner = Party(group.name, group.quote, group.start, group.end, group.actor, group.country, group.sector)
    if sector is None and (armed or group is not None):
        sector = "REB"
    if sector is None and token.lemma in load_classes()["FORCE"]:
        sector = "MIL"
    name = document.report.text[quote.start : quote.end]
    if entity is not None:
        return Party(name, name, quote.start, quote.end, entity.actor, entity.country, sector or "CVL")
    if owner is None:
        return Party(name, name, quote.start, quote.end, None, None, sector)
    if owner.sector is not None and (sector is None or owner.sector in _ORGANISED):
        sector = owner.sector if token.lemma in _MEMBERS or owner.sector in _ORGANISED else sector
    actor = owner.actor if sector in ("MIL", "GOV", "LEG", "COP", None) or sector in _ORGANISED else None
    return Party(_with_owner_named(document, i, name, owner), name, quote.start, quote.end, actor, owner.country, sector)


def _named_by_apposition(document: Document, token: Token) -> EntityMention | None:
    """The person that "the Ukrainian president, X" or "president X" names."""
    for k in document.children[token.i]:
        if document.tokens[k].dep == "appos":
            entity = _entity_at(document, document.tokens[k])
            if entity is not None and entity.type == "PERSON":
                return entity
    return None


def _owner_by_apposition(document: Document, token: Token) -> Party | None:
    """Whose office a name that the parser does not know as one holds: "General X, the Chadian army's spokesman"."""
    if token.pos != "PROPN":
        return None
    for k in document.children[token.i]:
        if document.tokens[k].dep == "appos" and document.tokens[k].pos == "NOUN" and sector_of(document.tokens[k].lemma):
            return _owner(document, k, None)
    return None


def _with_owner_named(document: Document, i: int, name: str, owner: Party) -> str:
    """ "its troops" with the name of whose they are: "Chad's troops"."""
    first = document.tokens[min((k for k in document.children[i] if document.tokens[k].dep == "poss"), default=i)]
    if first.text.lower() in _PRONOUNS and name.lower().startswith(first.text.lower() + " "):
        return f"{owner.name}'s{name[len(first.text) :]}"
    return name


def _entity_at(document: Document, token: Token) -> EntityMention | None:
    found = bisect_right(document.entities, token.start, key=lambda e: e.start) - 1  # entities are in order, none overlap
    if found < 0 or document.entities[found].end < token.end:
        return None
    return document.entities[found]


def _from_entity(document: Document, token: Token, entity: EntityMention, quote: Span) -> Party:
    text = document.report.text[quote.start : quote.end]
    country, sector, actor = entity.country, entity.sector, entity.actor
    if entity.type == "LOCATION" and country is None:
        place = next((p for p in document.places if p.start <= token.start and token.end <= p.end), None)
        country = place.country if place else None
    if country is None and actor is None and entity.type == "ORGANIZATION":
        owner = _owner(document, token.i, None) or _owner_in_document(document, token)
        country = owner.country if owner else None
        sector = sector or sector_of(token.lemma) or ("MIL" if token.lemma.lower() in load_classes()["FORCE"] else None)
        if owner is not None and sector in ("GOV", "MIL", "LEG", "COP"):
            actor = owner.country
    if country is None and actor is None and entity.type == "PERSON" and _bears_title(document, token):
        home = find_home(document) if _names_one_state(document) else None
        country = home.country if home else None  # "Interior Minister X" in a report that names one state alone
        sector = sector or "GOV"
    name = entity.name.rstrip(" .,;:") if entity.type == "PERSON" else text
    return Party(name, text, quote.start, quote.end, actor, country, sector)


def _bears_title(document: Document, token: Token) -> bool:
    """True where a title of state stands before the name: "Interior Minister X", "President X"."""
    kids = [document.tokens[k] for k in document.children[token.i] if k < token.i]
    return any(t.dep in ("compound", "nmod", "amod", "appos") and t.lemma.lower() in _TITLES for t in kids)


def _owner(document: Document, i: int, speaker: int | None) -> Party | None:
    """Whose the noun at `i` is: an adjective of nationality, a possessor, "of X"."""
    tokens = document.tokens
    table = load_actors()
    for k in document.children[i]:
        token = tokens[k]
        if token.dep in ("amod", "compound", "nmod", "poss") and token.i != i:
            if token.text.lower() in _PRONOUNS and not token.text.isupper():  # "US officials" are not ours
                if any(tokens[c].dep == "amod" and table.find(tokens[c].text) for c in document.children[i]):
                    continue  # "his Serbian counterpart"
                return _from_pronoun(document, token, speaker)
            entity = _entity_at(document, token)
            if entity is not None and (entity.country or entity.actor):
                return Party(entity.name, entity.quote, entity.start, entity.end, entity.actor, entity.country, entity.sector)
            actor = table.find(token.text) if token.text[:1].isupper() else None
            if actor is not None:
                return Party(actor.name, token.text, token.start, token.end, actor.id, actor.country, actor.sector)
    for k in document.children[i]:
        speaks_for = tokens[k].lemma == "for" and tokens[i].lemma in _SPEAKING_FOR
        written = tokens[k].lemma == "by" and tokens[i].lemma in _WRITTEN
        if (tokens[k].lemma in ("of", "in", "from") or speaks_for or written) and tokens[k].dep == "prep":
            for c in document.children[k]:
                entity = _entity_at(document, tokens[c])
                if entity is not None and entity.country and entity.type in ("LOCATION", "NORP", "ORGANIZATION"):
                    return Party(entity.name, entity.quote, entity.start, entity.end, entity.actor, entity.country, entity.sector)
                if tokens[k].lemma == "of" and tokens[c].pos == "NOUN":
                    return _owner(document, c, speaker)
    return None


def _owner_in_document(document: Document, token: Token) -> Party | None:
    """Whose "the ministry" or "the president" is: of the nearest earlier one that says so, else of the country that the report
    is about."""
    lemma = token.lemma.lower()
    if lemma not in _STATE_NOUNS:
        return None
    if lemma in _OF_SOMEBODY and _is_of_others(document, token):
        return None
    for other in reversed(document.tokens[: token.i]):
        if other.lemma.lower() == lemma and (found := _owner(document, other.i, None)) is not None and found.country:
            return found
    home = find_home(document)
    return home if home is None or not _acts_on(document, token, home.country) else None


def _is_of_others(document: Document, token: Token) -> bool:
    """True for "a spokeswoman for the relatives", "the president of the union": of people or a body that is no state's."""
    for k in document.children[token.i]:
        if document.tokens[k].dep == "prep" and document.tokens[k].lemma in ("for", "of"):
            held = [document.tokens[c] for c in document.children[k] if document.tokens[c].dep == "pobj"]
            held = [t for t in held if not any(p.start <= t.start < p.end for p in document.places)]
            return any(sector_of(t.lemma) not in _ORGANS and t.lemma.lower() not in _STATE_NOUNS | _STATES for t in held)
    return False


def _acts_on(document: Document, token: Token, country: str | None) -> bool:
    """True where what the verb of a subject is done to is told to be of that state: "the navy seized no Indian trawler"."""
    verb = document.tokens[token.head]
    objects = [k for k in document.children[verb.i] if document.tokens[k].dep == "dobj"] if token.dep == "nsubj" else []
    kinds = [document.tokens[c] for k in objects for c in document.children[k] if document.tokens[c].dep in ("amod", "compound")]
    found = [load_actors().find(t.text) for t in kinds if t.text[:1].isupper()]
    return any(actor is not None and actor.country == country for actor in found)


def _names_one_state(document: Document) -> bool:
    return len({e.country for e in document.entities if e.country}) == 1


def find_home(document: Document) -> Party | None:
    """The state that a report means by "the government" when it does not say: the one whose own page it is, or that most of its
    names belong to, else the dateline's. None where there is none."""
    table = load_actors()
    own = find_voice(document.report, None)
    starts = {e.start: e.country for e in document.entities if e.country and e.type in ("NORP", "LOCATION", "ORGANIZATION")}
    starts |= {p.start: p.country for p in document.places if p.country}
    named = Counter(starts.values())
    country, count = named.most_common(1)[0] if named else (None, 0)
    if len(named) > 1 and (count < _HOME_NAMES or count < _HOME_SHARE * named.total()):
        lines = [f for f in document.report.furniture if f.type in ("dateline", "byline")]
        near = [p.country for f in lines for p in document.places if f.start <= p.start < f.end and p.country]
        country = max(near, key=lambda c: named[c], default=None)  # "LOME - COTONOU", of Benin: the one that it names most
    country = own if own is not None and named[own] else country
    state = table.by_id.get(country) if country else None
    words: EntityMention | PlaceMention | None = next((e for e in document.entities if e.country == country), None)
    words = words or next((p for p in document.places if p.country == country), None)
    if state is None or words is None:
        return None
    return Party(state.name, words.quote, words.start, words.end, state.id, state.country, state.sector)


def _from_pronoun(document: Document, token: Token, speaker: int | None) -> Party | None:
    kind = _PRONOUNS[token.text.lower()]
    if kind == "self":
        return find_party(document, speaker) if speaker is not None and speaker != token.i else None
    antecedent = find_antecedent(document, token.i)
    if antecedent is None:
        return None
    found = find_party(document, antecedent)
    if found is None:
        return None
    return Party(
        found.name,
        document.report.text[token.start : token.end],
        token.start,
        token.end,
        found.actor,
        found.country,
        found.sector,
    )


def find_antecedent(document: Document, i: int) -> int | None:
    """Head token of the likeliest antecedent of the pronoun at `i`: the nearest fitting subject before it, then any
    fitting name, within three sentences; None where there is none.
    """
    token = document.tokens[i]
    kind = _PRONOUNS.get(token.text.lower(), "group")
    candidates: list[tuple[int, int]] = []
    first_sentence = max(0, token.sentence - _BACK_SENTENCES)
    above = _governors(document, i)
    own = _speaker_of_quote(document, token) if kind != "person" else None
    speaks = document.tokens[token.head].lemma in _SPEAKING and token.dep == "nsubj"
    moves = kind == "many" and token.dep == "nsubj" and document.tokens[token.head].lemma in _MOVING
    for k in range(i - 1, document.sentences[first_sentence].first - 1, -1):
        other = document.tokens[k]
        if k in above or not _fits(document, other, kind) or (speaks and other.lemma in load_classes()["FORCE"]):
            continue
        if speaks and other.sentence == token.sentence and _is_quoted_before(document, other, token):
            continue  # "The rebels broke the truce," it said: who is spoken of does not speak
        if own is not None and _are_one(own, find_party(document, k)):
            continue  # "They have not left," the army's spokesman said: not the army
        distance = token.sentence - other.sentence
        if moves and other.lemma in load_classes()["FORCE"] and other.tag == "NNS":
            candidates.append((distance - _FORCE_FIRST, k))
            continue
        is_subject = other.dep in ("nsubj", "nsubjpass")
        is_main = is_subject and document.tokens[other.head].dep in ("ROOT", "conj", "ccomp")
        candidates.append((distance * 4 + (0 if is_main else 1 if is_subject else 3), k))
    return min(candidates, key=lambda c: (c[0], -c[1]))[1] if candidates else None


def _speaker_of_quote(document: Document, token: Token) -> Party | None:
    """Who says the words between quotation marks in which a pronoun stands; None outside of them."""
    for a in document.attributions:
        quoted = any(c.start <= token.start < c.end and document.report.text[c.start - 1 : c.start] in _QUOTES for c in a.content)
        if quoted and a.head is not None and document.tokens[a.head].pos != "PRON":
            return find_party(document, a.head)
    return None


def _are_one(speaker: Party, other: Party | None) -> bool:
    """True where a party is of the state that the speaker speaks for, and no rebel of it."""
    if other is None or speaker.country is None or other.sector in ("REB", "UAF", "CVL"):
        return False
    return speaker.country == other.country


def _is_quoted_before(document: Document, other: Token, token: Token) -> bool:
    """True where a quotation ends between the two words."""
    return any(c in document.report.text[other.end : token.start] for c in '"”')


def _governors(document: Document, i: int) -> set[int]:
    """The tokens that govern the pronoun at `i`: "officials of its army" are not whose army it is."""
    out: set[int] = set()
    while document.tokens[i].head != i:
        i = document.tokens[i].head
        out.add(i)
    return out


def _fits(document: Document, token: Token, kind: str) -> bool:
    if token.pos not in ("NOUN", "PROPN"):
        return False
    if token.dep in ("compound", "amod"):
        return False
    entity = _entity_at(document, token)
    if kind == "person":
        return (entity is not None and entity.type == "PERSON") or (
            entity is None and token.lemma in ("president", "minister", "leader", "spokesman", "chief", "official", "general")
        )
    if kind == "group":
        return (
            entity is not None
            and entity.type in ("ORGANIZATION", "LOCATION")
            and (entity.actor is not None or entity.type == "ORGANIZATION")
        ) or token.lemma in _GROUPS
    return (entity is not None and entity.type in ("ORGANIZATION", "NORP") and entity.actor is not None) or token.tag in (
        "NNS",
        "NNPS",
    )


def is_abstract(document: Document, i: int) -> bool:
    """True for common nouns of events, states and thoughts ("the assassination", "tensions"), which neither act nor speak."""
    token = document.tokens[i]
    if (
        token.pos != "NOUN"
        or token.ent_type in ("PERSON", "ORG", "GPE", "NORP")
        or token.lemma in _BODIES
        or sector_of(token.lemma)
    ):
        return False
    return token.lemma.endswith(("tion", "sion", "ness", "ism")) or token.lemma in _EVENTS
