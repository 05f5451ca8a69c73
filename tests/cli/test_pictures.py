"""Timeline, sources, map: what they tell and draw."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from pathlib import Path

import reportedly
from reportedly.export.map_svg import Arrow, Dot, draw_map
from reportedly.export.timeline_svg import Told, draw_timeline


def test_a_timeline_tells_each_claimant_apart_and_nothing_from_after_the_day(case: reportedly.Record) -> None:
    entries = case.timeline(actor="RUS", act="withdraw", as_of="2014-05-20")
    assert {"Russia", "NATO"} <= {e.lane for e in entries}
    assert max(e.day.isoformat() for e in entries) <= "2014-05-20"
    assert all(e.origins <= e.reports for e in entries)
    drawn = draw_timeline([Told(e.day, e.lane, e.act, e.tells, e.quote, e.reports, e.origins) for e in entries])
    titles = [t.text or "" for t in ET.fromstring(drawn).iter("{http://www.w3.org/2000/svg}title")]
    assert any("NATO" in t for t in titles)


def test_sources_are_counted_and_never_scored(case: reportedly.Record) -> None:
    found = case.sources(actor="RUS", act="withdraw")
    assert sum(s.claims for s in found) == len(case.claims(actor="RUS", act="withdraw"))
    assert all(0 <= s.supported <= s.claims and s.origins <= s.claims for s in found)


def test_a_country_is_never_a_pin(case: reportedly.Record) -> None:
    spots = case.places()
    assert all(s.lat is None for s in spots if s.precision == "country")
    assert any(s.lat is not None for s in spots)


def test_words_of_reports_are_text_in_pictures() -> None:
    name = "<script>alert(1)</script>"
    for drawn in (draw_map([Dot(name, 1.0, 2.0, True, 1, 1)], 0), draw_timeline([])):
        assert "<script" not in drawn
        ET.fromstring(drawn)


def test_arrows_lead_from_where_to_where(tmp_path: Path) -> None:
    path = tmp_path / "r.txt"
    path.write_text(
        "Kenya moved 400 soldiers from Mombasa to Garissa on Monday, the army said. It will send 90 more from Mombasa to Kisumu, "
        "the army's spokesman said on Tuesday.",
        encoding="utf-8",
    )
    with reportedly.open(tmp_path / "s.duckdb") as record:
        record.add(path, published="2019-05-07")
        spots = {s.name: s for s in record.places()}
    ways = {w.name: w.done for w in spots["Mombasa"].ways}
    assert ways == {"Garissa": True, "Kisumu": False}
    assert not spots["Garissa"].ways
    drawn = draw_map([], 0, [Arrow("a <b>", (0.0, 1.0), (2.0, 3.0), done=False)])
    assert "stroke-dasharray" in drawn and "<b>" not in drawn
    assert drawn.count("marker-end") == 1


def test_the_map_as_json_is_geojson(case_store: object) -> None:
    from typer.testing import CliRunner

    from reportedly.cli.app import app

    out = CliRunner().invoke(app, ["map", "--json", "--store", str(case_store)])
    found = json.loads(out.stdout)
    assert found["type"] == "FeatureCollection"
    assert all(f["geometry"] is None for f in found["features"] if f["properties"]["precision"] == "country")
