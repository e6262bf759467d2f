"""What the Debian packages contain: packed from the release build, without a build of their own (test_packages_whole.py has that)."""

import json
import os
import pathlib
import re
import shutil
import subprocess

import pytest

from support.lock import exclusively

TOP = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get("TESSERA_RELEASE_BUILD", TOP / "build")).resolve()
VERSION = (TOP / "VERSION").read_text().strip()
UNITS = TOP / "packaging" / "debian"
LIMIT_SECONDS = 300
EXPOSURE_MOST = 2.0
PACKAGES = {"tesserad", "tessera", "libtessera0", "libtessera-dev", "python3-tessera-sdk"}
NEEDED = {"dh": "debhelper", "dh_python3": "dh-python", "dpkg-buildpackage": "dpkg-dev", "git": "git"}


def quietly(*command, **options):
    """Runs a command that must succeed and returns what it printed."""
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, timeout=LIMIT_SECONDS, check=False, **options)
    assert done.returncode == 0, f"{command}\n{done.stdout[-4000:]}\n{done.stderr[-4000:]}"
    return done.stdout


def stage(folder):
    """Puts below a folder what an installation below /usr has, whatever the build is configured for just now."""
    with exclusively(BUILD / "install.lock"):
        options = {option["name"]: option["value"] for option in json.loads((BUILD / "meson-info" / "intro-buildoptions.json").read_text("utf-8"))}
        quietly("meson", "install", "-C", BUILD, "--no-rebuild", "--destdir", folder / "built")
    installed, usr = pathlib.Path(f"{folder}/built{options['prefix']}"), folder / "staged" / "usr"
    multiarch = quietly("gcc", "-print-multiarch").strip()
    shutil.move(installed / options["libdir"], folder / "libraries")
    shutil.copytree(installed, usr, symlinks=True)
    shutil.move(folder / "libraries", usr / "lib" / multiarch)
    package = usr / "lib" / multiarch / "pkgconfig" / "libtessera.pc"
    package.write_text(re.sub(r"(?m)^prefix=.*", "prefix=/usr", package.read_text()).replace(options["libdir"], f"lib/{multiarch}"))
    modules = usr / "lib" / "python3" / "dist-packages" / "tessera_sdk"
    shutil.copytree(BUILD / "python" / "tessera_sdk", modules, ignore=shutil.ignore_patterns("__pycache__", "*.p"))
    return folder / "staged"


@pytest.fixture(scope="module")
def packages(tmp_path_factory):
    """The packages, by name."""
    missing = [package for program, package in NEEDED.items() if shutil.which(program) is None]
    if missing:
        pytest.skip(f"not installed: {', '.join(missing)}; without it no package is made")
    if not (TOP / ".git").exists():
        pytest.skip("no checkout of git, which knows what the sources are")
    folder = tmp_path_factory.mktemp("packages")
    quietly(TOP / "tools" / "deb", folder / "made", env={**os.environ, "TESSERA_STAGED": str(stage(folder))})
    made = {path.name.split("_")[0]: path for path in (folder / "made").glob("*.deb") if "-dbgsym" not in path.name}
    assert set(made) == PACKAGES
    return made


def files_of(package):
    """The files of a package, without folders: mode and owner of each by its path."""
    lines = [line.split(maxsplit=5) for line in quietly("dpkg-deb", "--contents", package).splitlines()]
    return {line[5].split(" -> ")[0].removeprefix("."): (line[0], line[1]) for line in lines if not line[0].startswith("d")}


def field_of(package, name):
    return quietly("dpkg-deb", "--field", package, name).strip()


def script_of(package, name, folder):
    quietly("dpkg-deb", "--control", package, folder / "control")
    text = (folder / "control" / name).read_text()
    shutil.rmtree(folder / "control")
    return text


def documents(package):
    return rf"/usr/share/(doc|lintian/overrides)/{package}\b.*"


# --- contents ---------------------------------------------------------------------------------------------------------


def test_versions(packages):
    for name, package in packages.items():
        assert field_of(package, "Version") == f"{VERSION}-1", name
        assert field_of(package, "Description").count("\n") > 3, name
    assert f"libtessera0 (= {VERSION}-1)" in field_of(packages["libtessera-dev"], "Depends")


@pytest.mark.parametrize(
    "name, files",
    [
        ("tesserad", ["/etc/tessera/tesserad.conf", "/lib/systemd/system/tesserad.service", "/lib/systemd/system/tesserad.socket", "/usr/bin/tesserad",
                      "/usr/lib/sysusers.d/tesserad.conf", "/usr/share/man/man8/tesserad.8.gz"]),
        ("tessera", ["/usr/bin/tessera", "/usr/share/bash-completion/completions/tessera", "/usr/share/fish/vendor_completions.d/tessera.fish",
                     "/usr/share/man/man1/tessera.1.gz", "/usr/share/zsh/vendor-completions/_tessera"]),
        ("libtessera0", ["/usr/lib/[^/]+/libtessera.so.0", f"/usr/lib/[^/]+/libtessera.so.{VERSION}"]),
        ("libtessera-dev", ["/usr/include/tessera(/.*)?.h", "/usr/lib/[^/]+/libtessera.(a|so)", "/usr/lib/[^/]+/pkgconfig/libtessera.pc",
                            r"/usr/share/man/man3/\w+.3.gz"]),
        ("python3-tessera-sdk", ["/usr/lib/python3/dist-packages/tessera_sdk/.*"]),
    ],
)
def test_files(packages, name, files):
    """Each package has what is listed, and nothing else but its documents."""
    held = files_of(packages[name])
    assert not [path for path in held if not any(re.fullmatch(pattern, path) for pattern in [*files, documents(name)])]
    for pattern in files:
        assert any(re.fullmatch(pattern, path) for path in held), pattern
    assert f"/usr/share/doc/{name}/copyright" in held and f"/usr/share/doc/{name}/changelog.Debian.gz" in held
    assert {owner for _, owner in held.values()} == {"root/root"}


def test_the_python_package(packages):
    held = files_of(packages["python3-tessera-sdk"])
    for name in ("__init__.py", "py.typed", "_core.pyi", "calls/teams.py"):
        assert f"/usr/lib/python3/dist-packages/tessera_sdk/{name}" in held
    assert any(re.search(r"/_core\.cpython-3\d+-.*\.so$", path) for path in held)
    assert "python3 (<<" in field_of(packages["python3-tessera-sdk"], "Depends")


def test_headers_are_all(packages):
    held = {path.removeprefix("/usr/include/") for path in files_of(packages["libtessera-dev"]) if path.startswith("/usr/include/")}
    assert held == {path.relative_to(TOP / "include").as_posix() for path in (TOP / "include").rglob("*.h")}


def test_secrets_are_not_for_everybody(packages, tmp_path):
    assert files_of(packages["tesserad"])["/etc/tessera/tesserad.conf"] == ("-rw-r-----", "root/root")
    assert "/etc/tessera/tesserad.conf" in script_of(packages["tesserad"], "conffiles", tmp_path)


def test_scripts(packages, tmp_path):
    """The user is made first; the service starts with the machine and now, its sockets for who wants them."""
    installed = script_of(packages["tesserad"], "postinst", tmp_path)
    assert installed.index("systemd-sysusers") < installed.index("deb-systemd-helper")
    # Only where it is here already, so that what an administrator has chosen stays.
    assert "debian-installed 'tesserad.socket'" in installed
    assert "debian-installed 'tesserad.service'" not in installed and "deb-systemd-helper enable 'tesserad.service'" in installed
    assert not re.search(r"deb-systemd-invoke.*tesserad\.socket", installed)
    removed = script_of(packages["tesserad"], "postrm", tmp_path)
    assert "rm -r" not in removed.replace("rm -r /var/lib/tessera deletes it", "")
    quietly("sh", "-n", "-c", removed)


def test_dependencies(packages):
    needs = field_of(packages["tesserad"], "Depends")
    for library in ("libc6", "libuv1", "libcurl4", "libsqlite3-0", "libpq5", "libssl3", "libargon2-1", "libpcre2-8-0"):
        assert re.search(rf"\b{library}\b", needs), needs
    assert "libuv" not in field_of(packages["libtessera0"], "Depends")


def test_symbols(packages, tmp_path):
    """Whoever builds against the library is told which version has the calls."""
    said = script_of(packages["libtessera0"], "symbols", tmp_path)
    assert said.startswith("libtessera.so.0 libtessera0 #MINVER#") and " tessera_version@Base 0.1.0\n" in said
    for line in said.splitlines():
        assert re.fullmatch(r" tessera_\w+@Base \d+\.\d+\.\d+|[*l].*", line), line
    exported = set(quietly("nm", "-D", "--defined-only", "--format=posix", next(BUILD.rglob(f"libtessera.so.{VERSION}"))).split("\n"))
    assert {line.split()[0] for line in exported if line} == {line.split("@")[0].strip() for line in said.splitlines() if line.startswith(" ")}


# --- units ------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def units(tmp_path_factory):
    """The units, with a program and a manual that are there in place of those that the package installs."""
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd is not installed")
    folder = tmp_path_factory.mktemp("units")
    for name in ("tesserad.service", "tesserad.socket"):
        text = (UNITS / name).read_text().replace("/usr/bin/tesserad", str(BUILD / "tesserad"))
        (folder / name).write_text(re.sub(r"(?m)^Documentation=.*\n", "", text))
    return folder


def test_units_are_understood(units):
    done = subprocess.run(["systemd-analyze", "verify", units / "tesserad.service", units / "tesserad.socket"], capture_output=True, text=True,
                          timeout=LIMIT_SECONDS, check=False)
    said = [line for line in (done.stdout + done.stderr).splitlines() if "tesserad" in line]
    assert done.returncode == 0 and not said, said


def test_the_server_is_held_in(units):
    said = quietly("systemd-analyze", "security", "--offline=true", "--no-pager", units / "tesserad.service")
    assert float(re.search(r"Overall exposure level for \S+: ([\d.]+)", said)[1]) < EXPOSURE_MOST, said


def test_settings_of_the_package(tmp_path):
    """Every name in the file is a setting, those that are commented out as well, and it lets nobody in without a credential."""
    text = (UNITS / "tesserad.conf").read_text()
    program = BUILD / "tesserad"
    known = set(re.findall(r"(?m)^([A-Z][A-Z0-9_]+)", quietly(program, "--config-help")))
    names = re.findall(r"(?m)^#?([A-Z][A-Z0-9_]+)=", text)
    assert names and set(names) <= known
    file = tmp_path / "tesserad.conf"
    file.write_text(text)
    assert "AUTH_DISABLED=false" in text.splitlines()
    assert quietly(program, "--config", file, "--check-config", cwd=tmp_path) == "the settings are fine\n"
