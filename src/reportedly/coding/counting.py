"""Who counts a force is told to do what the force does, where the verb of counting is taken for the act ("NATO counts 40,000
troops", "put the Russian force there at 40,000"): he says so, and the force is there."""

from __future__ import annotations

from reportedly.coding.chain import seen_speakers
from reportedly.coding.parties import find_party
from reportedly.core.claim import Party, Speaker
from reportedly.core.layers import Document
from reportedly.ontology.estimating import find_counted, of_measure
from reportedly.ontology.forces import kind_of_force


def told_by_counter(document: Document, i: int) -> tuple[list[Party], list[Speaker]] | None:
    """Whose force is counted by the verb at token `i`, and on whose word; None where it counts no force."""
    head = force_counted(document, i)
    if head is None:
        return None
    party = find_party(document, head)
    counters = [k for k in document.children[i] if document.tokens[k].dep == "nsubj"]
    owners = [party] if party is not None and (party.country or party.actor) else []
    return owners, seen_speakers(document, counters, [], verbal=False)


def force_counted(document: Document, i: int) -> int | None:
    """Head token of the force that the verb at token `i` counts; None where it counts none."""
    tokens = document.tokens
    heads = [k for k in document.children[i] if tokens[k].dep in ("dobj", "nsubjpass")]
    if not heads or not find_counted(document, tokens[i]):
        return None
    head = of_measure(document, heads[0])
    return head if kind_of_force(tokens[head].lemma) is not None else None
