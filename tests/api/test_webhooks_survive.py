"""Deliveries while servers are killed, and while several share a database: no event is missing, and none is out of order within an asset."""

import collections
import contextlib
import os
import signal
import threading

import httpx
import pytest

from support import postgres
from support.make import expect, make_asset, make_contract, make_team, object_schema
from support.receiver import Receiver, answer, until

LONG = bool(os.environ.get("TESSERA_TEST_LONG"))
KILLS = 100 if LONG else 10
ASSETS = 4
SETTINGS = {"TESSERA_OUTBOUND_NETWORKS": "127.0.0.0/8", "TESSERA_WEBHOOK_PAUSE": 0.01, "TESSERA_WEBHOOK_BACKOFF": 0.05, "TESSERA_WEBHOOK_BREAK": 0.05}


def version(number):
    return f"1.{number}.0"


def schema(number):
    return object_schema(**{f"p{n}": "string" for n in range(number + 1)})


class Publisher(threading.Thread):
    """Publishes one version after the other of each asset, whatever becomes of the server, until it is told to stop."""

    def __init__(self, api_of, assets):
        super().__init__(daemon=True)
        self.api_of, self.assets = api_of, assets
        self.published = [0] * len(assets)  # versions of each that are known to be there
        self.ending = threading.Event()
        self.start()

    def run(self):
        place = 0
        while not self.ending.is_set():
            with contextlib.suppress(httpx.TransportError, OSError):
                number = self.published[place]
                body = {"schema": schema(number), "version": version(number)}
                reply = self.api_of().post(f"/assets/{self.assets[place]['id']}/publish", json=body)
                if reply.status_code in (200, 201, 409):  # 409: it was there already
                    self.published[place] += 1
                    place = (place + 1) % len(self.assets)
                continue
            self.ending.wait(0.05)  # the server is away

    def finish(self):
        self.ending.set()
        self.join()
        return self.published


def seen_versions(received):
    """The versions of each asset in the order of their first arrival, and all in the order in which they came."""
    first, every = collections.defaultdict(list), collections.defaultdict(list)
    for one in received:
        told = one.message["payload"]["version"]
        every[one.entity].append(told)
        if told not in first[one.entity]:
            first[one.entity].append(told)
    return first, every


def is_complete(received, assets, published):
    first, _ = seen_versions(received)
    return all(len(first[asset["id"]]) >= count for asset, count in zip(assets, published))


def check(receiver, assets, published):
    received = receiver.wait_until(lambda seen: is_complete(seen, assets, published), 120)
    first, every = seen_versions(received)
    for asset, count in zip(assets, published):
        assert first[asset["id"]] == [version(number) for number in range(len(first[asset["id"]]))]
        # What comes again is what a killed server had begun: never one from before that.
        numbers = [int(told.split(".")[1]) for told in every[asset["id"]]]
        assert all(later >= earlier for earlier, later in zip(numbers, numbers[1:])), numbers
        assert len(first[asset["id"]]) >= count


def test_kills(start_server):
    turn = []

    def choose(received):  # now and then it fails
        turn.append(None)
        return answer(500 if len(turn) % 7 == 0 else 200)

    with Receiver(choose) as receiver:
        server = start_server(settings={**SETTINGS, "WEBHOOK_URL": receiver.url})
        api = server.api()
        team = make_team(api)
        assets = [make_asset(api, team) for _ in range(ASSETS)]
        publisher = Publisher(lambda: server.api(), assets)
        kills = 3 if postgres.chosen() and not LONG else KILLS  # there the lease of the dead has to run out
        for number in range(kills):
            receiver.wait(len(receiver.received) + 5, 60)
            server.kill()
            server.start()
        published = publisher.finish()
        assert sum(published) > kills
        check(receiver, assets, published)


@pytest.fixture
def nodes(start_server, tmp_path):
    def make(url):
        database = postgres.cluster().new_database()
        made = []
        for number in range(2):
            folder = tmp_path / f"node{number}"
            folder.mkdir()
            made.append(start_server(database=database, folder=folder, settings={**SETTINGS, "WEBHOOK_URL": url}))
        return made

    return make


def test_what_happens_right_after_a_start(start_server):
    """The first requests of a server find the destinations that were made by the API before."""
    with Receiver() as receiver:
        server = start_server(settings=SETTINGS)
        api = server.api()
        expect(api.post("/webhooks/endpoints", json={"url": receiver.url}), 201)
        asset = make_asset(api, make_team(api))
        for number in range(6):
            server.stop()
            server.start()
            make_contract(server.api(), asset, schema(number), version=version(number))
        receiver.wait_until(lambda seen: is_complete(seen, [asset], [6]), 60)


def test_several_servers(nodes):
    """Each event is posted once while all live; when the one that delivers is stopped for long, the other takes over."""
    with Receiver() as receiver:
        servers = nodes(receiver.url)
        apis = [server.api() for server in servers]
        team = make_team(apis[0])
        assets = [make_asset(apis[0], team) for _ in range(ASSETS)]
        for number in range(8):
            for place, asset in enumerate(assets):
                make_contract(apis[(number + place) % 2], asset, schema(number), version=version(number))
        check(receiver, assets, [8] * ASSETS)
        assert len(receiver.received) == 8 * ASSETS and not receiver.met
        jobs = until(lambda: [job for job in apis[0].get("/../../health").json().get("jobs", []) if job["name"] == "webhooks"])
        assert jobs[0]["running"] or jobs[0]["outcome"] == "succeeded"  # which has nothing to do any more
        for server in servers:  # one of them delivers
            server.process.send_signal(signal.SIGSTOP)
            other = apis[1 - servers.index(server)]
            make_contract(other, assets[0], schema(20 + servers.index(server)), version=version(20 + servers.index(server)))
            wanted = version(20 + servers.index(server))
            receiver.wait_until(lambda seen: any(one.message["payload"]["version"] == wanted for one in seen), 60)
            server.process.send_signal(signal.SIGCONT)
        assert not receiver.met


def test_a_destination_that_hangs_holds_up_no_other(start_server):
    release = threading.Event()

    def wait(connection):
        release.wait(60)

    with Receiver(lambda received: wait) as stuck, Receiver() as fine:
        server = start_server(settings=SETTINGS)
        api = server.api()
        team = make_team(api)
        for receiver in (stuck, fine):
            expect(api.post("/webhooks/endpoints", json={"url": receiver.url}), 201)
        for _ in range(20):
            make_contract(api, make_asset(api, team), schema(0))
        fine.wait(20)
        release.set()


def test_several_destinations_that_hang_hold_up_no_other(start_server):
    release = threading.Event()

    def wait(connection):
        release.wait(60)

    with Receiver(lambda received: wait) as stuck, Receiver(lambda received: wait) as stuck_too, Receiver() as fine:
        server = start_server(settings={**SETTINGS, "TESSERA_WEBHOOK_TIMEOUT": 1, "TESSERA_WEBHOOK_BREAK": 60})
        api = server.api()
        team = make_team(api)
        for receiver in (stuck, stuck_too, fine):  # those that hang are asked for first
            expect(api.post("/webhooks/endpoints", json={"url": receiver.url}), 201)
        for _ in range(100):
            make_contract(api, make_asset(api, team), schema(0))
        fine.wait(100)
        # Far fewer than all of them were tried at once and again, which is how a destination comes to be paused.
        assert len(stuck.received) + len(stuck_too.received) < 100
        release.set()


def test_many_events(start_server):
    """A backlog drains, in order, and the server does not grow by it."""
    count = 10_000 if LONG else 1_000
    open_now = threading.Event()

    with Receiver(lambda received: answer(200 if open_now.is_set() else 503)) as receiver:
        server = start_server(settings={**SETTINGS, "WEBHOOK_URL": receiver.url, "TESSERA_WEBHOOK_BREAK": 1})
        api = server.api()
        team = make_team(api)
        assets = [make_asset(api, team) for _ in range(10)]
        for start in range(0, count, 10):
            for place, asset in enumerate(assets):
                make_contract(api, asset, object_schema(**{f"p{start}": "string"}), version=version(start // 10), force="true", force_reason="nobody reads it yet")
        open_now.set()
        until(lambda: expect(api.get("/webhooks/deliveries", params={"status": "delivered", "limit": 1}), 200)["total"] == count, 120)
        first, _ = seen_versions([one for one in receiver.received])
        assert all(first[asset["id"]] == [version(number) for number in range(count // 10)] for asset in assets)
