"""Seconds of each layer beside bare spaCy (all its components) on the same articles, one process each, in the same run."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from reportedly.annotate.acts import read_acts
from reportedly.annotate.layers import ANNOTATORS, Annotator
from reportedly.annotate.parse import load_parser, parse_reports
from reportedly.coding.claims import code_document
from reportedly.config import load_config
from reportedly.core.layers import Document
from reportedly.core.raw import RawReport
from reportedly.evaluate.result import Result, Setting
from reportedly.evaluate.runs import fingerprint
from reportedly.evaluate.speed import make_articles
from reportedly.read.inputs import make_report

_ARTICLES = 40


def run_layers(setting: Setting) -> Result:
    """Each layer's seconds over spaCy's; the headline is the share of layers that are no slower than spaCy alone."""
    config = load_config()
    texts = make_articles(setting.corpus, setting.limit or _ARTICLES)
    made = [make_report(RawReport(text=t, published="2020-03-06"), config.read, None).report for t in texts]
    reports = [r for r in made if r is not None]
    parser = load_parser(config.annotate.model)
    list(parser.pipe(texts[:2]))  # nothing is timed cold
    spacy, _ = _timed(lambda: list(parser.pipe(texts, batch_size=32)))
    seconds: dict[str, float] = {}
    seconds["parse"], documents = _timed(
        lambda: list(parse_reports(reports, config.annotate.model, config.annotate.batch_paragraphs))
    )
    list(read_acts(documents[:1]))
    seconds["act reader"], documents = _timed(lambda: list(read_acts(documents)))
    for name, annotator in ANNOTATORS.items():
        list(map(annotator.run, documents[:1]))
        seconds[name], documents = _timed(partial(_run_all, annotator, documents))
    code_document(documents[0], config.coding)
    seconds["claims"], _ = _timed(lambda: [code_document(d, config.coding) for d in documents])
    shares = {name: round(value / spacy, 3) for name, value in seconds.items()}
    added = {name: share for name, share in shares.items() if name != "parse"}  # parsing is spaCy itself, cut to what is needed
    told = [f"{name:16} {share:8.3f}" for name, share in shares.items()]
    last = f"spaCy alone: {spacy:.1f} s for {len(texts)} articles of 500 words"
    printed = "\n".join(["layer            seconds over spaCy's", *told, last])
    rows = [{"text": t} for t in texts]
    headline = sum(share <= 1 for share in added.values()) / len(added)
    return Result(
        "layers",
        "layers no slower than spaCy",
        round(headline, 4),
        {"shares": shares},
        len(texts),
        fingerprint(rows),
        {},
        printed,
    )


def _run_all(annotator: Annotator, documents: Sequence[Document]) -> list[Document]:
    return [annotator.run(d) for d in documents]


def _timed(do: Callable[[], Any]) -> tuple[float, Any]:
    start = time.perf_counter()
    made = do()
    return time.perf_counter() - start, made
