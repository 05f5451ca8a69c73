"""Reading the package's tab-separated tables."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import resources

from reportedly.errors import ResourceError


def read_table(package: str, name: str, columns: int) -> Iterator[tuple[str, ...]]:
    """Yield the rows of a shipped tab-separated file; `#` starts a comment line, missing last cells are empty.

    Raises ResourceError when the file is missing or a row has too many cells.
    """
    try:
        text = resources.files(package).joinpath(name).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ResourceError(f"{package}/{name} is missing or damaged: install reportedly again") from error
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if len(cells) > columns:
            raise ResourceError(f"{package}/{name}:{number}: {len(cells)} cells where {columns} are known")
        yield tuple(cells + [""] * (columns - len(cells)))


def names_of(cell: str) -> list[str]:
    """The parts of a cell that lists names with `|`."""
    return [part.strip() for part in cell.split("|") if part.strip()]
