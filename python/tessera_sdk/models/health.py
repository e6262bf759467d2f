# Generated from the tables in api/ by `make generate`; do not edit.
"""Models of the API; import them from tessera_sdk or tessera_sdk.models."""

from dataclasses import dataclass
from datetime import datetime

from .._model import Model


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthPool(Model):
    """Connections to a database server"""

    size: int
    """Connections that are kept when they rest"""

    maximum: int
    """Most connections, in a rush"""

    open: int
    """Connections there are"""

    checked_in: int
    """Of these, idle"""

    checked_out: int
    """Of these, in use; the one that this reply is made with is one of them"""

    overflow: int
    """Connections beyond `size`: less than 0 while there are fewer"""

    waiting: int
    """Requests that wait for a connection"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthCheck(Model):
    """State of one part of the server"""

    status: str
    """healthy or unhealthy"""

    latency_ms: float | None = None
    """Milliseconds that a trivial query took; null when it failed"""

    pool: HealthPool | None = None
    """The connections; absent where the database is embedded"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthWrites(Model):
    """Whether the database takes what is written"""

    status: str
    """healthy or unhealthy"""

    error: str | None = None
    """Why it takes nothing"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthJobsCheck(Model):
    """Whether the work that is due from time to time is done"""

    status: str
    """healthy or unhealthy"""

    error: str | None = None
    """Which jobs failed, and which are late"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthLane(Model):
    """Work of one kind, which waits for work of its own kind only"""

    name: str
    """reads, comparisons, hashes or writes"""

    threads: int
    """Most threads that do it at a time"""

    running: int
    """Requests that are worked on; of writes those that share the commit under way"""

    waiting: int
    """Requests that wait"""

    queue_maximum: int
    """Most of them; more are answered with 503"""

    refused: int
    """Requests answered so since the start"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthChecks(Model):
    """States of the parts of the server"""

    database: HealthCheck
    """The database"""

    writes: HealthWrites | None = None
    """Writing to it"""

    jobs: HealthJobsCheck | None = None
    """What is done from time to time; absent when the database does not answer"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthJob(Model):
    """Work that servers do from time to time; of all on one database one does it at a time"""

    name: str
    """Name of the job"""

    running: bool
    """Whether some server runs it now"""

    last_run_at: datetime | None = None
    """When its last run began; null when it has not run yet"""

    duration_ms: float | None = None
    """Milliseconds that the last run took"""

    outcome: str | None = None
    """succeeded or failed"""

    handled: int | None = None
    """What the last run dealt with, in rows"""

    next_run_at: datetime
    """When it is due"""

    late: bool | None = None
    """Whether it was due minutes ago and no server runs it"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthEvents(Model):
    """The streams of events"""

    open: int
    """Streams that are open"""

    maximum: int
    """Most of them"""

    refused: int
    """Streams that were refused since the start, as there were too many"""

    cut: int
    """Streams that were cut since the start, as their clients took nothing"""

    events: int
    """Events that were read for them since the start, each once for all streams"""

    position: int
    """Number of the last of these; 0: none was read"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Health(Model):
    """State of the server"""

    status: str
    """healthy or degraded"""

    version: str
    """Version of the API"""

    uptime_seconds: float
    """Seconds since the start, to a tenth"""

    checks: HealthChecks
    """State of each part"""

    jobs: list[HealthJob] | None = None
    """What is done from time to time; absent when the database does not answer"""

    events: HealthEvents | None = None
    """The streams of events"""

    lanes: list[HealthLane] | None = None
    """What is being worked on beside the loops, and what waits"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthReady(Model):
    """Whether the server can answer requests"""

    status: str
    """ready or not_ready"""

    database: bool
    """Whether the database answers"""

    error: str | None = None
    """Why it is not ready, where more is known"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthLive(Model):
    """Whether the server runs"""

    status: str
    """alive"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)
