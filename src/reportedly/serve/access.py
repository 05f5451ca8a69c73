"""Who may see and change the record, and what the browser may do with its pages.

On loopback nobody signs in, but requests must name this machine as their host, so that no other site's name can be pointed at it.
On another address a token or a file of users is required. Every change by a form carries a token of its session (CSRF).
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import secrets
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from fastapi import FastAPI, Request, Response
from fastapi.responses import RedirectResponse

from reportedly.errors import UsageError
from reportedly.serve.problems import problem

COOKIE = "reportedly_session"
_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; "
        "worker-src 'self' blob:; font-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
_OPEN_PATHS = ("/sign-in", "/static/", "/healthz")
_FEWEST_CHARS = 16  # of a token


@dataclass(slots=True)
class Access:
    """Users by the SHA-256 of their token; none on loopback. `secret` signs sessions for as long as the server runs."""

    users: Mapping[str, str] = field(default_factory=dict)
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    secure: bool = False

    def user_of(self, token: str) -> str | None:
        """The user whose token it is, or None."""
        digest = hashlib.sha256(token.encode()).hexdigest()
        found = [name for known, name in self.users.items() if hmac.compare_digest(known, digest)]
        return found[0] if found else None

    def sign(self, user: str) -> str:
        """A session cookie's value: a fresh nonce and the user's name, signed."""
        body = f"{secrets.token_urlsafe(16)}.{user.encode().hex()}"
        return f"{body}.{self._mac(body)}"

    def read(self, cookie: str | None) -> str | None:
        """The user of a session cookie, or None for one that we did not sign."""
        body, _, mac = (cookie or "").rpartition(".")
        if not body or not hmac.compare_digest(mac, self._mac(body)):
            return None
        try:
            return bytes.fromhex(body.partition(".")[2]).decode()
        except ValueError:
            return None

    def csrf_of(self, cookie: str) -> str:
        """The token that forms of a session carry."""
        return self._mac(f"csrf {cookie}")

    def _mac(self, text: str) -> str:
        return hmac.new(self.secret, text.encode(), hashlib.sha256).hexdigest()


def make_access(host: str, token: str | None, users: Path | None) -> Access:
    """Access for a server that binds to `host`. Raises UsageError for another host than loopback without token or users."""
    known: dict[str, str] = {}
    if token is not None:
        if len(token) < _FEWEST_CHARS:
            raise UsageError(f"the token has fewer than {_FEWEST_CHARS} characters")
        known[hashlib.sha256(token.encode()).hexdigest()] = "token"
    if users is not None:
        known |= _read_users(users)
    if not known and not is_loopback(host):
        raise UsageError(
            f"--host {host} can be reached from other machines: give --users FILE, or a token in the variable REPORTEDLY_TOKEN"
        )
    return Access(known)


def _read_users(path: Path) -> dict[str, str]:
    """Lines `name:sha256 of the token`; # begins a comment. Raises UsageError for a line that is none."""
    out: dict[str, str] = {}
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: cannot be read ({error})") from error
    for number, line in enumerate(lines, start=1):
        if not line.strip() or line.startswith("#"):
            continue
        name, _, digest = line.strip().partition(":")
        if not name or len(digest) != 64 or any(c not in "0123456789abcdef" for c in digest):
            raise UsageError(f"{path}:{number}: a line is NAME:SHA256, the hash of the user's token")
        out[digest] = name
    return out


def is_loopback(host: str) -> bool:
    """True for addresses that only this machine reaches."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def install_access(app: FastAPI, access: Access) -> None:
    """Let a FastAPI app check who asks, and send the headers that keep its pages to themselves."""

    async def guard(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
        refused = _refuse_host(request, access) or _refuse_other_site(request) or _refuse_stranger(request, access)
        response = refused or await call_next(request)
        for name, value in _HEADERS.items():
            response.headers.setdefault(name, value)
        if refused is None and request.state.fresh and not request.url.path.startswith(("/api", "/static")):
            _set_cookie(response, request.state.cookie, access)
        return response

    app.middleware("http")(guard)


def _refuse_host(request: Request, access: Access) -> Response | None:
    """On loopback the request must name this machine."""
    host = request.url.hostname or ""
    if access.users or is_loopback(host) or host == "testserver":
        return None
    return problem(421, "wrong_host", f"this desk answers to localhost, not to {host}")


def _refuse_other_site(request: Request) -> Response | None:
    """No other site's page may change anything here, whatever cookies the browser sends along (Fetch Metadata, W3C 2021)."""
    if request.method in ("GET", "HEAD", "OPTIONS"):
        return None
    origin = request.headers.get("origin", "")
    other = origin not in ("", "null") and urlsplit(origin).netloc != request.headers.get("host", "")
    if other or request.headers.get("sec-fetch-site", "none") in ("cross-site", "same-site"):
        return problem(403, "other_site", "another site's page asked for this change")
    return None


def _refuse_stranger(request: Request, access: Access) -> Response | None:
    """Who has to sign in and has not. Fills `request.state`: user, cookie, by_header."""
    bearer = request.headers.get("authorization", "")
    token = bearer.removeprefix("Bearer ") if bearer.startswith("Bearer ") else None
    request.state.by_header = token is not None and access.user_of(token) is not None
    cookie = request.cookies.get(COOKIE) or ""
    user = access.user_of(token) if token is not None else access.read(cookie)
    request.state.fresh = user is None and not access.users
    if request.state.fresh:
        user, cookie = "desk", access.sign("desk")
    request.state.user, request.state.cookie = user, cookie
    if user is not None or request.url.path.startswith(_OPEN_PATHS):
        return None
    if request.url.path.startswith("/api/") or request.url.path == "/openapi.json":
        return problem(401, "sign_in", "send the token as `Authorization: Bearer …`")
    return RedirectResponse(f"/sign-in?next={request.url.path}", 303)


def _set_cookie(response: Response, value: str, access: Access) -> None:
    response.set_cookie(COOKIE, value, httponly=True, samesite="strict", secure=access.secure, path="/")


def start_session(response: Response, access: Access, user: str) -> None:
    """Sign a user in."""
    _set_cookie(response, access.sign(user), access)


def check_form(request: Request, access: Access, sent: str) -> None:
    """Raises UsageError where a form does not carry its session's token. Programs that send a token in a header carry none."""
    if request.state.by_header:
        return
    if not hmac.compare_digest(sent, access.csrf_of(request.state.cookie)):
        raise UsageError("this form is too old or not from this desk; load the page again")
