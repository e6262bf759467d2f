"""Stands between tesserad and PostgreSQL and ends sessions at a chosen point of a transaction that writes.

What the server sends until it waits for a reply is a unit: the first begins the transaction, the last ends with COMMIT.
"""

import contextlib
import fcntl
import itertools
import pathlib
import select
import shutil
import socket
import struct
import tempfile
import termios
import threading
import time

WAIT_SECONDS = 20

# How a session is ended at a unit.
BEFORE = "before"  # nothing of it is passed on
WITHIN = "within"  # half of it is
AFTER = "after"  # it is, and was dealt with; the reply is not passed on
REPLY = "reply"  # half of the reply is passed on
FAREWELL = "farewell"  # all of the reply is; what comes next cannot be sent, and the notice of a database that goes down comes
KILLED = "killed"  # PostgreSQL ends the session before the unit comes
WAYS = (BEFORE, WITHIN, AFTER, REPLY, FAREWELL, KILLED)

NOTICE_FIELDS = b"SWARNING\0VWARNING\0C57P02\0Mterminating connection because of crash of another server process\0\0"
NOTICE = b"N" + struct.pack("!i", len(NOTICE_FIELDS) + 4) + NOTICE_FIELDS


def whole_message(data, start, typed=True):
    """The end of the message that begins there, None when it is not all there yet."""
    head = start + typed
    if len(data) < head + 4:
        return None
    end = head + struct.unpack_from("!i", data, head)[0]
    return end if len(data) >= end else None


class Session:
    """One session on its way through."""

    def __init__(self, cutter, client, server):
        self.cutter, self.client, self.server = cutter, client, server
        self.began = False  # the packet that opens the session has gone
        self.backend = None  # the process of PostgreSQL
        self.pending = b""  # of the client: not yet a whole unit
        self.received = b""  # of the server: read for its process number, until it was told
        self.number = None  # of the next unit within a transaction that writes
        self.prepared = {}  # the text of each statement by its name

    def run(self):
        with self.client, self.server, contextlib.suppress(OSError):
            self.pass_all()
        self.cutter.count_end()

    def pass_all(self):
        while True:
            for ready in select.select([self.client, self.server], [], [])[0]:
                data = ready.recv(65536)
                if not data or not (self.from_client(data) if ready is self.client else self.from_server(data)):
                    return

    def from_server(self, data):
        self.client.sendall(data)
        if self.backend is None:
            self.received += data
            place = self.received.find(b"K\x00\x00\x00\x0c")
            if place >= 0 and len(self.received) >= place + 13:
                self.backend = struct.unpack_from("!i", self.received, place + 5)[0]
        return True

    def units(self):
        """Takes the whole units out of what the client sent."""
        end = start = 0
        while True:
            at = whole_message(self.pending, start, typed=self.began)
            if at is None:
                break
            if not self.began or self.pending[start : start + 1] in b"SQXp":
                yield self.pending[end:at]
                end = at
                self.began = True
            start = at
        self.pending = self.pending[end:]

    def executed(self, unit):
        """The texts of the statements that the unit runs: such as are prepared go by their names."""
        start = 0
        while (end := whole_message(unit, start)) is not None:
            kind, body = unit[start : start + 1], unit[start + 5 : end]
            if kind == b"P":
                name, text = body.split(b"\0")[:2]
                self.prepared[name] = text
            elif kind == b"B":
                yield self.prepared[body.split(b"\0")[1]]
            start = end

    def from_client(self, data):
        self.pending += data
        return all(self.pass_on(unit) for unit in list(self.units()))

    def pass_on(self, unit):
        executed = list(self.executed(unit)) if self.backend is not None else []
        if any(text.endswith(b"READ WRITE") for text in executed):
            self.number = 0
        if self.number is None:
            if self.cutter.take_read(executed):
                return False
            self.server.sendall(unit)
            return True
        number, commits = self.number, b"COMMIT" in executed
        self.number = None if commits or unit.startswith(b"Q") else number + 1
        how = self.cutter.take(number, commits)
        if how is None:
            self.server.sendall(unit)
            return True
        self.end(unit, how)
        return False

    def end(self, unit, how):
        if how == KILLED:
            self.cutter.kill(self.backend)
            while data := self.server.recv(65536):
                self.client.sendall(data)
        elif how == WITHIN:
            self.server.sendall(unit[: len(unit) // 2])
        elif how != BEFORE:
            self.server.sendall(unit)
            reply = self.reply()
            if how == REPLY:
                self.client.sendall(reply[: len(reply) // 2])
            elif how == FAREWELL:
                self.bid_farewell(reply)

    def bid_farewell(self, reply):
        """From here on nothing can be sent to this session, but it has something to say yet."""
        self.client.shutdown(socket.SHUT_RD)
        self.client.sendall(reply)
        deadline = time.monotonic() + WAIT_SECONDS
        while self.unread():
            assert time.monotonic() < deadline
        self.client.sendall(NOTICE)

    def unread(self):
        """Bytes that tesserad has not read yet."""
        return struct.unpack("i", fcntl.ioctl(self.client, termios.TIOCOUTQ, bytes(4)))[0]

    def reply(self):
        """All that the server says to a unit."""
        data, start = b"", 0
        while True:
            end = whole_message(data, start)
            if end is None:
                more = self.server.recv(65536)
                if not more:
                    return data
                data += more
            elif data[start : start + 1] == b"Z":
                return data
            else:
                start = end


class Cutter:
    def __init__(self, cluster):
        self.cluster = cluster
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="tessera-cutter-", dir="/tmp"))
        self.units = 0  # of the last transaction that was committed
        self.cuts = 0
        self.ended = 0  # sessions
        self._cut = None  # number of the unit and how; number -1 is COMMIT
        self._read = None  # the beginning of a statement
        self._lock = threading.Lock()
        self._an_end = threading.Condition(self._lock)
        self._listener = socket.socket(socket.AF_UNIX)
        self._listener.bind(str(self.folder / ".s.PGSQL.5432"))
        self._listener.listen(128)
        threading.Thread(target=self._accept, daemon=True).start()

    def url(self, database):
        return f"postgresql://postgres@/{database}?host={self.folder}"

    def cut(self, number, how):
        """Ends the next session that comes to this unit of a transaction."""
        with self._lock:
            self._cut = number, how

    def cut_read(self, beginning):
        """Ends the next session that is to read by a statement that begins so."""
        with self._lock:
            self._read = beginning

    def spare(self):
        """Takes back what was not needed."""
        with self._lock:
            self._cut = self._read = None

    def take(self, number, commits):
        with self._lock:
            if commits:
                self.units = number + 1
            if self._cut is None or self._cut[0] != (-1 if commits and self._cut[0] == -1 else number):
                return None
            how, self._cut = self._cut[1], None
            self.cuts += 1
            return how

    def take_read(self, executed):
        with self._lock:
            if self._read is None or not any(text.startswith(self._read) for text in executed):
                return False
            self._read = None
            self.cuts += 1
            return True

    def count_end(self):
        with self._lock:
            self.ended += 1
            self._an_end.notify_all()

    def await_ends(self, count):
        """Until so many sessions have ended, on both sides."""
        with self._lock:
            assert self._an_end.wait_for(lambda: self.ended >= count, WAIT_SECONDS), (self.ended, count)

    def kill(self, backend):
        self.cluster.query("SELECT pg_terminate_backend(?::int, 10000)", backend)

    def close(self):
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _accept(self):
        with contextlib.suppress(OSError):
            for _ in itertools.count():
                client, _ = self._listener.accept()
                server = socket.socket(socket.AF_UNIX)
                server.connect(str(self.cluster.folder / ".s.PGSQL.5432"))
                threading.Thread(target=Session(self, client, server).run, daemon=True).start()


class Forwarder:
    """Passes bytes on from a port of this machine to a socket in a folder."""

    def __init__(self, path):
        self.path = path
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def _accept(self):
        with contextlib.suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                server = socket.socket(socket.AF_UNIX)
                server.connect(self.path)
                threading.Thread(target=self._join, args=(client, server), daemon=True).start()

    def _join(self, client, server):
        with client, server:
            there = threading.Thread(target=self._pass_on, args=(client, server), daemon=True)
            there.start()
            self._pass_on(server, client)
            there.join()

    @staticmethod
    def _pass_on(source, target):
        with contextlib.suppress(OSError):
            while data := source.recv(65536):
                target.sendall(data)
        with contextlib.suppress(OSError):
            target.shutdown(socket.SHUT_WR)
