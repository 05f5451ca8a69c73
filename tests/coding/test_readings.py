"""How rules and reader decide together."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from reportedly.coding.readings import Marks, final_background, final_polarity, final_stage, merge_readings
from reportedly.coding.triggers import find_triggers
from reportedly.config import load_config
from reportedly.core.claim import Polarity, Stage
from reportedly.core.layers import ActReading, Document
from tests.conftest import Coder

OPTIONS = load_config().coding


def reading(i: int, chance: float = 0.9, **values: Any) -> ActReading:
    plain = ActReading(
        i, chance, "ASSAULT", "heavy-weapons", {"ASSAULT": chance}, {Stage.DONE: 1.0}, {Polarity.AFFIRMED: 1.0}, 0.1, ()
    )
    return replace(plain, **values)


def parsed(code: Coder, text: str) -> Document:
    document, _ = code(text)
    return replace(document, acts=None)


def test_without_readings_the_table_stands_alone(code: Coder) -> None:
    document = parsed(code, "The army shelled Adre.")
    triggers = find_triggers(document)
    assert triggers and merge_readings(document, triggers, OPTIONS) == triggers


def test_a_reader_that_sees_no_act_at_all_rules_out_those_of_the_table(code: Coder) -> None:
    document = replace(parsed(code, "The army shelled Adre."), acts=())
    assert merge_readings(document, find_triggers(document), OPTIONS) == []


def test_a_word_that_the_reader_rules_out_makes_no_claim(code: Coder) -> None:
    document = parsed(code, "The army shelled Adre.")
    other = replace(document, acts=(reading(0),))
    assert [t.i for t in merge_readings(other, find_triggers(document), OPTIONS)] == [0]


def test_the_reader_adds_an_act_and_gives_a_missing_mode(code: Coder) -> None:
    document = parsed(code, "The army rained fire on Adre.")
    (trigger,) = merge_readings(replace(document, acts=(reading(2),)), [], OPTIONS)
    assert (trigger.row.event_type, trigger.row.mode, trigger.row.rule) == ("ASSAULT", "heavy-weapons", "rain.V.acts")


def test_an_unlikely_act_is_not_added(code: Coder) -> None:
    document = parsed(code, "The army rained fire on Adre.")
    assert merge_readings(replace(document, acts=(reading(2, chance=OPTIONS.act_add - 0.01),)), [], OPTIONS) == []


@pytest.mark.parametrize(
    ("stages", "told", "plain", "final"),
    [
        ({Stage.DONE: 0.1, Stage.ANNOUNCED: 0.9}, Stage.DONE, True, Stage.ANNOUNCED),
        ({Stage.DONE: 0.7, Stage.ANNOUNCED: 0.3}, Stage.ANNOUNCED, False, Stage.ANNOUNCED),
        ({Stage.DONE: 0.7, Stage.ANNOUNCED: 0.3}, Stage.ANNOUNCED, True, Stage.ANNOUNCED),
        ({Stage.UNDER_WAY: 0.7, Stage.DONE: 0.3}, Stage.DONE, True, Stage.UNDER_WAY),
    ],
)
def test_the_reader_must_be_surer_to_make_done_of_what_is_not(
    stages: dict[Stage, float], told: Stage, plain: bool, final: Stage
) -> None:
    assert final_stage(reading(0, stages=stages), told, Marks(plain, affirmed=True), OPTIONS) is final


def test_the_stage_of_what_is_doubted_is_left_to_the_rules() -> None:
    vague = reading(0, stages={Stage.DONE: 0.3, Stage.CONDITIONAL: 0.4, Stage.ANNOUNCED: 0.3})
    assert final_stage(vague, Stage.DONE, Marks(plain=False, affirmed=False), OPTIONS) is Stage.DONE
    assert final_stage(vague, Stage.DONE, Marks(plain=False, affirmed=True), OPTIONS) is Stage.CONDITIONAL


def test_the_reader_must_be_surer_to_affirm_what_is_denied() -> None:
    sure = reading(0, polarities={Polarity.AFFIRMED: 0.8, Polarity.NEGATED: 0.2})
    assert final_polarity(sure, Polarity.NEGATED, OPTIONS) is Polarity.NEGATED
    other = reading(0, polarities={Polarity.AFFIRMED: 0.2, Polarity.NEGATED: 0.8})
    assert final_polarity(other, Polarity.AFFIRMED, OPTIONS) is Polarity.NEGATED
    assert final_polarity(other, Polarity.AFFIRMED, OPTIONS, plain=True) is Polarity.AFFIRMED


def test_background_is_where_either_says_so() -> None:
    assert final_background(reading(0, background=0.9), False, OPTIONS)
    assert final_background(None, True, OPTIONS)
    assert not final_background(reading(0), False, OPTIONS)


def test_a_calm_text_asks_for_more(code: Coder) -> None:
    sport = (
        "The league opened on Saturday. Rovers attacked from the first minute and bombed the box with crosses. "
        "Their captain shot twice. The visitors retreated to their own half. The coach was pleased. The gate was 4,000."
    )
    _, claims = code(sport, "2019-03-04")
    assert claims == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The shelling of the town has not ended, the United Nations said.", "ASSAULT"),
        ("Russia has not stopped shelling the town, the minister said.", "ASSAULT"),
    ],
)
def test_what_has_not_stopped_goes_on(code: Coder, text: str, kind: str) -> None:
    _, claims = code(text, "2014-05-20")
    told = [c for c in claims if c.event_type == kind]
    assert told and all(c.polarity is Polarity.AFFIRMED for c in told), [(c.quote, c.polarity) for c in told]
    assert all(c.stage is Stage.UNDER_WAY for c in told)


def test_armed_groups_are_no_forces_of_their_state(code: Coder) -> None:
    text = (
        "SANAA, Yemen - The Shaqir Front insisted on Monday that it had released five hostages. The tribal armed group said that "
        "it would free others. The Front's fighters will leave the town."
    )
    _, claims = code(text, "2012-10-17")
    parties = [a for c in claims for a in c.actors]
    assert parties and {(a.country, a.sector) for a in parties} == {("YEM", "REB")}, [
        (a.name, a.country, a.sector) for a in parties
    ]
    assert {s.actor for c in claims for s in c.attribution} == {"YEM-REB"}


def test_nobody_acts_who_is_named_only_later(code: Coder) -> None:
    text = (
        "CARACAS, Oct 3 - The three crossings have been open to lorries since Monday morning, the Interior Ministry of Venezuela "
        "said.\n\nThe Colombian authorities did not comment."
    )
    _, claims = code(text, "2011-10-03")
    opened = [c for c in claims if c.event_type == "RETREAT"]
    assert opened and not any(a.country == "COL" for c in opened for a in c.actors)


def test_a_relative_pronoun_is_no_part_of_who_acts(code: Coder) -> None:
    text = "Restrictions covered four companies that make drones, which the authorities in Tehran provide Russia with."
    _, claims = code(text, "2024-04-15")
    names = {a.name for c in claims if c.event_type == "AID" for a in c.actors}
    assert names == {"the authorities in Tehran"}
