"""The asynchronous client: calls, cancellation, closing, event loops."""

import asyncio
import gc
import inspect
import os
import threading
import uuid
import warnings

import pytest

from support.make import make_asset, make_team, unique
from support.scripted import ScriptedServer, reply

LIMIT_SECONDS = 30
TEAM = {"id": str(uuid.UUID(int=1)), "name": "t", "description": None, "metadata": {}, "updated_at": None,
        "created_at": "2025-03-04T09:15:02.004512Z"}


def silent(request):
    """Says nothing, so that calls stay under way."""
    return None


async def arrival(server):
    """The next request that a scripted server gets."""
    return await asyncio.to_thread(server.arrivals.get, timeout=LIMIT_SECONDS)


def test_calls_are_coroutine_functions():
    from tessera_sdk import AsyncTesseraClient

    async def main():
        async with AsyncTesseraClient() as client:
            for resource in (client.teams, client.users, client.assets, client.search):
                for name in dir(resource):
                    if name.startswith(("_", "iter")):
                        continue
                    assert inspect.iscoroutinefunction(getattr(resource, name)), name
            for method in (client.health, client.health_ready, client.health_live, client.request, client.close):
                assert inspect.iscoroutinefunction(method)

    asyncio.run(main())


def test_life_of_a_team(run, url):
    from tessera_sdk import AsyncTesseraClient, NotFoundError

    async def main():
        async with AsyncTesseraClient(url) as client:
            name = unique("team ")
            team = await client.teams.create(name=name, metadata={"a": [1, 2.5, None]}, description="text é ☃")
            assert team.name == name and team.description == "text é ☃" and team.metadata == {"a": [1, 2.5, None]}
            assert isinstance(team.id, uuid.UUID) and team.created_at.utcoffset().total_seconds() == 0
            assert await client.teams.get(team.id) == await client.teams.get(str(team.id)) == team
            changed = await client.teams.update(team.id, description="other")
            assert (changed.name, changed.description) == (name, "other")
            found = await client.teams.list(name=name)
            assert [entry.id for entry in found] == [team.id] and found.total == 1 and found.limit == 100
            assert await client.teams.delete(team.id) is None
            with pytest.raises(NotFoundError):
                await client.teams.get(team.id)
            assert (await client.teams.restore(team.id)).id == team.id

    run(main())


def test_gather_tasks_and_groups(run, url, server):
    from tessera_sdk import AsyncTesseraClient

    api = server.api()
    team = make_team(api)
    ids = [make_asset(api, team)["id"] for _ in range(5)]

    async def main():
        async with AsyncTesseraClient(url) as client:
            many = await asyncio.gather(*(client.assets.get(ids[i % 5]) for i in range(300)))
            assert [str(asset.id) for asset in many] == [ids[i % 5] for i in range(300)]
            task = asyncio.create_task(client.assets.get(ids[0]))
            assert str((await task).id) == ids[0]
            async with asyncio.TaskGroup() as group:
                tasks = [group.create_task(client.assets.get(one)) for one in ids]
            assert [str(task.result().id) for task in tasks] == ids
            for first in asyncio.as_completed([client.assets.get(one) for one in ids]):
                assert str((await first).id) in ids

    run(main())


def test_never_entered_client_binds_to_the_running_loop(run, url):
    from tessera_sdk import AsyncTesseraClient

    async def main():
        client = AsyncTesseraClient(url)
        assert (await client.health()).status == "healthy"
        await client.close()
        assert client.is_closed

    run(main())


def test_use_after_close(run, url):
    from tessera_sdk import AsyncTesseraClient, TesseraError

    async def main():
        async with AsyncTesseraClient(url) as client:
            await client.health()
        with pytest.raises(TesseraError, match="closed"):
            await client.health()
        with pytest.raises(TesseraError, match="closed"):
            await client.request("GET", "/health")
        await client.close()

    run(main())


def test_a_cancelled_task_cancels_its_request(run):
    from tessera_sdk import AsyncTesseraClient

    async def main(server):
        async with AsyncTesseraClient(server.url) as client:
            task = asyncio.create_task(client.teams.list())
            await arrival(server)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            # The connection of a cancelled request is of no more use, and so it is closed.
            assert await asyncio.to_thread(server.ended.get, timeout=LIMIT_SECONDS) == 1

    with ScriptedServer(silent) as server:
        run(main(server))


def test_cancelled_before_anything_was_sent(run, url):
    from tessera_sdk import AsyncTesseraClient

    async def main():
        async with AsyncTesseraClient(url) as client:
            tasks = [asyncio.create_task(client.health()) for _ in range(50)]
            await asyncio.sleep(0)
            for task in tasks:
                task.cancel()
            done = await asyncio.gather(*tasks, return_exceptions=True)
            assert all(isinstance(one, asyncio.CancelledError) for one in done)
            assert (await client.health()).status == "healthy"

    run(main())


def test_wait_for_and_timeout_context(run):
    from tessera_sdk import AsyncTesseraClient

    async def main(server):
        async with AsyncTesseraClient(server.url) as client:
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(client.health(), 0.05)
            with pytest.raises(TimeoutError):
                async with asyncio.timeout(0.05):
                    await client.health()

    with ScriptedServer(silent) as server:
        run(main(server))


def test_the_clients_own_timeout(run):
    from tessera_sdk import AsyncTesseraClient, TesseraConnectionError, TesseraTimeoutError

    async def main(server):
        async with AsyncTesseraClient(server.url, timeout=0.1) as client:
            with pytest.raises(TesseraTimeoutError) as caught:
                await client.health()
            assert isinstance(caught.value, TimeoutError) and isinstance(caught.value, TesseraConnectionError)
            assert "http://127.0.0.1:" in str(caught.value) and "its time limit of" in str(caught.value)
            assert caught.value.status_code is None

    with ScriptedServer(silent) as server:
        run(main(server))


def test_close_completes_calls_under_way(run):
    from tessera_sdk import AsyncTesseraClient, TesseraError

    async def main(server):
        client = AsyncTesseraClient(server.url)
        tasks = [asyncio.create_task(client.health()) for _ in range(5)]
        await arrival(server)
        await client.close()
        done = await asyncio.gather(*tasks, return_exceptions=True)
        assert all(isinstance(one, TesseraError) and "closed" in str(one) for one in done), done

    with ScriptedServer(silent) as server:
        run(main(server))


def test_leaving_the_context_completes_calls_under_way(run):
    from tessera_sdk import AsyncTesseraClient, TesseraError

    async def main(server):
        async with AsyncTesseraClient(server.url) as client:
            task = asyncio.create_task(client.health())
            await arrival(server)
        with pytest.raises(TesseraError):
            await task

    with ScriptedServer(silent) as server:
        run(main(server))


def test_loop_ends_with_calls_under_way(run):
    from tessera_sdk import AsyncTesseraClient

    async def main(server):
        client = AsyncTesseraClient(server.url)
        tasks.append(asyncio.create_task(client.health()))
        await arrival(server)

    tasks = []
    with ScriptedServer(silent) as server:
        with pytest.warns(ResourceWarning, match="unclosed AsyncTesseraClient"):
            run(main(server))
            assert tasks[0].cancelled()
            tasks.clear()
            gc.collect()


def test_many_loops_with_a_client_each(run, url):
    from tessera_sdk import AsyncTesseraClient

    async def main():
        async with AsyncTesseraClient(url) as client:
            return (await client.health()).status

    assert [run(main()) for _ in range(5)] == ["healthy"] * 5


def test_one_client_in_loops_one_after_another(run, url):
    from tessera_sdk import AsyncTesseraClient

    client = AsyncTesseraClient(url)

    async def main():
        return (await client.health()).status

    assert [run(main()) for _ in range(3)] == ["healthy"] * 3
    run(client.close())


def test_a_loop_that_runs_keeps_its_client(run, url):
    from tessera_sdk import AsyncTesseraClient

    def elsewhere(client):
        try:
            asyncio.run(asyncio.wait_for(client.health(), LIMIT_SECONDS))
        except BaseException as error:
            caught.append(error)

    async def main():
        async with AsyncTesseraClient(url) as client:
            await client.health()
            thread = threading.Thread(target=elsewhere, args=(client,))
            thread.start()
            await asyncio.to_thread(thread.join, LIMIT_SECONDS)
            assert (await client.health()).status == "healthy"

    caught = []
    run(main())
    assert len(caught) == 1 and isinstance(caught[0], RuntimeError) and "another event loop" in str(caught[0])


def test_no_loop_at_all(url):
    from tessera_sdk import AsyncTesseraClient

    client = AsyncTesseraClient(url)
    coroutine = client.health()
    with pytest.raises(RuntimeError, match="no running event loop"):
        coroutine.send(None)
    asyncio.run(client.close())


def test_unclosed_client_warns(run, url):
    from tessera_sdk import AsyncTesseraClient

    async def main():
        client = AsyncTesseraClient(url)
        await client.health()
        del client
        gc.collect()

    with pytest.warns(ResourceWarning, match="unclosed AsyncTesseraClient for http://127.0.0.1"):
        run(main())


def test_dropped_in_another_thread_while_the_loop_runs(run, url):
    from tessera_sdk import AsyncTesseraClient

    def drop():
        held.pop().__class__
        gc.collect()

    async def main():
        client = AsyncTesseraClient(url)
        await client.health()
        held.append(client)
        del client
        await asyncio.to_thread(drop)
        # The loop is told to forget the descriptor, and works on.
        async with AsyncTesseraClient(url) as other:
            assert (await other.health()).status == "healthy"

    held = []
    with pytest.warns(ResourceWarning, match="unclosed"):
        run(main())


def test_resource_outlives_the_name_of_its_client(run, url):
    from tessera_sdk import AsyncTesseraClient

    async def main():
        return await AsyncTesseraClient(url).teams.list()

    with pytest.warns(ResourceWarning, match="unclosed"):
        page = run(main())
        assert page.limit == 100
        del page  # which asks the client for the next one
        gc.collect()


def test_after_a_fork(url):
    from tessera_sdk import AsyncTesseraClient, TesseraError

    async def child(client):
        try:
            await client.health()
        except TesseraError as error:
            return 0 if "another process" in str(error) else 2
        return 3

    async def main():
        async with AsyncTesseraClient(url) as client:
            await client.health()
            pid = os.fork()
            if pid == 0:
                status = 4
                try:
                    asyncio.set_event_loop(None)
                    status = child(client).send(None)
                except StopIteration as stop:
                    status = stop.value
                finally:
                    os._exit(status)
            _, status = await asyncio.to_thread(os.waitpid, pid, 0)
            assert os.waitstatus_to_exitcode(status) == 0
            assert (await client.health()).status == "healthy"

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        asyncio.run(asyncio.wait_for(main(), LIMIT_SECONDS))


def test_further_calls_queue_for_a_connection(run):
    from tessera_sdk import AsyncTesseraClient

    async def main(server):
        async with AsyncTesseraClient(server.url, max_connections=3) as client:
            teams = await asyncio.gather(*(client.teams.get(uuid.uuid4()) for _ in range(60)))
            assert len(teams) == 60
        assert server.connections <= 3

    with ScriptedServer(lambda request: reply(TEAM)) as server:
        run(main(server))


def test_connections_are_kept_alive(run):
    from tessera_sdk import AsyncTesseraClient

    async def main(server):
        async with AsyncTesseraClient(server.url) as client:
            for _ in range(20):
                await client.teams.get(uuid.uuid4())
        assert server.connections == 1

    with ScriptedServer(lambda request: reply(TEAM)) as server:
        run(main(server))


def test_cancel_with_a_message(run):
    from tessera_sdk import AsyncTesseraClient

    async def main(server):
        async with AsyncTesseraClient(server.url) as client:
            task = asyncio.create_task(client.health())
            await arrival(server)
            task.cancel("enough")
            with pytest.raises(asyncio.CancelledError) as caught:
                await task
            assert caught.value.args == ("enough",)

    with ScriptedServer(silent) as server:
        run(main(server))


def test_pages_are_walked(run, url):
    from tessera_sdk import AsyncTesseraClient

    async def main():
        async with AsyncTesseraClient(url) as client:
            prefix = unique("walk")
            made = [(await client.teams.create(name=f"{prefix} {i:02}")).id for i in range(25)]
            walked = [team.id async for team in client.teams.iter(limit=10, name=prefix)]
            assert walked == made
            assert [team.id async for team in client.teams.iter(limit=10, offset=20, name=prefix)] == made[20:]
            page = await client.teams.list(limit=10, offset=5, name=prefix)
            assert (len(page), page.total, page.limit, page.offset) == (10, 25, 10, 5)
            following = await client.teams.list(limit=30, name=prefix, after=page.next)
            assert [team.id for team in following] == made[15:] and following.next is None
            assert [team.id async for team in client.teams.iter(limit=4, name=prefix, after=page.next)] == made[15:]

    run(main())


def test_a_list_may_change_while_it_is_walked(run, url):
    from tessera_sdk import AsyncTesseraClient

    async def main():
        async with AsyncTesseraClient(url) as client:
            prefix = unique("walk")
            made = [(await client.teams.create(name=f"{prefix} {i:02}")).id for i in range(25)]
            seen = []
            async for team in client.teams.iter(limit=4, name=prefix):
                seen.append(team.id)
                await client.teams.delete(team.id)
                await client.teams.create(name=f"{prefix} 0 {len(seen):02}")  # before those to come
            assert [one for one in seen if one in made] == made and len(seen) == len(set(seen))

    run(main())
