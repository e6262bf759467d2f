"""Installing with pip: from the checkout, a wheel and a source distribution, with no package index to be reached."""

import email
import os
import pathlib
import subprocess
import sys
import tarfile
import zipfile

import pytest

TOP = pathlib.Path(__file__).resolve().parents[2]
VERSION = (TOP / "VERSION").read_text().strip()
LIMIT_SECONDS = 600
PROGRAM = """\
import asyncio, sys, tessera_sdk
async def main():
    async with tessera_sdk.AsyncTesseraClient(sys.argv[1]) as client:
        return (await client.health()).status
assert tessera_sdk.schema.diff({}, {}).is_compatible
with tessera_sdk.TesseraClient(sys.argv[1]) as client:
    print(tessera_sdk.__file__, client.health().status, asyncio.run(main()), client.teams.list(limit=1).limit)
"""


def quietly(*command, **options):
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, timeout=LIMIT_SECONDS, **options)
    assert done.returncode == 0, f"{command}\n{done.stdout[-4000:]}\n{done.stderr[-4000:]}"
    return done.stdout


@pytest.fixture
def environment(tmp_path):
    """The environment of a shell that has no index and whose Python sees nothing of the tests'."""
    kept = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")}
    # What is compiled need not be fast, but compiled fast.
    return {**kept, "CFLAGS": "-O0", "PIP_NO_INDEX": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1", "HOME": str(tmp_path)}


@pytest.fixture
def bare_python(tmp_path, environment):
    """The Python of a fresh virtual environment, for which the system's pip works."""
    quietly("/usr/bin/python3", "-m", "venv", "--without-pip", tmp_path / "venv", env=environment)
    return tmp_path / "venv" / "bin" / "python"


# Leaves a Python without the distutils of its own library, as those since 3.12 are.
NO_DISTUTILS = """\
import sys
from importlib.machinery import PathFinder

class Finder(PathFinder):
    @classmethod
    def find_spec(cls, name, path=None, target=None):
        if name == "distutils":
            path = [folder for folder in sys.path if not folder.startswith(sys.base_prefix + "/lib")]
        return PathFinder.find_spec(name, path, target)

sys.meta_path[:] = [Finder if finder is PathFinder else finder for finder in sys.meta_path]
"""


def remove_distutils(python, environment):
    folder = pathlib.Path(quietly(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", env=environment).strip())
    (folder / "no_distutils.py").write_text(NO_DISTUTILS, "utf-8")
    (folder / "no_distutils.pth").write_text("import no_distutils\n", "utf-8")
    done = subprocess.run([python, "-c", "import distutils"], env=environment, capture_output=True, text=True, check=False)
    assert "No module named 'distutils'" in done.stderr, done


def test_wheel(bare_python, environment, tmp_path, url):
    """What pip makes of the checkout, isolated as it usually builds, by a Python without distutils, with whatever Meson there is. It can
    be installed where no compiler is. tests/install/test_wheels.py builds from a source distribution."""
    pip = ("/usr/bin/python3", "-m", "pip", "--python", bare_python)
    remove_distutils(bare_python, environment)
    quietly(*pip, "wheel", "--wheel-dir", tmp_path, TOP / "python", env=environment, cwd=tmp_path)
    (wheel,) = tmp_path.glob("*.whl")
    assert wheel.name.startswith(f"tessera_sdk-{VERSION}-cp3") and "-none-any" not in wheel.name
    quietly(*pip, "install", wheel, env={**environment, "CC": "/bin/false"}, cwd=tmp_path)
    shown = quietly(bare_python, "-W", "error", "-c", PROGRAM, url, env=environment, cwd=tmp_path)
    assert shown.startswith(str(tmp_path / "venv")) and shown.endswith("healthy healthy 1\n")
    shown = quietly(*pip, "show", "--files", "tessera-sdk", env=environment)
    assert f"Version: {VERSION}" in shown
    for name in ("py.typed", "_core.pyi", "models/assets.py", "enums.py", "schema.py", "LICENSE"):
        assert f"tessera_sdk/{name}" in shown
    assert "meson.build" not in shown
    status = quietly("git", "status", "--porcelain", "--", "python", cwd=TOP) if (TOP / ".git").exists() else ""
    assert "mesonpy" not in status
    with zipfile.ZipFile(wheel) as archive:
        metadata = email.message_from_bytes(archive.read(f"tessera_sdk-{VERSION}.dist-info/METADATA"))
    assert_metadata(metadata)


# --- source distributions ---------------------------------------------------------------------------------------------


def assert_metadata(metadata):
    assert (metadata["Name"], metadata["Version"], metadata["Requires-Python"]) == ("tessera-sdk", VERSION, ">=3.11")
    assert metadata["Summary"] and metadata.get_all("Requires-Dist") is None and "MIT" in str(metadata.get_all("License"))
    assert {f"Programming Language :: Python :: 3.{minor}" for minor in (11, 12, 13)} <= set(metadata.get_all("Classifier"))
    assert metadata["Description-Content-Type"] == "text/markdown" and "# tessera-sdk" in metadata.get_payload()


def source_distribution(folder, sources=TOP / "python"):
    """Makes one of the sources: its path."""
    program = "import sys; sys.path.insert(0, sys.argv[1]); import build_backend; print(build_backend.build_sdist(sys.argv[2]))"
    folder.mkdir()
    name = quietly("/usr/bin/python3", "-B", "-c", program, sources, folder, env={**os.environ, "SOURCE_DATE_EPOCH": "1700000000"})
    assert name.strip() == f"tessera_sdk-{VERSION}.tar.gz"
    return folder / name.strip()


def test_contents_of_a_source_distribution(tmp_path):
    made = source_distribution(tmp_path / "one")
    base = f"tessera_sdk-{VERSION}"
    with tarfile.open(made) as archive:
        assert all(member.isfile() and member.name.startswith(base + "/") for member in archive)
        names = {member.name.removeprefix(base + "/") for member in archive}
        archive.extractall(tmp_path)
    metadata = email.message_from_bytes((tmp_path / base / "PKG-INFO").read_bytes())
    assert_metadata(metadata)
    assert {"pyproject.toml", "LICENSE", "VERSION", "meson.build", "include/tessera.h", "core/module.c", "tools/include-root",
            "without_distutils/distutils/core.py", "tessera_sdk/py.typed", "tessera_sdk/models/teams.py", "src/sdk/meson.build", "src/base/arena.c"} <= names
    assert not any("__pycache__" in name or name.startswith(("src/server", "src/store", "tests")) for name in names)
    # One can be made of its contents, and it is the same.
    again = source_distribution(tmp_path / "two", tmp_path / base)
    assert again.read_bytes() == made.read_bytes()


def test_missing_packages_are_named(tmp_path):
    """Without a compiler and meson, the message says what to install."""
    program = ("import sys; sys.path.insert(0, sys.argv[1]); import build_backend; build_backend.build_wheel('.')")
    done = subprocess.run(["/usr/bin/python3", "-c", program, str(TOP / "python")], env={"PATH": str(tmp_path)}, cwd=tmp_path,
                          capture_output=True, text=True, timeout=LIMIT_SECONDS, check=False)
    assert done.returncode != 0
    assert "apt-get install meson ninja-build gcc pkg-config" in done.stderr
