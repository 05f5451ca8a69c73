"""What a reader finds in an input before it becomes a Report."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.core.derived import Issue
from reportedly.core.report import Report


@dataclass(frozen=True, slots=True)
class RawReport:
    """Text and metadata as an input carries them; `published` is the metadata's date, not yet checked."""

    text: str
    path: str | None = None
    ref: str | None = None
    url: str | None = None
    publisher: str | None = None
    title: str | None = None
    published: str | None = None


@dataclass(frozen=True, slots=True)
class ReadResult:
    """One input as read: a report or None, and the issues it left (no report: at least one issue)."""

    report: Report | None
    issues: tuple[Issue, ...]
