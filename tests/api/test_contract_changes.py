"""What changed between contracts: history, diff, version suggestions, comparison (chapter 02, sections 13.1 to 13.9)."""

import pytest

from support.contracts import FORCE, NARROW, OTHER, WIDE, make_three
from support.make import all_pages, audit_events, expect, expect_error, expect_problem, make_asset, make_contract, object_schema, publish

NOBODY = "00000000-0000-4000-8000-000000000000"


@pytest.fixture
def three(api, asset):
    return make_three(api, asset)


# --- history ----------------------------------------------------------------------------------------------------------


def test_history(api, asset, three):
    history = expect(api.get(f"/assets/{asset['id']}/contracts/history"), 200)
    assert (history["asset_id"], history["asset_fqn"]) == (asset["id"], asset["fqn"])
    entries = history["contracts"]
    assert [entry["id"] for entry in entries] == [contract["id"] for contract in reversed(three)]
    assert [entry["version"] for entry in entries] == ["2.0.0", "1.1.0", "1.0.0"]
    assert [entry["status"] for entry in entries] == ["active", "deprecated", "deprecated"]
    assert [entry["change_type"] for entry in entries] == ["major", "minor", "initial"]
    assert [entry["breaking_changes_count"] for entry in entries] == [3, 0, 0]
    for entry, contract in zip(entries, reversed(three)):
        for name in ("published_at", "published_by", "compatibility_mode"):
            assert entry[name] == contract[name]


def test_history_judges_by_the_older_contracts_mode(api, asset):
    make_contract(api, asset, WIDE, compatibility_mode="none")
    make_contract(api, asset, OTHER, compatibility_mode="full", **FORCE)
    make_contract(api, asset, object_schema(["order_id"], order_id="integer", note="string"), compatibility_mode="none")
    entries = expect(api.get(f"/assets/{asset['id']}/contracts/history"), 200)["contracts"]
    # An addition breaks `full`; nothing breaks `none`, however much changed.
    assert [(entry["change_type"], entry["breaking_changes_count"]) for entry in entries] == [("minor", 1), ("major", 0), ("initial", 0)]


def test_parts_of_a_history(api, asset, three):
    path = f"/assets/{asset['id']}/contracts/history"
    whole = expect(api.get(path), 200)["contracts"]
    assert expect(api.get(path, params={"limit": 1}), 200)["contracts"] == whole[:1], "compared with the one behind the page"
    assert expect(api.get(path, params={"limit": 2, "offset": 1}), 200)["contracts"] == whole[1:]
    assert expect(api.get(path, params={"offset": 3}), 200)["contracts"] == []
    for limit in ("0", "-1", "10001"):
        expect_problem(api.get(path, params={"limit": limit}), ("query", "limit"))


def test_history_of_few(api, asset):
    path = f"/assets/{asset['id']}/contracts/history"
    assert expect(api.get(path), 200) == {"asset_id": asset["id"], "asset_fqn": asset["fqn"], "contracts": []}
    make_contract(api, asset, NARROW)
    (entry,) = expect(api.get(path), 200)["contracts"]
    assert (entry["change_type"], entry["breaking_changes_count"]) == ("initial", 0)
    assert api.delete(f"/assets/{asset['id']}").status_code == 204
    expect_error(api.get(path), 404, "ASSET_NOT_FOUND", "Asset not found")


def test_a_history_too_large_to_compare(start_server):
    """Far back the comparison is left out, not the contracts; what is kept compiled makes no difference."""
    api = start_server(settings={"TESSERA_HISTORY_BYTES": 10_000}).api()
    asset, count = make_asset(api), 14
    for number in range(count):
        make_contract(api, asset, {"description": "x" * 1000, **object_schema(**{f"p{i}": "string" for i in range(number)})})
    path = f"/assets/{asset['id']}/contracts/history"
    entries = expect(api.get(path), 200)["contracts"]
    compared = [entry["change_type"] for entry in entries if entry["change_type"] is not None]
    dark = [entry for entry in entries if entry["change_type"] is None]
    assert len(entries) == count and 4 < len(compared) < 10 and set(compared[:-1]) == {"minor"} and compared[-1] == "initial"
    assert entries[: len(compared) - 1] + dark + entries[-1:] == entries, "the newest are compared"
    assert dark and all(entry["breaking_changes_count"] is None for entry in dark)
    assert expect(api.get(path), 200)["contracts"] == entries
    tail = expect(api.get(path, params={"offset": count - 5}), 200)["contracts"]
    assert [entry["change_type"] for entry in tail] == ["minor"] * 4 + ["initial"]


# --- diff -------------------------------------------------------------------------------------------------------------


def diff(api, asset, old, new):
    return api.get(f"/assets/{asset['id']}/contracts/diff", params={"from_version": old, "to_version": new})


def test_diff(api, asset, three):
    assert expect(diff(api, asset, "1.0.0", "1.1.0"), 200) == {
        "asset_id": asset["id"], "asset_fqn": asset["fqn"], "from_version": "1.0.0", "to_version": "1.1.0", "change_type": "minor",
        "is_compatible": True, "breaking_changes": [], "compatibility_mode": "backward",
        "all_changes": [
            {"type": "property_added", "path": "properties.email", "message": "Property 'email' was added", "old_value": None, "new_value": {"type": "string"}}
        ],
    }  # fmt: skip
    back = expect(diff(api, asset, "1.1.0", "1.0.0"), 200)
    assert back["change_type"] == "major" and back["is_compatible"] is False
    assert back["breaking_changes"] == back["all_changes"] == [
        {"type": "property_removed", "path": "properties.email", "message": "Property 'email' was removed", "old_value": {"type": "string"}, "new_value": None,
         "example": None, "reason": "Readers may rely on what is declared, and the new schema does not declare it any more"}
    ]  # fmt: skip
    same = expect(diff(api, asset, "2.0.0", "2.0.0"), 200)
    assert (same["change_type"], same["is_compatible"], same["all_changes"]) == ("patch", True, [])
    far = expect(diff(api, asset, "1.0.0", "2.0.0"), 200)
    assert {change["type"] for change in far["all_changes"]} == {"property_removed", "property_added", "required_added", "required_removed"}
    assert [change for change in far["all_changes"] if change in far["breaking_changes"]] == far["breaking_changes"]


def test_diff_judges_by_the_first_contracts_mode(api, asset):
    make_contract(api, asset, NARROW, compatibility_mode="forward")
    make_contract(api, asset, WIDE, **FORCE)
    shown = expect(diff(api, asset, "1.0.0", "2.0.0"), 404)
    assert "1.0.0" not in shown["error"]["message"]
    versions = [entry["version"] for entry in all_pages(api, f"/assets/{asset['id']}/contracts")]
    assert versions == ["1.1.0", "1.0.0"]
    shown = expect(diff(api, asset, "1.0.0", "1.1.0"), 200)
    assert shown["compatibility_mode"] == "forward" and shown["is_compatible"] is False and shown["change_type"] == "minor"
    assert expect(diff(api, asset, "1.1.0", "1.0.0"), 200)["compatibility_mode"] == "backward"


def test_diff_refusals(api, asset, three):
    error = expect_error(diff(api, asset, "7.0.0", "8.0.0"), 404, "CONTRACT_NOT_FOUND")
    assert error["message"] == "Contract version '7.0.0' not found for this asset"
    expect_error(diff(api, asset, "1.0.0", "8.0.0"), 404, "CONTRACT_NOT_FOUND", "'8.0.0'")
    expect_error(diff(api, asset, "1.0", "1.0.0"), 404, "CONTRACT_NOT_FOUND", "'1.0'")
    expect_error(diff(api, {"id": NOBODY}, "1.0.0", "1.1.0"), 404, "ASSET_NOT_FOUND")
    for given in ({}, {"from_version": "1.0.0"}, {"to_version": "1.0.0"}):
        body = expect(api.get(f"/assets/{asset['id']}/contracts/diff", params=given), 422)
        missing = {"from_version", "to_version"} - set(given)
        assert {problem["loc"][1] for problem in body["detail"]} == missing
    assert api.delete(f"/assets/{asset['id']}").status_code == 204
    expect_error(diff(api, asset, "1.0.0", "1.1.0"), 404, "ASSET_NOT_FOUND")


# --- version suggestions ----------------------------------------------------------------------------------------------


def suggest(api, asset, schema, **members):
    return api.post(f"/assets/{asset['id']}/version-suggestion", json={"schema": schema, **members})


def test_version_suggestion(server, api, team, asset):
    assert expect(suggest(api, asset, NARROW), 200) == {
        "suggested_version": "1.0.0", "current_version": None, "change_type": "patch", "reason": "First contract for this asset",
        "is_first_contract": True, "breaking_changes": [],
    }  # fmt: skip
    contract = make_contract(api, asset, NARROW, version="2.4.1")
    assert expect(suggest(api, asset, WIDE), 200) == {
        "suggested_version": "2.5.0", "current_version": "2.4.1", "change_type": "minor",
        "reason": "Backward-compatible schema additions - minor version bump", "is_first_contract": False, "breaking_changes": [],
    }  # fmt: skip
    assert expect(suggest(api, asset, NARROW), 200)["suggested_version"] == "2.4.2"
    breaking = expect(suggest(api, asset, OTHER), 200)
    assert breaking["suggested_version"] == "3.0.0" and breaking["change_type"] == "major"
    assert {change["type"] for change in breaking["breaking_changes"]} == {"property_removed", "required_added"}
    # Nothing was written.
    assert expect(api.get(f"/assets/{asset['id']}/contracts"), 200)["total"] == 1
    assert [event["action"] for event in audit_events(server, contract["id"])] == ["contract.published"]


def test_version_suggestion_by_the_current_mode(api, asset):
    make_contract(api, asset, WIDE, compatibility_mode="none")
    shown = expect(suggest(api, asset, NARROW), 200)
    assert (shown["suggested_version"], shown["change_type"], shown["breaking_changes"]) == ("1.1.0", "minor", [])
    expect(publish(api, asset, WIDE, version="1.0.0-alpha", compatibility_mode="full", force=True, force_reason="an earlier line"), 201)
    assert expect(suggest(api, asset, WIDE), 200)["suggested_version"] == "1.0.1"
    assert expect(suggest(api, asset, object_schema(["customer_id"], customer_id="integer", email="string", x="string")), 200)["change_type"] == "major"


def test_version_suggestion_has_no_limits(api, asset):
    deep = {"type": "string"}
    for _ in range(30):
        deep = {"type": "object", "properties": {"a": deep}}
    expect(suggest(api, asset, deep), 200)
    expect(suggest(api, asset, object_schema(**{f"p{i}": "string" for i in range(1500)})), 200)


def test_version_suggestion_refusals(api, asset):
    error = expect_error(suggest(api, asset, object_schema(a="zzz")), 400, "INVALID_SCHEMA", "Invalid JSON Schema")
    assert any("zzz" in text for text in error["details"]["errors"])
    # The asset is looked for first.
    expect_error(suggest(api, {"id": NOBODY}, object_schema(a="zzz")), 404, "ASSET_NOT_FOUND")
    expect_problem(suggest(api, asset, []), ("body", "schema"), "dict_type")
    expect_problem(suggest(api, asset, NARROW, schema_format="xml"), ("body", "schema_format"), "enum")
    expect_problem(api.post(f"/assets/{asset['id']}/version-suggestion", json={}), ("body", "schema"), "missing")


# --- compare ----------------------------------------------------------------------------------------------------------


def compare(api, first, second, **members):
    return api.post("/contracts/compare", json={"contract_id_1": first["id"], "contract_id_2": second["id"], **members})


def test_compare(api, asset, three):
    assert expect(compare(api, three[0], three[1]), 200) == {
        "contract_1": {name: three[0][name] for name in ("id", "version", "published_at", "asset_id")},
        "contract_2": {name: three[1][name] for name in ("id", "version", "published_at", "asset_id")},
        "change_type": "minor", "is_compatible": True, "breaking_changes": [], "compatibility_mode": "backward", "certainty": "proved", "compatibility_policy": "yardstick",
        "all_changes": [
            {"type": "property_added", "path": "properties.email", "message": "Property 'email' was added", "old_value": None, "new_value": {"type": "string"}}
        ],
    }  # fmt: skip
    back = expect(compare(api, three[1], three[0]), 200)
    assert back["is_compatible"] is False and back["change_type"] == "major" and len(back["breaking_changes"]) == 1


def test_compare_under_a_mode(api, three):
    for mode, compatible in (("backward", True), ("forward", False), ("full", False), ("none", True)):
        shown = expect(compare(api, three[0], three[1], compatibility_mode=mode), 200)
        assert shown["compatibility_mode"] == mode and shown["is_compatible"] is compatible, mode
    assert expect(compare(api, three[0], three[1], compatibility_mode=None), 200)["compatibility_mode"] == "backward"
    expect_problem(compare(api, three[0], three[1], compatibility_mode="FULL"), ("body", "compatibility_mode"), "enum")


def test_compare_contracts_of_two_assets(api, team, three):
    other = make_contract(api, make_asset(api, team), WIDE, compatibility_mode="forward")
    shown = expect(compare(api, other, three[1]), 200)
    assert shown["change_type"] == "patch" and shown["all_changes"] == [] and shown["compatibility_mode"] == "forward"
    assert shown["contract_1"]["asset_id"] != shown["contract_2"]["asset_id"]


def test_compare_refusals(api, three):
    error = expect_error(compare(api, {"id": NOBODY}, {"id": NOBODY.replace("4", "5")}), 404, "CONTRACT_NOT_FOUND", NOBODY)
    assert error["details"] == {"contract_id": NOBODY}
    expect_error(compare(api, three[0], {"id": NOBODY}), 404, "CONTRACT_NOT_FOUND", NOBODY)
    body = expect(api.post("/contracts/compare", json={}), 422)
    assert [problem["loc"] for problem in body["detail"]] == [["body", "contract_id_1"], ["body", "contract_id_2"]]
    assert {problem["type"] for problem in body["detail"]} == {"missing"}


def test_compare_schemas(api):
    shown = expect(api.post("/contracts/compare", json={"old_schema": NARROW, "new_schema": WIDE}), 200)
    assert shown == {
        "contract_1": None, "contract_2": None, "certainty": "proved", "compatibility_policy": "yardstick", "change_type": "minor", "is_compatible": True, "breaking_changes": [],
        "all_changes": [
            {"type": "property_added", "path": "properties.email", "message": "Property 'email' was added", "old_value": None, "new_value": {"type": "string"}}
        ],
        "compatibility_mode": "backward",
    }  # fmt: skip
    for mode, compatible in (("backward", False), ("forward", True), ("full", False), ("none", True)):
        shown = expect(api.post("/contracts/compare", json={"old_schema": WIDE, "new_schema": NARROW, "compatibility_mode": mode}), 200)
        assert (shown["compatibility_mode"], shown["is_compatible"]) == (mode, compatible) and shown["change_type"] == "major"


def test_compare_schemas_refusals(api, three):
    def refused(**members):
        detail = expect(api.post("/contracts/compare", json=members), 422)["detail"]
        return [(problem["loc"][1], problem["type"]) for problem in detail]

    one = three[0]["id"]
    assert refused(old_schema=NARROW) == [("new_schema", "missing")]
    assert refused(new_schema=NARROW, old_schema=None) == [("old_schema", "missing")]
    assert refused(contract_id_1=one) == [("contract_id_2", "missing")]
    assert refused(old_schema=NARROW, new_schema=NARROW, contract_id_1=one) == [("contract_id_1", "value_error")]
    assert refused(old_schema=NARROW, contract_id_2=one) == [("contract_id_2", "value_error"), ("new_schema", "missing")]
    assert [name for name, _ in refused(old_schema=5, new_schema=[])] == ["old_schema", "new_schema"]
    deep = NARROW
    for _ in range(12):
        deep = {"type": "object", "properties": {"a": deep}}
    assert refused(old_schema=NARROW, new_schema=deep) == [("new_schema", "value_error")]
    for name in ("old_schema", "new_schema"):
        both = {"old_schema": NARROW, "new_schema": NARROW, name: {"type": 5}}
        error = expect_error(api.post("/contracts/compare", json=both), 400, "INVALID_SCHEMA", name)
        assert error["details"]["errors"]


# --- what a publish does to reading -----------------------------------------------------------------------------------


def test_reading_follows_publishing_at_once(api, asset):
    """The kept compiled schemas never show an older state."""
    schema = object_schema(["id"], id="integer")
    make_contract(api, asset, schema)
    for number in range(8):
        schema = object_schema(["id"], **{"id": "integer", **{f"p{i}": "string" for i in range(number + 1)}})
        assert expect(suggest(api, asset, schema), 200)["change_type"] == "minor"
        contract = make_contract(api, asset, schema)
        assert expect(suggest(api, asset, schema), 200)["change_type"] == "patch"
        assert expect(api.get("/contracts", params={"asset_id": asset["id"], "status": "active"}), 200)["results"][0]["id"] == contract["id"]
        assert expect(publish(api, asset, NARROW, dry_run=True), 200)["action"] == "would.create.proposal"


def test_what_a_comparison_may_cost_is_set(api, start_server):
    settings = {"TESSERA_COMPARISON_CHANGES": 3, "TESSERA_COMPARISON_DECISION_STEPS": 0, "TESSERA_COMPARISON_STEPS": 1000}
    bounded = start_server(settings=settings).api()

    def compared(at, old, new, **more):
        return expect(at.post("/contracts/compare", json={"old_schema": old, "new_schema": new, **more}), 200)

    many = object_schema([], **{f"p{i}": "string" for i in range(5)})
    assert len(compared(api, {}, many)["all_changes"]) > 5
    told = compared(bounded, {}, many)["all_changes"]
    assert len(told) == 4 and told[-1]["message"] == "There are more changes than can be listed"

    same = ({"enum": [0, 1], "minimum": 1}, {"enum": [1]})
    assert compared(api, *same)["all_changes"] == [] and not compared(bounded, *same)["is_compatible"]

    wide = {"properties": {f"p{i}": {"type": "string", "maxLength": 5} for i in range(900)}}
    other = {"properties": {f"p{i}": {"type": "string", "maxLength": 5, "minLength": 0} for i in range(900)}, "allOf": [{"properties": {"x": wide}}]}
    last = compared(bounded, {"properties": {"x": wide, **wide["properties"]}}, {"properties": {"x": other, **other["properties"]}})
    assert last["all_changes"][-1]["type"] == "undecided"
