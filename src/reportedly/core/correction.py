"""What a person puts in the place of a claim's coding: only the fields that change, laid over the claim when it is read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from reportedly.core.claim import Claim, Coder, Party, Polarity, Stage, When

BY_PERSON = "person"


@dataclass(frozen=True, slots=True)
class Correction:
    """Changes of one claim, by the judgements that made them.

    `changes` may hold `event_type` and `mode`, `stage`, `polarity`, `background`, `actors` (a list of {name, actor, country,
    sector}), `when` (EDTF, None for "not told").
    """

    judgements: tuple[str, ...]
    changes: Mapping[str, Any]

    def __or__(self, later: Correction) -> Correction:
        """Both, the later having the last word on each field."""
        return Correction((*self.judgements, *later.judgements), {**self.changes, **later.changes})


def correct(claim: Claim, by: Correction) -> Claim:
    """The claim as the person has it; its id, words and place stay. What the machine did not see has the trigger's words."""
    changes = by.changes
    values: dict[str, Any] = {k: changes[k] for k in ("event_type", "mode", "background") if k in changes}
    if "stage" in changes:
        values["stage"] = Stage(changes["stage"])
    if "polarity" in changes:
        values["polarity"] = Polarity(changes["polarity"])
    if "actors" in changes:
        values["actors"] = tuple(_parties(claim, changes["actors"]))
    if "when" in changes:
        values["when"] = _when(claim, changes["when"])
    return replace(claim, **values, coder=Coder(BY_PERSON, "", "correct:" + ",".join(by.judgements)))


def _parties(claim: Claim, doers: Iterable[Mapping[str, Any]]) -> Iterable[Party]:
    stands = claim.actors[0] if claim.actors else claim.trigger
    for doer in doers:
        yield Party(doer["name"], stands.quote, stands.start, stands.end, doer["actor"], doer["country"], doer["sector"])


def _when(claim: Claim, edtf: str | None) -> When | None:
    if edtf is None:
        return None
    stands = claim.when or claim.trigger
    return When(stands.quote, stands.start, stands.end, edtf, BY_PERSON)
