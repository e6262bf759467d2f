"""Build backend (PEP 517): meson-python as Debian packages it, found from within isolated builds too."""

import gzip
import importlib
import importlib.util
import io
import os
import pathlib
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import time
import tomllib

HERE = pathlib.Path(__file__).resolve().parent
DEBIAN_MODULES = "/usr/lib/python3/dist-packages"
SOURCE_SUFFIXES = {".c", ".h", ".def", ".py", ".pyi"}
SOURCE_NAMES = {"meson.build", "py.typed"}


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


def _debian_module(name):
    """The module, or None. An isolated build does not see Debian's own unless told where they are."""
    try:
        return importlib.import_module(name)
    except ImportError:
        if DEBIAN_MODULES in sys.path:
            return None
        sys.path.append(DEBIAN_MODULES)
        return _debian_module(name)


def _refuse(missing):
    raise SystemExit("tessera-sdk cannot be built here; as root: apt-get install " + " ".join(missing))


def _meson_python():
    missing = _missing_packages()
    module = _debian_module("mesonpy")
    if module is None:
        missing.append("python3-mesonpy")
    if missing:
        _refuse(missing)
    # Isolated builds hide Debian's modules from child processes with these; meson is one, and a Python program.
    for name in ("PYTHONPATH", "PYTHONNOUSERSITE"):
        os.environ.pop(name, None)
    # Meson before 1.2, which Debian 12 has, asks the Python for distutils.
    if importlib.util.find_spec("distutils") is None:
        os.environ["PYTHONPATH"] = str(HERE / "without_distutils")
    return module


def get_requires_for_build_wheel(config_settings=None):
    return []


def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
    return _meson_python().build_wheel(wheel_directory, config_settings, metadata_directory)


def get_requires_for_build_sdist(config_settings=None):
    return []


def _source_files():
    """Paths, below this folder, of all that a wheel is built from. In a checkout some of them lead through links out of it."""
    libraries = (HERE / "libraries").read_text().split()
    folders = ["core", "tessera_sdk", "include", "without_distutils", *(f"src/{name}" for name in libraries)]
    found = ["pyproject.toml", "README.md", "LICENSE", "VERSION", "build_backend.py", "libraries", "meson.build", "meson_options.txt",
             "tools/include-root", "api/kinds.def"]
    for folder in folders:
        found += (str(path.relative_to(HERE)) for path in (HERE / folder).rglob("*")
                  if path.is_file() and (path.suffix in SOURCE_SUFFIXES or path.name in SOURCE_NAMES))
    return sorted(found)


def _metadata():
    """The core metadata, as a PKG-INFO file holds it."""
    described = _debian_module("pyproject_metadata")
    if described is None:
        _refuse(["python3-mesonpy"])
    metadata = described.StandardMetadata.from_pyproject(
        tomllib.loads((HERE / "pyproject.toml").read_text()), HERE)
    metadata.version = _debian_module("packaging.version").Version((HERE / "VERSION").read_text().strip())
    metadata.dynamic = []
    return str(metadata.as_rfc822()).encode()


def _add(archive, name, content, mode, time_of_all):
    member = tarfile.TarInfo(name)
    member.size = len(content)
    member.mode = mode
    member.mtime = time_of_all
    archive.addfile(member, io.BytesIO(content))


def build_sdist(sdist_directory, config_settings=None):
    base = f"tessera_sdk-{(HERE / 'VERSION').read_text().strip()}"
    # The same sources give the same bytes where this says which time it is.
    moment = int(os.environ.get("SOURCE_DATE_EPOCH", time.time()))
    with (gzip.GzipFile(pathlib.Path(sdist_directory, f"{base}.tar.gz"), "wb", mtime=moment) as packed,
          tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as archive):
        _add(archive, f"{base}/PKG-INFO", _metadata(), 0o644, moment)
        for name in _source_files():
            path = HERE / name
            _add(archive, f"{base}/{name}", path.read_bytes(), 0o755 if os.access(path, os.X_OK) else 0o644, moment)
    return f"{base}.tar.gz"
