"""Between rows of the store and the nouns of `core`."""

from __future__ import annotations

import gc
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import Any

import msgspec

from reportedly.core.claim import Claim
from reportedly.core.report import Furniture, Report

_CLAIM = msgspec.json.Decoder(Claim)


def claim_to_json(claim: Claim) -> str:
    """The whole claim as JSON, as stored."""
    return msgspec.json.encode(claim).decode()


def claim_from_json(body: str) -> Claim:
    """The claim that `claim_to_json` wrote."""
    return _CLAIM.decode(body)


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """Keep Python's collector of cyclic garbage off while many rows are made: they hold no cycles, and it would look through all
    of them again and again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def furniture_to_json(report: Report) -> str:
    """The furniture spans of a report as JSON."""
    return json.dumps([asdict(f) for f in report.furniture])


def report_from_row(row: tuple[Any, ...]) -> Report:
    """The report of a row of `REPORT_COLUMNS`."""
    rid, ref, path, url, publisher, title, language, text, published, basis, furniture = row
    spans = tuple(Furniture(**f) for f in json.loads(furniture))
    return Report(rid, text, ref, path, url, publisher, title, language, published, basis, None, spans)


REPORT_COLUMNS = "id, ref, path, url, publisher, title, language, text, published, published_basis, furniture"
