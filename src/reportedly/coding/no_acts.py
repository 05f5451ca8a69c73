"""Words that the act reader may take for acts and that name none: they point at one, complete one, or hand on words."""

from __future__ import annotations

from reportedly.coding.governing import part_of_speech
from reportedly.coding.lexicon import load_classes, load_operators
from reportedly.core.layers import ActReading, Document, Token
from reportedly.ontology.forces import kind_of_force

_IT = frozenset({"it", "this", "that", "so", "something", "anything", "same"})
_PRESS = frozenset("press news media".split())
_MEASURES = frozenset("number figure name detail reason date time breakdown estimate".split())
_GIVING = frozenset("give issue".split())
_TOLD_THINGS = _MEASURES | {"account", "answer", "comment", "word", "speech"}
# Words that name a thing, hand on that somebody spoke, or judge an act; the reader has to be surer of them than of others.
_NAMING = frozenset("life call term describe dub brand label respond reply comment step gesture signal sign".split())
_EMERGENCY_LAWS = frozenset("rule law power decree state order regime".split())
_HAVING = frozenset("have keep maintain field".split())
_SURE, _SURER = 0.35, 0.7
_ORDERS = frozenset("order command".split())
_SAID = frozenset("order statement announcement promise pledge declaration offer call command".split())
_ALIKE = frozenset("similar such same this these like".split())


def points_to_it(document: Document, i: int) -> bool:
    """True for "ordered it", "did so", "announced something like it": a word that acts on what "it" stands for tells no act."""
    token = document.tokens[i]
    if (token.lemma, "V") not in load_operators():
        return False
    return any(document.tokens[k].dep == "dobj" and document.tokens[k].text.lower() in _IT for k in document.children[i])


def names_no_act(document: Document, reading: ActReading) -> bool:
    """True for prepositions and "still" (who is still at the gate does nothing, least of all leave), for "falsely", and for words
    that only name a thing ("what they called an invasion force") or tell that somebody spoke, unless the reader is sure."""
    token = document.tokens[reading.i]
    if token.pos == "ADP" or token.text.lower() == "still" or (token.pos == "ADV" and token.text.lower().endswith("ly")):
        return True
    if reading.chance < (_SURER if token.lemma in _ORDERS else _SURE) and (
        token.lemma in _NAMING or _points_back(document, reading.i)
    ):
        return True
    if token.lemma == "emergency" and token.dep in ("amod", "compound", "nmod"):
        return document.tokens[token.head].lemma not in _EMERGENCY_LAWS  # "an emergency application", "the emergency room"
    return _is_text(document, reading.i) or _only_mentions(document, reading.i) or _is_held(document, reading.i)


def _is_held(document: Document, i: int) -> bool:
    """True for the forces or captives that somebody "has", and for having them: so many of them somewhere are counted
    (`coding/present.py`)."""
    token = document.tokens[i]
    if token.lemma in _HAVING and token.pos == "VERB":
        return any(_is_force_or_captive(document.tokens[k]) for k in document.children[i] if document.tokens[k].dep == "dobj")
    had = token.pos == "NOUN" and token.dep == "dobj" and document.tokens[token.head].lemma in _HAVING
    return had and _is_force_or_captive(token)


def _is_force_or_captive(token: Token) -> bool:
    return kind_of_force(token.lemma) is not None or token.lemma in load_classes()["INMATE"]


def _points_back(document: Document, i: int) -> bool:
    """True for "this kind of order", "a similar statement": the noun stands for an act told before."""
    token = document.tokens[i]
    if token.pos != "NOUN" or token.lemma not in _SAID:
        return False
    above = document.tokens[document.tokens[token.head].head]
    if token.lemma in _ORDERS and all(document.tokens[k].dep in ("det", "poss") for k in document.children[i]):
        return True  # "the order affects three regions": what was ordered is told elsewhere
    kind_of = token.dep == "pobj" and above.lemma in ("kind", "sort", "type")
    return kind_of or any(document.tokens[k].lemma in _ALIKE for k in document.children[i] if k < i)


def _only_mentions(document: Document, i: int) -> bool:
    """True for "spoke of manoeuvres": what is spoken of, to nobody, is no talk between two."""
    if document.tokens[i].lemma != "speak" or document.tokens[i].pos != "VERB":
        return False
    after = {document.tokens[k].lemma for k in document.children[i] if document.tokens[k].dep == "prep"}
    return "of" in after and not after & {"to", "with"}


def _is_text(document: Document, i: int) -> bool:
    """True for a press release and "the Kremlin's release on the call": a text, not the freeing of anybody."""
    token = document.tokens[i]
    around = [document.tokens[k] for k in document.children[i]]
    if token.lemma != "release" or token.pos != "NOUN":
        return False
    press = any(t.dep in ("compound", "amod") and t.lemma in _PRESS for t in around)
    return press or (any(t.dep == "prep" and t.lemma in ("on", "about") for t in around) and not _has_of(document, i))


def _has_of(document: Document, i: int) -> bool:
    return any(document.tokens[k].lemma == "of" for k in document.children[i])


def gives_words(document: Document, i: int) -> bool:
    """True for "gave the command", "no number was given": what is given is a word that acts on an act, or only told; and for the
    number itself."""
    if document.tokens[i].lemma in _MEASURES and document.tokens[i].pos == "NOUN":
        return True
    if document.tokens[i].lemma not in _GIVING:
        return False
    given = [document.tokens[k] for k in document.children[i] if document.tokens[k].dep in ("dobj", "nsubjpass")]
    return any(g.lemma in _TOLD_THINGS or (g.lemma, "N") in load_operators() for g in given)


def completes(document: Document, i: int, told: set[int]) -> bool:
    """True for "alight" in "set alight", "go" in "let go": a word that only completes a verb which the table has is no act beside
    it."""
    token = document.tokens[i]
    if token.head in told and i == goes_with(document, token.head):
        return True
    return part_of_speech(token) == "A" and token.head in told and token.head != i


def goes_with(document: Document, i: int) -> int | None:
    """The "go" of a "let"."""
    if document.tokens[i].lemma != "let":
        return None
    return next((k for k in document.children[i] if document.tokens[k].lemma == "go" and document.tokens[k].pos == "VERB"), None)
