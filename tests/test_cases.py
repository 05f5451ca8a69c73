"""Cases in YAML: text in, what must come out. Adding one needs no Python."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from reportedly.core.claim import Claim
from reportedly.read.published import find_published
from tests.conftest import Coder

CASES = Path(__file__).parent / "cases"


def load(name: str) -> list[Any]:
    rows = yaml.load((CASES / f"{name}.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return [pytest.param(row, id=row.get("name") or row["text"]) for row in rows]


def real(value: Any) -> Any:
    """BaseLoader keeps dates as text; null and booleans come back here."""
    return {"null": None, "": None, "true": True, "false": False}.get(value, value) if isinstance(value, str) else value


def number(value: Any) -> float | None:
    value = real(value)
    return None if value is None else float(value)


def fits(claim: Claim, want: dict[str, Any]) -> bool:
    act = claim.event_type + (f"/{claim.mode}" if claim.mode else "")
    checks: dict[str, Callable[[Any], bool]] = {
        "type": lambda v: v in (act, claim.event_type),
        "stage": lambda v: claim.stage == v,
        "polarity": lambda v: claim.polarity == v,
        "background": lambda v: claim.background is real(v),
        "part": lambda v: claim.part == v,
        "quote": lambda v: claim.quote == v,
        "trigger": lambda v: claim.trigger.quote == v,
        "actor": lambda v: any(v in a.name or v in a.quote for a in claim.actors),
        "country": lambda v: any(v == a.country for a in claim.actors),
        "recipient": lambda v: any(v in r.name or v in r.quote for r in claim.recipients),
        "speakers": lambda v: same_speakers(v, claim),
        "when": lambda v: claim.when is not None and claim.when.edtf == v,
        "said_when": lambda v: claim.said_when is not None and claim.said_when.edtf == v,
        "place": lambda v: any(v in (p.name, p.quote) or v in p.quote for p in claim.places),
        "quantity": lambda v: any(
            (q.low, q.high) == (number(v[0]), number(v[1])) and v[2] in (q.of or "") for q in claim.quantities
        ),
    }  # fmt: skip
    return all(checks[key](value) for key, value in want.items())


def same_speakers(names: list[str], claim: Claim) -> bool:
    pairs = list(zip(names, claim.attribution, strict=False))
    return len(names) == len(claim.attribution) and all(n in (s.name, s.quote) or n in s.name for n, s in pairs)


def tell(claim: Claim) -> str:
    return (
        f"{claim.event_type}/{claim.mode} {claim.stage} {claim.polarity} bg={claim.background} {claim.part} "
        f"[{claim.trigger.quote}] "
        f"{claim.quote!r} actors={[a.name for a in claim.actors]} recipients={[r.name for r in claim.recipients]} "
        f"speakers={[s.name for s in claim.attribution]} when={claim.when} said={claim.said_when} "
        f"places={[p.name for p in claim.places]} "
        f"quantities={[(q.low, q.high, q.of) for q in claim.quantities]}"
    )


@pytest.mark.parametrize("row", load("claims"))
def test_a_text_gives_its_claims(row: dict[str, Any], code: Coder) -> None:
    _, claims = code(row["text"], row.get("published"))
    told = "\n".join(map(tell, claims))
    if real(row.get("none")):
        assert not claims, told
    for want in row.get("claims", []):
        assert any(fits(claim, want) for claim in claims), f"no claim fits {want} among\n{told}"
    for unwanted in row.get("not", []):
        assert not any(fits(claim, unwanted) for claim in claims), told


@pytest.mark.parametrize("row", load("times"))
def test_a_time_expression_is_resolved(row: dict[str, Any], code: Coder) -> None:
    document, _ = code(row["text"] + " " * 3 + "This second sentence only makes it long enough.", real(row["published"]))
    found = {t.quote: t.edtf for t in document.times}
    assert found == {quote: real(edtf) for quote, edtf in (real(row["times"]) or {}).items()}


@pytest.mark.parametrize("row", load("quantities"))
def test_a_quantity_is_read(row: dict[str, Any], code: Coder) -> None:
    document, _ = code(row["text"] + " And so this goes on and on in a second sentence.")
    found = [(q.low, q.high, q.unit, q.of, q.approximate) for q in document.quantities]
    assert found == [(number(a), number(b), real(c), real(d), real(e)) for a, b, c, d, e in row["found"]]


@pytest.mark.parametrize("row", load("published"))
def test_a_publication_date_has_its_basis(row: dict[str, Any]) -> None:
    found = find_published(row["text"], row.get("metadata"), row.get("url"), row.get("given"))
    assert (found.edtf, found.basis) == (real(row["edtf"]), row["basis"])
    assert len(found.others) == int(row.get("others", 0))


def test_pronouns_that_govern_each_other_do_not_run_in_circles(code: Coder) -> None:
    _, claims = code(
        "Leaders of their parties met officials of its army and members of his government, who released their prisoners."
    )
    assert isinstance(claims, list)
