"""The settings of TLS and of proxies, and the files that they name."""

import pytest

from support.rawhttp import LIVE
from support.server import program_run
from support.tls import Authority, TlsConnection, client_context, openssl, tls_settings


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    return Authority(tmp_path_factory.mktemp("certificates"))


@pytest.fixture(scope="module")
def files(authority):
    return {"local": authority.sign("local", "DNS:localhost"), "one": authority.sign("one", "DNS:one.example")}


@pytest.fixture(scope="module")
def broken(files, tmp_path_factory):
    """Files that cannot be used."""
    folder = tmp_path_factory.mktemp("broken")
    encrypted = folder / "encrypted.key"
    openssl("ec", "-in", files["local"][1], "-aes256", "-passout", "pass:sesame", "-out", encrypted)
    (folder / "text.pem").write_text("no certificate\n", "utf-8")
    torn = folder / "torn.pem"
    torn.write_bytes(files["local"][0].read_bytes()[:300])
    return {"encrypted": encrypted, "text": folder / "text.pem", "torn": torn, "absent": folder / "absent.pem", "folder": folder,
            "one": files["local"][0], "key": files["local"][1], "other": files["one"][1]}


@pytest.mark.parametrize(
    ("certificate", "key", "words"),
    [
        ("absent", "key", ("absent.pem", "No such file")),
        ("one", "absent", ("key", "absent.pem", "No such file")),
        ("text", "key", ("text.pem", "no certificate")),
        ("torn", "key", ("torn.pem",)),
        ("one", "text", ("text.pem", "no private key")),
        ("one", "encrypted", ("encrypted.key", "encrypted", "password")),
        ("one", "other", ("one.key", "local.pem", "does not belong")),
        ("folder", "key", ("not a file",)),
    ],
)
def test_files_that_cannot_be_used_end_the_start(broken, tmp_path, certificate, key, words):
    options = ("--database", str(tmp_path / "t.db"), "--tls-certificate", str(broken[certificate]), "--tls-key", str(broken[key]))
    for done in (program_run("--listen", "127.0.0.1:0", *options), program_run("--check-config", *options)):
        assert done.returncode > 0 and not (tmp_path / "t.db").exists()
        assert len(done.stderr.splitlines()) == 1 and all(word in done.stderr for word in words), done.stderr


def test_files_that_can_be_used_are_fine(files, authority, tmp_path):
    settings = tls_settings(files["local"], files["one"], TESSERA_TLS_CLIENT_CA=authority.file)
    done = program_run("--check-config", settings=settings, folder=tmp_path)
    assert done.returncode == 0 and "fine" in done.stdout, done.stderr


def test_a_certificate_that_is_over_is_told(start_server, authority, tmp_path):
    over = authority.sign("over", "DNS:over.example", days=-1)
    running = start_server(settings=tls_settings(over))
    assert any("WARNING" in line and "over.example" in line for line in running.log_text().splitlines())
    with TlsConnection(running.port, client_context()) as connection:  # whether it will do is for the client to judge
        assert connection.send(LIVE).reply().status == 200


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"TESSERA_LISTEN": "https://127.0.0.1:0"}, "TESSERA_TLS_CERTIFICATE"),
        ({"TESSERA_TLS_KEY": "a.key"}, "TESSERA_TLS_CERTIFICATE"),
        ({"TESSERA_TLS_CLIENT_CA": "ca.pem"}, "TESSERA_TLS_CERTIFICATE"),
        ({"TESSERA_TLS_CERTIFICATE": "a.pem,b.pem", "TESSERA_TLS_KEY": "a.key"}, "names 1, for 2"),
        ({"TESSERA_TLS_MINIMUM": "1.1"}, "TESSERA_TLS_MINIMUM"),
        ({"TESSERA_TLS_CLIENT": "perhaps"}, "TESSERA_TLS_CLIENT"),
        ({"TESSERA_TRUSTED_PROXIES": "10.0.0.1/8"}, "10.0.0.1/8"),
        ({"TESSERA_TRUSTED_PROXIES": "proxy.example"}, "proxy.example"),
        ({"TESSERA_PROXY_HEADER": "Via"}, "TESSERA_PROXY_HEADER"),
    ],
)
def test_settings_that_do_not_fit_are_told(tmp_path, settings, words):
    done = program_run("--check-config", settings=settings, folder=tmp_path)
    assert done.returncode > 0 and words in done.stderr, done.stderr
