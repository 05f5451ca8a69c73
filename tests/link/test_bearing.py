"""What bears on a promise and how: undone, broken, done in part, told by groups and states under any of their names."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.link.test_follow import follow

LEAVE = (
    "2011-09-08",
    "Bolivia will withdraw its 400 soldiers from the Lauca valley by September 18, its defence minister said on Thursday.",
)
LEFT = ("2011-09-19", "All Bolivian soldiers have left the Lauca valley, Chile's army said on Monday.")
TRUCE = (
    "2012-09-11",
    "SANAA, Sept 11 - The Tihama Front, the armed group that besieges the town of Hajjah in Yemen, will cease fire from Friday, "
    "September 14, its spokesman Salim Bahri said on Tuesday.",
)
HOME = (
    "2009-03-09",
    "Eritrea will release 126 Ethiopian prisoners of war by March 20, the Eritrean foreign ministry said on Monday.",
)


def test_forces_that_move_back_into_the_place_undo_the_withdrawal(tmp_path: Path) -> None:
    back = (
        "2011-11-02",
        "Bolivian soldiers have moved back into the Lauca valley, observers of the United Nations said on Wednesday.",
    )
    (found,) = follow(tmp_path, [LEAVE, LEFT, back], actor="BOL", act="withdraw")
    assert found.status == "reversed", found.reasons


def test_forces_that_are_back_in_their_bases_undo_nothing(tmp_path: Path) -> None:
    home = (
        "2011-09-21",
        "All Bolivian soldiers of the Lauca valley are back in Oruro, observers of the United Nations said on Wednesday.",
    )
    (found,) = follow(tmp_path, [LEAVE, LEFT, home], actor="BOL", act="withdraw")
    assert found.status == "confirmed", found.reasons


@pytest.mark.parametrize(
    "told",
    [
        "Fewer than half of the Bolivian soldiers have left the Lauca valley, Chile's army said on Monday.",
        "More than half of the Bolivian soldiers have left the Lauca valley, Chile's army said on Monday.",
        "A third of the Bolivian soldiers have left the Lauca valley, Chile's army said on Monday.",
    ],
)
def test_a_share_of_the_whole_is_a_part(tmp_path: Path, told: str) -> None:
    (found,) = follow(tmp_path, [LEAVE, ("2011-09-19", told)], actor="BOL", act="withdraw")
    assert found.status == "partly", found.reasons


def test_a_truce_is_broken_by_who_tells_that_there_is_none(tmp_path: Path) -> None:
    none = (
        "2012-09-17",
        'HAJJAH, Yemen, Sept 17 - "There has been no ceasefire here," said a surgeon of the hospital of Hajjah on Monday. The '
        "Tihama Front had announced a truce.",
    )
    (found,) = [c for c in follow(tmp_path, [TRUCE, none]) if c.mode == "ceasefire"]
    assert found.status == "contradicted", found.reasons


def test_a_group_is_one_side_under_its_names(tmp_path: Path) -> None:
    own = (
        "2012-09-16",
        "SANAA, Sept 16 - The tribal armed group that besieges Hajjah in Yemen said on Sunday that it had ceased "
        "fire. The Tihama Front wants its men to be freed.",
    )
    (found,) = [c for c in follow(tmp_path, [TRUCE, own]) if c.mode == "ceasefire"]
    assert found.status == "unverified", found.reasons


def test_people_whom_their_own_state_is_told_to_free_are_freed_by_who_held_them(tmp_path: Path) -> None:
    out = (
        "2009-04-07",
        "The last Ethiopian prisoners of war held in Eritrea were released on Tuesday, the Red Cross said.",
    )
    (found,) = follow(tmp_path, [HOME, out], actor="ERI")
    assert found.evidence and found.status == "confirmed", found.reasons


def test_what_was_to_be_stopped_and_is_resumed_is_undone(tmp_path: Path) -> None:
    halt = ("2005-03-17", "Laos will suspend coal exports to Cambodia on April 8, its trade ministry said on Thursday.")
    done = ("2005-04-09", "Laos has suspended coal exports, Cambodia's government said on Saturday.")
    again = ("2005-06-01", "Laos has resumed coal exports to Cambodia, Cambodia's government said on Wednesday.")
    found = [c for c in follow(tmp_path, [halt, done, again], actor="LAO") if c.announced == "2005-03-17"]
    assert found[0].status in ("reversed", "contradicted"), found[0].reasons


def test_what_a_minister_says_will_be_done_is_his_states_promise(tmp_path: Path) -> None:
    said = (
        "2013-05-06",
        "LIMA, May 6 - All 40 detained students will be freed by May 20, Peru's interior minister said on Monday.",
    )
    (found,) = follow(tmp_path, [said], actor="PER")
    assert found.due == "2013-05-20"


def test_unnamed_forces_are_of_the_state_that_tells_what_they_will_do(tmp_path: Path) -> None:
    said = (
        "2006-10-24",
        "UN observers in Kashmir had seen no movement by Tuesday. Pakistan's army watched as well. India said on October 6 that "
        "two brigades would return to their stations by October 25.",
    )
    found = follow(tmp_path, [said], actor="IND")
    assert [c.due for c in found] == ["2006-10-25"]


def test_talks_that_go_on_are_held(tmp_path: Path) -> None:
    said = ("2010-03-01", "Kenya's president said on Monday that he will hold talks with Uganda's president on March 10.")
    held = (
        "2010-03-10",
        "Kenya's talks with Uganda continue in Kampala, Uganda's government said on Wednesday.",
    )
    (found,) = follow(tmp_path, [said, held], actor="KEN", act="consult")
    assert found.status == "confirmed", found.reasons


def test_talks_with_another_are_not_the_talks_that_were_promised(tmp_path: Path) -> None:
    promise = (
        "2013-05-06",
        "Chile's foreign minister will meet his Bolivian counterpart in Lima on May 20, Chile's ministry said.",
    )
    other = ("2013-05-21", "Chile's foreign minister met Peru's president Ollanta Humala on Monday, Brazil's ministry said.")
    same = ("2013-05-22", "Chile's foreign minister met Bolivia's foreign minister in Lima on Monday, Brazil's ministry said.")
    (found,) = follow(tmp_path, [promise, other, same], actor="CHL", act="CONSULT")
    assert [e.day for e in found.evidence if e.bearing == "supports"] == ["2013-05-22"], found.evidence
