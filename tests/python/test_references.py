"""Every reference is given back: counted by a debug build of Python, which knows the sum of all."""

import os
import pathlib
import shutil
import subprocess
import sys

import pytest

from support.lock import exclusively
from support.make import make_team
from support.server import build_folder

TOP = pathlib.Path(__file__).resolve().parents[2]
DEBUG_PYTHON = "/usr/bin/python3-dbg"
LIMIT_SECONDS = 600
PROGRAM = """\
import asyncio, gc, pickle, sys, warnings
import tessera_sdk
from tessera_sdk import AsyncTesseraClient, NotFoundError, Team, TesseraClient, TesseraError, ValidationError

ROUNDS, BATCHES = 100, 8
url, team_id = sys.argv[1:]
warnings.simplefilter("ignore", ResourceWarning)

def attempt(kind, call):
    try:
        call()
    except kind:
        return
    raise AssertionError(f"no {kind}")

async def attempt_async(kind, call):
    try:
        await call
    except kind:
        return
    raise AssertionError(f"no {kind}")

async def asynchronous_calls():
    async with AsyncTesseraClient(url, headers={"X-One": "1"}) as client:
        await asyncio.gather(*(client.teams.get(team_id) for _ in range(5)))
        [team async for team in client.teams.iter(limit=2)]
        await client.teams.update(team_id, metadata={"a": [1, 2.5, None, {"b": "c"}]})
        await client.request("GET", "/api/v1/teams", params={"a": [1, 2]})
        await attempt_async(NotFoundError, client.request("GET", "/none"))
        await attempt_async(TypeError, client.teams.get(5))
        await attempt_async(ValidationError, client.teams.get("x"))

async def cancelled_calls():
    async with AsyncTesseraClient(url) as client:
        for turns in range(6):
            tasks = [asyncio.ensure_future(client.teams.get(team_id)) for _ in range(5)]
            for _ in range(turns):
                await asyncio.sleep(0)
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

async def closed_with_calls():
    client = AsyncTesseraClient(url)
    tasks = [asyncio.ensure_future(client.teams.get(team_id)) for _ in range(5)]
    await asyncio.sleep(0)
    await client.close()
    for task in tasks:
        await attempt_async(TesseraError, task)
    await attempt_async(TesseraError, client.health())

async def left_with_calls():
    client = AsyncTesseraClient(url)
    asyncio.ensure_future(client.teams.get(team_id))
    await asyncio.sleep(0)

def synchronous_calls():
    with TesseraClient(url, headers={"X-One": "1"}) as client:
        team = client.teams.get(team_id)
        client.teams.list(limit=5)
        list(client.teams.iter(limit=2))
        client.teams.update(team.id, metadata={"a": [1, 2.5, None, {"b": "c"}]})
        attempt(NotFoundError, lambda: client.request("GET", "/none"))
        attempt(TypeError, lambda: client.teams.create("x", metadata={1: 2}))
        attempt(ValidationError, lambda: client.teams.create(""))
    attempt(TesseraError, client.health)
    TesseraClient(url).health_live()
    for wrong in ({"timeout": -1}, {"headers": {"a": "b\\r\\nc"}}, {"retries": "x"}, {"headers": 5}, {"base_url": "ftp://x"}):
        attempt((ValueError, TypeError, TesseraError), lambda: TesseraClient(**wrong))

TEAM = {"id": team_id, "name": "x", "metadata": {"a": [1, {"b": None}]}, "created_at": "2025-03-04T09:15:02.004512Z"}

def models():
    team = Team.from_dict({**TEAM, "unknown": [{}]})
    assert Team.from_json(team.to_json()) == team == pickle.loads(pickle.dumps(team)) == Team.model_validate(team.model_dump())
    team.to_dict(), repr(team)
    for wrong in ({**TEAM, "id": 5}, {**TEAM, "created_at": "x"}, {}, {**TEAM, "metadata": {1: 2}}):
        attempt((ValueError, TypeError), lambda: Team.from_dict(wrong))
    attempt(ValueError, lambda: Team.from_json('{"metadata": {"a": [1, {"b": "x"'))
    attempt(TypeError, lambda: tessera_sdk._core.from_dict(int, {}))

def check(work):
    work()
    growth = []
    for _ in range(BATCHES):
        gc.collect()
        before = sys.gettotalrefcount()
        for _ in range(ROUNDS):
            work()
        gc.collect()
        growth.append(sys.gettotalrefcount() - before)
        # A leak shows in every batch; caches of the interpreter fill in the first ones.
        if growth[-1] < ROUNDS / 2:
            return
    raise AssertionError(f"references left behind in batches of {ROUNDS} rounds: {growth}")

for work in (models, synchronous_calls):
    check(work)
    print(work.__name__)
for work in (asynchronous_calls, cancelled_calls, closed_with_calls, left_with_calls):
    check(lambda: asyncio.run(work()))
    print(work.__name__)
"""
DONE = ["models", "synchronous_calls", "asynchronous_calls", "cancelled_calls", "closed_with_calls", "left_with_calls"]


def quietly(*command, **options):
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, timeout=LIMIT_SECONDS, check=False, **options)
    assert done.returncode == 0, f"{command}\n{done.stdout[-8000:]}\n{done.stderr[-8000:]}"
    return done.stdout


def made_package(build):
    """Compiles the package in this folder; the folder to import it from."""
    native = build.with_suffix(".ini")
    native.write_text(f"[binaries]\npython = '{DEBUG_PYTHON}'\n")
    if not (build / "build.ninja").exists():
        quietly("meson", "setup", "--native-file", native, "--buildtype", "debug", "-Db_ndebug=false", "--prefix", build / "site",
                build, TOP / "python")
    quietly("ninja", "-C", build)
    package = build / "package" / "tessera_sdk"
    package.mkdir(parents=True, exist_ok=True)
    (module,) = (build / "tessera_sdk").glob("_core*.so")
    for file in (*(TOP / "python" / "tessera_sdk").iterdir(), module):
        if not (package / file.name).exists():
            (package / file.name).symlink_to(file)
    return package.parent


@pytest.fixture(scope="module")
def debug_package():
    """A folder with the package for the debug build of Python; kept in the build folder, so that it is compiled once."""
    if not pathlib.Path(DEBUG_PYTHON).exists():
        pytest.skip("python3-dbg is not installed")
    if shutil.which("meson") is None:
        pytest.skip("meson is not installed")
    with exclusively(build_folder() / "python-debug.lock"):
        return made_package(build_folder() / "python-debug")


def test_references(debug_package, url, server):
    team = make_team(server.api(), metadata={"a": [1, {"b": None}]})
    shown = quietly(DEBUG_PYTHON, "-X", "faulthandler", "-c", PROGRAM, url, team["id"],
                    env={**os.environ, "PYTHONPATH": str(debug_package)})
    assert shown.split() == DONE


def test_the_extension_is_the_debug_builds(debug_package):
    program = "import sys, tessera_sdk; print(hasattr(sys, 'gettotalrefcount'), tessera_sdk._core.__file__)"
    shown = quietly(DEBUG_PYTHON, "-c", program, env={**os.environ, "PYTHONPATH": str(debug_package)}).split()
    assert shown[0] == "True" and str(debug_package) in shown[1] and sys.version_info[:2] >= (3, 11)
