"""A real Ray cluster of two nodes on this machine gives the rows that one process gives; a poisoned report is given up alone."""

from __future__ import annotations

import hashlib
import os
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import reportedly
from tests.conftest import ROOT
from tests.store.test_store import lines, some_reports

pytest.importorskip("ray", reason="Ray is not installed")
ENV = {
    **os.environ,
    "RAY_USAGE_STATS_ENABLED": "0",
    "RAY_DEDUP_LOGS": "0",
    # A token of our own: what Ray keeps for this account in ~/.ray does not matter then.
    "RAY_AUTH_MODE": "token",
    "RAY_AUTH_TOKEN": secrets.token_hex(32),
    "PYTHONPATH": f"{ROOT}:{os.environ.get('PYTHONPATH', '')}",
}
RAY = [
    sys.executable,
    "-c",
    "from ray.scripts.scripts import main; main()",
    "start",
    "--block",
    "--num-cpus=1",
    "--disable-usage-stats",
]


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def python(code: str, address: str) -> str:
    told = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code, address], env=ENV, capture_output=True, text=True, timeout=240, check=False
    )
    assert told.returncode == 0, told.stderr[-2000:]
    return told.stdout


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a cluster of two nodes with one CPU each."""
    address = f"127.0.0.1:{free_port()}"
    folder = tmp_path_factory.mktemp("r")
    head = ["--head", f"--port={address.rpartition(':')[2]}", "--include-dashboard=false", "--node-ip-address=127.0.0.1"]
    started = []
    try:
        for number, how in enumerate((head, [f"--address={address}", "--node-ip-address=127.0.0.1"])):
            with (folder / f"{number}.log").open("wb") as log:
                started.append(subprocess.Popen([*RAY, *how], env=ENV, stdout=log, stderr=log))
            time.sleep(8 if number == 0 else 4)
        yield address
    finally:
        for process in reversed(started):
            process.terminate()
            process.wait(timeout=30)


def test_two_nodes_give_the_rows_of_one_process(cluster: str, tmp_path: Path) -> None:
    reports = some_reports(tmp_path / "r.jsonl", 0, 12)
    config = tmp_path / "c.toml"
    config.write_text("[run]\nbatch_reports = 2\n")
    nodes = "import sys, ray; ray.init(sys.argv[1], log_to_driver=False); print(sum(n['Alive'] for n in ray.nodes()))"
    assert python(nodes, cluster).strip() == "2"
    hashes: list[str] = []
    for engine in (["--workers", "1"], ["--engine", "ray", "--ray-address", cluster]):
        store = tmp_path / f"{len(hashes)}.duckdb"
        add = ["add", str(reports), *engine, "--config", str(config), "--store", str(store)]
        told = subprocess.run(
            [sys.executable, "-W", "ignore", "-m", "reportedly", *add],
            env=ENV,
            capture_output=True,
            text=True,
            timeout=240,
            check=False,
        )
        assert told.returncode == 0, told.stderr[-2000:]
        with reportedly.open(store) as record:
            rows = lines(record)
        assert sum('"kind": "claim"' in row for row in rows) > 5
        hashes.append(hashlib.sha256("\n".join(rows).encode()).hexdigest())
    assert hashes[0] == hashes[1]


def test_a_report_that_kills_its_node_s_worker_is_given_up_alone(cluster: str) -> None:
    code = """
import sys
from reportedly.scale.batches import rescue_batch
from reportedly.scale.cluster import map_on_ray
from tests.scale.test_local import code_or_die, results
found = list(map_on_ray(code_or_die, results(["a", "b", "poison", "d", "e"]), sys.argv[1], rescue_batch))
print([[r.id for r in c.reports] for c in found], [(i.report, i.code) for c in found for i in c.issues])
"""
    assert python(code, cluster).splitlines()[-1] == "[['r0', 'r1', 'r2'], ['r3', 'r4']] [('r2', 'not_coded')]"


def test_a_cluster_that_asks_for_a_token_says_so(cluster: str) -> None:
    command = [
        "-m",
        "reportedly",
        "add",
        "README.md",
        "--engine",
        "ray",
        "--ray-address",
        cluster,
        "--store",
        "/nowhere/x.duckdb",
    ]
    told = subprocess.run(
        [sys.executable, *command],
        env={**ENV, "RAY_AUTH_MODE": "disabled"},
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert told.returncode == 2
    assert "RAY_AUTH_MODE=token" in told.stderr


def test_a_cluster_that_is_not_there_is_told() -> None:
    command = ["-m", "reportedly", "add", "README.md", "--engine", "ray", "--ray-address", f"127.0.0.1:{free_port()}", "--store"]
    told = subprocess.run(
        [sys.executable, "-W", "ignore", *command, ":memory:"],
        env=ENV,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert told.returncode == 2, told
    assert "no Ray cluster" in told.stderr
