"""`reportedly evaluate`: how good the rows are, on labelled text."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli.show import note, print_lines

if TYPE_CHECKING:
    from reportedly.evaluate.result import Result, Setting


def run(
    name: Annotated[str | None, typer.Argument(help="A benchmark; without one their names are listed.")] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Run all benchmarks and print the table of docs/benchmarks.md.")
    ] = False,
    corpus: Annotated[Path, typer.Option("--corpus", help="Our labelled text.")] = Path("corpus"),
    data: Annotated[Path | None, typer.Option("--data", help="Folder of the data packs.")] = None,
    scorers: Annotated[
        Path | None, typer.Option("--scorers", help="Folder of the scorers; default: score beside --data.")
    ] = None,
    part: Annotated[str, typer.Option("--part", help="Part of our own labelled text: train or dev.")] = "dev",
    limit: Annotated[int | None, typer.Option("--limit", help="Run on the first rows only.")] = None,
    history: Annotated[Path | None, typer.Option("--history", help="Add one JSON line a run to this file.")] = None,
) -> None:
    """Figures of a benchmark beside naive baselines, a confusion listing, and errors to read."""
    from reportedly.errors import UsageError
    from reportedly.evaluate.benchmarks.registry import BENCHMARKS, find_benchmark
    from reportedly.evaluate.corpus import PARTS
    from reportedly.evaluate.result import Setting

    if part not in PARTS:
        raise UsageError(f"--part {part}: train or dev")
    setting = Setting(corpus, data, scorers or (data.parent / "score" if data else None), part, limit)
    if everything:
        _run_all(setting, history)
    elif name is None:
        print_lines(BENCHMARKS)
    else:
        result = find_benchmark(name)(setting)
        _keep(result, setting, history)
        print_lines(_tell(result))


def _run_all(setting: Setting, history: Path | None) -> None:
    from reportedly.errors import InputError
    from reportedly.evaluate.benchmarks.registry import BENCHMARKS
    from reportedly.evaluate.history import make_table

    results = []
    for name, benchmark in BENCHMARKS.items():
        note(f"{name} …")
        try:
            results.append(benchmark(setting))
            _keep(results[-1], setting, history)
        except InputError as error:
            note(f"{name}: left out: {error}")
    print_lines([make_table(results)])


def _keep(result: Result, setting: Setting, history: Path | None) -> None:
    from reportedly.evaluate.history import append_result

    if history is not None:
        append_result(history, result, setting.part)


def _tell(result: Result) -> list[str]:
    naive = ", ".join(f"{k} {v:.3f}" for k, v in result.baselines.items())
    out = [f"{result.name}: {result.rows} rows, data {result.data_hash}", "", result.printed, ""]
    out += [result.confusions, ""] if result.confusions else []
    out += ["errors to read:", *(f"  {e}" for e in result.errors), ""] if result.errors else []
    return [*out, f"{result.measure} {result.headline:.3f}" + (f"   naive: {naive}" if naive else "")]
