"""All benchmarks by name."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from reportedly.errors import UsageError
from reportedly.evaluate.agreement import run_corpus
from reportedly.evaluate.benchmarks import checks, gold, judged, labelled, same_record, timed, unread, words
from reportedly.evaluate.benchmarks.briefs import run_briefs
from reportedly.evaluate.benchmarks.copies import run_copies
from reportedly.evaluate.benchmarks.countries import run_countries
from reportedly.evaluate.benchmarks.dated import run_dated
from reportedly.evaluate.benchmarks.layers import run_layers
from reportedly.evaluate.benchmarks.packs import PACKS, run_pack
from reportedly.evaluate.benchmarks.pairs import run_contradictions
from reportedly.evaluate.benchmarks.posture import run_posture
from reportedly.evaluate.benchmarks.questions import run_questions
from reportedly.evaluate.benchmarks.statements import run_bearings, run_check
from reportedly.evaluate.result import Result, Setting

Benchmark = Callable[[Setting], Result]

# Replays of invented crises in `corpus/cases`.
CASES = (
    "ceasefire", "release", "buildup", "corridor", "handover", "swap", "drills", "blockade", "emergency", "fishermen", "junta",
    "river", "embargo", "peacekeepers", "pipeline", "disarm", "highland", "siege", "moratorium",
    "fighters", "ports", "island", "capital", "reactor", "strait",
)  # fmt: skip
BENCHMARKS: dict[str, Benchmark] = {
    "corpus": run_corpus,
    "own": labelled.run_own,
    "real": labelled.run_real,
    "probe": checks.run_probe,
    "false_claims": checks.run_false_claims,
    "exchanged": checks.run_exchanged,
    "guideline": gold.run_guideline,
    "seeds": gold.run_seeds,
    "articles": gold.run_articles,
    "case": gold.run_case,
    **{f"case_{name}": partial(gold.run_own_case, name) for name in CASES},
    "check": run_check,
    "bearings": run_bearings,
    "briefs": run_briefs,
    "copies": run_copies,
    "contradictions": run_contradictions,
    "questions": run_questions,
    "orders": same_record.run_orders,
    "days": same_record.run_days,
    "dated": run_dated,
    "times": timed.run_times,
    "posture": run_posture,
    "unread_times": unread.run_unread_times,
    **{name: partial(run_pack, pack) for name, pack in PACKS.items()},
    "arguments": judged.run_arguments,
    "type_as_reported": words.run_type_as_reported,
    "factuality": words.run_factuality,
    "non_events": judged.run_non_events,
    "conflict_events": judged.run_conflict_events,
    "crisis_reports": judged.run_crisis_reports,
    "entailment": judged.run_entailment,
    "layers": run_layers,
    "countries": run_countries,
}


def find_benchmark(name: str) -> Benchmark:
    """The benchmark of that name. Raises UsageError that lists the names."""
    if name not in BENCHMARKS:
        raise UsageError(f"no benchmark {name!r}; there are: {', '.join(BENCHMARKS)}")
    return BENCHMARKS[name]
