"""Values that programs give by mistake, or that others gave them: each is refused by its name, none is sent as something else."""

import asyncio
import functools

import pytest

from support.scripted import ScriptedServer, reply

ID = "0190f3a2-7c1e-7b3a-9c55-0242ac120002"
TEAM = {"id": ID, "name": "t", "metadata": {}, "created_at": "2026-01-01T00:00:00Z"}


@pytest.fixture(scope="module")
def scripted():
    with ScriptedServer(lambda request: reply(TEAM)) as server:
        yield server


@pytest.fixture
def client(scripted):
    from tessera_sdk import TesseraClient

    with TesseraClient(scripted.url, retries=0) as client:
        yield client


@pytest.mark.parametrize("kind", ["TesseraClient", "AsyncTesseraClient"])
@pytest.mark.parametrize(("settings", "error", "told"), [
    ({"base_url": "http://localhost:1\0.example"}, ValueError, "base_url holds a NUL character"),
    ({"base_url": "unix:/tmp/a\0b"}, ValueError, "base_url holds a NUL character"),
    ({"api_key": "a\0b"}, ValueError, "api_key holds a NUL character"),
    ({"proxy": "http://a\0b"}, ValueError, "proxy holds a NUL character"),
    ({"user_agent_suffix": "a\0b"}, ValueError, "user_agent_suffix holds a NUL character"),
    ({"headers": {"X": "a\0b"}}, ValueError, "a header holds a NUL character"),
    ({"headers": {"X\0Y": "a"}}, ValueError, "a header holds a NUL character"),
    ({"headers": {"X": None}}, TypeError, "the header 'X' must be str, not NoneType"),
    ({"headers": {"X": b"a"}}, TypeError, "the header 'X' must be str, not bytes"),
    ({"headers": {"X": 1}}, TypeError, "the header 'X' must be str, not int"),
    ({"headers": {b"X": "a"}}, TypeError, "names of headers must be str, not bytes"),
    ({"headers": [("X", "a")]}, TypeError, "headers must be a mapping or None, not list"),
    ({"timeout": "5"}, TypeError, "timeout must be a number of seconds or None, not str"),
    ({"timeout": True}, TypeError, "timeout must be a number of seconds or None, not bool"),
    ({"max_connections": True}, TypeError, "max_connections must be int, not bool"),
    ({"retries": False}, TypeError, "retries must be int, not bool"),
    ({"timeout": 1j}, TypeError, "timeout must be a number of seconds or None, not complex"),
    ({"timeout": float("nan")}, ValueError, "timeout must be a number of seconds above 0"),
    ({"max_connections": 2.5}, TypeError, "max_connections must be int, not float"),
    ({"max_connections": 10**30}, ValueError, "max_connections must be between 1 and 65535"),
    ({"retries": None}, TypeError, "retries must be int, not NoneType"),
    ({"retries": -(10**30)}, ValueError, "retries must be between 0 and 65535"),
])
def test_settings(kind, settings, error, told):
    import tessera_sdk

    with pytest.raises(error, match=told):
        getattr(tessera_sdk, kind)(**settings)


@pytest.mark.parametrize(("options", "error", "told"), [
    ({"idempotency_key": "a\0b"}, ValueError, "idempotency_key holds a NUL character"),
    ({"if_match": "a\0b"}, ValueError, "if_match holds a NUL character"),
    ({"headers": {"X": None}}, TypeError, "the header 'X' must be str, not NoneType"),
    ({"timeout": []}, TypeError, "timeout must be a number of seconds or None, not list"),
    ({"retries": "2"}, TypeError, "retries must be int, not str"),
    ({"retries": True}, TypeError, "retries must be int, not bool"),
    ({"timeout": True}, TypeError, "timeout must be a number of seconds or None, not bool"),
])
def test_options(client, options, error, told):
    with pytest.raises(error, match=told):
        client.with_options(**options)


async def waits(_):
    """A hook as other clients have them."""


class Hooks:
    async def waits(self, _):
        pass


class Awaited:
    async def __call__(self, _):
        pass


class Called:
    def __call__(self, _):
        pass


@pytest.mark.parametrize("kind", ["TesseraClient", "AsyncTesseraClient"])
@pytest.mark.parametrize("name", ["on_request", "on_response", "on_retry"])
@pytest.mark.parametrize("hook", [
    waits, Hooks().waits, Awaited(), functools.partial(waits), functools.partial(Awaited())],
    ids=["function", "method", "object", "partial", "partial of an object"])
def test_hooks_that_nobody_would_await(kind, name, hook):
    import tessera_sdk

    with pytest.raises(TypeError, match=f"{name} must be a function that does not wait, not a coroutine function"):
        getattr(tessera_sdk, kind)(**{name: hook})


def test_objects_and_partials_are_hooks():
    from tessera_sdk import TesseraClient

    for hook in (Called(), functools.partial(Called()), functools.partial(max, 0), print):
        TesseraClient(on_request=hook, on_response=hook, on_retry=hook).close()


def test_what_a_hook_adds(scripted):
    from tessera_sdk import TesseraClient

    with TesseraClient(scripted.url, on_request=lambda request: request.headers.update(X=5)) as client:
        with pytest.raises(TypeError, match="the header 'X' must be str, not int"):
            client.teams.get(ID)


@pytest.mark.parametrize(("call", "error", "told"), [
    (lambda c: c.teams.list(limit="5"), TypeError, "limit must be int, not str"),
    (lambda c: c.teams.list(limit=1.0), TypeError, "limit must be int, not float"),
    (lambda c: c.teams.list(offset=10**30), "ValidationError", "offset is beyond the whole numbers of 64 bits"),
    (lambda c: c.teams.list(offset=-(10**30)), "ValidationError", "offset is beyond the whole numbers of 64 bits"),
    (lambda c: c.teams.delete(ID, force="false"), TypeError, "force must be bool, not str"),
    (lambda c: c.assets.publish_contract(ID, {}, dry_run="no"), TypeError, "dry_run must be bool, not str"),
    (lambda c: c.request("GET", "/\0x"), ValueError, "path holds a NUL character"),
    (lambda c: c.request("GET\0", "/x"), ValueError, "method holds a NUL character"),
    (lambda c: c.request("CONNECT", "/x"), "TesseraError", "an upper-case method"),
    (lambda c: c.request("GET", "/x", params=[("a", "b")]), TypeError, "params must be a mapping or None, not list"),
    (lambda c: c.request("GET", "/x", params="a=b"), TypeError, "params must be a mapping or None, not str"),
])
def test_arguments(client, scripted, call, error, told):
    import tessera_sdk

    before = len(scripted.requests)
    with pytest.raises(getattr(tessera_sdk, error) if isinstance(error, str) else error, match=told):
        call(client)
    assert len(scripted.requests) == before

    async def main():
        async with tessera_sdk.AsyncTesseraClient(scripted.url) as other:
            await call(other)

    with pytest.raises(getattr(tessera_sdk, error) if isinstance(error, str) else error, match=told):
        asyncio.run(main())


def test_a_truth_may_be_a_number(client, scripted):
    client.teams.delete(ID, force=1)
    assert scripted.requests[-1].target.endswith("?force=true")


@pytest.mark.parametrize("given", [{}, {"Content-Type": "application/json"}, {"content-type": "application/merge-patch+json"}])
def test_one_type_of_body(scripted, given):
    """Where the caller tells it, the client does not tell it again: a second one would be another message to some servers."""
    from tessera_sdk import TesseraClient

    wanted = next(iter(given.values()), "application/json")
    with TesseraClient(scripted.url, headers=given) as client, TesseraClient(scripted.url) as other:
        for one in (client, other.with_options(headers=given)):
            one.teams.update(ID, name="x")
            assert scripted.requests[-1].names.count("content-type") == 1
            assert scripted.requests[-1].headers["content-type"] == wanted
