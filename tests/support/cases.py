"""Tests kept as data: the files of tests/cases, whose README tells of their form. The tests in C read the same ones."""

import dataclasses
import json
import pathlib

ROOT = pathlib.Path(__file__).resolve().parent.parent / "cases"


class CasesError(Exception):
    """A file of cases that is not as it should be."""


class Number(float):
    """A number that keeps how it is written."""

    def __new__(cls, text):
        made = super().__new__(cls, text)
        made.text = text
        return made


@dataclasses.dataclass(frozen=True)
class Case:
    file: str  # "schema/types.json"
    members: dict

    @property
    def id(self):
        return f"{pathlib.PurePath(self.file).stem}: {self.members['name']}"

    def __getitem__(self, name):
        return self.members[name]

    def get(self, name):
        return self.members.get(name)

    def text(self, name):
        """A member as JSON text, with its numbers as they are written."""
        return json_text(self.members[name])

    def expect(self, what, expected, actual):
        """Two values must be the same JSON: true is not 1, and the order of members counts."""
        if json.dumps(expected) != json.dumps(actual):
            raise AssertionError(f"tests/cases/{self.file}: {self['name']!r}\n  why: {self['why']}\n  {what}\n"
                                 f"    expected: {json_text(expected)}\n    actual:   {json_text(actual)}")

    def expect_listed(self, what, expected, actual):
        """Two lists of objects must be the same, one by one; an expected object may leave members out, in any order."""
        told = [{name: found.get(name) for name in wanted} for wanted, found in zip(expected, actual)]
        self.expect(what, expected, told if len(expected) == len(actual) else actual)


def json_text(value):
    if isinstance(value, Number):
        return value.text
    if isinstance(value, dict):
        return "{%s}" % ", ".join(f"{json_text(name)}: {json_text(inner)}" for name, inner in value.items())
    if isinstance(value, list):
        return "[%s]" % ", ".join(map(json_text, value))
    return json.dumps(value, ensure_ascii=False)


def read_json(path):
    def members(pairs):
        names = [name for name, _ in pairs]
        twice = {name for name in names if names.count(name) > 1}
        if twice:
            raise CasesError(f"{path.parent.name}/{path.name}: members twice in one object: {', '.join(sorted(twice))}")
        return dict(pairs)

    try:
        return json.loads(path.read_text(encoding="utf-8"), parse_float=Number, object_pairs_hook=members)
    except (OSError, ValueError) as problem:
        raise CasesError(f"{path.parent.name}/{path.name}: {problem}") from problem


def check_shape(where, shapes, shape, value):
    """Raises unless an object has the members of its shape and no others, and so have the objects inside it that have a shape."""
    if shape not in shapes:
        raise CasesError(f"{where}: shapes.json says nothing of {shape!r}")
    if not isinstance(value, dict):
        raise CasesError(f"{where}: what should be a {shape!r} is no object")
    needed = {name for name in shapes[shape] if not name.endswith("?")}
    if needed - value.keys():
        raise CasesError(f"{where}: {min(needed - value.keys())!r} is missing in {shape!r}")
    unknown = value.keys() - {name.removesuffix("?") for name in shapes[shape]}
    if unknown:
        raise CasesError(f"{where}: {min(unknown)!r} is unknown in {shape!r}")
    for name, inner in value.items():
        if f"{shape}.{name}" in shapes:
            for item in inner if isinstance(inner, list) else [inner]:
                check_shape(where, shapes, f"{shape}.{name}", item)


def read_file(path, shapes):
    file = f"{path.parent.name}/{path.name}"
    content = read_json(path)
    if not isinstance(content, dict) or content.keys() != {"about", "cases"} or not content["about"]:
        raise CasesError(f"{file}: a file has the members 'about', a sentence, and 'cases'")
    if not isinstance(content["cases"], list) or not content["cases"]:
        raise CasesError(f"{file}: it holds no cases")
    names = set()
    for number, members in enumerate(content["cases"], 1):
        check_shape(f"{file}: case {number}", shapes, path.parent.name, members)
        for name in ("name", "why"):
            if not isinstance(members[name], str) or not members[name]:
                raise CasesError(f"{file}: case {number}: {name!r} says nothing")
        if members["name"] in names:
            raise CasesError(f"{file}: {members['name']!r}: another case of the file has the name")
        names.add(members["name"])
    return [Case(file, members) for members in content["cases"]]


def read_cases(folder, root=ROOT):
    """All cases of a folder, by name of the file, as they stand in it. Raises CasesError when anything is wrong with them."""
    shapes = read_json(root / "shapes.json")
    paths = sorted((root / folder).iterdir()) if (root / folder).is_dir() else []
    if not paths:
        raise CasesError(f"{folder}: there is no such folder, or it is empty")
    for path in paths:
        if path.suffix != ".json":
            raise CasesError(f"{folder}/{path.name}: its name does not end with .json")
    return [case for path in paths for case in read_file(path, shapes)]
