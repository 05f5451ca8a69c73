"""Parquet: one report a row, in the columns of a JSON Lines report (text, id, url, publisher, title, published)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

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
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with path.open("rb") as stream, pq.ParquetFile(stream) as file:
            columns = [c for c in _COLUMNS if c in file.schema_arrow.names]
            if "text" not in columns:
                raise InputError("not_a_report", "the file has no column 'text'")
            number = 0
            for batch in file.iter_batches(batch_size=_ROWS_AT_ONCE, columns=columns):
                for row in batch.to_pylist():
                    number += 1
                    try:
                        yield (
                            f"{path}:{number}",
                            make_raw({k: str(v) if k != "text" and v is not None else v for k, v in row.items()}),
                        )
                    except InputError as error:
                        yield f"{path}:{number}", error
    except (pa.ArrowException, OSError) as error:
        raise InputError("not_parquet", str(error)[:200]) from error


def count_parquet(path: Path) -> int:
    """Rows of a Parquet file; 1 where it cannot be read, so that it still counts as an input."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with path.open("rb") as stream:
            return int(pq.read_metadata(stream).num_rows) or 1
    except (pa.ArrowException, OSError):
        return 1
