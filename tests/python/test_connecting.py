"""How a client reaches its server: TLS, certificates, socket files, and what is never told of a URL."""

import asyncio
import contextlib
import http.server
import ssl
import subprocess
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
        for cert in (None, (client, files / "encrypted.key", "wrong"), (files / "server.pem", files / "server.key")):
            with pytest.raises(TesseraConnectionError):
                get(url, verify=trust, cert=cert)


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


def test_files_that_are_not_there(tmp_path):
    from tessera_sdk import TesseraClient, TesseraError

    missing = tmp_path / "missing.pem"
    for settings in ({"verify": missing}, {"cert": missing}, {"cert": (__file__, missing)}):
        with pytest.raises(TesseraError, match="missing.pem' cannot be read"):
            TesseraClient("https://localhost:1", **settings)
    for settings in ({"verify": ""}, {"cert": ""}, {"verify": ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)}):
        with pytest.raises(ValueError):
            TesseraClient("https://localhost:1", **settings)


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
