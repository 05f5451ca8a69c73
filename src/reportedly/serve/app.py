"""The app: routes, errors in one shape, ETags, static files, templates."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from importlib import resources
from pathlib import Path
from typing import cast

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, StreamingResponse
from fastapi.staticfiles import StaticFiles
from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from starlette.exceptions import HTTPException

from reportedly.errors import InputError, NotFoundError, ReportedlyError, StoreError, UsageError
from reportedly.serve import api, judging, pages
from reportedly.serve.access import Access, install_access
from reportedly.serve.desk import Desk
from reportedly.serve.jobs import Jobs
from reportedly.serve.messages import Messages
from reportedly.serve.problems import problem
from reportedly.serve.words import FILTERS
from reportedly.version import VERSION

_KEPT = ("/api/v1/", "/static/")
_STATUS = ((NotFoundError, 404, "not_found"), (UsageError, 400, "bad_question"), (InputError, 400, "unreadable"),
           (StoreError, 503, "store_busy"))  # fmt: skip


def make_app(desk: Desk, access: Access, *, warm: bool = False) -> FastAPI:
    """The desk as an ASGI app; with `warm` it asks the first page's questions as soon as it starts."""

    @asynccontextmanager
    async def life(app: FastAPI) -> AsyncIterator[None]:
        warming = threading.Thread(target=desk.warm) if warm else None
        if warming is not None:
            warming.start()
        yield
        app.state.jobs.close()
        if warming is not None:
            warming.join()
        desk.close()

    app = FastAPI(
        title="reportedly", version=VERSION, lifespan=life, docs_url=None, redoc_url=None,
        description="Who claims what, on whose word, and what became of each promise. Nothing here is a verdict on what is true.",
    )  # fmt: skip
    app.state.desk, app.state.access, app.state.jobs, app.state.messages = desk, access, Jobs(desk), Messages()
    app.state.templates = _templates()
    app.include_router(api.router)
    app.include_router(pages.router)
    app.include_router(judging.router)
    static = resources.files("reportedly.serve").joinpath("static")
    app.mount("/static", StaticFiles(directory=Path(str(static))), name="static")

    @app.get("/healthz", include_in_schema=False)
    def alive() -> dict[str, str]:
        return {"status": "ok"}

    _install_errors(app)
    _install_etags(app)
    install_access(app, access)
    return app


def _templates() -> Environment:
    made = Environment(
        loader=PackageLoader("reportedly.serve"), autoescape=select_autoescape(default=True), undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    made.filters.update(FILTERS)
    return made


def _install_errors(app: FastAPI) -> None:
    def answer(request: Request, status: int, code: str, message: str) -> Response:
        if request.url.path.startswith("/api/"):
            return problem(status, code, message)
        page = request.app.state.templates.get_template("error.html")
        return HTMLResponse(page.render(request=request, status=status, message=message), status)

    @app.exception_handler(ReportedlyError)
    def told(request: Request, error: ReportedlyError) -> Response:
        for kind, status, code in _STATUS:
            if isinstance(error, kind):
                return answer(request, status, code, str(error))
        return answer(request, 500, "failed", str(error))

    @app.exception_handler(RequestValidationError)
    def malformed(request: Request, error: RequestValidationError) -> Response:
        told = "; ".join(f"{'.'.join(str(p) for p in e['loc'][1:])}: {e['msg']}" for e in error.errors()[:5])
        return answer(request, 422, "malformed", told)

    @app.exception_handler(HTTPException)
    def other(request: Request, error: HTTPException) -> Response:
        words = "there is no such page" if error.status_code == 404 else str(error.detail)
        made = answer(request, error.status_code, "not_found" if error.status_code == 404 else "refused", words)
        for name, value in (error.headers or {}).items():
            made.headers[name] = value
        return made


def _install_etags(app: FastAPI) -> None:
    """Answers of the API carry a hash of what they say; who has it already gets 304."""

    async def tag(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
        response = await call_next(request)
        if request.method != "GET" or response.status_code != 200 or not request.url.path.startswith("/api/"):
            return response
        chunks = cast(StreamingResponse, response).body_iterator
        body = b"".join([chunk.encode() if isinstance(chunk, str) else bytes(chunk) async for chunk in chunks])
        etag = f'"{hashlib.sha256(body).hexdigest()[:24]}"'
        headers = {**dict(response.headers), "ETag": etag, "Cache-Control": "private, no-cache"}
        if request.headers.get("if-none-match") == etag:
            kept = {k: v for k, v in headers.items() if k not in ("content-length", "content-type")}
            return Response(status_code=304, headers=kept)
        return Response(body, 200, headers)

    app.middleware("http")(tag)
