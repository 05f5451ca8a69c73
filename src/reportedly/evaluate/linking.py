"""Time to store and link a new report as the store grows: `python -m reportedly.evaluate.linking [REPORTS ...]`.

One store is filled to each size in turn (reports made as in evaluate/large.py, their days over six years, each text with shingles
of its own), linked, and then given some more reports; what these take, after coding, is the figure. Long and short reports are
mixed, so that the new ones of every size have about as many claims.
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from reportedly import pipeline
from reportedly.api import Record, open_record
from reportedly.config import Config, load_config
from reportedly.evaluate.large import Copies, code_sources, own_sources
from reportedly.pipeline import Coded
from reportedly.store import write
from reportedly.store.database import transaction
from reportedly.version import VERSION

_SIZES = (1_000, 10_000, 100_000)
_NEW = 192
_SEED = 7
_BATCH = 400


def main(arguments: list[str]) -> None:
    """Print seconds for each size and, as the last line, one JSON object."""
    sizes = tuple(int(a) for a in arguments) or _SIZES
    config = load_config()
    coded = code_sources(own_sources(Path("corpus")), config)
    random.Random(_SEED).shuffle(coded)
    copies = iter(Copies(coded))
    figures: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder, open_record(Path(folder) / "linking.duckdb") as record:
        run = pipeline.start_run(record.connection, config, VERSION)
        stored = 0
        for size in sizes:
            _fill(record, islice(copies, size - stored), run)
            pipeline.link_blocks(record.connection, config.link)
            fresh = list(islice(copies, _NEW))
            seconds = _add(record, fresh, run, config)
            stored = size + _NEW
            figures[f"ms_at_{size}"] = round(1000 * seconds / _NEW, 1)
            claims = sum(len(c.claims) for c in fresh) / _NEW
            sys.stdout.write(
                f"{size:9,} reports stored: {1000 * seconds / _NEW:8.1f} ms for each new one ({claims:.1f} claims each)\n"
            )
            sys.stdout.flush()
    figures["ratio"] = round(figures[f"ms_at_{sizes[-1]}"] / figures[f"ms_at_{sizes[0]}"], 2)
    sys.stdout.write(json.dumps(figures) + "\n")


def _fill(record: Record, copies: Iterator[Coded], run: str) -> None:
    while lot := list(islice(copies, _BATCH)):
        with transaction(record.connection):
            write.write_reports(record.connection, [r for c in lot for r in c.reports], run)
            blocks = {claim: block for c in lot for claim, block in c.blocks.items()}
            write.write_claims(record.connection, [k for c in lot for k in c.claims], blocks, run)
            prints = {r.id: frozenset(hash((r.id, n)) >> 1 for n in range(len(r.text) // 24)) for c in lot for r in c.reports}
            write.write_shingles(record.connection, prints)


def _add(record: Record, fresh: list[Coded], run: str, config: Config) -> float:
    start = time.perf_counter()
    for k in range(0, len(fresh), config.run.batch_reports):
        lot = fresh[k : k + config.run.batch_reports]
        reports, claims = tuple(r for c in lot for r in c.reports), tuple(k for c in lot for k in c.claims)
        pipeline.store_batch(record.connection, Coded(reports, claims, (), 0), run, config.link)
    pipeline.link_blocks(record.connection, config.link)
    return time.perf_counter() - start


if __name__ == "__main__":
    main(sys.argv[1:])
