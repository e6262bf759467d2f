"""HTTP by hand: bytes out, bytes in. For what a well-behaved client cannot send."""

import contextlib
import json
import socket

WAIT_SECONDS = 20


class Reply:
    """One reply as it came: status, headers (lower-case names, values in order), body as sent (de-chunked)."""

    def __init__(self, version, status, headers, body, interim):
        self.version = version
        self.status = status
        self.header_list = headers
        self.headers = dict(headers)
        self.body = body
        self.interim = interim  # 1xx statuses that came first

    def __repr__(self):
        return f"<{self.status} {self.body[:120]!r}>"


class RawConnection:
    """One TCP or unix connection. Every wait is bounded."""

    def __init__(self, address, seconds=WAIT_SECONDS, receive_buffer=None):
        family = socket.AF_UNIX if isinstance(address, str) else (socket.AF_INET6 if ":" in address[0] else socket.AF_INET)
        self.socket = socket.socket(family, socket.SOCK_STREAM)
        if receive_buffer is not None:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        self.socket.settimeout(seconds)
        self.pending = b""
        try:
            self.socket.connect(address)
        except OSError:
            self.socket.close()
            raise

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        self.socket.close()

    def send(self, data):
        self.socket.sendall(data if isinstance(data, bytes) else data.encode("latin-1"))
        return self

    def send_some(self, data):
        """Sends as much as the server takes. True when all of it went."""
        try:
            self.send(data)
            return True
        except (BrokenPipeError, ConnectionResetError):
            return False

    def finish_sending(self):
        with contextlib.suppress(OSError):
            self.socket.shutdown(socket.SHUT_WR)
        return self

    def _receive(self):
        try:
            data = self.socket.recv(65536)
        except ConnectionResetError:
            data = b""
        self.pending += data
        return bool(data)

    def _until(self, mark):
        while mark not in self.pending:
            if not self._receive():
                raise EOFError(f"closed within a reply: {self.pending[:200]!r}")
        head, self.pending = self.pending.split(mark, 1)
        return head

    def _exactly(self, length):
        while len(self.pending) < length:
            if not self._receive():
                raise EOFError(f"closed after {len(self.pending)} of {length} bytes")
        data, self.pending = self.pending[:length], self.pending[length:]
        return data

    def _chunked(self):
        body = b""
        while True:
            size = int(self._until(b"\r\n").split(b";")[0], 16)
            if size == 0:
                while self._until(b"\r\n"):
                    pass
                return body
            body += self._exactly(size)
            assert self._exactly(2) == b"\r\n", "a chunk without its end"

    def reply(self, head_only=False):
        """The next reply, or None where the server closed without another byte. `head_only`: it answers a HEAD."""
        interim = []
        while True:
            if not self.pending and not self._receive():
                return None
            lines = self._until(b"\r\n\r\n").decode("latin-1").split("\r\n")
            version, status, *_ = lines[0].split(" ", 2)
            headers = []
            for line in lines[1:]:
                name, value = line.split(":", 1)
                headers.append((name.lower(), value.strip()))
            status = int(status)
            if status >= 200:
                break
            interim.append(status)
        found = dict(headers)
        if head_only or status in (204, 304):
            body = b""
        elif "chunked" in found.get("transfer-encoding", ""):
            body = self._chunked()
        elif "content-length" in found:
            body = self._exactly(int(found["content-length"]))
        else:
            body = self.rest()
        return Reply(version, status, headers, body, interim)

    def rest(self):
        """Everything up to the end of the connection."""
        while self._receive():
            pass
        data, self.pending = self.pending, b""
        return data

    def closed(self):
        """Waits for the server's end of the connection. True when it ends with nothing more to read."""
        return self.rest() == b""


def request_bytes(method, target, headers=(), body=None, host="localhost"):
    """A plain HTTP/1.1 request. Content-Length is added where there is a body and no header says its length."""
    lines = [f"{method} {target} HTTP/1.1"]
    if host is not None:
        lines.append(f"Host: {host}")
    pairs = list(headers.items()) if isinstance(headers, dict) else list(headers)
    lines += [f"{name}: {value}" for name, value in pairs]
    named = {name.lower() for name, _ in pairs}
    if body is not None and not named & {"content-length", "transfer-encoding"}:
        lines.append(f"Content-Length: {len(body)}")
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1") + (body or b"")


LIVE = request_bytes("GET", "/health/live")


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


def chunked(body, *sizes):
    """A body in chunks of the given sizes and one for the rest, up to the end of the last one."""
    out, start = b"", 0
    for size in sizes:
        part = body[start : start + size]
        out += b"%x\r\n%s\r\n" % (len(part), part)
        start += size
    rest = body[start:]
    if rest:
        out += b"%X;name=value\r\n%s\r\n" % (len(rest), rest)
    return out + b"0\r\n"
