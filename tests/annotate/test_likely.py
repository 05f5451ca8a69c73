"""The filter before the parser passes over reports of no public matters, and says so."""

from __future__ import annotations

import json
from pathlib import Path

import reportedly
from reportedly.annotate.likely import load_filter

CRISIS = (
    "Kenya said on Monday it would withdraw its troops from Somalia by the end of March, a spokesman told reporters in Nairobi."
)
MATCH = (
    "The striker scored twice in the second half as the league leaders beat the visitors on Saturday. The coach praised his team "
    "after the match and said the title race was open. The club sold its goalkeeper for a record price, and its shares rose."
)


def test_it_tells_a_crisis_from_a_match() -> None:
    made = load_filter()
    assert made.passes(CRISIS)
    assert not made.passes(MATCH)
    assert made.passes("") == (made.bias >= made.threshold)


def test_what_is_passed_over_is_stored_and_named(tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl"
    path.write_text(
        "\n".join(json.dumps({"id": str(n), "text": t, "published": "2019-03-04"}) for n, t in enumerate((CRISIS, MATCH)))
    )
    config = tmp_path / "c.toml"
    config.write_text("[run]\nskip_unlikely = true\n")
    with reportedly.open(tmp_path / "s.duckdb", config=config) as record:
        told = record.add(path)
        assert (told.new_reports, [i.code for i in told.issues]) == (2, ["passed_over"])
        assert {c.event_type for c in record.claims()} == {"RETREAT"}
