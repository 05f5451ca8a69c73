"""Judging from the page: accept, reject, correct, merge, split, note, and taking it back."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import BaseModel, Field

from reportedly.ask.correcting import FIELDS
from reportedly.ask.likelihood import assessment
from reportedly.errors import NotFoundError, UsageError
from reportedly.serve.access import check_form
from reportedly.serve.api import AtDesk

_KEPT = {
    "accept": "Accepted.", "reject": "Rejected.", "correct": "Your coding is kept.",
    "merge": "Kept: they are one act.", "split": "Kept: they are different acts.",
    "note": "The note is kept.", "assess": "Your likelihood is kept.",
}  # fmt: skip
_ASKED_FOR = {
    "merge": "To merge, give the id of another claim, event or promise that is there.",
    "split": "To split, give the id of another row, or open a claim that is joined with others.",
    "note": "Write a note first.", "assess": "Choose a likelihood first.",
}  # fmt: skip

router = APIRouter(include_in_schema=False)


class Corrected(BaseModel):
    """The form of a claim's page: what is empty stays as it is coded."""

    target: str = Field(max_length=64)
    csrf: str = Field("", max_length=128)
    back: str = Field("/", max_length=500)
    note: str = Field("", max_length=2000)
    act: str = Field("", max_length=60)
    stage: str = Field("", max_length=20)
    polarity: str = Field("", max_length=20)
    background: str = Field("", max_length=4)
    actor: str = Field("", max_length=120)
    when: str = Field("", max_length=60)


def _back(request: Request, fallback: str, said: str) -> RedirectResponse:
    """To the page that the form was on, which says the words once."""
    target = fallback if fallback.startswith("/") and not fallback.startswith("//") else "/"
    joint = "&" if "?" in target else "?"
    return RedirectResponse(f"{target}{joint}{urlencode({'said': request.app.state.messages.keep(said)})}", 303)


@router.post("/review")
def judge(
    request: Request, desk: AtDesk,
    verb: Annotated[str, Form(max_length=12)], target: Annotated[str, Form(max_length=64)],
    csrf: Annotated[str, Form(max_length=128)] = "", other: Annotated[str, Form(max_length=64)] = "",
    note: Annotated[str, Form(max_length=2000)] = "", back: Annotated[str, Form(max_length=500)] = "/",
    likelihood: Annotated[str, Form(max_length=40)] = "", confidence: Annotated[str, Form(max_length=20)] = "",
) -> Response:  # fmt: skip
    """Judge a row from its page."""
    check_form(request, request.app.state.access, csrf)
    try:
        words = assessment(likelihood, confidence or None, note or None) if verb == "assess" else note or None
        desk.write(lambda r: r.review(verb, target, other or None, who=request.state.user, note=words))
    except (UsageError, NotFoundError) as error:
        return _back(request, back, f"Nothing was kept. {_ASKED_FOR.get(verb, error)}")
    return _back(request, back, f"{_KEPT[verb]} Key u takes it back.")


@router.post("/undo")
def undo(
    request: Request, desk: AtDesk, judgement: Annotated[str, Form(max_length=64)],
    csrf: Annotated[str, Form(max_length=128)] = "", back: Annotated[str, Form(max_length=500)] = "/",
) -> Response:  # fmt: skip
    """Take a judgement back."""
    check_form(request, request.app.state.access, csrf)
    taken = desk.write(lambda r: r.undo(judgement, who=request.state.user))
    return _back(request, back, f"Taken back: {taken.verb}.")


@router.post("/correct")
def correct(request: Request, desk: AtDesk, form: Annotated[Corrected, Form()]) -> Response:
    """Put other values in the place of a claim's coding."""
    check_form(request, request.app.state.access, form.csrf)
    changes = {name: getattr(form, name) for name in FIELDS}
    try:
        desk.write(lambda r: r.correct(form.target, changes, who=request.state.user, note=form.note or None))
    except (UsageError, NotFoundError) as error:
        return _back(request, form.back, f"Nothing was kept: {error}.")
    return _back(request, form.back, f"{_KEPT['correct']} Key u takes it back.")
