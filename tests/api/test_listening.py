"""Where the server listens, and how it ends: sockets of other kinds, its limit of connections, shutdown."""

import json
import socket
import time

import pytest

from support.make import expect
from support.rawhttp import LIVE, RawConnection, refusal, request_bytes
from support.server import program_run


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
