"""Lists of assets by every choice of filters and orders, held against what a list in memory would give."""

import itertools

import pytest

from support.make import expect, make_asset, make_team, make_user
from support.server import Server

ENVIRONMENTS, KINDS = ("production", "staging"), ("model", "source")
SORTS = [(by, order) for by in ("fqn", "owner", "owner_user", "created_at") for order in ("asc", "desc")]


@pytest.fixture(scope="module")
def listed(tmp_path_factory):
    """A server's API, its teams and users, and all its assets as it shows them."""
    running = Server(tmp_path_factory.mktemp("lists"))
    running.start()
    api = running.api()
    teams = [make_team(api, name=name) for name in ("zebra", "apple", "mango")]
    users = [make_user(api, name=name, team_id=team["id"]) for name, team in zip(("Yann", "Bea", "Yann"), teams)]
    for number in range(36):
        owner = number * 5 % 3
        members = {"owner_user_id": users[owner]["id"]} if number % 4 else {}
        make_asset(api, teams[owner], fqn=f"lake.{'Orders' if number % 5 == 0 else 'rows'}.t{number * 7 % 36:02d}",
                   environment=ENVIRONMENTS[number // 2 % 2], resource_type=KINDS[number // 3 % 2], **members)
    gone = make_asset(api, teams[0], fqn="lake.orders.gone")
    expect(api.delete(f"/assets/{gone['id']}"), 204)
    # A deleted team is still shown as an owner; another one then has its name.
    expect(api.delete(f"/teams/{teams[2]['id']}", params={"force": "true"}), 204)
    teams.append(make_team(api, name="mango"))
    make_asset(api, teams[3], fqn="lake.orders.other")
    everything = expect(api.get("/assets", params={"limit": 100}), 200)["results"]
    assert len(everything) == 37
    yield api, teams, users, everything
    running.stop_and_check()


def key_of(by):
    def key(asset):
        if by == "owner_user":
            return (asset["owner_user_name"] is None, asset["owner_user_name"] or "", asset["id"])
        return (asset[{"owner": "owner_team_name"}.get(by, by)], asset["id"])

    return key


def chosen(asset, query):
    return all(asset[name] == query[given] for given, name in
               (("environment", "environment"), ("resource_type", "resource_type"), ("owner", "owner_team_id"), ("owner_user", "owner_user_id")) if given in query) \
        and query.get("fqn", "").lower() in asset["fqn"].lower() and not (query.get("unowned") and asset["owner_user_id"] is not None)  # fmt: skip


def queries(teams, users):
    choices = {"environment": "staging", "resource_type": "model", "fqn": "ORDERS", "unowned": "true", "owner": teams[1]["id"], "owner_user": users[1]["id"]}
    for count in range(4):
        for names in itertools.combinations(choices, count):
            yield {name: choices[name] for name in names}
    yield {"fqn": "nowhere"}


@pytest.mark.parametrize("by, order", SORTS)
def test_every_list(listed, by, order):
    api, teams, users, everything = listed
    for query in queries(teams, users):
        wanted = sorted((asset for asset in everything if chosen(asset, query)), key=key_of(by), reverse=order == "desc")
        asked = {**query, "sort_by": by, "sort_order": order}
        for limit, offset in ((5, 0), (5, 5), (4, len(wanted) - 4), (5, len(wanted)), (5, 1000), (100, 0), (100, 3), (max(len(wanted), 1), 0)):
            offset = max(offset, 0)
            page = expect(api.get("/assets", params={**asked, "limit": limit, "offset": offset}), 200)
            assert page["total"] == len(wanted), (asked, limit, offset)
            assert [asset["id"] for asset in page["results"]] == [asset["id"] for asset in wanted[offset : offset + limit]], (asked, limit, offset)
            assert (page["next"] is None) == (offset + limit >= len(wanted)), (asked, limit, offset)
        walked, after = [], None
        while True:
            page = expect(api.get("/assets", params={**asked, "limit": 7, **({"after": after} if after else {})}), 200)
            assert page["total"] == len(wanted)
            walked += page["results"]
            after = page["next"]
            if after is None:
                break
        assert walked == wanted, asked


def test_totals_of_searches(listed):
    api, teams, _, everything = listed
    for query in ({}, {"owner": teams[1]["id"]}, {"environment": "staging"}):
        wanted = sorted((asset for asset in everything if chosen(asset, {**query, "fqn": "oRDERS"})), key=key_of("fqn"))
        for limit, offset in ((3, 0), (3, 3), (len(wanted), 0), (3, len(wanted)), (3, 500)):
            page = expect(api.get("/assets/search", params={"q": "oRDERS", **query, "limit": limit, "offset": offset}), 200)
            assert page["total"] == len(wanted)
            assert [entry["fqn"] for entry in page["results"]] == [asset["fqn"] for asset in wanted[offset : offset + limit]]
