"""The audit trail as its routes show it (chapter 05, section 9)."""

import contextlib
import datetime
import sqlite3
import uuid

import pytest

from support import postgres
from support.access import bearer, make_key
from support.make import all_pages, expect, expect_error, expect_problem, make_asset, make_team, make_user, object_schema, publish, unique

MEMBERS = {"id", "entity_type", "entity_id", "action", "actor_id", "actor_type", "actor_key_id", "actor_user_id", "actor_subject", "payload", "occurred_at"}


def events(api, **query):
    return expect(api.get("/audit/events", params=query), 200)


def test_an_event(api):
    team = make_team(api)
    page = events(api, entity_id=team["id"])
    (event,) = page["results"]
    assert set(event) == MEMBERS and uuid.UUID(event["id"])
    assert event == {
        "id": event["id"], "entity_type": "team", "entity_id": team["id"], "action": "team.created", "actor_id": event["actor_id"], "actor_type": "human",
        "actor_key_id": None, "actor_user_id": None, "actor_subject": None, "payload": {"name": team["name"]}, "occurred_at": event["occurred_at"],
    }  # fmt: skip
    assert {name: page[name] for name in ("total", "limit", "offset", "next")} == {"total": 1, "limit": 50, "offset": 0, "next": None}
    assert expect(api.get(f"/audit/events/{event['id']}"), 200) == event


def test_an_event_that_is_not_there(api):
    nobody = str(uuid.uuid4())
    expect_error(api.get(f"/audit/events/{nobody}"), 404, "NOT_FOUND", f"Audit event with ID '{nobody}' not found")
    expect_problem(api.get("/audit/events/no-id"), ["path", "event_id"])


def test_newest_first_and_by_place(api):
    team = make_team(api)
    for number in range(12):
        expect(api.patch(f"/teams/{team['id']}", json={"description": f"{number}"}), 200)
    everything = all_pages(api, "/audit/events", limit=5, entity_id=team["id"])
    assert len(everything) == 13 and everything[-1]["action"] == "team.created"
    keys = [(event["occurred_at"], event["id"]) for event in everything]
    assert keys == sorted(keys, reverse=True)
    walked, place = [], None
    while True:
        page = events(api, entity_id=team["id"], limit=4, **({"after": place} if place else {}))
        walked += page["results"]
        place = page["next"]
        if place is None:
            break
    assert walked == everything
    history = all_pages(api, f"/audit/entities/team/{team['id']}/history", limit=6)
    assert history == everything
    other = expect(api.get(f"/audit/entities/asset/{team['id']}/history"), 200)
    assert other["results"] == [] and other["total"] == 0


def filled(api):
    """Events of several kinds, and who made them."""
    owner, reader = make_team(api), make_team(api)
    asset = make_asset(api, owner)
    publish(api, asset, object_schema(a="string"))
    publish(api, asset, object_schema(a="string", b="string"))
    expect(api.delete(f"/assets/{asset['id']}"), 204)
    return owner, reader, asset


FILTERS = ("entity_type", "entity_id", "action", "actor_id", "actor_type")


def test_filters_agree_with_the_whole(start_server):
    """Each filter, and each pair of them, shows what of the whole fits, whether sealed or not."""
    server = start_server(settings={"TESSERA_AUDIT_SEAL_SECONDS": 1})
    api = server.api()
    for _ in range(3):
        owner, _, asset = filled(api)
    whole = all_pages(api, "/audit/events")
    assert events(api)["total"] == len(whole) > 15
    values = {name: sorted({event[name] for event in whole if event[name]})[:4] for name in FILTERS}
    values["actor_type"] = ["human", "agent", "robot"]
    values["entity_id"] = [asset["id"], owner["id"]]
    for first in FILTERS:
        for second in FILTERS:
            for one in values[first]:
                for other in values[second] if second != first else [one]:
                    query = {first: one, second: other}
                    fitting = [event for event in whole if all(event[name] == value for name, value in query.items())]
                    page = events(api, **query, limit=100)
                    assert page["total"] == len(fitting) and page["results"] == fitting[:100], query


def test_times(api):
    team = make_team(api)
    for number in range(3):
        expect(api.patch(f"/teams/{team['id']}", json={"description": f"{number}"}), 200)
    last, middle, _, first = events(api, entity_id=team["id"])["results"]

    def between(**bounds):
        page = events(api, entity_id=team["id"], **bounds)
        assert page["total"] == len(page["results"])
        return [event["id"] for event in page["results"]]

    assert between(**{"from": middle["occurred_at"]}) == [last["id"], middle["id"]]
    assert between(to=first["occurred_at"]) == [first["id"]]
    assert between(**{"from": first["occurred_at"], "to": first["occurred_at"]}) == [first["id"]]
    moment = datetime.datetime.fromisoformat(first["occurred_at"].replace("Z", "+00:00"))
    tomorrow, yesterday = moment + datetime.timedelta(days=1), moment - datetime.timedelta(days=1)
    assert len(between(**{"from": yesterday.date().isoformat(), "to": str(int(tomorrow.timestamp()))})) == 4
    assert between(**{"from": tomorrow.isoformat()}) == []
    assert between(to=yesterday.replace(tzinfo=None).isoformat()) == []
    assert len(between(**{"from": yesterday.isoformat()})) == 4  # "+" is percent-encoded by the client


def test_what_a_filter_refuses(api):
    for name in ("entity_id", "actor_id", "from", "to"):
        for value in ("", "no"):
            expect_problem(api.get("/audit/events", params={name: value}), ["query", name])
    expect_problem(api.get("/audit/events", params={"action": "x" * 101}), ["query", "action"])
    expect_problem(api.get("/audit/entities/team/no-id/history"), ["path", "entity_id"])
    expect_problem(api.get("/audit/events", params={"limit": 0}), ["query", "limit"])
    whole = events(api, limit=1)
    assert events(api, limit=1, entity_type="", action="", actor_type="") == whole, "empty texts are absent"


def test_who_acted(guarded, admin):
    team = make_team(admin)
    user = make_user(admin, team_id=team["id"])
    human = make_key(admin, team, user_id=user["id"])
    agent = make_key(admin, team, agent_name="bot")
    made = {}
    for key in (human, agent):
        api = guarded.api(headers=bearer(key["key"]))
        asset = make_asset(api, team)
        made[key["id"]] = events(admin, entity_id=asset["id"])["results"][0]
    assert [event["actor_type"] for event in made.values()] == ["human", "agent"]
    assert made[human["id"]]["actor_key_id"] == human["id"] and made[human["id"]]["actor_user_id"] == user["id"]
    assert made[agent["id"]]["actor_key_id"] == agent["id"] and made[agent["id"]]["actor_user_id"] is None
    assert made[agent["id"]]["id"] in [event["id"] for event in events(admin, actor_type="agent", actor_id=team["id"])["results"]]


def test_a_key_with_admin_alone_may_read_it(guarded, admin):
    team = make_team(admin)
    only = guarded.api(headers=bearer(make_key(admin, team, scopes=["admin"])["key"]))
    writer = guarded.api(headers=bearer(make_key(admin, team, scopes=["read", "write"])["key"]))
    for path in ("/audit/events", f"/audit/entities/team/{team['id']}/history", "/audit/chain", "/audit/chain/head"):
        expect(only.get(path), 200)
        expect_error(writer.get(path), 403, "INSUFFICIENT_SCOPE")


def test_it_cannot_be_changed(api):
    """No route, and no statement either."""
    team = make_team(api)
    event = events(api, entity_id=team["id"])["results"][0]
    for method in ("PUT", "PATCH", "DELETE", "POST"):
        assert api.request(method, f"/audit/events/{event['id']}").status_code == 405
        assert api.request(method, "/audit/events").status_code == 405


@pytest.mark.parametrize("statement", [
    "UPDATE audit_events SET action = 'x'", "DELETE FROM audit_events", "UPDATE audit_seals SET hash = hash", "DELETE FROM audit_seals",
])
def test_the_database_refuses(start_server, statement):
    server = start_server(settings={"TESSERA_AUDIT_SEAL_SECONDS": 1})
    make_team(server.api(), name=unique())
    deadline = datetime.datetime.now() + datetime.timedelta(seconds=60)
    while expect(server.api().get("/audit/chain/head"), 200)["unsealed"]:
        assert datetime.datetime.now() < deadline
    server.stop_and_check()
    if postgres.chosen():
        with contextlib.closing(postgres.Connection(str(server.database))) as connection, pytest.raises(Exception, match="is written once"):
            connection.execute(statement)
    else:
        with contextlib.closing(sqlite3.connect(server.database)) as connection, pytest.raises(sqlite3.IntegrityError, match="audit trail"):
            connection.execute(statement)
