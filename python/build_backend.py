"""Build backend (PEP 517): meson-python as Debian packages it, found from within isolated builds too."""

import importlib
import os
import pathlib
import shutil
import subprocess
import sys
import sysconfig

DEBIAN_MODULES = "/usr/lib/python3/dist-packages"


def _missing_packages():
    """Debian packages without which the extension module cannot be built."""
    missing = []
    for program, package in (
        ("meson", "meson"),
        ("ninja", "ninja-build"),
        (os.environ.get("CC", "cc").split()[0], "gcc"),
        ("pkg-config", "pkg-config"),
    ):
        if shutil.which(program) is None:
            missing.append(package)
    if not (pathlib.Path(sysconfig.get_path("include")) / "Python.h").exists():
        missing.append("python3-dev")
    for library, package in (("libcurl", "libcurl4-openssl-dev"), ("libpcre2-8", "libpcre2-dev")):
        if shutil.which("pkg-config") and subprocess.run(["pkg-config", "--exists", library], check=False).returncode != 0:
            missing.append(package)
    return missing


def _meson_python():
    missing = _missing_packages()
    try:
        module = importlib.import_module("mesonpy")
    except ImportError:
        # An isolated build does not see Debian's modules.
        sys.path.append(DEBIAN_MODULES)
        try:
            module = importlib.import_module("mesonpy")
        except ImportError:
            missing.append("python3-mesonpy")
    if missing:
        raise SystemExit("tessera-sdk cannot be built here; as root: apt-get install " + " ".join(missing))
    # Isolated builds hide Debian's modules from child processes with these; meson is one, and a Python program.
    for name in ("PYTHONPATH", "PYTHONNOUSERSITE"):
        os.environ.pop(name, None)
    return module


def get_requires_for_build_wheel(config_settings=None):
    return []


def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
    return _meson_python().build_wheel(wheel_directory, config_settings, metadata_directory)


def get_requires_for_build_sdist(config_settings=None):
    return []


def build_sdist(sdist_directory, config_settings=None):
    raise SystemExit("tessera-sdk is built from a checkout of Tessera, whose C sources it compiles: pip install ./python")
