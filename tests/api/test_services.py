"""Services, and the service of an asset (chapter 04, section 11)."""

import pytest

from support.make import (
    all_pages, audit_events, audit_one, expect, expect_error, expect_problem, make_asset, make_repo, make_service, make_team, unique,
)  # fmt: skip

NOBODY = "00000000-0000-4000-8000-000000000000"


def test_create_and_get(server, api, team):
    repo = make_repo(api, team)
    made = expect(api.post("/services", json={"name": "orders", "repo_id": repo["id"], "owner_team_id": NOBODY}), 201)
    assert made == {
        "id": made["id"], "name": "orders", "repo_id": repo["id"], "root_path": "/", "otel_service_name": None,
        "owner_team_id": team["id"], "created_at": made["created_at"], "updated_at": None, "asset_count": 0,
    }  # fmt: skip
    assert expect(api.get(f"/services/{made['id']}"), 200) == made
    event = audit_one(server, made["id"], "service.created")
    assert event["payload"] == {"name": "orders", "repo_id": repo["id"]} and event["entity_type"] == "service" and event["actor_id"]
    full = make_service(api, repo, name="orders 2", root_path="services/orders", otel_service_name="orders-svc")
    assert full["root_path"] == "services/orders" and full["otel_service_name"] == "orders-svc"


def test_names(api):
    repo = make_repo(api)
    for name in (" orders ", "Ünï/çødé", "'\";--", "x" * 200):
        made = make_service(api, repo, name=name)
        assert made["name"] == name and expect(api.get(f"/services/{made['id']}"), 200)["name"] == name, "not trimmed"
    made = make_service(api, repo, name="same")
    assert make_service(api, make_repo(api), name="same")["name"] == "same", "another repository"
    error = expect_error(api.post("/services", json={"name": "same", "repo_id": repo["id"]}), 409, "DUPLICATE_SERVICE")
    assert error["message"] == "Service with name 'same' already exists in this repo" and error["details"] == {"existing_id": made["id"]}
    assert api.delete(f"/services/{made['id']}").status_code == 204
    assert make_service(api, repo, name="same")["id"] != made["id"]
    assert make_service(api, repo, root_path="a")["root_path"] == make_service(api, repo, root_path="a")["root_path"]


def test_refusals(api):
    repo = make_repo(api)
    error = expect_error(api.post("/services", json={"name": "a", "repo_id": NOBODY}), 404, "REPO_NOT_FOUND", "Repo not found")
    assert error["details"] == {"repo_id": NOBODY}
    for field, value, kind in (
        ("name", "", "string_too_short"), ("name", "x" * 201, "string_too_long"), ("repo_id", "x", "uuid_parsing"),
        ("root_path", "", "string_too_short"), ("root_path", "x" * 501, "string_too_long"), ("otel_service_name", "x" * 201, "string_too_long"),
    ):  # fmt: skip
        expect_problem(api.post("/services", json={"name": "a", "repo_id": repo["id"], field: value}), ("body", field), kind)
    assert api.delete(f"/repos/{repo['id']}").status_code == 204
    expect_error(api.post("/services", json={"name": "a", "repo_id": repo["id"]}), 404, "REPO_NOT_FOUND")
    for reply in (api.get(f"/services/{NOBODY}"), api.get(f"/services/{NOBODY}/assets"), api.patch(f"/services/{NOBODY}", json={}), api.delete(f"/services/{NOBODY}")):
        error = expect_error(reply, 404, "SERVICE_NOT_FOUND", "Service not found")
        assert error["details"] == {"service_id": NOBODY}


def test_list(api):
    team, other = make_team(api), make_team(api)
    first, second = make_repo(api, team), make_repo(api, other)
    traced = unique("otel")
    names = [make_service(api, repo, name=name, otel_service_name=otel)["name"] for repo, name, otel in (
        (first, "b", traced), (first, "a", None), (second, "c", traced))]  # fmt: skip

    def found(**query):
        page = expect(api.get("/services", params=query), 200)
        return [entry["name"] for entry in page["results"]], page["total"]

    assert names == ["b", "a", "c"]
    assert found(repo_id=first["id"]) == (["a", "b"], 2) and found(team_id=other["id"]) == (["c"], 1)
    assert found(otel_service_name=traced) == (["b", "c"], 2) and found(otel_service_name=traced, repo_id=second["id"]) == (["c"], 1)
    assert found(repo_id=first["id"], limit=1, offset=1) == (["b"], 2) and found(repo_id=first["id"], offset=9) == ([], 2)
    assert found(repo_id=NOBODY) == found(team_id=NOBODY) == found(otel_service_name="no such") == ([], 0)
    for query in ({"limit": 101}, {"offset": -1}, {"repo_id": "x"}, {"team_id": "x"}):
        expect_problem(api.get("/services", params=query), ("query", *query))
    keys = [(entry["name"], entry["id"]) for entry in all_pages(api, "/services", limit=5)]
    assert keys == sorted(keys)


def test_update(server, api):
    made = make_service(api)
    path = f"/services/{made['id']}"
    for body in ({}, {"root_path": None, "otel_service_name": None}, {"root_path": "/"}, {"name": "other", "repo_id": NOBODY}):
        assert expect(api.patch(path, json=body), 200) == made
    shown = expect(api.patch(path, json={"root_path": "a/b", "otel_service_name": "svc"}), 200)
    assert shown == {**made, "root_path": "a/b", "otel_service_name": "svc", "updated_at": shown["updated_at"]} and shown["updated_at"]
    assert expect(api.get(path), 200) == shown
    payloads = [event["payload"] for event in audit_events(server, made["id"], "service.updated")]
    assert payloads == [{}, {}, {"root_path": "/"}, {}, {"root_path": "a/b", "otel_service_name": "svc"}]
    for field, value, kind in (("root_path", "", "string_too_short"), ("otel_service_name", "x" * 201, "string_too_long")):
        expect_problem(api.patch(path, json={field: value}), ("body", field), kind)
    tag = api.get(path).headers["etag"]
    expect(api.patch(path, json={"root_path": "c"}, headers={"If-Match": tag}), 200)
    expect_error(api.patch(path, json={"root_path": "d"}, headers={"If-Match": tag}), 412, "PRECONDITION_FAILED")


def test_delete(server, api):
    repo = make_repo(api)
    made = make_service(api, repo)
    asset = make_asset(api, service_id=made["id"])
    path = f"/services/{made['id']}"
    assert api.delete(path).status_code == 204
    for refused in (api.delete(path), api.get(path), api.patch(path, json={}), api.get(f"{path}/assets")):
        expect_error(refused, 404, "SERVICE_NOT_FOUND")
    assert audit_one(server, made["id"], "service.deleted")["payload"] == {"name": made["name"], "repo_id": repo["id"]}
    assert expect(api.get("/services", params={"repo_id": repo["id"]}), 200)["total"] == 0
    shown = expect(api.get(f"/assets/{asset['id']}"), 200)
    assert shown["service_id"] == made["id"] and shown["service_name"] == made["name"], "its assets keep it"


# --- assets -----------------------------------------------------------------------------------------------------------


def named(asset):
    return {name: asset[name] for name in ("service_id", "service_name", "repo_id", "repo_name")}


def test_the_service_of_an_asset(api, team):
    repo = make_repo(api)
    first, second = make_service(api, repo), make_service(api, repo)
    asset = make_asset(api, team, service_id=first["id"])
    path = f"/assets/{asset['id']}"
    names = {"service_id": first["id"], "service_name": first["name"], "repo_id": repo["id"], "repo_name": repo["name"]}
    assert named(asset) == names and expect(api.get(path), 200) == asset
    (listed,) = expect(api.get("/assets", params={"owner": team["id"]}), 200)["results"]
    assert listed == asset
    moved = expect(api.patch(path, json={"service_id": second["id"]}), 200)
    assert named(moved) == {**names, "service_id": second["id"], "service_name": second["name"]} and moved["updated_at"]
    assert expect(api.patch(path, json={"service_id": None, "description": "x"}), 200)["service_id"] == second["id"], "null: it stays"
    left = expect(api.patch(path, json={"leave_service": True}), 200)
    assert named(left) == dict.fromkeys(names) and expect(api.get(path), 200) == left
    assert expect(api.patch(path, json={"leave_service": True}), 200) == left, "there is nothing to leave"
    expect_problem(api.patch(path, json={"leave_service": True, "service_id": first["id"]}), ("body",), "value_error", "exclude each other")


def test_the_service_must_be_there(api, team):
    gone = make_service(api)
    assert api.delete(f"/services/{gone['id']}").status_code == 204
    asset = make_asset(api, team)
    for service in (NOBODY, gone["id"]):
        body = {"fqn": f"lake.{unique('asset')}", "owner_team_id": team["id"], "service_id": service}
        for reply in (api.post("/assets", json=body), api.patch(f"/assets/{asset['id']}", json={"service_id": service})):
            error = expect_error(reply, 404, "SERVICE_NOT_FOUND", service)
            assert error["details"] == {"service_id": service}
        (item,) = expect(api.post("/bulk/assets", json={"assets": [body]}), 207)["results"]
        assert item["success"] is False and item["error"] == f"Service {service} not found"
    assert expect(api.get(f"/assets/{asset['id']}"), 200) == asset
    service = make_service(api)
    body = {"fqn": f"lake.{unique('asset')}", "owner_team_id": team["id"], "service_id": service["id"]}
    (item,) = expect(api.post("/bulk/assets", json={"assets": [body]}), 200)["results"]
    assert expect(api.get(f"/assets/{item['id']}"), 200)["service_name"] == service["name"]


def test_the_assets_of_a_service(api, team):
    service = make_service(api)
    path = f"/services/{service['id']}"
    assert expect(api.get(f"{path}/assets"), 200) == {"results": [], "total": 0, "limit": 50, "offset": 0, "next": None}
    assets = sorted((make_asset(api, team, service_id=service["id"]) for _ in range(4)), key=lambda asset: asset["fqn"])
    make_asset(api, team)
    assert expect(api.get(path), 200)["asset_count"] == 4
    page = expect(api.get(f"{path}/assets"), 200)
    assert page["results"] == assets and page["total"] == 4
    page = expect(api.get(f"{path}/assets", params={"limit": 2, "offset": 1}), 200)
    assert page == {"results": assets[1:3], "total": 4, "limit": 2, "offset": 1, "next": page["next"]} and page["next"]
    assert expect(api.get(f"{path}/assets", params={"offset": 4}), 200)["results"] == []
    assert api.delete(f"/assets/{assets[0]['id']}").status_code == 204
    assert expect(api.get(path), 200)["asset_count"] == 3 and expect(api.get(f"{path}/assets"), 200)["results"] == assets[1:]


@pytest.mark.parametrize("verb", ["get", "patch", "delete"])
def test_ids_are_checked(api, verb):
    options = {"json": {}} if verb == "patch" else {}
    expect_problem(getattr(api, verb)("/services/nope", **options), ("path", "service_id"), "uuid_parsing")
