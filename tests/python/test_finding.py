"""What is found by its name, and made where it is not there."""

import asyncio
import inspect

import pytest

from support.make import unique
from support.scripted import ScriptedServer, error, reply


@pytest.fixture(params=["waiting", "asynchronous"])
def ask(request, url):
    """Makes a call of a client, by its path and arguments."""
    from tessera_sdk import AsyncTesseraClient, TesseraClient

    def waiting(path, *arguments, to=url, **named):
        with TesseraClient(to) as client:
            noun, name = path.split(".")
            return getattr(getattr(client, noun), name)(*arguments, **named)

    def asynchronous(path, *arguments, to=url, **named):
        async def main():
            async with AsyncTesseraClient(to) as client:
                noun, name = path.split(".")
                call = getattr(getattr(client, noun), name)
                assert inspect.iscoroutinefunction(call)
                return await call(*arguments, **named)

        return asyncio.run(main())

    return waiting if request.param == "waiting" else asynchronous


def test_team_by_name(ask):
    from tessera_sdk import NotFoundError

    name = unique("found by name_")
    made = ask("teams.create", name)
    ask("teams.create", name + " longer")
    assert ask("teams.get_by_name", name) == ask("teams.get", made.id)
    for missing in (name.upper(), name[:-1], "%", name + "\\"):
        with pytest.raises(NotFoundError, match="no team named") as caught:
            ask("teams.get_by_name", missing)
        assert (caught.value.status_code, caught.value.code) == (404, "TEAM_NOT_FOUND")


def test_team_is_made_once(ask):
    name = unique("made once")
    first = ask("teams.get_or_create", name, {"a": 1}, description="first")
    again = ask("teams.get_or_create", name, description="second")
    assert again.id == first.id and (again.description, again.metadata) == ("first", {"a": 1})


def test_asset_by_name(ask):
    from tessera_sdk import ConflictError, NotFoundError

    team = ask("teams.create", unique("owner"))
    fqn = f"lake.{unique('f')}.a_b"
    with pytest.raises(NotFoundError) as caught:
        ask("assets.get_by_fqn", fqn)
    assert (caught.value.status_code, caught.value.code) == (404, "ASSET_NOT_FOUND")
    made = ask("assets.create", fqn, team.id)
    ask("assets.create", fqn.replace("a_b", "axb"), team.id)
    ask("assets.create", fqn + "_more", team.id)
    assert ask("assets.get_by_fqn", fqn).id == made.id
    other = ask("assets.create", fqn, team.id, environment="staging")
    assert ask("assets.get_by_fqn", fqn, "staging").id == other.id
    assert ask("assets.get_by_fqn", fqn, environment="production").id == made.id
    with pytest.raises(ConflictError, match="production, staging"):
        ask("assets.get_by_fqn", fqn)


def test_asset_is_made_once(ask):
    team = ask("teams.create", unique("owner"))
    fqn = f"lake.{unique('o')}.once"
    first = ask("assets.get_or_create", fqn, team.id, description="first", tags=["a"])
    again = ask("assets.get_or_create", fqn, str(team.id), description="second")
    elsewhere = ask("assets.get_or_create", fqn, team.id, environment="staging")
    assert again.id == first.id != elsewhere.id and (again.description, again.tags) == ("first", ["a"])


def test_all_who_race_get_the_same(url):
    from tessera_sdk import AsyncTesseraClient

    async def main():
        async with AsyncTesseraClient(url) as client:
            return await asyncio.gather(*(client.teams.get_or_create(name) for _ in range(20)))

    name = unique("raced for")
    assert len({team.id for team in asyncio.run(main())}) == 1


def test_what_is_deleted_meanwhile_is_made_again(ask):
    """The one in the way has gone when it is looked at: the next creation succeeds."""
    from tessera_sdk import NotFoundError

    team = {"id": "0190f3a2-7c1e-7b3a-9c55-0242ac120002", "name": "t", "metadata": {}, "created_at": "2026-01-01T00:00:00.000000Z"}
    taken = error(409, "DUPLICATE_TEAM", "taken", details={"existing_id": team["id"]})
    missing = error(404, "TEAM_NOT_FOUND", "gone")
    with ScriptedServer(lambda request: (taken, missing, reply(team, 201))[len(server.requests) - 1]) as server:
        assert ask("teams.get_or_create", "t", to=server.url).name == "t"
        assert [request.method for request in server.requests] == ["POST", "GET", "POST"]
    with ScriptedServer(lambda request: taken if request.method == "POST" else missing) as server, pytest.raises(NotFoundError):
        ask("teams.get_or_create", "t", to=server.url)


def test_other_conflicts_are_told(ask):
    from tessera_sdk import ConflictError

    with ScriptedServer(lambda request: error(409, "OTHER", "no")) as server, pytest.raises(ConflictError, match="OTHER"):
        ask("teams.get_or_create", "t", to=server.url)
