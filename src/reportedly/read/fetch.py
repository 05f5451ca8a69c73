"""Fetching a report from an address that somebody gave: only public http(s) addresses, little time, a bounded size.

The name is resolved once and the connection made to that very address, so that a name cannot point elsewhere between the check
and the fetch; each redirection is checked anew. Private, loopback, link-local and reserved networks are refused (OWASP,
Server-Side Request Forgery Prevention, 2023).
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import time
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from reportedly.config import ReadOptions
from reportedly.errors import InputError

_TIMEOUT_S, _WHOLE_S = 10, 30
_MOST_REDIRECTIONS = 4
_CHUNK = 1 << 16
_PORTS = {"http": 80, "https": 443}
PAGES = ("text/html", "text/plain", "application/xhtml+xml")
FEEDS = ("application/rss+xml", "application/atom+xml", "application/xml", "text/xml")
_AGENT = "reportedly/0.1 (a person asked for this page)"


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page: its last address, its bytes, and whether it is HTML."""

    url: str
    body: bytes
    is_html: bool


def fetch(url: str, options: ReadOptions, kinds: Sequence[str] = PAGES) -> Fetched:
    """What is at a public address, of one of the kinds.

    Raises InputError: bad_address, private_address, unreachable, not_text, too_large."""
    until = time.monotonic() + _WHOLE_S
    for _ in range(_MOST_REDIRECTIONS + 1):
        status, answer = _get(url, options, until, kinds)
        if isinstance(answer, Fetched):
            return answer
        if answer is None:
            raise InputError("unreachable", f"{url}: answered with {status}")
        url = urljoin(url, answer)
    raise InputError("unreachable", f"{url}: more than {_MOST_REDIRECTIONS} redirections")


def resolve_public(host: str, port: int) -> str:
    """One IP address of a host, all of whose addresses are public. Raises InputError: unreachable, private_address."""
    try:
        found = {str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
    except (OSError, UnicodeError) as error:
        raise InputError("unreachable", f"{host}: no such host") from error
    for text in found:
        address = ipaddress.ip_address(text.split("%")[0])
        inner = getattr(address, "ipv4_mapped", None) or address
        if not inner.is_global or inner.is_multicast:
            raise InputError("private_address", f"{host}: is no public address, and is not fetched")
    return sorted(found)[0]


def _get(url: str, options: ReadOptions, until: float, kinds: Sequence[str]) -> tuple[int, Fetched | str | None]:
    """(status, the page, or where it has moved to, or None)."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port or _PORTS.get(parts.scheme, 0)
    except ValueError as error:
        raise InputError("bad_address", f"{url}: {error}") from error
    if parts.scheme not in _PORTS or not host or parts.username is not None:
        raise InputError("bad_address", f"{url}: give an address that begins with http:// or https://")
    address = resolve_public(host, port)
    connection = _Pinned(host, port, address, secure=parts.scheme == "https")
    try:
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request("GET", target, headers={"User-Agent": _AGENT, "Accept": ", ".join(kinds)})
        answer = connection.getresponse()
        if answer.status in (301, 302, 303, 307, 308):
            return answer.status, answer.getheader("Location")
        if answer.status != 200:
            return answer.status, None
        kind = (answer.getheader("Content-Type") or "text/html").split(";")[0].strip().lower()
        if kind not in kinds:
            raise InputError("not_text", f"{url}: is {kind}, no page of text")
        return 200, Fetched(url, _read(answer, options, until), kind in ("text/html", "application/xhtml+xml"))
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise InputError("unreachable", f"{url}: {type(error).__name__}: {error}") from error
    finally:
        connection.close()


def _read(answer: http.client.HTTPResponse, options: ReadOptions, until: float) -> bytes:
    body = bytearray()
    while chunk := answer.read(_CHUNK):
        body += chunk
        if len(body) > options.max_file_bytes:
            raise InputError("too_large", f"more than {options.max_file_bytes} bytes (read.max_file_bytes)")
        if time.monotonic() > until:
            raise InputError("unreachable", f"took longer than {_WHOLE_S} seconds")
    return bytes(body)


class _Pinned(http.client.HTTPConnection):
    """A connection to one IP address under a host's name; with `secure` the certificate must be the host's."""

    def __init__(self, host: str, port: int, address: str, *, secure: bool) -> None:
        super().__init__(host, port, timeout=_TIMEOUT_S)
        self._address, self._secure = address, secure

    def connect(self) -> None:
        """Connect to the address that was checked."""
        self.sock = socket.create_connection((self._address, self.port), _TIMEOUT_S)
        if self._secure:
            self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self.host)
