"""What channels in Slack are told of (chapter 05, section 11.4): after the commit, at least once, in order."""

import collections
import json
import threading
import time

import pytest

from support.make import acknowledge, expect, make_asset, make_contract, make_team, make_user, object_schema, propose, publish, register, unique
from support.receiver import until
from support.scripted import ScriptedServer, reply
from support.server import Server
from support.smtp import SmtpServer

FIRST, WIDER, BREAKING = object_schema(a="string"), object_schema(a="string", b="string"), object_schema(a="integer")
DEADLINE_SECONDS = 60


class Slack(ScriptedServer):
    """Keeps what came to each path, and answers as `answers` has it for the path, else that all is well."""

    def __init__(self):
        self.messages = collections.defaultdict(list)
        self.answers = collections.defaultdict(list)
        self.held = {}  # by path: a message that is not answered, counted from 0, before the event is set
        self.changed = threading.Condition()
        super().__init__(self.take)

    def take(self, request):
        with self.changed:
            self.messages[request.target].append((time.monotonic(), request.json()))
            self.changed.notify_all()
            answers, held = self.answers[request.target], self.held.get(request.target)
            answer = answers.pop(0) if answers else reply(b"ok", content_type="text/plain")
            number = len(self.messages[request.target]) - 1
        if held and held[0] == number:
            held[1].wait(DEADLINE_SECONDS)
        return answer

    def told(self, channel, count=1):
        """The first messages to the channel, once there are so many."""
        with self.changed:
            arrived = self.changed.wait_for(lambda: len(self.messages[channel.path]) >= count, DEADLINE_SECONDS)
            assert arrived, f"{len(self.messages[channel.path])} messages came"
            return [message for _, message in self.messages[channel.path]]


Channel = collections.namedtuple("Channel", "id path")


@pytest.fixture(scope="module")
def slack():
    with Slack() as running:
        yield running


def settings(**more):
    return {"SLACK_ENABLED": True, "TESSERA_OUTBOUND_NETWORKS": "127.0.0.0/8", "TESSERA_BASE_URL": "https://tessera.example/", **more}


def mail_settings(smtp):
    return {"SMTP_URL": smtp.url, "SMTP_FROM": "tessera@example.com", "SMTP_TLS": "off", "TESSERA_MAIL_EVENTS": "contract.published"}


@pytest.fixture(scope="module")
def teller(tmp_path_factory):
    running = Server(tmp_path_factory.mktemp("dispatch"), settings=settings(SLACK_RATE_LIMIT_PER_SECOND=100))
    running.start()
    yield running
    running.stop_and_check()


def make_channel(api, slack, team, *events, **members):
    path = f"/services/{unique('hook')}"
    body = {"team_id": team["id"], "channel_id": "C" + unique("").upper().replace("_", ""), "webhook_url": slack.url + path, "notify_on": events, **members}
    return Channel(expect(api.post("/slack/configs", json=body), 201)["id"], path)


def consumed(api):
    """An asset with a contract, and a team that consumes it."""
    asset, team = make_asset(api), make_team(api)
    register(api, make_contract(api, asset, FIRST), team)
    return asset, team


def test_who_is_told_of_a_publish(teller, slack):
    api = teller.api()
    asset, team = consumed(api)
    told = make_channel(api, slack, team, "contract.published")
    others = [
        make_channel(api, slack, team, "proposal.created"),
        make_channel(api, slack, team, "contract.published", enabled=False),
        make_channel(api, slack, make_team(api), "contract.published"),
        (deleted := make_channel(api, slack, team, "contract.published")),
    ]
    assert api.delete(f"/slack/configs/{deleted.id}").status_code == 204
    contract = make_contract(api, asset, WIDER)
    (message,) = slack.told(told)
    assert f"{asset['fqn']} v{contract['version']}" in message["text"]
    assert f"https://tessera.example/contracts/{contract['id']}" in json.dumps(message["blocks"])
    # What comes next to one of them is all that came.
    end = make_channel(api, slack, team, "contract.published")
    make_contract(api, asset, object_schema(a="string", b="string", c="string"))
    slack.told(end)
    slack.told(told, 2)
    assert not any(slack.messages[other.path] for other in others)


def test_the_life_of_a_proposal(teller, slack):
    api = teller.api()
    asset, team = consumed(api)
    told = make_channel(api, slack, team, "proposal.created", "proposal.acknowledged", "proposal.resolved")
    proposal = propose(api, asset, BREAKING)
    (message,) = slack.told(told)
    shown = json.dumps(message["blocks"])
    assert asset["fqn"] in message["text"] and f"/proposals/{proposal['id']}" in shown and proposal["breaking_changes"][0]["message"] in message["blocks"][2]["text"]["text"]
    acknowledge(api, proposal, team, "blocked", notes="not <now>")
    _, answer, end = slack.told(told, 3)
    assert team["name"] in answer["text"] and "blocked" in answer["text"] and "_not &lt;now&gt;_" in answer["blocks"][1]["elements"][0]["text"]
    assert ":no_entry:" in end["text"] and "pending" not in end["text"] and team["name"] in end["blocks"][1]["text"]["text"]


def test_a_publish_by_force_is_told_once(teller, slack):
    api = teller.api()
    asset, team = consumed(api)
    both, one = make_channel(api, slack, team, "contract.published", "force.publish"), make_channel(api, slack, team, "contract.published")
    expect(publish(api, asset, BREAKING, force=True, force_reason="an emergency"), 201)
    (message,) = slack.told(one)
    assert ":package:" in json.dumps(message)
    (message,) = slack.told(both)
    assert ":red_circle:" in message["text"] and "an emergency" in message["blocks"][1]["text"]["text"]
    make_contract(api, asset, object_schema(a="integer", b="string"))
    assert ":package:" in slack.told(both, 2)[1]["text"]


def test_what_fails_is_tried_again(teller, slack):
    api = teller.api()
    asset, team = consumed(api)
    told = make_channel(api, slack, team, "contract.published")
    slack.answers[told.path] += [reply(b"", 500), reply(b"", 429, retry_after="1"), ScriptedServer.CUT]
    make_contract(api, asset, WIDER)
    first, *again = slack.told(told, 4)
    assert again == [first] * 3
    times = [at for at, _ in slack.messages[told.path]]
    assert times[2] - times[1] >= 1 or times[3] - times[2] >= 1, "Slack asked to be left alone"


def test_what_cannot_arrive_holds_nobody_up(teller, slack):
    api = teller.api()
    asset, team = consumed(api)
    told = make_channel(api, slack, team, "contract.published")
    slack.answers[told.path] += [reply(b"no_service", 404)]
    make_contract(api, asset, WIDER)
    slack.told(told)
    second = make_contract(api, asset, object_schema(a="string", b="string", c="string"))
    assert second["version"] in slack.told(told, 2)[1]["text"]


def test_what_became_of_messages_is_listed(start_server, slack):
    with SmtpServer() as smtp:
        api = start_server(settings=settings(SLACK_RATE_LIMIT_PER_SECOND=100, **mail_settings(smtp))).api()
        asset, team = consumed(api)
        mailed = make_team(api)
        register(api, expect(api.get(f"/assets/{asset['id']}/contracts"), 200)["results"][0], mailed)
        reader = make_user(api, team_id=mailed["id"], email="reader@example.com")
        gone, busy, fine = (make_channel(api, slack, team, "contract.published") for _ in range(3))
        slack.answers[gone.path] += [reply(b"no_service", 404)]
        slack.answers[busy.path] += [reply(b"", 429, retry_after="3600")]
        contract = make_contract(api, asset, WIDER)

        def found(**query):
            return {entry["destination_id"]: entry for entry in expect(api.get("/notifications", params=query), 200)["results"]}

        delivered = until(lambda: len(seen := found(status="delivered")) == 2 and seen)
        assert set(delivered) == {fine.id, reader["id"]} and set(found(kind="mail")) == {reader["id"]}
        told = delivered[fine.id]
        assert (told["kind"], told["attempts"], told["last_error"], told["next_attempt_at"]) == ("slack", 1, None, None)
        assert told["payload"]["event"] == "contract.published" and contract["id"] in json.dumps(told["payload"])
        (failed,) = until(lambda: found(status="failed")).values()
        assert (failed["destination_id"], failed["last_error"]) == (gone.id, "Slack webhook returned 404: no_service")
        (waits,) = until(lambda: (seen := found(status="pending", kind="slack")) and seen[busy.id]["last_attempt_at"] and seen).values()
        assert waits["next_attempt_at"] > waits["last_attempt_at"] and waits["event_id"] == told["event_id"]
        assert {*found()} == {gone.id, busy.id, fine.id, reader["id"]}


def test_a_key_that_is_missing_for_a_while(start_server, slack):
    """What could not be read is tried again: 1 second after the first time (the page on notifications)."""
    first = start_server(settings=settings(TESSERA_ENCRYPTION_KEY="11" * 32))
    asset, team = consumed(first.api())
    channel = make_channel(first.api(), slack, team, "contract.published")
    first.stop_and_check()
    second = start_server(database=first.database, settings=settings(TESSERA_ENCRYPTION_KEY="22" * 32))
    make_contract(second.api(), asset, WIDER)
    (waiting,) = until(lambda: [entry for entry in expect(second.api().get("/notifications"), 200)["results"] if entry["attempts"] > 0])
    assert waiting["status"] == "pending", waiting["last_error"]
    assert "under a key that the server does not have" in waiting["last_error"]
    second.stop_and_check()
    start_server(database=first.database, settings=settings(TESSERA_ENCRYPTION_KEY=f"{'22' * 32},{'11' * 32}"))
    slack.told(channel)


def test_order_and_rate(start_server, slack):
    api = start_server(settings=settings(SLACK_RATE_LIMIT_PER_SECOND=5)).api()
    asset, team = consumed(api)
    told = make_channel(api, slack, team, "contract.published")
    versions = [make_contract(api, asset, object_schema(a="string", **{f"p{n}": "string" for n in range(number + 1)}))["version"] for number in range(4)]
    messages = slack.told(told, 4)
    assert all(f"v{version} " in message["text"] for version, message in zip(versions, messages, strict=True))
    times = [at for at, _ in slack.messages[told.path]]
    assert all(later - earlier >= 0.15 for earlier, later in zip(times, times[1:], strict=False))


def test_nothing_is_lost_between_two_servers(start_server, slack):
    """A server that stops, or is killed, leaves what it has not delivered to the next one."""
    first = start_server(settings=settings())
    api = first.api()
    asset, team = consumed(api)
    told = make_channel(api, slack, team, "contract.published")
    slack.answers[told.path] += [reply(b"", 503)] * 3
    make_contract(api, asset, WIDER)
    first.stop_and_check()
    start_server(database=first.database, settings=settings())
    slack.told(told, 1)


def versions_told(messages, contracts):
    """Which of the contracts each message is about."""
    return [next(number for number, contract in enumerate(contracts) if f"v{contract['version']} " in message["text"]) for message in messages]


def make_versions(api, asset, count):
    return [make_contract(api, asset, object_schema(a="string", **{f"p{n}": "string" for n in range(number + 1)})) for number in range(count)]


def test_killed_in_the_midst(start_server, slack):
    """Nothing is lost, the order within a destination is kept, and what comes again is what was under way."""
    with SmtpServer() as smtp:
        server = start_server(settings=settings(SLACK_RATE_LIMIT_PER_SECOND=100, **mail_settings(smtp)))
        api = server.api()
        asset, team = consumed(api)
        mailed = make_team(api)
        register(api, expect(api.get(f"/assets/{asset['id']}/contracts"), 200)["results"][0], mailed)
        make_user(api, team_id=mailed["id"], email="reader@example.com")
        channels = [make_channel(api, slack, team, "contract.published") for _ in range(3)]
        release = threading.Event()
        slack.held.update({channel.path: (number, release) for number, channel in enumerate(channels)})
        smtp.taking.clear()
        contracts = make_versions(api, asset, 5)
        for number, channel in enumerate(channels):
            slack.told(channel, number + 1)
        first = smtp.next()
        server.kill()
        release.set()
        smtp.taking.set()
        server.start()
        for number, channel in enumerate(channels):
            assert versions_told(slack.told(channel, 6), contracts) == sorted([*range(5), number])
        mails = [first, *(smtp.next() for _ in range(5))]
        assert versions_told([{"text": mail.message["Subject"] + " "} for mail in mails], contracts) == [0, 0, 1, 2, 3, 4]
        assert smtp.mails.empty() and all(len(slack.messages[channel.path]) == 6 for channel in channels)


def test_what_hangs_holds_up_no_other(start_server, slack):
    with SmtpServer() as smtp:
        api = start_server(settings=settings(SLACK_RATE_LIMIT_PER_SECOND=100, **mail_settings(smtp))).api()
        asset, team = consumed(api)
        mailed = make_team(api)
        register(api, expect(api.get(f"/assets/{asset['id']}/contracts"), 200)["results"][0], mailed)
        for number in range(9):
            make_user(api, team_id=mailed["id"], email=f"reader{number}@example.com")
        stuck, fine = (make_channel(api, slack, team, "contract.published") for _ in range(2))
        release = threading.Event()
        slack.held[stuck.path] = (0, release)
        smtp.taking.clear()
        contracts = make_versions(api, asset, 5)
        assert versions_told(slack.told(fine, 5), contracts) == [*range(5)]
        assert len(slack.messages[stuck.path]) <= 1 and smtp.mails.qsize() <= 4, "none was given up meanwhile"
        release.set()
        smtp.taking.set()
        assert versions_told(slack.told(stuck, 5), contracts)[-1] == 4
        told = [smtp.next().recipients[0] for _ in range(9 * 5)]
        assert len(set(told)) == 9


def test_the_lease_is_given_back(start_server, slack):
    """A server that has nothing left to send holds up no other one, and writes nothing."""

    def job():
        return next((job for job in api.get("/../../health").json().get("jobs", []) if job["name"] == "notifications"), None)

    api = start_server(settings=settings()).api()
    assert job() is None
    asset, team = consumed(api)
    told = make_channel(api, slack, team, "contract.published")
    make_contract(api, asset, WIDER)
    slack.told(told)
    done = until(lambda: (seen := job()) and not seen["running"] and seen)
    assert (done["outcome"], done["handled"], done["late"]) == ("succeeded", 1, False)


def test_switched_off(start_server, slack):
    first = start_server(settings=settings(SLACK_ENABLED=False))
    api = first.api()
    asset, team = consumed(api)
    told = make_channel(api, slack, team, "contract.published")
    make_contract(api, asset, WIDER)
    first.stop_and_check()
    api = start_server(database=first.database, settings=settings()).api()
    second = make_contract(api, asset, object_schema(a="string", b="string", c="string"))
    (message,) = slack.told(told)
    assert second["version"] in message["text"]
