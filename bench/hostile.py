#!/usr/bin/env python3
"""What a hostile or unlucky client can take from the others: memory of one request, the worst wait of somebody else, a full disk.

    bench/hostile.py [--program build/tesserad] [--postgresql] [NAME...]

Names are those of the measures below; without any all run. Each starts a server of its own on a fresh database. To compare two
versions, run it once with the program of each. The full disk needs a small tmpfs and thus root; it is left out otherwise. With
--postgresql the databases are in a PostgreSQL of its own, whose files are in /tmp; that takes what the tests need.
"""

import argparse
import contextlib
import http.client
import json
import os
import pathlib
import resource
import signal
import subprocess
import sys
import tempfile
import threading
import time

CHECKOUT = pathlib.Path(__file__).resolve().parents[1]
MEBIBYTE = 1 << 20


class Server:
    """The program on a free port, with a database of its own."""

    @staticmethod
    def database_make(folder):
        return folder / "hostile.db"

    def __init__(self, program, folder, database=None, settings=None):
        self.folder = pathlib.Path(folder)
        self.database = database or Server.database_make(self.folder)
        environment = dict(os.environ, LOG_LEVEL="CRITICAL", **(settings or {}))
        self.process = subprocess.Popen(
            [program, "--listen", "127.0.0.1:0", "--database", str(self.database)],
            cwd=self.folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        )  # fmt: skip
        line = self.process.stdout.readline()
        if "127.0.0.1:" not in line:
            raise SystemExit(f"{program} did not start")
        self.port = int(line.rsplit(":", 1)[1])

    def resident(self, what="VmRSS"):
        """Mebibytes of memory; VmHWM: the most there ever were."""
        for line in pathlib.Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith(what):
                return int(line.split()[1]) / 1024
        return 0.0

    def seconds(self):
        """Processor time so far."""
        fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def stop(self, signal_number=signal.SIGTERM):
        if self.process.poll() is None:
            self.process.send_signal(signal_number)
        return self.process.wait(60)


class Client:
    def __init__(self, server, timeout=120):
        self.connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=timeout)

    def ask(self, method, path, body=None, headers=None):
        if not isinstance(body, (bytes, str, type(None))):
            body = json.dumps(body)
        head = {"Content-Type": "application/json", **(headers or {})}
        try:
            self.connection.request(method, path, body, head)
            reply = self.connection.getresponse()
            return reply.status, reply.read()
        except OSError:  # refused while it was being sent
            self.connection.close()
            return 0, b""

    def made(self, path, body):
        status, reply = self.ask("POST", "/api/v1" + path, body)
        if status >= 300:
            raise SystemExit(f"{path}: {status} {reply[:300]}")
        return json.loads(reply)


class Bystander(threading.Thread):
    """Somebody else, who asks for one thing again and again. Keeps the longest wait."""

    def __init__(self, server, ask):
        super().__init__(daemon=True)
        self.client, self.ask = Client(server), ask
        self.worst, self.count, self.refused, self.ended = 0.0, 0, 0, threading.Event()

    def run(self):
        while not self.ended.is_set():
            began = time.monotonic()
            status = self.ask(self.client)
            self.worst = max(self.worst, time.monotonic() - began)
            self.count += 1
            self.refused += status >= 500

    def end(self):
        self.ended.set()
        self.join(120)
        return self.worst


def together(count, work):
    threads = [threading.Thread(target=work, args=(number,), daemon=True) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(300)


def listed(client):
    return client.ask("GET", "/api/v1/teams?limit=1")[0]


def milliseconds(seconds):
    return f"{seconds * 1000:8.0f} ms"


# --- the measures -----------------------------------------------------------------------------------------------------


def memory(program, folder, say):
    """D1, D9: bodies of 16 MB that are wrong in eight million places, and what is left of the memory afterwards."""
    bodies = {
        "a list of numbers as tags": ("/api/v1/assets", b'{"fqn":"a.b","owner_team_id":"x","tags":[' + b"1," * 8_000_000 + b"1]}"),
        "empty lists as tags": ("/api/v1/assets", b'{"fqn":"a.b","owner_team_id":"x","tags":[' + b"[]," * 5_000_000 + b"1]}"),
        "numbers as tags of a field": (
            "/api/v1/assets/00000000-0000-4000-8000-000000000000/publish",
            b'{"schema":{},"field_tags":{"a":[' + b"1," * 8_000_000 + b"1]}}",
        ),
        "a long name in the place": (
            "/api/v1/assets/00000000-0000-4000-8000-000000000000/publish",
            b'{"schema":{},"field_tags":{"' + b"n" * 15_000_000 + b'":[' + b"1," * 400 + b"1]}}",
        ),
    }
    for name, (path, body) in bodies.items():
        for clients in (1, 4):
            server = Server(program, folder)
            statuses = []

            def send(_, path=path, body=body, server=server, statuses=statuses):
                statuses.append(Client(server).ask("POST", path, body)[0])

            before = server.seconds()
            together(clients, send)
            time.sleep(0.5)  # nothing tells when the last memory was given back
            say(
                f"{name}, {clients} at once",
                f"{server.resident('VmHWM'):6.0f} MiB at most, {server.resident():4.0f} MiB after, "
                f"{server.seconds() - before:4.1f} s of processor, status {sorted(statuses)}",
            )
            server.stop()


def poison(program, folder, say):
    """D2: assets with 15 MiB of tags, and eight clients that read one of them."""
    server = Server(program, folder)
    client = Client(server)
    team = client.made("/teams", {"name": "poison"})["id"]
    statuses, large = [], None
    for number in range(17):
        tags = ["t" * 1000] * (15 * 1024)
        body = {"fqn": f"a.b{number}", "owner_team_id": team, "tags": tags}
        status, reply = client.ask("POST", "/api/v1/assets", body)
        statuses.append(status)
        large = json.loads(reply)["id"] if status == 201 else large
    say("17 assets with 15 MiB of tags each", f"status {sorted(set(statuses))}")
    if large is None:  # the largest that is taken
        tags = ["t" * 1000] * 99
        large = client.made("/assets", {"fqn": "a.largest", "owner_team_id": team, "tags": tags, "metadata": {"m": "x" * 990_000}})["id"]
    say("the list of assets", f"status {client.ask('GET', '/api/v1/assets')[0]}")
    bystander = Bystander(server, listed)
    bystander.start()

    def read(_):
        own = Client(server)
        for _ in range(4):
            own.ask("GET", f"/api/v1/assets/{large}", headers={"Accept-Encoding": "gzip"})

    together(8, read)
    say("eight that read the largest asset: worst wait of another", milliseconds(bystander.end()))
    server.stop()


def hashes(program, folder, say):
    """D3: 40 clients that create users with passwords."""
    server = Server(program, folder)
    client = Client(server)
    team = client.made("/teams", {"name": "hashes"})["id"]
    asset = client.made("/assets", {"fqn": "a.b", "owner_team_id": team})["id"]
    reader = Bystander(server, lambda own: own.ask("GET", "/api/v1/assets")[0])
    schema = {"schema": {"type": "object"}}
    publisher = Bystander(server, lambda own: own.ask("POST", f"/api/v1/assets/{asset}/publish", schema)[0])
    statuses = []

    def create(number):
        own = Client(server)
        for step in range(3):
            body = {"username": f"u{number}x{step}", "name": "Some One", "team_id": team, "password": "correct horse"}
            statuses.append(own.ask("POST", "/api/v1/users", body)[0])

    reader.start()
    publisher.start()
    together(40, create)
    counts = {status: statuses.count(status) for status in sorted(set(statuses))}
    say("40 that create users: worst wait for the list of assets", milliseconds(reader.end()))
    say("                      worst wait for a publish", milliseconds(publisher.end()) + f", users {counts}")
    server.stop()


def comparisons(program, folder, say):
    """D4: 16 clients that force enumerations of 690 kB into one asset."""
    server = Server(program, folder)
    client = Client(server)
    team = client.made("/teams", {"name": "comparisons"})["id"]
    asset = client.made("/assets", {"fqn": "a.b", "owner_team_id": team})["id"]
    number = [0]

    def write(own):
        number[0] += 1
        return own.ask("POST", "/api/v1/teams", {"name": f"other {number[0]}"})[0]

    bystander = Bystander(server, write)
    statuses = []

    def publish(which):
        own = Client(server)
        for step in range(3):
            values = [f"{which}-{step}-{i:06d}-{'v' * 20}" for i in range(19_000)]
            body = {"schema": {"type": "object", "properties": {"a": {"enum": values}}}}
            path = f"/api/v1/assets/{asset}/publish?force=true&force_reason=because+it+must"
            statuses.append(own.ask("POST", path, body)[0])

    bystander.start()
    together(16, publish)
    counts = {status: statuses.count(status) for status in sorted(set(statuses))}
    say("16 that force large enumerations: worst wait of another write", milliseconds(bystander.end()) + f", publishes {counts}")
    server.stop()


def filters(program, folder, say):
    """D5: four clients that filter 20,000 teams by a hundred wildcards, and by a text that nearly fits everywhere."""
    server = Server(program, folder)

    def create(which):
        own = Client(server)
        for step in range(1250):
            own.ask("POST", "/api/v1/teams", {"name": f"{'a' * 190}{which:03d}{step:05d}"})

    together(16, create)
    patterns = {"a hundred wildcards": "%a" * 50 + "%_" * 24 + "!", "50 wildcards": "%a" * 49 + "b", "no wildcard": "a" * 95 + "b"}
    for name, pattern in patterns.items():
        bystander = Bystander(server, lambda own: own.ask("GET", "/api/v1/users?limit=1")[0])
        statuses, times = [], []

        def ask(_, pattern=pattern, statuses=statuses, times=times):
            own = Client(server)
            for _ in range(5):
                began = time.monotonic()
                statuses.append(own.ask("GET", "/api/v1/teams?name=" + pattern.replace("%", "%25"))[0])
                times.append(time.monotonic() - began)

        bystander.start()
        together(4, ask)
        say(f"filter with {name}: worst wait of another", milliseconds(bystander.end()) + f", status {sorted(set(statuses))}, each {max(times) * 1000:.0f} ms at most")
    server.stop()


@contextlib.contextmanager
def small_disk(size):
    folder = tempfile.mkdtemp(prefix="tessera-disk-")
    if subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder], capture_output=True, check=False).returncode != 0:
        os.rmdir(folder)
        yield None
        return
    try:
        yield pathlib.Path(folder)
    finally:
        subprocess.run(["umount", folder], check=False)
        os.rmdir(folder)


def health_of(client):
    status, reply = client.ask("GET", "/health")
    ready, _ = client.ask("GET", "/health/ready")
    return f"{json.loads(reply)['status'] if status == 200 else status}, ready {ready}"


def fill(client, name, limit=3000):
    made = refused = 0
    for number in range(limit):
        status, _ = client.ask("POST", "/api/v1/teams", {"name": f"{name} {number}", "metadata": {"pad": "x" * 20_000}})
        made += status == 201
        refused = 0 if status == 201 else refused + 1
        if refused == 5:  # a single refusal may make room
            break
    return made


def disk(program, folder, say):
    """D7: a disk of 24 MiB that is filled; then some of it is freed, again and again."""
    with small_disk(24 * MEBIBYTE) as where:
        if where is None:
            say("a full disk", "left out: a tmpfs cannot be mounted here")
            return
        ballast = [where / f"ballast{number}" for number in range(4)]
        for path in ballast:
            path.write_bytes(b"x" * 2 * MEBIBYTE)
        server = Server(program, folder, where / "disk.db")
        client = Client(server)
        made = fill(client, "first")
        say("a disk of 24 MiB", f"full after {made} rows of 20 kB; health {health_of(client)}")
        for path in ballast[:3]:
            path.unlink()
            time.sleep(1.5)  # it looks by itself every second
            healthy = health_of(client)
            more = fill(client, path.name)
            made += more
            log = where / "disk.db-wal"
            say("  2 MiB freed", f"health {healthy}; {more} rows more; log {log.stat().st_size // 1024 if log.exists() else 0} KiB")
        server.stop()
        log = where / "disk.db-wal"
        say("  stopped", f"log {log.stat().st_size // 1024 if log.exists() else 0} KiB")
        ballast[3].unlink()
        server = Server(program, folder, where / "disk.db")
        client = Client(server)
        status, reply = client.ask("GET", "/api/v1/teams?limit=1")
        total = json.loads(reply)["total"]
        say("  restarted with 2 MiB more", f"{total} of {made} rows there; {fill(client, 'last')} rows more")
        server.stop()


MEASURES = {"memory": memory, "poison": poison, "hashes": hashes, "comparisons": comparisons, "filters": filters, "disk": disk}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default=str(CHECKOUT / "build" / "tesserad"))
    parser.add_argument("--postgresql", action="store_true")
    parser.add_argument("names", nargs="*", metavar="NAME")
    options = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if options.postgresql:
        sys.path.insert(0, str(CHECKOUT / "tests"))
        from support import postgres

        Server.database_make = staticmethod(lambda folder: postgres.cluster().new_database())
        MEASURES.pop("disk")

    def say(what, found):
        print(f"{what:62s} {found}", flush=True)

    for name in options.names or MEASURES:
        with tempfile.TemporaryDirectory(prefix="tessera-hostile-") as folder:
            MEASURES[name](str(pathlib.Path(options.program).resolve()), folder, say)


if __name__ == "__main__":
    main()
