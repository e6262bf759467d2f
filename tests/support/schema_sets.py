"""Pairs of schemas that are known to include one another because of how they were made: what is asked is whether the engine sees it.

`safe_pairs`: all documents of the first schema are documents of the second. `equal_pairs`: both say the same.
"""

from collections.abc import Callable, Iterator
from typing import Any

from support.schema_search import LISTS, MAPS, SINGLES, Maker, Schema

Pair = tuple[str, Schema, Schema]

# --- safe by a law of numbers, lengths or sets ------------------------------------------------------------------------


def kinds(count: int, keyword: str, value: Schema, **more: Schema) -> Schema:
    """Objects of many kinds, each told by its `kind`, and with a property of its own."""
    return more | {keyword: [{"properties": {"kind": {"const": i}, f"p{i}": value}, "required": ["kind"]} for i in range(count)]}


INTEGER, NUMBER = {"type": "integer"}, {"type": "number"}
CLOSED = {"type": "object", "unevaluatedProperties": False}

# Each includes the one before it.
CHAINS: dict[str, tuple[Schema, ...]] = {
    "a point": ({"const": 4}, {"type": "number", "minimum": 4, "maximum": 4}, {"type": "integer", "minimum": 4, "maximum": 4}, {"minimum": 4}),
    "values within bounds": ({"enum": [0, 1], "minimum": 1}, {"enum": [1]}, {"enum": [1, 2]}, {"type": "integer"}),
    "values within types": ({"enum": ["a", 1, None], "type": ["string", "null"]}, {"enum": ["a", None]}, {"type": ["string", "null"], "maxLength": 1}),
    "lengths": ({"type": "array", "minItems": 2, "maxItems": 2}, {"type": "array", "minItems": 1}, {"type": ["array", "null"]}),
    "a cover by lengths of arrays": ({}, {"anyOf": [{"maxItems": 1}, {"minItems": 2}]}, {}),
    "a cover by lengths of strings": ({"type": "string"}, {"anyOf": [{"maxLength": 3}, {"minLength": 2}]}, {}),
    "a cover by counts of members": ({"type": "object"}, {"anyOf": [{"maxProperties": 1}, {"minProperties": 2}]}),
    "a cover by bounds": ({"type": "number"}, {"anyOf": [{"maximum": 3}, {"minimum": 3}]}, {"anyOf": [{"maximum": 3}, {"exclusiveMinimum": 3}]}, {}),
    "a cover by one of two bounds": ({"type": "number"}, {"oneOf": [{"maximum": 3}, {"exclusiveMinimum": 3}]}, True),
    "a cover by whole numbers": ({"type": "integer"}, {"anyOf": [{"maximum": 3}, {"minimum": 4}]}, {"anyOf": [{"type": "string"}, {"not": {"type": "string"}}]}),
    "a cover by types": (
        {},
        {"anyOf": [{"type": t} for t in ("string", "number", "boolean", "null", "array", "object")]},
        {"oneOf": [{"type": t} for t in ("string", "number", "boolean", "null", "array", "object")]},
    ),
    "a cover by a denial": ({}, {"anyOf": [{"type": "string"}, {"not": {"type": "string"}}]}, {"oneOf": [{"type": "string"}, {"not": {"type": "string"}}]}),
    "a cover by values": ({"type": "boolean"}, {"enum": [True, False]}, {"oneOf": [{"const": True}, {"const": False}]}, {"type": "boolean"}),
    "whole numbers of a few": ({"type": "integer", "minimum": 1, "maximum": 3}, {"enum": [1, 2, 3]}, {"enum": [1, 2, 3, 4]}, {"minimum": 1, "maximum": 4}),
    "multiples": ({"type": "integer", "multipleOf": 6}, {"type": "number", "multipleOf": 2}, {"type": "integer"}, {"multipleOf": 0.5}),
    "multiples of both": ({"type": "integer", "allOf": [{"multipleOf": 2}, {"multipleOf": 3}]}, {"multipleOf": 6}, {"multipleOf": 3}),
    "multiples between bounds": ({"multipleOf": 5, "type": "integer", "exclusiveMinimum": 0, "exclusiveMaximum": 15}, {"enum": [5, 10]}),
    "nothing": ({"type": "integer", "minimum": 1.2, "maximum": 1.8}, False, {"const": 7}),
    "strings of no length": ({"type": "string", "maxLength": 0}, {"const": ""}, {"type": "string", "maxLength": 0}),
    "arrays of no length": ({"type": "array", "maxItems": 0}, {"const": []}, {"type": "array", "items": False}, {"type": "array", "uniqueItems": True}),
    "arrays of one": ({"type": "array", "maxItems": 1}, {"type": "array", "maxItems": 1, "uniqueItems": True}, {"uniqueItems": True}),
    "more elements than values": ({"type": "array", "items": {"type": "boolean"}, "minItems": 3, "uniqueItems": True}, False),
    "elements that differ": (
        {"type": "array", "items": {"enum": [1, 2]}, "uniqueItems": True},
        {"type": "array", "items": {"enum": [1, 2]}, "maxItems": 2},
    ),
    "tuples": (
        {"type": "array", "prefixItems": [{"const": 1}, {"const": 2}], "minItems": 2, "items": False},
        {"const": [1, 2]},
        {"type": "array", "prefixItems": [{"type": "integer"}], "items": {"type": "integer"}},
        {"type": "array", "items": {"type": "number"}},
    ),
    "elements contained": (
        {"type": "array", "minItems": 1, "items": {"type": "string"}},
        {"type": "array", "contains": {"type": "string"}},
        {"type": "array", "minItems": 1},
    ),
    "dependencies": (
        {"required": ["a", "b"]},
        {"dependentRequired": {"a": ["b"]}},
        {"anyOf": [{"not": {"required": ["a"]}}, {"required": ["b"]}]},
        {"if": {"required": ["a"]}, "then": {"required": ["b"]}},
    ),
    "named members only": (
        {"type": "object", "propertyNames": {"enum": ["a", "b"]}, "properties": {"a": True, "b": True}},
        {"type": "object", "maxProperties": 2, "properties": {"a": True, "b": True}},
    ),
    "names of a length": ({"propertyNames": {"maxLength": 2}}, {"propertyNames": {"maxLength": 3}}, {"propertyNames": {"type": "string"}}),
    "names within names": ({"propertyNames": {"enum": ["a", "b"]}}, {"propertyNames": {"maxLength": 1}}, {"propertyNames": True}),
    "patterns at both ends": ({"pattern": "^abc$"}, {"pattern": "^ab"}, {"pattern": "^a"}, {"pattern": "a"}),
    "patterns of a length": ({"type": "string", "pattern": "^[a-f]{2,4}$"}, {"type": "string", "minLength": 2, "maxLength": 4}, {"minLength": 1}),
    "patterns of long texts": ({"type": "string", "pattern": "^[a-z]+$", "maxLength": 100000}, {"type": "string", "pattern": "^[a-z0-9]+$"}),
    "patterns of classes": ({"pattern": "^[0-9]+$"}, {"pattern": "^[0-9a-f]+$"}, {"pattern": "^[0-9a-z]*$"}, {"pattern": "^[^A-Z]*$"}),
    "patterns of a few": ({"enum": ["red", "green"]}, {"pattern": "^(red|green)$"}, {"pattern": "^(red|green|blue)$"}, {"pattern": "^[a-z]{3,5}$"}),
    "patterns denied": ({"type": "string", "pattern": "^x"}, {"not": {"pattern": "^y"}}),
    "a cover by patterns": ({"type": "string"}, {"anyOf": [{"pattern": "^a"}, {"not": {"pattern": "^a"}}]}, {"anyOf": [{"pattern": "^a"}, {"pattern": "^[^a]"}, {"maxLength": 0}]}),
    "dates": ({"pattern": r"^\d{4}-(0[1-9]|1[0-2])-\d{2}$"}, {"pattern": r"^\d{4}-\d{2}-\d{2}$"}, {"pattern": r"^[\d-]{10}$"}, {"pattern": r"^[\d-]+$"}),
    "looking ahead": ({"pattern": r"^(?=.*\d)(?=.*[a-z])[a-z\d]{8,}$"}, {"pattern": r"^(?=.*\d)[a-z\d]{6,}$"}, {"pattern": r"^[a-z\d]{6,}$"}),
    "looking ahead for what is not there": ({"pattern": "^(?!admin)[a-z]+$"}, {"pattern": "^(?!administrator)[a-z]+$"}, {"pattern": "^[a-z]+$"}),
    "names by patterns": (
        {"patternProperties": {"^a": {"type": "integer"}}},
        {"patternProperties": {"^ab": {"type": "integer"}, "^a": True}},
    ),
    "all names": ({"patternProperties": {".*": {"type": "integer"}}}, {"additionalProperties": {"type": "integer"}}, {"patternProperties": {"": {"type": "number"}}}),
    "closed in two ways": (
        {"properties": {"a": True}, "additionalProperties": False},
        {"properties": {"a": True}, "unevaluatedProperties": False},
        {"properties": {"a": True}, "additionalProperties": False},
    ),
    "closed elements in two ways": (
        {"prefixItems": [True], "items": False},
        {"prefixItems": [True], "unevaluatedItems": False},
        {"prefixItems": [True], "items": False},
    ),
    "the rest in two ways": (
        {"properties": {"a": True}, "additionalProperties": {"type": "string"}},
        {"properties": {"a": True}, "unevaluatedProperties": {"type": "string"}},
        {"properties": {"a": True}, "additionalProperties": {"type": ["string", "null"]}},
    ),
    "a hundred kinds": (kinds(100, "oneOf", INTEGER, type="object"), kinds(100, "oneOf", NUMBER, type="object")),
    "closed kinds, exactly one of them": (kinds(20, "oneOf", INTEGER, **CLOSED), kinds(20, "oneOf", NUMBER, **CLOSED), kinds(25, "oneOf", NUMBER, **CLOSED)),
    "closed kinds, any of them": (kinds(12, "anyOf", INTEGER, **CLOSED), kinds(12, "anyOf", NUMBER, **CLOSED), kinds(12, "oneOf", NUMBER, **CLOSED)),
    "closed to what a condition looks at": (
        {"type": "object", "if": {"required": ["a"]}, "then": {"properties": {"a": INTEGER}}, "unevaluatedProperties": False},
        {"type": "object", "properties": {"a": NUMBER}, "additionalProperties": False},
        {"type": "object", "properties": {"a": True}, "unevaluatedProperties": False},
    ),
    "closed to what dependents look at": (
        {"dependentSchemas": {"a": {"properties": {"a": True, "b": True}}}, "unevaluatedProperties": False},
        {"properties": {"a": True, "b": True}, "additionalProperties": False},
    ),
    "closed elements beside compositions": (
        {"type": "array", "allOf": [{"prefixItems": [INTEGER]}], "unevaluatedItems": False},
        {"type": "array", "maxItems": 1, "items": INTEGER},
        {"type": "array", "allOf": [{"prefixItems": [NUMBER]}], "unevaluatedItems": False},
    ),
    "elements contained or refused": (
        {"type": "array", "contains": INTEGER, "unevaluatedItems": False},
        {"type": "array", "items": INTEGER, "minItems": 1},
        {"type": "array", "contains": NUMBER, "unevaluatedItems": {"type": "string"}},
    ),
    "objects of one value": (
        {"not": {"enum": [{"a": 1}, {}]}},
        {"not": {"type": "object", "properties": {"a": {"const": 1}}, "required": ["a"], "additionalProperties": False}},
        {"not": {"const": {"a": 1}}},
    ),
    "tuples of a few values": (
        {"type": "array", "prefixItems": [{"enum": [1, 2]}], "items": False, "minItems": 1},
        {"enum": [[1], [2]]},
        {"type": "array", "maxItems": 1, "items": {"enum": [1, 2]}},
    ),
    "contained in the only element": ({"type": "array", "contains": INTEGER, "maxItems": 1}, {"items": INTEGER}),
    "one element of two values": (
        {"type": "array", "items": {"enum": [1, 2]}, "minItems": 1, "maxItems": 1},
        {"anyOf": [{"items": {"const": 1}}, {"items": {"const": 2}}]},
    ),
    "different whole numbers": (
        {"type": "array", "items": {"type": "integer", "minimum": 1, "maximum": 3}, "uniqueItems": True},
        {"type": "array", "items": {"type": "integer"}, "maxItems": 3},
    ),
    "a different value for each place": (
        {"type": "array", "prefixItems": [{"enum": [1, 2]}, {"enum": [1, 2]}, {"enum": [2, 1]}], "uniqueItems": True},
        {"maxItems": 2},
    ),
    "twice the same, and different": ({"type": "array", "contains": {"const": 1}, "minContains": 2, "uniqueItems": True}, False),
    "few of each kind": (
        {"type": "array", "items": {"type": ["integer", "string"]}, "allOf": [{"contains": {"type": kind}, "minContains": 0, "maxContains": 1} for kind in ("integer", "string")]},
        {"maxItems": 2},
    ),
    "some of each kind": ({"type": "array", "allOf": [{"contains": {"type": kind}, "minContains": 2} for kind in ("integer", "string")]}, {"minItems": 4}),
    "all of a kind": ({"type": "array", "items": INTEGER, "minItems": 3}, {"contains": NUMBER, "minContains": 3}),
    "names of a few": ({"type": "object", "propertyNames": {"pattern": "^[ab]$"}}, {"maxProperties": 2}),
    "the empty name": ({"type": "object", "propertyNames": {"maxLength": 0}}, {"maxProperties": 1}),
    "no room for others": ({"type": "object", "required": ["a"], "maxProperties": 1}, {"propertyNames": {"const": "a"}}),
    "formats": ({"type": "string", "format": "email", "minLength": 2}, {"type": "string", "format": "email", "minLength": 1}, {"type": "string"}),
    "either of two formats": ({"format": "email"}, {"anyOf": [{"format": "email"}, {"format": "uri"}]}),
}


def chains() -> Iterator[Pair]:
    """Each schema of a chain, and all that come after it."""
    for name, chain in CHAINS.items():
        for i, one in enumerate(chain):
            for other in chain[i + 1 :]:
                yield name, one, other


# --- safe by composition ----------------------------------------------------------------------------------------------


def without_definitions(make: Maker, depth: int) -> Schema:
    """A schema of chance that refers to nothing."""
    while "$ref" in str(made := make.schema(depth)):
        pass
    return made


def composed(make: Maker) -> Iterator[Pair]:
    one, other = without_definitions(make, 2), make.scalars()
    third = without_definitions(make, 2)
    yield "another one left out", {"allOf": [one, other]}, one
    yield "a bound left out", {"allOf": [other, make.scalars()]}, other
    yield "another one joins", one, {"anyOf": [one, third]}
    yield "another one joins those", {"anyOf": [one, other]}, {"anyOf": [third, other, one]}
    yield "one that lies outside joins", one, {"oneOf": [one, {"allOf": [other, {"not": one}]}]}
    yield "its denial covers the rest", {}, {"anyOf": [one, {"not": one}]}
    yield "by cases", one, {"anyOf": [{"allOf": [one, other]}, {"allOf": [one, {"not": other}]}]}
    yield "under any condition", one, {"if": other, "then": one}
    yield "under a condition", {"allOf": [one, other]}, {"if": other, "then": one, "else": False}
    yield "a denial of more", {"not": {"anyOf": [one, other]}}, {"not": other}
    yield "a denial of both", {"not": {"anyOf": [one, other]}}, {"allOf": [{"not": one}, {"not": other}]}


def safe_pairs(seed: int) -> Iterator[Pair]:
    """Those of one seed, at the root and as a member."""
    for name, old, new in composed(Maker(seed)):
        yield name, old, new
        yield name + ", as a member", {"properties": {"m": old}, "required": ["m"]}, {"properties": {"m": new}}


# --- equal ------------------------------------------------------------------------------------------------------------

Way = Callable[[Maker, dict[str, Any]], Schema]


def reordered(make: Maker, node: dict[str, Any]) -> Schema:
    keys = list(node)
    make.chance.shuffle(keys)
    made = {key: node[key] for key in keys}
    for key in (*LISTS, "required", "enum"):
        if key in made:
            made[key] = make.chance.sample(made[key], len(made[key]))
    return made


def de_morgan(make: Maker, node: dict[str, Any]) -> Schema:
    for key, other in (("anyOf", "allOf"), ("allOf", "anyOf")):
        if key in node and "not" not in node:
            rest = {k: v for k, v in node.items() if k != key}
            return rest | {"not": {other: [{"not": inner} for inner in node[key]]}}
    return node


def by_cases(make: Maker, node: dict[str, Any]) -> Schema:
    if "if" not in node or "anyOf" in node:
        return node
    rest = {k: v for k, v in node.items() if k not in ("if", "then", "else")}
    condition = node["if"]
    return rest | {"anyOf": [{"allOf": [condition, node.get("then", True)]}, {"allOf": [{"not": condition}, node.get("else", True)]}]}


def alone(make: Maker, node: dict[str, Any]) -> Schema:
    return {make.chance.choice(LISTS): [node]}


def bounds(make: Maker, node: dict[str, Any]) -> Schema:
    made = dict(node)
    for key, exclusive, least in (("minimum", "exclusiveMinimum", "minLength"), ("maximum", "exclusiveMaximum", "maxLength")):
        if key in made and exclusive not in made:
            bound = made.pop(key)
            made["anyOf"] = [{"const": bound}, {exclusive: bound}, {"not": {"type": "number"}}]
            return made if "anyOf" not in node else node
        if least in made and "not" not in made:
            bound = made.pop(least)
            made["not"] = {"type": "string", "maxLength": bound - 1} if least == "minLength" and bound > 0 else {"type": "string", "minLength": bound + 1}
            return made if least == "maxLength" or bound > 0 else node
    return node


def type_lists(make: Maker, node: dict[str, Any]) -> Schema:
    kinds = node.get("type")
    if kinds is None or "anyOf" in node:
        return node
    rest = {k: v for k, v in node.items() if k != "type"}
    return rest | {"anyOf": [{"type": kind} for kind in (kinds if isinstance(kinds, list) else [kinds])]}


def denied_twice(make: Maker, node: dict[str, Any]) -> Schema:
    return {"not": {"not": node}}


def values_one_by_one(make: Maker, node: dict[str, Any]) -> Schema:
    if "enum" not in node or "anyOf" in node:
        return node
    rest = {k: v for k, v in node.items() if k != "enum"}
    return rest | {"anyOf": [{"const": value} for value in node["enum"]]}


def conjuncts(make: Maker, node: dict[str, Any]) -> Schema:
    """Keywords that do not look at one another, each in a conjunct of its own."""
    free = [k for k in node if k in ("type", "enum", "const", "minimum", "maximum", "minLength", "pattern", "required", "properties", "not", "anyOf", "oneOf")]
    if "allOf" in node or len(free) < 2 or "additionalProperties" in node:
        return node
    return {k: v for k, v in node.items() if k not in free} | {"allOf": [{k: node[k]} for k in free]}


def dependents(make: Maker, node: dict[str, Any]) -> Schema:
    if "dependentRequired" not in node or "allOf" in node:
        return node
    rest = {k: v for k, v in node.items() if k != "dependentRequired"}
    return rest | {"allOf": [{"anyOf": [{"not": {"required": [key]}}, {"required": names}]} for key, names in node["dependentRequired"].items()]}


WAYS: dict[str, Way] = {
    way.__name__: way
    for way in (reordered, de_morgan, by_cases, alone, bounds, type_lists, denied_twice, values_one_by_one, conjuncts, dependents)
}


def respelled(make: Maker, node: Schema, way: Way, likelihood: float) -> Schema:
    """The schema with some of its subschemas written in that other way."""
    if not isinstance(node, dict):
        return node
    made = {}
    for key, value in node.items():
        if key in MAPS:
            made[key] = {name: respelled(make, inner, way, likelihood) for name, inner in value.items()}
        elif key in LISTS or key == "prefixItems":
            made[key] = [respelled(make, inner, way, likelihood) for inner in value]
        else:
            made[key] = respelled(make, value, way, likelihood) if key in SINGLES else value
    return way(make, made) if make.some(likelihood) else made


def inlined(one: Schema) -> Pair:
    refer = {"$ref": "#/$defs/D"}
    places = ({"properties": {"a": refer, "b": {"items": refer}}}, {"anyOf": [refer, {"required": ["z"]}]}, {"not": refer})
    place = places[len(str(one)) % len(places)]

    def put(node: Schema) -> Schema:
        if node is refer:
            return one
        if isinstance(node, dict):
            return {k: put(v) for k, v in node.items()}
        return [put(v) for v in node] if isinstance(node, list) else node

    return "inlined", place | {"$defs": {"D": one}}, put(place)


def equal_pairs(seed: int) -> Iterator[Pair]:
    make = Maker(seed)
    one = without_definitions(make, 1)
    for name, way in WAYS.items():
        other = respelled(make, one, way, 0.7)
        if other != one or name == "reordered":
            yield name, one, other
    yield inlined(one)
