"""Several interpreters in one process: each has a package of its own, and they do not disturb one another."""

import os
import subprocess
import sys

import pytest

from support.make import make_team

LIMIT_SECONDS = 120
# One face for the ways in which versions of Python offer interpreters: _xxsubinterpreters up to 3.12, _interpreters since.
HEAD = """\
import sys, threading, textwrap
try:
    import _interpreters as interpreters
except ImportError:
    import _xxsubinterpreters as interpreters

WORK = '''
import asyncio, gc, tessera_sdk
from tessera_sdk import AsyncTesseraClient, NotFoundError, Team, TesseraClient, _core

async def main():
    async with AsyncTesseraClient(url) as client:
        got = await asyncio.gather(*(client.teams.get(team_id) for _ in range(50)))
        assert all(type(one) is Team and str(one.id) == team_id for one in got)
        assert team_id in [str(one.id) async for one in client.teams.iter()]
        try:
            await client.teams.get("0190f3a2-7c1e-7b3a-9c55-0242ac120002")
        except NotFoundError as error:
            assert error.code == "TEAM_NOT_FOUND"
        else:
            raise AssertionError("found")

def synchronous():
    with TesseraClient(url) as client:
        team = client.teams.get(team_id)
        assert type(team) is Team and Team.from_json(team.to_json()) == team == Team.from_dict(team.to_dict())
'''

def made(kind):
    return interpreters.create(kind) if interpreters.__name__ == "_interpreters" else interpreters.create(isolated=kind == "isolated")

def run(number, text, **shared):
    failed = interpreters.run_string(number, textwrap.dedent(WORK + text), shared)
    assert failed is None, failed.formatted + getattr(failed, "errdisplay", "")

url, team_id = sys.argv[1:]
"""


@pytest.fixture
def team_id(server):
    return make_team(server.api(), metadata={"a": [1, {"b": None}]})["id"]


def ran(program, *arguments):
    done = subprocess.run([sys.executable, "-X", "faulthandler", "-W", "error", "-c", HEAD + program, *arguments],
                          capture_output=True, text=True, timeout=LIMIT_SECONDS, check=False,
                          env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)})
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stderr == ""
    return done.stdout


# An interpreter with a lock of its own needs a standard library that allows it: from 3.13 on, all that asyncio needs does.
KINDS = ["legacy", "isolated"] if sys.version_info >= (3, 13) else ["legacy"]
# Up to 3.11 asyncio itself keeps its running loop for all interpreters together.
AT_ONCE = "synchronous()" + ("\nasyncio.run(main())" if sys.version_info >= (3, 12) else "")


@pytest.mark.parametrize("kind", KINDS)
def test_one_after_another(kind, url, team_id):
    """Loaded, used and thrown away time and again, while the first interpreter goes on."""
    assert ran(f"""
import asyncio
own = {{}}
for turn in range(5):
    other = made({kind!r})
    run(other, "synchronous()\\nasyncio.run(main())", url=url, team_id=team_id)
    interpreters.destroy(other)
    exec(WORK, own := {{"url": url, "team_id": team_id}})
    own["synchronous"]()
    asyncio.run(own["main"]())
print("fine")
""", url, team_id) == "fine\n"


@pytest.mark.parametrize("kind", KINDS)
def test_two_at_once(kind, url, team_id):
    """Their calls are under way at the same time, and so are those of the first."""
    assert ran(f"""
def work(number):
    for turn in range(3):
        run(number, {AT_ONCE!r}, url=url, team_id=team_id)
    interpreters.destroy(number)  # in the thread that used it, which 3.11 insists on
    done.append(number)
done = []
both = [made({kind!r}), made({kind!r})]
threads = [threading.Thread(target=work, args=(number,), daemon=True) for number in both]
for thread in threads:
    thread.start()
exec(WORK, own := {{"url": url, "team_id": team_id}})
for turn in range(3):
    own["synchronous"]()
for thread in threads:
    thread.join(60)
assert sorted(done, key=str) == sorted(both, key=str), done
own["synchronous"]()
print("fine")
""", url, team_id) == "fine\n"


def test_modules_have_a_state_each(url, team_id):
    """Classes and exceptions of one interpreter are not those of another."""
    assert ran("""
exec(WORK, own := {"url": url, "team_id": team_id})
addresses = " ".join(str(id(own[name])) for name in ("Team", "NotFoundError", "_core"))
other = made("legacy")
run(other, '''
mine = {id(Team), id(NotFoundError), id(_core)}
assert mine.isdisjoint(map(int, addresses.split()))
assert {type(one).__name__ for one in vars(_core).values() if isinstance(one, type)} == {"type"}
synchronous()
''', url=url, team_id=team_id, addresses=addresses)
interpreters.destroy(other)
own["synchronous"]()
print("fine")
""", url, team_id) == "fine\n"


def test_module_is_loaded_twice_in_one_interpreter(url, team_id):
    """A second module of the same interpreter has its own state too, and goes without taking anything of the first."""
    assert ran("""
import gc, importlib.util, weakref
import tessera_sdk
from tessera_sdk import _core, Team, TesseraClient
for turn in range(3):
    specification = importlib.util.spec_from_file_location("tessera_sdk._core", _core.__file__)
    second = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(second)
    assert second is not _core and second.SyncCore is not _core.SyncCore
    client = second.SyncCore(url, None, 30.0, None, 100, 0, (False, None, None, None, None, None), None, None, None)
    assert client.request("GET", "/health/live", None, None) == {"status": "alive"}
    client.close()
    gone = weakref.ref(second.SyncCore)
    del second, client, specification
    gc.collect()
    assert gone() is None, gc.get_referrers(gone())
with TesseraClient(url) as client:
    client.teams.list()
print("fine")
""", url, team_id) == "fine\n"
