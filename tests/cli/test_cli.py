"""The command line: what goes where, and with which exit code."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import CASE


def run(*args: object, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "reportedly", *map(str, args)], capture_output=True, text=True, cwd=cwd)


def test_code_prints_the_record_to_standard_output_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Chad said on Monday it would withdraw its troops from Niger.")
    done = run("code", tmp_path / "a.txt", "--published", "2019-03-06", "--annotations")
    assert done.returncode == 0, done.stderr
    kinds = {json.loads(line)["kind"] for line in done.stdout.splitlines()}
    assert {"report", "claim", "event", "commitment", "time", "place", "entity", "attribution"} <= kinds


@pytest.mark.parametrize(
    ("args", "code", "says"),
    [
        (["add", "not-there"], 2, "no such file"),
        (["add", "a.txt", "--published", "soon"], 2, "2014-05-19"),
        (["follow", "--act", "jump", "--store", "s.duckdb"], 2, "PLOVER"),
        (["claims", "--as-of", "19 May", "--store", "s.duckdb"], 2, "is not a day"),
        (["follow", "--store", "none.duckdb"], 1, "no store there"),
        (["add", "empty.txt", "--store", "s.duckdb"], 1, "allowed share"),
        (["code", "empty.txt"], 1, "allowed share"),
    ],
)
def test_errors_say_what_to_do_and_have_their_code(args: list[str], code: int, says: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Chad said on Monday it would withdraw its troops from Niger.")
    (tmp_path / "empty.txt").write_text("")
    run("add", "a.txt", "--store", "s.duckdb", cwd=tmp_path)
    done = run(*args, cwd=tmp_path)
    assert done.returncode == code, done.stderr
    assert says in done.stderr
    assert "Traceback" not in done.stderr


def test_the_demo_answers_read_well(case_store: Path) -> None:
    follow = run("follow", "--actor", "RUS", "--act", "withdraw", "--near", "UKR", "--as-of", "2014-06-20", "--store", case_store)
    assert "REVERSED" in follow.stdout and "said before" in follow.stdout
    brief = run("brief", "--as-of", "2014-05-20", "--store", case_store)
    assert "## Promises" in brief.stdout and "2014-05-19" in brief.stdout
    assert brief.stdout == run("brief", "--as-of", "2014-05-20", "--store", case_store).stdout


@pytest.mark.parametrize("verb", ["follow", "claims", "events"])
def test_json_rows_are_those_of_the_record(verb: str, case_store: Path) -> None:
    done = run(verb, "--actor", "RUS", "--json", "--store", case_store)
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert rows and all(row["kind"] == {"follow": "commitment", "claims": "claim", "events": "event"}[verb] for row in rows)


def test_add_says_what_it_stored_and_what_it_could_not_date(tmp_path: Path) -> None:
    done = run("add", CASE / "reports.jsonl", "--store", tmp_path / "s.duckdb")
    assert done.returncode == 0
    assert done.stdout == ""
    assert "90 new reports" in done.stderr and "4 reports without a date" in done.stderr
