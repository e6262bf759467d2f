"""What a release gives away: one version everywhere, sources that are the same each time, and the tarballs."""

import filecmp
import os
import pathlib
import re
import subprocess
import tarfile

import pytest

from support.server import Server

TOP = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get("TESSERA_RELEASE_BUILD", TOP / "build")).resolve()
VERSION = (TOP / "VERSION").read_text().strip()
MACHINE = os.uname().machine
LIMIT_SECONDS, BUILD_SECONDS = 300, 7200
is_checkout = pytest.mark.skipif(not (TOP / ".git").exists(), reason="no checkout of git, which knows what the sources are")
takes_long = pytest.mark.skipif(not os.environ.get("TESSERA_TEST_LONG"), reason="a longer test: make test-long")


def quietly(*command, seconds=LIMIT_SECONDS, **options):
    """Runs a command that must succeed and returns what it printed."""
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, timeout=seconds, check=False, **options)
    assert done.returncode == 0, f"{command}\n{done.stdout[-4000:]}\n{done.stderr[-4000:]}"
    return done.stdout


# --- versions ---------------------------------------------------------------------------------------------------------


def test_one_version(tmp_path):
    """Every product says what VERSION says. Those of the Debian packages are held by test_packages.py."""
    assert re.fullmatch(r"\d+\.\d+\.\d+", VERSION)
    assert quietly(BUILD / "tesserad", "--version") == f"tesserad {VERSION}\n"
    assert quietly(BUILD / "tessera", "version") == f"tessera {VERSION}\n"
    assert f'"tessera {VERSION}"' in (BUILD / "docs" / "man" / "tessera.1").read_text()
    assert f"\nVersion: {VERSION}\n" in (BUILD / "meson-private" / "libtessera.pc").read_text()
    assert len(list(BUILD.rglob(f"libtessera.so.{VERSION}"))) == 1
    python = quietly("/usr/bin/python3", "-c", "import tessera_sdk; print(tessera_sdk.__version__)", env={**os.environ, "PYTHONPATH": str(BUILD / "python")})
    assert python.strip() == VERSION
    server = Server(tmp_path, database=tmp_path / "tessera.db").start()
    try:
        with server.client(checked=False) as client:
            assert client.get("/openapi.json").json()["info"]["version"] == VERSION
    finally:
        server.stop_and_check()


def test_the_changelog():
    """What is not released stands on top, then VERSION, then what was before it, each with its day."""
    text = (TOP / "CHANGELOG.md").read_text()
    headings = re.findall(r"(?m)^## (.*)$", text)
    assert headings[0] == "[Unreleased]" and headings[1].startswith(f"[{VERSION}] - ")
    released = [re.fullmatch(r"\[(\d+)\.(\d+)\.(\d+)\] - (\d{4}-\d\d-\d\d)", heading) for heading in headings[1:]]
    assert all(released)
    versions = [tuple(map(int, match.groups()[:3])) for match in released]
    assert versions == sorted(set(versions), reverse=True)
    assert set(re.findall(r"(?m)^### (.*)$", text)) <= {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}


def test_symbols_are_of_versions_that_are_released():
    versions = re.findall(r"@Base (\d+)\.(\d+)\.(\d+)$", (TOP / "packaging" / "debian" / "libtessera0.symbols").read_text(), re.MULTILINE)
    assert versions and max(tuple(map(int, version)) for version in versions) <= tuple(map(int, VERSION.split(".")))


# --- sources ----------------------------------------------------------------------------------------------------------


@is_checkout
def test_sources(tmp_path):
    moments = [quietly(TOP / "tools" / "sources", tmp_path / name).strip() for name in ("one", "two")]
    assert moments[0] == moments[1] == quietly("git", "-C", TOP, "log", "-1", "--format=%ct").strip()
    known = set(quietly("git", "-C", TOP, "ls-files").splitlines())
    held = {path.relative_to(tmp_path / "one").as_posix() for path in (tmp_path / "one").rglob("*") if path.is_symlink() or path.is_file()}
    assert held and held <= known
    assert {int(path.lstat().st_mtime) for path in (tmp_path / "one").rglob("*")} == {int(moments[0])}
    again = subprocess.run([TOP / "tools" / "sources", tmp_path / "one"], capture_output=True, text=True, timeout=LIMIT_SECONDS, check=False)
    assert again.returncode == 1 and "is there already" in again.stderr


# --- tarballs ---------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def released(tmp_path_factory):
    folder = tmp_path_factory.mktemp("released")
    quietly(TOP / "tools" / "dist", folder, seconds=BUILD_SECONDS)
    return folder


@pytest.fixture(scope="module")
def unpacked(released, tmp_path_factory):
    folder = tmp_path_factory.mktemp("anywhere")
    quietly("tar", "-C", folder, "-xzf", released / f"tessera-{VERSION}-linux-{MACHINE}.tar.gz")
    return folder / f"tessera-{VERSION}-linux-{MACHINE}"


@takes_long
@is_checkout
def test_tarballs(released):
    names = [f"tessera-{VERSION}-linux-{MACHINE}.tar.gz", f"tessera-{VERSION}.tar.gz"]
    assert sorted(path.name for path in released.glob("*.tar.gz")) == names
    assert quietly("sha256sum", "--check", "SHA256SUMS", cwd=released) == "".join(f"{name}: OK\n" for name in names)
    for name in names:
        with tarfile.open(released / name) as archive:
            for member in archive:
                assert member.name.split("/")[0] == name.removesuffix(".tar.gz") and (member.uid, member.gid) == (0, 0)
                assert not member.mode & 0o022 or member.issym(), member.name


@takes_long
@is_checkout
def test_two_runs_give_the_same_bytes(released, tmp_path):
    quietly(TOP / "tools" / "dist", tmp_path / "elsewhere" / "deeper", seconds=BUILD_SECONDS)
    for path in released.glob("*.tar.gz"):
        assert filecmp.cmp(path, tmp_path / "elsewhere" / "deeper" / path.name, shallow=False), path.name


@takes_long
@is_checkout
def test_what_is_unpacked_works_where_it_lies(unpacked, tmp_path):
    assert quietly(unpacked / "bin" / "tessera", "version") == f"tessera {VERSION}\n"
    assert quietly(unpacked / "bin" / "tesserad", "--version") == f"tesserad {VERSION}\n"
    for name in ("LICENSE", "CHANGELOG.md", "install.md", "share/tessera/tesserad.service", "share/tessera/tesserad.conf", "share/man/man8/tesserad.8"):
        assert (unpacked / name).is_file(), name
    source = tmp_path / "program.c"
    source.write_text("#include <stdio.h>\n#include <tessera.h>\nint main(void) { return puts(tessera_version()) < 0; }\n")
    environment = {**os.environ, "PKG_CONFIG_PATH": str(unpacked / "lib" / "pkgconfig"), "LD_LIBRARY_PATH": str(unpacked / "lib")}
    flags = quietly("pkg-config", "--cflags", "--libs", "libtessera", env=environment).split()
    quietly("cc", source, "-o", tmp_path / "program", *flags)
    assert quietly(tmp_path / "program", env=environment) == f"{VERSION}\n"


@takes_long
@is_checkout
def test_the_page_names_what_the_programs_need(unpacked):
    line = re.search(r"(?m)^apt-get install (libargon2-1 .*)$", (TOP / "docs" / "install.md").read_text())[1]
    needed = set()
    for file in ("bin/tessera", "bin/tesserad", "lib/libtessera.so"):
        for library in re.findall(r"\(NEEDED\).*\[(.*)\]", quietly("readelf", "-d", unpacked / file)):
            found = re.search(rf"{re.escape(library)} .*=> (\S+)", quietly("/sbin/ldconfig", "-p"))[1]
            owners = subprocess.run(["dpkg-query", "-S", found, os.path.realpath(found)], capture_output=True, text=True, check=False).stdout
            needed.add(owners.split(":")[0])
    assert needed - {"libc6", "libtessera0"} == set(line.split())
