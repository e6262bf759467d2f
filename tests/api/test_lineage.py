"""Lineage (chapter 03, section 7.4), and how far it goes."""

import pytest

from support.make import depend, expect, expect_problem, make_asset, make_contract, make_team, object_schema


def lineage(api, asset, **query):
    return expect(api.get(f"/assets/{asset['id']}/lineage", params=query), 200)


def places(entries):
    return [(entry["asset_id"], entry["depth"]) for entry in entries]


def test_one_step(api):
    catalog, ingest, reporting, billing = (make_team(api) for _ in range(4))
    items, raw, mart = make_asset(api, catalog), make_asset(api, ingest), make_asset(api, reporting)
    depend(api, items, raw, dependency_type="transforms")
    depend(api, mart, items)
    contract = make_contract(api, items, object_schema(a="string"))
    expect(api.post("/registrations", json={"contract_id": contract["id"], "consumer_team_id": billing["id"]}), 201)
    assert lineage(api, items) == {
        "asset_id": items["id"], "asset_fqn": items["fqn"], "owner_team_id": catalog["id"], "owner_team_name": catalog["name"],
        "upstream": [{"asset_id": raw["id"], "asset_fqn": raw["fqn"], "dependency_type": "transforms", "owner_team": ingest["name"],
                      "depth": 1, "via_asset_id": items["id"]}],
        "downstream": [{"team_id": billing["id"], "team_name": billing["name"],
                        "registrations": [{"contract_id": contract["id"], "status": "active", "pinned_version": None}]}],
        "downstream_assets": [{"asset_id": mart["id"], "asset_fqn": mart["fqn"], "dependency_type": "consumes",
                               "owner_team": reporting["name"], "depth": 1, "via_asset_id": items["id"]}],
        "depth": 1, "truncated": False,
    }  # fmt: skip


def test_every_registration_counts(api):
    """In any state, for any contract; grouped by team."""
    owner = make_team(api)
    asset = make_asset(api, owner)
    first, second = sorted((make_team(api) for _ in range(2)), key=lambda team: team["name"])
    old = make_contract(api, asset, object_schema(a="string"))
    new = make_contract(api, asset, object_schema(a="string", b="string"))
    made = []
    for contract, team, members in ((old, second, {}), (new, first, {"pinned_version": "1.0.0"}), (new, second, {}), (old, first, {})):
        body = {"contract_id": contract["id"], "consumer_team_id": team["id"], **members}
        made.append(expect(api.post("/registrations", json=body), 201))
    expect(api.patch(f"/registrations/{made[0]['id']}", json={"status": "inactive"}), 200)
    assert api.delete(f"/registrations/{made[3]['id']}").status_code == 204
    assert lineage(api, asset)["downstream"] == [
        {"team_id": first["id"], "team_name": first["name"],
         "registrations": [{"contract_id": new["id"], "status": "active", "pinned_version": "1.0.0"}]},
        {"team_id": second["id"], "team_name": second["name"],
         "registrations": [{"contract_id": old["id"], "status": "inactive", "pinned_version": None},
                           {"contract_id": new["id"], "status": "active", "pinned_version": None}]},
    ]  # fmt: skip


def test_farther(api, team):
    chain = [make_asset(api, team) for _ in range(5)]
    for after, before in zip(chain[1:], chain, strict=False):
        depend(api, after, before)
    middle = chain[2]
    assert places(lineage(api, middle)["upstream"]) == [(chain[1]["id"], 1)]
    shown = lineage(api, middle, depth=10)
    assert places(shown["upstream"]) == [(chain[1]["id"], 1), (chain[0]["id"], 2)] and shown["depth"] == 10
    assert places(shown["downstream_assets"]) == [(chain[3]["id"], 1), (chain[4]["id"], 2)]
    assert [entry["via_asset_id"] for entry in shown["downstream_assets"]] == [middle["id"], chain[3]["id"]]


def test_each_asset_is_told_at_its_least_depth(api, team):
    top, left, right, bottom = (make_asset(api, team) for _ in range(4))
    for after, before in ((left, top), (right, top), (bottom, left), (bottom, right), (bottom, top)):
        depend(api, after, before)
    assert places(lineage(api, top, depth=5)["downstream_assets"]) == [(left["id"], 1), (right["id"], 1), (bottom["id"], 1)]
    assert places(lineage(api, bottom, depth=5)["upstream"]) == [(left["id"], 1), (right["id"], 1), (top["id"], 1)]


def test_circles_end(api, team):
    first, second, third = (make_asset(api, team) for _ in range(3))
    for after, before in ((second, first), (third, second), (first, third)):
        depend(api, after, before)
    shown = lineage(api, first, depth=10)
    assert places(shown["downstream_assets"]) == [(second["id"], 1), (third["id"], 2)]
    assert places(shown["upstream"]) == [(third["id"], 1), (second["id"], 2)]


def test_deleted_neighbours_are_told_but_not_passed(api, team):
    first, second, third = (make_asset(api, team) for _ in range(3))
    depend(api, second, first)
    depend(api, third, second)
    assert api.delete(f"/assets/{second['id']}").status_code == 204
    assert places(lineage(api, first, depth=5)["downstream_assets"]) == [(second["id"], 1)]
    assert places(lineage(api, third, depth=5)["upstream"]) == [(second["id"], 1)]


def test_a_deleted_dependency_does_not_count(api, team):
    first, second = make_asset(api, team), make_asset(api, team)
    made = depend(api, second, first)
    assert api.delete(f"/assets/{second['id']}/dependencies/{made['id']}").status_code == 204
    assert lineage(api, first)["downstream_assets"] == [] == lineage(api, second)["upstream"]


@pytest.mark.parametrize("depth", [0, 11, -1, "x"])
def test_bad_depths(api, asset, depth):
    expect_problem(api.get(f"/assets/{asset['id']}/lineage", params={"depth": depth}), ("query", "depth"))


def test_limits(start_server):
    """A lineage that is cut says so; one that just fits does not."""
    server = start_server(settings={"TESSERA_LINEAGE_ASSETS_MAX": "3", "IMPACT_DEPTH_MAX": "2"})
    api = server.api()
    team = make_team(api)
    hub = make_asset(api, team)
    spokes = [make_asset(api, team) for _ in range(3)]
    for spoke in spokes:
        depend(api, spoke, hub)
    shown = lineage(api, hub)
    assert len(shown["downstream_assets"]) == 3 and shown["truncated"] is False
    assert lineage(api, hub, depth=2)["truncated"] is False
    further = make_asset(api, team)
    depend(api, further, spokes[0])
    assert lineage(api, hub)["truncated"] is False, "it is behind the depth asked for"
    shown = lineage(api, hub, depth=2)
    assert places(shown["downstream_assets"]) == [(spoke["id"], 1) for spoke in spokes] and shown["truncated"] is True
    expect_problem(api.get(f"/assets/{hub['id']}/lineage", params={"depth": 3}), ("query", "depth"), "less_than_equal")
