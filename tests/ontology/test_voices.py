"""Whose voice a page is: official pages say it in a line of their own; reporting does not."""

from __future__ import annotations

import pytest

from reportedly.core.report import Report
from reportedly.ontology.voices import find_voice

NEWS = "The port is open again, the ministry said on Monday."


@pytest.mark.parametrize(
    ("text", "voice"),
    [
        (f"STATEMENT\n\nGovernment of the Republic of Equatorial Guinea - Press and Information Office\n\n{NEWS}", "GNQ"),
        (f"PRESS OFFICE, GOVERNMENT OF INDIA\nMinistry of Agriculture\n\n{NEWS}", "IND"),
        (f"Units leave\n\nTASHKENT, 12 February 2013 (Jarchi, National Information Agency of Uzbekistan)\n\n{NEWS}", "UZB"),
        (f"PRESS RELEASE\nKhartoum, Sunday 12 March 2017\n\nThe Presidency\n\n{NEWS}", "SDN"),
        (f"Port open again\n\nLibreville, 3 May 2014 (PG) - {NEWS}", None),
        (f"In pictures: the wait\n\n{NEWS}\n\nNobody listens to the state channel, which speaks of joy.", None),
        (f"Press freedom under fire\n\nBy our correspondent in India\n\n{NEWS}", None),
    ],
)  # fmt: skip
def test_official_pages_are_told_by_their_own_lines(text: str, voice: str | None) -> None:
    assert find_voice(Report("r1", text), None) == voice
