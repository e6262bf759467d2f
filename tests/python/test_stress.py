"""Many calls, many clients, many loops, and servers that come and go."""

import asyncio
import os
import resource
import threading
import time

import pytest

from support.make import make_team
from support.server import Server

CALLS = 10_000
LIMIT_SECONDS = 240
KILOBYTE = 1024


def resident():
    """Bytes of memory that this process has now."""
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * resource.getpagesize()


@pytest.fixture
def teams(server):
    api = server.api()
    return [make_team(api, metadata={"number": number})["id"] for number in range(20)]


def test_ten_thousand_calls_at_once(run_long, url, teams):
    from tessera_sdk import AsyncTesseraClient

    async def main():
        async with AsyncTesseraClient(url) as client:
            sizes = []
            for _ in range(3):
                before = resident()
                tasks = [asyncio.ensure_future(client.teams.get(teams[number % 20])) for number in range(CALLS)]
                await asyncio.sleep(0)
                got = await asyncio.gather(*tasks)
                sizes.append(resident() - before)
                assert [team.metadata["number"] for team in got] == [number % 20 for number in range(CALLS)]
                assert [str(team.id) for team in got] == [teams[number % 20] for number in range(CALLS)]
                del tasks, got
            return sizes

    sizes = run_long(main())
    # What a call and its task hold while they wait, and the whole given back for the next rounds.
    assert sizes[0] < CALLS * 24 * KILOBYTE
    assert sizes[1] < CALLS * 3 * KILOBYTE and sizes[2] < CALLS * 2 * KILOBYTE


def test_ten_thousand_calls_through_two_connections(run_long, url, teams):
    from tessera_sdk import AsyncTesseraClient

    async def main():
        finished = []

        async def one(number):
            team = await client.teams.get(teams[number % 20])
            finished.append(number)
            assert team.metadata["number"] == number % 20

        async with AsyncTesseraClient(url, max_connections=2, timeout=None) as client:
            await asyncio.gather(*(one(number) for number in range(CALLS)))
        return finished

    finished = run_long(main())
    assert sorted(finished) == list(range(CALLS))
    # Calls queue in the order in which they were made: those of a connection that stalls may come late, and only they.
    assert sum(abs(place - number) >= 200 for place, number in enumerate(finished)) < 20


def test_many_clients_at_once(run_long, url, teams):
    from tessera_sdk import AsyncTesseraClient

    async def main():
        clients = [AsyncTesseraClient(url, max_connections=2) for _ in range(100)]
        got = await asyncio.gather(*(client.teams.get(one) for client in clients for one in teams))
        assert [str(team.id) for team in got] == teams * len(clients)
        await asyncio.gather(*(client.close() for client in clients))

    descriptors = len(os.listdir("/proc/self/fd"))
    run_long(main())
    assert len(os.listdir("/proc/self/fd")) <= descriptors


def test_many_loops_one_after_another(run_long, url, teams):
    from tessera_sdk import AsyncTesseraClient

    client = AsyncTesseraClient(url)

    async def main(one):
        got = await asyncio.gather(client.teams.get(one), client.teams.get(one))
        left = asyncio.ensure_future(client.teams.get(one))  # still under way when the loop ends
        await asyncio.sleep(0)
        return [str(team.id) for team in got], left

    left = []
    for number in range(100):
        ids, task = run_long(main(teams[number % 20]))
        assert ids == [teams[number % 20]] * 2
        left.append(task)
    assert all(task.done() for task in left)
    run_long(client.close())


def test_loops_in_threads_at_once(url, teams):
    from tessera_sdk import AsyncTesseraClient

    async def main(number):
        async with AsyncTesseraClient(url) as client:
            got = await asyncio.gather(*(client.teams.get(one) for one in teams * 5))
            return [str(team.id) for team in got] == teams * 5

    def work(number):
        done.append(asyncio.run(asyncio.wait_for(main(number), LIMIT_SECONDS)))

    done = []
    threads = [threading.Thread(target=work, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(LIMIT_SECONDS)
    assert done == [True] * 6


def test_synchronous_threads(url, teams):
    from tessera_sdk import TesseraClient

    def work(number):
        for turn in range(50):
            one = teams[(number + turn) % 20]
            right.append(str(client.teams.get(one).id) == one)

    right = []
    with TesseraClient(url, max_connections=8) as client:
        threads = [threading.Thread(target=work, args=(number,)) for number in range(20)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(LIMIT_SECONDS)
    assert right == [True] * 1000


# --- a server that comes and goes -------------------------------------------------------------------------------------


class Restarting:
    """A server of the test's own that is killed and started again, at the same address, while calls go on."""

    RESTARTS = 3
    BETWEEN = 40  # calls that must come through between two restarts

    def __init__(self, folder):
        self.server = Server(folder)
        self.server.start()
        self.team = make_team(self.server.api())["id"]
        self.url = self.server.url
        self.server.listen = [self.url.removeprefix("http://")]
        self.over = threading.Event()
        self.through = threading.Semaphore(0)
        self.outcomes = []
        self._thread = threading.Thread(target=self._restart)
        self._thread.start()

    def tell(self, error=None):
        """Notes what became of a call."""
        self.outcomes.append(error)
        if error is None:
            self.through.release()

    def _restart(self):
        try:
            for number in range(self.RESTARTS):
                for _ in range(self.BETWEEN):
                    if not self.through.acquire(timeout=LIMIT_SECONDS):
                        return
                if number % 2:
                    self.server.stop()
                else:
                    self.server.kill()
                self.server.start()
            for _ in range(self.BETWEEN):
                self.through.acquire(timeout=LIMIT_SECONDS)
        finally:
            self.over.set()

    def check(self, retries):
        """Every call ended in a result or in one of the errors that a missing server deserves."""
        from tessera_sdk import ServerError, TesseraConnectionError

        self._thread.join(LIMIT_SECONDS)
        assert not self._thread.is_alive()
        errors = [error for error in self.outcomes if error is not None]
        assert all(isinstance(error, (TesseraConnectionError, ServerError)) for error in errors), errors
        assert len(self.outcomes) - len(errors) >= (self.RESTARTS + 1) * self.BETWEEN
        if retries:
            assert errors == []
        else:
            assert errors


@pytest.fixture
def restarting(tmp_path):
    made = Restarting(tmp_path)
    yield made
    made.server.stop()


@pytest.mark.parametrize("retries", [0, 30])
def test_restarts_under_asynchronous_load(restarting, retries):
    from tessera_sdk import AsyncTesseraClient, TesseraError

    async def worker(client):
        while not restarting.over.is_set():
            try:
                assert str((await client.teams.get(restarting.team)).id) == restarting.team
                restarting.tell()
            except TesseraError as error:
                restarting.tell(error)

    async def main():
        async with AsyncTesseraClient(restarting.url, retries=retries, max_connections=8) as client:
            await asyncio.gather(*(worker(client) for _ in range(16)))
            assert str((await client.teams.get(restarting.team)).id) == restarting.team

    asyncio.run(asyncio.wait_for(main(), LIMIT_SECONDS))
    restarting.check(retries)


@pytest.mark.parametrize("retries", [0, 30])
def test_restarts_under_synchronous_load(restarting, retries):
    from tessera_sdk import TesseraClient, TesseraError

    def worker():
        while not restarting.over.is_set():
            try:
                assert str(client.teams.get(restarting.team).id) == restarting.team
                restarting.tell()
            except TesseraError as error:
                restarting.tell(error)

    with TesseraClient(restarting.url, retries=retries, max_connections=4) as client:
        threads = [threading.Thread(target=worker) for _ in range(6)]
        for thread in threads:
            thread.start()
        deadline = time.monotonic() + LIMIT_SECONDS
        for thread in threads:
            thread.join(max(0.0, deadline - time.monotonic()))
            assert not thread.is_alive()
        assert str(client.teams.get(restarting.team).id) == restarting.team
    restarting.check(retries)
