"""The desk over a copy of the example case."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from reportedly.config import load_config
from reportedly.serve.access import Access
from reportedly.serve.app import make_app
from reportedly.serve.desk import Desk


@pytest.fixture
def desk(case_store: Path, tmp_path: Path) -> Iterator[Desk]:
    store = tmp_path / "desk.duckdb"
    shutil.copy(case_store, store)
    made = Desk(store, load_config())
    yield made
    made.close()


@pytest.fixture
def client(desk: Desk) -> Iterator[TestClient]:
    with TestClient(make_app(desk, Access())) as made:
        yield made
