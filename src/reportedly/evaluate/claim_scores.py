"""Scores of coded claims against labelled ones, by the measures of the record format's scorer, figure for figure.

A claim can stand for a label if their spans share 40 % of the shorter one or its trigger lies in the label's span; of
all ways to pair them the one with most agreeing fields is taken. `gold_line` gives a label in that scorer's own form.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Any

from reportedly.core.edtf import parse_edtf
from reportedly.evaluate.labels import find_words
from reportedly.evaluate.scoring import overlap, pair_best, ratio
from reportedly.ontology.sectors import is_title
from reportedly.text import squeeze

FIELDS = ("type", "type+mode", "stage", "polarity", "speaker", "chain", "actors", "recipients", "when", "said_when",
          "places", "quantities", "background")  # fmt: skip
_SHARE = 0.4
_VERBAL = frozenset({"REQUEST", "REJECT", "ACCUSE", "THREATEN", "SUPPORT", "AGREE"})
_UNITS = {"miles": "mi", "mile": "mi", "kilometre": "km", "kilometer": "km", "metre": "m", "meter": "m", "percent": "%",
          "per cent": "%", "dollar": "$", "usd": "$", "euro": "€", "eur": "€"}  # fmt: skip


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
    golds = [gold_line(label, span) for label, span in labels]
    verdicts: dict[tuple[int, int], dict[str, bool]] = {}
    weights = {}
    for i, (_, span) in enumerate(labels):
        for j, claim in enumerate(claims):
            if _stands_for(claim, span):
                verdicts[i, j] = judge(golds[i], claim)
                weights[i, j] = sum(verdicts[i, j].values()) + 0.05 * _closeness(claim, span) + 0.01
    pairs = pair_best(weights)
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
    root = str(label["type"]).split("/")[0]
    spoken_of = root in _VERBAL and claim["event_type"] != root
    if label["stage"] not in ("done", "under_way") or label["polarity"] == "negated" or spoken_of:
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


def _closeness(claim: dict[str, Any], span: tuple[int, int]) -> float:
    mine: tuple[int, int] = (claim["start"], claim["end"])
    return overlap(mine, span) / max(1, max(mine[1], span[1]) - min(mine[0], span[0]))


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


def gold_lines(row: dict[str, Any]) -> list[dict[str, Any]]:
    """The labels of a labelled report as lines of the record format's gold, with ids."""
    return [
        {"id": f"{row['id']}-{n:02d}", "report": row["id"], **gold_line(label, _span(row["text"], label))}
        for n, label in enumerate(row["claims"], start=1)
    ]


def gold_line(label: dict[str, Any], span: tuple[int, int]) -> dict[str, Any]:
    """A label in the form of the record format's gold: names with and without their article are alternatives."""
    when, said_when = label.get("when") or {}, label.get("said_when") or {}
    out = {
        "quote": label["quote"], "start": span[0], "end": span[1], "core": not label["background"], "optional": False,
        "event_type": [label["type"]], "stage": [label["stage"]], "polarity": label["polarity"],
        "background": label["background"], "attribution": [_either(s[0]) for s in label.get("attribution", [])],
        "actors": [_either(a) for a in label.get("actors", [])],
        "recipients": [_either(r) for r in label.get("recipients", [])],
        "places": [_either(p[0]) for p in label.get("places", [])],
        "when": [when["edtf"]] if when.get("edtf") else [],
    }  # fmt: skip
    if said_when.get("edtf"):
        out["said_when"] = [said_when["edtf"]]
    if label.get("quantities"):
        keep = ("low", "high", "unit", "of")
        out["quantities"] = [{k: q.get(k) for k in keep if k in keep[:2] or q.get(k)} for q in label["quantities"]]
    return out


def _either(words: str) -> str:
    """The words; or without their article; or without the titles before a name ("Police commissioner Eric Bong")."""
    bare = re.sub(r"^(?:[Tt]he|[Aa]n?) ", "", words)
    parts = bare.split()
    last_title = max((n for n, word in enumerate(parts) if is_title(word)), default=-1)
    name = parts[last_title + 1 :]
    named = " ".join(name) if last_title >= 0 and name and all(w[:1].isupper() for w in name) else bare
    return "|".join(dict.fromkeys((words, bare, named)))


def judge(gold: dict[str, Any], claim: dict[str, Any]) -> dict[str, bool]:
    """For each field that a gold line (see `gold_line`) gives: does the claim agree?"""
    root, _, mode = gold["event_type"][0].partition("/")
    speakers, chain = gold["attribution"], claim["attribution"]
    out = {
        "type": claim["event_type"] == root,
        "type+mode": claim["event_type"] == root and (not mode or claim.get("mode") == mode),
        "stage": claim["stage"] in gold["stage"],
        "polarity": (claim["polarity"] or "affirmed") == gold["polarity"],
        "speaker": is_named(speakers[0], chain[0]) if speakers and chain else not speakers and not chain,
        "chain": len(speakers) == len(chain) and all(map(is_named, speakers, chain)),
        "background": bool(claim["background"]) == gold["background"],
        "when": same_time(gold["when"], claim["when"]) if gold["when"] else not (claim["when"] or {}).get("edtf"),
    }
    for name in ("actors", "recipients", "places"):
        out[name] = all_named(gold[name], claim[name])
    if "said_when" in gold:
        out["said_when"] = same_time(gold["said_when"], claim["said_when"])
    if "quantities" in gold:
        hits = {
            (i, j): 1.0
            for i, g in enumerate(gold["quantities"])
            for j, q in enumerate(claim["quantities"])
            if _same_quantity(g, q)
        }
        out["quantities"] = len(pair_best(hits)) == len(gold["quantities"])
    return out


def is_named(gold: str, thing: dict[str, Any]) -> bool:
    """True where a party or speaker bears a gold name (`a|b`: either) at the start of a word; short names as whole words."""
    values = [_plain(thing.get(k)) for k in ("name", "quote", "title", "actor")]
    for want in map(_plain, gold.split("|")):
        tail = r"\b" if len(want) <= 3 else ""
        if any(v and re.search(r"(?<!\w)" + re.escape(want) + tail, v) for v in values):
            return True
    return False


def _plain(value: object) -> str:
    return squeeze(str(value or "").replace("’", "'").replace("‘", "'")).lower()


def all_named(names: list[str], things: list[dict[str, Any]]) -> bool:
    """True where every name is borne by a thing of its own and the list is not padded."""
    if not names:
        return not things
    hits = {(i, j): 1.0 for i, n in enumerate(names) for j, t in enumerate(things) if is_named(n, t)}
    return len(pair_best(hits)) == len(names) and len(things) <= max(2, 2 * len(names))


def same_time(wanted: list[str], when: dict[str, Any] | None) -> bool:
    """True where the time covers the same days as one of the wanted EDTF values."""
    given = (when or {}).get("edtf")
    return bool(given) and any(w == given or (parse_edtf(w) is not None and parse_edtf(w) == parse_edtf(given)) for w in wanted)


def _same_quantity(gold: dict[str, Any], quantity: dict[str, Any]) -> bool:
    if (gold["low"], gold["high"]) != (quantity["low"], quantity["high"]):
        return False
    if gold.get("unit") and _unit(gold["unit"]) != _unit(quantity.get("unit")):
        return False
    return not gold.get("of") or _plain(gold["of"]).rstrip("s") in _plain(quantity.get("of") or quantity.get("unit"))


def _unit(value: object) -> str:
    word = _plain(value)
    return _UNITS.get(word) or _UNITS.get(word.rstrip("s")) or word.rstrip("s")
