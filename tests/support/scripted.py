"""A small HTTP server whose replies are scripted: for what the real server never does."""

import contextlib
import json
import queue
import socket
import ssl
import threading

LIMIT_SECONDS = 20


class Request:
    """One request as it came."""

    def __init__(self, head, body):
        lines = head.decode("latin-1").split("\r\n")
        self.method, self.target, _ = lines[0].split(" ", 2)
        self.headers = {}
        self.names = []  # of headers, as often as they came
        for line in lines[1:]:
            name, _, value = line.partition(":")
            self.names.append(name.strip().lower())
            self.headers[name.strip().lower()] = value.strip()
        self.body = body

    def json(self):
        return json.loads(self.body)


def reply(body=b"", status=200, content_type="application/json", **headers):
    """The bytes of a reply. A body that is not bytes is sent as JSON."""
    if not isinstance(body, bytes):
        body = json.dumps(body).encode()
    lines = [f"HTTP/1.1 {status} X", f"content-length: {len(body)}"]
    if body:
        lines.append(f"content-type: {content_type}")
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def error(status, code, message, **members):
    """The bytes of an error reply as the API sends them."""
    return reply({"error": {"code": code, "message": message, "request_id": "r-1", **members}}, status)


class ScriptedServer:
    """Answers each request with what `script(request)` returns: bytes, or None to say nothing and keep the connection open.

    Bytes that end in `CUT` are followed by the end of the connection. With a certificate (paths of it and its key) it speaks TLS.
    """

    CUT = b"<cut>"

    def __init__(self, script, certificate=None):
        self.script = script
        self.tls = None
        if certificate:
            self.tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self.tls.load_cert_chain(*certificate)
        self.requests = []
        self.arrivals = queue.Queue()
        self.ended = queue.Queue()  # a connection's number, when its client has gone
        self.connections = 0
        self._sockets = set()
        self._lock = threading.Lock()
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=512)
        self.url = f"http{'s' if self.tls else ''}://127.0.0.1:{self._listener.getsockname()[1]}"
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self):
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            with self._lock:
                self.connections += 1
                number = self.connections
                self._sockets.add(connection)
            threading.Thread(target=self._serve, args=(connection, number), daemon=True).start()

    def _serve(self, connection, number):
        connection.settimeout(LIMIT_SECONDS)
        data = b""
        with contextlib.suppress(OSError), self._secured(connection) as connection:
            while True:
                request, data = self._read(connection, data)
                if request is None:
                    break
                self.requests.append(request)
                self.arrivals.put(request)
                answer = self.script(request)
                if answer is None:
                    continue
                cut = answer.endswith(self.CUT)
                connection.sendall(answer.removesuffix(self.CUT))
                if cut:
                    break
        with self._lock:
            self._sockets.discard(connection)
        self.ended.put(number)

    def _secured(self, connection):
        return self.tls.wrap_socket(connection, server_side=True) if self.tls else connection

    @staticmethod
    def _read(connection, data):
        while b"\r\n\r\n" not in data:
            more = connection.recv(65536)
            if not more:
                return None, b""
            data += more
        head, _, data = data.partition(b"\r\n\r\n")
        request = Request(head, b"")
        length = int(request.headers.get("content-length", 0))
        while len(data) < length:
            more = connection.recv(65536)
            if not more:
                return None, b""
            data += more
        request.body = data[:length]
        return request, data[length:]

    def close(self):
        self._listener.close()
        with self._lock:
            for connection in self._sockets:
                with contextlib.suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()
