"""Tiny schemas, and all small documents: a verdict on two of these schemas is held against every one of these documents."""

import itertools
from collections.abc import Iterator
from typing import Any

Schema = Any

SCALARS: tuple[Any, ...] = (None, True, False, 0, 1, 1.5, "", "a", "b", "ab")
# What values of the one type may be asked; each alone, and any two of one row together.
ATOMS: tuple[tuple[Schema, ...], ...] = (
    ({"type": "string"}, {"pattern": "^a"}, {"pattern": "b$"}, {"pattern": "^[ab]$"}, {"minLength": 1}, {"maxLength": 1}, {"const": "a"}),
    ({"type": "integer"}, {"type": "number"}, {"minimum": 1}, {"exclusiveMaximum": 1}, {"multipleOf": 0.5}, {"enum": [0, 1]}),
    ({"type": "array"}, {"maxItems": 1}, {"minItems": 1}, {"uniqueItems": True}, {"items": {"type": "integer"}}, {"contains": {"const": 1}},
     {"prefixItems": [{"const": 0}]}, {"const": []}),
    ({"type": "object"}, {"required": ["a"]}, {"maxProperties": 1}, {"properties": {"a": {"type": "integer"}}}, {"additionalProperties": False},
     {"patternProperties": {"^a": {"type": "string"}}}, {"propertyNames": {"maxLength": 1}}, {"unevaluatedProperties": False},
     {"dependentRequired": {"a": ["b"]}}, {"propertyNames": {"pattern": "b"}}, {"patternProperties": {".*": {"type": "integer"}}}),
)


def documents() -> list[Any]:
    """Scalars, and arrays and objects of two of them at most."""
    parts = (None, 0, 1, "a")
    arrays = [list(row) for count in range(3) for row in itertools.product(parts, repeat=count)]
    objects = [dict(zip(names, row)) for count in range(3) for names in itertools.combinations(("a", "b", "ab"), count)
               for row in itertools.product((None, 1, "a"), repeat=count)]
    return [*SCALARS, *arrays, *objects, {"a": 1, "b": 1, "ab": 1}, [0, 1, 1], [0, 1, "a"]]


def schemas() -> list[Schema]:
    """One or two keywords, and some of these denied and united."""
    rows = [[row[0] | more for more in row[1:]] + list(row) for row in ATOMS]
    pairs = [one | other for row in ATOMS for one, other in itertools.combinations(row, 2) if not one.keys() & other.keys()]
    singles = [node for row in rows for node in row]
    made = singles + pairs + [{"not": node} for node in singles]
    unique = {str(node): node for node in made}
    return [True, False, {"anyOf": [{"type": "string"}, {"type": "integer"}]}, {"oneOf": [{"minimum": 1}, {"maxLength": 1}]}, *unique.values()]


def alike(node: Schema) -> int | None:
    """The row of a schema: schemas of different rows say little about one another."""
    keys = str(node)
    return next((i for i, row in enumerate(ATOMS) for atom in row for key, value in atom.items() if f"{key!r}: {value!r}" in keys), None)


def pairs() -> Iterator[tuple[int, int]]:
    """The places in `schemas()` of all pairs of one row."""
    rows = [alike(node) for node in schemas()]
    for i, one in enumerate(rows):
        for j, other in enumerate(rows):
            if i != j and (one is None or other is None or one == other):
                yield i, j
