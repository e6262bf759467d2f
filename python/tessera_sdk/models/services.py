# Generated from the tables in api/ by `make generate`; do not edit.
"""Models of the API; import them from tessera_sdk or tessera_sdk.models."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from .._model import Model


@dataclass(frozen=True, slots=True, kw_only=True)
class Service(Model):
    """A part of a repository that is deployed by itself"""

    id: UUID
    """Id"""

    name: str
    """Name, unique in its repository among services that are not deleted"""

    repo_id: UUID
    """Its repository"""

    root_path: str
    """Its folder in the repository"""

    otel_service_name: str | None = None
    """Name that it has in traces"""

    owner_team_id: UUID
    """Owner team of the repository"""

    created_at: datetime
    """When it was created"""

    updated_at: datetime | None = None
    """When it last changed"""

    asset_count: int
    """Active assets that belong to it"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)
