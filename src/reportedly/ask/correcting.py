"""What a person typed to correct a claim, made into what is stored."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reportedly.core.claim import Polarity, Stage
from reportedly.core.edtf import parse_edtf
from reportedly.errors import UsageError
from reportedly.ontology.actors import load_actors
from reportedly.ontology.plover import load_plover
from reportedly.text import fold

FIELDS = ("act", "stage", "polarity", "background", "actor", "when")
_LONGEST_NAME = 120
_NOBODY, _UNTOLD = ("nobody", "none", "not told"), ("unknown", "none", "not told")


def read_changes(given: Mapping[str, object]) -> dict[str, Any]:
    """Changes by field (see `core.correction`) from what was typed: `act` TYPE or TYPE/mode, `stage`, `polarity`,
    `background` yes or no, `actor` names or codes with ";" between them, or "nobody", `when` EDTF or "unknown". Empty values
    change nothing.

    Raises UsageError for a field or value that is none, and where no field is given.
    """
    typed = {name: _text(value) for name, value in given.items()}
    typed = {name: value for name, value in typed.items() if value}
    wrong = sorted(set(typed) - set(FIELDS))
    if wrong:
        raise UsageError(f"{wrong[0]!r} cannot be corrected; what can: {', '.join(FIELDS)}")
    if not typed:
        raise UsageError(f"nothing to correct; give one of: {', '.join(FIELDS)}")
    out: dict[str, Any] = _act(typed["act"]) if "act" in typed else {}
    if "stage" in typed:
        out["stage"] = _one_of("stage", typed["stage"], [s.value for s in Stage])
    if "polarity" in typed:
        out["polarity"] = _one_of("polarity", typed["polarity"], [p.value for p in Polarity])
    if "background" in typed:
        out["background"] = _one_of("background", typed["background"], ["yes", "no"]) == "yes"
    if "actor" in typed:
        out["actors"] = [] if typed["actor"].lower() in _NOBODY else [_doer(name.strip()) for name in typed["actor"].split(";")]
    if "when" in typed:
        out["when"] = None if typed["when"].lower() in _UNTOLD else _day(typed["when"])
    return out


def _text(value: object) -> str:
    """What was given as it would be typed."""
    return ("yes" if value else "no") if isinstance(value, bool) else str("" if value is None else value).strip()


def _act(text: str) -> dict[str, Any]:
    types = load_plover().types
    root, _, mode = text.replace(" ", "").partition("/")
    root, mode = root.upper(), mode.lower()
    if root not in types or (mode and mode not in types[root].modes):
        modes = f"; modes of {root}: {', '.join(types[root].modes)}" if root in types else ""
        raise UsageError(f"{text!r} is no act of PLOVER's; give TYPE or TYPE/mode, types: {', '.join(sorted(types))}{modes}")
    return {"event_type": root, "mode": mode or None}


def _one_of(name: str, text: str, known: list[str]) -> str:
    value = text.lower().replace(" ", "_")
    if value not in known:
        raise UsageError(f"{text!r} is no {name}; there are: {', '.join(known)}")
    return value


def _doer(text: str) -> dict[str, Any]:
    table = load_actors()
    row = table.by_id.get(text.upper()) or table.find(text)
    if row is None and (not fold(text) or len(text) > _LONGEST_NAME or not text.isprintable()):
        raise UsageError(f"{text!r} is no name; give one, a country's code, or nobody")
    if row is None:
        return {"name": text, "actor": None, "country": None, "sector": None}
    return {"name": row.name, "actor": row.id, "country": row.country, "sector": row.sector}


def _day(text: str) -> str:
    days = parse_edtf(text)
    if days is None or (days.first and days.last and days.last < days.first):
        raise UsageError(f"{text!r} is no date; give EDTF such as 2014-05-19, 2014-05 or 2014-05-19/2014-05-21, or unknown")
    return text
