"""`pip install ./python` in a fresh virtual environment, with no package index to be reached."""

import os
import pathlib
import subprocess
import sys

import pytest

TOP = pathlib.Path(__file__).resolve().parents[2]
LIMIT_SECONDS = 300
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
    return {**kept, "PIP_NO_INDEX": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1", "HOME": str(tmp_path)}


@pytest.fixture
def bare_python(tmp_path, environment):
    """The Python of a fresh virtual environment."""
    quietly("/usr/bin/python3", "-m", "venv", tmp_path / "venv", env=environment)
    return tmp_path / "venv" / "bin" / "python"


def test_isolated_install(bare_python, environment, tmp_path, url):
    quietly(bare_python, "-m", "pip", "install", TOP / "python", env=environment, cwd=tmp_path)
    shown = quietly(bare_python, "-W", "error", "-c", PROGRAM, url, env=environment, cwd=tmp_path)
    assert shown.startswith(str(tmp_path / "venv")) and shown.endswith("healthy healthy 1\n")
    shown = quietly(bare_python, "-m", "pip", "show", "--files", "tessera-sdk", env=environment)
    assert f"Version: {(TOP / 'VERSION').read_text().strip()}" in shown
    for name in ("py.typed", "_core.pyi", "models/assets.py", "enums.py", "schema.py"):
        assert f"tessera_sdk/{name}" in shown
    assert "meson.build" not in shown
    status = quietly("git", "status", "--porcelain", "--", "python", cwd=TOP) if (TOP / ".git").exists() else ""
    assert "mesonpy" not in status


def test_install_without_isolation(environment, tmp_path, url):
    quietly("/usr/bin/python3", "-m", "pip", "install", "--no-build-isolation", "--target", tmp_path / "site", TOP / "python",
            env=environment, cwd=tmp_path)
    shown = quietly("/usr/bin/python3", "-c", PROGRAM, url, env={**environment, "PYTHONPATH": str(tmp_path / "site")}, cwd=tmp_path)
    assert shown.startswith(str(tmp_path / "site")) and shown.endswith("healthy healthy 1\n")


def test_missing_packages_are_named(tmp_path):
    """Without a compiler and meson, the message says what to install."""
    program = ("import sys; sys.path.insert(0, sys.argv[1]); import build_backend; build_backend.build_wheel('.')")
    done = subprocess.run(["/usr/bin/python3", "-c", program, str(TOP / "python")], env={"PATH": str(tmp_path)}, cwd=tmp_path,
                          capture_output=True, text=True, timeout=LIMIT_SECONDS, check=False)
    assert done.returncode != 0
    assert "apt-get install meson ninja-build gcc pkg-config" in done.stderr
