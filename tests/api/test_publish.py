"""Publishing contracts: what becomes of a schema (chapter 02, sections 4, 5, 10 and 11)."""

import hashlib
import json

import pytest

from support.checks import TIME
from support.contracts import NARROW, OTHER, WIDE, active_version, contracts_of, history_count
from support.make import (
    audit_events, audit_one, database_read, expect, expect_error, expect_problem, make_asset, make_contract, make_team,
    make_user, object_schema, publish,
)  # fmt: skip

NOBODY = "00000000-0000-4000-8000-000000000000"
CONTRACT_MEMBERS = {
    "id", "asset_id", "version", "schema_def", "schema", "schema_format", "compatibility_mode", "guarantees",
    "field_descriptions", "field_tags", "status", "published_at", "published_by", "published_by_user_id", "updated_at",
}  # fmt: skip


# --- row A: the first contract ----------------------------------------------------------------------------------------


def test_first_contract(server, api, team, asset):
    result = expect(publish(api, asset, NARROW, version="1.0.0", published_by=team["id"]), 201)
    assert result["action"] == "published"
    for absent in ("proposal", "change_type", "breaking_changes", "warning", "version_suggestion", "schema_converted_from"):
        assert absent not in result or result[absent] is None, absent
    assert not result.get("version_auto_generated")
    contract = result["contract"]
    assert CONTRACT_MEMBERS <= set(contract)
    assert contract["asset_id"] == asset["id"] and contract["version"] == "1.0.0" and contract["status"] == "active"
    assert contract["schema_def"] == contract["schema"] == NARROW
    assert contract["schema_format"] == "json_schema" and contract["compatibility_mode"] == "backward"
    assert contract["guarantees"] is None and contract["field_descriptions"] == {} and contract["field_tags"] == {}
    assert contract["published_by"] == team["id"] and contract["published_by_user_id"] is None
    assert TIME.fullmatch(contract["published_at"]) and contract["updated_at"] is None
    event = audit_one(server, contract["id"], "contract.published")
    assert event["entity_type"] == "contract" and event["actor_id"] == team["id"]
    assert event["payload"] == {"version": "1.0.0", "change_type": None, "force": False, "prerelease": False}


def test_publisher_is_the_owner_where_none_is_named(api, asset):
    assert make_contract(api, asset, NARROW)["published_by"] == asset["owner_team_id"]


def test_first_version_is_generated(api, asset):
    result = expect(publish(api, asset, NARROW), 201)
    assert result["contract"]["version"] == "1.0.0" and result["version_auto_generated"] is True


def test_both_names_of_the_route(api, asset):
    assert expect(publish(api, asset, NARROW, path="contracts"), 201)["contract"]["version"] == "1.0.0"
    assert expect(publish(api, asset, WIDE, path="publish"), 201)["contract"]["version"] == "1.1.0"


def test_any_first_version(api, team):
    for version in ("0.0.0", "3.2.1", "1.0.0-alpha", "1.0.0-beta.1", "1.0.0-rc.1", "1.0.0+build.123", "01.002.3", "1.0.0-a-b.c+d-e", "99999.0.0"):
        assert make_contract(api, make_asset(api, team), NARROW, version=version)["version"] == version


def test_members_of_a_schema_keep_their_order_and_numbers(api, asset):
    text = '{"type":"object","zeta":1,"properties":{"b":{"type":"integer","maximum":18446744073709551615},"a":{"enum":["ü",1,null]}},"alpha":[1,"x"]}'
    reply = api.post(f"/assets/{asset['id']}/publish", content='{"schema": %s}' % text)
    contract = expect(reply, 201)["contract"]
    assert json.dumps(contract["schema"], ensure_ascii=False, separators=(",", ":")) == text
    assert '"maximum":18446744073709551615' in reply.text
    assert list(contract["schema_def"]["properties"]) == ["b", "a"]


def test_publishing_user(api, team, asset):
    user = make_user(api, team_id=team["id"])
    assert make_contract(api, asset, NARROW, published_by_user_id=user["id"])["published_by_user_id"] == user["id"]
    expect_error(publish(api, asset, WIDE, published_by_user_id=NOBODY), 404, "USER_NOT_FOUND")
    # The same where a proposal would come of it.
    expect_error(publish(api, asset, OTHER, published_by_user_id=NOBODY), 404, "USER_NOT_FOUND")
    assert history_count(api, asset) == 1


# --- row B: compatible ------------------------------------------------------------------------------------------------


def test_compatible_change(server, api, team, asset):
    first = make_contract(api, asset, NARROW)
    result = expect(publish(api, asset, WIDE, published_by=team["id"]), 201)
    assert result["action"] == "published" and result["change_type"] == "minor" and result["version_auto_generated"] is True
    assert result.get("breaking_changes") in (None, [])
    second = result["contract"]
    assert second["version"] == "1.1.0"
    assert contracts_of(server, asset) == [("1.0.0", "deprecated"), ("1.1.0", "active")]
    assert audit_one(server, first["id"], "contract.deprecated")["payload"] == {
        "version": "1.0.0", "superseded_by": second["id"], "superseded_by_version": "1.1.0",
    }  # fmt: skip
    assert audit_one(server, second["id"], "contract.published")["payload"] == {
        "version": "1.1.0", "change_type": "minor", "force": False, "prerelease": False, "previous_version": "1.0.0",
    }  # fmt: skip
    assert not audit_events(server, second["id"], "contract.guarantees_updated")


def test_identical_schema_makes_a_patch_version(server, api, asset):
    make_contract(api, asset, NARROW)
    result = expect(publish(api, asset, NARROW), 201)
    assert result["action"] == "published" and result["change_type"] == "patch" and result["contract"]["version"] == "1.0.1"
    assert make_contract(api, asset, NARROW, version="1.5.0")["version"] == "1.5.0"
    # One of an earlier line is asked for by force.
    expect_error(publish(api, asset, NARROW, version="1.2.0"), 400, "INVALID_VERSION", "must be greater than current version 1.5.0")
    expect(publish(api, asset, NARROW, version="1.2.0", force=True, force_reason="an earlier line"), 201)
    assert contracts_of(server, asset) == [("1.0.0", "deprecated"), ("1.0.1", "deprecated"), ("1.5.0", "deprecated"), ("1.2.0", "active")]


@pytest.mark.parametrize(
    "old, new, kind, version",
    [
        (object_schema(a="integer"), object_schema(a="number"), "patch", "1.0.1"),
        (object_schema(["a"], a="string"), object_schema(a="string"), "patch", "1.0.1"),
        (object_schema(a={"type": "string", "maxLength": 5}), object_schema(a={"type": "string", "maxLength": 9}), "patch", "1.0.1"),
        (object_schema(a={"enum": ["x"]}), object_schema(a={"enum": ["x", "y"]}), "minor", "1.1.0"),
        (object_schema(a="string"), object_schema(a={"type": ["null", "string"]}), "minor", "1.1.0"),
        (object_schema(a={"type": "integer", "maximum": 3}), object_schema(a={"maximum": 3.0, "type": "integer"}), "patch", "1.0.1"),
    ],
)
def test_kinds_of_compatible_change(api, asset, old, new, kind, version):
    make_contract(api, asset, old)
    result = expect(publish(api, asset, new), 201)
    assert result["action"] == "published" and result["change_type"] == kind
    # The suggestion is a minor bump only for changes that are more than a patch.
    assert result["contract"]["version"] == version


def test_mode_of_the_request_decides(api, asset):
    make_contract(api, asset, WIDE, compatibility_mode="none")
    result = expect(publish(api, asset, NARROW), 201)
    assert result["action"] == "proposal.created", "backward is the default, whatever the contract had"


def test_mode_none_publishes_what_is_breaking(api, asset):
    make_contract(api, asset, WIDE)
    result = expect(publish(api, asset, NARROW, compatibility_mode="none"), 201)
    assert result["action"] == "published" and result["change_type"] == "major"
    assert result["contract"]["compatibility_mode"] == "none"


@pytest.mark.parametrize(
    "mode, new, action",
    [
        ("backward", "wide", "published"), ("forward", "wide", "proposal.created"), ("full", "wide", "proposal.created"),
        ("backward", "narrow", "proposal.created"), ("forward", "narrow", "published"), ("full", "narrow", "proposal.created"),
        ("none", "wide", "published"), ("none", "narrow", "published"), ("full", "same", "published"),
    ],
)  # fmt: skip
def test_modes(api, asset, mode, new, action):
    base = object_schema(a="string", b="string")
    changed = {"wide": object_schema(a="string", b="string", c="string"), "narrow": object_schema(a="string"), "same": base}[new]
    make_contract(api, asset, base)
    assert expect(publish(api, asset, changed, compatibility_mode=mode), 201)["action"] == action


def test_guarantees_are_stored_whole_and_not_carried(server, api, asset):
    given = {"freshness": {"max_staleness_minutes": 30}, "accepted_values": {"state": ["open", "closed"]}, "nullability": {"id": "never"}, "other": 1}
    first = make_contract(api, asset, NARROW, guarantees=given)
    assert first["guarantees"] == {
        "freshness": {"max_staleness_minutes": 30}, "volume": None, "nullability": {"id": "never"},
        "accepted_values": {"state": ["open", "closed"]},
    }  # fmt: skip
    second = make_contract(api, asset, WIDE)
    assert second["guarantees"] is None
    event = audit_one(server, second["id"], "contract.guarantees_updated")
    assert event["payload"]["new_guarantees"] in ({}, None) and event["payload"]["old_guarantees"]["freshness"] == {"max_staleness_minutes": 30}
    third = make_contract(api, asset, WIDE, guarantees=None)
    assert not audit_events(server, third["id"], "contract.guarantees_updated")


def test_field_metadata_is_carried_forward(api, asset):
    make_contract(
        api, asset, WIDE, field_descriptions={"$.properties.customer_id": "key", "$.properties.email": "mail", "anything": "kept at first"},
        field_tags={"$.properties.email": ["pii", "contact"]},
    )  # fmt: skip
    wider = object_schema(["customer_id"], customer_id="integer", email="string", phone="string")
    second = make_contract(api, asset, wider, field_descriptions={"$.properties.email": "", "$.properties.phone": "tel"}, field_tags={"x": ["y"]})
    assert second["field_descriptions"] == {"$.properties.customer_id": "key", "$.properties.email": "", "$.properties.phone": "tel"}
    assert second["field_tags"] == {"$.properties.email": ["pii", "contact"], "x": ["y"]}
    third = make_contract(api, asset, NARROW, force=True, force_reason="the field is gone for good")
    assert third["field_descriptions"] == {"$.properties.customer_id": "key"} and third["field_tags"] == {}


# --- row C: force -----------------------------------------------------------------------------------------------------


def test_force(server, api, asset):
    first = make_contract(api, asset, WIDE)
    result = expect(publish(api, asset, OTHER, force=True, force_reason="approved by the council"), 201)
    assert result["action"] == "force.published" and result["change_type"] == "major" and result["breaking_changes"]
    assert result["warning"] == "Breaking change was force-published. Consumers may be affected."
    assert result["contract"]["version"] == "2.0.0" and result["version_auto_generated"] is True
    assert contracts_of(server, asset) == [("1.0.0", "deprecated"), ("2.0.0", "active")]
    payload = audit_one(server, result["contract"]["id"], "contract.force_published")["payload"]
    assert payload == {
        "version": "2.0.0", "change_type": "major", "force": True, "prerelease": False, "previous_version": "1.0.0",
        "force_reason": "approved by the council",
    }  # fmt: skip
    audit_one(server, first["id"], "contract.deprecated")


def test_force_of_a_compatible_change_is_ordinary(api, asset):
    make_contract(api, asset, NARROW)
    result = expect(publish(api, asset, WIDE, force=True, force_reason="just to be sure"), 201)
    assert result["action"] == "published" and "warning" not in result


def test_force_needs_a_reason(api, asset):
    make_contract(api, asset, WIDE)
    error = expect_error(publish(api, asset, OTHER, force=True), 400, "INVALID_INPUT", "force_reason")
    assert error["message"].startswith("force_reason is required when force=true.")
    # Before the asset is looked for.
    expect_error(publish(api, NOBODY, OTHER, force=True), 400, "INVALID_INPUT")
    for reason, kind in (("", "string_too_short"), ("short", "string_too_short"), ("x" * 501, "string_too_long")):
        expect_problem(publish(api, asset, WIDE, force_reason=reason), ("query", "force_reason"), kind)
    expect(publish(api, asset, OTHER, force=True, force_reason="ü" * 500), 201)


# --- rows D and E: pre-releases and graduation ------------------------------------------------------------------------


def test_breaking_prerelease_and_graduation(server, api, asset):
    make_contract(api, asset, WIDE)
    result = expect(publish(api, asset, OTHER, version="2.0.0-alpha"), 201)
    assert result["action"] == "published" and result["change_type"] == "major" and result["breaking_changes"]
    assert result["message"] == "Pre-release version published. Breaking changes allowed without ack."
    assert audit_one(server, result["contract"]["id"], "contract.published")["payload"]["prerelease"] is True
    result = expect(publish(api, asset, NARROW, version="2.0.0"), 201)
    assert result["action"] == "published" and result["message"] == "Graduated from 2.0.0-alpha to stable release."
    assert result["breaking_changes"]
    assert audit_one(server, result["contract"]["id"], "contract.published")["payload"]["prerelease"] is False
    assert [status for _, status in contracts_of(server, asset)] == ["deprecated", "deprecated", "active"]


def test_another_base_version_is_no_graduation(api, asset):
    make_contract(api, asset, WIDE, version="1.0.0-alpha")
    assert expect(publish(api, asset, OTHER, version="1.1.0"), 201)["action"] == "proposal.created"


def test_build_metadata_is_no_prerelease(api, asset):
    make_contract(api, asset, WIDE)
    assert expect(publish(api, asset, OTHER, version="2.0.0+build-7"), 201)["action"] == "proposal.created"


def test_version_after_a_prerelease(api, asset):
    make_contract(api, asset, NARROW, version="1.0.0-alpha")
    assert expect(publish(api, asset, NARROW), 201)["contract"]["version"] == "1.0.1"


# --- rows F and G: proposals ------------------------------------------------------------------------------------------


def test_breaking_change_becomes_a_proposal(server, api, team, asset):
    make_contract(api, asset, WIDE)
    result = expect(publish(api, asset, OTHER, version="2.0.0", published_by=team["id"]), 201)
    assert result["action"] == "proposal.created" and "contract" not in result and result["change_type"] == "major"
    assert result["message"] == "Breaking change detected. Proposal created for consumer acknowledgment."
    assert not result.get("version_auto_generated")
    proposal = result["proposal"]
    assert proposal["asset_id"] == asset["id"] and proposal["status"] == "pending" and proposal["change_type"] == "major"
    assert proposal["proposed_schema"] == OTHER and proposal["proposed_by"] == team["id"]
    assert proposal["breaking_changes"] == result["breaking_changes"]
    for name in ("resolved_at", "expires_at", "updated_at", "proposed_by_user_id"):
        assert proposal[name] is None, name
    assert proposal["auto_expire"] is False and proposal["has_objections"] is False
    for name in ("objections", "affected_teams", "affected_assets"):
        assert proposal[name] == [], name
    kinds = {change["type"]: change for change in proposal["breaking_changes"]}
    assert {"property_removed", "required_added"} <= set(kinds)
    removed = [change for change in proposal["breaking_changes"] if change["type"] == "property_removed"]
    assert {change["path"] for change in removed} == {"properties.customer_id", "properties.email"}
    for change in removed:
        name = change["path"].split(".")[-1]
        assert change["message"] == f"Property '{name}' was removed"
        assert change["old_value"] == WIDE["properties"][name] and change["new_value"] is None

    assert contracts_of(server, asset) == [("1.0.0", "active")]
    event = audit_one(server, proposal["id"], "proposal.created")
    text = json.dumps(OTHER, sort_keys=True, separators=(",", ":"))
    assert event["entity_type"] == "proposal" and event["actor_id"] == team["id"]
    assert event["payload"] == {
        "asset_id": asset["id"], "change_type": "major", "breaking_changes_count": len(proposal["breaking_changes"]),
        "proposed_version": "2.0.0", "proposed_schema_hash": hashlib.sha256(text.encode()).hexdigest()[:16],
    }  # fmt: skip


def test_the_hash_of_a_schema_escapes_and_sorts(server, api, asset):
    make_contract(api, asset, WIDE)
    schema = {"type": "object", "title": "Übung \U0001f600", "properties": {"b": {"enum": [1.5, None, True]}, "a": {"x": {"z": 1, "y": []}}}}
    proposal = expect(publish(api, asset, schema), 201)["proposal"]
    text = json.dumps(schema, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    payload = audit_one(server, proposal["id"], "proposal.created")["payload"]
    assert payload["proposed_schema_hash"] == hashlib.sha256(text.encode()).hexdigest()[:16]
    assert payload["proposed_version"] == "2.0.0"


def test_generated_version_of_a_proposal(api, asset):
    make_contract(api, asset, WIDE)
    assert expect(publish(api, asset, OTHER), 201)["version_auto_generated"] is True


def test_one_pending_proposal(api, asset):
    make_contract(api, asset, WIDE)
    proposal = expect(publish(api, asset, OTHER), 201)["proposal"]
    third = object_schema(["order_id"], order_id="string")
    error = expect_error(publish(api, asset, third), 409, "DUPLICATE_PROPOSAL", "already has a pending proposal", proposal["id"])
    assert error["message"] == f"Asset already has a pending proposal (ID: {proposal['id']}). Resolve the existing proposal before creating a new one."
    # A compatible, a forced and a pre-release publish go through all the same, and the proposal stays.
    assert expect(publish(api, asset, object_schema(["customer_id"], customer_id="integer", email="string", x="string")), 201)["action"] == "published"
    assert expect(publish(api, asset, NARROW, version="3.0.0-rc.1"), 201)["action"] == "published"
    assert expect(publish(api, asset, OTHER, force=True, force_reason="cannot wait longer"), 201)["action"] == "force.published"
    (pending,) = expect(api.get(f"/assets/{asset['id']}/context"), 200)["active_proposals"]
    assert pending["id"] == proposal["id"]
    expect_error(publish(api, asset, WIDE), 409, "DUPLICATE_PROPOSAL")


def test_a_proposal_blocks_no_version(api, asset):
    make_contract(api, asset, WIDE)
    assert expect(publish(api, asset, OTHER, version="2.0.0"), 201)["action"] == "proposal.created"
    assert make_contract(api, asset, WIDE, version="2.0.0")["version"] == "2.0.0"


@pytest.mark.parametrize(
    "old, new, kind, path",
    [
        (object_schema(a="string"), object_schema(a="integer"), "type_changed", "properties.a.type"),
        (object_schema(a="number"), object_schema(a="integer"), "type_narrowed", "properties.a.type"),
        (object_schema(a="string"), object_schema(["a"], a="string"), "required_added", "required"),
        (object_schema(a={"enum": ["x", "y"]}), object_schema(a={"enum": ["x"]}), "enum_values_removed", "properties.a.enum"),
        (object_schema(a={"type": "string"}), object_schema(a={"type": "string", "maxLength": 5}), "constraint_tightened", "properties.a.maxLength"),
        (object_schema(a={"type": ["string", "null"]}), object_schema(a="string"), "nullable_removed", "properties.a.type"),
        (object_schema(a={"type": "string", "default": "x"}), object_schema(a="string"), "default_removed", "properties.a.default"),
        ({"type": "object"}, {"type": "object", "additionalProperties": False}, "constraint_tightened", "additionalProperties"),
        (object_schema(a=object_schema(b="string")), object_schema(a=object_schema()), "property_removed", "properties.a.properties.b"),
    ],
)
def test_kinds_of_breaking_change(api, asset, old, new, kind, path):
    make_contract(api, asset, old)
    result = expect(publish(api, asset, new), 201)
    assert result["action"] == "proposal.created"
    assert [(change["type"], change["path"]) for change in result["breaking_changes"]] == [(kind, path)]


# --- dry runs ---------------------------------------------------------------------------------------------------------


def snapshot(server, asset):
    connection = database_read(server.database)
    try:
        return (
            contracts_of(server, asset),
            connection.execute("SELECT count(*) FROM audit_events").fetchone()[0],
            connection.execute("SELECT count(*) FROM proposals").fetchone()[0],
        )
    finally:
        connection.close()


def dry(api, asset, schema, **options):
    reply = publish(api, asset, schema, dry_run=True, **options)
    assert reply.status_code in (200, 201), reply.text
    return reply.json()


def test_dry_run_decides_and_writes_nothing(server, api, asset):
    before = snapshot(server, asset)
    result = dry(api, asset, NARROW)
    assert result["action"] == "would.publish" and result["dry_run"] is True and result["published"] is False
    assert result["message"] == "Version 1.0.0 would be published."
    assert result["contract"]["version"] == "1.0.0" and result["version_auto_generated"] is True
    assert snapshot(server, asset) == before

    make_contract(api, asset, WIDE)
    before = snapshot(server, asset)
    assert dry(api, asset, object_schema(["customer_id"], customer_id="integer", email="string", x="string"))["contract"]["version"] == "1.1.0"
    result = dry(api, asset, OTHER)
    assert result["action"] == "would.create.proposal" and result["breaking_changes"] and result["change_type"] == "major"
    assert "A proposal would be created" in result["message"]
    result = dry(api, asset, OTHER, force=True, force_reason="only to see it")
    assert result["action"] == "would.force.publish" and result["contract"]["version"] == "2.0.0" and "would" in result["warning"]
    assert dry(api, asset, OTHER, version="2.0.0-a")["message"].startswith("Pre-release version would be")
    assert snapshot(server, asset) == before
    assert active_version(api, asset) == "1.0.0"
    # What the dry run did not take is free.
    assert make_contract(api, asset, WIDE, version="1.1.0")["version"] == "1.1.0"


def test_what_the_query_says_may_stand_in_the_body(server, api, asset):
    path, body = f"/assets/{asset['id']}/publish", {"schema": WIDE, "version": "1.0.0"}
    before = snapshot(server, asset)
    for query, member in (({}, True), ({"dry_run": True}, True), ({"dry_run": "1"}, True), ({"dry_run": True}, None), ({"dry_run": ""}, True)):
        reply = api.post(path, params={k: v for k, v in query.items() if v != ""}, json={**body, "dry_run": member})
        assert expect(reply, 200)["action"] == "would.publish", (query, member)
    for query, member in ((True, False), (False, True)):
        expect_problem(api.post(path, params={"dry_run": query}, json={**body, "dry_run": member}), ("body", "dry_run"), "value_error")
    for member in ("yes", 1, []):
        expect_problem(api.post(path, json={**body, "dry_run": member}), ("body", "dry_run"), "bool_type")
    assert snapshot(server, asset) == before
    expect(api.post(path, json={**body, "dry_run": False}), 201)
    forced = {"schema": OTHER, "version": "2.0.0", "force": True}
    expect_error(api.post(path, json=forced), 400, "INVALID_INPUT", "force_reason is required")
    expect_problem(api.post(path, json={**forced, "force_reason": "short"}), ("body", "force_reason"), "string_too_short")
    expect_problem(api.post(path, params={"force": False}, json=forced), ("body", "force"), "value_error")
    reply = api.post(path, json={**forced, "force_reason": "it cannot wait", "dry_run": True})
    assert expect(reply, 200)["action"] == "would.force.publish"
    other = make_team(api)
    expect_problem(api.post(path, params={"published_by": asset["owner_team_id"]}, json={**forced, "published_by": other["id"]}), ("body", "published_by"), "value_error")
    reply = api.post(path, params={"published_by": other["id"]}, json={**forced, "force_reason": "it cannot wait", "published_by": other["id"].upper()})
    assert expect(reply, 201)["contract"]["published_by"] == other["id"]


def test_dry_run_refuses_as_the_real_one_would(server, api, asset):
    make_contract(api, asset, WIDE, version="1.0.0")
    expect(publish(api, asset, OTHER), 201)
    before = snapshot(server, asset)
    expect_error(publish(api, asset, WIDE, version="1.0.0", dry_run=True), 409, "VERSION_EXISTS")
    expect_error(publish(api, asset, NARROW, dry_run=True), 409, "DUPLICATE_PROPOSAL")
    expect_error(publish(api, asset, object_schema(a="zzz"), dry_run=True), 400, "INVALID_SCHEMA")
    expect_error(publish(api, NOBODY, WIDE, dry_run=True), 404, "ASSET_NOT_FOUND")
    assert snapshot(server, asset) == before


# --- Avro -------------------------------------------------------------------------------------------------------------


def test_avro(api, asset):
    avro = {
        "type": "record", "name": "Order", "doc": "An order",
        "fields": [{"name": "id", "type": "long"}, {"name": "note", "type": ["null", "string"], "default": None}],
    }  # fmt: skip
    result = expect(publish(api, asset, avro, schema_format="avro"), 201)
    assert result["schema_converted_from"] == "avro" and result["contract"]["schema_format"] == "avro"
    assert result["contract"]["schema"] == {
        "type": "object", "description": "An order",
        "properties": {"id": {"type": "integer"}, "note": {"anyOf": [{"type": "null"}, {"type": "string"}], "default": None}},
        "required": ["id"],
    }  # fmt: skip


def test_the_seed_example(start_server):
    """The page that the product was asked for: a team, an asset, a contract, nothing else named."""
    api = start_server().api()
    team = make_team(api, name="data-platform")
    asset = make_asset(api, fqn="warehouse.analytics.dim_customers", owner_team_id=team["id"], description="Customer dimension table")
    contract = make_contract(api, asset, WIDE, version="1.0.0")
    assert contract["version"] == "1.0.0" and contract["published_by"] == team["id"]
