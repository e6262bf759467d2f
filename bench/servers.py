"""The servers that the benchmarks start, and the load that is put on them. Everything listens on 127.0.0.1 only."""

import http.client
import json
import os
import pathlib
import re
import shutil
import socket
import subprocess
import threading
import time

TOP = pathlib.Path(__file__).resolve().parent.parent
BUILD = TOP / "build-bench"
WORK = BUILD / "work"  # databases and configurations; on the disk that holds the checkout
START_SECONDS = 10
STOP_SECONDS = 30


class Failure(Exception):
    """Something that was to be measured could not run."""


def fresh_folder(name: str) -> pathlib.Path:
    """An empty folder under WORK."""
    folder = WORK / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


class Tesserad:
    """A running tesserad on a free port. `folder` keeps its database (tessera.db) and its log. With a certificate (and key) it
    speaks TLS as well, at `tls_url`."""

    def __init__(self, folder: pathlib.Path, *arguments: str, certificate: tuple | None = None, **environment: str) -> None:
        if certificate is not None:
            arguments += ("--listen", "https://127.0.0.1:0", "--tls-certificate", *certificate[:1], "--tls-key", *certificate[1:])
        self.folder = folder
        self.log = folder / "server.log"
        clean = {name: value for name, value in os.environ.items() if not name.startswith("TESSERA_")}
        with open(self.log, "w") as log:
            self.began = time.monotonic()
            self.process = subprocess.Popen(
                [BUILD / "tesserad", "--listen", "http://127.0.0.1:0", "--database", folder / "tessera.db", *arguments],
                stdout=subprocess.PIPE, stderr=log, text=True, env=clean | environment)
        line = self.process.stdout.readline()
        if not line.startswith("listening on "):
            self.process.wait(STOP_SECONDS)
            raise Failure(f"tesserad did not start: {self.log.read_text()[-500:]}")
        self.address = line.split()[-1].removeprefix("http://")
        self.url = f"http://{self.address}"
        self.tls_url = self.process.stdout.readline().split()[-1] if certificate is not None else None

    def __enter__(self) -> "Tesserad":
        return self

    def __exit__(self, *problem: object) -> None:
        self.process.terminate()
        self.process.wait(STOP_SECONDS)

    def connect(self) -> http.client.HTTPConnection:
        connection = http.client.HTTPConnection(self.address, timeout=START_SECONDS)
        connection.connect()
        connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return connection

    def memory(self) -> float:
        """Resident memory in MB (2^20 bytes)."""
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+) kB", status).group(1)) / 1024

    def writes_per_commit(self) -> float:
        """Of the whole run; known once the server has stopped."""
        found = re.search(r"(\d+) writes in (\d+) commits", self.log.read_text())
        if found is None or found.group(2) == "0":
            raise Failure("the server's log does not tell its commits")
        return int(found.group(1)) / int(found.group(2))


def post(connection: http.client.HTTPConnection, path: str, body: dict, key: str | None = None) -> dict:
    """Creates something and returns it. `key`: the credential that the server wants."""
    credential = {} if key is None else {"Authorization": f"Bearer {key}"}
    connection.request("POST", path, json.dumps(body), {"Content-Type": "application/json"} | credential)
    reply = connection.getresponse()
    content = reply.read()
    if reply.status != 201:
        raise Failure(f"POST {path} was answered with {reply.status}: {content[:300]!r}")
    return json.loads(content)


def make_team(server: Tesserad) -> str:
    """The id of a new team."""
    return post(server.connect(), "/api/v1/teams", {"name": "data-platform", "description": "Owns the shared tables"})["id"]


def make_key(server: Tesserad, admin: str) -> str:
    """A new API key of a new team, of a server whose bootstrap key is `admin`."""
    connection = server.connect()
    team = post(connection, "/api/v1/teams", {"name": "readers"}, admin)["id"]
    return post(connection, "/api/v1/api-keys", {"name": "bench", "team_id": team}, admin)["key"]


def asset_body(team: str, number: int) -> dict:
    return {"fqn": f"warehouse.sales.table_{number:09d}", "owner_team_id": team, "resource_type": "model",
            "description": "Orders of the web shop, one row each", "tags": ["pii", "finance"],
            "metadata": {"tier": "gold", "source": "bench"}}


def make_assets(server: Tesserad, count: int) -> list[str]:
    """Creates assets through the API, several at a time, and returns their ids."""
    team, ids, problems = make_team(server), [], []

    def create(numbers: range) -> None:
        try:
            connection = server.connect()
            ids.extend([post(connection, "/api/v1/assets", asset_body(team, number))["id"] for number in numbers])
        except (OSError, Failure, http.client.HTTPException) as problem:
            problems.append(problem)

    threads = [threading.Thread(target=create, args=(range(first, count, 16),)) for first in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if problems:
        raise Failure(f"assets could not be created: {problems[0]}")
    return ids


def exchange(address: str, path: str) -> bytes:
    """The bytes of the reply to a GET, head and body."""
    host, port = address.rsplit(":", 1)
    with socket.create_connection((host, int(port)), START_SECONDS) as connection:
        connection.sendall(f"GET {path} HTTP/1.1\r\nHost: {address}\r\n\r\n".encode())
        received = b""
        while b"\r\n\r\n" not in received:
            received += connection.recv(65536) or b"\r\n\r\n"
        head, body = received.split(b"\r\n\r\n", 1)
        length = re.search(rb"(?i)\r\ncontent-length: (\d+)", head)
        while length is not None and len(body) < int(length.group(1)):
            body += connection.recv(65536) or b" " * int(length.group(1))
    return head + b"\r\n\r\n" + body


def make_certificate() -> tuple[pathlib.Path, pathlib.Path]:
    """A certificate for this machine, and its key."""
    made, key = WORK / "certificate.pem", WORK / "certificate.key"
    done = subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "30",
                           "-subj", "/CN=localhost", "-keyout", key, "-out", made], capture_output=True, text=True)
    if done.returncode != 0:
        raise Failure(f"openssl made no certificate: {done.stderr[-300:]}")
    return made, key


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]


class Nginx:
    """nginx with one worker, with a certificate at `tls_url` as well, whose only answer is `reply` (the bytes of a tesserad
    reply): the same body, the same headers and, because nginx adds two of its own, one header shortened until both replies have
    the same size."""

    OWN = {"date", "content-type", "content-length", "connection", "server"}

    def __init__(self, folder: pathlib.Path, reply: bytes, certificate: tuple | None = None) -> None:
        self.address = f"127.0.0.1:{free_port()}"
        self.url = f"http://{self.address}"
        self.folder = folder
        self.reply = reply
        tls_address = f"127.0.0.1:{free_port()}"
        self.tls_url = f"https://{tls_address}"
        self.tls_lines = "" if certificate is None else f"""listen {tls_address} ssl backlog=1024;
                    ssl_certificate {certificate[0]}; ssl_certificate_key {certificate[1]}; ssl_protocols TLSv1.2 TLSv1.3;"""
        self.start(0)
        surplus = len(exchange(self.address, "/")) - len(reply)
        if surplus != 0:
            self.stop()
            self.start(surplus)
        self.size = len(exchange(self.address, "/"))

    def configuration(self, surplus: int) -> str:
        head, body = self.reply.decode().split("\r\n\r\n", 1)
        headers = dict(line.split(": ", 1) for line in head.split("\r\n")[1:])
        kind = next(value for name, value in headers.items() if name.lower() == "content-type")
        own = {name: value for name, value in headers.items() if name.lower() not in self.OWN}
        longest = max(own, key=lambda name: len(own[name]))
        own[longest] = own[longest][:len(own[longest]) - surplus] if surplus > 0 else own[longest] + "x" * -surplus

        def quoted(value: str) -> str:
            return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"

        added = "\n".join(f"add_header {name} {quoted(value)};" for name, value in own.items())
        return f"""
            daemon off; worker_processes 1; pid {self.folder}/nginx.pid; error_log {self.folder}/error.log error;
            events {{ worker_connections 2048; use epoll; }}
            http {{
                access_log off; server_tokens off; tcp_nodelay on; keepalive_timeout 75; keepalive_requests 1000000000;
                client_body_temp_path {self.folder}/body; proxy_temp_path {self.folder}/proxy;
                fastcgi_temp_path {self.folder}/fastcgi; uwsgi_temp_path {self.folder}/uwsgi;
                scgi_temp_path {self.folder}/scgi;
                server {{
                    listen {self.address} backlog=1024;
                    {self.tls_lines}
                    default_type {quoted(kind)};
                    {added}
                    location / {{ return 200 {quoted(body)}; }}
                }}
            }}"""

    def start(self, surplus: int) -> None:
        file = self.folder / "nginx.conf"
        file.write_text(self.configuration(surplus))
        self.process = subprocess.Popen(
            [shutil.which("nginx") or "/usr/sbin/nginx", "-p", self.folder, "-c", file, "-e", self.folder / "error.log"],
            stderr=subprocess.DEVNULL)
        until = time.monotonic() + START_SECONDS
        host, port = self.address.split(":")
        while self.process.poll() is None and time.monotonic() < until:
            try:
                socket.create_connection((host, int(port)), 1).close()
                return
            except OSError:
                time.sleep(0.01)  # nginx does not tell when it is ready
        self.stop()
        raise Failure(f"nginx did not start: {(self.folder / 'error.log').read_text()[-500:]}")

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(STOP_SECONDS)

    def __enter__(self) -> "Nginx":
        return self

    def __exit__(self, *problem: object) -> None:
        self.stop()


def processor_seconds(process: subprocess.Popen) -> float:
    """Processor time, user and system, of a process and its children so far."""
    children = pathlib.Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    total = 0
    for pid in [process.pid, *children]:
        fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
        total += int(fields[11]) + int(fields[12])
    return total / os.sysconf("SC_CLK_TCK")


def settle(process: subprocess.Popen) -> None:
    """Waits until a server has ended the work of its start, such as checking its database."""
    until, used = time.monotonic() + START_SECONDS, -1.0
    while used != (used := processor_seconds(process)):
        if time.monotonic() > until:
            raise Failure("the server does not come to rest")
        time.sleep(0.2)


def load(url: str, connections: int, seconds: int, script: str | None = None, *arguments: str) -> float:
    """Requests per second that wrk, with one thread, gets answered. Raises Failure when any reply was not a success."""
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s"]
    if script is not None:
        command += ["-s", str(TOP / "bench" / script)]
    done = subprocess.run([*command, url, *(["--", *arguments] if arguments else [])], capture_output=True, text=True)
    rate = re.search(r"Requests/sec:\s+([\d.]+)", done.stdout)
    if done.returncode != 0 or rate is None:
        raise Failure(f"wrk failed: {done.stderr or done.stdout}")
    wrong = re.search(r"Non-2xx.*|Socket errors.*", done.stdout)
    if wrong is not None:
        raise Failure(f"not every request to {url} succeeded: {wrong.group(0)}")
    return float(rate.group(1))
