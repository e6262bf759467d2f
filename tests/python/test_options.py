"""Views of a client with options of their own, and what is tried again."""

import asyncio
import gc
import re

import pytest

from support.scripted import ScriptedServer, error, reply

TEAM = {"id": "0190f3a2-7c1e-7b3a-9c55-0242ac120002", "name": "t", "metadata": {}, "created_at": "2026-01-01T00:00:00.000000Z"}
KEY = "idempotency-key"


@pytest.fixture
def scripted():
    """A server that gives a team, after the replies that were put before it."""
    before = []
    with ScriptedServer(lambda request: before.pop(0) if before else reply(TEAM)) as server:
        server.before = before
        yield server


def kinds():
    from tessera_sdk import AsyncTesseraClient, TesseraClient

    return (TesseraClient, AsyncTesseraClient)


def play(url, program, **settings):
    """Runs the program, which yields calls and gets their results, with either client."""

    async def asynchronous():
        async with kinds()[1](url, **settings) as client:
            await drive_asynchronous(program(client))

    async def drive_asynchronous(steps):
        result = None
        try:
            while True:
                made = steps.send(result)
                result = await made()
        except StopIteration:
            pass

    with kinds()[0](url, **settings) as client:
        steps, result = program(client), None
        try:
            while True:
                result = steps.send(result)()
        except StopIteration:
            pass
    asyncio.run(asynchronous())


def test_headers_of_a_view_take_the_place_of_the_clients(scripted):
    def program(client):
        yield lambda: client.teams.get(TEAM["id"])
        view = client.with_options(headers={"x-one": "view", "Authorization": "Bearer other"})
        yield lambda: view.teams.get(TEAM["id"])
        yield lambda: view.with_options(headers={"X-Two": "2", "X-ONE": "again"}).request("GET", "/x")
        yield lambda: client.teams.get(TEAM["id"])

    play(scripted.url, program, headers={"X-One": "client"}, api_key="k")
    seen = [[request.headers.get(name) for name in ("x-one", "x-two", "authorization")] for request in scripted.requests]
    plain = ["client", None, "Bearer k"]
    assert seen == [plain, ["view", None, "Bearer other"], ["again", "2", "Bearer other"], plain] * 2
    assert scripted.connections == 2  # one for each client


def test_a_condition_goes_with_each_call_of_a_view(scripted):
    def program(client):
        view = client.with_options(if_match='"a"')
        yield lambda: view.teams.update(TEAM["id"], name="x")
        yield lambda: view.with_options(if_none_match='"b"').teams.get(TEAM["id"])

    play(scripted.url, program)
    assert [(request.headers.get("if-match"), request.headers.get("if-none-match")) for request in scripted.requests] == [
        ('"a"', None), ('"a"', '"b"')] * 2


def sent(request, name):
    """The value that the request has under a name, as often as the name came."""
    return [request.headers.get(name)] * request.names.count(name)


def test_each_header_is_sent_once(scripted):
    """Of the hook, the view and the constructor, in whatever case: the one that was told last."""
    def program(client):
        get = lambda view: (lambda: view.teams.get(TEAM["id"]))  # noqa: E731
        yield get(client)
        view = client.with_options(headers={"x-ONE": "view", "X-Two": "a", "x-two": "b"})
        yield get(view)
        yield get(client.with_options(headers={"X-Hook": "view"}))

    def hook(request):
        request.headers.update({"X-hook": "first", "x-HOOK": "hook"})

    settings = {"X-One": "a", "x-one": "client", "X-HOOK": "client"}
    play(scripted.url, program, headers=settings)
    play(scripted.url, program, headers=settings, on_request=hook)
    seen = [[sent(request, name) for name in ("x-one", "x-two", "x-hook")] for request in scripted.requests]
    plain = [[["client"], [], ["client"]], [["view"], ["b"], ["client"]], [["client"], [], ["view"]]]
    assert seen == plain * 2 + [[one, two, ["hook"]] for one, two, _ in plain] * 2


@pytest.mark.parametrize(("option", "name", "value"), [
    ("if_match", "If-Match", '"a"'), ("if_none_match", "If-None-Match", '"a"'), ("idempotency_key", "Idempotency-Key", "a")])
@pytest.mark.parametrize("hooked", [False, True])
def test_options_and_headers_of_one_name(scripted, option, name, value, hooked):
    """The later one counts; of both at once the option. The constructor's header gives way to either."""
    other = value.replace("a", "b")
    update = lambda view: (lambda: view.teams.update(TEAM["id"], name="x"))  # noqa: E731

    def program(client):
        yield update(client.with_options(**{option: value}))
        yield update(client.with_options(**{option: value, "headers": {name.lower(): other}}))
        yield update(client.with_options(**{option: other}).with_options(headers={name: value}))
        yield update(client.with_options(headers={name: other}).with_options(**{option: value}))
        yield update(client.with_options(**{option: other}).with_options(headers={"X-Other": "1"}))

    hooks = {"on_request": lambda request: request.headers.update({name.upper(): "hook"})} if hooked else {}
    play(scripted.url, program, headers={name: "client"}, **hooks)
    assert [sent(request, name.lower()) for request in scripted.requests] == (
        [["hook"]] * 10 if hooked else [[value], [value], [value], [value], [other]] * 2)


def test_no_condition_is_none(scripted):
    """What came out of a list has no tag: a write would be under no condition then. A view of a view keeps what is left out."""
    from tessera_sdk import AsyncTesseraClient, TesseraClient

    for kind in (TesseraClient, AsyncTesseraClient):
        client = kind(scripted.url)
        for view in (client, client.with_options(if_match='"a"')):
            with pytest.raises(TypeError, match="if_match must be str, not None"):
                view.with_options(if_match=None)
        client.with_options(if_none_match=None)
        close = client.close()
        if close is not None:
            asyncio.run(close)


def test_not_modified_and_precondition_failed(server, run):
    from tessera_sdk import AsyncTesseraClient, NotModifiedError, PreconditionFailedError, TesseraAPIError

    async def main():
        async with AsyncTesseraClient(server.url) as client:
            team = await client.teams.create(name="conditions of a view")
            await client.with_options(if_match="*").teams.update(team.id, description="1")
            with pytest.raises(PreconditionFailedError) as failed:
                await client.with_options(if_match='"stale"').teams.update(team.id, description="2")
            tag = failed.value.details["current_etag"]
            with pytest.raises(NotModifiedError) as same:
                await client.with_options(if_none_match=tag).teams.get(team.id)
            assert same.value.status_code == 304 and not isinstance(same.value, TesseraAPIError)
            assert (await client.with_options(if_match=tag).teams.update(team.id, description="3")).description == "3"
            await client.teams.delete(team.id)

    run(main())


def test_an_idempotency_key_serves_one_write(scripted):
    def program(client):
        view = client.with_options(idempotency_key="mine", retries=0)
        yield lambda: view.teams.get(TEAM["id"])
        yield lambda: view.teams.update(TEAM["id"], name="x")
        yield lambda: view.teams.update(TEAM["id"], name="x")
        yield lambda: view.with_options(idempotency_key="other").request("POST", "/x", {})

    play(scripted.url, program)
    assert [request.headers.get(KEY) for request in scripted.requests] == [None, "mine", None, "other"] * 2


def test_creations_carry_keys_unless_there_are_no_retries(scripted):
    def program(client):
        yield lambda: client.teams.create("x")
        yield lambda: client.teams.create("x")
        yield lambda: client.teams.update(TEAM["id"], name="x")
        yield lambda: client.with_options(retries=0).teams.create("x")
        yield lambda: client.with_options(headers={"Idempotency-Key": "header"}).teams.create("x")

    play(scripted.url, program)
    keys = [request.headers.get(KEY) for request in scripted.requests]
    made = {*keys[:2], *keys[5:7]}
    assert len(made) == 4 and all(re.fullmatch(r"auto-[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}", key) for key in made)
    assert keys[2:5] == keys[7:] == [None, None, "header"]


@pytest.mark.parametrize("retries", [None, 0, 1])
@pytest.mark.parametrize("call", ["get", "create", "update"])
def test_tries(scripted, retries, call):
    """Twice more by default, with one key; other writes are not repeated."""
    from tessera_sdk import ServerError, TesseraConnectionError

    busy = [error(503, "BUSY", "busy"), error(502, "BAD_GATEWAY", "no"), error(504, "GATEWAY_TIMEOUT", "no")]
    wanted = 1 if call == "update" else {None: 3, 0: 1, 1: 2}[retries]

    def program(client):
        view = client if retries is None else client.with_options(retries=retries)
        scripted.before[:] = busy
        arguments = (TEAM["id"],) if call == "get" else ("x",) if call == "create" else (TEAM["id"], "x")

        def failing():
            return getattr(view.teams, call)(*arguments)

        yield failing

    for kind in range(2):
        with pytest.raises((ServerError, TesseraConnectionError)):
            if kind == 0:
                with kinds()[0](scripted.url) as client:
                    for step in program(client):
                        step()
            else:
                async def main():
                    async with kinds()[1](scripted.url) as client:
                        for step in program(client):
                            await step()

                asyncio.run(main())
        assert len(scripted.requests) == wanted
        assert len({request.headers.get(KEY) for request in scripted.requests}) == 1
        scripted.requests.clear()


def test_retry_after_is_kept_to(scripted):
    from tessera_sdk import RateLimitError, TesseraClient

    scripted.before[:] = [error(429, "RATE_LIMITED", "slow").replace(b"\r\n\r\n", b"\r\nRetry-After: 3600\r\n\r\n", 1)]
    with TesseraClient(scripted.url, timeout=5) as client, pytest.raises(RateLimitError) as limited:
        client.teams.get(TEAM["id"])
    assert limited.value.retry_after == 3600 and len(scripted.requests) == 1


def test_timeout_of_a_view(scripted):
    from tessera_sdk import TesseraClient, TesseraTimeoutError

    scripted.before[:] = [None]
    with TesseraClient(scripted.url) as client:
        with pytest.raises(TesseraTimeoutError):
            client.with_options(timeout=0.05).teams.get(TEAM["id"])
        assert client.with_options(timeout=None).teams.get(TEAM["id"]).name == "t"


def test_views_share_and_do_not_close(scripted):
    from tessera_sdk import TesseraClient, TesseraError

    client = TesseraClient(scripted.url)
    with client.with_options(timeout=5) as view:
        assert type(view) is TesseraClient and view.base_url == client.base_url
        assert view.teams.get(TEAM["id"]) == client.teams.get(TEAM["id"])
    view.close()
    assert not client.is_closed and not view.is_closed
    client.close()
    assert view.is_closed
    with pytest.raises(TesseraError):
        view.teams.get(TEAM["id"])
    assert scripted.connections == 1


def test_a_view_keeps_its_client_open(scripted, recwarn):
    from tessera_sdk import TesseraClient

    view = TesseraClient(scripted.url).with_options(timeout=5)
    gc.collect()
    assert view.teams.get(TEAM["id"]).name == "t" and not recwarn.list
    del view
    gc.collect()
    assert [str(warning.message) for warning in recwarn] == [f"unclosed TesseraClient for {scripted.url}"]


@pytest.mark.parametrize(("options", "kind"), [
    ({"timeout": 0}, ValueError), ({"timeout": "1"}, TypeError), ({"retries": -1}, ValueError), ({"retries": "x"}, TypeError),
    ({"headers": 5}, TypeError), ({"idempotency_key": 5}, TypeError), ({"if_match": b"x"}, TypeError)])
def test_options_are_checked(scripted, options, kind):
    for one in kinds():
        client = one(scripted.url)
        with pytest.raises(kind):
            client.with_options(**options)
        client._core.close()


def test_a_header_that_cannot_be_sent(scripted):
    from tessera_sdk import TesseraClient, TesseraError

    with TesseraClient(scripted.url) as client, pytest.raises(TesseraError, match="If-Match"):
        client.with_options(if_match="a\nb").teams.get(TEAM["id"])
