"""Other spellings of a schema, by chance: each says the same (docs/schema-changes.md), so a comparison must find nothing."""

import random
from typing import Any

Schema = Any
MAPS = ("properties", "patternProperties", "dependentSchemas", "$defs")
LISTS = ("allOf", "anyOf", "oneOf", "prefixItems")
SINGLES = ("additionalProperties", "items", "contains", "not", "if", "then", "else", "propertyNames")
NOTHING = ({"minLength": 0}, {"minItems": 0}, {"minProperties": 0}, {"pattern": ""}, {"not": False},
           {"type": ["string", "number", "integer", "boolean", "object", "array", "null"]})


class Speller:
    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)

    def some(self, likelihood: float) -> bool:
        return self.chance.random() < likelihood

    def respelled(self, node: Schema, depth: int = 0) -> Schema:
        if not isinstance(node, dict):
            return self.boolean(node) if isinstance(node, bool) and depth > 0 else node
        made = {}
        for key, value in node.items():
            if key in MAPS:
                made[key] = {name: self.respelled(inner, depth + 1) for name, inner in value.items()}
            elif key in LISTS:
                made[key] = [self.respelled(inner, depth + 1) for inner in value]
                if key != "prefixItems" and self.some(0.3):
                    self.chance.shuffle(made[key])
            elif key in SINGLES:
                made[key] = self.respelled(value, depth + 1)
            else:
                made[key] = value
        for way in self.chance.sample((self.type, self.constant, self.bounds, self.nothing, self.integer, self.null), 6):
            made = way(made) if self.some(0.4) else made
        return self.wrapped(made) if depth > 0 and self.some(0.1) else made

    def boolean(self, node: bool) -> Schema:
        if self.some(0.5):
            return node
        return self.chance.choice(({}, {"minLength": 0}, {"not": False}) if node else ({"not": {}}, {"not": True}))

    def type(self, node: dict[str, Any]) -> dict[str, Any]:
        kinds = node.get("type")
        if kinds is None:
            return node
        names = [kinds] if isinstance(kinds, str) else list(kinds)
        if "number" in names and "integer" not in names and "multipleOf" not in node and self.some(0.5):
            names.append("integer")
        if len(names) > 1 and set(node) == {"type"} and "number" not in names and self.some(0.5):
            return {self.chance.choice(("anyOf", "oneOf")): [{"type": name} for name in names]}
        self.chance.shuffle(names)
        return node | {"type": names if len(names) > 1 or self.some(0.5) else names[0]}

    def constant(self, node: dict[str, Any]) -> dict[str, Any]:
        rest = {k: v for k, v in node.items() if k not in ("const", "enum")}
        if "const" in node and "enum" not in node:
            return rest | {"enum": [node["const"]]}
        if "enum" in node and "const" not in node and len(node["enum"]) == 1:
            return rest | {"const": node["enum"][0]}
        return node

    def bounds(self, node: dict[str, Any]) -> dict[str, Any]:
        if node.get("type") not in ("integer", ["integer"]):
            return node
        made = dict(node)
        for inclusive, exclusive, step in (("minimum", "exclusiveMinimum", 1), ("maximum", "exclusiveMaximum", -1)):
            if inclusive in made and exclusive not in made and self.some(0.5):
                made[exclusive] = made.pop(inclusive) - step
            elif exclusive in made and inclusive not in made:
                bound = made.pop(exclusive)
                made[inclusive] = bound + self.chance.choice((step, step / 2))
        return made

    def nothing(self, node: dict[str, Any]) -> dict[str, Any]:
        more = self.chance.choice(NOTHING)
        return node if more.keys() & node.keys() else node | more

    def integer(self, node: dict[str, Any]) -> dict[str, Any]:
        if node.get("type") in ("integer", ["integer"]) and "multipleOf" not in node:
            return node | {"type": "number", "multipleOf": 1}
        return node

    def null(self, node: dict[str, Any]) -> dict[str, Any]:
        kinds = node.get("type")
        if not isinstance(kinds, list) or "null" not in kinds or len(kinds) < 2 or len(kinds) == 7:
            return node
        others = [name for name in kinds if name != "null"]
        if self.some(0.5) or set(node) - {"type", "minLength", "pattern", "minimum", "maximum"}:
            return node | {"type": others, "nullable": True}
        alternatives = [node | {"type": others}, self.chance.choice(({"type": "null"}, {"const": None}, {"enum": [None]}))]
        self.chance.shuffle(alternatives)
        return {self.chance.choice(("anyOf", "oneOf")): alternatives}

    def wrapped(self, node: dict[str, Any]) -> dict[str, Any]:
        key = self.chance.choice(("anyOf", "oneOf", "allOf"))
        return {key: [node] if key == "allOf" or self.some(0.6) else [node, False]}


def settings(one: Schema, other: Schema) -> tuple[tuple[Schema, Schema], ...]:
    """The two alone, and in the same place of larger schemas."""
    places = (
        lambda inner: inner,
        lambda inner: {"properties": {"p": inner}, "required": ["p"]},
        lambda inner: {"items": inner},
        lambda inner: {"allOf": [{"type": "object"}, {"properties": {"q": inner}}]},
        lambda inner: {"$defs": {"D": inner}, "properties": {"r": {"$ref": "#/$defs/D"}, "s": {"$ref": "#/$defs/D"}}},
        lambda inner: {"not": inner},
        lambda inner: {"if": {"properties": {"k": inner}}, "then": {"required": ["k"]}},
    )
    return tuple((place(one), place(other)) for place in places)
