"""WCAG 2.2 AA as far as axe sees it, on every page, light and dark, wide and narrow; scripts small; print."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from reportedly import serve

PAGES = ["/", "/timeline", "/posture", "/map", "/contradictions", "/claims", "/events", "/sources", "/reports", "/add",
         "/brief?as_of=2014-05-20", "/review", "/help", "/check?q=Russian+forces+had+left+the+border", "/nowhere"]  # fmt: skip
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
SCRIPT_BYTES = 300_000  # before the map


def faults_of(page: Page) -> list[str]:
    found = Axe().run(page, options=RULES)
    return [f"{v['id']}: {n['html'][:120]}" for v in found.response["violations"] for n in v["nodes"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser: Browser, address: str, scheme: Literal["light", "dark"]) -> None:
    context = browser.new_context(base_url=address, color_scheme=scheme, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    told = {}
    for path in [*PAGES, *linked(page)]:
        page.goto(path)
        page.wait_for_load_state("networkidle")
        told[path] = faults_of(page)
    context.close()
    assert {path: faults for path, faults in told.items() if faults} == {}


def linked(page: Page) -> list[str]:
    """A promise's, a claim's and a report's page."""
    page.goto("/?actor=RUS")
    promise = page.locator("article.card h2 a").first.get_attribute("href")
    page.goto("/claims")
    claim = page.locator("article.claim a").first.get_attribute("href")
    page.goto("/reports")
    report = page.locator("tbody a").first.get_attribute("href")
    return [promise or "", claim or "", report or ""]


@pytest.mark.parametrize("width", [360, 768])
def test_nothing_runs_off_a_narrow_screen(browser: Browser, address: str, width: int) -> None:
    context = browser.new_context(base_url=address, viewport={"width": width, "height": 800})
    page = context.new_page()
    wide = {}
    for path in [*PAGES, *linked(page)]:
        page.goto(path)
        wide[path] = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    context.close()
    assert {path: by for path, by in wide.items() if by > 0} == {}


def test_pages_are_readable_without_scripts(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto("/?actor=RUS&as_of=2014-05-20")
    assert page.locator("article.card").count() > 0
    page.locator("article.card h2 a").first.click()
    assert page.locator("figure.picture svg").count() == 1
    context.close()


def test_scripts_are_small_before_the_map() -> None:
    static = Path(serve.__file__).parent / "static"
    before = sum(p.stat().st_size for p in static.glob("*.js") if not p.name.startswith("map"))
    assert 0 < before < SCRIPT_BYTES
