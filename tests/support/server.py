"""Starts and stops the real server program."""

import contextlib
import ctypes
import os
import pathlib
import queue
import resource
import select
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.parse

import httpcore
import httpx

from support import pgbouncer, postgres, prepared, secrets
from support.checks import ReplyChecker

CHECKOUT = pathlib.Path(__file__).resolve().parents[2]
# Generous: a sanitizer build on a busy machine; nothing waits this long unless something is wrong.
START_SECONDS = 30
STOP_SECONDS = 40
REPLY_SECONDS = 30
LOG_END_BYTES = 1_000_000
IN_MODIFY = 2  # of sys/inotify.h

SANITIZER_MARKS = (
    "ERROR: AddressSanitizer",
    "ERROR: LeakSanitizer",
    "LeakSanitizer:",
    "ThreadSanitizer:",
    "MemorySanitizer:",
    "runtime error:",
)
# What a child process needs of the environment of the tests; settings of the caller's shell must not leak in.
KEPT_VARIABLES = ("PATH", "HOME", "LANG", "TMPDIR", "LD_LIBRARY_PATH")


@contextlib.contextmanager
def written_to(path):
    """A descriptor that is readable when somebody has written to the file: inotify(7), for which Python has no module."""
    library = ctypes.CDLL(None, use_errno=True)
    watch = library.inotify_init1(os.O_CLOEXEC)
    try:
        if watch < 0 or library.inotify_add_watch(watch, os.fsencode(path), IN_MODIFY) < 0:
            raise OSError(ctypes.get_errno(), "inotify", str(path))
        yield watch
    finally:
        os.close(watch)


def build_folder():
    """The build whose programs are tested: TESSERA_BUILD, else <checkout>/build."""
    return pathlib.Path(os.environ.get("TESSERA_BUILD", CHECKOUT / "build")).resolve()


def program_find(name):
    """Path of a built program, wherever the build placed it. Raises FileNotFoundError with the places tried."""
    build = build_folder()
    places = [build / name, build / "src" / "server" / name, build / "src" / "cli" / name]
    for place in places:
        if place.is_file():
            return str(place)
    tried = ", ".join(str(place) for place in places)
    raise FileNotFoundError(f"{name} is not built; tried {tried} (TESSERA_BUILD names another build folder)")


def shared_data(*parts):
    """A path below the shared data folder, or None where it is absent."""
    root = pathlib.Path(os.environ.get("TESSERA_SHARED", CHECKOUT.parent / "shared"))
    path = root.joinpath("data", *parts)
    return path if path.exists() else None


def clean_environment(settings=None):
    """The environment of a server: nothing of the caller's but the basics, plus these settings."""
    kept = {name: value for name, value in os.environ.items() if name in KEPT_VARIABLES or name.endswith("SAN_OPTIONS")}
    kept.setdefault("UBSAN_OPTIONS", "print_stacktrace=1")
    # Values are written as the shell would: True becomes true.
    for name, value in (settings or {}).items():
        kept[name] = str(value).lower() if isinstance(value, bool) else str(value)
    return kept


def program_run(*arguments, settings=None, folder=None, seconds=START_SECONDS, name="tesserad"):
    """Runs the program to its end and returns the completed process with text output."""
    return subprocess.run(
        [program_find(name), *arguments],
        env=clean_environment(settings),
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        timeout=seconds,
        check=False,
    )


# Named so since version 0.17.
SyncBackend = httpcore.SyncBackend if hasattr(httpcore, "SyncBackend") else httpcore.backends.sync.SyncBackend


class PromptBackend(SyncBackend):
    """Connections that do not wait for one another's acknowledgements: httpx sends headers and body apart, which costs 40 ms a
    request where the kernel holds the second back."""

    def connect_tcp(self, *arguments, **options):
        stream = super().connect_tcp(*arguments, **options)
        stream.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return stream


class PromptTransport(httpx.HTTPTransport):
    def __init__(self):
        super().__init__(trust_env=False, verify=False)  # no authorities are read for each client; nothing here is encrypted
        # More than there are threads: one that is too many could be closed while another thread begins to use it.
        self._pool = httpcore.ConnectionPool(network_backend=PromptBackend(), max_connections=100, max_keepalive_connections=100)


# Hands sockets to a program as a service manager does (sd_listen_fds(3)): from descriptor 3 on, to that process alone.
HAND_OVER = """\
import fcntl, os, sys
given, names, *command = sys.argv[1:]
numbers = [int(number) for number in given.split(",")]
above = max(numbers) + len(numbers) + 3  # of what was given and of where it goes
high = [fcntl.fcntl(number, fcntl.F_DUPFD, above) for number in numbers]
os.closerange(3, above)
for place, descriptor in enumerate(high):
    os.dup2(descriptor, 3 + place)
    os.close(descriptor)
os.environ.setdefault("LISTEN_PID", str(os.getpid()))
os.environ.setdefault("LISTEN_FDS", str(len(high)))
os.environ.setdefault("LISTEN_FDNAMES", names)
os.execv(command[0], command)
"""


class ServerFailed(Exception):
    """The server ended, or said nothing, before it listened. Carries what it wrote."""


class Server:
    """One server process on a free loopback port. Not started by the constructor."""

    def __init__(self, folder, database=None, settings=None, flags=(), listen=("127.0.0.1:0",), strict=True, limits=None, handed=(), empty=False):
        self.folder = pathlib.Path(folder)
        self.pooler = None  # through which the server comes to its database
        self._prepares = database is None and not empty  # empty: the server makes the tables
        if database is None and postgres.chosen():
            self.database = prepared.new_database(program_find("tesserad")) if self._prepares else postgres.cluster().new_database()
            self.pooler = pgbouncer.pooler() if postgres.pooled() else None
        else:  # a URL, or a file
            is_url = "://" in str(database)
            self.database = str(database) if is_url else pathlib.Path(database) if database else self.folder / "tessera.db"
        self.settings = {**({"TESSERA_DB_PREPARE": False} if self.pooler else {}), **(settings or {})}
        self.flags = list(flags)
        self.listen = list(listen)
        self.strict = strict  # check every reply against the server's own description
        self.handed = list(handed)  # sockets of the service manager: (name, socket)
        self.limits = dict(limits or {})  # resource limits of the process: resource.RLIMIT_… -> value
        self.process = None
        self.addresses = []
        self.port = None
        self.scheme = "http"
        self.exit_status = None
        self._clients = []
        self._secrets = secrets.Secrets()
        self._secrets.add_settings(self.settings, self.database)
        self._lines = None
        self._log_path = None
        self._starts = 0

    # --- life ---------------------------------------------------------------------------------------------------------

    def command(self):
        line = [program_find("tesserad")]
        if self.handed:
            numbers = ",".join(str(handed.fileno()) for _, handed in self.handed)
            line = [sys.executable, "-c", HAND_OVER, numbers, ":".join(name for name, _ in self.handed), *line]
        for address in self.listen:
            line += ["--listen", address]
        return line + ["--database", self.pooler.url(self.database) if self.pooler else str(self.database), *self.flags]

    def _log_name(self):
        path = self.database if isinstance(self.database, pathlib.Path) else pathlib.Path(urllib.parse.urlsplit(self.database).path)
        return path.stem

    def start(self):
        """Starts the process and returns once every listener accepts."""
        self._starts += 1
        self.exit_status = None
        self.addresses = []
        if self._prepares and isinstance(self.database, pathlib.Path) and not self.database.exists():
            prepared.copy_file(self.database, program_find("tesserad"))
        self._log_path = self.folder / f"stderr-{self._log_name()}-{self._starts}.log"
        with open(self._log_path, "wb") as log:
            self.process = subprocess.Popen(
                self.command(),
                env=clean_environment(self.settings),
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=log,
                pass_fds=[handed.fileno() for _, handed in self.handed],
                preexec_fn=self._apply_limits if self.limits else None,
                # A file that may not grow must show as a failing write, not as a signal.
                restore_signals=not self.limits,
            )
        self._lines = queue.Queue()
        threading.Thread(target=self._read_output, args=(self.process.stdout, self._lines), daemon=True).start()
        self._await_listening()
        return self

    def _apply_limits(self):
        for limit, value in self.limits.items():
            resource.setrlimit(limit, (value, value))

    @staticmethod
    def _read_output(stream, lines):
        with stream:
            for line in stream:
                lines.put(line.decode("utf-8", "replace").rstrip("\n"))
        lines.put(None)

    def _await_listening(self):
        deadline = time.monotonic() + START_SECONDS
        mark = "listening on "
        while len(self.addresses) < len(self.listen) + len(self.handed):
            try:
                line = self._lines.get(timeout=max(0.01, deadline - time.monotonic()))
            except queue.Empty:
                self._give_up("did not say that it listens")
            if line is None:
                self._give_up("ended before it listened")
            if line.startswith(mark):
                self.addresses.append(line[len(mark) :])
        for address in self.addresses:
            if address.startswith(("http://127.0.0.1:", "https://127.0.0.1:")):
                self.scheme, self.port = address.split(":")[0], int(address.rsplit(":", 1)[1])
                break

    def _give_up(self, why):
        with contextlib.suppress(ProcessLookupError):
            self.process.kill()
        self.exit_status = self.process.wait(STOP_SECONDS)
        raise ServerFailed(f"tesserad {why} (exit status {self.exit_status}):\n{self.log_text()}")

    def kill(self):
        """SIGKILL: the process gets no chance to clean up."""
        self._close_clients()
        self.process.kill()
        self.exit_status = self.process.wait(STOP_SECONDS)

    def stop(self, signal_number=signal.SIGTERM):
        """Asks the server to end, waits, and returns its exit status. A second call does nothing."""
        if self.process is None or self.exit_status is not None:
            return self.exit_status
        self._close_clients()
        self.process.send_signal(signal_number)
        try:
            self.exit_status = self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.exit_status = self.process.wait(STOP_SECONDS)
            raise AssertionError(f"tesserad did not end within {STOP_SECONDS} s of a signal:\n{self.log_text()[-4000:]}") from None
        return self.exit_status

    def stop_and_check(self):
        """A clean end: exit status 0, no sanitizer report, nothing critical in the log."""
        if self.process is None:
            return
        status = self.stop()
        self.check_log()
        assert status in (0, -signal.SIGKILL), f"exit status {status}:\n{self.log_text()[-4000:]}"

    def check_log(self):
        """No sanitizer report and nothing critical on standard error."""
        log = self.log_text()
        for mark in SANITIZER_MARKS:
            assert mark not in log, f"sanitizer report:\n{log}"
        if "://" in str(self.database):  # every statement that a test reaches is one that PostgreSQL takes
            assert "statement failed" not in log, log[-4000:]
        if self._log_path is not None and self._log_path.exists():
            secrets.check(self._log_path, self._secrets)
        critical = [line for line in log.splitlines() if "CRITICAL" in line]
        assert not critical, f"critical log lines: {critical}"

    def alive(self):
        return self.process is not None and self.process.poll() is None

    def processor_seconds(self):
        """What the process has computed so far, however busy the machine is."""
        fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")  # utime and stime of proc(5)

    def log_size(self):
        """Bytes on standard error so far."""
        return self._log_path.stat().st_size if self._log_path and self._log_path.exists() else 0

    def log_text(self):
        """What the server wrote on standard error; of a huge log its two ends."""
        if self.log_size() <= 2 * LOG_END_BYTES:
            return self._log_path.read_text("utf-8", "replace") if self.log_size() else ""
        with open(self._log_path, "rb") as file:
            start = file.read(LOG_END_BYTES)
            file.seek(-LOG_END_BYTES, os.SEEK_END)
            return (start + b"\n[...]\n" + file.read()).decode("utf-8", "replace")

    def await_log(self, words):
        """Until the log has these words: looks whenever something was written to it."""
        deadline = time.monotonic() + REPLY_SECONDS
        with written_to(self._log_path) as watch:
            while words not in self.log_text():
                assert select.select([watch], [], [], max(0, deadline - time.monotonic()))[0], self.log_text()[-2000:]
                os.read(watch, 65536)

    # --- clients ------------------------------------------------------------------------------------------------------

    @property
    def url(self):
        return f"{self.scheme}://127.0.0.1:{self.port}"

    @property
    def tls_port(self):
        """That of the first listener which speaks TLS."""
        return next(int(address.rsplit(":", 1)[1]) for address in self.addresses if address.startswith("https://"))

    def client(self, path="", checked=True, context=None, **options):
        """An httpx client whose every reply is checked. `path` is put before each path. `context`: it speaks TLS by this ssl.SSLContext, to the name
        localhost."""
        options.setdefault("timeout", REPLY_SECONDS)
        hooks = {"request": [self._secrets.note_request], "response": [self._secrets.note_reply]}
        if checked:
            hooks["response"].append(ReplyChecker.of(self).check)
        url = self.url if context is None else f"https://localhost:{self.tls_port}"
        transport = PromptTransport() if context is None else httpx.HTTPTransport(verify=context, trust_env=False)
        made = httpx.Client(base_url=url + path, event_hooks=hooks, trust_env=False, transport=transport, **options)
        self._clients.append(made)
        return made

    def api(self, **options):
        """A client for the routes under /api/v1."""
        return self.client("/api/v1", **options)

    def _close_clients(self):
        for made in self._clients:
            made.close()
        self._clients.clear()
