"""Reading proposals (chapter 03, sections 3.1, 3.2, 3.4 and 3.5)."""

import json
import sqlite3
import uuid

import pytest

from support.make import (
    all_pages, expect, expect_error, expect_problem, make_asset, make_contract, make_team, make_user, object_schema, propose,
    publish, register_for,
)  # fmt: skip
from support.postgres import sqlite_only

NOBODY = "00000000-0000-4000-8000-000000000000"
BASE = object_schema(["id"], id="integer", email={"type": "string", "maxLength": 1.0})
NARROW = object_schema(["id"], id={"type": "integer", "maximum": 12345678901234567890})
BARE = {"include_status": "false"}
ENTRY = {
    "id", "asset_id", "asset_fqn", "status", "change_type", "breaking_changes_count", "proposed_by", "proposed_at", "acknowledgment_count",
    "total_consumers", "expires_at", "reason",
}  # fmt: skip


@pytest.fixture
def asset(api, team):
    made = make_asset(api, team)
    make_contract(api, made, BASE)
    return made


def found(api, **query):
    page = expect(api.get("/proposals", params=query), 200)
    assert all(set(entry) == ENTRY for entry in page["results"])
    return [entry["id"] for entry in page["results"]]


# --- one --------------------------------------------------------------------------------------------------------------


def test_what_publishing_showed_is_read_back(api, asset):
    user = make_user(api, team_id=asset["owner_team_id"])
    proposal = propose(api, asset, NARROW, published_by_user_id=user["id"])
    assert proposal["breaking_changes"] and proposal["proposed_by_user_id"] == user["id"]
    assert expect(api.get(f"/proposals/{proposal['id']}", params=BARE), 200) == proposal


def waited_for(team):
    """A consumer that said nothing of what it reads."""
    return {
        "team_id": team["id"], "team_name": team["name"], "waited_for": True, "reason": "reads_everything",
        "message": "It names no fields, so that every change concerns it", "touched_fields": [],
    }  # fmt: skip


def test_with_its_status(api, team, asset):
    consumer, other = make_team(api), make_team(api)
    registration = register_for(api, asset, consumer)
    proposal = propose(api, asset, NARROW)
    later = register_for(api, asset, other)
    shown = expect(api.get(f"/proposals/{proposal['id']}"), 200)
    author = {"team_id": team["id"], "team_name": team["name"], "user_id": None, "user_name": None}
    assert shown == {
        **{name: value for name, value in proposal.items() if name != "proposed_by_user_id"}, "proposal_id": proposal["id"],
        "breaking_changes": [
            {**change, "concerned_teams": [consumer["id"], other["id"]]} for change in proposal["breaking_changes"]
        ],
        "waits": [waited_for(consumer), waited_for(other)],
        "asset_fqn": asset["fqn"], "proposed_by": author, "consumers": {"total": 2, "acknowledged": 0, "pending": 2, "blocked": 0},
        "acknowledgments": [], "earlier_acknowledgments": [], "superseded_by": None, "audit_status": None, "warnings": [], "pending_consumers": [
            {"team_id": entry["consumer_team_id"], "team_name": name, "registered_at": entry["registered_at"]}
            for entry, name in ((registration, consumer["name"]), (later, other["name"]))
        ],
    }  # fmt: skip
    assert expect(api.get(f"/proposals/{proposal['id']}/status"), 200) == shown
    assert expect(api.get(f"/proposals/{proposal['id']}", params={"include_status": "true"}), 200) == shown


def test_names_of_the_deleted(api, asset):
    author = make_team(api)
    user = make_user(api, team_id=author["id"])
    proposal = propose(api, asset, NARROW, published_by=author["id"], published_by_user_id=user["id"])
    path = f"/proposals/{proposal['id']}"
    named = {"team_id": author["id"], "team_name": author["name"], "user_id": user["id"], "user_name": user["name"]}
    assert expect(api.get(path), 200)["proposed_by"] == named
    assert api.delete(f"/users/{user['id']}").status_code == 204
    assert api.delete(f"/teams/{author['id']}").status_code == 204
    assert expect(api.get(path), 200)["proposed_by"] == {**named, "team_name": "Unknown", "user_name": None}
    assert api.delete(f"/assets/{asset['id']}").status_code == 204
    assert expect(api.get(path), 200)["asset_fqn"] == asset["fqn"], "a deleted asset does not hide it"
    assert found(api, asset_id=asset["id"]) == [proposal["id"]]


def test_refusals(api):
    for path in (f"/proposals/{NOBODY}", f"/proposals/{NOBODY}/status"):
        for query in ({}, BARE):
            error = expect_error(api.get(path, params=query), 404, "PROPOSAL_NOT_FOUND")
            assert error["message"] == f"Proposal not found: {NOBODY}" and error["details"] == {"proposal_id": NOBODY}
    expect_problem(api.get("/proposals/x"), ("path", "proposal_id"), "uuid_parsing")
    expect_problem(api.get(f"/proposals/{NOBODY}", params={"include_status": "maybe"}), ("query", "include_status"))
    reply = api.delete(f"/proposals/{NOBODY}")
    assert reply.status_code == 405 and "GET" in reply.headers["allow"]


def test_tags(api, asset):
    path = f"/proposals/{propose(api, asset, NARROW)['id']}"
    tags = set()
    for query in ({}, BARE):
        reply = api.get(path, params=query, headers={"accept-encoding": "identity"})
        tags.add(tag := reply.headers["etag"])
        same = api.get(path, params=query, headers={"if-none-match": tag})
        assert same.status_code == 304 and same.content == b"" and same.headers["etag"] == tag
        assert api.get(path, params=query, headers={"if-none-match": '"other"'}).status_code == 200
        head = api.head(path, params=query, headers={"accept-encoding": "identity"})
        assert head.status_code == 200 and head.content == b""
        assert head.headers["etag"] == tag and head.headers["content-length"] == str(len(reply.content))
    assert len(tags) == 2
    plain = api.get(path, headers={"accept-encoding": "identity"}).headers["etag"]
    register_for(api, asset, make_team(api))
    assert api.get(path, headers={"if-none-match": plain}).status_code == 200, "its consumers are part of its state"
    assert api.head("/proposals").status_code == 200


# --- the list ---------------------------------------------------------------------------------------------------------


def test_list(api, team, asset):
    consumer = make_team(api)
    register_for(api, asset, consumer)
    proposal = propose(api, asset, NARROW)
    page = expect(api.get("/proposals", params={"asset_id": asset["id"]}), 200)
    assert page == {
        "total": 1, "limit": 50, "offset": 0, "next": None, "results": [{
            "id": proposal["id"], "asset_id": asset["id"], "asset_fqn": asset["fqn"], "status": "pending", "change_type": "major",
            "breaking_changes_count": len(proposal["breaking_changes"]), "proposed_by": team["id"], "proposed_at": proposal["proposed_at"],
            "acknowledgment_count": 0, "total_consumers": 1,
            "expires_at": None, "reason": None,
        }],
    }  # fmt: skip


def test_filters(api, team):
    other = make_team(api)
    made = []
    for author in (team, other, team):
        asset = make_asset(api, author)
        make_contract(api, asset, BASE)
        made.append((asset, propose(api, asset, NARROW)["id"]))
    (first, first_id), (_, second_id), (third, third_id) = made
    assert found(api, proposed_by=team["id"]) == [third_id, first_id], "newest first"
    assert found(api, proposed_by=other["id"]) == [second_id]
    assert found(api, asset_id=first["id"]) == [first_id]
    assert found(api, asset_id=first["id"], proposed_by=other["id"]) == []
    assert found(api, proposed_by=team["id"], status="pending", change_type="major") == [third_id, first_id]
    assert found(api, asset_id=third["id"], status="approved") == [] == found(api, proposed_by=team["id"], change_type="minor")
    assert found(api, status="withdrawn", asset_id=first["id"]) == [] == found(api, proposed_by=NOBODY)
    for query in ({"status": "pending"}, {"change_type": "major"}, {"status": "pending", "change_type": "major"}, {}):
        assert [entry["id"] for entry in all_pages(api, "/proposals", **query) if entry["id"] in (first_id, third_id)] == [third_id, first_id]
    for query in ({"status": "expired"}, {"change_type": "patch"}, {"status": "pending", "change_type": "patch"}):
        assert first_id not in [entry["id"] for entry in all_pages(api, "/proposals", **query)]


def test_consumers(api, team):
    consumer, pinned, gone = make_team(api), make_team(api), make_team(api)
    made = []
    for _ in range(2):
        asset = make_asset(api, team)
        make_contract(api, asset, BASE)
        made.append(asset)
    first, second = made
    registration = register_for(api, first, consumer)
    register_for(api, first, pinned, pinned_version="1.0.0")
    register_for(api, first, gone)
    first_id, second_id = propose(api, first, NARROW)["id"], propose(api, second, NARROW)["id"]

    def consumers(asset):
        (entry,) = expect(api.get("/proposals", params={"asset_id": asset["id"]}), 200)["results"]
        counts = expect(api.get(f"/proposals/{entry['id']}"), 200)["consumers"]
        assert counts["total"] == entry["total_consumers"] and counts["pending"] == counts["total"]
        return entry["total_consumers"]

    assert consumers(first) == 3 and consumers(second) == 0
    for name in ("consumer_team_id", "pending_ack_for"):
        for who in (consumer, pinned, gone):
            assert found(api, **{name: who["id"]}) == [first_id]
        assert found(api, **{name: team["id"]}) == []
        assert found(api, **{name: consumer["id"]}, asset_id=second["id"]) == []
        assert found(api, **{name: consumer["id"]}, proposed_by=NOBODY) == []
    assert found(api, pending_ack_for=consumer["id"], status="approved") == []
    assert found(api, consumer_team_id=consumer["id"], pending_ack_for=team["id"]) == [first_id], "the answers are another team's"
    # A compatible publish: who registered before is a consumer still, once however often it registers.
    make_contract(api, first, object_schema(["id"], id="integer", email={"type": "string", "maxLength": 1}, name="string"))
    assert consumers(first) == 3 and found(api, consumer_team_id=pinned["id"]) == [first_id]
    register_for(api, first, consumer)
    assert consumers(first) == 3 and found(api, consumer_team_id=consumer["id"]) == [first_id]
    assert api.delete(f"/teams/{gone['id']}").status_code == 204
    assert consumers(first) == 2 and found(api, pending_ack_for=gone["id"]) == []
    register_for(api, second, consumer)
    assert found(api, consumer_team_id=consumer["id"]) == [second_id, first_id]
    assert api.delete(f"/registrations/{registration['id']}").status_code == 204
    assert consumers(first) == 2, "the newer registration stays"


def test_paging(api, team):
    made = []
    for _ in range(5):
        asset = make_asset(api, team)
        make_contract(api, asset, BASE)
        made.insert(0, propose(api, asset, NARROW)["id"])
    for offset in range(7):
        page = expect(api.get("/proposals", params={"proposed_by": team["id"], "limit": 2, "offset": offset}), 200)
        assert [entry["id"] for entry in page["results"]] == made[offset : offset + 2]
        assert (page["total"], page["limit"], page["offset"]) == (5, 2, offset)
    keys = [(entry["proposed_at"], entry["id"]) for entry in all_pages(api, "/proposals", limit=3)]
    assert keys == sorted(keys, reverse=True) and len(set(keys)) == len(keys)


def test_list_refusals(api):
    for query, kind in (
        ({"status": "PENDING"}, "enum"), ({"change_type": "huge"}, "enum"), ({"asset_id": "x"}, "uuid_parsing"), ({"proposed_by": ""}, "uuid_parsing"),
        ({"consumer_team_id": "1"}, "uuid_parsing"), ({"pending_ack_for": "none"}, "uuid_parsing"), ({"limit": 0}, "greater_than_equal"),
        ({"limit": 101}, "less_than_equal"), ({"offset": -1}, "greater_than_equal"),
    ):  # fmt: skip
        (name,) = query
        expect_problem(api.get("/proposals", params=query), ("query", name), kind)
    problem = expect_problem(api.get("/proposals", params={"status": "PENDING"}), ("query", "status"))
    assert problem["msg"] == "Input should be 'pending', 'approved', 'published', 'rejected', 'withdrawn' or 'expired'"


# --- checks and objections, written into the database -----------------------------------------------------------------


@sqlite_only
def test_checks_and_objections(start_server):
    server = start_server()
    api = server.api()
    team = make_team(api)
    asset = make_asset(api, team)
    make_contract(api, asset, BASE)
    proposal = propose(api, asset, NARROW)
    server.stop()
    objection = {
        "team_id": team["id"], "team_name": "r", "reason": "no", "objected_at": "2026-05-01T09:30:00.000001Z", "objected_by_user_id": None,
        "objected_by_user_name": None,
    }  # fmt: skip
    connection = sqlite3.connect(server.database)
    connection.execute(
        "INSERT INTO audit_runs (id, asset_id, status, guarantees_failed, triggered_by, run_at) VALUES (?, ?, 'failed', 2, 'dbt_test', 1700000000000000)",
        (uuid.uuid4().bytes, uuid.UUID(asset["id"]).bytes),
    )
    connection.execute("UPDATE proposals SET objections = ?", (json.dumps([objection], separators=(",", ":")),))
    connection.commit()
    connection.close()
    server.start()
    api = server.api()
    shown = expect(api.get(f"/proposals/{proposal['id']}"), 200)
    assert shown["audit_status"] == {
        "status": "failed", "guarantees_failed": 2, "run_at": "2023-11-14T22:13:20.000000Z", "triggered_by": "dbt_test", "is_passing": False,
    }  # fmt: skip
    assert shown["warnings"] == ["Data quality audit failed with 2 failing guarantee(s). Consider fixing audits before publishing."]
    assert shown["has_objections"] is True and shown["objections"] == [objection]


@sqlite_only
def test_many_teams_downstream(start_server):
    """Assets of very many teams depend on the one that changes."""
    server = start_server()
    api = server.api()
    asset = make_asset(api)
    make_contract(api, asset, BASE)
    server.stop()
    teams = [(uuid.uuid4().bytes, f"downstream {number}") for number in range(10_000)]
    assets = [(uuid.uuid4().bytes, f"mart.x{number:05d}", teams[number % len(teams)][0]) for number in range(len(teams) + 2)]
    upstream = uuid.UUID(asset["id"]).bytes
    connection = sqlite3.connect(server.database)
    connection.executemany("INSERT INTO teams (id, name, created_at) VALUES (?, ?, 1)", teams)
    connection.executemany("INSERT INTO assets (id, fqn, owner_team_id, created_at) VALUES (?, ?, ?, 1)", assets)
    connection.executemany(
        "INSERT INTO dependencies (id, dependent_asset_id, dependency_asset_id, created_at) VALUES (?, ?, ?, 1)",
        [(uuid.uuid4().bytes, dependent, upstream) for dependent, _, _ in assets],
    )
    connection.commit()
    connection.close()
    server.start()
    proposal = propose(server.api(timeout=60), asset, NARROW)
    ids = [str(uuid.UUID(bytes=key)) for key, _, _ in assets]
    assert [entry["asset_id"] for entry in proposal["affected_assets"]] == ids
    assert [(entry["team_name"], entry["assets"]) for entry in proposal["affected_teams"]] == [
        (name, [ids[number]] + ids[len(teams) + number :][:1] * (number < 2)) for number, (_, name) in enumerate(teams)
    ]
