"""HTTP/1.1 on the wire: what well-behaved clients never send, and limits of size and time (RFC 9110, RFC 9112)."""

import json
import select
import socket
import time

import pytest

from support.rawhttp import LIVE, RawConnection, refusal, request_bytes
from support.server import Server

LIMITS = {
    "TESSERA_MAX_BODY_BYTES": 65536,
    "TESSERA_MAX_URI_BYTES": 512,
    "TESSERA_MAX_HEADER_BYTES": 4096,
    "TESSERA_MAX_HEADER_COUNT": 20,
    "TESSERA_HEADER_TIMEOUT": 1,
    "TESSERA_BODY_TIMEOUT": 1,
    "TESSERA_IDLE_TIMEOUT": 1,
    "TESSERA_WRITE_TIMEOUT": 1,
}


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """A server with small limits, so that reaching them is quick."""
    running = Server(tmp_path_factory.mktemp("small"), settings=LIMITS)
    running.start()
    yield running
    running.stop_and_check()


# --- malformed requests -----------------------------------------------------------------------------------------------

MALFORMED = {
    "no version": b"GET /health/live\r\nHost: x\r\n\r\n",
    "odd version": b"GET /health/live HTTX/1.1\r\nHost: x\r\n\r\n",
    "letters as version": b"GET /health/live HTTP/a.b\r\nHost: x\r\n\r\n",
    "blank in target": b"GET /health live HTTP/1.1\r\nHost: x\r\n\r\n",
    "control in target": b"GET /health\x01live HTTP/1.1\r\nHost: x\r\n\r\n",
    "no host": b"GET /health/live HTTP/1.1\r\n\r\n",
    "two hosts": b"GET /health/live HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
    "blank before colon": b"GET /health/live HTTP/1.1\r\nHost : x\r\n\r\n",
    "header without colon": b"GET /health/live HTTP/1.1\r\nHost: x\r\nnonsense\r\n\r\n",
    "empty header name": b"GET /health/live HTTP/1.1\r\nHost: x\r\n: y\r\n\r\n",
    "nul in header": b"GET /health/live HTTP/1.1\r\nHost: x\r\nA: b\x00c\r\n\r\n",
    "folded header": b"GET /health/live HTTP/1.1\r\nHost: x\r\nA: b\r\n c\r\n\r\n",
    "bare carriage return": b"GET /health/live HTTP/1.1\r\nHost: x\r\nA: b\rc\r\n\r\n",
    "length and coding": b"POST /api/v1/teams HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "two lengths": b"POST /api/v1/teams HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
    "length list": b"POST /api/v1/teams HTTP/1.1\r\nHost: x\r\nContent-Length: 2, 3\r\n\r\n{}",
    "negative length": b"POST /api/v1/teams HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
    "signed length": b"POST /api/v1/teams HTTP/1.1\r\nHost: x\r\nContent-Length: +2\r\n\r\n{}",
    "hexadecimal length": b"POST /api/v1/teams HTTP/1.1\r\nHost: x\r\nContent-Length: 0x2\r\n\r\n{}",
    "empty length": b"POST /api/v1/teams HTTP/1.1\r\nHost: x\r\nContent-Length: \r\n\r\n{}",
    "bad chunk size": b"POST /api/v1/teams HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n",
    "negative chunk size": b"POST /api/v1/teams HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n-2\r\n{}\r\n0\r\n\r\n",
    "chunk longer than said": b"POST /api/v1/teams HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{}\r\n0\r\n\r\n",
    "chunked twice": b"POST /api/v1/teams HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n",
    "chunked not last": b"POST /api/v1/teams HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked, gzip\r\n\r\n0\r\n\r\n",
    "http/2 preface": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "tls hello": bytes.fromhex("16030100c8010000c40303") + bytes(range(64)) + b"\r\n\r\n",
    "binary": bytes(range(256)) * 4 + b"\r\n\r\n",
    "blanks only": b" \r\n\r\n",
    "zeros": b"\x00" * 100 + b"\r\n\r\n",
}  # fmt: skip


@pytest.mark.parametrize("name", MALFORMED)
def test_malformed_requests_are_refused_and_closed(connect, name):
    connection = connect().send(MALFORMED[name]).finish_sending()
    reply = connection.reply()
    assert reply is not None, "closed without a word"
    assert reply.status in (400, 501, 505), reply
    refusal(reply, reply.status)
    connection.rest()
    assert connect().send(LIVE).reply().status == 200


@pytest.mark.parametrize("version, statuses", [("HTTP/2.0", (400, 505)), ("HTTP/0.9", (400, 505)), ("HTTP/1.2", (200,)), ("HTTP/1.9", (200,)), ("HTTP/3.1", (400, 505))])
def test_versions(connect, version, statuses):
    reply = connect().send(f"GET /health/live {version}\r\nHost: x\r\n\r\n").reply()
    assert reply is not None and reply.status in statuses


def test_smuggled_requests_are_not_answered(connect):
    """What a proxy could read as one request and the server as two must end the connection."""
    inner = b"GET /health/live HTTP/1.1\r\nHost: smuggled\r\n\r\n"
    head = b"POST /api/v1/teams HTTP/1.1\r\nHost: x\r\n"
    for framing in (
        b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n",
        b"Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
        b"Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
        b"Content-Length: 0\r\nContent-Length: 5\r\n\r\n",
    ):
        connection = connect().send(head + framing + inner).finish_sending()
        data = connection.rest()
        assert data.count(b"HTTP/1.1 ") == 1, f"{framing!r}: {data!r}"
        assert b"alive" not in data


def test_unknown_transfer_coding(connect):
    reply = connect().send(request_bytes("POST", "/api/v1/teams", {"Transfer-Encoding": "brotli"})).reply()
    assert reply is not None and reply.status in (400, 501)


# --- limits of size ---------------------------------------------------------------------------------------------------


def test_expect_continue_is_refused_at_once_where_the_body_is_too_large(connect, small):
    head = request_bytes("POST", "/api/v1/teams", {"Expect": "100-continue", "Content-Length": "10000000"})
    reply = connect(small).send(head).reply()
    assert reply.interim == [], "100 Continue for a body that will be refused"
    refusal(reply, 413, "BODY_TOO_LARGE")


def test_body_sizes(connect, small):
    def sized(length):
        return json.dumps({"name": "x", "pad": "y" * (length - len('{"name": "x", "pad": ""}'))}).encode()

    assert connect(small).send(request_bytes("POST", "/api/v1/nothing", body=sized(65536))).reply().status == 404
    reply = connect(small).send(request_bytes("POST", "/api/v1/teams", body=sized(65536))).reply()
    assert reply.status in (201, 409), reply
    connection = connect(small)
    connection.send_some(request_bytes("POST", "/api/v1/teams", body=sized(65537)))
    refusal(connection.reply(), 413, "BODY_TOO_LARGE")
    assert connection.closed()


def test_a_huge_body_is_refused_while_it_is_sent(connect, small):
    connection = connect(small)
    connection.send(request_bytes("POST", "/api/v1/teams", {"Content-Length": str(1 << 40)}))
    connection.send_some(b"x" * 300_000)
    refusal(connection.reply(), 413, "BODY_TOO_LARGE")


def test_a_chunked_body_that_grows_too_large(connect, small):
    connection = connect(small)
    connection.send(request_bytes("POST", "/api/v1/teams", {"Transfer-Encoding": "chunked"}))
    for _ in range(20):
        if not connection.send_some(b"1000\r\n" + b"x" * 4096 + b"\r\n"):
            break
    refusal(connection.reply(), 413, "BODY_TOO_LARGE")


@pytest.mark.parametrize("length", ["18446744073709551616", "99999999999999999999999999999", "9223372036854775808"])
def test_lengths_beyond_any_machine(connect, small, length):
    reply = connect(small).send(request_bytes("POST", "/api/v1/teams", {"Content-Length": length})).reply()
    assert reply is not None and reply.status in (400, 413)


def test_chunk_sizes_beyond_any_machine(connect, small):
    for size in (b"ffffffffffffffff", b"10000000000000000", b"f" * 40):
        connection = connect(small)
        connection.send(request_bytes("POST", "/api/v1/teams", {"Transfer-Encoding": "chunked"}) + size + b"\r\nabc\r\n")
        # 408 where the server counts what arrives: the client sent less than it said.
        reply = connection.reply()
        assert reply is not None and reply.status in (400, 408, 413), f"{size!r}: {reply}"


def test_target_lengths(connect, small):
    fine = "/health/live?" + "x" * (512 - len("/health/live?"))
    assert connect(small).send(request_bytes("GET", fine)).reply().status == 200
    for target in (fine + "x", fine + "x" * 3000):
        connection = connect(small).send(request_bytes("GET", target))
        reply = connection.reply()
        refusal(reply, reply.status if reply and reply.status == 431 else 414)
        assert connection.closed()
    connection = connect(small)
    connection.send_some(b"GET /" + b"x" * 1_000_000)
    reply = connection.reply()
    assert reply is not None and reply.status in (414, 431)


def test_header_sizes_and_counts(connect, small):
    fine = [(f"X-{number}", "v") for number in range(15)]
    assert connect(small).send(request_bytes("GET", "/health/live", fine)).reply().status == 200
    too_many = [(f"X-{number}", "v") for number in range(40)]
    refusal(connect(small).send(request_bytes("GET", "/health/live", too_many)).reply(), 431, "HEADERS_TOO_LARGE")
    assert connect(small).send(request_bytes("GET", "/health/live", {"X-Large": "v" * 3000})).reply().status == 200
    for name, value in (("X-Large", "v" * 5000), ("Y" * 5000, "v")):
        connection = connect(small)
        connection.send_some(request_bytes("GET", "/health/live", {name: value}))
        refusal(connection.reply(), 431, "HEADERS_TOO_LARGE")
        assert connection.closed()


def test_endless_headers(connect, small):
    connection = connect(small)
    connection.send(b"GET /health/live HTTP/1.1\r\nHost: x\r\n")
    for number in range(2000):
        if not connection.send_some(b"X-%d: %s\r\n" % (number, b"v" * 100)):
            break
    refusal(connection.reply(), 431, "HEADERS_TOO_LARGE")


def test_long_request_ids_and_other_headers_are_harmless(connect):
    for value in ("v" * 8000, "\xff\xfe", "a\tb", '"<script>'):
        reply = connect().send(request_bytes("GET", "/api/v1/nothing", {"X-Request-ID": value})).reply()
        assert reply.status == 404
        json.loads(reply.body.decode("utf-8")), "the reply stays UTF-8"


# --- limits of time ---------------------------------------------------------------------------------------------------
# The limits are one second; the server looks at them now and then, so the bounds here are wide.


def timed(action):
    start = time.monotonic()
    result = action()
    return result, time.monotonic() - start


def test_slow_headers(connect, small):
    connection = connect(small).send(b"GET /health/live HTTP/1.1\r\nHost: x\r\n")
    reply, seconds = timed(connection.reply)
    refusal(reply, 408, "REQUEST_TIMEOUT")
    assert 0.5 < seconds < 10
    assert connection.closed()


def test_headers_that_trickle_do_not_extend_the_time(connect, small):
    connection = connect(small)
    connection.socket.settimeout(0.2)
    start, data = time.monotonic(), b""
    connection.send(b"GET /health/live HTTP/1.1\r\nHost: x\r\nX-Slow: ")
    while time.monotonic() - start < 15:
        if not connection.send_some(b"v"):
            break
        try:
            data = connection.socket.recv(65536)
            break
        except socket.timeout:
            continue
        except ConnectionResetError:
            break
    assert time.monotonic() - start < 10, "one byte now and then keeps a connection for ever"
    assert not data or b" 408 " in data[:20]


def test_slow_body(connect, small):
    connection = connect(small).send(request_bytes("POST", "/api/v1/teams", {"Content-Length": "100"}) + b'{"name"')
    reply, seconds = timed(connection.reply)
    refusal(reply, 408, "REQUEST_TIMEOUT")
    assert 0.5 < seconds < 10


def test_idle_connections_are_closed_silently(connect, small):
    fresh, used = connect(small), connect(small)
    assert used.send(LIVE).reply().status == 200
    for connection in (used, fresh):
        data, seconds = timed(connection.rest)
        assert data == b"" and seconds < 10


def test_a_reader_that_never_reads_is_dropped(small):
    """Replies pile up only to a bound; then the connection ends."""
    with RawConnection(("127.0.0.1", small.port), receive_buffer=4096) as connection:
        # More than the kernel's buffers hold, so that the server cannot get rid of its replies.
        request = request_bytes("GET", "/openapi.json") * 50
        connection.socket.setblocking(False)
        poller = select.poll()
        poller.register(connection.socket, select.POLLOUT | select.POLLHUP | select.POLLERR)
        deadline = time.monotonic() + 30
        sent, ended = 0, False
        while not ended:
            assert time.monotonic() < deadline, f"after {sent} bytes the connection of one who reads no reply is still open"
            for _, events in poller.poll(1000):
                ended = ended or bool(events & (select.POLLHUP | select.POLLERR))
            try:
                sent += connection.socket.send(request) if not ended else 0
            except BlockingIOError:
                poller.modify(connection.socket, select.POLLHUP | select.POLLERR)
            except (BrokenPipeError, ConnectionResetError):
                ended = True
    assert small.alive()
