# Generated from the tables in api/ by `make generate`; do not edit.
"""Models of the API; import them from tessera_sdk or tessera_sdk.models."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from .._model import Model


@dataclass(frozen=True, slots=True, kw_only=True)
class Team(Model):
    """A team: owns assets, publishes and consumes contracts"""

    id: UUID
    """Id"""

    name: str
    """Name, unique among active teams"""

    description: str | None = None
    """What the team is about"""

    metadata: dict[str, Any]
    """Free data of the team's own"""

    created_at: datetime
    """When it was created"""

    updated_at: datetime | None = None
    """When it last changed"""

    asset_count: int | None = None
    """Active assets that it owns"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamReference(Model):
    """A team in short"""

    id: UUID
    """Id"""

    name: str
    """Name"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReassignResult(Model):
    """What was reassigned"""

    reassigned: int
    """How many assets moved"""

    source_team: TeamReference
    """The former owner"""

    target_team: TeamReference
    """The new owner"""

    asset_ids: list[UUID] | None = None
    """The assets that moved; absent when none did"""

    __module__ = "tessera_sdk.models"

    def __hash__(self) -> int:
        return Model.__hash__(self)
