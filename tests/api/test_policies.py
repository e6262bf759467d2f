"""Policies: what counts when schemas are compared, as the asset says or as the request says."""

import pytest

from support.contracts import FORCE
from support.make import expect, expect_problem, make_asset, make_contract, object_schema, publish

BASE = object_schema(id="integer", note="string")
WIDER = object_schema(id="integer", note="string", more="string")
NARROWER = object_schema(id="integer")


def action_of(api, asset, schema, **body):
    return expect(publish(api, asset, schema, dry_run=True, **body), 200)["action"]


def of(api, asset):
    return expect(api.get(f"/assets/{asset['id']}"), 200)["compatibility_policy"]


def test_an_asset_has_the_yardstick_unless_it_says_otherwise(api):
    plain, strict = make_asset(api), make_asset(api, compatibility_policy="strict", transitive_scope="all")
    assert (plain["compatibility_policy"], plain["transitive_scope"]) == ("yardstick", "major")
    assert (strict["compatibility_policy"], strict["transitive_scope"]) == ("strict", "all")
    changed = expect(api.patch(f"/assets/{strict['id']}", json={"compatibility_policy": "lenient"}), 200)
    assert (changed["compatibility_policy"], changed["transitive_scope"]) == ("lenient", "all")
    assert of(api, strict) == "lenient"
    expect_problem(api.patch(f"/assets/{strict['id']}", json={"compatibility_policy": "loose"}), ("body", "compatibility_policy"))
    expect_problem(api.patch(f"/assets/{strict['id']}", json={"transitive_scope": "some"}), ("body", "transitive_scope"))


@pytest.mark.parametrize(
    ("policy", "wider", "narrower"),
    [("yardstick", True, False), ("strict", False, False), ("lenient", True, True)],
)
def test_every_route_judges_by_the_policy(api, policy, wider, narrower):
    """Said by the asset or by the request, it is the same verdict, which publishing keeps."""
    by_asset, by_request = make_asset(api, compatibility_policy=policy), make_asset(api)
    for asset in (by_asset, by_request):
        make_contract(api, asset, BASE)
    for schema, compatible in ((WIDER, wider), (NARROWER, narrower)):
        said = {} if policy == "yardstick" else {"compatibility_policy": policy}
        for asset, body in ((by_asset, {}), (by_request, said)):
            path = f"/assets/{asset['id']}"
            preview = expect(api.post(f"{path}/impact-preview", json={"proposed_schema": schema, **body}), 200)
            assert (preview["is_breaking"], preview["compatibility_policy"]) == (not compatible, policy)
            answer = expect(api.post(f"{path}/can-publish", json={"schema": schema, **body}), 200)
            assert (answer["can_publish"] == "yes") == compatible
            assert action_of(api, asset, schema, **body) == ("would.publish" if compatible else "would.create.proposal")
        impact = expect(api.post(f"/assets/{by_asset['id']}/impact", json=schema), 200)
        assert impact["safe_to_publish"] == compatible
        suggested = expect(api.post(f"/assets/{by_asset['id']}/version-suggestion", json={"schema": schema}), 200)
        assert (suggested["change_type"] != "major") == compatible


def test_strict_tells_a_document_with_a_member_that_nothing_declares(api):
    asset = make_asset(api, compatibility_policy="strict")
    make_contract(api, asset, BASE)
    result = expect(publish(api, asset, WIDER), 201)
    assert result["action"] == "proposal.created"
    (change,) = result["breaking_changes"]
    assert (change["type"], change["path"]) == ("type_narrowed", "properties.more.type")
    assert (change["accepted_by"], change["rejected_part"]) == ("old", "/more")
    assert not isinstance(change["example"]["more"], str)


def test_the_history_and_the_diff_follow_the_asset(api):
    asset = make_asset(api)
    old, new = (make_contract(api, asset, schema, **more) for schema, more in ((BASE, {}), (NARROWER, FORCE)))
    path = f"/assets/{asset['id']}/contracts"
    versions = {"from_version": old["version"], "to_version": new["version"]}
    for policy, breaking in (("yardstick", 1), ("lenient", 0)):
        expect(api.patch(f"/assets/{asset['id']}", json={"compatibility_policy": policy}), 200)
        diff = expect(api.get(f"{path}/diff", params=versions), 200)
        assert (diff["is_compatible"], len(diff["breaking_changes"])) == (breaking == 0, breaking)
        assert expect(api.get(f"{path}/history"), 200)["contracts"][0]["breaking_changes_count"] == breaking
        pair = {"contract_id_1": old["id"], "contract_id_2": new["id"]}
        compared = expect(api.post("/contracts/compare", json=pair), 200)
        assert (compared["is_compatible"], compared["compatibility_policy"]) == (breaking == 0, policy)
        other = expect(api.post("/contracts/compare", json={**pair, "compatibility_policy": "strict"}), 200)
        assert (other["is_compatible"], other["compatibility_policy"]) == (False, "strict")


def test_a_policy_that_changes_changes_the_next_verdict(api):
    """What was compared under the one policy does not answer for the other."""
    asset = make_asset(api)
    make_contract(api, asset, BASE)
    assert action_of(api, asset, NARROWER) == "would.create.proposal"
    expect(api.patch(f"/assets/{asset['id']}", json={"compatibility_policy": "lenient"}), 200)
    assert expect(publish(api, asset, NARROWER), 201)["action"] == "published"


def test_many_follow_the_asset(api):
    strict, plain = make_asset(api, compatibility_policy="strict"), make_asset(api)
    for asset in (strict, plain):
        make_contract(api, asset, BASE)
    body = {"published_by": plain["owner_team_id"], "contracts": [{"asset_id": asset["id"], "schema": WIDER} for asset in (strict, plain)]}
    result = expect(api.post("/contracts/bulk", json=body, params={"dry_run": True}), 200)
    assert [item["status"] for item in result["results"]] == ["breaking", "will_publish"]


def test_an_unknown_policy_is_refused(api, asset):
    expect_problem(publish(api, asset, BASE, compatibility_policy="loose"), ("body", "compatibility_policy"))
