"""Reading while somebody writes: a copy of the store that the writer publishes beside it.

DuckDB lets one process write and shuts all others out meanwhile. A writer that takes longer than a moment therefore publishes
what it has stored so far as `STORE.read`, whole or not at all, and again from time to time; readers that find the store locked
open that. Only what is committed is ever seen. With the writer the copy goes: then the store itself can be read.
"""

from __future__ import annotations

import time
from pathlib import Path

import duckdb

from reportedly.config import RunOptions
from reportedly.errors import OldStoreError, StoreError
from reportedly.store.database import open_database

_PATIENCE = 20  # seconds that a reader waits for a writer that has published nothing yet
_STEP = 0.1
_TRIES = 20
_SHARE = 20  # publishing takes at most one part in so many of a writer's time


def snapshot_path(store: Path) -> Path:
    """Where the writer of a store publishes it for readers."""
    return store.with_name(store.name + ".read")


class Publisher:
    """Publishes a store that is being written. Call `tick` wherever all is committed, `close` when writing ends."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, store: Path, options: RunOptions) -> None:
        self._connection, self._target = connection, snapshot_path(store)
        self._next = time.monotonic() + options.publish_after
        self._every = options.publish_every
        self.close()  # what a killed writer left behind is older than the store

    def tick(self) -> None:
        """Publish where it is time for it."""
        if time.monotonic() < self._next:
            return
        began = time.monotonic()
        self._publish()
        ended = time.monotonic()
        self._next = ended + max(self._every, _SHARE * (ended - began))

    def close(self) -> None:
        """Take the published copy away; readers that have it open keep it."""
        self._target.unlink(missing_ok=True)

    def _publish(self) -> None:
        half = self._target.with_name(self._target.name + ".half")
        half.unlink(missing_ok=True)
        name = self._connection.execute("SELECT current_database()").fetchall()[0][0]
        quoted = str(half).replace("'", "''")
        self._connection.execute(f"ATTACH '{quoted}' AS published")
        try:
            self._connection.execute(f'COPY FROM DATABASE "{name}" TO published')
        finally:
            self._connection.execute("DETACH published")
        half.replace(self._target)


def wait_for_store(store: Path) -> Path:
    """The file that a reader may open: the store, or what its writer published while it writes. Waits a while for either."""
    until = time.monotonic() + _PATIENCE
    while _is_locked(store):
        published = snapshot_path(store)
        if published.exists():
            return published
        if time.monotonic() > until:
            break
        time.sleep(_STEP)
    return store


def open_to_read(store: Path) -> tuple[duckdb.DuckDBPyConnection, bool]:
    """A read-only connection to the store, or to what its writer published, and whether it is the latter.

    The writer may end, and take its copy away, between the look and the opening: then it is tried again. Raises StoreError.
    """
    for _ in range(_TRIES):
        readable = wait_for_store(store)
        try:
            return open_database(readable, read_only=True), readable != store
        except OldStoreError:
            open_database(readable).close()  # brings its schema up to date
        except StoreError:
            if readable == store and not _is_locked(store):
                raise
            time.sleep(_STEP)
    return open_database(store, read_only=True), False


def _is_locked(store: Path) -> bool:
    try:
        duckdb.connect(str(store), read_only=True).close()
    except duckdb.IOException as error:
        return "lock" in str(error).lower()
    except duckdb.Error:
        return False  # another fault, which opening the store names
    return False
