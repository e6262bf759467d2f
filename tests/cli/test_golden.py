"""Every format, letter by letter: tests/cli/golden holds what a run prints. TESSERA_GOLDEN=write writes it anew, to be read before it is kept."""

import os
import pathlib
import re

import pytest

GOLDEN = pathlib.Path(__file__).parent / "golden"
FORMATS = {"text": "txt", "json": "json", "yaml": "yaml", "ndjson": "ndjson", "csv": "csv", "html": "html", "github": "txt", "azure": "txt", "sarif": "json", "junit": "xml", "gitlab": "json", "markdown": "md"}
COMMANDS = {
    "diff": ("diff", "base/removed.json", "work/removed.json", "--all-modes"),
    "diff_json": ("diff", "base/removed.json", "work/removed.json", "-o", "json"),
    "migrate": ("migrate", "base/removed.json", "work/removed.json"),
    "lint": ("lint", "work"),
    "help_check": ("check", "--help"),
}


def write_all(tessera):
    """A file for each verdict, and one that is waived."""
    email, phone = {"email": {"type": "string"}}, {"phone": {"type": "string", "maxLength": 20}}

    def schema(**properties):
        return {"type": "object", "properties": {"id": {"type": "integer"}, **properties}, "required": ["id"]}

    for folder, removed, added in (("base", email, {}), ("work", {}, phone)):
        tessera.write(f"{folder}/removed.json", schema(**removed))
        tessera.write(f"{folder}/added.json", schema(**added))
        tessera.write(f"{folder}/waived.json", schema(**removed))
        tessera.write(f"{folder}/same.json", schema())
    tessera.write("work/first.json", schema())
    tessera.write("work/odd, 50%.yaml", "type: [\n")
    tessera.write("tessera.yaml", """version: 1
contracts:
  - {files: work/*.json, asset: "lake.{name}"}
severity: {property_added: warning}
waivers:
  - {change: c8f0e08795ab45ab, reason: nobody reads it, by: dana, until: 2999-12-31}
""")


def hold(name, text):
    text = re.sub(r'(time=")[0-9.]+"', r'\g<1>0.000"', text)
    text = re.sub(r'(tessera"?: |"version": |tessera: )"?\d+\.\d+\.\d+"?', r'\g<1>"VERSION"', text).replace('"version": "VERSION",\n  "runs"', '"version": "2.1.0",\n  "runs"')
    if os.environ.get("TESSERA_GOLDEN") == "write":
        GOLDEN.mkdir(exist_ok=True)
        (GOLDEN / name).write_text(text, "utf-8")
    assert text == (GOLDEN / name).read_text("utf-8")


@pytest.mark.parametrize("name", FORMATS)
def test_check(tessera, name):
    write_all(tessera)
    done = tessera("check", "work", "--against", "base", "-o", name, status=1)
    hold(f"check_{name}.{FORMATS[name]}", done.out)


@pytest.mark.parametrize("name", FORMATS)
def test_lint(tessera, name):
    write_all(tessera)
    tessera.write("work/bad.json", '{\n  "type": "object",\n  "properties": {"age": {"type": "int"}, "free": {"type": "object"}}\n}\n')
    done = tessera("lint", "work/bad.json", "work/removed.json", "work/odd, 50%.yaml", "--disable", "no-id", "-o", name, status=2)
    assert done.err.startswith("Error: work/odd, 50%.yaml: line 2")
    hold(f"lint_{name}.{FORMATS[name]}", done.out)


@pytest.mark.parametrize("name", COMMANDS)
def test_commands(tessera, name):
    write_all(tessera)
    done = tessera(*COMMANDS[name], status=1 if name.startswith("diff") else 2 if name == "lint" else 0)
    hold(f"{name}.txt", done.out)
