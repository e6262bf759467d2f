"""What webhooks and chats are to be told of a publish, queued with the change itself (chapter 02, section 11.7)."""

import json

import pytest

from support.checks import TIME
from support.make import database_read, expect, make_asset, make_contract, make_team, object_schema, publish, register
from support.outbox import queued_messages

NARROW = object_schema(["id"], id="integer")
WIDE = object_schema(["id"], id="integer", email="string")
OTHER = object_schema(["key"], key="integer")
BOTH = {"WEBHOOK_URL": "http://192.0.2.1/hook", "SLACK_ENABLED": True}


def queued(server, kind=None):
    """The queued messages in order, decoded; [(kind, message)] or only those of a kind."""
    connection = database_read(server.database)
    try:
        found = queued_messages(connection)
    finally:
        connection.close()
    return found if kind is None else [message for name, message in found if name == kind]


@pytest.fixture
def place(start_server):
    """A server that tells webhook and chats; its API, a team, an asset with a contract and two consumers, nothing queued yet."""

    def make(settings=None):
        server = start_server(settings=BOTH if settings is None else settings)
        api = server.api()
        team = make_team(api, name="producers")
        asset = make_asset(api, team)
        return server, api, team, asset

    return make


def test_published(place):
    server, api, team, asset = place()
    contract = make_contract(api, asset, NARROW)
    ((kind, message),) = queued(server)
    assert kind == "webhook" and message["event"] == "contract.published" and TIME.fullmatch(message["timestamp"])
    assert message["payload"] == {
        "contract_id": contract["id"], "asset_id": asset["id"], "asset_fqn": asset["fqn"], "version": "1.0.0",
        "producer_team_id": team["id"], "producer_team_name": "producers", "from_proposal_id": None,
    }  # fmt: skip


def test_consumers_are_told(place):
    server, api, team, asset = place()
    contract = make_contract(api, asset, NARROW)
    first, second = make_team(api, name="first"), make_team(api, name="second")
    register(api, contract, first)
    register(api, contract, second, pinned_version="1.0.0")
    wide = make_contract(api, asset, WIDE)
    both = sorted((first["id"], second["id"]))
    (message,) = queued(server, "chat")
    assert message["event"] == "contract.published" and sorted(message["team_ids"]) == both and TIME.fullmatch(message["timestamp"])
    assert message["data"] == {"asset_fqn": asset["fqn"], "version": "1.1.0", "publisher_team": "producers", "contract_id": wide["id"]}
    # Both registered for the contract before, and are consumers still; one of them twice, which is told once.
    register(api, wide, first)
    forced = make_contract(api, asset, OTHER, force=True, force_reason="nobody may wait")
    published, force = queued(server, "chat")[1:]
    assert published["event"] == "contract.published" and force["event"] == "force.publish"
    assert sorted(published["team_ids"]) == sorted(force["team_ids"]) == both
    assert force["data"] == {
        "asset_fqn": asset["fqn"], "version": "2.0.0", "publisher_team": "producers", "publisher_user": None,
        "reason": "nobody may wait", "contract_id": forced["id"],
    }  # fmt: skip
    assert [message["payload"]["version"] for message in queued(server, "webhook")] == ["1.0.0", "1.1.0", "2.0.0"]


def test_prereleases_and_graduations_are_told_as_well(place):
    server, api, _, asset = place()
    make_contract(api, asset, WIDE)
    make_contract(api, asset, OTHER, version="2.0.0-rc.1")
    make_contract(api, asset, NARROW, version="2.0.0")
    assert [message["payload"]["version"] for message in queued(server, "webhook")] == ["1.0.0", "2.0.0-rc.1", "2.0.0"]


def test_who_is_not_waited_for_is_told(place):
    server, api, team, asset = place()
    contract = make_contract(api, asset, WIDE)
    reader, other = make_team(api, name="reader"), make_team(api, name="other")
    register(api, contract, reader, fields=["email"])
    register(api, contract, other, fields=["id"])
    proposal = expect(publish(api, asset, NARROW, version="2.0.0"), 201)["proposal"]
    created = queued(server, "webhook")[-1]["payload"]
    assert [(entry["team_name"], entry["waited_for"], entry["reason"]) for entry in created["impacted_consumers"]] == [
        ("reader", True, "fields_touched"),
        ("other", False, "fields_untouched"),
    ]
    chats = queued(server, "chat")
    assert [(chat["event"], chat["team_ids"]) for chat in chats] == [("proposal.created", [reader["id"]]), ("proposal.informed", [other["id"]])]
    assert [(chat["data"]["proposal_id"], chat["data"]["affected_consumers"]) for chat in chats] == [(proposal["id"], ["reader"])] * 2


def test_approved_at_once(place):
    server, api, team, asset = place()
    register(api, make_contract(api, asset, WIDE), make_team(api), fields=["id"])
    before = len(queued(server))
    expect(publish(api, asset, NARROW), 201)
    told = [(kind, message["event"]) for kind, message in queued(server)[before:]]
    assert told == [
        ("webhook", "proposal.created"),
        ("chat", "proposal.informed"),
        ("webhook", "proposal.approved"),
        ("chat", "proposal.resolved"),
    ]


def test_proposed(place):
    server, api, team, asset = place()
    contract = make_contract(api, asset, WIDE)
    first, second = make_team(api, name="first"), make_team(api, name="second")
    register(api, contract, first)
    register(api, contract, second, pinned_version="1.0.0")
    proposal = expect(publish(api, asset, NARROW, version="2.0.0"), 201)["proposal"]
    message = queued(server, "webhook")[-1]
    assert message["event"] == "proposal.created"
    change = {"old_value": {"type": "string"}, "new_value": None}
    waited_for = {"waited_for": True, "reason": "reads_everything", "message": "It names no fields, so that every change concerns it"}
    assert message["payload"] == {
        "proposal_id": proposal["id"], "asset_id": asset["id"], "asset_fqn": asset["fqn"], "producer_team_id": team["id"],
        "producer_team_name": "producers", "proposed_version": "2.0.0",
        "breaking_changes": [
            {"change_type": "property_removed", "path": "properties.email", "message": "Property 'email' was removed", "details": change}
        ],
        "impacted_consumers": [
            {"team_id": first["id"], "team_name": "first", "pinned_version": None, **waited_for},
            {"team_id": second["id"], "team_name": "second", "pinned_version": "1.0.0", **waited_for},
        ],
    }  # fmt: skip
    (chat,) = queued(server, "chat")
    assert chat["event"] == "proposal.created" and chat["team_ids"] == [first["id"], second["id"]]
    assert chat["data"] == {
        "asset_fqn": asset["fqn"], "version": "2.0.0", "producer_team": "producers", "affected_consumers": ["first", "second"],
        "breaking_changes": proposal["breaking_changes"], "proposal_id": proposal["id"],
    }  # fmt: skip


def test_what_was_not_done_is_not_told(place):
    server, api, _, asset = place()
    contract = make_contract(api, asset, WIDE)
    register(api, contract, make_team(api))
    before = queued(server)
    assert publish(api, asset, NARROW, dry_run=True).status_code == 200
    assert publish(api, asset, WIDE, dry_run=True).status_code == 200
    assert publish(api, asset, WIDE, version="1.0.0").status_code == 409
    assert publish(api, asset, object_schema(a="zzz")).status_code == 400
    assert queued(server) == before
    expect(publish(api, asset, NARROW), 201)
    after = queued(server)
    assert len(after) == len(before) + 2
    assert publish(api, asset, OTHER).status_code == 409
    assert publish(api, asset, NARROW).status_code == 200
    assert queued(server) == after


@pytest.mark.parametrize("settings, kinds", [({}, set()), ({"WEBHOOK_URL": "http://192.0.2.1/"}, {"webhook"}), ({"SLACK_ENABLED": True}, {"chat"})])
def test_only_who_listens(place, settings, kinds):
    server, api, _, asset = place(settings)
    contract = make_contract(api, asset, WIDE)
    register(api, contract, make_team(api))
    make_contract(api, asset, WIDE)
    expect(publish(api, asset, NARROW), 201)
    assert {kind for kind, _ in queued(server)} == kinds


def traces(server):
    connection = database_read(server.database)
    try:
        return [row["traceparent"] for row in connection.execute("SELECT traceparent FROM outbox ORDER BY created_at, id").fetchall()]
    finally:
        connection.close()


def test_the_trace_goes_on(place):
    server, api, _, asset = place(settings={**BOTH, "TESSERA_ACCESS_LOG": True, "LOG_FORMAT": "json"})
    trace, span = "4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7"
    sent = {"traceparent": f"00-{trace}-{span}-01", "x-request-id": "traced"}
    expect(publish(api, asset, NARROW, headers=sent), 201)
    expect(publish(api, asset, WIDE), 201)
    expect(publish(api, asset, object_schema(["id"], id="integer", email="string", more="string"), headers={"traceparent": "00-nonsense"}), 201)
    server.stop()
    (line,) = (json.loads(line) for line in server.log_text().splitlines() if '"traced"' in line)
    assert line["trace_id"] == trace and line["span_id"] != span
    others = [json.loads(line) for line in server.log_text().splitlines() if '/publish"' in line and '"traced"' not in line]
    assert len(others) == 2 and not any("trace_id" in line for line in others)
    assert traces(server) == [f"00-{trace}-{line['span_id']}-01", None, None]
