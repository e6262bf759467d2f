"""A resource is one thing, whichever route shows it: what a list says of it is what it says alone."""

import re

import pytest

from support.make import expect, make_asset, make_contract, make_repo, make_service, make_team, make_user, object_schema, publish
from support.tables import models, routes

ONLY_LISTED = {"dependency", "deployment", "notification"}  # models of entries that no route shows by themselves


def alone(entry_model):
    """The route that shows what an entry of that model is about, by itself."""
    shown = [route for route in routes() if route.method == "GET" and route.shape == "ONE" and re.fullmatch(r"/api/v1/((audit|slack|webhooks)/)?\w+/{(\w+)_id}", route.path)]
    (found,) = [route for route in shown if entry_model.startswith((name := route.parameters[0].removesuffix("_id"))) or entry_model.endswith(f"_{name}")]
    return found


LISTS = [route for route in routes() if route.method == "GET" and route.shape == "PAGE" and route.reply not in ONLY_LISTED]


@pytest.fixture(scope="module")
def world(api):
    """One of everything, by the name of its id in paths, with a name wherever there can be one."""
    team, consumer = make_team(api), make_team(api)
    user = make_user(api, team_id=team["id"])
    repo = make_repo(api, team)
    service = make_service(api, repo)
    chat = expect(api.post("/slack/configs", json={"team_id": team["id"], "channel_id": "C1", "channel_name": "#one", "bot_token": "x"}), 201)
    details = {"description": "all there is", "tags": ["a"], "metadata": {"b": [1]}}
    asset = make_asset(api, team, owner_user_id=user["id"], service_id=service["id"], **details)
    options = {"published_by_user_id": user["id"], "field_descriptions": {"$.properties.a": "one"}, "guarantees": {"volume": {"min_rows": 3}}}
    contract = make_contract(api, asset, object_schema(a="string"), version="1.0.0", **options)
    wanted = {"contract_id": contract["id"], "consumer_team_id": consumer["id"], "pinned_version": "1.0.0"}
    registration = expect(api.post("/registrations", json=wanted), 201)
    proposal = expect(publish(api, asset, object_schema(a="integer")), 201)["proposal"]
    made = {"team": team, "user": user, "repo": repo, "service": service, "asset": asset, "slack_config": chat}
    (event,) = expect(api.get("/audit/events", params={"entity_id": registration["id"]}), 200)["results"]
    endpoint = expect(api.post("/webhooks/endpoints", json={"url": "https://hooks.example.org/x", "enabled": False, "description": "off"}), 201)
    made |= {"endpoint": endpoint, "delivery": expect(api.post(f"/webhooks/endpoints/{endpoint['id']}/test"), 202)}
    made |= {"contract": contract, "registration": registration, "proposal": proposal, "event": event}
    known = {"consumer": consumer, "name": asset["fqn"], "entity_type": "registration", "entity_id": registration["id"]}
    return known | {f"{name}_id": one["id"] for name, one in made.items()}


def entry_of(http, route, world):
    """The entry that the list has of the world."""
    wanted = world[alone(route.reply).parameters[0]]
    path = re.sub(r"{(\w+)}", lambda match: world[match.group(1)], route.path)
    query = {"q": world["name"]} if "q" in {field.name for field in models()[route.query]} else {}
    entries, offset = [], 0
    while not entries:
        page = expect(http.get(path, params={**query, "limit": 100, "offset": offset}), 200)
        assert page["results"], f"{path} does not list {wanted}"
        entries = [entry for entry in page["results"] if entry["id"] == wanted]
        offset += 100
    return entries[0]


def check(http, route, world):
    shown = alone(route.reply)
    entry = entry_of(http, route, world)
    single = expect(http.get(shown.filled(entry["id"])), 200)
    if shown.query == "proposal_query":  # which says more of who proposed it, where it says how far it has come
        single |= expect(http.get(shown.filled(entry["id"]), params={"include_status": "false"}), 200)
    both = {field.name for field in models()[route.reply]} & {field.name for field in models()[shown.reply]}
    assert {"id"} < both
    for name in sorted(both):
        assert (name in entry) == (name in single), f"{route.path}: {name}"
        assert entry.get(name) == single.get(name), f"{route.path}: {name}"


@pytest.mark.parametrize("route", LISTS, ids=lambda route: route.path)
def test_lists_say_what_is_said_alone(http, world, route):
    check(http, route, world)


def test_names_outlive_what_they_name(api, http, world):
    """Of deleted teams and deactivated users, the same everywhere, too."""
    team, user = world["team_id"], world["user_id"]
    assert api.delete(f"/teams/{world['consumer']['id']}").status_code == 204
    assert api.delete(f"/teams/{team}", params={"force": "true"}).status_code == 204
    for route in LISTS:
        if route.reply not in ("team", "user") or route.path == "/api/v1/users":
            check(http, route, world)
    assert api.delete(f"/users/{user}").status_code == 204
    for route in LISTS:
        if route.reply not in ("team", "user"):
            check(http, route, world)
    assert api.post(f"/users/{user}/reactivate").status_code == 200 and api.post(f"/teams/{team}/restore").status_code == 200


def test_writes_reply_with_what_is_then_shown(api):
    team = make_team(api)
    user = make_user(api, team_id=team["id"])
    asset = make_asset(api, team, owner_user_id=user["id"])
    assert (team["asset_count"], user["asset_count"], asset["active_contract_version"]) == (0, 0, None)
    contract = make_contract(api, asset, object_schema(a="string"), version="1.0.0", published_by_user_id=user["id"])
    registration = expect(api.post("/registrations", json={"contract_id": contract["id"], "consumer_team_id": team["id"]}), 201)
    assert (contract["asset_fqn"], contract["publisher_name"], contract["published_by_user_name"]) == (asset["fqn"], team["name"], user["name"])
    assert registration["consumer_team_name"] == team["name"]
    for path, change, expected in (
        (f"/teams/{team['id']}", {"metadata": {"seen": True}}, {"asset_count": 1}),
        (f"/users/{user['id']}", {"metadata": {"seen": True}}, {"asset_count": 1}),
        (f"/assets/{asset['id']}", {"metadata": {"seen": True}}, {"active_contract_version": "1.0.0"}),
        (f"/registrations/{registration['id']}", {"pinned_version": "1.0.0"}, {"consumer_team_name": team["name"]}),
    ):
        changed = expect(api.patch(path, json=change), 200)
        assert changed == expect(api.get(path), 200) and {name: changed[name] for name in expected} == expected, path
    assert contract == expect(api.get(f"/contracts/{contract['id']}"), 200)
    changed = expect(api.patch(f"/contracts/{contract['id']}/guarantees", json={"guarantees": {"volume": {"min_rows": 1}}}), 200)
    assert changed == expect(api.get(f"/contracts/{contract['id']}"), 200)
