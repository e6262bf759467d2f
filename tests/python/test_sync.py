"""The synchronous client: threads, Ctrl-C, closing."""

import asyncio
import concurrent.futures
import gc
import os
import signal
import subprocess
import sys
import threading
import uuid

import pytest

from support.make import make_asset, make_team, unique
from support.scripted import ScriptedServer, reply

LIMIT_SECONDS = 30


def silent(request):
    """Says nothing, so that calls stay under way."""
    return None


def test_life_of_an_asset(client, server):
    team = client.teams.create(name=unique("team "))
    fqn = f"lake.{unique('t')}"
    asset = client.assets.create(fqn=fqn, owner_team_id=team.id, tags=["a"], metadata={"rows": 10**30})
    assert asset.fqn == fqn and asset.owner_team_id == team.id and asset.metadata == {"rows": 10**30}
    assert client.assets.get(asset.id) == client.assets.get(str(asset.id).upper())
    assert client.assets.update(asset.id, description="new").description == "new"
    assert [found.id for found in client.assets.search(fqn)] == [asset.id]
    assert [found.id for found in client.assets.list(owner_team_id=team.id)] == [asset.id]
    assert [found.id for found in client.assets.list(team_id=str(team.id))] == [asset.id]
    assert client.assets.context(asset.id).asset.id == asset.id
    assert client.assets.delete(asset.id) is None
    assert client.assets.restore(asset.id).id == asset.id


def test_users(client):
    user = client.users.create(unique("user"), "Ada Lovelace", email=f"{unique('a')}@example.com")
    assert (user.user_type, user.role) == ("human", "user")
    assert client.users.get(user.id).name == "Ada Lovelace"
    assert client.users.update(user.id, name="Ada").name == "Ada"
    assert client.users.deactivate(user.id) is None
    assert client.users.reactivate(user.id).deactivated_at is None
    assert user.id in [found.id for found in client.users.iter(username=user.username)]


def test_publish(client, server):
    asset = make_asset(server.api())
    schema = {"type": "object", "properties": {"id": {"type": "integer"}}, "required": ["id"]}
    result = client.assets.publish_contract(asset["id"], schema, version="1.0.0", guarantees={"freshness": {"max_hours": 24}})
    assert result.published and result.action == "published"
    assert result.contract.schema is result.contract.schema_def and result.contract.schema == schema
    assert result.contract.guarantees.freshness == {"max_hours": 24}
    trial = client.assets.publish_contract(asset["id"], {**schema, "required": []}, dry_run=True)
    assert trial.dry_run is True
    broken = client.assets.publish_contract(
        asset["id"], {"type": "object", "properties": {"id": {"type": "string"}}, "required": ["id"]},
        guarantees=result.contract.guarantees)
    assert not broken.published and broken.action == "proposal.created"
    assert broken.proposal.breaking_changes and broken.contract is None


def test_publish_booleans(client, server):
    """JSON Schemas that are no objects."""
    asset = make_asset(server.api())
    result = client.assets.publish_contract(asset["id"], schema=True)
    assert result.published and result.contract.schema is True and result.contract.schema_def is True
    again = type(result.contract).from_dict(result.contract.to_dict())
    assert again == result.contract and '"schema_def":true' in result.contract.to_json()
    bulk = client.contracts.bulk_publish([{"asset_id": asset["id"], "schema": True}], published_by=asset["owner_team_id"])
    assert bulk.results[0].status == "will_skip"
    proposal = client.assets.publish_contract(asset["id"], schema=False).proposal
    assert proposal.proposed_schema is False and client.proposals.get(proposal.id).proposed_schema is False
    assert client.contracts.get(result.contract.id).schema_def is True
    assert [one.schema_def for one in client.assets.list_contracts(asset["id"])] == [True]
    assert not client.contracts.compare(old_schema=True, new_schema=False).is_compatible
    assert client.schemas.validate(True).valid and client.schemas.validate(False).valid
    assert client.assets.version_suggestion(asset["id"], True).change_type == "patch"
    assert client.assets.impact_preview(asset["id"], False).is_breaking
    for wrong in (5, 1.5, "text", [True]):
        with pytest.raises(TypeError, match="schema must be a dict, not"):
            client.schemas.validate(wrong)
    with pytest.raises(TypeError, match="metadata must be a dict, not bool"):
        client.teams.create("x", metadata=True)


def test_compare(client, server):
    from tessera_sdk import BadRequestError, ValidationError

    old = {"type": "object", "properties": {"id": {"type": "integer"}}, "required": ["id"]}
    new = {"type": "object", "properties": {"id": {"type": "integer"}, "more": {"type": "string"}}, "required": ["id"]}
    forth = client.contracts.compare(old, new)
    assert (forth.is_compatible, forth.change_type, forth.compatibility_mode) == (True, "minor", "backward")
    assert forth.contract_1 is None and forth.contract_2 is None and len(forth.all_changes) == 1
    back = client.contracts.compare(old_schema=new, new_schema=old, compatibility_mode="backward")
    assert not back.is_compatible and [change.type for change in back.breaking_changes] == ["property_removed"]
    asset = make_asset(server.api())
    first = client.assets.publish_contract(asset["id"], old, compatibility_mode="full").contract
    second = client.assets.publish_contract(asset["id"], new, force=True, force_reason="agreed with everybody").contract
    both = client.contracts.compare(contract_id=first.id, other_contract_id=second.id)
    assert (both.contract_1.id, both.contract_2.id, both.compatibility_mode) == (first.id, second.id, "full")
    # The same change, which breaks `full` alone and so has a reason there.
    assert [change.message for change in both.all_changes] == [change.message for change in forth.all_changes]
    assert both.all_changes[0].reason and forth.all_changes[0].reason is None
    with pytest.raises(ValidationError) as caught:
        client.contracts.compare(old)
    assert [problem["loc"] for problem in caught.value.details] == [["body", "new_schema"]]
    with pytest.raises(BadRequestError, match="new_schema"):
        client.contracts.compare(old, {"type": 5})


def test_any_request(client, server):
    team = make_team(server.api(), metadata={"a": "ü"})
    assert client.request("GET", f"/api/v1/teams/{team['id']}")["metadata"] == {"a": "ü"}
    found = client.request("GET", "/api/v1/teams", params={"name": team["name"], "limit": 1, "offset": None})
    assert found["total"] == 1 and found["results"][0]["id"] == team["id"]
    name = unique("any & all = 100% + é ")
    made = client.request("POST", "/api/v1/assets", json={"fqn": f"lake.{unique('r')}", "owner_team_id": uuid.UUID(team["id"])})
    assert made["owner_team_id"] == team["id"] and name
    assert client.request("DELETE", f"/api/v1/assets/{made['id']}") is None
    assert "openapi" in client.description.openapi()
    assert "<html" in client.description.docs().lower()


def test_parameters_are_encoded():
    with ScriptedServer(lambda request: reply({"ok": True})) as server:
        from tessera_sdk import TesseraClient

        with TesseraClient(server.url + "/prefix//", api_key="k1", headers={"X-One": "1"}) as client:
            assert client.base_url == server.url + "/prefix"
            client.request("GET", "/x", params={"a b": "c&d=é", "list": [1, True, uuid.UUID(int=0)], "none": None})
        request = server.requests[0]
    assert request.target == ("/prefix/x?a%20b=c%26d%3D%C3%A9&list=1&list=true&list=00000000-0000-0000-0000-000000000000")
    assert request.headers["authorization"] == "Bearer k1" and request.headers["x-one"] == "1"
    assert request.headers["user-agent"].startswith("tessera-sdk-python/")


def test_environment(monkeypatch):
    from tessera_sdk import TesseraClient

    monkeypatch.setenv("TESSERA_URL", "http://127.0.0.1:1234/")
    monkeypatch.setenv("TESSERA_API_KEY", "secret")
    with TesseraClient() as client:
        assert client.base_url == "http://127.0.0.1:1234"
    monkeypatch.delenv("TESSERA_URL")
    with TesseraClient() as client:
        assert client.base_url == "http://localhost:8000"
    with ScriptedServer(lambda request: reply({"ok": 1})) as server, TesseraClient(server.url) as client:
        client.request("GET", "/")
        assert server.requests[0].headers["authorization"] == "Bearer secret"


@pytest.mark.parametrize("settings", [
    {"timeout": 0}, {"timeout": -1}, {"timeout": float("nan")}, {"max_connections": 0}, {"max_connections": 10**9},
    {"retries": -1}])
def test_wrong_settings_are_values(settings):
    from tessera_sdk import TesseraClient

    with pytest.raises(ValueError):
        TesseraClient("http://127.0.0.1:1", **settings)


@pytest.mark.parametrize("settings", [
    {"timeout": "1"}, {"headers": 3}, {"base_url": 5}, {"api_key": b"x"}, {"proxy": 1}, {"retries": "x"}])
def test_wrong_settings_are_types(settings):
    from tessera_sdk import AsyncTesseraClient, TesseraClient

    for kind in (TesseraClient, AsyncTesseraClient):
        with pytest.raises(TypeError):
            kind(**settings)


@pytest.mark.parametrize("base_url", ["ftp://x", "http://", "no url", "http://a b/", "http://x\r\nEvil: 1"])
def test_wrong_urls_are_refused(base_url):
    from tessera_sdk import TesseraClient, TesseraError

    with pytest.raises(TesseraError):
        TesseraClient(base_url)


def test_headers_cannot_carry_others():
    from tessera_sdk import TesseraClient, TesseraError

    with pytest.raises(TesseraError):
        TesseraClient("http://127.0.0.1:1", headers={"X": "1\r\nEvil: 2"})


def test_use_after_close(url):
    from tessera_sdk import TesseraClient, TesseraError

    with TesseraClient(url) as client:
        assert client.health().status == "healthy" and not client.is_closed
    assert client.is_closed
    with pytest.raises(TesseraError, match="closed"):
        client.health()
    with pytest.raises(TesseraError, match="closed"), client:
        pass
    client.close()


def test_unclosed_client_warns(url):
    from tessera_sdk import TesseraClient

    with pytest.warns(ResourceWarning, match="unclosed TesseraClient for http://127.0.0.1"):
        client = TesseraClient(url)
        client.health()
        del client
        gc.collect()


def test_threads_share_a_client():
    from tessera_sdk import TesseraClient

    together = threading.Barrier(8, timeout=LIMIT_SECONDS)

    def script(request):
        # Eight requests are answered only once all of them are here: the calls run side by side.
        together.wait()
        return reply({"thread": request.target})

    def work(i):
        got[i] = client.request("GET", f"/{i}")

    got = {}
    with ScriptedServer(script) as server, TesseraClient(server.url) as client:
        threads = [threading.Thread(target=work, args=(i,)) for i in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(LIMIT_SECONDS)
    assert got == {i: {"thread": f"/{i}"} for i in range(8)}


def test_more_threads_than_connections():
    from tessera_sdk import TesseraClient

    def work():
        for _ in range(10):
            done.append(client.request("GET", "/")["ok"])

    done = []
    with ScriptedServer(lambda request: reply({"ok": 1})) as server, TesseraClient(server.url, max_connections=2) as client:
        threads = [threading.Thread(target=work) for _ in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(LIMIT_SECONDS)
        assert server.connections <= 2
    assert len(done) == 60


def test_waiting_for_a_connection_is_part_of_the_time():
    """Whoever waits for the only connection waits no longer than the call may take, and then has the rest for the call itself."""
    from tessera_sdk import TesseraClient, TesseraError, TesseraTimeoutError

    arrived, go = threading.Event(), threading.Event()

    def script(request):
        if request.target == "/first":
            arrived.set()
            go.wait(LIMIT_SECONDS)
            return reply(b"{}")
        return None  # a call that gets the connection waits for ever

    with ScriptedServer(script) as server, TesseraClient(server.url, max_connections=1, timeout=LIMIT_SECONDS) as client:
        with concurrent.futures.ThreadPoolExecutor(3) as pool:
            first = pool.submit(client.request, "GET", "/first")
            assert arrived.wait(LIMIT_SECONDS)
            with pytest.raises(TesseraTimeoutError, match=r"0\.2 s for one of 1 connections \(max_connections\)"):
                client.with_options(timeout=0.2).health()
            assert len(server.requests) == 1
            second = pool.submit(client.with_options(timeout=LIMIT_SECONDS / 2).request, "GET", "/second")
            third = pool.submit(client.with_options(timeout=None).request, "GET", "/third")
            go.set()
            assert first.result(LIMIT_SECONDS) == {}
            while len(server.requests) < 2:  # one of both has the connection, the other waits
                server.arrivals.get(timeout=LIMIT_SECONDS)
            client.close()
            for waiting in (second, third):
                with pytest.raises(TesseraError, match="closed"):
                    waiting.result(LIMIT_SECONDS)


def test_close_ends_the_calls_of_other_threads():
    from tessera_sdk import TesseraClient, TesseraError

    def work():
        try:
            client.health()
        except TesseraError as error:
            caught.append(error)

    caught = []
    with ScriptedServer(silent) as server:
        client = TesseraClient(server.url)
        thread = threading.Thread(target=work)
        thread.start()
        server.arrivals.get(timeout=LIMIT_SECONDS)
        client.close()
        thread.join(LIMIT_SECONDS)
        assert not thread.is_alive()
    assert "closed" in str(caught[0])


def test_timeout(url):
    from tessera_sdk import TesseraClient, TesseraTimeoutError

    with ScriptedServer(silent) as server, TesseraClient(server.url, timeout=0.05) as client:
        with pytest.raises(TesseraTimeoutError):
            client.health()
    with TesseraClient(url, timeout=None) as client:
        assert client.health().status == "healthy"


def test_ctrl_c_interrupts_a_call():
    program = (
        "import sys\n"
        "from tessera_sdk import TesseraClient\n"
        "with TesseraClient(sys.argv[1]) as client:\n"
        "    try:\n"
        "        client.health()\n"
        "    except KeyboardInterrupt:\n"
        "        print('interrupted')\n")
    with ScriptedServer(silent) as server:
        child = subprocess.Popen([sys.executable, "-c", program, server.url], stdout=subprocess.PIPE, text=True,
                                 env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)})
        server.arrivals.get(timeout=LIMIT_SECONDS)
        child.send_signal(signal.SIGINT)
        assert child.communicate(timeout=LIMIT_SECONDS) == ("interrupted\n", None)
        assert child.returncode == 0


def test_signal_handlers_may_use_the_client():
    from tessera_sdk import TesseraClient

    def script(request):
        if request.target == "/slow":
            os.kill(os.getpid(), signal.SIGUSR1)
            handled.wait(LIMIT_SECONDS)
        return reply({"path": request.target})

    def handler(number, frame):
        got.append(client.request("GET", "/inside"))
        handled.set()

    got, handled = [], threading.Event()
    before = signal.signal(signal.SIGUSR1, handler)
    try:
        with ScriptedServer(script) as server, TesseraClient(server.url) as client:
            assert client.request("GET", "/slow") == {"path": "/slow"}
    finally:
        signal.signal(signal.SIGUSR1, before)
    assert got == [{"path": "/inside"}]


def test_after_a_fork(url):
    from tessera_sdk import TesseraClient, TesseraError

    with TesseraClient(url) as client:
        client.health()
        pid = os.fork()
        if pid == 0:
            status = 3
            try:
                client.health()
            except TesseraError as error:
                status = 0 if "another process" in str(error) else 2
            finally:
                client.close()
                os._exit(status)
        assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
        # The child's end has not touched the connection.
        assert client.health().status == "healthy"


@pytest.fixture
def certificate(tmp_path):
    """A certificate for 127.0.0.1 that nobody else trusts, and its key."""
    files = tmp_path / "certificate.pem", tmp_path / "key.pem"
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
                    "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1", "-out", files[0], "-keyout", files[1]],
                   check=True, capture_output=True, timeout=LIMIT_SECONDS)
    return [str(file) for file in files]


def test_tls(certificate):
    from tessera_sdk import AsyncTesseraClient, TesseraClient, TesseraConnectionError

    async def main(url):
        async with AsyncTesseraClient(url, verify=certificate[0]) as client:
            return await asyncio.gather(*(client.request("GET", f"/{i}") for i in range(5)))

    with ScriptedServer(lambda request: reply({"path": request.target}), certificate=certificate) as server:
        for verify in (False, certificate[0]):
            with TesseraClient(server.url, verify=verify) as client:
                assert client.request("GET", "/a") == {"path": "/a"}
        assert asyncio.run(main(server.url)) == [{"path": f"/{i}"} for i in range(5)]
        seen = len(server.requests)
        with TesseraClient(server.url) as client, pytest.raises(TesseraConnectionError):
            client.request("GET", "/b")
        assert len(server.requests) == seen


def test_calls_are_told_at_info(url, caplog):
    from tessera_sdk import AsyncTesseraClient, NotFoundError, TesseraClient

    async def main():
        async with AsyncTesseraClient(url) as client:
            await client.health()
            with pytest.raises(NotFoundError):
                await client.request("GET", "/api/v1/teams/nothing/at/all?secret=pa55")

    with TesseraClient(url, api_key="pa55") as client:
        client.health()
        assert caplog.records == []
        caplog.set_level("INFO", logger="tessera_sdk")
        made = client.teams.create(name=unique("told"), metadata={"secret": "pa55"})
        with pytest.raises(NotFoundError) as caught:
            client.teams.get("01a2031e-5234-7076-9abf-a2eb287746a0")
        client.teams.delete(made.id)
    asyncio.run(main())
    lines = [record.getMessage() for record in caplog.records if record.name == "tessera_sdk"]
    assert [line.partition(":")[0] for line in lines] == [
        "POST /api/v1/teams", "GET /api/v1/teams/{team_id}", "DELETE /api/v1/teams/{team_id}", "GET /health", "GET /api/v1/teams/nothing/at/all"]
    assert ": 404 in " in lines[1] and caught.value.request_id in lines[1]
    assert "pa55" not in caplog.text


def test_repr(url):
    from tessera_sdk import TesseraClient

    with TesseraClient(url) as client:
        assert repr(client) == f"<TesseraClient of {url}>"
    assert repr(client) == f"<TesseraClient of {url}, closed>"
