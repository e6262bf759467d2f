"""A server that misbehaves, and what three clients say of it: tessera_sdk, httpx and aiohttp, with a limit of a second and no retries.

`python3 tests/support/misbehaving.py` writes the table into docs/misbehaving-servers.md; PYTHONPATH names the built tessera_sdk.
"""

import asyncio
import contextlib
import gzip
import json
import pathlib
import socket
import struct
import sys
import threading
import time
import uuid

PAGE = pathlib.Path(__file__).resolve().parents[2] / "docs" / "misbehaving-servers.md"
BEGIN, END = "<!-- table: written by tests/support/misbehaving.py -->\n", "<!-- end of the table -->\n"
ID = str(uuid.UUID(int=1))
TEAM = json.dumps({"id": ID, "name": "t", "metadata": {}, "created_at": "2026-01-02T03:04:05.000006Z"}).encode()
LIMIT = 1.0  # seconds that a call may take
WAIT = 0.2  # seconds that the server waits before it looks whether it is to end
DRIP = 0.05  # seconds between two bytes
BOMB = 64 << 20  # bytes that come out of a few
STORM = 20_000
OTHER = TEAM.replace(b'"t"', b'"another"')


def head(*lines, status="200 OK"):
    return "\r\n".join([f"HTTP/1.1 {status}", *lines, "", ""]).encode()


def of_length(body):
    return head(f"Content-Length: {len(body)}", "Content-Type: application/json") + body


GOOD = of_length(TEAM)


class Connection:
    """One client's connection, as a case sees it."""

    def __init__(self, connected, number, ended):
        self.connected, self.number, self.ended = connected, number, ended
        self.requests = 0

    def send(self, text):
        self.connected.settimeout(10 * LIMIT)  # what a slow reader leaves waiting is sent all the same
        self.connected.sendall(text)
        self.connected.settimeout(WAIT)

    def rest(self):
        """Says nothing more until the client goes or the server ends."""
        while not self.ended.is_set():
            with contextlib.suppress(TimeoutError):
                if self.connected.recv(65536) == b"":
                    return

    def reset(self):
        self.connected.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def drip(connection):
    for at in range(len(GOOD)):
        connection.send(GOOD[at : at + 1])
        if connection.ended.wait(DRIP):
            return


def silent_after(text):
    def case(connection):
        connection.send(text)
        connection.rest()

    return case


def saying(text):
    return lambda connection: connection.send(text)


def saying_on(text):
    def case(connection):
        connection.send(text)
        return True

    return case


def reset_between(connection):
    if connection.number == 1 and connection.requests == 2:
        connection.reset()
        return False
    connection.send(GOOD)
    return True


# What the server does about a request; after it the connection ends, unless it gives True.
CASES = {
    "says nothing": silent_after(b""),
    "ends in the head": saying(b"HTTP/1.1 200 OK\r\nContent-Le"),
    "ends in the body": saying(head(f"Content-Length: {len(TEAM) + 100}") + TEAM),
    "ends between chunks": saying(head("Transfer-Encoding: chunked") + b"%x\r\n%s\r\n" % (len(TEAM), TEAM)),
    "tells more bytes than come": silent_after(head(f"Content-Length: {len(TEAM) + 100}") + TEAM),
    "tells fewer bytes than come": saying(head(f"Content-Length: {len(TEAM) - 20}") + TEAM),
    "tells two lengths": saying(head(f"Content-Length: {len(TEAM)}", "Content-Length: 2") + TEAM),
    "tells a length and chunks": saying(head(f"Content-Length: {len(TEAM)}", "Transfer-Encoding: chunked") + b"%x\r\n%s\r\n0\r\n\r\n" % (len(TEAM), TEAM)),
    "sends a byte each 50 ms": drip,
    "sends 64 MiB in 64 KiB of gzip": lambda connection: connection.send(
        head(f"Content-Length: {len(bomb())}", "Content-Encoding: gzip", "Content-Type: application/json") + bomb()),
    "sends 20,000 interim replies": lambda connection: connection.send(head(status="100 Continue") * STORM + GOOD),
    "redirects to itself": saying_on(head("Location: /api/v1/teams/" + ID, "Content-Length: 0", status="302 Found")),
    "sends a header of 1 MiB": saying(head("X-Long: " + "x" * (1 << 20), f"Content-Length: {len(TEAM)}") + TEAM),
    "speaks another protocol": saying(b"SSH-2.0-OpenSSH_9.2p1\r\n"),
    "sends a page for people": saying(head("Content-Length: 13", "Content-Type: text/html") + b"<html></html>"),
    "resets before the second reply": reset_between,
    "answers twice": saying_on(GOOD + head(f"Content-Length: {len(OTHER)}") + OTHER),
    "switches to another protocol": saying_on(head("Upgrade: h2c", "Connection: Upgrade", status="101 Switching Protocols")),
    "folds a header": saying(head("X-Folded: a", " b", f"Content-Length: {len(TEAM)}") + TEAM),
    "ends its lines with a line feed": saying(head(f"Content-Length: {len(TEAM)}").replace(b"\r", b"") + TEAM),
    "tells the length with a sign": saying(head(f"Content-Length: +{len(TEAM)}") + TEAM),
    "sends a chunk of 2^68 bytes": saying(head("Transfer-Encoding: chunked") + b"fffffffffffffffff\r\n" + TEAM),
    "sends 1 MiB beside a chunk": saying(head("Transfer-Encoding: chunked") + b"%x;" % len(TEAM) + b"x" * (1 << 20) + b"\r\n%s\r\n0\r\n\r\n" % TEAM),
    "sends lists 200,000 deep": lambda connection: connection.send(of_length(b'{"x":' + b"[" * 200_000 + b"]" * 200_000 + b"}")),
}
TWICE = {"resets before the second reply", "answers twice"}  # the second of two calls is told
# How our client's calls end; "done" with the team.
OURS = {
    "says nothing": "TesseraTimeoutError",
    "tells more bytes than come": "TesseraTimeoutError",
    "sends a byte each 50 ms": "TesseraTimeoutError",
    "redirects to itself": "TesseraAPIError 302",
    "resets before the second reply": "done",
    "answers twice": "done",
}
OTHERWISE = "TesseraConnectionError"
_bomb = []


def bomb():
    if not _bomb:
        _bomb.append(gzip.compress(b'{"id":"' + b" " * BOMB, 9))
    return _bomb[0]


class Misbehaving:
    """A server that treats every request as the case says."""

    def __init__(self, case):
        self._case, self._ended = case, threading.Event()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self._threads = [threading.Thread(target=self._accept, daemon=True)]
        self._threads[0].start()

    def _accept(self):
        number = 0
        while not self._ended.is_set():
            with contextlib.suppress(OSError):
                connected, _ = self._listener.accept()
                number += 1
                thread = threading.Thread(target=self._serve, args=(connected, number), daemon=True)
                thread.start()

    def _serve(self, connected, number):
        connection = Connection(connected, number, self._ended)
        with connected, contextlib.suppress(OSError):
            connected.settimeout(WAIT)
            while self._read(connected):
                connection.requests += 1
                if not self._case(connection):
                    break

    def _read(self, connected):
        received = b""
        while b"\r\n\r\n" not in received and not self._ended.is_set():
            with contextlib.suppress(TimeoutError):
                more = connected.recv(65536)
                if not more:
                    return False
                received += more
        return not self._ended.is_set()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._ended.set()
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()


# --- the clients ------------------------------------------------------------------------------------------------------


def told(call):
    """What the last call came to, and how many seconds it took."""
    began = time.monotonic()
    try:
        what = call()
    except Exception as error:
        status = getattr(error, "status_code", None) or getattr(error, "status", None)
        what = type(error).__name__ + (f" {status}" if status and "302" in str(status) else "")
    return what, time.monotonic() - began


def calls_of(name):
    return 2 if name in TWICE else 1


def tessera(url, calls):
    from tessera_sdk import TesseraClient

    with TesseraClient(url, timeout=LIMIT, retries=0) as client:
        for _ in range(calls):
            result = told(lambda: "done" if client.teams.get(ID).name == "t" else "a wrong team")
    return result


def httpx(url, calls):
    import httpx

    with httpx.Client(timeout=LIMIT) as client:
        for _ in range(calls):
            result = told(lambda: judged(client.get(f"{url}/api/v1/teams/{ID}")))
    return result


def judged(reply):
    if reply.status_code != 200:
        return f"no error: {reply.status_code}"
    return "done" if reply.json()["name"] == "t" else "a wrong team"


def aiohttp(url, calls):
    import aiohttp

    async def ask(session):
        async with session.get(f"{url}/api/v1/teams/{ID}") as reply:
            found = await reply.json(content_type=None)
            return "done" if found["name"] == "t" else "a wrong team"

    async def main():
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=LIMIT)) as session:
            for _ in range(calls):
                began = time.monotonic()
                try:
                    what = await ask(session)
                except Exception as error:
                    what = type(error).__name__
                result = what, time.monotonic() - began
            return result

    return asyncio.run(main())


def outcome(name, client):
    """What a client's call comes to in that case, and how many seconds it takes."""
    bomb()  # made before the time counts
    with Misbehaving(CASES[name]) as server:
        return client(server.url, calls_of(name))


def table():
    lines = ["| the server | tessera_sdk | httpx | aiohttp |", "|---|---|---|---|"]
    for name in CASES:
        row = [outcome(name, client) for client in (tessera, httpx, aiohttp)]
        lines.append(f"| {name} | " + " | ".join(f"`{what}`, {took:.1f} s" for what, took in row) + " |")
    return "\n".join(lines) + "\n"


def main():
    page = PAGE.read_text()
    before, rest = page.split(BEGIN)
    PAGE.write_text(before + BEGIN + "\n" + table() + "\n" + END + rest.split(END)[1])


if __name__ == "__main__":
    sys.exit(main())
