"""Programs of users: compiled against libtessera or run with tessera_sdk, beside a server."""

import json
import os
import shutil
import subprocess
import sys

from support.server import CHECKOUT, build_folder

SECONDS = 60
RELEASE = CHECKOUT / os.environ.get("TESSERA_RELEASE_BUILD", "build")
# Packages that the documentation uses and Debian lacks: just enough of each to run what is shown.
STAND_INS = CHECKOUT / "tests" / "docs" / "stand_ins"


def _sanitizers():
    """The compiler's arguments that fit the build: a program of a sanitized library is sanitized itself."""
    options = json.loads((build_folder() / "meson-info" / "intro-buildoptions.json").read_text("utf-8"))
    chosen = next((option["value"] for option in options if option["name"] == "b_sanitize"), "none")
    return [] if chosen in ("none", []) else [f"-fsanitize={chosen}", "-g"]


def compile_c(text, folder, arguments=()):
    """Compiles a program against libtessera. Returns the command that runs it."""
    assert shutil.which("cc"), "no C compiler"
    source, program = folder / "program.c", folder / "program"
    source.write_text(text, "utf-8")
    library = build_folder() / "src" / "sdk"
    done = subprocess.run(
        ["cc", "-std=gnu17", "-Wall", "-Wextra", "-Werror", *arguments, *_sanitizers(), f"-I{CHECKOUT}/include", str(source),
         "-o", str(program), f"-L{library}", f"-Wl,-rpath,{library}", "-ltessera"],
        capture_output=True, text=True, timeout=SECONDS, check=False)
    assert done.returncode == 0, done.stderr
    return [str(program)]


def run_program(command, server, folder, stand_ins=(), feed=None):
    """Runs a program to its end with TESSERA_URL and the package of the release build. Returns the completed process.

    A program of Python may import the named stand-ins, and from the folder of examples where "examples" is among them.
    """
    folders = [CHECKOUT / "examples" if name == "examples" else STAND_INS / name for name in stand_ins]
    paths = [str(RELEASE / "python"), *map(str, folders), os.environ.get("PYTHONPATH", "")]
    environment = dict(os.environ, TESSERA_URL=server.url, PYTHONPATH=os.pathsep.join(filter(None, paths)))
    environment["PATH"] = os.pathsep.join([str(build_folder()), environment["PATH"]])  # tesserad
    environment.pop("TESSERA_API_KEY", None)
    environment.update({name: value for name, value in server.settings.items() if name == "BOOTSTRAP_API_KEY"})
    done = subprocess.run(
        command, cwd=folder, env=environment, input=feed, capture_output=True, text=True, timeout=SECONDS, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done


def python_command(*arguments):
    return [sys.executable, "-W", "error::ResourceWarning", *arguments]
