"""The table of actors and a user's additions to it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reportedly.core.edtf import parse_edtf
from reportedly.errors import InputError
from reportedly.ontology.actors import load_actors, use_additions
from reportedly.ontology.holders import load_tenures


@pytest.fixture
def additions(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path / "actors.csv"
    use_additions("")


def test_the_table_knows_actors_of_all_continents() -> None:
    table = load_actors()
    assert len(table.by_id) > 2000
    found = {name: table.find(name) for name in ("Hezbollah", "M23", "Tatmadaw", "MONUSCO", "ELN", "Wagner Group")}
    assert all(found.values()), found


def test_every_country_and_date_of_the_table_is_one() -> None:
    table = load_actors()
    states = {a.id for a in table.by_id.values() if a.kind == "state"}
    odd = {a.country for a in table.by_id.values() if a.country} - states
    assert odd <= {"XKX"}
    dates = {d for a in table.by_id.values() for d in (a.since, a.until) if d}
    assert [d for d in dates if parse_edtf(d) is None] == []


def test_tenures_are_found_by_office_and_surname() -> None:
    found = load_tenures()[("president", "obama")]
    assert [(t.of, t.since) for t in found] == [("USA", "2009-01-20")]


def test_a_users_row_comes_first(additions: Path) -> None:
    additions.write_text("id,kind,country,sector,names\nMYGROUP,group,TCD,REB,Front of the East|NATO\n", encoding="utf-8")
    use_additions(str(additions))
    actor = load_actors().find("NATO")
    assert actor is not None
    assert (actor.id, actor.country, actor.name) == ("MYGROUP", "TCD", "Front of the East")


@pytest.mark.parametrize("text", ["id,kind,names\nA,planet,Mars\n", "id,kind,names\nA,group,\n", "names\nA\n"])
def test_a_bad_row_is_named(additions: Path, text: str) -> None:
    additions.write_text(text, encoding="utf-8")
    use_additions(str(additions))
    with pytest.raises(InputError, match=r"actors\.csv:2"):
        load_actors()


def test_without_additions_the_table_is_as_shipped() -> None:
    actor = load_actors().find("NATO")
    assert actor is not None
    assert actor.id == "NATO"
