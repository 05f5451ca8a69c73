"""Which of several promises a claim bears on, and what a report's own voice tells of talks."""

from __future__ import annotations

from pathlib import Path

from tests.link.test_follow import follow

TROOPS = (
    "2016-06-28",
    "Paraguay's government will withdraw 3,200 soldiers from three departments by July 8, it said on Tuesday.",
)
BLOCKS = ("2016-06-28", "Paraguay's government will remove 31 road blocks by July 3, it said on Tuesday.")
CLEARED = ("2016-07-04", "All 31 road blocks have gone in Paraguay, the truckers' association said on Monday.")
TALKS = ("2016-07-01", "Paraguay's president said on Friday that he will hold talks with the opposition on July 20.")
HELD = ("2016-07-20", "Paraguay's president met leaders of the opposition on Wednesday.")


def test_a_claim_bears_on_the_promise_whose_words_it_shares(tmp_path: Path) -> None:
    found = follow(tmp_path, [TROOPS, BLOCKS, CLEARED], actor="PRY")
    told = {("soldiers" if "soldiers" in c.scope else "blocks"): c for c in found}
    cleared = {e.claim for e in told["blocks"].evidence}
    assert cleared, told["blocks"].reasons
    assert not told["soldiers"].evidence, told["soldiers"].reasons
    assert told["soldiers"].status == "announced"


def test_talks_are_held_where_reports_tell_it_as_news(tmp_path: Path) -> None:
    (found,) = follow(tmp_path, [TALKS, HELD], actor="PRY", act="consult")
    assert found.status == "confirmed", found.reasons
    assert "1 report tells it as news, in its own voice" in found.reasons


def test_a_withdrawal_told_as_fact_is_not_held_for_done(tmp_path: Path) -> None:
    gone = ("2016-07-09", "Paraguay's soldiers have left three departments.")
    (found,) = follow(tmp_path, [TROOPS, gone], actor="PRY")
    assert found.status in ("announced", "expired"), found.reasons


def test_a_promise_about_something_else_takes_nothing_over(tmp_path: Path) -> None:
    roads = ("2016-06-28", "Paraguay's government will reopen two roads by July 3, it said on Tuesday.")
    posts = ("2016-07-10", "Paraguay's government will reopen the customs office at Encarnación by July 30, it said on Sunday.")
    opened = ("2016-07-20", "Both roads have been reopened, Paraguay's truckers' association said on Wednesday.")
    found = {("roads" if "roads" in c.scope else "office"): c for c in follow(tmp_path, [roads, posts, opened], actor="PRY")}
    assert found["roads"].evidence, found["roads"].reasons


def test_arms_that_arrive_are_no_relief_let_through(tmp_path: Path) -> None:
    way = (
        "2016-06-28",
        "Paraguay's government will open a corridor to the town of Filadelfia for aid by July 3, it said on Tuesday.",
    )
    arms = ("2016-07-04", "Paraguay supplied weapons to the militia of Filadelfia on Monday, the United Nations said.")
    (found,) = [c for c in follow(tmp_path, [way, arms], actor="PRY") if c.mode == "access"]
    assert not found.evidence, found.reasons
