"""Work that only one process of the tests may do at a time."""

import contextlib
import fcntl


@contextlib.contextmanager
def exclusively(path):
    """Holds the lock that is this file, which is made where it is missing."""
    with open(path, "w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
