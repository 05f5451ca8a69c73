"""The clause that tells an act: what its claim quotes."""

from __future__ import annotations

from reportedly.coding.draft import Draft
from reportedly.core.layers import Document
from reportedly.core.span import Span, cut

_JOINTS = frozenset({"that", "yet", "but", "and", "as", "while", "however", "meanwhile", "also"})


_HAPPENING = frozenset(
    "go happen occur erupt take begin start resume continue follow explode schedule plan set expect last end hit come be".split()
)


def happening_verb(document: Document, i: int) -> int | None:
    """The verb that only says that the noun's act took place or goes on ("two bombs went off", "talks are scheduled")."""
    token = document.tokens[i]
    verb = document.tokens[token.head]
    if token.pos not in ("NOUN", "PROPN") or verb.pos not in ("VERB", "AUX") or verb.lemma not in _HAPPENING:
        return None
    return verb.i if token.dep in ("nsubj", "nsubjpass") else None


def find_clause(document: Document, draft: Draft) -> Span:
    """The clause that tells the act: from the outermost word that acts on it, without clauses joined to it."""
    reading, trigger = draft.reading, draft.trigger
    sentence = document.tokens[trigger.i].sentence
    inside = set(document.subtree(trigger.i))
    cues = [c for c in reading.cues if document.tokens[c].sentence == sentence and c not in inside]
    top = cues[-1] if cues else trigger.arguments.light_verb if trigger.arguments.light_verb is not None else trigger.i
    if top == trigger.i:
        verb = happening_verb(document, top)
        top = verb if verb is not None else top
    if document.tokens[top].dep in ("acl", "relcl") and top == trigger.i:
        top = document.tokens[top].head
        verb = document.tokens[top].head  # "there is not one soldier left": without its verb the clause would say the opposite
        if document.tokens[top].dep == "attr" and any(document.tokens[k].dep == "expl" for k in document.children[verb]):
            top = verb
    skipped: set[int] = set()
    path = _path(document, trigger.i, top)
    for k in document.subtree(top):
        token = document.tokens[k]
        if k not in path and token.dep in ("conj", "advcl", "parataxis") and token.pos in ("VERB", "AUX") and token.head in path:
            skipped.update(document.subtree(k))
    indices = [k for k in document.subtree(top) if k not in skipped and document.tokens[k].pos != "SPACE"]
    run = _run_around(indices, trigger.i)
    words = _trim_joints(document, run, trigger.i)
    quote = cut(document.report.text, document.tokens[words[0]].start, document.tokens[words[-1]].end)
    return quote.span


def _trim_joints(document: Document, run: list[int], trigger: int) -> list[int]:
    """The run without punctuation and joining words ("that", "and", "but") at its ends."""
    first, last = 0, len(run) - 1
    while run[first] < trigger and _is_joint(document, run[first]):
        first += 1
    while run[last] > trigger and _is_joint(document, run[last]):
        last -= 1
    return run[first : last + 1]


def _is_joint(document: Document, i: int) -> bool:
    token = document.tokens[i]
    return token.pos in ("PUNCT", "CCONJ", "SPACE") or token.text.lower() in _JOINTS


def _path(document: Document, i: int, top: int) -> set[int]:
    out = {i, top}
    while i != top and document.tokens[i].head != i:
        i = document.tokens[i].head
        out.add(i)
    return out


def _run_around(indices: list[int], i: int) -> list[int]:
    """The neighbouring indices around `i`; gaps of up to two tokens (a comma, 'and') are bridged."""
    position = indices.index(i)
    first = last = position
    while first > 0 and indices[first] - indices[first - 1] <= 3:
        first -= 1
    while last + 1 < len(indices) and indices[last + 1] - indices[last] <= 3:
        last += 1
    return indices[first : last + 1]
