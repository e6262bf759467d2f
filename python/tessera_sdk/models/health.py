# Generated from the tables in api/ by `make generate`; do not edit.
"""Models of the API; import them from tessera_sdk or tessera_sdk.models."""

from dataclasses import dataclass

from .._model import Model


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthCheck(Model):
    """State of one part of the server"""

    status: str
    """healthy or unhealthy"""

    latency_ms: float | None = None
    """Milliseconds that a trivial query took; null when it failed"""

    __module__ = "tessera_sdk.models"


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthChecks(Model):
    """States of the parts of the server"""

    database: HealthCheck
    """The database"""

    __module__ = "tessera_sdk.models"


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

    __module__ = "tessera_sdk.models"


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthReady(Model):
    """Whether the server can answer requests"""

    status: str
    """ready or not_ready"""

    database: bool
    """Whether the database answers"""

    __module__ = "tessera_sdk.models"


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthLive(Model):
    """Whether the server runs"""

    status: str
    """alive"""

    __module__ = "tessera_sdk.models"
