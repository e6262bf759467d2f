"""Transitive modes: a schema is held against the versions before the active one as well."""

import pytest

from support.contracts import FORCE
from support.make import expect, make_asset, make_contract, object_schema, publish


def drift(step):
    """From each to the next nothing breaks, from the first to the third does: what left came back as something else."""
    return (object_schema(id="integer", note="string"), object_schema(id="integer"), object_schema(id="integer", note="boolean"))[step]


def drifted(api, asset=None, **options):
    asset = asset or make_asset(api, compatibility_policy="lenient")
    for step in range(2):
        make_contract(api, asset, drift(step), **options)
    return asset


def against(result):
    return {(change["type"], change["against_version"]) for change in result["breaking_changes"]}


def tried(api, asset, schema, mode, **options):
    return expect(publish(api, asset, schema, compatibility_mode=mode, dry_run=True, **options), 200)


def test_a_change_that_breaks_an_earlier_version_alone(api):
    asset = drifted(api)
    assert tried(api, asset, drift(2), "backward")["action"] == "would.publish"
    result = tried(api, asset, drift(2), "backward_transitive")
    assert result["action"] == "would.create.proposal"
    assert (result["change_type"], against(result)) == ("major", {("type_changed", "1.0.0")})
    (change,) = result["breaking_changes"]
    assert change["example"]["note"] == "" and change["accepted_by"] == "old"
    assert tried(api, asset, drift(2), "none")["action"] == "would.publish"


def test_what_breaks_the_active_version_is_told_of_that(api):
    asset = make_asset(api)
    for _ in (1, 2):
        make_contract(api, asset, object_schema(note="string", **({"more": "string"} if _ == 2 else {})))
    result = tried(api, asset, object_schema(note="boolean", more="string"), "backward_transitive")
    assert against(result) == {("type_changed", "1.1.0")}, "once, with the newest version"
    plain = tried(api, asset, object_schema(note="boolean", more="string"), "backward")
    assert all("against_version" not in change for change in plain["breaking_changes"])


@pytest.mark.parametrize("mode", ["forward", "full"])
def test_the_other_directions(api, mode):
    """The same walk back: old readers of the first version do not read the third."""
    asset = drifted(api)
    assert tried(api, asset, drift(2), mode)["action"] == "would.publish"
    assert against(tried(api, asset, drift(2), f"{mode}_transitive")) == {("type_changed", "1.0.0")}


def test_all_routes_say_the_same(api):
    asset = drifted(api)
    make_contract(api, asset, {**drift(1), "title": "again"}, compatibility_mode="backward_transitive")
    path, wanted = f"/assets/{asset['id']}", {("type_changed", "1.0.0")}
    preview = expect(api.post(f"{path}/impact-preview", json={"proposed_schema": drift(2)}), 200)
    assert (preview["is_breaking"], preview["change_type"], against(preview)) == (True, "MAJOR", wanted)
    assert preview["suggested_version"] == "2.0.0"
    impact = expect(api.post(f"{path}/impact", json=drift(2)), 200)
    assert (impact["safe_to_publish"], against(impact)) == (False, wanted)
    asked = {"schema": drift(2), "compatibility_mode": "backward_transitive"}
    answer = expect(api.post(f"{path}/can-publish", json=asked), 200)
    assert (answer["can_publish"], answer["change_type"], against(answer)) == ("not_yet", "major", wanted)
    suggested = expect(api.post(f"{path}/version-suggestion", json={"schema": drift(2)}), 200)
    assert (suggested["suggested_version"], suggested["change_type"]) == ("2.0.0", "major")
    assert against(suggested) == wanted
    body = {"published_by": asset["owner_team_id"], "contracts": [{"asset_id": asset["id"], "schema": drift(2)}]}
    (item,) = expect(api.post("/contracts/bulk", json=body, params={"dry_run": True}), 200)["results"]
    assert (item["status"], against(item)) == ("breaking", wanted)


def test_a_proposal_keeps_the_version(api):
    asset = drifted(api)
    result = expect(publish(api, asset, drift(2), compatibility_mode="backward_transitive"), 201)
    proposal = expect(api.get(f"/proposals/{result['proposal']['id']}"), 200)
    assert against(proposal) == {("type_changed", "1.0.0")}
    expect(api.post(f"/proposals/{proposal['id']}/force", params={"actor_id": asset["owner_team_id"]}), 200)
    published = expect(api.post(f"/proposals/{proposal['id']}/publish", json={}), 200)
    assert published["contract"]["version"] == "2.0.0"


def test_an_earlier_major_version_is_out_of_scope_unless_all_are_in(api):
    asset = make_asset(api, compatibility_policy="lenient")
    make_contract(api, asset, object_schema(note="integer"))  # 1.0.0
    make_contract(api, asset, object_schema(note="string"), **FORCE)  # 2.0.0
    wider = object_schema(note="string", more="string")
    assert tried(api, asset, wider, "backward_transitive")["action"] == "would.publish"
    expect(api.patch(f"/assets/{asset['id']}", json={"transitive_scope": "all"}), 200)
    assert against(tried(api, asset, wider, "backward_transitive")) == {("type_changed", "1.0.0")}


def test_pre_releases_promise_nothing(api):
    asset = make_asset(api)
    make_contract(api, asset, object_schema(note="integer"), version="1.0.0-rc.1")
    make_contract(api, asset, object_schema(note="string"), version="1.0.0")
    wider = object_schema(note="string", more="string")
    assert tried(api, asset, wider, "backward_transitive")["action"] == "would.publish"


def test_more_versions_than_are_compared(start_server):
    api = start_server(settings={"TESSERA_TRANSITIVE_VERSIONS": 3}).api()
    asset = make_asset(api)
    for count in range(1, 5):
        make_contract(api, asset, object_schema(**{f"p{i}": "string" for i in range(count)}))
    wider = object_schema(**{f"p{i}": "string" for i in range(5)})
    assert tried(api, asset, wider, "backward_transitive")["action"] == "would.publish", "three before the active one"
    make_contract(api, asset, wider)
    wider = object_schema(**{f"p{i}": "string" for i in range(6)})
    result = tried(api, asset, wider, "backward_transitive")
    assert against(result) == {("undecided", "1.0.0")}
    assert "the newest 3" in result["breaking_changes"][0]["message"]


def test_avro_follows_its_own_rules(api):
    def record(*fields):
        return {"type": "record", "name": "R", "fields": [{"name": name, "type": kind, **more} for name, kind, more in fields]}

    asset = make_asset(api, compatibility_policy="lenient")
    for fields in ((("id", "int", {}), ("n", "string", {"default": ""})), (("id", "int", {}),)):
        make_contract(api, asset, record(*fields), schema_format="avro")
    back = record(("id", "int", {}), ("n", "boolean", {"default": False}))
    assert tried(api, asset, back, "backward", schema_format="avro")["action"] == "would.publish"
    result = tried(api, asset, back, "backward_transitive", schema_format="avro")
    assert against(result) == {("type_changed", "1.0.0")}


def test_equal_schemas_are_told_once(api):
    """The newest of the versions that break alike is named."""
    asset = make_asset(api, compatibility_policy="lenient")
    for _ in range(3):
        for step in range(2):
            make_contract(api, asset, drift(step), compatibility_mode="none")
    result = tried(api, asset, drift(2), "backward_transitive")
    versions = [entry["version"] for entry in expect(api.get(f"/assets/{asset['id']}/contracts/history"), 200)["contracts"]]
    assert against(result) == {("type_changed", versions[1])}
