"""`true` and `false` as whole schemas (JSON Schema core, section 4.3.2), wherever a request takes a schema."""

import pytest

from support.contracts import FORCE, active_version
from support.make import expect, expect_error, expect_problem, make_asset, make_contract, object_schema, publish

OBJECT = object_schema(["a"], a="integer")
OPEN = {"type": "object"}


def kinds(changes):
    return [change["type"] for change in changes]


@pytest.mark.parametrize("schema", [True, False])
def test_they_are_published_and_read_back(api, asset, schema):
    made = make_contract(api, asset, schema)
    assert made["schema_def"] is schema and made["schema"] is schema
    assert expect(api.get(f"/contracts/{made['id']}"), 200)["schema_def"] is schema
    for path in (f"/assets/{asset['id']}/contracts", f"/contracts?asset_id={asset['id']}"):
        (listed,) = expect(api.get(path), 200)["results"]
        assert listed["schema_def"] is schema and listed["schema"] is schema
    context = expect(api.get(f"/assets/{asset['id']}/context"), 200)["current_contract"]
    assert context["schema_def"] is schema and context["schema"] is schema


def test_bytes_of_a_body(api, asset):
    reply = api.post(f"/assets/{asset['id']}/publish", content=b'\xef\xbb\xbf{"schema" : true }', headers={"Content-Type": "application/json"})
    assert expect(reply, 201)["contract"]["schema_def"] is True


def test_the_same_again_is_a_patch(api, asset):
    make_contract(api, asset, True)
    assert make_contract(api, asset, True)["version"] == "1.0.1"
    assert make_contract(api, asset, {})["version"] == "1.0.2", "true and {} are one schema"


@pytest.mark.parametrize(
    "old, new, breaks",
    [(OPEN, True, False), (OBJECT, True, True), (True, OBJECT, True), (True, OPEN, True), (False, OBJECT, False), (True, False, True), (False, True, False)],
)
def test_changes_to_and_from_them(api, asset, old, new, breaks):
    make_contract(api, asset, old, compatibility_mode="backward")
    result = expect(publish(api, asset, new), 201)
    assert result["published"] is not breaks, result
    compared = expect(api.post("/contracts/compare", json={"old_schema": old, "new_schema": new}), 200)
    assert compared["is_compatible"] is not breaks and kinds(compared["breaking_changes"]) == kinds(result.get("breaking_changes", []))
    if breaks:
        shown = expect(api.get(f"/proposals/{result['proposal']['id']}"), 200)
        assert result["proposal"]["proposed_schema"] == new and shown["proposed_schema"] == new
        assert active_version(api, asset) == "1.0.0"


def test_a_proposal_of_false(api, asset):
    make_contract(api, asset, OBJECT)
    proposal = expect(publish(api, asset, False), 201)["proposal"]
    for query in ({}, {"include_status": "false"}):
        assert expect(api.get(f"/proposals/{proposal['id']}", params=query), 200)["proposed_schema"] is False
    assert expect(api.get(f"/proposals/{proposal['id']}/status"), 200)["proposed_schema"] is False


def test_history_and_diff(api, asset):
    for schema, options in ((True, {}), (OBJECT, FORCE), (False, FORCE)):
        make_contract(api, asset, schema, **options)
    history = expect(api.get(f"/assets/{asset['id']}/contracts/history"), 200)["contracts"]
    assert [(entry["version"], entry["change_type"]) for entry in history] == [("3.0.0", "major"), ("2.0.0", "major"), ("1.0.0", "initial")]
    diff = expect(api.get(f"/assets/{asset['id']}/contracts/diff", params={"from_version": "1.0.0", "to_version": "3.0.0"}), 200)
    assert not diff["is_compatible"] and diff["change_type"] == "major"
    back = expect(api.get(f"/assets/{asset['id']}/contracts/diff", params={"from_version": "3.0.0", "to_version": "1.0.0"}), 200)
    assert back["is_compatible"]


@pytest.mark.parametrize("schema", [True, False])
def test_dry_runs_suggestions_and_previews(api, asset, schema):
    make_contract(api, asset, OPEN)
    would = expect(publish(api, asset, schema, dry_run=True), 200)
    suggestion = expect(api.post(f"/assets/{asset['id']}/version-suggestion", json={"schema": schema}), 200)
    impact = expect(api.post(f"/assets/{asset['id']}/impact-preview", json={"proposed_schema": schema}), 200)
    assert suggestion["change_type"] == impact["change_type"].lower() and (suggestion["change_type"] == "major") is not schema
    assert impact["is_breaking"] is not schema
    assert would["action"] == ("would.publish" if schema else "would.create.proposal")
    for way in impact["migration_suggestions"]:
        assert isinstance(way["suggested_schema"], dict | bool)


def test_a_preview_from_true(api, asset):
    make_contract(api, asset, True)
    impact = expect(api.post(f"/assets/{asset['id']}/impact-preview", json={"proposed_schema": OBJECT}), 200)
    assert impact["is_breaking"] is True


def test_in_bulk(api, team):
    first, second, third = (make_asset(api, team) for _ in range(3))
    contracts = [{"asset_id": first["id"], "schema": True}, {"asset_id": second["id"], "schema": False}, {"asset_id": third["id"], "schema": OBJECT}]
    body = {"contracts": contracts, "published_by": team["id"]}
    result = expect(api.post("/contracts/bulk", params={"dry_run": "false"}, json=body), 200)
    assert [entry["status"] for entry in result["results"]] == ["published"] * 3
    assert expect(api.get(f"/contracts/{result['results'][1]['contract_id']}"), 200)["schema_def"] is False


@pytest.mark.parametrize("schema", [True, False])
def test_they_are_valid(api, schema):
    assert expect(api.post("/schemas/validate", json=schema), 200) == {"valid": True, "errors": []}


def test_what_goes_with_a_contract(api, asset):
    contract = make_contract(api, asset, True, guarantees={"nullability": {"a": "never"}, "freshness": {"max_staleness_minutes": 5}},
                             field_descriptions={"$.properties.a": "said of nothing"}, field_tags={"$.properties.a": ["pii"]})
    assert contract["guarantees"]["nullability"] == {"a": "never"}
    later = make_contract(api, asset, True)
    assert later["field_descriptions"] == {} and later["field_tags"] == {}, "true declares no fields"


@pytest.mark.parametrize("mode", ["backward", "forward", "full", "none"])
def test_every_mode(api, asset, mode):
    make_contract(api, asset, False, compatibility_mode=mode)
    result = expect(publish(api, asset, True, compatibility_mode=mode), 201)
    assert result["published"] is (mode in ("backward", "none"))


@pytest.mark.parametrize("schema", [None, 0, 1, 1.5, "true", "", [], [True]])
def test_what_is_neither_is_refused(api, asset, schema):
    expect(publish(api, asset, schema), 422)
    expect(api.post(f"/assets/{asset['id']}/version-suggestion", json={"schema": schema}), 422)
    expect(api.post(f"/assets/{asset['id']}/impact-preview", json={"proposed_schema": schema}), 422)
    expect(api.post("/schemas/validate", json=schema), 422)
    if schema is not None:
        problem = expect_problem(publish(api, asset, schema), ("body", "schema"), "dict_type")
        assert problem["input"] == schema
        expect_problem(api.post("/contracts/compare", json={"old_schema": schema, "new_schema": {}}), ("body", "old_schema"), "dict_type")


@pytest.mark.parametrize("schema", [True, False])
def test_avro_has_none(api, asset, schema):
    expect_error(publish(api, asset, schema, schema_format="avro"), 400, "INVALID_SCHEMA", "must be an object, an array or a string")
    expect_error(api.post(f"/assets/{asset['id']}/impact-preview", json={"proposed_schema": schema, "schema_format": "avro"}), 400,
                 "INVALID_SCHEMA", "must be an object, an array or a string")
    compared = api.post("/contracts/compare", json={"old_schema": "string", "new_schema": schema, "schema_format": "avro"})
    expect_error(compared, 400, "INVALID_SCHEMA", "must be an object, an array or a string")


def test_avro_after_a_boolean(api, asset):
    make_contract(api, asset, True)
    result = expect(publish(api, asset, "string", schema_format="avro"), 201)
    assert result["published"] is False, "fewer documents pass"


def test_draft_4_has_none(api):
    """Below a schema that says so; a boolean itself says of no draft that it is written in it."""
    nested = {"$schema": "http://json-schema.org/draft-04/schema#", "properties": {"a": True}}
    assert expect(api.post("/schemas/validate", json=nested), 200)["valid"] is False


def test_other_objects_stay_objects(api, asset):
    """Only schemas may be booleans."""
    expect_problem(api.post("/teams", json={"name": "x y", "metadata": True}), ("body", "metadata"), "dict_type")
    expect_problem(publish(api, asset, True, guarantees={"freshness": True}), ("body", "guarantees", "freshness"), "dict_type")


def test_the_description_says_so(http):
    document = expect(http.get("/openapi.json"), 200)
    models = document["components"]["schemas"]
    assert models["Contract"]["properties"]["schema_def"]["type"] == ["object", "boolean"]
    assert models["Publish"]["properties"]["schema"]["type"] == ["object", "boolean", "array", "string"]
    assert models["TeamCreate"]["properties"]["metadata"]["type"] == "object"
