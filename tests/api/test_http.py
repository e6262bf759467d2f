"""HTTP/1.1 on the wire (RFC 9110, RFC 9112): connections, targets, bodies and compression, by hand."""

import gzip
import json
import socket
import time

import pytest

from support.make import expect, make_asset, make_team, unique
from support.rawhttp import LIVE, chunked, refusal, request_bytes


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
    """A method that no standard of the web knows is 501, a known one without a use here 405 (RFC 9110, section 9.1)."""
    connection = connect()
    for method in ("FOO", "QUERY", "PATCHY", "get", "BREW", "M-SEARCH", "X" * 64):
        reply = connection.send(request_bytes(method, "/api/v1/teams")).reply()
        assert reply is not None and reply.status == 501, f"{method}: {reply}"
        assert json.loads(reply.body)["error"]["code"] == "NOT_IMPLEMENTED"
        reply = connection.send(request_bytes(method, "/no/such/path")).reply()
        assert reply.status == 404, f"{method}: {reply}"
    for method in ("TRACE", "PROPFIND", "PUT"):
        reply = connection.send(request_bytes(method, "/api/v1/teams")).reply()
        assert reply.status == 405 and "GET" in reply.headers["allow"], f"{method}: {reply}"
    assert connect().send(request_bytes("X" * 65, "/api/v1/teams")).reply().status == 501


# --- bodies -----------------------------------------------------------------------------------------------------------


def test_chunked_bodies(connect):
    for sizes in ((), (1,), (1, 1, 1, 5), (3, 7)):
        name = unique("chunk")
        body = json.dumps({"name": name}).encode()
        head = request_bytes("POST", "/api/v1/teams", {"Transfer-Encoding": "chunked", "Content-Type": "application/json"})
        connection = connect().send(head + chunked(body, *sizes) + b"\r\n" + LIVE)
        reply = connection.reply()
        assert reply.status == 201 and json.loads(reply.body)["name"] == name
        assert connection.reply().status == 200


def test_chunk_extensions(connect):
    for extensions in (b";a=b;c=d", b";a;b", b';a="b;c";d', b';a="\\"";b=c'):
        head = request_bytes("POST", "/api/v1/teams", {"Transfer-Encoding": "chunked", "Content-Type": "application/json"})
        body = json.dumps({"name": unique("extension")}).encode()
        framed = b"%x%s\r\n%s\r\n0%s\r\n\r\n" % (len(body), extensions, body, extensions)
        connection = connect().send(head + framed + LIVE)
        assert connection.reply().status == 201, extensions
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
