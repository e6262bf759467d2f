"""A 404 names what was not found."""

import re

import pytest

from support.make import expect, expect_error, make_asset, make_contract, make_team, make_user, object_schema, unique

NOBODY = "00000000-0000-4000-8000-000000000000"


def expect_named(reply, code, name, value=NOBODY):
    """The message and the details name it."""
    error = expect_error(reply, 404, code, value)
    assert error["details"][name] == value
    return error


@pytest.mark.parametrize(
    ("noun", "code", "name"),
    [
        ("teams", "TEAM_NOT_FOUND", "team_id"),
        ("users", "USER_NOT_FOUND", "user_id"),
        ("assets", "ASSET_NOT_FOUND", "asset_id"),
        ("repos", "REPO_NOT_FOUND", "repo_id"),
        ("api-keys", "API_KEY_NOT_FOUND", "key_id"),
        ("services", "SERVICE_NOT_FOUND", "service_id"),
        ("slack/configs", "SLACK_CONFIG_NOT_FOUND", "slack_config_id"),
        ("contracts", "CONTRACT_NOT_FOUND", "contract_id"),
        ("registrations", "REGISTRATION_NOT_FOUND", "registration_id"),
        ("proposals", "PROPOSAL_NOT_FOUND", "proposal_id"),
    ],
)
def test_routes_of_one_resource(api, http, noun, code, name):
    """Every route below the resource's path, with a body that is fine."""
    bodies = {"version-suggestion": {"schema": {"type": "object"}}, "impact-preview": {"proposed_schema": {"type": "object"}},
              "publish": {"schema": {"type": "object"}}, "propose": {"schema": {"type": "object"}}, "can-publish": {"schema": {"type": "object"}},
              "deployments": {"team_id": NOBODY, "environment": "production", "version": "1.0.0"}, "contracts": {"schema": {"type": "object"}},
              "audit-results": {"status": "passed", "triggered_by": "x"}, "dependencies": {"depends_on_asset_id": NOBODY}, "reassign-assets": {"target_team_id": NOBODY}, "guarantees": {"guarantees": {}},
              "acknowledge": {"consumer_team_id": NOBODY, "response": "approved"}, "object": {"reason": "it breaks"}}
    queries = {"diff": {"from_version": "1.0.0", "to_version": "1.1.0"}, "object": {"objector_team_id": NOBODY}, "force": {"actor_id": NOBODY}}
    lists = {("GET", "contracts")}  # of an unknown asset: an empty list
    found = [(method.upper(), path) for path, methods in http.get("/openapi.json").json()["paths"].items() for method in methods
             if path.startswith(f"/api/v1/{noun}/{{{name}}}")]
    assert found
    for method, path in found:
        last = path.rsplit("/", 1)[1]
        if (method, last) in lists:
            continue
        body = bodies.get(last, {}) if method in ("POST", "PUT", "PATCH") else None
        path = re.sub(r"{\w+_id}", NOBODY, path)
        expect_named(http.request(method, path, json=body, params=queries.get(last)), code, name)


def test_things_in_bodies_and_queries(api):
    team = make_team(api)
    asset = make_asset(api, team)
    contract = make_contract(api, asset, object_schema(a="string"))
    user = {"username": unique("u"), "name": "A", "email": f"{unique('u')}@example.com", "password": "long enough to pass"}
    expect_named(api.post("/users", json={**user, "team_id": NOBODY}), "TEAM_NOT_FOUND", "team_id")
    expect_named(api.patch(f"/users/{make_user(api)['id']}", json={"team_id": NOBODY}), "TEAM_NOT_FOUND", "team_id")
    error = expect_named(api.patch(f"/assets/{asset['id']}", json={"owner_user_id": NOBODY}), "USER_NOT_FOUND", "owner_user_id")
    assert error["message"] == f"Owner user not found: {NOBODY}"
    expect_named(api.post("/registrations", json={"contract_id": contract["id"], "consumer_team_id": NOBODY}), "TEAM_NOT_FOUND", "consumer_team_id")
    expect_named(api.post(f"/teams/{team['id']}/reassign-assets", json={"target_team_id": NOBODY}), "TEAM_NOT_FOUND", "target_team_id")
    publish = api.post(f"/assets/{asset['id']}/publish", params={"published_by_user_id": NOBODY}, json={"schema": {"type": "object"}})
    expect_named(publish, "USER_NOT_FOUND", "published_by_user_id")
    item = {"asset_id": asset["id"], "schema": {"type": "object"}}
    bulk = {"contracts": [item], "published_by": team["id"], "published_by_user_id": NOBODY}
    expect_named(api.post("/contracts/bulk", json=bulk), "USER_NOT_FOUND", "published_by_user_id")
    for name in ("contract_id_1", "contract_id_2"):
        pair = {"contract_id_1": contract["id"], "contract_id_2": contract["id"], name: NOBODY}
        expect_named(api.post("/contracts/compare", json=pair), "CONTRACT_NOT_FOUND", "contract_id")
    path = f"/assets/{asset['id']}/contracts/diff"
    error = expect_named(api.get(path, params={"from_version": "1.0.0", "to_version": "7.0.0"}), "CONTRACT_NOT_FOUND", "version", "7.0.0")
    assert error["details"]["asset_id"] == asset["id"]


def test_an_asset_by_name(api):
    path = "/assets/context"
    expect_named(api.get(path, params={"fqn": "no.such"}), "ASSET_NOT_FOUND", "fqn", "no.such")
    error = expect_named(api.get(path, params={"fqn": "no.such", "environment": "staging"}), "ASSET_NOT_FOUND", "environment", "staging")
    assert error["message"] == "Asset with FQN 'no.such' not found in environment 'staging'"


@pytest.mark.parametrize(
    ("path", "hint"),
    [
        ("/api/v1/assets//publish", "; a part of it is empty"),
        ("/api/v1/teams/", "; it exists without the slash at the end"),
        (f"/api/v1/teams/{NOBODY}/restore/", "; it exists without the slash at the end"),
        ("/docs/", "; it exists without the slash at the end"),
        ("/nothing/", ""),
        ("/teams", "; it begins with /api/v1"),
        (f"/assets/{NOBODY}/publish", "; it begins with /api/v1"),
        ("/api/v1", ""),
        ("/api/v2/teams", ""),
        ("/Teams", ""),
        ("/%20", ""),
    ],
)
def test_paths(http, path, hint):
    for method in ("GET", "POST", "DELETE"):
        error = expect_error(http.request(method, path), 404, "NOT_FOUND")
        assert error["message"] == f"Not found: no route has the path {path}{hint}"
        assert error["details"] == {"path": path}


def test_a_path_of_any_bytes(server):
    """What is repeated is short and readable."""
    for path in ("/" + "x" * 5000, "/caf\u00e9", "/a\"b<script>"):
        with server.client(checked=False) as client:
            reply = client.get(path)
        error = expect(reply, 404)["error"]
        assert len(error["message"]) < 300 and error["message"].isascii() and error["details"]["path"] in error["message"]
