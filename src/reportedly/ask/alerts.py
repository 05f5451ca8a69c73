"""What a watch officer wants to be told at once: how the account differs from what it was before some reports came."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import duckdb

from reportedly.ask.brief_lines import name_act, name_actor, short
from reportedly.ask.filters import Filters
from reportedly.ask.questions import ask_claims, ask_commitments, ask_contradictions
from reportedly.ask.weak import is_weak
from reportedly.config import LinkOptions
from reportedly.core.derived import CHANGES, Alert, Commitment, Contradiction, Estimate
from reportedly.core.known import KnownClaim
from reportedly.errors import UsageError
from reportedly.link.counts import numbers_meet
from reportedly.link.estimates import make_estimates
from reportedly.ontology.actors import load_actors
from reportedly.text import squeeze


@dataclass(frozen=True, slots=True)
class Account:
    """What is held at one moment of the acts that are watched."""

    promises: tuple[Commitment, ...] = ()
    disputes: tuple[Contradiction, ...] = ()
    numbers: tuple[Estimate, ...] = ()
    claims: dict[str, KnownClaim] = field(default_factory=dict)


def check_kinds(kinds: Iterable[str]) -> tuple[str, ...]:
    """The kinds of alert that somebody asked for; all where none was. Raises UsageError for one that is none."""
    asked = tuple(dict.fromkeys(k for kind in kinds for k in kind.replace(",", " ").split()))
    wrong = [k for k in asked if k not in CHANGES]
    if wrong:
        raise UsageError(f"{wrong[0]!r} is no kind of alert; there are: {', '.join(CHANGES)}")
    return asked or CHANGES


def take_account(connection: duckdb.DuckDBPyConnection, filters: Filters, options: LinkOptions) -> Account:
    """The account as it stands."""
    claims = ask_claims(connection, filters)
    return Account(
        tuple(ask_commitments(connection, filters, options)), tuple(ask_contradictions(connection, filters, options)),
        tuple(make_estimates(claims)), {k.claim.id: k for k in claims},
    )  # fmt: skip


def find_alerts(before: Account, after: Account, jump: float) -> list[Alert]:
    """New promises, promises whose status is another, new contradictions, and numbers of forces that differ by the share `jump`
    and more from what the same claimant, else anyone, told last of the same force and place. Announcements that stand on one
    word of which the coder is not sure are none."""
    return [*_promises(before, after), *_disputes(before, after), *_numbers(before.numbers, after.numbers, jump)]


def _promises(before: Account, after: Account) -> Iterator[Alert]:
    known = {claim: c for c in before.promises for claim in c.claims}
    for c in after.promises:
        old = next((known[i] for i in c.claims if i in known), None)
        stands = (*c.claims, *(e.claim for e in c.evidence))
        who = f"{name_actor(c)}: {name_act(c)}, announced {c.announced or 'on no day told'}"
        if is_weak(c, after.claims):
            continue
        if old is None or is_weak(old, before.claims):
            yield Alert("promise", c.id, f"{who}: “{squeeze(c.scope)}”", stands)
        elif old.status != c.status:
            was = f"was {old.status.replace('_', ' ')}, is {c.status.replace('_', ' ')}"
            yield Alert("status", c.id, f"{who}: {was}{f' ({c.reasons[0]})' if c.reasons else ''}", stands)


def _disputes(before: Account, after: Account) -> Iterator[Alert]:
    known = {x.id for x in before.disputes}
    for x in after.disputes:
        if x.id not in known:
            told = " / ".join(f"“{short(k.claim.quote, 90)}”" for i in x.claims if (k := after.claims.get(i)) is not None)
            yield Alert("dispute", x.id, f"{x.why}: {told}" if told else x.why, tuple(x.claims))


def _numbers(before: Sequence[Estimate], after: Sequence[Estimate], jump: float) -> Iterator[Alert]:
    for e, last in find_jumps(before, after, jump):
        whose = load_actors().country_name(e.actor)
        words = f"{whose}, {e.scope}: {_number(e)} {e.of} ({_by(e)}), after {_number(last)} ({_by(last)})"
        yield Alert("number", e.id, words, (e.claim, last.claim))


def find_jumps(before: Sequence[Estimate], after: Sequence[Estimate], jump: float) -> Iterator[tuple[Estimate, Estimate]]:
    """Each number that is not among those `before`, with the one of the same force and place told last before its day, by the
    same named claimant, else by anyone, where the two differ by the share `jump` and more. A number that many quote comes once;
    one of an earlier day than all others is no news."""
    known = {e.id for e in before}
    rows = sorted({e.id: e for e in (*before, *after) if e.actor is not None}.values(), key=lambda e: (_day(e), e.id))
    told: dict[tuple[str | None, str], list[Estimate]] = {}
    seen: set[object] = set()
    for e in rows:
        earlier = [o for o in told.get((e.actor, e.scope), ()) if _day(o) < _day(e)]
        own = [o for o in earlier if e.by and o.by[:1] == e.by[:1]]
        last = next(reversed(own or earlier), None)
        now, then = _middle(e), _middle(last) if last else 0.0
        once = (e.by[:1] or e.claim, e.scope, e.low, e.high, _day(e))
        alike = (now < 1) is (then < 1)  # a share ("half of the troops") is no number beside another
        far = now and then and alike and max(now, then) >= (1 + jump) * min(now, then)
        if e.id not in known and last is not None and far and not numbers_meet(e, last) and once not in seen:
            seen.add(once)
            yield e, last
        if now and _day(e):
            told.setdefault((e.actor, e.scope), []).append(e)


def _day(e: Estimate) -> str:
    return e.as_of or e.told or ""


def _middle(e: Estimate) -> float:
    bounds = [b for b in (e.low, e.high) if b is not None]
    return sum(bounds) / len(bounds) if bounds else 0.0


def _number(e: Estimate) -> str:
    low, high = (f"{b:,.0f}" if b is not None else "" for b in (e.low, e.high))
    if low and high:
        return low if low == high else f"{low} to {high}"
    return f"{low} or more" if low else f"up to {high}"


def _by(e: Estimate) -> str:
    return f"{e.by[0] if e.by else 'the report'}, {e.as_of or e.told or 'no day told'}"
