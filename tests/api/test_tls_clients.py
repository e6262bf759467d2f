"""Certificates that clients show: who gets in, and what the log says of them."""

import json
import signal
import ssl

import pytest

from support.rawhttp import LIVE, RawConnection
from support.server import Server
from support.tls import Authority, TlsConnection, client_context

SUBJECT = "/O=Example/OU=Data \\/ Ops/CN=loader"
VERSIONS = [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3]


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    return Authority(tmp_path_factory.mktemp("certificates"))


@pytest.fixture(scope="module")
def clients(authority, tmp_path_factory):
    """Certificates of clients by what becomes of them; None: the client has none."""
    stranger = Authority(tmp_path_factory.mktemp("strangers"), "stranger")
    return {
        "good": authority.sign("loader", "DNS:loader.example", "URI:spiffe://example/loader", usage="clientAuth", subject=SUBJECT),
        "expired": authority.sign("expired", usage="clientAuth", days=-1),
        "stranger": stranger.sign("loader", usage="clientAuth"),
        "server": authority.sign("server", "DNS:server.example", usage="serverAuth"),
        "none": None,
    }


def settings_for(authority, ca, **more):
    certificate, key = authority.sign("localhost", "DNS:localhost")
    return {"TESSERA_TLS_CERTIFICATE": str(certificate), "TESSERA_TLS_KEY": str(key), "TESSERA_TLS_CLIENT_CA": str(ca), "LOG_FORMAT": "json",
            "TESSERA_ACCESS_LOG": True, **more}


@pytest.fixture(scope="module", params=["required", "requested"])
def server(request, authority, tmp_path_factory):
    running = Server(tmp_path_factory.mktemp(request.param), settings=settings_for(authority, authority.file, TESSERA_TLS_CLIENT=request.param))
    running.wanted = request.param
    running.start()
    yield running
    running.stop_and_check()


def status(port, context, session=None):
    """The status of a request; None: the client was refused."""
    try:
        with TlsConnection(port, context, session=session) as connection:
            reply = connection.send(LIVE).reply()
            return reply and reply.status
    except (ssl.SSLError, ConnectionError):
        return None


def logged(running, path):
    """The line of the log about the only request for this path."""
    lines = [json.loads(line) for line in running.log_text().splitlines() if path in line]
    return next(line for line in lines if line.get("path") == path)


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("who", ["good", "expired", "stranger", "server", "none"])
def test_who_gets_in(server, authority, clients, who, version):
    allowed = who == "good" or (who == "none" and server.wanted == "requested")
    assert status(server.port, client_context(authority, version, certificate=clients[who])) == (200 if allowed else None)
    alive = status(server.port, client_context(authority, certificate=clients["good"]))
    assert alive == 200


@pytest.mark.parametrize("version", VERSIONS)
def test_the_log_names_the_client(server, authority, clients, version):
    context = client_context(authority, version, certificate=clients["good"])
    path = f"/first-{version.name}"
    with TlsConnection(server.port, context) as connection:
        connection.send(f"GET {path} HTTP/1.1\r\nHost: a\r\n\r\n").reply()
        session = connection.socket.session
    line = logged(server, path)
    assert line["certificate"] == "CN=loader,OU=Data / Ops,O=Example" and line["scheme"] == "https"
    with TlsConnection(server.port, context, session=session) as connection:  # a session keeps whose it is
        assert connection.send(f"GET {path}-again HTTP/1.1\r\nHost: a\r\n\r\n").reply().status == 404
        assert connection.socket.session_reused
    assert logged(server, f"{path}-again")["certificate"] == line["certificate"]


def test_who_shows_none_is_not_named(server, authority):
    if server.wanted == "requested":
        with TlsConnection(server.port, client_context(authority)) as connection:
            connection.send(b"GET /nameless HTTP/1.1\r\nHost: a\r\n\r\n").reply()
        assert "certificate" not in logged(server, "/nameless")
    else:
        with RawConnection(("127.0.0.1", server.port)) as connection:
            connection.send(b"GET /nameless HTTP/1.1\r\nHost: a\r\n\r\n").reply()
        assert "certificate" not in json.dumps([line for line in server.log_text().splitlines() if "/nameless" in line])


def test_sessions_end_with_their_authority(start_server, authority, tmp_path_factory, clients):
    """After a change of the authorities a session that the former ones vouched for is not resumed."""
    used = tmp_path_factory.mktemp("used") / "ca.pem"
    used.write_bytes(authority.file.read_bytes())
    running = start_server(settings=settings_for(authority, used))
    context = client_context(authority, certificate=clients["good"])
    with TlsConnection(running.port, context) as connection:
        connection.send(LIVE).reply()
        session = connection.socket.session
    assert status(running.port, context, session) == 200
    used.write_bytes(Authority(used.parent, "successor").file.read_bytes())
    running.process.send_signal(signal.SIGHUP)
    running.await_log("loaded again")
    assert status(running.port, context, session) is None
    assert status(running.port, context) is None
