"""Requests that meet, in every order: each is held at the server's scheduling points (src/base/schedule_point.h), one goes on at a time,
and which one is the caller's to choose. What waits for a lock is told by the database, not by a clock.
"""

import dataclasses
import json
import os
import queue
import shutil
import socket
import tempfile
import threading

from support import postgres
from support.server import build_folder

PATIENCE_SECONDS = 30  # for a request that neither goes on nor waits for a lock: something is wrong
LOOK_SECONDS = 0.004  # between two looks at the locks
LOCKING = ("INSERT ", "UPDATE ", "DELETE ")
NOTED = ("INSERT INTO audit_events", "INSERT INTO outbox")  # fresh rows, which nobody else waits for


def build_has_points():
    """Whether the build that is tested has scheduling points."""
    options = json.loads((build_folder() / "meson-info" / "intro-buildoptions.json").read_text())
    chosen = {option["name"]: option["value"] for option in options}
    return chosen.get("schedule_points") == "enabled" or (chosen.get("schedule_points") == "auto" and chosen.get("b_sanitize", "none") != "none")


@dataclasses.dataclass(eq=False)
class Held:
    """A request at a point."""

    connection: socket.socket
    point: str
    session: int
    detail: str

    def release(self):
        self.connection.close()

    @property
    def is_decisive(self):
        """Whether others see what comes next, or may wait for it."""
        if self.point != "statement":
            return True
        writes = self.detail.startswith(LOCKING) and not self.detail.startswith(NOTED)
        return writes or any(lock in self.detail for lock in ("FOR UPDATE", "FOR NO KEY UPDATE", "FOR SHARE", "FOR KEY SHARE"))


class Conductor:
    """Where requests that reach a point say so. One for a server; `settings` go to it."""

    def __init__(self):
        self.folder = tempfile.mkdtemp(prefix="tessera-schedule-")  # a socket's path may not be long
        path = os.path.join(self.folder, "points")
        self.settings = {"SCHEDULE_SOCKET": path}
        self.events = queue.Queue()
        self._listener = socket.socket(socket.AF_UNIX)
        self._listener.bind(path)
        self._listener.listen(64)
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self):
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            line = b""
            while not line.endswith(b"\n") and (more := connection.recv(4096)):
                line += more
            request, point, session, detail = line.decode("utf-8", "replace").rstrip("\n").split("\t", 3)
            self.events.put((request, Held(connection, point, int(session), detail)))

    def close(self):
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        shutil.rmtree(self.folder, ignore_errors=True)


class Operation:
    """A request on its way: not begun, held at a point, waiting for a lock, or answered."""

    def __init__(self, name, call):
        self.name, self.call = name, call  # call(headers) -> reply
        self.held = self.reply = self.problem = None
        self.session = 0  # of the database, at the last point
        self.waits = self.has_waited = False
        self.began = self.ended = None  # when, in steps of the run

    @property
    def is_done(self):
        return self.ended is not None

    @property
    def can_go_on(self):
        return self.began is None or self.held is not None


class Run:
    """Operations that meet, and what was chosen so far. `whole`: held at every point, else at those alone that others notice."""

    _numbers = iter(range(1, 1 << 62))

    def __init__(self, conductor, operations, locks=None, whole=True):
        self.conductor, self.operations, self.locks, self.whole = conductor, operations, locks, whole
        self.choices, self.trace, self.steps = [], [], 0
        self._ids = {f"scheduled-{os.getpid()}-{next(self._numbers)}": operation for operation in operations}

    # --- what comes in ------------------------------------------------------------------------------------------------

    def _begin(self, operation):
        (name,) = (name for name, other in self._ids.items() if other is operation)
        operation.began = self.steps

        def send():
            try:
                operation.reply = operation.call({"X-Request-ID": name})
            except Exception as problem:  # told by the thread that waits for it
                operation.problem = problem
            self.conductor.events.put((name, None))

        threading.Thread(target=send, daemon=True).start()

    def _take(self, name, held):
        operation = self._ids.get(name)
        assert operation is not None, f"{name} is of an earlier run"
        if held is None:
            operation.ended = self.steps
            if operation.problem is not None:
                raise operation.problem
        elif held.is_decisive or self.whole:
            operation.held, operation.session = held, held.session
        else:
            operation.session = held.session
            held.release()

    def _is_blocked(self, operation):
        if self.locks is None or operation.session == 0:
            return False
        ((blocked,),) = self.locks.execute("SELECT cardinality(pg_blocking_pids(?)) > 0", (operation.session,))
        return blocked

    def _settle(self, operation):
        """Returns once the operation is held, answered, or waits for a lock."""
        looks = 0
        while not operation.is_done and operation.held is None:
            try:
                self._take(*self.conductor.events.get(timeout=LOOK_SECONDS))
            except queue.Empty:
                operation.waits = self._is_blocked(operation)
                if operation.waits:
                    operation.has_waited = True
                    return
                looks += 1
                assert looks * LOOK_SECONDS < PATIENCE_SECONDS, f"{operation.name} neither goes on nor waits: {self.told()}"
        operation.waits = False

    # --- going on -----------------------------------------------------------------------------------------------------

    def able(self):
        return [operation for operation in self.operations if operation.can_go_on]

    def step(self, operation):
        """Lets it go on to its next point, and those that waited for it too."""
        self.steps += 1
        self.choices.append(self.operations.index(operation))
        if operation.began is None:
            self.trace.append(f"{operation.name} begins")
            self._begin(operation)
        else:
            held, operation.held = operation.held, None
            self.trace.append(f"{operation.name}: {held.point} {held.detail[:60]}")
            held.release()
        self._settle(operation)
        self.settle_waiting()

    def settle_waiting(self):
        for other in self.operations:
            if other.waits:
                self._settle(other)

    def told(self):
        return "\n".join(self.trace)

    def abandon(self):
        """Lets everything go, so that the next run finds nobody of this one."""
        while not all(operation.is_done or operation.began is None for operation in self.operations):
            for operation in self.able():
                if operation.held is not None:
                    held, operation.held = operation.held, None
                    held.release()
            self._take(*self.conductor.events.get(timeout=PATIENCE_SECONDS))


def _perform(run, prefix, bound):
    """Runs to the end: first as `prefix` says, then without switching where that is possible. Yields the prefixes that differ from it."""
    others, current, switches = [], None, 0
    while not all(operation.is_done for operation in run.operations):
        able = run.able()
        if not able:  # they wait for one another: the database decides
            run.settle_waiting()
            continue
        default = current if current in able else able[0]
        place = len(run.choices)
        chosen = run.operations[prefix[place]] if place < len(prefix) else default
        if chosen not in able:
            chosen = default
        if place >= len(prefix) and (current not in able or switches < bound):
            others += [(*run.choices, run.operations.index(other)) for other in able if other is not chosen]
        switches += current in able and chosen is not current
        run.step(chosen)
        current = chosen
    return others


def explore(begin, check, bound, most=None):
    """Performs the operations in every order in which at most `bound` of them are interrupted by another. begin() gives a fresh run,
    check(run) looks at what became of it. Returns how many orders there were; at most `most` are performed."""
    prefixes, count = [()], 0
    while prefixes and (most is None or count < most):
        run = begin()
        try:
            prefixes += _perform(run, prefixes.pop(), bound)
        finally:
            run.abandon()
        check(run)
        count += 1
    return count


def locks_of(database):
    """A connection that sees who waits for whom; None where one writes at a time."""
    return postgres.Connection(str(database)) if "://" in str(database) else None
