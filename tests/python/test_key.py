"""API keys that a program gives as calls are made, so that they are replaced while its client lives."""

import asyncio
import logging

import pytest

from support.scripted import ScriptedServer, error, reply

TEAM = {"id": "0190f3a2-7c1e-7b3a-9c55-0242ac120002", "name": "t", "metadata": {}, "created_at": "2026-01-01T00:00:00.000000Z"}


@pytest.fixture
def scripted():
    before = []
    with ScriptedServer(lambda request: before.pop(0) if before else reply(TEAM)) as server:
        server.before = before
        yield server


def sent(server):
    return [request.headers.get("authorization") for request in server.requests]


def numbered():
    """Gives k1, k2, and so on, and knows how often it was asked."""
    asked = []

    def give():
        asked.append(None)
        return f"k{len(asked)}"

    give.asked = asked
    return give


def play(url, program, give, **settings):
    """Runs the program, which yields calls and gets their results, with each client; of the async one the key is awaited, too."""
    from tessera_sdk import AsyncTesseraClient, TesseraClient

    with TesseraClient(url, give, **settings) as client:
        for call in program(client):
            call()

    async def later():
        await asyncio.sleep(0)
        return give()

    async def main(key):
        async with AsyncTesseraClient(url, key, **settings) as client:
            for call in program(client):
                await call()

    asyncio.run(main(give))
    asyncio.run(main(later))


def test_each_call_asks(scripted, monkeypatch):
    monkeypatch.setenv("TESSERA_API_KEY", "not this one")

    def program(client):
        yield lambda: client.teams.get(TEAM["id"])
        yield lambda: client.request("GET", "/x")
        yield lambda: client.with_options(timeout=9).teams.get(TEAM["id"])
        yield lambda: client.with_options(timeout=9).request("GET", "/x")

    play(scripted.url, program, numbered())
    assert sent(scripted) == [f"Bearer k{number}" for number in range(1, 13)]


def test_tries_of_a_call_have_one_key(scripted):
    def program(client):
        scripted.before[:] = [error(503, "UNAVAILABLE", "no")]
        yield lambda: client.teams.get(TEAM["id"])

    give = numbered()
    play(scripted.url, program, give)
    assert sent(scripted) == ["Bearer k1"] * 2 + ["Bearer k2"] * 2 + ["Bearer k3"] * 2


def test_a_header_counts_and_nobody_is_asked(scripted):
    give = numbered()
    own = {"AUTHORIZATION": "Bearer own"}
    play(scripted.url, lambda client: [lambda: client.with_options(headers=own).teams.get(TEAM["id"])], give)
    play(scripted.url, lambda client: [lambda: client.teams.get(TEAM["id"])], give, headers=own)
    play(scripted.url, lambda client: [lambda: client.teams.get(TEAM["id"])], give,
         on_request=lambda request: request.headers.update(own))  # fmt: skip
    assert sent(scripted) == ["Bearer own"] * 9 and give.asked == []


def test_an_empty_key_is_none(scripted):
    play(scripted.url, lambda client: [lambda: client.teams.get(TEAM["id"])], lambda: "")
    assert sent(scripted) == [None] * 3


@pytest.mark.parametrize(("value", "kind", "told"), [
    (None, "TypeError", "api_key must give a str, not NoneType"), (b"pa55", "TypeError", "api_key must give a str, not bytes"),
    ("pa55\r\nX: y", "TesseraError", "the API key cannot be sent"), ("pa55\xe9", "TesseraError", "the API key cannot be sent"),
    ("pa55" * 1001, "TesseraError", "the API key cannot be sent")])  # fmt: skip
def test_what_cannot_be_sent_fails_the_call_alone(scripted, value, kind, told):
    from tessera_sdk import AsyncTesseraClient, TesseraClient, TesseraError

    values = [value, "good"] * 2
    expected = TypeError if kind == "TypeError" else TesseraError
    with TesseraClient(scripted.url, lambda: values.pop(0)) as client:
        with pytest.raises(expected) as caught:
            client.teams.get(TEAM["id"])
        assert str(caught.value) == told
        client.teams.get(TEAM["id"])

    async def main():
        async with AsyncTesseraClient(scripted.url, lambda: values.pop(0)) as client:
            with pytest.raises(expected) as caught:
                await client.teams.get(TEAM["id"])
            assert str(caught.value) == told
            await client.teams.get(TEAM["id"])

    asyncio.run(main())
    assert sent(scripted) == ["Bearer good"] * 2


def test_what_the_function_raises_is_the_programs_own(scripted, caplog):
    from tessera_sdk import AsyncTesseraClient, TesseraClient

    def give():
        raise LookupError("pa55 is not in the vault")

    async def main():
        async with AsyncTesseraClient(scripted.url, give) as client:
            with pytest.raises(LookupError):
                await client.teams.get(TEAM["id"])

    caplog.set_level(logging.DEBUG, logger="tessera_sdk")
    with TesseraClient(scripted.url, give) as client, pytest.raises(LookupError):
        client.teams.get(TEAM["id"])
    asyncio.run(main())
    assert scripted.requests == [] and "pa55" not in caplog.text


def test_the_key_is_not_told(scripted, caplog):
    caplog.set_level(logging.DEBUG, logger="tessera_sdk")
    told = []
    play(scripted.url, lambda client: [lambda: client.teams.get(TEAM["id"])], lambda: "pa55",
         on_request=lambda request: told.append(dict(request.headers)),
         on_response=lambda outcome: told.append(dict(outcome.request.headers)))  # fmt: skip
    assert sent(scripted) == ["Bearer pa55"] * 3
    assert caplog.text and "pa55" not in caplog.text and "pa55" not in repr(told)


def test_the_synchronous_client_refuses_what_would_have_to_be_awaited():
    from tessera_sdk import TesseraClient

    async def give():
        return "k"

    with pytest.raises(TypeError, match="api_key must be a function that does not wait"):
        TesseraClient("http://127.0.0.1:1", give)


def test_a_key_is_replaced_under_calls_of_many_threads(scripted):
    """Nobody is refused while the old key and the new one are both valid."""
    from concurrent.futures import ThreadPoolExecutor

    from tessera_sdk import TesseraClient

    current = ["old"]
    with TesseraClient(scripted.url, lambda: current[0]) as client, ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: client.teams.get(TEAM["id"]), range(20)))
        current[0] = "new"
        list(pool.map(lambda _: client.teams.get(TEAM["id"]), range(20)))
    assert sorted(sent(scripted)) == ["Bearer new"] * 20 + ["Bearer old"] * 20
