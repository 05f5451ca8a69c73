"""The pages, as they are without scripts."""

from __future__ import annotations

import re
import time

import pytest
from fastapi.testclient import TestClient

from reportedly.config import load_config
from reportedly.serve.access import Access
from reportedly.serve.app import make_app
from reportedly.serve.desk import Desk
from reportedly.serve.jobs import Given
from tests.serve.test_access import form_token

PAGES = ["/", "/timeline", "/posture", "/map", "/contradictions", "/claims", "/events", "/sources", "/reports", "/brief",
         "/add", "/review", "/help", "/check?q=Russian+forces+had+left+the+border"]  # fmt: skip


@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_there_on_any_day(client: TestClient, path: str) -> None:
    for day in ("", "2014-05-07", "1999-01-01"):
        answer = client.get(path, params={"as_of": day} if day else {})
        assert answer.status_code == 200
        assert len(re.findall(r"<h1", answer.text)) == 1


def test_an_empty_store_says_what_to_do(tmp_path_factory: pytest.TempPathFactory) -> None:
    desk = Desk(tmp_path_factory.mktemp("empty") / "new.duckdb", load_config())
    client = TestClient(make_app(desk, Access()))
    for path in PAGES:
        assert client.get(path).status_code == 200
    assert "Add reports" in client.get("/").text
    desk.close()


def test_every_link_of_the_first_page_leads_somewhere(client: TestClient) -> None:
    for address in sorted(set(re.findall(r'(?:href|src)="(/[^"]*)"', client.get("/?as_of=2014-05-20").text))):
        assert client.get(address.replace("&amp;", "&")).status_code == 200, address


def test_report_text_is_shown_as_text(client: TestClient, desk: Desk) -> None:
    hostile = "Kenya said on Monday it would withdraw its troops <script>alert(1)</script> from Somalia <img src=x>."
    report = add(client, text=hostile, published="2019-03-06")
    page = client.get(f"/reports/{report}").text
    assert "&lt;script&gt;" in page
    assert "<script>" not in page
    assert "<img" not in page


def add(client: TestClient, **given: str) -> str:
    token = re.search(r'name="csrf" value="([0-9a-f]+)"', client.get("/add").text)
    assert token
    job = client.post("/add", data={"csrf": token[1], **given}, follow_redirects=False).headers["location"]
    for _ in range(300):
        told = client.get(f"/api/v1{job}").json()
        if told["state"] in ("done", "failed"):
            break
        time.sleep(0.1)
    assert told["state"] == "done", told
    assert client.get(job).status_code == 200
    return str(told["reports"][0])


def test_what_was_added_is_shown_with_what_was_understood(client: TestClient) -> None:
    text = "NAIROBI, March 6 - Kenya said on Monday it would withdraw 3,600 troops from Somalia by the end of the year."
    report = add(client, text=text, published="2019-03-06")
    page = client.get(f"/reports/{report}").text
    assert "retreat / withdraw" in page
    assert "announced" in page
    assert "Kenya" in client.get("/?actor=KEN").text


def test_what_cannot_be_added_is_told(client: TestClient) -> None:
    token = re.search(r'name="csrf" value="([0-9a-f]+)"', client.get("/add").text)
    assert token
    assert client.post("/add", data={"csrf": token[1]}).status_code == 400
    assert client.post("/add", data={"csrf": token[1], "text": "x", "published": "soon"}).status_code == 400
    job = client.post("/add", data={"csrf": token[1], "url": "http://127.0.0.1/x"}, follow_redirects=False).headers["location"]
    for _ in range(100):
        if client.get(f"/api/v1{job}").json()["state"] in ("done", "failed"):
            break
        time.sleep(0.1)
    assert "is no public address" in client.get(job).text


def test_the_least_sure_claims_of_promises_wait_to_be_judged(client: TestClient, desk: Desk) -> None:
    with desk.reading() as record:
        queue = record.to_review(limit=5)
        stands = {c for p in record.follow() for c in (*p.claims, *(e.claim for e in p.evidence))}
    scores = [k.claim.coder.score or 0.0 for k in queue]
    assert len(queue) == 5
    assert scores == sorted(scores)
    assert {k.claim.id for k in queue} <= stands
    first = queue[0].claim.id
    assert f'data-row="{first}"' in client.get("/review").text
    desk.write(lambda r: r.review("accept", first, who="somebody"))
    assert f'data-row="{first}"' not in client.get("/review").text


def test_a_claims_page_corrects_its_coding(client: TestClient) -> None:
    claim = re.search(r"/claims/(c[0-9a-f]{16})", client.get("/claims").text)
    assert claim
    page = f"/claims/{claim[1]}"
    form = {
        "target": claim[1],
        "csrf": form_token(client.get(page).text),
        "back": page,
        "act": "AID",
        "actor": "KEN",
        "note": "read it",
    }
    assert client.post("/correct", data={**form, "csrf": "no"}).status_code == 400
    done = client.post("/correct", data=form, follow_redirects=False)
    assert done.status_code == 303
    told = client.get(done.headers["location"]).text
    assert "Your coding is kept." in told
    assert "Kenya (Kenya)" in told
    assert "read it" in told
    refused = client.post("/correct", data={**form, "act": "DANCE"}, follow_redirects=False)
    assert "Nothing was kept: &#39;DANCE&#39; is no act" in client.get(refused.headers["location"]).text


def test_an_event_has_a_page_with_its_words_by_origin(client: TestClient, desk: Desk) -> None:
    with desk.reading() as record:
        event = max(record.events(), key=lambda e: (len(e.reports), e.id))
    address = re.search(r"/events/(e[0-9a-f]{16})", client.get("/events").text)
    assert address
    told = client.get(f"/events/{event.id}").text
    assert f"One act, as {len(event.reports)} reports tell it" in told
    assert all(f"/claims/{claim}" in told for claim in event.claims)
    assert "Promises that it bears on" in told
    assert client.get("/events/e000").status_code == 404
    made = desk.write(lambda r: r.review("reject", event.id, who="somebody"))
    assert "Judged away" in client.get(f"/events/{event.id}").text
    desk.write(lambda r: r.undo(made.id, who="somebody"))


def test_a_message_comes_from_us_and_once(client: TestClient) -> None:
    assert "Confirmed by NATO" not in client.get("/?said=Confirmed+by+NATO").text
    claim = re.search(r"/claims/(c[0-9a-f]{16})", client.get("/claims").text)
    assert claim
    token = form_token(client.get(f"/claims/{claim[1]}").text)
    refused = {"verb": "merge", "target": claim[1], "csrf": token, "back": f"/claims/{claim[1]}"}
    done = client.post("/review", data=refused, follow_redirects=False)
    assert done.status_code == 303
    assert "Nothing was kept. To merge" in client.get(done.headers["location"]).text
    assert "Nothing was kept" not in client.get(done.headers["location"]).text


def test_a_rejected_promise_says_so_and_can_come_back(client: TestClient) -> None:
    found = re.search(r"/promises/(k[0-9a-f]{16})", client.get("/").text)
    assert found
    path = f"/promises/{found[1]}"
    token = form_token(client.get(path).text)
    client.post("/review", data={"verb": "reject", "target": found[1], "csrf": token, "back": path})
    page = client.get(path)
    assert page.status_code == 200
    assert "Judged away" in page.text
    judged = re.search(r'name="judgement" value="(j[0-9a-f]+)"', page.text)
    assert judged
    client.post("/undo", data={"judgement": judged[1], "csrf": token, "back": path})
    assert "Judged away" not in client.get(path).text


def test_the_brief_of_the_last_days_of_an_old_record_is_not_empty(client: TestClient) -> None:
    page = client.get("/brief?since=7d").text
    assert "as known on 2014-" in page
    assert "0 new reports" not in page


def test_words_are_searched_where_a_sentence_tells_no_act(client: TestClient) -> None:
    page = client.get("/check", params={"q": "Peskov"}).text
    assert "no act was understood" in page
    assert re.search(r"The same words \(\d+ claim", page)
    assert client.get("/claims", params={"words": "Peskov"}).text.count("<article") > 0
    assert "Who counts it" in client.get("/check", params={"q": "This is the second time Putin has issued this order"}).text


def test_an_act_may_be_written_as_the_page_writes_it(client: TestClient) -> None:
    one, two = (client.get("/claims", params={"act": a}).text for a in ("RETREAT/withdraw", "retreat / withdraw"))
    assert one.count("<article") == two.count("<article") > 0


def test_a_server_that_stops_lets_what_is_being_added_come_to_an_end(desk: Desk) -> None:
    app = make_app(desk, Access())
    with TestClient(app):
        texts = (f"Kenya's army left the town of Garissa number {n} on Monday, its spokesman said." for n in range(3))
        jobs = [app.state.jobs.start(Given(text=text)) for text in texts]
    assert all(job.is_over for job in jobs)
    assert jobs[-1].state == "failed" and "stopped" in jobs[-1].error
    assert app.state.jobs.start(Given(text="x")) is not None
    app.state.jobs.close()
