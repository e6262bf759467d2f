"""Publishing Avro schemas (chapter 02, section 7)."""

import json
import random

import jsonschema
import pytest

from support.make import audit_one, expect, expect_error, expect_problem, make_asset, make_contract, object_schema, publish

ORDER = {
    "type": "record", "name": "Order", "namespace": "shop", "doc": "An order",
    "fields": [
        {"name": "id", "type": "string", "doc": "number"},
        {"name": "at", "type": {"type": "long", "logicalType": "timestamp-millis"}},
        {"name": "total", "type": {"type": "bytes", "logicalType": "decimal", "precision": 9, "scale": 2}},
        {"name": "note", "type": ["null", "string"], "default": None},
        {"name": "state", "type": {"type": "enum", "name": "State", "symbols": ["OPEN", "CLOSED"]}},
        {"name": "was", "type": ["State", "null"]},
        {"name": "lines", "type": {"type": "array", "items": {
            "type": "record", "name": "Line", "fields": [{"name": "sku", "type": "string"}, {"name": "count", "type": "int", "default": 1}]}}},
        {"name": "extra", "type": {"type": "map", "values": "Line"}},
    ],
}  # fmt: skip
LINE = {
    "type": "object", "properties": {"sku": {"type": "string"}, "count": {"type": "integer", "default": 1}}, "required": ["sku"],
}  # fmt: skip
STATE = {"type": "string", "enum": ["OPEN", "CLOSED"]}
ORDER_SCHEMA = {
    "type": "object",
    "properties": {
        "id": {"type": "string", "description": "number"},
        "at": {"type": "integer", "format": "date-time"},
        "total": {
            "type": "string", "contentEncoding": "base64", "pattern": r"^-?\d+(\.\d+)?$", "x-avro-precision": 9, "x-avro-scale": 2,
        },
        "note": {"anyOf": [{"type": "null"}, {"type": "string"}], "default": None},
        "state": STATE,
        "was": {"anyOf": [{"type": "null"}, {"$ref": "#/$defs/shop.State"}]},
        "lines": {"type": "array", "items": LINE},
        "extra": {"type": "object", "additionalProperties": {"$ref": "#/$defs/shop.Line"}},
    },
    "required": ["id", "at", "total", "state", "lines", "extra"],
    "description": "An order",
    "$defs": {"shop.State": STATE, "shop.Line": LINE},
}  # fmt: skip


def record(*fields, name="Thing", **members):
    return {"type": "record", "name": name, "fields": list(fields), **members}


def field(name, kind, **members):
    return {"name": name, "type": kind, **members}


def publish_avro(api, asset, schema, **options):
    return publish(api, asset, schema, schema_format="avro", **options)


def test_first_contract(server, api, asset):
    result = expect(publish_avro(api, asset, ORDER), 201)
    assert result["action"] == "published" and result["schema_converted_from"] == "avro"
    contract = result["contract"]
    assert contract["schema_format"] == "avro" and contract["schema"] == contract["schema_def"] == ORDER_SCHEMA
    assert json.dumps(contract["schema"]) == json.dumps(ORDER_SCHEMA), "members have a fixed order"
    assert audit_one(server, contract["id"], "contract.published")["payload"]["version"] == "1.0.0"


def test_converted_schema_is_what_json_schema_knows(api, asset):
    schema = expect(publish_avro(api, asset, ORDER), 201)["contract"]["schema"]
    jsonschema.Draft7Validator.check_schema(schema)
    check = jsonschema.Draft7Validator(schema)
    line = {"sku": "a", "count": 2}
    fine = {"id": "1", "at": 0, "total": "10.50", "note": None, "state": "OPEN", "was": "CLOSED", "lines": [line], "extra": {"a": line}}
    check.validate(fine)
    for wrong in ({"was": "GONE"}, {"extra": {"a": {}}}, {"lines": [{}]}, {"total": "ten"}, {"state": None}):
        assert not check.is_valid({**fine, **wrong}), wrong


def test_recursive_record(api, asset):
    tree = record(field("value", "int"), field("children", {"type": "array", "items": "Thing"}))
    schema = make_contract(api, asset, tree, schema_format="avro")["schema"]
    assert schema["properties"]["children"] == {"type": "array", "items": {"$ref": "#/$defs/Thing"}}
    assert set(schema["$defs"]) == {"Thing"}
    check = jsonschema.Draft7Validator(schema)
    check.validate({"value": 1, "children": [{"value": 2, "children": []}]})
    assert not check.is_valid({"value": 1, "children": [{"value": 2, "children": [{"value": "x", "children": []}]}]})
    # A change deep inside is seen through the reference.
    other = record(field("value", "string"), field("children", {"type": "array", "items": "Thing"}))
    assert expect(publish_avro(api, asset, other), 201)["action"] == "proposal.created"


@pytest.mark.parametrize(
    "change, action, kind",
    [
        (lambda f: f + [field("b", ["null", "int"], default=None)], "published", "minor"),
        (lambda f: f + [field("b", "int")], "proposal.created", "major"),
        (lambda f: [], "proposal.created", "major"),
        (lambda f: [field("a", "long")], "published", "patch"),
        (lambda f: [field("a", "double")], "published", "patch"),
        (lambda f: [field("a", "string")], "proposal.created", "major"),
    ],
)
def test_changes(api, asset, change, action, kind):
    fields = [field("a", "int")]
    make_contract(api, asset, record(*fields), schema_format="avro")
    result = expect(publish_avro(api, asset, record(*change(fields))), 201)
    assert result["action"] == action and result["change_type"] == kind and result["schema_converted_from"] == "avro"


def test_formats_may_follow_one_another(api, asset):
    make_contract(api, asset, object_schema(["a"], a="integer"))
    result = expect(publish_avro(api, asset, record(field("a", "int"), field("b", "string", default="x"))), 201)
    assert result["action"] == "published" and result["change_type"] == "minor"
    back = expect(publish(api, asset, result["contract"]["schema"]), 201)
    assert back["contract"]["schema_format"] == "json_schema" and "schema_converted_from" not in back


def test_dry_run(server, api, asset):
    result = expect(publish_avro(api, asset, ORDER, dry_run=True), 200)
    assert result["dry_run"] is True and result["schema_converted_from"] == "avro"
    assert expect(api.get(f"/assets/{asset['id']}/context"), 200)["current_contract"] is None


def test_suggestion_says_nothing_of_the_format(api, team):
    asset = make_asset(api, team, semver_mode="suggest")
    result = expect(publish_avro(api, asset, ORDER), 200)
    assert result["action"] == "version.required" and "schema_converted_from" not in result


@pytest.mark.parametrize(
    "schema, errors",
    [
        ({}, ["Schema must have a 'type' field"]),
        ({"type": "object"}, ["Unknown Avro type: object"]),
        ({"type": ["null", "string"]}, ["Unknown Avro type: ['null', 'string']"]),
        ({"type": {"type": "string"}}, ["Unknown Avro type: {'type': 'string'}"]),
        ({"type": "record"}, ["Record must have a 'name' field", "Record must have a 'fields' field"]),
        ({"type": "record", "name": "A", "fields": {}}, ["Record 'fields' must be an array"]),
        (record(1, {"name": "a"}, {"type": "int"}), ["Field 0 must be an object", "Field 1 must have a 'type'", "Field 2 must have a 'name'"]),
        ({"type": "enum", "name": "E", "symbols": [1]}, ["Enum symbols must be strings"]),
        ({"type": "array"}, ["Array must have an 'items' field"]),
        ({"type": "map"}, ["Map must have a 'values' field"]),
        ({"type": "fixed", "name": "F", "size": -1}, ["Fixed 'size' must be a non-negative integer"]),
    ],
)
def test_structure_is_checked(api, asset, schema, errors):
    error = expect_error(publish_avro(api, asset, schema), 400, "INVALID_SCHEMA")
    assert error["message"].startswith(f"Invalid Avro schema: {errors[0]}")
    assert error["details"] == {"errors": errors, "schema_format": "avro"}


@pytest.mark.parametrize(
    "schema, path, message",
    [
        (record(field("a", "Foo")), "a", "Unknown Avro type: Foo"),
        (record(field("a", ["null", "int", {"type": "array"}])), "a[2]", "Array has no items type"),
        (record(field("a", {"type": "array", "items": record(field("b", []), name="B")})), "a.items.b", "Empty union type"),
        ({"type": "map", "values": 5}, ".values", "Invalid Avro type: 5"),
        ({"type": "fixed", "name": "a b", "size": 1}, "", "Invalid Avro name: a b"),
        (record(field("a", "int"), field("a", "string")), "", "Field 'a' is defined twice"),
    ],
)
def test_what_cannot_be_converted(api, asset, schema, path, message):
    error = expect_error(publish_avro(api, asset, schema), 400, "INVALID_SCHEMA")
    assert error["message"] == f"Failed to convert Avro schema: {message}"
    assert error["details"] == {"path": path, "schema_format": "avro"}


def test_hostile_documents(api, asset):
    deep = "int"
    for _ in range(300):
        deep = {"type": "array", "items": deep}
    expect_error(publish_avro(api, asset, deep), 400, "INVALID_SCHEMA", "too deep")
    wide = record(*(field(f"f{number}", "int") for number in range(1001)))
    expect_problem(publish_avro(api, asset, wide), ["body", "schema"], "value_error", "Too many properties")
    nested = "int"
    for number in range(11):
        nested = record(field("a", nested), name=f"R{number}")
    expect_problem(publish_avro(api, asset, nested), ["body", "schema"], "value_error", "nesting too deep")
    long = record(field("a", "int", doc="x" * 1_000_001))
    expect_problem(publish_avro(api, asset, long), ["body", "schema"], "value_error", "too large")
    assert expect(api.get(f"/assets/{asset['id']}/context"), 200)["contract_history_count"] == 0


def test_a_small_document_cannot_become_a_large_one(api, asset):
    # Each short reference stands for a long name.
    long = {"type": "fixed", "name": "F", "namespace": "n" * 490, "size": 1}
    each = [{"type": "array", "items": "F"}, {"type": "map", "values": "F"}, "F"]
    many = record(field("f", long), *(field(f"f{number}", each) for number in range(900)))
    assert len(json.dumps(many)) < 100_000
    expect_problem(publish_avro(api, asset, many), ["body", "schema"], "value_error", "too large")


def test_version_suggestion(api, asset):
    def suggest(schema):
        return api.post(f"/assets/{asset['id']}/version-suggestion", json={"schema": schema, "schema_format": "avro"})

    assert expect(suggest(ORDER), 200)["suggested_version"] == "1.0.0"
    make_contract(api, asset, record(field("a", "int")), schema_format="avro")
    assert expect(suggest(record(field("a", "int"))), 200)["suggested_version"] == "1.0.1"
    assert expect(suggest(record(field("a", "int"), field("b", "int", default=0))), 200)["suggested_version"] == "1.1.0"
    breaking = expect(suggest(record(field("b", "int"))), 200)
    assert breaking["suggested_version"] == "2.0.0" and breaking["breaking_changes"]
    error = expect_error(suggest({"type": "zzz"}), 400, "INVALID_SCHEMA")
    assert error["details"] == {"errors": ["Unknown Avro type: zzz"], "schema_format": "avro"}
    error = expect_error(suggest(record(field("a", "zzz"))), 400, "INVALID_SCHEMA")
    assert error["details"] == {"path": "a", "schema_format": "avro"}


def test_asset_comes_before_schema(api):
    nobody = "00000000-0000-4000-8000-000000000000"
    expect_error(publish_avro(api, nobody, {}), 404, "ASSET_NOT_FOUND")


# --- random schemas ---------------------------------------------------------------------------------------------------


def kind_of(schema):
    """The kind of a type, or the name of one that is defined elsewhere."""
    while isinstance(schema, dict):
        kind = schema["type"]
        if isinstance(kind, str):
            return kind
        schema = kind
    return "union" if isinstance(schema, list) else schema


def name_of(schema):
    """The name of a type that is defined here."""
    return schema["name"] if "name" in schema else name_of(schema["type"])


class Dice:
    """Random Avro schemas, and random data of them told as JSON."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.names = {}  # full name -> definition, in order
        self.open = set()  # names of records that are not complete yet
        self.count = 0

    def name(self):
        self.count += 1
        return f"N{self.count}", self.random.choice([None, None, "a", "a.b"])

    def named(self, space, made):
        name, own = self.name()
        made["name"] = name
        if own:
            made["namespace"] = own
        space = own or space
        full = f"{space}.{name}" if space else name
        self.names[full] = made
        return full, space

    def schema(self, space="", depth=0):
        choices = ["primitive"] * 3 + ["enum", "fixed"]
        choices += ["record", "array", "map", "union", "wrapped"] * 2 if depth < 4 else []
        choices += ["reference"] * 3 if self.names else []
        return getattr(self, "make_" + self.random.choice(choices))(space, depth)

    def make_primitive(self, space, depth):
        kind = self.random.choice(["null", "boolean", "int", "long", "float", "double", "string"])
        return self.random.choice([kind, {"type": kind}, {"type": kind, "logicalType": "unknown"}])

    def make_enum(self, space, depth):
        made = {"type": "enum", "symbols": ["A", "B", "C"][: self.random.randint(1, 3)]}
        self.named(space, made)
        return made

    def make_fixed(self, space, depth):
        made = {"type": "fixed", "size": self.random.randint(0, 9)}
        self.named(space, made)
        return made

    def make_record(self, space, depth):
        made = {"type": "record", "fields": []}
        full, space = self.named(space, made)
        self.open.add(full)
        for number in range(self.random.randint(0, 4)):
            made["fields"].append({"name": f"f{number}", "type": self.field(space, depth)})
        self.open.discard(full)
        return made

    def field(self, space, depth):
        # A record that is not complete can only be meant where it may be left out, or its data would not end.
        if self.open and self.random.random() < 0.2:
            return ["null", self.random.choice(sorted(self.open))]
        return self.schema(space, depth + 1)

    def make_array(self, space, depth):
        return {"type": "array", "items": self.schema(space, depth + 1)}

    def make_map(self, space, depth):
        return {"type": "map", "values": self.schema(space, depth + 1)}

    def make_union(self, space, depth):
        branches = {}  # a union holds no union, and each type once
        for _ in range(self.random.randint(1, 3)):
            before = dict(self.names)
            made = self.schema(space, depth + 1)
            kind = kind_of(made)
            key = name_of(made) if kind in ("record", "enum", "fixed") else kind.split(".")[-1]
            if kind == "union" or key in branches:
                self.names = before
            else:
                branches[key] = made
        return list(branches.values()) or ["null"]

    def make_wrapped(self, space, depth):
        return {"type": self.schema(space, depth + 1)}

    def make_reference(self, space, depth):
        complete = sorted(set(self.names) - self.open)
        return self.random.choice(complete) if complete else "int"

    def data(self, schema, depth=0):
        if isinstance(schema, list):
            if depth > 12 and "null" in schema:
                return None
            return self.data(self.random.choice(schema), depth + 1)
        kind = schema["type"] if isinstance(schema, dict) else schema
        if isinstance(kind, (dict, list)):
            return self.data(kind, depth)
        if kind in self.names:
            return self.data(self.names[kind], depth + 1)
        if kind == "record":
            return {field["name"]: self.data(field["type"], depth + 1) for field in schema["fields"]}
        if kind == "array":
            return [self.data(schema["items"], depth + 1) for _ in range(0 if depth > 6 else self.random.randint(0, 2))]
        if kind == "map":
            return {f"k{number}": self.data(schema["values"], depth + 1) for number in range(0 if depth > 6 else self.random.randint(0, 2))}
        if kind == "enum":
            return self.random.choice(schema["symbols"])
        if kind == "fixed":
            return "x" * schema["size"]
        return {"null": None, "boolean": True, "int": 5, "long": -(2**40), "float": 0.5, "double": 3, "string": "s"}[kind]


def test_random_schemas(api, asset):
    converted = 0
    for seed in range(150):
        dice = Dice(seed)
        schema = dice.make_record("", 0)
        reply = publish_avro(api, asset, schema, dry_run=True)
        assert reply.status_code == 200, f"seed {seed}: {json.dumps(schema)} gives {reply.text}"
        made = reply.json()["contract"]["schema"]
        jsonschema.Draft7Validator.check_schema(made)
        check = jsonschema.Draft7Validator(made)
        for _ in range(5):
            data = dice.data(schema)
            problem = next(check.iter_errors(data), None)
            assert problem is None, f"seed {seed}: {json.dumps(schema)} became {json.dumps(made)}, which refuses {data}: {problem.message}"
        converted += "$defs" in made
    assert converted > 30, "too few schemas with references"
