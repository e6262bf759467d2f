"""Schemas compared, checked and converted without a server, held against what the server says of the same ones."""

import copy
import itertools
import json
import os
import subprocess
import sys
import threading
import time

import pytest

import tessera_sdk
from support.make import unique
from tessera_sdk import (
    BreakingChange,
    ChangeType,
    CompatibilityMode,
    MigrationSuggestion,
    SchemaComparison,
    SchemaFormat,
    TesseraError,
    ValidationError,
    schema,
)

OLD = {"type": "object", "properties": {"id": {"type": "integer"}, "name": {"type": "string"}}, "required": ["id"]}
NEW = {"type": "object", "properties": {"id": {"type": "integer"}, "note": {"type": "string"}}, "required": ["id"]}

# Each follows each other in the tests below: what one says, most of the others do not.
SCHEMAS = [
    {},
    {"type": "object"},
    OLD,
    NEW,
    {**OLD, "required": ["id", "name"]},
    {**OLD, "additionalProperties": False},
    {**OLD, "$schema": "https://json-schema.org/draft/2020-12/schema", "minProperties": 1, "dependentRequired": {"name": ["id"]}},
    {"type": "object", "properties": {"id": {"type": "number", "minimum": 0}, "name": {"type": ["string", "null"], "default": None}}},
    {"type": "object", "properties": {"id": {"type": "integer", "minimum": 1.0}, "name": {"enum": ["a", "b"]}}},
    {"type": "object", "properties": {"id": {"$ref": "#/definitions/key"}, "name": {"enum": ["b", {"c": [1, True]}]}},
     "definitions": {"key": {"type": "integer", "maximum": 18446744073709551616}}},
    {"type": "object", "properties": {"name": {"type": "string", "pattern": "^[a-z]+$", "maxLength": 20, "default": "é\u0000"}},
     "patternProperties": {"^x-": {"type": "string"}}},
    {"type": "object", "properties": {"id": {"anyOf": [{"type": "integer"}, {"type": "string"}]},
                                      "lines": {"type": "array", "items": {"$ref": "#"}, "minItems": 1}}},
    {"type": "object", "properties": {"id": {"oneOf": [{"type": "integer"}, {"type": "null"}]},
                                      "lines": {"type": "array", "items": {"type": "object", "properties": {"sku": {"type": "string"}}}}}},
    {"allOf": [{"type": "object", "properties": {"id": {"type": "integer"}}}], "if": {"required": ["name"]},
     "then": {"required": ["id"]}, "not": {"required": ["old"]}},
]
MODES = list(CompatibilityMode)


def same_json(left, right):
    """Equality that tells true from 1 and sees the order of members."""
    return json.dumps(left) == json.dumps(right)


@pytest.fixture(scope="module")
def contracts(server):
    """The server's client, and for each schema the asset that has it and its contract."""
    with tessera_sdk.TesseraClient(server.url) as client:
        team = client.teams.create(unique("team"))
        made = []
        for document in SCHEMAS:
            asset = client.assets.create(f"lake.offline.{unique()}", team.id)
            made.append((asset.id, client.assets.publish_contract(asset.id, document, "1.4.2").contract.id))
        yield client, made


# --- the server's word ------------------------------------------------------------------------------------------------


def bare(change):
    """A change without what is told of breaking ones alone: what shows it, and in a proposal whom it concerns."""
    more = ("example", "accepted_by", "rejected_part", "reason", "touched_fields", "concerned_teams", "against_version", "pointer")
    return {name: value for name, value in change.items() if name not in more}


def without_pointers(comparison):
    """What the server says as well: JSON pointers are told offline alone, beside each path."""
    for change in comparison.get("all_changes", []) + comparison["breaking_changes"]:
        steps = change["path"].split(".") if change["path"] != "root" else []
        assert change["pointer"] == "".join("/" + step for step in steps)
        change["pointer"] = None
    for change in comparison.get("all_changes", []):
        del change["pointer"]
    return comparison


@pytest.mark.parametrize("mode", MODES)
def test_comparisons_equal_the_servers(contracts, mode):
    client, made = contracts
    breaking = 0
    for old, new in itertools.permutations(range(len(SCHEMAS)), 2):
        theirs = client.contracts.compare(
            contract_id=made[old][1], other_contract_id=made[new][1], compatibility_mode=mode).to_dict()
        mine = schema.diff(SCHEMAS[old], SCHEMAS[new], compatibility_mode=mode).to_dict()
        without_pointers(mine)
        for change in mine["all_changes"]:
            modes = {"backward": change.pop("breaks_backward"), "forward": change.pop("breaks_forward"),
                     "full": change.pop("breaks_full"), "none": False}
            assert (change in map(bare, mine["breaking_changes"])) == modes[mode.removesuffix("_transitive")]
        theirs["all_changes"] = list(map(bare, theirs["all_changes"]))
        assert same_json({**theirs, **mine}, theirs)
        verdict = schema.check_compatibility(SCHEMAS[old], SCHEMAS[new], compatibility_mode=mode)
        assert same_json({**theirs, **without_pointers(verdict.to_dict())}, theirs)
        breaking += len(verdict.breaking_changes)
    assert (breaking == 0) == (mode == "none")


def test_suggestions_equal_the_servers(contracts):
    client, made = contracts
    ways = 0
    for old, new in itertools.permutations(range(len(SCHEMAS)), 2):
        theirs = client.assets.version_suggestion(made[old][0], SCHEMAS[new])
        offline = schema.suggest_version(SCHEMAS[old], SCHEMAS[new], "1.4.2").to_dict()
        assert same_json(without_pointers(offline), theirs.to_dict())
        preview = client.assets.impact_preview(made[old][0], SCHEMAS[new])
        mine = schema.suggest_migration(SCHEMAS[old], SCHEMAS[new])
        assert same_json([way.to_dict() for way in mine], preview.to_dict()["migration_suggestions"])
        ways += len(mine)
    assert ways > 50


@pytest.mark.parametrize("document", [
    *SCHEMAS,
    {"properties": {"a": {"type": "zzz"}}, "required": "id"},
    {"type": 5, "minLength": -1, "allOf": [], "items": 3, "$ref": 5, "enum": "x", "definitions": {"a": {"title": []}}},
    {"$schema": "http://json-schema.org/draft-04/schema#", "exclusiveMaximum": True, "maximum": 1},
    {"$schema": "https://json-schema.org/draft/2020-12/schema", "exclusiveMaximum": True, "prefixItems": {}},
])
def test_validity_equals_the_servers(client, document):
    assert schema.validate(document) == client.schemas.validate(document)


AVRO = [
    {"type": "record", "name": "order", "namespace": "shop", "doc": "An order", "fields": [
        {"name": "id", "type": "long"},
        {"name": "placed", "type": {"type": "long", "logicalType": "timestamp-micros"}},
        {"name": "state", "type": {"type": "enum", "name": "state", "symbols": ["NEW", "PAID"], "default": "NEW"}},
        {"name": "note", "type": ["null", "string"], "default": None},
        {"name": "parent", "type": ["null", "order"]},
        {"name": "lines", "type": {"type": "array", "items": {"type": "map", "values": "double"}}}]},
    {"type": "record"},
    {"type": "record", "name": "r", "fields": [{"name": "a", "type": {"type": "array", "items": "nothing"}}]},
    {"type": "fixed", "name": "f", "size": -1},
]


def refusal_of(error):
    """The message of a refusal here that says what the server's does."""
    path = error.details.get("path")
    return f"schema: {error.message}" + (f", at {path}" if path else "")


@pytest.mark.parametrize("document", AVRO)
def test_conversions_equal_the_servers(client, document):
    asset = client.assets.create(f"lake.offline.{unique()}", client.teams.create(unique("team")).id)
    try:
        theirs = client.assets.publish_contract(asset.id, document, schema_format="avro").contract.schema
    except TesseraError as refused:
        with pytest.raises(ValidationError) as mine:
            schema.from_avro(document)
        assert mine.value.message == refusal_of(refused)
    else:
        assert same_json(schema.from_avro(document), theirs)


# --- Avro -------------------------------------------------------------------------------------------------------------


def meter(kind):
    return {"type": "record", "name": "Meter", "fields": [{"name": "reading", "type": kind}]}


def decimal(scale):
    return {"type": "bytes", "logicalType": "decimal", "precision": 9, "scale": scale}


def fixed(name):
    return {"type": "fixed", "name": name, "size": 4}


def moment(unit):
    return {"type": "long", "logicalType": f"timestamp-{unit}"}


@pytest.mark.parametrize(("old", "new"), [
    ("long", "int"), ("double", "float"), (decimal(2), decimal(4)), (fixed("Tag"), fixed("Mark")), (moment("millis"), moment("micros")),
])
def test_what_comes_from_avro_is_compared_as_avro(old, new):
    before, after = schema.from_avro(meter(old)), schema.from_avro(json.dumps(meter(new)))
    found = schema.diff(before, after)
    assert not found.is_compatible and found.change_type == "major"
    assert [change.path for change in found.breaking_changes] == ["Meter.reading"]
    assert not schema.check_compatibility(before, copy.deepcopy(after)).is_compatible
    assert schema.suggest_version(before, after, "1.0.0").suggested_version == "2.0.0"
    assert schema.diff(meter(old), meter(new), schema_format=SchemaFormat.AVRO) == found
    assert schema.diff(before, before).all_changes == []


def test_what_comes_from_avro_is_a_plain_schema_once_it_is_changed():
    before, after = schema.from_avro(meter("long")), schema.from_avro(meter("int"))
    assert before == json.loads(json.dumps(before)) == {
        "type": "object", "properties": {"reading": {"type": "integer"}}, "required": ["reading"],
    }
    after["properties"]["note"] = {"type": "string"}
    assert [change.type for change in schema.diff(before, after).all_changes] == ["property_added"]
    assert schema.diff(before, json.loads(json.dumps(before))).all_changes == []


def test_whole_schemas_in_avro():
    assert schema.from_avro("string") == schema.from_avro('"string"') == {"type": "string"}
    assert schema.from_avro(["int", "null"]) == {"anyOf": [{"type": "null"}, {"type": "integer"}]}
    assert not schema.diff("long", "int", schema_format="avro").is_compatible
    assert schema.suggest_version(None, ["null", "int"], None, schema_format="avro").suggested_version == "1.0.0"
    with pytest.raises(ValidationError, match="schema_format: 'protobuf' is no SchemaFormat"):
        schema.diff("int", "int", schema_format="protobuf")
    with pytest.raises(ValidationError, match="new_schema: Failed to convert Avro schema: Unknown Avro type: Foo, at reading"):
        schema.diff(meter("int"), meter("Foo"), schema_format="avro")


# --- results ----------------------------------------------------------------------------------------------------------


def test_diff():
    found = schema.diff(OLD, NEW)
    assert isinstance(found, SchemaComparison)
    assert (found.change_type, found.is_compatible, found.compatibility_mode) == (ChangeType.MAJOR, False, "backward")
    assert found.breaking_changes == [BreakingChange(type="property_removed", path="properties.name",
                                                     message="Property 'name' was removed", old_value={"type": "string"},
                                                     reason=found.breaking_changes[0].reason, pointer="/properties/name")]
    assert found.breaking_changes[0].reason.startswith("Readers may rely on what is declared")
    assert [(change.type, change.breaks_backward, change.breaks_forward, change.breaks_full) for change in found.all_changes] == [
        ("property_removed", True, False, True), ("property_added", False, True, True)]
    assert SchemaComparison.from_dict(found.to_dict()) == found
    assert schema.diff(OLD, OLD).to_dict() == {"change_type": "patch", "is_compatible": True, "breaking_changes": [],
                                               "all_changes": [], "compatibility_mode": "backward", "certainty": "proved", "compatibility_policy": "yardstick"}


def test_text_and_mappings_are_one():
    import types

    texts = [OLD, json.dumps(OLD), json.dumps(OLD).encode(), types.MappingProxyType(OLD), f"\n {json.dumps(OLD, indent=2)}\n"]
    wanted = schema.diff(OLD, NEW)
    for text in texts:
        assert schema.diff(text, NEW) == wanted
        assert schema.diff(OLD, text).is_compatible
        assert schema.validate(text).valid


def test_values_are_kept():
    """Numbers beyond 64 bits, order, text of every kind."""
    value = {"default": {"b": 18446744073709551616, "a": [2.5, 1, True, None, "\u0000\U0001f600"]}}
    removed, = schema.diff({"properties": {"x": value}}, {"properties": {}}).all_changes
    assert same_json(removed.old_value, value)
    assert removed.new_value is None


def test_a_first_version():
    first = schema.suggest_version(None, NEW, None)
    assert (first.suggested_version, first.current_version, first.is_first_contract) == ("1.0.0", None, True)
    later = schema.suggest_version(OLD, NEW, "1.0.0-rc.1", compatibility_mode=CompatibilityMode.NONE)
    assert (later.suggested_version, later.change_type) == ("1.1.0", "minor")


def test_migration_makes_compatible():
    ways = schema.suggest_migration(OLD, NEW)
    assert ways and all(isinstance(way, MigrationSuggestion) for way in ways)
    assert schema.check_compatibility(OLD, ways[0].suggested_schema).is_compatible
    assert schema.suggest_migration(OLD, OLD) == []
    assert schema.suggest_migration(OLD, NEW, compatibility_mode="none") == []


# --- refusals ---------------------------------------------------------------------------------------------------------

DEEP = json.loads('{"not":' * 400 + "{}" + "}" * 400)
ENDLESS = {}
ENDLESS["not"] = ENDLESS


@pytest.mark.parametrize(("work", "message"), [
    (lambda: schema.diff(None, {}), "old_schema: it is not a JSON object"),
    (lambda: schema.diff({}, []), "new_schema: it is not a JSON object"),
    (lambda: schema.diff({}, 5), "new_schema: it is not a JSON object"),
    (lambda: schema.diff("{", {}), "old_schema: it is not JSON: unexpected end of the text (at byte 1)"),
    (lambda: schema.diff(b"{}\x00", {}), "old_schema: it is not JSON: unexpected text after the value (at byte 2)"),
    (lambda: schema.diff({}, b"\xff"), "new_schema: it is not JSON: expected a value (at byte 0)"),
    (lambda: schema.diff({}, "\ud800"), "new_schema: 'utf-8' codec can't encode character '\\ud800' in position 0: surrogates not "
                                        "allowed"),
    (lambda: schema.diff({"maximum": float("nan")}, {}), "old_schema: JSON has no infinity and no NaN"),
    (lambda: schema.diff(DEEP, {}), "old_schema: it is nested deeper than 400 levels"),
    (lambda: schema.diff({}, ENDLESS), "new_schema: the value is nested too deeply, or holds itself"),
    (lambda: schema.diff({"type": "zzz"}, {}), "old_schema: type: 'zzz' is not valid under any of the given schemas"),
    (lambda: schema.diff({}, {}, compatibility_mode="sideways"), "compatibility_mode: 'sideways' is no CompatibilityMode"),
    (lambda: schema.diff({}, {}, compatibility_policy="loose"), "compatibility_policy: 'loose' is no CompatibilityPolicy"),
    (lambda: schema.examples({}, kind="outside"), "kind: 'outside' is no ExampleKind"),
    (lambda: schema.examples({}, 0), "count: 0 is less than 1, or too large"),
    (lambda: schema.examples({}, 1001), "count: it is greater than 1000"),
    (lambda: schema.examples({}, seed=-1), "seed: -1 is less than 0, or too large"),
    (lambda: schema.examples({"type": "thing"}), "schema: type: 'thing' is not valid under any of the given schemas"),
    (lambda: schema.check_compatibility({}, {}, compatibility_mode=""), "compatibility_mode: '' is no CompatibilityMode"),
    (lambda: schema.validate(None), "schema: it is not a JSON object"),
    (lambda: schema.validate(" " * 16777217), "schema: it is longer than 16777216 bytes"),
    (lambda: schema.suggest_version(OLD, NEW, None), "current_version: none is given, although old_schema is"),
    (lambda: schema.suggest_version(None, NEW, "1.0.0"), "old_schema: none is given, although current_version is"),
    (lambda: schema.suggest_version(OLD, NEW, "1.0.0\x00"), "current_version: it holds a NUL character"),
    (lambda: schema.suggest_version(OLD, NEW, "1"), "current_version: '1' is not MAJOR.MINOR.PATCH with optional -prerelease and "
                                                    "+build, of at most 50 characters"),
    (lambda: schema.suggest_migration({}, None), "new_schema: it is not a JSON object"),
    (lambda: schema.from_avro({"type": "record"}), "schema: Invalid Avro schema: Record must have a 'name' field (and 1 more)"),
    (lambda: schema.diff("{}", '{"allOf":[' + "{}," * 1000000 + "{}]}"), "new_schema: it holds more than 1000000 subschemas"),
    (lambda: schema.diff('{"$defs":{"a":{"default":"%s"}},"properties":{%s}}' % (
        "x" * 10_000_000, ",".join('"p%d":{"$ref":"#/$defs/a"}' % i for i in range(10))),
        {"properties": {f"p{i}": {} for i in range(10)}}), "the result is larger than 67108864 bytes"),
])
def test_refusals(work, message):
    with pytest.raises(ValidationError) as refused:
        work()
    assert refused.value.message == message
    assert refused.value.status_code is None and refused.value.request_id is None


@pytest.mark.parametrize(("work", "message"), [
    (lambda: schema.diff({"enum": {1}}, {}), "set cannot be written as JSON"),
    (lambda: schema.diff({}, {1: {}}), "names in JSON are str, not int"),
    (lambda: schema.diff({}, {}, compatibility_mode=1), "compatibility_mode must be str, not int"),
    (lambda: schema.suggest_version({}, {}, 1), "current_version must be str or None, not int"),
])
def test_wrong_types(work, message):
    with pytest.raises(TypeError) as refused:
        work()
    assert str(refused.value) == message


# --- threads, imports -------------------------------------------------------------------------------------------------


def test_other_threads_run_meanwhile():
    text = '{"allOf":[' + "{}," * 900_000 + "{}]}"
    ran = []

    def work():
        begun = time.perf_counter()
        assert schema.validate(text).valid
        ran.append(time.perf_counter() - begun)

    schema.validate("{}")  # what is made once is made
    thread = threading.Thread(target=work)
    longest, last = 0.0, time.perf_counter()
    thread.start()
    while thread.is_alive():
        now = time.perf_counter()
        longest, last = max(longest, now - last), now
    assert ran and longest < ran[0] / 2


def test_many_threads():
    wanted, found = schema.diff(OLD, NEW), []

    def work():
        for _ in range(200):
            found.append(schema.diff(OLD, NEW) == wanted and schema.suggest_migration(OLD, NEW) != [])

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [True] * 800


def test_it_is_an_attribute_of_the_package():
    program = ("import sys, tessera_sdk; assert 'tessera_sdk.schema' not in sys.modules; "
               "assert 'schema' in dir(tessera_sdk); print(tessera_sdk.schema.diff({}, {}).is_compatible)")
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False,
                          env={**os.environ, "PYTHONPATH": next(iter(tessera_sdk.__path__)) + "/.."})
    assert done.stdout == "True\n", done.stderr


# --- names and places -------------------------------------------------------------------------------------------------


def test_digest_names_a_schema():
    import hashlib

    reordered = json.dumps(dict(reversed(OLD.items())), indent=3)
    canonical = json.dumps(OLD, sort_keys=True, separators=(",", ":"))
    wanted = hashlib.sha256(f"json_schema {canonical}".encode()).hexdigest()
    assert [schema.digest(text).sha256 for text in (OLD, reordered)] == [wanted] * 2
    assert schema.digest(NEW).sha256 != wanted
    assert schema.digest("long", schema_format="avro").schema_format == SchemaFormat.AVRO
    with pytest.raises(ValidationError, match="^schema: "):
        schema.digest({"type": 1})


def test_places_of_changes():
    text = json.dumps(NEW, indent=2)
    removed = schema.diff(OLD, text).breaking_changes[0]
    assert removed.pointer == "/properties/name"
    place = schema.locate(text, removed.pointer)
    assert (place.line, place.column, place.pointer, place.exact) == (3, 3, "/properties", False)
    assert text[place.offset:].startswith('"properties"')
    assert schema.locate(text.encode(), "/properties/note/type").exact
    for wrong in ("properties", "/~", "a\0"):
        with pytest.raises(ValidationError, match="^pointer: "):
            schema.locate(text, wrong)
    with pytest.raises(ValidationError, match="^schema: "):
        schema.locate("{", "")
    for odd in ((NEW, ""), (text, 5), (text, None)):
        with pytest.raises(TypeError):
            schema.locate(*odd)
