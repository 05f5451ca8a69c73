"""Parquet: one report a row, in the columns of a JSON Lines report (text, id, url, publisher, title, published)."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from reportedly.config import ReadOptions
from reportedly.core.raw import RawReport
from reportedly.errors import InputError
from reportedly.read.jsonl import make_raw

_COLUMNS = ("text", "id", "url", "publisher", "title", "published")
_ROWS_AT_ONCE = 256


def read_parquet(path: Path, options: ReadOptions) -> Iterator[tuple[str, RawReport | InputError]]:
    """Yield each row's name (`file:row`) with its report or why it cannot be read; a few hundred rows are held at once.

    Raises InputError where the file is no Parquet or has no column `text`.
    """
    try:
        with _opened(path) as (connection, file):
            told = connection.execute("DESCRIBE SELECT * FROM read_parquet(?)", [file]).fetchall()
            columns = [c for c in _COLUMNS if c in {row[0] for row in told}]
            if "text" not in columns:
                raise InputError("not_a_report", "the file has no column 'text'")
            connection.execute(f"SELECT {', '.join(columns)} FROM read_parquet(?)", [file])
            number = 0
            while rows := connection.fetchmany(_ROWS_AT_ONCE):
                for row in rows:
                    number += 1
                    values = dict(zip(columns, row, strict=True))
                    try:
                        yield (
                            f"{path}:{number}",
                            make_raw({k: str(v) if k != "text" and v is not None else v for k, v in values.items()}),
                        )
                    except InputError as error:
                        yield f"{path}:{number}", error
    except (duckdb.Error, OSError) as error:
        raise InputError("not_parquet", str(error)[:200]) from error


def count_parquet(path: Path) -> int:
    """Rows of a Parquet file; 1 where it cannot be read, so that it still counts as an input."""
    try:
        with _opened(path) as (connection, file):
            found = connection.execute("SELECT num_rows FROM parquet_file_metadata(?)", [file]).fetchone()
            return int(found[0]) or 1 if found else 1
    except (duckdb.Error, OSError):
        return 1


@contextmanager
def _opened(path: Path) -> Iterator[tuple[duckdb.DuckDBPyConnection, str]]:
    """A database that can read the file, and the file's name there, without the signs that it takes for a pattern of names."""
    with duckdb.connect(config={"threads": 1}) as connection, tempfile.TemporaryDirectory() as folder:
        storage = getattr(path, "fs", None)  # of object storage, see `remote.as_path`
        if storage is not None:
            connection.register_filesystem(storage)
        elif set("*?[]{}") & set(str(path)):
            link = Path(folder) / "input.parquet"
            link.symlink_to(path.resolve())
            path = link
        yield connection, str(path)
