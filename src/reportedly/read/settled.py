"""Files that somebody may still be writing: a report is read once it is whole."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

from reportedly.core.derived import Issue
from reportedly.core.raw import ReadResult

_LOOKS = 3  # times that a file may change while it is waited for


def wait_for_files(files: Sequence[Path], seconds: float) -> tuple[list[Path], list[ReadResult]]:
    """The files that nobody wrote to for `seconds`, waited for where that is not long ago, and an issue for each that still
    changes after some looks. Files whose time cannot be read count as whole: their reader tells what is wrong."""
    waiting = list(files)
    for look in range(_LOOKS + 1):
        ages = {f: _age(f) for f in waiting}
        waiting = [f for f, age in ages.items() if age < seconds]
        if not waiting or look == _LOOKS:
            break
        time.sleep(seconds - min(ages[f] for f in waiting))
    why = "somebody is still writing it; it is read the next time"
    growing = set(waiting)
    left = [ReadResult(None, (Issue(None, str(f), "read", "still_written", why),)) for f in waiting]
    return [f for f in files if f not in growing], left


def _age(file: Path) -> float:
    """Seconds since a local file was written to; without end where that cannot be known, or lies ahead of the clock."""
    try:
        age = time.time() - file.stat().st_mtime if type(file).__module__.startswith("pathlib") else float("inf")
    except OSError:
        return float("inf")
    return age if age >= 0 else float("inf")
