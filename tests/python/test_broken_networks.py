"""Connections that are cut, reset, slow or dead: every call completes once, with its result or with the right error."""

import asyncio
import itertools
import uuid

import pytest

from support.make import make_team
from support.proxy import Proxy, Treatment
from support.scripted import ScriptedServer, reply

LIMIT_SECONDS = 60
TEAM = {"id": str(uuid.UUID(int=1)), "name": "t", "description": None, "metadata": {"text": "é" * 40}, "updated_at": None,
        "created_at": "2025-03-04T09:15:02.004512Z"}
REPLY = reply(TEAM)


def outcome_of(error):
    """What became of a call: its error's class, or "done"."""
    return type(error).__name__ if error else "done"


async def outcomes(client, count, call):
    """What became of `count` calls made at once, each of which completes just once."""
    completions = [0] * count

    async def one(number):
        try:
            await call(client)
        except Exception as error:
            return outcome_of(error)
        finally:
            completions[number] += 1
        return "done"

    results = await asyncio.wait_for(asyncio.gather(*(one(number) for number in range(count))), LIMIT_SECONDS)
    assert completions == [1] * count
    return results


def port_of(server):
    return int(server.url.rsplit(":", 1)[1])


def get_team(client):
    return client.teams.get(TEAM["id"])


@pytest.fixture
def answering():
    """A server whose every reply is the same team."""
    with ScriptedServer(lambda request: REPLY) as server:
        yield server


@pytest.mark.parametrize("reset", [False, True], ids=["end", "reset"])
def test_cut_after_each_byte_of_a_reply(answering, reset):
    from tessera_sdk import AsyncTesseraClient, TesseraClient

    async def main(url):
        async with AsyncTesseraClient(url, retries=0) as client:
            return await outcomes(client, len(REPLY), get_team)

    # Connection number n passes n bytes of the reply on.
    with Proxy(port_of(answering), lambda number: Treatment(reply_bytes=number, reset=reset)) as proxy:
        assert asyncio.run(main(proxy.url)) == ["TesseraConnectionError"] * len(REPLY)
    with Proxy(port_of(answering), lambda number: Treatment(reply_bytes=number * 17, reset=reset)) as proxy:
        for _ in range(len(REPLY) // 17):
            with TesseraClient(proxy.url, retries=0) as client:
                with pytest.raises(Exception) as caught:
                    get_team(client)
                assert outcome_of(caught.value) == "TesseraConnectionError"


def test_cut_after_each_byte_of_a_request(answering):
    from tessera_sdk import AsyncTesseraClient

    async def main(url):
        async with AsyncTesseraClient(url, retries=0) as client:
            return await outcomes(client, 100, get_team)

    with Proxy(port_of(answering), lambda number: Treatment(request_bytes=number)) as proxy:
        assert asyncio.run(main(proxy.url)) == ["TesseraConnectionError"] * 100
    assert answering.requests == []


def test_cut_between_calls(answering):
    """A connection that ends while it is idle is none of the next call's business."""
    from tessera_sdk import AsyncTesseraClient, TesseraClient

    async def main(url, proxy):
        async with AsyncTesseraClient(url, retries=0) as client:
            for _ in range(10):
                assert str((await get_team(client)).id) == TEAM["id"]
                proxy.cut()
                await asyncio.to_thread(answering.ended.get, timeout=LIMIT_SECONDS)

    with Proxy(port_of(answering)) as proxy:
        asyncio.run(main(proxy.url, proxy))
        with TesseraClient(proxy.url, retries=0) as client:
            for _ in range(10):
                assert str(get_team(client).id) == TEAM["id"]
                proxy.cut()
                answering.ended.get(timeout=LIMIT_SECONDS)
        assert proxy.connections == 20


@pytest.mark.parametrize("piece", [1, 7, 100])
def test_replies_that_trickle(answering, piece):
    from tessera_sdk import AsyncTesseraClient, TesseraClient

    async def main(url):
        async with AsyncTesseraClient(url, retries=0) as client:
            return await outcomes(client, 20, get_team)

    with Proxy(port_of(answering), lambda number: Treatment(piece_bytes=piece, pause_seconds=0.0002)) as proxy:
        assert asyncio.run(main(proxy.url)) == ["done"] * 20
        with TesseraClient(proxy.url, retries=0) as client:
            assert get_team(client).metadata == TEAM["metadata"]


@pytest.mark.parametrize("treatment", [
    Treatment(reply_bytes=0, stall=True), Treatment(reply_bytes=30, stall=True), Treatment(reply_bytes=len(REPLY) - 1, stall=True),
    Treatment(request_bytes=0, stall=True), Treatment(piece_bytes=1, pause_seconds=0.05)],
    ids=["no reply", "half a head", "almost all", "no request", "too slow"])
def test_too_slow(answering, treatment):
    """The limit is for the whole call, however the server dribbles."""
    from tessera_sdk import AsyncTesseraClient, TesseraClient, TesseraTimeoutError

    async def main(url):
        async with AsyncTesseraClient(url, timeout=0.3, retries=0) as client:
            return await outcomes(client, 20, get_team)

    with Proxy(port_of(answering), lambda number: treatment) as proxy:
        assert asyncio.run(main(proxy.url)) == ["TesseraTimeoutError"] * 20
        with TesseraClient(proxy.url, timeout=0.3, retries=0) as client, pytest.raises(TesseraTimeoutError):
            get_team(client)


def test_retries_get_through(answering):
    """Two of three connections are bad, each in a way of its own; calls that may be repeated do not show it."""
    from tessera_sdk import AsyncTesseraClient, TesseraClient

    bad = itertools.cycle([Treatment(refuse=True), Treatment(reply_bytes=0), Treatment(), Treatment(reply_bytes=40, reset=True),
                           Treatment(request_bytes=5), Treatment()])

    async def main(url):
        async with AsyncTesseraClient(url, retries=8, max_connections=4) as client:
            return await outcomes(client, 24, get_team)

    with Proxy(port_of(answering), lambda number: next(bad)) as proxy:
        assert asyncio.run(main(proxy.url)) == ["done"] * 24
        with TesseraClient(proxy.url, retries=8) as client:
            assert str(get_team(client).id) == TEAM["id"]


def test_writes_without_a_key_are_never_repeated(answering):
    from tessera_sdk import AsyncTesseraClient

    async def main(url):
        async with AsyncTesseraClient(url, retries=8) as client:
            return await outcomes(client, 10, lambda client: client.teams.update(TEAM["id"], name="x"))

    with Proxy(port_of(answering), lambda number: Treatment(reply_bytes=number)) as proxy:
        assert asyncio.run(main(proxy.url)) == ["TesseraConnectionError"] * 10
        assert proxy.connections == 10
    assert len(answering.requests) <= 10


@pytest.mark.parametrize("retries", [0, 3])
def test_a_write_on_a_kept_connection_is_sent_once(retries):
    """The server may have done what was asked before the connection ended, so it is not asked again."""
    from tessera_sdk import TesseraClient, TesseraConnectionError

    script = lambda request: REPLY if request.method == "GET" else ScriptedServer.CUT  # noqa: E731
    with ScriptedServer(script) as server, TesseraClient(server.url, retries=retries) as client:
        get_team(client)
        with pytest.raises(TesseraConnectionError):
            client.teams.update("0190f3a2-7c1e-7b3a-9c55-0242ac120002", name="x")
        assert [request.method for request in server.requests] == ["GET", "PATCH"]


def test_mixed_fates_of_calls_at_once(server):
    """Against the real server: each call has its own result or error, whatever happens to its neighbours."""
    from tessera_sdk import AsyncTesseraClient, TesseraConnectionError

    teams = [make_team(server.api())["id"] for _ in range(10)]
    fates = [Treatment(), Treatment(reply_bytes=60), Treatment(piece_bytes=3), Treatment(reply_bytes=0, reset=True)]

    async def main(url):
        async with AsyncTesseraClient(url, retries=0) as client:
            wanted = [teams[number % 10] for number in range(200)]
            got = await asyncio.wait_for(
                asyncio.gather(*(client.teams.get(one) for one in wanted), return_exceptions=True), LIMIT_SECONDS)
        for one, result in zip(wanted, got):
            assert isinstance(result, TesseraConnectionError) or str(result.id) == one, result
        return sum(not isinstance(result, Exception) for result in got)

    with Proxy(server.port, lambda number: fates[number % 4]) as proxy:
        assert 2 <= asyncio.run(main(proxy.url)) < 200


def test_cancelled_while_the_network_misbehaves(answering):
    from tessera_sdk import AsyncTesseraClient

    fates = [Treatment(reply_bytes=30, stall=True), Treatment(), Treatment(reply_bytes=0), Treatment(piece_bytes=1)]

    async def main(url):
        async with AsyncTesseraClient(url, timeout=5, retries=0) as client:
            for turns in range(40):
                tasks = [asyncio.create_task(get_team(client)) for _ in range(6)]
                for _ in range(turns):
                    await asyncio.sleep(0)
                for task in tasks:
                    task.cancel()
                done = await asyncio.wait_for(asyncio.gather(*tasks, return_exceptions=True), LIMIT_SECONDS)
                assert all(outcome_of(one if isinstance(one, BaseException) else None)
                           in ("CancelledError", "done", "TesseraConnectionError") for one in done), done

    with Proxy(port_of(answering), lambda number: fates[number % 4]) as proxy:
        asyncio.run(main(proxy.url))
