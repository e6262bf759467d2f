"""What the engine says of two Avro schemas, held against Schema Resolution written down here a second time."""

import copy
import json
import random

from tessera_sdk import ValidationError, schema

PRIMITIVES = ["null", "boolean", "int", "long", "float", "double", "bytes", "string"]
PROMOTIONS = {"int": ["long", "float", "double"], "long": ["float", "double"], "float": ["double"], "string": ["bytes"], "bytes": ["string"]}
LOGICAL = {"int": ["date", "time-millis"], "long": ["timestamp-millis", "timestamp-micros"], "string": ["uuid"], "bytes": ["decimal"]}
DEFAULTS = {"boolean": False, "int": 1, "long": 2, "float": 1.5, "double": 2.5, "bytes": "a", "string": "b", "null": None}


# --- the yardstick ----------------------------------------------------------------------------------------------------


def names_of(document, found=None):
    """The named types of a schema by their names."""
    found = {} if found is None else found
    if isinstance(document, list):
        for branch in document:
            names_of(branch, found)
    elif isinstance(document, dict):
        if "name" in document:
            found[document["name"]] = document
        for inner in (document.get("items"), document.get("values"), *(field["type"] for field in document.get("fields", []))):
            if inner is not None:
                names_of(inner, found)
    return found


class Yardstick:
    """Whether a reader reads what a writer wrote, and is still promised what the writer's contract promised."""

    def __init__(self, writer, reader):
        self.names = names_of(writer), names_of(reader)
        self.met = set()
        self.verdict = self.reads(writer, reader)

    def told(self, side, kind):
        return self.names[side].get(kind, {"type": kind}) if isinstance(kind, str) else kind

    def fits(self, writer, reader):
        """2: of one kind and name; 1: to be promoted; 0: neither."""
        if writer["type"] != reader["type"]:
            return int(reader["type"] in PROMOTIONS.get(writer["type"], []))
        named = "name" not in writer or writer["name"] in (reader["name"], *reader.get("aliases", []))
        return 2 if named else 0

    def reads(self, writer, reader):
        writer, reader = self.told(0, writer), self.told(1, reader)
        if isinstance(writer, list):
            return all([self.reads(branch, reader) for branch in writer])
        if isinstance(reader, list):
            branches = [self.told(1, branch) for branch in reader]
            best = max((self.fits(writer, branch) for branch in branches), default=0)
            return best > 0 and self.reads(writer, next(branch for branch in branches if self.fits(writer, branch) == best))
        if not self.fits(writer, reader):
            return False
        if "name" in writer:
            if (writer["name"], reader["name"]) in self.met:
                return True
            self.met.add((writer["name"], reader["name"]))
        return self.keeps_meaning(writer, reader) and getattr(self, "reads_" + writer["type"], lambda w, r: True)(writer, reader)

    def keeps_meaning(self, writer, reader):
        if "logicalType" not in reader:
            return True
        return all(writer.get(name) == reader.get(name) for name in ("logicalType", "precision", "scale"))

    def reads_array(self, writer, reader):
        return self.reads(writer["items"], reader["items"])

    def reads_map(self, writer, reader):
        return self.reads(writer["values"], reader["values"])

    def reads_fixed(self, writer, reader):
        return writer["size"] == reader["size"]

    def reads_enum(self, writer, reader):
        return "default" in reader or set(writer["symbols"]) <= set(reader["symbols"])

    def reads_record(self, writer, reader):
        free = {field["name"]: field for field in writer["fields"]}
        pairs = [(free.pop(field["name"], None), field) for field in reader["fields"]]
        fine = True
        for before, field in pairs:
            if before is None:
                before = next((free.pop(alias) for alias in field.get("aliases", []) if alias in free), None)
            if before is None:
                fine = fine and "default" in field
            else:
                fine = self.reads(before["type"], field["type"]) and fine and ("default" in field or "default" not in before)
        return fine and not free  # nothing that was declared is dropped


# --- random schemas and changes ---------------------------------------------------------------------------------------


class Dice:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.count = 0
        self.known = []  # names that may be referred to

    def name(self, letter):
        self.count += 1
        return f"{letter}{self.count}"

    def primitive(self):
        kind = self.random.choice(PRIMITIVES)
        if self.random.random() < 0.8 or kind not in LOGICAL:
            return kind
        return self.logical({"type": kind})

    def logical(self, made):
        made = {"type": made["type"], "logicalType": self.random.choice(LOGICAL[made["type"]])}
        if made["logicalType"] == "decimal":
            made.update(precision=self.random.choice([5, 9]), scale=self.random.choice([0, 2]))
        return made

    def kind(self, depth):
        choice = self.random.random()
        if depth > 3 or choice < 0.4:
            return self.primitive()
        if choice < 0.5 and self.known:
            return self.random.choice(self.known)
        return self.random.choice([self.record, self.enum, self.fixed, self.array, self.map, self.union])(depth)

    def record(self, depth):
        made = {"type": "record", "name": self.name("R"), "fields": []}
        for _ in range(self.random.randint(0, 3)):
            made["fields"].append(self.field(depth))
        self.known.append(made["name"])
        return made

    def field(self, depth, default=None):
        field = {"name": self.name("f"), "type": self.kind(depth + 1)}
        if default or (default is None and self.random.random() < 0.3):
            self.give_default(field)
        return field

    def give_default(self, field):
        kind = field["type"][0] if isinstance(field["type"], list) else field["type"]
        kind = kind["type"] if isinstance(kind, dict) and kind["type"] in PRIMITIVES else kind
        if isinstance(kind, str) and kind in DEFAULTS:
            field["default"] = DEFAULTS[kind]
        elif isinstance(kind, dict) and kind["type"] in ("array", "map"):
            field["default"] = [] if kind["type"] == "array" else {}

    def enum(self, depth):
        made = {"type": "enum", "name": self.name("E"), "symbols": ["A", "B", "C"][: self.random.randint(1, 3)]}
        if self.random.random() < 0.3:
            made["default"] = "A"
        self.known.append(made["name"])
        return made

    def fixed(self, depth):
        made = {"type": "fixed", "name": self.name("F"), "size": self.random.randint(1, 3)}
        self.known.append(made["name"])
        return made

    def array(self, depth):
        return {"type": "array", "items": self.kind(depth + 1)}

    def map(self, depth):
        return {"type": "map", "values": self.kind(depth + 1)}

    def union(self, depth):
        kinds = self.random.sample(PRIMITIVES, self.random.randint(1, 3))
        return kinds + ([self.record(depth + 1)] if self.random.random() < 0.3 else [])

    def root(self):
        return self.random.choice([self.record, self.record, self.record, self.union, self.array])(0)

    # What is there is changed in place; each returns what stands there then.

    def changed(self, document):
        document = copy.deepcopy(document)
        self.known = []
        for _ in range(self.random.choice([1, 1, 1, 2, 3])):
            holder = {"type": document}
            slot = self.random.choice(self.slots(holder, "type"))
            slot[0][slot[1]] = self.change(slot[0][slot[1]])
            document = holder["type"]
        return self.renamed(document) if self.random.random() < 0.15 else document

    def renamed(self, document):
        """One of its named types gets another name, wherever it is used."""
        names = names_of(document)
        if not names:
            return document
        made = names[self.random.choice(sorted(names))]
        old = self.rename(made, made["name"][0])

        def used(value):
            if isinstance(value, list):
                return [used(item) for item in value]
            if isinstance(value, dict):
                return {name: used(item) if name in ("type", "items", "values", "fields") else item for name, item in value.items()}
            return made["name"] if value == old else value

        return used(document)

    def slots(self, holder, key):
        found = [(holder, key)]
        kind = holder[key]
        if isinstance(kind, list):
            for index in range(len(kind)):
                found += self.slots(kind, index)
        elif isinstance(kind, dict):
            for inner in ("items", "values"):
                if inner in kind:
                    found += self.slots(kind, inner)
            for field in kind.get("fields", []):
                found += self.slots(field, "type")
        return found

    def change(self, kind):
        if isinstance(kind, list):
            return self.change_union(kind)
        if isinstance(kind, str):
            return self.change_primitive(kind)
        return getattr(self, "change_" + kind["type"], self.change_logical)(kind)

    def change_primitive(self, kind):
        if kind not in PRIMITIVES:
            return kind
        options = PROMOTIONS.get(kind, []) + [name for name, targets in PROMOTIONS.items() if kind in targets] + [self.random.choice(PRIMITIVES)]
        if kind in LOGICAL:
            options.append(self.logical({"type": kind}))
        if kind != "null":
            options.append(["null", kind])
        return self.random.choice(options)

    def change_logical(self, kind):
        return self.random.choice([kind["type"], self.logical(kind) if kind["type"] in LOGICAL else kind])

    def change_union(self, kinds):
        have = [kind for kind in kinds if isinstance(kind, str)]
        new = self.random.choice([name for name in PRIMITIVES if name not in have])
        at = self.random.randrange(len(kinds))
        step = self.random.choice(["add", "remove", "replace", "turn", "open"])
        if step == "open" and len(kinds) == 1:
            return kinds[0]
        if step == "add":
            kinds.insert(at, new)
        elif step == "replace" and kinds[at] in PRIMITIVES:
            kinds[at] = new
        elif step == "remove" and len(kinds) > 1 and kinds[at] in PRIMITIVES:
            del kinds[at]
        else:
            kinds.reverse()
        return kinds

    def change_array(self, kind):
        return self.random.choice([kind, {"type": "map", "values": kind["items"]}])

    def change_map(self, kind):
        return {"type": "array", "items": kind["values"]}

    def rename(self, made, letter):
        old, made["name"] = made["name"], self.name(letter)
        if self.random.random() < 0.6:
            made["aliases"] = [old]
        else:
            made.pop("aliases", None)
        return old

    def change_enum(self, kind):
        step = self.random.choice(["add", "remove", "default"])
        if step == "add":
            kind["symbols"] = [*kind["symbols"], self.name("S")]
        elif step == "remove" and len(kind["symbols"]) > 1:
            kind["symbols"] = kind["symbols"][:-1]
        elif kind.pop("default", None) is None:
            kind["default"] = "A"
        return kind

    def change_fixed(self, kind):
        kind["size"] += self.random.randint(0, 1)
        return kind

    def change_record(self, kind):
        fields = kind["fields"]
        step = self.random.choice(["add", "add", "remove", "rename", "default", "turn"])
        if step == "add" or not fields:
            fields.insert(self.random.randint(0, len(fields)), self.field(4, self.random.random() < 0.6))
            return kind
        field = self.random.choice(fields)
        if step == "rename":
            self.rename(field, "f")
        elif step == "default" and field.pop("default", self) is self:
            self.give_default(field)
        elif step == "remove" and not names_of(field["type"]):
            fields.remove(field)
        else:
            fields.reverse()
        return kind


def is_valid(document):
    """Changes may leave a default that no longer fits, a type with names before its definition, or two types of one kind in a union."""
    try:
        schema.from_avro(document)
    except ValidationError:
        return False
    return True


def shuffled(dice, value):
    """The same schema, members in another order, with documentation."""
    if isinstance(value, list):
        return [shuffled(dice, item) for item in value]
    if not isinstance(value, dict):
        return value
    members = [(name, item if name in ("default", "symbols") else shuffled(dice, item)) for name, item in value.items()]
    dice.random.shuffle(members)
    made = dict(members)
    if "name" in made:
        made.update(doc="…", aliases=[*made.get("aliases", []), f"unheard_of_{made['name'].rpartition('.')[2]}"])
    return made


def judged(old, new):
    found = schema.diff(json.dumps(old), json.dumps(new), schema_format="avro")
    changes = found.all_changes
    return not any(change.breaks_backward for change in changes), not any(change.breaks_forward for change in changes), changes


def test_verdicts_are_those_of_schema_resolution():
    counts = {}
    for seed in range(6000):
        dice = Dice(seed)
        old = dice.root()
        new = dice.changed(old)
        if not is_valid(old) or not is_valid(new):
            continue
        backward, forward, changes = judged(old, new)
        expected = Yardstick(old, new).verdict, Yardstick(new, old).verdict
        told = [(change.type, change.path, change.message) for change in changes]
        assert (backward, forward) == expected, f"seed {seed}: {json.dumps(old)} -> {json.dumps(new)}: {expected} expected of {told}"
        assert judged(new, old)[:2] == (forward, backward), f"seed {seed}: the way back is no mirror"
        counts[backward, forward] = counts.get((backward, forward), 0) + 1
    assert len(counts) == 4 and min(counts.values()) > 100, counts


def test_a_schema_and_its_respelling_differ_in_nothing():
    for seed in range(300):
        dice = Dice(seed)
        document = dice.root()
        if is_valid(document):
            assert judged(document, document)[2] == judged(document, shuffled(dice, document))[2] == [], f"seed {seed}"
