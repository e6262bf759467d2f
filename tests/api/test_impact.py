"""What a change would do, before it is made (chapter 03, section 6; chapter 02, sections 9 and 17)."""

import copy
import sqlite3
import uuid

import pytest

from support.make import (
    audit_events, expect, expect_error, expect_problem, make_asset, make_contract, make_team, object_schema, publish, register,
)  # fmt: skip
from support.postgres import sqlite_only

NOBODY = "00000000-0000-4000-8000-000000000000"
BASE = object_schema(["sku"], sku="string", price="number")


def preview(api, asset, schema, **members):
    return api.post(f"/assets/{asset['id']}/impact-preview", json={"proposed_schema": schema, **members})


def test_a_compatible_change(server, api, asset):
    contract = make_contract(api, asset, BASE)
    wider = object_schema(["sku"], sku="string", price="number", note="string")
    assert expect(preview(api, asset, wider), 200) == {
        "is_breaking": False, "change_type": "MINOR", "breaking_changes": [], "guarantee_changes": [], "affected_consumers": [],
        "non_breaking_changes": [
            {"type": "property_added", "path": "properties.note", "message": "Property 'note' was added", "old_value": None, "new_value": {"type": "string"}}
        ],
        "affected_downstream": [], "unconfirmed_consumers": [], "suggested_version": "1.1.0",
        "version_reason": "Backward-compatible schema additions - minor version bump", "would_create_proposal": False,
        "proposal_would_notify": [], "migration_suggestions": [], "touched_fields": [], "current_version": "1.0.0",
        "compatibility_mode": "backward",
        "compatibility_policy": "yardstick",
    }  # fmt: skip
    assert [event["action"] for event in audit_events(server, contract["id"])] == ["contract.published"], "nothing is written"
    same = expect(preview(api, asset, BASE), 200)
    assert (same["change_type"], same["suggested_version"], same["non_breaking_changes"]) == ("PATCH", "1.0.1", [])


def test_a_breaking_change_with_a_consumer(api, asset):
    contract, consumer = make_contract(api, asset, BASE), make_team(api)
    made = register(api, contract, consumer)
    shown = expect(preview(api, asset, object_schema(price="number")), 200)
    assert shown["is_breaking"] is True and shown["change_type"] == "MAJOR" and shown["suggested_version"] == "2.0.0"
    assert {change["type"] for change in shown["breaking_changes"]} == {"property_removed"}
    assert {change["type"] for change in shown["non_breaking_changes"]} == {"required_removed"}
    assert shown["affected_consumers"] == [
        {
            "registration_id": made["id"], "consumer_team_id": consumer["id"], "consumer_team_name": consumer["name"],
            "contract_id": contract["id"], "pinned_version": None, "status": "active",
        }
    ]  # fmt: skip
    assert shown["would_create_proposal"] is True and shown["proposal_would_notify"] == [consumer["name"]]
    (suggestion,) = shown["migration_suggestions"]
    assert suggestion["strategy"] == "deprecate" and suggestion["confidence"] == "high"
    assert suggestion["changes_made"] == ["Re-added 'sku' with deprecated: true"]
    assert suggestion["suggested_schema"]["properties"]["sku"]["deprecated"] is True
    # The suggestion is what it claims to be: it can be published.
    assert expect(publish(api, asset, suggestion["suggested_schema"]), 201)["action"] == "published"


def test_a_breaking_change_without_consumers(api, asset):
    make_contract(api, asset, BASE)
    shown = expect(preview(api, asset, object_schema(sku="string")), 200)
    assert shown["is_breaking"] is True and shown["would_create_proposal"] is False and shown["proposal_would_notify"] == []
    assert shown["migration_suggestions"]


def test_the_mode_may_be_overridden(api, asset):
    make_contract(api, asset, BASE, compatibility_mode="full")
    narrow = object_schema(["sku"], sku="string")
    assert expect(preview(api, asset, narrow), 200)["compatibility_mode"] == "full"
    shown = expect(preview(api, asset, narrow, compatibility_mode_override="none"), 200)
    assert shown["compatibility_mode"] == "none" and shown["is_breaking"] is False and shown["change_type"] == "MAJOR"
    assert shown["migration_suggestions"] == [] and len(shown["non_breaking_changes"]) == 1 and shown["suggested_version"] == "1.1.0"
    assert expect(preview(api, asset, narrow, compatibility_mode_override="forward"), 200)["is_breaking"] is False
    assert expect(preview(api, asset, narrow, compatibility_mode_override=None), 200)["is_breaking"] is True
    expect_problem(preview(api, asset, narrow, compatibility_mode_override="FULL"), ("body", "compatibility_mode_override"), "enum")


def test_guarantees(api, team, asset):
    promised = {"freshness": {"max_staleness_minutes": 60}, "nullability": {"sku": "never"}}
    make_contract(api, asset, BASE, guarantees=promised)
    assert expect(preview(api, asset, BASE), 200)["guarantee_changes"] == [], "none are proposed"
    assert expect(preview(api, asset, BASE, proposed_guarantees=None), 200)["guarantee_changes"] == []
    assert expect(preview(api, asset, BASE, proposed_guarantees=promised), 200)["guarantee_changes"] == []
    shown = expect(preview(api, asset, BASE, proposed_guarantees={"freshness": {"max_staleness_minutes": 120}, "uniqueness": {"sku": True}}), 200)
    assert [(change["type"], change["severity"], change["path"]) for change in shown["guarantee_changes"]] == [
        ("not_null_removed", "warning", "nullability.sku"), ("unique_added", "info", "uniqueness.sku"), ("freshness_relaxed", "warning", "freshness"),
    ]  # fmt: skip
    assert shown["is_breaking"] is False
    strict = make_asset(api, team, guarantee_mode="strict")
    make_contract(api, strict, BASE, guarantees=promised)
    shown = expect(preview(api, strict, BASE, proposed_guarantees={}), 200)
    assert shown["is_breaking"] is True and shown["suggested_version"] == "2.0.0" and shown["migration_suggestions"] == []
    assert {change["type"] for change in shown["breaking_changes"]} == {"not_null_removed", "freshness_removed"}


@pytest.mark.parametrize(
    "guarantees", [[], "x", 5, True]
)
def test_guarantees_that_are_no_document(api, asset, guarantees):
    expect_problem(preview(api, asset, BASE, proposed_guarantees=guarantees), ("body", "proposed_guarantees"), "dict_type")


@pytest.mark.parametrize(
    "guarantees", [{"nullability": ["x"]}, {"freshness": 5}, {"freshness": {"warn_after": {"days": "x"}}}, {"volume": "x", "custom": None}, {"accepted_values": {"a": 5}}]
)
def test_odd_guarantees_are_no_failure(api, asset, guarantees):
    make_contract(api, asset, BASE, guarantees={"volume": {"min_rows": 1}, "accepted_values": {"a": ["x"]}})
    expect(preview(api, asset, BASE, proposed_guarantees=guarantees), 200)


@pytest.mark.parametrize(
    "change, strategy, text",
    [
        (lambda s: s["properties"].pop("note"), "deprecate", "Re-added 'note' with deprecated: true"),
        (lambda s: s["required"].append("note"), "default", "Made 'note' optional with default"),
        (lambda s: s["properties"]["note"].update(type="integer"), "additive", "Kept 'note' with original type, added 'note_v2' with new type"),
        (lambda s: s["properties"]["state"].update(enum=["open"]), "deprecate", "Re-added deprecated enum values ['closed'] to 'state'"),
        (lambda s: s["properties"]["note"].update(maxLength=5), "keep_constraint", "restored maxLength=100"),
    ],
)
def test_each_kind_of_migration(api, asset, change, strategy, text):
    schema = object_schema(["sku"], sku="string", note={"type": "string", "maxLength": 100}, state={"type": "string", "enum": ["open", "closed"]})
    make_contract(api, asset, schema)
    changed = copy.deepcopy(schema)
    change(changed)
    shown = expect(preview(api, asset, changed), 200)
    (suggestion,) = shown["migration_suggestions"]
    assert suggestion["strategy"] == strategy and any(text in made for made in suggestion["changes_made"]), suggestion
    assert suggestion["description"].startswith("Composed migration: ")
    after = expect(preview(api, asset, suggestion["suggested_schema"]), 200)
    assert after["is_breaking"] is False, after["breaking_changes"]


def test_several_changes_compose(api, asset):
    make_contract(api, asset, object_schema(["sku"], sku="string", price="number", note="string"))
    shown = expect(preview(api, asset, object_schema(["sku", "new"], sku="string", new="string", price="string")), 200)
    first = shown["migration_suggestions"][0]
    assert first["strategy"] == "mixed" and len(first["changes_made"]) == 3
    assert expect(preview(api, asset, first["suggested_schema"]), 200)["is_breaking"] is False


def test_refusals(api, asset):
    error = expect_error(preview(api, {"id": NOBODY}, object_schema(a="zzz", b="yyy")), 400, "INVALID_SCHEMA", "Invalid proposed_schema: ")
    faults = error["message"].removeprefix("Invalid proposed_schema: ").split("; ")
    assert [fault.split(": ")[0] for fault in faults] == ["properties.a.type", "properties.b.type"], "each fault once"
    assert "zzz" in faults[0] and "yyy" in faults[1]
    expect_error(preview(api, {"id": NOBODY}, BASE), 404, "ASSET_NOT_FOUND")
    error = expect_error(preview(api, asset, BASE), 404, "CONTRACT_NOT_FOUND")
    assert error["message"] == f"Asset has no published contracts: {asset['id']}" and error["details"] == {"asset_id": asset["id"]}
    expect_problem(preview(api, asset, []), ("body", "proposed_schema"), "dict_type")
    expect_problem(api.post(f"/assets/{asset['id']}/impact-preview", json={}), ("body", "proposed_schema"), "missing")


def test_no_limits(api, asset):
    make_contract(api, asset, BASE)
    many = {f"p{number}": "string" for number in range(1500)}
    assert expect(preview(api, asset, object_schema(["sku"], sku="string", price="number", **many)), 200)["change_type"] == "MINOR"


@sqlite_only
def test_downstream_assets_of_other_teams(start_server):
    server = start_server()
    api = server.api()
    owner, other, consumer = make_team(api, name="owner"), make_team(api, name="downstream"), make_team(api, name="also consumer")
    source = make_asset(api, owner)
    mart, own, twice = make_asset(api, other, fqn="mart.a"), make_asset(api, owner, fqn="mart.b"), make_asset(api, consumer, fqn="mart.c")
    contract = make_contract(api, source, BASE)
    register(api, contract, consumer)
    server.stop()
    connection = sqlite3.connect(server.database)
    for number, (dependent, kind) in enumerate(((mart, "consumes"), (own, "consumes"), (twice, "transforms"), (twice, "consumes"))):
        connection.execute(
            "INSERT INTO dependencies (id, dependent_asset_id, dependency_asset_id, dependency_type, created_at) VALUES (?, ?, ?, ?, ?)",
            (uuid.uuid4().bytes, uuid.UUID(dependent["id"]).bytes, uuid.UUID(source["id"]).bytes, kind, number),
        )
    connection.commit()
    connection.close()
    api = server.start().api()
    shown = expect(preview(api, source, object_schema(["sku"], sku="string")), 200)
    assert shown["affected_downstream"] == [
        {"asset_id": mart["id"], "asset_fqn": "mart.a", "owner_team_name": "downstream", "dependency_type": "consumes", "depth": 1},
        {"asset_id": twice["id"], "asset_fqn": "mart.c", "owner_team_name": "also consumer", "dependency_type": "consumes", "depth": 1},
        {"asset_id": twice["id"], "asset_fqn": "mart.c", "owner_team_name": "also consumer", "dependency_type": "transforms", "depth": 1},
    ]
    assert shown["proposal_would_notify"] == ["also consumer", "downstream"] and shown["would_create_proposal"] is True
    proposal = expect(publish(api, source, object_schema(["sku"], sku="string")), 201)["proposal"]
    assert [entry["asset_fqn"] for entry in proposal["affected_assets"]] == ["mart.a", "mart.c"]
    assert [entry["team_name"] for entry in proposal["affected_teams"]] == ["downstream", "also consumer"]
