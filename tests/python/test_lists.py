"""Pages of lists, and walks over all of them."""

import copy
import json
import pickle
import uuid

import pytest

from support.make import unique
from support.scripted import ScriptedServer, reply
from support.server import Server


def test_pages_are_walked(client):
    prefix = unique("walk")
    made = [client.teams.create(name=f"{prefix} {i:02}").id for i in range(25)]
    assert [team.id for team in client.teams.iter(limit=7, name=prefix)] == made
    page = client.teams.list(limit=10, offset=20, name=prefix)
    assert (len(page), page.total, page.limit, page.offset) == (5, 25, 10, 20)
    assert "25" in repr(page) and page[0].id == made[20]
    assert [team.id for team in client.teams.iter(offset=30, name=prefix)] == []


def test_pages_know_their_next(client):
    from tessera_sdk import ValidationError

    prefix = unique("next")
    made = [client.teams.create(name=f"{prefix} {i:03}").id for i in range(7)]
    page = client.teams.list(limit=3, name=prefix)
    assert isinstance(page.next, str) and page.next
    following = client.teams.list(limit=4, name=prefix, after=page.next)
    assert [team.id for team in (*page, *following)] == made and following.next is None
    assert copy.copy(page).next == page.next and pickle.loads(pickle.dumps(page)).next == page.next
    with pytest.raises(ValidationError, match="this is no place in a list"):
        client.teams.list(after=page.next[:-1])
    with pytest.raises(ValidationError, match="another list"):
        list(client.users.iter(after=page.next))


@pytest.fixture
def terse_server(tmp_path):
    """One whose replies have four MiB at most."""
    running = Server(tmp_path, settings={"TESSERA_MAX_REPLY_BYTES": 4 << 20})
    running.start()
    yield running
    running.stop_and_check()


def test_a_walk_passes_large_rows(terse_server):
    """What no page of a hundred has room for comes in smaller ones."""
    from tessera_sdk import BadRequestError, TesseraClient

    with TesseraClient(terse_server.url) as client:
        made = [client.teams.create(name=f"large {i:02}", metadata={"m": "x" * (900_000 if 3 <= i < 9 else 10)}).id for i in range(12)]
        assert [team.id for team in client.teams.iter(name="large")] == made
        with pytest.raises(BadRequestError, match="limit="):
            client.teams.list()


def test_a_row_that_is_too_large_alone_ends_a_walk():
    from tessera_sdk import BadRequestError, TesseraClient

    asked = []

    def refusing(request):
        asked.append(request.target)
        problem = {"code": "REPLY_TOO_LARGE", "message": "too large", "details": {"index": 0}}
        return reply(json.dumps({"error": problem}).encode(), status=400)

    with ScriptedServer(refusing) as server, TesseraClient(server.url) as client, pytest.raises(BadRequestError, match="too large"):
        list(client.teams.iter())
    assert len(asked) == 1


def test_every_list_is_walked(client, server):
    """The place of each is a parameter of each."""
    team = client.teams.create(name=unique("walked"))
    asset, other = (client.assets.create(fqn=f"lake.{unique('w')}", owner_team_id=team.id) for _ in range(2))
    client.assets.add_dependency(asset.id, other.id)
    contract = client.assets.publish_contract(asset.id, True).contract
    client.registrations.create(contract.id, team.id)
    client.users.create(unique("walker"), "Some Body", team_id=team.id)
    walks = [client.teams.iter(1), client.teams.iter_members(team.id, 1), client.users.iter(1), client.assets.iter(1), client.assets.iter_search("lake", 1),
             client.assets.iter_list_contracts(asset.id, limit=1), client.assets.iter_list_dependencies(asset.id, limit=1), client.contracts.iter(1),
             client.contracts.iter_get_registrations(contract.id, 1), client.registrations.iter(1)]
    for walk in walks:
        ids = [entry.id for entry in walk]
        assert ids and len(ids) == len(set(ids))


def test_a_server_that_counts():
    """One that knows no places is walked by offsets."""
    from tessera_sdk import TesseraClient

    rows = [{"id": str(uuid.UUID(int=number)), "name": f"t{number}", "metadata": {}, "created_at": "2026-01-02T03:04:05.000006Z"} for number in range(7)]

    def counting(request):
        query = dict(part.split("=") for part in request.target.partition("?")[2].split("&"))
        offset, limit = int(query.get("offset", 0)), int(query["limit"])
        assert "after" not in query
        return reply({"results": rows[offset : offset + limit], "total": 7, "limit": limit, "offset": offset})

    with ScriptedServer(counting) as scripted, TesseraClient(scripted.url) as old:
        for limit in (1, 3, 7, 9):
            assert [team.name for team in old.teams.iter(limit=limit)] == [row["name"] for row in rows]
        assert [team.name for team in old.teams.iter(limit=2, offset=4)] == ["t4", "t5", "t6"]
        assert old.teams.list(limit=2).next is None


@pytest.mark.parametrize("limit", [1, 2, 7, 100])
def test_a_list_may_change_while_it_is_walked(client, limit):
    def fill(count=23):
        prefix = unique("walk")
        return prefix, [client.teams.create(name=f"{prefix} {i:03}").id for i in range(count)]

    prefix, made = fill()
    for team in client.teams.iter(limit=limit, name=prefix):
        client.teams.delete(team.id)
    assert client.teams.list(name=prefix).total == 0

    prefix, made = fill()
    seen = []
    for number, team in enumerate(client.teams.iter(limit=limit, name=prefix)):
        seen.append(team.id)
        if number % 5 == 0:
            client.teams.create(name=f"{prefix} 00-{number:03}")  # before all others
            client.teams.create(name=f"{prefix} 9-{number:03}")  # behind them
    assert len(seen) == len(set(seen)) and [one for one in seen if one in made] == made

    prefix, made = fill()
    seen = []
    for team in client.teams.iter(limit=limit, name=prefix):
        seen.append(team.id)
        client.teams.update(team.id, name=f"z {team.name}")
    assert sorted(seen) == sorted(made)

    prefix, made = fill()
    seen = []
    for number, team in enumerate(client.teams.iter(limit=limit, name=prefix)):
        seen.append(team.id)
        if number % 3 == 1:
            client.teams.delete(seen[number - 1])
            client.teams.create(name=f"{prefix} 00-{number:03}")
    assert len(seen) == len(set(seen)) and set(made) <= set(seen)
