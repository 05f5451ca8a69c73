"""Numbers of force: each on its own word, scopes apart."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from reportedly.ask.posture import read_posture
from reportedly.cli.posture import show_bounds
from reportedly.core.claim import Stage
from reportedly.core.derived import Estimate
from reportedly.core.known import KnownClaim
from reportedly.export.posture_svg import Drawn, draw_posture
from reportedly.link.estimates import make_estimates
from tests.conftest import Coder

TEXT = (
    "Chad has massed about 2,000 troops on the border with Sudan, the United Nations said on Monday. "
    "Sudan said Chad had massed 5,000 troops on the border. Chad withdrew 300 soldiers from the border on Tuesday, the army said."
)


def estimates(code: Coder, text: str = TEXT) -> list[Estimate]:
    _, claims = code(text, "2009-05-20")
    return make_estimates(KnownClaim(c, "2009-05-20", "o1", None) for c in claims)


def test_each_claimant_keeps_its_own_number(code: Coder) -> None:
    found = {(e.by, e.low, e.high) for e in estimates(code) if e.change == "present"}
    assert {low for _, low, _ in found} == {2000, 5000}
    assert len({by for by, _, _ in found}) == 2


def test_what_left_is_another_scope_than_what_is_there(code: Coder) -> None:
    rows = read_posture(estimates(code))
    scopes = {r.first.low: r.scope for r in rows}
    assert scopes[300] != scopes[2000]
    assert scopes[300].startswith("people · left")


def test_the_day_of_publication_is_never_the_day_told_for(code: Coder) -> None:
    rows = estimates(code, "Chad has massed 2,000 troops on the border with Sudan.")
    assert [(e.as_of, e.told) for e in rows] == [(None, "2009-05-20")]


def test_copies_of_one_word_stand_once(code: Coder) -> None:
    _, claims = code("Chad has massed 2,000 troops on the border with Sudan, the United Nations said.", "2009-05-20")
    copies = [*claims, *(replace(c, id=f"{c.id}copy", report="a copy") for c in claims)]
    known = [KnownClaim(c, "2009-05-20", "one origin", None) for c in copies]
    rows = read_posture(make_estimates(known))
    assert [(len(r.estimates), r.origins) for r in rows] == [(2, 1)]


def test_a_number_that_two_claims_share_is_told_once(code: Coder) -> None:
    _, claims = code("Chad has massed 2,000 troops on the border with Sudan, the United Nations said.", "2009-05-20")
    threat = [replace(c, id=f"{c.id}b", stage=Stage.CONDITIONAL) for c in claims]
    rows = make_estimates(KnownClaim(c, "2009-05-20", "o1", None) for c in [*threat, *claims])
    assert [(e.low, e.stage) for e in rows] == [(2000, claims[0].stage.value)]


def test_numbers_of_one_claim_that_count_other_things_stay_apart(code: Coder) -> None:
    rows = estimates(code, "Chad withdrew 1,200 of its 1,450 soldiers from northern Mali on Tuesday, the army said.")
    assert {(e.low, e.change) for e in rows} == {(1200, "left"), (1450, "whole")}
    rows = estimates(code, "Chad sent 400 policemen and 900 soldiers to the border with Sudan on Tuesday, the army said.")
    assert {e.low for e in rows} == {400, 900}
    assert len({e.scope for e in rows}) == 2


def test_only_those_who_attack_are_counted_not_those_who_are_hit(code: Coder) -> None:
    rows = estimates(code, "Some 3,000 Rwandan soldiers attacked the town of Goma on Tuesday and killed 40 policemen.")
    assert [(e.actor, e.low, e.change) for e in rows] == [("RWA", 3000, "present")]


def test_a_number_of_what_leaves_is_no_whole(code: Coder) -> None:
    rows = estimates(code, "Chad announced the withdrawal of its 2,000 troops from northern Mali on Tuesday.")
    assert [(e.low, e.change) for e in rows] == [(2000, "left")]


@pytest.mark.parametrize(
    "told",
    [
        "Rebels clashed with 300 Kenyan soldiers in Kismayo on Tuesday.",
        "Turkey sent 20 trucks of food to Gaza on Tuesday.",
        "Ethiopia withdrew 300 Ethiopian engineers from the dam on Tuesday.",
        "The hospital counted 200 Russian soldiers buried in the cemetery.",
    ],
)
def test_who_is_fought_fed_or_buried_is_nobodys_force(code: Coder, told: str) -> None:
    assert estimates(code, told) == []


def test_those_with_whom_somebody_is_surrounded_are_the_doers(code: Coder) -> None:
    rows = estimates(code, "Russia has surrounded its neighbour with more than 100,000 troops.")
    assert [(e.actor, e.low, e.high) for e in rows] == [("RUS", 100_000, None)]


def test_what_is_there_is_told_by_who_tells_the_sentence(code: Coder) -> None:
    told = "The mission has 1,850 peacekeepers in Goma, and will bring in another 700 soldiers this month, its commander said."
    assert {e.by for e in estimates(code, told) if e.low == 1850} == {("its commander",)}
    told = "Kenya has 60 tanks on the island, and Somalia's president said that Ethiopia attacked Kismayo on Tuesday."
    assert {e.by for e in estimates(code, told) if e.low == 60} <= {()}


def test_the_picture_is_well_formed_whatever_a_report_calls_itself(code: Coder) -> None:
    rows = [Drawn("2 <b>", 'a "scope" & more', "<script>", e, 1) for e in estimates(code)]
    root = ET.fromstring(draw_posture(rows))
    assert root.tag.endswith("svg")
    assert not [e for e in root.iter() if e.tag.endswith("script")]


def test_bounds_in_words() -> None:
    bounds = ((40000.0, 40000.0, True), (12.0, None, False), (None, 300.0, False), (0.5, 0.5, False))
    assert [show_bounds(*b) for b in bounds] == ["about 40,000", "at least 12", "up to 300", "50 % of"]
