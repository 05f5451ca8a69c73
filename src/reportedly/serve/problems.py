"""The one shape of an error: `{"error": {"code": …, "message": …}}`."""

from __future__ import annotations

from fastapi.responses import JSONResponse
from pydantic import BaseModel


class Fault(BaseModel):
    """`code` for programs, `message` for people: what is wrong and what to do."""

    code: str
    message: str


class Problem(BaseModel):
    """What every endpoint answers where it cannot."""

    error: Fault


def problem(status: int, code: str, message: str) -> JSONResponse:
    """An answer in the shape of Problem."""
    return JSONResponse(Problem(error=Fault(code=code, message=message)).model_dump(), status)


RESPONSES: dict[int | str, dict[str, object]] = {
    400: {"model": Problem, "description": "The question cannot be understood."},
    401: {"model": Problem, "description": "A token is needed."},
    404: {"model": Problem, "description": "No row has this id."},
    422: {"model": Problem, "description": "A parameter is missing or malformed."},
    503: {"model": Problem, "description": "Another process is writing to the store."},
}
