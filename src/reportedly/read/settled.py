"""Files that somebody may still be writing: a report is read once it is whole."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

from reportedly.core.derived import Issue
from reportedly.core.raw import ReadResult
from reportedly.read.inputs import holds_many

_LOOKS = 3  # times that a file may change while it is waited for


def wait_for_files(files: Sequence[Path], seconds: float) -> tuple[list[Path], list[ReadResult]]:
    """The files that nobody wrote to for `seconds`, waited for where that is not long ago, and an issue for each that still
    changes after some looks. Files of many reports are not waited for: each whole line of theirs is a report. Files whose state
    cannot be read count as whole: their reader tells what is wrong."""
    known = {f: state for f in files if not holds_many(f) and (state := _state(f)) is not None}
    waiting = {f: state for f, state in known.items() if time.time() - state[1] < seconds}
    for _ in range(_LOOKS):
        if not waiting:
            break
        time.sleep(seconds)
        now = {f: _state(f) for f in waiting}
        waiting = {f: state for f, state in now.items() if state is not None and state != waiting[f]}
    why = "somebody is still writing it; it is read the next time"
    left = [ReadResult(None, (Issue(None, str(f), "read", "still_written", why),)) for f in waiting]
    return [f for f in files if f not in waiting], left


def _state(file: Path) -> tuple[int, float] | None:
    """Size of a local file in bytes and when it was written to, in seconds; None where that cannot be known."""
    try:
        found = file.stat() if type(file).__module__.startswith("pathlib") else None
    except OSError:
        return None
    return (found.st_size, found.st_mtime) if found is not None else None
