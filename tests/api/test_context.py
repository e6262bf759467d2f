"""The context of an asset (chapter 01, section 6)."""

from support.make import expect, expect_error, expect_problem, make_asset, make_contract, make_team, make_user, object_schema, publish, unique

NOBODY = "00000000-0000-4000-8000-000000000000"
PARTS = {
    "asset", "current_contract", "consumers", "upstream_dependencies", "downstream_dependents", "active_proposals",
    "recent_audits", "contract_history_count",
}  # fmt: skip


def context(api, asset):
    shown = expect(api.get(f"/assets/{asset['id']}/context"), 200)
    assert PARTS <= set(shown)
    assert expect(api.get("/assets/context", params={"fqn": asset["fqn"], "environment": asset["environment"]}), 200) == shown
    return shown


def test_of_a_bare_asset(api, team):
    user = make_user(api, team_id=team["id"])
    asset = make_asset(api, team, description="What it holds", tags=["pii"], resource_type="model", owner_user_id=user["id"], metadata={"description": "not this"})
    shown = context(api, asset)
    assert shown["asset"] == {
        "id": asset["id"], "fqn": asset["fqn"], "description": "What it holds", "tags": ["pii"], "resource_type": "model",
        "environment": "production", "owner_team_id": team["id"], "owner_team_name": team["name"], "owner_user_id": user["id"],
        "compatibility_mode": None, "guarantee_mode": "notify",
    }  # fmt: skip
    assert shown["current_contract"] is None and shown["contract_history_count"] == 0
    for part in ("consumers", "upstream_dependencies", "downstream_dependents", "active_proposals", "recent_audits"):
        assert shown[part] == []


def test_with_contracts(api, team):
    asset = make_asset(api, team)
    schema = object_schema(id={"type": "integer", "description": "inside the schema"})
    make_contract(api, asset, schema, version="1.0.0", compatibility_mode="full")
    shown = context(api, asset)
    assert shown["asset"]["compatibility_mode"] == "full" and shown["contract_history_count"] == 1
    current = shown["current_contract"]
    assert current["schema"] == schema and current["status"] == "active" and current["version"] == "1.0.0"
    assert current["guarantees"] is None
    assert current["field_descriptions"] == {} and current["field_tags"] == {}, "never derived from the schema"

    wider = object_schema(id={"type": "integer"}, sku="string")
    contract = make_contract(
        api, asset, wider, guarantees={"freshness": {"max_staleness_minutes": 30}},
        field_descriptions={"$.properties.sku": "stock code"}, field_tags={"$.properties.sku": ["key"]},
    )  # fmt: skip
    shown = context(api, asset)
    current = shown["current_contract"]
    assert current["id"] == contract["id"] and current["version"] == "1.1.0" and shown["contract_history_count"] == 2
    assert current["field_descriptions"] == {"$.properties.sku": "stock code"} and current["field_tags"] == {"$.properties.sku": ["key"]}
    assert current["guarantees"]["freshness"] == {"max_staleness_minutes": 30}
    assert current["published_at"] == contract["published_at"]
    assert shown["asset"]["compatibility_mode"] == "backward"


def test_with_a_proposal(api, team):
    asset = make_asset(api, team)
    make_contract(api, asset, object_schema(a="string", b="string"))
    proposal = expect(publish(api, asset, object_schema(c="string")), 201)["proposal"]
    shown = context(api, asset)
    (entry,) = shown["active_proposals"]
    assert entry == {
        "id": proposal["id"], "change_type": "major", "status": "pending", "proposed_at": proposal["proposed_at"],
        "breaking_changes_count": len(proposal["breaking_changes"]),
    }  # fmt: skip
    assert entry["breaking_changes_count"] == 2
    assert shown["current_contract"]["version"] == "1.0.0" and shown["contract_history_count"] == 1


def test_owner_team_that_was_deleted(api, team):
    asset = make_asset(api, team)
    assert api.delete(f"/teams/{team['id']}?force=1").status_code == 204
    assert context(api, asset)["asset"]["owner_team_name"] == team["name"]


def test_unknown_assets(api, team):
    expect_error(api.get(f"/assets/{NOBODY}/context"), 404, "ASSET_NOT_FOUND")
    fqn = f"no.{unique()}"
    expect_error(api.get("/assets/context", params={"fqn": fqn}), 404, "ASSET_NOT_FOUND", fqn)
    asset = make_asset(api, team)
    expect_error(api.get("/assets/context", params={"fqn": asset["fqn"].upper()}), 404, "ASSET_NOT_FOUND")
    expect_error(api.get("/assets/context", params={"fqn": asset["fqn"][:-1]}), 404, "ASSET_NOT_FOUND")
    assert api.delete(f"/assets/{asset['id']}").status_code == 204
    expect_error(api.get("/assets/context", params={"fqn": asset["fqn"]}), 404, "ASSET_NOT_FOUND", asset["fqn"])
    expect_error(api.get(f"/assets/{asset['id']}/context"), 404, "ASSET_NOT_FOUND")


def test_the_name_parameter(api):
    expect_problem(api.get("/assets/context"), ("query", "fqn"), "missing")
    expect_problem(api.get("/assets/context", params={"fqn": ""}), ("query", "fqn"), "string_too_short")
    for blank in (" ", "\t\n "):
        expect_error(api.get("/assets/context", params={"fqn": blank}), 400, "BAD_REQUEST", "FQN parameter cannot be empty")


def test_one_name_in_several_environments(api, team):
    """The reply may choose or ask; it is never a failure, and the environment decides where it is given."""
    asset = make_asset(api, team)
    staged = make_asset(api, team, fqn=asset["fqn"], environment="staging")
    assert context(api, asset)["asset"]["id"] == asset["id"]
    assert context(api, staged)["asset"]["id"] == staged["id"]
    reply = api.get("/assets/context", params={"fqn": asset["fqn"]})
    assert reply.status_code in (200, 400, 409), reply.text
    if reply.status_code == 200:
        assert expect(reply, 200)["asset"]["id"] in (asset["id"], staged["id"])
        assert api.get("/assets/context", params={"fqn": asset["fqn"]}).content == reply.content
    expect_error(api.get("/assets/context", params={"fqn": asset["fqn"], "environment": "nowhere"}), 404, "ASSET_NOT_FOUND")


def test_consumers_and_neighbours_are_lists(api):
    shown = context(api, make_asset(api, make_team(api)))
    assert all(isinstance(shown[part], list) for part in ("consumers", "upstream_dependencies", "downstream_dependents"))
