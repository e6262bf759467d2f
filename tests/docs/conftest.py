"""A server for each program."""

import pytest

from support.server import Server

# What pages wait for is soon there.
PROMPT = {"TESSERA_AUDIT_SEAL_SECONDS": 1}


@pytest.fixture
def server(tmp_path):
    """A server with a fresh database and authentication off, in a folder beside the program's."""
    folder = tmp_path / "server"
    folder.mkdir()
    running = Server(folder, settings=PROMPT)
    running.start()
    yield running
    running.stop_and_check()


@pytest.fixture
def guarded(tmp_path):
    """The same with authentication on."""
    folder = tmp_path / "guarded"
    folder.mkdir()
    running = Server(folder, settings={"BOOTSTRAP_API_KEY": "bootstrap-of-the-pages", **PROMPT})
    running.start()
    yield running
    running.stop_and_check()
