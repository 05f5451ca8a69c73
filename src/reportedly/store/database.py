"""Opening the store and bringing its schema up to date."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

import duckdb
import platformdirs

from reportedly.errors import OldStoreError, StoreError

_TOO_NEW = "was written by a newer reportedly (schema {found}, this one knows {known}); upgrade reportedly"


def default_store() -> Path:
    """Where the store lies when none is named: in the user's data folder."""
    return Path(platformdirs.user_data_dir("reportedly", appauthor=False)) / "record.duckdb"


def open_database(path: Path, *, read_only: bool = False) -> duckdb.DuckDBPyConnection:
    """A connection to the store at `path`, its schema current; the file and its folder are made unless `read_only`.

    Raises StoreError when the file is no store, is newer than this version, or another process is writing to it.
    """
    if read_only and not path.exists():
        raise StoreError(f"{path}: no store there yet; make one with `reportedly add PATHS… --store {path}`")
    if not read_only:
        path.parent.mkdir(parents=True, exist_ok=True)
    try:
        connection = duckdb.connect(str(path), read_only=read_only)
    except duckdb.IOException as error:
        if "lock" in str(error).lower():
            raise StoreError(f"{path}: another reportedly is writing to this store; try again when it is done") from error
        raise StoreError(f"{path}: cannot be opened as a store: {str(error).splitlines()[0]}") from error
    except duckdb.Error as error:
        raise StoreError(f"{path}: is no reportedly store: {str(error).splitlines()[0]}") from error
    try:
        _migrate(connection, path, read_only=read_only)
    except BaseException:
        connection.close()
        raise
    return connection


def _migrations() -> list[tuple[int, str]]:
    folder = resources.files("reportedly.store").joinpath("migrations")
    files = sorted(f.name for f in folder.iterdir() if f.name.endswith(".sql"))
    return [(int(name.split("_")[0]), folder.joinpath(name).read_text(encoding="utf-8")) for name in files]


def _migrate(connection: duckdb.DuckDBPyConnection, path: Path, *, read_only: bool) -> None:
    migrations = _migrations()
    known = migrations[-1][0]
    tables = {row[0] for row in connection.execute("SELECT table_name FROM information_schema.tables").fetchall()}
    if "schema_version" not in tables:
        if read_only or (tables and "report" not in tables):
            raise StoreError(f"{path}: is a DuckDB file, but no reportedly store")
        connection.execute("CREATE TABLE schema_version (number INTEGER NOT NULL)")
    row = connection.execute("SELECT coalesce(max(number), 0) FROM schema_version").fetchall()
    found = int(row[0][0])
    if found > known:
        raise StoreError(f"{path}: " + _TOO_NEW.format(found=found, known=known))
    if found < known and read_only:
        raise OldStoreError(f"{path}: has an older schema ({found}); it has to be opened for writing to upgrade it")
    for number, sql in migrations:
        if number > found:
            with transaction(connection):
                connection.execute(sql)
                connection.execute("INSERT INTO schema_version VALUES (?)", [number])


@contextlib.contextmanager
def transaction(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """All that runs inside is stored together, or not at all."""
    connection.execute("BEGIN")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")
