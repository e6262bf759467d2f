"""Sessions with PostgreSQL that end at every point of a transaction: nothing acknowledged is lost, nothing happens twice, and no reply
says more than is known."""

import os

import pytest

from support import cutter as cutters
from support import postgres, resting
from support.make import database_read, expect, make_asset, make_contract, make_team, object_schema, unique
from support.server import Server

LONG = bool(os.environ.get("TESSERA_TEST_LONG"))
COMMIT = -1


@pytest.fixture(scope="module")
def cutter():
    made = cutters.Cutter(postgres.cluster())
    yield made
    made.close()


@pytest.fixture(scope="module")
def cut_server(cutter, tmp_path_factory):
    """A server whose sessions go through the cutter, at rest: what is cut is a request's, and no job's."""
    url = postgres.cluster().new_database()
    running = Server(tmp_path_factory.mktemp("cut"), database=cutter.url(postgres.name_of(url)), settings=resting.settings())
    running.start()
    running.direct = url
    resting.wait_for_jobs(running)
    yield running
    running.stop_and_check()


class Writes:
    """Writes of every kind; each knows what is in the database once it has happened."""

    def __init__(self, server):
        self.server = server
        self.api = server.api(checked=False)  # other tests check what replies look like
        self.team = make_team(self.api)
        self.connection = database_read(server.direct)

    def count(self, statement, *values):
        return self.connection.execute(statement, values).fetchone()[0]

    def events(self, action, entity):
        return self.count("SELECT count(*) FROM audit_events WHERE action = ? AND entity_id::text = ?", action, entity)

    def create_team(self):
        name = unique("cut")
        return ("POST", "/teams", {"name": name}, 201), lambda: (
            self.count("SELECT count(*) FROM teams WHERE name = ?", name),
            self.count("SELECT count(*) FROM audit_events e JOIN teams t ON t.id = e.entity_id WHERE t.name = ?", name),
        )

    def publish(self):
        asset = make_asset(self.api, self.team)
        make_contract(self.api, asset, object_schema(a="string"))
        body = {"schema": object_schema(a="string", b="string")}
        ours = "FROM contracts WHERE version = '1.1.0' AND asset_id::text = ?"
        return ("POST", f"/assets/{asset['id']}/publish", body, 201), lambda: (
            self.count(f"SELECT count(*) {ours}", asset["id"]),
            self.count(f"SELECT count(*) FROM audit_events WHERE action = 'contract.published' AND entity_id = (SELECT id {ours})", asset["id"]),
            self.count("SELECT count(*) FROM contracts WHERE status = 'deprecated' AND asset_id::text = ?", asset["id"]),
        )

    def register(self):
        contract = make_contract(self.api, make_asset(self.api, self.team), object_schema(a="string"))
        body = {"consumer_team_id": self.team["id"]}
        return ("POST", f"/registrations?contract_id={contract['id']}", body, 201), lambda: (
            self.count("SELECT count(*) FROM registrations WHERE contract_id::text = ?", contract["id"]),
        )

    def delete_asset(self):
        asset = make_asset(self.api, self.team)
        return ("DELETE", f"/assets/{asset['id']}", None, 204), lambda: (
            self.count("SELECT count(*) FROM assets WHERE deleted_at IS NOT NULL AND id::text = ?", asset["id"]),
            self.events("asset.deleted", asset["id"]),
        )

    def publish_many(self):
        assets = [make_asset(self.api, self.team)["id"] for _ in range(2)]
        body = {"published_by": self.team["id"], "dry_run": False, "contracts": [{"asset_id": asset, "schema": object_schema(a="string")} for asset in assets]}
        return ("POST", "/contracts/bulk", body, 200), lambda: (
            *(self.count("SELECT count(*) FROM contracts WHERE asset_id::text = ?", asset) for asset in assets),
        )


@pytest.fixture(scope="module")
def writes(cut_server):
    made = Writes(cut_server)
    yield made
    made.connection.close()


def units_of(writes, cutter, kind, headers):
    (method, path, body, status), happened = getattr(writes, kind)()
    cutter.spare()
    assert writes.api.request(method, path, json=body, headers=headers).status_code == status
    assert set(happened()) == {1}
    return cutter.units


def check_cut(writes, cutter, kind, keyed, unit, how, at_commit=False):
    """A write whose session ends there; `at_commit`: so that its commit cannot be known of."""
    (method, path, body, status), happened = getattr(writes, kind)()
    assert set(happened()) == {0}
    headers = {"idempotency-key": unique("cut")} if keyed else {}
    before = cutter.cuts
    cutter.cut(unit, how)
    reply = writes.api.request(method, path, json=body, headers=headers)
    cutter.spare()
    assert cutter.cuts == before + 1, "it was not cut"
    # The server tries again what cannot have been kept, and finds out what may have been where a key tells it.
    if at_commit and not keyed:
        error = expect(reply, 503)["error"]
        assert "not known" in error["message"] and reply.headers["retry-after"]
        assert set(happened()) == {int(unit == COMMIT and how in (cutters.AFTER, cutters.REPLY))}
        return
    assert reply.status_code == status, reply.text
    assert set(happened()) == {1}
    if not keyed:
        return
    if unit == COMMIT:
        assert ("idempotency-replayed" in reply.headers) == (how in (cutters.AFTER, cutters.REPLY))
    again = writes.api.request(method, path, json=body, headers=headers)
    assert again.status_code == status and again.content == reply.content and again.headers["idempotency-replayed"] == "true"
    assert set(happened()) == {1}


KINDS = ("create_team", "publish") + (("register", "delete_asset", "publish_many") if LONG else ())


@pytest.mark.parametrize("keyed", [False, True], ids=["plain", "keyed"])
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("how", cutters.WAYS)
def test_cut_at_every_unit(writes, cutter, kind, keyed, how):
    units = units_of(writes, cutter, kind, {"idempotency-key": unique()} if keyed else {})
    assert units >= 3
    for unit in range(units - 1):
        check_cut(writes, cutter, kind, keyed, unit, how, at_commit=how == cutters.FAREWELL and unit == units - 2)
    if how != cutters.FAREWELL:  # after COMMIT's whole reply nothing is open any more
        check_cut(writes, cutter, kind, keyed, COMMIT, how, at_commit=True)


@pytest.mark.parametrize("many", [False, True], ids=["one", "many"])
def test_what_could_not_be_compared_is_compared_anew(writes, cutter, many):
    """A session that ends while the schema in force is read says nothing about the change: no proposal is made of it."""
    asset, schema = make_asset(writes.api, writes.team), object_schema(a="string", b="string")
    make_contract(writes.api, asset, object_schema(a="string"))
    before = cutter.cuts
    cutter.cut_read(b"SELECT schema FROM contracts")
    if many:
        items = [{"asset_id": asset["id"], "schema": schema}]
        reply = writes.api.post("/contracts/bulk", json={"published_by": writes.team["id"], "dry_run": False, "contracts": items})
        assert [row["status"] for row in reply.json()["results"]] == ["published"], reply.text
    else:
        assert expect(writes.api.post(f"/assets/{asset['id']}/publish", json={"version": "1.1.0", "schema": schema}), 201)["action"] == "published"
    cutter.spare()
    assert cutter.cuts == before + 1, "it was not cut"


@pytest.mark.parametrize(("kind", "trips"), [("create_team", 4), ("publish", 8), ("register", 7), ("delete_asset", 6), ("publish_many", 13)])
def test_writes_wait_for_little(writes, cutter, kind, trips):
    """What nobody asks for goes together with what is asked, or with COMMIT."""
    assert units_of(writes, cutter, kind, {}) == trips


def test_reads_find_another_session(writes, cutter, cut_server):
    """What is cut between requests is not noticed by anybody."""
    ended = "SELECT count(pg_terminate_backend(pid, 10000)) FROM pg_stat_activity WHERE application_name = 'tesserad' AND datname = ?"
    for _ in range(3):
        before = cutter.ended
        count = postgres.cluster().query(ended, postgres.name_of(cut_server.direct))[0][0]
        assert count >= 1
        cutter.await_ends(before + count)  # which it passes on
        assert expect(writes.api.get(f"/teams/{writes.team['id']}"), 200)["id"] == writes.team["id"]
