"""A range of numbers is drawn as a bar from the lower to the upper, on one scale for a scope."""

from __future__ import annotations

import re
from dataclasses import replace

from reportedly.core.derived import Estimate
from reportedly.export.posture_svg import Drawn, draw_posture

ONE = Estimate(
    "p1", "c1", "RUS", "troops", 40000, 40000, False, (), "2014-05-01", "2014-05-01", ("NATO",), "s", "present", "done", None
)


def bars(*estimates: Estimate) -> list[tuple[float, float]]:
    rows = [Drawn(f"{e.low} to {e.high}", "troops", e.by[0], e, 1) for e in estimates]
    found = re.findall(r'y="([\d.]+)" width="10" height="([\d.]+)"', draw_posture(rows))
    return [(float(y), float(height)) for y, height in found]


def test_a_range_is_a_bar_and_an_exact_number_a_stroke() -> None:
    (_, exact), (_, ranged) = bars(ONE, replace(ONE, low=20000, as_of="2014-05-09"))
    assert exact < 5 < ranged


def test_half_as_many_stand_half_as_high() -> None:
    (top, _), (half, _) = bars(ONE, replace(ONE, low=20000, high=20000, as_of="2014-05-09"))
    (alone, _), *_ = bars(ONE)
    assert top == alone
    assert half - top == 22


def test_at_least_so_many_ends_in_an_arrow() -> None:
    told = draw_posture([Drawn("at least 40,000", "troops", "NATO", replace(ONE, high=None), 1)])
    assert "<path" in told
    assert "<path" not in draw_posture([Drawn("40,000", "troops", "NATO", ONE, 1)])
