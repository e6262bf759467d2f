"""What is not published: unknown things, bad schemas and bodies, too much of anything (chapter 02, sections 4 and 10)."""

import json

import pytest

from support.contracts import NARROW, history_count
from support.make import expect, expect_error, expect_problem, make_asset, make_contract, make_team, object_schema, publish

NOBODY = "00000000-0000-4000-8000-000000000000"


# --- refusals ---------------------------------------------------------------------------------------------------------


def test_unknown_things(api, team, asset):
    expect_error(publish(api, NOBODY, NARROW), 404, "ASSET_NOT_FOUND", "asset not found")
    gone = make_team(api)
    assert api.delete(f"/teams/{gone['id']}").status_code == 204
    for team_id in (NOBODY, gone["id"]):
        error = expect_error(publish(api, asset, NARROW, published_by=team_id), 404, "TEAM_NOT_FOUND")
        assert error["message"] == f"Publisher team not found: {team_id}" and error["details"] == {"published_by": team_id}
    expect_problem(publish(api, asset, NARROW, published_by="x"), ("query", "published_by"), "uuid_parsing")
    assert api.delete(f"/assets/{asset['id']}").status_code == 204
    expect_error(publish(api, asset, NARROW), 404, "ASSET_NOT_FOUND")


def test_audit_gate(api, asset):
    error = expect_error(publish(api, asset, NARROW, require_audit_pass=True), 412, "AUDIT_REQUIRED", "No audit runs found")
    assert error["message"] == "No audit runs found. Run audits before publishing with require_audit_pass=true."
    expect_error(publish(api, asset, NARROW, require_audit_pass=True, force=True, force_reason="force is no way round"), 412, "AUDIT_REQUIRED")
    assert history_count(api, asset) == 0


@pytest.mark.parametrize(
    "schema, part",
    [
        (object_schema(a="zzz"), "zzz"),
        ({"type": "object", "properties": []}, "properties"),
        ({"type": "object", "properties": 5}, "properties"),
        ({"type": "object", "properties": {"a": 5}}, "properties.a"),
        ({"type": "object", "required": "id"}, "required"),
        ({"type": "object", "required": ["a", "a"]}, "non-unique"),
        ({"type": "string", "minLength": -1}, "minimum of 0"),
        ({"multipleOf": 0}, "multipleOf"),
        ({"allOf": []}, "non-empty"),
        ({"not": 5}, "not"),
        ({"$ref": 5}, "$ref"),
        ({"enum": "x"}, "enum"),
        ({"exclusiveMinimum": True}, "true is not of type 'number'"),
        ({"maximum": 5, "exclusiveMaximum": False, "const": 1, "properties": {"a": True}}, '"$schema": "http://json-schema.org/draft-04/schema#"'),
    ],
)
def test_schemas_that_are_invalid(api, asset, schema, part):
    error = expect_error(publish(api, asset, schema), 400, "INVALID_SCHEMA")
    first = error["details"]["errors"][0]
    more = len(error["details"]["errors"]) - 1
    assert error["message"] == f"Invalid JSON Schema: {first}" + (f" (and {more} more)" if more else "")
    assert any(part in text for text in error["details"]["errors"]), error["details"]
    assert history_count(api, asset) == 0


@pytest.mark.parametrize("schema", [{}, {"type": "string"}, {"anything": True}, {"$ref": "#/definitions/x"}, {"pattern": "("}, {"enum": []}, {"properties": {"a": True, "b": False}}])
def test_odd_schemas_that_are_valid(api, asset, schema):
    assert make_contract(api, asset, schema)["schema"] == schema
    expect(publish(api, asset, schema), 201)


@pytest.mark.parametrize(
    "member, value, location, kind",
    [
        ("schema", [], (), "dict_type"), ("schema", "x", (), "dict_type"), ("schema", None, (), "dict_type"), ("schema", 5, (), "dict_type"),
        ("schema_format", None, (), "enum"), ("schema_format", "xml", (), "enum"),
        ("compatibility_mode", None, (), "enum"), ("compatibility_mode", "Backward", (), "enum"),
        ("guarantees", [], (), None), ("guarantees", {"freshness": 5}, ("freshness",), "dict_type"),
        ("guarantees", {"nullability": {"a": 1}}, ("nullability", "a"), "string_type"),
        ("guarantees", {"accepted_values": {"a": "x"}}, ("accepted_values", "a"), "list_type"),
        ("guarantees", {"accepted_values": {"a": ["x", 1]}}, ("accepted_values", "a", 1), "string_type"),
        ("field_descriptions", None, (), "dict_type"), ("field_descriptions", [], (), "dict_type"),
        ("field_descriptions", {"a": 1}, ("a",), "string_type"),
        ("field_tags", None, (), "dict_type"), ("field_tags", {"a": "x"}, ("a",), "list_type"),
        ("field_tags", {"a": [1]}, ("a", 0), "string_type"),
    ],
)  # fmt: skip
def test_bodies_that_are_refused(api, asset, member, value, location, kind):
    body = {"schema": NARROW, member: value}
    expect_problem(api.post(f"/assets/{asset['id']}/publish", json=body), ("body", member, *location), kind)


def test_the_schema_is_required_under_its_own_name(api, asset):
    expect_problem(api.post(f"/assets/{asset['id']}/publish", json={"schema_def": NARROW}), ("body", "schema"), "missing")


# --- limits -----------------------------------------------------------------------------------------------------------


def nested(depth):
    schema = {"type": "string"}
    for _ in range(depth):
        schema = {"type": "object", "properties": {"a": schema}}
    return schema


def test_limits_of_a_schema(api, asset):
    many = object_schema(**{f"p{number}": "string" for number in range(1001)})
    problem = expect_problem(publish(api, asset, many), ("body", "schema"), "value_error")
    assert problem["msg"] == "Value error, Too many properties in schema (including nested). Maximum: 1000. Found: 1001."
    problem = expect_problem(publish(api, asset, nested(12)), ("body", "schema"), "value_error", "nesting too deep")
    assert "Maximum depth: 10" in problem["msg"]
    large = {"type": "object", "description": "x" * 1_000_000}
    size = len(json.dumps(large, separators=(",", ":")))
    problem = expect_problem(publish(api, asset, large), ("body", "schema"), "value_error", "too large")
    assert problem["msg"] == f"Value error, Schema too large. Maximum size: 1,000,000 bytes (0MB). Current size: {size:,} bytes."
    assert history_count(api, asset) == 0


def test_just_within_the_limits(api, team):
    many = object_schema(**{f"p{number}": "string" for number in range(1000)})
    make_contract(api, make_asset(api, team), many)
    make_contract(api, make_asset(api, team), nested(9))
    text = {"type": "object", "description": ""}
    text["description"] = "é" * ((1_000_000 - len(json.dumps(text, separators=(",", ":")))) // 6)
    assert 999_990 < len(json.dumps(text, separators=(",", ":"))) <= 1_000_000
    make_contract(api, make_asset(api, team), text)
    text["description"] += "éé"
    expect_problem(publish(api, make_asset(api, team), text), ("body", "schema"), "value_error", "too large")


def test_limits_are_settings(start_server):
    api = start_server(settings={"MAX_SCHEMA_PROPERTIES": 2, "MAX_SCHEMA_NESTING_DEPTH": 2, "MAX_SCHEMA_SIZE_BYTES": 200}).api()
    asset = make_asset(api)
    expect_problem(publish(api, asset, object_schema(a="string", b="string", c="string")), ("body", "schema"), None, "Maximum: 2. Found: 3")
    expect_problem(publish(api, asset, {"description": "x" * 200}), ("body", "schema"), None, "Maximum size: 200 bytes")
    make_contract(api, asset, object_schema(a="string", b="string"))
