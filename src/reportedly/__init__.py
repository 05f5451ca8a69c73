"""reportedly: who claims what, on whose word, and what became of each promise."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reportedly import errors
from reportedly.errors import ReportedlyError
from reportedly.version import VERSION as __version__

if TYPE_CHECKING:
    from reportedly.api import Record, code
    from reportedly.api import open_record as open
    from reportedly.export.answer import Answer

__all__ = ["Answer", "Record", "ReportedlyError", "__version__", "code", "errors", "open"]

_LAZY = {"Answer": "Answer", "Record": "Record", "code": "code", "open": "open_record"}


def __getattr__(name: str) -> Any:
    """Import the API on first use, so that `import reportedly` stays quick."""
    if name in _LAZY:
        from reportedly import api

        return getattr(api, _LAZY[name])
    raise AttributeError(f"module 'reportedly' has no attribute {name!r}")
