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


def git(folder, *words):
    subprocess.run(["git", "-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "protocol.file.allow=always", *words], cwd=folder, check=True,
                   capture_output=True)  # fmt: skip


@pytest.fixture
def repository(files):
    """A repository of two schemas on main, and a branch that goes on from there."""
    git(files.folder, "init", "-q", "-b", "main")
    for name in ("a", "b"):
        files.write(f"schemas/{name}.json", {**OLD, "title": name})
    git(files.folder, "add", "-A")
    git(files.folder, "commit", "-qm", "Two schemas")
    git(files.folder, "checkout", "-qb", "change")
    return files


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


# --- text that would be obeyed ----------------------------------------------------------------------------------------


def test_nothing_in_a_log_is_a_command(files):
    name = "##vso[task.setvariable variable=PATH]x ##[add-path]y \u202eevil\u202c \ud7ff\x7f"
    files.write("odd.json", {"properties": {name: {"type": "string"}}})
    files.write("empty.json", {})
    for format in ("text", "json", "yaml", "ndjson", "github", "sarif", "junit", "gitlab", "markdown", "html"):
        out = files("check", "empty.json", "--against", "odd.json", "-o", format, status=1).out
        assert not any(line.lstrip().startswith("::") and "removed" not in line for line in out.splitlines())
        assert format == "github" or not ("##vso[" in out or "##[" in out), format
    assert name in files("check", "empty.json", "--against", "odd.json", "-o", "json", status=1).json()["files"][0]["changes"][0]["message"]
    assert r"\x23#[add-path]y \u202eevil\u202c" in files("check", "empty.json", "--against", "odd.json", status=1).out
    strange = "x\n::set-output name=a::b\x1b[31m.json"
    files.write(strange, "{")
    for words in (("check", strange, "--against", "old.json"), ("lint", strange), ("diff", "old.json", strange), ("check", "new.json", "--against", strange + "x")):
        done = files(*words, status=2, GITHUB_ACTIONS="true")
        assert not [line for line in (done.out + done.err).splitlines() if line.startswith("::") and "file=" not in line], words
        assert "\x1b" not in done.out + done.err


def test_names_that_are_no_utf8(files):
    path = os.fsencode(files.folder) + b"/\xff\x9b.json"
    with open(path, "wb") as file:
        file.write(b"{")
    for format, read in (("json", json.loads), ("sarif", json.loads), ("gitlab", json.loads), ("junit", xml.etree.ElementTree.fromstring)):
        process = subprocess.run([program_find("tessera"), "check", b"\xff\x9b.json", "--against", "old.json", "-o", format], cwd=files.folder,
                                 capture_output=True, env={**clean_environment(), **files.settings}, check=False)  # fmt: skip
        assert process.returncode == 2 and read(process.stdout.decode("utf-8")) is not None
    assert b"\xff" not in subprocess.run([program_find("tessera"), "lint", b"\xff\x9b.json"], cwd=files.folder, capture_output=True,
                                         env={**clean_environment(), **files.settings}, check=False).stderr  # fmt: skip


def test_comments_call_nobody_and_lead_nowhere(files):
    files.write("odd.json", {"properties": {"@org/team https://evil.example www.evil.example &lt; ~~x~~": {"type": "string"}}})
    files.write("empty.json", {})
    out = files("check", "empty.json", "--against", "odd.json", "-o", "markdown", status=1).out
    assert "@org" not in out and "https://" not in out and "www.evil" not in out and r"\&lt; \~\~x" in out


def test_what_is_told_to_be_typed_may_be_typed(files):
    files.write("a; touch 'x.json", NEW)
    out = files("check", "a; touch 'x.json", "--against", "old.json", "-a", "lake.x", status=1).out
    assert "  Next: tessera propose lake.x -s 'a; touch '\\''x.json'\n" in out


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


@pytest.mark.parametrize(("entry", "told"), [
    ({"file": "old.json"}, "old.json is not what was pulled"),
    ({"version": "1.0.0"}, "has no file"),
    ("x", "has no file"),
    ({"file": "old.json", "sha256": hashlib.sha256(json.dumps(OLD, sort_keys=True, separators=(",", ":")).encode()).hexdigest(), "compatibility_mode": "sideways"}, "'sideways' for a mode of compatibility"),
])  # fmt: skip
def test_locks_that_are_malformed(files, entry, told):
    files.write("tessera.lock", {"format": 1, "assets": {"lake.new": entry}})
    assert told in files("check", "new.json", "-a", "lake.new", "--offline", status=2).out


def test_a_lock_that_cannot_be_read_is_not_written_over(online):
    online.write("tessera.lock", "<<<<<<< ours\n")
    assert "tessera.lock: line 1, column 1: not JSON" in online("pull", "lake.x", status=1).err
    assert (online.folder / "tessera.lock").read_text() == "<<<<<<< ours\n"


def test_a_program_that_complains_much(tessera):
    (tessera.folder / ".config" / "tessera").mkdir(parents=True)
    tessera.write(".config/tessera/config.yaml", "credential_command: [sh, -c, 'head -c 300000 /dev/zero | tr \"\\\\0\" x >&2; echo secret']\n")
    assert tessera("auth", "token").out == "secret\n"


def test_a_link_stays_one(files):
    files.write("kept/report.json", "before")
    (files.folder / "report.json").symlink_to("kept/report.json")
    files("check", "new.json", "--against", "old.json", "-o", "json=report.json", status=1)
    assert (files.folder / "report.json").is_symlink() and json.loads((files.folder / "kept" / "report.json").read_text())["format"] == 1


# --- folders and repositories -----------------------------------------------------------------------------------------


def test_folders_and_patterns(files):
    os.mkfifo(files.folder / "pipe")
    (files.folder / "s").mkdir()
    (files.folder / "s" / "pipe.json").symlink_to("../pipe")  # nobody writes to it
    files.write("s/tessera.json", "{}")
    done = files("check", "s", "--against", "old.json")
    assert done.out.endswith("0 error(s)\nWarning: s: no schema is in it\n")
    for name in ("s/a.json", "s/t/u/b.json", "s/.hidden/c.json"):
        files.write(name, OLD)
    files.write("tessera.yaml", "contracts: [{files: 's/**/*.json', asset: 'lake.{name}'}, {files: 'none/**'}, {files: 'none*.json'}]\n")
    report = files("check", "--against", "old.json", "-o", "json").json()
    assert [(file["file"], file["asset"]) for file in report["files"]] == [
        ("s/a.json", "lake.a"), ("s/t/u/b.json", "lake.b"), ("s/tessera.json", "lake.tessera")][:2]
    assert report["warnings"] == ["none/**: no file matches", "none*.json: no file matches"]
    assert files("check", "s/t", "--against", "old.json", "-o", "json").json()["files"][0]["asset"] == "lake.b"
    assert [rule["file"] for rule in files("lint", "-o", "json").json()].count("s/a.json") == 3  # the contracts, as check has them
    odd = files.folder / "x[1]"
    odd.mkdir()
    (odd / "tessera.yaml").write_text("contracts: [{files: '*.json', asset: 'lake.{name}'}]\n")
    (odd / "a.json").write_text(json.dumps(OLD))
    assert files("check", "--against", "../old.json", "-o", "json", folder=odd).json()["counts"]["files"] == 1


def test_what_is_renamed_or_gone(repository):
    git(repository.folder, "mv", "schemas/a.json", "schemas/c.json")
    repository.write("schemas/c.json", {**NEW, "title": "a"})
    git(repository.folder, "rm", "-q", "schemas/b.json")
    git(repository.folder, "add", "-A")
    done = repository("check", "schemas", "--against", "git:main", status=1)
    assert "breaking schemas/c.json, which was schemas/a.json\n" in done.out
    assert "Warning: schemas/b.json is gone, which was there at git main " in done.out and "a.json is gone" not in done.out
    repository.write("tessera.yaml", "contracts: [{files: 'schemas/*.json', asset: 'lake.{name}'}]\n")
    report = repository("check", "--against", "git:main", "-o", "json").json()  # another asset by its name
    assert [file["verdict"] for file in report["files"]] == ["new"] and len(report["warnings"]) == 2


def test_paths_from_below_and_for_sites(repository):
    repository.write("tessera.yaml", "contracts: [{files: 'schemas/*.json'}]\n")
    repository.write("schemas/a.json", {**NEW, "title": "a"})
    (repository.folder / "below").mkdir()
    below = repository.folder / "below"
    for format, place in (("github", "file=schemas/a.json,"), ("azure", "sourcepath=schemas/a.json;"), ("sarif", '"uri": "schemas/a.json"'), ("gitlab", '"path": "schemas/a.json"')):
        assert place in repository("check", "--against", "git:main", "-o", format, folder=below, status=1).out
    (repository.folder / "link").symlink_to("below")
    prints = {repository("check", path, "--against", "git:main", "-o", "json", folder=folder, status=1).json()["files"][0]["changes"][0]["fingerprint"]
              for path, folder in (("schemas/a.json", repository.folder), ("./schemas", repository.folder), ("../schemas/a.json", below),
                                   (repository.folder / "link" / ".." / "schemas" / "a.json", below))}  # fmt: skip
    assert len(prints) == 1


def test_what_git_cannot_know_is_told(repository, tmp_path_factory):
    other = tmp_path_factory.mktemp("other")
    (other / "x.json").write_text(json.dumps(NEW))
    git(repository.folder, "init", "-q", "-b", "main", "module")
    repository.write("module/x.json", NEW)
    repository.write("schemas/n\nl.json", NEW)
    for path, told in (("schemas/n\nl.json", "a name with a line break"), ("module/x.json", "in another repository, module"), (other / "x.json", "outside of the repository"),
                       ("-", "standard input")):  # fmt: skip
        assert told in repository("check", path, "--against", "git:main", status=2, answer="{}").out
    git(repository.folder, "update-ref", "refs/heads/-odd", "main")
    assert repository("check", "schemas/a.json", "--against", "git:-odd").out.startswith("Against git -odd ")
    assert "there is no commit '--output=x'" in repository("check", "schemas/a.json", "--against", "git:--output=x", status=2).err
    assert "this is no repository of git" in repository("check", "x.json", folder=other, status=2).err


def test_names_that_begin_with_a_dash(files):
    files.write("-old.json", OLD)
    files.write("-new.json", NEW)
    files.write("-set.yaml", "lint: {disable: [no-id]}\ncontracts: [{files: '-n*.json'}]\n")
    for words, status in ((("diff", "--", "-old.json", "-new.json"), 1), (("version-for", "-s", "-new.json", "--", "-old.json"), 0),
                          (("migrate", "--write", "-way.json", "--", "-old.json", "-new.json"), 0), (("check", "--config", "-set.yaml", "--against", "-old.json"), 1),
                          (("check", "./-new.json", "--against=-old.json", "-o", "json=-report.json"), 1), (("lint", "--config=-set.yaml", "--", "-way.json"), 0)):  # fmt: skip
        files(*words, status=status)
    assert json.loads((files.folder / "-report.json").read_text())["files"][0]["file"] == "./-new.json"
