"""Runs the annotators in order. Each states what it needs; this is the one list of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from reportedly.annotate.acts import read_acts
from reportedly.annotate.attribution import find_attributions, find_spoken
from reportedly.annotate.entities import annotate_names
from reportedly.annotate.parse import parse_reports
from reportedly.annotate.quantities import find_quantities
from reportedly.annotate.times import find_times
from reportedly.config import AnnotateOptions
from reportedly.core.layers import Document
from reportedly.core.report import Report
from reportedly.ontology.actors import use_additions


@dataclass(frozen=True, slots=True)
class Annotator:
    """One step: the layers it needs and gives, and the function that adds them."""

    needs: frozenset[str]
    gives: frozenset[str]
    run: Callable[[Document], Document]


def _names(document: Document) -> Document:
    places, entities = annotate_names(document)
    return replace(document, places=places, entities=entities)


ANNOTATORS: dict[str, Annotator] = {
    "times": Annotator(frozenset({"tokens"}), frozenset({"times"}), lambda d: replace(d, times=find_times(d))),
    "names": Annotator(frozenset({"tokens"}), frozenset({"places", "entities"}), _names),
    "quantities": Annotator(
        frozenset({"tokens", "times"}), frozenset({"quantities"}), lambda d: replace(d, quantities=find_quantities(d))
    ),
    "attributions": Annotator(
        frozenset({"tokens"}), frozenset({"attributions"}), lambda d: replace(d, attributions=find_attributions(d))
    ),
    "spoken": Annotator(frozenset({"attributions"}), frozenset({"spoken"}), lambda d: replace(d, spoken=find_spoken(d))),
}


def annotate(reports: Iterable[Report], options: AnnotateOptions) -> Iterator[Document]:
    """Yield each report with all layers. Raises InputError for a user's file of actors that cannot be read."""
    use_additions(options.actors)
    parsed = list(parse_reports(reports, options.model, options.batch_paragraphs))
    for document in read_acts(parsed) if options.act_reader else parsed:
        for annotator in ANNOTATORS.values():
            document = annotator.run(document)
        yield document
