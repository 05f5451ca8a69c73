"""The cue tables: trigger words, noun classes, operators. Data lives in `cues/`; nothing here knows a word."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from reportedly.core.tables import names_of, read_table
from reportedly.errors import ResourceError
from reportedly.ontology.plover import load_plover

_PACKAGE = "reportedly.coding.cues"
TRUCES = frozenset({"ceasefire", "cease-fire", "truce", "armistice", "halt", "lull", "pause"})


@dataclass(frozen=True, slots=True)
class Condition:
    """`slot:CLASS`: some token in the slot is of the class (NONE: the slot is empty)."""

    slot: str
    word_class: str


@dataclass(frozen=True, slots=True)
class TriggerRow:
    """One row of the trigger table. `conditions`: alternatives, each a conjunction; empty means always."""

    lemma: str
    pos: str
    particles: frozenset[str]
    conditions: tuple[tuple[Condition, ...], ...]
    plural: bool
    event_type: str
    mode: str | None
    negated: bool
    only_denied: bool
    recipients: tuple[str, ...]
    rule: str


@cache
def load_triggers() -> dict[tuple[str, str], tuple[TriggerRow, ...]]:
    """Rows by (lemma, V or N), in the order of the table. Raises ResourceError for a type that PLOVER lacks."""
    out: dict[tuple[str, str], list[TriggerRow]] = {}
    for number, cells in enumerate(read_table(_PACKAGE, "triggers.tsv", 6), start=1):
        row = _row(number, cells)
        out.setdefault((row.lemma, row.pos), []).append(row)
    return {key: tuple(rows) for key, rows in out.items()}


def _row(number: int, cells: tuple[str, ...]) -> TriggerRow:
    lemma, pos, particle, condition, code, recipient = cells
    root, _, mode = code.lstrip("!~").partition("/")
    event_type = load_plover().types.get(root)
    if event_type is None or (mode and mode not in event_type.modes):
        raise ResourceError(f"coding/cues/triggers.tsv: {lemma}: PLOVER has no {code}")
    alternatives = tuple(tuple(Condition(*term.split(":", 1)) for term in part.split("&")) for part in names_of(condition))
    return TriggerRow(
        lemma, pos, frozenset(names_of(particle)) - {"plural"}, alternatives, particle == "plural", root, mode or None,
        code.startswith("!"), code.startswith("~"), tuple(names_of(recipient.replace("of:", ""))) if recipient != "-" else (),
        f"{lemma}.{pos}.{number}",
    )  # fmt: skip


@cache
def load_classes() -> dict[str, frozenset[str]]:
    """Noun classes by name: sets of lemmas."""
    return {name: frozenset(names_of(words)) for name, words in read_table(_PACKAGE, "classes.tsv", 2)}


@cache
def load_operators() -> dict[tuple[str, str], str]:
    """Kind of each operator by (lemma, V, N or A)."""
    return {(lemma, pos): kind for lemma, pos, kind in read_table(_PACKAGE, "operators.tsv", 3)}


@cache
def load_truce_words() -> dict[tuple[str, str], str]:
    """Kind of each word that acts on a truce and on nothing else, by (lemma, V or N)."""
    return {(lemma, pos): kind for lemma, pos, kind in read_table(_PACKAGE, "truces.tsv", 3)}
