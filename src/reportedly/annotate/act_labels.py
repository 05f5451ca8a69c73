"""The values that the act reader tells apart, in the order of its outputs."""

from __future__ import annotations

from reportedly.core.claim import Polarity, Stage
from reportedly.ontology.plover import load_plover

STAGES = tuple(Stage)
POLARITIES = tuple(Polarity)
# The parts of an attribution, as words that belong to its first cue word.
PARTS = ("source", "cue", "content")
ROLES = ("actor", "recipient", "speaker", "place", "when", "said_when", "quantity")
# The roots that are labelled (CONCEDE never is), after "no act"; and all types with and without their modes.
ROOTS = ("", *(root for root in load_plover().types if root != "CONCEDE"))
MODES = tuple(act for root in ROOTS[1:] for act in (root, *(f"{root}/{mode}" for mode in load_plover().types[root].modes)))
