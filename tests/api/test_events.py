"""The stream of events: what it tells, to whom, in which order, and what becomes of it."""

import concurrent.futures
import contextlib
import pathlib
import random
import re
import socket
import threading
import time

import pytest

from support import postgres
from support.access import BOOTSTRAP, bearer, caller, make_key, make_person, session_of
from support.events import Stream, open_streams, wait_open
from support.make import expect, make_asset, make_contract, make_team, object_schema, publish, unique
from support.proxy import Proxy, Treatment
from support.server import CHECKOUT

SCHEMA = object_schema(amount="integer")
QUICK = {"TESSERA_EVENT_HEARTBEAT": 1}


def url_of(server):
    return f"http://127.0.0.1:{server.port}"


def rows(name):
    text = (CHECKOUT / "api" / name).read_text("utf-8")
    return [[part.strip().strip('"') for part in row.split(",", 3)] for row in re.findall(r"^[A-Z]+\((.*)\)$", text, re.M)]


ACTIONS = {row[0]: row[1] for row in rows("events.def")}
SIGHTS = {ACTIONS[row[0]]: row[1] for row in rows("sight.def")}


def trail(api):
    """All events of the audit trail, by id."""
    found, after = {}, None
    while True:
        page = expect(api.get("/audit/events", params={"limit": 100, **({"after": after} if after else {})}), 200)
        found |= {event["id"]: event for event in page["results"]}
        after = page["next"]
        if after is None:
            return found


# --- what it tells ----------------------------------------------------------------------------------------------------


def test_tells_what_happens_as_the_trail_shows_it(server, api):
    with Stream(url_of(server)) as stream:
        assert stream.status == 200 and stream.headers["content-type"] == "text/event-stream; charset=utf-8"
        assert stream.headers["cache-control"] == "no-store" and stream.headers["x-accel-buffering"] == "no"
        began = time.monotonic()
        team = make_team(api)
        *_, told = stream.until(lambda told: told.event["entity_id"] == team["id"])
        assert time.monotonic() - began < 30
    assert told.type == "team.created" and stream.parser.retry == 2000
    assert told.event == expect(api.get(f"/audit/events/{told.event['id']}"), 200)


def test_the_numbers_are_those_of_the_chain(server, api):
    with Stream(url_of(server)) as stream:
        team = make_team(api)
        *_, told = stream.until(lambda told: told.event["entity_id"] == team["id"])
    (link,) = expect(api.get("/audit/chain", params={"first": told.number, "limit": 1}), 200)["links"]
    assert (link["sequence"], link["event_id"]) == (told.number, told.event["id"])


def test_resumes_behind_the_last_event(server, api):
    with Stream(url_of(server)) as stream:
        teams = [make_team(api) for _ in range(3)]
        told = stream.until(lambda told: told.event["entity_id"] == teams[-1]["id"])
        begin = int(told[0].id)
    for where in ({"after": begin}, {"query": f"after={begin}"}, {"after": begin, "query": "after=0"}):
        with Stream(url_of(server), **where) as again:
            assert again.take(len(told) - 1) == told[1:]


def test_a_stream_tells_its_place_before_its_first_event(server, api):
    with Stream(url_of(server), query="event=repo.deleted") as stream:
        while stream.parser.last_id == "":
            stream._read()
        place = stream.parser.last_id
    team = make_team(api)
    with Stream(url_of(server), after=place) as again:
        assert any(told.event["entity_id"] == team["id"] for told in again.until(lambda told: told.event["entity_id"] == team["id"]))


def test_from_the_beginning(start_server):
    server = start_server()
    api = server.api()
    names = [make_team(api)["name"] for _ in range(7)]
    with Stream(url_of(server), after=0) as stream:
        told = stream.take(7)
    assert [one.number for one in told] == list(range(1, 8)) and [one.event["payload"]["name"] for one in told] == names


def test_every_type_has_a_sight_or_is_for_admins(server):
    for_admins = {action for action in ACTIONS.values() if action.startswith("webhook.")}
    assert set(ACTIONS.values()) - set(SIGHTS) == {"user.login", "user.logout"} | for_admins


# --- filters ----------------------------------------------------------------------------------------------------------


def test_filters(server, api):
    owner, other = make_team(api), make_team(api)
    with Stream(url_of(server)) as stream:
        asset = make_asset(api, owner)
        contract = make_contract(api, asset, SCHEMA)
        registration = expect(api.post("/registrations", json={"contract_id": contract["id"], "consumer_team_id": other["id"]}), 201)
        expect(publish(api, asset, object_schema(amount="string")), 201)
        last = make_team(api)
        told = stream.until(lambda told: told.event["entity_id"] == last["id"])
        begin = stream_begin(told)

    def types(query):
        with Stream(url_of(server), after=begin, query=query + "&wait=0") as filtered:
            return [one.type for one in filtered.ends() if one.number < told[-1].number]

    assert types(f"entity_id={registration['id']}") == ["registration.created"]
    assert types("event=registration.*,proposal.created") == ["registration.created", "proposal.created"]
    assert sorted(types(f"asset_id={asset['id']}")) == sorted(["asset.created", "contract.published", "registration.created", "proposal.created"])
    assert sorted(types(f"team_id={other['id']}")) == ["registration.created"]
    assert types(f"entity_type=asset&team_id={owner['id']}") == ["asset.created"]


def stream_begin(told):
    return told[0].number - 1


@pytest.mark.parametrize(
    ("options", "place"),
    [
        ({"query": "event=team.created,team.flown"}, "event"), ({"query": "event=crew.*"}, "event"), ({"query": "after=-1"}, "after"),
        ({"query": "after=x"}, "after"), ({"query": "entity_id=7"}, "entity_id"), ({"query": "asset_id="}, "asset_id"), ({"after": "x"}, "Last-Event-ID"),
        ({"after": "-3"}, "Last-Event-ID"), ({"after": 10**30}, "Last-Event-ID"), ({"after": 10**15}, "Last-Event-ID"), ({"query": "after=1000000000000"}, "after"),
    ],
)  # fmt: skip
def test_what_is_asked_for_wrongly_is_named(server, options, place):
    with Stream(url_of(server), **options) as stream:
        assert stream.status == 422
        assert stream.body()["detail"][0]["loc"][-1] == place


# --- HTTP -------------------------------------------------------------------------------------------------------------


def test_an_old_client_gets_it_unframed(server, api):
    with Stream(url_of(server), version="1.0") as stream:
        assert "transfer-encoding" not in stream.headers and stream.headers["connection"] == "close"
        team = make_team(api)
        stream.until(lambda told: told.event["entity_id"] == team["id"])


def test_head(server):
    reply = server.client().head("/api/v1/events")
    assert reply.status_code == 200 and reply.headers["content-type"].startswith("text/event-stream") and "content-length" not in reply.headers


def test_over_tls(guarded, admin):
    url = next(address for address in guarded.addresses if address.startswith("https"))
    with Stream(url, headers=bearer(BOOTSTRAP)) as stream:
        teams = [make_team(admin) for _ in range(20)]
        found = stream.until(lambda told: told.event["entity_id"] == teams[-1]["id"])
        assert {team["id"] for team in teams} <= {told.event["entity_id"] for told in found}


def test_heartbeats(start_server):
    server = start_server(settings=QUICK)
    with Stream(url_of(server)) as stream:
        stream.wait_comments(2)


def test_a_client_that_goes_is_noticed(start_server):
    server = start_server()
    streams = [Stream(url_of(server)) for _ in range(5)]
    wait_open(server, 5)
    for stream in streams[:3]:
        stream.close()
    wait_open(server, 2)
    streams[3].socket.shutdown(socket.SHUT_WR)
    wait_open(server, 1)
    for stream in streams:
        stream.close()


def test_limits(start_server):
    server = start_server(settings={"BOOTSTRAP_API_KEY": BOOTSTRAP, "TESSERA_EVENT_STREAMS": 3, "TESSERA_EVENT_STREAMS_PER_CALLER": 2})
    admin = server.api(headers=bearer(BOOTSTRAP))
    team = make_team(admin)
    mine, other = (bearer(make_key(admin, team, "read")["key"]) for _ in range(2))
    streams = [Stream(url_of(server), headers=mine) for _ in range(2)]
    with Stream(url_of(server), headers=mine) as refused:
        assert refused.status == 429 and refused.headers["retry-after"] == "5" and "2 streams" in refused.body()["error"]["message"]
    streams.append(Stream(url_of(server), headers=other))
    with Stream(url_of(server), headers=bearer(BOOTSTRAP)) as refused:
        assert refused.status == 503 and refused.headers["retry-after"] == "5"
    state = server.client().get("/health").json()["events"]
    assert (state["open"], state["maximum"], state["refused"]) == (3, 3, 2)
    streams[0].close()
    wait_open(server, 2)
    with Stream(url_of(server), headers=mine) as admitted:
        assert admitted.status == 200
    for stream in streams:
        stream.close()


# --- rights -----------------------------------------------------------------------------------------------------------


def test_kinds_of_callers(guarded, admin, callers):
    """Who may not read gets no stream; who may is told what concerns him."""
    team = make_team(admin)
    boss = caller(guarded, admin, make_team(admin), "admin")
    for kind, (headers, refusal, scopes, context) in callers.items():
        url = next(address for address in guarded.addresses if address.startswith("https" if context else "http:"))
        with Stream(url.replace("127.0.0.1", "localhost") if context else url, headers=headers, context=context) as stream:
            if refusal is not None:
                assert stream.status == (403 if refusal == "UNKNOWN_TEAM" else 401), kind
                continue
            if "READ" not in scopes:
                assert stream.status == 403 and "'read' scope" in stream.body()["error"]["message"], kind
                continue
            assert stream.status == 200, kind
            key = make_key(boss, team, "read")
            end = make_team(admin)
            types = [told.type for told in stream.until(lambda told, end=end: told.event["entity_id"] == end["id"]) if told.event["entity_id"] in (key["id"], end["id"])]
            assert types == (["api_key.created", "team.created"] if "ADMIN" in scopes else ["team.created"]), kind


def test_others_than_admins_are_told_what_concerns_them(guarded, admin):
    mine, theirs = make_team(admin), make_team(admin)
    own = caller(guarded, admin, mine, "read", "write")
    boss = caller(guarded, admin, make_team(admin), "admin")
    with Stream(url_of(guarded), headers=dict(own.headers)) as stream:
        keys = [make_key(boss, team, "read") for team in (mine, theirs)]
        session_of(guarded, make_person(admin, mine))
        asset = expect(own.post("/assets", json={"fqn": f"lake.{unique()}", "owner_team_id": mine["id"]}), 201)
        foreign = make_asset(admin, theirs)
        for one in (asset, foreign):
            make_contract(admin, one, SCHEMA)
        stranger = caller(guarded, admin, theirs, "read", "write")
        expect(stranger.get(f"/assets/{asset['fqn']}/preflight"), 200)
        expect(stranger.get(f"/assets/{foreign['fqn']}/preflight"), 200)
        end = make_team(admin)
        told = [one.event for one in stream.until(lambda told: told.event["entity_id"] == end["id"])]
    actions = [(event["action"], event["entity_id"]) for event in told]
    assert ("api_key.created", keys[0]["id"]) in actions and ("api_key.created", keys[1]["id"]) not in actions
    assert ("preflight.checked", asset["id"]) in actions and ("preflight.checked", foreign["id"]) not in actions
    assert ("asset.created", foreign["id"]) in actions and "user.login" not in {action for action, _ in actions}
    assert all(event["actor_key_id"] is None and event["actor_subject"] is None for event in told)
    assert not any(key["key"] in str(told) for key in keys)


@pytest.fixture
def credentials(guarded, admin):
    """Credential -> its headers, and how it ends."""
    team, gone = make_team(admin), make_team(admin)
    key, left = make_key(admin, team, "read"), make_key(admin, gone, "read")
    person = make_person(admin, team)
    return {
        "revoked": (bearer(key["key"]), lambda: expect(admin.delete(f"/api-keys/{key['id']}"), 200)),
        "team deleted": (bearer(left["key"]), lambda: admin.delete(f"/teams/{gone['id']}")),
        "logged out": (session_of(guarded, person), lambda: admin.delete(f"/users/{person['id']}/sessions")),
    }


def test_a_stream_ends_with_its_credential(guarded, credentials):
    streams = {name: Stream(url_of(guarded), headers=headers) for name, (headers, _) in credentials.items()}
    for _, end in credentials.values():
        end()
    for name, stream in streams.items():
        *_, last = stream.ends()
        assert (last.type, last.event["reason"]) == ("stream.ended", "unauthorized"), name
        assert stream.whole
        stream.close()


def test_a_stream_ends_with_its_token(guarded, admin, issuer):
    team = make_team(admin)
    token = issuer.token(team=team["name"], scope="tessera:read", exp=int(time.time()) - 56)  # 60 seconds of skew are allowed
    with Stream(url_of(guarded), headers=bearer(token)) as stream:
        assert stream.status == 200
        *_, last = stream.ends()
    assert last.event["reason"] == "unauthorized"


# --- order and completeness -------------------------------------------------------------------------------------------


class Follower(threading.Thread):
    """Follows the stream as a client does: resumes wherever it was cut."""

    def __init__(self, url, after=0):
        super().__init__(daemon=True)
        self.url, self.seen, self.last, self.cuts = url, [], str(after), 0
        self.stream, self.stopped, self.told = None, threading.Event(), threading.Event()
        self.start()

    def run(self):
        while not self.stopped.is_set():
            try:
                self.stream = Stream(self.url(), after=self.last)
            except (OSError, IndexError, ValueError):
                self.stopped.wait(0.02)  # the server is away
                continue
            with self.stream as stream:
                while stream.status == 200 and (told := stream.next()) is not None:
                    if told.type != "stream.ended":
                        self.seen.append((told.number, told.event["id"]))
                        self.last = told.id
                        self.told.set()
            self.cuts += 1

    def finish(self, end, seconds=120):
        deadline = time.monotonic() + seconds
        while int(self.last) < end:
            assert time.monotonic() < deadline, f"stands at {self.last} of {end}"
            self.told.wait(1)
            self.told.clear()
        self.stopped.set()
        while self.is_alive():
            with contextlib.suppress(OSError):
                self.stream.socket.shutdown(socket.SHUT_RDWR)
            self.join(0.1)
            assert time.monotonic() < deadline


def head_of(server):
    api = server.api()
    deadline = time.monotonic() + 60
    while (head := expect(api.get("/audit/chain/head"), 200))["unsealed"] > 0:
        assert time.monotonic() < deadline
    return head["sequence"]


def check_complete(api, followers, end):
    chain = {}
    while len(chain) < end:
        part = expect(api.get("/audit/chain", params={"first": len(chain) + 1, "limit": 100}), 200)
        chain |= {link["sequence"]: link["event_id"] for link in part["links"]}
    assert set(chain.values()) == set(trail(api))
    for follower in followers:
        assert follower.seen == sorted(chain.items())


def test_nothing_is_missed_or_repeated(start_server):
    """16 write at once, through connections of their own, while readers are cut at random places."""
    server = start_server(settings={"TESSERA_AUDIT_SEAL_SECONDS": 1})
    choice = random.Random(5)
    proxies = [Proxy(server.port, lambda _: Treatment(reply_bytes=choice.randint(300, 20000), reset=choice.random() < 0.5)) for _ in range(4)]
    followers = [Follower(lambda proxy=proxy: proxy.url) for proxy in proxies] + [Follower(lambda: url_of(server))]

    def write(number):
        api = server.api()
        for _ in range(12):
            make_team(api)
        return number

    with concurrent.futures.ThreadPoolExecutor(16) as pool:
        assert sorted(pool.map(write, range(16))) == list(range(16))
    end = head_of(server)
    assert end == 16 * 12
    for follower in followers:
        follower.finish(end)
    assert all(follower.cuts > 1 for follower in followers[:-1])
    check_complete(server.api(), followers, end)


@pytest.mark.skipif(not postgres.chosen(), reason="needs a database that several servers share")
def test_several_servers_tell_the_same(start_server, tmp_path):
    """Each writes, and each is followed: both tell all, in one order."""
    nodes = [start_server()]
    (tmp_path / "second").mkdir()
    nodes.append(start_server(folder=tmp_path / "second", database=nodes[0].database))
    followers = [Follower(lambda node=node: url_of(node)) for node in nodes]

    def write(number):
        api = nodes[number % 2].api()
        for _ in range(10):
            make_team(api)

    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        list(pool.map(write, range(8)))
    end = head_of(nodes[0])
    assert end == 80
    for follower in followers:
        follower.finish(end)
    check_complete(nodes[1].api(), followers, end)


def test_goes_on_after_a_kill(start_server):
    server = start_server()
    follower = Follower(lambda: url_of(server))
    for _ in range(3):
        api = server.api()
        for _ in range(5):
            make_team(api)
        server.kill()
        server.start()
    end = head_of(server)
    follower.finish(end)
    check_complete(server.api(), [follower], end)


def test_shutdown_tells_its_streams(start_server):
    server = start_server()
    streams = [Stream(url_of(server)) for _ in range(3)]
    wait_open(server, 3)
    server.stop()
    for stream in streams:
        (last,) = stream.ends()
        assert (last.type, last.event["reason"]) == ("stream.ended", "shutdown") and stream.whole
        assert stream.parser.last_id == "0"
        stream.close()


def test_a_stream_that_waits_ends_with_the_first_events(server, api):
    url = url_of(server)
    with Stream(url, query="wait=0") as stream:
        assert stream.ends() == [] and stream.whole
        place = stream.parser.last_id
    teams = [make_team(api) for _ in range(2)]
    with Stream(url, query="wait=60", after=place) as stream:
        assert stream.headers.get("connection") != "close"
        told = stream.ends()
        assert stream.whole and [one.event["entity_id"] for one in told if one.event["entity_id"] in {team["id"] for team in teams}] != []
    with Stream(url, query="wait=1&event=repo.deleted", after=told[-1].id) as stream:
        assert stream.ends() == [] and stream.whole and int(stream.parser.last_id) >= told[-1].number


def test_a_slow_reader_is_cut_and_resumes(start_server):
    server = start_server(settings={"TESSERA_WRITE_TIMEOUT": 1, "TESSERA_EVENT_HEARTBEAT": 1})
    api = server.api()
    owner = make_team(api)
    slow = Stream(url_of(server), after=0, receive_bytes=2048)
    asset = make_asset(api, owner)
    guarantees = {"guarantees": {"freshness": {"description": "x" * 230_000}}}
    contract = make_contract(api, asset, SCHEMA)
    deadline = time.monotonic() + 120
    written = 0
    while server.client().get("/health").json()["events"]["cut"] == 0:
        assert time.monotonic() < deadline
        if written < 30:
            guarantees["guarantees"]["freshness"]["description"] = f"{written}" + "x" * 230_000
            expect(api.patch(f"/contracts/{contract['id']}/guarantees", json=guarantees), 200)
            written += 1
    told = slow.ends()
    assert not slow.whole
    with Stream(url_of(server), after=told[-1].id if told else 0) as again:
        rest = again.take(written + 3 - len(told))
    assert [one.number for one in told + rest] == list(range(1, written + 4))
    slow.close()


# --- many -------------------------------------------------------------------------------------------------------------


def resident(server):
    text = pathlib.Path(f"/proc/{server.process.pid}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+)", text)[1]) * 1024


def test_a_thousand_streams(start_server):
    """One reading serves all, and a stream takes little memory (with the sanitizers' share, which is why the bound is wide)."""
    server = start_server(settings={"TESSERA_EVENT_STREAMS_PER_CALLER": 1000})
    api = server.api()
    make_team(api)
    with Stream(url_of(server)):
        before = resident(server)
        read_before = server.client().get("/health").json()["events"]["events"]
        streams = [Stream(url_of(server)) for _ in range(999)]
        assert open_streams(server) == 1000
        teams = [make_team(api) for _ in range(10)]
        for stream in streams:
            assert [told.event["entity_id"] for told in stream.take(10)] == [team["id"] for team in teams]
        after = resident(server)
        assert server.client().get("/health").json()["events"]["events"] == read_before + 10
        each = (after - before) // 999
        print(f"{each} bytes a stream")
        assert each < 64 * 1024
        for stream in streams:
            stream.close()
    wait_open(server, 0)
