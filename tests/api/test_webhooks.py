"""Events that are posted to destinations: what comes, what is kept, and what happens where a receiver fails."""

import collections
import json
import os
import re
import subprocess
import uuid

import pytest

from support.make import expect, expect_error, expect_problem, make_asset, make_contract, make_team, object_schema, publish, register
from support.programs import python_command
from support.receiver import Receiver, answer, flood, hang, reset, signature, timed_signature, timed_signatures, until
from support.server import CHECKOUT, build_folder, clean_environment
from support.webhooks import QUICK, deliveries, make_endpoint, settled

SECRET = "a secret of the settings"
SCHEMA = object_schema(id="integer")


@pytest.fixture
def place(start_server, receiver):
    """A server that tells the receiver; its API and a team."""

    def make(**settings):
        server = start_server(settings={**QUICK, "WEBHOOK_URL": receiver.url, "WEBHOOK_SECRET": SECRET, **settings})
        api = server.api()
        return server, api, make_team(api)

    return make


def test_an_event_arrives(place, receiver):
    _, api, team = place()
    contract = make_contract(api, make_asset(api, team), SCHEMA)
    (got,) = receiver.wait(1)
    assert (got.method, got.path, got.event) == ("POST", "/hook", "contract.published")
    assert got.headers["content-type"] == "application/json" and got.headers["x-tessera-event"] == "contract.published"
    assert got.headers["x-tessera-timestamp"] == got.message["timestamp"].replace("Z", "+00:00")
    assert got.message["payload"]["contract_id"] == contract["id"] and b": " not in got.body
    assert got.headers["x-tessera-signature"] == signature(SECRET, got.body) and re.fullmatch("sha256=[0-9a-f]{64}", got.headers["x-tessera-signature"])
    seconds, signatures = timed_signatures(got.headers["x-tessera-signature-v2"])
    assert signatures == [timed_signature(SECRET, seconds, got.body)]
    (kept,) = settled(api)
    assert kept["id"] == got.delivery and kept["payload"] == got.message and kept["url"] == receiver.url and kept["event_type"] == "contract.published"
    assert (kept["attempts"], kept["last_status_code"], kept["last_error"]) == (1, 200, None)
    assert kept["delivered_at"] == kept["last_attempt_at"] and kept["next_attempt_at"] is None
    assert expect(api.get(f"/webhooks/deliveries/{kept['id']}"), 200) == kept


def test_unsigned(place, receiver):
    _, api, team = place(WEBHOOK_SECRET="")
    make_contract(api, make_asset(api, team), SCHEMA)
    (got,) = receiver.wait(1)
    assert not [name for name in got.headers if name.startswith("x-tessera-signature")]


def test_the_trace_goes_on(start_server, receiver):
    """Each attempt, after a restart too, and a redelivery name the trace of the request that caused the event."""
    settings = {**QUICK, "WEBHOOK_URL": receiver.url, "WEBHOOK_RETRY_HOURS": 0, "TESSERA_ACCESS_LOG": True, "LOG_FORMAT": "json"}
    server = start_server(settings=settings)
    api = server.api()
    asset = make_asset(api)
    trace = "4bf92f3577b34da6a3ce929d0e0e4736"
    sent = {"traceparent": f"00-{trace}-00f067aa0ba902b7-01", "x-request-id": "traced"}
    receiver.choose = lambda received: answer(500 if received.entity == asset["id"] and len(receiver.received) < 3 else 200)
    expect(publish(api, asset, SCHEMA, headers=sent), 201)
    (dead,) = settled(api, status="dead_lettered")
    make_contract(api, make_asset(api), SCHEMA)
    receiver.wait(4)
    server.stop()
    (line,) = (json.loads(line) for line in server.log_text().splitlines() if '"traced"' in line)
    api = start_server(database=server.database, settings=settings).api()
    expect(api.post(f"/webhooks/deliveries/{dead['id']}/redeliver", headers={"traceparent": f"00-{'ab' * 16}-{'cd' * 8}-00"}), 202)
    told = [one.headers.get("traceparent") for one in receiver.wait(5)]
    of_event = f"00-{trace}-{line['span_id']}-01"
    assert told == [of_event, of_event, of_event, None, of_event]


def test_pending_count_is_true(place, receiver):
    _, api, team = place()
    asset = make_asset(api, team)
    contract = make_contract(api, asset, SCHEMA)
    first, second = make_team(api), make_team(api)
    for consumer in (first, second):
        register(api, contract, consumer)
    proposal = expect(publish(api, asset, object_schema(other="string")), 201)["proposal"]
    for consumer in (first, second):
        expect(api.post(f"/proposals/{proposal['id']}/acknowledge", json={"consumer_team_id": consumer["id"], "response": "approved"}), 201)
    got = receiver.wait(5)
    assert [one.event for one in got] == ["contract.published", "proposal.created", "proposal.acknowledged", "proposal.acknowledged", "proposal.approved"]
    assert [(one.message["payload"]["pending_count"], one.message["payload"]["acknowledged_count"]) for one in got[2:4]] == [(1, 1), (0, 2)]


def test_a_change_of_any_depth_is_told(place, receiver):
    _, api, team = place()
    asset = make_asset(api, team)
    deep = [json.loads(f"{'[' * 300}{number}{']' * 300}") for number in (1, 2)]
    schemas = [{"type": "object", "properties": {"x": {"const": value}}} for value in deep]
    register(api, make_contract(api, asset, schemas[0]), make_team(api))
    expect(publish(api, asset, schemas[1]), 201)
    got = receiver.wait(2)[1]
    assert got.event == "proposal.created" and got.message["payload"]["breaking_changes"][0]["details"]["old_value"] == deep[0]


# --- the routes of deliveries -----------------------------------------------------------------------------------------


def test_empty_list(api):
    page = expect(api.get("/webhooks/deliveries", params={"event_type": "no.such"}), 200)
    assert (page["results"], page["total"], page["offset"]) == ([], 0, 0)
    for status in ("pending", "delivered", "failed", "dead_lettered"):
        expect(api.get("/webhooks/deliveries", params={"status": status}), 200)


def test_wrong_queries(api):
    for limit in (0, 200):
        expect_problem(api.get("/webhooks/deliveries", params={"limit": limit}), ["query", "limit"])
    expect_problem(api.get("/webhooks/deliveries", params={"status": "lost"}), ["query", "status"], "enum")
    expect_problem(api.get("/webhooks/deliveries/nonsense"), ["path", "delivery_id"])


def test_unknown_ids(api):
    absent = str(uuid.uuid4())
    expect_error(api.get(f"/webhooks/deliveries/{absent}"), 404, "NOT_FOUND", f"Webhook delivery with ID '{absent}' not found")
    expect_error(api.post(f"/webhooks/deliveries/{absent}/redeliver"), 404, "NOT_FOUND", f"Webhook delivery with ID '{absent}' not found")
    expect_error(api.post("/webhooks/receipts", json={"delivery_id": absent}), 404, "NOT_FOUND", "Webhook delivery")
    for method, path, body in (("GET", "", None), ("PATCH", "", {}), ("DELETE", "", None), ("POST", "/rotate-secret", {}), ("POST", "/test", None)):
        reply = api.request(method, f"/webhooks/endpoints/{absent}{path}", **({} if body is None else {"json": body}))
        expect_error(reply, 404, "NOT_FOUND", f"Webhook endpoint with ID '{absent}' not found")


def test_filters(place, receiver):
    _, api, team = place()
    asset = make_asset(api, team)
    register(api, make_contract(api, asset, SCHEMA), make_team(api))
    expect(publish(api, asset, object_schema(other="string")), 201)
    settled(api, 2)
    assert [one["event_type"] for one in deliveries(api)] == ["proposal.created", "contract.published"]
    assert [one["event_type"] for one in deliveries(api, event_type="proposal.created")] == ["proposal.created"]
    assert deliveries(api, status="failed") == [] and len(deliveries(api, limit=1, offset=1)) == 1


def test_receipts(place, receiver):
    _, api, team = place()
    make_contract(api, make_asset(api, team), SCHEMA)
    (got,) = receiver.wait(1)
    first = expect(api.post("/webhooks/receipts", json={"delivery_id": got.delivery, "note": "table migrated"}), 201)
    again = expect(api.post("/webhooks/receipts", json={"delivery_id": got.delivery, "note": "twice"}), 200)
    assert first == again and first["note"] == "table migrated"
    shown = expect(api.get(f"/webhooks/deliveries/{got.delivery}"), 200)
    assert (shown["received_at"], shown["receipt_note"]) == (first["received_at"], "table migrated")
    expect_problem(api.post("/webhooks/receipts", json={}), ["body", "delivery_id"], "missing")


# --- failures ---------------------------------------------------------------------------------------------------------


def test_third_attempt_counts(place, receiver):
    replies = [answer(503, "not now"), answer(302, headers="Location: http://10.0.0.1/\r\n"), answer(204)]
    receiver.choose = lambda received: replies.pop(0)
    _, api, team = place()
    make_contract(api, make_asset(api, team), SCHEMA)
    (kept,) = settled(api)
    assert len(receiver.received) == 3 and len({one.delivery for one in receiver.received}) == 1
    assert (kept["attempts"], kept["last_status_code"], kept["last_error"]) == (3, 204, None)


@pytest.mark.parametrize(("reply", "status", "error"), [
    (answer(500, "é" * 600), 500, "é" * 500),
    (answer(404), 404, "status 404"),
    (answer(302, headers="Location: http://169.254.169.254/\r\n"), 302, "status 302"),
    (b"HTTP/1.1 500 X\r\nContent-Length: 3\r\n\r\n\xff\x00z", 500, "\ufffd\ufffdz"),
    (flood, 503, "x" * 500),
    (reset, None, None),
    (hang, None, None),
    (b"nonsense\r\n\r\n", None, None),
])  # fmt: skip
def test_a_round_that_fails(place, receiver, reply, status, error):
    receiver.choose = lambda received: reply
    _, api, team = place(TESSERA_WEBHOOK_BACKOFF=3600, TESSERA_WEBHOOK_TIMEOUT=0.5 if reply is hang else 20)
    make_contract(api, make_asset(api, team), SCHEMA)
    (kept,) = settled(api, status="failed")
    assert len(receiver.received) == 3
    assert (kept["attempts"], kept["last_status_code"], kept["delivered_at"]) == (3, status, None)
    assert kept["last_error"] == error if error else kept["last_error"]
    assert kept["next_attempt_at"] > kept["last_attempt_at"]


def test_dead_letters_stay(place, receiver):
    receiver.choose = lambda received: answer(500, "no")
    _, api, team = place(WEBHOOK_RETRY_HOURS=0)
    make_contract(api, make_asset(api, team), SCHEMA)
    (kept,) = settled(api, status="dead_lettered")
    assert (kept["attempts"], kept["last_error"], kept["next_attempt_at"]) == (3, "no", None)
    receiver.choose = lambda received: answer(200)
    again = expect(api.post(f"/webhooks/deliveries/{kept['id']}/redeliver"), 202)
    assert again["redelivery_of"] == kept["id"] and again["event_id"] == kept["event_id"] and again["payload"] == kept["payload"]
    (done,) = settled(api)
    assert done["id"] == again["id"] and [one["id"] for one in deliveries(api, status="dead_lettered")] == [kept["id"]]


def test_rounds_repeat(place, receiver):
    receiver.choose = lambda received: answer(200 if len(receiver.received) >= 7 else 500)
    _, api, team = place()
    make_contract(api, make_asset(api, team), SCHEMA)
    (kept,) = settled(api)
    assert kept["attempts"] == 8


@pytest.mark.parametrize(("url", "reason"), [
    ("http://127.0.0.1:9/", "Webhook URL resolves to blocked IP range"),
    ("http://localhost:9/", "Webhook URL resolves to blocked IP range"),
    ("http://[::ffff:10.0.0.1]/", "Webhook URL resolves to blocked IP range"),
    ("ftp://example.com/", "Invalid URL scheme: ftp"),
    ("http:///hook", "Webhook URL must have a hostname"),
])  # fmt: skip
def test_forbidden_urls(start_server, url, reason):
    server = start_server(settings={"WEBHOOK_URL": url})
    api = server.api()
    make_contract(api, make_asset(api), SCHEMA)
    (kept,) = settled(api, status="failed")
    assert (kept["attempts"], kept["last_error"], kept["last_status_code"]) == (0, f"URL validation failed: {reason}", None)


def test_order_within_an_entity(place, receiver):
    """Behind a head that fails its own entity waits, and no other."""
    stuck = []
    receiver.choose = lambda received: answer(500 if received.entity in stuck and len(receiver.received) < 20 else 200)
    _, api, team = place()
    assets = [make_asset(api, team) for _ in range(3)]
    stuck.append(assets[0]["id"])
    for number in range(4):
        for asset in assets:
            make_contract(api, asset, object_schema(**{f"p{n}": "string" for n in range(number + 1)}))
    settled(api, 12)
    versions = collections.defaultdict(list)
    for one in receiver.received:
        version = one.message["payload"]["version"]
        if versions[one.entity][-1:] != [version]:
            versions[one.entity].append(version)
    assert all(seen == ["1.0.0", "1.1.0", "1.2.0", "1.3.0"] for seen in versions.values()), versions
    first_stuck = [one.message["payload"]["version"] for one in receiver.received if one.entity == stuck[0]].index("1.1.0")
    assert first_stuck > 3


def test_a_destination_is_paused(place, receiver):
    receiver.choose = lambda received: answer(500, "no")
    _, api, team = place(TESSERA_WEBHOOK_BREAK=3600, TESSERA_WEBHOOK_BACKOFF=7200)
    for _ in range(5):
        make_contract(api, make_asset(api, team), SCHEMA)
    settled(api, 5, status="failed")
    (endpoint,) = expect(api.get("/webhooks/endpoints"), 200)["results"]
    assert endpoint["failures"] == 5 and endpoint["paused_until"] is not None and endpoint["origin"] == "settings"
    make_contract(api, make_asset(api, team), SCHEMA)
    (aside,) = settled(api, status="dead_lettered")
    assert aside["attempts"] == 0 and aside["last_error"].startswith("Circuit breaker open") and aside["next_attempt_at"] is not None
    assert len(receiver.received) == 15


def test_one_probe(place, receiver):
    receiver.choose = lambda received: answer(500, "no")
    _, api, team = place()
    for _ in range(7):
        make_contract(api, make_asset(api, team), SCHEMA)
    until(lambda: len(receiver.received) > 20)
    receiver.choose = lambda received: answer(200)
    settled(api, 7)
    (endpoint,) = expect(api.get("/webhooks/endpoints"), 200)["results"]
    assert (endpoint["failures"], endpoint["paused_until"]) == (0, None)


# --- destinations -----------------------------------------------------------------------------------------------------


def test_destinations_with_filters(open_server):
    _, api, team = open_server
    with Receiver() as everything, Receiver() as proposals, Receiver() as nothing:
        all_of_it = make_endpoint(api, everything.url)
        some = make_endpoint(api, proposals.url, events=["proposal.created"], description="for the warehouse")
        make_endpoint(api, nothing.url, enabled=False)
        asset = make_asset(api, team)
        register(api, make_contract(api, asset, SCHEMA), make_team(api))
        expect(publish(api, asset, object_schema(other="string")), 201)
        assert [one.event for one in everything.wait(2)] == ["contract.published", "proposal.created"]
        (got,) = proposals.wait(1)
        assert got.event == "proposal.created" and got.headers["x-tessera-signature"] == signature(some["secret"], got.body)
        settled(api, 3)
        assert not nothing.received and len(proposals.received) == 1
        assert re.fullmatch("whsec_[0-9a-f]{64}", all_of_it["secret"]) and some["secret"] != all_of_it["secret"]
        shown = expect(api.get(f"/webhooks/endpoints/{some['id']}"), 200)
        assert "secret" not in shown and {**shown, "secret": some["secret"]} == some
        assert len(deliveries(api, endpoint_id=some["id"])) == 1


def test_changes(open_server, receiver):
    _, api, team = open_server
    made = make_endpoint(api, "http://127.0.0.1:9/old", events=["proposal.created"])
    path = f"/webhooks/endpoints/{made['id']}"
    changed = expect(api.patch(path, json={"url": receiver.url, "events": [], "description": "new"}), 200)
    assert (changed["url"], changed["events"], changed["description"], changed["enabled"]) == (receiver.url, None, "new", True)
    make_contract(api, make_asset(api, team), SCHEMA)
    receiver.wait(1)
    assert api.delete(path).status_code == 204
    expect_error(api.get(path), 404, "NOT_FOUND")
    make_contract(api, make_asset(api, team), SCHEMA)
    (done,) = settled(api)
    assert len(receiver.received) == 1
    expect_error(api.post(f"/webhooks/deliveries/{done['id']}/redeliver"), 404, "NOT_FOUND", "was deleted")


def test_what_was_to_go_to_a_deleted_one(open_server, receiver):
    _, api, team = open_server
    receiver.choose = lambda received: answer(500)
    made = make_endpoint(api, receiver.url)
    make_contract(api, make_asset(api, team), SCHEMA)
    settled(api, status="failed")
    assert api.delete(f"/webhooks/endpoints/{made['id']}").status_code == 204
    (kept,) = settled(api, status="dead_lettered")
    assert kept["last_error"] == "The destination was deleted" and kept["next_attempt_at"] is None


def test_wrong_destinations(open_server):
    _, api, _ = open_server
    for url, reason in (("http://10.0.0.1/", "blocked"), ("ftp://x.example/", "scheme"), ("http:///x", "hostname"), ("https://u:p@x.example/", "password")):
        expect_problem(api.post("/webhooks/endpoints", json={"url": url}), ["body", "url"], "value_error", reason)
    good = "https://hooks.example.org/x"
    expect_problem(api.post("/webhooks/endpoints", json={"url": good, "events": ["no.such"]}), ["body", "events", 0], "enum")
    expect_problem(api.post("/webhooks/endpoints", json={"url": good, "events": []}), ["body", "events"], "too_short")
    expect_problem(api.post("/webhooks/endpoints", json={"url": good, "secret": "short"}), ["body", "secret"], "string_too_short")
    expect_problem(api.post("/webhooks/endpoints", json={}), ["body", "url"], "missing")
    made = make_endpoint(api, good)
    expect_problem(api.patch(f"/webhooks/endpoints/{made['id']}", json={"url": "http://[::1]/"}), ["body", "url"], "value_error", "blocked")
    expect_problem(api.post(f"/webhooks/endpoints/{made['id']}/rotate-secret", json={"overlap_seconds": -1}), ["body", "overlap_seconds"])


def test_there_are_so_many_at_most(open_server):
    _, api, _ = open_server
    for number in range(100):
        make_endpoint(api, f"https://hooks.example.org/{number}", enabled=False)
    expect_error(api.post("/webhooks/endpoints", json={"url": "https://hooks.example.org/x"}), 409, "TOO_MANY_ENDPOINTS")


def test_the_one_of_the_settings(place):
    _, api, _ = place()
    (endpoint,) = until(lambda: expect(api.get("/webhooks/endpoints"), 200)["results"])
    path = f"/webhooks/endpoints/{endpoint['id']}"
    expect_error(api.patch(path, json={"enabled": False}), 409, "ENDPOINT_OF_SETTINGS")
    expect_error(api.delete(path), 409, "ENDPOINT_OF_SETTINGS")
    expect_error(api.post(f"{path}/rotate-secret", json={}), 409, "ENDPOINT_OF_SETTINGS")


# --- receivers --------------------------------------------------------------------------------------------------------


def test_the_receiver_in_c(open_server, receiver):
    """As a web server would run it."""
    _, api, _ = open_server
    made = make_endpoint(api, receiver.url)
    sent = expect(api.post(f"/webhooks/endpoints/{made['id']}/test"), 202)
    (got,) = receiver.wait(1)
    program = str(build_folder() / "examples" / "example_webhook_receiver")
    headers = {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in got.headers.items()}

    def run(secret, body):
        given = clean_environment({**headers, "CONTENT_LENGTH": len(body), "WEBHOOK_SECRET": secret})
        return subprocess.run([program], env=given, input=body, capture_output=True, check=True, timeout=30)

    good = run(made["secret"], got.body)
    assert good.stdout == b"Status: 204 No Content\r\n\r\n" and good.stderr.decode() == f"webhook.test {sent['id']}\n"
    for secret, body in (("another", got.body), (made["secret"], got.body.replace(b"test", b"tess"))):
        assert run(secret, body).stdout == b"Status: 401 Unauthorized\r\n\r\n"


def test_the_receiver_in_python(open_server):
    server, api, _ = open_server
    secret = "a secret that both know"
    command = python_command(str(CHECKOUT / "examples" / "webhook_receiver.py"))
    given = clean_environment({"TESSERA_URL": server.url, "PYTHONPATH": os.environ.get("PYTHONPATH", build_folder() / "python")})
    with subprocess.Popen([*command, secret], env=given, stdout=subprocess.PIPE, text=True) as program:
        try:
            made = make_endpoint(api, program.stdout.readline().strip(), secret=secret)
            sent = expect(api.post(f"/webhooks/endpoints/{made['id']}/test"), 202)
            assert program.stdout.readline() == f"webhook.test {sent['id']}\n"
            (kept,) = settled(api)
            assert kept["id"] == sent["id"] and kept["last_status_code"] == 204
            until(lambda: expect(api.get(f"/webhooks/deliveries/{sent['id']}"), 200)["receipt_note"] == "dealt with")
        finally:
            program.kill()
