# Generated from the tables in api/ by `make generate`; do not edit.
"""Models of the API; import them from tessera_sdk or tessera_sdk.models."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from .._model import Model
from ..enums import (
    UserType,
    UserRole,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class User(Model):
    """A person or a program"""

    id: UUID
    """Id"""

    username: str
    """Login name, lower case"""

    email: str | None = None
    """E-mail address, lower case"""

    name: str
    """Name for people"""

    user_type: UserType
    """Person or program"""

    role: UserRole
    """Rights in browser sessions"""

    team_id: UUID | None = None
    """Team"""

    metadata: dict[str, Any]
    """Free data"""

    notification_preferences: dict[str, Any]
    """Free data on notifications"""

    created_at: datetime
    """When it was created"""

    updated_at: datetime | None = None
    """When it last changed"""

    deactivated_at: datetime | None = None
    """When it was deactivated"""

    team_name: str | None = None
    """Name of the team"""

    asset_count: int | None = None
    """Active assets that it owns"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)
