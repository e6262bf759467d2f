"""Many clients that publish, force and propose for the same assets at once: what must hold whatever the interleaving
(chapter 02, sections 11.4 and 11.8; the last rule of the specification's front page)."""

import collections
import concurrent.futures
import json
import random
import uuid

import pytest

from support.make import database_read, expect, make_asset, make_contract, make_team, object_schema, publish

CLIENTS, ROUNDS = 8, 14
BASE = object_schema(["id"], id="integer", a="string", b="string", c="string")
REASON = "the race demands it"


def schema_of(random_numbers):
    """Some of the base's properties and some of five optional ones: any two are related in every way."""
    names = ["id"] + random_numbers.sample(["a", "b", "c"], random_numbers.choice((2, 3, 3, 3)))
    names += random_numbers.sample(["p", "q", "r", "s", "t"], random_numbers.randint(0, 5))
    return object_schema(["id"], **{name: "integer" if name == "id" else "string" for name in names})


def act(api, asset, random_numbers):
    """One request of some kind; its kind and reply."""
    schema = schema_of(random_numbers)
    kind = random_numbers.choice(("plain", "plain", "plain", "versioned", "versioned", "forced", "forced", "prerelease", "dry", "guarantees"))
    if kind == "plain":
        return kind, publish(api, asset, schema)
    if kind == "versioned":
        return kind, publish(api, asset, schema, version=f"{random_numbers.randint(1, 9)}.{random_numbers.randint(0, 2)}.0")
    if kind == "forced":
        return kind, publish(api, asset, schema, force=True, force_reason=REASON)
    if kind == "prerelease":
        return kind, publish(api, asset, schema, version=f"{random_numbers.randint(1, 4)}.0.0-rc.{random_numbers.randint(1, 5)}")
    if kind == "dry":
        return kind, publish(api, asset, schema, dry_run=True)
    (current,) = expect(api.get("/contracts", params={"asset_id": asset["id"], "status": "active"}), 200)["results"]
    return kind, api.patch(f"/contracts/{current['id']}/guarantees", json={"guarantees": {"volume": {"min_rows": random_numbers.randint(0, 9)}}})


def storm(server, assets):
    """Every client acts on random assets; (asset id, kind, reply) of all requests."""

    def run(number):
        random_numbers, api = random.Random(number), server.api()
        done = []
        for _ in range(ROUNDS):
            asset = random_numbers.choice(assets)
            done.append((asset["id"], *act(api, asset, random_numbers)))
        return done

    with concurrent.futures.ThreadPoolExecutor(CLIENTS) as pool:
        return [entry for done in pool.map(run, range(CLIENTS)) for entry in done]


def rows(server, statement, *values):
    connection = database_read(server.database)
    try:
        return [dict(row) for row in connection.execute(statement, values)]
    finally:
        connection.close()


def state_of(server, asset_id):
    """The asset's contracts, oldest first, its proposals, and the audit events of both."""
    key = uuid.UUID(asset_id).bytes
    contracts = rows(server, "SELECT id, version, status, published_at FROM contracts WHERE asset_id = ? ORDER BY published_at, id", key)
    proposals = rows(server, "SELECT id, status FROM proposals WHERE asset_id = ?", key)
    events = collections.defaultdict(list)
    for entity in contracts + proposals:
        entity["key"], entity["id"] = entity["id"], str(uuid.UUID(bytes=entity["id"]))
        for event in rows(server, "SELECT action, payload FROM audit_events WHERE entity_id = ? ORDER BY occurred_at, id", entity["key"]):
            events[entity["id"]].append((event["action"], json.loads(event["payload"])))
    return contracts, proposals, events


@pytest.fixture(scope="module")
def aftermath(server):
    """One storm over three assets; what every request was answered."""
    api = server.api()
    team = make_team(api)
    assets = [make_asset(api, team) for _ in range(3)]
    first = {asset["id"]: make_contract(api, asset, BASE)["id"] for asset in assets}
    return assets, first, storm(server, assets)


def of_asset(done, asset, *kinds):
    return [(kind, reply) for asset_id, kind, reply in done if asset_id == asset["id"] and (not kinds or kind in kinds)]


def test_every_reply_is_a_verdict(aftermath):
    _, _, done = aftermath
    for _, kind, reply in done:
        allowed = {"dry": (200, 409), "guarantees": (200, 400)}.get(kind, (201, 409))
        if reply.status_code == 400 and kind != "guarantees":  # another one was faster, and its version is later
            assert reply.json()["error"]["code"] == "INVALID_VERSION"
            continue
        if reply.status_code == 200 and kind != "dry" and kind != "guarantees":  # another one proposed the very same change
            assert reply.json()["action"] == "proposal.pending"
            continue
        assert reply.status_code in allowed, f"{kind}: {reply.status_code} {reply.text}"
        if reply.status_code == 409:
            assert reply.json()["error"]["code"] in ("VERSION_EXISTS", "DUPLICATE_PROPOSAL")
    assert len(done) == CLIENTS * ROUNDS
    assert {reply.json().get("action") for _, kind, reply in done if reply.status_code == 201} == {"published", "force.published", "proposal.created"}


def test_one_active_contract_and_distinct_versions(server, aftermath):
    assets, first, done = aftermath
    for asset in assets:
        contracts, _, _ = state_of(server, asset["id"])
        assert [contract["status"] for contract in contracts[:-1]] == ["deprecated"] * (len(contracts) - 1)
        assert contracts[-1]["status"] == "active"
        assert len({contract["version"] for contract in contracts}) == len(contracts)
        times = [contract["published_at"] for contract in contracts]
        assert len(set(times)) == len(times), "publications have an order"
        # Each success is one stored contract, and there are no others.
        told = [first[asset["id"]]]
        for _, reply in of_asset(done, asset, "plain", "versioned", "forced", "prerelease"):
            if reply.status_code == 201 and "contract" in reply.json():
                told.append(reply.json()["contract"]["id"])
        assert sorted(told) == sorted(contract["id"] for contract in contracts)


def test_the_counts_of_versions_are_those_of_the_contracts(server, aftermath):
    states = ("active", "deprecated", "retired")
    counts = ", ".join(f"count(*) FILTER (WHERE status = '{state}') AS {state}" for state in states)
    sums = ", ".join(f"CAST(sum({state}) AS bigint) AS {state}" for state in states)
    assert rows(server, f"SELECT version, {sums} FROM contract_versions GROUP BY version ORDER BY version") == rows(
        server, f"SELECT version, {counts} FROM contracts GROUP BY version ORDER BY version"
    )


def test_one_pending_proposal(server, aftermath):
    assets, _, done = aftermath
    for asset in assets:
        _, proposals, events = state_of(server, asset["id"])
        told = [reply.json()["proposal"]["id"] for _, reply in of_asset(done, asset) if reply.status_code == 201 and "proposal" in reply.json()]
        assert [proposal["status"] for proposal in proposals] == ["pending"] * len(proposals) and len(proposals) <= 1
        assert [proposal["id"] for proposal in proposals] == told
        for proposal in proposals:
            assert [action for action, _ in events[proposal["id"]]] == ["proposal.created"]
        for _, reply in of_asset(done, asset):
            if reply.status_code == 409 and reply.json()["error"]["code"] == "DUPLICATE_PROPOSAL":
                assert reply.json()["error"]["details"]["existing_id"] == told[0]


def test_refused_versions_exist(server, aftermath):
    assets, _, done = aftermath
    for asset in assets:
        contracts, _, _ = state_of(server, asset["id"])
        version_of = {contract["id"]: contract["version"] for contract in contracts}
        for _, reply in of_asset(done, asset):
            if reply.status_code == 409 and reply.json()["error"]["code"] == "VERSION_EXISTS":
                error = reply.json()["error"]
                assert f" {version_of[error['details']['existing_contract_id']]} " in error["message"]


def test_one_winner_of_a_version(aftermath):
    assets, _, done = aftermath
    for asset in assets:
        winners = collections.Counter(
            reply.json()["contract"]["version"] for _, reply in of_asset(done, asset, "plain", "versioned", "forced", "prerelease")
            if reply.status_code == 201 and "contract" in reply.json()
        )  # fmt: skip
        assert all(count == 1 for count in winners.values())


def test_the_audit_log_tells_the_same_story(server, aftermath):
    assets, _, done = aftermath
    forced = {reply.json()["contract"]["id"] for _, _, reply in done if reply.status_code == 201 and reply.json()["action"] == "force.published"}
    for asset in assets:
        contracts, _, events = state_of(server, asset["id"])
        for before, contract, after in zip([None] + contracts, contracts, contracts[1:] + [None]):
            told = [event for event in events[contract["id"]] if event[0] != "contract.guarantees_updated"]
            action, payload = told[0]
            assert action == ("contract.force_published" if contract["id"] in forced else "contract.published")
            assert payload["version"] == contract["version"] and payload["force"] is (contract["id"] in forced)
            assert payload.get("previous_version") == (before["version"] if before else None)
            assert payload.get("force_reason") == (REASON if contract["id"] in forced else None)
            if after is None:
                assert len(told) == 1
                continue
            assert told[1:] == [
                ("contract.deprecated", {"version": contract["version"], "superseded_by": after["id"], "superseded_by_version": after["version"]})
            ]


def test_every_decision_was_taken_on_current_data(server, aftermath):
    """What a publish was told of its change is the change from the contract that it replaced."""
    assets, _, done = aftermath
    api = server.api()
    for asset in assets:
        entries = expect(api.get(f"/assets/{asset['id']}/contracts/history"), 200)["contracts"]
        shown = {entry["id"]: entry for entry in entries}
        _, _, events = state_of(server, asset["id"])
        for _, reply in of_asset(done, asset, "plain", "versioned", "forced", "prerelease"):
            result = reply.json()
            if reply.status_code != 201 or "contract" not in result:
                continue
            entry = shown[result["contract"]["id"]]
            (told,) = (payload for action, payload in events[entry["id"]] if action.endswith("published"))
            assert result["change_type"] == entry["change_type"] == told["change_type"]
            assert len(result.get("breaking_changes") or []) == entry["breaking_changes_count"]
            if entry["breaking_changes_count"] > 0:
                assert result["action"] == "force.published" or result["message"].startswith(("Pre-release", "Graduated"))


def test_dry_runs_left_nothing(server, aftermath):
    assets, _, done = aftermath
    for asset in assets:
        known = {contract["id"] for contract in state_of(server, asset["id"])[0]}
        for _, reply in of_asset(done, asset, "dry"):
            if "contract" in reply.json():
                assert reply.json()["contract"]["id"] not in known and reply.json()["dry_run"] is True
