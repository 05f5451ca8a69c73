"""A stretch of a report's text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """Half-open range of Unicode code points in a report's stored text; `0 <= start <= end`."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """True where the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def holds(self, other: Span) -> bool:
        """True where `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def __len__(self) -> int:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Quote:
    """Exact words of a report: `quote` is always `text[start:end]`."""

    quote: str
    start: int
    end: int

    @property
    def span(self) -> Span:
        """Where the words stand."""
        return Span(self.start, self.end)


def cut(text: str, start: int, end: int) -> Quote:
    """The words at `start:end`, white space at the ends left out. Raises ValueError when nothing is left."""
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    stripped = piece.strip()
    if not stripped:
        raise ValueError(f"no words at {start}:{end}")
    return Quote(stripped, start + left, start + left + len(stripped))
