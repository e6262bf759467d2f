"""Reading contracts, their guarantees and registrations (chapter 02, sections 13.1 to 13.9)."""

import itertools
import re
import sqlite3
import uuid

import pytest

from support.contracts import NARROW, OTHER, WIDE, make_three, without
from support.make import (
    all_pages, audit_events, audit_one, database_read, expect, expect_error, expect_problem, make_asset, make_contract,
    make_team, make_user, publish, register,
)  # fmt: skip
from support.postgres import sqlite_only
from support.server import CHECKOUT

NOBODY = "00000000-0000-4000-8000-000000000000"


@pytest.fixture
def three(api, asset):
    return make_three(api, asset)


# --- an asset's contracts ---------------------------------------------------------------------------------------------


def test_contracts_of_an_asset(api, team, asset):
    user = make_user(api, team_id=team["id"])
    first = make_contract(api, asset, NARROW, guarantees={"volume": {"min_rows": 3}}, field_tags={"$.properties.customer_id": ["key"]})
    second = make_contract(api, asset, WIDE, published_by_user_id=user["id"], compatibility_mode="full", force=True, force_reason="a new field for all")
    page = expect(api.get(f"/assets/{asset['id']}/contracts"), 200)
    assert (page["total"], page["limit"], page["offset"]) == (2, 50, 0)
    newest, oldest = page["results"]
    assert newest["published_by_team_name"] == oldest["published_by_team_name"] == team["name"]
    assert newest["published_by_user_name"] == user["name"] and oldest["published_by_user_name"] is None
    assert newest == second
    assert without(oldest, "status", "updated_at") == without(first, "status", "updated_at")
    assert oldest["status"] == "deprecated" and oldest["updated_at"] == newest["published_at"]
    assert oldest["schema"] == oldest["schema_def"] == NARROW
    (only,) = expect(api.get(f"/assets/{asset['id']}/contracts", params={"status": "active"}), 200)["results"]
    assert only["id"] == second["id"]


def test_pages_of_an_assets_contracts(api, asset, three):
    assert [entry["id"] for entry in all_pages(api, f"/assets/{asset['id']}/contracts", limit=2)] == [c["id"] for c in reversed(three)]
    page = expect(api.get(f"/assets/{asset['id']}/contracts", params={"limit": 1, "offset": 3}), 200)
    assert page == {"results": [], "total": 3, "limit": 1, "offset": 3, "next": None}


def test_an_assets_contracts_never_404(api, asset, three):
    assert expect(api.get(f"/assets/{NOBODY}/contracts"), 200)["results"] == []
    assert api.delete(f"/assets/{asset['id']}").status_code == 204
    assert expect(api.get(f"/assets/{asset['id']}/contracts"), 200)["total"] == 3


# --- all contracts ----------------------------------------------------------------------------------------------------


def test_list_of_contracts(api, team, asset, three):
    page = expect(api.get("/contracts", params={"asset_id": asset["id"]}), 200)
    assert (page["total"], page["limit"], page["offset"]) == (3, 50, 0)
    assert [entry["id"] for entry in page["results"]] == [contract["id"] for contract in reversed(three)]
    newest = page["results"][0]
    assert newest["asset_fqn"] == asset["fqn"] and newest["publisher_name"] == team["name"]
    assert newest == three[2]
    assert newest == expect(api.get(f"/contracts/{three[2]['id']}"), 200)


def test_filters_of_the_list(api, team):
    first, second = make_asset(api, team), make_asset(api, team)
    made = [
        make_contract(api, first, NARROW, version="3.1.4-RC.1"), make_contract(api, first, NARROW, version="3.1.4"),
        make_contract(api, second, NARROW, version="13.1.4+b-1"),
    ]  # fmt: skip

    def found(**query):
        return {entry["id"] for entry in all_pages(api, "/contracts", **query)} & {contract["id"] for contract in made}

    ids = [contract["id"] for contract in made]
    assert found() == set(ids)
    assert found(status="active") == {ids[1], ids[2]} and found(status="deprecated") == {ids[0]} and found(status="retired") == set()
    assert found(version="3.1.4") == set(ids) and found(version="-rc") == {ids[0]} and found(version="3_1.4") == set(ids)
    assert found(version="13%4") == {ids[2]} and found(version="3.1.4", status="active") == {ids[1], ids[2]}
    assert found(asset_id=first["id"]) == set(ids[:2]) and found(asset_id=first["id"], status="deprecated") == {ids[0]}
    assert found(asset_id=first["id"], version="RC") == {ids[0]} and found(asset_id=first["id"], version="rc", status="active") == set()
    assert found(asset_id=NOBODY) == set()
    for query, location in (({"status": "Active"}, "status"), ({"asset_id": "x"}, "asset_id"), ({"limit": 101}, "limit"), ({"offset": -1}, "offset")):
        expect_problem(api.get("/contracts", params=query), ("query", location))


PATTERNS = (None, "1", "1.0", "_.0.0", "1%RC", "-rc", "7.7.7")
STATES = (None, "active", "deprecated", "retired")


def matching(entries, version, status):
    """The ids of the entries that pass the filters, by the rules of LIKE."""
    pattern = re.compile(".*".join(map(re.escape, (version or "").split("%"))).replace("_", "."), re.IGNORECASE)
    return [entry["id"] for entry in entries if status in (None, entry["status"]) and pattern.search(entry["version"])]


def check_filters(api, everything):
    """Every combination of filters gives the same contracts in the same order as filtering all of them."""
    for version, status in itertools.product(PATTERNS, STATES):
        query = {name: value for name, value in (("version", version), ("status", status)) if value is not None}
        wanted = matching(everything, version, status)
        assert [entry["id"] for entry in all_pages(api, "/contracts", limit=7, **query)] == wanted, query
        for offset in (0, 1, len(wanted) - 1, len(wanted), len(wanted) + 1):
            page = expect(api.get("/contracts", params={**query, "limit": 3, "offset": max(offset, 0)}), 200)
            assert page["total"] == len(wanted) and [entry["id"] for entry in page["results"]] == wanted[max(offset, 0) :][:3], query


def counts_of_versions(server):
    """What is kept of each version, and what there is."""
    states = ("active", "deprecated", "retired")
    connection = database_read(server.database)
    try:
        sums = ", ".join(f"CAST(sum({state}) AS bigint) AS {state}" for state in states)
        counted = connection.execute(f"SELECT version, {sums} FROM contract_versions GROUP BY version")
        kept = {row["version"]: [row[state] for state in states] for row in counted}
        found = [tuple(row) for row in connection.execute("SELECT version, status FROM contracts")]
    finally:
        connection.close()
    return kept, {version: [found.count((version, state)) for state in states] for version in {version for version, _ in found}}


def test_filters_agree_with_the_whole_list(start_server):
    server = start_server()
    api = server.api()
    team = make_team(api)
    assets = [make_asset(api, team) for _ in range(6)]
    for number, asset in enumerate(assets):
        for version in ("1.0.0", "1.1.0-RC.1", f"1.{number}.1", "2.0.0")[: 2 + number % 3]:
            make_contract(api, asset, NARROW, version=version)
    # What is refused, only tried, or taken back counts nothing.
    assert publish(api, assets[0], WIDE, version="1.0.0").status_code == 409
    assert publish(api, assets[0], WIDE, version="1.1.9", dry_run=True).status_code == 200
    assert publish(api, assets[0], OTHER, version="3.0.0").json()["action"] == "proposal.created"
    items = [{"asset_id": asset["id"], "schema": WIDE} for asset in (*assets[1:], {"id": NOBODY})]
    assert expect(api.post("/contracts/bulk?dry_run=false", json={"contracts": items, "published_by": team["id"]}), 200)["published"] == 5
    kept, found = counts_of_versions(server)
    assert kept == found
    check_filters(api, all_pages(api, "/contracts"))


@sqlite_only
def test_filters_among_very_many_versions(start_server):
    """More versions than are looked at one by one."""
    server = start_server()
    api = server.api()
    asset = make_asset(api)
    first = make_contract(api, asset, NARROW)
    server.stop()
    connection = sqlite3.connect(server.database)
    row = dict(zip(("asset", "team", "at"), connection.execute("SELECT asset_id, published_by, published_at FROM contracts").fetchone()))
    for number in range(1200):
        version = f"1.{number}.0" + ("-RC.1" if number % 3 == 0 else "")
        connection.execute(
            "INSERT INTO contracts (id, asset_id, version, status, published_at, published_by, schema) VALUES (?, ?, ?, ?, ?, ?, '{}')",
            (uuid.uuid4().bytes, row["asset"], version, "retired" if number % 5 == 0 else "deprecated", row["at"] - number // 2 - 1, row["team"]),
        )
    counts = ", ".join(f"sum(status = '{state}')" for state in ("active", "deprecated", "retired"))
    connection.execute("DELETE FROM contract_versions")
    connection.execute(f"INSERT INTO contract_versions (version, active, deprecated, retired) SELECT version, {counts} FROM contracts GROUP BY version")
    connection.commit()
    connection.close()
    server.start()
    api = server.api()
    everything = all_pages(api, "/contracts")
    assert len(everything) == 1201 and everything[0]["id"] == first["id"]
    for version, status in itertools.product(("1.", "rc", "1.7_.0"), STATES):
        query = {name: value for name, value in (("version", version), ("status", status)) if value is not None}
        assert [entry["id"] for entry in all_pages(api, "/contracts", **query)] == matching(everything, version, status)


@sqlite_only
def test_contracts_of_an_older_database_are_counted(start_server, tmp_path):
    fresh = start_server()
    connection = database_read(fresh.database)
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    connection.close()
    older = tmp_path / "older.db"
    connection = sqlite3.connect(older)
    for name in ("0001_core.sql", "0002_acknowledgments.sql"):
        connection.executescript((CHECKOUT / "src/store/migrations/sqlite" / name).read_text())
    connection.executescript(f"PRAGMA application_id = {application}; PRAGMA user_version = 2")
    team, assets = uuid.uuid4().bytes, [uuid.uuid4().bytes for _ in range(3)]
    connection.execute("INSERT INTO teams (id, name, created_at) VALUES (?, 'old', 1)", (team,))
    connection.executemany(
        "INSERT INTO assets (id, fqn, owner_team_id, created_at) VALUES (?, ?, ?, 1)", [(key, f"lake.old{n}", team) for n, key in enumerate(assets)]
    )
    for number, (asset, version, status) in enumerate(
        [(0, "1.0.0", "deprecated"), (0, "2.0.0", "active"), (1, "1.0.0", "active"), (2, "1.0.0", "retired"), (2, "1.1.0", "deprecated")]
    ):
        connection.execute(
            "INSERT INTO contracts (id, asset_id, version, status, published_at, published_by, schema) VALUES (?, ?, ?, ?, ?, ?, '{}')",
            (uuid.uuid4().bytes, assets[asset], version, status, number + 1, team),
        )
    connection.commit()
    connection.close()
    server = start_server(database=older)
    kept, found = counts_of_versions(server)
    assert kept == found == {"1.0.0": [1, 1, 1], "1.1.0": [0, 1, 0], "2.0.0": [1, 0, 0]}
    check_filters(server.api(), all_pages(server.api(), "/contracts"))


def test_the_list_is_newest_first(api, three):
    entries = all_pages(api, "/contracts", limit=7)
    keys = [(entry["published_at"], entry["id"]) for entry in entries]
    assert keys == sorted(keys, reverse=True) and len(set(keys)) == len(keys)
    assert len(entries) == expect(api.get("/contracts"), 200)["total"]


def test_get(api, team, asset, three):
    shown = expect(api.get(f"/contracts/{three[0]['id']}"), 200)
    assert shown["status"] == "deprecated" and shown["asset_fqn"] == asset["fqn"] and shown["publisher_name"] == team["name"]
    assert shown["updated_at"] is not None and shown["schema"] == shown["schema_def"] == NARROW
    error = expect_error(api.get(f"/contracts/{NOBODY}"), 404, "CONTRACT_NOT_FOUND")
    assert error["message"] == f"Contract with ID '{NOBODY}' not found" and error["details"] == {"contract_id": NOBODY}
    # Contracts outlive the deletion of their asset and team.
    assert api.delete(f"/assets/{asset['id']}").status_code == 204
    assert expect(api.get(f"/contracts/{three[0]['id']}"), 200) == shown


# --- guarantees -------------------------------------------------------------------------------------------------------


def guarantee(api, contract, guarantees, **options):
    return api.patch(f"/contracts/{contract['id']}/guarantees", json={"guarantees": guarantees}, **options)


def test_guarantees_are_replaced(server, api, team, asset):
    first = {"freshness": {"max_staleness_minutes": 30}, "nullability": {"customer_id": "never"}}
    contract = make_contract(api, asset, NARROW, guarantees=first)
    shown = expect(guarantee(api, contract, {"volume": {"min_rows": 3}, "other": 1}), 200)
    wanted = {"freshness": None, "volume": {"min_rows": 3}, "nullability": None, "accepted_values": None}
    assert shown["guarantees"] == wanted and shown["version"] == "1.0.0" and shown["schema"] == shown["schema_def"] == NARROW
    assert shown["updated_at"] is not None and shown == expect(api.get(f"/contracts/{contract['id']}"), 200)
    event = audit_one(server, contract["id"], "contract.guarantees_updated")
    old = {"freshness": {"max_staleness_minutes": 30}, "volume": None, "nullability": {"customer_id": "never"}, "accepted_values": None}
    assert event["payload"] == {"old_guarantees": old, "new_guarantees": wanted} and event["entity_type"] == "contract"
    # Audited even when nothing changes.
    expect(guarantee(api, contract, {"volume": {"min_rows": 3}}), 200)
    assert len(audit_events(server, contract["id"], "contract.guarantees_updated")) == 2
    expect(guarantee(api, contract, {}), 200)
    assert expect(api.get(f"/contracts/{contract['id']}"), 200)["guarantees"] == dict.fromkeys(wanted)


def test_guarantees_of_a_contract_without_any(server, api, asset):
    contract = make_contract(api, asset, NARROW)
    expect(guarantee(api, contract, {"accepted_values": {"state": ["open"]}}), 200)
    assert audit_one(server, contract["id"], "contract.guarantees_updated")["payload"]["old_guarantees"] == {}


def test_guarantees_with_if_match(api, asset):
    contract = make_contract(api, asset, NARROW)
    tag = api.get(f"/contracts/{contract['id']}").headers["etag"]
    reply = guarantee(api, contract, {"volume": {"a": 1}}, headers={"If-Match": tag})
    assert expect(reply, 200)["guarantees"]["volume"] == {"a": 1}
    assert reply.headers["etag"] == api.get(f"/contracts/{contract['id']}").headers["etag"] != tag
    expect_error(guarantee(api, contract, {}, headers={"If-Match": tag}), 412, "PRECONDITION_FAILED")
    assert expect(api.get(f"/contracts/{contract['id']}"), 200)["guarantees"]["volume"] == {"a": 1}


def test_guarantees_refusals(server, api, asset, three):
    error = expect_error(guarantee(api, three[0], {}), 400, "BAD_REQUEST", "deprecated")
    assert error["message"] == "Cannot update guarantees on deprecated contract. Only active contracts can be updated."
    assert not audit_events(server, three[0]["id"], "contract.guarantees_updated")
    expect_error(guarantee(api, {"id": NOBODY}, {}), 404, "CONTRACT_NOT_FOUND", NOBODY)
    assert api.patch(f"/contracts/{three[2]['id']}/guarantees", json={}).status_code == 422
    for wrong in (None, [], "x", {"freshness": 5}, {"nullability": {"a": 1}}, {"accepted_values": {"a": "x"}}):
        assert guarantee(api, three[2], wrong).status_code == 422, wrong
    # The asset's deletion is no obstacle.
    assert api.delete(f"/assets/{asset['id']}").status_code == 204
    expect(guarantee(api, three[2], {"volume": {"x": 1}}), 200)


# --- a contract's registrations ---------------------------------------------------------------------------------------


def test_registrations_of_a_contract(api, asset, three):
    teams = [make_team(api) for _ in range(3)]
    made = [register(api, three[2], team) for team in teams]
    register(api, three[0], teams[0])
    expect(api.patch(f"/registrations/{made[0]['id']}", json={"status": "migrating"}), 200)
    page = expect(api.get(f"/contracts/{three[2]['id']}/registrations"), 200)
    assert (page["total"], page["limit"], page["offset"]) == (3, 50, 0)
    assert [entry["id"] for entry in page["results"]] == [entry["id"] for entry in reversed(made)]
    assert [entry["consumer_team_name"] for entry in page["results"]] == [team["name"] for team in reversed(teams)]
    assert page["results"][2]["status"] == "migrating"
    assert page["results"][0] == made[2]
    assert api.delete(f"/registrations/{made[1]['id']}").status_code == 204
    assert expect(api.get(f"/contracts/{three[2]['id']}/registrations"), 200)["total"] == 2
    (entry,) = all_pages(api, f"/contracts/{three[0]['id']}/registrations", limit=1)
    assert entry["consumer_team_id"] == teams[0]["id"]
    expect_error(api.get(f"/contracts/{NOBODY}/registrations"), 404, "CONTRACT_NOT_FOUND", NOBODY)
