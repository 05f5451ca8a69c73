"""Our labelled text: where it lies, how it is split, how real text is put together again.

`corpus/own/*.jsonl` holds passages of our own words. `corpus/real/*.jsonl` holds labels on texts of others: offsets and
values beside the text's hash; the words come from the data folder, and a text that is not there is passed over.
The development part is a fifth, fixed by a hash of the row's id; nothing is ever trained on it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from reportedly.errors import InputError
from reportedly.evaluate.labels import read_rows

PARTS = ("train", "dev")
_FOLDS = 5


def part_of(row_id: str) -> str:
    """`dev` for a fifth of all ids, else `train`; never changes for an id. A later stretch of a text ("id+offset") is where its
    text is."""
    return "dev" if int(hashlib.sha256(row_id.partition("+")[0].encode()).hexdigest(), 16) % _FOLDS == 0 else "train"


def load_own(folder: Path, part: str | None = None) -> Iterator[dict[str, Any]]:
    """Labelled passages of our own words, in order of file and row. Raises InputError where the folder has none."""
    files = sorted((folder / "own").glob("*.jsonl"))
    if not files:
        raise InputError("no_corpus", f"{folder / 'own'}: no labelled passages there")
    for path in files:
        for row in read_rows(path):
            if part is None or part_of(row["id"]) == part:
                yield row


def load_real(folder: Path, data: Path, part: str | None = None) -> Iterator[dict[str, Any]]:
    """Labelled texts of others, with their words from the data folder; texts that are not there are left out."""
    yield from _load_offsets(sorted((folder / "real").glob("*.jsonl")), data, part)


def _load_offsets(paths: list[Path], data: Path, part: str | None) -> Iterator[dict[str, Any]]:
    texts: dict[str, dict[str, str]] = {}
    for path in paths:
        for row in read_rows(path):
            if part is not None and part_of(row["id"]) != part:
                continue
            if row["file"] not in texts:
                texts[row["file"]] = texts_by_hash(data / row["file"])
            text = texts[row["file"]].get(row["sha256"])
            if text is not None:
                text = text[row.get("begin", 0) :][: row["length"]]
                yield {**row, "batch": path.stem, "text": text, "claims": [with_words(text, c) for c in row["claims"]]}


def read_second(folder: Path, data: Path | None) -> Iterator[dict[str, Any]]:
    """Texts as a second annotator labelled them, without sight of the first: of our own words, and of others."""
    for path in sorted((folder / "second").glob("own*.jsonl")):
        yield from read_rows(path)
    if data is not None:
        yield from _load_offsets(sorted((folder / "second").glob("real*.jsonl")), data, None)


def texts_by_hash(path: Path) -> dict[str, str]:
    """Texts of a data file by SHA-256: of each row, and of each document whose sentences are rows."""
    out: dict[str, str] = {}
    sentences: dict[str, list[str]] = {}
    if not path.exists():
        return out
    for row in read_rows(path):
        for text in (row.get("text"), row.get("context")):
            if isinstance(text, str):
                out[hashlib.sha256(text.encode()).hexdigest()] = text
        if "sentence" in row and "doc" in row:
            sentences.setdefault(str(row["doc"]), []).append(row["sentence"])
    for parts in sentences.values():
        text = " ".join(parts[:10])
        out[hashlib.sha256(text.encode()).hexdigest()] = text
    return out


def with_words(text: str, claim: dict[str, Any]) -> dict[str, Any]:
    """A label with offsets as one with the words of its text."""

    def words(span: list[int]) -> str:
        return text[span[0] : span[1]]

    def timed(value: dict[str, Any] | None) -> dict[str, Any] | None:
        return {"quote": words(value["span"]), "edtf": value["edtf"]} if value else None

    return {
        **claim,
        "quote": words(claim["span"]), "start": claim["span"][0], "trigger": words(claim["trigger"]),
        "attribution": [[words(s), basis] for s, basis in claim["attribution"]],
        "actors": [words(s) for s in claim["actors"]], "recipients": [words(s) for s in claim["recipients"]],
        "when": timed(claim["when"]), "said_when": timed(claim["said_when"]),
        "places": [[words(s), role] for s, role in claim["places"]],
        "quantities": [_counted(q, words) for q in claim["quantities"]],
    }  # fmt: skip


def _counted(quantity: dict[str, Any], words: Any) -> dict[str, Any]:
    out = {**quantity, "quote": words(quantity["span"])}
    return out | {"of": words(quantity["of"])} if quantity.get("of") else out


def _values(quantity: dict[str, Any]) -> dict[str, Any]:
    return {k: quantity.get(k) for k in ("low", "high", "unit", "approximate")}


def _with_span(quantity: dict[str, Any], at: Any) -> dict[str, Any]:
    """A number with where it stands, and where its counted noun stands if the text has it near."""
    out: dict[str, Any] = {**_values(quantity), "span": at(quantity["quote"])}
    of = at(quantity["of"]) if quantity.get("of") else None
    return out | {"of": of} if of else out


def to_offsets(row: dict[str, Any], locate: Any) -> dict[str, Any]:
    """A labelled text of others as it may be published: offsets and values, no words. `locate(words, near)` -> span."""
    claims = []
    for claim in row["claims"]:
        span = locate(claim["quote"], claim.get("start"))
        near = span[0]

        def at(words: str, near: int = near) -> list[int] | None:
            found = locate(words, near)
            return list(found) if found else None

        def timed(value: dict[str, Any] | None) -> dict[str, Any] | None:
            return {"span": at(value["quote"]), "edtf": value.get("edtf")} if value else None

        claims.append(
            {
                "span": list(span), "trigger": at(claim["trigger"]), "type": claim["type"], "stage": claim["stage"],
                "polarity": claim["polarity"], "background": claim["background"], "part": claim.get("part", "body"),
                "attribution": [[at(s), basis] for s, basis in claim["attribution"]],
                "actors": [at(s) for s in claim["actors"]], "recipients": [at(s) for s in claim["recipients"]],
                "when": timed(claim.get("when")), "said_when": timed(claim.get("said_when")),
                "places": [[at(s), role] for s, role in claim["places"]],
                "quantities": [_with_span(q, at) for q in claim["quantities"]],
            }
        )  # fmt: skip
    keep = ("id", "dataset", "file", "source_id", "published", "sha256", "labelled_by")
    more = {"begin": row["begin"]} if "begin" in row else {}
    return {**{k: row.get(k) for k in keep}, **more, "length": len(row["text"]), "claims": claims}
