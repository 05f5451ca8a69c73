"""Between rows of the store and the nouns of `core`."""

from __future__ import annotations

import gc
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from typing import Any

import duckdb
import msgspec
import numpy as np

from reportedly.core.claim import Claim
from reportedly.core.report import Furniture, Report

_TEXT: Mapping[str, str] = {}
_CLAIM = msgspec.json.Decoder(Claim)


def claim_to_json(claim: Claim) -> str:
    """The whole claim as JSON, as stored."""
    return msgspec.json.encode(claim).decode()


def claim_from_json(body: str) -> Claim:
    """The claim that `claim_to_json` wrote."""
    return _CLAIM.decode(body)


def insert(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    columns: Mapping[str, Sequence[object]],
    types: Mapping[str, str] = _TEXT,
    *,
    keyed: bool = True,
) -> None:
    """Insert whole columns at once; in a table that is `keyed`, rows whose key is there already stay as they are. `types`
    names what is no TEXT; a LIST, or NUMBERS of 32 bits, is given as text with \\x1f between its words."""
    if not len(next(iter(columns.values()))):
        return
    batch = {name: np.array(values, dtype=object) for name, values in columns.items()}
    values = ", ".join(_value(name, types.get(name, "TEXT")) for name in columns)
    connection.register("incoming", batch)
    connection.execute(f"INSERT {'OR IGNORE ' if keyed else ''}INTO {table} ({', '.join(columns)}) SELECT {values} FROM incoming")
    connection.unregister("incoming")


def _value(name: str, kind: str) -> str:
    if kind in ("LIST", "NUMBERS"):
        words = f"CASE WHEN {name} = '' THEN [] ELSE string_split(CAST({name} AS TEXT), chr(31)) END"
        return words if kind == "LIST" else f"CAST({words} AS UINTEGER[])"
    return f"CAST({name} AS {kind})"


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
