"""How a client reaches its server: TLS, certificates, socket files, and what is never told of a URL."""

import asyncio
import contextlib
import fcntl
import http.server
import os
import pty
import re
import select
import socket
import ssl
import subprocess
import sys
import termios
import threading

import pytest

from support.server import Server

LIMIT_SECONDS = 60


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        body = b'{"path": "%s"}' % self.path.encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments):
        pass


class Quiet(http.server.ThreadingHTTPServer):
    def handle_error(self, request, client_address):
        """Clients that are refused are part of the tests."""


def openssl(*arguments):
    subprocess.run(["openssl", *map(str, arguments)], check=True, capture_output=True, timeout=LIMIT_SECONDS)


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """A server's certificate, a client's, and the client's key as it is, encrypted, and in one file with the certificate."""
    folder = tmp_path_factory.mktemp("certificates")
    for name in ("server", "client"):
        openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
                "-subj", f"/CN={name}", "-addext", "subjectAltName=IP:127.0.0.1", "-out", folder / f"{name}.pem",
                "-keyout", folder / f"{name}.key")
    openssl("ec", "-in", folder / "client.key", "-aes256", "-passout", "pass:sesame", "-out", folder / "encrypted.key")
    openssl("pkcs8", "-topk8", "-in", folder / "client.key", "-passout", "pass:sesame", "-out", folder / "pkcs8.key")
    (folder / "together.pem").write_bytes((folder / "client.pem").read_bytes() + (folder / "pkcs8.key").read_bytes())
    (folder / "both.pem").write_bytes((folder / "client.pem").read_bytes() + (folder / "client.key").read_bytes())
    return folder


@contextlib.contextmanager
def serving(files, ask=False):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(files / "server.pem", files / "server.key")
    if ask:
        context.verify_mode = ssl.CERT_REQUIRED
        context.load_verify_locations(files / "client.pem")
    server = Quiet(("127.0.0.1", 0), Handler)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield f"https://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def trusting(files, **changes):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.load_verify_locations(files / "server.pem")
    for name, value in changes.items():
        setattr(context, name, value)
    return context


def get(url, **settings):
    from tessera_sdk import TesseraClient

    with TesseraClient(url, **settings) as client:
        return client.request("GET", "/x")["path"]


def test_whom_to_trust(files, monkeypatch):
    from tessera_sdk import AsyncTesseraClient, TesseraConnectionError

    async def main(url, verify):
        async with AsyncTesseraClient(url, verify=verify) as client:
            return (await client.request("GET", "/x"))["path"]

    unchecked = trusting(files, check_hostname=False)
    unchecked.verify_mode = ssl.CERT_NONE
    with serving(files) as url:
        for verify in (False, str(files / "server.pem"), files / "server.pem", trusting(files), unchecked):
            assert get(url, verify=verify) == "/x"
            assert asyncio.run(main(url, verify)) == "/x"
        for verify in (True, files / "client.pem", ssl.create_default_context()):
            with pytest.raises(TesseraConnectionError):
                get(url, verify=verify)
        monkeypatch.setenv("SSL_CERT_FILE", str(files / "server.pem"))
        assert get(url) == "/x"
        with pytest.raises(TesseraConnectionError):  # what is named wins
            get(url, verify=files / "client.pem")


def test_client_certificates(files):
    from tessera_sdk import TesseraConnectionError

    with serving(files, ask=True) as url:
        trust = files / "server.pem"
        client, key = files / "client.pem", files / "client.key"
        for cert in (files / "both.pem", str(files / "both.pem"), (client, key), (str(client), str(key)),
                     (client, files / "encrypted.key", "sesame")):
            assert get(url, verify=trust, cert=cert) == "/x"
        for cert in (None, (files / "server.pem", files / "server.key")):
            with pytest.raises(TesseraConnectionError):
                get(url, verify=trust, cert=cert)


@pytest.mark.parametrize("key", ["encrypted.key", "pkcs8.key", "together.pem"])
def test_an_encrypted_key_is_never_asked_for(files, key):
    """A password that is missing or wrong is told when the client is made, at no terminal."""
    program = (
        "import pathlib, sys\n"
        "from tessera_sdk import AsyncTesseraClient, TesseraClient, TesseraError\n"
        "files, key = pathlib.Path(sys.argv[1]), sys.argv[2]\n"
        "both = (files / key,) if key == 'together.pem' else (files / 'client.pem', files / key)\n"
        "for kind in (TesseraClient, AsyncTesseraClient):\n"
        "    for cert in (both if len(both) == 2 else both[0], (both[0], both[-1], ''), (both[0], both[-1], 'wrong')):\n"
        "        try:\n            kind('https://127.0.0.1:1', cert=cert)\n"
        "        except TesseraError as error:\n            print(error, file=sys.stderr)\n"
        "TesseraClient('https://127.0.0.1:1', cert=(both[0], both[-1], 'sesame')).close()\n")
    ours, theirs = pty.openpty()
    try:
        done = subprocess.run(
            [sys.executable, "-W", "error", "-c", program, files, key], env={"PYTHONPATH": ":".join(sys.path)}, stdin=theirs,
            stdout=theirs, stderr=subprocess.PIPE, start_new_session=True, timeout=LIMIT_SECONDS, text=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0))
        assert select.select([ours], [], [], 0)[0] == []  # nothing was asked
    finally:
        os.close(ours)
        os.close(theirs)
    missing = f"the key in the file '{files / key}' is encrypted, and there is no password for it"
    assert done.stderr.splitlines() == [missing, missing, f"cert: the key in the file '{files / key}' cannot be read with this password"] * 2


def test_a_key_of_another_certificate(files):
    from tessera_sdk import AsyncTesseraClient, TesseraClient, TesseraError

    for kind in (TesseraClient, AsyncTesseraClient):
        with pytest.raises(TesseraError, match="server.key' is not that of the certificate in '.*client.pem'"):
            kind("https://localhost:1", cert=(files / "client.pem", files / "server.key"))


@pytest.mark.parametrize("verify", [None, 0, 1, 1.0, b"x", [], object(), "context of nobody"])
def test_anything_else_is_a_type_error(verify, files):
    from tessera_sdk import AsyncTesseraClient, TesseraClient

    if verify == "context of nobody":
        verify = trusting(files, check_hostname=False)
    for client in (TesseraClient, AsyncTesseraClient):
        with pytest.raises(TypeError, match="verify"):
            client("https://localhost:1", verify=verify)


@pytest.mark.parametrize("cert", [True, 1, (), ("a", 1), ("a", "b", 3), ("a", "b", "c", "d"), ["a", "b"]])
def test_certificates_of_another_type(cert):
    from tessera_sdk import TesseraClient

    with pytest.raises(TypeError, match="cert"):
        TesseraClient("https://localhost:1", cert=cert)


def test_files_that_are_not_there(files, tmp_path):
    from tessera_sdk import TesseraClient, TesseraError

    missing = tmp_path / "missing.pem"
    for settings in ({"verify": missing}, {"cert": missing}, {"cert": (files / "client.pem", missing)}):
        with pytest.raises(TesseraError, match="missing.pem' cannot be read"):
            TesseraClient("https://localhost:1", **settings)
    for settings in ({"verify": ""}, {"cert": ""}, {"verify": ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)}):
        with pytest.raises(ValueError):
            TesseraClient("https://localhost:1", **settings)


@contextlib.contextmanager
def without_the_rights_of_root(path):
    """Root reads everything."""
    if os.geteuid() != 0:
        yield
        return
    os.chmod(path.parent, 0o755)
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def test_files_that_are_of_no_use(files, tmp_path):
    """All are told when the client is made, by name; none would be but as a server that nobody trusts."""
    from tessera_sdk import AsyncTesseraClient, TesseraClient, TesseraError

    empty, locked, pipe = tmp_path / "empty", tmp_path / "locked.pem", tmp_path / "pipe"
    empty.mkdir()
    locked.write_bytes((files / "server.pem").read_bytes())
    locked.chmod(0)
    os.mkfifo(pipe)
    der = tmp_path / "server.der"
    openssl("x509", "-in", files / "server.pem", "-outform", "DER", "-out", der)
    for settings, message in (
        ({"verify": empty}, f"the folder '{empty}' holds no certificate under the hash of its name"),
        ({"verify": files}, f"the folder '{files}' holds no certificate under the hash"),
        ({"verify": der}, f"the file '{der}' holds no CERTIFICATE in PEM"),
        ({"verify": files / "server.key"}, "server.key' holds no CERTIFICATE in PEM"),
        ({"verify": pipe}, f"'{pipe}' is not a file"),
        ({"cert": files}, f"'{files}' is not a file"),
        ({"cert": files / "client.pem"}, "client.pem' holds no PRIVATE KEY in PEM"),
        ({"cert": (files / "client.key", files / "client.key")}, "client.key' holds no CERTIFICATE in PEM"),
        ({"cert": (files / "client.pem", files / "client.pem")}, "client.pem' holds no PRIVATE KEY in PEM"),
    ):
        for client in (TesseraClient, AsyncTesseraClient):
            with pytest.raises(TesseraError, match=re.escape(message)):
                client("https://localhost:1", **settings)
    with without_the_rights_of_root(locked), pytest.raises(TesseraError, match="locked.pem' cannot be read: Permission denied"):
        TesseraClient("https://localhost:1", verify=locked)


def test_a_folder_of_authorities(files, tmp_path):
    from tessera_sdk import TesseraConnectionError

    for name in ("server", "client"):
        folder = tmp_path / name
        folder.mkdir()
        (folder / f"{name}.pem").write_bytes((files / f"{name}.pem").read_bytes())
        openssl("rehash", folder)
    with serving(files) as url:
        assert get(url, verify=tmp_path / "server") == "/x"
        with pytest.raises(TesseraConnectionError):
            get(url, verify=tmp_path / "client")


TRUSTING_ANOTHER = """
import sys
import termios
from tessera_sdk import TesseraClient, TesseraConnectionError
url, *named = sys.argv[1:]
TesseraClient(url).request("GET", "/x")
for verify in named:
    try:
        TesseraClient(url, verify=verify).request("GET", "/x")
        print("trusts the system beside", verify)
    except TesseraConnectionError:
        pass
print("done")
"""


def test_only_those_that_are_named_are_trusted(files, tmp_path):
    """Not the system's as well, file or folder. The system is one that trusts the server."""
    system, named = tmp_path / "system", tmp_path / "named"
    for folder, name in ((system, "server"), (named, "client")):
        folder.mkdir()
        (folder / "ca.pem").write_bytes((files / f"{name}.pem").read_bytes())
        openssl("rehash", folder)
    (system / "ca-certificates.crt").write_bytes((files / "server.pem").read_bytes())
    mounted = ["unshare", "--mount", "sh", "-c", 'mount --bind "$0" /etc/ssl/certs && exec "$@"', system]
    if subprocess.run([*mounted, "true"], capture_output=True, check=False).returncode != 0:
        pytest.skip("giving a program other system authorities needs root")
    with serving(files) as url:
        command = [*mounted, sys.executable, "-c", TRUSTING_ANOTHER, url, named, named / "ca.pem"]
        done = subprocess.run(command, capture_output=True, text=True, timeout=LIMIT_SECONDS, check=True)
    assert done.stdout == "done\n"


def test_socket_files(tmp_path, run, monkeypatch):
    from tessera_sdk import AsyncTesseraClient, TesseraClient, TesseraConnectionError

    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    path = tmp_path / "t s.sock"
    quoted = str(path).replace("/", "%2F").replace(" ", "%20")

    async def main(url):
        async with AsyncTesseraClient(url) as client:
            return (await client.teams.create(name="over a file")).id

    server = Server(tmp_path, listen=("127.0.0.1:0", f"unix:{path}"))
    server.start()
    try:
        made = run(main(f"unix:{path}"))
        for url in (f"unix:{path}", f"unix://{path}", f"http+unix://{quoted}", f"http+unix://{quoted}/"):
            with TesseraClient(url) as client:
                assert client.teams.get(made).name == "over a file"
                assert client.base_url == url.rstrip("/")
    finally:
        server.stop_and_check()
    with TesseraClient(f"unix:{path}") as client, pytest.raises(TesseraConnectionError, match=f"unix:{path}: No such file or directory$"):
        client.health()


def test_credentials_in_a_url_are_not_repeated(monkeypatch):
    from tessera_sdk import AsyncTesseraClient, TesseraClient, TesseraError

    for client in (TesseraClient, AsyncTesseraClient):
        for url in ("http://ops:pa55@10.0.0.1/", "https://pa55@host", "http://ops:pa55@host:99999", "ops:pa55@host"):
            monkeypatch.setenv("TESSERA_URL", url)
            for given in (url, None):
                with pytest.raises(TesseraError) as caught:
                    client(given)
                assert "pa55" not in f"{caught.value} {caught.value!r} {caught.value.__dict__}"
        with pytest.raises(TesseraError, match="must not hold a user or a password"):
            client("http://ops:pa55@10.0.0.1/")


@pytest.mark.parametrize("host", ["127.0.0.1", "[::1]", "localhost"])
def test_hosts_that_are_addresses(host):
    """An address is connected to without asking anybody; what is wrong is told as with names."""
    from tessera_sdk import TesseraClient, TesseraConnectionError

    class Six(Quiet):
        address_family = socket.AF_INET6

    try:
        server = (Six if host == "[::1]" else Quiet)((host.strip("[]"), 0), Handler)
    except OSError:
        pytest.skip("there is no IPv6 here")
    port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        assert get(f"http://{host}:{port}") == get(f"http://{host}:{port}/") == "/x"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
    with TesseraClient(f"http://{host}:{port}", retries=0) as client, pytest.raises(TesseraConnectionError, match=f"cannot connect to http://.*:{port}"):
        client.health()
