"""What the engines share: which one runs, and what becomes of a batch that kills its worker.

An engine maps a function over batches and yields the results in their order, so that the record is the same whichever ran.
`rescue(batch, run)` gives the result of a batch whose worker died; `run` gives that of a smaller batch, run apart, and raises
WorkerDied where its worker dies, too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from reportedly.core.derived import Issue
from reportedly.core.raw import ReadResult
from reportedly.errors import UsageError, WorkerDied
from reportedly.pipeline import Coded

ENGINES = ("local", "ray")
In = TypeVar("In")
Out = TypeVar("Out")
Rescue = Callable[[In, Callable[[In], Out]], Out]
_Code = Callable[[list[ReadResult]], Coded]


def no_rescue(batch: In, run: Callable[[In], Out]) -> Out:
    """Run the batch once more, apart; raises WorkerDied where that kills its worker, too."""
    return run(batch)


def rescue_batch(batch: Sequence[ReadResult], run: _Code) -> Coded:
    """Code a batch whose worker died, one report after the other; a report that kills its worker again is kept uncoded, with an
    issue row that names it."""
    parts: list[Coded] = []
    for result in batch:
        try:
            parts.append(run([result]))
        except WorkerDied as error:
            report = result.report
            told = Issue(report.id if report else None, report.path if report else None, "code", "not_coded", str(error)[:200])
            parts.append(Coded((report,) if report else (), (), (*result.issues, told), int(report is None)))
    return Coded(
        tuple(r for p in parts for r in p.reports), tuple(c for p in parts for c in p.claims),
        tuple(i for p in parts for i in p.issues), sum(p.failed for p in parts),
        {report: home for p in parts for report, home in p.homes.items()},
        {report: voice for p in parts for report, voice in p.voices.items()},
    )  # fmt: skip


def code_batches(code: _Code, batches: Iterable[list[ReadResult]], engine: str, address: str, workers: int) -> Iterator[Coded]:
    """Code the batches with an engine, in order; `workers` is for the local one (0: one a core), `address` for Ray.

    Raises UsageError for an engine that there is none of, or that is not installed.
    """
    if engine == "local":
        from reportedly.scale.local import count_workers, map_batches

        return map_batches(code, batches, count_workers(workers), rescue_batch)
    if engine == "ray":
        from reportedly.scale.cluster import map_on_ray

        return map_on_ray(code, batches, address, rescue_batch)
    raise UsageError(f"no engine {engine!r}; there are {', '.join(ENGINES)}")
