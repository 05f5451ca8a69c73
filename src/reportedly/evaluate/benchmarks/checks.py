"""Checks on our own words that have a bar of their own: stages by a probe, false claims, exchanged names of states."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from importlib import resources
from typing import Any

from reportedly.evaluate.corpus import load_own
from reportedly.evaluate.labels import count_sentences
from reportedly.evaluate.result import Result, Setting
from reportedly.evaluate.runs import claims_by_ref, code_rows, fingerprint, sample
from reportedly.evaluate.scoring import ratio
from reportedly.ontology.actors import load_actors

_FACT = ("done", "under_way")


def run_probe(setting: Setting) -> Result:
    """Every verb of the probe in every frame: is the act's claim at the right stage, and none of it told as fact?"""
    rows = list(_probe())[: setting.limit]
    coded = claims_by_ref(code_rows(rows))
    errors = []
    for row in rows:
        found = [c for c in coded.get(row["id"], []) if c["event_type"] == row["root"]]
        right = any(_fits(claim, row) for claim in found)
        wrong = row["stage"] not in _FACT and any(c["stage"] in _FACT and c["polarity"] == "affirmed" for c in found)
        if not right or wrong:
            told = [f"{c['event_type']} {c['stage']} {c['polarity']}" for c in coded.get(row["id"], [])]
            errors.append(f"{row['root']} {row['stage']} {row['polarity']} told as {told or 'nothing'}: {row['text']}")
    right_rows = len(rows) - len(errors)
    printed = f"right: {right_rows} of {len(rows)}\n" + "\n".join(errors)
    figures = {"right": right_rows, "sentences": len(rows)}
    return Result("probe", "sentences right", ratio(right_rows, len(rows)), figures, len(rows), fingerprint(rows), {}, printed)


def _probe() -> Iterator[dict[str, Any]]:
    table = tomllib.loads(resources.files("reportedly.evaluate").joinpath("probe.toml").read_text(encoding="utf-8"))
    names = table["names"]
    for v, verb in enumerate(table["verbs"]):
        forms = dict(zip(("base", "past", "participle", "present", "ing"), verb["forms"], strict=True))
        for f, frame in enumerate(table["frames"]):
            states = {k: names[(v + f * 5 + n * 4) % len(names)] for n, k in enumerate("XYZ")}
            text = frame["text"].format(**states, **forms, object=verb["object"].format(**states))
            speaker = frame.get("speaker")
            yield {
                "id": f"probe-{v:02d}-{f:02d}", "text": text, "published": "2024-03-13", "root": verb["root"],
                "stage": frame["stage"], "polarity": frame["polarity"],
                "speaker": None if speaker is None else speaker.format(**states),
            }  # fmt: skip


def _fits(claim: dict[str, Any], row: dict[str, Any]) -> bool:
    if (claim["stage"], claim["polarity"]) != (row["stage"], row["polarity"]):
        return False
    if row["speaker"] is None or row["root"] in ("SUPPORT", "ACCUSE", "REJECT", "AGREE"):
        return True  # of an act done by words its own speaker is the actor
    names = [s["name"] for s in claim["attribution"]]
    return names[0].startswith(row["speaker"]) if row["speaker"] and names else not row["speaker"] and not names


def run_false_claims(setting: Setting) -> Result:
    """Passages of our own in which nothing is to be claimed (business, sport, weather …): claims per 100 sentences."""
    rows = [row for row in load_own(setting.corpus, setting.part) if not row["claims"]][: setting.limit]
    coded = claims_by_ref(code_rows(rows))
    sentences = sum(count_sentences(row["text"]) for row in rows)
    found = [(row, c) for row in rows for c in coded.get(row["id"], [])]
    errors = [f"{row['id']} ({row['crisis']}): {c['event_type']} {c['stage']}: {c['quote']}" for row, c in found]
    rate = 100 * ratio(len(found), sentences)
    figures = {"false_per_100": round(rate, 2), "claims": len(found), "sentences": sentences}
    printed = f"{len(found)} false claims in {sentences} sentences of {len(rows)} passages: {rate:.1f} per 100"
    headline = round(max(0.0, 1 - rate / 100), 4)
    return Result(
        "false_claims", "sentences without a false claim, about", headline, figures, len(rows), fingerprint(rows), {}, printed,
        errors=sample(errors, 30),
    )  # fmt: skip


def run_exchanged(setting: Setting) -> Result:
    """Names of states exchanged in our own passages: claims whose type, stage or polarity changes."""
    rows = [row for row in load_own(setting.corpus, setting.part) if row["claims"]][: setting.limit]
    plain: list[dict[str, Any]] = [{k: row.get(k) for k in ("id", "text", "published")} for row in rows]
    other = [{**row, "text": _exchange(row["text"])} for row in plain]
    before, after = claims_by_ref(code_rows(plain)), claims_by_ref(code_rows(other))
    changed, total, errors = 0, 0, []
    for row in plain:
        first, second = (Counter(_codes(c) for c in side.get(row["id"], [])) for side in (before, after))
        total += first.total()
        gone, new = first - second, second - first
        if gone or new:
            changed += max(gone.total(), new.total())
            errors.append(f"{row['id']}: {sorted(gone.elements())} became {sorted(new.elements())}")
    figures = {"changed": changed, "claims": total}
    printed = f"{changed} of {total} claims changed when states exchanged their names"
    return Result(
        "exchanged", "claims that stay", round(1 - ratio(changed, total), 4), figures, len(rows), fingerprint(plain), {}, printed,
        errors=sample(errors),
    )  # fmt: skip


def _codes(claim: dict[str, Any]) -> tuple[str, str, str]:
    return str(claim["event_type"]) + "/" + str(claim["mode"] or ""), str(claim["stage"]), str(claim["polarity"])


def _exchange(text: str) -> str:
    """The text with each state's name, of one word, replaced by another's; the same one throughout."""
    states = [a.name for a in load_actors().by_id.values() if a.kind == "state" and a.name.isalpha() and a.name != "Georgia"]
    present = [s for s in states if re.search(rf"\b{s}\b", text)]
    absent = [s for s in states if s not in present]
    swap = {s: absent[(7 * n) % len(absent)] for n, s in enumerate(present)}
    return re.sub(r"\b(" + "|".join(present) + r")\b", lambda m: swap[m[0]], text) if present else text
