"""Contracts in Avro compared by Avro's rules, on every route that compares, and invalid Avro refused with its place."""

import json
import sqlite3

import pytest

from support.make import database_write, expect, expect_error, make_asset, make_contract, object_schema, publish
from support.postgres import sqlite_only


def meter(kind, **members):
    return {"type": "record", "name": "Meter", "fields": [{"name": "reading", "type": kind, **members}]}


def decimal(scale):
    return {"type": "bytes", "logicalType": "decimal", "precision": 9, "scale": scale}


def moment(unit):
    return {"type": "long", "logicalType": f"timestamp-{unit}"}


def fixed(name, size=4):
    return {"type": "fixed", "name": name, "size": size}


UNREADABLE = [
    ("long", "int"), ("double", "float"), (decimal(2), decimal(4)), (fixed("Tag"), fixed("Mark")), (moment("millis"), moment("micros")),
]  # fmt: skip


@pytest.fixture
def asset(api, team):
    return make_asset(api, team)


def publish_avro(api, asset, schema, **options):
    return publish(api, asset, schema, schema_format="avro", **options)


def told(changes):
    return [(change["type"], change["path"]) for change in changes]


@pytest.mark.parametrize(("old", "new"), UNREADABLE)
def test_what_no_reader_survives_becomes_a_proposal(api, asset, old, new):
    make_contract(api, asset, meter(old), schema_format="avro")
    preview = expect(publish_avro(api, asset, meter(new), dry_run=True), 200)
    result = expect(publish_avro(api, asset, meter(new)), 201)
    for reply, action in ((preview, "would.create.proposal"), (result, "proposal.created")):
        assert reply["action"] == action and reply["change_type"] == "major"
        assert [change["path"] for change in reply["breaking_changes"]] == ["Meter.reading"]
    assert result["schema_converted_from"] == "avro"


def test_a_proposal_keeps_what_was_handed_in(api, asset):
    make_contract(api, asset, meter("long"), schema_format="avro")
    made = expect(publish_avro(api, asset, meter("int")), 201)["proposal"]
    assert (made["schema_format"], made["proposed_source"]) == ("avro", meter("int"))
    for path in (f"/proposals/{made['id']}", f"/proposals/{made['id']}?include_status=false", f"/proposals/{made['id']}/status"):
        shown = expect(api.get(path), 200)
        assert (shown["schema_format"], shown["proposed_source"]) == ("avro", meter("int")), path
        assert shown["proposed_schema"]["properties"] == {"reading": {"type": "integer"}}
    # What was handed in is compared as Avro: it still is no reader of what is active.
    raw = {"old_schema": meter("long"), "new_schema": shown["proposed_source"], "schema_format": shown["schema_format"]}
    assert told(expect(api.post("/contracts/compare", json=raw), 200)["breaking_changes"]) == [("type_narrowed", "Meter.reading")]


def test_a_proposal_in_json_schema_has_no_other_source(api, asset):
    make_contract(api, asset, object_schema(["reading"], reading="integer"))
    made = expect(publish(api, asset, object_schema([], unit="string")), 201)["proposal"]
    shown = expect(api.get(f"/proposals/{made['id']}"), 200)
    assert (shown["schema_format"], shown["proposed_source"]) == ("json_schema", None)


@pytest.mark.parametrize("mode", ["backward", "forward", "full", "none"])
def test_a_promotion_goes_one_way(api, asset, mode):
    make_contract(api, asset, meter("int"), schema_format="avro", compatibility_mode=mode)
    result = expect(publish_avro(api, asset, meter("long"), compatibility_mode=mode), 201)
    assert result["action"] == ("published" if mode in ("backward", "none") else "proposal.created")


def test_a_rename_that_keeps_the_old_name_is_no_dropping(api, asset):
    make_contract(api, asset, meter("int"), schema_format="avro")
    renamed = meter("int", aliases=["reading"])
    renamed["fields"][0]["name"] = "value"
    result = expect(publish_avro(api, asset, renamed), 201)
    assert result["action"] == "published" and result["change_type"] == "minor"


def test_every_route_that_compares(api, team, asset):
    first = make_contract(api, asset, meter("int"), schema_format="avro")
    suggestion = expect(api.post(f"/assets/{asset['id']}/version-suggestion", json={"schema": meter("string"), "schema_format": "avro"}), 200)
    assert suggestion["suggested_version"] == "2.0.0" and told(suggestion["breaking_changes"]) == [("type_changed", "Meter.reading")]

    preview = expect(api.post(f"/assets/{asset['id']}/impact-preview", json={"proposed_schema": meter("float"), "schema_format": "avro"}), 200)
    assert not preview["is_breaking"] and told(preview["non_breaking_changes"]) == [("type_widened", "Meter.reading")]
    preview = expect(api.post(f"/assets/{asset['id']}/impact-preview", json={"proposed_schema": meter("bytes"), "schema_format": "avro"}), 200)
    assert preview["is_breaking"] and [way["suggested_schema"] for way in preview["migration_suggestions"]] == [meter("int")]

    second = expect(publish_avro(api, asset, meter("long")), 201)["contract"]
    diff = expect(api.get(f"/assets/{asset['id']}/contracts/diff", params={"from_version": first["version"], "to_version": second["version"]}), 200)
    assert diff["is_compatible"] and told(diff["all_changes"]) == [("type_widened", "Meter.reading")]
    back = expect(api.post("/contracts/compare", json={"contract_id_1": second["id"], "contract_id_2": first["id"]}), 200)
    assert not back["is_compatible"] and told(back["breaking_changes"]) == [("type_narrowed", "Meter.reading")]
    raw = expect(api.post("/contracts/compare", json={"old_schema": "long", "new_schema": ["null", "int"], "schema_format": "avro"}), 200)
    assert told(raw["breaking_changes"]) == [("type_narrowed", "root")]

    expect(publish_avro(api, asset, meter("int"), force=True, force_reason="the field is an int after all"), 201)
    history = expect(api.get(f"/assets/{asset['id']}/contracts/history"), 200)["contracts"]
    assert [entry["change_type"] for entry in history] == ["major", "patch", "initial"]
    assert [entry["breaking_changes_count"] for entry in history] == [1, 0, 0]


def test_many_at_once(api, team):
    assets = [make_asset(api, team) for _ in range(4)]
    for each in assets[:3]:
        make_contract(api, each, meter("long"), schema_format="avro")
    kinds = ["long", "int", "double", "int"]
    items = [{"asset_id": each["id"], "schema": meter(kind), "schema_format": "avro"} for each, kind in zip(assets, kinds, strict=True)]
    items.append({"asset_id": make_asset(api, team)["id"], "schema": meter("int", default="none"), "schema_format": "avro"})
    items.append({"asset_id": make_asset(api, team)["id"], "schema": ["null", "int"], "schema_format": "avro"})
    result = expect(api.post("/contracts/bulk", params={"dry_run": False}, json={"contracts": items, "published_by": team["id"]}), 200)
    assert [item["status"] for item in result["results"]] == ["skipped", "failed", "published", "published", "failed", "published"]
    assert told(result["results"][1]["breaking_changes"]) == [("type_narrowed", "Meter.reading")]
    assert result["results"][4]["error"].endswith("'none' is no value of the type int, at reading")


def test_two_languages_have_json_schema_in_common(api, asset):
    make_contract(api, asset, object_schema(["reading"], reading="integer"))
    assert expect(publish_avro(api, asset, meter("long")), 201)["action"] == "published"
    assert expect(publish(api, asset, object_schema(["reading"], reading="integer")), 201)["action"] == "published"
    assert expect(publish_avro(api, asset, meter("int")), 201)["action"] == "published", "there is no long to compare with"


@sqlite_only
@sqlite_only
def test_contracts_from_before_documentation_had_to_be_text(start_server):
    """Contracts that would not be taken today are compared all the same."""
    running = start_server()
    asset = make_asset(running.api())
    schema = meter("int")
    expect(publish_avro(running.api(), asset, schema), 201)
    kept = {**schema, "doc": 5, "fields": [{**schema["fields"][0], "doc": [], "aliases": ["x"]}, {**schema["fields"][0], "name": "other", "aliases": ["x"], "default": 1}]}
    running.stop_and_check()
    database_write(running.database, "UPDATE contracts SET schema_source = ?", json.dumps(kept))
    running.start()
    api = running.api()
    new = {**kept, "doc": "text", "fields": [{**kept["fields"][0], "doc": "text", "type": "long"}, {**kept["fields"][1], "aliases": []}]}
    assert expect(publish_avro(api, asset, new), 201)["contract"]["version"] == "1.0.1"
    assert expect(publish_avro(api, asset, schema), 201)["action"] == "proposal.created"


@sqlite_only
def test_contracts_from_before_the_sources_were_kept(start_server):
    server = start_server()
    asset = make_asset(server.api())
    make_contract(server.api(), asset, meter("long"), schema_format="avro")
    server.stop()
    connection = sqlite3.connect(server.database)
    connection.execute("UPDATE contracts SET schema_source = NULL")
    connection.commit()
    connection.close()
    server.start()
    api = server.api()
    assert expect(publish_avro(api, asset, meter("int")), 201)["action"] == "published", "the JSON Schemas are the same"
    assert expect(publish_avro(api, asset, meter("boolean"), dry_run=True), 200)["action"] == "would.create.proposal"


@pytest.mark.parametrize("whole, schema", [
    ("string", {"type": "string"}), (["null", "int"], {"anyOf": [{"type": "null"}, {"type": "integer"}]}),
    ({"type": "array", "items": "long"}, {"type": "array", "items": {"type": "integer"}}),
    ({"type": "map", "values": "boolean"}, {"type": "object", "additionalProperties": {"type": "boolean"}}),
])  # fmt: skip
def test_any_type_is_a_whole_schema(api, asset, whole, schema):
    contract = expect(publish_avro(api, asset, whole), 201)["contract"]
    assert contract["schema"] == contract["schema_def"] == schema and contract["schema_format"] == "avro"
    assert expect(publish_avro(api, asset, whole), 201)["change_type"] == "patch"
    assert expect(publish_avro(api, asset, "boolean"), 201)["action"] == "proposal.created"


@pytest.mark.parametrize("wrong", ["Meter", [], 5, None, True, {"type": ["null", "int"]}])
def test_what_is_no_type_at_all(api, asset, wrong):
    expect_error(publish_avro(api, asset, wrong), 400, "INVALID_SCHEMA")


ENUM = {"type": "enum", "name": "Level"}


@pytest.mark.parametrize("schema, path, message", [
    (meter("int", default="none"), "reading", "Invalid default: 'none' is no value of the type int"),
    (meter(["null", "string"], default="null"), "reading", "Invalid default: 'null' is no value of the type null, the first of its union"),
    (meter({**ENUM, "symbols": ["LOW", "LOW"]}), "reading", "Enum symbol defined twice: LOW"),
    (meter({**ENUM, "symbols": ["LOW"], "default": "HIGH"}), "reading", "The default of an enum is one of its symbols, not: HIGH"),
    (meter({**ENUM, "symbols": ["NOT-OK"]}), "reading", "Invalid Avro symbol: NOT-OK"),
    ({"type": "record", "name": "Meter", "fields": [{"name": "two words", "type": "int"}]}, "two words", "Invalid Avro name: two words"),
    (meter({"type": "array", "items": ["int", "int"]}), "reading.items[1]", "A union cannot hold a type twice: int"),
])  # fmt: skip
def test_invalid_avro_is_refused_with_its_place(api, asset, schema, path, message):
    error = expect_error(publish_avro(api, asset, schema), 400, "INVALID_SCHEMA")
    assert error["message"] == f"Failed to convert Avro schema: {message}"
    assert error["details"] == {"path": path, "schema_format": "avro"}
    preview = api.post("/contracts/compare", json={"old_schema": schema, "new_schema": "int", "schema_format": "avro"})
    assert expect_error(preview, 400, "INVALID_SCHEMA")["message"].endswith(message)
