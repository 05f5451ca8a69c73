"""Batches on one machine: one after the other in this process, or one process a core.

Results come in the order of the batches. At most one batch a worker waits beyond those at work, so that a slow writer is not
run over. A worker that dies takes its batch with it: the run stops with an error, and what was stored stays.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing import get_context
from typing import TypeVar

from reportedly.errors import ReportedlyError

_In = TypeVar("_In")
_Out = TypeVar("_Out")
_FEWEST_BATCHES = 3  # starting workers takes longer than fewer batches do


def count_workers(wanted: int) -> int:
    """Processes to run: `wanted`, or for 0 one for each core that this process may use."""
    return wanted or len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else wanted or os.cpu_count() or 1


def map_batches(function: Callable[[_In], _Out], batches: Iterable[_In], workers: int = 1) -> Iterator[_Out]:
    """Yield `function` of each batch, in order. With several workers function and batches must be such as can be sent to another
    process. Raises ReportedlyError where a worker dies."""
    rest = iter(batches)
    first = list(islice(rest, _FEWEST_BATCHES)) if workers > 1 else []
    if len(first) < _FEWEST_BATCHES:
        yield from map(function, first)
        yield from map(function, rest)
        return
    pool = ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_start_worker)
    try:
        waiting: deque[Future[_Out]] = deque()
        for batch in _chain(first, rest):
            waiting.append(pool.submit(function, batch))
            if len(waiting) > 2 * workers:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    except BrokenProcessPool as error:
        raise ReportedlyError("a worker died, perhaps for want of memory; run again, with fewer `[run] workers`") from error
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _chain(first: list[_In], rest: Iterator[_In]) -> Iterator[_In]:
    yield from first
    yield from rest


def _start_worker() -> None:
    """One thread a worker: the cores are shared out by process."""
    os.environ["OMP_NUM_THREADS"] = "1"
    os.environ["REPORTEDLY_THREADS"] = "1"
