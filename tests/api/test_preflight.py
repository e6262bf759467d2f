"""Looking at an asset before using it (chapter 03, section 10)."""

import datetime

import pytest

from support.make import audit_events, expect, expect_error, expect_problem, make_asset, make_contract, make_team, object_schema, unique

SCHEMA = object_schema(a="string")
FRESH = {"freshness": {"max_staleness_minutes": 60}}


def ago(**parts):
    return (datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(**parts)).isoformat().replace("+00:00", "Z")


def preflight(api, asset, **query):
    return api.get(f"/assets/{asset['fqn']}/preflight", params=query)


def report(api, asset, status, **members):
    return expect(api.post(f"/assets/{asset['id']}/audit-results", json={"status": status, "triggered_by": "x", **members}), 200)


def test_a_look(server, api, asset):
    make_contract(api, asset, SCHEMA)
    shown = expect(preflight(api, asset), 200)
    assert shown == {
        "asset_fqn": asset["fqn"], "asset_id": asset["id"], "contract_version": "1.0.0", "compatibility_mode": "backward", "schema_format": "json_schema",
        "fresh": None, "freshness_sla": None, "guarantees": None, "last_audit_status": None, "last_audit_at": None, "caveats": [],
    }  # fmt: skip
    expect(preflight(api, asset, consumer_type="notebook"), 200)
    first, second = audit_events(server, asset["id"], "preflight.checked")
    payload = {"asset_fqn": asset["fqn"], "contract_version": "1.0.0", "freshness_status": "unknown", "guarantees_checked": False, "consumer_type": None}
    assert first["payload"] == payload and first["entity_type"] == "asset" and first["actor_id"] and first["actor_type"] == "human"
    assert second["payload"] == {**payload, "consumer_type": "notebook"}


def test_freshness(server, api, asset):
    contract = make_contract(api, asset, SCHEMA, guarantees=FRESH)
    shown = expect(preflight(api, asset), 200)
    assert shown["fresh"] is None and shown["freshness_sla"] == {"max_staleness_minutes": 60, "last_measured_at": None}
    assert shown["guarantees"] == contract["guarantees"]
    run = report(api, asset, "failed", run_at=ago(minutes=61))
    shown = expect(preflight(api, asset), 200)
    assert shown["fresh"] is False and shown["freshness_sla"]["last_measured_at"] == run["run_at"] == shown["last_audit_at"]
    assert shown["last_audit_status"] == "failed" and len(shown["caveats"]) == 2
    assert "audit run failed" in shown["caveats"][0] and shown["caveats"][1] == "Data does not meet the freshness SLA."
    report(api, asset, "partial", run_at=ago(minutes=59))
    shown = expect(preflight(api, asset), 200)
    assert shown["fresh"] is True and shown["caveats"] == []
    states = [event["payload"]["freshness_status"] for event in audit_events(server, asset["id"], "preflight.checked")]
    assert states == ["unknown", "stale", "fresh"]
    assert audit_events(server, asset["id"], "preflight.checked")[0]["payload"]["guarantees_checked"] is True


def test_refusals(server, api, asset):
    name = f"no.{unique()}"
    error = expect_error(api.get(f"/assets/{name}/preflight"), 404, "ASSET_NOT_FOUND")
    assert error["message"] == f"No asset found with FQN '{name}'"
    expect_error(api.get(f"/assets/{asset['id']}/preflight"), 404, "ASSET_NOT_FOUND", asset["id"])
    error = expect_error(preflight(api, asset), 404, "NOT_FOUND")
    assert error["message"] == f"No active contract found for asset '{asset['fqn']}'"
    expect_problem(preflight(api, asset, consumer_type="x" * 201), ("query", "consumer_type"), "string_too_long")
    assert audit_events(server, asset["id"], "preflight.checked") == []
    for odd in ("%20", "'; DROP TABLE assets;--", "é", "%00"):
        expect_error(api.get(f"/assets/{odd}/preflight"), 404 if odd != "%00" else 422, "ASSET_NOT_FOUND" if odd != "%00" else "VALIDATION_ERROR")


def test_several_environments(api, team):
    name = f"lake.{unique()}"
    staging = make_asset(api, team, fqn=name, environment="staging")
    make_contract(api, staging, SCHEMA)
    assert expect(preflight(api, staging), 200)["asset_id"] == staging["id"], "the only one"
    production = make_asset(api, team, fqn=name)
    make_contract(api, production, SCHEMA)
    assert expect(preflight(api, staging), 200)["asset_id"] == production["id"], "the default"
    assert expect(preflight(api, staging, environment="staging"), 200)["asset_id"] == staging["id"]
    expect_error(preflight(api, staging, environment="test"), 404, "ASSET_NOT_FOUND")


@pytest.mark.parametrize("mode", ["ignore", "strict"])
def test_an_active_contract_is_no_caveat(api, mode):
    asset = make_asset(api, make_team(api), guarantee_mode=mode)
    make_contract(api, asset, SCHEMA)
    make_contract(api, asset, object_schema(a="string", b="string"))
    shown = expect(preflight(api, asset), 200)
    assert shown["contract_version"] == "1.1.0" and not any("deprecated" in caveat for caveat in shown["caveats"])


def test_the_context_of_an_asset_that_its_metadata_describes(api, team):
    described = make_asset(api, team, metadata={"description": "from the metadata"})
    both = make_asset(api, team, description="its own", metadata={"description": "from the metadata"})
    neither = make_asset(api, team, metadata={"description": 5})
    shown = [expect(api.get(f"/assets/{asset['id']}/context"), 200)["asset"]["description"] for asset in (described, both, neither)]
    assert shown == ["from the metadata", "its own", None]


def test_what_looks_are_good_for(api, team):
    """The looks that the server recorded itself make a consumer of the team that looked: the first, without authentication."""
    asset = make_asset(api, team)
    contract = make_contract(api, asset, SCHEMA)
    for _ in range(6):
        expect(preflight(api, asset), 200)
    result = expect(api.post("/discovery/scan", json={"min_calls": 6, "min_confidence": 0.3}), 200)
    assert result["events_scanned"] >= 6 and result["inferred_new"] >= 1
    (made,) = expect(api.get("/discovery/inferred", params={"asset_id": asset["id"], "min_confidence": 0.3}), 200)["inferred_dependencies"]
    assert made["confidence"] == 0.33 and made["evidence"] == {"preflight_calls_30d": 6, "distinct_days": 1, "days_since_last_call": 0, "actor_type": "human"}
    assert expect(api.post("/discovery/scan", json={"min_calls": 6, "min_confidence": 0.3}), 200)["inferred_updated"] >= 1
    coverage = expect(api.get("/discovery/coverage"), 200)
    assert coverage["assets_with_inferred_only"] >= 1 and coverage["total_assets"] >= 1
    promoted = expect(api.post(f"/discovery/inferred/{made['id']}/confirm", json={}), 200)["promoted_registration"]
    assert promoted["contract_id"] == contract["id"] and promoted["consumer_team_id"] == made["consumer_team_id"]
    assert expect(api.post("/discovery/scan", json={}), 200)["skipped_already_registered"] >= 1
