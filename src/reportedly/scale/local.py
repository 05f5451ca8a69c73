"""Batches on one machine: one after the other in this process, or one process a core.

Results come in the order of the batches. At most two batches a worker wait beyond the one that is due, so that a slow writer is
not run over. A batch whose worker dies is run apart; what dies there again is left to `rescue` (see `scale/batches.py`).
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import chain, islice
from multiprocessing import get_context
from typing import Generic

from reportedly.errors import WorkerDied
from reportedly.scale.batches import In, Out, Rescue, no_rescue

_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "REPORTEDLY_THREADS")
_FEWEST_BATCHES = 3  # starting workers takes longer than fewer batches do


def count_workers(wanted: int) -> int:
    """Processes to run: `wanted`, or for 0 one for each core that this process may use."""
    return wanted or len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else wanted or os.cpu_count() or 1


def map_batches(
    function: Callable[[In], Out], batches: Iterable[In], workers: int = 1, rescue: Rescue[In, Out] = no_rescue
) -> Iterator[Out]:
    """Yield `function` of each batch, in order. With several workers function and batches must be such as can be sent to another
    process. Raises WorkerDied where a worker dies and `rescue` has no answer."""
    rest = iter(batches)
    first = list(islice(rest, _FEWEST_BATCHES)) if workers > 1 else []
    if len(first) < _FEWEST_BATCHES:
        yield from map(function, first)
        yield from map(function, rest)
        return
    pool = _Pool(function, workers)
    try:
        waiting: deque[tuple[In, Future[Out]]] = deque()
        for batch in chain(first, rest):
            waiting.append((batch, pool.submit(batch)))
            if len(waiting) > 2 * workers:
                yield _next(pool, waiting, rescue)
        while waiting:
            yield _next(pool, waiting, rescue)
    finally:
        pool.close()


class _Pool(Generic[In, Out]):
    """Worker processes that are started anew when one of them dies."""

    def __init__(self, function: Callable[[In], Out], workers: int) -> None:
        self._function, self._workers = function, workers
        self._pool = _start_pool(workers)

    def submit(self, batch: In) -> Future[Out]:
        try:
            with _one_thread():
                return self._pool.submit(self._function, batch)
        except BrokenProcessPool:  # one died since: what it had is found out when its result is asked for
            broken: Future[Out] = Future()
            broken.set_exception(BrokenProcessPool())
            return broken

    def run_apart(self, batch: In) -> Out:
        """The batch in a process of its own. Raises WorkerDied."""
        pool = _start_pool(1)
        try:
            with _one_thread():
                due = pool.submit(self._function, batch)
            return due.result()
        except BrokenProcessPool as error:
            raise WorkerDied from error
        finally:
            pool.shutdown(wait=False, cancel_futures=True)

    def restart(self) -> None:
        self.close()
        self._pool = _start_pool(self._workers)

    def close(self) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)


def _start_pool(workers: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(workers, mp_context=get_context("spawn"))


def _next(pool: _Pool[In, Out], waiting: deque[tuple[In, Future[Out]]], rescue: Rescue[In, Out]) -> Out:
    """Result of the batch that is due. All that was on its way when a worker died is handed out again, but this one."""
    batch, future = waiting.popleft()
    try:
        return future.result()
    except BrokenProcessPool:
        pool.restart()
        again = [(b, f if f.done() and f.exception() is None else pool.submit(b)) for b, f in waiting]
        waiting.clear()
        waiting.extend(again)
    try:
        return pool.run_apart(batch)
    except WorkerDied:
        return rescue(batch, pool.run_apart)


@contextmanager
def _one_thread() -> Iterator[None]:
    """Workers that are started inside compute with one thread each: the cores are shared out by process. Libraries read these
    variables when they are imported, so a worker must be born with them."""
    before = {name: os.environ.get(name) for name in _THREADS}
    os.environ |= dict.fromkeys(_THREADS, "1")
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
