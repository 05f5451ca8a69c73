"""Numbers that a verb or a noun of counting carries: "NATO counts 40,000 troops" (who counts says so), "put the force at about
40,000", "by US and NATO estimates", "raised it from 1,500 to 5,000"."""

from __future__ import annotations

from reportedly.core.layers import Document, Sentence, Token

_COUNTING = frozenset("count estimate reckon tally gauge".split())
_PUTTING = frozenset("put place set".split())
ESTIMATES = frozenset("estimate count reckoning tally calculation estimation".split())
_NAMING = ("poss", "compound", "amod", "nmod")
_CHANGING = frozenset(
    "raise increase boost expand lift bring take cut reduce halve lower slash double triple grow swell fall drop shrink rise "
    "strengthen reinforce trim".split()
)
_REACH = 25  # words between what changes something and the number that it changes to
_CLIMB = 4
_PUT_AT = frozenset("put place set estimate count fix reckon tally".split())
_MEASURES = frozenset("number toll figure count total tally strength size".split())
_BEFORE_NUMBER = 4  # words that may stand between "at" and the number: "at somewhere between", "at no more than"


def find_counted(document: Document, verb: Token) -> list[int]:
    """Tokens of what a verb's subject counts, with their number; none where it counts nothing."""
    negated = any(document.tokens[k].dep == "neg" for k in document.children[verb.i])
    if verb.pos != "VERB" or verb.lemma not in _COUNTING | _PUTTING or negated:
        return []
    last = document.sentences[verb.sentence].last
    at = next((k for k in range(verb.i + 1, last) if _is_at_number(document, k)), None)
    put = [k for k in document.children[verb.i] if document.tokens[k].dep in ("dobj", "nsubjpass")]
    plain = not any(document.tokens[c].dep == "nummod" for k in put for c in document.children[k])
    if at is not None and put and plain:
        number = next(k for k in range(at + 1, last) if document.tokens[k].pos == "NUM")
        return list(range(verb.i + 1, number + 1))
    if verb.lemma in _PUTTING:
        return []
    objects = [k for k in document.children[verb.i] if document.tokens[k].dep == "dobj"]
    counted = [k for o in objects for k in document.subtree(o)]
    return counted if any(document.tokens[k].pos == "NUM" for k in counted) else []


def _is_at_number(document: Document, k: int) -> bool:
    tokens = document.tokens
    if tokens[k].lemma != "at" or tokens[k].pos != "ADP":
        return False
    for token in tokens[k + 1 : k + 2 + _BEFORE_NUMBER]:
        if token.pos == "NUM":
            return token.dep == "pobj" and token.head == k  # "at two border posts" counts posts
        if token.pos not in ("ADV", "ADP", "ADJ", "DET", "SCONJ"):
            return False
    return False


def find_estimates(document: Document, sentence: Sentence) -> list[tuple[int, int]]:
    """(who counts, the noun) of each "by US and NATO estimates", "by the UN's count" in a sentence; both are tokens."""
    out = []
    for noun in document.tokens[sentence.first : sentence.last]:
        above = document.tokens[noun.head]
        by = above.lemma in ("by", "on") and above.dep in ("prep", "agent")
        if noun.lemma not in ESTIMATES or noun.dep != "pobj" or not by:
            continue
        named = [
            k for k in document.children[noun.i] if document.tokens[k].dep in _NAMING and document.tokens[k].text[:1].isupper()
        ]
        if named:
            out.append((named[0], noun.i))
    return out


def find_change(document: Document, number: Token) -> int | None:
    """Index of the verb that changes something from or to a bare number: "raised its force from 1,500 to 5,000", "bringing it to
    2,800"; None where there is none."""
    tokens = document.tokens
    first = document.sentences[number.sentence].first
    if number.i - 1 < first or tokens[number.i - 1].lemma not in ("from", "to"):
        return None
    for k in range(number.i - 2, max(first - 1, number.i - _REACH), -1):
        if tokens[k].pos == "VERB":
            return k if tokens[k].lemma in _CHANGING else None
    return None


def noun_put_at(document: Document, number: Token | None, last: Token | None) -> int | None:
    """Index of the noun that a number with "at", which ends at token `last`, counts: "put the dead at nine", "put the number of
    soldiers killed at 51", "at 50,000, the march was the largest"; None where there is none."""
    tokens = document.tokens
    before = tokens[number.i - 1] if number is not None and number.i else None
    if number is None or last is None or before is None or before.lemma != "at" or before.dep != "prep":
        return None
    verb = putting = tokens[before.head]
    for _ in range(_CLIMB):  # "put the number of soldiers killed in the raid at 51" hangs on "killed"
        if putting.lemma in _PUT_AT or putting.dep == "ROOT":
            break
        putting = tokens[putting.head]
    if putting.lemma in _PUT_AT and putting.pos == "VERB":
        found = next((k for k in document.children[putting.i] if tokens[k].dep in ("dobj", "nsubjpass")), None)
    elif (
        before.i == document.sentences[before.sentence].first and tokens[last.i + 1 : last.i + 2] and verb.pos in ("VERB", "AUX")
    ):
        comma = tokens[last.i + 1].text == ","
        found = next((k for k in document.children[verb.i] if tokens[k].dep == "nsubj"), None) if comma else None
    else:
        return None
    return of_measure(document, found) if found is not None else None


def of_measure(document: Document, noun: int) -> int:
    """The troops of "the number of troops"; the noun itself where it is no measure, or nothing hangs on it."""
    tokens = document.tokens
    if tokens[noun].lemma not in _MEASURES:
        return noun
    of = [k for k in document.children[noun] if tokens[k].lemma == "of"]
    return next((c for k in of for c in document.children[k] if tokens[c].pos in ("NOUN", "PROPN")), noun)
