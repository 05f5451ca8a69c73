"""Who may see and change the record."""

from __future__ import annotations

import hashlib
import re
import socket
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from reportedly.config import load_config
from reportedly.errors import InputError, UsageError
from reportedly.read.fetch import fetch, resolve_public
from reportedly.serve.access import make_access
from reportedly.serve.app import make_app
from reportedly.serve.desk import Desk

TOKEN = "a token of enough characters"


def form_token(page: str) -> str:
    found = re.search(r'name="csrf" value="([0-9a-f]+)"', page)
    assert found
    return found[1]


def test_another_host_than_loopback_is_refused_without_a_token(tmp_path: Path) -> None:
    for host in ("0.0.0.0", "192.168.1.4", "::"):
        with pytest.raises(UsageError):
            make_access(host, None, None)
    assert make_access("127.0.0.1", None, None).users == {}
    with pytest.raises(UsageError):
        make_access("0.0.0.0", "short", None)
    users = tmp_path / "users"
    users.write_text(f"# who\nana:{hashlib.sha256(TOKEN.encode()).hexdigest()}\n")
    assert make_access("0.0.0.0", None, users).user_of(TOKEN) == "ana"
    users.write_text("ana:plain")
    with pytest.raises(UsageError):
        make_access("0.0.0.0", None, users)


def test_on_loopback_another_name_is_refused(desk: Desk) -> None:
    app = make_app(desk, make_access("127.0.0.1", None, None))
    assert TestClient(app, base_url="http://127.0.0.1").get("/api/v1/summary").status_code == 200
    assert TestClient(app, base_url="http://evil.example").get("/api/v1/summary").status_code == 421


def test_with_a_token_nobody_reads_without_it(desk: Desk) -> None:
    client = TestClient(make_app(desk, make_access("0.0.0.0", TOKEN, None)), base_url="http://desk.example")
    assert client.get("/api/v1/summary").status_code == 401
    assert client.get("/", follow_redirects=False).headers["location"].startswith("/sign-in")
    assert client.get("/api/v1/summary", headers={"Authorization": "Bearer wrong"}).status_code == 401
    assert client.get("/api/v1/summary", headers={"Authorization": f"Bearer {TOKEN}"}).status_code == 200
    assert client.post("/sign-in", data={"token": "wrong"}).status_code == 403
    signed = client.post("/sign-in", data={"token": TOKEN, "next": "//evil.example"}, follow_redirects=False)
    assert signed.headers["location"] == "/"
    assert client.get("/").status_code == 200


def test_a_form_needs_its_session_s_token(client: TestClient) -> None:
    page = client.get("/claims").text
    claim = re.search(r"/claims/(c[0-9a-f]{16})", page)
    assert claim
    assert client.post("/review", data={"verb": "reject", "target": claim[1], "csrf": "0" * 64}).status_code == 400
    token = form_token(client.get(f"/claims/{claim[1]}").text)
    sent = {"verb": "accept", "target": claim[1], "csrf": token, "back": "//evil.example/x"}
    done = client.post("/review", data=sent, follow_redirects=False)
    assert done.status_code == 303
    assert done.headers["location"].startswith("/?said=")


def test_another_site_changes_nothing(client: TestClient) -> None:
    judging = {"verb": "accept", "target": "c0"}
    for headers in ({"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}):
        assert client.post("/api/v1/judgements", json=judging, headers=headers).status_code == 403


def test_pages_allow_no_inline_script_and_no_other_host(client: TestClient) -> None:
    for path in ("/", "/map", "/api/v1/summary"):
        policy = client.get(path).headers["content-security-policy"]
        assert "script-src 'self';" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
    assert not re.search(r"<script(?![^>]*src=)|\son\w+=|\sstyle=", client.get("/").text)


@pytest.mark.parametrize(
    "url",
    ["http://127.0.0.1/", "http://[::1]:8765/", "http://10.0.0.4/", "http://169.254.169.254/latest", "http://localhost/x",
     "http://[::ffff:127.0.0.1]/", "http://0.0.0.0/", "http://192.168.0.1/a"],
)  # fmt: skip
def test_private_addresses_are_not_fetched(url: str) -> None:
    with pytest.raises(InputError) as told:
        fetch(url, load_config().read)
    assert told.value.code == "private_address"


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "ftp://example.org/", "http://user:word@example.org/", "gopher:x", "http://"]
)
def test_other_addresses_than_the_web_s_are_refused(url: str) -> None:
    with pytest.raises(InputError) as told:
        fetch(url, load_config().read)
    assert told.value.code == "bad_address"


def test_a_name_with_one_private_address_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def both(*_: object, **__: object) -> list[object]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, 80)) for ip in ("93.184.215.14", "10.1.1.1")]

    monkeypatch.setattr(socket, "getaddrinfo", both)
    with pytest.raises(InputError):
        resolve_public("two-faced.example", 80)
