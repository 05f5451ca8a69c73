"""The whole pipeline beside bare spaCy on the same texts in the same run: `python -m reportedly.evaluate.speed [ARTICLES]`;
with `--ray`, the whole pipeline on a Ray cluster of one CPU beside one of two.

Articles of about 500 words are put together from our own labelled text. The peer is the parser's own pipeline with all its
components; ours is `record.add` into a new store: reading, layers, claims, store, links; two processes each. Both are
timed with the start of their processes. Runs alternate; the medians are compared.
"""

from __future__ import annotations

import importlib
import json
import logging
import resource
import statistics
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from reportedly.annotate.likely import load_filter
from reportedly.api import Record
from reportedly.config import Config, load_config
from reportedly.core.raw import RawReport
from reportedly.evaluate.corpus import load_own
from reportedly.evaluate.labels import read_rows
from reportedly.pipeline import code_batch
from reportedly.read.inputs import make_report

_ARTICLES = 200
_WORDS = 500
_PROCESSES = 2
_ROUNDS = 3


def make_articles(corpus: Path, count: int, length: int = _WORDS) -> list[str]:
    """Articles of about `length` words, made of our own passages in a row."""
    passages = [str(row["text"]) for path in sorted((corpus / "own").glob("*.jsonl")) for row in read_rows(path)]
    out: list[str] = []
    piece: list[str] = []
    words = number = 0
    while len(out) < count:
        text = passages[number % len(passages)]
        number += 1
        piece.append(text)
        words += len(text.split())
        if words >= length:
            out.append("\n\n".join([*piece, f"Article {len(out)}."]))
            piece, words = [], 0
    return out


def time_spacy(texts: list[str], config: Config) -> float:
    """Seconds of the bare parser pipeline, as its package loads it."""
    parser = importlib.import_module(config.annotate.model).load()
    start = time.perf_counter()
    for _ in parser.pipe(texts, n_process=_PROCESSES, batch_size=32):
        pass
    return time.perf_counter() - start


def time_pipeline(texts: list[str], config: Config) -> tuple[float, int]:
    """Seconds of the whole pipeline into a new store, and how many claims it made."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "articles.jsonl"
        rows = [{"id": str(n), "text": text, "published": "2020-03-06"} for n, text in enumerate(texts)]
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        start = time.perf_counter()
        with Record(Path(folder) / "speed.duckdb", config) as record:
            claims = record.add(path).claims
        return time.perf_counter() - start, claims


def measure_filter(corpus: Path, config: Config) -> float:
    """Share of the claims coded in the development part of our own labelled text that stand in texts which the filter before the
    parser lets through (`[run] skip_unlikely`)."""
    rows = list(load_own(corpus, "dev"))
    results = [make_report(RawReport(text=row["text"], published=row["published"]), config.read, None) for row in rows]
    claims = code_batch(results, config).claims
    passing = {r.report.id for r in results if r.report and load_filter().passes(r.report.text)}
    return sum(c.report in passing for c in claims) / len(claims)


def time_ray(texts: list[str], config: Config, cpus: int) -> float:
    """Seconds of the whole pipeline on a Ray cluster of so many CPUs on this machine; the start of the cluster is not counted."""
    import ray

    ray.init(
        address="local", num_cpus=cpus, include_dashboard=False, log_to_driver=False, logging_level=logging.ERROR,
        runtime_env={"env_vars": {"OMP_NUM_THREADS": "1", "REPORTEDLY_THREADS": "1"}},
    )  # fmt: skip
    try:
        seconds, _ = time_pipeline(texts, replace(config, run=replace(config.run, engine="ray", batch_reports=8)))
    finally:
        ray.shutdown()
    return seconds


def compare_ray(texts: list[str], config: Config) -> None:
    """Print the times on one CPU and on two, and as the last line one JSON object with their ratio."""
    times = {cpus: time_ray(texts, config, cpus) for cpus in (1, 2)}
    lines = [f"Ray, {cpus} CPU{'s' * (cpus > 1)}  {seconds:8.1f} s" for cpus, seconds in times.items()]
    sys.stdout.write("\n".join([*lines, json.dumps({"ray_2_against_1": round(times[1] / times[2], 2)})]) + "\n")


def main(arguments: list[str]) -> None:
    """Print both times and, as the last line, one JSON object with their ratio."""
    if "--ray" in arguments:
        rest = [a for a in arguments if a != "--ray"]
        config = load_config()
        compare_ray(make_articles(Path("corpus"), int(rest[0]) if rest else _ARTICLES), config)
        return
    count = int(arguments[0]) if arguments else _ARTICLES
    config = load_config()
    config = replace(config, run=replace(config.run, workers=_PROCESSES, batch_reports=8))
    texts = make_articles(Path("corpus"), count)
    words = sum(len(text.split()) for text in texts)
    peer, ours, claims = [], [], 0
    for number in range(_ROUNDS):
        peer.append(time_spacy(texts, config))
        seconds, claims = time_pipeline(texts, config)
        ours.append(seconds)
        sys.stderr.write(f"round {number + 1} of {_ROUNDS}: spaCy {peer[-1]:.1f} s, whole pipeline {seconds:.1f} s\n")
    theirs, mine = statistics.median(peer), statistics.median(ours)
    memory = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / 1024
    lines = [
        f"{len(texts)} articles, {words:,} words, {claims:,} claims; {_PROCESSES} processes each",
        f"bare spaCy      {theirs:8.1f} s  {words / theirs:8,.0f} words a second",
        f"whole pipeline  {mine:8.1f} s  {words / mine:8,.0f} words a second",
        f"largest process {memory:,.0f} MB",
    ]
    kept = measure_filter(Path("corpus"), config)
    figures = {
        "ratio": round(theirs / mine, 3),
        "filter_recall": round(kept, 4),
        "words_per_s": round(words / mine),
        "largest_process_mb": round(memory),
    }
    sys.stdout.write("\n".join([*lines, json.dumps(figures)]) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
