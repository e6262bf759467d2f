"""Databases that have their tables already: making those anew is most of what the first start of a server costs."""

import atexit
import functools
import pathlib
import shutil
import subprocess
import tempfile

from support import postgres

MAKE_SECONDS = 60


def _make(program, database, folder):
    """Without any row: a server that ran would leave those of its jobs."""
    nothing = folder / "none.ndjson"
    nothing.write_text("")
    subprocess.run([program, "--database", str(database), "--import", nothing], check=True, capture_output=True, env={}, timeout=MAKE_SECONDS)


@functools.cache
def _folder():
    made = pathlib.Path(tempfile.mkdtemp(prefix="tessera-prepared-"))
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    return made


@functools.cache
def _file(program):
    made = pathlib.Path(tempfile.mkdtemp(dir=_folder())) / "tessera.db"
    _make(program, made, _folder())
    return made


@functools.cache
def _template(program):
    url = postgres.cluster().new_database()
    _make(program, url, _folder())
    return postgres.name_of(url)


def copy_file(path, program):
    """Makes SQLite's file at the path, as this program makes it."""
    shutil.copy(_file(program), path)


def new_database(program):
    """The URL of a database on PostgreSQL, as this program makes it."""
    return postgres.cluster().new_database(f"TEMPLATE {_template(program)}")
