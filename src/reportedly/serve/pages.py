"""The pages: server-rendered, a deep link for every state, readable without scripts."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Form, Query, Request, Response, UploadFile
from fastapi.responses import HTMLResponse, RedirectResponse
from markupsafe import Markup

from reportedly.core.claim import Stage
from reportedly.core.derived import CONFIDENCES, LIKELIHOODS, STATUSES
from reportedly.core.edtf import parse_edtf
from reportedly.errors import NotFoundError, UsageError
from reportedly.link.estimates import make_estimates
from reportedly.serve import answers, pictures
from reportedly.serve.access import COOKIE, check_form, start_session
from reportedly.serve.answers import cut_page
from reportedly.serve.api import AtDesk, InClaims, InScope, render_brief
from reportedly.serve.desk import Desk
from reportedly.serve.jobs import Given
from reportedly.serve.reading import lay_out, quote_in_context
from reportedly.serve.scope import Scope
from reportedly.serve.words import act_names

_QUEUE = 20  # claims shown as worth a look first
router = APIRouter(include_in_schema=False)
_CARDS, _ROWS = 12, 50
_MOST_UPLOAD = 20_000_000
After = Annotated[str, Query(max_length=64)]


def render(request: Request, name: str, scope: Scope, **told: Any) -> HTMLResponse:
    """A page from its template; every page knows its scope, the days of the record and who looks at it."""
    desk: Desk = request.app.state.desk
    days = answers.days_of(desk)
    shared = {
        "scope": scope, "scope_fields": asdict(scope), "days": days, "store": desk.path.name, "path": request.url.path,
        "user": request.state.user, "csrf": request.app.state.access.csrf_of(request.state.cookie or ""),
        "signed_in": bool(request.app.state.access.users), "statuses": STATUSES, "acts": act_names(),
        "said": request.app.state.messages.take(request.query_params.get("said", "")[:40]),
    }  # fmt: skip
    return HTMLResponse(request.app.state.templates.get_template(name).render(request=request, **shared, **told))


def _link_next(scope: Scope, path: str, more: str | None, **extra: str) -> str:
    return scope.link(path, after=more, **extra) if more else ""


@router.get("/", response_class=HTMLResponse)
def first_page(request: Request, desk: AtDesk, scope: InScope, after: After = "", status: str = "", due: str = "") -> Response:
    """Promises, the heart of the desk; with `due` those that have a due day and are not settled."""
    unsure = answers.weak_promises(desk, scope)
    weak = {c.id for c in unsure}
    rows = [c for c in answers.promises_of(desk, scope) if c.id not in weak and (not status or c.status == status)]
    rows = [c for c in rows if not due or answers.is_due(c)]
    shown, more = cut_page(rows, [c.id for c in rows], after or None, _CARDS)
    cards = [answers.make_promise(desk, c, scope) for c in shown]
    strip = answers.make_strip(desk, scope)
    following = _link_next(scope, "/", more, status=status, due=due)
    return render(
        request, "promises.html", scope, cards=cards, strip=strip, total=len(rows), next_page=following, status=status,
        unsure=unsure[:_ROWS], unsure_total=len(unsure),
    )  # fmt: skip


@router.get("/promises/{promise}", response_class=HTMLResponse)
def promise_page(request: Request, desk: AtDesk, scope: InScope, promise: str) -> Response:
    """One promise: its words, what was heard by side along time, precedents, what would settle it."""
    found = next((c for c in desk.ask("follow", scope) if c.id == promise), None)
    if found is None:
        return _judged_away(request, desk, scope, ("promise", promise))
    card = answers.make_promise(desk, found, scope)
    ids = [*found.claims, *found.exceptions, *(e.claim for e in found.evidence)]
    known = desk.claims_of(ids)
    picture = Markup(pictures.evidence_picture(card))
    return render(
        request, "promise.html", scope, card=card, known=known, picture=picture, judged=desk.judgements_on(promise),
        likelihoods=LIKELIHOODS, confidences=CONFIDENCES,
    )  # fmt: skip


def _judged_away(request: Request, desk: Desk, scope: Scope, row: tuple[str, str]) -> Response:
    """The page of a (kind, id) that is no longer there since people judged it. Raises NotFoundError where nobody did."""
    kind, name = row
    judged = desk.judgements_on(name)
    if judged:
        return render(request, "rejected.html", scope, row=name, back=f"/{kind}s/{name}", judged=judged)
    raise NotFoundError(f"{name}: no {kind} has this id as known on {scope.as_of or 'the last day'}; try a later day")


@router.get("/claims", response_class=HTMLResponse)
def claims_page(request: Request, desk: AtDesk, scope: InClaims, after: After = "") -> Response:
    """Claims as a list, narrowed by filters."""
    shown, more, total = answers.page_of_claims(desk, scope, after or None, _ROWS)
    return render(request, "claims.html", scope, rows=shown, total=total, next_page=_link_next(scope, "/claims", more))


@router.get("/claims/{claim}", response_class=HTMLResponse)
def claim_page(request: Request, desk: AtDesk, scope: InScope, claim: str) -> Response:
    """The claim card: the quote in its report, the chain, the code and the rule, other reports by origin, review."""
    known = desk.claims_of([claim]).get(claim)
    if known is None:
        raise NotFoundError(f"{claim}: no claim has this id")
    report = desk.reports_of([known.claim.report])[known.claim.report]
    event = answers.event_of(desk, claim)
    mates = desk.claims_of(event.claims) if event else {}
    by_origin: dict[str, list[Any]] = {}
    for mate in mates.values():
        by_origin.setdefault(mate.origin or mate.claim.report, []).append(mate)
    return render(
        request, "claim.html", scope, known=known, report=report, runs=quote_in_context(report, known), event=event,
        by_origin=sorted(by_origin.values(), key=len, reverse=True), judged=desk.judgements_on(claim),
        numbers=make_estimates([known]), stages=[stage.value for stage in Stage],
    )  # fmt: skip


@router.get("/events/{event}", response_class=HTMLResponse)
def event_page(request: Request, desk: AtDesk, scope: InScope, event: str) -> Response:
    """One act: how it is told, by whom, the promises that it bears on, and what is told otherwise."""
    found = next((e for e in desk.ask("events", scope) if e.id == event), None)
    if found is None:
        return _judged_away(request, desk, scope, ("event", event))
    beside = answers.around_event(desk, found, scope)
    return render(request, "event.html", scope, event=found, judged=desk.judgements_on(event), **beside)


@router.get("/reports", response_class=HTMLResponse)
def reports_page(request: Request, desk: AtDesk, scope: InScope, after: After = "", undated: str = "") -> Response:
    """Reports, newest first; with `undated` those that no question as of a day sees."""
    rows = [answers.report_row(r) for r in desk.ask("reports", Scope(as_of="" if undated else scope.as_of))]
    rows = [r for r in rows if not undated or not r.published]
    rows.sort(key=lambda r: (r.published or "", r.id), reverse=True)
    shown, more = cut_page(rows, [r.id for r in rows], after or None, _ROWS)
    return render(
        request,
        "reports.html",
        scope,
        rows=shown,
        total=len(rows),
        next_page=_link_next(scope, "/reports", more, undated=undated),
    )


@router.get("/reports/{report}", response_class=HTMLResponse)
def report_page(request: Request, desk: AtDesk, scope: InScope, report: str) -> Response:
    """A report's text with claims in the margin; what could not be dated or placed said plainly."""
    found = desk.reports_of([report]).get(report)
    if found is None:
        raise NotFoundError(f"{report}: no report has this id")
    with desk.reading() as record:
        explained = record.explain(report)
        issues = _issues_of(record, report)
    known = desk.claims_of([p.claim.id for p in explained.passages])
    ordered = sorted(known.values(), key=lambda k: (k.claim.start, k.claim.id))
    copies = [answers.report_row(r) for r in desk.reports_of(explained.related).values()]
    undated = [k for k in ordered if k.claim.when is not None and k.claim.when.edtf is None]
    return render(
        request, "report.html", scope, report=found, paragraphs=lay_out(found, ordered), claims=ordered, copies=copies,
        issues=issues, undated=undated,
    )  # fmt: skip


def _issues_of(record: Any, report: str) -> list[Any]:
    from reportedly.store import view

    return [i for i in view.load_issues(record.connection) if i.report == report]


@router.get("/timeline", response_class=HTMLResponse)
def timeline_page(request: Request, desk: AtDesk, scope: InScope, after: After = "") -> Response:
    """What was said when, in lanes by claimant."""
    rows = desk.ask("timeline", scope)
    shown, more = cut_page(rows, [e.claims[0] for e in rows], after or None, _ROWS * 4)
    picture = Markup(pictures.timeline_picture(rows, scope))
    return render(
        request, "timeline.html", scope, rows=shown, total=len(rows), picture=picture,
        next_page=_link_next(scope, "/timeline", more),
    )  # fmt: skip


@router.get("/posture", response_class=HTMLResponse)
def posture_page(request: Request, desk: AtDesk, scope: InScope) -> Response:
    """How much of what is where, by whose word."""
    rows = desk.ask("posture", scope.with_(act=""))
    picture = Markup(pictures.posture_picture(rows[-80:]))
    return render(
        request, "posture.html", scope, rows=rows[-200:], total=len(rows), picture=picture, count_words=pictures.count_words
    )


@router.get("/map", response_class=HTMLResponse)
def map_page(request: Request, desk: AtDesk, scope: InScope) -> Response:
    """Places: points for towns and finer, areas for regions and states, never a pin in the middle of a country."""
    rows = desk.ask("places", scope)
    return render(request, "map.html", scope, rows=rows[:300], total=len(rows), address=scope.link("/api/v1/places"))


@router.get("/contradictions", response_class=HTMLResponse)
def contradictions_page(request: Request, desk: AtDesk, scope: InScope, after: After = "") -> Response:
    """Two quotes side by side."""
    rows = answers.contradictions_in(desk, scope)
    shown, more = cut_page(rows, [x.id for x in rows], after or None, _CARDS)
    told = answers.disagreements(desk, scope, shown)
    following = _link_next(scope, "/contradictions", more)
    return render(request, "contradictions.html", scope, rows=told, total=len(rows), next_page=following)


@router.get("/events", response_class=HTMLResponse)
def events_page(request: Request, desk: AtDesk, scope: InScope, after: After = "") -> Response:
    """Claims about one act joined: reports and independent origins."""
    rows = sorted(desk.ask("events", scope), key=lambda e: (-e.origins, -len(e.reports), e.id))
    shown, more = cut_page(rows, [e.id for e in rows], after or None, _ROWS)
    known = desk.claims_of([e.claims[0] for e in shown])
    following = _link_next(scope, "/events", more)
    return render(request, "events.html", scope, rows=shown, known=known, total=len(rows), next_page=following)


@router.get("/sources", response_class=HTMLResponse)
def sources_page(request: Request, desk: AtDesk, scope: InScope) -> Response:
    """Who tells what; counts, no score."""
    rows = desk.ask("sources", scope)
    return render(request, "sources.html", scope, rows=rows[:200], total=len(rows))


@router.get("/check", response_class=HTMLResponse)
def check_page(request: Request, desk: AtDesk, scope: InScope, q: Annotated[str, Query(max_length=1000)] = "") -> Response:
    """A sentence beside the record."""
    found, worded = None, []
    if q.strip():
        with desk.reading() as record:
            found = record.check(q, as_of=scope.as_of or None)
        worded = answers.claims_in(desk, Scope(as_of=scope.as_of, words=q))
        return render(request, "check.html", scope, q=q, found=found, worded=worded[:_CARDS], total=len(worded))
    return render(request, "check.html", scope, q=q, found=found, worded=worded, total=0)


@router.get("/brief", response_class=HTMLResponse)
def brief_page(
    request: Request, desk: AtDesk, scope: InScope,
    since: Annotated[str, Query(max_length=10)] = "", style: Annotated[str, Query(max_length=10)] = "plain",
    form: Annotated[str, Query(pattern="^(page|md|html|pdf)$")] = "page",
) -> Response:  # fmt: skip
    """The brief on a scope; to print, or as a file."""
    days = answers.days_of(desk)
    if since and not scope.as_of and days:  # "the last seven days" of a record are its own, not the calendar's
        scope = scope.with_(as_of=days[-1].day)
    with desk.reading() as record:
        made = record.brief(since=since or None, style=style, **scope.of_record)
    if form != "page":
        response = render_brief(made, form)
        assert isinstance(response, Response)
        response.headers["Content-Disposition"] = f'inline; filename="brief.{form}"'
        return response
    known = desk.claims_of([i for s in made.sections for line in s.lines for i in line.claims[:12]])
    cited = {r.claim: r for r in made.references}
    return render(request, "brief.html", scope, brief=made, since=since, style=style, known=known, cited=cited)


@router.get("/review", response_class=HTMLResponse)
def review_page(request: Request, desk: AtDesk, scope: InScope, at: Annotated[int, Query(ge=0, le=1000)] = -1) -> Response:
    """What is worth a look first, and what people judged."""
    with desk.reading() as record:
        rows = list(record.judgements(withdrawn=True))
    queue = desk.keep("queue", None, lambda: desk.to_review(_QUEUE))
    reports = desk.reports_of([k.claim.report for k in queue])
    around = {k.claim.id: quote_in_context(reports[k.claim.report], k) for k in queue if k.claim.report in reports}
    return render(request, "review.html", scope, rows=rows[::-1][:300], queue=queue, at=at, around=around)


@router.get("/help", response_class=HTMLResponse)
def help_page(request: Request) -> Response:
    """How to read the desk, and its keys."""
    return render(request, "help.html", Scope())


# ------------------------------------------------------------------ what changes something


@router.get("/add", response_class=HTMLResponse)
def add_page(request: Request) -> Response:
    """Paste a text, choose files, or give an address."""
    return render(request, "add.html", Scope())


@router.post("/add")
async def add(
    request: Request, csrf: Annotated[str, Form(max_length=128)] = "", text: Annotated[str, Form(max_length=400_000)] = "",
    url: Annotated[str, Form(max_length=2000)] = "", published: Annotated[str, Form(max_length=40)] = "",
    files: list[UploadFile] | None = None,
) -> Response:  # fmt: skip
    """Begin to add what was given."""
    check_form(request, request.app.state.access, csrf)
    if published and parse_edtf(published) is None:
        raise UsageError(f"{published!r} is not a date; write it as 2014-05-19, 2014-05 or 2014-05-19/2014-05-21")
    got: list[tuple[str, bytes]] = []
    for file in files or []:
        body = await file.read(_MOST_UPLOAD + 1)
        if len(body) > _MOST_UPLOAD:
            raise UsageError(f"{file.filename}: is larger than {_MOST_UPLOAD} bytes; use `reportedly add`")
        if body:
            got.append((file.filename or "", body))
    job = request.app.state.jobs.start(Given(text, tuple(got), url, published or None))
    return RedirectResponse(f"/jobs/{job.id}", 303)


@router.get("/jobs/{job}", response_class=HTMLResponse)
def job_page(request: Request, desk: AtDesk, job: str) -> Response:
    """How far an adding is, and what was understood."""
    found = request.app.state.jobs.find(job)
    if found is None:
        raise NotFoundError(f"{job}: no adding has this id; the server forgets them when it stops")
    reports = desk.reports_of(found.reports) if found.is_over else {}
    claims = desk.claims_of_reports(list(reports))[:200]
    return render(request, "job.html", Scope(), job=found, reports=reports, claims=claims)


# ------------------------------------------------------------------ signing in


@router.get("/sign-in", response_class=HTMLResponse)
def sign_in_page(request: Request, next: str = "/") -> Response:
    """Ask for the token."""
    page = request.app.state.templates.get_template("sign_in.html")
    return HTMLResponse(page.render(request=request, next=next, wrong=False))


@router.post("/sign-in")
def sign_in(request: Request, token: Annotated[str, Form(max_length=400)], next: Annotated[str, Form()] = "/") -> Response:
    """Start a session for who has a token."""
    access = request.app.state.access
    user = access.user_of(token)
    if user is None:
        page = request.app.state.templates.get_template("sign_in.html")
        return HTMLResponse(page.render(request=request, next=next, wrong=True), 403)
    response = RedirectResponse(next if next.startswith("/") and not next.startswith("//") else "/", 303)
    start_session(response, access, user)
    return response


@router.post("/sign-out")
def sign_out(request: Request, csrf: Annotated[str, Form(max_length=128)] = "") -> Response:
    """End the session."""
    check_form(request, request.app.state.access, csrf)
    response = RedirectResponse("/sign-in", 303)
    response.delete_cookie(COOKIE)
    return response
