"""`unevaluatedProperties` and `unevaluatedItems` for python3-jsonschema, whose own (4.10) fail on mixed arrays and overlook `contains`."""

import re
from collections.abc import Iterator
from typing import Any

Schema = Any


def looked_at(validator: Any, node: Schema, value: Any) -> set[Any]:
    """The names or indexes that a schema which accepts the value looks at (JSON Schema core 2020-12, sections 10 and 11)."""
    if not isinstance(node, dict):
        return set()
    seen = of_members(node, value) if isinstance(value, dict) else of_elements(validator, node, value)
    for inner in in_place(validator, node, value):
        if validator.evolve(schema=inner).is_valid(value):
            seen |= looked_at(validator, inner, value)
    return seen


def in_place(validator: Any, node: dict[str, Any], value: Any) -> Iterator[Schema]:
    """The subschemas that speak of the same value, where they count when they accept it."""
    if "$ref" in node:
        yield validator.resolver.resolve(node["$ref"])[1]
    for key in ("allOf", "anyOf", "oneOf"):
        yield from node.get(key, ())
    if "if" in node:
        holds = validator.evolve(schema=node["if"]).is_valid(value)
        yield from (node[key] for key in (("if", "then") if holds else ("else",)) if key in node)
    if isinstance(value, dict):
        yield from (inner for name, inner in node.get("dependentSchemas", {}).items() if name in value)


def of_members(node: dict[str, Any], value: dict[str, Any]) -> set[Any]:
    if "additionalProperties" in node or "unevaluatedProperties" in node:
        return set(value)
    patterns = node.get("patternProperties", {})
    return {name for name in value if name in node.get("properties", {}) or any(re.search(pattern, name) for pattern in patterns)}


def of_elements(validator: Any, node: dict[str, Any], value: list[Any]) -> set[Any]:
    if "items" in node or "unevaluatedItems" in node:
        return set(range(len(value)))
    seen = set(range(min(len(value), len(node.get("prefixItems", ())))))
    if "contains" in node:
        seen |= {i for i, element in enumerate(value) if validator.evolve(schema=node["contains"]).is_valid(element)}
    return seen


def without(node: dict[str, Any], key: str) -> dict[str, Any]:
    return {name: value for name, value in node.items() if name != key}


def unevaluated_properties(validator: Any, rest: Schema, instance: Any, node: dict[str, Any]) -> Iterator[Any]:
    if isinstance(instance, dict):
        seen = looked_at(validator, without(node, "unevaluatedProperties"), instance)
        for name in instance.keys() - seen:
            yield from validator.descend(instance[name], rest, path=name)


def unevaluated_items(validator: Any, rest: Schema, instance: Any, node: dict[str, Any]) -> Iterator[Any]:
    if isinstance(instance, list):
        seen = looked_at(validator, without(node, "unevaluatedItems"), instance)
        for i, element in enumerate(instance):
            if i not in seen:
                yield from validator.descend(element, rest, path=i)
