"""More than a server can take, all at once: connections that only stay, senders that trickle, readers that take nothing, and callers that ask for
four times what its queues hold. One event loop does it, on bytes by hand."""

import asyncio
import json
import pathlib
import resource
import socket
import time

REPLY_SECONDS = 120
TRICKLE_SECONDS = 0.5
HANDSHAKES_AT_ONCE = 32
SMALL_BUFFER = 4096


def raise_descriptors(count):
    """Room for so many sockets. False: the system does not give it."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < count <= hard or hard == resource.RLIM_INFINITY:
        resource.setrlimit(resource.RLIMIT_NOFILE, (count, hard))
    return max(soft, min(count, hard)) >= count


def memory_of(process_id):
    """Bytes that the process has in memory, and the most that it ever had."""
    lines = pathlib.Path(f"/proc/{process_id}/status").read_text().splitlines()
    told = {line.split(":")[0]: line.split()[1] for line in lines if line.startswith("Vm")}
    return int(told["VmRSS"]) * 1024, int(told["VmHWM"]) * 1024


class Caller:
    """One connection that asks and awaits each reply; it connects anew where the server has closed it."""

    def __init__(self, port, context, headers):
        self.port, self.context = port, context
        self.head = "".join(f"{name}: {value}\r\n" for name, value in {"Host": "localhost", **headers}.items())
        self.reader = self.writer = None

    async def close(self):
        if self.writer is not None:
            self.writer.close()
            self.reader = self.writer = None

    async def ask(self, method, path, body=None):
        """(status, headers, body) of one request."""
        if self.writer is None:
            name = "localhost" if self.context else None
            self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port, ssl=self.context, server_hostname=name)
        content = b"" if body is None else json.dumps(body).encode()
        length = f"Content-Length: {len(content)}\r\nContent-Type: application/json\r\n" if body is not None else ""
        self.writer.write(f"{method} {path} HTTP/1.1\r\n{self.head}{length}\r\n".encode() + content)
        head = (await self.reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        headers = {line.split(":", 1)[0].lower(): line.split(":", 1)[1].strip() for line in head[1:] if line}
        received = await self.reader.readexactly(int(headers.get("content-length", 0)))
        if headers.get("connection") == "close":
            await self.close()
        return int(head[0].split()[1]), headers, received


class Crowd:
    """The connections that want nothing in particular."""

    def __init__(self, port, context=None):
        self.port, self.context = port, context
        self.sockets, self.writers = [], []  # those in clear, and those inside TLS

    async def plain(self, count, first, receive_buffer=None):
        """Connections that send these bytes and then what trickle sends."""
        loop = asyncio.get_running_loop()
        for _ in range(count):
            made = socket.socket()
            if receive_buffer:
                made.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
            made.setblocking(False)
            self.sockets.append(made)
            await asyncio.wait_for(loop.sock_connect(made, ("127.0.0.1", self.port)), REPLY_SECONDS)
            if first:
                await loop.sock_sendall(made, first)

    async def encrypted(self, count, first):
        """The same behind a complete handshake; nothing of what the server sends is read."""
        gate = asyncio.Semaphore(HANDSHAKES_AT_ONCE)

        async def one():
            async with gate:
                reader, writer = await asyncio.open_connection("127.0.0.1", self.port, ssl=self.context, server_hostname="localhost", limit=SMALL_BUFFER)
                writer.transport.pause_reading()
                writer.write(first)
                self.writers.append((reader, writer))

        await asyncio.gather(*(one() for _ in range(count)))

    async def trickle(self, ended):
        """A byte of a header's value on each, over and over, until the event."""
        while not ended.is_set():
            for made in self.sockets:
                try:
                    made.send(b"x")
                except (BlockingIOError, OSError):
                    continue
            for _, writer in self.writers:
                if not writer.is_closing() and writer.transport.get_write_buffer_size() < SMALL_BUFFER:
                    writer.write(b"x")
            try:
                await asyncio.wait_for(ended.wait(), TRICKLE_SECONDS)
            except asyncio.TimeoutError:
                continue

    def close(self):
        for made in self.sockets:
            made.close()
        for _, writer in self.writers:
            writer.transport.abort()


class Told:
    """What became of all requests."""

    def __init__(self):
        self.statuses = {}
        self.acknowledged = []  # names of what was created
        self.faults = []
        self.health = []  # seconds of each reply of /health/live
        self.seconds = 0.0

    def count(self, status):
        self.statuses[status] = self.statuses.get(status, 0) + 1


async def ask_for_much(told, caller, requests):
    for method, path, body in requests:
        try:
            status, headers, _ = await asyncio.wait_for(caller.ask(method, path, body), REPLY_SECONDS)
        except (asyncio.IncompleteReadError, ConnectionError) as fault:
            told.faults.append(f"{path}: {fault!r}")
            await caller.close()
            continue
        told.count(status)
        if status in (429, 503) and not headers.get("retry-after"):
            told.faults.append(f"{path}: {status} without Retry-After")
        if status == 201:
            told.acknowledged.append(body["name"])


async def watch_health(told, port, context, ended):
    """Asks over and over on a new connection each, as a probe does."""
    while not ended.is_set():
        probe = Caller(port, context, {"Connection": "close"})
        began = time.monotonic()
        status, _, _ = await asyncio.wait_for(probe.ask("GET", "/health/live"), REPLY_SECONDS)
        told.health.append(time.monotonic() - began)
        if status != 200:
            told.faults.append(f"health: {status}")
        try:
            await asyncio.wait_for(ended.wait(), 0.05)
        except asyncio.TimeoutError:
            continue


async def overload(port, context, loads, crowd):
    """Performs it. `loads`: (headers, requests) of each caller; `crowd`: a coroutine function that fills a Crowd."""
    told, ended, around = Told(), asyncio.Event(), Crowd(port, context)
    try:
        await crowd(around)
        beside = [asyncio.create_task(around.trickle(ended)), asyncio.create_task(watch_health(told, port, context, ended))]
        callers = [Caller(port, context, headers) for headers, _ in loads]
        began = time.monotonic()
        await asyncio.gather(*(ask_for_much(told, caller, requests) for caller, (_, requests) in zip(callers, loads)))
        told.seconds = time.monotonic() - began
        ended.set()
        await asyncio.gather(*beside)
        for caller in callers:
            await caller.close()
    finally:
        around.close()
    return told
