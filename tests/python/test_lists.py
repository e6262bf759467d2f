"""Pages of lists, and walks over all of them."""

import asyncio
import copy
import json
import operator
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


@pytest.fixture(params=["waiting", "awaited"])
def pages(request, url):
    """All pages of a call, from the first one on, by a client of either kind."""

    def waiting(call, /, *arguments, to=url, **keywords):
        from tessera_sdk import TesseraClient

        with TesseraClient(to) as client:
            seen = [operator.attrgetter(call)(client)(*arguments, **keywords)]
            while (page := seen[-1].next_page()) is not None:
                seen.append(page)
            return seen

    def awaited(call, /, *arguments, to=url, **keywords):
        from tessera_sdk import AsyncTesseraClient

        async def main():
            async with AsyncTesseraClient(to) as client:
                seen = [await operator.attrgetter(call)(client)(*arguments, **keywords)]
                while (page := await seen[-1].next_page()) is not None:
                    seen.append(page)
                return seen

        return asyncio.run(main())

    return waiting if request.param == "waiting" else awaited


def test_pages_give_their_next_page(client, pages):
    prefix = unique("turned")
    made = [client.teams.create(name=f"{prefix} {number}").id for number in range(7)]
    for limit, sizes in ((3, [3, 3, 1]), (7, [7]), (100, [7])):
        seen = pages("teams.list", limit=limit, name=prefix)
        assert [len(page) for page in seen] == sizes and [team.id for page in seen for team in page] == made
        assert [page.has_more for page in seen] == [True] * (len(seen) - 1) + [False]
        assert all(page.limit == limit and page.total == 7 for page in seen)
    assert [team.id for page in pages("teams.list", 2, 3, prefix) for team in page] == made[3:]
    assert [len(page) for page in pages("teams.list", name=unique("nobody"))] == [0]
    # A row that goes moves none of the others.
    first = client.teams.list(limit=2, name=prefix)
    client.teams.delete(made[0])
    assert [team.id for team in first.next_page()] == made[2:4]


def test_every_list_turns_its_pages(client, pages):
    team = client.teams.create(name=unique("turning"))
    assets = [client.assets.create(fqn=f"lake.{unique('t')}", owner_team_id=team.id) for _ in range(3)]
    for other in assets[1:]:
        client.assets.add_dependency(assets[0].id, other.id)
    assert [len(page) for page in pages("assets.list", 2, owner_team_id=team.id)] == [2, 1]
    assert [len(page) for page in pages("assets.list", 2, owner_team_id=team.id, sort_by="created_at", sort_order="desc")] == [2, 1]
    assert [len(page) for page in pages("assets.list_dependencies", assets[0].id, limit=1)] == [1, 1]


def test_pages_of_a_server_that_counts(pages):
    from tessera_sdk import BadRequestError

    rows = [{"id": str(uuid.UUID(int=number)), "name": f"t{number}", "metadata": {}, "created_at": "2026-01-02T03:04:05.000006Z"} for number in range(5)]

    def counting(request):
        query = dict(part.split("=") for part in request.target.partition("?")[2].split("&"))
        offset, limit = int(query.get("offset", 0)), int(query["limit"])
        return reply({"results": rows[offset : offset + limit], "total": 5, "limit": limit, "offset": offset})

    with ScriptedServer(counting) as scripted:
        seen = pages("teams.list", limit=2, to=scripted.url)
        assert [(len(page), page.has_more) for page in seen] == [(2, True), (2, True), (1, False)]

    def failing(request):
        return counting(request) if "offset" not in request.target else reply(b"{}", status=400)

    with ScriptedServer(failing) as scripted, pytest.raises(BadRequestError):
        pages("teams.list", limit=2, to=scripted.url)


def test_a_page_without_a_client_has_no_next(client):
    from tessera_sdk import Page, TesseraError

    client.teams.create(name=unique("alone"))
    page = client.teams.list(limit=1)
    for other in (copy.copy(page), pickle.loads(pickle.dumps(page)), Page()):
        with pytest.raises(TesseraError, match="came from no call"):
            other.next_page()
    assert copy.copy(page).has_more == page.has_more
    client.close()
    if page.has_more:
        with pytest.raises(TesseraError, match="the client is closed"):
            page.next_page()


def test_pages_become_plain_objects(client, pages):
    prefix = unique("plain")
    made = client.teams.create(name=prefix, metadata={"a": [1]})
    (page,) = pages("teams.list", name=prefix)
    assert page.to_dicts() == [made.to_dict()] == [json.loads(made.to_json())]
    assert dict(page[0]) == dict(made) and dict(page[0])["id"] == made.id
    (nobody,) = pages("teams.members", made.id)
    assert nobody == [] and nobody.to_dicts() == []


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


@pytest.mark.parametrize("places", [["a", "a"], ["a", "b", "a"], ["a", "b", "c", "b"], None], ids=repr)
def test_a_list_without_an_end(run, places):
    """A server that leads back to a page that came already, by its place or by the number before it: each row is given once."""
    from tessera_sdk import AsyncTesseraClient, TesseraClient, TesseraConnectionError

    def leading_back(request):
        number = min(len(server.requests), len(places or "ab")) - 1
        row = {"id": str(uuid.UUID(int=number)), "name": f"t{number}", "metadata": {}, "created_at": "2026-01-02T03:04:05Z"}
        return reply({"results": [row], "total": 9, "limit": 1, "offset": 0, "next": places[number] if places else None})

    told = rf"the list has no end: .*\({'next: .[ab].' if places else 'offset: 1'}\)"
    expected = [f"t{number}" for number in range(len(places or "ab"))]
    with ScriptedServer(leading_back) as server:
        with TesseraClient(server.url) as client:
            rows = []
            with pytest.raises(TesseraConnectionError, match=told):
                for team in client.teams.iter():
                    rows.append(team.name)
            assert rows == expected
            with pytest.raises(TesseraConnectionError, match=told):
                client.teams.get_by_name("nobody")
            last = client.teams.list(after="b")
        server.requests.clear()

        async def main():
            async with AsyncTesseraClient(server.url) as client:
                with pytest.raises(TesseraConnectionError, match=told):
                    async for team in client.teams.iter():
                        rows.append(team.name)

        run(main())
    assert rows == 2 * expected and last.has_more is (places is not None)


def test_a_page_that_is_followed_by_itself(run):
    from tessera_sdk import AsyncTesseraClient, TesseraClient, TesseraConnectionError

    with ScriptedServer(lambda _: reply({"results": [], "total": 9, "limit": 1, "offset": 0, "next": "a"})) as server:
        with TesseraClient(server.url) as client:
            second = client.teams.list().next_page()
            with pytest.raises(TesseraConnectionError, match="no end"):
                second.next_page()

        async def main():
            async with AsyncTesseraClient(server.url) as client:
                second = await (await client.teams.list()).next_page()
                with pytest.raises(TesseraConnectionError, match="no end"):
                    await second.next_page()

        run(main())


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
