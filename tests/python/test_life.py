"""Nothing is left behind: objects, memory, descriptors."""

import asyncio
import gc
import os
import sys
import tracemalloc
import uuid
import weakref

import pytest

from support.make import make_asset
from support.scripted import ScriptedServer, error, reply

ROUNDS = 30
TEAM = {"id": str(uuid.UUID(int=1)), "name": "t", "description": None, "metadata": {"a": [1, {"b": None}]},
        "created_at": "2025-03-04T09:15:02.004512Z", "updated_at": None}


def descriptors():
    return len(os.listdir("/proc/self/fd"))


def grown(work, rounds=ROUNDS):
    """Objects and bytes of Python that `work` leaves behind, once it has run for a while."""
    for _ in range(5):
        work()
    gc.collect()
    tracemalloc.start()
    try:
        work()
        gc.collect()
        objects, size = len(gc.get_objects()), tracemalloc.get_traced_memory()[0]
        for _ in range(rounds):
            work()
        gc.collect()
        return len(gc.get_objects()) - objects, tracemalloc.get_traced_memory()[0] - size
    finally:
        tracemalloc.stop()


def assert_no_growth(work):
    objects, size = grown(work)
    # Caches of the interpreter move a little; one object per round would show.
    assert objects < ROUNDS / 2, objects
    assert size < ROUNDS * 100, size


def answers(request):
    if "/error" in request.target:
        return error(404, "NOT_FOUND", "Not found", details={"a": [1, 2]})
    if "/garbage" in request.target:
        return reply(b'{"id": [1, 2')
    if "limit=" in request.target:
        return reply({"results": [TEAM] * 20, "total": 20, "limit": 100, "offset": 0})
    return reply(TEAM)


@pytest.fixture
def scripted():
    with ScriptedServer(answers) as made:
        yield made


def test_asynchronous_calls_leave_nothing(scripted):
    from tessera_sdk import AsyncTesseraClient, NotFoundError

    async def main():
        async with AsyncTesseraClient(scripted.url) as client:
            await asyncio.gather(*(client.teams.get(uuid.UUID(int=i)) for i in range(10)))
            await client.teams.list()
            await client.teams.create("x", metadata={"a": [1, 2, {"c": "d"}]})
            with pytest.raises(NotFoundError):
                await client.request("GET", "/error")
            with pytest.raises(TypeError):
                await client.teams.get(5)

    assert_no_growth(lambda: asyncio.run(main()))


def test_cancelled_calls_leave_nothing():
    from tessera_sdk import AsyncTesseraClient

    async def main(url):
        async with AsyncTesseraClient(url) as client:
            tasks = [asyncio.create_task(client.health()) for _ in range(10)]
            await asyncio.sleep(0)
            for task in tasks[:5]:
                task.cancel()
            await asyncio.sleep(0)
        await asyncio.gather(*tasks, return_exceptions=True)

    with ScriptedServer(lambda request: None) as server:
        assert_no_growth(lambda: asyncio.run(main(server.url)))


def test_synchronous_calls_leave_nothing(scripted):
    from tessera_sdk import NotFoundError, TesseraClient, TesseraConnectionError, ValidationError

    def work():
        with TesseraClient(scripted.url, headers={"X": "1"}) as client:
            for i in range(10):
                client.teams.get(uuid.UUID(int=i))
            client.teams.list(limit=5)
            client.teams.update(uuid.UUID(int=1), metadata={"a": [1, 2, {"c": "d"}]})
            with pytest.raises(NotFoundError):
                client.request("GET", "/error", params={"a": [1, 2]})
            with pytest.raises(TesseraConnectionError):
                client.request("GET", "/garbage")
            with pytest.raises(ValidationError):
                client.teams.get("no id")

    assert_no_growth(work)


def test_models_leave_nothing():
    from tessera_sdk import Team

    def work():
        for _ in range(10):
            made = Team.from_dict({**TEAM, "x": [{}]})
            made.to_dict(), made.to_json(), made.model_dump(), Team.from_json(made.to_json())
            with pytest.raises(ValueError):
                Team.from_dict({**TEAM, "created_at": "x"})
            with pytest.raises(ValueError):
                Team.from_json('{"id": "' + TEAM["id"] + '", "metadata": {"a": [1, {"b": "x"')

    assert_no_growth(work)


def test_unclosed_clients_leave_nothing(scripted):
    from tessera_sdk import AsyncTesseraClient

    async def main():
        client = AsyncTesseraClient(scripted.url)
        await client.teams.get(uuid.UUID(int=1))
        task = asyncio.ensure_future(client.teams.get(uuid.UUID(int=1)))
        await asyncio.sleep(0)
        task.cancel()

    def work():
        with pytest.warns(ResourceWarning, match="unclosed"):
            asyncio.run(main())
            gc.collect()

    before = descriptors()
    assert_no_growth(work)
    assert descriptors() <= before + 2


def test_descriptors_are_closed(url):
    from tessera_sdk import AsyncTesseraClient, TesseraClient

    async def main():
        async with AsyncTesseraClient(url) as client:
            await asyncio.gather(*(client.health() for _ in range(10)))

    asyncio.run(main())
    before = descriptors()
    for _ in range(10):
        asyncio.run(main())
        with TesseraClient(url) as client:
            client.health()
    assert descriptors() == before


def test_a_cycle_through_the_client_is_collected(url):
    from tessera_sdk import AsyncTesseraClient

    class Holder:
        pass

    async def main():
        holder = Holder()
        holder.client = AsyncTesseraClient(url)
        holder.again = holder
        await holder.client.health()
        await holder.client.close()
        return weakref.ref(holder)

    gone = asyncio.run(main())
    gc.collect()
    assert gone() is None


def test_results_have_one_owner(url, server):
    from tessera_sdk import TesseraClient

    asset = make_asset(server.api(), metadata={"a": 1})
    with TesseraClient(url) as client:
        got = client.assets.get(asset["id"])
    assert sys.getrefcount(got) == 2
    assert sys.getrefcount(got.metadata) == 2 and sys.getrefcount(got.id) == 2
    assert gc.is_tracked(got)


def test_clients_are_weakly_referable(url):
    from tessera_sdk import TesseraClient

    with TesseraClient(url) as client:
        assert weakref.ref(client)() is client
