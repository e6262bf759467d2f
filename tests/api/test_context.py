"""The context of an asset (chapter 01, section 6)."""

import contextlib
import sqlite3
import uuid

from support import postgres
from support.make import depend, expect, expect_error, expect_problem, make_asset, make_contract, make_team, make_user, object_schema, publish, unique

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


# --- dependencies that were observed are written into the file --------------------------------------------------------


@postgres.sqlite_only
def test_declared_and_observed_is_told_once(start_server):
    server = start_server()
    api = server.api()
    team = make_team(api)
    asset, used = make_asset(api, team), make_asset(api, team)
    depend(api, asset, used, dependency_type="consumes")
    with contextlib.closing(sqlite3.connect(server.database)) as connection:
        for kind, source in (("consumes", "otel"), ("consumes", "inferred"), ("references", "otel")):
            connection.execute(
                "INSERT INTO dependencies (id, dependent_asset_id, dependency_asset_id, dependency_type, source, created_at) VALUES (?, ?, ?, ?, ?, 1900000000000000)",
                (uuid.uuid4().bytes, uuid.UUID(asset["id"]).bytes, uuid.UUID(used["id"]).bytes, kind, source),
            )
        connection.commit()
    told = [(entry["asset_id"], entry["dependency_type"]) for entry in context(api, asset)["upstream_dependencies"]]
    assert told == [(used["id"], "consumes"), (used["id"], "references")]
    told = [(entry["asset_id"], entry["dependency_type"]) for entry in context(api, used)["downstream_dependents"]]
    assert told == [(asset["id"], "consumes"), (asset["id"], "references")]


MANY = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?) "


@postgres.sqlite_only
def test_what_goes_beyond_a_list(start_server):
    server = start_server()
    api = server.api()
    team = make_team(api)
    hub = make_asset(api, team)

    def more(count, name):
        owner, of = uuid.UUID(team["id"]).bytes, uuid.UUID(hub["id"]).bytes
        with contextlib.closing(sqlite3.connect(server.database)) as connection:
            connection.execute(
                "INSERT INTO assets (id, fqn, owner_team_id, created_at) " + MANY + "SELECT randomblob(16), ? || i, ?, i FROM n", (count, name, owner)
            )
            connection.execute(
                "INSERT INTO dependencies (id, dependent_asset_id, dependency_asset_id, created_at) SELECT randomblob(16), id, ?, created_at FROM assets WHERE fqn LIKE ? || '%'",
                (of, name),
            )
            connection.commit()

    more(10000, "lake.first")
    shown = expect(api.get(f"/assets/{hub['id']}/context"), 200)
    assert len(shown["downstream_dependents"]) == 10000 and "truncated" not in shown
    more(1, "lake.last")
    shown = expect(api.get(f"/assets/{hub['id']}/context"), 200)
    assert len(shown["downstream_dependents"]) == 10000 and shown["truncated"] is True


@postgres.sqlite_only
def test_what_a_preview_of_impact_leaves_out(start_server):
    """The consumers that it tells are bounded, and it says when there are more; so does the analysis."""
    server = start_server()
    api = server.api()
    asset = make_asset(api, make_team(api))
    contract = make_contract(api, asset, object_schema(a="string", b="string"))
    of = uuid.UUID(contract["id"]).bytes

    def asked(count, name):
        with contextlib.closing(sqlite3.connect(server.database)) as connection:
            connection.execute("INSERT INTO teams (id, name, created_at) " + MANY + "SELECT randomblob(16), ? || i, i FROM n", (count, name))
            connection.execute(
                "INSERT INTO registrations (id, contract_id, consumer_team_id, status, registered_at) "
                "SELECT randomblob(16), ?, id, 'active', created_at FROM teams WHERE name LIKE ? || '%'",
                (of, name),
            )
            connection.commit()
        preview = expect(api.post(f"/assets/{asset['id']}/impact-preview", json={"proposed_schema": object_schema(a="string")}), 200)
        analysis = expect(api.post(f"/assets/{asset['id']}/impact", json={"proposed_schema": object_schema(a="string")}), 200)
        return (len(preview["affected_consumers"]), preview.get("truncated"), len(analysis["impacted_consumers"]), analysis.get("truncated"))

    assert asked(10000, "first") == (10000, None, 10000, None)
    assert asked(1, "last") == (10000, True, 10000, True)
