"""Contradictions: denials and numbers, and what is not comparable."""

from __future__ import annotations

import pytest

from reportedly.core.known import KnownClaim
from reportedly.link.disputes import find_contradictions
from reportedly.link.scenes import passage_of
from tests.conftest import Coder


def types(code: Coder, *reports: tuple[str, str]) -> list[str]:
    known = []
    passages: dict[str, str] = {}
    for n, (text, day) in enumerate(reports):
        _, claims = code(text, day)
        known += [KnownClaim(c, day, f"origin {n}", None) for c in claims]
        passages.update({c.id: passage_of(c, text) for c in claims})
    return [c.type for c in find_contradictions(known, passages)]


TOLD = ("Chad withdrew its troops from the border town of Adre on Tuesday, the African Union said.", "2009-05-20")


def test_a_denial_of_the_same_act_contradicts(code: Coder) -> None:
    assert types(code, TOLD, ("Sudan denied that Chad had withdrawn its troops from Adre on Tuesday.", "2009-05-20")) == [
        "denial"
    ]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Sudan denied that Chad had withdrawn its troops from Adre on Tuesday.", "2009-08-20"),  # another Tuesday
        ("The African Union said it saw no sign that Chad had withdrawn its troops.", "2009-05-20"),  # looked, saw none
        ("Sudan denied that Chad would sell oil.", "2009-05-20"),
        ("Sudan denied that Libya had withdrawn its troops from Adre on Tuesday.", "2009-05-20"),
    ],
)
def test_what_is_not_comparable_is_no_contradiction(code: Coder, text: str, day: str) -> None:
    assert types(code, TOLD, (text, day)) == []


def test_numbers_of_one_day_and_scope_that_do_not_meet_contradict(code: Coder) -> None:
    first = ("Chad had massed 2,000 troops on the border with Sudan on Monday, the United Nations said.", "2009-05-20")
    second = ("Chad had massed 9,000 troops on the border with Sudan on Monday, Sudan said.", "2009-05-20")
    assert types(code, first, second) == ["number"]


def test_a_growing_number_on_another_day_is_none(code: Coder) -> None:
    first = ("Chad had massed 2,000 troops on the border with Sudan on Monday, the United Nations said.", "2009-05-20")
    second = ("Chad had massed 9,000 troops on the border with Sudan on Monday, Sudan said.", "2009-06-20")
    assert types(code, first, second) == []


def test_order_of_reports_changes_nothing(code: Coder) -> None:
    other = ("Sudan denied that Chad had withdrawn its troops from Adre on Tuesday.", "2009-05-20")
    assert types(code, TOLD, other) == types(code, other, TOLD)


def test_a_denial_may_leave_the_scene_to_the_words_around_it(code: Coder) -> None:
    told = ("Soldiers torched the village of Kyauk Hla on Monday, burning some seventy houses, a local group said.", "2022-09-13")
    denied = (
        "No army column set foot in Kyauk Hla and no house there was set alight by troops, the military's spokesman said.",
        "2022-09-13",
    )
    elsewhere = (denied[0].replace("Kyauk Hla", "Pale"), denied[1])
    assert types(code, told, denied) == ["denial"]
    assert types(code, told, elsewhere) == []


def test_who_denies_that_it_was_his_men_leaves_open_whose_they_were(code: Coder) -> None:
    told = ("Shells fell on the market of El Obeid on Tuesday, residents said.", "2024-07-03")
    denied = ("The SPLM-N said on Wednesday that it had fired no shell at El Obeid on Tuesday.", "2024-07-03")
    assert types(code, told, denied) == []


def test_an_act_told_in_the_same_words_is_denied_though_it_is_coded_as_another(code: Coder) -> None:
    first = (
        "Malta's financial intelligence unit has frozen the accounts of shipping company Calderis Marine under European Union "
        "sanctions, its director said on Tuesday.",
        "2024-09-17",
    )
    second = (
        "Calderis Marine said on Wednesday that all of its Maltese accounts were working normally. "
        '"No account of ours has been frozen, by anyone," the company\'s lawyer said.',
        "2024-09-18",
    )
    assert types(code, first, second) == ["denial"]


def test_the_number_of_a_whole_is_not_that_of_its_part(code: Coder) -> None:
    first = ("Half of the 400 officers sent to Tarija left the city on Thursday, Bolivia's government said.", "2023-05-12")
    second = ("Two hundred officers left Tarija on Thursday, the city's bishop said.", "2023-05-12")
    assert types(code, first, second) == []


def test_what_is_held_by_other_mouths_on_following_days(code: Coder) -> None:
    army = ("The Abu Hanif group is holding six hostages on Jolo, the Philippine military said on Tuesday.", "2009-05-19")
    group = ("The Abu Hanif group had 14 captives on Jolo, its spokesman said on Wednesday.", "2009-05-20")
    assert types(code, army, group) == ["number"]


def test_an_act_after_it_was_denied_is_none(code: Coder) -> None:
    denied = ("Sudan denied on Tuesday that Chad had withdrawn its troops from Adre.", "2009-05-19")
    later = ("Chad withdrew its troops from Adre on Thursday, the African Union said.", "2009-05-21")
    assert types(code, denied, later) == []


def test_what_is_told_of_an_earlier_act_contradicts_no_news(code: Coder) -> None:
    now = ("Chad's truce with the rebels is holding in Adre, the African Union said.", "2009-05-20")
    old = ("The truce of June 2008 in Adre was not kept by Chad, the rebels said.", "2009-05-20")
    assert types(code, now, old) == []


def test_tolls_told_with_at_contradict_others_of_the_same_riot(code: Coder) -> None:
    nine = ("Honduran authorities put the dead in Tuesday's riot at the Siguatepeque prison at nine.", "2022-08-17")
    more = ("The prisoners' families said the riot at the Siguatepeque prison had cost 31 lives.", "2022-08-17")
    assert types(code, nine, more) == ["number"]
    assert types(code, nine, (more[0].replace("Siguatepeque", "Comayagua"), more[1])) == []


def test_a_capital_that_acts_is_no_place_of_the_scene(code: Coder) -> None:
    fired = ("North Korea fired two missiles from the Wonsan area on Tuesday, South Korea's military said.", "2024-08-13")
    none = (
        "Pyongyang accused the South of lying. A North Korean statement said its army launched no missile on Tuesday.",
        "2024-08-14",
    )
    assert types(code, fired, none) == ["denial"]


def test_a_bare_word_or_a_question_denies_nothing(code: Coder) -> None:
    shelled = ("Armenia shelled the village of Talish on Monday, Azerbaijan's ministry said.", "2017-10-16")
    asked = ("The monitors could not say who had shelled the village of Talish on Monday.", "2017-10-16")
    assert types(code, shelled, asked) == []


def test_a_blockade_that_is_over_is_not_denied_by_who_passed(code: Coder) -> None:
    over = ("Blockade of the port of Gentil over, all boats gone, observers said on Monday.", "2014-06-02")
    free = ("Nobody blockaded the port of Gentil on Monday, the head of the mission said.", "2014-06-02")
    assert types(code, over, free) == []
