"""The server under a service manager: sockets that it is handed (sd_listen_fds(3)), and what it tells of itself (sd_notify(3))."""

import contextlib
import os
import pathlib
import re
import secrets
import shutil
import socket
import ssl
import subprocess

import httpx
import pytest

from support.server import HAND_OVER, START_SECONDS, ServerFailed, clean_environment, program_find, program_run
from support.tls import Authority, tls_settings

WAIT_SECONDS = 30
CLOSE_ON_EXEC = 0o2000000
GET = b"GET /health/live HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"


@pytest.fixture
def sockets():
    """Makes sockets that listen, which end with the test."""
    with contextlib.ExitStack() as stack:

        def listening(address="127.0.0.1", family=socket.AF_INET, kind=socket.SOCK_STREAM, listens=True):
            made = stack.enter_context(socket.socket(family, kind))
            made.bind((address, 0) if family != socket.AF_UNIX else address)
            if listens:
                made.listen(100)
            return made

        yield listening


@pytest.fixture
def notices(tmp_path):
    """The manager's end of the socket for messages, and its name: of a path, or one of Linux's."""
    with contextlib.ExitStack() as stack:

        def opened(abstract=False):
            made = stack.enter_context(socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM))
            name = f"@tessera-{secrets.token_hex(8)}" if abstract else str(tmp_path / "notify")
            made.bind("\0" + name[1:] if abstract else name)
            made.settimeout(WAIT_SECONDS)
            return made, name

        yield opened


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    authority = Authority(tmp_path_factory.mktemp("certificates"))
    return authority, authority.sign("localhost", "DNS:localhost")


def ask(reached):
    """The first line of the reply of a socket that is connected."""
    with reached:
        reached.settimeout(WAIT_SECONDS)
        reached.sendall(GET)
        return reached.makefile("rb").readline().decode().strip()


def port_of(made):
    return made.getsockname()[1]


# --- sockets ----------------------------------------------------------------------------------------------------------


def test_sockets_of_every_kind(start_server, sockets, tmp_path):
    path, name = str(tmp_path / "socket"), f"tessera-{secrets.token_hex(8)}"
    handed = [("web", sockets()), ("web", sockets("::1", socket.AF_INET6)), ("local", sockets(path, socket.AF_UNIX)),
              ("", sockets("\0" + name, socket.AF_UNIX))]
    # Each loop has its share of each socket.
    running = start_server(handed=handed, listen=(), flags=["--threads", "3"])
    assert running.addresses == [f"http://127.0.0.1:{port_of(handed[0][1])}", f"http://[::1]:{port_of(handed[1][1])}", f"unix:{path}", f"unix:@{name}"]
    for _, made in handed:
        for _ in range(8):
            reached = socket.socket(made.family, socket.SOCK_STREAM)
            reached.connect(made.getsockname())
            assert ask(reached) == "HTTP/1.1 200 OK"
    running.stop()
    assert os.path.exists(path)  # it is the manager's


def test_no_connection_is_lost_between_two_servers(start_server, sockets):
    made = sockets()
    first = start_server(handed=[("web", made)], listen=())
    assert ask(socket.create_connection(made.getsockname())) == "HTTP/1.1 200 OK"
    first.stop_and_check()
    waiting = socket.create_connection(made.getsockname())
    start_server(handed=[("web", made)], listen=(), database=first.database)
    assert ask(waiting) == "HTTP/1.1 200 OK"


def test_addresses_that_are_given_are_served_besides(start_server, sockets):
    running = start_server(handed=[("web", sockets())], listen=("127.0.0.1:0",))
    assert len(set(running.addresses)) == 2
    for address in running.addresses:
        assert httpx.get(f"{address}/health/live", trust_env=False).status_code == 200


def test_tls_by_name(start_server, sockets, certificate):
    authority, files = certificate
    handed = [("https", sockets()), ("http", sockets()), ("web", sockets())]
    running = start_server(handed=handed, listen=(), settings=tls_settings(files))
    assert [re.match("[a-z]+", address)[0] for address in running.addresses] == ["https", "http", "https"]
    context = ssl.create_default_context(cafile=str(authority.file))
    for name, made in handed:
        reached = socket.create_connection(made.getsockname())
        assert ask(reached if name == "http" else context.wrap_socket(reached, server_hostname="localhost")) == "HTTP/1.1 200 OK"


def test_no_descriptor_goes_to_another_program(start_server, sockets):
    running = start_server(handed=[("web", sockets())], listen=())
    folder = pathlib.Path(f"/proc/{running.process.pid}/fdinfo")
    open_ones = {int(file.name): int(re.search(r"flags:\s+(\d+)", file.read_text())[1], 8) for file in folder.iterdir()}
    assert all(flags & CLOSE_ON_EXEC for number, flags in open_ones.items() if number > 2), open_ones


def test_sockets_of_another_process_are_left_alone(start_server, sockets):
    running = start_server(listen=("127.0.0.1:0",), settings={"LISTEN_PID": 1, "LISTEN_FDS": 1})
    assert len(running.addresses) == 1


def run_with(handed, tmp_path, *flags, **settings):
    """Has a server that cannot start say why."""
    numbers = ",".join(str(made.fileno()) for _, made in handed)
    names = ":".join(name for name, _ in handed)
    ended = subprocess.run(["/usr/bin/python3", "-c", HAND_OVER, numbers, names, program_find("tesserad"), "--database", str(tmp_path / "x.db"), *flags],
                           env=clean_environment(settings), pass_fds=[made.fileno() for _, made in handed], capture_output=True, text=True,
                           timeout=START_SECONDS, check=False)
    assert not os.path.exists(tmp_path / "x.db")
    return ended.returncode, ended.stderr


def test_what_is_wrong_with_sockets(sockets, tmp_path, certificate):
    listening = sockets()
    for handed, settings, why in (
        ([("web", listening)], {"LISTEN_FDS": "x"}, 'LISTEN_FDS must be from 0 to 16, not "x"'),
        ([("web", listening)], {"LISTEN_FDS": 17}, "LISTEN_FDS must be from 0 to 16"),
        ([("web", listening)], {"LISTEN_FDS": 9}, "LISTEN_FDS is 9, but descriptor"),
        ([("web", listening)], {"LISTEN_FDNAMES": "a:b"}, "LISTEN_FDNAMES must have 1 names"),
        ([("a", listening), ("b", sockets())], {"LISTEN_FDNAMES": "a"}, "LISTEN_FDNAMES must have 2 names"),
        ([("web", listening)], {"LISTEN_FDNAMES": "a" * 256}, "of at most 255 bytes each"),
        ([("web", sockets(listens=False))], {}, 'the socket "web" of the service manager: cannot listen on descriptor 3: it is no stream socket that listens'),
        ([("web", sockets(kind=socket.SOCK_DGRAM, listens=False))], {}, "it is no stream socket that listens"),
        ([("https", listening)], {}, 'the socket "https" of the service manager: cannot listen on descriptor 3: there is no certificate'),
        ([("https", sockets(str(tmp_path / "u"), socket.AF_UNIX))], tls_settings(certificate[1]), "unix sockets do not speak TLS"),
        ([("web", listening), ("all", sockets("0.0.0.0"))], {}, "refusing to listen beyond this machine with authentication off"),
    ):
        status, said = run_with(handed, tmp_path, **settings)
        assert status == 1 and why in said, (settings, why, said)


def test_sockets_beyond_this_machine(start_server, sockets):
    start_server(handed=[("all", sockets("0.0.0.0"))], listen=(), settings={"AUTH_DISABLED": True})


@pytest.mark.skipif(shutil.which("systemd-socket-activate") is None, reason="systemd-socket-activate is not installed")
def test_activation_by_systemds_own_program(sockets, tmp_path):
    free = sockets(listens=False)
    port = port_of(free)
    free.close()
    command = ["systemd-socket-activate", "--listen", f"127.0.0.1:{port}", "--fdname", "http", program_find("tesserad"), "--database", str(tmp_path / "x.db")]
    with subprocess.Popen(command, env=clean_environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as activated:
        try:
            line = activated.stderr.readline()
            assert "Listening on" in line, line
            # It is the first connection that starts the server.
            assert ask(socket.create_connection(("127.0.0.1", port))) == "HTTP/1.1 200 OK"
            assert activated.stdout.readline() == f"listening on http://127.0.0.1:{port}\n"
        finally:
            activated.terminate()
        assert activated.wait(WAIT_SECONDS) == 0


# --- messages ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("abstract", [False, True])
def test_ready_and_stopping(start_server, notices, abstract):
    manager, name = notices(abstract)
    running = start_server(settings={"NOTIFY_SOCKET": name})
    assert manager.recv(4096).decode() == f"READY=1\nSTATUS=listening on {running.url}"
    running.stop()
    assert manager.recv(4096) == b"STOPPING=1"
    manager.settimeout(0)
    with pytest.raises(BlockingIOError):
        manager.recv(4096)


def test_the_watchdog_hears_of_the_server(start_server, notices):
    manager, name = notices()
    running = start_server(settings={"NOTIFY_SOCKET": name, "WATCHDOG_USEC": 40000}, flags=["--threads", "2"])
    assert manager.recv(4096).startswith(b"READY=1\n")
    assert [manager.recv(4096) for _ in range(20)] == [b"WATCHDOG=1"] * 20
    running.process.send_signal(19)  # what is stopped says nothing; what was said before is read first
    manager.settimeout(0.2)
    with pytest.raises(TimeoutError):
        for _ in range(1000):
            assert manager.recv(4096) == b"WATCHDOG=1"
    running.process.send_signal(18)
    manager.settimeout(WAIT_SECONDS)
    assert manager.recv(4096) == b"WATCHDOG=1"
    running.stop()
    manager.settimeout(0)
    said = []
    with contextlib.suppress(BlockingIOError):
        while True:
            said.append(manager.recv(4096))
    assert said.count(b"STOPPING=1") == 1


@pytest.mark.parametrize("settings", [{"WATCHDOG_PID": 1, "WATCHDOG_USEC": 2000}, {"WATCHDOG_USEC": "often"}, {"WATCHDOG_USEC": 0}])
def test_no_watchdog_where_none_is_asked_for(start_server, notices, settings):
    manager, name = notices()
    running = start_server(settings={"NOTIFY_SOCKET": name, **settings})
    assert manager.recv(4096).startswith(b"READY=1\n")
    assert httpx.get(f"{running.url}/health", trust_env=False).status_code == 200
    running.stop()
    assert manager.recv(4096) == b"STOPPING=1"


@pytest.mark.parametrize("name, said", [("/nowhere/at/all", 'could not be told "READY=1"'), ("vsock:2:1", "NOTIFY_SOCKET is neither"), ("@", "NOTIFY_SOCKET is neither"),
                                        ("/" + "x" * 108, "NOTIFY_SOCKET is neither")])
def test_a_manager_that_is_not_there(start_server, name, said):
    running = start_server(settings={"NOTIFY_SOCKET": name, "WATCHDOG_USEC": 1000000})
    assert httpx.get(f"{running.url}/health", trust_env=False).status_code == 200
    running.stop()
    assert said in running.log_text()


def test_one_that_cannot_start_says_nothing(notices, start_server, tmp_path):
    manager, name = notices()
    with pytest.raises(ServerFailed):
        start_server(database=tmp_path, settings={"NOTIFY_SOCKET": name})
    manager.settimeout(0)
    with pytest.raises(BlockingIOError):
        manager.recv(4096)


# --- asking another server --------------------------------------------------------------------------------------------


def test_health(start_server, tmp_path):
    running = start_server()
    # Settings that are wrong do not matter to it.
    for url in (running.url, running.url + "/"):
        ended = program_run("--health", url, settings={"TESSERA_LISTEN": "nowhere"}, folder=tmp_path)
        assert (ended.returncode, ended.stdout, ended.stderr) == (0, "", "")
    running.stop()
    ended = program_run("--health", running.url, folder=tmp_path)
    assert ended.returncode == 1 and ended.stdout == "" and ended.stderr.startswith(f"tesserad: {running.url} is not ready: ")
    for url in ("", "127.0.0.1:1", "http://192.0.2.1:1", "file:///etc/passwd", "http://user@127.0.0.1:1", "http://127.0.0.1/" + "x" * 3000):
        ended = program_run("--health", url, folder=tmp_path)
        assert ended.returncode == 2 and "--health takes https://HOST:PORT" in ended.stderr, url


def test_health_of_one_that_is_not_ready(tmp_path):
    body = b'{"status":"not_ready","database":false}'
    with socket.create_server(("127.0.0.1", 0)) as other:
        url = f"http://127.0.0.1:{port_of(other)}"
        with subprocess.Popen([program_find("tesserad"), "--health", url], env=clean_environment(), stderr=subprocess.PIPE, text=True) as asking:
            reached, _ = other.accept()
            with reached:
                assert reached.recv(4096).startswith(b"GET /health/ready HTTP/1.1\r\n")
                reached.sendall(b"HTTP/1.1 503 Service Unavailable\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body))
            said = asking.stderr.read()
    assert asking.returncode == 1 and "answered with 503" in said and said.endswith(body.decode() + "\n")
