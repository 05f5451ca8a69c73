"""Whose act and whose word it is, in frames where a pronoun or a preposition tells it."""

from __future__ import annotations

from reportedly.core.claim import Polarity, Stage
from tests.conftest import Coder


def test_who_is_not_behind_an_act_is_told_not_to_have_done_it(code: Coder) -> None:
    _, claims = code("A presidential adviser said Ukraine was not behind the explosion in Luhansk.")
    claim = next(c for c in claims if c.event_type == "ASSAULT")
    assert claim.polarity is Polarity.NEGATED
    assert [p.country for p in claim.actors] == ["UKR"]


def test_what_another_says_that_he_will_do_is_no_promise(code: Coder) -> None:
    _, claims = code('Putin does not want to lose. "He will continue his attacks on the cities," the Polish president said.')
    told = [c for c in claims if c.event_type == "ASSAULT" and c.trigger.quote == "attacks"]
    assert told
    assert all(c.stage is not Stage.ANNOUNCED for c in told)


def test_what_somebody_says_he_will_do_himself_is_one(code: Coder) -> None:
    _, claims = code("The Polish president said he would send 300 soldiers to the border.")
    assert any(c.stage is Stage.ANNOUNCED for c in claims if c.event_type == "MOBILIZE")


def test_a_picture_credit_does_not_speak(code: Coder) -> None:
    _, claims = code(
        "A gun fires (Russian Defence Ministry Press Service/PA). Both sides are taking heavy casualties near Avdiivka."
    )
    assert not any(s.actor == "RUS-MOD" for c in claims for s in c.attribution)


def test_forces_that_are_tasked_are_ordered(code: Coder) -> None:
    _, claims = code("Russia's military leadership has tasked its troops with capturing the city, Syrskyi said.")
    assert next(c for c in claims if c.trigger.quote == "capturing").stage is Stage.ORDERED


def test_who_stands_behind_an_act_leaves_it_to_whose_it_is(code: Coder) -> None:
    _, claims = code("NATO stands behind Turkey's attack on Kurdish forces.")
    assert [p.country for c in claims if c.event_type == "ASSAULT" for p in c.actors] == ["TUR"]


def test_forces_sent_back_to_another_state_do_not_leave_it(code: Coder) -> None:
    _, claims = code("France sent 300 soldiers back to Mali on Monday. Russia sent its troops back to their bases.")
    assert [(c.event_type, c.mode) for c in claims] == [("MOBILIZE", "troops"), ("RETREAT", "withdraw")]
