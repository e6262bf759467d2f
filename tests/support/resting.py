"""A server whose jobs do nothing, where a test looks at what requests alone send to the database."""

import time

from support.make import expect
from support.tables import jobs

WAIT_SECONDS = 60


def settings() -> dict[str, int]:
    """With which no job runs within a day."""
    return {variable: 86400 for variable in jobs().values()}


def wait_for_jobs(server) -> None:
    """Until each has its row in the database, which is written beside the work."""
    deadline = time.monotonic() + WAIT_SECONDS
    while not set(jobs()) <= {job["name"] for job in expect(server.client().get("/health"), 200)["jobs"]}:
        assert time.monotonic() < deadline
