"""`reportedly map`: where the claims are."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from reportedly.cli.options import Act, Actor, AsJson, AsOf, Config, Near, Store
from reportedly.cli.show import note, print_lines, print_table, short

if TYPE_CHECKING:
    from reportedly.ask.places import Spot


def run(
    actor: Actor = None, act: Act = None, near: Near = None, as_of: AsOf = None, as_json: AsJson = False,
    picture: Annotated[Path | None, typer.Option("--picture", help="Draw it into this file (SVG).")] = None,
    store: Store = None, config: Config = None,
) -> None:  # fmt: skip
    """Places of the claims: a table, a picture, or with --json GeoJSON; a country is never a pin."""
    from reportedly.api import open_record

    with open_record(store, config=config, read_only=True) as record:
        spots = record.places(actor=actor, act=act, near=near, as_of=as_of)
    if picture is not None:
        from reportedly.export.map_svg import Arrow, Dot, draw_map

        dots = [
            Dot(s.name, s.lat, s.lon, s.precision in ("point", "town"), s.reports, s.origins)
            for s in spots
            if s.lat is not None and s.lon is not None
        ]
        arrows = [
            Arrow(f"{s.name} to {w.name}: {len(w.claims)} claims", (s.lat, s.lon), (w.lat, w.lon), w.done)
            for s in spots
            for w in s.ways
            if s.lat is not None and s.lon is not None
        ]
        picture.write_text(draw_map(dots, len(spots) - len(dots), arrows), encoding="utf-8")
        note(f"{picture} written")
    if as_json:
        import json

        features = {"type": "FeatureCollection", "features": [_feature(s) for s in spots]}
        print_lines([json.dumps(features, ensure_ascii=False)])
        return
    rows = [
        (short(s.name, 40), s.country or "", s.precision, _where(s), f"{s.reports}/{s.origins}", ", ".join(s.acts)) for s in spots
    ]
    print_table(("place", "state", "precision", "position", "reports/origins", "acts"), rows, "No claim that fits names a place.")


def _where(spot: Spot) -> str:
    return f"{spot.lat:.3f}, {spot.lon:.3f}" if spot.lat is not None and spot.lon is not None else "not told"


def _feature(spot: Spot) -> dict[str, Any]:
    point = {"type": "Point", "coordinates": [spot.lon, spot.lat]} if spot.lat is not None else None
    told = {
        "name": spot.name, "country": spot.country, "precision": spot.precision, "claims": list(spot.claims),
        "reports": spot.reports, "origins": spot.origins, "acts": list(spot.acts),
        "ways": [{"to": w.name, "lat": w.lat, "lon": w.lon, "done": w.done, "claims": list(w.claims)} for w in spot.ways],
    }  # fmt: skip
    return {"type": "Feature", "geometry": point, "properties": told}
