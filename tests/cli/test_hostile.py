"""Files, settings and repositories that somebody else wrote: nothing of them is a command, and nothing is left out without a word."""

import hashlib
import json
import os
import subprocess
import xml.etree.ElementTree

import pytest

from support.server import clean_environment, program_find

OLD = {"type": "object", "properties": {"id": {"type": "integer"}, "email": {"type": "string"}}}
NEW = {"type": "object", "properties": {"id": {"type": "integer"}}}


@pytest.fixture
def files(tessera):
    tessera.write("old.json", OLD)
    tessera.write("new.json", NEW)
    return tessera


# --- documents --------------------------------------------------------------------------------------------------------


def test_one_long_line_is_read_once(files):
    """Columns are counted on the way: not from the start of the line for each of many values."""
    members = {f"p{number}": {"type": "string"} for number in range(20_000)}
    files.write("long.json", json.dumps({"properties": members}, separators=(",", ":")))
    members.pop("p19998")
    files.write("less.json", json.dumps({"properties": members}, separators=(",", ":")))
    process = subprocess.run([program_find("tessera"), "check", "less.json", "--against", "long.json"], cwd=files.folder, capture_output=True,
                             env={**clean_environment(), **files.settings}, timeout=20, check=False)  # fmt: skip
    assert process.returncode == 1 and b"less.json:1:2: Property 'p19998' was removed" in process.stdout


@pytest.mark.parametrize(("text", "told"), [
    ("type: object\n---\ntype: string\n", "line 2, column 1: a second document begins here"),
    ("type: object\n...\n}{\n", "line 3, column 1: not YAML"),
    ("type: !Ref x\n", "line 1, column 7: JSON has nothing for the tag !Ref"),
    ("a: !!binary aGk=\n", "nothing for the tag tag:yaml.org,2002:binary"),
    ("a: !!set {x}\n", "nothing for the tag tag:yaml.org,2002:set"),
    ("a: !!int x\n", "it is not what its tag says"),
])  # fmt: skip
def test_yaml_that_json_has_nothing_for(files, text, told):
    files.write("odd.yaml", text)
    assert told in files("lint", "odd.yaml", status=2).err


def test_tags_of_yaml_that_json_has(files):
    files.write("tags.yaml", '--- !!map\nproperties: {a: {maxLength: !!int "5", const: !!str 5, enum: !!seq [! 1, !!float 1.5, !!bool yes, !!null ""]}}\n...\n')
    assert "not what its tag says" in files("lint", "tags.yaml", status=2).err  # yes is none of YAML 1.2
    path = files.write("tags.yaml", (files.folder / "tags.yaml").read_text().replace("yes", "true"))
    files.write("tags.json", {"properties": {"a": {"maxLength": 5, "const": "5", "enum": ["1", 1.5, True, None]}}})
    files("check", path.name, "--against", "tags.json", "--fail-on", "any")


# --- settings and locks -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("text", "told"), [
    ("waivers: x", "tessera.yaml:1: waivers: a list is wanted here"),
    ("contracts: {files: x}", "contracts: a list is wanted here"),
    ("contracts: [x]", "contracts: a list of mappings is wanted here"),
    ("\nmode: [a]", "tessera.yaml:2: mode: a text is wanted here"),
    ("server: {a: b}", "server: a text is wanted here"),
    ("version: x", "version: a number is wanted here"),
    ("lint: {disable: [[a]]}", "disable: a text is wanted here"),
    ("severity: {default_changed: loud}", "default_changed: one of error, warning, note is wanted here"),
    ("[]", "it is no mapping"),
])  # fmt: skip
def test_settings_of_another_shape(files, text, told):
    files.write("tessera.yaml", text + "\n")
    assert told in files("check", "new.json", "--against", "old.json", status=2).err


def test_settings_that_are_not_known_are_told(files):
    files.write("tessera.yaml", "waiver: []\nlint: {disabled: []}\n")
    done = files("check", "new.json", "--against", "old.json", status=1)
    assert "tessera.yaml:1: 'waiver' is not known here, and left out (did you mean waivers?)" in done.err
    assert "tessera.yaml:2: 'disabled' is not known here, and left out (did you mean disable?)" in done.err
    for text in ("", "# nothing yet\n"):
        files.write("tessera.yaml", text)
        assert files("check", "new.json", "--against", "old.json", status=1).err == ""


def test_a_fingerprint_may_look_like_a_number(files):
    files.write("tessera.yaml", "waivers: [{change: 0123456789012345, reason: 812, by: 7, until: 2999-01-01}]\n")
    assert files("check", "new.json", "--against", "old.json", "-o", "json", status=1).json()["warnings"] == ["The waiver of 0123456789012345 covers nothing"]
