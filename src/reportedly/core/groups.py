"""Groups of reports that are joined by copies."""

from __future__ import annotations

from collections.abc import Iterable


def group_origins(reports: Iterable[tuple[str, str | None]], copies: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Origin of each report: the id of the earliest (published, id) report that it is joined to by copies.

    `reports` are (id, published) pairs; links to reports that are not among them are passed over.
    """
    order = {rid: (published or "9999", rid) for rid, published in reports}
    parent = {rid: rid for rid in order}

    def find(x: str) -> str:
        while parent[x] != x:
            parent[x] = parent[parent[x]]
            x = parent[x]
        return x

    for a, b in copies:
        if a in parent and b in parent:
            x, y = sorted((find(a), find(b)), key=lambda r: order[r])
            parent[y] = x
    return {rid: find(rid) for rid in order}
