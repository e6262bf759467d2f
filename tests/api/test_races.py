"""Requests that start together: two that exclude one another, and many that do not (chapter 02, section 11)."""

import concurrent.futures
import contextlib
import uuid

import pytest

from support import postgres
from support.contracts import NARROW, OTHER, WIDE, contracts_of
from support.make import expect, expect_error, make_asset, make_contract, make_team, publish, unique


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
        replies = race(server, 3, lambda client, number, asset=asset: publish(client, asset, {**OTHER, "title": f"number {number}"}))
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


def propose_to(api, *consumers):
    """A proposal of a new asset that waits for these teams."""
    asset = make_asset(api)
    contract = make_contract(api, asset, WIDE)
    for team in consumers:
        expect(api.post("/registrations", json={"contract_id": contract["id"], "consumer_team_id": team["id"]}), 201)
    return expect(publish(api, asset, NARROW), 201)["proposal"]


@pytest.mark.skipif(not postgres.chosen(), reason="SQLite's writer lets nobody in between")
def test_one_that_got_more_time_meanwhile_is_not_expired(start_server):
    """Whoever is found to be due is looked at again under the lock."""
    server = start_server()
    api = server.api()
    first, second = make_team(api), make_team(api)
    put_off, overdue = (propose_to(api, first, second) for _ in range(2))
    for proposal in (put_off, overdue):
        answer = {"consumer_team_id": first["id"], "response": "migrating", "migration_deadline": "2020-01-01T00:00:00Z"}
        expect(api.post(f"/proposals/{proposal['id']}/acknowledge", json=answer), 201)
    with contextlib.closing(postgres.Connection(server.database)) as connection, contextlib.closing(postgres.Connection(server.database)) as watcher:
        connection.execute("UPDATE proposals SET auto_expire = true")
        connection.execute("BEGIN")
        connection.execute("SELECT 1 FROM assets FOR UPDATE")
        with concurrent.futures.ThreadPoolExecutor(1) as pool:
            expiring = pool.submit(api.post, "/proposals/expire-pending")
            waiting = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
            while watcher.execute(waiting).fetchone()[0] == 0:
                assert not expiring.done(), expiring.result().text
            connection.execute("UPDATE acknowledgments SET migration_deadline = '2100-01-01T00:00:00Z' WHERE proposal_id = ?", (uuid.UUID(put_off["id"]).bytes,))
            connection.execute("COMMIT")
            assert expect(expiring.result(), 200) == {"expired_count": 1, "expired_proposal_ids": [overdue["id"]]}
    shown = [expect(api.get(f"/proposals/{proposal['id']}"), 200)["status"] for proposal in (put_off, overdue)]
    assert shown == ["pending", "expired"]
