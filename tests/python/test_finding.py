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

    def waiting(path, *arguments, to=url, view=None, timeout=30, **named):
        with TesseraClient(to, timeout=timeout) as client:
            noun, name = path.split(".")
            return getattr(getattr(client if view is None else client.with_options(**view), noun), name)(*arguments, **named)

    def asynchronous(path, *arguments, to=url, view=None, timeout=30, **named):
        async def main():
            async with AsyncTesseraClient(to, timeout=timeout) as client:
                noun, name = path.split(".")
                call = getattr(getattr(client if view is None else client.with_options(**view), noun), name)
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


@pytest.mark.parametrize("of", ["client", "view without a limit"])
@pytest.mark.parametrize(("call", "model", "field"), [("teams.get_by_name", "Team", "name"), ("assets.get_by_fqn", "Asset", "fqn")])
def test_what_is_found_knows_its_request(ask, call, model, field, of):
    """That of the page it stood in. The tag is the list's, if anything gives one, and so not its own."""
    from tessera_sdk import models
    from tessera_sdk.testing import example

    rows = [example(getattr(models, model), **{field: name}).to_dict() for name in ("a.b", "a.c")]
    pages = [{"results": [row], "total": 2, "limit": 1, "offset": 0, "next": after} for row, after in zip(rows, ("place", None))]
    view = {"view": {"timeout": None}} if of != "client" else {}
    with ScriptedServer(lambda request: reply(
            pages[len(server.requests) - 1], etag='W/"list"', x_request_id=f"r-{len(server.requests)}")) as server:
        found = ask(call, "a.c", to=server.url, **view)
    assert (found.request_id, found.response.status, found.response.etag, found.etag) == ("r-2", 200, 'W/"list"', None)


def test_what_was_there_already_has_its_tag(ask):
    name = unique("tagged")
    first, again = ask("teams.get_or_create", name), ask("teams.get_or_create", name)
    assert first.etag == again.etag == ask("teams.get", first.id).etag and first.etag.startswith('"')
    found = ask("teams.get_by_name", name)
    assert found.etag is None and len(found.request_id) == 36 and found.response.status == 200
    with pytest.raises(TypeError, match="if_match must be str, not None: what comes out of a list has no entity tag"):
        ask("teams.update", found.id, description="late", view={"if_match": found.etag})


def test_what_is_deleted_meanwhile_is_made_again(ask):
    """The one in the way has gone when it is looked at: the next creation succeeds."""
    from tessera_sdk import NotFoundError

    missing = error(404, "TEAM_NOT_FOUND", "gone")
    with ScriptedServer(lambda request: (TAKEN, missing, reply(TEAM, 201))[len(server.requests) - 1]) as server:
        assert ask("teams.get_or_create", "t", to=server.url).name == "t"
        assert [request.method for request in server.requests] == ["POST", "GET", "POST"]
    with ScriptedServer(lambda request: TAKEN if request.method == "POST" else missing) as server, pytest.raises(NotFoundError):
        ask("teams.get_or_create", "t", to=server.url)


def test_other_conflicts_are_told(ask):
    from tessera_sdk import ConflictError

    with ScriptedServer(lambda request: error(409, "OTHER", "no")) as server, pytest.raises(ConflictError, match="OTHER"):
        ask("teams.get_or_create", "t", to=server.url)


TEAM = {"id": "0190f3a2-7c1e-7b3a-9c55-0242ac120002", "name": "t", "metadata": {}, "created_at": "2026-01-01T00:00:00.000000Z"}
TAKEN = error(409, "DUPLICATE_TEAM", "taken", details={"existing_id": TEAM["id"]})
FIRST_PAGE = reply({"results": [{**TEAM, "name": "u"}], "total": 2, "limit": 1, "offset": 0, "next": "place"})


class Clock:
    """A clock that stands still until it is told to go on."""

    def __init__(self, monkeypatch):
        from tessera_sdk import _options

        self.now = 1000.0
        monkeypatch.setattr(_options, "monotonic", lambda: self.now)


@pytest.mark.parametrize("of", ["client", "view"])
@pytest.mark.parametrize(("call", "first"), [("teams.get_or_create", TAKEN), ("teams.get_by_name", FIRST_PAGE)], ids=["create", "find"])
def test_all_requests_of_a_call_share_its_time(ask, monkeypatch, call, first, of):
    from tessera_sdk import TesseraTimeoutError

    clock = Clock(monkeypatch)
    limit = {"timeout": 3600} if of == "client" else {"timeout": 5, "view": {"timeout": 3600}}

    def script(after):
        def answer(request):
            if len(server.requests) > 1:
                return None  # the second request waits for nothing but its time
            clock.now += after
            return first

        return answer

    for after, requests in ((3600.5, 1), (3599.9, 2)):
        with ScriptedServer(script(after)) as server, pytest.raises(TesseraTimeoutError):
            ask(call, "t", to=server.url, **limit)
        assert len(server.requests) == requests, f"{after} seconds after it began"


def test_a_call_without_a_limit_has_none(ask, monkeypatch):
    clock = Clock(monkeypatch)

    def script(request):
        clock.now += 1e9
        return TAKEN if request.method == "POST" else reply(TEAM)

    for limit in ({"timeout": None}, {"view": {"timeout": None}}):
        with ScriptedServer(script) as server:
            assert ask("teams.get_or_create", "t", to=server.url, **limit).name == "t"


def test_what_a_view_sends_goes_with_every_request(ask):
    """And its idempotency key with the first write alone."""
    missing = error(404, "TEAM_NOT_FOUND", "gone")
    with ScriptedServer(lambda request: (TAKEN, missing, reply(TEAM, 201))[len(server.requests) - 1]) as server:
        ask("teams.get_or_create", "t", to=server.url, view={"headers": {"X-Team": "a"}, "idempotency_key": "once"})
        assert [request.headers["x-team"] for request in server.requests] == ["a"] * 3
        first, second, third = (request.headers.get("idempotency-key") for request in server.requests)
    assert first == "once" and second is None and third != "once"


@pytest.mark.parametrize("name", ["", None, 5, b"t", ["t"]], ids=repr)
def test_there_must_be_a_name(ask, name):
    from tessera_sdk import ValidationError

    for call in ("teams.get_by_name", "assets.get_by_fqn"):
        with pytest.raises(ValidationError, match="no name") as caught:
            ask(call, name)
        assert caught.value.status_code is None
