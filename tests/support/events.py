"""Clients of the stream of events, written against the HTML standard (section 9.2) and not against the SDKs."""

import contextlib
import dataclasses
import json
import socket
import ssl
import time
import urllib.parse

LIMIT_SECONDS = 60


@dataclasses.dataclass(frozen=True)
class Told:
    id: str
    type: str
    data: str

    @property
    def number(self):
        return int(self.id)

    @property
    def event(self):
        return json.loads(self.data)


class Parser:
    """Takes lines, without their ends; gives the events that they complete."""

    def __init__(self):
        self.last_id = ""
        self.retry = None
        self.comments = 0
        self._type, self._data = "", []

    def take(self, line):
        if line == "":
            told = Told(self.last_id, self._type or "message", "\n".join(self._data)) if self._data else None
            self._type, self._data = "", []
            return told
        if line.startswith(":"):
            self.comments += 1
            return None
        name, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if name == "id":
            self.last_id = value
        elif name == "event":
            self._type = value
        elif name == "data":
            self._data.append(value)
        elif name == "retry":
            self.retry = int(value)
        return None


class Stream:
    """An open stream. `after`: as Last-Event-ID; the query goes into the path."""

    def __init__(self, url, after=None, headers=None, query="", context=None, version="1.1", receive_bytes=None, method="GET"):
        self.socket, self.file = socket.socket(), None
        try:
            self._open(url, after, headers, query, context, version, receive_bytes, method)
        except BaseException:
            self.close()
            raise

    def _open(self, url, after, headers, query, context, version, receive_bytes, method):
        where = urllib.parse.urlsplit(url)
        if receive_bytes is not None:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_bytes)
        self.socket.settimeout(LIMIT_SECONDS)
        self.socket.connect((where.hostname, where.port))
        if where.scheme == "https":
            self.socket = (context or ssl._create_unverified_context()).wrap_socket(self.socket, server_hostname=where.hostname)
        lines = [f"{method} /api/v1/events{'?' + query if query else ''} HTTP/{version}", f"Host: {where.netloc}"]
        lines += [f"{name}: {value}" for name, value in (headers or {}).items()]
        if after is not None:
            lines.append(f"Last-Event-ID: {after}")
        self.socket.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())
        self.file = self.socket.makefile("rb")
        self.parser = Parser()
        self.status = int(self.file.readline().split()[1])
        self.headers = {}
        while (line := self.file.readline().strip()) != b"":
            name, _, value = line.decode().partition(":")
            self.headers[name.lower()] = value.strip()
        self._chunked = self.headers.get("transfer-encoding") == "chunked"
        self.whole = False  # it has ended as a reply does
        self._bytes = b""
        self._told = []

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        for one in (self.file, self.socket):
            with contextlib.suppress(OSError):
                if one is not None:
                    one.close()

    def body(self):
        """The rest of an ordinary reply, as JSON."""
        return json.loads(self.file.read(int(self.headers["content-length"])))

    def _piece(self):
        """The next bytes; b"" at the end."""
        if not self._chunked:
            data = self.file.read1(65536)
            self.whole = self.whole or not data
            return data
        line = self.file.readline()
        if not line.endswith(b"\n"):
            return b""
        size = int(line, 16)
        data = self.file.read(size)
        self.file.readline()
        self.whole = self.whole or size == 0
        return data

    def _read(self):
        data = self._piece()
        self._bytes += data
        *lines, self._bytes = self._bytes.split(b"\n")
        for line in lines:
            told = self.parser.take(line.decode())
            if told is not None:
                self._told.append(told)
        return bool(data)

    def next(self):
        """The next event; None: the stream has ended, or was cut."""
        while not self._told:
            try:
                if not self._read():
                    return None
            except (OSError, ValueError):
                return None
        return self._told.pop(0)

    def take(self, count):
        taken = [self.next() for _ in range(count)]
        assert None not in taken, f"the stream ended behind {[told.id for told in taken if told]}"
        return taken

    def until(self, wanted):
        """Reads up to the event that `wanted` holds of; gives all that came."""
        found = []
        while not found or not wanted(found[-1]):
            told = self.next()
            assert told is not None, f"the stream ended behind {found[-3:]}"
            found.append(told)
        return found

    def wait_comments(self, count):
        while self.parser.comments < count:
            assert self._read(), "the stream ended"

    def ends(self):
        """The events up to the end."""
        found = []
        while (told := self.next()) is not None:
            found.append(told)
        return found


def open_streams(server):
    return server.client().get("/health").json()["events"]["open"]


def wait_open(server, count, seconds=LIMIT_SECONDS):
    """Waits until so many streams are open."""
    deadline = time.monotonic() + seconds
    while open_streams(server) != count:
        assert time.monotonic() < deadline, f"{open_streams(server)} streams are open"
