"""A report: one text as it was read."""

from __future__ import annotations

from dataclasses import dataclass, replace

from reportedly.core.ids import make_id
from reportedly.text import squeeze

BASES = ("stated", "metadata", "url", "given", "inferred", "unknown")
FURNITURE = ("caption", "credit", "dateline", "byline", "date", "boilerplate", "related", "advert")


@dataclass(frozen=True, slots=True)
class Furniture:
    """A stretch of the text that is not the report's prose; `type` is one of FURNITURE."""

    start: int
    end: int
    type: str


@dataclass(frozen=True, slots=True)
class Report:
    """One text as it was read. `text` never changes; `published` is EDTF or None, with its basis (one of BASES).

    `origin` is the id of the group of reports that carry the same text or wire story; None until linked.
    `content_hash` is that of the squeezed text alone: two addresses with one text share it.
    """

    id: str
    text: str
    ref: str | None = None
    path: str | None = None
    url: str | None = None
    publisher: str | None = None
    title: str | None = None
    language: str | None = None
    published: str | None = None
    published_basis: str = "unknown"
    origin: str | None = None
    furniture: tuple[Furniture, ...] = ()

    def with_origin(self, origin: str) -> Report:
        """The same report as a member of the origin group `origin`."""
        return replace(self, origin=origin)


def report_id(text: str, address: str | None) -> str:
    """Id of a report: hash of its squeezed text and its address (URL, else ref, else None)."""
    return make_id("r", squeeze(text), address)
