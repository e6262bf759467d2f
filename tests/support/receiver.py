"""A receiver of webhooks: a small server whose answers a test chooses, and which remembers what came."""

import collections
import dataclasses
import hashlib
import hmac
import json
import socket
import struct
import threading
import time

SECONDS = 30  # longest wait for anything


@dataclasses.dataclass
class Received:
    """One request."""

    method: str
    path: str
    headers: dict
    body: bytes

    @property
    def message(self):
        return json.loads(self.body)

    @property
    def event(self):
        return self.message["event"]

    @property
    def delivery(self):
        return self.headers["x-tessera-delivery"]

    @property
    def entity(self):
        return self.message["payload"]["asset_id"]


def answer(status, body="", headers=""):
    text = body.encode()
    return f"HTTP/1.1 {status} X\r\nContent-Length: {len(text)}\r\n{headers}\r\n".encode() + text


def hang(connection):
    """Says nothing until the client goes."""
    connection.settimeout(SECONDS)
    while connection.recv(1):
        pass


def reset(connection):
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


def flood(connection):
    """Ten megabytes, of a failure."""
    connection.sendall(b"HTTP/1.1 503 X\r\nContent-Length: 10485760\r\n\r\n")
    for _ in range(160):
        connection.sendall(b"x" * 65536)


class Receiver:
    """Listens on a loopback port. `choose(received)` gives the bytes of a reply, or what is called with the connection; 200 at first."""

    def __init__(self, choose=None):
        self.choose = choose or (lambda received: answer(200, "ok"))
        self.received = []
        self.under_way = collections.Counter()  # deliveries
        self.met = []  # deliveries that came while they were under way
        self.changed = threading.Condition()
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port = self.listener.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}/hook"
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self):
        self.listener.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def _accept(self):
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection):
        try:
            with connection, connection.makefile("rb") as stream:
                while (received := self._read(stream)) is not None:
                    if not self._reply(connection, received):
                        return
        except OSError:  # the other side went
            pass

    @staticmethod
    def _read(stream):
        line = stream.readline().decode()
        if not line:
            return None
        method, path, _ = line.split()
        headers = {}
        while (line := stream.readline().decode().strip()) != "":
            name, _, value = line.partition(":")
            headers[name.lower()] = value.strip()
        return Received(method, path, headers, stream.read(int(headers.get("content-length", 0))))

    def _reply(self, connection, received):
        """False: the connection is over."""
        name = received.headers.get("x-tessera-delivery")
        with self.changed:
            self.under_way[name] += 1
            if self.under_way[name] > 1:
                self.met.append(name)
        chosen = self.choose(received)
        with self.changed:
            self.received.append(received)
            self.changed.notify_all()
        try:
            if callable(chosen):
                chosen(connection)
            else:
                connection.sendall(chosen)
        finally:
            with self.changed:
                self.under_way[name] -= 1
        return not callable(chosen)

    def wait(self, count, seconds=SECONDS):
        """The first so many requests, when they have come."""
        return self.wait_until(lambda received: len(received) >= count, seconds)

    def wait_until(self, enough, seconds=SECONDS):
        with self.changed:
            assert self.changed.wait_for(lambda: enough(self.received), seconds), f"only {len(self.received)} requests came"
            return list(self.received)


def signature(secret, body):
    return "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def timed_signatures(header):
    """The time and the signatures of X-Tessera-Signature-V2."""
    parts = [part.split("=", 1) for part in header.split(",")]
    (seconds,) = [value for name, value in parts if name == "t"]
    return int(seconds), [value for name, value in parts if name == "v1"]


def timed_signature(secret, seconds, body):
    return hmac.new(secret.encode(), f"{seconds}.".encode() + body, hashlib.sha256).hexdigest()


def until(ask, seconds=SECONDS):
    """What `ask` gives as soon as that is true."""
    end = time.monotonic() + seconds
    while not (found := ask()):
        assert time.monotonic() < end, "it did not come to that"
    return found
