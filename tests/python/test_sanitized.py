"""The other tests once more, with the extension module of a sanitizer build."""

import os
import pathlib
import re
import subprocess
import sys

import pytest

from support.server import build_folder

HERE = pathlib.Path(__file__).resolve().parent
SUITES = ("test_models.py", "test_async.py", "test_steps.py", "test_sync.py", "test_exceptions.py", "test_frameworks.py", "life.py",
          "test_offline_schema.py", "test_schema_cases.py", "test_cancel.py", "test_broken_networks.py", "test_exit.py", "test_interpreters.py",
          "test_stress.py")
LIMIT_SECONDS = 600


def sanitizers():
    """Paths of the sanitizer libraries that the build's extension module needs."""
    modules = list((build_folder() / "python" / "tessera_sdk").glob("_core*.so"))
    if not modules:
        return []
    needed = subprocess.run(["ldd", modules[0]], capture_output=True, text=True, timeout=60, check=True).stdout
    return re.findall(r"lib[au]\w*san\.so\S* => (\S+)", needed)


def test_with_sanitizers():
    libraries = sanitizers()
    if not libraries:
        pytest.skip("TESSERA_BUILD names no build with sanitizers")
    environment = {
        **os.environ,
        "LD_PRELOAD": " ".join(libraries),
        "PYTHONMALLOC": "malloc",  # else Python's own pools hide what is wrong
        "PYTHONPATH": str(build_folder() / "python"),
        "TESSERA_RELEASE_BUILD": str(build_folder()),
        "ASAN_OPTIONS": "detect_leaks=0",  # the interpreter itself leaves much behind
        "UBSAN_OPTIONS": "halt_on_error=1:print_stacktrace=1",
    }
    # What measures memory is left to the tests without sanitizers, which need a lot of it themselves.
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:xdist", "-k", "not leave_nothing and not ten_thousand", *(str(HERE / name) for name in SUITES)],
        cwd=HERE.parent, env=environment, capture_output=True, text=True, timeout=LIMIT_SECONDS, check=False)
    assert done.returncode == 0, done.stdout[-8000:] + done.stderr[-8000:]
