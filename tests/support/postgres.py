"""PostgreSQL for the tests: a server process of one's own in a folder of one's own, and reading what Tessera wrote into it."""

import atexit
import ctypes
import datetime
import functools
import itertools
import os
import pathlib
import pwd
import shutil
import signal
import subprocess
import tempfile
import threading
import urllib.parse
import uuid

import pytest

START_SECONDS = 60
STOP_SECONDS = 30


def chosen():
    """Whether the tests run on PostgreSQL: TESSERA_TEST_DATABASE=postgresql, or pgbouncer."""
    return os.environ.get("TESSERA_TEST_DATABASE", "sqlite") != "sqlite"


def pooled():
    """Whether their servers come to it through PgBouncer."""
    return os.environ.get("TESSERA_TEST_DATABASE") == "pgbouncer"


# Of tests that look into SQLite's file, or write into it.
sqlite_only = pytest.mark.skipif(chosen(), reason="is about the file of SQLite")


def program(name):
    """A program of the newest installed PostgreSQL."""
    folders = sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: int(folder.parent.name))
    assert folders, "PostgreSQL is not installed (tools/setup test)"
    return str(folders[-1] / name)


def name_of(url):
    """The name of the database in a URL."""
    return url.split("?")[0].rsplit("/", 1)[1]


class Cluster:
    """One PostgreSQL server with a socket in its folder and no port. It ends with the process that made it."""

    def __init__(self, durable=False, settings=None, source=None):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="tessera-postgres-", dir="/tmp"))
        self.settings = {
            "unix_socket_directories": self.folder,
            "listen_addresses": "",
            "max_connections": 300,
            "shared_buffers": "64MB",
            "fsync": "on" if durable else "off",
            "autovacuum": "off",
            **(settings or {}),
        }
        self.process = None
        self._names = (f"t{number}" for number in itertools.count(1))
        if os.getuid() == 0:  # PostgreSQL refuses to run as root
            shutil.chown(self.folder, "postgres", "postgres")
        if source is not None:
            self._run("pg_basebackup", "-h", source.folder, "-U", "postgres", "-D", self.folder / "data", "-R", "-c", "fast", "--no-sync")
        else:
            self._run("initdb", "-D", self.folder / "data", "-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
        self.start()

    @classmethod
    def copy_of(cls, source):
        """A standby that follows another one."""
        return cls(source=source)

    # Whose its processes are.
    owner = "postgres" if os.getuid() == 0 else pwd.getpwuid(os.getuid()).pw_name

    @staticmethod
    def as_user(*command):
        line = ["setpriv", "--pdeathsig", "QUIT"]
        if os.getuid() == 0:
            user = pwd.getpwnam("postgres")
            line += [f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"]
        return [*line, *map(str, command)]

    def _run(self, name, *arguments):
        subprocess.run(self.as_user(program(name), *arguments), check=True, capture_output=True, cwd="/", timeout=START_SECONDS)

    def start(self):
        """Returns once it takes connections."""
        settings = [part for name, value in self.settings.items() for part in ("-c", f"{name}={value}")]
        self.process = subprocess.Popen(
            self.as_user(program("postgres"), "-D", self.folder / "data", *settings),
            cwd="/", stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        lines = []
        for line in self.process.stderr:
            lines.append(line)
            if "ready to accept" in line:
                break
        else:
            raise AssertionError("PostgreSQL did not start:\n" + "".join(lines))
        threading.Thread(target=self.drain, args=(self.process.stderr,), daemon=True).start()

    @staticmethod
    def drain(stream):
        with stream:
            for _ in stream:
                pass

    def stop(self, how=signal.SIGINT):
        """SIGINT ends sessions in order, SIGQUIT at once as a crash would."""
        self.process.send_signal(how)
        self.process.wait(STOP_SECONDS)

    def close(self):
        if self.process.poll() is None:
            self.stop(signal.SIGQUIT)
        shutil.rmtree(self.folder, ignore_errors=True)

    def url(self, name, user="postgres"):
        return f"postgresql://{user}@/{name}?host={urllib.parse.quote(str(self.folder))}"

    def query(self, statement, *values, database="postgres"):
        connection = Connection(self.url(database))
        try:
            return connection.execute(statement, values).fetchall()
        finally:
            connection.close()

    def new_database(self, options=""):
        """The URL of an empty database."""
        name = next(self._names)
        self.query(f"CREATE DATABASE {name} {options}")
        return self.url(name)


@functools.cache
def cluster():
    """The one that all tests of this process share."""
    made = Cluster()
    atexit.register(made.close)
    return made


# --- reading and writing rows as the tests for SQLite do --------------------------------------------------------------


@functools.cache
def _libpq():
    library = ctypes.CDLL("libpq.so.5")
    pointer, text, number = ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int
    for name, result, arguments in (
        ("PQconnectdb", pointer, (text,)),
        ("PQstatus", number, (pointer,)),
        ("PQerrorMessage", text, (pointer,)),
        ("PQfinish", None, (pointer,)),
        ("PQexecParams", pointer, (pointer, text, number, pointer, ctypes.POINTER(text), pointer, pointer, number)),
        ("PQresultStatus", number, (pointer,)),
        ("PQclear", None, (pointer,)),
        ("PQntuples", number, (pointer,)),
        ("PQnfields", number, (pointer,)),
        ("PQfname", text, (pointer, number)),
        ("PQftype", ctypes.c_uint, (pointer, number)),
        ("PQgetisnull", number, (pointer, number, number)),
        ("PQgetvalue", text, (pointer, number, number)),
    ):
        function = getattr(library, name)
        function.restype, function.argtypes = result, arguments
    return library


EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)


def _time(value):
    whole = datetime.datetime.fromisoformat(value.replace("+00", "+00:00"))
    return (whole - EPOCH) // datetime.timedelta(microseconds=1)


def _fraction(value):
    """fromisoformat takes three or six digits only."""
    head, dot, rest = value.partition(".")
    digits, sign, zone = rest.partition("+")
    return _time(f"{head}.{digits:0<6}{sign}{zone}" if dot else value)


# By type: as SQLite stores them.
READERS = {16: lambda value: int(value == "t"), 20: int, 21: int, 23: int, 701: float, 1184: _fraction, 1700: int, 2950: lambda value: uuid.UUID(value).bytes}


class Row(tuple):
    """A row whose columns have names."""

    names = ()

    def keys(self):
        return list(self.names)

    def __getitem__(self, key):
        return tuple.__getitem__(self, self.names.index(key) if isinstance(key, str) else key)


class Rows(list):
    def fetchall(self):
        return self

    def fetchone(self):
        return self[0] if self else None


class Connection:
    """As much of sqlite3's connection as the tests use. Ids are 16 bytes, times microseconds, as SQLite has them."""

    def __init__(self, url):
        self._library = _libpq()
        self._handle = self._library.PQconnectdb(url.encode())
        if self._library.PQstatus(self._handle) != 0:
            raise OSError(self._library.PQerrorMessage(self._handle).decode())
        self.execute("SET TimeZone = 'UTC'")

    def close(self):
        self._library.PQfinish(self._handle)

    def execute(self, statement, values=()):
        parts = statement.split("?")
        numbered = parts[0] + "".join(f"${number}{part}" for number, part in enumerate(parts[1:], 1))
        sent = [str(uuid.UUID(bytes=value)) if isinstance(value, bytes) else value for value in values]
        array = (ctypes.c_char_p * len(sent))(*(None if value is None else str(value).encode() for value in sent))
        result = self._library.PQexecParams(self._handle, numbered.encode(), len(sent), None, array, None, None, 0)
        try:
            if self._library.PQresultStatus(result) not in (1, 2):
                raise OSError(self._library.PQerrorMessage(self._handle).decode())
            return self._rows(result)
        finally:
            self._library.PQclear(result)

    def _rows(self, result):
        library, columns = self._library, range(self._library.PQnfields(result))
        names = tuple(library.PQfname(result, column).decode() for column in columns)
        readers = [READERS.get(library.PQftype(result, column), str) for column in columns]
        named = type("NamedRow", (Row,), {"names": names})
        return Rows(
            named(
                None if library.PQgetisnull(result, row, column) else readers[column](library.PQgetvalue(result, row, column).decode())
                for column in columns
            )
            for row in range(library.PQntuples(result))
        )
