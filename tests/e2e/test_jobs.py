"""The five jobs of the desk's users, done by clicking; and the keyboard, the slider, review, adding."""

from __future__ import annotations

import csv
import re
from pathlib import Path

from playwright.sync_api import Page, expect


def set_day(page: Page, day: str) -> None:
    page.locator(".scope input[name=as_of]").fill(day)
    page.get_by_role("button", name="Show").click()
    page.wait_for_url(f"**as_of={day}*")


def test_a_desk_officer_sees_what_changed_and_what_was_not_done(page: Page) -> None:
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Promises")
    set_day(page, "2014-06-20")
    page.get_by_label("Whose acts").fill("RUS")
    page.get_by_label("Which act").fill("withdraw")
    page.get_by_role("button", name="Show").click()
    card = page.locator("article.card").filter(has=page.get_by_role("heading", name=re.compile(r"\(2014-05-19\)")))
    expect(card.locator(".status").first).to_contain_text("reversed after it was done")
    page.get_by_role("link", name="Brief", exact=True).click()
    page.get_by_label("News since").fill("2014-05-20")
    page.get_by_role("button", name="Show").click()
    changed = page.locator("section.brief").filter(has=page.get_by_role("heading", name="What changed"))
    expect(changed).to_contain_text("Against 2014-05-19")
    expect(changed).to_contain_text("It is: reversed")


def test_a_reporter_finds_out_whether_it_was_said_before_and_reads_the_words_in_two_clicks(page: Page) -> None:
    page.goto("/?as_of=2014-05-20")
    box = page.get_by_role("searchbox")
    box.fill("Putin ordered Russian troops near Ukraine's border back to their bases on 19 May 2014.")
    box.press("Enter")
    expect(page.locator(".verdict")).to_contain_text("On the record:")
    before = page.locator("section").filter(has=page.get_by_role("heading", name="Such announcements in the record"))
    before.get_by_role("link", name="2014-05-07").first.click()
    expect(page.locator(".status").first).to_be_visible()
    page.get_by_text("claims", exact=False).locator("visible=true").first.wait_for()
    page.locator("article.claim .quote a").first.click()
    quote = page.locator(".context mark").first
    expect(quote).to_be_visible()
    page.locator("main p.small a").first.click()
    expect(page.locator(".reader mark").first).to_be_visible()


def test_a_researcher_takes_rows_with_their_sources(page: Page, tmp_path: Path) -> None:
    page.goto("/claims")
    page.get_by_label("Which act").fill("RETREAT/withdraw")
    page.get_by_label("Stage").select_option("ordered")
    page.get_by_role("button", name="Show").click()
    page.wait_for_url("**stage=ordered*")
    total = int(page.locator("main p.small").first.inner_text().split()[0])
    answer = page.request.get(page.get_by_role("link", name="CSV").get_attribute("href") or "")
    rows = list(csv.DictReader(answer.text().splitlines()))
    assert len(rows) == total > 0
    assert {r["stage"] for r in rows} == {"ordered"}
    assert all(r["report"] and r["quote"] and r["coder"] for r in rows)


def test_an_analyst_gets_a_report_that_says_what_is_not_known(page: Page) -> None:
    page.goto("/brief?as_of=2014-05-20")
    unknown = page.locator("section.brief").filter(has=page.get_by_role("heading", name="Not known"))
    expect(unknown).to_contain_text("without a date")
    expect(unknown).to_contain_text("What would settle it")
    pdf = page.request.get(page.get_by_role("link", name="pdf").get_attribute("href") or "")
    assert pdf.headers["content-type"] == "application/pdf"
    page.goto("/")
    page.get_by_role("link", name="undated reports").click()
    expect(page.locator("tbody tr").first).to_contain_text("undated")


def test_a_risk_analyst_sees_numbers_by_whose_word(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="How many").click()
    page.get_by_label("Whose acts").fill("RUS")
    page.get_by_role("button", name="Show").click()
    expect(page.locator("figure.picture svg")).to_be_visible()
    row = page.locator("tbody tr").filter(has_text="40,000").first
    expect(row.locator("td").nth(4)).not_to_be_empty()
    row.get_by_role("link").click()
    expect(page.locator(".context mark")).to_be_visible()


def test_the_slider_shows_the_page_as_known_on_a_day(page: Page) -> None:
    page.goto("/")
    slider = page.get_by_role("slider", name="As known on")
    slider.focus()
    slider.press("Home")
    page.wait_for_url("**as_of=*")
    assert "as known on" in page.locator("footer").inner_text()


def test_the_keyboard_walks_opens_judges_and_undoes(page: Page) -> None:
    page.goto("/claims")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    expect(page.locator("article.claim").first).to_have_class("claim here")
    page.keyboard.press("Enter")
    page.wait_for_url("**/claims/c*")
    page.keyboard.press("a")
    expect(page.locator(".said")).to_contain_text("Accepted.")
    expect(page.locator(".review li")).to_contain_text("accept")
    page.keyboard.press("u")
    expect(page.locator(".said")).to_contain_text("Taken back: accept")
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()


def test_a_pasted_report_shows_at_once_what_was_understood(page: Page) -> None:
    page.goto("/add")
    page.get_by_label("Text of a report").fill(
        "NAIROBI, March 6 - Kenya said on Monday it would withdraw 3,600 troops from Somalia by the end of the year."
    )
    page.get_by_label("Published on").fill("2019-03-06")
    page.get_by_role("button", name="Add").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Added", timeout=60_000)
    expect(page.locator("article.claim").first).to_contain_text("announced")


def test_the_map_draws_states_as_areas_and_towns_as_dots(page: Page) -> None:
    page.goto("/map")
    page.locator("#map[data-ready=true]").wait_for(timeout=30_000)
    expect(page.locator("#map canvas")).to_be_visible()


def test_two_quotes_stand_side_by_side(page: Page) -> None:
    page.goto("/contradictions")
    pair = page.locator("article.pair").first
    expect(pair.locator("blockquote")).to_have_count(2)
    expect(pair).to_contain_text("Why they are compared")
