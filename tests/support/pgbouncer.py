"""PgBouncer in transaction mode before a PostgreSQL of the tests: fewer sessions than clients, each lent for one transaction."""

import atexit
import functools
import os
import pathlib
import shutil
import signal
import subprocess
import tempfile
import threading

from support import postgres

PROGRAM = "/usr/sbin/pgbouncer"
PORT = 6432  # of the socket's name; nothing listens on the network
SESSIONS = 5


class Pooler:
    """One that ends with the process that made it."""

    def __init__(self, cluster):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="tessera-pgbouncer-", dir="/tmp"))
        self.process = None
        settings = self.folder / "pgbouncer.ini"
        settings.write_text(
            f"[databases]\n* = host={cluster.folder} user=postgres\n[pgbouncer]\nlisten_addr =\nlisten_port = {PORT}\nunix_socket_dir = {self.folder}\n"
            f"auth_type = any\npool_mode = transaction\ndefault_pool_size = {SESSIONS}\nmax_client_conn = 500\n"
        )
        if os.getuid() == 0:  # it refuses to run as root
            for path in (self.folder, settings):
                shutil.chown(path, "postgres", "postgres")
        self.start()

    def start(self):
        """Returns once it takes connections."""
        self.process = subprocess.Popen(
            postgres.Cluster.as_user(PROGRAM, self.folder / "pgbouncer.ini"),
            cwd="/", stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        lines = []
        for line in self.process.stderr:
            lines.append(line)
            if "process up" in line:
                break
        else:
            raise AssertionError("PgBouncer did not start:\n" + "".join(lines))
        threading.Thread(target=postgres.Cluster.drain, args=(self.process.stderr,), daemon=True).start()

    def stop(self):
        """At once, with all its connections."""
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(postgres.STOP_SECONDS)

    def close(self):
        if self.process.poll() is None:
            self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def url(self, direct):
        """The URL of a database of the cluster, through the pooler."""
        return f"postgresql://postgres@/{postgres.name_of(direct)}?host={self.folder}&port={PORT}"


@functools.cache
def pooler():
    """The one that all tests of this process share, before their PostgreSQL."""
    made = Pooler(postgres.cluster())
    atexit.register(made.close)
    return made
