"""Which word acts on an act, and where a word that could does not: by its sense, its place and the act's own form."""

from __future__ import annotations

from reportedly.coding.lexicon import TRUCES, load_operators, load_truce_words
from reportedly.coding.reading import Reading
from reportedly.core.layers import Document, Token

_CARRIERS = frozenset({"be", "come", "go", "take", "enter", "remain", "stay", "put"})
_ONLY_UNTENSED = frozenset({"order", "ask", "plan", "announce", "promise", "threat", "try"})
_PREPOSITIONS_OF_OPERATORS = frozenset({"for", "of", "to", "with", "against", "on", "into"})
_DIRECT_OBJECT_ONLY = frozenset({"order", "begin", "continue", "finish", "announce", "stop"})
_ACTS_ON_SUBJECT = frozenset({"begin", "continue", "finish", "stop", "fail", "hold", "breach", "lapse"})
_HAPPENING = frozenset(
    ["happen", "occur", "follow", "come", "take", "be", "continue", "proceed", "begin", "start", "resume", "go"]
)


def part_of_speech(token: Token) -> str:
    """V, A or N: how the table of operators names a token's part of speech."""
    if token.pos in ("VERB", "AUX"):
        return "V"
    return "A" if token.pos in ("ADJ", "ADV") else "N"


def kind_over(document: Document, head: Token, reading: Reading) -> tuple[int | None, str | None]:
    """Kind of the operator `head`, after the noun that a plain verb carries ("is in force", "came to an end") or None.

    What keeps or breaks a truce acts on nothing else; a truce that ends is over.
    """
    if head.text.lower() == "promising" and not any(document.tokens[k].i > head.i for k in document.children[head.i]):
        return None, None  # "called the pullback promising"
    kind = load_operators().get((head.lemma, part_of_speech(head)))
    if reading.word not in TRUCES:
        return None, kind
    words = load_truce_words()
    nouns = _carried(document, head) if head.lemma in _CARRIERS else []
    for noun in nouns:
        if (noun.lemma, "N") in words:
            return noun.i, words[noun.lemma, "N"]
    return None, words.get((head.lemma, part_of_speech(head))) or kind


def find_part(document: Document, preposition: Token, verb: Token) -> Token | None:
    """The noun in "played a part in the raid" where the parser hangs "in" on the verb."""
    if preposition.dep != "prep" or verb.pos not in ("VERB", "AUX"):
        return None
    nouns = [document.tokens[k] for k in document.children[verb.i] if document.tokens[k].dep == "dobj" and k < preposition.i]
    return next((n for n in nouns if load_operators().get((n.lemma, "N")) == "part"), None)


def _carried(document: Document, verb: Token) -> list[Token]:
    below = [document.tokens[k] for k in document.children[verb.i] if document.tokens[k].dep in ("dobj", "prep")]
    under = [k for w in below if w.dep == "prep" and w.lemma in ("in", "into", "to") for k in document.children[w.i]]
    return [w for w in below if w.dep == "dobj"] + [document.tokens[k] for k in under]


def is_meant(document: Document, kind: str, current: Token, head: Token) -> bool:
    """False where the operator's word is used in another sense: "told Merkel of", "insisted that they had left"."""
    if kind == "order" and _is_purpose(document, head):
        return False
    is_verb = current.pos in ("VERB", "AUX")
    untensed = is_untensed(document, current)
    if kind in _ONLY_UNTENSED and is_verb and not untensed:
        return False
    if kind == "part":
        return current.dep == "prep" and current.lemma in ("in", "for")
    if head.lemma == "tell":
        return is_verb and untensed
    if head.lemma == "warn":
        return not is_verb
    if head.lemma == "look":
        return is_verb
    if head.lemma == "task":
        return (current.dep == "prep" and current.lemma == "with") or (is_verb and untensed)
    if head.lemma == "call":
        return current.dep in ("prep", "xcomp") or (current.dep in ("dobj", "nsubjpass") and current.pos == "NOUN")
    if head.lemma in ("sign", "reach") and head.pos == "VERB":
        return current.lemma in TRUCES and current.dep in ("dobj", "nsubjpass")
    if head.lemma == "put":
        return any(document.tokens[k].text.lower() == "off" for k in document.children[head.i])
    return _is_meant_by_place(kind, current, head)


def _is_meant_by_place(kind: str, current: Token, head: Token) -> bool:
    if current.dep == "prep" and head.pos == "VERB" and current.lemma not in _PREPOSITIONS_OF_OPERATORS:
        return False
    if kind in _DIRECT_OBJECT_ONLY and current.dep == "prep":
        return False
    if kind == "begin" and current.dep == "nsubj":
        return current.pos == "NOUN"
    return kind != "stop" or current.dep in ("dobj", "nsubj", "nsubjpass", "xcomp")


def is_untensed(document: Document, token: Token) -> bool:
    """True for infinitives, participles and nouns: they tell no time of their own."""
    if token.pos not in ("VERB", "AUX"):
        return True
    if any(
        document.tokens[k].dep in ("aux", "auxpass") and document.tokens[k].tag in ("MD", "VBZ", "VBP", "VBD")
        for k in document.children[token.i]
    ):
        return False
    return token.tag in ("VB", "VBG", "VBN")


def governs(kind: str, current: Token, head: Token) -> bool:
    """True where the operator `head` stands over `current` in a way in which it acts on it."""
    if current.dep in ("nsubj", "nsubjpass"):
        return head.lemma in _HAPPENING or (current.pos == "NOUN" and (current.dep == "nsubjpass" or kind in _ACTS_ON_SUBJECT))
    return current.dep in (
        "xcomp",
        "ccomp",
        "acl",
        "dobj",
        "pobj",
        "prep",
        "pcomp",
        "advcl",
        "attr",
        "oprd",
        "acomp",
        "nmod",
        "compound",
        "agent",
        "amod",
        "dep",
        "poss",
        "relcl",
    )


def _is_purpose(document: Document, noun: Token) -> bool:
    """True for "in order to": nobody orders anything."""
    before = document.tokens[noun.i - 1] if noun.i else None
    return noun.pos == "NOUN" and noun.lemma == "order" and before is not None and before.text.lower() == "in"
