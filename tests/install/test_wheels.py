"""`make wheels`: what lies in a wheel, and that it works where nothing is that it was built from."""

import base64
import csv
import hashlib
import os
import pathlib
import re
import shutil
import subprocess
import sys
import zipfile

import pytest

from support.scripted import ScriptedServer, reply
from support.server import Server

TOP = pathlib.Path(__file__).resolve().parents[2]
VERSION = (TOP / "VERSION").read_text().strip()
PYTHON = "/usr/bin/python3"
LIMIT_SECONDS = 1200  # a root of Debian takes minutes to make
MACHINE = os.uname().machine
# The libraries that a manylinux_2_36 wheel may find on a system (PEP 600 and PEP 513).
ALLOWED = re.compile(r"(lib(gcc_s\.so\.1|stdc\+\+\.so\.6|(m|c|nsl)\.so\.[16]|(dl|resolv)\.so\.2|(rt|util)\.so\.1|pthread\.so\.0|atomic\.so\.1"
                     r"|(X11|SM|ICE)\.so\.6|Xext\.so\.6|Xrender\.so\.1|GL\.so\.1|(gobject|gthread|glib)-2\.0\.so\.0|z\.so\.1|expat\.so\.1)"
                     r"|ld-linux.*\.so\.[12])")
# Prints a line of what the clients are told, and where the libraries lie that are loaded.
PROGRAM = """\
import asyncio, os, sys, tessera_sdk
async def main():
    async with tessera_sdk.AsyncTesseraClient(sys.argv[1]) as client:
        return (await client.health()).status
old, new = ({"type": "object", "properties": {"a": {"type": "string", "pattern": pattern}}} for pattern in ("^[ab]+$", "^a+$"))
with tessera_sdk.TesseraClient(sys.argv[1]) as client:
    print(client.health().status, asyncio.run(main()), tessera_sdk.schema.diff(old, new).is_compatible)
if os.path.exists("/proc/self/maps"):
    print(*sorted({line.split()[-1] for line in open("/proc/self/maps") if ".so" in line}))
"""


def quietly(*command, **options):
    """Runs a command that must succeed and returns what it printed."""
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, timeout=LIMIT_SECONDS, check=False, **options)
    assert done.returncode == 0, f"{command}\n{done.stdout[-4000:]}\n{done.stderr[-4000:]}"
    return done.stdout


def run_tool(*arguments, **settings):
    """Runs tools/wheels. What is compiled need not be fast, but compiled fast."""
    environment = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")}
    return subprocess.run([PYTHON, TOP / "tools" / "wheels", *arguments], capture_output=True, text=True, timeout=LIMIT_SECONDS, check=False,
                          env={**environment, "CFLAGS": "-O0", **settings})


@pytest.fixture(scope="module")
def wheels(tmp_path_factory):
    """Those for all Pythons at hand, where a longer test asks for that, else that for Debian's."""
    folder = tmp_path_factory.mktemp("made")
    done = run_tool(folder, **({} if os.environ.get("TESSERA_TEST_LONG") else {"PYTHONS": PYTHON}))
    assert done.returncode == 0, done
    files = [pathlib.Path(line) for line in done.stdout.splitlines()]
    assert files[0].name == f"tessera_sdk-{VERSION}.tar.gz" and set(files) == set(folder.iterdir())
    return files[1:]


@pytest.fixture(scope="module")
def wheel(wheels):
    """That for the Python of the system."""
    tag = f"cp3{sys.version_info.minor}"
    return next(wheel for wheel in wheels if f"-{tag}-{tag}-" in wheel.name)


@pytest.fixture(scope="module")
def unpacked(wheel, tmp_path_factory):
    folder = tmp_path_factory.mktemp("unpacked")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    running = Server(tmp_path_factory.mktemp("server"))
    running.start()
    yield running
    running.stop_and_check()


# --- what lies in a wheel ---------------------------------------------------------------------------------------------


def objects(folder):
    return [*folder.glob("tessera_sdk/*.so"), *folder.glob("tessera_sdk.libs/*")]


def entries(file, name):
    return re.findall(rf"\({name}\).*\[(.*)\]", quietly("readelf", "-d", file))


def test_the_tag_is_the_glibc_that_the_symbols_need(unpacked, wheel):
    needed = {tuple(map(int, version.split(".")[:2]))
              for file in objects(unpacked) for version in re.findall(r"\bGLIBC_([\d.]+)", quietly("objdump", "-T", file))}
    major, minor = max(needed)
    assert re.fullmatch(rf"tessera_sdk-{re.escape(VERSION)}-(cp3\d+)-\1-manylinux_{major}_{minor}_{MACHINE}\.whl", wheel.name)
    text = (unpacked / f"tessera_sdk-{VERSION}.dist-info" / "WHEEL").read_text("utf-8")
    assert re.findall(r"^Tag: (.*)$", text, re.MULTILINE) == [wheel.stem.split("-", 2)[2]] and "Root-Is-Purelib: false" in text


def test_libraries(unpacked):
    """Nothing is needed but glibc and what lies in the wheel, each under a name that no other library has."""
    bundled = {file.name for file in (unpacked / "tessera_sdk.libs").iterdir()}
    assert any(name.startswith("libcurl-") for name in bundled) and any(name.startswith("libcrypto-") for name in bundled)
    assert not [name for name in bundled if ALLOWED.fullmatch(name) or not re.search(r"-[0-9a-f]{8}\.so", name)]
    wanted = set()
    for file in objects(unpacked):
        outside = [name for name in entries(file, "NEEDED") if name not in bundled]
        assert not [name for name in outside if not ALLOWED.fullmatch(name)], (file, outside)
        wanted.update(entries(file, "NEEDED"))
        inside = file.parent.name == "tessera_sdk.libs"
        assert entries(file, "RPATH") == ["$ORIGIN" if inside else "$ORIGIN/../tessera_sdk.libs"]
        assert entries(file, "SONAME") == ([file.name] if inside else [])
    assert bundled <= wanted


def test_the_module_shows_nothing_of_what_is_linked_in(unpacked):
    (module,) = unpacked.glob("tessera_sdk/*.so")
    assert re.findall(r" [A-Za-z] (\S+)$", quietly("nm", "-D", "--defined-only", module), re.MULTILINE) == ["PyInit__core"]


def test_record(unpacked):
    with open(unpacked / f"tessera_sdk-{VERSION}.dist-info" / "RECORD", encoding="utf-8", newline="") as record:
        rows = {name: (digest, size) for name, digest, size in csv.reader(record)}
    assert rows.keys() == {path.relative_to(unpacked).as_posix() for path in unpacked.rglob("*") if path.is_file()}
    for name, (digest, size) in rows.items():
        content = (unpacked / name).read_bytes()
        if name.endswith("/RECORD"):
            assert (digest, size) == ("", "")
        else:
            assert digest == "sha256=" + base64.urlsafe_b64encode(hashlib.sha256(content).digest()).decode().rstrip("=")
            assert int(size) == len(content)


def test_licences(unpacked):
    """Each library has the licence of its source package, and the licences that this refers to."""
    folder = unpacked / f"tessera_sdk-{VERSION}.dist-info" / "licenses"
    told = dict(re.findall(r"^(\S+) \S+ of Debian: (.*)$", (folder / "bundled.txt").read_text("utf-8"), re.MULTILINE))
    names = [name for names in told.values() for name in names.split(", ")]
    (module,) = unpacked.glob("tessera_sdk/*.so")
    assert sorted(names) == sorted([module.name, *(file.name for file in (unpacked / "tessera_sdk.libs").iterdir())])
    assert told["pcre2"] == module.name and {"curl", "openssl", "zlib"} <= told.keys()
    for source in told:
        text = (folder / f"{source}.txt").read_text("utf-8")
        assert "Copyright" in text or "copyright" in text
        for name in re.findall(r"/usr/share/common-licenses/([\w.+-]*\w)", text):
            assert (folder / f"{name}.txt").stat().st_size > 1000
    assert "Permission is hereby granted" in (unpacked / "tessera_sdk" / "LICENSE").read_text("utf-8")


def test_what_cannot_be_is_said(tmp_path):
    for arguments, settings, told in ((("a", "b"), {}, "usage:"), (("--help",), {}, "usage:"),
                                      ((tmp_path / "out",), {"PYTHONS": "/bin/false"}, "/bin/false is no CPython 3.11"),
                                      ((tmp_path / "out",), {"PYTHONS": f"{PYTHON} python3.0"}, "there is no program python3.0")):
        done = run_tool(*map(str, arguments), **settings)
        assert done.returncode == 1 and told in done.stderr, done
    assert not (tmp_path / "out").exists()


@pytest.mark.skipif(not os.environ.get("TESSERA_TEST_LONG"), reason="a longer test: make test-long")
def test_the_same_sources_give_the_same_bytes(tmp_path):
    contents = []
    for name in ("one", "two"):
        done = run_tool(tmp_path / name, PYTHONS=PYTHON, SOURCE_DATE_EPOCH="1700000000")
        assert done.returncode == 0, done
        contents.append({path.name: path.read_bytes() for path in (tmp_path / name).iterdir()})
    assert contents[0] == contents[1] and len(contents[0]) == 2


# --- where it works ---------------------------------------------------------------------------------------------------


def environment(folder, **settings):
    """Of a program that knows the system and nothing of the tests."""
    return {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "HOME": str(folder), "LANG": "C.UTF-8", "PIP_NO_INDEX": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1", **settings}


def test_in_a_virtual_environment(wheel, server, tmp_path):
    """Beside the system's libraries, which the Python itself loads, it uses its own."""
    quietly(PYTHON, "-m", "venv", "--without-pip", tmp_path / "venv", env=environment(tmp_path))
    python = tmp_path / "venv" / "bin" / "python"
    pip = (PYTHON, "-m", "pip", "--python", python)
    quietly(*pip, "install", "--no-index", wheel, env=environment(tmp_path), cwd=tmp_path)
    shown = quietly(python, "-c", "import ssl\n" + PROGRAM, server.url, env=environment(tmp_path), cwd=tmp_path)
    first, loaded = shown.splitlines()
    assert first == "healthy healthy False"
    paths = loaded.split()
    own = [path for path in paths if path.startswith(str(tmp_path / "venv"))]
    assert any("/tessera_sdk.libs/libcurl-" in path for path in own) and any("/tessera_sdk.libs/libssl-" in path for path in own)
    foreign = [path for path in paths if path not in own]
    assert any("/libssl.so" in path for path in foreign) and not [path for path in foreign if "libcurl" in path or "libpcre2" in path]
    quietly(*pip, "uninstall", "--yes", "tessera-sdk", env=environment(tmp_path), cwd=tmp_path)
    assert not list((tmp_path / "venv").rglob("tessera_sdk*"))


def change_root(root):
    """The command that runs another one in a root."""
    command = ["/usr/sbin/chroot", str(root)]
    return command if os.geteuid() == 0 else ["unshare", "--user", "--map-root-user", *command]


def copy_into(root, path):
    target = root / str(path).lstrip("/")
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(path, target)
    target.chmod(0o755)


@pytest.fixture(scope="module")
def bare_root(wheel, tmp_path_factory):
    """A system of glibc, a Python without extension modules that need more, and the wheel."""
    root = tmp_path_factory.mktemp("root")
    version = f"python3.{sys.version_info.minor}"
    copy_into(root, pathlib.Path("/usr/bin", version))
    needed = set(re.findall(r"(/\S+) \(0x", quietly("ldd", f"/usr/bin/{version}")))
    glibc = {path for path in quietly("dpkg", "-L", "libc6").split() if re.search(r"/lib(c|m|dl|rt|resolv|pthread|nss_\w+)\.so\.\d+$", path)}
    for path in needed | glibc:
        copy_into(root, path)
    shutil.copytree(f"/usr/lib/{version}", root / "usr" / "lib" / version, symlinks=True,
                    ignore=shutil.ignore_patterns("__pycache__", "test", "config-*", "sitecustomize.py", "_ssl.*", "_hashlib.*"))
    quietly(PYTHON, "-m", "pip", "install", "--no-index", "--target", root / "site", wheel, env=environment(root))
    assert not [path for path in root.rglob("lib*.so*") if re.match(r"lib(curl|ssl|crypto|pcre2)", path.name) and "site" not in path.parts]
    probe = subprocess.run([*change_root(root), f"/usr/bin/{version}", "-c", "print(1)"], capture_output=True, text=True, check=False)
    if probe.returncode != 0 and "Operation not permitted" in probe.stderr:
        pytest.skip("no right to change the root")
    assert probe.stdout == "1\n", probe
    yield root
    shutil.rmtree(root)


def run_in(root, program, *arguments, **settings):
    return quietly(*change_root(root), f"/usr/bin/python3.{sys.version_info.minor}", "-B", "-c", program, *arguments,
                   env=environment("/", PYTHONPATH="/site", **settings))


def test_in_a_bare_root(bare_root, server):
    assert run_in(bare_root, PROGRAM, server.url) == "healthy healthy False\n"


ASK = """\
import sys, tessera_sdk
try:
    with tessera_sdk.TesseraClient(sys.argv[1], retries=0) as client:
        print(client.request("GET", "/a"))
except tessera_sdk.TesseraConnectionError as error:
    print(error)
"""


def test_authorities_of_other_systems(bare_root, tmp_path):
    """Certificates of the system are found where other systems than Debian have them; the environment comes first."""
    certificate, key = tmp_path / "certificate.pem", tmp_path / "key.pem"
    quietly("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1",
            "-addext", "subjectAltName=IP:127.0.0.1", "-out", certificate, "-keyout", key)
    another = tmp_path / "another.pem"
    quietly("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj", "/CN=another",
            "-out", another, "-keyout", tmp_path / "another.key")
    (bare_root / "folder").mkdir()
    name = quietly("openssl", "x509", "-hash", "-noout", "-in", certificate).strip()
    shutil.copyfile(certificate, bare_root / "folder" / f"{name}.0")
    with ScriptedServer(lambda request: reply({"path": request.target}), certificate=(str(certificate), str(key))) as server:
        assert "/etc/ssl/certs/ca-certificates.crt" in run_in(bare_root, ASK, server.url)  # the file that is missed
        assert run_in(bare_root, ASK, server.url, SSL_CERT_DIR="/folder") == "{'path': '/a'}\n"
        for place in ("etc/ssl/certs/ca-certificates.crt", "etc/pki/tls/certs/ca-bundle.crt", "etc/ssl/ca-bundle.pem", "etc/ssl/cert.pem"):
            file = bare_root / place
            file.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(certificate, file)
            assert run_in(bare_root, ASK, server.url) == "{'path': '/a'}\n", place
            if place.startswith("etc/pki"):
                shutil.copyfile(another, bare_root / "another.pem")
                assert "certificate" in run_in(bare_root, ASK, server.url, SSL_CERT_FILE="/another.pem")
            shutil.copyfile(another, file)
            assert "self-signed certificate" in run_in(bare_root, ASK, server.url)
            assert run_in(bare_root, ASK, server.url, SSL_CERT_DIR="/folder") == "{'path': '/a'}\n"
            file.unlink()


@pytest.fixture
def new_root(tmp_path):
    """A folder that is too large to be kept."""
    yield tmp_path / "root"
    shutil.rmtree(tmp_path / "root", ignore_errors=True)


# Debian's releases and their Pythons.
@pytest.mark.skipif(not os.environ.get("TESSERA_TEST_LONG"), reason="a longer test: make test-long")
@pytest.mark.skipif(os.geteuid() != 0, reason="making a root needs the rights of root")
@pytest.mark.parametrize("release,minor", [("bookworm", 11), ("trixie", 13)])
def test_on_a_system_that_has_a_python_alone(release, minor, wheels, server, new_root):
    """pip of that release takes the wheel, by its tag, and it works there."""
    fitting = [wheel for wheel in wheels if f"-cp3{minor}-" in wheel.name]
    if not fitting:
        pytest.skip(f"no Python 3.{minor} is at hand")
    quietly(TOP / "tools" / "debian-root", release, new_root, "python3-venv")
    assert not list((new_root / "usr" / "lib").rglob("libcurl*"))
    (new_root / "wheels").mkdir()
    for wheel in wheels:
        shutil.copy(wheel, new_root / "wheels")
    inside = change_root(new_root)
    quietly(*inside, "python3", "-m", "venv", "/venv", env=environment("/"))
    quietly(*inside, "/venv/bin/pip", "install", "--no-index", "--find-links", "/wheels", "tessera-sdk", env=environment("/"))
    assert quietly(*inside, "/venv/bin/python", "-c", PROGRAM, server.url, env=environment("/")) == "healthy healthy False\n"
