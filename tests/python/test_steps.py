"""How a task goes on when its reply has come: within the turn of the loop that received it, and as after any other future."""

import asyncio
import contextvars
import signal

import pytest

from support.make import unique
from support.scripted import ScriptedServer, reply

VARIABLE = contextvars.ContextVar("variable")


def test_tasks_keep_their_context_and_their_place(run, url):
    from tessera_sdk import AsyncTesseraClient

    async def one(client, number):
        VARIABLE.set(number)
        task = asyncio.current_task()
        for _ in range(20):
            await client.teams.list(limit=1)
            assert VARIABLE.get() == number and asyncio.current_task() is task
        return number

    async def main():
        async with AsyncTesseraClient(url) as client:
            assert await asyncio.gather(*(one(client, number) for number in range(30))) == list(range(30))

    run(main())


def test_a_future_with_several_waiters(run, url):
    from tessera_sdk import AsyncTesseraClient

    async def main():
        async with AsyncTesseraClient(url) as client:
            team = await client.teams.create(unique("team "))
            task = asyncio.create_task(client.teams.get(team.id))
            shielded = [asyncio.shield(task) for _ in range(3)]
            assert await asyncio.gather(task, *shielded) == [team] * 4
            done, pending = await asyncio.wait([asyncio.create_task(client.teams.get(team.id)) for _ in range(5)])
            assert len(done) == 5 and not pending

    run(main())


def test_a_task_closes_the_client_while_others_are_to_be_told(run):
    from tessera_sdk import AsyncTesseraClient, TesseraError

    async def main():
        with ScriptedServer(lambda request: reply({"results": [], "total": 0, "limit": 1, "offset": 0})) as server:
            client = AsyncTesseraClient(server.url)

            async def first():
                await client.teams.list(limit=1)
                await client.close()

            async def other():
                try:
                    return len(await client.teams.list(limit=1))
                except TesseraError as error:
                    return str(error)

            results = await asyncio.gather(first(), *(other() for _ in range(10)))
            assert results[0] is None and len(results) == 11
            assert all(result == 0 or "closed" in result for result in results[1:]), results

    run(main())


@pytest.mark.parametrize("fatal", [KeyboardInterrupt, SystemExit])
def test_what_ends_the_loop_comes_out_of_it_and_loses_no_reply(url, fatal):
    from tessera_sdk import AsyncTesseraClient

    loop = asyncio.new_event_loop()
    kept = []

    async def begin():
        client = AsyncTesseraClient(url)
        await client.teams.list(limit=1)
        return client

    async def ends(client):
        await client.teams.list(limit=1)
        raise fatal

    async def others(client):
        return await asyncio.gather(*(client.teams.list(limit=1) for _ in range(20)))

    client = loop.run_until_complete(begin())
    rest = loop.create_task(others(client))
    kept.append(loop.create_task(ends(client)))
    with pytest.raises(fatal):
        loop.run_forever()
    assert len(loop.run_until_complete(asyncio.wait_for(rest, 30))) == 20
    with pytest.raises(fatal):
        kept[0].result()
    loop.run_until_complete(client.close())
    loop.close()


def test_ctrl_c_ends_a_run(run, url):
    from tessera_sdk import AsyncTesseraClient

    async def main():
        async with AsyncTesseraClient(url) as client:
            await client.teams.list(limit=1)
            signal.raise_signal(signal.SIGINT)
            while True:
                await client.teams.list(limit=1)

    with pytest.raises(KeyboardInterrupt):
        run(main())


def test_errors_reach_the_task(run, url):
    from tessera_sdk import AsyncTesseraClient, NotFoundError

    async def main():
        async with AsyncTesseraClient(url) as client:
            for _ in range(5):
                with pytest.raises(NotFoundError):
                    await client.teams.get("00000000-0000-0000-0000-000000000001")

    run(main())
