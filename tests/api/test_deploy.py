"""The examples of integrations/deploy: proxies really run before a server, and Kubernetes' objects are held against what the server is."""

import contextlib
import http.server
import os
import re
import shutil
import signal
import socket
import subprocess
import threading
import time

import httpx
import pytest
import yaml

from support import postgres
from support.make import expect, make_team
from support.server import CHECKOUT, REPLY_SECONDS, program_run
from support.tables import routes, settings

FOLDER = CHECKOUT / "integrations" / "deploy"
NGINX, CADDY = shutil.which("nginx", path="/usr/sbin:/usr/bin"), shutil.which("caddy")
KEY = "the-first-key-of-this-server"
KUBERNETES = sorted((FOLDER / "kubernetes").glob("*.yaml"))


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


def replaced(text, pairs):
    """Each place of the example that a reader changes stands in it once, or it is not where the test looks for it."""
    for old, new in pairs:
        assert text.count(old) == 1, (old, text.count(old))
        text = text.replace(old, new)
    return text


@contextlib.contextmanager
def running(command, url, **options):
    """A proxy that answers at the URL."""
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, **options)
    deadline = time.monotonic() + REPLY_SECONDS
    try:
        with httpx.Client(verify=False, trust_env=False, timeout=REPLY_SECONDS) as client:
            while True:
                with contextlib.suppress(httpx.TransportError):
                    if client.get(url).status_code < 500:
                        break
                assert process.poll() is None and time.monotonic() < deadline, process.stdout.read().decode()
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(REPLY_SECONDS)
        process.stdout.close()


class Stream(http.server.BaseHTTPRequestHandler):
    """A node whose reply comes in two pieces, the second when it is let go."""

    protocol_version = "HTTP/1.1"
    go_on = None

    def log_message(self, *arguments):
        pass

    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        streams = self.path.endswith(("/events", "/export"))
        self.wfile.write(b"9\r\ndata: 1\n\n\r\n")
        self.wfile.flush()
        if streams:
            self.server.go_on.wait(REPLY_SECONDS)
        self.wfile.write(b"9\r\ndata: 2\n\n\r\n0\r\n\r\n")


@contextlib.contextmanager
def stream_node():
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Stream) as node:
        node.go_on = threading.Event()
        node.daemon_threads = True
        threading.Thread(target=node.serve_forever, daemon=True).start()
        yield node
        node.go_on.set()
        node.shutdown()


def check_stream(url, node, path):
    """The first piece is here while the node has not sent the second."""
    node.go_on.clear()
    with httpx.Client(verify=False, trust_env=False, timeout=REPLY_SECONDS) as client, client.stream("GET", url + path) as reply:
        pieces = reply.iter_raw()
        got = next(pieces)
        assert got == b"data: 1\n\n"
        node.go_on.set()
        assert got + b"".join(pieces) == b"data: 1\n\ndata: 2\n\n"


def check_proxy(url, server):
    """What a client of the proxy sees, and what the server logs of it."""
    with httpx.Client(base_url=url, verify=False, trust_env=False, timeout=REPLY_SECONDS, headers={"Authorization": f"Bearer {KEY}"}) as client:
        named = client.get("/api/v1/teams", headers={"X-Request-ID": "named-by-the-client"})
        assert named.status_code == 200 and named.headers["X-Request-ID"] == "named-by-the-client"
        unnamed = client.post("/api/v1/teams", json={"name": "behind-a-proxy"})
        assert unnamed.status_code == 201 and len(unnamed.headers["X-Request-ID"]) >= 32
        assert unnamed.headers["ETag"]
        assert client.get("/api/v1/teams", headers={"Authorization": "Bearer nobody"}).status_code == 401
        assert client.get("/metrics").status_code == 404
        with contextlib.suppress(httpx.WriteError, httpx.ReadError):  # a proxy may close once it has refused
            large = client.post("/api/v1/teams", content=b"x" * (17 << 20), headers={"Content-Type": "application/json"})
            assert large.status_code == 413
    server.await_log(unnamed.headers["X-Request-ID"])
    line = next(line for line in server.log_text().splitlines() if "named-by-the-client" in line)
    assert '"scheme":"https"' in line and '"peer":"127.0.0.1"' in line and '"proxy":"127.0.0.1:' in line, line


@pytest.fixture()
def node(start_server):
    return start_server(
        settings={"BOOTSTRAP_API_KEY": KEY, "TESSERA_TRUSTED_PROXIES": "127.0.0.1", "TESSERA_ACCESS_LOG": True, "LOG_FORMAT": "json"}
    )


# --- nginx ------------------------------------------------------------------------------------------------------------


@contextlib.contextmanager
def nginx(folder, authority, address):
    certificate, key = authority.sign("tessera", "DNS:localhost")
    port = free_port()
    text = replaced(
        (FOLDER / "nginx" / "tessera.conf").read_text("utf-8"),
        [
            ("listen 443 ssl", f"listen 127.0.0.1:{port} ssl"), ("server 127.0.0.1:8000", f"server {address}"), ("/var/log/nginx/tessera.log", f"{folder}/access.log"),
            ("/etc/ssl/tessera/tessera.pem", str(certificate)), ("/etc/ssl/tessera/tessera.key", str(key)),
        ],
    )  # fmt: skip
    (folder / "tessera.conf").write_text(text, "utf-8")
    temporary = "".join(f"{name}_temp_path {folder}/{name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    (folder / "nginx.conf").write_text(
        f"daemon off; pid {folder}/pid; error_log {folder}/error.log; events {{}} http {{ {temporary} include {folder}/tessera.conf; }}", "utf-8"
    )
    if os.getuid() == 0:  # as Debian's package has it, workers are nobody's
        (folder / "nginx.conf").write_text("user root;" + (folder / "nginx.conf").read_text("utf-8"), "utf-8")
    command = [NGINX, "-p", str(folder), "-e", f"{folder}/error.log", "-c", f"{folder}/nginx.conf"]
    tried = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)
    assert tried.returncode == 0 and "warn" not in tried.stderr, tried.stderr
    with running(command, f"https://127.0.0.1:{port}/health/live"):
        yield f"https://127.0.0.1:{port}"


@pytest.mark.skipif(NGINX is None, reason="nginx is not installed")
def test_nginx(node, authority, tmp_path):
    with nginx(tmp_path, authority, f"127.0.0.1:{node.port}") as url:
        check_proxy(url, node)
    log = (tmp_path / "access.log").read_text("utf-8")
    assert "named-by-the-client" in log and "POST /api/v1/teams" in log


@pytest.mark.skipif(NGINX is None, reason="nginx is not installed")
def test_nginx_passes_streams_on(authority, tmp_path):
    with stream_node() as node, nginx(tmp_path, authority, f"127.0.0.1:{node.server_address[1]}") as url:
        for path in ("/api/v1/events", "/api/v1/audit/export"):
            check_stream(url, node, path)


# --- Caddy ------------------------------------------------------------------------------------------------------------


@contextlib.contextmanager
def caddy(folder, authority, address):
    certificate, key = authority.sign("tessera", "DNS:localhost")
    port = free_port()
    text = replaced(
        (FOLDER / "caddy" / "Caddyfile").read_text("utf-8"),
        [("tessera.example.com {", f"https://localhost:{port} {{\n\ttls {certificate} {key}"), ("127.0.0.1:8000", address)],
    )
    file = folder / "Caddyfile"
    file.write_text("{\n\tadmin off\n\tauto_https disable_redirects\n}\n" + text, "utf-8")
    environment = {"HOME": str(folder), "XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder), "PATH": os.environ["PATH"]}
    options = ["--config", str(file), "--adapter", "caddyfile"]
    tried = subprocess.run([CADDY, "validate", *options], capture_output=True, text=True, check=False, env=environment)
    assert tried.returncode == 0 and "Valid configuration" in tried.stdout + tried.stderr, tried.stderr
    with running([CADDY, "run", *options], f"https://localhost:{port}/health/live", env=environment):
        yield f"https://localhost:{port}"


@pytest.mark.skipif(CADDY is None, reason="caddy is not installed")
def test_the_caddyfile_is_valid_as_it_stands(tmp_path):
    command = [CADDY, "adapt", "--config", str(FOLDER / "caddy" / "Caddyfile"), "--adapter", "caddyfile"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env={"HOME": str(tmp_path), "PATH": os.environ["PATH"]})
    assert done.returncode == 0 and '"tessera.example.com"' in done.stdout and '"/health/ready"' in done.stdout
    assert '"warn"' not in done.stderr and "WARN" not in done.stderr, done.stderr


@pytest.mark.skipif(CADDY is None, reason="caddy is not installed")
def test_caddy(node, authority, tmp_path):
    with caddy(tmp_path, authority, f"127.0.0.1:{node.port}") as url:
        check_proxy(url, node)


@pytest.mark.skipif(CADDY is None, reason="caddy is not installed")
def test_caddy_passes_streams_on(authority, tmp_path):
    with stream_node() as node, caddy(tmp_path, authority, f"127.0.0.1:{node.server_address[1]}") as url:
        check_stream(url, node, "/api/v1/events")


# --- Kubernetes -------------------------------------------------------------------------------------------------------


def objects(file):
    return {(found["kind"], found["metadata"]["name"]): found for found in yaml.safe_load_all(file.read_text("utf-8"))}


def workload(found):
    (made,) = [value for (kind, _), value in found.items() if kind in ("Deployment", "StatefulSet")]
    return made, made["spec"]["template"]["spec"], made["spec"]["template"]["spec"]["containers"][0]


def known_variables():
    for setting in settings():
        yield setting.variable
        if setting.kind in ("SECRET", "URL"):
            yield f"{setting.variable}_FILE"


@pytest.mark.parametrize("file", KUBERNETES, ids=lambda file: file.stem)
def test_names_match(file):
    found = objects(file)
    made, pod, container = workload(found)
    labels = made["spec"]["template"]["metadata"]["labels"]
    assert made["spec"]["selector"]["matchLabels"] == labels
    for (kind, _), other in found.items():
        if kind == "Service":
            assert other["spec"]["selector"].items() <= labels.items()
            ports = {port["name"] for port in container["ports"]}
            assert {port["targetPort"] for port in other["spec"]["ports"]} <= ports
        if kind == "PodDisruptionBudget":
            assert other["spec"]["selector"]["matchLabels"] == labels
            assert other["spec"]["minAvailable"] < made["spec"]["replicas"], "else no node could ever be drained"
    volumes = {volume["name"]: volume for volume in pod["volumes"]}
    claims = {claim["metadata"]["name"] for claim in made["spec"].get("volumeClaimTemplates", ())}
    assert {mount["name"] for mount in container["volumeMounts"]} == set(volumes) | claims
    for volume in volumes.values():
        assert "secret" not in volume or ("Secret", volume["secret"]["secretName"]) in found
    for source in container["envFrom"]:
        assert ("ConfigMap", source["configMapRef"]["name"]) in found
    if made["kind"] == "StatefulSet":
        assert ("Service", made["spec"]["serviceName"]) in found and made["spec"]["replicas"] == 1


@pytest.mark.parametrize("file", KUBERNETES, ids=lambda file: file.stem)
def test_probes_ask_what_there_is(file):
    found = objects(file)
    _, pod, container = workload(found)
    (port,) = container["ports"]
    public = {route.path for route in routes() if route.scope == "PUBLIC" and route.method == "GET"}
    for probe, path in (("startupProbe", "/health/live"), ("livenessProbe", "/health/live"), ("readinessProbe", "/health/ready")):
        assert container[probe]["httpGet"] == {"path": path, "port": port["name"]} and path in public
    (given,) = [value["data"] for (kind, _), value in found.items() if kind == "ConfigMap"]
    assert given["TESSERA_LISTEN"].endswith(f":{port['containerPort']}")
    assert pod["terminationGracePeriodSeconds"] > int(given["TESSERA_DRAIN_TIMEOUT"]) + 5


@pytest.mark.parametrize("file", KUBERNETES, ids=lambda file: file.stem)
def test_containers_may_do_little(file):
    _, pod, container = workload(objects(file))
    assert pod["securityContext"]["runAsNonRoot"] and pod["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
    assert not pod["automountServiceAccountToken"] and not pod["enableServiceLinks"]
    held = container["securityContext"]
    assert held["readOnlyRootFilesystem"] and not held["allowPrivilegeEscalation"] and held["capabilities"] == {"drop": ["ALL"]}


@pytest.mark.parametrize("file", KUBERNETES, ids=lambda file: file.stem)
def test_the_settings_start_a_server(file, start_server, tmp_path):
    """With files where the volume would be, and addresses of this machine."""
    found = objects(file)
    _, pod, container = workload(found)
    (given,) = [dict(value["data"]) for (kind, _), value in found.items() if kind == "ConfigMap"]
    (secret,) = [value["stringData"] for (kind, _), value in found.items() if kind == "Secret"]
    assert set(given) <= set(known_variables())
    (volume,) = [volume for volume in pod["volumes"] if "secret" in volume]
    (mount,) = [mount["mountPath"] for mount in container["volumeMounts"] if mount["name"] == volume["name"]]
    for name, content in secret.items():
        path = tmp_path / name
        path.write_text(content, "utf-8")
        path.chmod(volume["secret"]["defaultMode"])
    for name, value in given.items():
        if value.startswith(f"{mount}/"):
            assert value.removeprefix(f"{mount}/") in secret, f"{name} names what is not in the Secret"
            given[name] = str(tmp_path / value.removeprefix(f"{mount}/"))
    checked = dict(given)
    if "DATABASE_URL" in checked:
        assert any(given["DATABASE_URL"].startswith(f"{mount['mountPath']}/") for mount in container["volumeMounts"])
        checked["DATABASE_URL"] = str(tmp_path / "tessera.db")
    done = program_run("--check-config", settings=checked, folder=tmp_path)
    assert done.returncode == 0 and done.stderr == "", done.stderr
    # An option beats the Secret's database, as it would on a machine that is another one.
    server = start_server(settings={name: value for name, value in given.items() if name not in ("TESSERA_LISTEN", "DATABASE_URL")})
    with server.client("/api/v1", headers={"Authorization": f"Bearer {secret['bootstrap-api-key']}"}) as api:
        make_team(api)
        expect(api.get("/teams"), 200)
    with server.client() as client:
        assert client.get("/health/ready").status_code == 200 and client.get("/api/v1/teams").status_code == 401
    server.stop_and_check()
    assert "change-me" not in server.log_text()


def test_several_nodes_share_a_database():
    """Only what has PostgreSQL may have several replicas."""
    for file in KUBERNETES:
        found = objects(file)
        made, _, _ = workload(found)
        (secret,) = [value["stringData"] for (kind, _), value in found.items() if kind == "Secret"]
        assert made["spec"]["replicas"] == 1 or secret["database-url"].startswith("postgresql://")
    assert {re.search(r"replicas: (\d+)", file.read_text("utf-8"))[1] for file in KUBERNETES} == {"1", "3"}


@pytest.mark.skipif(postgres.chosen() or NGINX is None, reason="it brings its own PostgreSQL, once")
def test_a_node_that_goes_is_not_missed(authority, tmp_path, start_server):
    """Two nodes behind nginx: one ends in the middle of reads, of which none fails."""
    database = postgres.cluster().new_database()
    common = {"BOOTSTRAP_API_KEY": KEY, "TESSERA_TRUSTED_PROXIES": "127.0.0.1"}
    nodes = [start_server(database=database, settings=common) for _ in range(2)]
    addresses = f"127.0.0.1:{nodes[0].port} max_fails=1 fail_timeout=5s;\n    server 127.0.0.1:{nodes[1].port}"
    with nginx(tmp_path, authority, addresses) as url:
        headers = {"Authorization": f"Bearer {KEY}"}
        with httpx.Client(base_url=url, verify=False, trust_env=False, timeout=REPLY_SECONDS, headers=headers) as client:
            for number in range(60):
                if number == 20:
                    nodes[0].process.send_signal(signal.SIGTERM)
                assert client.get("/api/v1/teams").status_code == 200
    assert nodes[0].process.wait(REPLY_SECONDS) == 0
