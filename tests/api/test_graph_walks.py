"""Walks along dependencies, held against a walk in Python over random graphs: circles, diamonds, and assets that are deleted, lie in
no service or belong to other teams on the way."""

import collections
import random

import pytest

from support.make import depend, expect, make_asset, make_contract, make_repo, make_service, make_team, object_schema, register

ASSETS = 24
WIDE = object_schema(sku="string", price="number")
TYPES = ("consumes", "references", "transforms")


class Graph:
    """Assets with contracts and consumers, and dependencies between them, by the numbers of the assets."""

    def __init__(self, api, seed):
        chance = random.Random(seed)
        self.api = api
        self.teams = [make_team(api) for _ in range(4)]
        services = [make_service(api, make_repo(api, team), name=f"s{seed}-{number}") for number, team in enumerate(self.teams)]
        self.services = [chance.choice([*services, None]) for _ in range(ASSETS)]
        self.owners = [chance.choice(self.teams) for _ in range(ASSETS)]
        self.assets = [self.asset(number) for number in range(ASSETS)]
        self.consumers = [chance.sample(self.teams, chance.choice([0, 0, 1, 2])) for _ in range(ASSETS)]
        for number, consumers in enumerate(self.consumers):
            contract = make_contract(api, self.assets[number], WIDE)
            for team in consumers:
                register(api, contract, team)
        self.down, self.up = collections.defaultdict(list), collections.defaultdict(list)
        pairs = [(after, before) for after in range(ASSETS) for before in range(ASSETS) if after != before]
        for after, before in chance.sample(pairs, int(ASSETS * chance.choice([1.2, 2, 4]))):
            kind = chance.choice(TYPES)
            made = depend(api, self.assets[after], self.assets[before], dependency_type=kind)
            if chance.random() < 0.1:
                assert api.delete(f"/assets/{made['dependent_asset_id']}/dependencies/{made['id']}").status_code == 204
                continue
            self.down[before].append((after, kind))
            self.up[after].append((before, kind))
        self.dead = set(chance.sample(range(ASSETS), 3))
        for number in self.dead:
            assert api.delete(f"/assets/{self.assets[number]['id']}").status_code == 204
        self.numbers = {asset["id"]: number for number, asset in enumerate(self.assets)}

    def asset(self, number):
        service = self.services[number]
        return make_asset(self.api, self.owners[number], **({"service_id": service["id"]} if service else {}))

    def reach(self, start, edges, depth, dead_too=False):
        """Each asset that is reached: number -> (depth, type of the dependency, the asset before it), nearest first."""
        found, level = {start: (0, None, None)}, [start]
        for distance in range(1, depth + 1):
            # The oldest dependency of a level decides by which one an asset is reached, which is not asked here.
            behind = []
            for one in level:
                for other, kind in edges[one]:
                    if other not in found and (dead_too or other not in self.dead):
                        found[other] = (distance, kind, one)
                        if other not in self.dead:
                            behind.append(other)
            level = behind
        del found[start]
        return found


@pytest.mark.parametrize("seed", [11, 12, 13])
def test_walks_of_random_graphs(api, seed):
    graph = Graph(api, seed)
    for number, asset in enumerate(graph.assets):
        if number in graph.dead:
            for path in (f"/assets/{asset['id']}/lineage", f"/graph/impact/{asset['id']}"):
                assert api.get(path).status_code == 404
            continue
        for depth in (1, 2, 10):
            check_impact(graph, number, depth)
            check_services(graph, number, depth)
            check_lineage(graph, number, depth)
        check_preview(graph, number)


def check_impact(graph, number, depth):
    shown = expect(graph.api.post(f"/assets/{graph.assets[number]['id']}/impact", params={"depth": depth}, json={"type": "object"}), 200)
    wanted = graph.reach(number, graph.down, depth)
    told = [(graph.numbers[entry["asset_id"]], entry["depth"]) for entry in shown["impacted_assets"]]
    assert len(told) == len(wanted) and dict(told) == {other: distance for other, (distance, _, _) in wanted.items()}
    assert [distance for _, distance in told] == sorted(distance for _, distance in told), "nearest first"
    for entry in shown["impacted_assets"]:
        kinds = {kind for before in range(ASSETS) for after, kind in graph.down[before] if after == graph.numbers[entry["asset_id"]]}
        assert entry["dependency_type"] in kinds
    nearest = {}
    for other, distance in [(number, 0), *told]:
        for team in graph.consumers[other]:
            nearest.setdefault(team["id"], distance)
    assert {entry["team_id"]: entry["depth"] for entry in shown["impacted_consumers"]} == nearest
    assert "truncated" not in shown


def check_services(graph, number, depth):
    shown = expect(graph.api.get(f"/graph/impact/{graph.assets[number]['id']}", params={"depth": depth}), 200)
    nearest = {}
    for other, (distance, _, _) in graph.reach(number, graph.down, depth).items():
        if graph.services[other] is not None:
            name = graph.services[other]["name"]
            nearest[name] = min(distance, nearest.get(name, distance))
    told = [(entry["depth"], entry["name"]) for entry in shown["affected_services"]]
    assert told == sorted((distance, name) for name, distance in nearest.items())
    steps = {}
    for entry in shown["affected_services"]:
        path = entry["path"]
        assert path[-1] == entry["name"] and all(one != other for one, other in zip(path, path[1:], strict=False)) and len(path) <= entry["depth"] + 1
        if graph.services[number] is not None:
            assert path[0] == graph.services[number]["name"]
        for place, step in enumerate(zip(path, path[1:], strict=False), 1):
            steps[step] = min(place, steps.get(step, place))
    assert {(edge["source"], edge["target"]): edge["depth"] for edge in shown["impact_edges"]} == steps
    assert len(shown["impact_edges"]) == len(steps)


def check_lineage(graph, number, depth):
    shown = expect(graph.api.get(f"/assets/{graph.assets[number]['id']}/lineage", params={"depth": depth}), 200)
    for part, edges in (("upstream", graph.up), ("downstream_assets", graph.down)):
        wanted = graph.reach(number, edges, depth, dead_too=True)
        told = {graph.numbers[entry["asset_id"]]: entry["depth"] for entry in shown[part]}
        assert told == {other: distance for other, (distance, _, _) in wanted.items()} and len(shown[part]) == len(wanted)
        for entry in shown[part]:
            before = graph.numbers[entry["via_asset_id"]]
            assert (graph.numbers[entry["asset_id"]], entry["dependency_type"]) in edges[before]
            assert entry["depth"] == 1 + told.get(before, 0) and before not in graph.dead
    assert shown["truncated"] is False


def check_preview(graph, number):
    body = {"proposed_schema": {"type": "object"}}
    shown = expect(graph.api.post(f"/assets/{graph.assets[number]['id']}/impact-preview", json=body), 200)
    others = [(other, kind) for other, kind in graph.down[number] if other not in graph.dead and graph.owners[other] != graph.owners[number]]
    told = [(graph.numbers[entry["asset_id"]], entry["dependency_type"]) for entry in shown["affected_downstream"]]
    assert sorted(told) == sorted(others)
    teams = {graph.owners[other]["name"] for other, _ in others} | {team["name"] for team in graph.consumers[number]}
    assert shown["proposal_would_notify"] == sorted(teams)
