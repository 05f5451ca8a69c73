"""What the form of a verb says about how far its act went."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.core.claim import Stage
from reportedly.core.layers import Document, Token

_CAN = frozenset({"can", "could", "may", "might"})
_MUST = frozenset({"must", "need", "ought"})
_NEGATIONS = frozenset({"not", "n't", "never", "n’t", "no longer", "neither", "nor", "hardly", "barely"})
_NO = frozenset({"no", "none", "neither", "nothing", "nobody"})
_BOUNDS = frozenset({"later", "only", "merely", "just", "least", "more", "less", "fewer", "until"})
_ALL = frozenset({"all", "every", "everybody", "everyone", "everything", "only", "just", "merely"})


@dataclass(frozen=True, slots=True)
class Tense:
    """Stage that a verb's form gives; `future`: it lies ahead, said by whom decides whether announced or expected.

    `bare`: an infinitive or participle that tells nothing by itself.
    """

    stage: Stage
    future: bool = False
    bare: bool = False


def find_tense(document: Document, i: int, *, reported: bool) -> Tense:
    """Reading of the verb at token `i`; `reported` tells that it stands in somebody's words ("would" = will)."""
    token = document.tokens[i]
    aux = [document.tokens[k] for k in document.children[i] if document.tokens[k].dep in ("aux", "auxpass")]
    words = {a.lemma for a in aux} | {a.text.lower() for a in aux}
    if words & {"will", "shall", "'ll", "’ll", "wo", "going"}:
        return Tense(Stage.EXPECTED, future=True)
    if "would" in words or "'d" in words:
        return Tense(Stage.EXPECTED, future=True) if reported and not _has_if(document, i) else Tense(Stage.CONDITIONAL)
    if words & _CAN or words & {"should"}:
        return Tense(Stage.EXPECTED if "should" in words else Stage.CONDITIONAL)
    if words & _MUST:
        return Tense(Stage.PROPOSED)
    if token.tag in ("VBZ", "VBP") and not aux and token.dep == "advcl" and _has_mark(document, i, _UNTIL):
        return Tense(Stage.EXPECTED, future=True)  # "before the leaders meet": a present that lies ahead
    if "to" in words or (token.tag == "VB" and not aux):
        return _infinitive(document, token, words)
    if token.tag == "VBG":
        return _participle(document, token, words, reported=reported)
    if token.tag == "VBN" and words & {"being"}:
        return Tense(Stage.UNDER_WAY)
    if token.tag in ("VBN", "VBD"):
        return Tense(Stage.DONE, bare=token.tag == "VBN" and not aux and token.dep in ("acl", "advcl", "amod"))
    return Tense(Stage.DONE if _is_headline(document, token) else Stage.UNDER_WAY)


def _is_headline(document: Document, token: Token) -> bool:
    """True in headlines, captions and lines without a full stop: their present tells what was done."""
    sentence = document.sentences[token.sentence]
    text = document.report.text[sentence.start : sentence.end].rstrip(" \"'”’")
    return sentence.part != "body" or not text.endswith((".", "!", "?", ":", ";", ","))


def _participle(document: Document, token: Token, words: set[str], *, reported: bool) -> Tense:
    """ "Is leaving" is under way; "…, killing two" is as done as the verb that it hangs on; "accused of killing" is done."""
    if "be" in words:
        return Tense(Stage.UNDER_WAY)
    head = document.tokens[token.head]
    if token.dep == "pcomp":
        return Tense(Stage.DONE, bare=True)
    if (
        token.dep in ("advcl", "conj")
        and head.pos in ("VERB", "AUX")
        and head.tag in ("VBD", "VBN", "VBZ", "VBP")
        and head.i != token.i
    ):
        above = find_tense(document, head.i, reported=reported)
        return Tense(above.stage, above.future, bare=True)
    return Tense(Stage.UNDER_WAY, bare=True)


def _infinitive(document: Document, token: Token, words: set[str]) -> Tense:
    head = document.tokens[token.head]
    if "have" in words and token.tag == "VBN":
        if head.lemma == "be" and head.tag == "VBD" and head.i != token.i:
            return Tense(Stage.EXPECTED, future=True)  # "were to have met": planned, and told because it did not come about
        return Tense(Stage.DONE)  # "is said to have left"
    if "to" not in words and any(document.tokens[k].dep == "nsubj" for k in document.children[token.i]):
        return Tense(Stage.DONE if _is_headline(document, token) else Stage.UNDER_WAY, bare=token.dep != "ROOT")
    if token.dep in ("xcomp", "ccomp", "acomp") and head.lemma == "be" and "to" in words:
        return Tense(Stage.EXPECTED, future=True)
    if token.dep == "ROOT" and "to" in words:
        return Tense(Stage.EXPECTED, future=True)
    told_whole = head.dep in ("ROOT", "appos") or "be" in words
    if "to" in words and token.dep in ("relcl", "acl") and told_whole and _is_headline(document, token):
        return Tense(Stage.EXPECTED, future=True)  # "100 more to be let go": all that the headline says of them
    if token.dep in ("xcomp", "ccomp") and head.lemma in ("have", "need") and head.i != token.i:
        return Tense(Stage.PROPOSED)
    if (
        token.tag == "VB"
        and token.dep == "ROOT"
        and not any(document.tokens[k].dep == "nsubj" for k in document.children[token.i])
    ):
        return Tense(Stage.PROPOSED)
    return Tense(Stage.CONDITIONAL, bare=True)


_UNTIL = frozenset({"before", "until", "till", "once"})


def _has_mark(document: Document, i: int, marks: frozenset[str]) -> bool:
    return any(document.tokens[k].dep == "mark" and document.tokens[k].lemma in marks for k in document.children[i])


def _has_if(document: Document, i: int) -> bool:
    sentence = document.sentences[document.tokens[i].sentence]
    return any(
        document.tokens[k].lemma in ("if", "unless") and document.tokens[k].dep == "mark"
        for k in range(sentence.first, sentence.last)
    )


def is_negated(document: Document, i: int) -> bool:
    """True where the verb or noun at `i` is negated itself or through 'no' on a subject or object."""
    own = document.tokens[i]
    head = document.tokens[own.head]
    if own.dep == "pobj" and head.lemma == "without":
        return document.tokens[head.i + 1].lemma != "doubt"
    if own.tag == "VB" and own.dep == "xcomp" and any(document.tokens[k].lemma == "yet" for k in document.children[head.i]):
        return True  # "has yet to see"
    if own.text.lower() == "left" and own.dep == "acl" and _has_no(document, own.head):
        return True  # "there is no warship left"
    if own.dep == "relcl" and _has_no(document, own.head) and not _has_relative(document, i):
        return True  # "and no house there was set alight": a clause that the parser hangs on its subject
    for k in document.children[i]:
        token = document.tokens[k]
        if (token.dep == "neg" or token.text.lower() in _NEGATIONS) and not _limits(document, k) and not _bounds(document, k):
            return True
        if token.dep == "det" and token.text.lower() in _NO:
            return True
        if token.dep in ("nsubj", "nsubjpass", "dobj", "attr", "advmod") and document.tokens[i].pos in ("VERB", "AUX"):
            if token.text.lower() in _NO or token.text.lower() == "nowhere":
                return True
            if _has_no(document, k) and token.lemma != "doubt":
                return True
    return False


def is_left_over(document: Document, i: int) -> bool:
    """True for "there are 200 troops left", "150 soldiers were left in the base": who is left has not gone."""
    token = document.tokens[i]
    if token.text.lower() != "left" or token.tag not in ("VBN", "VBD"):
        return False
    deps = {document.tokens[k].dep for k in document.children[i]}
    if "nsubjpass" in deps:
        return not deps & {"agent", "dobj", "oprd", "acomp"}
    noun = document.tokens[token.head]
    first = noun
    while first.dep == "conj":  # "no gun and no post left"
        first = document.tokens[first.head]
    above = document.tokens[first.head]
    there = any(document.tokens[k].dep == "expl" for k in document.children[above.i])
    return (
        token.dep == "acl"
        and "agent" not in deps
        and ((first.dep == "attr" and there) or (first.dep == "dobj" and above.lemma == "have"))
    )


def _has_relative(document: Document, i: int) -> bool:
    return any(document.tokens[k].tag in ("WDT", "WP", "WRB") for k in document.subtree(i))


def is_bounded(document: Document, i: int) -> bool:
    """True where the "not" of the word at `i` sets a bound and denies nothing: "freed not later than Friday"."""
    kids = [*document.children[i], *(c for k in document.children[i] for c in document.children[k])]
    return any(document.tokens[k].dep == "neg" and _limits(document, k) for k in kids)


def _limits(document: Document, i: int) -> bool:
    """True for "not later than", "not only", "not until": a bound, no denial."""
    return i + 1 < len(document.tokens) and document.tokens[i + 1].text.lower() in _BOUNDS


def _bounds(document: Document, i: int) -> bool:
    """True for "no later than", "no fewer than": "no more prisoners" denies."""
    after = [t.text.lower() for t in document.tokens[i + 1 : i + 3]]
    return after[1:] == ["than"] and (after[0] in _BOUNDS or after[0] in ("sooner", "earlier", "longer"))


def _has_no(document: Document, i: int) -> bool:
    """True for "no prisoner", "not one of them", "not a shot"; "not all" and "not only" deny something else."""
    words = [document.tokens[c] for c in document.children[i]]
    counts = [
        w.i for w in words if w.dep in ("nummod", "amod", "quantmod")
    ]  # "not one prisoner": the parser hangs "not" on "one"
    words += [document.tokens[c] for k in counts for c in document.children[k]]
    if any(w.dep in ("det", "neg") and w.text.lower() in _NO and not _bounds(document, w.i) for w in words):
        return True
    denied = any(w.dep in ("neg", "preconj") and w.text.lower() in ("not", "never") and not _limits(document, w.i) for w in words)
    return denied and not any(w.text.lower() in _ALL for w in (*words, document.tokens[i]))


def _is_only_once(document: Document, i: int) -> bool:
    """True for "only once the last man has left", "only when they go": not told as having been done."""
    for k in document.children[i]:
        mark = document.tokens[k]
        if mark.lemma in ("once", "when") and mark.i and document.tokens[mark.i - 1].lemma == "only":
            tags = {document.tokens[n].tag for n in (i, *document.children[i])}
            return bool(tags & {"VBZ", "VBP"})
    return False


def is_condition(document: Document, i: int) -> bool:
    """True where the clause of the verb at `i` is a condition or a question."""
    if any(
        document.tokens[k].dep == "mark" and document.tokens[k].lemma in ("if", "unless", "whether") for k in document.children[i]
    ):
        return True
    if any(document.tokens[k].lemma in ("whether",) for k in document.children[i]) or _is_only_once(document, i):
        return True
    sentence = document.sentences[document.tokens[i].sentence]
    return document.report.text[sentence.start : sentence.end].rstrip("\"”' ").endswith("?")
