"""Schemas that are small to send and costly to work with: every one gets its answer, in time, and the server lives on."""

import pytest

from support.make import expect, make_asset, make_team, object_schema, publish
from support.server import Server

ANSWER_SECONDS = 120  # on a busy machine
COST_SECONDS = 30  # of the server's processor


@pytest.fixture(scope="module")
def own(tmp_path_factory):
    """A server of their own: one that stalls must not take the others' along."""
    running = Server(tmp_path_factory.mktemp("hostile"))
    running.start()
    yield running
    running.stop_and_check()


def doubling(levels, leaf, keyword=None):
    """Each definition refers twice to the next: written out it has 2^levels leaves."""
    definitions = {f"d{levels}": leaf}
    for level in range(levels):
        reference = {"$ref": f"#/definitions/d{level + 1}"}
        definitions[f"d{level}"] = {keyword: [reference, reference]} if keyword else {"type": "object", "properties": {"x": reference, "y": reference}}
    return {"type": "object", "properties": {"r": {"$ref": "#/definitions/d0"}}, "definitions": definitions}


def clique(size, **more):
    """Every definition refers to every other."""
    definitions = {
        f"n{number}": {"type": "object", "properties": {f"p{other}": {"$ref": f"#/definitions/n{other}"} for other in range(size)}} for number in range(size)
    }
    definitions[f"n{size - 1}"]["properties"].update(more)
    return {"type": "object", "definitions": definitions, "properties": {"a": {"$ref": "#/definitions/n0"}}}


def nested(depth, wrap):
    schema = {"type": "string"}
    for _ in range(depth):
        schema = wrap(schema)
    return schema


WRAPS = {
    "items": lambda inner: {"type": "array", "items": inner},
    "list of items": lambda inner: {"items": [inner]},
    "allOf": lambda inner: {"allOf": [inner]},
    "not": lambda inner: {"not": inner},
    "additionalProperties": lambda inner: {"type": "object", "additionalProperties": inner},
    "properties": lambda inner: {"properties": {"a": inner}},
    "definitions": lambda inner: {"definitions": {"a": inner}},
    "default": lambda inner: {"default": inner},
}


def required(prefix):
    return {"type": "object", "required": [f"{prefix}{number}" for number in range(20_000)]}


def enumeration(first):
    return {"enum": [{"a": number} for number in range(first, first + 10_000)]}


CASES = {
    **{f"doubling {levels}": (doubling(levels, {"type": "string"}), doubling(levels, {"type": "integer"})) for levels in (10, 24, 60)},
    **{f"doubling {keyword}": (doubling(24, {"type": "string"}, keyword), doubling(24, {"type": "integer"}, keyword)) for keyword in ("allOf", "anyOf", "oneOf")},
    "clique": (clique(12), clique(12, z={"type": "string"})),
    "self": ({"$ref": "#"}, {"$ref": "#", "type": "object"}),
    "ring": (
        {"properties": {"a": {"$ref": "#/$defs/a"}}, "$defs": {"a": {"$ref": "#/$defs/b"}, "b": {"$ref": "#/$defs/a"}}},
        {"properties": {"a": {"$ref": "#/$defs/b"}}, "$defs": {"a": {"$ref": "#/$defs/b"}, "b": {"$ref": "#/$defs/a"}}},
    ),
    "tree": (
        {"type": "object", "properties": {"l": {"$ref": "#"}, "v": {"type": "string"}}},
        {"type": "object", "properties": {"l": {"$ref": "#"}, "v": {"type": "integer"}}},
    ),
    "required": (required("a"), required("b")),
    "large enumeration": (enumeration(0), enumeration(1)),
    "many enumerations": tuple(
        object_schema(**{f"p{number}": {"enum": list(range(first, first + 1500))} for number in range(40)}) for first in (0, 1)
    ),
    "property named $ref": (object_schema(**{"$ref": {"type": "string"}}), object_schema(**{"$ref": {"type": "integer"}})),
    "booleans": ({"properties": {"a": True, "b": False}}, {"properties": {"a": False, "b": True}}),
    "odd references": (
        {"properties": {name: {"$ref": name} for name in ("", "#/", "#/definitions/~0~1", "#/definitions/%41", "http://[", "#/$defs/a/b")}},
        {"properties": {name: {"$ref": name + "x"} for name in ("", "#/", "#/definitions/~0~1")}},
    ),
    **{f"{depth} {name}": (nested(depth, wrap), nested(depth, wrap) | {"title": "x"}) for name, wrap in WRAPS.items() for depth in (60, 350)},
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_every_schema_gets_its_answer(own, name):
    api = own.api(timeout=ANSWER_SECONDS)
    asset = make_asset(api, make_team(api))
    old, new = CASES[name]
    before = own.processor_seconds()
    for schema in (old, new, new):
        reply = publish(api, asset, schema, dry_run=True)
        assert reply.status_code in (200, 201, 400, 409, 422), f"{reply.status_code} {reply.text[:300]}"
        reply = publish(api, asset, schema)
        assert reply.status_code in (200, 201, 400, 409, 422), f"{reply.status_code} {reply.text[:300]}"
        assert len(reply.content) < 64 * 1024 * 1024
    assert own.processor_seconds() - before < COST_SECONDS
    expect(api.get(f"/assets/{asset['id']}/context"), 200)


def test_a_change_behind_references_is_seen(own):
    api = own.api()
    asset = make_asset(api, make_team(api))
    first = {"type": "object", "properties": {"a": {"$ref": "#/$defs/a"}}, "$defs": {"a": {"type": "string"}}}
    expect(publish(api, asset, first), 201)
    inline = object_schema(a="string")
    assert expect(publish(api, asset, inline), 201)["change_type"] == "patch", "a reference means what it refers to"
    changed = {"type": "object", "properties": {"a": {"$ref": "#/$defs/a"}}, "$defs": {"a": {"type": "integer"}}}
    result = expect(publish(api, asset, changed), 201)
    assert result["action"] == "proposal.created"
    assert [(change["type"], change["path"]) for change in result["breaking_changes"]] == [("type_changed", "properties.a.type")]
