"""The secrets that webhooks are signed with: how they are kept, replaced, and encrypted under another key."""

from support.make import expect, expect_error, make_team
from support.receiver import signature, timed_signature, timed_signatures, until
from support.scrape import scrape
from support.webhooks import QUICK, make_endpoint, settled


def test_secrets_are_encrypted(open_server, receiver):
    server, api, _ = open_server
    made = make_endpoint(api, receiver.url, secret="0123456789abcdef-mine")
    assert made["secret"] == "0123456789abcdef-mine"
    if not str(server.database).startswith("postgresql"):
        server.stop()
        assert b"0123456789abcdef-mine" not in server.database.read_bytes()


def test_rotation(open_server, receiver):
    _, api, _ = open_server
    made = make_endpoint(api, receiver.url)
    path = f"/webhooks/endpoints/{made['id']}"
    rotated = expect(api.post(f"{path}/rotate-secret", json={"overlap_seconds": 600}), 200)
    assert rotated["secret"] != made["secret"] and rotated["previous_secret_until"] is not None
    sent = expect(api.post(f"{path}/test"), 202)
    (got,) = receiver.wait(1)
    assert got.event == "webhook.test" and got.delivery == sent["id"] and got.headers["x-tessera-signature"] == signature(rotated["secret"], got.body)
    seconds, signatures = timed_signatures(got.headers["x-tessera-signature-v2"])
    assert signatures == [timed_signature(secret, seconds, got.body) for secret in (rotated["secret"], made["secret"])]
    final = expect(api.post(f"{path}/rotate-secret", json={"overlap_seconds": 0}), 200)
    assert final["previous_secret_until"] is None
    expect(api.post(f"{path}/test"), 202)
    got = receiver.wait(2)[1]
    seconds, signatures = timed_signatures(got.headers["x-tessera-signature-v2"])
    assert signatures == [timed_signature(final["secret"], seconds, got.body)]


def test_no_key_no_secrets(start_server):
    server = start_server(settings={"ENVIRONMENT": "staging"})
    reply = server.api().post("/webhooks/endpoints", json={"url": "https://hooks.example.org/x"})
    expect_error(reply, 409, "SECRETS_NOT_KEPT", "TESSERA_ENCRYPTION_KEY")


def test_keys_change(start_server, receiver):
    """What lies under an old key is encrypted anew, so that the old key may go; one that is missing is told."""
    first, second, third = "11" * 32, "22" * 32, "33" * 32
    server = start_server(settings={**QUICK, "ENVIRONMENT": "staging", "TESSERA_ENCRYPTION_KEY": first, "TESSERA_SECRET_SWEEP": 1})
    api = server.api()
    endpoint, bot, url = make_endpoint(api, receiver.url), {"bot_token": "xoxb-1"}, {"webhook_url": "https://hooks.slack.com/services/T/B/x"}
    path = f"/webhooks/endpoints/{endpoint['id']}"
    rotated = expect(api.post(f"{path}/rotate-secret", json={"overlap_seconds": 3600}), 200)
    for secret in (bot, url):
        expect(api.post("/slack/configs", json={"team_id": make_team(api)["id"], "channel_id": "C1", "notify_on": ["force.publish"], **secret}), 201)

    def restart(*keys):
        server.stop_and_check()
        server.settings.update({"TESSERA_ENCRYPTION_KEY": ",".join(keys), "TESSERA_WEBHOOK_BACKOFF": 3600})
        return server.start().api()

    def secrets():
        told = scrape(server.client())
        return tuple(told.get("tessera_secrets", key=key) for key in ("first", "other", "missing"))

    restart(second, first)
    server.await_log("secrets encrypted anew under the first key of TESSERA_ENCRYPTION_KEY: 4")
    until(lambda: secrets() == (4, 0, 0))
    api = restart(second, second)  # given twice, it is one
    expect(api.post(f"{path}/test"), 202)
    (got,) = receiver.wait(1)
    seconds, signatures = timed_signatures(got.headers["x-tessera-signature-v2"])
    assert signatures == [timed_signature(secret, seconds, got.body) for secret in (rotated["secret"], endpoint["secret"])]
    api = restart(third)
    assert "key which is not among those of TESSERA_ENCRYPTION_KEY: 4;" in server.log_text() and secrets() == (0, 0, 4)
    expect(api.post(f"{path}/test"), 202)
    (kept,) = settled(api, status="failed")
    assert "encrypted with a key" in kept["last_error"] and len(receiver.received) == 1
    assert restart(third, second) and "which is not among those" not in server.log_text()
    until(lambda: secrets() == (4, 0, 0))


def test_a_key_is_taken_away_behind_a_rotation(start_server, receiver):
    """As docs/webhooks.md tells it, while the former secret signs as well; one that nobody can read any more does not."""
    keys = [digits * 32 for digits in ("11", "22", "33")]
    server = start_server(settings={**QUICK, "TESSERA_ENCRYPTION_KEY": keys[0]})
    made = make_endpoint(server.api(), receiver.url)
    secrets = [made["secret"]]
    for given, signing in (([keys[1], keys[0]], None), ([keys[1]], 2), ([keys[2]], 1)):
        server.stop()
        server = start_server(database=server.database, settings={**QUICK, "TESSERA_ENCRYPTION_KEY": ",".join(given)})
        api, place = server.api(), f"/webhooks/endpoints/{made['id']}"
        if signing != 2:
            rotated = expect(api.post(f"{place}/rotate-secret", json={}), 200)
            assert (rotated["previous_secret_until"] is None) == (signing == 1)
            secrets.append(rotated["secret"])
        if signing is not None:
            expect(api.post(f"{place}/test"), 202)
            got = receiver.wait(len(secrets) - 1)[-1]
            seconds, signatures = timed_signatures(got.headers["x-tessera-signature-v2"])
            assert signatures == [timed_signature(secret, seconds, got.body) for secret in secrets[:-1 - signing:-1]]
