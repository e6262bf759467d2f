import pytest

from support.access import BOOTSTRAP
from support.command import Tessera
from support.server import Server


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    """The server that these tests share: authentication off on loopback."""
    running = Server(tmp_path_factory.mktemp("server"))
    running.start()
    yield running
    running.stop_and_check()


@pytest.fixture(scope="session")
def guarded(tmp_path_factory):
    """One that wants keys."""
    running = Server(tmp_path_factory.mktemp("guarded"), settings={"BOOTSTRAP_API_KEY": BOOTSTRAP, "RATE_LIMIT_ENABLED": False})
    running.start()
    yield running
    running.stop_and_check()


@pytest.fixture
def tessera(tmp_path):
    """The program in a folder of its own, without a server."""
    return Tessera(tmp_path)


@pytest.fixture
def online(tmp_path, server):
    """The same with the server that tests share."""
    return Tessera(tmp_path, server.url)
