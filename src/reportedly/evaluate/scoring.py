"""What the measures share: pairing, precision and recall, tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scores:
    """Precision, recall and F1 from 0 to 1, with the counts behind them; nothing found or wanted counts as 0."""

    right: int
    found: int
    wanted: int

    @property
    def precision(self) -> float:
        """Right of found."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Right of wanted."""
        return self.right / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def to_dict(self) -> dict[str, float]:
        """Rounded to four places, for a history line."""
        return {"precision": round(self.precision, 4), "recall": round(self.recall, 4), "f1": round(self.f1, 4)}


def pair_best(weight: Mapping[tuple[int, int], float]) -> list[tuple[int, int]]:
    """One-to-one pairs (i, j) with the greatest sum of weights, which are positive; pairs without one are barred.

    Pairs are added along the best alternating path until none gains (Bellman-Ford: the sets are small).
    """
    held: dict[int, int] = {}  # j -> i
    rows = sorted({i for i, _ in weight})
    for _ in rows:
        path = _best_path(weight, held, [i for i in rows if i not in held.values()])
        if not path:
            break
        for i, j in path:
            held[j] = i
    return sorted((i, j) for j, i in held.items())


def _best_path(weight: Mapping[tuple[int, int], float], held: Mapping[int, int], free: Sequence[int]) -> list[tuple[int, int]]:
    """New pairs of the alternating path that gains most, from a free row to a free column; empty where none gains."""
    gain = dict.fromkeys(free, 0.0)
    came: dict[int, int] = {}  # column -> the row that takes it
    best: dict[int, float] = {}
    changed = True
    while changed:
        changed = False
        for (i, j), w in weight.items():
            if i in gain and held.get(j) != i and gain[i] + w > best.get(j, float("-inf")) + 1e-9:
                best[j], came[j] = gain[i] + w, i
                owner = held.get(j)
                if owner is not None:
                    gain[owner] = best[j] - weight[owner, j]
                changed = True
    ends = [j for j in best if j not in held]
    if not ends or max(best[j] for j in ends) <= 0:
        return []
    path, j = [], min(ends, key=lambda end: (-best[end], end))
    while True:
        i = came[j]
        path.append((i, j))
        previous = [column for column, row in held.items() if row == i]
        if not previous:
            return path
        j = previous[0]


def overlap(a: tuple[int, int], b: tuple[int, int]) -> int:
    """Characters that two half-open spans share."""
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def ratio(a: float, b: float) -> float:
    """a / b, or 0 where b is 0."""
    return a / b if b else 0.0


def format_table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """Rows in columns; numbers with three decimals, right-aligned but for the first column."""
    cells = [[f"{c:.3f}" if isinstance(c, float) else "" if c is None else str(c) for c in row] for row in (head, *rows)]
    widths = [max(len(row[k]) for row in cells if k < len(row)) for k in range(len(head))]
    lines = ["  ".join(c.ljust(w) if k == 0 else c.rjust(w) for k, (c, w) in enumerate(zip(row, widths))) for row in cells]
    return "\n".join([lines[0], "  ".join("-" * w for w in widths), *lines[1:]])
