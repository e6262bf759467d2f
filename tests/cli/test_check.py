"""`check` and the other questions that need no server: verdicts, exit statuses, baselines, waivers."""

import json
import os
import subprocess

import pytest

OLD = {"type": "object", "properties": {"id": {"type": "integer"}, "email": {"type": "string"}}, "required": ["id"]}
NEW = {"type": "object", "properties": {"id": {"type": "integer"}, "phone": {"type": "string"}}, "required": ["id"]}
MORE = {"type": "object", "properties": {**OLD["properties"], "phone": {"type": "string"}}, "required": ["id"]}


@pytest.fixture
def files(tessera):
    for name, schema in {"old.json": OLD, "new.json": NEW, "more.json": MORE}.items():
        tessera.write(name, schema)
    tessera.write("bad.json", '{"type": "strin"}')
    tessera.write("broken.json", '{"type": ')
    return tessera


@pytest.mark.parametrize(
    ("file", "options", "status"),
    [
        ("new.json", (), 1),
        ("more.json", (), 0),
        ("old.json", (), 0),
        ("more.json", ("--compat", "forward"), 1),
        ("new.json", ("--compat", "none"), 0),
        ("new.json", ("--fail-on", "never"), 0),
        ("more.json", ("--fail-on", "any"), 1),
        ("old.json", ("--fail-on", "any"), 0),
        ("bad.json", (), 2),
        ("broken.json", (), 2),
        ("broken.json", ("--fail-on", "never"), 2),
        ("missing.json", (), 2),
        ("new.json", ("--compat", "sideways"), 2),
        ("new.json", ("--fail-on", "sometimes"), 2),
        ("new.json", ("--format", "xml"), 2),
        ("new.json", ("-o", "pdf"), 2),
        ("new.json", ("-o", "json", "-o", "sarif"), 2),
        ("new.json", ("--bogus",), 2),
    ],
)
def test_exit_statuses(files, file, options, status):
    files("check", file, "--against", "old.json", *options, status=status)


def test_text_says_what_and_against_what(files):
    done = files("check", "new.json", "--against", "old.json", status=1)
    lines = done.out.splitlines()
    assert lines[0] == "Against file old.json"
    assert lines[1] == "breaking new.json"
    assert lines[2] == "  ! new.json:3:3: Property 'email' was removed [property_removed]"
    assert lines[-1] == "1 file(s): 0 new, 0 unchanged, 0 compatible, 1 breaking, 0 error(s)"


def test_json_has_the_documented_shape(files):
    report = files("check", "new.json", "--against", "old.json", "-a", "lake.{name}", "-o", "json", status=1).json()
    assert (report["format"], report["verdict"]) == (1, "breaking")
    assert report["counts"] == {"files": 1, "new": 0, "unchanged": 0, "compatible": 0, "breaking": 1, "errors": 0, "waived": 0}
    (file,) = report["files"]
    assert (file["file"], file["asset"], file["verdict"], file["mode"]) == ("new.json", "lake.new", "breaking", "backward")
    removed, added = file["changes"]
    assert removed == {
        "type": "property_removed", "severity": "error", "path": "properties.email", "pointer": "/properties/email",
        "message": "Property 'email' was removed", "old_value": {"type": "string"}, "new_value": None, "breaks": ["backward", "full"],
        "line": 3, "column": 3, "fingerprint": removed["fingerprint"], "waived": None}
    assert len(removed["fingerprint"]) == 16 and removed["fingerprint"] != added["fingerprint"]
    assert (added["severity"], added["line"], added["column"]) == ("note", 7, 5)


def test_fingerprints_outlive_other_edits(files):
    first = files("check", "new.json", "--against", "old.json", "-o", "json", status=1).json()
    files.write("new.json", json.dumps({"title": "x", **NEW}))
    second = files("check", "new.json", "--against", "old.json", "-o", "json", status=1).json()
    prints = [{c["fingerprint"] for r in (report,) for c in r["files"][0]["changes"] if c["type"] == "property_removed"} for report in (first, second)]
    assert prints[0] == prints[1]


def test_lines_follow_references(files):
    old = {"properties": {"id": {"$ref": "#/definitions/key"}}, "definitions": {"key": {"type": "integer"}}}
    new = {"properties": {"id": {"$ref": "#/definitions/key"}}, "definitions": {"key": {"type": "string"}}}
    files.write("r1.json", old)
    path = files.write("r2.json", new)
    (change,) = files("check", path.name, "--against", "r1.json", "-o", "json", status=1).json()["files"][0]["changes"]
    assert change["pointer"] == "/properties/id/type"
    assert path.read_text().splitlines()[change["line"] - 1].strip() == '"type": "string"'


def test_yaml_is_read_wherever_json_is(files):
    files.write("new.yaml", "type: object\nproperties:\n  id: {type: integer}\n  phone: &p {type: string}\nrequired: [id]\n")
    change = files("check", "new.yaml", "--against", "old.json", "-o", "json", status=1).json()["files"][0]["changes"][0]
    assert (change["pointer"], change["line"]) == ("/properties/email", 2)
    files("check", "new.yaml", "--against", "new.json")
    files.write("bomb.yaml", "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"{chr(98 + i)}: &{chr(98 + i)} [{', '.join(['*' + chr(97 + i)] * 9)}]\n" for i in range(9)))
    assert "aliases make it too large" in files("check", "bomb.yaml", "--against", "old.json", status=2).out


@pytest.mark.parametrize("text", ["", "x", " ", "{", "[1,", '{"a" 1}', '"', "1 2", "\ufeff", "\ufeff{}x", "nul", "-"])
def test_what_is_no_json(files, text):
    files.write("wrong.json", text)
    done = files("lint", "wrong.json", status=2)
    assert "Error: wrong.json: line " in done.err or "no text" in done.err


def test_large_yaml_takes_its_time_and_no_more(files):
    members = "".join(f"  p{number}: {{type: string}}\n" for number in range(20_000))
    files.write("large.yaml", "properties:\n" + members)
    assert "no-description" in files("lint", "large.yaml").out
    members = members[: members.index("  p4000:")]
    files.write("merged.yaml", "x: &x\n" + members + "properties:\n  <<: *x\n" + members.replace("  p", "  q"))
    assert "too large" in files("lint", "merged.yaml", status=2).err
    files.write("small.yaml", "x: &x {a: {type: string}}\nproperties:\n  <<: *x\n  b: {type: string}\n")
    files.write("small.json", {"properties": {"a": {"type": "string"}, "b": {"type": "string"}}})
    files("check", "small.yaml", "--against", "small.json", "--fail-on", "any", "-o", "json", status=0)


def test_avro_is_told_from_its_content(files):
    def meter(kind):
        return {"type": "record", "name": "Meter", "fields": [{"name": "reading", "type": kind}]}

    files.write("m1.json", meter("long"))
    files.write("m2.avsc", meter("int"))
    def order(sku, *symbols):
        return {"type": "record", "name": "Order", "fields": [
            {"name": "lines", "type": {"type": "array", "items": {"type": "record", "name": "Line", "fields": [
                {"name": "sku", "type": sku}, {"name": "count", "type": "int"}]}}},
            {"name": "kind", "type": ["null", {"type": "enum", "name": "Kind", "symbols": symbols}]},
            {"name": "again", "type": "Line"}]}

    files.write("n1.json", order("long", "A", "B"))
    path = files.write("n2.json", order("int", "A"))
    lines = path.read_text().splitlines()
    found = files("check", path.name, "--against", "n1.json", "-o", "json", status=1).json()["files"][0]["changes"]
    assert {change["path"]: lines[change["line"]].strip() for change in found if change["breaks"]} == {
        "Order.lines.items.sku": '"name": "sku",', "Order.kind": '"name": "kind",'}
    done = files("diff", "m1.json", "m2.avsc", status=1)
    assert "Meter.reading: Type long became int" in done.out
    files("check", "m2.avsc", "--against", "new.json", status=2)


def test_folders_and_files_that_are_odd(files):
    for folder, schema in (("before", OLD), ("after", NEW)):
        files.write(f"{folder}/deep/a.json", schema)
        files.write(f"{folder}/-rf.json", OLD)
    files.write("after/new one.json", NEW)
    files.write("after/.hidden/b.json", "no JSON")
    files.write("after/notes.txt", "no schema")
    (files.folder / "after" / "binary.json").write_bytes(b"\x00\xff\x01")
    (files.folder / "after" / "loop").symlink_to(files.folder / "after")
    report = files("check", ".", "--against", "../before", "-o", "json", folder=files.folder / "after", status=1).json()
    assert {file["file"]: file["verdict"] for file in report["files"]} == {
        "./-rf.json": "unchanged", "./binary.json": "error", "./deep/a.json": "breaking", "./new one.json": "new"}
    files("check", "--against", "../before", "--", "-rf.json", folder=files.folder / "after")
    files("check", "-rf.json", "--against", "../before", folder=files.folder / "after", status=2)
    if os.getuid() != 0:
        (files.folder / "old.json").chmod(0)
        files("check", "new.json", "--against", "old.json", status=2)


def git(folder, *words):
    subprocess.run(["git", "-c", "user.name=t", "-c", "user.email=t@example.org", *words], cwd=folder, check=True, capture_output=True)


def test_git_is_a_baseline(files):
    folder = files.folder / "repository"
    files.write("repository/schemas/a.json", OLD)
    files.write("repository/schemas/b c.json", OLD)
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "first")
    git(folder, "checkout", "-qb", "work")
    files.write("repository/schemas/a.json", NEW)
    files.write("repository/schemas/d.json", NEW)
    for words in (("--against", "git:main"), ("--against", "git"), ()):
        done = files("check", "schemas", *words, "-o", "json", folder=folder, status=1)
        assert {file["file"]: file["verdict"] for file in done.json()["files"]} == {
            "schemas/a.json": "breaking", "schemas/b c.json": "unchanged", "schemas/d.json": "new"}
    inside = files("check", "a.json", "../schemas/b c.json", "--changed", "-o", "json", folder=folder / "schemas", status=1).json()
    assert [file["file"] for file in inside["files"]] == ["a.json"]
    files("check", "schemas", "--require-known", "--fail-on", "never", folder=folder, status=1)
    assert "no commit" in files("check", "schemas", "--against", "git:nowhere", folder=folder, status=2).err
    assert files("check", "schemas", "--against", "git:--help", folder=folder, status=2).out == ""
    assert "default branch" in files("check", "new.json", status=2).err or "git" in files("check", "new.json", status=2).err


def test_project_file_waivers_and_severities(files):
    change = files("check", "new.json", "--against", "old.json", "-a", "lake.new", "-o", "json", status=1).json()["files"][0]["changes"][0]

    def project(until):
        files.write("tessera.yaml", f"""
version: 1
contracts:
  - files: n*.json
    asset: lake.{{name}}
severity: {{property_added: warning}}
waivers:
  - change: {change["fingerprint"]}
    asset: lake.new
    reason: nobody reads it
    by: dana
    until: {until}
  - {{change: 0123456789abcdef, reason: x, by: y, until: 2999-01-01}}
  - {{change: 0123456789abcdef}}
""")

    project("2999-12-31")
    report = files("check", "--against", "old.json", "-o", "json").json()
    removed, added = report["files"][0]["changes"]
    assert removed["waived"]["by"] == "dana" and added["severity"] == "warning"
    assert report["counts"]["waived"] == 1
    assert report["warnings"] == ["The waiver of 0123456789abcdef covers nothing", "Waiver 3 does not count: it needs change, reason, by, and until (YYYY-MM-DD)"]
    project("2020-01-31")
    report = files("check", "--against", "old.json", "-o", "json", status=1).json()
    assert f"The waiver of {change['fingerprint']} ended on 2020-01-31" in report["warnings"]
    files.write("tessera.yaml", "version: 2\n")
    assert "version" in files("check", "--against", "old.json", status=2).err
    files("check", "new.json", "--against", "old.json", "--no-config", status=1)
    files.write("tessera.yaml", "a: [\n")
    assert "not YAML" in files("check", "--against", "old.json", status=2).err


def test_what_the_project_calls_an_error_is_one(files):
    words = ("check", "more.json", "--against", "old.json")
    files(*words)
    files.write("tessera.yaml", "severity: {property_added: error}\n")
    report = files(*words, "-o", "json", status=1).json()
    assert (report["verdict"], report["files"][0]["changes"][0]["severity"]) == ("compatible", "error")
    assert files(*words, "-o", "github", status=1).out.startswith("::error file=more.json,")
    assert 'failures="1"' in files(*words, "-o", "junit", status=1).out
    files(*words, "--fail-on", "never")
    change = report["files"][0]["changes"][0]["fingerprint"]
    files.write("tessera.yaml", f"severity: {{property_added: error}}\nwaivers: [{{change: {change}, reason: x, by: y, until: 2999-01-01}}]\n")
    files(*words)


def test_diff_version_for_and_migrate(files):
    done = files("diff", "old.json", "new.json", "--all-modes", status=1)
    assert done.out == ("! properties.email: Property 'email' was removed [property_removed] breaks backward, full\n"
                        "~ properties.phone: Property 'phone' was added [property_added] breaks forward, full\n")
    assert files("diff", "old.json", "old.json").out == "No changes\n"
    assert files("version-for", "old.json", "--current", "2.4.1", "-s", "new.json", "-q").out == "3.0.0\n"
    assert files("version-for", "old.json", "-s", "more.json", "-o", "json").json()["suggested_version"] == "1.1.0"
    files("version-for", "old.json", "--current", "x", "-s", "more.json", status=2)
    assert files("migrate", "old.json", "more.json").out.startswith("Nothing breaks backward")
    assert "deprecated" in files("migrate", "old.json", "new.json").out
    assert files("migrate", "old.json", "new.json", "--write", "way.json").out == "Written: way.json\n"
    files("check", "way.json", "--against", "old.json")
    files("migrate", "old.json", "new.json", "--write", "way.yaml")
    files("check", "way.yaml", "--against", "way.json", "--fail-on", "any")
    files("migrate", "old.json", "new.json", "--way", "9", "--write", "x.json", status=2)


def test_lint(files):
    files.write("odd.json", '{\n  "properties": {\n    "age": {"type": "int"},\n    "free": {"type": "object"}\n  }\n}\n')
    done = files("lint", "odd.json", status=1)
    assert "odd.json:3:13: invalid: properties.age.type: 'int' is not valid under any of the given schemas" in done.out
    assert "odd.json:4:5: bare-object: " in done.out
    assert [rule["rule"] for rule in files("lint", "new.json", "-o", "json").json()] == ["no-description", "no-id", "no-owner"]
    files("lint", "new.json", "--fail-on", "any", status=1)
    files("lint", "new.json", "--fail-on", "any", "--disable", "no-description", "--disable", "no-id", "--disable", "no-owner")
    files("lint", "broken.json", "new.json", status=2)


def test_control_characters_are_no_commands(files):
    """What a schema holds is shown, not obeyed, by terminals and by logs that read commands."""
    name = "a\n::set-output name=x::y\x1b[31m\x9b"
    files.write("odd.json", {"properties": {name: {"type": "string"}}})
    files.write("empty.json", {})
    for words in (("check", "empty.json", "--against", "odd.json"), ("diff", "odd.json", "empty.json")):
        out = files(*words, status=1).out
        assert "\x1b" not in out and "\x9b" not in out
        out = files(*words, status=1, GITHUB_ACTIONS="true").out
        assert not [line for line in out.splitlines() if line.startswith("::set-output")]
    assert r"Property 'a\x0a::set-output name=x::y\x1b[31m\x9b' was removed" in files("diff", "odd.json", "empty.json", status=1).out
