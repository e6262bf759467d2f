"""`make install` into an empty folder, programs that are built against nothing but what lies there, and `make uninstall`."""

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
LIMIT_SECONDS = 120
LANGUAGES = {"c11": ("cc", "-std=c11", "c"), "c17": ("cc", "-std=c17", "c"), "c++17": ("c++", "-std=c++17", "cc")}
WARNINGS = ("-Wall", "-Wextra", "-pedantic", "-Werror")
# Headers that need a library of somebody else: header -> package of pkg-config.
ADAPTERS = {
    "tessera/adapters/uv.h": "libuv",
    "tessera/adapters/event.h": "libevent_core",
    "tessera/adapters/glib.h": "glib-2.0",
}
PROGRAM = r"""
#include <stdio.h>
#include <string.h>
#include <tessera.h>
#include <tessera/json.h>
#include <tessera/mock.h>
#include <tessera/reflect.h>

int main(void) {
    const char *id = "0192f3a1-7c1e-7b3a-9d55-1f0a2b3c4d5e";
    tessera_error error;
    tessera_client_options options;
    tessera_team_create input;
    tessera_team *team = NULL;
    tessera_mock *mock = tessera_mock_new();
    memset(&options, 0, sizeof options);
    memset(&input, 0, sizeof input);
    options.struct_size = sizeof options;
    input.name = "installed";
    tessera_mock_reply_json(tessera_mock_on_call(mock, TESSERA_CALL_TEAMS_CREATE), 201,
                            "{\"id\": \"0192f3a1-7c1e-7b3a-9d55-1f0a2b3c4d5e\", \"name\": \"installed\"}");
    tessera_client *client = tessera_mock_client(mock, &options, &error);
    if (client == NULL || tessera_teams_create(client, &input, &team, &error) != TESSERA_OK ||
        tessera_mock_verify(mock, &error) != TESSERA_OK) {
        fprintf(stderr, "%s\n", error.message);
        return 1;
    }
    printf("%s %s %d\n", tessera_version(), team->name, strcmp(team->id, id));
    tessera_team_free(team);
    tessera_client_free(client);
    tessera_mock_free(mock);
    return 0;
}
"""


def quietly(*command, **options):
    """Runs a command that must succeed and returns what it printed."""
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, timeout=LIMIT_SECONDS, check=False, **options)
    assert done.returncode == 0, f"{command}\n{done.stdout[-4000:]}\n{done.stderr[-4000:]}"
    return done.stdout


def run_tool(command, **settings):
    """Runs tools/install as the Makefile does. It may configure the build anew, which others install from."""
    environment = {name: value for name, value in os.environ.items() if name not in ("PREFIX", "DESTDIR", "LIBDIR")}
    with exclusively(BUILD / "install.lock"):
        return subprocess.run(["/usr/bin/python3", TOP / "tools" / "install", command], capture_output=True, text=True, timeout=LIMIT_SECONDS,
                              check=False, env={**environment, "BUILD": str(BUILD), **{name: str(value) for name, value in settings.items()}})


def tool(command, **settings):
    """The same where it must succeed: what it printed."""
    done = run_tool(command, **settings)
    assert done.returncode == 0, done
    return done.stdout


def files_below(folder):
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_symlink() or not path.is_dir()}


class Installed:
    """What `make install` put below a folder that stands for the root of a system."""

    def __init__(self, root):
        self.root = root
        self.package = next(root.rglob("libtessera.pc"))
        self.libraries = self.package.parents[1]
        self.headers = next(root.rglob("tessera.h")).parent
        self.prefix = self.headers.parent
        default = quietly("pkg-config", "--variable=pc_path", "pkg-config").strip()
        self.environment = {**os.environ, "PKG_CONFIG_SYSROOT_DIR": str(root), "PKG_CONFIG_LIBDIR": f"{self.package.parent}:{default}",
                            "LD_LIBRARY_PATH": str(self.libraries)}

    def flags(self, *arguments):
        """What pkg-config says of libtessera."""
        return quietly("pkg-config", *arguments, "libtessera", env=self.environment).split()


@pytest.fixture(scope="session")
def installed(tmp_path_factory):
    root = tmp_path_factory.mktemp("root")
    tool("install", DESTDIR=root)
    return Installed(root)


def needed_by(program):
    """Names of the shared libraries that a program or library asks for."""
    return re.findall(r"\(NEEDED\).*\[(.*)\]", quietly("readelf", "-d", program))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("linked", ["shared", "static"])
def test_program(installed, language, linked, tmp_path):
    compiler, standard, suffix = LANGUAGES[language]
    if shutil.which(compiler) is None:
        pytest.skip(f"no {compiler}")
    source, program = tmp_path / f"program.{suffix}", tmp_path / "program"
    source.write_text(PROGRAM, "utf-8")
    if linked == "shared":
        libraries = installed.flags("--libs")
    else:
        # With both kinds in one folder the linker prefers the shared one.
        libraries = ["-l:libtessera.a" if flag == "-ltessera" else flag for flag in installed.flags("--static", "--libs")]
    quietly(compiler, standard, *WARNINGS, source, "-o", program, *installed.flags("--cflags"), *libraries, env=installed.environment)
    assert ("libtessera.so.0" in needed_by(program)) == (linked == "shared")
    shown = quietly(program, env=installed.environment)
    assert shown == f"{(TOP / 'VERSION').read_text().strip()} installed 0\n"


def includes_of(names, folder, suffix):
    """A source file for each header, which includes that alone, and again."""
    for name in names:
        source = folder / f"{name.replace('/', '_')}.{suffix}"
        source.write_text(f"#include <{name}>\n#include <{name}>\n", "utf-8")
        yield source


@pytest.mark.parametrize("language", LANGUAGES)
def test_headers_stand_alone(installed, language, tmp_path):
    compiler, standard, suffix = LANGUAGES[language]
    if shutil.which(compiler) is None:
        pytest.skip(f"no {compiler}")
    names = {header.relative_to(installed.headers).as_posix() for header in installed.headers.rglob("*.h")}
    assert len(names) > 20 and set(ADAPTERS) < names
    check = [compiler, standard, *WARNINGS, "-fsyntax-only", *installed.flags("--cflags")]
    quietly(*check, *includes_of(names - set(ADAPTERS), tmp_path, suffix))
    for name, package in ADAPTERS.items():
        found = subprocess.run(["pkg-config", "--cflags", package], capture_output=True, text=True, timeout=LIMIT_SECONDS, check=False)
        if found.returncode == 0:
            # Their own headers are not held to our warnings, and that of libuv wants more than the standard's names.
            flags = [flag.replace("-I", "-isystem", 1) for flag in found.stdout.split()]
            quietly(*check, "-D_GNU_SOURCE", *flags, *includes_of([name], tmp_path, suffix))


def test_library(installed):
    library = installed.libraries / "libtessera.so"
    version = (TOP / "VERSION").read_text().strip()
    assert library.resolve().name == f"libtessera.so.{version}"
    assert (installed.libraries / "libtessera.so.0").resolve() == library.resolve()
    assert re.search(r"\(SONAME\).*\[libtessera\.so\.0\]", quietly("readelf", "-d", library))
    assert installed.flags("--modversion") == [version]
    assert not [name for name in needed_by(library) if name.startswith(("libuv", "libsqlite", "libargon", "libpython"))]


def test_program_and_pages(installed):
    version = quietly(installed.prefix / "bin" / "tesserad", "--version")
    assert (TOP / "VERSION").read_text().strip() in version
    assert quietly(installed.prefix / "bin" / "tessera", "version") == f"tessera {(TOP / 'VERSION').read_text().strip()}\n"
    assert (installed.prefix / "share" / "man" / "man1" / "tessera.1").is_file()
    pages = {page.name for page in (installed.prefix / "share" / "man").rglob("*.[38]")}
    assert pages == {page.name for page in (TOP / "docs" / "man").glob("*.[38]")}
    assert {"libtessera.3", "tessera_mock.3", "tesserad.8"} <= pages
    # Nothing else of the build comes along.
    for stray in ("*.def", "*.py", "libsdk*", "libbase*"):
        assert not list(installed.prefix.rglob(stray)), stray


def test_example_of_the_manual(installed, tmp_path):
    """The whole program that libtessera(3) shows is one."""
    page = next(installed.root.rglob("libtessera.3")).read_text("utf-8")
    text = re.search(r"^\.Bd -literal\n(#include.*?)^\.Ed$", page, re.DOTALL | re.MULTILINE).group(1)
    source, program = tmp_path / "manual.c", tmp_path / "manual"
    source.write_text(text.replace("\\e", "\\"), "utf-8")
    quietly("cc", "-std=gnu17", "-Wall", "-Wextra", "-Werror", source, "-o", program, *installed.flags("--cflags", "--libs"),
            env=installed.environment)
    # Nobody listens there.
    ended = subprocess.run([program], env={**installed.environment, "TESSERA_URL": "http://127.0.0.1:1"}, capture_output=True, text=True,
                           timeout=LIMIT_SECONDS, check=False)
    assert ended.returncode == 1 and "127.0.0.1" in ended.stderr, ended


# --- places -----------------------------------------------------------------------------------------------------------


def test_libraries_lie_where_the_system_looks(installed):
    """Without settings of the user's, pkg-config and the loader find what was installed below /usr/local."""
    looked_in = [pathlib.Path(folder) for folder in quietly("pkg-config", "--variable=pc_path", "pkg-config").strip().split(":")]
    folder = pathlib.Path("/") / installed.package.parent.relative_to(installed.root)
    assert folder in looked_in
    configured = "\n".join(path.read_text("utf-8") for path in pathlib.Path("/etc/ld.so.conf.d").glob("*.conf"))
    assert str(folder.parent) in configured.split()


def test_another_prefix(tmp_path, installed):
    """Everything lies below it, works from there, and goes again without what others put beside it."""
    own, foreign = tmp_path / "own", tmp_path / "own" / "include" / "theirs.h"
    before = read_prefix()
    try:
        said = tool("install", PREFIX=own)
        assert f"export PKG_CONFIG_PATH='{own}/lib/pkgconfig'" in said
        assert (own / "lib" / "libtessera.so.0").exists() and (own / "share" / "man" / "man8" / "tesserad.8").exists()
        environment = {**os.environ, "PKG_CONFIG_PATH": f"{own}/lib/pkgconfig", "LD_LIBRARY_PATH": f"{own}/lib"}
        flags = quietly("pkg-config", "--cflags", "--libs", "libtessera", env=environment).split()
        assert f"-I{own}/include" in flags
        source = tmp_path / "program.c"
        source.write_text(PROGRAM, "utf-8")
        quietly("cc", source, "-o", tmp_path / "program", *flags)
        assert "installed 0" in quietly(tmp_path / "program", env=environment)
        # Over an installation that had a file more.
        foreign.write_text("", "utf-8")
        stale, manifest = own / "include" / "tessera" / "old.h", own / "share" / "tessera" / "manifest"
        stale.write_text("", "utf-8")
        manifest.write_text(manifest.read_text("utf-8") + f"{stale}\n", "utf-8")
        files = files_below(own)
        tool("install", PREFIX=own)
        assert files_below(own) == files - {"include/tessera/old.h"}
        tool("uninstall", PREFIX=own)
        assert [path for path in own.rglob("*")] == [foreign.parent, foreign]
        foreign.unlink()
        ended = run_tool("uninstall", PREFIX=own)
        assert ended.returncode != 0 and "nothing was installed" in ended.stderr
    finally:
        with exclusively(BUILD / "install.lock"):
            quietly("meson", "setup", "--reconfigure", BUILD, *(f"-D{name}={value}" for name, value in before.items()))


def read_prefix():
    """What the build is configured for."""
    options = json.loads((BUILD / "meson-info" / "intro-buildoptions.json").read_text("utf-8"))
    return {option["name"]: option["value"] for option in options if option["name"] in ("prefix", "libdir")}


def test_uninstall_leaves_nothing(tmp_path):
    root = tmp_path / "root with spaces"
    tool("install", DESTDIR=f"{root}/")
    assert "usr/local/bin/tesserad" in files_below(root)
    tool("uninstall", DESTDIR=root)
    assert files_below(root) == set()


def test_what_cannot_be_is_said(tmp_path):
    for settings in ({"PREFIX": "some/where"}, {"DESTDIR": "here"}):
        ended = run_tool("install", **settings)
        assert ended.returncode != 0 and "must be an absolute folder" in ended.stderr
    ended = run_tool("install", LIBDIR="/usr/lib")
    assert ended.returncode != 0 and "below PREFIX" in ended.stderr


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_closed_prefix_is_told(tmp_path):
    closed = tmp_path / "closed"
    closed.mkdir(0o500)
    ended = run_tool("install", PREFIX=closed)
    assert ended.returncode != 0 and f"no right to write to {closed}" in ended.stderr and "PREFIX=" in ended.stderr
