"""Requests made from the server's own OpenAPI document: for each operation what it describes, with ids that exist or do not."""

import random
import re
import string

LETTERS = string.ascii_lowercase
DEPTH_MOST = 6
LANGUAGES = {"application/json": "json", "application/x-www-form-urlencoded": "data"}  # of bodies, and what the client calls them


def ends_sessions(template):
    """Whether requests to that path may end the caller's session."""
    return re.search("/log(in|out)$|/sessions$", template) is not None


def has_no_end(template):
    """Whether the reply has none, unless the request says how long it waits: the stream of events."""
    return template == "/api/v1/events"


class Maker:
    """Makes requests, the same for the same seed. `ids`: the last word of a name ("team" of owner_team_id) -> ids that exist."""

    def __init__(self, description, seed, ids, texts):
        self.description, self.ids, self.texts = description, ids, texts
        self.chance = random.Random(seed)

    def operations(self):
        for template, item in self.description.document["paths"].items():
            for method, operation in item.items():
                if method in ("get", "put", "post", "patch", "delete"):
                    yield method.upper(), template, operation

    def request(self, method, template, operation):
        """(method, path, query, content) of one request; content: its body as the client takes it, nothing where it has none."""
        path, query = template, {}
        for entry in map(self.description.resolve, operation.get("parameters", [])):
            name = entry["name"]
            if entry["in"] == "path":
                path = path.replace("{" + name + "}", str(self.value(entry["schema"], name)))
            elif entry["in"] == "query" and (entry.get("required") or self.chance.random() < 0.3):
                value = self.value(entry["schema"], name)
                query[name] = str(value).lower() if isinstance(value, bool) else value
        if "requestBody" not in operation:
            return method, path, query, {}
        ((language, described),) = self.description.resolve(operation["requestBody"])["content"].items()
        return method, path, query, {LANGUAGES[language]: self.value(described["schema"], "body")}

    # --- values -------------------------------------------------------------------------------------------------------

    def value(self, schema, name, depth=0):
        """A value that fits the schema, for the member of this name."""
        schema = self.description.resolve(schema)
        if not isinstance(schema, dict):
            return {}
        for kind in ("anyOf", "oneOf", "allOf"):
            if kind in schema:
                return self.value(self.chance.choice(schema[kind]), name, depth)
        if "const" in schema:
            return schema["const"]
        if "enum" in schema:
            return self.chance.choice(schema["enum"])
        kinds = schema.get("type", "object")
        kind = self.chance.choice(kinds) if isinstance(kinds, list) else kinds
        make = {"object": self.an_object, "array": self.a_list, "string": self.a_text, "integer": self.a_number, "number": self.a_number}.get(kind)
        if make is not None:
            return make(schema, name, depth)
        return self.chance.random() < 0.5 if kind == "boolean" else None

    def an_object(self, schema, name, depth):
        required = schema.get("required", [])
        made = {}
        for member, inner in schema.get("properties", {}).items():
            if member in required or (depth < DEPTH_MOST and self.chance.random() < 0.4):
                made[member] = self.value(inner, member, depth + 1)
        if not made and "schema" in name:
            return {"type": "object", "properties": {self.chance.choice("abc"): {"type": self.chance.choice(["string", "integer"])}}}
        more = schema.get("additionalProperties")
        if isinstance(more, dict) and depth < DEPTH_MOST:
            made.update({f"$.{letter}": self.value(more, name, depth + 1) for letter in "ab"[: self.chance.randrange(3)]})
        return made

    def a_list(self, schema, name, depth):
        most = min(schema.get("maxItems", 3), 3)
        count = max(schema.get("minItems", 0), self.chance.randint(0, most) if depth < DEPTH_MOST else 0)
        return [self.value(schema.get("items", {}), name, depth + 1) for _ in range(count)]

    def a_text(self, schema, name, depth):
        form = schema.get("format")
        if form == "uuid":
            return self.an_id(name)
        if form in ("date-time", "date"):
            return self.chance.choice(["2030-01-02T03:04:05.000006Z", "2020-01-02T03:04:05Z"])
        if name in self.texts and self.chance.random() < 0.6:
            return self.chance.choice(self.texts[name])
        least = schema.get("minLength", 0)
        return "".join(self.chance.choice(LETTERS) for _ in range(max(least, min(schema.get("maxLength", 12), 12))))

    def an_id(self, name):
        known = next((ids for noun, ids in self.ids.items() if noun in name), None)
        if known and self.chance.random() < 0.7:
            return self.chance.choice(known)
        return f"00000000-0000-4000-8000-{self.chance.randrange(1 << 48):012x}"

    def a_number(self, schema, name, depth):
        least = schema.get("minimum", schema.get("exclusiveMinimum", 0))
        most = min(schema.get("maximum", least + 100), least + 100)
        return self.chance.randint(int(least), int(most)) if schema.get("type") != "number" else self.chance.uniform(float(least), float(most))
