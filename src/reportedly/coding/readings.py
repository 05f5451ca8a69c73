"""What the act reader saw, set beside what the tables say: which words are acts, and of which type."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from reportedly.coding.arguments import find_arguments
from reportedly.coding.lexicon import TriggerRow, load_operators
from reportedly.coding.triggers import Trigger
from reportedly.config import CodingOptions
from reportedly.core.claim import Polarity, Stage
from reportedly.core.layers import ActReading, Document
from reportedly.ontology.plover import VERBAL

_FACT = (Stage.DONE, Stage.UNDER_WAY)


@dataclass(frozen=True, slots=True)
class Marks:
    """What the rules saw around an act: `plain`, no word that acts on it; `affirmed`, neither denied nor doubted."""

    plain: bool
    affirmed: bool


# Where the recipient of an act stands that no row of the table describes.
_RECIPIENTS = {
    "ASSAULT": ("obj", "on", "against", "at"), "COERCE": ("obj", "of", "against"), "SANCTION": ("obj", "on", "against", "of"),
    "AID": ("dative", "to", "for", "obj"), "ACCUSE": ("obj", "against", "of"), "REQUEST": ("obj", "on", "to", "of"),
    "REJECT": ("obj", "of"), "THREATEN": ("obj", "against", "to"), "CONSULT": ("with", "obj", "to"), "AGREE": ("with",),
    "SUPPORT": ("obj", "for", "to", "of"), "COOPERATE": ("with", "to"), "PROTEST": ("against",),
    "RETREAT": (), "MOBILIZE": ("against",),
}  # fmt: skip


def merge_readings(document: Document, triggers: list[Trigger], options: CodingOptions) -> list[Trigger]:
    """The table's triggers that the reader does not rule out, and the acts that only the reader sees, in text order.

    Without readings (the layer was not made) the table's stand alone.
    """
    if not document.acts:
        return triggers
    readings = {reading.i: reading for reading in document.acts if reading.chance >= options.act_keep}
    kept = [_typed(replace(t, reading=readings[t.i]), options) for t in triggers if t.i in readings]
    told = {t.i for t in kept}
    new = [r for r in document.acts if r.chance >= options.act_add and r.i not in told]
    acts = told | {r.i for r in new}
    new = [r for r in new if not _only_acts_on_another(document, r, acts, options)]
    return sorted([*kept, *(_trigger(document, r) for r in new)], key=lambda t: t.i)


def _only_acts_on_another(document: Document, reading: ActReading, acts: set[int], options: CodingOptions) -> bool:
    """True for "ordered" in "ordered troops to return": a word that acts on an act is none itself, where it governs one; where
    it governs none ("ordered to barracks") the reader must be surer."""
    token = document.tokens[reading.i]
    kind = load_operators().get((token.lemma, "V" if token.pos in ("VERB", "AUX") else "N"))
    if kind is None or reading.event_type in VERBAL:
        return False
    return reading.chance < options.act_sure or any(k in acts for k in document.subtree(reading.i) if k != reading.i)


def _typed(trigger: Trigger, options: CodingOptions) -> Trigger:
    """The trigger with the type that the reader sees, where it is sure and the table's type is unlikely to it; and with
    the reader's mode where the table has none."""
    reading, row = trigger.reading, trigger.row
    assert reading is not None
    if reading.event_type == row.event_type:
        open_mode = row.mode is None and reading.mode is not None and not row.negated and not row.only_denied
        return replace(trigger, row=replace(row, mode=reading.mode)) if open_mode else trigger
    sure = reading.types.get(reading.event_type, 0.0) >= options.type_sure
    if sure and reading.types.get(row.event_type, 0.0) <= options.type_doubt:
        return replace(trigger, row=_row(reading.event_type, reading.mode, row.lemma, row.pos))
    return trigger


def _trigger(document: Document, reading: ActReading) -> Trigger:
    token = document.tokens[reading.i]
    pos = "V" if token.pos in ("VERB", "AUX") else "N"
    return Trigger(
        reading.i, _row(reading.event_type, reading.mode, token.lemma, pos), find_arguments(document, reading.i), reading
    )


@cache
def _row(event_type: str, mode: str | None, lemma: str, pos: str) -> TriggerRow:
    rule = f"{lemma}.{pos}.acts"
    return TriggerRow(
        "", pos, frozenset(), (), False, event_type, mode, False, False, _RECIPIENTS.get(event_type, ("obj",)), rule
    )


def fillers(reading: ActReading, role: str, least: float) -> list[int]:
    """Words whose chance to fill a role is at least so much, the likeliest first."""
    found = [r for r in reading.roles if r.role == role and r.chance >= least]
    return [r.i for r in sorted(found, key=lambda r: (-r.chance, r.i))]


def final_stage(reading: ActReading | None, told: Stage, marks: Marks, options: CodingOptions) -> Stage:
    """The stage by rules, or the reader's where it is sure.

    Where a word acts on the act, or where the reader would make done what the rules take for not done, it must be surer.
    What is denied or doubted cannot be told as fact, so that its stage is left to the rules all the more.
    """
    if reading is None:
        return told
    loose = [s for s in reading.stages if s not in _FACT]
    if told in _FACT and marks.affirmed and sum(reading.stages[s] for s in loose) >= options.stage_loose:
        return max(loose, key=lambda s: reading.stages[s])
    best = max(reading.stages, key=lambda s: reading.stages[s])
    least = options.stage_sure if marks.plain else options.stage_surer
    if best in _FACT and told not in _FACT:
        least = max(least, options.stage_firm)
    return best if reading.stages[best] >= least else told


def final_polarity(reading: ActReading | None, told: Polarity, options: CodingOptions) -> Polarity:
    """The polarity by rules, or the reader's where it is sure."""
    if reading is None:
        return told
    best = max(reading.polarities, key=lambda p: reading.polarities[p])
    least = options.polarity_surer if best is Polarity.AFFIRMED else options.polarity_sure
    return best if reading.polarities[best] >= least else told


def final_background(reading: ActReading | None, told: bool, options: CodingOptions) -> bool:
    """Background where the rules or the reader say so."""
    return told or (reading is not None and reading.background >= options.background_sure)
