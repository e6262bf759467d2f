"""Calls that are cancelled, at every stage of their lives, and calls whose time is up."""

import asyncio
import socket
import threading
import time
import uuid

import pytest

from support.proxy import Proxy, Treatment
from support.scripted import ScriptedServer, reply

LIMIT_SECONDS = 30
TEAM = {"id": str(uuid.UUID(int=1)), "name": "t", "description": None, "metadata": {"text": "x" * 5000}, "updated_at": None,
        "created_at": "2025-03-04T09:15:02.004512Z"}


def silent(request):
    """Says nothing, so that calls stay under way; the health is told."""
    return reply({"status": "alive"}) if request.target == "/health/live" else None


async def arrival(server, target="/"):
    """Waits for a request to this path and what is below it."""
    while not (await asyncio.to_thread(server.arrivals.get, timeout=LIMIT_SECONDS)).target.startswith(target):
        pass


async def assert_works(client):
    """The client and its connections are as good as new."""
    patient = client.with_options(timeout=LIMIT_SECONDS)
    got = await asyncio.gather(*(patient.health_live() for _ in range(5)))
    assert [one.status for one in got] == ["alive"] * 5


async def assert_cancelled(*tasks):
    done = await asyncio.wait_for(asyncio.gather(*tasks, return_exceptions=True), LIMIT_SECONDS)
    assert [type(one) for one in done] == [asyncio.CancelledError] * len(tasks)


def client_of(server, **settings):
    from tessera_sdk import AsyncTesseraClient

    return AsyncTesseraClient(server.url, **settings)


# --- stages -----------------------------------------------------------------------------------------------------------


def test_before_the_task_has_begun(run):
    async def main(server):
        async with client_of(server) as client:
            task = asyncio.create_task(client.teams.list())
            task.cancel()
            await assert_cancelled(task)
            assert server.requests == []
            await assert_works(client)

    with ScriptedServer(silent) as server:
        run(main(server))


def test_while_it_waits_for_a_connection(run):
    async def main(server):
        async with client_of(server, max_connections=1) as client:
            first = asyncio.create_task(client.teams.list())
            await arrival(server)
            waiting = [asyncio.create_task(client.teams.get(uuid.uuid4())) for _ in range(10)]
            await asyncio.sleep(0)
            for task in waiting:
                task.cancel()
            await assert_cancelled(*waiting)
            assert len(server.requests) == 1 and not first.done()
            first.cancel()
            await assert_cancelled(first)
            await assert_works(client)
            assert {request.target for request in server.requests[1:]} == {"/health/live"}

    with ScriptedServer(silent) as server:
        run(main(server))


def test_while_it_connects(run):
    """The queue of a listener that accepts nothing is full, so that connecting does not end."""
    from tessera_sdk import AsyncTesseraClient, TesseraTimeoutError

    async def main(url):
        async with AsyncTesseraClient(url, timeout=2) as client:
            tasks = [asyncio.create_task(client.health()) for _ in range(5)]
            for _ in range(10):
                await asyncio.sleep(0)
            for task in tasks:
                assert not task.done()
                task.cancel()
            await assert_cancelled(*tasks)
            with pytest.raises(TesseraTimeoutError):
                await client.health()

    with socket.create_server(("127.0.0.1", 0), backlog=0) as listener:
        fillers = [socket.socket() for _ in range(4)]
        for one in fillers:
            one.setblocking(False)
            one.connect_ex(listener.getsockname())
        run(main(f"http://127.0.0.1:{listener.getsockname()[1]}"))
        for one in fillers:
            one.close()


def test_while_a_large_request_is_sent(run):
    """The server reads nothing, so most of the request is still here."""
    async def main(url):
        from tessera_sdk import AsyncTesseraClient

        async with AsyncTesseraClient(url) as client:
            task = asyncio.create_task(client.request("POST", "/x", json={"text": "x" * 30_000_000}))
            connection, _ = await asyncio.to_thread(listener.accept)
            with connection:
                assert await asyncio.to_thread(connection.recv, 4) == b"POST"
                task.cancel()
                await assert_cancelled(task)

    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(LIMIT_SECONDS)
        run(main(f"http://127.0.0.1:{listener.getsockname()[1]}"))


@pytest.mark.parametrize("passed", [0, 10, 60, 2000])
def test_while_the_reply_arrives(run, passed):
    async def main(proxy, server):
        async with client_of(proxy) as client:
            tasks = [asyncio.create_task(client.teams.get(TEAM["id"])) for _ in range(3)]
            for _ in tasks:
                await arrival(server)
            await asyncio.sleep(0)
            for task in tasks:
                task.cancel()
            await assert_cancelled(*tasks)
            # The rest of a reply that nobody wants must not become the reply to another call.
            held.clear()
            assert (await client.teams.get(TEAM["id"])).metadata == TEAM["metadata"]

    held = [True]
    with ScriptedServer(lambda request: reply(TEAM)) as server:
        with Proxy(int(server.url.rsplit(":", 1)[1]), lambda number: Treatment(reply_bytes=passed, stall=True) if held else Treatment()) as proxy:
            run(main(proxy, server))


def test_at_every_turn_of_the_loop(run, url):
    """Wherever the call is after so many turns: it is cancelled or done, once, and nothing else is disturbed."""
    async def main():
        from tessera_sdk import AsyncTesseraClient

        fates = set()
        async with AsyncTesseraClient(url) as client:
            for turns in range(150):
                task = asyncio.create_task(client.health_live())
                neighbour = asyncio.create_task(client.health_live())
                for _ in range(turns % 50):
                    await asyncio.sleep(0 if turns % 3 else 0.0001)
                task.cancel()
                (fate,) = await asyncio.gather(task, return_exceptions=True)
                fates.add(type(fate).__name__)
                assert (await neighbour).status == "alive"
        return fates

    assert run(main()) <= {"CancelledError", "HealthLive"}


def test_when_the_result_is_there_already(run):
    """What came before the cancellation counts: the result of a completed future stays."""
    async def main(server):
        async with client_of(server) as client:
            future = client._core.request("GET", "/health/live", None, None)
            assert await future == {"status": "alive"}
            assert future.cancel() is False and future.result() == {"status": "alive"} and not future.cancelled()

    with ScriptedServer(silent) as server:
        run(main(server))


def test_twice_and_from_a_callback(run):
    async def main(server):
        async with client_of(server) as client:
            futures = [client._core.request("GET", f"/{number}", None, None) for number in range(4)]
            futures[0].add_done_callback(lambda _: [one.cancel() for one in futures])
            await arrival(server)
            assert futures[0].cancel() is True and futures[0].cancel() is False
            await assert_cancelled(*futures)
            await assert_works(client)

    with ScriptedServer(silent) as server:
        run(main(server))


def test_from_another_thread(run):
    async def main(server):
        async with client_of(server) as client:
            loop, task = asyncio.get_running_loop(), asyncio.create_task(client.teams.list())
            await arrival(server)
            threading.Thread(target=loop.call_soon_threadsafe, args=(task.cancel,)).start()
            await assert_cancelled(task)
            await assert_works(client)

    with ScriptedServer(silent) as server:
        run(main(server))


def test_by_a_group_whose_other_task_fails(run):
    async def main(server):
        async def fail():
            await arrival(server, "/api")
            raise LookupError

        async with client_of(server) as client:
            with pytest.raises(ExceptionGroup) as caught:
                async with asyncio.TaskGroup() as group:
                    tasks = [group.create_task(client.teams.list()) for _ in range(3)]
                    group.create_task(fail())
            assert [type(one) for one in caught.value.exceptions] == [LookupError]
            assert all(task.cancelled() for task in tasks)
            await assert_works(client)

    with ScriptedServer(silent) as server:
        run(main(server))


def test_in_a_walk(run, url, server):
    from support.make import make_team
    from tessera_sdk import AsyncTesseraClient

    api = server.api()
    for _ in range(6):
        make_team(api)

    async def main():
        async def walk():
            async for _ in client.teams.iter(limit=1):
                seen.append(1)
                if len(seen) == 3:
                    asyncio.current_task().cancel()

        seen = []
        async with AsyncTesseraClient(url) as client:
            await assert_cancelled(asyncio.create_task(walk()))
            assert len(seen) == 3
            # A generator that is left behind is no trouble either.
            async for _ in client.teams.iter(limit=1):
                break
            await assert_works(client)

    run(main())


# --- time -------------------------------------------------------------------------------------------------------------


def test_every_call_has_its_own_time(run):
    """Calls that were made later end later, and none waits for another."""
    from tessera_sdk import TesseraTimeoutError

    async def main(server):
        async def late(seconds):
            await asyncio.sleep(seconds)
            began = time.monotonic()
            with pytest.raises(TesseraTimeoutError):
                await client.health()
            return time.monotonic() - began

        async with client_of(server, timeout=0.25) as client:
            taken = await asyncio.gather(*(late(number * 0.02) for number in range(10)))
            assert all(0.24 <= one < 5 for one in taken), taken
            await assert_works(client)

    with ScriptedServer(silent) as server:
        run(main(server))


def test_the_time_in_the_queue_counts(run):
    from tessera_sdk import TesseraTimeoutError

    async def main(server):
        async with client_of(server, timeout=0.2, max_connections=1) as client:
            done = await asyncio.gather(*(client.health() for _ in range(20)), return_exceptions=True)
            assert {type(one) for one in done} == {TesseraTimeoutError}
            await assert_works(client)

    with ScriptedServer(silent) as server:
        began = time.monotonic()
        run(main(server))
        assert time.monotonic() - began < 3


def test_no_limit_at_all(run):
    """With no limit of the client's own, that of asyncio holds."""
    async def main(server):
        async with client_of(server, timeout=None) as client:
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(client.health(), 0.1)
            await assert_works(client)

    with ScriptedServer(silent) as server:
        run(main(server))
