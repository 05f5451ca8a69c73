"""One process: batches are coded one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

_In = TypeVar("_In")
_Out = TypeVar("_Out")


def map_batches(function: Callable[[_In], _Out], batches: Iterable[_In]) -> Iterator[_Out]:
    """Yield `function` of each batch, in order."""
    return map(function, batches)
