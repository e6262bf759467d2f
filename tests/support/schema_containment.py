"""Inclusions between the schemas of the official test suite, each true or false because of how it was made.

The suite says which documents a schema accepts; everything else follows from the laws of sets. A schema that refers by pointers keeps
its meaning below another one, since it stands there as a resource of its own.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from support.schema_search import same

Schema = Any

DRAFTS = {
    "draft4": "http://json-schema.org/draft-04/schema#",
    "draft6": "http://json-schema.org/draft-06/schema#",
    "draft7": "http://json-schema.org/draft-07/schema#",
    "draft2019-09": "https://json-schema.org/draft/2019-09/schema",
    "draft2020-12": "https://json-schema.org/draft/2020-12/schema",
}
# Dialects of the reader's own, and annotations that readers may check.
OTHER_FILES = {"refRemote.json", "vocabulary.json", "format.json", "content.json", "default.json"}
# References that lead out of the document.
ELSEWHERE = r'localhost|"\$ref": "https?://json-schema.org/'
# The siblings of a reference count in every draft (docs/schema-changes.md), which these groups say otherwise of.
SIBLINGS = ("ref overrides any sibling keywords", "$ref prevents a sibling")


class Group(NamedTuple):
    name: str  # its file, and what it is about
    schema: Schema
    documents: list[tuple[str, Any, bool]]  # what each is, and whether the schema accepts it


class Inclusion(NamedTuple):
    kind: str
    group: str
    old: Schema
    new: Schema
    holds: bool


def groups(suite: Path, draft: str) -> Iterator[Group]:
    for path in sorted((suite / draft).glob("*.json")):
        if path.name in OTHER_FILES:
            continue
        for group in json.loads(path.read_text()):
            text = json.dumps(group["schema"])
            dialects = set(re.findall(r'"\$schema": "([^"]*)"', text)) - {DRAFTS[draft]}
            if group["description"].startswith(SIBLINGS) or dialects or re.search(ELSEWHERE, text):
                continue
            tests = [(test["description"], test["data"], test["valid"]) for test in group["tests"]]
            yield Group(f"{path.stem}: {group['description']}", group["schema"], tests)


class Composer:
    """Schemas of one draft, made of others."""

    def __init__(self, draft: str) -> None:
        self.draft = draft
        self.identifier = "id" if draft == "draft4" else "$id"
        self.table = "$defs" if draft in ("draft2019-09", "draft2020-12") else "definitions"

    def resource(self, one: Schema, name: str) -> Schema:
        """The schema as one that may stand anywhere. Draft 4 has no boolean ones."""
        if isinstance(one, bool):
            return {} if one else {"not": {}}
        return {self.identifier: f"https://example.com/{name}"} | {key: value for key, value in one.items() if key != "$schema"}

    def of(self, whole: Schema, **parts: Schema) -> Schema:
        """A document of that schema, in which `refer(name)` means the part."""
        definitions = {name: self.resource(one, name) for name, one in parts.items()}
        return {"$schema": DRAFTS[self.draft]} | whole | ({self.table: definitions} if definitions else {})

    def refer(self, name: str) -> Schema:
        return {"$ref": f"#/{self.table}/{name}"}

    def alone(self, one: Schema) -> Schema:
        return self.of({} if one is True else {"not": {}} if one is False else one)

    def values(self, *values: Any) -> Schema:
        """Draft 4 wants each value once."""
        return self.of({"enum": [value for i, value in enumerate(values) if not any(same(value, other) for other in values[:i])]})


def inclusions(draft: str, one: Group, other: Group) -> Iterator[Inclusion]:
    """What follows for a schema, and for it and the next one of its file."""
    make = Composer(draft)
    s, t = make.refer("S"), make.refer("T")
    plain = make.alone(one.schema)
    accepted = [document for _, document, valid in one.documents if valid]
    rejected = [document for _, document, valid in one.documents if not valid]
    copies = {"S": one.schema, "Copy": one.schema}
    both = {"S": one.schema, "T": other.schema}

    def say(kind: str, old: Schema, new: Schema, holds: bool = True) -> Inclusion:
        return Inclusion(kind, one.name, old, new, holds)

    yield say("itself", plain, make.of({"allOf": [s]}, S=one.schema))
    yield say("everything", make.alone(True), make.of({"anyOf": [s, {"not": s}]}, S=one.schema))
    yield say("everything, of two copies", make.alone(True), make.of({"anyOf": [s, {"not": make.refer("Copy")}]}, **copies))
    yield say("nothing", make.of({"allOf": [s, {"not": s}]}, S=one.schema), make.alone(False))
    yield say("nothing, of two copies", make.of({"allOf": [s, {"not": make.refer("Copy")}]}, **copies), make.alone(False))
    yield say("denied twice", plain, make.of({"not": {"not": s}}, S=one.schema))
    yield say("denied twice, back", make.of({"not": {"not": s}}, S=one.schema), plain)
    yield say("one of two", plain, make.of({"anyOf": [t, s]}, **both))
    yield say("both of two", make.of({"allOf": [t, s]}, **both), plain)
    yield say("by cases", plain, make.of({"anyOf": [{"allOf": [s, t]}, {"allOf": [s, {"not": t}]}]}, **both))
    yield say("cases joined", make.of({"anyOf": [{"allOf": [s, t]}, {"allOf": [s, {"not": t}]}]}, **both), plain)
    yield say("neither of two", make.of({"not": {"anyOf": [s, t]}}, **both), make.of({"allOf": [{"not": s}, {"not": t}]}, **both))
    yield say("not both of two", make.of({"not": {"allOf": [s, t]}}, **both), make.of({"anyOf": [{"not": s}, {"not": t}]}, **both))
    if accepted:
        yield say("documents", make.values(*accepted), plain)
        for document in accepted:
            yield say("a document", make.values(document), plain)
            with_it = make.of({"anyOf": [s, {"enum": [document]}]}, S=one.schema)
            without = make.of({"allOf": [s, {"not": {"enum": [document]}}]}, S=one.schema)
            yield say("a document that is taken out", with_it, without, False)
    for document in rejected:
        yield say("a document", make.values(document), plain, False)
        yield say("a document outside", make.values(document), make.of({"not": s}, S=one.schema))
        yield say("a document that joins", make.of({"anyOf": [s, {"enum": [document]}]}, S=one.schema), plain, False)


def all_inclusions(suite: Path, draft: str) -> Iterator[Inclusion]:
    known = list(groups(suite, draft))
    for i, one in enumerate(known):
        yield from inclusions(draft, one, known[(i + 1) % len(known)])
