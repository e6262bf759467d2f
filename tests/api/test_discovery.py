"""Consumers that are concluded from preflights (chapter 03, section 11)."""

import contextlib
import sqlite3
import time
import uuid

import pytest

from support import postgres
from support.make import audit_one, expect, expect_error, expect_problem, make_asset, make_contract, make_team, object_schema

NOBODY = "00000000-0000-4000-8000-000000000000"
DAY = 24 * 3600 * 1_000_000
SCHEMA = object_schema(a="string")

pytestmark = postgres.sqlite_only  # the events of other teams are written into the file


class Watched:
    """A server whose audit log is told of preflights by any team."""

    def __init__(self, server):
        self.server, self.api = server, server.api()

    def looks(self, asset, team, days_ago, kind="human"):
        """One look for each entry, so many days ago."""
        now = time.time_ns() // 1000
        rows = [(uuid.uuid4().bytes, uuid.UUID(asset["id"]).bytes, uuid.UUID(team["id"]).bytes, kind, now - int(days * DAY) - 1000) for days in days_ago]
        with contextlib.closing(sqlite3.connect(self.server.database, timeout=20)) as connection:
            connection.executemany("INSERT INTO audit_events (id, entity_type, entity_id, action, actor_id, actor_type, occurred_at) "
                                   "VALUES (?, 'asset', ?, 'preflight.checked', ?, ?, ?)", rows)
            connection.commit()

    def execute(self, statement, *values):
        """Behind the server's back, with the rule taken away that keeps the audit trail as it is."""
        with contextlib.closing(sqlite3.connect(self.server.database, timeout=20)) as connection:
            connection.execute("DROP TRIGGER IF EXISTS audit_events_no_update")
            connection.execute(statement, values)
            connection.commit()

    def scan(self, **members):
        return expect(self.api.post("/discovery/scan", json=members), 200)

    def found(self, **query):
        return expect(self.api.get("/discovery/inferred", params=query), 200)["inferred_dependencies"]


@pytest.fixture
def watched(start_server, tmp_path):
    return Watched(start_server(database=tmp_path / "discovery.db"))


@pytest.fixture
def world(watched):
    """An asset with a contract, and a team that looks at it often."""
    asset, consumer = make_asset(watched.api), make_team(watched.api)
    contract = make_contract(watched.api, asset, SCHEMA)
    watched.looks(asset, consumer, [day / 4 for day in range(40)])
    return watched, asset, contract, consumer


def counters(result, *names):
    assert result["scan_duration_ms"] >= 0
    return tuple(result[name] for name in names)


def test_nothing(watched):
    assert {**watched.scan(), "scan_duration_ms": 0} == {
        "source": "preflight_audit", "scan_duration_ms": 0, "events_scanned": 0, "pairs_evaluated": 0, "inferred_new": 0, "inferred_updated": 0,
        "inferred_expired": 0, "skipped_already_registered": 0, "skipped_previously_rejected": 0}
    assert expect(watched.api.get("/discovery/inferred"), 200) == {"inferred_dependencies": [], "total": 0}
    assert expect(watched.api.get("/discovery/coverage"), 200) == {
        "total_assets": 0, "assets_with_registrations": 0, "assets_with_inferred_only": 0, "assets_with_no_known_consumers": 0,
        "coverage_registered": 0, "coverage_with_inferred": 0, "highest_risk_gaps": []}


def test_a_scan(world):
    watched, asset, _, consumer = world
    assert counters(watched.scan(), "events_scanned", "pairs_evaluated", "inferred_new", "inferred_updated") == (40, 1, 1, 0)
    (made,) = watched.found()
    days = made["evidence"]["distinct_days"]
    assert days in (10, 11)
    assert made == {
        "id": made["id"], "asset_id": asset["id"], "asset_fqn": asset["fqn"], "consumer_team_id": consumer["id"], "consumer_team_name": consumer["name"],
        "dependency_type": "consumes", "confidence": round(0.35 + 0.3 * days / 30 + 0.25, 4), "source": "preflight_audit", "status": "pending",
        "evidence": {"preflight_calls_30d": 40, "distinct_days": days, "days_since_last_call": 0, "actor_type": "human"},
        "first_observed_at": made["first_observed_at"], "last_observed_at": made["last_observed_at"],
    }  # fmt: skip
    watched.looks(asset, consumer, [0])
    assert counters(watched.scan(), "inferred_new", "inferred_updated") == (0, 1)
    (again,) = watched.found()
    assert again["id"] == made["id"] and again["evidence"]["preflight_calls_30d"] == 41 and again["first_observed_at"] == made["first_observed_at"]
    assert again["last_observed_at"] > made["last_observed_at"]


@pytest.mark.parametrize(
    ("kind", "days", "least", "most"),
    [
        ("agent", [day + part / 10 for day in range(30) for part in range(10)], 0.9, 1.0),
        ("agent", [*range(28), 0.1, 0.2], 0.85, 0.99),
        ("human", [2.1, 2.2, 3.1, 3.2, 4.1, 4.2, 5.1, 5.2], 0.3, 0.7),
        ("human", [25.5], 0, 0.3),
    ],
)
def test_confidences(watched, kind, days, least, most):
    asset, consumer = make_asset(watched.api), make_team(watched.api)
    watched.looks(asset, consumer, days, kind)
    watched.scan(min_calls=1, min_confidence=0)
    (made,) = watched.found()
    assert least < made["confidence"] <= most and made["evidence"]["actor_type"] == kind


def test_thresholds(world):
    watched, _, _, _ = world
    assert counters(watched.scan(min_calls=41), "pairs_evaluated", "inferred_new") == (1, 0)
    assert counters(watched.scan(min_confidence=0.9), "inferred_new") == (0,)
    assert counters(watched.scan(lookback_days=1, min_calls=5), "events_scanned", "inferred_new") == (4, 0)


def test_who_is_passed_over(world):
    watched, asset, contract, consumer = world
    watched.scan()
    (made,) = watched.found()
    expect(watched.api.post("/registrations", json={"contract_id": contract["id"], "consumer_team_id": consumer["id"]}), 201)
    assert counters(watched.scan(), "skipped_already_registered", "inferred_updated") == (1, 0)
    (registration,) = expect(watched.api.get("/registrations"), 200)["results"]
    assert watched.api.delete(f"/registrations/{registration['id']}").status_code == 204
    expect(watched.api.post(f"/discovery/inferred/{made['id']}/reject", json={"reason": "a test"}), 200)
    assert counters(watched.scan(), "skipped_previously_rejected", "inferred_new", "inferred_updated") == (1, 0, 0)
    assert watched.found() == [] and [entry["id"] for entry in watched.found(status="rejected")] == [made["id"]]
    assert asset["id"]


def test_expiry_and_return(world):
    watched, _, _, _ = world
    watched.scan()
    watched.execute("UPDATE inferred_dependencies SET last_observed_at = last_observed_at - ?", 61 * DAY)
    watched.execute("UPDATE audit_events SET occurred_at = occurred_at - ?", 40 * DAY)
    assert counters(watched.scan(), "events_scanned", "inferred_expired") == (0, 1)
    assert watched.found() == [] and len(watched.found(status="expired")) == 1
    watched.execute("UPDATE audit_events SET occurred_at = occurred_at + ?", 40 * DAY)
    assert counters(watched.scan(), "inferred_updated", "inferred_expired") == (1, 0)
    assert len(watched.found()) == 1


def test_bad_scans(watched):
    error = expect_error(watched.api.post("/discovery/scan", json={"source": "otel"}), 400, "VALIDATION_ERROR")
    assert error["message"] == "Unsupported source: otel. Only 'preflight_audit' is supported."
    for field, value in (("lookback_days", 0), ("lookback_days", 366), ("min_calls", 0), ("min_confidence", 1.5), ("min_confidence", -0.1)):
        expect_problem(watched.api.post("/discovery/scan", json={field: value}), ("body", field))
    for name, value in (("limit", 0), ("limit", 201), ("offset", -1), ("min_confidence", "x"), ("status", "new"), ("asset_id", "x")):
        expect_problem(watched.api.get("/discovery/inferred", params={name: value}), ("query", name))


def test_list(watched):
    assets, teams = [make_asset(watched.api) for _ in range(2)], [make_team(watched.api) for _ in range(2)]
    for number, (asset, team) in enumerate((asset, team) for asset in assets for team in teams):
        watched.looks(asset, team, range(10 + 4 * number))
    watched.scan(min_confidence=0)
    everything = watched.found()
    assert [entry["confidence"] for entry in everything] == sorted((entry["confidence"] for entry in everything), reverse=True) and len(everything) == 4
    assert {entry["asset_id"] for entry in watched.found(asset_id=assets[0]["id"])} == {assets[0]["id"]}
    assert {entry["consumer_team_id"] for entry in watched.found(team_id=teams[1]["id"])} == {teams[1]["id"]}
    assert watched.found(limit=2, offset=1) == everything[1:3] and watched.found(offset=4) == [] and watched.found(source="otel") == []
    assert watched.found(min_confidence=everything[1]["confidence"]) == everything[:2]


# --- answers ----------------------------------------------------------------------------------------------------------


def test_confirm(world):
    watched, asset, contract, consumer = world
    watched.scan()
    (made,) = watched.found()
    preview = expect(watched.api.post(f"/assets/{asset['id']}/impact-preview", json={"proposed_schema": SCHEMA}), 200)
    assert preview["unconfirmed_consumers"] == [{"consumer_team_id": consumer["id"], "consumer_team_name": consumer["name"],
                                                 "confidence": made["confidence"], "source": "preflight_audit", "status": "pending"}]
    path = f"/discovery/inferred/{made['id']}/confirm"
    expect_problem(watched.api.post(path, json={"dependency_type": "x"}), ("body", "dependency_type"), "enum")
    confirmed = expect(watched.api.post(path, json={"dependency_type": "references", "pinned_version": "1.0.0"}), 200)
    promoted = confirmed["promoted_registration"]
    assert confirmed == {"inferred_dependency_id": made["id"], "status": "confirmed", "promoted_registration": {
        "registration_id": promoted["registration_id"], "contract_id": contract["id"], "consumer_team_id": consumer["id"], "status": "active"}}
    registration = expect(watched.api.get(f"/registrations/{promoted['registration_id']}"), 200)
    assert registration["pinned_version"] == "1.0.0" and registration["consumer_team_id"] == consumer["id"]
    event = audit_one(watched.server, made["id"], "discovery.confirmed")
    assert event["entity_type"] == "inferred_dependency" and event["payload"] == {
        "asset_id": asset["id"], "consumer_team_id": consumer["id"], "confidence": made["confidence"], "promoted_registration_id": promoted["registration_id"]}
    (shown,) = watched.found(status="confirmed")
    assert shown["dependency_type"] == "references"
    for verb, body in (("confirm", {}), ("reject", {"reason": "x"})):
        error = expect_error(watched.api.post(f"/discovery/inferred/{made['id']}/{verb}", json=body), 400, "VALIDATION_ERROR")
        assert error["message"] == f"Cannot {verb} inference with status 'confirmed'; only PENDING inferences can be {verb}ed"
    preview = expect(watched.api.post(f"/assets/{asset['id']}/impact-preview", json={"proposed_schema": SCHEMA}), 200)
    assert preview["unconfirmed_consumers"] == [] and len(preview["affected_consumers"]) == 1


def test_confirm_reuses_a_registration(world):
    watched, _, contract, consumer = world
    watched.scan()
    (made,) = watched.found()
    body = {"contract_id": contract["id"], "consumer_team_id": consumer["id"]}
    deleted = expect(watched.api.post("/registrations", json=body), 201)
    assert watched.api.delete(f"/registrations/{deleted['id']}").status_code == 204
    kept = expect(watched.api.post("/registrations", json=body), 201)
    expect(watched.api.patch(f"/registrations/{kept['id']}", json={"status": "inactive"}), 200)
    confirmed = expect(watched.api.post(f"/discovery/inferred/{made['id']}/confirm", json={}), 200)
    assert confirmed["promoted_registration"] == {"registration_id": kept["id"], "contract_id": contract["id"], "consumer_team_id": consumer["id"], "status": "inactive"}


def test_confirm_after_a_deleted_registration(world):
    watched, _, contract, consumer = world
    watched.scan()
    (made,) = watched.found()
    deleted = expect(watched.api.post("/registrations", json={"contract_id": contract["id"], "consumer_team_id": consumer["id"]}), 201)
    assert watched.api.delete(f"/registrations/{deleted['id']}").status_code == 204
    confirmed = expect(watched.api.post(f"/discovery/inferred/{made['id']}/confirm", json={}), 200)
    assert confirmed["promoted_registration"]["registration_id"] != deleted["id"]


def test_confirm_without_a_contract(watched):
    asset, consumer = make_asset(watched.api), make_team(watched.api)
    watched.looks(asset, consumer, range(20))
    watched.scan(min_confidence=0)
    (made,) = watched.found()
    confirmed = expect(watched.api.post(f"/discovery/inferred/{made['id']}/confirm", json={}), 200)
    assert confirmed == {"inferred_dependency_id": made["id"], "status": "confirmed", "promoted_registration": None}


def test_reject(world):
    watched, asset, _, consumer = world
    watched.scan()
    (made,) = watched.found()
    path = f"/discovery/inferred/{made['id']}/reject"
    for body, kind in (({}, "missing"), ({"reason": ""}, "string_too_short"), ({"reason": "x" * 2001}, "string_too_long")):
        expect_problem(watched.api.post(path, json=body), ("body", "reason"), kind)
    assert expect(watched.api.post(path, json={"reason": "a test"}), 200) == {"inferred_dependency_id": made["id"], "status": "rejected"}
    event = audit_one(watched.server, made["id"], "discovery.rejected")
    assert event["payload"] == {"asset_id": asset["id"], "consumer_team_id": consumer["id"], "reason": "a test"}
    for verb, body in (("confirm", {}), ("reject", {"reason": "x"})):
        expect_error(watched.api.post(f"/discovery/inferred/{NOBODY}/{verb}", json=body), 404, "DEPENDENCY_NOT_FOUND", "Inferred dependency not found")


def test_coverage(world):
    watched, asset, _, consumer = world
    registered, alone = make_asset(watched.api), make_asset(watched.api)
    contract = make_contract(watched.api, registered, SCHEMA)
    expect(watched.api.post("/registrations", json={"contract_id": contract["id"], "consumer_team_id": consumer["id"]}), 201)
    watched.looks(registered, consumer, [1, 2])
    watched.looks(registered, make_team(watched.api), [1])
    watched.looks(alone, consumer, [31])
    watched.scan()
    assert expect(watched.api.get("/discovery/coverage"), 200) == {
        "total_assets": 3, "assets_with_registrations": 1, "assets_with_inferred_only": 1, "assets_with_no_known_consumers": 1,
        "coverage_registered": 0.3333, "coverage_with_inferred": 0.6667,
        "highest_risk_gaps": [
            {"asset_id": asset["id"], "asset_fqn": asset["fqn"], "preflight_calls_30d": 40, "distinct_consumer_teams": 1, "registrations": 0, "inferred_pending": 1},
            {"asset_id": registered["id"], "asset_fqn": registered["fqn"], "preflight_calls_30d": 3, "distinct_consumer_teams": 2, "registrations": 1, "inferred_pending": 0}],
    }  # fmt: skip
