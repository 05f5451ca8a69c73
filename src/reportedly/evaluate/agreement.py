"""What is in the labelled text, and how far two independent passes over a fifth of it agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from reportedly.evaluate.claim_scores import FIELDS, ClaimScores, score_report
from reportedly.evaluate.corpus import load_own, load_real, part_of, read_second
from reportedly.evaluate.labels import count_sentences, find_words
from reportedly.evaluate.result import Result, Setting
from reportedly.evaluate.runs import fingerprint
from reportedly.evaluate.scoring import Scores, format_table, ratio


def run_corpus(setting: Setting) -> Result:
    """Counts of the labelled text and the agreement of its second pass with the first, per field.

    Texts of others count only where their words are in the data folder.
    """
    own = list(load_own(setting.corpus))
    real = list(load_real(setting.corpus, setting.data)) if setting.data else []
    printed = [_count_sets({"own": own, "real": real}), _count_values([*own, *real])]
    firsts = {row["id"]: row for row in (*own, *real)}
    scores, texts = compare_passes(firsts, read_second(setting.corpus, setting.data))
    found = Scores(scores.found, scores.claims, scores.labels)
    fields = {f: round(ratio(scores.right[f], scores.given[f]), 4) for f in FIELDS if scores.given[f]}
    rows = [["claims both give (F1)", found.f1, f"{scores.labels} and {scores.claims}"]]
    rows += [[f, fields[f], f"{scores.right[f]}/{scores.given[f]}"] for f in fields]
    printed.append(format_table(["agreement of two passes", "share", "of"], rows))
    figures = {"claims_f1": round(found.f1, 4), "fields": fields, "texts_labelled_twice": texts}
    return Result(
        "corpus", "F1 of claims that both passes give", round(found.f1, 4), figures, len(firsts),
        fingerprint(firsts.values()), {}, "\n\n".join(printed),
    )  # fmt: skip


def compare_passes(firsts: dict[str, dict[str, Any]], seconds: Iterable[dict[str, Any]]) -> tuple[ClaimScores, int]:
    """Scores of the second pass against the first, and how many texts have both."""
    scores, texts = ClaimScores(), 0
    for row in seconds:
        first = firsts.get(row["id"])
        if first is not None:
            texts += 1
            score_report(scores, first, [as_claim(row["text"], label) for label in row["claims"]])
    return scores, texts


def as_claim(text: str, label: dict[str, Any]) -> dict[str, Any]:
    """A label in the form of a coded claim, so that it can be scored like one."""
    span = find_words(text, label["quote"], label.get("start"))
    assert span is not None, label["quote"]
    trigger = find_words(text, label["trigger"], span.start, within=span)
    assert trigger is not None, label["trigger"]
    root, _, mode = label["type"].partition("/")

    def named(words: str) -> dict[str, Any]:
        return {"name": words, "quote": words, "actor": None}

    return {
        **label, "start": span.start, "end": span.end, "event_type": root, "mode": mode or None,
        "trigger": {"quote": label["trigger"], "start": trigger.start, "end": trigger.end},
        "attribution": [named(s[0]) for s in label["attribution"]], "actors": [named(a) for a in label["actors"]],
        "recipients": [named(r) for r in label["recipients"]], "places": [named(p[0]) for p in label["places"]],
        "quantities": [{"unit": None, "of": None, **q} for q in label["quantities"]],
        "when": label.get("when"), "said_when": label.get("said_when"),
    }  # fmt: skip


def _count_sets(sets: dict[str, list[dict[str, Any]]]) -> str:
    rows = []
    for name, members in sets.items():
        for part in ("train", "dev"):
            some = [r for r in members if part_of(r["id"]) == part]
            sentences = sum(count_sentences(r["text"]) for r in some)
            claims = sum(len(r["claims"]) for r in some)
            empty = sum(not r["claims"] for r in some)
            rows.append([f"{name}, {part}", len(some), sentences, claims, empty])
    return format_table(["set", "texts", "sentences", "claims", "without a claim"], rows)


def _count_values(rows: list[dict[str, Any]]) -> str:
    parts = []
    labels = [label for row in rows for label in row["claims"]]
    counted = {
        "type": Counter(c["type"].split("/")[0] for c in labels),
        "stage": Counter(c["stage"] for c in labels),
        "polarity": Counter(c["polarity"] for c in labels),
        "part": Counter(c.get("part", "body") for c in labels),
        "speakers": Counter(str(len(c["attribution"])) for c in labels),
        "background": Counter(str(c["background"]) for c in labels),
        "basis": Counter(s[1] for c in labels for s in c["attribution"]),
    }
    for name, values in counted.items():
        parts.append(f"{name}: " + ", ".join(f"{k} {n}" for k, n in values.most_common()))
    return "\n".join(parts)
