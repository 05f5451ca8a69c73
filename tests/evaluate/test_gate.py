"""The gate: on our own labelled text no figure falls under its floor; and what it is measured with is right."""

from __future__ import annotations

import json
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

from reportedly.core.claim import Polarity, Stage
from reportedly.errors import UsageError
from reportedly.evaluate.benchmarks.labelled import run_own
from reportedly.evaluate.benchmarks.registry import find_benchmark
from reportedly.evaluate.claim_scores import ClaimScores, score_report
from reportedly.evaluate.corpus import load_own, part_of, to_offsets
from reportedly.evaluate.labels import check_row, find_words
from reportedly.evaluate.result import Setting
from reportedly.ontology.plover import load_plover
from tests.conftest import ROOT

CORPUS = ROOT / "corpus"


def floors() -> dict[str, Any]:
    text = resources.files("reportedly.evaluate").joinpath("floors.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


def test_no_figure_on_our_own_text_falls_under_its_floor() -> None:
    gate = floors()["own"]
    result = run_own(Setting(CORPUS, None, None, gate["part"]))
    assert result.data_hash == gate["data"], "the labelled text changed: set the floors anew, with the reason"
    under = {k: (result.figures[k], floor) for k, floor in gate["floors"].items() if result.figures[k] < floor}
    over = {k: (result.figures[k], top) for k, top in gate["ceilings"].items() if result.figures[k] > top}
    assert not under and not over
    assert result.headline > max(result.baselines["constant"], result.baselines["keywords"])


def test_every_label_keeps_to_the_guideline() -> None:
    problems = [p for row in load_own(CORPUS) for p in check_row(row)]
    assert problems == []


def test_the_labelled_text_is_as_large_as_its_page_says() -> None:
    rows = list(load_own(CORPUS))
    assert len(rows) >= 350
    assert len({row["id"] for row in rows}) == len(rows)
    assert {part_of(row["id"]) for row in rows} == {"train", "dev"}


def test_labels_on_texts_of_others_hold_none_of_their_words() -> None:
    words = set()
    for path in [*(CORPUS / "real").glob("*.jsonl"), *(CORPUS / "second").glob("real*.jsonl")]:
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            assert "text" not in row
            for claim in row["claims"]:
                words |= {type(claim[k]).__name__ for k in ("span", "trigger")}
                assert "quote" not in claim
    assert words == {"list"}


def labelled(text: str, quote: str, trigger: str, **values: Any) -> dict[str, Any]:
    claim = {"quote": quote, "trigger": trigger, "type": "RETREAT/withdraw", "stage": "done", "polarity": "affirmed",
             "background": False, "part": "body", "attribution": [], "actors": ["Chad"], "recipients": [], "when": None,
             "said_when": None, "places": [], "quantities": []}  # fmt: skip
    return {"id": "x", "text": text, "claims": [{**claim, **values}]}


TEXT = "Chad withdrew its troops. Niger welcomed it."


def coded(text: str, start: int, end: int, **values: Any) -> dict[str, Any]:
    claim = {"quote": text[start:end], "start": start, "end": end, "trigger": {"quote": "withdrew", "start": 5, "end": 13},
             "event_type": "RETREAT", "mode": "withdraw", "stage": "done", "polarity": "affirmed", "background": False,
             "attribution": [], "actors": [{"name": "Chad", "quote": "Chad", "actor": "TCD"}], "recipients": [], "when": None,
             "said_when": None, "places": [], "quantities": []}  # fmt: skip
    return {**claim, **values}


def test_a_right_claim_scores_one_and_an_extra_one_costs_precision() -> None:
    scores = ClaimScores()
    row = labelled(TEXT, "Chad withdrew its troops", "withdrew")
    extra = coded(TEXT, 26, 43, trigger={"quote": "welcomed", "start": 32, "end": 40})
    score_report(scores, row, [coded(TEXT, 0, 24), extra])
    figures = scores.to_dict()
    assert (figures["headline"], figures["found"], figures["precision_one_to_one"]) == (1.0, 1.0, 0.5)


def test_an_announced_act_told_as_done_is_counted() -> None:
    scores = ClaimScores()
    score_report(scores, labelled(TEXT, "Chad withdrew its troops", "withdrew", stage="announced"), [coded(TEXT, 0, 24)])
    assert (scores.told_as_done, scores.not_done) == (1, 1)


def test_a_label_whose_words_are_not_in_the_text_is_a_problem() -> None:
    assert check_row(labelled(TEXT, "Chad left", "left"))
    assert not check_row(labelled(TEXT, "Chad withdrew its troops", "withdrew"))


def test_published_labels_lead_back_to_their_words() -> None:
    row = labelled(TEXT, "Chad withdrew its troops", "withdrew")

    def locate(words: str, near: int | None) -> tuple[int, int] | None:
        span = find_words(TEXT, words, near)
        return (span.start, span.end) if span else None

    (claim,) = to_offsets(row, locate)["claims"]
    assert TEXT[slice(*claim["trigger"])] == "withdrew"
    assert [TEXT[slice(*s)] for s in claim["actors"]] == ["Chad"]


def test_an_unknown_benchmark_lists_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="own"):
        find_benchmark("nope")


def test_every_type_and_mode_has_an_example_and_a_counter_example() -> None:
    page = (ROOT / "docs" / "annotation-examples.md").read_text(encoding="utf-8")
    rows = {cells[1].strip(" `"): cells for line in page.splitlines() if len(cells := line.split("|")) == 6}
    wanted = [act for root, row in load_plover().types.items() for act in (root, *(f"{root}/{m}" for m in row.modes))]
    wanted += [f"stage: {s}" for s in Stage] + [f"polarity: {p}" for p in Polarity]
    assert [act for act in wanted if act not in rows or not all(cell.strip() for cell in rows[act][1:5])] == []
