"""State and sector of actors: our own labels on the development sentences of `arguments`, against the parties of claims."""

from __future__ import annotations

import hashlib
from typing import Any

from reportedly.errors import InputError
from reportedly.evaluate.labels import read_rows
from reportedly.evaluate.result import Result, Setting
from reportedly.evaluate.runs import claims_by_ref, code_rows, fingerprint, load_rows, sample
from reportedly.evaluate.scoring import overlap, ratio

_HASH = 16  # characters of the text's SHA-256 that stand beside a label
_ALIKE = {"UAF": "REB", "CRM": "REB", "LAB": "CVL", "PTY": "OPP"}  # sectors that readers do not keep apart


def run_countries(setting: Setting) -> Result:
    """Spans whose state and sector are right, of those that some claim's actor or recipient overlaps; the sector counts only
    where a reader could tell it."""
    if setting.data is None:
        raise InputError("no_data", "countries: give the data folder with --data")
    rows = load_rows(setting.data / "arguments/dev.jsonl", setting.limit)
    coded = claims_by_ref(code_rows(rows))
    texts = {str(row["id"]): str(row["text"]) for row in rows}
    labels = [r for r in read_rows(setting.corpus / "actors" / "arguments.jsonl") if _is_of(r, texts)]
    found = states = sectors = both = told = 0
    errors: list[str] = []
    for label in labels:
        claims = coded.get(str(label["id"]), [])
        span = (label["start"], label["end"])
        parties = [p for c in claims for p in (*c["actors"], *c["recipients"]) if overlap(span, (p["start"], p["end"]))]
        if not parties:
            continue
        found += 1
        state = any(p["country"] == label["country"] for p in parties)
        sector = label["sector"] is None or any(_sector(p["sector"]) == _sector(label["sector"]) for p in parties)
        right = any(
            p["country"] == label["country"] and (label["sector"] is None or _sector(p["sector"]) == _sector(label["sector"]))
            for p in parties
        )
        states, sectors, both, told = states + state, sectors + sector, both + right, told + (label["sector"] is not None)
        if not right:
            got = sorted({f"{p['country']}/{p['sector']}" for p in parties})
            words = texts[str(label["id"])][span[0] : span[1]]
            errors.append(f"{words!r}: {label['country']}/{label['sector']}, told {', '.join(got)}")
    figures: dict[str, Any] = {
        "spans": len(labels), "found": found, "state": ratio(states, found), "sector": ratio(sectors, found),
        "both": ratio(both, found), "both_of_all": ratio(both, len(labels)),
    }  # fmt: skip
    printed = "\n".join(f"{name:14} {value}" for name, value in figures.items())
    return Result(
        "countries", "state and sector right", round(ratio(both, found), 4), figures, len(labels), fingerprint(rows), {}, printed,
        errors=sample(errors, 30),
    )  # fmt: skip


def _is_of(label: dict[str, Any], texts: dict[str, str]) -> bool:
    text = texts.get(str(label["id"]))
    return text is not None and hashlib.sha256(text.encode()).hexdigest()[:_HASH] == label["text_sha256"]


def _sector(sector: str | None) -> str | None:
    return _ALIKE.get(sector or "", sector)
