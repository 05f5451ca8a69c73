"""Who says that a report of an act is false: "claims that it had left were propaganda", "dismissed reports of a raid"."""

from __future__ import annotations

from reportedly.coding.arguments import find_arguments
from reportedly.coding.tense import is_negated
from reportedly.core.layers import Document, Token

# Nouns for what somebody tells of an act; they are operators of kind `say` or `accuse` in cues/operators.tsv.
_TOLD = frozenset(
    "claim report allegation accusation charge suggestion rumour rumor assertion story statement contention insinuation "
    "announcement".split()
)
_FALSE = frozenset(
    "false untrue baseless unfounded groundless unsubstantiated fabricated fabrication invented invention fake bogus nonsense "
    "nonsensical lie fiction fictitious hoax propaganda disinformation misinformation fantasy absurd absurdity ridiculous "
    "slander slanderous myth incorrect wrong fairy tale rubbish".split()
)
_DISMISSING = frozenset("dismiss reject refute rebut rubbish deny contradict".split())
_VERIFYING = frozenset("verify confirm corroborate authenticate substantiate prove".split())
_CALLING = frozenset("call describe brand label denounce dismiss condemn".split())


def find_belier(document: Document, noun: Token) -> tuple[int, list[int]] | None:
    """(token that says it is false, heads of who says so) for a noun that tells of an act; None where nobody does."""
    if noun.lemma not in _TOLD:
        return None
    head = document.tokens[noun.head]
    if noun.dep in ("dobj", "nsubjpass") and head.lemma in _DISMISSING and not is_negated(document, head.i):
        return head.i, find_arguments(document, head.i).subjects
    if noun.dep in ("nsubj", "nsubjpass") and head.lemma == "be" and not is_negated(document, head.i):
        word = _false_word(document, head)
        return (word, []) if word is not None else None
    if noun.dep == "nsubj" and head.lemma in _FALSE:  # "called the claim false": the parser's small clause
        above = document.tokens[head.head]
        return (head.i, find_arguments(document, above.i).subjects) if above.lemma in _CALLING else None
    if noun.dep in ("dobj", "nsubjpass", "nsubj", "pobj") and head.lemma in _CALLING and not is_negated(document, head.i):
        word = _false_word(document, head)
        if word is not None:
            return word, find_arguments(document, head.i).subjects if noun.dep == "dobj" else []
    return None


def is_unverified(document: Document, noun: Token) -> bool:
    """True for "reports that it fell could not be verified": nobody says that it is so, nor that it is not."""
    head = document.tokens[noun.head]
    told = noun.lemma in _TOLD and noun.dep in ("nsubj", "nsubjpass")
    return told and head.lemma in _VERIFYING and is_negated(document, head.i)


def _false_word(document: Document, head: Token) -> int | None:
    """The last word under a verb that says "false"; the parser hangs it anywhere ("called rumours of a pullback nonsense")."""
    found = [k for k in document.subtree(head.i) if k > head.i and document.tokens[k].lemma.lower() in _FALSE]
    return found[-1] if found else None


def is_telling(token: Token) -> bool:
    """True for a noun that stands for what is told, not for who tells it."""
    return token.lemma in _TOLD and token.pos == "NOUN"
