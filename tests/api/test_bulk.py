"""Publishing, registering and creating many at once (chapter 02, sections 14 and 16)."""

import concurrent.futures
import time
import uuid

import pytest

from support.make import (
    audit_events, audit_one, database_read, expect, expect_error, expect_problem, make_asset, make_contract, make_team, make_user,
    object_schema, publish, unique,
)  # fmt: skip

NOBODY = "00000000-0000-4000-8000-000000000000"
BASE = object_schema(["a"], a="integer")
WIDE = object_schema(["a"], a="integer", b="string")
OTHER = object_schema(["c"], c="integer")
ITEM_MEMBERS = {
    "asset_id", "asset_fqn", "status", "contract_id", "proposal_id", "suggested_version", "current_version", "reason",
    "breaking_changes", "error",
}  # fmt: skip
COUNTERS = ("published", "skipped", "proposals_created", "failed")


def bulk_publish(api, team, *items, dry_run=False, propose=None, **members):
    """Items are (asset, schema) or (asset, schema, {further members})."""
    contracts = []
    for asset, schema, *more in items:
        contracts.append({"asset_id": asset["id"] if isinstance(asset, dict) else asset, "schema": schema, **(more[0] if more else {})})
    query = {} if dry_run is None else {"dry_run": str(dry_run).lower()}
    if propose is not None:
        query["create_proposals_for_breaking"] = str(propose).lower()
    team_id = team["id"] if isinstance(team, dict) else team
    return api.post("/contracts/bulk", params=query, json={"contracts": contracts, "published_by": team_id, **members})


def counts(result):
    assert result["total"] == len(result["results"]) == sum(result[name] for name in COUNTERS)
    return tuple(result[name] for name in COUNTERS)


def context(api, asset):
    return expect(api.get(f"/assets/{asset['id']}/context"), 200)


def everything(server):
    """How many rows each table that bulk routes write has."""
    connection = database_read(server.database)
    try:
        return {
            table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            for table in ("assets", "contracts", "registrations", "proposals", "audit_events", "outbox")
        }
    finally:
        connection.close()


# --- publishing -------------------------------------------------------------------------------------------------------


def test_first_contract(server, api, team, asset):
    guarantees = {"freshness": {"max_staleness_minutes": 5}}
    result = expect(
        bulk_publish(api, team, (asset, BASE, {"guarantees": guarantees, "field_tags": {"$.properties.a": ["key"]}})), 200
    )
    assert result["preview"] is False and counts(result) == (1, 0, 0, 0)
    item = result["results"][0]
    assert set(item) == ITEM_MEMBERS
    assert item["asset_id"] == asset["id"] and item["asset_fqn"] == asset["fqn"] and item["status"] == "published"
    assert item["suggested_version"] == "1.0.0" and item["current_version"] is None and item["proposal_id"] is None
    assert item["reason"] == "First contract for this asset" and item["breaking_changes"] == [] and item["error"] is None
    contract = expect(api.get(f"/contracts/{item['contract_id']}"), 200)
    assert contract["schema"] == BASE and contract["version"] == "1.0.0" and contract["schema_format"] == "json_schema"
    assert contract["compatibility_mode"] == "backward" and contract["published_by"] == team["id"]
    assert contract["guarantees"]["freshness"] == guarantees["freshness"] and contract["field_tags"] == {"$.properties.a": ["key"]}
    payload = audit_one(server, item["contract_id"], "contract.published")["payload"]
    assert payload == {"version": "1.0.0", "change_type": None, "force": False, "prerelease": False}


def test_dry_run_is_the_default_and_writes_nothing(server, api, team):
    assets = [make_asset(api, team) for _ in range(4)]
    for number in (1, 2, 3):
        make_contract(api, assets[number], BASE)
    before = everything(server)
    items = [(assets[0], BASE), (assets[1], BASE), (assets[2], WIDE), (assets[3], OTHER), (NOBODY, BASE)]
    result = expect(bulk_publish(api, team, *items, dry_run=None), 200)
    assert result["preview"] is True and counts(result) == (2, 1, 0, 2)
    assert [item["status"] for item in result["results"]] == ["will_publish", "will_skip", "will_publish", "breaking", "failed"]
    assert [item["suggested_version"] for item in result["results"]] == ["1.0.0", None, "1.1.0", "2.0.0", None]
    assert [item["current_version"] for item in result["results"]] == [None, "1.0.0", "1.0.0", "1.0.0", None]
    assert all(item["contract_id"] is None and item["proposal_id"] is None for item in result["results"])
    breaking = result["results"][3]
    assert breaking["reason"] == f"Breaking change: {len(breaking['breaking_changes'])} incompatible modification(s)"
    assert breaking["breaking_changes"] and breaking["error"] is None
    assert counts(expect(bulk_publish(api, team, *items, dry_run=True, propose=True), 200)) == (2, 1, 1, 1)
    assert everything(server) == before


def test_execution_does_what_the_dry_run_said(server, api, team):
    assets = [make_asset(api, team) for _ in range(4)]
    for number in (1, 2, 3):
        make_contract(api, assets[number], BASE)
    items = [(assets[0], BASE), (assets[1], BASE), (assets[2], WIDE), (assets[3], OTHER)]
    said = expect(bulk_publish(api, team, *items, dry_run=True, propose=True), 200)
    done = expect(bulk_publish(api, team, *items, propose=True), 200)
    assert [item["status"] for item in done["results"]] == ["published", "skipped", "published", "proposal.created"]
    assert counts(said) == counts(done) == (2, 1, 1, 0)
    for name in ("suggested_version", "current_version", "breaking_changes"):
        assert [item[name] for item in said["results"]] == [item[name] for item in done["results"]]
    assert context(api, assets[0])["current_contract"]["version"] == "1.0.0"
    assert context(api, assets[2])["current_contract"]["version"] == "1.1.0"
    assert context(api, assets[3])["current_contract"]["version"] == "1.0.0"
    proposals = context(api, assets[3])["active_proposals"]
    assert [proposal["id"] for proposal in proposals] == [done["results"][3]["proposal_id"]]
    assert audit_one(server, done["results"][3]["proposal_id"], "proposal.created")["payload"]["proposed_version"] == "2.0.0"


def test_compatible_change(server, api, team, asset):
    first = make_contract(api, asset, BASE, compatibility_mode="full", field_descriptions={"$.properties.a": "first", "$.gone": "x"})
    guarantees = {"volume": {"min_rows": 1}}
    # Only what matters to neither side is compatible under `full`, which is inherited.
    assert expect(bulk_publish(api, team, (asset, WIDE), dry_run=True), 200)["results"][0]["status"] == "breaking"
    changed = dict(BASE, properties={"a": {"type": "integer", "default": 3}})
    item = expect(bulk_publish(api, team, (asset, WIDE, {"compatibility_mode": "Backward", "guarantees": guarantees})), 200)["results"][0]
    assert item["status"] == "published" and item["reason"] == "Compatible minor change" and item["suggested_version"] == "1.1.0"
    second = expect(api.get(f"/contracts/{item['contract_id']}"), 200)
    assert second["compatibility_mode"] == "backward" and second["field_descriptions"] == {"$.properties.a": "first"}
    assert audit_one(server, first["id"], "contract.deprecated")["payload"]["superseded_by"] == second["id"]
    assert audit_one(server, second["id"], "contract.published")["payload"]["previous_version"] == "1.0.0"
    assert audit_one(server, second["id"], "contract.guarantees_updated")["payload"]["new_guarantees"]["volume"] == {"min_rows": 1}
    # A mode that nobody knows is the active contract's.
    item = expect(bulk_publish(api, team, (asset, changed, {"compatibility_mode": "sideways"})), 200)["results"][0]
    assert item["status"] == "failed"
    item = expect(bulk_publish(api, team, (asset, changed, {"compatibility_mode": "none"})), 200)["results"][0]
    assert item["status"] == "published" and item["reason"] == "Compatible major change"


def test_skipped(server, api, team, asset):
    make_contract(api, asset, BASE, guarantees={"volume": {"min_rows": 1}})
    item = expect(bulk_publish(api, team, (asset, BASE, {"field_descriptions": {"$.properties.a": "new"}})), 200)["results"][0]
    assert item["status"] == "skipped" and item["reason"] == "No schema changes detected"
    assert item["contract_id"] is None and item["current_version"] == "1.0.0" and item["suggested_version"] is None
    event = audit_one(server, asset["id"], "contract.publish_skipped")
    assert event["entity_type"] == "contract" and event["actor_id"] == team["id"]
    assert event["payload"] == {"asset_fqn": asset["fqn"], "current_version": "1.0.0", "reason": "No schema changes detected"}
    expect(bulk_publish(api, team, (asset, BASE), dry_run=True), 200)
    assert len(audit_events(server, asset["id"], "contract.publish_skipped")) == 1
    assert context(api, asset)["contract_history_count"] == 1


def test_breaking_without_the_flag(server, api, team, asset):
    make_contract(api, asset, BASE)
    result = expect(bulk_publish(api, team, (asset, OTHER)), 200)
    item = result["results"][0]
    assert item["status"] == "failed" and counts(result) == (0, 0, 0, 1)
    assert item["error"] == "Breaking change requires proposal. Use create_proposals_for_breaking=true or resolve manually."
    assert item["suggested_version"] == "2.0.0" and item["current_version"] == "1.0.0" and item["breaking_changes"]
    assert not context(api, asset)["active_proposals"]


def test_pending_proposal(api, team, asset):
    make_contract(api, asset, BASE)
    assert expect(publish(api, asset, OTHER), 201)["action"] == "proposal.created"
    for options in ({"dry_run": True}, {"propose": True}):
        item = expect(bulk_publish(api, team, (asset, WIDE), **options), 200)["results"][0]
        assert item["status"] == "failed" and item["error"] == "Asset has a pending proposal. Resolve it before publishing."


def test_items_are_independent(server, api, team):
    assets = [make_asset(api, team) for _ in range(3)]
    make_contract(api, assets[1], BASE)
    deleted = make_asset(api, team)
    expect(api.delete(f"/assets/{deleted['id']}"), 204)
    result = expect(
        bulk_publish(
            api, team, (assets[0], {"type": "zzz"}), (NOBODY, BASE), (assets[1], OTHER), (deleted, BASE), (assets[2], WIDE)
        ), 200,
    )  # fmt: skip
    assert counts(result) == (1, 0, 0, 4)
    errors = [item["error"] for item in result["results"]]
    assert errors[0] == "Invalid schema: [\"type: 'zzz' is not valid under any of the given schemas\"]"
    assert errors[1] == f"Asset not found: {NOBODY}" and result["results"][1]["asset_fqn"] is None
    assert errors[3] == f"Asset not found: {deleted['id']}"
    assert context(api, assets[2])["current_contract"]["version"] == "1.0.0"


def test_limits_of_schemas_hold(api, team, asset):
    wide = object_schema(**{f"f{number}": "integer" for number in range(1001)})
    item = expect(bulk_publish(api, team, (asset, wide)), 200)["results"][0]
    assert item["status"] == "failed" and item["error"].startswith("Invalid schema: ['Too many properties in schema")


def test_an_asset_comes_once(api, team, asset):
    for dry_run in (True, False):
        result = expect(bulk_publish(api, team, (asset, BASE), (asset, WIDE), dry_run=dry_run), 200)
        assert counts(result) == (1, 0, 0, 1)
        assert result["results"][1]["error"] == "Asset appears more than once in this request"
    assert context(api, asset)["contract_history_count"] == 1


def test_versions_that_are_taken_are_passed_over(api, team, asset):
    make_contract(api, asset, BASE, version="1.1.0")
    options = {"force": True, "force_reason": "an earlier line"}
    expect(api.post(f"/assets/{asset['id']}/publish", params=options, json={"schema": BASE, "version": "1.0.0"}), 201)
    item = expect(bulk_publish(api, team, (asset, WIDE)), 200)["results"][0]
    assert item["status"] == "published" and item["suggested_version"] == "1.1.1"


@pytest.mark.parametrize("mode", ["suggest", "enforce"])
def test_semver_mode_plays_no_part(api, team, mode):
    asset = make_asset(api, team, semver_mode=mode)
    assert expect(bulk_publish(api, team, (asset, BASE)), 200)["results"][0]["status"] == "published"
    assert expect(bulk_publish(api, team, (asset, WIDE)), 200)["results"][0]["suggested_version"] == "1.1.0"


def test_who_publishes(api, team, asset):
    expect_error(bulk_publish(api, NOBODY, (asset, BASE)), 404, "TEAM_NOT_FOUND", "Publisher team not found")
    gone = make_team(api)
    expect(api.delete(f"/teams/{gone['id']}"), 204)
    expect_error(bulk_publish(api, gone, (asset, BASE), dry_run=True), 404, "TEAM_NOT_FOUND")
    expect_error(bulk_publish(api, team, (asset, BASE), published_by_user_id=NOBODY), 404, "USER_NOT_FOUND")
    user = make_user(api, team_id=team["id"])
    item = expect(bulk_publish(api, team, (asset, BASE), published_by_user_id=user["id"]), 200)["results"][0]
    assert expect(api.get(f"/contracts/{item['contract_id']}"), 200)["published_by_user_id"] == user["id"]


def test_bodies_that_are_refused(api, team, asset):
    fine = {"asset_id": asset["id"], "schema": BASE}

    def post(*contracts, **members):
        return api.post("/contracts/bulk", json={"contracts": list(contracts), "published_by": team["id"], **members})

    expect_problem(post(), ["body", "contracts"], "too_short")
    expect_problem(post(*[fine] * 101), ["body", "contracts"], "too_long")
    expect_problem(post(fine, {**fine, "asset_id": "x"}), ["body", "contracts", 1, "asset_id"], "uuid_parsing")
    expect_problem(post(fine, {"asset_id": asset["id"]}), ["body", "contracts", 1, "schema"], "missing")
    expect_problem(post({**fine, "schema": []}), ["body", "contracts", 0, "schema"], "dict_type")
    expect_problem(post({**fine, "field_tags": {"a": "b"}}), ["body", "contracts", 0, "field_tags", "a"], "list_type")
    expect_problem(post({**fine, "guarantees": {"volume": 5}}), ["body", "contracts", 0, "guarantees", "volume"], "dict_type")
    expect_problem(post({**fine, "compatibility_mode": 5}), ["body", "contracts", 0, "compatibility_mode"], "string_type")
    expect_problem(api.post("/contracts/bulk", json={"contracts": [fine]}), ["body", "published_by"], "missing")
    # Every problem of every item is told together.
    body = expect(post({}, {"asset_id": 1, "schema": BASE}), 422)
    assert [problem["loc"] for problem in body["detail"]] == [
        ["body", "contracts", 0, "asset_id"], ["body", "contracts", 0, "schema"], ["body", "contracts", 1, "asset_id"],
    ]  # fmt: skip
    assert context(api, asset)["contract_history_count"] == 0


def test_a_hundred_at_once(api, team):
    assets = [make_asset(api, team) for _ in range(100)]
    result = expect(bulk_publish(api, team, *((asset, BASE) for asset in assets)), 200)
    assert counts(result) == (100, 0, 0, 0)
    assert [item["asset_id"] for item in result["results"]] == [asset["id"] for asset in assets]


def test_races_end_in_one_active_contract(server, api, team):
    assets = [make_asset(api, team) for _ in range(3)]
    for asset in assets:
        make_contract(api, asset, BASE)

    def one(number):
        schema = object_schema(["a"], a="integer", **{f"n{number}": "string"})
        if number % 2:
            return [publish(api, asset, schema).status_code for asset in assets]
        reply = bulk_publish(api, team, *((asset, schema) for asset in assets))
        return [item["status"] for item in expect(reply, 200)["results"]]

    with concurrent.futures.ThreadPoolExecutor(6) as pool:
        outcomes = [outcome for many in pool.map(one, range(12)) for outcome in many]
    assert set(outcomes) <= {201, 409, "published", "failed"} and ("published" in outcomes or 201 in outcomes)
    connection = database_read(server.database)
    try:
        for asset in assets:
            key = (uuid.UUID(asset["id"]).bytes,)
            assert connection.execute("SELECT count(*) FROM contracts WHERE asset_id = ? AND status = 'active'", key).fetchone()[0] == 1
            versions = [row[0] for row in connection.execute("SELECT version FROM contracts WHERE asset_id = ?", key)]
            assert len(versions) == len(set(versions))
            pending = "SELECT count(*) FROM proposals WHERE asset_id = ? AND status = 'pending'"
            assert connection.execute(pending, key).fetchone()[0] <= 1
    finally:
        connection.close()


def test_idempotency_key(api, team, asset):
    def post():
        body = {"contracts": [{"asset_id": asset["id"], "schema": BASE}], "published_by": team["id"]}
        return api.post("/contracts/bulk?dry_run=false", json=body, headers={"Idempotency-Key": key})

    key = unique("key")
    first = expect(post(), 200)
    assert expect(post(), 200) == first and first["results"][0]["status"] == "published"
    assert context(api, asset)["contract_history_count"] == 1


def test_a_reply_lists_so_many_changes(api, team):
    assets = [make_asset(api, team) for _ in range(100)]
    names = [f"f{number}" for number in range(200)]
    wide = object_schema(**{name: "string" for name in names})
    for start in range(0, 100, 10):
        assert counts(expect(bulk_publish(api, team, *((asset, wide) for asset in assets[start : start + 10])), 200)) == (10, 0, 0, 0)
    deadline = time.monotonic() + 60
    while counts(result := expect(bulk_publish(api, team, *((asset, object_schema()) for asset in assets), dry_run=True), 200)) != (0, 0, 0, 100):
        assert time.monotonic() < deadline, result  # a busy machine may leave too little time for all of them
    listed = [len(item["breaking_changes"]) for item in result["results"]]
    assert sum(listed) == 10_000 and listed[0] == listed[49] == 200 and listed[50] == 0
    assert all(item["reason"] == "Breaking change: 200 incompatible modification(s)" for item in result["results"])


def test_costly_schemas_get_an_answer(start_server):
    """What takes too long is told so, the rest is decided."""
    api = start_server().api(timeout=90)
    team = make_team(api)
    assets = [make_asset(api, team) for _ in range(100)]

    def doubling(leaf):
        # Written out it has 2^20 leaves.
        definitions = {"d20": leaf}
        for level in range(20):
            definitions[f"d{level}"] = {"anyOf": [{"$ref": f"#/definitions/d{level + 1}"}] * 2}
        return {"type": "object", "properties": {"r": {"$ref": "#/definitions/d0"}}, "definitions": definitions}

    first = doubling({"type": "integer", "maximum": 1})
    assert counts(expect(bulk_publish(api, team, *((asset, first) for asset in assets)), 200)) == (100, 0, 0, 0)
    items = [(asset, doubling({"type": "integer", "maximum": 2})) for asset in assets]
    for options in ({"dry_run": True}, {"propose": True}):
        start = time.monotonic()
        reply = bulk_publish(api, team, *items, **options)
        assert time.monotonic() - start < 60 and len(reply.content) < 64 << 20
        for item in expect(reply, 200)["results"]:
            assert item["status"] in ("published", "will_publish", "breaking", "proposal.created", "failed")
            if item["status"] == "failed":
                assert item["error"].startswith("Not decided: the schemas of this request take too long to compare.")
        assert {item["status"] for item in reply.json()["results"]} - {"failed"}, "nothing was decided"
    expect(api.get(f"/assets/{assets[0]['id']}/context"), 200)


# --- registrations ----------------------------------------------------------------------------------------------------


def bulk_register(api, *items, **members):
    """Items are (contract, team) or (contract, team, {further members})."""
    registrations = []
    for contract, team, *more in items:
        ids = {"contract_id": getattr(contract, "get", {}.get)("id") or contract, "consumer_team_id": getattr(team, "get", {}.get)("id") or team}
        registrations.append({**ids, **(more[0] if more else {})})
    return api.post("/bulk/registrations", json={"registrations": registrations, **members})


def test_registrations(server, api, team, asset):
    contract = make_contract(api, asset, BASE)
    consumers = [make_team(api) for _ in range(3)]
    result = expect(bulk_register(api, *((contract, consumer, {"pinned_version": "1.0.0"}) for consumer in consumers)), 200)
    assert result["total"] == result["succeeded"] == 3 and result["failed"] == 0
    for index, (item, consumer) in enumerate(zip(result["results"], consumers)):
        assert item == {"success": True, "index": index, "id": item["id"], "error": None, "details": {}}
        registration = expect(api.get(f"/registrations/{item['id']}"), 200)
        assert registration["consumer_team_id"] == consumer["id"] and registration["contract_id"] == contract["id"]
        assert registration["status"] == "active" and registration["pinned_version"] == "1.0.0"
        event = audit_one(server, item["id"], "registration.created")
        assert event["payload"] == {"contract_id": contract["id"], "bulk_operation": True} and event["actor_id"] == consumer["id"]


def test_registrations_that_fail(api, team, asset):
    old = make_contract(api, asset, BASE)
    active = make_contract(api, asset, WIDE)
    gone = make_team(api)
    expect(api.delete(f"/teams/{gone['id']}"), 204)
    consumer = make_team(api)
    result = expect(bulk_register(api, (active, NOBODY), (active, gone), (NOBODY, consumer), (old, consumer), (active, consumer)), 207)
    assert (result["total"], result["succeeded"], result["failed"]) == (5, 1, 4)
    assert [item["error"] for item in result["results"]] == [
        f"Team {NOBODY} not found", f"Team {gone['id']} not found", f"Contract {NOBODY} not found", f"Contract {old['id']} is not active",
        None,
    ]  # fmt: skip
    assert [item["success"] for item in result["results"]] == [False, False, False, False, True]
    assert all(item["id"] is None and item["details"] == {} for item in result["results"][:4])
    assert expect(bulk_register(api, (NOBODY, consumer)), 207)["failed"] == 1


def test_registrations_twice(api, team, asset):
    contract, consumer = make_contract(api, asset, BASE), make_team(api)
    first = expect(bulk_register(api, (contract, consumer)), 200)["results"][0]["id"]
    text = f"Registration already exists for team {consumer['id']} and contract {contract['id']}"
    item = expect(bulk_register(api, (contract, consumer)), 207)["results"][0]
    assert item["error"] == text and item["id"] is None and item["details"] == {"existing_id": first}
    item = expect(bulk_register(api, (contract, consumer), skip_duplicates=True), 200)["results"][0]
    assert item == {"success": True, "index": 0, "id": first, "error": None, "details": {"skipped": True, "reason": "duplicate"}}
    # Within one request as well.
    other = make_team(api)
    result = expect(bulk_register(api, (contract, other), (contract, other)), 207)
    assert [item["success"] for item in result["results"]] == [True, False]
    # A deleted one is no obstacle.
    expect(api.delete(f"/registrations/{first}"), 204)
    again = expect(bulk_register(api, (contract, consumer)), 200)["results"][0]["id"]
    assert again != first


def test_registration_bodies_that_are_refused(api):
    fine = (NOBODY, NOBODY)
    expect_problem(bulk_register(api), ["body", "registrations"], "too_short")
    expect_problem(bulk_register(api, *[fine] * 101), ["body", "registrations"], "too_long")
    expect_problem(bulk_register(api, fine, ("x", NOBODY)), ["body", "registrations", 1, "contract_id"], "uuid_parsing")
    place = ["body", "registrations", 0, "pinned_version"]
    expect_problem(bulk_register(api, (NOBODY, NOBODY, {"pinned_version": "1.0.0-rc.1"})), place, "string_pattern_mismatch")
    expect_problem(api.post("/bulk/registrations", json={}), ["body", "registrations"], "missing")


# --- assets -----------------------------------------------------------------------------------------------------------


def bulk_create(api, *items, **members):
    return api.post("/bulk/assets", json={"assets": list(items), **members})


def test_assets(server, api, team):
    items = [
        {"fqn": f"lake.{unique('one')}", "owner_team_id": team["id"]},
        {
            "fqn": f"lake.{unique('two')}", "owner_team_id": team["id"], "environment": "staging", "resource_type": "model",
            "guarantee_mode": "strict", "metadata": {"x": 1}, "tags": ["b", "a"],
        },
    ]  # fmt: skip
    result = expect(bulk_create(api, *items), 200)
    assert (result["total"], result["succeeded"], result["failed"]) == (2, 2, 0)
    for item, wanted in zip(result["results"], items):
        made = expect(api.get(f"/assets/{item['id']}"), 200)
        full = {"environment": "production", "resource_type": "other", "guarantee_mode": "notify", "semver_mode": "auto", "metadata": {}, "tags": []}
        assert {**made, **full, **wanted} == made
        event = audit_one(server, item["id"], "asset.created")
        assert event["payload"] == {"fqn": wanted["fqn"], "environment": made["environment"], "bulk_operation": True}
        assert event["actor_id"] == team["id"]


def test_assets_that_fail(api, team):
    name = f"lake.{unique('taken')}"
    taken = make_asset(api, team, fqn=name)
    fine = {"fqn": f"lake.{unique('fine')}", "owner_team_id": team["id"]}
    result = expect(
        bulk_create(
            api, {"fqn": name, "owner_team_id": team["id"]}, {"fqn": name, "owner_team_id": NOBODY},
            {"fqn": f"lake.{unique('user')}", "owner_team_id": team["id"], "owner_user_id": NOBODY}, fine, fine,
            {"fqn": name, "owner_team_id": team["id"], "environment": "test"},
        ), 207,
    )  # fmt: skip
    assert [item["error"] for item in result["results"]] == [
        f"Asset with FQN '{name}' already exists in environment 'production'", f"Team {NOBODY} not found",
        "Constraint violation processing this item", None, f"Asset with FQN '{fine['fqn']}' already exists in environment 'production'", None,
    ]  # fmt: skip
    assert (result["total"], result["succeeded"], result["failed"]) == (6, 2, 4)
    assert result["results"][0]["details"] == {"existing_id": taken["id"]}
    skipped = expect(bulk_create(api, {"fqn": name, "owner_team_id": team["id"]}, skip_duplicates=True), 200)["results"][0]
    assert skipped["id"] == taken["id"] and skipped["details"] == {"skipped": True, "reason": "duplicate"}
    # A deleted one is no obstacle.
    expect(api.delete(f"/assets/{taken['id']}"), 204)
    assert expect(bulk_create(api, {"fqn": name, "owner_team_id": team["id"]}), 200)["results"][0]["id"] != taken["id"]


def test_default_environment_is_the_servers(start_server):
    api = start_server(settings={"DEFAULT_ENVIRONMENT": "lab"}).api()
    team = make_team(api)
    item = {"fqn": "lake.x", "owner_team_id": team["id"]}
    made = expect(bulk_create(api, item), 200)["results"][0]["id"]
    assert expect(api.get(f"/assets/{made}"), 200)["environment"] == "lab"
    assert "in environment 'lab'" in expect(bulk_create(api, item), 207)["results"][0]["error"]


def test_asset_bodies_that_are_refused(api, team):
    fine = {"fqn": "lake.x", "owner_team_id": team["id"]}
    expect_problem(bulk_create(api), ["body", "assets"], "too_short")
    expect_problem(bulk_create(api, *[fine] * 101), ["body", "assets"], "too_long")
    expect_problem(bulk_create(api, fine, {**fine, "fqn": "single"}), ["body", "assets", 1, "fqn"], "value_error", "FQN must be dot-separated segments")
    expect_problem(bulk_create(api, {**fine, "resource_type": "x"}), ["body", "assets", 0, "resource_type"], "enum")
    expect_problem(bulk_create(api, {**fine, "owner_team_id": "x"}), ["body", "assets", 0, "owner_team_id"], "uuid_parsing")


def test_failed_items_leave_nothing_behind(server, api, team):
    before = everything(server)
    items = [{"fqn": f"lake.{unique('user')}", "owner_team_id": team["id"], "owner_user_id": NOBODY} for _ in range(5)]
    assert expect(bulk_create(api, *items), 207)["failed"] == 5
    assert everything(server) == before


def test_routes_exist_for_one_method(api):
    for path in ("/contracts/bulk", "/bulk/assets", "/bulk/registrations"):
        assert api.put(path, json={}).status_code == 405
