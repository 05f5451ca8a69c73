"""The record format, version 1: JSON Lines, one object a line, each with `kind`."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any

from reportedly.core.claim import Claim
from reportedly.core.derived import Alert, Commitment, Contradiction, Estimate, Event, Issue, Judgement, Link
from reportedly.core.layers import Attribution, EntityMention, PlaceMention, QuantityMention, TimeMention
from reportedly.core.report import Report

_KINDS: dict[type, str] = {
    Report: "report", Claim: "claim", Event: "event", Commitment: "commitment", Estimate: "estimate",
    Contradiction: "contradiction", Alert: "alert", Judgement: "judgement",
    Link: "link", Issue: "issue", TimeMention: "time", PlaceMention: "place", QuantityMention: "quantity",
    EntityMention: "entity", Attribution: "attribution",
}  # fmt: skip
_RENAMED = {Link: {"source": "from", "target": "to"}}
_HIDDEN = {QuantityMention: {"head"}, Attribution: {"head", "cue_head"}}


def to_record(thing: Any, **extra: Any) -> dict[str, Any]:
    """The object of the record format for one report, claim, annotation …; `extra` fields are added."""
    kind = type(thing)
    names = _RENAMED.get(kind, {})
    hidden = _HIDDEN.get(kind, set())
    body = {names.get(f.name, f.name): _plain(getattr(thing, f.name)) for f in fields(thing) if f.name not in hidden}
    return {"kind": _KINDS[kind], **body, **extra}


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(k): _plain(v) for k, v in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: _plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, (tuple, list)):
        return [_plain(v) for v in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def to_plain(value: Any) -> Any:
    """Any answer as plain values: dictionaries, lists, text, numbers."""
    return _plain(value)


def to_line(thing: Any, **extra: Any) -> str:
    """One line of the record, without its line end; keys in the order of the contract, text as it is."""
    return json.dumps(to_record(thing, **extra), ensure_ascii=False)
