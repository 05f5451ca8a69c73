"""Where inputs lie: paths of this machine, and addresses of object storage (`s3://…`, `gs://…`, any that fsspec knows)."""

from __future__ import annotations

import os
from pathlib import Path
from typing import cast
from urllib.parse import urlsplit

from reportedly.errors import UsageError

_WEB = frozenset({"http", "https", "ftp"})


def as_path(name: str | os.PathLike[str]) -> Path:
    """The path that a user names. An address with a scheme is one of object storage, read through fsspec (extra `objects`); it
    behaves as a path does.

    Raises UsageError for an address of the web (those are fetched one by one, never as files), for a scheme that fsspec does not
    know, and where the extra or the scheme's own package is not installed.
    """
    if not isinstance(name, str) or "://" not in name:
        return Path(name)
    scheme = urlsplit(name).scheme.lower()
    if scheme in _WEB or "::" in name:
        raise UsageError(
            f"{name}: pages of the web are not read as files; give the address to `reportedly add`, `watch` or the desk"
        )
    try:
        from upath import UPath
    except ImportError as error:
        raise UsageError("object storage needs an extra: pip install 'reportedly[objects]'") from error
    try:
        found = UPath(name)
        assert found.fs  # an unknown scheme, or one whose package is not there, is told here
    except (ValueError, ImportError) as error:
        raise UsageError(f"{name}: {error}") from error
    return cast(Path, found)
