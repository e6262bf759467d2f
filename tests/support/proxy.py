"""A TCP proxy that treats connections badly: cuts, resets, delays and trickles what goes through it."""

import contextlib
import dataclasses
import socket
import struct
import threading
import time

LIMIT_SECONDS = 20
PIECE_BYTES = 65536


@dataclasses.dataclass(frozen=True)
class Treatment:
    """What becomes of one connection."""

    refuse: bool = False  # ended as soon as it is accepted
    request_bytes: int | None = None  # of the client are passed on, then it is cut
    reply_bytes: int | None = None  # of the server are passed on, then it is cut
    reset: bool = False  # cut with a reset in place of an ordinary end
    piece_bytes: int = PIECE_BYTES  # sent at once
    pause_seconds: float = 0.0  # between pieces of a reply
    stall: bool = False  # in place of a cut, nothing more is sent and the connection stays open


class Proxy:
    """Passes connections on to a port of this machine as `treat(number)` says for each, counted from 0."""

    def __init__(self, port, treat=lambda number: Treatment()):
        self.port = port
        self.treat = treat
        self.connections = 0
        self._sockets = set()
        self._lock = threading.Lock()
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=512)
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self):
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            treatment = self.treat(self.connections)
            self.connections += 1
            threading.Thread(target=self._serve, args=(client, treatment), daemon=True).start()

    def _serve(self, client, treatment):
        with client, contextlib.suppress(OSError):
            if treatment.refuse:
                self._end(client, treatment)
                return
            with socket.create_connection(("127.0.0.1", self.port)) as server:
                self._join(client, server, treatment)

    def _join(self, client, server, treatment):
        for one in (client, server):
            one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            one.settimeout(LIMIT_SECONDS)
        with self._lock:
            self._sockets |= {client, server}
        there = threading.Thread(target=self._pass, args=(client, server, treatment, treatment.request_bytes, 0.0), daemon=True)
        there.start()
        self._pass(server, client, treatment, treatment.reply_bytes, treatment.pause_seconds)
        there.join()
        with self._lock:
            self._sockets -= {client, server}

    def _pass(self, source, target, treatment, allowed, pause):
        with contextlib.suppress(OSError):
            while allowed is None or allowed > 0:
                data = source.recv(treatment.piece_bytes)
                if not data:
                    break
                data = data if allowed is None else data[:allowed]
                allowed = None if allowed is None else allowed - len(data)
                target.sendall(data)
                time.sleep(pause)
            while allowed == 0 and treatment.stall and source.recv(PIECE_BYTES):
                pass
        for one in (source, target):
            self._end(one, treatment)

    @staticmethod
    def _end(connection, treatment):
        """Wakes whoever reads the connection. Without lingering, the close that follows is a reset."""
        with contextlib.suppress(OSError):
            if treatment.reset:
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            connection.shutdown(socket.SHUT_RD if treatment.reset else socket.SHUT_RDWR)

    def cut(self):
        """Ends every connection there is."""
        with self._lock:
            for one in self._sockets:
                with contextlib.suppress(OSError):
                    one.shutdown(socket.SHUT_RDWR)

    def close(self):
        self._listener.close()
        self.cut()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()
