"""The Debian packages built as they are given away, twice; installed, upgraded, removed and purged in a fresh root of Debian; and the
root of the container image, whose server runs in it. Minutes: `make test-long`, as root."""

import contextlib
import filecmp
import json
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess

import httpx
import pytest

TOP = pathlib.Path(__file__).resolve().parents[2]
VERSION = (TOP / "VERSION").read_text().strip()
BUILD_SECONDS, LIMIT_SECONDS = 7200, 1800
KEY = "a-key-of-the-tests"
IMAGE_MEGABYTES = 60
# Programs of the packages do not look for what the tests were given.
CLEAN = {"PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "HOME": "/root", "LANG": "C.UTF-8", "DEBIAN_FRONTEND": "noninteractive"}

pytestmark = [
    pytest.mark.skipif(not os.environ.get("TESSERA_TEST_LONG"), reason="a longer test: make test-long"),
    pytest.mark.skipif(os.geteuid() != 0, reason="making a root needs the rights of root"),
]


def quietly(*command, seconds=LIMIT_SECONDS, **options):
    """Runs a command that must succeed and returns all that it said."""
    done = subprocess.run([str(part) for part in command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=seconds, check=False, **options)
    assert done.returncode == 0, f"{command}\n{done.stdout[-8000:]}"
    return done.stdout


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder that is too large to be kept."""
    made = tmp_path_factory.mktemp("whole")
    yield made
    shutil.rmtree(made, ignore_errors=True)


@pytest.fixture(scope="module")
def packages(folder):
    """The folder of packages; lintian has found no error in them. TESSERA_DEBS names one that is built already."""
    if os.environ.get("TESSERA_DEBS"):
        return pathlib.Path(os.environ["TESSERA_DEBS"])
    assert shutil.which("lintian"), "tools/setup long installs it"
    quietly(TOP / "tools" / "deb", folder / "debs", seconds=BUILD_SECONDS)
    return folder / "debs"


def debs_of(place):
    return {path.name.split("_")[0]: path for path in place.glob("*.deb") if "-dbgsym" not in path.name}


def test_two_builds_give_the_same_bytes(packages, folder):
    quietly(TOP / "tools" / "deb", folder / "elsewhere" / "deeper" / "debs", seconds=BUILD_SECONDS)
    again = sorted((folder / "elsewhere" / "deeper" / "debs").glob("*.deb"))
    assert [path.name for path in again] == sorted(path.name for path in packages.glob("*.deb"))
    assert not [path.name for path in again if not filecmp.cmp(path, packages / path.name, shallow=False)]


# --- a fresh system ---------------------------------------------------------------------------------------------------


class Root:
    """A system in a folder, without a service manager."""

    def __init__(self, place):
        self.place = place

    def run(self, *command, **options):
        return quietly("chroot", self.place, *command, env=CLEAN, **options)

    def apt(self, *arguments):
        return self.run("apt-get", "-o", "Dpkg::Options::=--force-confold", "-y", "-q", "--no-install-recommends", *arguments)

    def path(self, inside):
        return self.place / inside.lstrip("/")

    def state_of(self, package):
        done = subprocess.run(["chroot", self.place, "dpkg-query", "-W", "-f=${Version} ${db:Status-Status}", package], env=CLEAN, capture_output=True,
                              text=True, check=False)
        return done.stdout.strip()

    @contextlib.contextmanager
    def serving(self, *user, settings=None):
        """The server, started as its unit does; gives its URL."""
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        settings = {**CLEAN, "DATABASE_URL": "/var/lib/tessera/tessera.db", **(settings or {}), "TESSERA_LISTEN": f"127.0.0.1:{port}"}
        command = ["chroot", *user, self.place, "/usr/bin/tesserad", *(["--config", "/etc/tessera/tesserad.conf"] if not user else [])]
        with subprocess.Popen(command, env=settings, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as server:
            try:
                line = server.stdout.readline()
                while line and not line.startswith("listening on"):
                    line = server.stdout.readline()
                assert line, "the server ended"
                yield f"http://127.0.0.1:{port}"
            finally:
                server.send_signal(signal.SIGTERM)
                server.stdout.read()
        assert server.returncode == 0


@pytest.fixture(scope="module")
def root(packages, folder):
    release = re.search(r"^VERSION_CODENAME=(\w+)", pathlib.Path("/etc/os-release").read_text(), re.MULTILINE)[1]
    quietly(TOP / "tools" / "debian-root", release, folder / "root", "ca-certificates", "pkg-config")
    made = Root(folder / "root")
    shutil.copy("/etc/resolv.conf", made.path("/etc/resolv.conf"))
    # Nothing is started: this is a root, and no system.
    refuse = made.path("/usr/sbin/policy-rc.d")
    refuse.write_text("#!/bin/sh\nexit 101\n")
    refuse.chmod(0o755)
    made.path("/debs").mkdir()
    for path in debs_of(packages).values():
        shutil.copy(path, made.path("/debs"))
    made.apt("update")
    return made


def newer(root, package, version):
    """The same package of a later version, with another setting in its configuration."""
    path, tree = next(root.path("/debs").glob(f"{package}_*.deb")), root.path("/tree")
    quietly("dpkg-deb", "--raw-extract", path, tree)
    control = tree / "DEBIAN" / "control"
    control.write_text(re.sub(r"(?m)^Version: .*", f"Version: {version}", control.read_text()))
    with open(tree / "etc" / "tessera" / "tesserad.conf", "a") as file:
        file.write("# What a later version says.\n")
    quietly("dpkg-deb", "--root-owner-group", "-Zgzip", "--build", tree, root.path(f"/debs/{package}_later.deb"))
    shutil.rmtree(tree)
    return f"/debs/{package}_later.deb"


def test_the_life_of_an_installation(root):
    """One test, as each step stands on the one before."""
    names = [f"/debs/{path.name}" for path in sorted(root.path("/debs").glob("*.deb"))]
    root.apt("install", *names)
    for package in ("tesserad", "tessera", "libtessera0", "libtessera-dev", "python3-tessera-sdk"):
        assert root.state_of(package) == f"{VERSION}-1 installed"

    # What it has works.
    assert VERSION in root.run("tesserad", "--version")
    assert root.run("tessera", "version") == f"tessera {VERSION}\n"
    assert root.run("pkg-config", "--modversion", "libtessera").strip() == VERSION
    assert root.run("python3", "-c", "import tessera_sdk, importlib.metadata; print(tessera_sdk.__version__, importlib.metadata.version('tessera-sdk'))"
                    ) == f"{VERSION} {VERSION}\n"
    user = root.run("getent", "passwd", "tessera").strip().split(":")
    assert user[5:] == ["/var/lib/tessera", "/usr/sbin/nologin"] and 0 < int(user[2]) < 1000
    assert root.path("/etc/systemd/system/multi-user.target.wants/tesserad.service").is_symlink()
    assert not root.path("/etc/systemd/system/sockets.target.wants/tesserad.socket").exists()

    # Nobody is let in before a key is set.
    root.path("/var/lib/tessera").mkdir(exist_ok=True)
    os.chown(root.path("/var/lib/tessera"), int(user[2]), int(user[3]))
    configuration = root.path("/etc/tessera/tesserad.conf")
    assert (configuration.stat().st_mode & 0o777, configuration.stat().st_uid) == (0o640, 0)
    with root.serving() as url:
        assert httpx.get(f"{url}/api/v1/teams", trust_env=False).status_code == 401
        root.run("tesserad", "--health", url)
    own = configuration.read_text() + f"BOOTSTRAP_API_KEY={KEY}\n"
    configuration.write_text(own)
    known = {"Authorization": f"Bearer {KEY}"}
    with root.serving() as url:
        assert httpx.post(f"{url}/api/v1/teams", json={"name": "kept"}, headers=known, trust_env=False).status_code == 201

    # An upgrade keeps what was changed, and the data.
    root.apt("install", newer(root, "tesserad", f"{VERSION}-2"))
    assert root.state_of("tesserad") == f"{VERSION}-2 installed" and configuration.read_text() == own
    with root.serving() as url:
        assert [team["name"] for team in httpx.get(f"{url}/api/v1/teams", headers=known, trust_env=False).json()["results"]] == ["kept"]

    # Removed, it leaves both; purged, the data.
    root.apt("remove", "tesserad")
    assert not root.path("/usr/bin/tesserad").exists() and not root.path("/lib/systemd/system/tesserad.service").exists()
    assert configuration.read_text() == own and root.path("/var/lib/tessera/tessera.db").exists()
    said = root.apt("purge", "tesserad")
    assert "/var/lib/tessera is kept, as data is in it" in said
    assert not root.path("/etc/tessera").exists() and root.path("/var/lib/tessera/tessera.db").exists()
    assert not root.path("/etc/systemd/system/multi-user.target.wants/tesserad.service").is_symlink()
    assert root.state_of("tesserad") in ("", "unknown ok not-installed", "not-installed")

    # Without data nothing stays.
    root.apt("install", next(name for name in names if "/tesserad_" in name))
    shutil.rmtree(root.path("/var/lib/tessera"))
    root.path("/var/lib/tessera").mkdir()
    root.apt("purge", "tesserad", "tessera", "libtessera-dev", "libtessera0", "python3-tessera-sdk")
    # lib/systemd/deb-systemd-helper and the user remember that it was here; nothing else does.
    left = quietly("find", root.path("/"), "-xdev", "-name", "*tesser*", "-not", "-path", f"{root.path('/debs')}/*").split()
    assert left == []


# --- the container ----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def image(packages, folder):
    """The folder that the image is made of."""
    if shutil.which("mmdebstrap") is None:
        pytest.skip("mmdebstrap is not installed")
    # What podman and buildah can do depends on the machine: the root is what is tested here.
    quietly(TOP / "tools" / "container", folder / "image", env={**os.environ, "DEBS": str(packages), "BUILDERS": ""})
    return folder / "image"


def environment_of(containerfile):
    """What the Containerfile says: the variables, the user, the program, and how its health is asked for."""
    text = containerfile.read_text()
    settings = dict(pair.split("=", 1) for pair in re.search(r"(?m)^ENV (.*)$", text)[1].split())
    health = json.loads(re.search(r"(?m)^HEALTHCHECK .* CMD (.*)$", text)[1])
    return settings, re.search(r"(?m)^USER (.*)$", text)[1], json.loads(re.search(r"(?m)^ENTRYPOINT (.*)$", text)[1]), health


def test_the_root_of_the_image(image, folder):
    """As a container's: the user of the Containerfile, its variables, nothing but the volume to write to."""
    assert (image / "root.tar").stat().st_size < IMAGE_MEGABYTES << 20
    place = folder / "image-root"
    place.mkdir()
    quietly("tar", "-C", place, "-xf", image / "root.tar")
    assert not [path for name in ("sh", "bash", "dash", "apt-get", "dpkg", "perl") for path in place.rglob(f"bin/{name}")]
    assert not [path for path in place.rglob("*") if path.is_file() and not path.is_symlink() and path.stat().st_mode & 0o6000]
    assert (place / "etc/ssl/certs/ca-certificates.crt").read_text().count("BEGIN CERTIFICATE") > 50
    libraries = {path.name for path in place.rglob("usr/share/doc/*") if (path / "copyright").exists()}
    assert {"libc6", "libpq5", "libuv1", "tesserad"} <= libraries
    settings, user, entry, health = environment_of(image / "Containerfile")
    assert entry == ["/usr/bin/tesserad"] and health[:2] == ["/usr/bin/tesserad", "--health"]
    with Root(place).serving(f"--userspec={user}", settings={**settings, "BOOTSTRAP_API_KEY": KEY}) as url:
        asked = subprocess.run(["chroot", f"--userspec={user}", place, *health[:2], url], env=CLEAN, capture_output=True, text=True, timeout=LIMIT_SECONDS, check=False)
        assert (asked.returncode, asked.stdout, asked.stderr) == (0, "", "")
        assert httpx.get(f"{url}/api/v1/teams", trust_env=False).status_code == 401
        known = {"Authorization": f"Bearer {KEY}"}
        assert httpx.post(f"{url}/api/v1/teams", json={"name": "contained"}, headers=known, trust_env=False).status_code == 201
    owners = {path.stat().st_uid for path in (place / "var/lib/tessera").iterdir()}
    assert owners == {65532}
