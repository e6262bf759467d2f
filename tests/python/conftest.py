"""The Python SDK under test, a real server, and event loops of both kinds."""

import asyncio
import functools
import os
import pathlib
import sys

import pytest

from support.server import CHECKOUT, Server

BUILT = pathlib.Path(os.environ.get("TESSERA_RELEASE_BUILD", CHECKOUT / "build")).resolve() / "python"
# The package of the build, whatever else is installed.
sys.path.insert(0, str(BUILT))

LIMIT_SECONDS = 60
LONG_SECONDS = 240


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    """A server with a fresh database and authentication off."""
    running = Server(tmp_path_factory.mktemp("server"))
    running.start()
    yield running
    running.stop_and_check()


@pytest.fixture
def url(server):
    return server.url


@pytest.fixture(autouse=True)
def no_settings_of_the_shell(monkeypatch):
    for name in ("TESSERA_URL", "TESSERA_API_KEY", "http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)


def asyncio_run(main, seconds=LIMIT_SECONDS):
    return asyncio.run(asyncio.wait_for(main, seconds))


def uvloop_run(main, seconds=LIMIT_SECONDS):
    import uvloop

    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        return runner.run(asyncio.wait_for(main, seconds))


@pytest.fixture(params=[asyncio_run, uvloop_run], ids=["asyncio", "uvloop"])
def run(request):
    """Runs a coroutine in an event loop of its own, with a limit."""
    return request.param


@pytest.fixture
def run_long(run):
    """As `run`, for what takes its time."""
    return functools.partial(run, seconds=LONG_SECONDS)


@pytest.fixture
def client(url):
    from tessera_sdk import TesseraClient

    with TesseraClient(url) as made:
        yield made
