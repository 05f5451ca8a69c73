"""Who speaks, by the parse: the source of a verb of saying, and verbs of saying that the parser joins to what is said."""

from __future__ import annotations

from reportedly.core.layers import Document, Token
from reportedly.ontology.sectors import is_title

_LONGEST = 14  # tokens of a speaker behind a comma


def find_source(document: Document, verb: Token) -> int | None:
    """Index of the head token of who speaks: the subject, the agent of a passive, or the subject of the verb it is joined to."""
    tokens, kids = document.tokens, document.children
    passive = any(tokens[k].dep == "nsubjpass" for k in kids[verb.i])
    if passive:
        for k in kids[verb.i]:
            if tokens[k].dep == "agent" and kids[k]:
                return kids[k][0]
        subjects = [k for k in kids[verb.i] if tokens[k].dep == "nsubjpass"]
        quoted = verb.lemma in ("quote", "cite", "tell") and any(
            tokens[k].dep in ("prep", "xcomp", "advcl") for k in kids[verb.i]
        )
        return subjects[0] if quoted and verb.lemma != "tell" and subjects else None
    described = _described_speaker(document, verb)
    if described is not None:
        return described
    for k in kids[verb.i]:
        if tokens[k].dep == "nsubj" and tokens[k].text.lower() != "whom":  # "the men whom Mali said it had freed"
            if tokens[k].lemma in ("who", "which", "that") and verb.dep == "relcl":
                return verb.head
            return k
    if verb.dep == "conj" and (own := _speaker_joined(document, verb)) is not None:
        return own
    if verb.dep in ("conj", "xcomp", "advcl") and verb.head != verb.i and tokens[verb.head].pos in ("VERB", "AUX"):
        if verb.dep == "advcl" and verb.tag != "VBG":
            return None
        return find_source(document, tokens[verb.head])
    if verb.dep in ("acl",) and verb.tag == "VBG":
        return verb.head
    return _speaker_before(document, verb) if verb.tag in ("VBD", "VBZ", "VBP") else None


def _described_speaker(document: Document, verb: Token) -> int | None:
    """The group in "the group that besieges X said", "the group besieging X said", where the parser takes X for who speaks."""
    tokens, kids = document.tokens, document.children
    above = tokens[verb.head]
    if verb.dep == "ccomp" and above.dep == "relcl" and above.i < verb.i:
        noun = tokens[above.head]
        return noun.i if noun.dep == "ROOT" and noun.pos in ("NOUN", "PROPN") and noun.i < above.i else None
    clause = next((tokens[k] for k in kids[verb.i] if tokens[k].dep == "csubj" and tokens[k].tag == "VBG"), None)
    return next((k for k in kids[clause.i] if tokens[k].dep == "nsubj"), None) if clause is not None else None


def speaker_behind_comma(document: Document, verb: Token) -> tuple[int, int] | None:
    """Who speaks in "There are 4,000 soldiers along the line, the mission said", where the parser takes the speaker for an
    apposition of what is told, and where the comma stands; None where nothing is told before the comma."""
    tokens = document.tokens
    first = document.sentences[verb.sentence].first
    if verb.tag not in ("VBD", "VBZ", "VBP"):
        return None
    comma = next((k for k in range(verb.i - 1, max(first, verb.i - _LONGEST) - 1, -1) if tokens[k].text == ","), None)
    if comma is None or any(tokens[k].pos in ("VERB", "AUX") for k in range(comma + 1, verb.i)):
        return None
    heads = [k for k in range(comma + 1, verb.i) if tokens[k].dep == "appos" and tokens[k].head < comma]
    told = any(tokens[k].tag in ("VBD", "VBZ", "VBP") and tokens[k].dep in ("ccomp", "parataxis") for k in range(first, comma))
    return (heads[0], comma) if len(heads) == 1 and told else None


def _speaker_joined(document: Document, verb: Token) -> int | None:
    """The union in "India denied that X had returned 41 boats, and a union said it would …", which the parser joins to the boats:
    a noun that ends right before a finite verb of saying, behind a comma and "and"."""
    tokens = document.tokens
    noun = tokens[verb.i - 1] if verb.i else verb
    if verb.tag not in ("VBD", "VBZ", "VBP") or noun.dep != "conj" or noun.pos not in ("NOUN", "PROPN"):
        return None
    first = min(document.subtree(noun.i))
    return noun.i if first > 1 and tokens[first - 1].dep == "cc" and tokens[first - 2].text == "," else None


def _speaker_before(document: Document, verb: Token) -> int | None:
    """The name or title right before a finite verb that the parser gave no subject ("the minister yesterday said")."""
    for k in range(verb.i - 1, max(-1, verb.i - 4), -1):
        token = document.tokens[k]
        if token.sentence != verb.sentence or token.pos in ("PUNCT", "VERB", "ADP", "SCONJ", "CCONJ"):
            return None
        if token.pos in ("NOUN", "PROPN") and token.dep != "npadvmod":
            return k if is_title(token.lemma) or token.ent_type in ("PERSON", "ORG", "GPE") else None
    return None


def is_tacked_on(document: Document, verb: Token) -> bool:
    """True in "Japan will send rice, the minister announced.", where the parser joins the two verbs: a subject of its own after a
    comma, no "and", no object."""
    tokens, kids = document.tokens, document.children
    subject = next((k for k in kids[verb.i] if tokens[k].dep == "nsubj"), None)
    if verb.dep != "conj" or verb.head > verb.i or subject is None:
        return False
    first = min(document.subtree(subject))
    joined = any(tokens[k].dep == "cc" and tokens[k].i > verb.head for k in kids[verb.head])
    bare = not any(tokens[k].dep in ("dobj", "ccomp", "xcomp", "attr", "acomp") for k in kids[verb.i])
    return bare and not joined and first > 0 and tokens[first - 1].text == ","
