"""What the tests share: coding a text, and the example case in a store."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import reportedly
from reportedly.annotate.layers import annotate
from reportedly.coding.claims import code_document
from reportedly.config import Config, load_config
from reportedly.core.claim import Claim
from reportedly.core.layers import Document
from reportedly.core.raw import RawReport
from reportedly.read.inputs import make_report

ROOT = Path(__file__).resolve().parent.parent
CASE = ROOT / "examples" / "ukraine-2014"

Coder = Callable[..., tuple[Document, list[Claim]]]


def pytest_sessionstart() -> None:
    expected = os.environ.get("REPORTEDLY_EXPECT")
    if expected:
        assert str(reportedly.__file__).startswith(expected), f"testing {reportedly.__file__}, not {expected}"


@pytest.fixture(scope="session")
def config() -> Config:
    return load_config()


def code_text(text: str, published: str | None = None, **fields: str) -> tuple[Document, list[Claim]]:
    """A text through reading, annotating and coding."""
    config = load_config()
    report = make_report(RawReport(text, **fields), config.read, published).report
    assert report is not None
    (document,) = annotate([report], config.annotate)
    return document, code_document(document, config.coding)


@pytest.fixture(scope="session")
def code() -> Coder:
    return code_text


@pytest.fixture(scope="session")
def case_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("case") / "record.duckdb"
    with reportedly.open(path) as record:
        record.add(CASE / "reports.jsonl")
    return path


@pytest.fixture
def case(case_store: Path) -> Iterator[reportedly.Record]:
    with reportedly.open(case_store, read_only=True) as record:
        yield record
