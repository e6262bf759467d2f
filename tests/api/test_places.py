"""Lists that are walked from place to place (`after`, `next`) instead of being counted from the start."""

import base64
import re
import uuid

import pytest

from support.make import all_pages, expect, expect_problem, make_asset, make_contract, make_team, make_user, object_schema, publish, unique
from support.receiver import until
from support.server import Server
from support.tables import models, routes

LISTS = [route for route in routes() if route.method == "GET" and route.shape == "PAGE"]
SORTS = [(by, order) for by in ("fqn", "owner", "owner_user", "created_at") for order in ("asc", "desc")]
BASES = {"asset_search_query": {"q": "lake"}, "audit_event_query": {"entity_type": "asset"}}  # what a list is asked with in any case
FIRST = object_schema(a="string")
BREAKING = object_schema(a="integer")


@pytest.fixture(scope="module")
def own(tmp_path_factory):
    """A server whose lists are known."""
    running = Server(tmp_path_factory.mktemp("places"), settings={"SLACK_ENABLED": True, "SLACK_API_URL": "http://127.0.0.1:9"})  # where nobody is
    running.start()
    yield running
    running.stop_and_check()


@pytest.fixture(scope="module")
def world(own):
    """Nine and more rows of every list, many of which are equal in what the list is in the order of."""
    api = own.api()
    teams = [make_team(api) for _ in range(9)]
    for team in teams[:3]:  # the same names once more, of which one is deleted
        assert api.delete(f"/teams/{team['id']}").status_code == 204
        teams.append(make_team(api, name=team["name"]))
    active = teams[3:]
    users = [make_user(api, name=name, team_id=active[0]["id"]) for name in ("Ada", "Ada", "Ada", "Zoe", "Mia", "Bo", "Bo", "al", "Al")]
    repo = [expect(api.post("/repos", json={"name": unique("repo"), "git_url": f"https://x.example/{unique('r')}", "owner_team_id": active[0]["id"]}), 201) for _ in range(9)]
    services = [expect(api.post("/services", json={"name": ("same", "other", "same")[number % 3], "repo_id": repo[number]["id"]}), 201) for number in range(9)]
    for number in range(9):
        channel = {"team_id": active[0]["id"], "channel_id": f"C{number}", "bot_token": "x", "enabled": number != 3}
        expect(api.post("/slack/configs", json=channel), 201)
    assets = [
        make_asset(api, active[0 if number % 2 else number % 4], fqn=f"lake.{'same' if number < 4 else unique('t')}", environment=f"e{number % 4 if number < 4 else number % 2}",
                   service_id=services[0]["id"], **({"owner_user_id": users[number % 5]["id"]} if number % 2 else {}))
        for number in range(11)
    ]
    for asset in assets[1:]:
        expect(api.post(f"/assets/{assets[0]['id']}/dependencies", json={"depends_on_asset_id": asset["id"]}), 201)
    for number in range(8):
        expect(api.patch(f"/assets/{assets[0]['id']}", json={"description": f"{number}"}), 200)
    contracts = [make_contract(api, asset, FIRST) for asset in assets]
    contracts += [make_contract(api, assets[0], object_schema(a="string", **{f"p{n}": "string" for n in range(number + 1)})) for number in range(8)]
    for consumer in active:
        expect(api.post("/registrations", json={"contract_id": contracts[-1]["id"], "consumer_team_id": consumer["id"]}), 201)
        runs = {"team_id": consumer["id"], "environment": "production", "version": contracts[-1]["version"]}
        expect(api.put(f"/assets/{assets[0]['id']}/deployments", json=runs), 200)
    proposals = [expect(publish(api, asset, BREAKING), 201)["proposal"] for asset in assets]
    for number in range(9):
        made = expect(api.post("/webhooks/endpoints", json={"url": f"https://hooks.example.org/{number}", "enabled": False}), 201)
        expect(api.post(f"/webhooks/endpoints/{made['id']}/test"), 202)  # which waits there
    until(lambda: expect(api.get("/notifications"), 200)["total"] >= 8)  # its channels are told of the proposal
    return {"team_id": active[0]["id"], "asset_id": assets[0]["id"], "contract_id": contracts[-1]["id"], "service_id": services[0]["id"],
            "user_id": users[0]["id"], "consumer_team_id": active[0]["id"], "proposal_id": proposals[0]["id"],
            "entity_type": "asset", "entity_id": assets[0]["id"]}


def path_of(route, world):
    return re.sub(r"{(\w+)}", lambda match: world[match.group(1)], route.path)


def walk(http, path, limit, **query):
    """All entries, from place to place."""
    entries, places = [], set()
    while True:
        page = expect(http.get(path, params={**query, "limit": limit}), 200)
        entries += page["results"]
        assert len(page["results"]) <= limit
        if page["next"] is None:
            return entries
        assert page["results"], "a page with a next one has entries"
        assert page["next"] not in places and re.fullmatch(r"[\w-]+", page["next"])
        places.add(page["next"])
        query["after"] = page["next"]


def counted(http, path, **query):
    return all_pages(http, path, limit=100, **query)


def variants():
    """Every list as it is, in each of its orders, and by each of its filters that the world has a value for."""
    for route in LISTS:
        names = {field.name for field in models()[route.query]}
        base = BASES.get(route.query, {})
        yield route, base
        if "sort_by" in names:
            for by, order in SORTS:
                yield route, {"sort_by": by, "sort_order": order}
                yield route, {"sort_by": by, "sort_order": order, "environment": "e1"}
                yield route, {"sort_by": by, "sort_order": order, "fqn": "SAME"}
        filters = {"status": {"contract_list_query": "active", "proposal_list_query": "pending", "webhook_delivery_query": "pending", "notification_query": "pending"}.get(route.query, "active"), "change_type": "major",
                   "name": "a", "username": "u", "version": "1.", "team_id": None, "consumer_team_id": None, "asset_id": None, "contract_id": None,
                   "proposed_by": "team_id", "pending_ack_for": "team_id", "owner": "team_id", "owner_user": "user_id", "resource_type": "other",
                   "unowned": "true", "include_deactivated": "true", "user_type": "human", "environment": "e0", "sync_enabled": "true", "kind": "slack"}
        for name in sorted(names & set(filters)):
            value = filters[name]
            yield route, {**base, name: value if value is not None and "_id" not in value else (value or name,)}


@pytest.mark.parametrize("route, query", list(variants()), ids=lambda value: getattr(value, "path", None) or ",".join(f"{k}={v}" for k, v in value.items()))
def test_a_walk_gives_what_counting_gives(own, world, route, query):
    http = own.client()
    query = {name: world[value[0]] if isinstance(value, tuple) else value for name, value in query.items()}
    path = path_of(route, world)
    wanted = [entry["id"] for entry in counted(http, path, **query)]
    if query == BASES.get(route.query, {}):
        assert len(wanted) >= 8, "the list is long enough"
    for limit in (1, 2, 3, len(wanted) or 1, 100):
        assert [entry["id"] for entry in walk(http, path, limit, **query)] == wanted, f"by {limit}"
    # From wherever it is counted, also where the end is nearer.
    for offset in range(len(wanted) // 2 - 1, len(wanted)):
        page = expect(http.get(path, params={**query, "limit": 3, "offset": max(offset, 0)}), 200)
        assert [entry["id"] for entry in page["results"]] == wanted[max(offset, 0) : max(offset, 0) + 3], f"from {offset}"
        assert (page["next"] is None) == (offset + 3 >= len(wanted))


@pytest.mark.parametrize("route", LISTS, ids=lambda route: route.path)
def test_the_end_is_told(own, world, route):
    http, path = own.client(), path_of(route, world)
    query = BASES.get(route.query, {})
    total = expect(http.get(path, params={**query, "limit": 1}), 200)["total"]
    for limit, following in ((total - 1, True), (total, False), (total + 1, False)):
        page = expect(http.get(path, params={**query, "limit": limit}), 200)
        assert list(page) == ["results", "total", "limit", "offset", "next"]
        assert (page["next"] is not None) is following
    half = expect(http.get(path, params={**query, "limit": 4}), 200)
    rest = expect(http.get(path, params={**query, "limit": total - 4, "after": half["next"]}), 200)
    assert rest["next"] is None and len(rest["results"]) == total - 4 and (rest["total"], rest["offset"]) == (total, 0)
    # Counting goes on from the place.
    skipped = expect(http.get(path, params={**query, "limit": total, "after": half["next"], "offset": 2}), 200)
    assert skipped["results"] == rest["results"][2:] and skipped["offset"] == 2
    beyond = expect(http.get(path, params={**query, "limit": 5, "offset": total}), 200)
    assert beyond["results"] == [] and beyond["next"] is None


def test_a_list_that_is_empty(own):
    page = expect(own.client().get("/api/v1/teams", params={"name": "nobody has this name"}), 200)
    assert page == {"results": [], "total": 0, "limit": 50, "offset": 0, "next": None}


# --- while it changes -------------------------------------------------------------------------------------------------


def test_rows_that_are_deleted_on_the_way(api):
    prefix = unique("del")
    made = {make_team(api, name=f"{prefix} {number:03d}")["id"] for number in range(23)}
    seen, query = set(), {"name": prefix, "limit": 5}
    while True:
        page = expect(api.get("/teams", params=query), 200)
        for team in page["results"]:
            seen.add(team["id"])
            assert api.delete(f"/teams/{team['id']}").status_code == 204
        if page["next"] is None:
            break
        query["after"] = page["next"]
    assert seen == made


def test_rows_that_come_on_the_way(api):
    prefix = unique("new")
    made = [make_team(api, name=f"{prefix} m {number:03d}")["id"] for number in range(12)]
    seen, query, rounds = [], {"name": prefix, "limit": 5}, 0
    while True:
        page = expect(api.get("/teams", params=query), 200)
        seen += [team["id"] for team in page["results"]]
        if page["next"] is None:
            break
        query["after"] = page["next"]
        make_team(api, name=f"{prefix} a {rounds}")  # before all of them
        made.append(make_team(api, name=f"{prefix} z {rounds}")["id"])
        rounds += 1
        assert rounds < 20
    assert seen == made


def test_newest_first_while_there_are_newer_ones(api, asset):
    made = [make_contract(api, asset, object_schema(**{f"p{n}": "string" for n in range(number + 1)}))["id"] for number in range(6)]
    first = expect(api.get(f"/assets/{asset['id']}/contracts", params={"limit": 4}), 200)
    make_contract(api, asset, object_schema(**{f"p{n}": "string" for n in range(9)}))
    rest = expect(api.get(f"/assets/{asset['id']}/contracts", params={"limit": 4, "after": first["next"]}), 200)
    assert [entry["id"] for entry in first["results"] + rest["results"]] == made[::-1]


def test_the_row_of_the_place_may_be_gone(api, team):
    prefix = unique("gone")
    assets = [make_asset(api, team, fqn=f"{prefix}.t{number}") for number in range(5)]
    page = expect(api.get("/assets", params={"fqn": prefix, "limit": 2}), 200)
    assert api.delete(f"/assets/{assets[1]['id']}").status_code == 204
    assert api.patch(f"/assets/{assets[0]['id']}", json={"fqn": f"{prefix}.zzz"}).status_code == 200
    rest = walk(api, "/assets", 1, fqn=prefix, after=page["next"])
    assert [entry["id"] for entry in rest] == [assets[2]["id"], assets[3]["id"], assets[4]["id"], assets[0]["id"]]


# --- what is no place -------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def place(own, world):
    return expect(own.client().get("/api/v1/teams", params={"limit": 2}), 200)["next"]


def raw(printed):
    return base64.urlsafe_b64decode(printed + "=" * (-len(printed) % 4))


def printed(data):
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def broken(place):
    data = raw(place)
    yield "", "string_too_short"
    for text in ("x", "AAAA", "null", "0", "-1", "%00", "é", " ", place + "A", place[:-1], place[1:], place + "=", place + "\n", " " + place, place.swapcase(),
                 place[::-1], str(uuid.uuid4()), "A" * 1000, "A" * 8000, "../../etc/passwd", "'; DROP TABLE teams; --", "{}", "[]", place + place,
                 printed(b"\0" * 21), printed(b"\xff" * 60), printed(bytes([99]) + data[1:]), printed(data[:1] + b"\0\0\0\0" + data[5:]),
                 printed(data + b"\0"), printed(data[:-1] + b"\xff"), printed(data[:22])):  # fmt: skip
        yield text, "value_error"


def test_what_is_no_place_is_refused(own, place):
    http = own.client()
    for text, kind in broken(place):
        problem = expect_problem(http.get("/api/v1/teams", params={"after": text}), ("query", "after"), kind)
        assert kind != "value_error" or "place" in problem["msg"], text
    for number in range(len(place)):  # one letter off
        other = place[:number] + ("A" if place[number] != "A" else "B") + place[number + 1 :]
        expect_problem(http.get("/api/v1/teams", params={"after": other}), ("query", "after"), "value_error")


def test_it_is_told_with_the_other_problems(own):
    reply = own.client().get("/api/v1/users", params={"after": "x", "limit": 0, "team_id": "y"})
    assert [entry["loc"] for entry in expect(reply, 422)["detail"]] == [["query", "limit"], ["query", "after"], ["query", "team_id"]]


def test_places_of_other_lists_and_orders_are_refused(own, world):
    http = own.client()
    places = {}
    for route in LISTS:
        query = BASES.get(route.query, {})
        places[route.path] = expect(http.get(path_of(route, world), params={**query, "limit": 1}), 200)["next"]
    same = [{"/api/v1/assets", "/api/v1/assets/search", "/api/v1/services/{service_id}/assets"}, {"/api/v1/users", "/api/v1/teams/{team_id}/members"},
            {"/api/v1/contracts", "/api/v1/assets/{asset_id}/contracts"}, {"/api/v1/registrations", "/api/v1/contracts/{contract_id}/registrations"},
            {"/api/v1/audit/events", "/api/v1/audit/entities/{entity_type}/{entity_id}/history"}]
    for route in LISTS:
        for other, given in places.items():
            query = BASES.get(route.query, {})
            reply = http.get(path_of(route, world), params={**query, "after": given})
            if other == route.path or any({other, route.path} <= group for group in same):
                expect(reply, 200)
            else:
                expect_problem(reply, ("query", "after"), "value_error", "another list")
    given = {sort: expect(http.get("/api/v1/assets", params={"sort_by": sort[0], "sort_order": sort[1], "limit": 1}), 200)["next"] for sort in SORTS}
    for by, order in SORTS:
        for sort, after in given.items():
            reply = http.get("/api/v1/assets", params={"sort_by": by, "sort_order": order, "after": after})
            assert reply.status_code == (200 if sort == (by, order) else 422), (by, order, sort)


def test_long_names(start_server):
    """The longest name is part of a place that still fits into a URL."""
    running = start_server()
    api = running.api()
    team = make_team(api)
    names = [f"lake.{letter}{'x' * 990}" for letter in "abc"]
    for name in names:
        make_asset(api, team, fqn=name)
    assert [entry["fqn"] for entry in walk(api, "/assets", 1)] == names


def test_the_description_has_places(own):
    document = expect(own.client().get("/openapi.json"), 200)
    for route in LISTS:
        operation = document["paths"][route.path]["get"]
        parameters = {entry["name"]: entry for entry in operation["parameters"]}
        assert parameters["after"]["schema"]["type"] == "string" and not parameters["after"].get("required")
        page = operation["responses"]["200"]["content"]["application/json"]["schema"]
        assert page["properties"]["next"]["type"] == ["string", "null"] and "next" in page["required"]
