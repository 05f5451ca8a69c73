"""Promises followed through, on the example case and on small ones of other actors."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import reportedly
from reportedly.core.edtf import parse_edtf
from tests.conftest import CASE

GOLD: dict[str, Any] = json.loads((CASE / "gold.json").read_text(encoding="utf-8"))
REPLAY = [(key, step["as_of"], step["status"]) for key, steps in GOLD["replay"].items() for step in steps]
# Replay rows that hold today; a change that breaks more of them has to say why.
FLOOR = 11


def status_of(record: reportedly.Record, key: str, day: str) -> str:
    want = GOLD["acts"][key]["date"]
    promises = record.follow(actor="RUS", act="withdraw", as_of=day)
    found = [c for c in promises if (d := parse_edtf(c.announced)) and (w := parse_edtf(want)) and d.overlaps(w, 2)]
    return max(found, key=lambda c: len(c.claims)).status if found else "missing"


def test_the_replay_of_the_case_keeps_its_floor(case: reportedly.Record) -> None:
    told = [(key, day, status_of(case, key, day), want) for key, day, want in REPLAY]
    right = [row for row in told if row[2] in row[3]]
    assert len(right) >= FLOOR, [row for row in told if row not in right]


def test_nothing_published_later_leaks_in(case: reportedly.Record) -> None:
    for day in ("2014-05-07", "2014-05-20"):
        rows = [json.loads(line) for line in case.export(as_of=day)]
        published = [r["published"] for r in rows if r["kind"] == "report"]
        assert published and all(p is not None and p <= day for p in published)


def test_later_promises_name_earlier_ones_as_precedents(case: reportedly.Record) -> None:
    found = {c.id: c for c in case.follow(actor="RUS", act="withdraw")}
    may = next(c for c in found.values() if c.announced == "2014-05-19")
    assert [found[i].announced for i in may.precedents] == ["2014-05-07", "2014-03-31"]


def test_copies_share_one_origin(case: reportedly.Record) -> None:
    origin = {r["ref"]: r["origin"] for line in case.export() if (r := json.loads(line))["kind"] == "report"}
    assert origin["A001"] == origin["A002"]
    assert origin["A022"] == origin["A023"]
    assert origin["A001"] != origin["A022"]


def follow(tmp_path: Path, reports: list[tuple[str, str]], **filters: str) -> list[Any]:
    path = tmp_path / "r.jsonl"
    path.write_text(
        "\n".join(json.dumps({"id": f"n{i}", "published": day, "text": text}) for i, (day, text) in enumerate(reports))
    )
    with reportedly.open(tmp_path / "s.duckdb") as record:
        record.add(path)
        return list(record.follow(**filters))


ORDER = (
    "2019-03-04",
    "Ethiopia ordered its troops to withdraw from the Eritrean border, the prime minister's office said on Monday.",
)
UNSEEN = (
    "2019-03-06",
    "Observers of the United Nations said on Wednesday they had seen no sign of Ethiopian troops leaving the Eritrean border.",
)
OWN = ("2019-03-08", "Ethiopian troops have begun withdrawing from the Eritrean border, the Ethiopian army said on Friday.")
SEEN = ("2019-03-12", "The United Nations said on Tuesday that Ethiopian troops had withdrawn from the Eritrean border.")
BACK = ("2019-03-30", "The United Nations said on Saturday that Ethiopia had sent more troops to the Eritrean border again.")


@pytest.mark.parametrize(
    ("reports", "status"),
    [
        ([ORDER], "announced"),
        ([ORDER, OWN], "unverified"),
        ([ORDER, UNSEEN], "not_observed"),
        ([ORDER, UNSEEN, OWN], "not_observed"),
        ([ORDER, UNSEEN, SEEN], "confirmed"),
        ([ORDER, SEEN, BACK], "reversed"),
    ],
)
def test_a_status_is_the_first_rule_that_holds(tmp_path: Path, reports: list[tuple[str, str]], status: str) -> None:
    (found,) = follow(tmp_path, reports, actor="ETH", act="withdraw")
    assert found.status == status, found.reasons


def test_a_states_own_word_is_never_independent(tmp_path: Path) -> None:
    (found,) = follow(tmp_path, [ORDER, OWN], actor="ETH", act="withdraw")
    assert {e.side for e in found.evidence} == {"own"}


def test_two_orders_years_apart_are_two_promises_and_the_later_names_the_earlier(tmp_path: Path) -> None:
    again = (ORDER[0].replace("2019-03-04", "2026-03-02"), ORDER[1])
    first, second = follow(tmp_path, [ORDER, again], actor="ETH", act="withdraw")
    assert (first.announced, second.announced) == ("2019-03-04", "2026-03-02")
    assert second.precedents == (first.id,)


FIFTY = ("2019-03-04", "Gabon's government said on Monday it would release 50 prisoners by March 31.")
TWENTY = ("2019-03-12", "The Red Cross said on Tuesday that 20 prisoners had been released in Gabon.")
ALL = ("2019-03-27", "The Red Cross said on Wednesday that all 50 prisoners had been released in Gabon.")
SECOND = (
    "2019-03-20",
    "Gabon: 80 more prisoners to be let go by April 20\n\nLIBREVILLE, March 20 - A list was read out in Gabon.",
)


@pytest.mark.parametrize(("reports", "status"), [([FIFTY, TWENTY], "partly"), ([FIFTY, TWENTY, ALL], "confirmed")])
def test_fewer_than_were_promised_are_a_part(tmp_path: Path, reports: list[tuple[str, str]], status: str) -> None:
    (found,) = follow(tmp_path, reports, actor="GAB", act="release")
    assert found.status == status, found.reasons


def test_what_counts_as_many_as_an_earlier_promise_bears_on_that_one(tmp_path: Path) -> None:
    first, second = follow(tmp_path, [FIFTY, TWENTY, SECOND, ALL], actor="GAB", act="release")
    assert (first.status, second.status) == ("confirmed", "announced"), (first.reasons, second.reasons)
    assert second.due == "2019-04-20"


def test_a_promise_without_a_doer_is_that_of_the_state_the_report_is_about(tmp_path: Path) -> None:
    (found,) = follow(tmp_path, [SECOND], actor="GAB", act="release")
    assert (found.status, found.due) == ("announced", "2019-04-20")


def test_what_one_sentence_promises_in_a_breath_is_one_promise(tmp_path: Path) -> None:
    first = "Equatorial Guinea will lift its blockade of Cocobeach and withdraw all nine patrol boats by May 24, its army said."
    seen = "All nine Equatorial Guinean patrol boats have left Cocobeach, the African Union said on Monday."
    found = follow(tmp_path, [("2014-05-13", first), ("2014-05-26", seen)], actor="GNQ")
    assert [(c.due, c.status) for c in found] == [("2014-05-24", "confirmed")]


def test_what_is_promised_to_somebody_else_in_the_same_sentence_is_a_promise_too(tmp_path: Path) -> None:
    told = "Kenya will lift its blockade of Kismayo and deliver 12 tanks to Ukraine next month, its government said on Monday."
    found = follow(tmp_path, [("2014-05-13", told)], actor="KEN")
    assert {c.event_type for c in found} == {"RETREAT", "AID"}


def test_a_threat_with_a_day_is_followed(tmp_path: Path) -> None:
    first = "Uzbekistan threatened on Monday to stop all freight trains to Tajikistan from March 4."
    found = follow(tmp_path, [("2013-02-25", first)], actor="UZB")
    assert [c.event_type for c in found] == ["COERCE"]


def test_who_tells_that_a_measure_was_lifted_tells_that_it_was_in_force(tmp_path: Path) -> None:
    told = [
        ("2016-02-01", "Chad's government said on Monday it would close the border with Sudan on February 5."),
        ("2016-02-06", "Chad has closed the border with Sudan, its interior ministry said on Saturday."),
        ("2016-02-20", "Chad lifted the closure of the border with Sudan on Friday, a truckers' union said."),
    ]
    statuses = []
    for n in (1, 2, 3):
        (tmp_path / str(n)).mkdir()
        statuses.append(follow(tmp_path / str(n), told[:n], actor="TCD")[0].status)
    assert statuses == ["announced", "unverified", "reversed"]


def test_a_blockade_that_goes_on_or_is_over(tmp_path: Path) -> None:
    first = ("2016-02-01", "Chad's government said on Monday it would end the blockade of the port of Moundou by February 10.")
    still = ("2016-02-12", "Chad's blockade of the port of Moundou goes on, a fishermen's union said on Friday.")
    over = ("2016-02-15", "The blockade of the port of Moundou is over, a fishermen's union said on Monday.")
    for name, later, status in (("a", still, "contradicted"), ("b", over, "confirmed")):
        (tmp_path / name).mkdir()
        (found,) = follow(tmp_path / name, [first, later], actor="TCD", act="access")
        assert found.status == status, found.reasons


def test_a_ministry_of_nobody_named_speaks_for_the_forces_it_tells_of(tmp_path: Path) -> None:
    first = ("2016-02-01", "Chad said on Monday it would withdraw its troops from the border with Sudan.")
    done = (
        "2016-02-05",
        "Chad's troops have left the border with Sudan, the Defence Ministry said on Friday. France and Libya looked on.",
    )
    (found,) = follow(tmp_path, [first, done], actor="TCD", act="withdraw")
    assert found.status == "unverified", found.reasons
