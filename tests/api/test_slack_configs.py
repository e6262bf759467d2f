"""Channels in Slack in which teams are told (chapter 05, section 11.1 and 11.2), and test messages to them (11.3)."""

import json
import pathlib

import pytest

from support.access import caller
from support.make import audit_events, audit_one, expect, expect_error, expect_problem, make_team, unique
from support.scripted import ScriptedServer, reply

NOBODY = "00000000-0000-4000-8000-000000000000"
HOOK = "https://hooks.slack.com/services/T0/B0/secret-of-the-hook"
TOKEN = "xoxb-secret-of-the-bot"


def channel():
    return "C" + unique("").upper().replace("_", "").replace("-", "")


def make_config(api, team=None, **members):
    members.setdefault("team_id", (team or make_team(api))["id"])
    members.setdefault("channel_id", channel())
    if "bot_token" not in members:
        members.setdefault("webhook_url", HOOK)
    return expect(api.post("/slack/configs", json=members), 201)


def test_create_and_get(server, api, team):
    made = make_config(api, team, channel_id="C0PLATFORM", channel_name="#platform")
    assert made == {
        "id": made["id"], "team_id": team["id"], "channel_id": "C0PLATFORM", "channel_name": "#platform", "has_webhook_url": True,
        "has_bot_token": False, "notify_on": ["proposal.created", "proposal.resolved", "force.publish"], "enabled": True,
        "created_at": made["created_at"], "updated_at": None,
    }  # fmt: skip
    assert expect(api.get(f"/slack/configs/{made['id']}"), 200) == made
    event = audit_one(server, made["id"], "slack_config.created")
    assert event["payload"] == {"team_id": team["id"], "channel_id": "C0PLATFORM", "notify_on": made["notify_on"]}
    assert event["entity_type"] == "slack_config" and event["actor_id"]
    bot = make_config(api, team, bot_token=TOKEN, notify_on=["contract.published", "proposal.acknowledged", "contract.published"], enabled=False)
    assert (bot["has_webhook_url"], bot["has_bot_token"], bot["enabled"], bot["channel_name"]) == (False, True, False, None)
    assert bot["notify_on"] == ["contract.published", "proposal.acknowledged", "contract.published"]


def test_secrets_are_never_shown_or_kept_in_clear(server, api):
    made = make_config(api, webhook_url=f"{HOOK}-{(mark := unique('mark'))}")
    bot = make_config(api, bot_token=f"{TOKEN}-{mark}")
    api.patch(f"/slack/configs/{bot['id']}", json={"bot_token": f"{TOKEN}-2-{mark}"})
    for path in ("/slack/configs", f"/slack/configs/{made['id']}", f"/slack/configs/{bot['id']}"):
        assert mark not in api.get(path).text
    for one in (made, bot):
        assert mark not in str(audit_events(server, one["id"]))
    if isinstance(server.database, pathlib.Path):
        kept = [path.read_bytes() for path in server.database.parent.glob(f"{server.database.name}*")]
        assert kept and all(mark.encode() not in content for content in kept)


def refused(api, members, location, kind, substring):
    body = {"team_id": NOBODY, "channel_id": "C1", "webhook_url": HOOK, **members}
    expect_problem(api.post("/slack/configs", json={name: value for name, value in body.items() if value is not ...}), location, kind, substring)


def test_what_is_refused(api):
    for given in ({"webhook_url": ...}, {"webhook_url": None}, {"webhook_url": "  "}, {"webhook_url": "", "bot_token": " "}):
        refused(api, given, ("body",), "value_error", "Value error, Either webhook_url or bot_token must be provided")
    refused(api, {"bot_token": TOKEN}, ("body",), "value_error", "Value error, Provide either webhook_url or bot_token, not both")
    for bad in ("", "C", "c1", "D123", "C12a", "C1 ", "#general", "Cé"):
        refused(api, {"channel_id": bad}, ("body", "channel_id"), "value_error",
                f"Value error, channel_id must match Slack format (C followed by alphanumeric), got: {bad}")
    refused(api, {"channel_id": "C" + "1" * 100}, ("body", "channel_id"), "string_too_long", None)
    refused(api, {"channel_name": "x" * 201}, ("body", "channel_name"), "string_too_long", None)
    refused(api, {"webhook_url": HOOK + "x" * 500}, ("body", "webhook_url"), "string_too_long", None)
    refused(api, {"webhook_url": ..., "bot_token": "a b"}, ("body", "bot_token"), "value_error", "visible ASCII")
    refused(api, {"webhook_url": ..., "bot_token": "a\r\nX: y"}, ("body", "bot_token"), "value_error", "visible ASCII")
    refused(api, {"notify_on": ["proposal.created", "x"]}, ("body", "notify_on", 1), "enum", "repo.sync_failed")
    refused(api, {"notify_on": []}, ("body",), "value_error", "Value error, notify_on must contain at least one event type")
    expect_error(api.post("/slack/configs", json={"team_id": NOBODY, "channel_id": "C1", "webhook_url": HOOK}), 404, "TEAM_NOT_FOUND", "Team not found")


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("http://127.0.0.1/x", "Webhook URL resolves to blocked IP range"),
        ("http://169.254.169.254/latest", "Webhook URL resolves to blocked IP range"),
        ("http://10.0.0.1/x", "blocked"),
        ("http://[::1]/x", "blocked"),
        ("ftp://hooks.slack.com/x", "Invalid URL scheme: ftp"),
        ("http://localhost:8000/x", "Webhook URL resolves to blocked IP range"),
        ("nonsense", "Invalid URL scheme"),
    ],
)
def test_urls_that_may_not_be_posted_to(api, team, url, reason):
    made = make_config(api, team)
    for answer in (api.post("/slack/configs", json={"team_id": team["id"], "channel_id": channel(), "webhook_url": url}),
                   api.patch(f"/slack/configs/{made['id']}", json={"webhook_url": url})):
        expect_error(answer, 400, "INVALID_SLACK_CONFIG", "Invalid webhook URL: ", reason)


def test_a_channel_is_a_teams_once(api, team):
    made = make_config(api, team)
    body = {"team_id": team["id"], "channel_id": made["channel_id"], "bot_token": TOKEN}
    error = expect_error(api.post("/slack/configs", json=body), 409, "DUPLICATE_SLACK_CONFIG")
    assert error["message"] == f"Slack config already exists for team and channel {made['channel_id']}" and error["details"] == {"existing_id": made["id"]}
    assert make_config(api, channel_id=made["channel_id"])["id"] != made["id"], "another team's"
    other = make_config(api, team)
    error = expect_error(api.patch(f"/slack/configs/{other['id']}", json={"channel_id": made["channel_id"]}), 409, "DUPLICATE_SLACK_CONFIG")
    assert error["details"] == {"existing_id": made["id"]}
    assert expect(api.get(f"/slack/configs/{other['id']}"), 200) == other
    assert api.delete(f"/slack/configs/{made['id']}").status_code == 204
    assert make_config(api, team, channel_id=made["channel_id"])["id"] != made["id"], "a deleted one is in nobody's way"


def test_list(api, team):
    made = [make_config(api, team, enabled=number != 1) for number in range(3)]
    page = expect(api.get("/slack/configs", params={"team_id": team["id"]}), 200)
    assert page["results"] == made[::-1] and (page["total"], page["limit"], page["offset"]) == (3, 50, 0)
    assert expect(api.get("/slack/configs", params={"team_id": team["id"], "enabled": "false"}), 200)["results"] == [made[1]]
    assert expect(api.get("/slack/configs", params={"team_id": NOBODY}), 200)["total"] == 0
    assert made[2] in expect(api.get("/slack/configs", params={"enabled": "true", "limit": 100}), 200)["results"]
    assert api.delete(f"/slack/configs/{made[0]['id']}").status_code == 204
    assert expect(api.get("/slack/configs", params={"team_id": team["id"]}), 200)["results"] == [made[2], made[1]]
    expect_problem(api.get("/slack/configs", params={"team_id": "x"}), ("query", "team_id"), "uuid_parsing")


def test_update(server, api, team):
    made = make_config(api, team)
    path = f"/slack/configs/{made['id']}"
    assert expect(api.patch(path, json={}), 200) == made, "an empty update changes nothing"
    assert expect(api.patch(path, json={"webhook_url": None, "bot_token": "", "channel_name": None}), 200) == made, "blank counts as absent"
    changed = expect(api.patch(path, json={"bot_token": TOKEN}), 200)
    assert (changed["has_webhook_url"], changed["has_bot_token"]) == (False, True) and changed["updated_at"]
    changed = expect(api.patch(path, json={"webhook_url": HOOK, "channel_name": "#new", "enabled": False, "notify_on": ["force.publish"], "channel_id": channel()}), 200)
    assert (changed["has_webhook_url"], changed["has_bot_token"], changed["channel_name"], changed["enabled"]) == (True, False, "#new", False)
    assert changed["notify_on"] == ["force.publish"] and expect(api.get(path), 200) == changed
    told = [event["payload"] for event in audit_events(server, made["id"], "slack_config.updated")]
    assert sorted(told, key=len) == [
        {}, {}, {"bot_token": "updated"},
        {"channel_id": changed["channel_id"], "channel_name": "#new", "webhook_url": "updated", "notify_on": ["force.publish"], "enabled": False},
    ]  # fmt: skip
    both = {"webhook_url": HOOK, "bot_token": TOKEN}
    for target in (path, f"/slack/configs/{NOBODY}"):
        expect_problem(api.patch(target, json=both), ("body",), "value_error", "Provide either webhook_url or bot_token, not both")
    expect_problem(api.patch(path, json={"channel_name": "x" * 201}), ("body", "channel_name"), "string_too_long")
    expect_problem(api.patch(path, json={"notify_on": []}), ("body",), "value_error", "at least one")


def test_what_is_gone(server, api, team):
    made = make_config(api, team)
    assert api.delete(f"/slack/configs/{made['id']}").status_code == 204
    assert audit_one(server, made["id"], "slack_config.deleted")["payload"] == {"team_id": team["id"], "channel_id": made["channel_id"]}
    for config in (made["id"], NOBODY):
        path = f"/slack/configs/{config}"
        for answer in (api.get(path), api.patch(path, json={}), api.delete(path), api.post(f"{path}/test")):
            error = expect_error(answer, 404, "SLACK_CONFIG_NOT_FOUND", "Slack config not found")
            assert error["details"] == {"slack_config_id": config}


def test_whose_they_are(guarded, admin):
    mine, theirs = make_team(admin), make_team(admin)
    api = caller(guarded, admin, mine, "read", "write")
    made, foreign = make_config(api, mine), make_config(admin, theirs)
    assert expect(api.get(f"/slack/configs/{foreign['id']}"), 200) == foreign
    path = f"/slack/configs/{foreign['id']}"
    for answer in (api.post("/slack/configs", json={"team_id": theirs["id"], "channel_id": "C1", "webhook_url": HOOK}), api.patch(path, json={}),
                   api.delete(path), api.post(f"{path}/test")):
        expect_error(answer, 403, "UNAUTHORIZED_TEAM")
    assert api.delete(f"/slack/configs/{made['id']}").status_code == 204
    reader = caller(guarded, admin, mine, "read")
    expect_error(reader.post(f"{path}/test"), 403, "INSUFFICIENT_SCOPE", "requires the 'write' scope")


# --- test messages ----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def slack():
    """Slack: what it answers next is in `answers`, by default that all is well."""

    def script(request):
        if slack.answers:
            return slack.answers.pop(0)
        return reply({"ok": True}) if request.target.startswith("/api/") else reply(b"ok", content_type="text/plain")

    with ScriptedServer(script) as slack:
        slack.answers = []
        yield slack


@pytest.fixture(scope="module")
def teller(tmp_path_factory, slack):
    """A server whose Slack that is."""
    from support.server import Server

    running = Server(tmp_path_factory.mktemp("slack"), settings={"SLACK_API_URL": f"{slack.url}/api/", "TESSERA_OUTBOUND_NETWORKS": "127.0.0.0/8"})
    running.start()
    yield running
    running.stop_and_check()


def send_test(api, config):
    return expect(api.post(f"/slack/configs/{config['id']}/test"), 200)


def test_a_test_message_to_a_webhook(teller, slack):
    api = teller.api()
    config = make_config(api, webhook_url=f"{slack.url}/services/T0/B0/x", enabled=False)
    slack.requests.clear()
    assert send_test(api, config) == {"success": True, "error": None}
    (request,) = slack.requests
    assert (request.method, request.target, request.headers["content-type"]) == ("POST", "/services/T0/B0/x", "application/json")
    assert "authorization" not in request.headers
    body = request.json()
    assert list(body) == ["text", "blocks"] and "Tessera" in body["text"] and ":white_check_mark:" in json.dumps(body["blocks"])
    event = audit_one(teller, config["id"], "slack_config.tested")
    assert event["payload"] == {"success": True, "error": None}


def test_a_test_message_by_a_bot(teller, slack):
    api = teller.api()
    config = make_config(api, bot_token=TOKEN)
    slack.requests.clear()
    assert send_test(api, config) == {"success": True, "error": None}
    (request,) = slack.requests
    assert request.target == "/api/chat.postMessage"
    assert request.headers["content-type"] == "application/json; charset=utf-8" and request.headers["authorization"] == f"Bearer {TOKEN}"
    assert request.json()["channel"] == config["channel_id"]


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (reply(b"no_service", 404, "text/plain"), "Slack webhook returned 404: no_service"),
        (reply(b"fine", 200, "text/plain"), "Slack webhook returned 200: fine"),
        (reply("é".encode() * 300, 500, "text/plain"), "Slack webhook returned 500: " + "é" * 200),
        (reply(b"a\xffb\x00c", 500, "text/plain"), "Slack webhook returned 500: a?b?c"),
        (reply(b"", 302, location="http://127.0.0.1:1/"), "Slack webhook returned 302: "),
        (ScriptedServer.CUT, "Webhook delivery failed — check server logs"),
    ],
    ids=["404", "not ok", "long", "bytes", "redirect", "cut"],
)
def test_webhooks_that_fail(teller, slack, answer, error):
    api = teller.api()
    config = make_config(api, webhook_url=f"{slack.url}/services/x")
    slack.answers.append(answer)
    assert send_test(api, config) == {"success": False, "error": error}
    assert audit_one(teller, config["id"], "slack_config.tested")["payload"] == {"success": False, "error": error}


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (reply({"ok": False, "error": "channel_not_found"}), "Slack API error: channel_not_found"),
        (reply({"ok": False}), "Slack API error: unknown"),
        (reply(b"<html>"), "Slack API error: unknown"),
        (reply({"ok": 1}), "Slack API error: unknown"),
        (reply({"ok": True}, 503), "Slack API returned HTTP 503"),
        (ScriptedServer.CUT, "Bot token delivery failed — check server logs"),
    ],
    ids=["code", "no code", "no JSON", "no boolean", "503", "cut"],
)
def test_bots_that_fail(teller, slack, answer, error):
    api = teller.api()
    config = make_config(api, bot_token=TOKEN)
    slack.answers.append(answer)
    assert send_test(api, config) == {"success": False, "error": error}


def test_addresses_are_checked_when_it_is_sent(start_server, slack):
    first = start_server(settings={"TESSERA_OUTBOUND_NETWORKS": "127.0.0.1"})
    config = make_config(first.api(), webhook_url=f"{slack.url}/services/x")
    assert send_test(first.api(), config)["success"]
    first.stop_and_check()
    slack.requests.clear()
    second = start_server(database=first.database)
    assert send_test(second.api(), config) == {"success": False, "error": "SSRF validation failed: Webhook URL resolves to blocked IP range"}
    assert not slack.requests


def test_keys_of_secrets(start_server):
    """Without a key nothing is kept, under another one nothing is read."""
    settings = {"TESSERA_ENCRYPTION_KEY": "11" * 32, "TESSERA_OUTBOUND_NETWORKS": "127.0.0.1"}
    first = start_server(settings=settings)
    config = make_config(first.api(), webhook_url="http://127.0.0.1:1/x")
    first.stop_and_check()
    second = start_server(database=first.database, settings={**settings, "TESSERA_ENCRYPTION_KEY": "22" * 32})
    assert send_test(second.api(), config) == {"success": False, "error": "The secret is encrypted under a key that the server does not have"}
    second.stop_and_check()
    third = start_server(database=first.database, settings={**settings, "TESSERA_ENCRYPTION_KEY": f"{'22' * 32},{'11' * 32}"})
    assert send_test(third.api(), config) == {"success": False, "error": "Webhook delivery failed — check server logs"}
    third.stop_and_check()
    fourth = start_server(database=first.database, settings={"ENVIRONMENT": "staging"})
    body = {"team_id": config["team_id"], "channel_id": channel(), "bot_token": TOKEN}
    expect_error(fourth.api().post("/slack/configs", json=body), 409, "SECRETS_NOT_KEPT")
