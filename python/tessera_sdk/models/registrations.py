# Generated from the tables in api/ by `make generate`; do not edit.
"""Models of the API; import them from tessera_sdk or tessera_sdk.models."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from .._model import Model
from ..enums import (
    RegistrationStatus,
    CompatibilityMode,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Registration(Model):
    """A team that consumes a contract"""

    pinned_version: str | None = None
    """Version that it stays on; null: it goes with the active contract"""

    id: UUID
    """Id"""

    contract_id: UUID
    """The contract that was registered for"""

    consumer_team_id: UUID
    """Consumer team"""

    status: RegistrationStatus
    """State"""

    registered_at: datetime
    """When it registered"""

    acknowledged_at: datetime | None = None
    """When it last acknowledged a change"""

    updated_at: datetime | None = None
    """When it last changed"""

    consumer_team_name: str | None = None
    """Name of the consumer team"""

    fields: list[str] | None = None
    """Fields that it reads; null: all"""

    mode: CompatibilityMode | None = None
    """Compatibility that it needs; null: all that the contract promises"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)
