"""HTTP/1.1 on the wire (RFC 9110, RFC 9112): what well-behaved clients never send, and limits of size and time."""

import gzip
import json
import select
import socket
import time

import pytest

from support.make import expect, make_asset, make_team, unique
from support.rawhttp import RawConnection, request_bytes
from support.server import program_run

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
    from support.server import Server

    running = Server(tmp_path_factory.mktemp("small"), settings=LIMITS)
    running.start()
    yield running
    running.stop_and_check()


@pytest.fixture
def connect(server):
    opened = []

    def open_connection(to=None):
        made = RawConnection(("127.0.0.1", (to or server).port))
        opened.append(made)
        return made

    yield open_connection
    for made in opened:
        made.close()


def refusal(reply, status, code=None):
    """The error object of a refusal that came before any route."""
    assert reply is not None, f"closed without a reply, {status} was expected"
    assert reply.status == status, reply
    assert reply.headers["content-type"] == "application/json"
    assert reply.headers["x-content-type-options"] == "nosniff" and reply.headers["x-request-id"]
    error = json.loads(reply.body)["error"]
    assert error["request_id"] == reply.headers["x-request-id"] and error["message"] and error["timestamp"].endswith("Z")
    if code:
        assert error["code"] == code, error
    return error


LIVE = request_bytes("GET", "/health/live")


# --- ordinary connections ---------------------------------------------------------------------------------------------


def test_keep_alive(connect):
    connection = connect()
    for _ in range(50):
        reply = connection.send(LIVE).reply()
        assert reply.status == 200 and reply.body == b'{"status":"alive"}'
        assert reply.headers.get("connection", "keep-alive").lower() != "close"


def test_connection_close(connect):
    connection = connect()
    reply = connection.send(request_bytes("GET", "/health/live", {"Connection": "close"})).reply()
    assert reply.status == 200 and reply.headers["connection"].lower() == "close"
    assert connection.closed()


def test_http_1_0(connect):
    connection = connect()
    reply = connection.send(b"GET /health/live HTTP/1.0\r\n\r\n").reply()
    assert reply.status == 200 and reply.body == b'{"status":"alive"}'
    assert connection.closed(), "HTTP/1.0 closes unless asked to keep"
    connection = connect()
    reply = connection.send(b"GET /health/live HTTP/1.0\r\nConnection: keep-alive\r\n\r\n").reply()
    assert reply.status == 200
    if reply.headers.get("connection", "").lower() == "keep-alive":
        assert connection.send(LIVE).reply().status == 200


def test_pipelined_requests_are_answered_in_order(connect, team):
    targets = ["/health/live", "/api/v1/nothing", f"/api/v1/teams/{team['id']}", "/openapi.json", "/api/v1/teams?limit=1", "/health"] * 5
    sent = b"".join(request_bytes("GET", target, {"X-Request-ID": str(number)}) for number, target in enumerate(targets))
    connection = connect().send(sent)
    for number, target in enumerate(targets):
        reply = connection.reply()
        assert reply.headers["x-request-id"] == str(number), f"reply {number} to {target} is out of order"
        assert reply.status == (404 if target.endswith("nothing") else 200)


def test_pipelined_writes_and_reads(connect):
    names = [unique("pipe") for _ in range(10)]
    sent = b""
    for name in names:
        sent += request_bytes("POST", "/api/v1/teams", body=json.dumps({"name": name}).encode())
        sent += request_bytes("GET", f"/api/v1/teams?name={name}")
    connection = connect().send(sent)
    for name in names:
        made = connection.reply()
        assert made.status == 201 and json.loads(made.body)["name"] == name
        page = json.loads(connection.reply().body)
        assert page["total"] == 1, "a read after a write on one connection must see it"


def test_garbage_after_a_request(connect):
    connection = connect().send(LIVE + b"\x00\x01garbage\r\n\r\n")
    assert connection.reply().status == 200
    refusal(connection.reply(), 400, "BAD_REQUEST")
    assert connection.closed()


def test_byte_by_byte(connect):
    body = json.dumps({"name": unique("slow")}).encode()
    data = request_bytes("POST", "/api/v1/teams", {"Content-Type": "application/json"}, body)
    connection = connect()
    connection.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    for index in range(len(data)):
        connection.send(data[index : index + 1])
    assert connection.reply().status == 201


def test_blank_lines_before_a_request(connect):
    assert connect().send(b"\r\n\r\n" + LIVE).reply().status == 200


def test_disconnects_leave_the_server_well(connect, server):
    data = request_bytes("POST", "/api/v1/teams", body=json.dumps({"name": unique("gone")}).encode())
    for cut in (0, 1, 10, len(data) // 2, len(data) - 1, len(data)):
        connect().send(data[:cut]).close()
    connection = connect().send(data[: len(data) // 2]).finish_sending()
    reply = connection.reply()
    assert reply is None or reply.status in (400, 408)
    assert connect().send(LIVE).reply().status == 200 and server.alive()


def test_a_half_closed_client_gets_its_reply(connect):
    connection = connect().send(LIVE).finish_sending()
    assert connection.reply().status == 200


# --- targets ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("target", ["/api/v1/teams/%", "/api/v1/teams/%4", "/api/v1/teams/%zz", "/api/v1/teams/%00", "/api/v1/teams/%ff", "/api/v1/teams/%C3%28"])
def test_broken_percent_encoding_of_a_path(connect, target):
    reply = connect().send(request_bytes("GET", target)).reply()
    assert reply.status in (400, 404, 422), reply


@pytest.mark.parametrize("query", ["name=%", "name=%zz", "name=%ff", "name=%C3%28", "name=%ed%a0%80"])
def test_broken_percent_encoding_of_a_query(connect, query):
    reply = connect().send(request_bytes("GET", f"/api/v1/teams?{query}")).reply()
    assert reply.status in (200, 400, 422), reply
    json.loads(reply.body.decode("utf-8"))


def test_nul_in_a_query(connect):
    reply = connect().send(request_bytes("GET", "/api/v1/teams?name=a%00b")).reply()
    assert reply.status in (400, 422), reply
    if reply.status == 422:
        assert json.loads(reply.body)["detail"][0]["loc"] == ["query", "name"]


def test_targets_of_other_forms(connect, server):
    """Absolute form is to be accepted (RFC 9112, section 3.2.2); the others name no resource here."""
    reply = connect().send(request_bytes("GET", f"http://127.0.0.1:{server.port}/health/live")).reply()
    assert reply.status in (200, 400, 404)
    for method, target in (("OPTIONS", "*"), ("GET", "*"), ("CONNECT", "example.com:443"), ("GET", "health/live"), ("GET", "?x")):
        connection = connect().send(request_bytes(method, target))
        reply = connection.reply()
        assert reply is not None and 400 <= reply.status <= 505 and reply.status != 500, f"{method} {target}: {reply}"
    assert connect().send(request_bytes("GET", "//api/v1/teams")).reply().status == 404
    assert connect().send(request_bytes("GET", "/api/v1/../v1/teams")).reply().status == 404
    assert connect().send(request_bytes("GET", "/health/live#fragment")).reply().status in (200, 400, 404)


def test_unknown_methods(connect):
    for method in ("BREW", "TRACE", "PROPFIND", "get", "X" * 40):
        connection = connect().send(request_bytes(method, "/api/v1/teams"))
        reply = connection.reply()
        assert reply is not None and reply.status in (400, 405, 501), f"{method}: {reply}"
        if reply.status == 405:
            assert "GET" in reply.headers["allow"]


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


@pytest.mark.parametrize("version, statuses", [("HTTP/2.0", (400, 505)), ("HTTP/0.9", (400, 505)), ("HTTP/1.9", (200, 400, 505)), ("HTTP/3.1", (400, 505))])
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


# --- bodies -----------------------------------------------------------------------------------------------------------


def chunked(body, *sizes):
    out, start = b"", 0
    for size in sizes:
        part = body[start : start + size]
        out += b"%x\r\n%s\r\n" % (len(part), part)
        start += size
    rest = body[start:]
    if rest:
        out += b"%X;name=value\r\n%s\r\n" % (len(rest), rest)
    return out + b"0\r\n"


def test_chunked_bodies(connect):
    for sizes in ((), (1,), (1, 1, 1, 5), (3, 7)):
        name = unique("chunk")
        body = json.dumps({"name": name}).encode()
        head = request_bytes("POST", "/api/v1/teams", {"Transfer-Encoding": "chunked", "Content-Type": "application/json"})
        connection = connect().send(head + chunked(body, *sizes) + b"\r\n" + LIVE)
        reply = connection.reply()
        assert reply.status == 201 and json.loads(reply.body)["name"] == name
        assert connection.reply().status == 200


def test_chunked_body_with_trailers(connect):
    head = request_bytes("POST", "/api/v1/teams", {"Transfer-Encoding": "CHUNKED", "Trailer": "X-T"})
    body = chunked(json.dumps({"name": unique("trail")}).encode()) + b"X-T: 1\r\n\r\n"
    connection = connect().send(head + body + LIVE)
    assert connection.reply().status == 201 and connection.reply().status == 200


def test_expect_continue(connect):
    body = json.dumps({"name": unique("expect")}).encode()
    head = request_bytes("POST", "/api/v1/teams", {"Expect": "100-continue", "Content-Length": str(len(body))})
    connection = connect().send(head)
    assert connection._until(b"\r\n\r\n").startswith(b"HTTP/1.1 100"), "no 100 before the body"
    assert connection.send(body).reply().status == 201
    # A client that does not wait for it.
    body = json.dumps({"name": unique("expect")}).encode()
    reply = connection.send(request_bytes("POST", "/api/v1/teams", {"Expect": "100-Continue"}, body)).reply()
    assert reply.status == 201


def test_a_request_in_two_pieces_is_not_held_back(connect):
    """A client with Nagle's algorithm sends the body when the head is acknowledged; the kernel's delay is at least 40 ms."""
    connection = connect()
    took = []
    for _ in range(10):
        began = time.monotonic()
        connection.send(request_bytes("POST", "/api/v1/teams", {"Content-Length": "2"})).send("{}")
        assert connection.reply().status == 422
        took.append(time.monotonic() - began)
    assert min(took[5:]) < 0.03, f"each request waited for an acknowledgement: {took}"


def test_expect_of_something_else(connect):
    reply = connect().send(request_bytes("POST", "/api/v1/teams", {"Expect": "the unexpected"}, b"{}")).reply()
    refusal(reply, 417, "EXPECTATION_FAILED")


def test_expect_continue_is_refused_at_once_where_the_body_is_too_large(connect, small):
    head = request_bytes("POST", "/api/v1/teams", {"Expect": "100-continue", "Content-Length": "10000000"})
    reply = connect(small).send(head).reply()
    assert reply.interim == [], "100 Continue for a body that will be refused"
    refusal(reply, 413, "BODY_TOO_LARGE")


def test_a_get_with_a_body(connect):
    connection = connect().send(request_bytes("GET", "/health/live", body=b"{}") + LIVE)
    assert connection.reply().status == 200 and connection.reply().status == 200


def test_head_on_the_wire(connect, team):
    connection = connect()
    for target in ("/health/live", f"/api/v1/teams/{team['id']}", "/api/v1/nothing", "/api/v1/teams?limit=0", "/openapi.json"):
        head = connection.send(request_bytes("HEAD", target)).reply(head_only=True)
        got = connection.send(request_bytes("GET", target)).reply()
        assert head.status == got.status
        if "x-request-id" not in got.body.decode("utf-8", "replace") and got.status == 200:
            assert head.headers["content-length"] == str(len(got.body))


# --- limits of size ---------------------------------------------------------------------------------------------------


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


# --- compression ------------------------------------------------------------------------------------------------------


def encoded(connect, target, accepted):
    headers = {} if accepted is None else {"Accept-Encoding": accepted}
    return connect().send(request_bytes("GET", target, headers)).reply()


@pytest.mark.parametrize("accepted", ["gzip", "gzip, deflate, br", "GZIP", "*", "gzip;q=0.5", "br;q=1.0, gzip;q=0.8, *;q=0.1"])
def test_large_replies_are_compressed(connect, accepted):
    plain = encoded(connect, "/openapi.json", None)
    packed = encoded(connect, "/openapi.json", accepted)
    assert "content-encoding" not in plain.headers and len(plain.body) > 1024
    if accepted == "*" and "content-encoding" not in packed.headers:
        return  # allowed, not demanded
    assert packed.headers["content-encoding"] == "gzip" and "accept-encoding" in packed.headers["vary"].lower()
    assert gzip.decompress(packed.body) == plain.body and len(packed.body) < len(plain.body) // 2


@pytest.mark.parametrize("accepted", ["identity", "", "br", "gzip;q=0", "gzip;q=0.0, *", "*;q=0", "x-gzipped", "gzipx"])
def test_replies_are_not_compressed_where_unwanted(connect, accepted):
    reply = encoded(connect, "/openapi.json", accepted)
    assert reply.status == 200 and "content-encoding" not in reply.headers
    json.loads(reply.body)


def test_small_replies_are_not_compressed(connect):
    assert "content-encoding" not in encoded(connect, "/health/live", "gzip").headers


def test_compressed_pages_are_whole(server):
    api = server.api(headers={"accept-encoding": "gzip"})
    word = unique("zip")
    team = make_team(api, metadata={"pad": "ü" * 5000})
    for _ in range(3):
        make_asset(api, team, fqn=f"a.{word}{unique()}", metadata={"pad": unique() * 100})
    reply = api.get("/assets", params={"fqn": word})
    assert reply.headers["content-encoding"] == "gzip" and expect(reply, 200)["total"] == 3
    plain = api.get("/assets", params={"fqn": word}, headers={"accept-encoding": "identity"})
    assert "content-encoding" not in plain.headers and plain.json() == reply.json()


def test_compression_can_be_turned_off(start_server):
    client = start_server(settings={"TESSERA_GZIP_MINIMUM": 0}).client()
    assert "content-encoding" not in client.get("/openapi.json", headers={"accept-encoding": "gzip"}).headers


# --- other sockets ----------------------------------------------------------------------------------------------------


def test_unix_socket(start_server, tmp_path):
    path = tmp_path / "t.sock"
    running = start_server(listen=("127.0.0.1:0", f"unix:{path}"))
    with RawConnection(str(path)) as connection:
        body = json.dumps({"name": "over-unix"}).encode()
        assert connection.send(request_bytes("POST", "/api/v1/teams", body=body)).reply().status == 201
        assert connection.send(LIVE).reply().status == 200
    assert expect(running.api().get("/teams?name=over-unix"), 200)["total"] == 1
    running.stop_and_check()
    assert not path.exists(), "the socket file stays behind"


def test_unix_socket_files(start_server, tmp_path):
    """A socket that a killed server left behind is replaced; one that is served, and any other file, is not touched."""
    path = tmp_path / "s.sock"
    running = start_server(listen=(f"unix:{path}",))
    taken = program_run("--listen", f"unix:{path}", "--database", str(tmp_path / "other.db"))
    assert taken.returncode > 0 and "in use" in taken.stderr and str(path) in taken.stderr
    running.kill()
    assert path.exists()
    running.start()
    with RawConnection(str(path)) as connection:
        assert connection.send(LIVE).reply().status == 200
    other = tmp_path / "precious"
    other.write_text("precious", "utf-8")
    refused = program_run("--listen", f"unix:{other}", "--database", str(tmp_path / "other.db"))
    assert refused.returncode > 0 and str(other) in refused.stderr and other.read_text("utf-8") == "precious"


def test_ipv6(start_server):
    try:
        with socket.socket(socket.AF_INET6) as probe:
            probe.bind(("::1", 0))
    except OSError:
        pytest.skip("no IPv6 on this machine")
    running = start_server(listen=("[::1]:0",))
    (address,) = running.addresses
    port = int(address.rsplit(":", 1)[1])
    assert address.startswith("http://[::1]:")
    with RawConnection(("::1", port)) as connection:
        assert connection.send(request_bytes("GET", "/health/live", host=f"[::1]:{port}")).reply().status == 200


def test_a_port_in_use_is_told(server, tmp_path):
    ended = program_run("--listen", f"127.0.0.1:{server.port}", "--database", str(tmp_path / "other.db"))
    assert ended.returncode not in (0, None)
    assert str(server.port) in ended.stderr and "in use" in ended.stderr.lower()
    assert "listening on" not in ended.stdout


def test_connections_beyond_the_limit_get_503(start_server):
    running = start_server(settings={"TESSERA_MAX_CONNECTIONS": 3}, flags=["--threads", "1"])
    opened = [RawConnection(("127.0.0.1", running.port)) for _ in range(3)]
    for connection in opened:
        assert connection.send(LIVE).reply().status == 200
    with RawConnection(("127.0.0.1", running.port)) as extra:
        extra.send_some(LIVE)
        reply = extra.reply()
        if reply is not None:
            refusal(reply, 503, "UNAVAILABLE")
            assert reply.headers["retry-after"]
    for connection in opened:
        connection.close()
    # Room again, once the server has seen them go.
    deadline = time.monotonic() + 15
    while True:
        with RawConnection(("127.0.0.1", running.port)) as again:
            again.send_some(LIVE)
            reply = again.reply()
        if reply is not None and reply.status == 200:
            break
        assert time.monotonic() < deadline, "the places of closed connections are not free again"


# --- shutdown ---------------------------------------------------------------------------------------------------------


def test_sigterm_lets_running_requests_end(start_server):
    running = start_server()
    idle = RawConnection(("127.0.0.1", running.port))
    assert idle.send(LIVE).reply().status == 200
    body = json.dumps({"name": "before-the-end"}).encode()
    busy = RawConnection(("127.0.0.1", running.port))
    busy.send(request_bytes("POST", "/api/v1/teams", {"Connection": "keep-alive", "Content-Length": str(len(body))}) + body[:5])
    # The request must have begun before the signal: another connection's reply shows that the loop has turned.
    assert idle.send(LIVE).reply().status == 200
    running.process.terminate()
    assert idle.closed(), "idle connections close at once"
    if busy.send_some(body[5:]):
        reply = busy.reply()
        if reply is not None:
            assert reply.status in (201, 503) and reply.headers["connection"].lower() == "close"
    busy.close()
    idle.close()
    running.exit_status = running.process.wait(40)
    assert running.exit_status == 0
    with pytest.raises(ConnectionRefusedError):
        RawConnection(("127.0.0.1", running.port))


def test_sigterm_waits_for_what_runs_already(start_server):
    """A request that was read whole before the signal gets its reply, however long it takes (a password hash, here)."""
    running = start_server(flags=["--threads", "1"])
    body = json.dumps({"username": "last.one", "name": "Last One", "password": "long enough"}).encode()
    with RawConnection(("127.0.0.1", running.port)) as busy, RawConnection(("127.0.0.1", running.port)) as other:
        busy.send(request_bytes("POST", "/api/v1/users", body=body))
        # One loop thread: once it has answered this, it has read the request before.
        assert other.send(LIVE).reply().status == 200
        running.process.terminate()
        reply = busy.reply()
        assert reply is not None and reply.status == 201, reply
        assert reply.headers["connection"].lower() == "close" and busy.closed()
        assert other.closed()
    running.exit_status = running.process.wait(40)
    assert running.exit_status == 0
    running.start()
    assert expect(running.api().get("/users?username=last.one"), 200)["total"] == 1


def test_sigterm_under_load_loses_no_acknowledged_write(start_server):
    running = start_server()
    connections = [RawConnection(("127.0.0.1", running.port)) for _ in range(4)]
    for number, connection in enumerate(connections):
        connection.send(
            b"".join(request_bytes("POST", "/api/v1/teams", body=json.dumps({"name": f"load {number} {step}"}).encode()) for step in range(50))
        )
    assert connections[0].reply().status == 201
    running.process.terminate()
    acknowledged = 1
    for connection in connections:
        reply = connection.reply()
        while reply is not None:
            assert reply.status in (201, 503), reply
            acknowledged += reply.status == 201
            reply = connection.reply()
        connection.close()
    running.exit_status = running.process.wait(40)
    assert running.exit_status == 0
    running.start()
    assert expect(running.api().get("/teams?name=load"), 200)["total"] >= acknowledged


def test_sigint_ends_cleanly_as_well(start_server):
    import signal

    running = start_server()
    assert running.stop(signal.SIGINT) == 0
