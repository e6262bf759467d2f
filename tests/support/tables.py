"""The declared API: the tables in api/, read as text. What the tests derive from it cannot go stale."""

import dataclasses
import functools
import re

from support.server import CHECKOUT

ROW = re.compile(r"^([A-Z_]+)\((.*)\)\s*(\\)?$")


@dataclasses.dataclass(frozen=True)
class Route:
    noun: str
    verb: str
    sdk: str  # none: it is for browsers
    method: str
    path: str
    scope: str
    rate: str
    query: str
    body: str
    shape: str
    reply: str
    status: int
    also: int
    summary: str

    @property
    def parameters(self):
        return re.findall(r"{(\w+)}", self.path)

    @property
    def ending(self):
        """The parameters by which its reply ends: that of a stream goes on without."""
        return {"wait": "0"} if self.shape == "STREAM" else {}

    def filled(self, value):
        return re.sub(r"{\w+}", value, self.path)


@dataclasses.dataclass(frozen=True)
class Field:
    name: str
    kind: str
    reference: str
    flags: frozenset
    minimum: str
    maximum: str
    fallback: str
    rule: str
    doc: str


@dataclasses.dataclass(frozen=True)
class Setting:
    field: str
    kind: str
    variable: str
    flag: str
    minimum: int
    maximum: int
    fallback: str
    doc: str


def split_arguments(text):
    """Splits the arguments of a row at the commas outside of quotes and parentheses."""
    parts, depth, quoted, start = [], 0, False, 0
    index = 0
    while index < len(text):
        character = text[index]
        if quoted and character == "\\":
            index += 1
        elif character == '"':
            quoted = not quoted
        elif not quoted and character in "([":
            depth += 1
        elif not quoted and character in ")]":
            depth -= 1
        elif not quoted and depth == 0 and character == ",":
            parts.append(text[start:index].strip())
            start = index + 1
        index += 1
    parts.append(text[start:].strip())
    return parts


def unquoted(text):
    if text.startswith('"'):
        return text[1:-1].replace('\\"', '"').replace("\\\\", "\\")
    return None if text == "NULL" else text


def lines(name):
    """The lines of api/<name>.def, with those of the tables that it includes in their place."""
    for line in (CHECKOUT / "api" / f"{name}.def").read_text("utf-8").splitlines():
        included = re.match(r'#include "api/([\w/]+)\.def"', line)
        if included:
            yield from lines(included.group(1))
        else:
            yield line


def rows(name):
    """(macro, arguments) of each row of api/<name>.def; a shared group of fields is expanded where it is used."""
    groups, current = {}, None
    for line in lines(name):
        line = line.strip()
        define = re.match(r"#define (\w+)\((\w+)\)", line)
        if define:
            current = groups.setdefault(define.group(1), [])
            continue
        match = ROW.match(line)
        if not match:
            current = None
            continue
        macro, arguments, continued = match.groups()
        row = (macro, split_arguments(arguments))
        if current is not None:
            current.append(row)
            if not continued:
                current = None
        elif macro in groups:
            for field_macro, field_arguments in groups[macro]:
                yield field_macro, [row[1][0], *field_arguments[1:]]
        else:
            yield row


@functools.lru_cache(None)
def routes():
    found = []
    for macro, cell in rows("routes"):
        if macro == "ROUTE":
            noun, verb, sdk, method, path, scope, rate, _, query, body, shape, reply, status, also, summary = cell
            found.append(
                Route(noun, verb, sdk, method, unquoted(path), scope, rate, query, body, shape, reply, int(status), int(also), unquoted(summary))
            )
        elif macro == "ALIAS":
            method, path, noun, verb = cell
            original = next(route for route in found if (route.noun, route.verb) == (noun, verb))
            found.append(dataclasses.replace(original, method=method, path=unquoted(path)))
    assert len(found) > 10
    return tuple(found)


@functools.lru_cache(None)
def models():
    """Name of the model -> tuple of its fields."""
    found = {}
    for macro, cell in rows("models"):
        if macro == "MODEL":
            found[cell[0]] = []
        elif macro == "FIELD":
            model, name, kind, reference, flags, minimum, maximum, fallback, rule, doc = cell
            words = frozenset(word.strip() for word in flags.split("|")) - {"0"}
            found[model].append(
                Field(name, kind, reference, words, minimum, maximum, unquoted(fallback), rule, unquoted(doc))
            )
    return {name: tuple(fields) for name, fields in found.items()}


def is_whole(model):
    """Whether the body is the value of the model's only field, without an object around it."""
    return any("WHOLE" in field.flags for field in models()[model])


@functools.lru_cache(None)
def enums():
    """Name of the enumeration -> tuple of its wire values."""
    found = {}
    for macro, cell in rows("enums"):
        if macro == "ENUM":
            found[cell[0]] = []
        elif macro == "VALUE":
            found[cell[0]].append(cell[1])
        elif macro == "VALUE_AS":
            found[cell[0]].append(unquoted(cell[2]))
    return {name: tuple(values) for name, values in found.items()}


@functools.lru_cache(None)
def settings():
    found = []
    for macro, cell in rows("config"):
        if macro == "SETTING":
            field, kind, variable, flag, minimum, maximum, fallback, doc = cell
            found.append(
                Setting(
                    field, kind, unquoted(variable), unquoted(flag), int(minimum), int(maximum), unquoted(fallback), unquoted(doc)
                )
            )
    return tuple(found)


@functools.lru_cache(None)
def jobs():
    """Name -> variable of the setting that is its period."""
    variables = {setting.field: setting.variable for setting in settings()}
    return {cell[0]: variables[cell[1]] for macro, cell in rows("jobs") if macro == "JOB"}


@functools.lru_cache(None)
def errors():
    """Code -> status."""
    return {cell[0]: int(cell[1]) for macro, cell in rows("errors") if macro == "ERROR"}


@functools.lru_cache(None)
def events():
    """Action -> entity type."""
    return {unquoted(cell[1]): unquoted(cell[2]) for macro, cell in rows("events") if macro == "EVENT"}
