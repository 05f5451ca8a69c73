"""What a benchmark gives."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a benchmark finds things: labelled text, data packs, scorers; and how much of its set it runs on.

    `data` and `scorers` may be None where only our own text is there. `part` is train or dev of our own labelled text.
    `limit` rows at most (None: all).
    """

    corpus: Path
    data: Path | None
    scorers: Path | None
    part: str = "dev"
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """Figures of one benchmark: `headline` from 0 to 1 and what it is, the same of naive baselines, and what went wrong.

    `rows` is how many rows of the set were run; `data_hash` fingerprints them.
    """

    name: str
    measure: str
    headline: float
    figures: dict[str, Any]
    rows: int
    data_hash: str
    baselines: dict[str, float] = field(default_factory=dict)
    printed: str = ""
    confusions: str = ""
    errors: tuple[str, ...] = ()
