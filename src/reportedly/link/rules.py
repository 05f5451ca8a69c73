"""By which rules links and answers were made, so that what older rules made is known for it."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from reportedly.config import LinkOptions
from reportedly.ontology.actors import additions

# All that links and kept answers hang on beside the claims: folders and files of this package.
_CODE = ("ask", "core", "link", "ontology", "store", "text.py")


def rules_of(options: LinkOptions) -> str:
    """A name of the linking rules at work: of their code, their tables, the user's additions to them, and the options that links
    of claims hang on."""
    told = f"{_code()} {options.announcement_days} {options.evidence_days} {additions()}"
    return hashlib.sha256(told.encode()).hexdigest()[:16]


@cache
def _code() -> str:
    root = Path(__file__).parent.parent
    made = hashlib.sha256()
    for name in _CODE:
        for path in sorted(root.joinpath(name).glob("*")) or [root / name]:
            if path.is_file():
                made.update(path.name.encode() + path.read_bytes())
    return made.hexdigest()
