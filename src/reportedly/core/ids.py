"""Ids: a letter for the kind and a hash of the content, so that the same thing always gets the same id."""

from __future__ import annotations

import hashlib

_LENGTH = 16  # hex digits: 64 bits, one chance in a million of a clash among six million rows (birthday bound)


def make_id(kind: str, *parts: object) -> str:
    """Id of a thing of one-letter `kind` made of `parts`; None and '' differ."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(b"\x00" if part is None else b"\x01" + str(part).encode("utf-8", "surrogatepass"))
        digest.update(b"\x1f")
    return kind + digest.hexdigest()[:_LENGTH]
