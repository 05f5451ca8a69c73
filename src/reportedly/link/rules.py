"""By which rules links and answers were made, so that what older rules made is known for it."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from reportedly.config import LinkOptions
from reportedly.ontology.actors import read_additions

_FOLDERS = ("core", "link", "ontology")  # all that links and answers hang on beside the claims


def rules_of(options: LinkOptions) -> str:
    """A name of the linking rules at work: of their code, their tables, the user's additions to them, and the options."""
    told = f"{_code()} {options!r} {read_additions()}"
    return hashlib.sha256(told.encode()).hexdigest()[:16]


@cache
def _code() -> str:
    root = Path(__file__).parent.parent
    made = hashlib.sha256()
    for folder in _FOLDERS:
        for path in sorted((root / folder).iterdir()):
            if path.is_file():
                made.update(path.name.encode() + path.read_bytes())
    return made.hexdigest()
