"""Typed rows of an answer, as plain values, Arrow or pandas too."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

from reportedly.errors import UsageError
from reportedly.export.jsonl import to_record

if TYPE_CHECKING:
    import pyarrow as pa

_Row = TypeVar("_Row")


class Answer(Sequence[_Row], Generic[_Row]):
    """Typed rows of an answer: iterate, index, or take them as plain values, Arrow or pandas."""

    def __init__(self, rows: Sequence[_Row]) -> None:
        self._rows = tuple(rows)

    @overload
    def __getitem__(self, index: int) -> _Row: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[_Row]: ...
    def __getitem__(self, index: int | slice) -> _Row | Sequence[_Row]:
        return self._rows[index]

    def __len__(self) -> int:
        return len(self._rows)

    def __repr__(self) -> str:
        name = type(self._rows[0]).__name__.lower() if self._rows else "row"
        return f"<{len(self)} {name}{'' if len(self) == 1 else 's'}; .df(), .to_arrow(), .to_dicts()>"

    def to_dicts(self) -> list[dict[str, Any]]:
        """The rows as in the record format."""
        return [to_record(row) for row in self._rows]

    def to_arrow(self) -> pa.Table:
        """The rows as an Arrow table, nested values kept. Needs pyarrow (`pip install reportedly[arrow]`)."""
        try:
            import pyarrow as pa
        except ImportError as error:
            raise UsageError("Arrow tables need an extra: pip install 'reportedly[arrow]'") from error
        return pa.Table.from_pylist(self.to_dicts())

    def df(self) -> Any:
        """The rows as a pandas DataFrame. Needs pandas (`pip install reportedly[df]`)."""
        try:
            import pandas
        except ImportError as error:
            raise UsageError("data frames need an extra: pip install 'reportedly[df]'") from error
        return pandas.DataFrame(self.to_dicts())
