"""Requests that start together: two that exclude one another, and many that do not (chapter 02, section 11)."""

import concurrent.futures

from support.contracts import NARROW, OTHER, WIDE, contracts_of
from support.make import expect, expect_error, make_asset, make_contract, publish, unique


def race(server, count, call):
    """Runs call(client, number) in `count` threads that start together; the replies in order of number."""
    clients = [server.api() for _ in range(count)]
    with concurrent.futures.ThreadPoolExecutor(count) as pool:
        return list(pool.map(lambda pair: call(pair[1], pair[0]), enumerate(clients)))


def test_race_of_two_equal_versions(server, api, team):
    for _ in range(8):
        asset = make_asset(api, team)
        replies = race(server, 2, lambda client, _, asset=asset: publish(client, asset, NARROW, version="1.0.0"))
        assert sorted(reply.status_code for reply in replies) == [201, 409]
        (loser,) = (reply for reply in replies if reply.status_code == 409)
        expect_error(loser, 409, "VERSION_EXISTS", "already exists")
        assert contracts_of(server, asset) == [("1.0.0", "active")]


def test_race_of_different_first_versions(server, api, team):
    asset = make_asset(api, team)
    replies = race(server, 6, lambda client, number: publish(client, asset, NARROW, version=f"{number + 1}.0.0"))
    assert expect(replies[5], 201)["published"], "nothing is above the highest version"
    for reply in replies:
        if reply.status_code != 201:  # a higher one was faster
            expect_error(reply, 400, "INVALID_VERSION")
    published = sum(reply.status_code == 201 for reply in replies)
    states = [status for _, status in contracts_of(server, asset)]
    assert sorted(states) == ["active"] + ["deprecated"] * (published - 1), "never two active contracts"


def test_race_of_generated_versions(server, api, team):
    asset = make_asset(api, team)
    replies = race(server, 6, lambda client, _: publish(client, asset, NARROW))
    versions = [expect(reply, 201)["contract"]["version"] for reply in replies if reply.status_code == 201]
    assert versions and len(versions) == len(set(versions))
    for reply in replies:
        if reply.status_code != 201:
            expect_error(reply, 409, "VERSION_EXISTS")
    stored = contracts_of(server, asset)
    assert sorted(version for version, _ in stored) == sorted(versions)
    assert [status for _, status in stored].count("active") == 1


def test_race_of_two_proposals(server, api, team):
    for _ in range(5):
        asset = make_asset(api, team)
        make_contract(api, asset, WIDE)
        replies = race(server, 3, lambda client, _, asset=asset: publish(client, asset, OTHER))
        assert sorted(reply.status_code for reply in replies) == [201, 409, 409]
        (pending,) = expect(api.get(f"/assets/{asset['id']}/context"), 200)["active_proposals"]
        for reply in replies:
            if reply.status_code == 409:
                expect_error(reply, 409, "DUPLICATE_PROPOSAL", pending["id"])


def test_race_of_equal_names(server, api, team):
    name, fqn = unique("race"), f"race.{unique()}"
    replies = race(server, 4, lambda client, _: client.post("/teams", json={"name": name}))
    assert sorted(reply.status_code for reply in replies) == [201, 409, 409, 409]
    (made,) = (reply.json() for reply in replies if reply.status_code == 201)
    for reply in replies:
        if reply.status_code == 409:
            assert expect_error(reply, 409, "DUPLICATE_TEAM")["details"]["existing_id"] == made["id"]
    replies = race(server, 4, lambda client, _: client.post("/assets", json={"fqn": fqn, "owner_team_id": team["id"]}))
    assert sorted(reply.status_code for reply in replies) == [201, 409, 409, 409]
