"""The one error tree.

ReportedlyError
├── UsageError          the caller asked for something that cannot be (exit code 2)
│   ├── ConfigError     an unknown option, or a value out of its range
│   └── DayError        a day or EDTF string that cannot be read
├── InputError          an input cannot be read at all; the run leaves an issue row and goes on
├── StoreError          the store cannot be opened, is newer than this version, or is locked
│   ├── NotFoundError   no row has this id
│   └── OldStoreError   the store has an older schema, and is opened for reading only
└── ResourceError       a file this package ships with is missing or damaged
"""

from __future__ import annotations


class ReportedlyError(Exception):
    """Base of every error raised on purpose; its text says what to do next."""


class UsageError(ReportedlyError):
    """The caller asked for something that cannot be."""


class ConfigError(UsageError):
    """An option is unknown or out of range."""


class DayError(UsageError):
    """A day or EDTF string cannot be read."""


class InputError(ReportedlyError):
    """One input cannot be read. `code` names the reason for the issue row."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(detail)
        self.code = code
        self.detail = detail


class StoreError(ReportedlyError):
    """The store cannot be opened or written."""


class NotFoundError(StoreError):
    """No row has the id that was asked for."""


class OldStoreError(StoreError):
    """The store has an older schema, and was opened for reading only."""


class ResourceError(ReportedlyError):
    """A file that ships with the package is missing or damaged."""


class WorkerDied(ReportedlyError):
    """The process that worked on a batch is gone: killed for memory, crashed in a library, cut off."""

    def __init__(self, why: str = "") -> None:
        told = f" ({why})" if why else ""
        super().__init__(f"a worker died{told}, perhaps for want of memory; run again with fewer workers or smaller batches")
