"""The API: every question of the command line under /api/v1, the same typed answers that the pages show."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic import BaseModel, Field

from reportedly.ask.check import Check
from reportedly.ask.explain import Explanation
from reportedly.ask.places import POINTS, is_located
from reportedly.ask.posture import Reading
from reportedly.ask.sources import Source
from reportedly.ask.timeline import Entry
from reportedly.core.brief import STYLES, Brief
from reportedly.core.derived import VERBS, Event, Issue, Judgement
from reportedly.core.report import Report
from reportedly.errors import NotFoundError
from reportedly.export.brief_text import render_html, render_markdown
from reportedly.export.jsonl import to_plain
from reportedly.serve import answers
from reportedly.serve.answers import Day, Disagreement, Page, Promise, ReportRow, Strip, ToldClaim, cut_page
from reportedly.serve.desk import Desk
from reportedly.serve.jobs import Given, Jobs
from reportedly.serve.problems import RESPONSES
from reportedly.serve.scope import Scope, read_claim_scope, read_scope

router = APIRouter(prefix="/api/v1", responses=RESPONSES)
InScope = Annotated[Scope, Depends(read_scope)]
InClaims = Annotated[Scope, Depends(read_claim_scope)]
Limit = Annotated[int, Query(ge=1, le=500, description="Rows at most.")]
After = Annotated[str, Query(max_length=64, description="`next` of the page before.")]
As = Annotated[str, Query(pattern="^(json|csv)$", description="json, or csv for a table.")]


def desk_of(request: Request) -> Desk:
    """The desk behind the request's app."""
    desk: Desk = request.app.state.desk
    return desk


AtDesk = Annotated[Desk, Depends(desk_of)]


class Judging(BaseModel):
    """A judgement to make: `verb` accept, reject, correct, merge, split, note or assess, of `target`, with `other` for merge and
    split, and for correct the values by field: act, stage, polarity, background, actor, when."""

    verb: str = Field(pattern="^(" + "|".join(VERBS) + ")$", examples=["accept"])
    target: str = Field(max_length=64, examples=["c0123456789abcdef"])
    other: str | None = Field(None, max_length=64)
    note: str | None = Field(None, max_length=2000)
    changes: dict[str, Annotated[str, Field(max_length=200)]] | None = Field(None, examples=[{"stage": "announced"}])


class Adding(BaseModel):
    """A text or an address to add; `published` (EDTF) for what carries no date."""

    text: str = Field("", max_length=400_000)
    url: str = Field("", max_length=2000)
    published: str | None = Field(None, max_length=40, examples=["2014-05-19"])


class JobRow(BaseModel):
    """How far an adding has come."""

    id: str
    state: str
    seen: int
    known: int
    claims: int
    reports: list[str]
    issues: list[Issue]
    error: str


def _page(rows: Sequence[Any], ids: Sequence[str], after: str, limit: int) -> Page[Any]:
    items, more = cut_page(rows, ids, after or None, limit)
    return Page(items=items, total=len(rows), next=more)


def _csv(rows: Iterable[Any]) -> Response:
    """Rows as a table; nested values as JSON. A cell that a spreadsheet would take for a formula is made a text."""
    plain = [to_plain(row) for row in rows]
    out = io.StringIO()
    names = list(dict.fromkeys(key for row in plain for key in row))
    writer = csv.DictWriter(out, names)
    writer.writeheader()
    for row in plain:
        writer.writerow({key: _cell(value) for key, value in row.items()})
    return Response(out.getvalue(), media_type="text/csv; charset=utf-8")


def _cell(value: Any) -> Any:
    text = json.dumps(value, ensure_ascii=False, default=str) if isinstance(value, (dict, list)) else value
    return f"'{text}" if isinstance(text, str) and text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def _table_row(row: ToldClaim, url: str | None) -> dict[str, Any]:
    """A claim as a row of a table: plain cells alone, several values with "; " between. The whole claim is in the JSON."""
    claim, first = row.claim, row.claim.quantities[0] if row.claim.quantities else None
    located = next((p for p in claim.places if is_located(p)), None)
    return {
        "id": claim.id, "published": row.published, "publisher": row.publisher, "url": url, "origin": row.origin,
        "report": claim.report, "event_type": claim.event_type, "mode": claim.mode, "stage": claim.stage.value,
        "polarity": claim.polarity.value, "background": claim.background, "quote": claim.quote, "start": claim.start,
        "end": claim.end, "trigger": claim.trigger.quote, "speakers": _joined(s.name for s in claim.attribution),
        "actors": _joined(p.name for p in claim.actors), "actor_countries": _joined(p.country for p in claim.actors),
        "recipients": _joined(p.name for p in claim.recipients),
        "recipient_countries": _joined(p.country for p in claim.recipients),
        "when_edtf": claim.when.edtf if claim.when else "", "when_words": claim.when.quote if claim.when else "",
        "said_when_edtf": claim.said_when.edtf if claim.said_when else "", "places": _joined(p.name for p in claim.places),
        "place_precision": claim.places[0].precision if claim.places else "",
        "lat": located.lat if located else "", "lon": located.lon if located else "",
        "quantities": _joined(q.quote for q in claim.quantities), "low": first.low if first else "",
        "high": first.high if first else "", "of": (first.of or first.unit) if first else "",
        "coder": claim.coder.name, "coder_version": claim.coder.version, "rule": claim.coder.rule, "score": claim.coder.score,
    }  # fmt: skip


def _joined(values: Iterable[str | None]) -> str:
    return "; ".join(dict.fromkeys(v for v in values if v))


@router.get("/summary")
def summary(desk: AtDesk, scope: InScope) -> Strip:
    """What the record holds in a scope: claims, origins, promises, contradictions, undated reports."""
    return answers.make_strip(desk, scope)


@router.get("/days")
def days(desk: AtDesk) -> list[Day]:
    """Days on which reports were published: the stops of the as-of slider."""
    return answers.days_of(desk)


@router.get("/promises")
def promises(desk: AtDesk, scope: InScope, limit: Limit = 20, after: After = "") -> Page[Promise]:
    """Promises followed through: status, what was heard by side, precedents."""
    rows = answers.promises_of(desk, scope)
    items, more = cut_page(rows, [c.id for c in rows], after or None, limit)
    return Page(items=[answers.make_promise(desk, c, scope) for c in items], total=len(rows), next=more)


@router.get("/promises/{promise}")
def promise(desk: AtDesk, scope: InScope, promise: str) -> Promise:
    """One promise as known on a day."""
    found = next((c for c in desk.ask("follow", scope) if c.id == promise), None)
    if found is None:
        raise NotFoundError(f"{promise}: no promise has this id in this scope")
    return answers.make_promise(desk, found, scope)


@router.get("/claims", response_model=Page[ToldClaim])
def claims(desk: AtDesk, scope: InClaims, limit: Limit = 50, after: After = "", format: As = "json") -> Page[Any] | Response:
    """Claims, by day of publication; as CSV all of them."""
    if format == "csv":
        urls = {r.id: r.url for r in desk.ask("reports", Scope(as_of=scope.as_of))}
        return _csv(_table_row(r, urls.get(r.claim.report)) for r in answers.tell_claims(answers.claims_in(desk, scope)))
    shown, more, total = answers.page_of_claims(desk, scope, after or None, limit)
    return Page(items=answers.tell_claims(shown), total=total, next=more)


@router.get("/events", response_model=Page[Event])
def events(desk: AtDesk, scope: InScope, limit: Limit = 50, after: After = "", format: As = "json") -> Page[Any] | Response:
    """Claims about one act joined, counted by independent origins."""
    rows = desk.ask("events", scope)
    return _csv(rows) if format == "csv" else _page(rows, [e.id for e in rows], after, limit)


@router.get("/contradictions")
def contradictions(desk: AtDesk, scope: InScope, limit: Limit = 20, after: After = "") -> Page[Disagreement]:
    """Claims that cannot both hold, side by side; nobody is said to be right."""
    rows = answers.contradictions_in(desk, scope)
    items, more = cut_page(rows, [x.id for x in rows], after or None, limit)
    return Page(items=answers.disagreements(desk, scope, items), total=len(rows), next=more)


@router.get("/posture")
def posture(desk: AtDesk, scope: InScope, limit: Limit = 100, after: After = "") -> Page[Reading]:
    """Numbers of armed force by scope and claimant, never averaged."""
    rows = desk.ask("posture", scope.with_(act=""))
    return _page(rows, [r.first.id for r in rows], after, limit)


@router.get("/timeline")
def timeline(desk: AtDesk, scope: InScope, limit: Limit = 200, after: After = "") -> Page[Entry]:
    """What was said when: a row for a day, a claimant and an act."""
    rows = desk.ask("timeline", scope)
    return _page(rows, [e.claims[0] for e in rows], after, limit)


@router.get("/sources", response_model=list[Source])
def sources(desk: AtDesk, scope: InScope, format: As = "json") -> list[Source] | Response:
    """Per source: claims, reports, origins, how often others told the same or the opposite. Counts, no score."""
    rows = desk.ask("sources", scope)
    return _csv(rows) if format == "csv" else list(rows)


@router.get("/places", responses={200: {"content": {"application/geo+json": {}}}})
def places(desk: AtDesk, scope: InScope) -> Response:
    """Places of the claims as GeoJSON, and lines from where to where acts are told to lead (`done`: told as done or under way). A
    country has no position; of a region the position is its middle."""
    rows = desk.ask("places", scope)
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [s.lon, s.lat]} if s.lat is not None and s.lon is not None else None,
            "properties": {
                **{k: v for k, v in to_plain(s).items() if k not in ("lat", "lon", "ways")},
                "is_point": s.precision in POINTS,
            },
        }
        for s in rows
    ]
    features += [
        {
            "type": "Feature",
            "geometry": {"type": "LineString", "coordinates": [[s.lon, s.lat], [w.lon, w.lat]]},
            "properties": {"name": s.name, "to": w.name, "done": w.done, "claims": w.claims},
        }
        for s in rows
        for w in s.ways
    ]
    body = json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False)
    return Response(body, media_type="application/geo+json")


@router.get("/reports")
def reports(desk: AtDesk, scope: InScope, limit: Limit = 50, after: After = "") -> Page[ReportRow]:
    """Reports by day of publication, without their texts."""
    rows = [answers.report_row(r) for r in desk.ask("reports", Scope(as_of=scope.as_of))]
    return _page(rows, [r.id for r in rows], after, limit)


@router.get("/reports/{report}")
def report(desk: AtDesk, report: str) -> Report:
    """One report with its text."""
    found = desk.reports_of([report]).get(report)
    if found is None:
        raise NotFoundError(f"{report}: no report has this id")
    return found


@router.get("/check")
def check(desk: AtDesk, sentence: Annotated[str, Query(min_length=1, max_length=1000)], scope: InScope) -> Check:
    """What speaks for a sentence, what against, what is not comparable; nothing is ruled on."""
    with desk.reading() as record:
        return record.check(sentence, as_of=scope.as_of or None)


@router.get("/brief", response_model=Brief)
def brief(
    desk: AtDesk, scope: InScope,
    since: Annotated[str, Query(max_length=10, pattern=r"^$|^\d{4}-\d{2}-\d{2}$|^\d{1,4}[dw]$")] = "",
    style: Annotated[str, Query(pattern="^(" + "|".join(STYLES) + ")$")] = "plain",
    format: Annotated[str, Query(pattern="^(json|md|html|pdf)$")] = "json",
) -> Brief | Response:  # fmt: skip
    """A brief: each sentence with the ids of the claims that it stands on. As JSON, Markdown, a page, or PDF."""
    with desk.reading() as record:
        made = record.brief(since=since or None, style=style, **scope.of_record)
    return render_brief(made, format)


def render_brief(made: Brief, form: str) -> Brief | Response:
    """A brief in one of its forms."""
    if form == "md":
        return Response(render_markdown(made), media_type="text/markdown; charset=utf-8")
    if form == "html":
        return Response(render_html(made), media_type="text/html; charset=utf-8")
    if form == "pdf":
        from reportedly.export.brief_pdf import render_pdf

        return Response(render_pdf(made), media_type="application/pdf")
    return made


@router.get("/explain/{row}", response_model=None, responses={200: {"content": {"application/json": {"schema": {}}}}})
def explain(desk: AtDesk, row: str) -> dict[str, Any]:
    """The words, the rule or model, and every link behind a row."""
    with desk.reading() as record:
        found: Explanation = record.explain(row)
    plain: dict[str, Any] = to_plain(found)
    return plain


@router.get("/judgements")
def judgements(desk: AtDesk) -> list[Judgement]:
    """What people judged, as it stands."""
    return list(desk.ask("judgements"))


@router.post("/judgements", status_code=201)
def judge(desk: AtDesk, request: Request, judging: Judging) -> Judgement:
    """Accept, reject, correct, merge, split, note, assess; kept with who and when."""
    who, asked = request.state.user, judging
    if asked.verb == "correct":
        return desk.write(lambda r: r.correct(asked.target, asked.changes or {}, who=who, note=asked.note))
    return desk.write(lambda r: r.review(asked.verb, asked.target, asked.other, who=who, note=asked.note))


@router.delete("/judgements/{judgement}")
def undo(desk: AtDesk, request: Request, judgement: str) -> Judgement:
    """Take a judgement back; it stays in the record as withdrawn."""
    who = request.state.user
    return desk.write(lambda r: r.undo(judgement, who=who))


@router.post("/add", status_code=202)
def add(request: Request, adding: Adding) -> JobRow:
    """Add a text or an address; ask for the job to see how far it is."""
    jobs: Jobs = request.app.state.jobs
    return job_row(jobs.start(Given(adding.text, (), adding.url, adding.published)))


@router.get("/jobs/{job}")
def job(request: Request, job: str) -> JobRow:
    """How far an adding is."""
    found = request.app.state.jobs.find(job)
    if found is None:
        raise NotFoundError(f"{job}: no adding has this id; the server forgets them when it stops")
    return job_row(found)


def job_row(found: Any) -> JobRow:
    """A job as the API tells it."""
    return JobRow(**{name: getattr(found, name) for name in JobRow.model_fields})
