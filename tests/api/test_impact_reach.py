"""How far a change reaches (chapter 03, section 5), and which fields it takes along."""

import pytest

from support.make import (
    depend, expect, expect_error, expect_problem, make_asset, make_contract, make_team, object_schema, register,
)  # fmt: skip

BASE = object_schema(["id"], id="integer", price="number", address=object_schema(city="string", street="string"))
BROKEN = object_schema(["id"], id="string", price="number", address=object_schema(city="string", street="string"))
NO_PRICE = object_schema(["id"], id="integer", address=object_schema(city="string", street="string"))


def impact(api, asset, schema, **query):
    return api.post(f"/assets/{asset['id']}/impact", params=query, json=schema)


def reached(reply):
    return [(entry["asset_id"], entry["depth"]) for entry in expect(reply, 200)["impacted_assets"]]


def test_the_example(api, team):
    """The members of the chapter's example, in its values."""
    billing, reporting = make_team(api), make_team(api)
    items, daily = make_asset(api, team), make_asset(api, reporting)
    contract = make_contract(api, items, BASE)
    made = register(api, contract, billing, pinned_version="1.0.0")
    depend(api, daily, items, dependency_type="transforms")
    assert expect(impact(api, items, BROKEN), 200) == {
        "change_type": "major",
        "breaking_changes": [{"type": "type_changed", "path": "properties.id.type", "message": "Type changed from 'integer' to 'string'",
                              "old_value": "integer", "new_value": "string", "example": {"id": 0}, "accepted_by": "old", "rejected_part": "/id"}],
        "impacted_consumers": [{"team_id": billing["id"], "team_name": billing["name"], "status": "active", "pinned_version": "1.0.0", "depth": 0}],
        "impacted_assets": [{"asset_id": daily["id"], "fqn": daily["fqn"], "dependency_type": "transforms", "depth": 1}],
        "safe_to_publish": False, "traversal_depth": 5, "touched_fields": ["id"],
        "affected_registrations": [{"registration_id": made["id"], "consumer_team_id": billing["id"], "consumer_team_name": billing["name"],
                                    "contract_id": contract["id"], "pinned_version": "1.0.0", "status": "active"}],
    }  # fmt: skip


def test_without_a_contract(api, asset):
    nothing = {"change_type": "minor", "breaking_changes": [], "impacted_consumers": [], "impacted_assets": [], "safe_to_publish": True}
    assert expect(impact(api, asset, BASE), 200) == nothing


def test_refusals(api, asset):
    make_contract(api, asset, BASE)
    error = expect_error(impact(api, asset, {"type": "objekt", "properties": 5}), 400, "BAD_REQUEST", "Invalid JSON Schema: ", "; ")
    assert "details" not in error
    for body in ([], "x", 5, None):
        expect_problem(impact(api, asset, body), ("body",), "dict_type" if body is not None else None)
    for depth in (0, 11, "x"):
        expect_problem(impact(api, asset, BASE, depth=depth), ("query", "depth"))
    expect_error(impact(api, {"id": "00000000-0000-4000-8000-000000000000"}, BASE), 404, "ASSET_NOT_FOUND", "Asset not found")
    gone = make_asset(api)
    assert api.delete(f"/assets/{gone['id']}").status_code == 204
    expect_error(impact(api, gone, BASE), 404, "ASSET_NOT_FOUND")


def test_a_safe_change_reaches_all_downstream(api, team):
    items, mart = make_asset(api, team), make_asset(api, team)
    contract = make_contract(api, items, BASE)
    register(api, contract, make_team(api))
    depend(api, mart, items, field_mappings=[{"upstream_fields": ["nothing"], "fields": ["x"]}])
    wider = object_schema(["id"], id="integer", price="number", address=object_schema(city="string", street="string"), more="string")
    shown = expect(impact(api, items, wider), 200)
    assert shown["safe_to_publish"] is True and shown["change_type"] == "minor" and shown["touched_fields"] == []
    assert len(shown["impacted_consumers"]) == 1 and [entry["asset_id"] for entry in shown["impacted_assets"]] == [mart["id"]]
    assert "touched_fields" not in shown["impacted_assets"][0] and "truncated" not in shown and "truncated_message" not in shown


@pytest.mark.parametrize("depth", [1, 2, 5])
def test_a_circle_of_two(api, team, depth):
    first, second = make_asset(api, team), make_asset(api, team)
    make_contract(api, first, BASE)
    depend(api, first, second)
    depend(api, second, first)
    shown = expect(impact(api, first, BROKEN, depth=depth), 200)
    assert shown["traversal_depth"] == depth and [entry["asset_id"] for entry in shown["impacted_assets"]] == [second["id"]]


def test_a_circle_of_three_and_a_consumer_at_its_end(api, team):
    first, second, third = (make_asset(api, team) for _ in range(3))
    make_contract(api, first, BASE)
    for after, before in ((second, first), (third, second), (first, third)):
        depend(api, after, before)
    consumer = make_team(api)
    register(api, make_contract(api, third, BASE), consumer)
    shown = expect(impact(api, first, BROKEN), 200)
    assert [(entry["asset_id"], entry["depth"]) for entry in shown["impacted_assets"]] == [(second["id"], 1), (third["id"], 2)]
    assert [(entry["team_id"], entry["depth"]) for entry in shown["impacted_consumers"]] == [(consumer["id"], 2)]
    assert reached(impact(api, first, BROKEN, depth=1)) == [(second["id"], 1)]
    assert expect(impact(api, first, BROKEN, depth=1), 200)["impacted_consumers"] == []


def test_a_team_is_told_once_where_it_is_nearest(api, team):
    items, mart = make_asset(api, team), make_asset(api, team)
    depend(api, mart, items)
    near, far = make_contract(api, items, BASE), make_contract(api, mart, BASE)
    both, late = make_team(api), make_team(api)
    register(api, far, both)
    register(api, far, late)
    made = register(api, near, both)
    gone, quiet = make_team(api), make_team(api)
    register(api, near, gone)
    inactive = register(api, near, quiet)
    expect(api.patch(f"/registrations/{inactive['id']}", json={"status": "inactive"}), 200)
    assert api.delete(f"/teams/{gone['id']}").status_code == 204
    shown = expect(impact(api, items, BROKEN), 200)
    assert [(entry["team_id"], entry["depth"]) for entry in shown["impacted_consumers"]] == [(both["id"], 0), (late["id"], 1)]
    assert shown["affected_registrations"][0]["registration_id"] == made["id"]


def test_deleted_assets_end_the_way(api, team):
    first, second, third = (make_asset(api, team) for _ in range(3))
    make_contract(api, first, BASE)
    depend(api, second, first)
    depend(api, third, second)
    assert api.delete(f"/assets/{second['id']}").status_code == 204
    assert reached(impact(api, first, BROKEN)) == []


def test_an_asset_is_told_once_whatever_leads_to_it(api, server, team):
    top, left, right, bottom = (make_asset(api, team) for _ in range(4))
    make_contract(api, top, BASE)
    for after, before, kind in ((left, top, "references"), (right, top, "consumes"), (bottom, right, "transforms"), (bottom, left, "consumes")):
        depend(api, after, before, dependency_type=kind)
    shown = expect(impact(api, top, BROKEN), 200)["impacted_assets"]
    assert [(entry["asset_id"], entry["depth"], entry["dependency_type"]) for entry in shown] == [
        (left["id"], 1, "references"), (right["id"], 1, "consumes"), (bottom["id"], 2, "transforms")]


def test_more_than_are_told(start_server):
    server = start_server()
    api = server.api()
    team = make_team(api)
    hub = make_asset(api, team)
    make_contract(api, hub, BASE)
    made = []
    for start in range(0, 500, 100):
        assets = [{"fqn": f"spokes.s{start + number}", "owner_team_id": team["id"]} for number in range(100)]
        made += [item["id"] for item in expect(api.post("/bulk/assets", json={"assets": assets}), 200)["results"]]
    for spoke in made[:499]:
        depend(api, {"id": spoke}, hub)
    shown = expect(impact(api, hub, BROKEN), 200)
    assert len(shown["impacted_assets"]) == 499 and "truncated" not in shown
    depend(api, {"id": made[499]}, hub)
    depend(api, {"id": made[0]}, {"id": made[1]})
    extra = make_asset(api, team)
    depend(api, extra, {"id": made[0]})
    shown = expect(impact(api, hub, BROKEN), 200)
    assert len(shown["impacted_assets"]) == 500 and shown["truncated"] is True and "500" in shown["truncated_message"]
    assert all(entry["depth"] == 1 for entry in shown["impacted_assets"]), "the nearest"


# --- fields -----------------------------------------------------------------------------------------------------------


def mapping(*pairs):
    return [{"upstream_fields": list(before), "fields": list(after)} for before, after in pairs]


def touched(api, asset, schema):
    return {entry["asset_id"]: entry.get("touched_fields") for entry in expect(impact(api, asset, schema), 200)["impacted_assets"]}


def test_only_touched_fields_are_followed(api, team):
    items, priced, placed, whole = (make_asset(api, team) for _ in range(4))
    make_contract(api, items, BASE)
    depend(api, priced, items, field_mappings=mapping((["price"], ["total", "vat"]), (["id"], ["key"])))
    depend(api, placed, items, field_mappings=mapping((["address.city"], ["town"])))
    depend(api, whole, items)
    assert touched(api, items, NO_PRICE) == {priced["id"]: ["total", "vat"], whole["id"]: None}
    assert touched(api, items, BROKEN) == {priced["id"]: ["key"], whole["id"]: None}
    no_city = object_schema(["id"], id="integer", price="number", address=object_schema(street="string"))
    assert touched(api, items, no_city) == {placed["id"]: ["town"], whole["id"]: None}
    no_address = object_schema(["id"], id="integer", price="number")
    assert touched(api, items, no_address) == {placed["id"]: ["town"], whole["id"]: None}, "the field is in what goes"


def test_fields_are_followed_from_asset_to_asset(api, team):
    items, mart, report, other, end = (make_asset(api, team) for _ in range(5))
    make_contract(api, items, BASE)
    depend(api, mart, items, field_mappings=mapping((["price"], ["revenue"]), (["id"], ["key"])))
    depend(api, report, mart, field_mappings=mapping((["/revenue"], ["sum"])))
    depend(api, other, mart, field_mappings=mapping((["key"], ["keys"])))
    depend(api, end, report)
    assert touched(api, items, NO_PRICE) == {mart["id"]: ["revenue"], report["id"]: ["sum"], end["id"]: None}
    assert touched(api, items, BROKEN) == {mart["id"]: ["key"], other["id"]: ["keys"]}
    both = touched(api, items, object_schema(["id"], id="string"))
    assert sorted(both.pop(mart["id"])) == ["key", "revenue"]
    assert both == {report["id"]: ["sum"], other["id"]: ["keys"], end["id"]: None}


def test_a_longer_way_may_touch_more(api, team):
    """An asset is told where it is nearest, with all that is touched on any way, and passes all of that on."""
    items, near, around, end = (make_asset(api, team) for _ in range(4))
    make_contract(api, items, BASE)
    depend(api, near, items, field_mappings=mapping((["price"], ["a"])))
    depend(api, around, items)
    depend(api, near, around, field_mappings=mapping((["anything"], ["b"])))
    depend(api, end, near, field_mappings=mapping((["b"], ["c"])))
    shown = expect(impact(api, items, NO_PRICE), 200)["impacted_assets"]
    assert [(entry["asset_id"], entry["depth"], entry.get("touched_fields")) for entry in shown] == [
        (near["id"], 1, ["a", "b"]), (around["id"], 1, None), (end["id"], 3, ["c"])]


def test_a_circle_may_come_back_to_other_fields(api, team):
    first, second, third = (make_asset(api, team) for _ in range(3))
    make_contract(api, first, BASE)
    depend(api, second, first, field_mappings=mapping((["price"], ["p"])))
    depend(api, first, second, field_mappings=mapping((["p"], ["address.street"])))
    depend(api, third, first, field_mappings=mapping((["address"], ["lines"])))
    shown = expect(impact(api, first, NO_PRICE), 200)["impacted_assets"]
    assert [(entry["asset_id"], entry["depth"], entry["touched_fields"]) for entry in shown] == [(second["id"], 1, ["p"]), (third["id"], 3, ["lines"])]


def test_patterns_and_required_fields(api, team):
    items, pattern, required = (make_asset(api, team) for _ in range(3))
    make_contract(api, items, object_schema([], a=object_schema(x="integer"), b=object_schema(x="integer")))
    depend(api, pattern, items, field_mappings=mapping((["*.x"], ["xs"])))
    depend(api, required, items, field_mappings=mapping((["b"], ["bs"])))
    changed = object_schema([], a=object_schema(x="string"), b=object_schema(x="integer"))
    assert touched(api, items, changed) == {pattern["id"]: ["xs"]}
    changed = object_schema(["b"], a=object_schema(x="integer"), b=object_schema(x="integer"))
    assert set(touched(api, items, changed)) == {pattern["id"], required["id"]}


def test_consumers_of_what_is_not_touched_are_not_concerned(api, team):
    items, priced = make_asset(api, team), make_asset(api, team)
    make_contract(api, items, BASE)
    depend(api, priced, items, field_mappings=mapping((["price"], ["total"])))
    consumer = make_team(api)
    register(api, make_contract(api, priced, BASE), consumer)
    assert expect(impact(api, items, BROKEN), 200)["impacted_consumers"] == []
    assert [entry["team_id"] for entry in expect(impact(api, items, NO_PRICE), 200)["impacted_consumers"]] == [consumer["id"]]


def test_the_preview_names_the_fields(api, asset):
    make_contract(api, asset, BASE)
    reply = api.post(f"/assets/{asset['id']}/impact-preview", json={"proposed_schema": object_schema(["id"], id="string")})
    assert sorted(expect(reply, 200)["touched_fields"]) == ["address", "id", "price"]
    reply = api.post(f"/assets/{asset['id']}/impact-preview", json={"proposed_schema": BASE})
    assert expect(reply, 200)["touched_fields"] == []
