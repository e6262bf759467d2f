"""The clients against a server with TLS of its own: whom they trust, and the certificates that they show."""

import asyncio

import pytest
from tessera_sdk import AsyncTesseraClient, TesseraClient, TesseraConnectionError

from support.server import Server
from support.tls import Authority


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    return Authority(tmp_path_factory.mktemp("certificates"))


@pytest.fixture(scope="module")
def encrypted(authority, tmp_path_factory):
    certificate, key = authority.sign("server", "DNS:localhost", "IP:127.0.0.1")
    settings = {"TESSERA_TLS_CERTIFICATE": str(certificate), "TESSERA_TLS_KEY": str(key), "TESSERA_TLS_CLIENT_CA": str(authority.file)}
    running = Server(tmp_path_factory.mktemp("tls"), settings=settings)
    running.start()
    yield running
    running.stop_and_check()


@pytest.fixture(scope="module")
def shown(authority):
    return tuple(map(str, authority.sign("loader", usage="clientAuth")))


def test_calls_on_one_connection(encrypted, authority, shown):
    with TesseraClient(encrypted.url, verify=str(authority.file), cert=shown) as client:
        team = client.teams.create(name="over-tls", metadata={"text": "x" * 200_000})
        for _ in range(20):
            assert client.teams.get(team.id).metadata == team.metadata
        assert client.teams.list(name="over-tls").total == 1


def test_many_calls_at_once(encrypted, authority, shown, run):
    async def main():
        async with AsyncTesseraClient(encrypted.url, verify=str(authority.file), cert=shown, max_connections=10) as client:
            replies = await asyncio.gather(*(client.teams.list(limit=1) for _ in range(200)))
            assert len(replies) == 200

    run(main())


def test_a_server_that_is_not_trusted(encrypted, shown, tmp_path):
    other = Authority(tmp_path, "other")
    with TesseraClient(encrypted.url, verify=str(other.file), cert=shown, retries=0) as client, pytest.raises(TesseraConnectionError):
        client.health_live()
    with TesseraClient(encrypted.url, verify=False, cert=shown) as client:
        assert client.health_live().status == "alive"


def test_a_client_without_a_certificate(encrypted, authority):
    with TesseraClient(encrypted.url, verify=str(authority.file), retries=0) as client, pytest.raises(TesseraConnectionError):
        client.health_live()
