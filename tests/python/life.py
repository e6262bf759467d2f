"""Nothing is left behind: objects, memory, descriptors."""

import asyncio
import gc
import os
import socket
import sys
import tracemalloc
import uuid
import weakref

import pytest

from support.make import make_asset, make_team

ROUNDS = 30
BATCHES = 12
TEAM = {"id": str(uuid.UUID(int=1)), "name": "t", "description": None, "metadata": {"a": [1, {"b": None}]},
        "created_at": "2025-03-04T09:15:02.004512Z", "updated_at": None}


def descriptors():
    return len(os.listdir("/proc/self/fd"))


def grown(work, runs):
    """Objects and bytes of Python that so many runs of `work` leave behind."""
    gc.collect()
    objects, size = len(gc.get_objects()), tracemalloc.get_traced_memory()[0]
    for _ in range(runs):
        work()
    gc.collect()
    return len(gc.get_objects()) - objects, tracemalloc.get_traced_memory()[0] - size


def assert_no_growth(work, runs=ROUNDS):
    """A leak shows in every batch of rounds; the free lists and caches of the interpreter fill in the first ones. A run of `work` is
    one round, or with runs=1 all of them."""
    gc.collect()
    gc.freeze()  # what is there already need not be looked through at every collection
    tracemalloc.start()
    try:
        work()
        batches = []
        for _ in range(BATCHES):
            objects, size = grown(work, runs)
            # Less than half an object, or than a few small ones, per round, which makes ten calls and more: on a busy machine
            # some memory changes hands within the interpreter. test_references.py counts to the last reference.
            if objects < ROUNDS / 2 and size < ROUNDS * 240:
                return
            batches.append((objects, size))
        pytest.fail(f"objects and bytes left behind, in batches of {ROUNDS} rounds: {batches}")
    finally:
        tracemalloc.stop()
        gc.unfreeze()


@pytest.fixture
def silent_url():
    """Where connections are accepted and nothing is ever said."""
    with socket.create_server(("127.0.0.1", 0), backlog=512) as listener:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"


@pytest.fixture
def team(server):
    return make_team(server.api(), metadata={"a": [1, {"b": None}]})


def test_asynchronous_calls_leave_nothing(url, team):
    from tessera_sdk import AsyncTesseraClient, NotFoundError

    async def main():
        async with AsyncTesseraClient(url) as client:
            await asyncio.gather(*(client.teams.get(team["id"]) for i in range(10)))
            await client.teams.list()
            await client.teams.update(team["id"], metadata={"a": [1, 2, {"c": "d"}]})
            with pytest.raises(NotFoundError):
                await client.request("GET", "/error")
            with pytest.raises(TypeError):
                await client.teams.get(5)

    assert_no_growth(lambda: asyncio.run(main()))


def test_calls_that_are_tried_again_leave_nothing():
    """All rounds of a batch at once, since each pauses between its tries."""
    from tessera_sdk import AsyncTesseraClient, TesseraConnectionError

    async def refused():
        async with AsyncTesseraClient("http://127.0.0.1:1") as client:
            with pytest.raises(TesseraConnectionError):
                await client.teams.list()

    async def main():
        await asyncio.gather(*(refused() for _ in range(ROUNDS)))

    assert_no_growth(lambda: asyncio.run(main()), runs=1)


def test_cancelled_calls_leave_nothing(silent_url):
    from tessera_sdk import AsyncTesseraClient

    async def main():
        async with AsyncTesseraClient(silent_url) as client:
            tasks = [asyncio.create_task(client.health()) for _ in range(10)]
            await asyncio.sleep(0)
            for task in tasks[:5]:
                task.cancel()
            await asyncio.sleep(0)
        await asyncio.gather(*tasks, return_exceptions=True)

    assert_no_growth(lambda: asyncio.run(main()))


def test_synchronous_calls_leave_nothing(url, team):
    from tessera_sdk import NotFoundError, TesseraClient, ValidationError

    def work():
        with TesseraClient(url, headers={"X": "1"}) as client:
            for i in range(10):
                client.teams.get(team["id"])
            client.teams.list(limit=5)
            client.teams.update(team["id"], metadata={"a": [1, 2, {"c": "d"}]})
            client.request("GET", "/api/v1/teams", params={"a": [1, 2]})
            with pytest.raises(NotFoundError):
                client.request("GET", "/error", params={"a": [1, 2]})
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


def test_unclosed_clients_leave_nothing(url, team):
    from tessera_sdk import AsyncTesseraClient

    async def main():
        client = AsyncTesseraClient(url)
        await client.teams.get(team["id"])
        task = asyncio.ensure_future(client.teams.get(team["id"]))
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


def test_schemas_leave_nothing():
    from tessera_sdk import ValidationError, schema

    def work():
        schema.diff({"properties": {"a": {"default": [1, "x"]}}}, '{"required":["a"]}')
        schema.suggest_migration({"properties": {"a": {}}}, {})
        for refused in (lambda: schema.validate("{"), lambda: schema.diff({}, {"maximum": float("nan")})):
            with pytest.raises(ValidationError):
                refused()

    assert_no_growth(work)


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
    # The field, the name here and the argument.
    metadata, identity = got.metadata, got.id
    assert sys.getrefcount(metadata) == 3 and sys.getrefcount(identity) == 3
    assert gc.is_tracked(got)


def test_clients_are_weakly_referable(url):
    from tessera_sdk import TesseraClient

    with TesseraClient(url) as client:
        assert weakref.ref(client)() is client
