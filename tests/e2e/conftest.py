"""A real browser over a real server on loopback. Chromium must be installed; on CI its absence is a failure."""

from __future__ import annotations

import os
import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, Page, Playwright, sync_playwright

from reportedly.config import load_config
from reportedly.serve.access import Access
from reportedly.serve.app import make_app
from reportedly.serve.desk import Desk

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_FLAGS = ["--no-sandbox", "--use-gl=swiftshader", "--enable-webgl", "--ignore-gpu-blocklist", "--enable-unsafe-swiftshader"]


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as made:
        yield made


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    path = next((found for name in _NAMES if (found := shutil.which(name))), None)
    if path is None and not Path(playwright.chromium.executable_path).exists():
        told = f"no Chromium: install it ({', '.join(_NAMES)}), or run `playwright install chromium`"
        pytest.fail(told) if os.environ.get("CI") else pytest.skip(told)
    made = playwright.chromium.launch(executable_path=path, args=_FLAGS)
    yield made
    made.close()


@pytest.fixture(scope="session")
def address(case_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    store = tmp_path_factory.mktemp("e2e") / "case.duckdb"
    shutil.copy(case_store, store)
    desk = Desk(store, load_config())
    server = uvicorn.Server(uvicorn.Config(make_app(desk, Access()), "127.0.0.1", 0, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(10)


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A page that may ask this server only; an error in its scripts, or a request to any other host, fails the test."""
    context = browser.new_context(base_url=address, viewport={"width": 1280, "height": 900}, accept_downloads=True)
    made = context.new_page()
    faults: list[str] = []
    made.on("pageerror", lambda error: faults.append(str(error)))
    made.on("request", lambda r: None if r.url.startswith((address, "blob:", "data:")) else faults.append(f"asks {r.url}"))
    made.on("console", lambda m: faults.append(m.text) if m.type == "error" and "404" not in m.text else None)
    yield made
    context.close()
    assert not faults
