"""Pairing takes the best of all ways; names and times are met as the record format's scorer meets them."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.evaluate.claim_scores import all_named, is_named, same_time
from reportedly.evaluate.scoring import pair_best

CELLS = st.dictionaries(st.tuples(st.integers(0, 3), st.integers(0, 3)), st.floats(0.01, 9), max_size=12)


@given(CELLS)
def test_no_other_way_to_pair_weighs_more(weight: dict[tuple[int, int], float]) -> None:
    pairs = pair_best(weight)
    assert len({i for i, _ in pairs}) == len({j for _, j in pairs}) == len(pairs)
    best = max(sum(weight.get((i, j), 0.0) for i, j in enumerate(order)) for order in permutations(range(4)))
    assert sum(weight[p] for p in pairs) == pytest.approx(best, abs=1e-6)


@pytest.mark.parametrize(
    ("gold", "thing", "met"),
    [
        ("the army|army", "Sudan's army", True),
        ("army", "disarmed", False),
        ("UN", "UN mission", True),
        ("UN", "United States", False),
        ("Kenyan police", "police", False),
    ],
)
def test_a_name_is_met_at_the_start_of_a_word(gold: str, thing: str, met: bool) -> None:
    assert is_named(gold, {"name": thing}) is met


def test_a_padded_list_of_names_is_wrong() -> None:
    assert all_named(["Mali"], [{"name": "Mali"}, {"name": "Niger"}])
    assert not all_named(["Mali"], [{"name": "Mali"}, {"name": "Niger"}, {"name": "Chad"}])


def test_a_time_is_the_same_days_however_written() -> None:
    assert same_time(["2021-21"], {"edtf": "2021-03-01/2021-05-31"}) and same_time(["2021-04"], {"edtf": "2021-04"})
    assert not same_time(["2021-04-12"], None)
