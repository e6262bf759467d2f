"""The graph of services (chapter 03, section 8)."""

import contextlib
import sqlite3
import time

import pytest

from support import postgres
from support.make import depend, expect, expect_error, expect_problem, make_asset, make_contract, make_repo, make_service, make_team, object_schema, publish

NOBODY = "00000000-0000-4000-8000-000000000000"
NOTHING = {"nodes": [], "edges": [], "unregistered_services": [],
           "metadata": {"node_count": 0, "edge_count": 0, "teams": [], "last_otel_sync": None, "truncated": False}}


class World:
    """Services by name, each in a repository of its own team, and assets in them."""

    def __init__(self, api):
        self.api, self.services, self.repos, self.teams = api, {}, {}, {}

    def service(self, name, team=None):
        self.teams[name] = team or make_team(self.api)
        self.repos[name] = make_repo(self.api, self.teams[name])
        self.services[name] = make_service(self.api, self.repos[name], name=name)
        return self.services[name]

    def asset(self, name=None, **members):
        if name is not None:
            members["service_id"] = self.services[name]["id"]
        return make_asset(self.api, self.teams.get(name), **members)

    def edges(self, graph):
        names = {service["id"]: name for name, service in self.services.items()}
        return [(names[edge["source"]], names[edge["target"]], edge["dependency_type"], edge["asset_level_edges"]) for edge in graph["edges"]]


@pytest.fixture
def world(api):
    return World(api)


def nodes(graph):
    return [node["name"] for node in graph["nodes"]]


def test_an_empty_database(start_server):
    api = start_server().api()
    assert expect(api.get("/graph/services"), 200) == NOTHING


def test_the_example(start_server):
    api = start_server().api()
    world = World(api)
    world.service("orders")
    world.service("payments")
    charge, refund = world.asset("payments"), world.asset("payments")
    placed, paid = world.asset("orders"), world.asset("orders")
    alone = world.asset()
    assert api.delete(f"/assets/{refund['id']}").status_code == 204
    depend(api, placed, charge)
    depend(api, paid, charge)
    depend(api, placed, paid)
    depend(api, placed, alone)
    make_contract(api, charge, object_schema(a="string"))
    assert expect(publish(api, charge, object_schema(a="integer")), 201)["action"] == "proposal.created"
    orders, payments = world.services["orders"], world.services["payments"]
    assert expect(api.get("/graph/services"), 200) == {
        "nodes": [
            {"id": service["id"], "name": name, "repo_id": world.repos[name]["id"], "repo_name": world.repos[name]["name"],
             "team_id": world.teams[name]["id"], "team_name": world.teams[name]["name"], "asset_count": count,
             "has_breaking_proposal": proposed, "last_synced_at": None, "sync_status": "never"}
            for name, service, count, proposed in (("orders", orders, 2, False), ("payments", payments, 1, True))],
        "edges": [{"source": orders["id"], "target": payments["id"], "dependency_type": "consumes", "source_type": "manual",
                   "confidence": None, "call_count": None, "asset_level_edges": 2}],
        "unregistered_services": [],
        "metadata": {"node_count": 2, "edge_count": 1, "teams": sorted(team["name"] for team in world.teams.values()),
                     "last_otel_sync": None, "truncated": False},
    }  # fmt: skip
    assert api.delete(f"/services/{payments['id']}").status_code == 204
    shown = expect(api.get("/graph/services"), 200)
    assert nodes(shown) == ["orders"] and shown["edges"] == []


def test_a_team_and_what_is_joined_to_it(api, world):
    for name in "abcd":
        world.service(name)
    assets = {name: world.asset(name) for name in "abcd"}
    depend(api, assets["a"], assets["b"])
    depend(api, assets["c"], assets["a"], dependency_type="transforms")
    depend(api, assets["c"], assets["b"])
    depend(api, assets["d"], assets["b"])
    shown = expect(api.get("/graph/services", params={"team_id": world.teams["a"]["id"]}), 200)
    assert nodes(shown) == ["a", "b", "c"]
    assert world.edges(shown) == [("a", "b", "consumes", 1), ("c", "a", "transforms", 1), ("c", "b", "consumes", 1)]
    assert shown["metadata"]["node_count"] == 3 and shown["metadata"]["edge_count"] == 3
    assert expect(api.get("/graph/services", params={"team_id": NOBODY}), 200) == NOTHING
    assert expect(api.get("/graph/services", params={"include_unregistered": "true", "team_id": NOBODY}), 200) == NOTHING


def test_neighbourhood(api, world):
    for name in "abcde":
        world.service(name)
    assets = {name: world.asset(name) for name in "abcde"}
    for after, before in ("ab", "ca", "cb", "db"):
        depend(api, assets[after], assets[before])
    path = "/graph/services/{}/neighborhood"
    shown = expect(api.get(path.format(world.services["a"]["id"])), 200)
    assert nodes(shown) == ["a", "b", "c"] and [edge[:2] for edge in world.edges(shown)] == [("a", "b"), ("c", "a"), ("c", "b")]
    shown = expect(api.get(path.format(world.services["e"]["id"])), 200)
    assert nodes(shown) == ["e"] and shown["edges"] == [] and shown["metadata"]["node_count"] == 1
    assert expect_error(api.get(path.format(NOBODY)), 404, "SERVICE_NOT_FOUND", "Service not found")["details"] == {"service_id": NOBODY}
    assert api.delete(f"/services/{world.services['e']['id']}").status_code == 204
    expect_error(api.get(path.format(world.services["e"]["id"])), 404, "SERVICE_NOT_FOUND")
    expect_problem(api.get(path.format("x")), ("path", "service_id"), "uuid_parsing")


@pytest.mark.parametrize("value", ["-0.1", "1.1", "x", "nan", "inf", "1e", "0x1", "--1"])
def test_bad_confidences(api, value):
    expect_problem(api.get("/graph/services", params={"min_confidence": value}), ("query", "min_confidence"))
    expect(api.get("/graph/services", params={"min_confidence": "1", "team_id": NOBODY}), 200)


@postgres.sqlite_only  # observed dependencies are written into the file
def test_observed_dependencies(start_server, tmp_path):
    server = start_server(database=tmp_path / "graph.db")
    api = server.api()
    world = World(api)
    for name in "abc":
        world.service(name)
    assets = [world.asset(name) for name in "aabbcc"]
    declared = depend(api, assets[0], assets[2])
    with contextlib.closing(sqlite3.connect(server.database)) as connection:
        import uuid

        def observe(after, before, confidence, calls):
            connection.execute(
                "INSERT INTO dependencies (id, dependent_asset_id, dependency_asset_id, source, confidence, call_count, created_at) VALUES (?, ?, ?, 'otel', ?, ?, 1)",
                (uuid.uuid4().bytes, uuid.UUID(after["id"]).bytes, uuid.UUID(before["id"]).bytes, confidence, calls))

        observe(assets[0], assets[2], 0.4, 10)
        observe(assets[1], assets[3], 0.9, 5)
        observe(assets[0], assets[4], 0.2, None)
        connection.execute("UPDATE repos SET last_synced_at = ? WHERE name = ?", (int((time.time() - 25 * 3600) * 1e6), world.repos["a"]["name"]))
        connection.execute("UPDATE repos SET last_synced_at = ? WHERE name = ?", (int((time.time() - 60) * 1e6), world.repos["b"]["name"]))
        connection.commit()
    assert declared["source"] == "manual"
    shown = expect(api.get("/graph/services"), 200)
    assert [node["sync_status"] for node in shown["nodes"]] == ["stale", "ok", "never"]
    told = [(edge["source_type"], edge["confidence"], edge["call_count"], edge["asset_level_edges"]) for edge in shown["edges"]]
    assert told == [("manual", None, None, 1), ("otel", 0.9, 15, 2), ("otel", 0.2, None, 1)]
    shown = expect(api.get("/graph/services", params={"min_confidence": 0.5}), 200)
    assert [edge["confidence"] for edge in shown["edges"]] == [None, 0.9], "what was declared has no confidence and stays"
    shown = expect(api.get("/graph/services", params={"min_confidence": 0.5, "team_id": world.teams["c"]["id"]}), 200)
    assert nodes(shown) == ["c"], "joined by an edge that is sure enough"
    listed = expect(api.get(f"/assets/{assets[0]['id']}/dependencies"), 200)["results"]
    assert sorted(entry["source"] for entry in listed) == ["manual", "otel", "otel"]
    # What was observed may be declared as well, and is no second entry of the same pair then.
    made = depend(api, assets[1], assets[3])
    assert made["source"] == "manual"
    lineage = expect(api.get(f"/assets/{assets[1]['id']}/lineage"), 200)
    assert len(lineage["upstream"]) == 1


# --- impact -----------------------------------------------------------------------------------------------------------


def impact(api, asset, **query):
    return expect(api.get(f"/graph/impact/{asset['id']}", params=query), 200)


def test_impact(api, world):
    for name in ("payments", "orders", "search"):
        world.service(name)
    charge, placed, found = (world.asset(name) for name in ("payments", "orders", "search"))
    between, own = world.asset(), world.asset("payments")
    assert impact(api, charge) == {"source_asset": {"id": charge["id"], "fqn": charge["fqn"], "service_name": "payments"},
                                   "affected_services": [], "impact_edges": [], "truncated": False}
    depend(api, placed, charge)
    depend(api, between, placed)
    depend(api, found, between)
    depend(api, own, charge)
    shown = impact(api, charge)
    assert shown["affected_services"] == [
        {"id": world.services[name]["id"], "name": name, "team_name": world.teams[name]["name"], "depth": depth, "path": path}
        for name, depth, path in (("orders", 1, ["payments", "orders"]), ("payments", 1, ["payments"]),
                                  ("search", 3, ["payments", "orders", "search"]))]  # fmt: skip
    assert shown["impact_edges"] == [{"source": "payments", "target": "orders", "depth": 1}, {"source": "orders", "target": "search", "depth": 2}]
    assert [service["name"] for service in impact(api, charge, depth=2)["affected_services"]] == ["orders", "payments"]
    assert impact(api, between)["source_asset"]["service_name"] is None
    assert impact(api, between)["affected_services"][0]["path"] == ["search"]


def test_impact_of_a_circle(api, world):
    world.service("a")
    world.service("b")
    first, second = world.asset("a"), world.asset("b")
    depend(api, first, second)
    depend(api, second, first)
    shown = impact(api, first, depth=10)
    assert [(service["name"], service["depth"]) for service in shown["affected_services"]] == [("b", 1)]


def test_impact_refusals(api):
    assert expect_error(api.get(f"/graph/impact/{NOBODY}"), 404, "ASSET_NOT_FOUND")["details"] == {"asset_id": NOBODY}
    for depth in (0, 11, "x"):
        expect_problem(api.get(f"/graph/impact/{NOBODY}", params={"depth": depth}), ("query", "depth"))
