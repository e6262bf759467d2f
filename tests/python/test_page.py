"""Every block of the usage page runs word for word against a real server."""

import asyncio
import io
import os
import pathlib
import runpy
import socket
import subprocess
import sys
import threading
import uuid
from contextlib import redirect_stdout

import httpx
import pytest

from support.blocks import indented, python_blocks
from support.make import make_asset, make_team, unique
from support.server import CHECKOUT, Server

COPY = CHECKOUT / "examples" / "async_usage.md"
GIVEN = pathlib.Path(os.environ.get("TESSERA_SHARED", CHECKOUT.parent / "shared")) / "seed" / "async-usage.md"
LIMIT_SECONDS = 60


@pytest.fixture(scope="module")
def blocks():
    made = python_blocks(COPY.read_text())
    assert len(made) == 6
    return made


@pytest.fixture
def page_server(tmp_path, monkeypatch):
    """A server of the test's own that gets what goes to the address of the page, whoever has that port: as the proxy of plain HTTP
    it is sent whole URLs, and a server takes them as it takes paths (RFC 9112, section 3.2.2)."""
    made = Server(tmp_path)
    made.start()
    for name in ("no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("http_proxy", made.url)
    yield made
    made.stop_and_check()


def test_copy_is_the_page():
    if not GIVEN.exists():
        pytest.skip(f"{GIVEN} is absent")
    assert COPY.read_bytes() == GIVEN.read_bytes()


def test_example_file_is_the_page(blocks):
    assert (CHECKOUT / "examples" / "setup_data_contracts.py").read_text() == blocks[2]


def test_client_block(blocks, page_server, recwarn):
    make_team(page_server.api(), name="page team")
    names = {}
    exec(blocks[0], names)
    written = io.StringIO()
    with redirect_stdout(written):
        asyncio.run(names["main"]())
    assert written.getvalue() == "page team\n"


def test_context_manager_block(blocks, page_server):
    team = make_team(page_server.api())
    names = {}
    exec("from tessera_sdk import AsyncTesseraClient\nasync def main():\n" + indented(blocks[1]) + "    return teams\n", names)
    assert [found.name for found in asyncio.run(names["main"]())] == [team["name"]]


def test_complete_example(page_server):
    done = subprocess.run(
        [sys.executable, CHECKOUT / "examples" / "setup_data_contracts.py"],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}, capture_output=True, text=True, timeout=LIMIT_SECONDS)
    assert (done.returncode, done.stdout, done.stderr) == (0, "Published contract: 1.0.0\n", "")
    found = page_server.api().get("/assets").json()["results"]
    assert [(asset["fqn"], asset["description"]) for asset in found] == [
        ("warehouse.analytics.dim_customers", "Customer dimension table")]


def test_complete_example_gives_its_result(blocks, page_server):
    names = {"__name__": "page"}
    exec(blocks[2], names)
    result = asyncio.run(names["setup_data_contracts"]())
    assert result.published is True
    assert result.contract.version == "1.0.0"
    assert result.contract.schema["required"] == ["customer_id"]


def test_parallel_block(blocks, url, server):
    from tessera_sdk import AsyncTesseraClient

    api = server.api()
    team = make_team(api)
    ids = [make_asset(api, team)["id"] for _ in range(20)]
    names = {"asyncio": asyncio}
    exec(blocks[3], names)

    async def main():
        async with AsyncTesseraClient(base_url=url) as client:
            return await names["check_multiple_assets"](client, ids)

    assert [str(asset.id) for asset in asyncio.run(main())] == ids


def test_fastapi_block_under_uvicorn(blocks, url, server, monkeypatch):
    import uvicorn

    monkeypatch.setenv("TESSERA_URL", url)
    asset = make_asset(server.api(), description="what FastAPI shows", tags=["a", "b"], metadata={"deep": [1, {"x": None}]})
    names = {"__name__": "page"}
    exec(blocks[4], names)
    listener = socket.create_server(("127.0.0.1", 0))
    address = f"http://127.0.0.1:{listener.getsockname()[1]}"
    program = uvicorn.Server(uvicorn.Config(names["app"], log_level="warning", lifespan="off"))
    program.install_signal_handlers = lambda: None
    thread = threading.Thread(target=program.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    try:
        # The listener accepts already: the request waits in its queue until uvicorn runs.
        with httpx.Client(base_url=address, timeout=LIMIT_SECONDS, trust_env=False) as http:
            shown = http.get(f"/assets/{asset['id']}")
            assert shown.status_code == 200
            body = shown.json()
            for name in ("id", "fqn", "description", "owner_team_id", "tags", "metadata", "environment", "resource_type"):
                assert body[name] == asset[name]
            assert body["updated_at"] is None
            paths = http.get("/openapi.json").json()["paths"]
            assert "/assets/{asset_id}" in paths
    finally:
        program.should_exit = True
        thread.join(LIMIT_SECONDS)
    assert not thread.is_alive()


def test_aiohttp_block_shares_the_loop(blocks, url, server, monkeypatch):
    monkeypatch.setenv("TESSERA_URL", url)
    make_asset(server.api())
    names = {}
    exec(blocks[5], names)
    asyncio.run(names["process_with_tessera"]())
    # And with calls of both clients under way at once.
    shared = blocks[5].replace("            # Process assets...", f"""\
            async with http_session.get("{url}/health") as reply:
                health, again = await asyncio.gather(reply.json(), tessera.health())
            return assets, health, again
""")
    names = {"asyncio": asyncio}
    exec(shared, names)
    assets, health, again = asyncio.run(names["process_with_tessera"]())
    assert assets.total >= 1 and health["status"] == again.status == "healthy"


def test_synchronous_counterpart(client):
    team = client.teams.create(name=unique("team "))
    asset = client.assets.create(fqn=f"lake.{unique('t')}", owner_team_id=team.id, description="Customer dimension table")
    result = client.assets.publish_contract(
        asset_id=asset.id, schema={"type": "object", "properties": {"id": {"type": "integer"}}}, version="1.0.0")
    assert result.contract.version == "1.0.0"
    assert isinstance(result.contract.id, uuid.UUID)


def test_example_is_a_program(page_server, capsys):
    runpy.run_path(str(CHECKOUT / "examples" / "setup_data_contracts.py"), run_name="__main__")
    assert capsys.readouterr().out == "Published contract: 1.0.0\n"
