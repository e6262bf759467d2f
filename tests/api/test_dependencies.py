"""Dependencies between assets (chapter 03, section 7)."""

import concurrent.futures

import pytest

from support.make import audit_one, depend, expect, expect_error, expect_problem, make_asset, make_team

NOBODY = "00000000-0000-4000-8000-000000000000"


def test_create_list_delete(server, api, team):
    mart, items = make_asset(api, team), make_asset(api, team)
    path = f"/assets/{mart['id']}/dependencies"
    assert expect(api.get(path), 200) == {"results": [], "total": 0, "limit": 50, "offset": 0, "next": None}
    made = expect(api.post(path, json={"depends_on_asset_id": items["id"]}), 201)
    assert made == {
        "id": made["id"], "dependent_asset_id": mart["id"], "dependency_asset_id": items["id"], "dependency_type": "consumes",
        "source": "manual", "confidence": None, "last_observed_at": None, "call_count": None, "created_at": made["created_at"],
        "field_mappings": None, "metadata": None,
    }  # fmt: skip
    event = audit_one(server, made["id"], "dependency.created")
    assert event["payload"] == {"source_asset_id": mart["id"], "target_asset_id": items["id"], "dependency_type": "consumes"}
    assert event["entity_type"] == "dependency" and event["actor_id"]
    reply = api.get(path)
    assert expect(reply, 200) == {"results": [made], "total": 1, "limit": 50, "offset": 0, "next": None} and reply.headers["x-total-count"] == "1"
    assert expect(api.get(f"/assets/{items['id']}/dependencies"), 200)["total"] == 0, "only what it uses itself"
    reply = api.delete(f"{path}/{made['id']}")
    assert reply.status_code == 204 and reply.content == b""
    assert audit_one(server, made["id"], "dependency.deleted")["payload"] == {"source_asset_id": mart["id"], "target_asset_id": items["id"]}
    assert expect(api.get(path), 200)["total"] == 0
    expect_error(api.delete(f"{path}/{made['id']}"), 404, "DEPENDENCY_NOT_FOUND", "Dependency not found")


def test_create_again_after_deletion(api, team):
    mart, items = make_asset(api, team), make_asset(api, team)
    for _ in range(3):
        made = depend(api, mart, items, dependency_type="transforms")
        assert api.delete(f"/assets/{mart['id']}/dependencies/{made['id']}").status_code == 204
    made = depend(api, mart, items, dependency_type="references")
    assert expect(api.get(f"/assets/{mart['id']}/dependencies"), 200)["results"] == [made]


def test_fields_and_free_data(api, team):
    mart, items = make_asset(api, team), make_asset(api, team)
    mappings = [
        {"upstream_fields": ["price", "$.tax.rate"], "fields": ["total"]},
        {"upstream_fields": ["/lines/0/sku", "lines[].sku", "a.*.b"], "fields": ["skus", "Ünï.çødé"]},
    ]
    made = depend(api, mart, items, field_mappings=mappings, metadata={"job": "nightly", "n": [1, None]})
    assert made["field_mappings"] == mappings and made["metadata"] == {"job": "nightly", "n": [1, None]}
    assert expect(api.get(f"/assets/{mart['id']}/dependencies"), 200)["results"] == [made]


@pytest.mark.parametrize(
    ("mappings", "location", "kind"),
    [
        ([], ("field_mappings",), "too_short"),
        ([{"upstream_fields": [], "fields": ["a"]}], ("field_mappings", 0, "upstream_fields"), "too_short"),
        ([{"upstream_fields": ["a"]}], ("field_mappings", 0, "fields"), "missing"),
        ([{"upstream_fields": ["a"], "fields": ["a"] * 1001}], ("field_mappings", 0, "fields"), "too_long"),
        ([{"upstream_fields": ["a", ""], "fields": ["a"]}], ("field_mappings", 0, "upstream_fields", 1), "value_error"),
        ([{"upstream_fields": ["a"], "fields": ["a..b"]}], ("field_mappings", 0, "fields", 0), "value_error"),
        ([{"upstream_fields": ["/a~2"], "fields": ["a"]}], ("field_mappings", 0, "upstream_fields", 0), "value_error"),
        ([{"upstream_fields": [" a"], "fields": ["a"]}], ("field_mappings", 0, "upstream_fields", 0), "value_error"),
        ([{"upstream_fields": ["x" * 1001], "fields": ["a"]}], ("field_mappings", 0, "upstream_fields", 0), "value_error"),
        ("a", ("field_mappings",), "list_type"),
    ],
)
def test_bad_fields(api, team, mappings, location, kind):
    mart, items = make_asset(api, team), make_asset(api, team)
    body = {"depends_on_asset_id": items["id"], "field_mappings": mappings}
    expect_problem(api.post(f"/assets/{mart['id']}/dependencies", json=body), ("body", *location), kind)


def test_refusals(api, team):
    mart, items, gone = make_asset(api, team), make_asset(api, team), make_asset(api, team)
    assert api.delete(f"/assets/{gone['id']}").status_code == 204
    path = f"/assets/{mart['id']}/dependencies"
    for asset in (NOBODY, gone["id"]):
        for reply in (api.post(f"/assets/{asset}/dependencies", json={"depends_on_asset_id": items["id"]}), api.get(f"/assets/{asset}/dependencies"),
                      api.delete(f"/assets/{asset}/dependencies/{NOBODY}"), api.get(f"/assets/{asset}/lineage")):
            assert expect_error(reply, 404, "ASSET_NOT_FOUND", "Asset not found")["details"] == {"asset_id": asset}
        error = expect_error(api.post(path, json={"depends_on_asset_id": asset}), 404, "ASSET_NOT_FOUND", "Dependency asset not found")
        assert error["details"] == {"depends_on_asset_id": asset}
    expect_error(api.post(path, json={"depends_on_asset_id": mart["id"]}), 400, "SELF_DEPENDENCY", "Asset cannot depend on itself")
    for body, location, kind in (
        ({}, "depends_on_asset_id", "missing"), ({"depends_on_asset_id": "x"}, "depends_on_asset_id", "uuid_parsing"),
        ({"depends_on_asset_id": items["id"], "dependency_type": "CONSUMES"}, "dependency_type", "enum"),
    ):  # fmt: skip
        expect_problem(api.post(path, json=body), ("body", location), kind)
    made = depend(api, mart, items)
    for kind in ("consumes", "transforms"):
        error = expect_error(api.post(path, json={"depends_on_asset_id": items["id"], "dependency_type": kind}), 409, "DUPLICATE_DEPENDENCY")
        assert "Dependency already exists" in error["message"] and error["details"] == {"existing_id": made["id"]}
    expect_error(api.delete(f"{path}/{NOBODY}"), 404, "DEPENDENCY_NOT_FOUND")
    expect_error(api.delete(f"/assets/{items['id']}/dependencies/{made['id']}"), 404, "DEPENDENCY_NOT_FOUND")
    expect_problem(api.delete(f"{path}/x"), ("path", "dependency_id"), "uuid_parsing")
    for query in ({"limit": 0}, {"limit": 101}, {"offset": -1}):
        expect_problem(api.get(path, params=query), ("query", *query))


def test_circles_are_allowed(api, team):
    first, second = make_asset(api, team), make_asset(api, team)
    depend(api, first, second)
    depend(api, second, first)


def test_race_of_one_pair(server, api, team):
    mart, items = make_asset(api, team), make_asset(api, team)
    clients = [server.api() for _ in range(6)]
    kinds = ["consumes", "references", "transforms"] * 2

    def add(pair):
        client, kind = pair
        return client.post(f"/assets/{mart['id']}/dependencies", json={"depends_on_asset_id": items["id"], "dependency_type": kind})

    with concurrent.futures.ThreadPoolExecutor(6) as pool:
        replies = list(pool.map(add, zip(clients, kinds, strict=True)))
    assert sorted(reply.status_code for reply in replies) == [201] + [409] * 5
    assert expect(api.get(f"/assets/{mart['id']}/dependencies"), 200)["total"] == 1


def test_pages(api, team):
    mart = make_asset(api, team)
    made = [depend(api, mart, make_asset(api, team)) for _ in range(4)]
    path = f"/assets/{mart['id']}/dependencies"
    page = expect(api.get(path, params={"limit": 2, "offset": 1}), 200)
    assert page["results"] == made[1:3] and page["total"] == 4, "in the order in which they were made"
    assert expect(api.get(path, params={"offset": 4}), 200)["results"] == []


def test_the_context_shows_them(api, team):
    mart, items = make_asset(api, team), make_asset(api, team, resource_type="source")
    depend(api, mart, items, dependency_type="transforms")
    (shown,) = expect(api.get(f"/assets/{mart['id']}/context"), 200)["upstream_dependencies"]
    assert shown == {"asset_id": items["id"], "fqn": items["fqn"], "resource_type": "source", "dependency_type": "transforms"}
    (shown,) = expect(api.get(f"/assets/{items['id']}/context"), 200)["downstream_dependents"]
    assert shown["asset_id"] == mart["id"]


def test_a_proposal_names_who_is_affected(api, team):
    """One hop, other teams' live assets alone; what only the metadata says does not count (section 2.3)."""
    from support.make import make_contract, object_schema, publish

    items, other = make_asset(api, team), make_team(api)
    mart, own, far = make_asset(api, other), make_asset(api, team), make_asset(api, other)
    make_asset(api, other, metadata={"depends_on": [items["fqn"]]})
    gone = make_asset(api, other)
    for asset in (mart, own, gone):
        depend(api, asset, items)
    depend(api, far, mart)
    assert api.delete(f"/assets/{gone['id']}").status_code == 204
    make_contract(api, items, object_schema(["a"], a="string"))
    proposal = expect(publish(api, items, object_schema(b="string", a="integer")), 201)["proposal"]
    assert proposal["affected_assets"] == [
        {"asset_id": mart["id"], "asset_fqn": mart["fqn"], "owner_team_id": other["id"], "owner_team_name": other["name"],
         "owner_user_id": None, "owner_user_name": None},
    ]  # fmt: skip
    assert proposal["affected_teams"] == [{"team_id": other["id"], "team_name": other["name"], "assets": [mart["id"]]}]
