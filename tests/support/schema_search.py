"""A search for wrong verdicts: random compositions, an old and a new one each, and documents near their borders. The documents
that the yardstick counts (docs/schema-changes.md) are told apart by python3-jsonschema, which shares nothing with the engine.

    schema_search.py [MINUTES [SEED]]
"""

import contextlib
import functools
import itertools
import json
import random
import re
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import jsonschema

from support.schema_evaluated import unevaluated_items, unevaluated_properties

from tessera_sdk import schema

NAMES = ("a", "b", "ab", "c")
PATTERNS = ("^a", "b$", "^a$", "c", "^ab")
STRING_PATTERNS = ("^x", "y$", "", "x", "^[xy]+$", "^[^x]*$", "^.{2}$", "^(x|yy)?$", "x|^y", "^[a-w]{1,2}$", r"\d")
SCALARS: tuple[Any, ...] = (None, True, 0, 1, 2, 2.5, "", "x", "yy")
VALUES: tuple[Any, ...] = (*SCALARS, [], [1], {}, {"a": 1}, {"a": "x", "b": {"a": 2}})
TYPES: tuple[Any, ...] = ("string", "integer", "number", "object", "array", ["string", "null"], ["integer", "string"], "boolean")
LISTS = ("allOf", "anyOf", "oneOf")
MAPS = ("properties", "patternProperties", "dependentSchemas", "$defs")
SINGLES = ("additionalProperties", "items", "contains", "not", "if", "then", "else", "propertyNames", "unevaluatedProperties", "unevaluatedItems")
Schema = Any


class Maker:
    """Schemas and documents out of one stream of chance."""

    def __init__(self, seed: int, evaluating: bool = False) -> None:
        """`evaluating`: with keywords about what other subschemas look at."""
        self.chance = random.Random(seed)
        self.evaluating = evaluating

    def some(self, likelihood: float) -> bool:
        return self.chance.random() < likelihood

    def scalars(self) -> dict[str, Any]:
        pick = self.chance.choice
        what = pick(("type", "type", "type", "enum", "const", "minLength", "minimum", "maximum", "exclusiveMinimum", "multipleOf", "pattern"))
        value: Any = {
            "type": lambda: pick(TYPES),
            "enum": lambda: self.chance.sample(VALUES, self.chance.randint(1, 4)),
            "const": lambda: pick(VALUES),
            "multipleOf": lambda: pick((1, 2)),
            "pattern": lambda: pick(STRING_PATTERNS),
        }.get(what, lambda: self.chance.randint(0, 3))()
        return {what: value}

    def objects(self, depth: int) -> dict[str, Any]:
        pick = self.chance.choice
        made: dict[str, Any] = {}
        for keyword, likelihood, keys in (("properties", 0.7, NAMES), ("patternProperties", 0.25, PATTERNS)):
            if self.some(likelihood):
                made[keyword] = {name: self.schema(depth + 1) for name in self.chance.sample(keys, self.chance.randint(1, 2))}
        if self.some(0.2):
            made["additionalProperties"] = pick((False, False, True, self.schema(depth + 1)))
        if self.some(0.25):
            made["required"] = self.chance.sample(NAMES, self.chance.randint(1, 2))
        if self.some(0.07):
            made["propertyNames"] = pick(({"enum": ["a", "b"]}, {"maxLength": 1}, {"pattern": "^a"}))
        if self.some(0.07):
            made["dependentRequired"] = {pick(NAMES): [pick(NAMES)]}
        if self.some(0.05):
            made["dependentSchemas"] = {pick(NAMES): self.schema(depth + 1)}
        if self.some(0.08):
            made[pick(("minProperties", "maxProperties"))] = self.chance.randint(0, 2)
        if self.evaluating and self.some(0.2):
            made["unevaluatedProperties"] = pick((False, False, self.schema(depth + 1)))
        return made

    def arrays(self, depth: int) -> dict[str, Any]:
        made: dict[str, Any] = {}
        for keyword, likelihood in (("items", 0.6), ("contains", 0.4)):
            if self.some(likelihood):
                made[keyword] = self.schema(depth + 1)
        if "contains" in made and self.some(0.3):
            made[self.chance.choice(("minContains", "maxContains"))] = self.chance.randint(0, 2)
        if self.some(0.25):
            made["prefixItems"] = [self.schema(depth + 1) for _ in range(self.chance.randint(1, 2))]
        if self.some(0.15):
            made[self.chance.choice(("minItems", "maxItems"))] = self.chance.randint(0, 2)
        if self.evaluating and self.some(0.2):
            made["unevaluatedItems"] = self.chance.choice((False, False, self.schema(depth + 1)))
        return made

    def composition(self, depth: int) -> dict[str, Any]:
        what = self.chance.choice((*LISTS, *LISTS, "not", "if", "$ref"))
        if what in LISTS:
            return {what: [self.schema(depth + 1) for _ in range(self.chance.randint(1, 3))]}
        if what == "not":
            return {"not": self.schema(depth + 1)}
        if what == "$ref":
            return {"$ref": "#/$defs/" + self.chance.choice("AB")}
        made = {"if": self.schema(depth + 1)}
        return made | {k: self.schema(depth + 1) for k in ("then", "else") if self.some(0.7)}

    def schema(self, depth: int) -> Schema:
        if depth > 0 and self.some(0.08):
            return self.chance.choice((True, False, {}))
        made: dict[str, Any] = {}
        if depth > 3 or self.some(0.45):
            made |= self.scalars()
        if depth < 4:
            kind = self.chance.random()
            if kind < 0.5:
                made |= self.objects(depth)
            elif kind < 0.7:
                made |= self.arrays(depth)
            if self.some(0.35 if depth < 3 else 0.1):
                made |= self.composition(depth)
        return made

    def root(self) -> dict[str, Any]:
        made = self.schema(0)
        # No definition leads back to itself without a member in between: such schemas have no meaning.
        made["$defs"] = {"A": self.objects(3), "B": self.objects(3) | self.scalars()}
        return made

    def changed(self, node: Schema, depth: int = 0) -> Schema:
        """The schema with a few places made anew, wrapped, unwrapped or moved."""
        if self.some(0.05):
            return self.edited(node, depth)
        if not isinstance(node, dict):
            return node
        made = {}
        for key, value in node.items():
            if key in MAPS:
                made[key] = {name: self.changed(inner, depth + 1) for name, inner in value.items()}
            elif key in LISTS or key == "prefixItems":
                made[key] = [self.changed(inner, depth + 1) for inner in value]
                if self.some(0.08):
                    self.chance.shuffle(made[key])
                if self.some(0.05):
                    made[key].insert(self.chance.randint(0, len(made[key])), self.schema(depth + 2))
            elif key in SINGLES:
                made[key] = self.changed(value, depth + 1)
            else:
                made[key] = value
        return made

    def edited(self, node: Schema, depth: int) -> Schema:
        deeper = max(depth, 2)
        if not isinstance(node, dict):
            return self.schema(deeper)
        way = self.chance.randint(0, 9)
        definitions = {k: v for k, v in node.items() if k == "$defs"}
        plain = {k: v for k, v in node.items() if k != "$defs"}
        if way == 0:
            return definitions | {self.chance.choice(LISTS): [plain]}
        if way == 1:
            return node | {"allOf": [*node.get("allOf", []), self.schema(deeper)]}
        if way == 2 and plain:
            plain.pop(self.chance.choice(list(plain)))
            return definitions | plain
        if way == 3:
            return node | self.objects(deeper)
        if way == 4:
            return node | self.arrays(deeper)
        if way == 5:
            return node | self.composition(deeper)
        if way == 6:
            return node | self.scalars()
        tables = [key for key in ("properties", "patternProperties") if node.get(key)]
        if way > 7 and tables:
            return self.left(node, self.chance.choice(tables))
        return definitions | {self.chance.choice(("anyOf", "oneOf")): [plain, self.schema(deeper)]}

    def left(self, node: dict[str, Any], table: str) -> dict[str, Any]:
        """Without one of its names or patterns, which something else declares still."""
        name = self.chance.choice(list(node[table]))
        kept = {key: inner for key, inner in node[table].items() if key != name}
        made = {key: inner for key, inner in node.items() if key != table} | ({table: kept} if kept else {})
        if table == "properties" and self.some(0.4):
            return made | self.chance.choice((
                {"required": sorted({*node.get("required", ()), name})},
                {"dependentRequired": {name: [self.chance.choice(NAMES)]}},
                {"propertyNames": {"enum": [*NAMES]}},
                {"additionalProperties": self.schema(3)},
            ))
        branch = {table: {name: node[table][name] if self.some(0.7) else self.schema(3)}}
        if self.some(0.5):
            branch["additionalProperties"] = self.chance.choice((True, self.schema(3)))
        if self.some(0.5):
            made["additionalProperties"] = self.chance.choice((False, self.schema(3)))
        where = self.chance.choice((*LISTS, "if", "not"))
        if where == "if":
            return made | {"if": branch}
        return made | ({where: [*node.get(where, ()), branch]} if where in LISTS else {"not": {"not": branch}})

    # --- documents ----------------------------------------------------------------------------------------------------

    def document(self, root: Schema, node: Schema, depth: int = 0) -> Any:
        """A value with a fair chance to be accepted by the schema, or to miss it by little."""
        pick = self.chance.choice
        if not isinstance(node, dict) or depth > 5 or self.some(0.06):
            return pick(VALUES)
        if "$ref" in node and self.some(0.7):
            return self.document(root, root["$defs"][node["$ref"][-1]], depth + 1)
        for key in LISTS:
            if key in node and self.some(0.4):
                return self.document(root, pick(node[key]), depth + 1)
        for key in ("then", "if", "else", "not"):
            if key in node and self.some(0.2):
                return self.document(root, node[key], depth + 1)
        if "const" in node:
            return node["const"]
        if "enum" in node:
            return pick(node["enum"])
        kinds = node.get("type")
        kind = pick(kinds) if isinstance(kinds, list) else kinds
        if kind == "object" or (kind is None and any(k in node for k in ("properties", "patternProperties", "required", "additionalProperties"))):
            return self.members(root, node, depth)
        if kind == "array" or (kind is None and any(k in node for k in ("items", "contains", "prefixItems"))):
            return self.elements(root, node, depth)
        if kind == "string":
            return pick(("", "x", "yy", "xy"))
        if kind in ("integer", "number"):
            return pick((-1, 0, 1, 2, 3, 4) if kind == "integer" else (0, 0.5, 1, 2.5, 3, 4))
        return pick(VALUES)

    def members(self, root: Schema, node: dict[str, Any], depth: int) -> dict[str, Any]:
        made = {}
        for name in NAMES:
            inner = node.get("properties", {}).get(name)
            for pattern, schema_of in node.get("patternProperties", {}).items():
                inner = schema_of if inner is None and matches(pattern, name) else inner
            inner = node.get("additionalProperties") if inner is None else inner
            likelihood = 0.9 if name in node.get("required", ()) else 0.5 if isinstance(inner, dict) else 0.15
            if self.some(likelihood):
                made[name] = self.document(root, inner, depth + 1)
        return made

    def elements(self, root: Schema, node: dict[str, Any], depth: int) -> list[Any]:
        prefix = node.get("prefixItems", [])
        sources = [node[k] for k in ("items", "contains") if k in node] or [True]
        return [
            self.document(root, prefix[i] if i < len(prefix) and self.some(0.8) else self.chance.choice(sources), depth + 1)
            for i in range(self.chance.randint(0, 3))
        ]


# --- what the yardstick counts ----------------------------------------------------------------------------------------


def matches(pattern: str, name: str) -> bool:
    return re.search(pattern, name) is not None


@functools.lru_cache(maxsize=10000)
def is_trivial(text: str) -> bool:
    """Whether the schema is another way to write `true` or `false`, which declare nothing."""
    return any(not schema.diff(text, plain).all_changes for plain in ("true", "false"))


def says_something(node: Schema) -> bool:
    return isinstance(node, dict) and bool(node.keys() - {"$defs"}) and ("$ref" in json.dumps(node) or not is_trivial(json.dumps(node)))


def cluster(root: Schema, nodes: list[Schema]) -> list[dict[str, Any]]:
    """All subschemas that may speak of the values that these are about."""
    found: list[dict[str, Any]] = []
    todo = list(nodes)
    while todo:
        node = todo.pop()
        if not isinstance(node, dict) or any(node is known for known in found):
            continue
        found.append(node)
        if "$ref" in node:
            todo.append(root["$defs"][node["$ref"][-1]])
        for key in LISTS:
            todo.extend(node.get(key, ()))
        todo.extend(node.get("dependentSchemas", {}).values())
        conditions = ("if", "then", "else") if "if" in node else ()  # without it the others say nothing
        todo.extend(node[key] for key in (*conditions, "not") if key in node)
    return found


def constants(node: dict[str, Any]) -> list[Any]:
    return ([node["const"]] if "const" in node else []) + list(node.get("enum", ()))


def mentioned(node: dict[str, Any], name: str) -> bool:
    names = node.get("propertyNames")
    return (
        name in node.get("required", ())
        or any(name == key or name in (row if isinstance(row, list) else ()) for key, row in node.get("dependentRequired", {}).items())
        or name in node.get("dependentSchemas", {})
        or (isinstance(names, dict) and name in constants(names))
    )


def of_member(known: list[dict[str, Any]], name: str) -> tuple[bool, list[Schema]]:
    """Whether something declares the name, and the subschemas that may speak of such a member."""
    declared, inner = False, []
    for node in known:
        own = node.get("properties", {})
        said = [own[name]] if name in own else []
        said += [schema_of for pattern, schema_of in node.get("patternProperties", {}).items() if matches(pattern, name)]
        rest = node.get("additionalProperties")
        if says_something(rest):  # it declares all names, and speaks of those that nothing else beside it speaks of
            declared = True
            said = said or [rest]
        declared = declared or bool(said)
        inner += said
        left = node.get("unevaluatedProperties")
        if says_something(left):
            declared = True
            inner.append(left)
        for value in constants(node):
            if isinstance(value, dict) and name in value:
                declared = True
                inner.append({"const": value[name]})
        declared = declared or mentioned(node, name)
    return declared, inner


def of_element(known: list[dict[str, Any]], index: int) -> list[Schema]:
    """The subschemas that may speak of the element of that index."""
    inner: list[Schema] = []
    for node in known:
        prefix = node.get("prefixItems", [])
        inner += [prefix[index]] if index < len(prefix) else [node["items"]] if "items" in node else []
        inner += [node[key] for key in ("contains", "unevaluatedItems") if key in node]
        inner += [{"const": whole[index]} for whole in constants(node) if isinstance(whole, list) and index < len(whole)]
    return inner


def counts(root: Schema, known: list[dict[str, Any]], value: Any) -> bool:
    """Whether the value uses only members that something declares, at every level."""
    if isinstance(value, dict):
        for name, member in value.items():
            declared, inner = of_member(known, name)
            if not declared or not counts(root, cluster(root, inner), member):
                return False
    if isinstance(value, list):
        return all(counts(root, cluster(root, of_element(known, i)), element) for i, element in enumerate(value))
    return True


# --- the search -------------------------------------------------------------------------------------------------------


@dataclass
class Tally:
    pairs: int = 0
    compatible: int = 0
    changed: int = 0
    documents: int = 0
    counted: int = 0
    breaking: int = 0
    shown: int = 0
    missed: int = 0
    refuted: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def told(self) -> str:
        return (
            f"{self.pairs} pairs, {self.compatible} verdicts that nothing breaks, {self.changed} of them with changes,"
            f" {self.documents} documents, {self.counted} counted, {len(self.refuted)} verdicts refuted;"
            f" {self.breaking} breaking changes, {self.shown} with an example, {self.missed} that should have one, {len(self.wrong)} of those wrong"
        )


def same(one: Any, other: Any) -> bool:
    """Equal as JSON: python3-jsonschema takes true inside of a value for 1."""
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    return bool(one == other)


def only(_: Any, values: list[Any], instance: Any, __: Any) -> Iterator[Any]:
    if not any(same(value, instance) for value in values):
        yield jsonschema.ValidationError("none of the values")


Strict = jsonschema.validators.extend(
    jsonschema.Draft202012Validator,
    {
        "enum": only,
        "const": lambda inner, value, instance, node: only(inner, [value], instance, node),
        "unevaluatedProperties": unevaluated_properties,
        "unevaluatedItems": unevaluated_items,
    },
)


def validator(node: Schema) -> Any:
    return Strict(node)


def directions(old: Schema, new: Schema) -> Iterator[tuple[str, str, Schema, Schema, int]]:
    """The directions in which nothing is said to break: the policy and the mode, by whom to whom that is promised, and how many changes there are."""
    for policy in ("yardstick", "strict"):
        result = schema.diff(old, new, compatibility_policy=policy)
        if not any(change.breaks_backward for change in result.all_changes):
            yield policy, "backward", old, new, len(result.all_changes)
        if not any(change.breaks_forward for change in result.all_changes):
            yield policy, "forward", new, old, len(result.all_changes)


def show_pair(seed: int, old: Schema, new: Schema, tally: Tally) -> None:
    """Holds the examples of what breaks against both schemas."""
    sides = {"old": validator(old), "new": validator(new)}
    for mode, policy in itertools.product(("backward", "forward"), ("yardstick", "strict")):
        for change in schema.diff(old, new, compatibility_mode=mode, compatibility_policy=policy).breaking_changes:
            tally.breaking += 1
            if change.accepted_by is None:
                assert change.reason and change.example is None
                tally.missed += change.reason.startswith("No document that shows it was found")
                continue
            tally.shown += 1
            accepts = sides[change.accepted_by]
            rejects = sides["new" if change.accepted_by == "old" else "old"]
            if (change.accepted_by == "old") != (mode == "backward") or not accepts.is_valid(change.example) or rejects.is_valid(change.example):
                tally.wrong.append(f"seed {seed} {policy} {mode} {change}\nold {json.dumps(old)}\nnew {json.dumps(new)}")


def search_pair(seed: int, tally: Tally, documents: int = 25) -> None:
    make = Maker(seed, evaluating=seed % 3 == 0)
    old = make.root()
    new = make.changed(old) if make.some(0.95) else make.root()
    while new == old:
        new = make.changed(old)
    tally.pairs += 1
    show_pair(seed, old, new, tally)
    for policy, mode, one, other, changes in directions(old, new):
        tally.compatible += 1
        tally.changed += changes > 0
        accepts, refuses = validator(one), validator(other)
        known = cluster(one, [one])
        for _ in range(documents):
            document = make.document(one, one) if make.some(0.6) else make.document(other, other)
            tally.documents += 1
            if (policy == "yardstick" and not counts(one, known, document)) or not accepts.is_valid(document):
                continue
            tally.counted += 1
            if not refuses.is_valid(document):
                tally.refuted.append(
                    f"seed {seed} {policy} {mode}\nold {json.dumps(old)}\nnew {json.dumps(new)}\ndocument {json.dumps(document)}"
                )
                break


def search(seed: int, seconds: float, pairs: int | None = None) -> Tally:
    """Looks until the time is over, or at that many pairs."""
    tally, end = Tally(), time.monotonic() + seconds
    while time.monotonic() < end and (pairs is None or tally.pairs < pairs):
        with contextlib.suppress(RecursionError):  # a definition that is nothing but itself has no meaning
            search_pair(seed + tally.pairs, tally)
    return tally


def main() -> int:
    minutes = float(sys.argv[1]) if len(sys.argv) > 1 else 1
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else random.randrange(1 << 40)
    tally = search(seed, minutes * 60)
    for refuted in (tally.refuted + tally.wrong)[:20]:
        print(refuted, end="\n\n")
    print(f"seed {seed}: {tally.told()}")
    return 1 if tally.refuted or tally.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
