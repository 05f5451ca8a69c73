"""Scores of coded claims against labelled ones, by the measures of the record format's scorer.

A claim can stand for a label if their spans share 40 % of the shorter one or its trigger lies in the label's span; of
all such pairs the one with most agreeing fields is taken first.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Any

from reportedly.core.edtf import parse_edtf
from reportedly.evaluate.labels import find_words
from reportedly.evaluate.scoring import overlap, pair_greedily, ratio
from reportedly.text import squeeze

FIELDS = ("type", "type+mode", "stage", "polarity", "speaker", "chain", "actors", "recipients", "when", "said_when",
          "places", "quantities", "background")  # fmt: skip
_SHARE = 0.4


@dataclass(slots=True)
class ClaimScores:
    """Figures over labelled reports. `headline`: mean share of a label's fields that agree, 0 for one not found."""

    labels: int = 0
    found: int = 0
    claims: int = 0
    headline_sum: float = 0.0
    told_as_done: int = 0
    not_done: int = 0
    right: Counter[str] = field(default_factory=Counter)
    given: Counter[str] = field(default_factory=Counter)
    confusions: dict[str, Counter[tuple[str, str]]] = field(default_factory=lambda: defaultdict(Counter))
    errors: list[tuple[str, str, str]] = field(default_factory=list)

    def to_dict(self) -> dict[str, Any]:
        """The figures, rounded to four places."""
        fields = {f: round(ratio(self.right[f], self.given[f]), 4) for f in FIELDS if self.given[f]}
        return {
            "headline": round(ratio(self.headline_sum, self.labels), 4), "found": round(ratio(self.found, self.labels), 4),
            "precision_one_to_one": round(ratio(self.found, self.claims), 4), "labels": self.labels, "claims": self.claims,
            "told_as_done": self.told_as_done, "not_done": self.not_done, "fields": fields,
        }  # fmt: skip


def score_report(scores: ClaimScores, row: dict[str, Any], claims: list[dict[str, Any]]) -> None:
    """Add one labelled report and the claims that were coded in it (as in the record format) to `scores`."""
    labels = [(label, _span(row["text"], label)) for label in row["claims"]]
    verdicts: dict[tuple[int, int], dict[str, bool]] = {}
    weights = []
    for i, (label, span) in enumerate(labels):
        for j, claim in enumerate(claims):
            if _stands_for(claim, span):
                verdicts[i, j] = judge(label, claim)
                closeness = overlap((claim["start"], claim["end"]), span) / max(1, span[1] - span[0])
                weights.append((sum(verdicts[i, j].values()) + 0.05 * min(closeness, 1.0) + 0.01, i, j))
    pairs = pair_greedily(weights)
    scores.labels += len(labels)
    scores.claims += len(claims)
    scores.found += len(pairs)
    matched = {i for i, _ in pairs}
    for i, j in pairs:
        _add_pair(scores, row, labels[i][0], claims[j], verdicts[i, j])
    for i, (label, _) in enumerate(labels):
        if i not in matched:
            scores.errors.append((row["id"], "missed", f"{label['type']} {label['stage']}: {label['quote']}"))
    taken = {j for _, j in pairs}
    for j, claim in enumerate(claims):
        if j not in taken:
            scores.errors.append((row["id"], "extra", f"{_act(claim)} {claim['stage']}: {squeeze(claim['quote'])}"))


def _add_pair(
    scores: ClaimScores, row: dict[str, Any], label: dict[str, Any], claim: dict[str, Any], verdict: dict[str, bool]
) -> None:
    scores.headline_sum += ratio(sum(verdict.values()), len(verdict))
    for name, right in verdict.items():
        scores.given[name] += 1
        scores.right[name] += right
        if not right:
            scores.errors.append(
                (row["id"], name, f"{squeeze(label['quote'])} → {_told(claim, name)}, not {_wanted(label, name)}")
            )
    for name in ("type", "stage", "polarity"):
        scores.confusions[name][_wanted(label, name), _told(claim, name)] += 1
    if label["stage"] not in ("done", "under_way") or label["polarity"] == "negated":
        scores.not_done += 1
        scores.told_as_done += claim["stage"] in ("done", "under_way") and claim["polarity"] == "affirmed"


def _span(text: str, label: dict[str, Any]) -> tuple[int, int]:
    span = find_words(text, label["quote"], label.get("start"))
    if span is None:
        raise ValueError(f"label's words are not in its text: {label['quote']!r}")
    return span.start, span.end


def _stands_for(claim: dict[str, Any], span: tuple[int, int]) -> bool:
    mine = (claim["start"], claim["end"])
    shorter = min(mine[1] - mine[0], span[1] - span[0])
    trigger = claim["trigger"]
    return bool(overlap(mine, span) >= _SHARE * shorter or (span[0] <= trigger["start"] and trigger["end"] <= span[1]))


def _act(claim: dict[str, Any]) -> str:
    return str(claim["event_type"]) + (f"/{claim['mode']}" if claim.get("mode") else "")


def _told(claim: dict[str, Any], name: str) -> str:
    if name in ("type", "type+mode"):
        return _act(claim) if name == "type+mode" else str(claim["event_type"])
    if name in ("speaker", "chain"):
        return str([s["name"] for s in claim["attribution"]])
    if name in ("actors", "recipients", "places"):
        return str([p["name"] for p in claim[name]])
    if name in ("when", "said_when"):
        return str((claim[name] or {}).get("edtf"))
    if name == "quantities":
        return str([(q["low"], q["high"], q["of"] or q["unit"]) for q in claim[name]])
    return str(claim[name])


def _wanted(label: dict[str, Any], name: str) -> str:
    if name in ("type", "type+mode"):
        return str(label["type"]) if name == "type+mode" else str(label["type"]).split("/")[0]
    if name in ("speaker", "chain"):
        return str([s[0] for s in label.get("attribution", [])])
    if name == "places":
        return str([p[0] for p in label.get("places", [])])
    if name in ("when", "said_when"):
        return str((label.get(name) or {}).get("edtf"))
    if name == "quantities":
        return str([(q["low"], q["high"], q.get("of") or q.get("unit")) for q in label.get("quantities", [])])
    return str(label.get(name))


def judge(label: dict[str, Any], claim: dict[str, Any]) -> dict[str, bool]:
    """For each field that the label gives: does the claim agree?"""
    root, _, mode = label["type"].partition("/")
    speakers, chain = [s[0] for s in label.get("attribution", [])], claim["attribution"]
    out = {
        "type": claim["event_type"] == root,
        "type+mode": claim["event_type"] == root and (not mode or claim.get("mode") == mode),
        "stage": claim["stage"] == label["stage"],
        "polarity": claim["polarity"] == label["polarity"],
        "speaker": is_named(speakers[0], chain[0]) if speakers and chain else not speakers and not chain,
        "chain": len(speakers) == len(chain) and all(map(is_named, speakers, chain)),
        "background": bool(claim["background"]) == label["background"],
        "when": same_time(label.get("when"), claim["when"]),
    }
    for name in ("actors", "recipients"):
        out[name] = all_named(label.get(name, []), claim[name])
    out["places"] = all_named([p[0] for p in label.get("places", [])], claim["places"])
    if label.get("said_when") and label["said_when"].get("edtf"):
        out["said_when"] = same_time(label["said_when"], claim["said_when"])
    if label.get("quantities"):
        out["quantities"] = all(any(_same_quantity(q, c) for c in claim["quantities"]) for q in label["quantities"])
    return out


def is_named(words: str, thing: dict[str, Any]) -> bool:
    """True where a party or speaker bears the label's words, at the start of a word, in its name, quote or actor."""
    want = _plain(words)
    tail = r"\b" if len(want) <= 3 else ""
    values = [_plain(thing.get(k)) for k in ("name", "quote", "actor")]
    return any(v and re.search(r"(?<!\w)" + re.escape(want) + tail, v) for v in values) or any(
        v and len(v) > 3 and re.search(r"(?<!\w)" + re.escape(v) + r"\b", want) for v in values[:1]
    )


def _plain(value: object) -> str:
    text = squeeze(str(value or "").replace("’", "'").replace("‘", "'")).lower()
    return re.sub(r"^(?:the|a|an) ", "", text)


def all_named(names: list[str], things: list[dict[str, Any]]) -> bool:
    """True where every name is borne by a thing of its own and the list is not padded."""
    if not names:
        return not things
    pairs = pair_greedily((1.0, i, j) for i, n in enumerate(names) for j, t in enumerate(things) if is_named(n, t))
    return len(pairs) == len(names) and len(things) <= max(2, 2 * len(names))


def same_time(label: dict[str, Any] | None, when: dict[str, Any] | None) -> bool:
    """True where both name the same days, or neither names any."""
    want, given = (label or {}).get("edtf"), (when or {}).get("edtf")
    if not want or not given:
        return not want and not given
    return want == given or (parse_edtf(want) is not None and parse_edtf(want) == parse_edtf(given))


def _same_quantity(label: dict[str, Any], quantity: dict[str, Any]) -> bool:
    if (label["low"], label["high"]) != (quantity["low"], quantity["high"]):
        return False
    of = _plain(label.get("of")).rstrip("s")
    return not of or of in _plain(quantity.get("of") or quantity.get("unit"))
