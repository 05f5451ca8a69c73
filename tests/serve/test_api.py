"""The API: answers, pages, errors in one shape, ETags, tables, and its contract."""

from __future__ import annotations

import csv
import io
import re
from typing import Any

import hypothesis
import pytest
import schemathesis
from fastapi.testclient import TestClient
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import response_schema_conformance, status_code_conformance

from reportedly.serve.access import Access
from reportedly.serve.app import make_app
from reportedly.serve.desk import Desk


def promise_of_may(client: TestClient, as_of: str) -> dict[str, Any]:
    page = client.get("/api/v1/promises", params={"actor": "RUS", "act": "withdraw", "as_of": as_of, "limit": 50}).json()
    found: dict[str, Any] = next(p for p in page["items"] if p["commitment"]["announced"] == "2014-05-19")
    return found


@pytest.mark.parametrize(
    ("day", "status"), [("2014-05-19", "not_observed"), ("2014-05-23", "partly"), ("2014-06-20", "reversed")]
)
def test_a_promise_is_as_known_on_the_day(client: TestClient, day: str, status: str) -> None:
    assert promise_of_may(client, day)["commitment"]["status"] == status


def test_pages_follow_one_another_without_gap(client: TestClient) -> None:
    whole = [r["claim"]["id"] for r in client.get("/api/v1/claims", params={"limit": 500}).json()["items"]]
    seen: list[str] = []
    after: str | None = ""
    while after is not None:
        page = client.get("/api/v1/claims", params={"limit": 100, "after": after}).json()
        seen += [r["claim"]["id"] for r in page["items"]]
        after = page["next"]
    assert seen == whole
    assert len(seen) == page["total"]


def test_what_is_asked_wrongly_is_told_in_one_shape(client: TestClient) -> None:
    for address, status in [
        ("/api/v1/promises?as_of=yesterday", 422), ("/api/v1/promises?act=juggle", 400), ("/api/v1/claims?after=c0", 404),
        ("/api/v1/claims?limit=0", 422), ("/api/v1/reports/r0", 404), ("/api/v1/nothing", 404),
    ]:  # fmt: skip
        answer = client.get(address)
        assert answer.status_code == status, address
        assert set(answer.json()["error"]) == {"code", "message"}


def test_who_has_the_answer_already_is_told_so(client: TestClient) -> None:
    first = client.get("/api/v1/sources")
    again = client.get("/api/v1/sources", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_claims_as_a_table_hold_no_formula(client: TestClient) -> None:
    rows = list(csv.DictReader(io.StringIO(client.get("/api/v1/claims", params={"format": "csv"}).text)))
    assert len(rows) == client.get("/api/v1/summary").json()["claims"]
    assert not any(re.match(r"[=+@-]", value) for row in rows for value in row.values() if value)
    assert "" in {row["when_edtf"] for row in rows}
    assert not any(value == "'" for row in rows for value in row.values())
    assert any(row["lat"] for row in rows)
    assert not any(row["lat"] for row in rows if row["place_precision"] == "country" and ";" not in row["places"])
    assert not any(re.match(r"[\[{]", value) for row in rows for value in row.values())  # plain cells alone


def test_a_country_has_no_position(client: TestClient) -> None:
    places = client.get("/api/v1/places")
    assert places.headers["content-type"].startswith("application/geo+json")
    countries = [f for f in places.json()["features"] if f["properties"].get("precision") == "country"]
    assert countries
    assert all(f["geometry"] is None for f in countries)


def test_a_judgement_is_kept_and_taken_back(client: TestClient) -> None:
    claim = client.get("/api/v1/claims").json()["items"][0]["claim"]["id"]
    before = client.get("/api/v1/summary").json()["claims"]
    made = client.post("/api/v1/judgements", json={"verb": "reject", "target": claim, "note": "not about this"})
    assert made.status_code == 201
    assert client.get("/api/v1/summary").json()["claims"] == before - 1
    assert client.delete(f"/api/v1/judgements/{made.json()['id']}").status_code == 200
    assert client.get("/api/v1/summary").json()["claims"] == before


def test_a_coding_is_corrected_and_what_the_machine_made_of_it_stays_to_be_seen(client: TestClient) -> None:
    claim = client.get("/api/v1/claims").json()["items"][0]["claim"]
    asked = {"verb": "correct", "target": claim["id"], "changes": {"act": "AID", "stage": "proposed"}, "note": "an offer"}
    made = client.post("/api/v1/judgements", json=asked)
    assert made.status_code == 201
    told = client.get(f"/api/v1/explain/{claim['id']}").json()
    assert (told["row"]["event_type"], told["row"]["stage"]) == ("AID", "proposed")
    assert (told["coded"]["event_type"], told["coded"]["stage"]) == (claim["event_type"], claim["stage"])
    wrong = client.post("/api/v1/judgements", json={**asked, "changes": {"act": "DANCE"}})
    assert wrong.status_code == 400
    assert "DANCE" in wrong.text
    client.delete(f"/api/v1/judgements/{made.json()['id']}")
    assert client.get(f"/api/v1/explain/{claim['id']}").json()["coded"] is None


def test_a_brief_comes_in_every_form(client: TestClient) -> None:
    kinds = {"md": "text/markdown", "html": "text/html", "pdf": "application/pdf", "json": "application/json"}
    for form, kind in kinds.items():
        answer = client.get("/api/v1/brief", params={"format": form, "as_of": "2014-05-20"})
        assert answer.headers["content-type"].startswith(kind)


@pytest.mark.filterwarnings("ignore")
def test_the_api_keeps_its_contract(desk: Desk) -> None:
    app = make_app(desk, Access())
    schema = schemathesis.openapi.from_asgi("/openapi.json", app)
    checks = [not_a_server_error, status_code_conformance, response_schema_conformance]
    told = 0
    for result in schema.get_all_operations():
        operation = result.ok()

        @hypothesis.given(case=operation.as_strategy())
        @hypothesis.settings(
            max_examples=12, deadline=None, database=None, derandomize=True, suppress_health_check=list(hypothesis.HealthCheck)
        )
        def meets(case: Any) -> None:
            case.call_and_validate(checks=checks)

        meets()
        told += 1
    app.state.jobs.close()
    assert told > 20
