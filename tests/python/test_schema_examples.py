"""Documents that tessera_sdk.schema.examples makes, held against python3-jsonschema, which shares nothing with the engine."""

import json

import pytest

from support.schema_search import Maker, validator
from tessera_sdk import schema

ORDER = {
    "type": "object",
    "properties": {
        "id": {"type": "integer", "minimum": 1, "maximum": 9},
        "price": {"type": "number", "exclusiveMinimum": 0},
        "name": {"type": "string", "minLength": 2, "maxLength": 5},
        "tags": {"type": "array", "items": {"enum": ["a", "b", "c"]}, "minItems": 1, "maxItems": 3, "uniqueItems": True},
        "address": {"type": "object", "properties": {"zip": {"type": "string", "pattern": "^[0-9]{5}$"}}, "required": ["zip"], "additionalProperties": False},
    },
    "required": ["id", "name"],
}
HARD = {
    "alternatives": {"oneOf": [{"type": "integer", "multipleOf": 3}, {"type": "integer", "multipleOf": 5}]},
    "recursive": {"$ref": "#/$defs/n", "$defs": {"n": {"type": "object", "properties": {"next": {"$ref": "#/$defs/n"}, "v": {"type": "integer"}}, "required": ["v"]}}},
    "conditions": {"if": {"properties": {"k": {"const": 1}}, "required": ["k"]}, "then": {"required": ["a"]}, "else": {"required": ["b"]}, "type": "object"},
    "a map": {"type": "object", "additionalProperties": {"type": "integer", "minimum": 5}, "minProperties": 2},
    "tuples": {"type": "array", "prefixItems": [{"const": "x"}, {"type": "boolean"}], "items": False, "minItems": 2},
    "patterns together": {"type": "string", "allOf": [{"pattern": "^a"}, {"pattern": "z$"}], "minLength": 4},
    "exclusion": {"type": "string", "minLength": 1, "not": {"pattern": "^[a-y]"}},
    "names": {"type": "object", "properties": {"a/b": {"type": "integer"}, "c~d": {"minimum": 1, "type": "integer"}}, "required": ["a/b", "c~d"]},
}


def part_of(document, pointer):
    """RFC 6901."""
    for step in pointer.split("/")[1:]:
        name = step.replace("~1", "/").replace("~0", "~")
        document = document[int(name)] if isinstance(document, list) else document[name]
    return document


def check(shape, kind, count=50, seed=1):
    found = schema.examples(shape, count, seed, kind=kind)
    checker = validator(shape)
    for example in found:
        assert example.kind == kind and example.valid == (kind != "beyond") == checker.is_valid(example.document), example
        assert (example.part is None) == (example.keyword is None) == (kind == "inside")
        if example.part is not None:
            part_of(example.document, example.part)
    texts = [json.dumps(example.document) for example in found]
    assert len(set(texts)) == len(texts) <= count, "each once"
    return found


@pytest.mark.parametrize("kind", ["inside", "border", "beyond"])
@pytest.mark.parametrize("shape", [ORDER, *HARD.values()], ids=["order", *HARD])
def test_examples_are_what_they_say(shape, kind):
    found = check(shape, kind)
    assert found or kind != "inside"
    assert schema.examples(shape, 50, 1, kind=kind) == found, "the same seed, the same documents"


def test_variety():
    found = check(ORDER, "inside", 40)
    assert len(found) == 40
    assert found != check(ORDER, "inside", 40, seed=2)
    members = {name for example in found for name in example.document}
    assert members == set(ORDER["properties"])
    assert any(len(example.document) < 5 for example in found)


def test_every_border_is_told():
    borders = {(example.part, example.keyword): part_of(example.document, example.part) for example in check(ORDER, "border", 60)}
    beyond = {(example.part, example.keyword): part_of(example.document, example.part) for example in check(ORDER, "beyond", 60)}
    assert borders["/id", "minimum"] == 1 and borders["/id", "maximum"] == 9
    assert len(borders["/name", "minLength"]) == 2 and len(borders["/name", "maxLength"]) == 5
    assert len(borders["/tags", "minItems"]) == 1
    assert set(borders["", "required"]) == {"id", "name"}
    assert beyond["/id", "minimum"] == 0 and beyond["/id", "maximum"] == 10 and beyond["/price", "exclusiveMinimum"] == 0
    assert len(beyond["/name", "minLength"]) == 1 and len(beyond["/name", "maxLength"]) == 6
    assert beyond["/tags", "minItems"] == [] and len(beyond["/tags", "maxItems"]) == 4
    assert ("/address", "additionalProperties") in beyond and ("/address", "required") in beyond
    assert ("/address/zip", "pattern") in beyond and ("/tags/0", "enum") in beyond and ("/id", "type") in beyond


def test_few_or_none():
    assert sorted(example.document for example in schema.examples({"enum": [1, 2, 3]}, 10)) == [1, 2, 3]
    assert schema.examples(False) == [] == schema.examples({"type": "string", "minLength": 3, "maxLength": 2})
    assert schema.examples(False, kind="beyond") == [], "there is no border to be beyond of"
    assert len(schema.examples(True, 5)) == 5


def test_random_schemas():
    """Whatever is made of compositions is what it says; most schemas that accept anything have a document."""
    made = 0
    for seed in range(150):
        shape = Maker(1000 + seed).root()
        made += bool(check(shape, "inside", 3, seed))
        check(shape, ("border", "beyond")[seed % 2], 5, seed)
    assert made > 100


def test_a_wide_schema_is_bounded():
    wide = {"type": "object", "properties": {f"p{i}": {"type": "object", "properties": {f"q{j}": {"type": "string"} for j in range(30)}} for i in range(100)}}
    assert 0 < len(schema.examples(wide, 1000)) <= 1000
