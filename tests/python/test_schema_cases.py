"""The cases of tests/cases through tessera_sdk.schema, and through the server where it has a route for them."""

import json

import pytest

from support.cases import ROOT, CasesError, read_cases
from tessera_sdk import ValidationError, schema


def each(folder, wanted=lambda case: True):
    """One test for each case of a folder that is wanted."""
    cases = list(filter(wanted, read_cases(folder)))
    return pytest.mark.parametrize("case", cases, ids=[case.id for case in cases])


@pytest.fixture(scope="module")
def api(server):
    with server.api() as made:
        yield made


def verdicts(case):
    """What the case says of each mode: whether the change is compatible."""
    backward, forward = (case["verdict"][mode] for mode in ("backward", "forward"))
    assert {backward, forward} <= {"compatible", "breaking"}
    backward, forward = backward == "compatible", forward == "compatible"
    return {"backward": backward, "forward": forward, "full": backward and forward, "none": True}


def check_comparison(case, old, new, **options):
    for mode, compatible in verdicts(case).items():
        found = schema.diff(old, new, compatibility_mode=mode, **options).to_dict()
        case.expect_listed("changes", case["changes"], found["all_changes"])
        case.expect("change type", case["change_type"], found["change_type"])
        case.expect(mode, compatible, found["is_compatible"])
        case.expect(f"{mode}, by its changes", compatible, found["breaking_changes"] == [])


# --- comparison -------------------------------------------------------------------------------------------------------


@each("schema")
def test_comparison(case):
    old, new = case.text("old"), case.text("new")
    if case.get("refused") is None:
        check_comparison(case, old, new)
        return
    with pytest.raises(ValidationError) as refused:
        schema.diff(old, new)
    case.expect("refused", case["refused"], refused.value.message)


@each("schema")
def test_comparison_by_the_server(api, case):
    check_by_server(api, case, "json_schema")


def check_by_server(api, case, language):
    for mode, compatible in verdicts(case).items():
        body = (f'{{"old_schema": {case.text("old")}, "new_schema": {case.text("new")}, "compatibility_mode": "{mode}", '
                f'"schema_format": "{language}"}}')  # fmt: skip
        reply = api.post("/contracts/compare", content=body, headers={"Content-Type": "application/json"})
        case.expect("status", 400 if case.get("refused") else 200, reply.status_code)
        if case.get("refused"):
            continue
        found = reply.json()
        case.expect_listed("changes", case["changes"], found["all_changes"])
        case.expect("change type", case["change_type"], found["change_type"])
        case.expect(mode, compatible, found["is_compatible"])


@each("avro_comparison")
def test_comparison_of_avro(case):
    check_comparison(case, case.text("old"), case.text("new"), schema_format="avro")
    check_comparison(case, schema.from_avro(case["old"]), schema.from_avro(case["new"]))


@each("avro_comparison")
def test_comparison_of_avro_by_the_server(api, case):
    check_by_server(api, case, "avro")


# --- policies ---------------------------------------------------------------------------------------------------------


def policy_verdicts(case):
    """(policy, mode, whether the change is compatible), for every policy and mode."""
    for policy, verdict in case["verdict"].items():
        backward, forward = (verdict[mode] == "compatible" for mode in ("backward", "forward"))
        for mode, compatible in (("backward", backward), ("forward", forward), ("full", backward and forward)):
            yield policy, mode, compatible
            yield policy, f"{mode}_transitive", compatible


@each("policy")
def test_policies(case):
    for policy, mode, compatible in policy_verdicts(case):
        found = schema.diff(case.text("old"), case.text("new"), compatibility_mode=mode, compatibility_policy=policy)
        case.expect(f"{policy}, {mode}", compatible, found.is_compatible)
        case.expect(f"{policy}, {mode}, by its changes", compatible, found.breaking_changes == [])
        assert (found.compatibility_policy, found.compatibility_mode) == (policy, mode)


@each("policy")
def test_policies_by_the_server(api, case):
    for policy, mode, compatible in policy_verdicts(case):
        options = f'"compatibility_mode": "{mode}", "compatibility_policy": "{policy}"'
        body = f'{{"old_schema": {case.text("old")}, "new_schema": {case.text("new")}, {options}}}'
        reply = api.post("/contracts/compare", content=body, headers={"Content-Type": "application/json"})
        assert reply.status_code == 200, reply.text
        case.expect(f"{policy}, {mode}", compatible, reply.json()["is_compatible"])
        assert reply.json()["compatibility_policy"] == policy


# --- examples ---------------------------------------------------------------------------------------------------------


@each("example")
def test_examples(case):
    found = schema.diff(case.text("old"), case.text("new"), compatibility_mode=case["mode"])
    case.expect_listed("examples", case["breaking_changes"], found.to_dict()["breaking_changes"])
    case.expect("certainty", case["certainty"], found.certainty)
    shown = schema.check_compatibility(case.text("old"), case.text("new"), compatibility_mode=case["mode"])
    assert shown.breaking_changes == found.breaking_changes


@each("example")
def test_examples_by_the_server(api, case):
    body = f'{{"old_schema": {case.text("old")}, "new_schema": {case.text("new")}, "compatibility_mode": "{case["mode"]}"}}'
    reply = api.post("/contracts/compare", content=body, headers={"Content-Type": "application/json"})
    case.expect_listed("examples", case["breaking_changes"], reply.json()["breaking_changes"])
    case.expect("certainty", case["certainty"], reply.json()["certainty"])
    breaking = [(change["type"], change["path"]) for change in case["breaking_changes"]]
    for change in reply.json()["all_changes"]:  # what does not break needs no example
        assert (change["type"], change["path"]) in breaking or not change.keys() & {"example", "accepted_by", "rejected_part", "reason"}


# --- what else the SDK says -------------------------------------------------------------------------------------------


@each("validity")
def test_validity(case):
    found = schema.validate(case.text("schema"))
    case.expect("errors", case["errors"], found.errors)
    case.expect("valid", case["errors"] == [], found.valid)


@each("avro")
def test_avro(case):
    errors, failure = case.get("errors"), case.get("failure")
    avro = None if case["avro"] is None else case.text("avro")  # as a text it would be the name of the type
    if errors is None and failure is None:
        made = schema.from_avro(avro)
        if case.get("schema") is not None:
            case.expect("schema", case["schema"], made)
        return
    with pytest.raises(ValidationError) as refused:
        schema.from_avro(avro)
    if errors:
        expected = f"Invalid Avro schema: {errors[0]}" + (f" (and {len(errors) - 1} more)" if len(errors) > 1 else "")
    else:
        expected = f"Failed to convert Avro schema: {failure['message']}" + (f", at {failure['path']}" if failure["path"] else "")
    case.expect("refusal", f"schema: {expected}", refused.value.message)


# The SDK compares by itself: it takes no changes from others.
@each("remedy", lambda case: case.get("changes") is None)
def test_remedies(case):
    found = schema.suggest_migration(case.text("old"), case.text("new"), compatibility_mode=case["mode"])
    case.expect_listed("remedies", case["remedies"], [way.to_dict() for way in found])


@each("avro_remedy")
def test_remedies_for_avro(case):
    mode = case["mode"]
    found = schema.suggest_migration(case.text("old"), case.text("new"), compatibility_mode=mode, schema_format="avro")
    case.expect_listed("remedies", case["remedies"], [way.to_dict() for way in found])
    old, new = schema.from_avro(case["old"]), schema.from_avro(case["new"])
    for way, raw in zip(schema.suggest_migration(old, new, compatibility_mode=mode), found, strict=True):
        assert way.suggested_schema == schema.from_avro(raw.suggested_schema)
        assert schema.check_compatibility(old, way.suggested_schema, compatibility_mode=mode).is_compatible


@each("version_suggestion")
def test_version_suggestion(case):
    old = None if case.get("old") is None else case.text("old")
    found = schema.suggest_version(old, case.text("new"), case.get("current_version"), compatibility_mode=case["mode"]).to_dict()
    for name in ("suggested_version", "change_type", "reason"):
        case.expect(name, case[name], found[name])
    case.expect("current version", case.get("current_version"), found["current_version"])
    case.expect_listed("breaking changes", case["breaking_changes"], found["breaking_changes"])


@each("version")
def test_version(case):
    if case["well_formed"]:
        assert schema.suggest_version({}, {}, case["version"]).current_version == case["version"]
        return
    with pytest.raises(ValidationError):
        schema.suggest_version({}, {}, case["version"])


# --- the reader -------------------------------------------------------------------------------------------------------


def test_every_folder_has_a_shape():
    shapes = json.loads((ROOT / "shapes.json").read_text())
    assert {path.name for path in ROOT.iterdir() if path.is_dir()} == {name for name in shapes if "." not in name}
    for folder in (name for name in shapes if "." not in name):
        assert read_cases(folder)


GOOD = '{"name": "one", "why": "so", "a": 1, "list": [{"x": 1.50}]}'


@pytest.fixture
def broken(tmp_path):
    """Writes a file of cases, and reads its folder."""
    (tmp_path / "shapes.json").write_text('{"k": ["name", "why", "a", "list?"], "k.list": ["x"]}')
    (tmp_path / "k").mkdir()

    def read(content, name="f.json"):
        (tmp_path / "k" / name).write_text(content)
        return read_cases("k", tmp_path)

    return read


def test_a_good_file(broken):
    case, = broken(f'{{"about": "x", "cases": [{GOOD}]}}')
    assert (case.file, case.id, case["why"]) == ("k/f.json", "f: one", "so")
    assert case.text("list") == '[{"x": 1.50}]'


@pytest.mark.parametrize(("content", "problem"), [
    ('{"about": "x",\n"cases": [\n}', "k/f.json: Expecting value: line 3"),
    ("[]", "k/f.json: a file has the members 'about', a sentence, and 'cases'"),
    ('{"about": "", "cases": [{}]}', "k/f.json: a file has the members 'about', a sentence, and 'cases'"),
    ('{"about": "x", "cases": [], "more": 1}', "k/f.json: a file has the members 'about', a sentence, and 'cases'"),
    ('{"about": "x", "cases": []}', "k/f.json: it holds no cases"),
    ('{"about": "x", "cases": [5]}', "k/f.json: case 1: what should be a 'k' is no object"),
    (f'{{"about": "x", "cases": [{GOOD}, {GOOD}]}}', "k/f.json: 'one': another case of the file has the name"),
    ('{"about": "x", "cases": [{"name": "", "why": "so", "a": 1}]}', "k/f.json: case 1: 'name' says nothing"),
    ('{"about": "x", "cases": [{"name": "one", "a": 1}]}', "k/f.json: case 1: 'why' is missing in 'k'"),
    ('{"about": "x", "cases": [{"name": "one", "why": "so", "a": 1, "aa": 1}]}', "k/f.json: case 1: 'aa' is unknown in 'k'"),
    ('{"about": "x", "cases": [{"name": "one", "why": "so", "a": 1, "a": 2}]}', "k/f.json: members twice in one object: a"),
    ('{"about": "x", "cases": [{"name": "one", "why": "so", "a": 1, "list": [{}]}]}', "k/f.json: case 1: 'x' is missing in 'k.list'"),
])
def test_a_broken_file(broken, content, problem):
    with pytest.raises(CasesError) as refused:
        broken(content)
    assert str(refused.value).startswith(problem)


def test_a_broken_folder(broken, tmp_path):
    with pytest.raises(CasesError, match="its name does not end with .json"):
        broken("{}", "f.jsn")
    with pytest.raises(CasesError, match="there is no such folder"):
        read_cases("none", tmp_path)
