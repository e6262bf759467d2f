"""Histories of schemas as projects publish them: look-alikes of what package managers, build services, event streams and APIs ship, written
for these tests. Each step says what it does to the schema before it, and what that breaks."""

import copy
from dataclasses import dataclass
from typing import Any

Schema = dict[str, Any]


@dataclass
class Step:
    what: str
    breaks: str  # "", "b", "f" or "bf": backward, forward
    changes: dict[str, Any]  # dotted paths to what is put there; None: it goes

    def __call__(self, schema: Schema) -> Schema:
        made = copy.deepcopy(schema)
        for path, value in self.changes.items():
            *way, last = path.split(".")
            inner = made
            for name in way:
                inner = inner[int(name)] if isinstance(inner, list) else inner.setdefault(name, {})
            if value is None:
                del inner[last]
            elif isinstance(inner, list):
                inner.insert(int(last), value)
            else:
                inner[last] = value
        return made


MANIFEST = (
    {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "Package manifest",
        "definitions": {
            "person": {
                "type": ["object", "string"],
                "properties": {"name": {"type": "string"}, "email": {"type": "string", "format": "email"}},
                "required": ["name"],
            },
            "dependencies": {"type": "object", "additionalProperties": {"type": "string"}},
        },
        "type": "object",
        "properties": {
            "name": {"type": "string", "maxLength": 214, "minLength": 1, "pattern": "^[a-z0-9][a-z0-9._-]*$"},
            "version": {"type": "string"},
            "keywords": {"type": "array", "items": {"type": "string"}},
            "author": {"$ref": "#/definitions/person"},
            "dependencies": {"$ref": "#/definitions/dependencies"},
        },
        "required": ["name", "version"],
    },
    [
        Step("words for people", "", {"properties.name.description": "The name", "title": "Manifest"}),
        Step("an optional property", "f", {"properties.homepage": {"type": "string", "format": "uri"}}),
        Step("names in a scope", "f", {"properties.name.pattern": "^(@[a-z0-9_.-]+/)?[a-z0-9][a-z0-9._-]*$"}),
        Step("another list of dependencies", "f", {"properties.devDependencies": {"$ref": "#/definitions/dependencies"}}),
        Step("a field of a definition", "f", {"definitions.person.properties.url": {"type": "string"}}),
        Step("keywords are bounded", "b", {"properties.keywords.maxItems": 50}),
        Step("keywords differ", "b", {"properties.keywords.uniqueItems": True}),
        Step("null for no author", "f", {"properties.author": {"anyOf": [{"$ref": "#/definitions/person"}, {"type": "null"}]}}),
        Step("a shape of text or object", "f", {"properties.bin": {"oneOf": [{"type": "string"}, {"type": "object", "additionalProperties": {"type": "string"}}]}}),
        Step("shorter names", "b", {"properties.name.maxLength": 100}),
        Step("a licence is asked for", "bf", {"properties.license": {"type": "string"}, "required": ["name", "version", "license"]}),
        Step("moved to a definition", "", {"definitions.name": {"type": "string"}, "properties.version": {"$ref": "#/definitions/name"}}),
    ],
)

WORKFLOW = (
    {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$defs": {
            "step": {
                "type": "object",
                "properties": {"name": {"type": "string"}, "run": {"type": "string"}, "uses": {"type": "string"}},
                "oneOf": [{"required": ["run"], "not": {"required": ["uses"]}}, {"required": ["uses"], "not": {"required": ["run"]}}],
                "additionalProperties": False,
            },
            "job": {
                "type": "object",
                "properties": {
                    "runs-on": {"enum": ["linux", "windows"]},
                    "steps": {"type": "array", "items": {"$ref": "#/$defs/step"}, "minItems": 1},
                    "timeout": {"type": "integer", "minimum": 1, "maximum": 360},
                },
                "required": ["runs-on"],
                "additionalProperties": False,
            },
        },
        "type": "object",
        "properties": {"on": {"enum": ["push", "tag"]}, "jobs": {"type": "object", "patternProperties": {"^[a-z_][a-z0-9_-]*$": {"$ref": "#/$defs/job"}}, "additionalProperties": False}},
        "required": ["on", "jobs"],
        "additionalProperties": False,
    },
    [
        Step("another machine", "f", {"$defs.job.properties.runs-on": {"enum": ["linux", "windows", "mac"]}}),
        Step("a longer timeout", "f", {"$defs.job.properties.timeout.maximum": 720}),
        Step("fractions of a minute", "f", {"$defs.job.properties.timeout.type": "number"}),
        Step("an optional key of a job", "f", {"$defs.job.properties.env": {"type": "object", "additionalProperties": {"type": ["string", "number", "boolean"]}}}),
        Step("one event or several", "f", {"properties.on": {"anyOf": [{"enum": ["push", "tag"]}, {"type": "array", "items": {"enum": ["push", "tag"]}}]}}),
        Step("empty lists of steps", "f", {"$defs.job.properties.steps.minItems": 0}),
        Step("jobs that need jobs", "f", {"$defs.job.properties.needs": {"type": "array", "items": {"type": "string", "pattern": "^[a-z_][a-z0-9_-]*$"}}}),
        Step("names in capitals, by a wider pattern", "f", {"properties.jobs.patternProperties": {"^[A-Za-z_][A-Za-z0-9_-]*$": {"$ref": "#/$defs/job"}}}),
        Step("no machine is needed", "f", {"$defs.job.required": []}),
        Step("one machine less", "b", {"$defs.job.properties.runs-on": {"enum": ["linux", "mac"]}}),
        Step("steps take nothing unknown, said again", "", {"$defs.step.title": "A step"}),
        Step("the description of a step", "f", {"$defs.step.properties.description": {"type": "string", "maxLength": 200}}),
    ],
)

EVENTS = (
    {
        "type": "object",
        "properties": {"id": {"type": "string", "pattern": "^[0-9a-f-]{36}$"}, "at": {"type": "string", "format": "date-time"}},
        "required": ["id", "at", "kind"],
        "oneOf": [
            {"properties": {"kind": {"const": "created"}, "owner": {"type": "string"}}, "required": ["owner"]},
            {"properties": {"kind": {"const": "deleted"}, "reason": {"type": "string"}}},
        ],
    },
    [
        Step("a third kind of event", "f", {"oneOf.2": {"properties": {"kind": {"const": "moved"}, "to": {"type": "string"}}, "required": ["to"]}}),
        Step("more of an event", "f", {"properties.trace": {"type": "string"}}),
        Step("an owner that is not empty", "b", {"oneOf.0.properties.owner.minLength": 1}),
        Step("a reason out of a list", "b", {"oneOf.1.properties.reason": {"enum": ["asked", "expired"]}}),
        Step("one more reason", "f", {"oneOf.1.properties.reason": {"enum": ["asked", "expired", "merged"]}}),
        Step("a priority with a default", "f", {"properties.priority": {"type": "integer", "minimum": 0, "maximum": 9, "default": 5}}),
        Step("a wider priority", "f", {"properties.priority.maximum": 99}),
        Step("deletions that say why", "b", {"oneOf.1.required": ["reason"]}),
        Step("identifiers as any text", "f", {"properties.id": {"type": "string"}}),
        Step("written as anyOf", "", {"oneOf": None, "anyOf": "oneOf"}),
    ],
)

RESOURCE = (
    {
        "type": "object",
        "properties": {
            "id": {"type": "integer"},
            "status": {"type": "string", "enum": ["open", "closed"]},
            "price": {"type": "number", "minimum": 0},
            "lines": {"type": "array", "items": {"type": "object", "properties": {"sku": {"type": "string"}, "count": {"type": "integer", "minimum": 1}}, "required": ["sku", "count"]}},
            "address": {"type": "object", "properties": {"street": {"type": "string"}, "city": {"type": "string"}}, "required": ["street", "city"]},
        },
        "required": ["id", "status"],
    },
    [
        Step("a state more", "f", {"properties.status.enum": ["open", "closed", "paid"]}),
        Step("a country, if it is known", "f", {"properties.address.properties.country": {"type": "string", "minLength": 2, "maxLength": 2}}),
        Step("paid orders have a price", "b", {"if": {"properties": {"status": {"const": "paid"}}}, "then": {"required": ["price"]}}),
        Step("no order without lines", "b", {"properties.lines.minItems": 1}),
        Step("prices may be null", "f", {"properties.price.type": ["number", "null"]}),
        Step("whole cents", "b", {"properties.price.multipleOf": 0.01}),
        Step("a discount of a line", "f", {"properties.lines.items.properties.discount": {"type": "number", "minimum": 0, "exclusiveMaximum": 1}}),
        Step("identifiers of both sorts", "f", {"properties.id.type": ["integer", "string"]}),
        Step("back to numbers", "b", {"properties.id.type": "integer"}),
        Step("a note goes in and out of nobody's way", "f", {"properties.note": {"type": "string"}}),
        Step("and is dropped", "b", {"properties.note": None}),
        Step("comes back as a list", "f", {"properties.note": {"type": "array", "items": {"type": "string"}}}),
    ],
)

HISTORIES = {"manifest": MANIFEST, "workflow": WORKFLOW, "events": EVENTS, "resource": RESOURCE}


def versions(name: str) -> list[tuple[str, str, Schema]]:
    """(what the step does, what it breaks, the schema after it), the first one as it was."""
    first, steps = HISTORIES[name]
    told = [("the first", "", first)]
    for step in steps:
        made = step(told[-1][2])
        if made.get("anyOf") == "oneOf":
            made["anyOf"] = told[-1][2]["oneOf"]
        told.append((step.what, step.breaks, made))
    return told
