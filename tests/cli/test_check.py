"""A sentence beside the record: for, against, not comparable, unknown; and how many times."""

from __future__ import annotations

import pytest

import reportedly
from reportedly.errors import UsageError


@pytest.mark.parametrize(
    ("sentence", "verdict"),
    [
        ("Russian forces had left the area near Ukraine's border by 7 May 2014.", "both"),
        ("In October 2014 Putin ordered some 17,600 soldiers in Rostov region back to their bases.", "supported"),
        ("Putin ordered 17,600 soldiers away from Ukraine's border in May 2014.", "not_comparable"),
        ("Putin's order of 19 May 2014 was the first pullback he had announced that year.", "contradicted"),
        ("A White House spokesman said in late March 2014 that a Russian drawdown had begun.", "contradicted"),
        ("A NATO officer said in July 2014 that 10,000 to 12,000 Russian troops were near Ukraine.", "supported"),
        ("Sweden searched its coastal waters for a foreign submarine in October 2014.", "unknown"),
    ],
)
def test_the_verdict_is_the_one_that_a_reader_gives(case: reportedly.Record, sentence: str, verdict: str) -> None:
    assert case.check(sentence).verdict == verdict


def test_both_sides_are_shown_with_their_words_and_independent_origins(case: reportedly.Record) -> None:
    found = case.check("Russian forces had left the area near Ukraine's border by 7 May 2014.")
    against = [f for f in found.findings if f.bearing == "against"]
    assert 0 < found.origins_against < len(against)  # copies, and one speaker quoted by many, count once
    reports = {r.id: r.text for r in case.reports()}
    assert all(reports[f.claim.report][f.claim.start : f.claim.end] == f.claim.quote for f in found.findings)


def test_only_what_was_published_by_the_day_is_known(case: reportedly.Record) -> None:
    sentence = "In October 2014 Putin ordered some 17,600 soldiers in Rostov region back to their bases."
    assert case.check(sentence, as_of="2014-06-20").verdict in ("unknown", "not_comparable")


def test_an_empty_sentence_is_refused(case: reportedly.Record) -> None:
    with pytest.raises(UsageError):
        case.check("  ")
