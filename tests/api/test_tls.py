"""TLS on the server's listeners: versions, certificates by host, sessions, and clients that break the rules."""

import contextlib
import json
import os
import random
import resource
import signal
import socket
import ssl
import subprocess
import threading
import time

import pytest

from support.rawhttp import LIVE, RawConnection, refusal, request_bytes
from support.server import REPLY_SECONDS, Server
from support.tls import Authority, TlsConnection, client_context, client_hello, tls_settings

HALF_HANDSHAKES = 3000


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    return Authority(tmp_path_factory.mktemp("certificates"))


@pytest.fixture(scope="module")
def files(authority):
    """Certificates by the hosts that they are for."""
    return {
        "local": authority.sign("local", "DNS:localhost", "IP:127.0.0.1"),
        "one": authority.sign("one", "DNS:one.example"),
        "many": authority.sign("many", "DNS:*.many.example"),
        "twin": authority.sign("twin", "DNS:localhost", "IP:127.0.0.1", kind="rsa"),
    }


@pytest.fixture(scope="module")
def server(files, tmp_path_factory):
    """A server with four certificates, two of them for the same host, and a listener in clear."""
    # A time for handshakes that no machine is too slow for.
    settings = tls_settings(files["local"], files["one"], files["many"], files["twin"], TESSERA_TLS_HANDSHAKE_TIMEOUT=120)
    running = Server(tmp_path_factory.mktemp("tls"), settings=settings, listen=("127.0.0.1:0", "http://127.0.0.1:0"))
    running.start()
    yield running
    running.stop_and_check()


def alive(server, context):
    with TlsConnection(server.port, context) as connection:
        assert connection.send(LIVE).reply().status == 200


# --- what is agreed on ------------------------------------------------------------------------------------------------


def test_the_address_says_https(server):
    assert [address.split("://")[0] for address in server.addresses] == ["https", "http"]


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
def test_versions(server, authority, version):
    with TlsConnection(server.port, client_context(authority, version)) as connection:
        assert connection.send(LIVE).reply().status == 200
        assert connection.socket.version() == {ssl.TLSVersion.TLSv1_2: "TLSv1.2", ssl.TLSVersion.TLSv1_3: "TLSv1.3"}[version]
        assert connection.socket.compression() is None
        assert any(word in connection.socket.cipher()[0] for word in ("GCM", "CHACHA20"))


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_older_versions_are_refused(server, start_server, files):
    old = client_context()
    old.set_ciphers("ALL:@SECLEVEL=0")
    old.minimum_version, old.maximum_version = ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1
    with pytest.raises(ssl.SSLError):
        TlsConnection(server.port, old)
    newest = start_server(settings=tls_settings(files["local"], TESSERA_TLS_MINIMUM="1.3"))
    with pytest.raises(ssl.SSLError):
        TlsConnection(newest.port, client_context(version=ssl.TLSVersion.TLSv1_2))
    alive(newest, client_context())


def test_ciphers_without_forward_secrecy_are_refused(server):
    context = client_context(version=ssl.TLSVersion.TLSv1_2)
    context.set_ciphers("AES128-GCM-SHA256:AES256-SHA256:AES128-SHA")
    with pytest.raises(ssl.SSLError):
        TlsConnection(server.port, context)


@pytest.mark.parametrize(
    ("host", "name"),
    [("localhost", "localhost"), ("one.example", "one.example"), ("ONE.example", "one.example"), ("a.many.example", "*.many.example")],
)
def test_the_certificate_is_that_of_the_host(server, authority, host, name):
    with TlsConnection(server.port, client_context(authority), host) as connection:
        assert name in connection.names()
        assert connection.send(LIVE).reply().status == 200


@pytest.mark.parametrize("host", ["many.example", "a.b.many.example", "other.example", None])
def test_other_hosts_get_the_first_certificate(server, authority, host):
    context = client_context(authority)
    context.check_hostname = False
    with TlsConnection(server.port, context, host) as connection:
        assert "localhost" in connection.names()


def test_two_kinds_of_keys_for_one_host(server, authority):
    context = client_context(authority, ssl.TLSVersion.TLSv1_2)
    for cipher in ("ECDSA", "RSA"):
        context.set_ciphers(f"ECDHE-{cipher}-AES128-GCM-SHA256")
        with TlsConnection(server.port, context) as connection:
            assert cipher in connection.socket.cipher()[0]


@pytest.mark.parametrize(("offered", "chosen"), [(("h2", "http/1.1"), "http/1.1"), (("http/1.1",), "http/1.1"), ((), None)])
def test_the_protocol_is_chosen(server, offered, chosen):
    with TlsConnection(server.port, client_context(alpn=offered)) as connection:
        assert connection.socket.selected_alpn_protocol() == chosen
        assert connection.send(LIVE).reply().status == 200


def test_a_client_of_another_protocol_is_refused(server):
    with pytest.raises(ssl.SSLError, match="(?i)application.protocol"):
        TlsConnection(server.port, client_context(alpn=("h2",)))


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
def test_sessions_are_resumed(server, authority, version):
    context = client_context(authority, version)
    with TlsConnection(server.port, context) as first:
        first.send(LIVE).reply()
        assert not first.socket.session_reused
        session = first.socket.session
    with TlsConnection(server.port, context, session=session) as second:
        assert second.send(LIVE).reply().status == 200
        assert second.socket.session_reused


def test_renegotiation_is_refused(server):
    done = subprocess.run(
        ["openssl", "s_client", "-connect", f"127.0.0.1:{server.port}", "-tls1_2", "-legacy_renegotiation"],
        input="R\n", capture_output=True, text=True, timeout=REPLY_SECONDS,
    )
    assert "no renegotiation" in done.stderr and "RENEGOTIATING" in done.stderr, done.stderr


# --- requests ---------------------------------------------------------------------------------------------------------


def test_many_requests_on_a_connection(server, authority):
    with TlsConnection(server.port, client_context(authority)) as connection:
        for _ in range(50):
            assert connection.send(LIVE).reply().status == 200
        connection.send(LIVE * 300)
        assert [connection.reply().status for _ in range(300)] == [200] * 300
        closing = request_bytes("GET", "/health/live", {"Connection": "close"})
        assert connection.send(closing).reply().status == 200
        assert connection.closed()  # with close_notify: an end without it is an error


def test_bytes_one_by_one(server):
    with TlsConnection(server.port, client_context()) as connection:
        for byte in LIVE:
            connection.send(bytes([byte]))
        assert connection.reply().status == 200


def test_large_bodies_both_ways(server, authority):
    body = json.dumps({"name": "large", "metadata": {"text": "x" * 900_000}}).encode()
    with TlsConnection(server.port, client_context(authority)) as connection:
        made = connection.send(request_bytes("POST", "/api/v1/teams", {"Content-Type": "application/json"}, body)).reply()
        assert made.status == 201
        path = f"/api/v1/teams/{json.loads(made.body)['id']}"
        connection.send(request_bytes("GET", path) * 8)
        assert all(connection.reply().body == made.body for _ in range(8))
        huge = b'"' + b"y" * (15 << 20)
        refusal(connection.send(request_bytes("POST", "/api/v1/teams", {"Content-Type": "application/json"}, huge)).reply(), 422)
        assert connection.send(LIVE).reply().status == 200


def test_a_slow_reader_gets_all(server, authority):
    """Replies that the socket does not take at once are the same bytes, in order."""
    in_clear = RawConnection(("127.0.0.1", int(server.addresses[1].rsplit(":", 1)[1])))
    with in_clear:
        expected = in_clear.send(request_bytes("GET", "/openapi.json")).reply().body
    with TlsConnection(server.port, client_context(authority), receive_buffer=4096) as connection:
        count = (24 << 20) // len(expected)
        sender = threading.Thread(target=connection.send, args=(request_bytes("GET", "/openapi.json") * count,), daemon=True)
        sender.start()
        for _ in range(count):
            assert connection.reply().body == expected
        sender.join(REPLY_SECONDS)
        assert connection.send(LIVE).reply().status == 200


def test_who_takes_nothing_is_reset(start_server, files):
    running = start_server(settings=tls_settings(files["local"], TESSERA_WRITE_TIMEOUT=1, TESSERA_HEADER_TIMEOUT=1))
    with TlsConnection(running.port, client_context(), receive_buffer=4096) as connection:
        with pytest.raises(OSError) as end:
            while True:  # the server stops reading, and ends it
                connection.send(request_bytes("GET", "/openapi.json") * 100)
        assert not isinstance(end.value, TimeoutError)
    with TlsConnection(running.port, client_context()) as connection:
        refusal(connection.send(b"GET / HTTP/1.1\r\nHost").reply(), 408)
        assert connection.closed()


def test_a_request_and_the_end_at_once(server):
    """A client that says that it sends no more is answered all the same (RFC 8446 section 6.1)."""
    incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
    session = client_context().wrap_bio(incoming, outgoing, server_hostname="localhost")
    with RawConnection(("127.0.0.1", server.port)) as connection:
        while True:
            with contextlib.suppress(ssl.SSLWantReadError):
                session.do_handshake()
                break
            connection.send(outgoing.read())
            incoming.write(connection.socket.recv(65536))
        session.write(LIVE)
        with contextlib.suppress(ssl.SSLError):
            session.unwrap()
        connection.send(outgoing.read())
        incoming.write(connection.rest())
    # Python does not read behind its own end, so that what came is told by its length: tickets, a reply, the other end.
    assert incoming.pending > 400


def test_the_two_listeners(server, authority):
    port = int(server.addresses[1].rsplit(":", 1)[1])
    with RawConnection(("127.0.0.1", port)) as connection:
        assert connection.send(LIVE).reply().status == 200
    with pytest.raises((ssl.SSLError, OSError)):
        TlsConnection(port, client_context())


# --- clients that break the rules -------------------------------------------------------------------------------------


IN_CLEAR = {"GET": LIVE, "POST": request_bytes("POST", "/", body=b"{}"), "half": b"DELETE / HTTP/1.1\r\n"}


@pytest.mark.parametrize("request_head", IN_CLEAR.values(), ids=IN_CLEAR)
def test_http_in_clear_is_told_so(server, request_head):
    with RawConnection(("127.0.0.1", server.port)) as connection:
        error = refusal(connection.send(request_head).reply(), 400, "BAD_REQUEST")
        assert "https://" in error["message"]
        assert connection.closed()


GARBAGE = {
    "zeros": b"\x00" * 100,
    "a byte": b"\x16",
    "too long a record": b"\x16\x03\x01\xff\xff" + b"a" * 70_000,
    "no hello": b"\x16\x03\x03\x00\x05hello",
    "SSL 2": b"\x80\x2e\x01\x00\x02",
    "an alert": b"\x15\x03\x03\x00\x02\x02\x28",
    "data first": b"\x17\x03\x03\x00\x10" + b"z" * 16,
    "changes of cipher": b"\x14\x03\x03\x00\x01\x01" * 40,
    "noise": b"\xff" + random.Random(14).randbytes(5000),
}


@pytest.mark.parametrize("garbage", GARBAGE.values(), ids=GARBAGE)
def test_garbage_ends_the_connection(server, authority, garbage):
    with RawConnection(("127.0.0.1", server.port)) as connection:
        connection.send_some(garbage)
        connection.finish_sending()
        rest = connection.rest()
        assert len(rest) < 100 and (not rest or rest[0] == 0x15), rest  # an alert, or nothing
    alive(server, client_context(authority))


def test_a_handshake_cut_anywhere(server, authority):
    hello = client_hello()
    for length in range(0, len(hello), 7):
        with RawConnection(("127.0.0.1", server.port)) as connection:
            connection.send(hello[:length])
    for _ in range(20):  # and behind the server's answer
        with RawConnection(("127.0.0.1", server.port)) as connection:
            connection.send(hello)
            assert connection.socket.recv(1)
    alive(server, client_context(authority))


def test_a_damaged_record_ends_the_connection(server):
    connection = TlsConnection(server.port, client_context())
    connection.send(LIVE).reply()
    plain = socket.socket(fileno=os.dup(connection.socket.fileno()))
    with connection, plain:
        plain.sendall(b"\x17\x03\x03\x00\x20" + b"n" * 32)
        with pytest.raises((ssl.SSLError, OSError)):
            connection.rest()


def test_a_body_cut_anywhere(server, authority):
    head = b"POST /api/v1/teams HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 300000\r\n\r\n"
    for sent in (0, 10, 16384, 100_000):
        connection = TlsConnection(server.port, client_context(authority))
        connection.send(head + b"x" * sent)
        connection.close()
    alive(server, client_context(authority))


def test_half_handshakes_by_thousands(start_server, files, authority):
    """They cost little, end by themselves, and keep nobody out."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, min(HALF_HANDSHAKES + 1000, hard)), hard))
    running = start_server(settings=tls_settings(files["local"], TESSERA_TLS_HANDSHAKE_TIMEOUT=5))
    hello, opened = client_hello(), []
    with contextlib.ExitStack() as stack:
        for number in range(HALF_HANDSHAKES):
            connection = stack.enter_context(RawConnection(("127.0.0.1", running.port), seconds=REPLY_SECONDS))
            connection.send_some((hello, hello[:100], b"")[number % 3])
            opened.append(connection)
            if number % 500 == 0:
                alive(running, client_context(authority))
        alive(running, client_context(authority))
        for connection in opened[-10:]:
            connection.rest()  # comes to an end
    alive(running, client_context(authority))


def test_a_handshake_piece_by_piece(server):
    with RawConnection(("127.0.0.1", server.port)) as connection:
        for byte in client_hello():
            connection.send(bytes([byte]))
        assert connection.socket.recv(1) == b"\x16"


def test_a_handshake_beyond_its_time_is_ended(start_server, files):
    running = start_server(settings=tls_settings(files["local"], TESSERA_TLS_HANDSHAKE_TIMEOUT=2))
    hello = client_hello()
    for sent in (b"", hello[:1], hello[:-1]):
        with RawConnection(("127.0.0.1", running.port), seconds=REPLY_SECONDS) as connection:
            assert connection.send(sent).closed()
    with RawConnection(("127.0.0.1", running.port), seconds=REPLY_SECONDS) as connection:
        connection.send(hello)
        assert connection.rest()[:1] in (b"\x16", b"")  # an answer, if there was time for it, and the end


def test_connections_above_the_limit_are_told(start_server, files, authority):
    running = start_server(settings=tls_settings(files["local"], TESSERA_MAX_CONNECTIONS=5, TESSERA_THREADS=1))
    context = client_context(authority)
    with contextlib.ExitStack() as stack:
        for _ in range(5):
            assert stack.enter_context(TlsConnection(running.port, context)).send(LIVE).reply().status == 200
        surplus = stack.enter_context(TlsConnection(running.port, context))
        refusal(surplus.reply(), 503)
        assert surplus.closed()


# --- the life of the server -------------------------------------------------------------------------------------------


def test_the_end_is_told(start_server, files, authority):
    running = start_server(settings=tls_settings(files["local"]))
    with TlsConnection(running.port, client_context(authority)) as waiting, RawConnection(("127.0.0.1", running.port)) as half:
        waiting.send(LIVE).reply()
        half.send(client_hello()[:50])
        assert running.stop() == 0
        assert waiting.closed() and half.rest() == b""


class Load:
    """Requests on kept and on new connections, until it is stopped. Everything that goes wrong is in `problems`."""

    def __init__(self, port, authority):
        self.port, self.authority = port, authority
        self.problems, self.count = [], 0
        self.ends = threading.Event()
        self.threads = [threading.Thread(target=self._run, args=(kept,)) for kept in (True, True, False)]

    def _run(self, kept):
        context = client_context(self.authority)
        try:
            while not self.ends.is_set():
                with TlsConnection(self.port, context) as connection:
                    while not self.ends.is_set():
                        assert connection.send(LIVE).reply().status == 200
                        self.count += 1
                        if not kept:
                            break
        except Exception as problem:
            self.problems.append(problem)

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self.ends.set()
        for thread in self.threads:
            thread.join(REPLY_SECONDS)


def test_certificates_are_loaded_again_under_load(start_server, authority, tmp_path):
    certificate, key = tmp_path / "used.pem", tmp_path / "used.key"

    def install(name):
        for source, target in zip(authority.sign(f"again-{name}", "DNS:localhost", f"DNS:{name}.example"), (certificate, key)):
            target.write_bytes(source.read_bytes())

    def names():
        with TlsConnection(running.port, context) as connection:
            connection.send(LIVE).reply()
            return connection.names()

    install("first")
    running = start_server(settings=tls_settings((certificate, key)))
    context = client_context(authority)
    with Load(running.port, authority) as load, TlsConnection(running.port, context) as kept:
        kept.send(LIVE).reply()
        session = kept.socket.session
        for number in range(5):
            install(f"next-{number}")
            running.process.send_signal(signal.SIGHUP)
            deadline = time.monotonic() + REPLY_SECONDS
            while f"next-{number}.example" not in names():
                assert time.monotonic() < deadline
        # Sessions and connections of the first certificate go on.
        assert kept.send(LIVE).reply().status == 200
        with TlsConnection(running.port, context, session=session) as resumed:
            assert resumed.send(LIVE).reply().status == 200 and resumed.socket.session_reused
        # A key that does not belong to its certificate changes nothing.
        key.write_bytes(authority.sign("stranger", "DNS:localhost")[1].read_bytes())
        running.process.send_signal(signal.SIGHUP)
        running.await_log("does not belong to the certificate")
        assert "the former ones stay" in running.log_text()
        assert "next-4.example" in names()
    assert not load.problems and load.count > 0
